"""Finds the boxes with nothing under them that stand where words of a line once stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from restore.page import Line
from restore.read.compose import Composed
from restore.read.geometry import Box
from restore.read.pen import Ink
from restore.text import Span

_HEIGHT = 0.65, 1.8  # ems; a patch in a legend is lower, a cell of a table higher
_WIDTH = 1.2  # ems; a bullet, a tombstone or a tick box is narrower
_NEAR = 1.0  # ems to the next word; a cell of a table keeps further away
_CLOSE = 0.6  # ems on both sides, asked of grey boxes: shaded cells and fields are grey, too
_TOUCH = 0.12  # ems; a space is 0.2 or more
_DARK = 0.2  # shade
_LIGHT = 0.9  # shade from which on a box on paper is not seen
_SAME = 0.15  # difference in height of the boxes of one redaction
_BARS = 3  # boxes that begin at one place and follow labels that end at one place are a chart
_ALIGNED = 1.0  # points


class Stretch(NamedTuple):
    """A box without text, its shade, and whether it is known to be a redaction."""

    box: Box
    shade: float | None
    sure: bool


class _Beside(NamedTuple):
    """The characters next to a box in its line: their places in the text and how far they are."""

    left: int | None
    to_left: float
    right: int | None
    to_right: float
    size: float

    @property
    def distance(self) -> float:
        """How far the nearest character is, in ems."""
        return min(self.to_left, self.to_right) / self.size


_FAR = 1e9


def in_lines(boxes: Sequence[Stretch], ink: Ink, composed: Composed) -> Iterator[tuple[int, Span]]:
    """Yield the number of each box that stands in a line, and the place of the text it takes.

    What is known to be a redaction has a place wherever it stands; it may be empty.
    """
    found: list[tuple[int, _Beside]] = []
    alone: list[int] = []  # dark boxes that fill a line; they count beside others in lines only
    for number, stretch in enumerate(boxes):
        if not stretch.sure and (stretch.shade is None or stretch.shade > _LIGHT):
            continue  # white on nothing; first, as the cells of a table are many
        beside = _beside(stretch.box, ink, composed)
        if stretch.sure:
            yield number, _span(beside, composed) if beside else _between(stretch.box, composed)
        elif beside and _is_word_like(stretch, beside):
            found.append((number, beside))
        elif not beside and _is_dark(stretch):
            alone.append(number)
    bars = _bars([(boxes[number].box, beside) for number, beside in found])
    kept = [each for place, each in enumerate(found) if place not in bars]
    for number, beside in kept:
        yield number, _span(beside, composed)
    heights = [_height(boxes[number].box) for number, _ in kept]
    for number in alone:
        box = boxes[number].box
        if any(abs(_height(box) - height) <= _SAME * height for height in heights):
            yield number, _between(box, composed)


def _is_word_like(stretch: Stretch, beside: _Beside) -> bool:
    """Tell whether a box is as dark, as large and as near to the words as a redacted word is."""
    left, top, right, bottom = stretch.box
    low, high = _HEIGHT
    if not low <= (bottom - top) / beside.size <= high or right - left < _WIDTH * beside.size:
        return False
    if _is_dark(stretch):
        return beside.distance <= _NEAR
    return max(beside.to_left, beside.to_right) <= _CLOSE * beside.size


def _is_dark(stretch: Stretch) -> bool:
    return stretch.shade is not None and stretch.shade <= _DARK


def _height(box: Box) -> float:
    return box[3] - box[1]


def _bars(found: Sequence[tuple[Box, _Beside]]) -> set[int]:
    """Return which boxes are the bars of a chart.

    They begin at one place, and so far behind their labels as labels set flush with them are.
    """
    cells = [_cell(box, beside) for box, beside in found]
    starts = Counter(cells)
    near = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return {
        i
        for i, (x, y) in enumerate(cells)
        if sum(starts[x + dx, y + dy] for dx, dy in near) >= _BARS
    }


def _cell(box: Box, beside: _Beside) -> tuple[int, int]:
    """Return where a box begins and how far behind its label, in steps of what counts as one."""
    return round(box[0] / _ALIGNED), round(beside.to_left / _ALIGNED)


def _beside(box: Box, ink: Ink, composed: Composed) -> _Beside | None:
    """Return what stands next to a box in the line that is nearest, None where it is in no line."""
    middle = (box[1] + box[3]) / 2
    lines = [ln for ln in composed.lines if ln.box and ln.box[1] <= middle <= ln.box[3]]
    found = [beside for line in lines if (beside := _in_line(box, line, ink, composed))]
    return min(found, key=lambda beside: beside.distance, default=None)


def _in_line(box: Box, line: Line, ink: Ink, composed: Composed) -> _Beside | None:
    """Return what stands next to a box in a line; None where the line's text lies in it."""
    left = right = None
    to_left = to_right = _FAR
    size = 0.0
    middle = (box[0] + box[2]) / 2
    for at in range(*line.span):
        number = composed.glyph_at[at]
        if number < 0 or composed.text[at].isspace():
            continue
        glyph = ink.glyphs[number]
        size = size or glyph.size
        if (glyph.x0 + glyph.x1) / 2 < middle:
            if box[0] - glyph.x1 < to_left:
                left, to_left = at, max(0.0, box[0] - glyph.x1)
        elif glyph.x0 - box[2] < to_right:
            right, to_right = at, max(0.0, glyph.x0 - box[2])
    return _Beside(left, to_left, right, to_right, size) if size > 0 else None


def _span(beside: _Beside, composed: Composed) -> Span:
    """Return the space beside the nearer character, with each character that a box touches."""
    text = composed.text
    if beside.left is not None and beside.to_left <= beside.to_right:
        start = beside.left + 1
        end = start + len(text[start:]) - len(text[start:].lstrip())
    elif beside.right is not None:
        end = beside.right
        start = len(text[:end].rstrip())
    else:
        return Span(0, 0)
    touch = _TOUCH * beside.size
    start -= beside.to_left <= touch and start - 1 == beside.left
    end += beside.to_right <= touch and end == beside.right
    return Span(start, end)


def _between(box: Box, composed: Composed) -> Span:
    """Return the empty place between the lines above and below a box in its column."""
    column = [ln for ln in composed.lines if ln.box and ln.box[0] < box[2] and ln.box[2] > box[0]]
    middle = (box[1] + box[3]) / 2
    tops = [(line.box[1], line.span.start) for line in column if line.box and line.box[1] > middle]
    ends = [(line.box[3], line.span.end) for line in column if line.box and line.box[3] < middle]
    place = min(tops)[1] if tops else max(ends)[1] if ends else len(composed.text)
    return Span(place, place)
