"""A document as it reads once its glyphs are read: what finds gaps and paragraphs looks at that.

In a paper whose fonts lie the text as found is a cipher; nobody can tell where a sentence of it
stops.  Pages, lines and glyphs keep their places, moved to where they stand in the mended text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from restore.compose import working_text
from restore.ledger import Correction
from restore.page import Document, Line, Page
from restore.text import Span


def reread(document: Document, corrections: Sequence[Correction]) -> Document:
    """Return the document with corrections of its glyphs made in its text.

    `corrections` are sorted, disjoint, and none crosses the end of a line.
    """
    if not corrections:
        return document
    ends = [c.span.end for c in corrections]
    shifts = [0]
    for correction in corrections:
        shifts.append(shifts[-1] + len(correction.shown) - len(correction.before))

    def moved(span: Span) -> Span:
        start, end = (at + shifts[bisect_right(ends, at)] for at in span)
        return Span(start, end)

    return replace(
        document,
        text=working_text(document.text, corrections),
        pages=tuple(
            _page(page, moved(page.span), [moved(x.span) for x in page.lines])
            for page in document.pages
        ),
        glyph_at=tuple(_glyph_at(document.glyph_at, corrections)) if document.glyph_at else (),
    )


def _page(page: Page, span: Span, lines: Sequence[Span]) -> Page:
    """Return a page with its span and those of its lines moved."""
    moved = (Line(to, line.box) for line, to in zip(page.lines, lines, strict=True))
    return replace(page, span=span, lines=tuple(moved))


def _glyph_at(glyph_at: Sequence[int], corrections: Sequence[Correction]) -> Iterator[int]:
    """Yield the glyph of each character of the mended text."""
    at = 0
    for correction in corrections:
        yield from glyph_at[at : correction.span.start]
        yield from _glyphs_of(glyph_at, correction)
        at = correction.span.end
    yield from glyph_at[at:]


def _glyphs_of(glyph_at: Sequence[int], correction: Correction) -> Iterator[int]:
    """Yield the glyph of each character that stands at a corrected place.

    Part by part where the correction is applied; a gap belongs to the first glyph it stands for.
    """
    start, end = correction.span
    if not correction.applied:
        first = glyph_at[start]
        yield from (glyph_at[start:end] if correction.shown == correction.before else ())
        yield from [first] * (len(correction.shown) if correction.shown != correction.before else 0)
        return
    at = 0
    for part in correction.steps[0].parts:
        yield from glyph_at[start + at : start + part.start]
        yield from [glyph_at[start + part.start]] * len(part.after)
        at = part.end
    yield from glyph_at[start + at : end]
