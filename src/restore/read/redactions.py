"""Tells which opaque boxes and annotations of a page are redactions, and what text they hide.

Three things count.  A box over text: painted after the glyphs it covers, so that nobody can read
them on the page.  An annotation that asks for a redaction, whether it was applied or not.  A box in
a line: nothing under it, but as high as the line and as near to its words as a word would be.

Refused: what text was shown on afterwards (shaded cells, headings in reverse), backgrounds painted
first, thin rules, pages and pictures, white on nothing, the bars of a chart.  The text is kept as
it was found; what hides it is said beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt

from restore.page import Hiding, Redaction
from restore.read.boxes import Painter
from restore.read.colours import shade_of
from restore.read.compose import Composed
from restore.read.geometry import Box, Geometry
from restore.read.inline_boxes import Stretch, in_lines
from restore.read.objects import as_dict, as_list, as_name, as_number
from restore.read.pen import Ink
from restore.read.rectangles import box_between
from restore.text import Span

_MOST_PAGE = 0.85  # of the page; the text area of A4 with margins of two centimetres is 0.7 of it
_COVERED = 0.5  # of a glyph's height; rules through words take 0.1, a line's neighbours reach 0.2
_DARK = 0.2  # shade of a /Square that is taken for a redaction; a marker's colours are lighter
_READABLE = 0.3  # difference of shades from which on text stands out from its box
_SOLID = 0.9  # opacity of a /Square, as for boxes
_HIDDEN = 0b100010  # flags of an annotation that is not shown: hidden, or not on a screen
# What is stamped on a box: a code or words in brackets, as (b)(1), or a word in capitals.
_STAMP = re.compile(r"[(\[](?=[^A-Za-z]{0,3}[A-Za-z]).{1,40}[)\]]|[A-Z]{4,20}")
_MOST_ANNOTATIONS = 2_000  # a page's
_MOST_LOOKS = 3_000_000  # glyphs beside boxes, about a second; a table of 500 cells takes 20,000


class _Mark(NamedTuple):
    """Something that may redact: its place, how many glyphs lie below it, and what it is."""

    box: Box
    before: int
    sort: Hiding
    shade: float | None


class PageView(NamedTuple):
    """A page as it was read: what it shows, the text it makes, and where it lies."""

    number: int
    ink: Ink
    composed: Composed
    geometry: Geometry


def redactions_of(view: PageView, page: PDFPage, painter: Painter) -> tuple[list[Redaction], bool]:
    """Return the redactions of a page in the order of its text, and whether all was looked at.

    Their spans are of the page's own text.
    """
    boxes = [_Mark(p[:4], p.before, "box over text", p.shade) for p in painter.boxes]
    marks = [*boxes, *_annotations(page, view)]
    if not marks:
        return [], not painter.crowded
    cover = _Cover(view.ink, painter.inks())
    places = _places(view.composed.glyph_at)
    most = _MOST_PAGE * view.geometry.width * view.geometry.height
    found: list[Redaction] = []
    empty: list[_Mark] = []
    taken: set[int] = set()
    for mark in marks:
        left, top, right, bottom = mark.box
        if (right - left) * (bottom - top) > most or cover.looked > _MOST_LOOKS:
            continue
        hidden = cover.hidden(mark)
        if new := hidden - taken:
            inside = [at for g in cover.within(mark.box) for at in places.get(g, ())]
            found += _hiding(mark, _spans(inside, view.composed), new, view)
        taken |= hidden
        if not hidden and not cover.shown_on(mark):
            empty.append(mark)
    found += _without_text(empty, view)
    return sorted(found, key=_by_place), not painter.crowded and cover.looked <= _MOST_LOOKS


def _hiding(
    mark: _Mark, spans: Iterable[Span], hidden: set[int], view: PageView
) -> Iterator[Redaction]:
    """Yield a redaction for each stretch of text in a box of which something is hidden."""
    for span in spans:
        count = len(hidden.intersection(view.composed.glyph_at[span.start : span.end]))
        if count:
            yield Redaction(view.number, mark.box, span, mark.sort, count, mark.shade)


def _by_place(redaction: Redaction) -> tuple[Span, Box, str]:
    """Order redactions by the text, then by their place on the page."""
    return redaction.span, redaction.box, redaction.sort


def _without_text(marks: list[_Mark], view: PageView) -> Iterator[Redaction]:
    """Yield what has no text under it but stands in a line."""
    boxes = [Stretch(m.box, m.shade, sure=m.sort == "annotation") for m in marks]
    for place, span in in_lines(boxes, view.ink, view.composed):
        mark = marks[place]
        sort: Hiding = "annotation" if mark.sort == "annotation" else "box"
        yield Redaction(view.number, mark.box, span, sort, shade=mark.shade)


class _Cover:
    """Finds the glyphs of a page that lie in a box, below or above it; counts what it looked at."""

    def __init__(self, ink: Ink, inks: list[tuple[int, float | None]]) -> None:
        self._glyphs = ink.glyphs
        self._again = ink.again
        self._runs = ink.runs
        self._run_starts = [run.first for run in ink.runs]
        self.looked = 0
        seen = (i for i, glyph in enumerate(ink.glyphs) if glyph.text.strip())
        self._order = sorted(seen, key=self._middle)
        self._middles = [self._middle(i) for i in self._order]
        self._firsts = [first for first, _ in inks]
        self._shades = [shade for _, shade in inks]

    def _middle(self, number: int) -> float:
        glyph = self._glyphs[number]
        return (glyph.top + glyph.bottom) / 2

    def within(self, box: Box) -> Iterator[int]:
        """Yield the glyphs whose middle lies in a box that is high enough to hide them."""
        left, top, right, bottom = box
        first, last = bisect_left(self._middles, top), bisect_right(self._middles, bottom)
        self.looked += last - first
        for number in self._order[first:last]:
            glyph = self._glyphs[number]
            shared = min(bottom, glyph.bottom) - max(top, glyph.top)
            inside = left <= (glyph.x0 + glyph.x1) / 2 <= right
            if inside and shared >= _COVERED * (glyph.bottom - glyph.top):
                yield number

    def hidden(self, mark: _Mark) -> set[int]:
        """Return the glyphs that nobody can read because of a box.

        Text shown again on top, or the same words shown anew, are not hidden.
        """
        within = list(self.within(mark.box))
        below = [i for i in within if i < mark.before and not self._shown_again(i, mark)]
        above = [i for i in within if i >= mark.before]
        if self._spelt(below) == self._spelt(above) or self._overflows(below, above, mark):
            below = []
        if mark.sort == "box over text":
            below += [i for i in above if self._drowned(i, mark.shade)]
        return set(below)

    def _overflows(self, below: list[int], above: list[int], mark: _Mark) -> bool:
        """Tell whether a shaded cell merely cuts off the text of the cell before it.

        It does where strings that begin before it end in it, and it has text of its own.
        """
        light = mark.shade is not None and mark.shade > _DARK
        if not (light and above) or _STAMP.fullmatch(self._spelt(above)):
            return False
        for number in below:
            run = self._runs[bisect_right(self._run_starts, number) - 1]
            first, last = self._glyphs[run.first], self._glyphs[run.last - 1]
            if first.x0 >= mark.box[0] or last.x1 > mark.box[2]:
                return False
        return True

    def shown_on(self, mark: _Mark) -> bool:
        """Tell whether any text lies in a box."""
        return any(True for _ in self.within(mark.box))

    def _spelt(self, numbers: list[int]) -> str:
        return "".join(self._glyphs[i].text for i in sorted(numbers))

    def _shown_again(self, number: int, mark: _Mark) -> bool:
        """Tell whether a glyph was shown a second time after the box."""
        glyph = self._glyphs[number]
        x, y = (glyph.x0 + glyph.x1) / 2, self._middle(number)
        return any(
            before >= mark.before and left <= x <= right and top <= y <= bottom
            for before, (left, top, right, bottom) in self._again
        )

    def _drowned(self, number: int, shade: float | None) -> bool:
        """Tell whether a glyph was shown on a dark box in a colour as dark."""
        place = bisect_right(self._firsts, number) - 1
        own = self._shades[place] if place >= 0 else None
        if own is None or shade is None or shade > _DARK:
            return False
        return abs(own - shade) < _READABLE


def _places(glyph_at: Sequence[int]) -> dict[int, list[int]]:
    """Return, for each glyph, the places of its characters in the text."""
    places: dict[int, list[int]] = {}
    for at, glyph in enumerate(glyph_at):
        places.setdefault(glyph, []).append(at)
    return places


def _spans(ats: Iterable[int], composed: Composed) -> Iterator[Span]:
    """Yield the stretches of text that places make; the spaces between them belong to them."""
    start = end = -1
    for at in sorted(ats):
        if end >= 0 and not composed.text[end:at].strip():
            end = at + 1
            continue
        if end >= 0:
            yield Span(start, end)
        start, end = at, at + 1
    if end >= 0:
        yield Span(start, end)


def _annotations(page: PDFPage, view: PageView) -> Iterator[_Mark]:
    """Yield the annotations that ask for a redaction, and black squares put over the page."""
    shown = len(view.ink.glyphs)
    for annotation in map(as_dict, as_list(page.annots)[:_MOST_ANNOTATIONS]):
        kind = as_name(annotation.get("Subtype"))
        if kind == "Redact":
            for box in _quads(annotation, view.geometry):
                yield _Mark(box, shown, "annotation", None)
        elif kind == "Square" and _blots_out(annotation):
            for box in _corners(as_list(annotation.get("Rect")), view.geometry):
                yield _Mark(box, shown, "annotation", 0.0)


def _blots_out(annotation: dict[str, object]) -> bool:
    """Tell whether a /Square is shown, opaque, and filled with black or nearly so."""
    inside = [float(v) for v in as_list(annotation.get("IC")) if isinstance(v, (int, float))]
    shade = shade_of([*inside]) if inside else None
    hidden = int(as_number(annotation.get("F"), 0)) & _HIDDEN
    solid = as_number(annotation.get("CA"), 1.0) >= _SOLID
    return shade is not None and shade <= _DARK and solid and not hidden


def _quads(annotation: dict[str, object], geometry: Geometry) -> Iterator[Box]:
    """Yield the boxes of an annotation: its quadrilaterals, or its rectangle where it has none."""
    points = as_list(annotation.get("QuadPoints"))
    groups = [points[i : i + 8] for i in range(0, len(points) - 7, 8)]
    for group in groups or [as_list(annotation.get("Rect"))]:
        yield from _corners(group, geometry)


def _corners(numbers: list[object], geometry: Geometry) -> Iterator[Box]:
    """Yield the box around points in the page's own space; nothing where they are none."""
    values = [float(v) for v in numbers if isinstance(v, (int, float))]
    if len(values) < 4 or len(values) < len(numbers) or not all(abs(v) < inf for v in values):
        return
    xs, ys = values[::2], values[1::2]
    one, other = (apply_matrix_pt(geometry.ctm, (f(xs), f(ys))) for f in (min, max))
    yield box_between(one, other, geometry.flip)
