"""What a reader found: glyphs, fonts, lines, pages and the text they make.  Never changed.

A `Document` has one coordinate system, code points of `Document.text`; everything else points
into it.  `glyph_at[i]` tells which glyph drew character `i`, or -1 where the reader put a space or
line end of its own, so a correction of text can always be traced back to ink on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from restore.specimens import Specimens
from restore.text import Span

Origin = Literal["map", "name", "encoding", "guess", "none"]
"""Where a glyph's Unicode value came from: the font's ToUnicode map, a glyph name, a declared
encoding, the reader's own guess, or nowhere.  Only the first two deserve trust."""

Hiding = Literal["box over text", "annotation", "box"]
"""How a place is redacted: an opaque box painted over text that is still there, an annotation that
asks for it, or a box in a line from which the text was taken."""

UNMAPPED = range(0xF0000, 0xFFFFE)
"""Marker characters (Supplementary Private Use Area-A) for glyphs without any Unicode value: one
marker for one (font, code), the same wherever it stands, so nothing vanishes and nothing is
mistaken for a letter."""


class Glyph(NamedTuple):
    """One shown glyph; lengths in points, `top` and `bottom` measured down from the page's top."""

    code: int
    font: int
    size: float
    x0: float
    top: float
    x1: float
    bottom: float
    advance: float
    origin: Origin
    text: str

    @property
    def mapped(self) -> bool:
        """Tell whether the file itself says which character this is."""
        return self.origin in ("map", "name", "encoding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font as the file declares it.

    `mappings` counts the entries its ToUnicode really has, `numbered` the glyph names of its
    encoding that are catalogue numbers (/g18, /C15, /H11005) and so no letters.
    """

    name: str
    kind: str = ""
    subset: bool = False
    embedded: bool = False
    encoding: str = ""
    has_map: bool = False
    mappings: int = 0
    numbered: int = 0
    reference: int = 0


class Line(NamedTuple):
    """One printed line: its span, without the line end, and its box in points where known."""

    span: Span
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: number from 1, span without the page break, size in points (0 for plain text)."""

    number: int
    span: Span
    lines: tuple[Line, ...] = ()
    width: float = 0.0
    height: float = 0.0


class Redaction(NamedTuple):
    """A place that somebody made unreadable: nothing is ever inferred there.

    `box` is in points as a glyph's is.  `span` is the text that lies in it, in the order of
    reading; where none does, the space between the words next to it, with the letter that a box
    touches, since its word may go on underneath.  `hidden` counts the glyphs there that nobody can
    read on the page.  `shade` runs from 0, black, to 1, white, None where it is unknown.
    """

    page: int
    box: tuple[float, float, float, float]
    span: Span
    sort: Hiding
    hidden: int = 0
    shade: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which file a document came from and which reader read it."""

    name: str
    sha256: str
    reader: str
    encoding: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper as found.  `len(glyph_at) == len(text)`, or `glyph_at` is empty for plain text.

    `specimens` draws its glyphs, where the reader can.  `redactions` are in the order of the text.
    """

    source: Source
    text: str
    pages: tuple[Page, ...]
    glyphs: tuple[Glyph, ...] = ()
    fonts: tuple[Font, ...] = ()
    glyph_at: tuple[int, ...] = field(default=(), repr=False)
    specimens: Specimens | None = field(default=None, repr=False, compare=False)
    redactions: tuple[Redaction, ...] = ()

    def glyphs_of(self, span: Span) -> tuple[Glyph, ...]:
        """Return the glyphs that drew a span, in reading order, each once."""
        if not self.glyph_at:
            return ()
        seen = dict.fromkeys(i for i in self.glyph_at[span.start : span.end] if i >= 0)
        return tuple(self.glyphs[i] for i in seen)

    def box_of(self, span: Span) -> tuple[float, float, float, float] | None:
        """Return the box (x0, top, x1, bottom) around a span's glyphs in points, if any."""
        glyphs = self.glyphs_of(span)
        if not glyphs:
            return None
        return (
            min(g.x0 for g in glyphs),
            min(g.top for g in glyphs),
            max(g.x1 for g in glyphs),
            max(g.bottom for g in glyphs),
        )


def is_unmapped(character: str) -> bool:
    """Tell whether a character is a marker that stands for an unmapped glyph."""
    return ord(character) in UNMAPPED
