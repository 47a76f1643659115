"""Which glyphs of a paper are damaged, line by line, and which of them a repair can read.

Damaged is a glyph without a letter, and one whose letter the file gives wrongly.  A sign that
always stands alone (a bullet, an ornament) is not: nobody misses a letter there.  Whether it can be
read is the ledger's to say: by a decision on its code, or by a correction of its place that leaves
no gap.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from restore.ledger import Card, Correction, Ledger, Tier
from restore.page import Document, Font
from restore.report.signs import kind_of

Code = tuple[int, int]
"""Number of a font in the document, and a code of it."""

_GAP_RE = regex.compile(r"\[\.+\]|[\U000f0000-\U000ffffd\ufffd]")
_JOINED_RE = regex.compile(r"[\p{L}\p{M}\p{N}\p{Co}\p{Cc}--[\n\f\t\r\v]]|\ufffd", regex.V1)
_SIGNS_RE = regex.compile(
    r"symbol|dingbat|wingding|webding|ornament|bullet|math|^cm(sy|ex)|^ms[ab]m|^mt(sy|ex)|"
    r"^(euex|eusm|stmary|wasy|esint|marvosym|fontawesome)",
    regex.IGNORECASE,
)
"""Fonts that hold signs and no text, by the names under which they are known."""


class Row(NamedTuple):
    """A line of a page, both counted from 1 (the page's number is the file's), and its span."""

    page: int
    line: int
    start: int
    end: int


@dataclass(slots=True)
class Tally:
    """Glyphs of one font in one line by code: shown, and read by a correction of their place."""

    shown: Counter[int] = field(default_factory=Counter)
    applied: Counter[int] = field(default_factory=Counter)
    proposed: Counter[int] = field(default_factory=Counter)


class Damage(NamedTuple):
    """Damaged glyphs, of a font or of some lines; how many would be read, or read after review."""

    glyphs: int = 0
    accepted: int = 0
    waiting: int = 0

    @property
    def share(self) -> float | None:
        """Return which share can be read, at once or after review; None where none is damaged."""
        return (self.accepted + self.waiting) / self.glyphs if self.glyphs else None

    def __add__(self, other: object) -> Damage:
        """Return both together."""
        if not isinstance(other, Damage):
            return NotImplemented
        return Damage(*(one + two for one, two in zip(self, other, strict=True)))


class Damages:
    """All that is damaged in a document, as a ledger sees it."""

    def __init__(self, document: Document, ledger: Ledger) -> None:
        """Count glyphs and weigh codes."""
        self.rows = tuple(_rows(document))
        self.tallies: dict[tuple[int, int], Tally] = defaultdict(Tally)
        self.cards = _cards(document.fonts, ledger)
        self._odd: dict[Code, Counter[str]] = defaultdict(Counter)
        self._joined: set[Code] = set()
        self._count(document, _Readers(ledger))
        self._fonts = document.fonts
        self._rows: dict[int, list[int]] = defaultdict(list)
        for font, row in sorted(self.tallies):
            self._rows[font].append(row)
        self.codes: dict[int, set[int]] = defaultdict(set)
        for font, code in sorted({*self._odd, *self.cards}):
            if self._is_odd((font, code)) or self.lies((font, code)):
                self.codes[font].add(code)

    def _count(self, document: Document, readers: _Readers) -> None:
        """Count the glyphs of every line by font and code."""
        before = -1
        for number, row in enumerate(self.rows):
            for offset in range(row.start, row.end):
                index = document.glyph_at[offset]
                if index in (before, -1):
                    continue
                before, glyph = index, document.glyphs[index]
                tally = self.tallies[glyph.font, number]
                tally.shown[glyph.code] += 1
                if reader := readers.at(offset):
                    (tally.applied if reader == "accept" else tally.proposed)[glyph.code] += 1
                kind = kind_of(glyph.text)
                if kind not in ("text", "blank"):
                    key = glyph.font, glyph.code
                    self._odd[key][kind] += 1
                    if _is_joined(document.text, offset, len(glyph.text)):
                        self._joined.add(key)

    def _is_odd(self, code: Code) -> bool:
        """Tell whether a code has no letter where one is missed."""
        if code not in self._odd:
            return False
        card = self.cards.get(code)
        if self._is_blank(code):
            return False
        read = card is not None and card.tier != "leave" and card.reading.isalnum()
        signs = bool(_SIGNS_RE.search(self._fonts[code[0]].name))
        return read or (code in self._joined and not signs)

    def lies(self, code: Code) -> bool:
        """Tell whether the file gives a code another letter than it was found to be."""
        card = self.cards.get(code)
        return card is not None and is_lie(card)

    def lies_of(self, font: int) -> list[Card]:
        """Return the decisions that prove the map of a font wrong, by code."""
        lying = [code for code in sorted(self.codes[font]) if self.lies((font, code))]
        return [self.cards[font, code] for code in lying]

    def rows_of(self, font: int) -> list[int]:
        """Return the numbers of the lines in which a font stands."""
        return self._rows[font]

    def signs_alone(self, font: int) -> Counter[str]:
        """Count the glyphs of a font without a letter that are signs, by kind."""
        return self._undamaged(font, blank=False)

    def blanks(self, font: int) -> Counter[str]:
        """Count the glyphs of a font without a letter that are blanks, by kind."""
        return self._undamaged(font, blank=True)

    def _undamaged(self, font: int, *, blank: bool) -> Counter[str]:
        """Count the odd glyphs of a font at which no letter is missed, by kind."""
        found: Counter[str] = Counter()
        for (own, code), kinds in self._odd.items():
            passed = own == font and code not in self.codes[font]
            if passed and blank == self._is_blank((own, code)):
                found.update(kinds)
        return found

    def _is_blank(self, code: Code) -> bool:
        """Tell whether a code was found to be a blank, which is no lost letter."""
        card = self.cards.get(code)
        return card is not None and card.reading.isspace()

    def tier(self, code: Code) -> Tier:
        """Return how surely a code is read."""
        card = self.cards.get(code)
        return card.tier if card is not None and card.reading else "leave"

    def of(self, font: int, row: int) -> Damage:
        """Return the damaged glyphs of a font in one line."""
        tally = self.tallies.get((font, row), _NONE)
        found = Damage()
        for code in tally.shown.keys() & self.codes.get(font, set()):
            shown, tier = tally.shown[code], self.tier((font, code))
            accepted = shown if tier == "accept" else tally.applied[code]
            waiting = shown if tier == "review" else tally.proposed[code]
            found += Damage(shown, accepted, min(waiting, shown - accepted))
        return found


_NONE = Tally()


def is_lie(card: Card) -> bool:
    """Tell whether a card proves the file's map wrong; another way to write the same is no lie."""
    if not card.claims or not card.reading or card.tier == "leave":
        return False
    claims, reading = (unicodedata.normalize("NFKC", t) for t in (card.claims, card.reading))
    return claims != reading


