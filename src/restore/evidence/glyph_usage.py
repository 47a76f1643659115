"""How a paper uses the codes of its fonts: where each stands, and what the file says it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from restore.page import Document, Origin, is_unmapped

Symbol = tuple[int, int]
"""A font's number in the document, and a code in it: the one unknown behind many places."""

Word = tuple[Symbol | str, ...]
"""A word of the text: symbols where a letter is open or doubted, else the letters themselves."""


class Place(NamedTuple):
    """A glyph's place in the text: [start, end), a glyph of several characters takes them all."""

    start: int
    end: int
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class Use:
    """What the file says of one symbol: `claims` is "" where it says nothing.

    `advance` is in ems; `places` counts where it stands.
    """

    claims: str
    origin: Origin
    advance: float
    places: int

    @property
    def open(self) -> bool:
        """Tell whether the file leaves it open: it says nothing, or a reader has to guess."""
        return self.origin in ("none", "guess")


def places(document: Document) -> Iterator[Place]:
    """Yield every glyph of the text with its place, in order."""
    symbols = [(glyph.font, glyph.code) for glyph in document.glyphs]
    start, held = 0, -1
    for at, index in enumerate((*document.glyph_at, -1)):
        if index != held:
            if held >= 0:
                yield Place(start, at, symbols[held])
            start, held = at, index


def uses(document: Document) -> dict[Symbol, Use]:
    """Return how each symbol of a document is used."""
    counts = Counter((g.font, g.code) for g in document.glyphs)
    found: dict[Symbol, Use] = {}
    for glyph in document.glyphs:
        symbol = glyph.font, glyph.code
        if symbol not in found:
            claims = (
                "" if glyph.origin == "none" or is_unmapped(glyph.text[:1] or " ") else glyph.text
            )
            advance = glyph.advance / glyph.size if glyph.size else 0.0
            found[symbol] = Use(claims, glyph.origin, advance, counts[symbol])
    return found


def codes_by_font(used: Mapping[Symbol, Use]) -> dict[int, list[int]]:
    """Return the codes used of each font, in order."""
    fonts: dict[int, list[int]] = {}
    for font, code in sorted(used):
        fonts.setdefault(font, []).append(code)
    return fonts
