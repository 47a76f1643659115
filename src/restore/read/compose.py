"""Writes a page's ink as text: letters, spaces where there are gaps, line ends, blank lines.

What is put in (spaces, line ends) belongs to no glyph.  A series of shown spaces is one space in
the text, and spaces at the ends of a line are left out; their glyphs are kept all the same.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import NamedTuple

from restore.page import Line
from restore.read.geometry import Box
from restore.read.lines import Row
from restore.read.order import reading_order
from restore.read.pen import Ink, Run
from restore.text import Span

_GAP = 0.15  # ems; over 44 run-together papers it gives 0.88 known words, a fixed 3 points 0.59
_SPACED = 0.5  # share of words of one letter from which on a line is letter-spaced
_APART = 0.3  # ems; nobody letter-spaces text so wide: these are signs set apart, one by one
_WIDER = 1.6  # times the usual gap of a letter-spaced line: a gap between words
_FEWEST_LETTERS = 6  # of a line that can be called letter-spaced; "a b c" are three words
_PARAGRAPH = 1.35  # times the usual distance of lines: a paragraph, heading or block of notes


class Composed(NamedTuple):
    """A page's text, for each character the number of its glyph on the page or -1, and lines."""

    text: str
    glyph_at: list[int]
    lines: list[Line]


class _Writer:
    """Collects text, glyph numbers and lines of one page."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self.parts: list[str] = []
        self.glyph_at: list[int] = []
        self.lines: list[Line] = []

    def line(self, row: Row, lead: str) -> None:
        """Write one line after `lead`, unless it has nothing but spaces."""
        order = _glyph_order(row, self.ink)
        parts, places = _spell(order, self.ink, _GAP * row.size)
        if _is_spaced(parts, places):
            parts, places = _spell(order, self.ink, _word_gap(order, self.ink, row.size))
        if not parts:
            return
        if self.parts:
            self.parts.append(lead)
            self.glyph_at += [-1] * len(lead)
        start = len(self.glyph_at)
        self.parts += parts
        self.glyph_at += places
        self.lines.append(Line(Span(start, len(self.glyph_at)), self._box(row)))

    def _box(self, row: Row) -> Box:
        glyphs = [
            self.ink.glyphs[i] for run in row.runs for i in (run.first, run.last - 1)
        ]  # a run's first and last glyph reach as far as all of it
        return (
            min(g.x0 for g in glyphs),
            min(g.top for g in glyphs),
            max(g.x1 for g in glyphs),
            max(g.bottom for g in glyphs),
        )


def compose(ink: Ink, visible: Box) -> Composed:
    """Return the text of a page of which `visible` is what a person sees of it."""
    writer = _Writer(ink)
    for group in _groups(ink, visible):
        ordered = [row for row in reading_order(group) if _has_ink(row, ink)]
        usual = _usual_distance(ordered)
        above: Row | None = None
        for row in ordered:
            apart = above is None or _is_apart(above, row, usual)
            writer.line(row, "\n\n" if apart else "\n")
            above = row
    return Composed("".join(writer.parts), writer.glyph_at, writer.lines)


def _groups(ink: Ink, visible: Box) -> list[list[Run]]:
    """Return runs that are read together: upright, turned by angle, then those off the page."""
    left, top, right, bottom = visible
    groups: dict[tuple[bool, int], list[Run]] = {}
    for run in ink.runs:
        first, last = ink.glyphs[run.first], ink.glyphs[run.last - 1]
        inside = (
            min(first.x0, last.x0) < right
            and max(first.x1, last.x1) > left
            and min(first.top, last.top) < bottom
            and max(first.bottom, last.bottom) > top
        )
        groups.setdefault((not inside, run.angle), []).append(run)
    return [groups[key] for key in sorted(groups)]


def _has_ink(row: Row, ink: Ink) -> bool:
    """Tell whether a row shows anything; word processors fill empty lines with a space."""
    return any(ink.glyphs[i].text != " " for run in row.runs for i in range(run.first, run.last))


def _is_apart(above: Row, row: Row, usual: float) -> bool:
    """Tell whether two lines are further apart than lines of their size and this page are."""
    least = max(usual, min(above.size, row.size))  # a title in large type has its own distance
    return row.base - above.base > _PARAGRAPH * least


def _usual_distance(ordered: list[Row]) -> float:
    """Return the usual distance of baselines in points, infinite where there is none."""
    steps = [b.base - a.base for a, b in pairwise(ordered) if b.base > a.base]
    return median(steps) if steps else float("inf")


def _glyph_order(row: Row, ink: Ink) -> list[int]:
    """Return a row's glyph numbers from left to right; those of a run stay together if they can."""
    order = [i for run in row.runs for i in range(run.first, run.last)]
    tangled = any(one.end > other.start + 0.5 * row.size for one, other in pairwise(row.runs))
    return sorted(order, key=ink.starts.__getitem__) if tangled else order


def _spell(order: list[int], ink: Ink, gap: float) -> tuple[list[str], list[int]]:
    """Return the characters of a line and their glyphs; gaps wider than `gap` become spaces."""
    glyphs, starts, ends = ink.glyphs, ink.starts, ink.ends
    parts: list[str] = []
    places: list[int] = []
    reach = float("inf")  # where the last glyph ended; no gap before the first
    space = -1  # the shown space that waits for the next letter
    for i in order:
        text = glyphs[i].text
        if text == " ":
            space = i if space < 0 else space
            reach = float("inf")
            continue
        if space >= 0 or starts[i] - reach > gap:
            if parts:
                parts.append(" ")
                places.append(space)
            space = -1
        parts.append(text)
        places += [i] * len(text)
        reach = ends[i]
    return parts, places


def _is_spaced(parts: list[str], places: list[int]) -> bool:
    """Tell whether so many spaces were put in that they part letters, not words.

    Only letters count: leaders (`. . . .`) keep the spaces they have.
    """
    put_in = places.count(-1)
    if put_in < _SPACED * (_FEWEST_LETTERS - 1):
        return False
    letters = "".join(parts).split(" ")
    single = sum(len(word) == 1 and not word.isdigit() and word != "." for word in letters)
    return single >= _FEWEST_LETTERS and single >= _SPACED * len(letters)


def _word_gap(order: list[int], ink: Ink, size: float) -> float:
    """Return the gap from which on a letter-spaced line has a word end, in points."""
    gaps = [ink.starts[after] - ink.ends[before] for before, after in pairwise(order)]
    return max(_GAP * size, min(_WIDER * median(gaps), _APART * size))
