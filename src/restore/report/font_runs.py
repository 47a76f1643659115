"""Where a font's damage stands: runs of lines, with how their words read beside the page's others.

A run is what one font sets in lines that follow each other; it is named from its first to its last
line with a damaged glyph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from restore.page import Document
from restore.report.font_damage import Damage, Damages
from restore.report.known_words import Reading, reading, words

MIXED = -1
"""Stands for a font's number where the letters of a word are of several fonts, or of none."""


class Run(NamedTuple):
    """Lines of one page (from 1, both included) where a font is damaged.

    `glyphs` are those the font shows there, `words` those set wholly in it, `elsewhere` the other
    words of the page.
    """

    page: int
    first: int
    last: int
    glyphs: int
    damage: Damage
    words: Reading
    elsewhere: Reading


class Readings:
    """How the words of a document read, by font and line."""

    def __init__(self, document: Document, damages: Damages) -> None:
        """Read every word once."""
        starts = [row.start for row in damages.rows]
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for span, word in words(document.text):
            row = bisect_right(starts, span.start) - 1
            places = document.glyph_at[span.start : span.end]
            fonts = {document.glyphs[i].font for i in places if i >= 0}
            found[fonts.pop() if len(fonts) == 1 else MIXED, row].append(word)
        self._words = found
        self._found = {key: reading(own) for key, own in found.items()}
        self.everything = sum(self._found.values(), Reading())
        self.by_font: dict[int, Reading] = defaultdict(Reading)
        self._by_page: dict[int, Reading] = defaultdict(Reading)
        for (font, row), read in self._found.items():
            self.by_font[font] += read
            if row >= 0:
                self._by_page[damages.rows[row].page] += read

    def of(self, font: int, rows: range) -> Reading:
        """Return how the words of a font read in some lines."""
        return sum((self._found.get((font, row), Reading()) for row in rows), Reading())

    def words_of(self, font: int) -> list[str]:
        """Return the words that are set wholly in a font."""
        return [word for (own, _), group in self._words.items() if own == font for word in group]

    def page(self, number: int) -> Reading:
        """Return how all words of a page read."""
        return self._by_page[number]


def runs(damages: Damages, readings: Readings, font: int, *, whole: bool) -> Iterator[Run]:
    """Yield the runs of a font with damage in them; with `whole` all of its glyphs are doubted."""
    for block in _blocks(damages, font):
        hit = [row for row in block if whole or damages.of(font, row).glyphs]
        if not hit:
            continue
        rows = range(hit[0], hit[-1] + 1)
        first, last = damages.rows[hit[0]], damages.rows[hit[-1]]
        own = readings.of(font, rows)
        yield Run(
            page=first.page,
            first=first.line,
            last=last.line,
            glyphs=sum(shown(damages, font, row) for row in rows),
            damage=sum((damages.of(font, row) for row in rows), Damage()),
            words=own,
            elsewhere=readings.page(first.page).without(own),
        )


def shown(damages: Damages, font: int, row: int) -> int:
    """Count the glyphs of a font in a line."""
    return damages.tallies[font, row].shown.total() if (font, row) in damages.tallies else 0


def _blocks(damages: Damages, font: int) -> Iterator[list[int]]:
    """Yield the lines of a page that follow each other and hold the font; blank ones part none."""
    block: list[int] = []
    for number, row in enumerate(damages.rows):
        if block and damages.rows[block[-1]].page != row.page:
            yield block
            block = []
        if shown(damages, font, number):
            block.append(number)
        elif block and row.end > row.start:
            yield block
            block = []
    if block:
        yield block
