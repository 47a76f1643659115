"""Rectangles and lines in the paths of a page, and the limits that clipping sets.

A path is kept as the operators give it: see `Part`.  Rules: ISO 32000-1, 8.5.2 and 8.5.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from math import inf
from typing import cast

from pdfminer.utils import Matrix, apply_matrix_pt

from restore.read.content import Operand
from restore.read.geometry import Box

LONGEST = 320  # parts of a path that is looked at: 64 rectangles drawn as lines; maps have 100,000
_ASKEW = 0.005  # slope from which on a rectangle is a drawing: 0.5 points in a line of 100
_EVERYWHERE: Box = (-inf, -inf, inf, inf)
_NOWHERE: Box = (inf, inf, -inf, -inf)

Part = list[Operand] | tuple[Operand, ...]
"""A piece of a path: a list of four is a rectangle, of two a line's end, any other a curve; a tuple
is where a polygon begins."""

_Point = tuple[float, float]


@dataclass(slots=True)
class Clip:
    """What limits painting: a path within the limits before it; looked at only where it matters.

    `flip` turns y upwards into a distance from the page's top.
    """

    outer: Clip | None
    path: list[Part]
    matrix: Matrix
    flip: float
    known: Box | None = None

    @property
    def box(self) -> Box:
        """The limits as a box, nowhere at all if they are no box."""
        chain: list[Clip] = []
        clip: Clip | None = self
        while clip is not None and clip.known is None:
            chain.append(clip)
            clip = clip.outer
        box = clip.known if clip is not None and clip.known else _EVERYWHERE
        for clip in reversed(chain):
            found = rectangles(clip.path) if len(clip.path) < LONGEST else None
            only = found[0] if found and len(found) == 1 else None
            one = upright(only, clip.matrix, clip.flip) if only else None
            clip.known = box = common(box, one) if one else _NOWHERE
            clip.path = []
        return box


def rectangles(path: Iterable[Part]) -> list[list[float]] | None:
    """Return the rectangles of a path as x, y, width and height; None if it has anything else."""
    found: list[list[float]] = []
    corners: list[Part] = []
    for part in (*path, ()):
        if isinstance(part, list) and len(part) == 2 and corners:
            corners.append(part)
            if len(corners) > 5:
                return None
            continue
        if len(corners) > 1:
            rectangle = _rectangle(corners)
            if rectangle is None:
                return None
            found.append(rectangle)
        corners = [part] if isinstance(part, tuple) else []
        if isinstance(part, list):
            if len(part) != 4 or not _numbers(part):
                return None
            found.append(cast("list[float]", part))
    return found


def _rectangle(corners: list[Part]) -> list[float] | None:
    """Return x, y, width and height of a polygon, None if it is no level rectangle."""
    if len(corners) < 4 or not all(len(corner) == 2 and _numbers(corner) for corner in corners):
        return None
    if len(corners) == 5 and list(corners[4]) != list(corners[0]):
        return None
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = cast("list[_Point]", corners[:4])
    near = 0.01 * (abs(x2 - x0) + abs(y2 - y0))  # drawn by hand or rounded, still a rectangle
    level = abs(y1 - y0) + abs(x2 - x1) + abs(y3 - y2) + abs(x0 - x3) <= near
    upright = abs(x1 - x0) + abs(y2 - y1) + abs(x3 - x2) + abs(y0 - y3) <= near
    return [x0, y0, x2 - x0, y2 - y0] if level or upright else None


def lines(path: Iterable[Part]) -> Iterator[tuple[_Point, _Point]]:
    """Yield the lines of a path that stand alone, from end to end."""
    parts = [*path, ()]
    for start, end, after in zip(parts, parts[1:], parts[2:], strict=False):
        alone = isinstance(start, tuple) and isinstance(end, list) and isinstance(after, tuple)
        if alone and len(start) == len(end) == 2 and _numbers([*start, *end]):
            yield cast("_Point", start), cast("_Point", tuple(end))


def _numbers(values: Iterable[Operand]) -> bool:
    return all(isinstance(value, float) for value in values)


def upright(rectangle: list[float], matrix: Matrix, flip: float) -> Box | None:
    """Return a rectangle's place on the page, None where it stands askew."""
    a, b, c, d = (abs(v) for v in matrix[:4])
    if b + c > _ASKEW * (a + d) and a + d > _ASKEW * (b + c):
        return None
    x, y, width, height = rectangle
    one, other = ((x, y), (x + width, y + height))
    return box_between(apply_matrix_pt(matrix, one), apply_matrix_pt(matrix, other), flip)


def box_between(one: _Point, other: _Point, flip: float) -> Box:
    """Return the box between two corners, measured down from the page's top."""
    (x0, y0), (x1, y1) = one, other
    return min(x0, x1), flip - max(y0, y1), max(x0, x1), flip - min(y0, y1)


def common(one: Box, other: Box) -> Box:
    """Return what two boxes share; where that is nothing, its sides are out of order."""
    return (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip


def solid(boxes: list[Box]) -> list[Box]:
    """Return the boxes of one path without those that one of them contains: frames are hollow."""
    hollow = {
        box
        for outer, inner in permutations(boxes, 2)
        if common(outer, inner) == inner
        for box in (outer, inner)
    }
    return [box for box in boxes if box not in hollow]