def is_accent_only(card: Card) -> bool:
    """Tell whether a lying map gives the right letter with a wrong accent, or without its own."""
    claims, reading = (_bare(text) for text in (card.claims, card.reading))
    return bool(claims) and claims == reading


def _bare(text: str) -> str:
    """Return the names of the letters of a text, their accents, strokes and dots left out."""
    whole = unicodedata.normalize("NFC", text)
    names = [unicodedata.name(c, c) for c in whole if not unicodedata.combining(c)]
    plain = ",".join(name.partition(" WITH ")[0].replace("DOTLESS ", "") for name in names)
    return plain if whole.isalpha() else ""


def _rows(document: Document) -> Iterator[Row]:
    """Yield the lines of a document whose characters have glyphs."""
    if not document.glyph_at:
        return
    for page in document.pages:
        at = page.span.start
        for line, text in enumerate(page.span.of(document.text).split("\n"), start=1):
            yield Row(page.number, line, at, at + len(text))
            at += len(text) + 1


def _is_joined(text: str, offset: int, size: int) -> bool:
    """Tell whether a glyph touches a letter, a figure or another one that has no letter."""
    neighbours = text[max(0, offset - 1) : offset] + text[offset + size : offset + size + 1]
    return bool(_JOINED_RE.search(neighbours))


def _cards(fonts: tuple[Font, ...], ledger: Ledger) -> dict[Code, Card]:
    """Return the card of each code; a font without an object number goes by its name."""
    numbers: dict[object, list[int]] = defaultdict(list)
    for number, font in enumerate(fonts):
        numbers[font.reference or font.name].append(number)
    return {
        (number, cause.card.code): cause.card
        for cause in ledger.causes
        if cause.card is not None
        for number in numbers[cause.card.reference or cause.card.font]
    }


class _Readers:
    """Finds the correction that reads a place, of those that leave no gap in it."""

    def __init__(self, ledger: Ledger) -> None:
        """Index the corrections."""
        self._found = [c for c in ledger.corrections if c.tier != "leave" and _reads(c)]
        self._starts = [c.span.start for c in self._found]

    def at(self, offset: int) -> Tier | None:
        """Return the tier of the correction that reads a place, if one does."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self._found[place].span.end:
            return None
        return self._found[place].tier


def _reads(correction: Correction) -> bool:
    """Tell whether a correction leaves nothing unread: no gap, and no glyph without a letter."""
    gaps = len(_GAP_RE.findall(correction.steps[-1].after))
    return gaps == 0 or gaps <= len(regex.findall(r"\[\.+\]", correction.before))
