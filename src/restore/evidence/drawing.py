"""A glyph's outline as SVG path data, for people to look at.

The outline is where the ink of a specimen passes half its darkness, between the middles of pixels
(marching squares: Lorensen and Cline 1987, in the plane), so it is finer than the pixels are; then
points that a straight line explains are left out (Douglas and Peucker 1973), level by level over
all contours at once.  Points are complex numbers, x + iy, which halves the work of numpy.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from restore.specimens import Specimen

UNITS = 1000
"""Units an em, as in most font programs."""

COARSE = 3.5
"""Units a left-out point may lie beside the line: a third of a pixel of the specimen.  With it 67
letters of Linux Libertine take 270 characters each; half of it takes half as many again."""

MOST = 1500
"""Characters of a path beyond which it is drawn more coarsely: no letter of five families (Latin,
signs and accents, bold and chancery) takes 700; what takes more is a picture, or dirt."""

SPECK = 150.0
"""Twice the area in square units below which a contour is dirt: one pixel has 217."""

# A cell has a pixel at each of its four corners and four sides: 0 above, 1 right, 2 below, 3 left.
# For each pattern of ink at the corners (1 upper left, 2 upper right, 4 lower right, 8 lower left)
# the sides through which an outline enters and leaves it, ink on its left hand.  Ink that meets at
# a corner only is joined, or thin slanting strokes would fall to pieces.
_WAYS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 5: ((1, 0), (3, 2)), 6: ((0, 2),),
    7: ((3, 2),), 8: ((2, 3),), 9: ((2, 0),), 10: ((0, 3), (2, 1)), 11: ((2, 1),), 12: ((1, 3),),
    13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip
Grey = NDArray[np.float64]
Points = NDArray[np.complex128]


def path_of(specimen: Specimen) -> str:
    """Return a glyph as SVG path data: `UNITS` an em, y downwards, the baseline at 0.

    x is counted from the glyph's origin.  Ink lies on the left hand of every contour, so holes come
    out right under `fill-rule` nonzero as well as evenodd.  Without ink the path is empty.
    """
    ink = np.pad(specimen.ink.astype(np.float64), 1)
    level = float(ink.max()) / 2  # of a thin stroke no pixel need be dark
    if level <= 0:
        return ""
    x0, y0, x1, y1 = specimen.box
    rows, columns = specimen.ink.shape
    wide, high = (x1 - x0) / columns * UNITS, (y1 - y0) / rows * UNITS
    first = complex(x0 * UNITS - wide / 2, -y1 * UNITS - high / 2)  # middle of the padding's pixel
    placed = (first + c.real * wide + 1j * c.imag * high for c in _contours(ink, level))
    contours = [c for c in placed if abs(_area(c)) > SPECK]
    path = ""
    for coarse in (COARSE, 4 * COARSE, 16 * COARSE) if contours else ():
        path = "".join(_written(c) for c in _simplified(contours, coarse) if len(c) > 2)
        if len(path) <= MOST:
            break
    return path


def _area(points: Points) -> float:
    """Return twice the area of a closed contour."""
    return float(np.vdot(points[:-1], points[1:]).imag + (points[-1].conjugate() * points[0]).imag)


def _contours(ink: Grey, level: float) -> Iterator[Points]:
    """Yield the closed outlines in pixels, counted from the middle of the first pixel."""
    following = _following(ink > level)
    while following:
        at = next(iter(following))
        path = []
        while at in following:
            path.append(at)
            at = following.pop(at)
        yield _crossings(ink, level, np.array(path))


def _following(inside: NDArray[np.bool_]) -> dict[int, int]:
    """Return for each side that an outline crosses the side it crosses next.

    The side to the right of pixel p has number 2p, the side below it 2p + 1.
    """
    bits = inside.astype(np.uint8)
    patterns = bits[:-1, :-1] + 2 * bits[:-1, 1:] + 4 * bits[1:, 1:] + 8 * bits[1:, :-1]
    rows, columns = np.nonzero((patterns > 0) & (patterns < 15))
    width = inside.shape[1]
    following: dict[int, int] = {}
    pixels = (2 * (rows * width + columns)).tolist()
    for pixel, pattern in zip(pixels, patterns[rows, columns].tolist(), strict=True):
        sides = (pixel, pixel + 3, pixel + 2 * width, pixel + 1)
        for enter, leave in _WAYS[pattern]:
            following[sides[enter]] = sides[leave]
    return following


def _crossings(ink: Grey, level: float, sides: NDArray[np.intp]) -> Points:
    """Return where an outline crosses sides: where the ink passes the level between two pixels."""
    pixels, below = np.divmod(sides, 2)
    rows, columns = np.divmod(pixels, ink.shape[1])
    one, other = ink[rows, columns], ink[rows + below, columns + 1 - below]
    share = (level - one) / (other - one)
    crossed: Points = (columns + share * (1 - below)) + 1j * (rows + share * below)
    return crossed


def _simplified(contours: list[Points], coarse: float) -> Iterator[Points]:
    """Yield the contours without the points that straight lines explain within `coarse`."""
    closed = [np.append(c, c[0]) for c in map(_from_corner, contours)]
    points = np.concatenate(closed)
    ends = np.cumsum([len(c) for c in closed])
    kept = np.zeros(len(points), dtype=bool)
    kept[ends - 1] = kept[np.append(0, ends[:-1])] = True
    while (further := _furthest(points, kept, coarse)).size:
        kept[further] = True
    for contour, keep in zip(closed, np.split(kept, ends[:-1]), strict=True):
        yield contour[keep][:-1]


def _from_corner(contour: Points) -> Points:
    """Return a contour from its lower left point on: a corner, where it has corners at all."""
    return np.roll(contour, -int(np.argmax(contour.imag - contour.real)))


def _furthest(points: Points, kept: NDArray[np.bool_], coarse: float) -> NDArray[np.intp]:
    """Return for each line between kept points the point furthest beside it, if over `coarse`."""
    bounds = np.flatnonzero(kept)
    corners = points[bounds]
    lines = np.append(corners[1:], corners[-1]) - corners
    lengths = np.abs(lines)
    sizes = np.diff(bounds, append=len(points))
    round_trip = lengths < 1  # a contour that begins and ends here: count from the point itself
    turned = np.where(round_trip, 0, lines.conj() / np.where(round_trip, 1, lengths))
    beside = points - np.repeat(corners, sizes)
    distance = np.abs((beside * np.repeat(turned, sizes)).imag)
    if round_trip.any():
        distance = np.where(np.repeat(round_trip, sizes), np.abs(beside), distance)
    furthest = np.maximum.reduceat(distance, bounds)
    wanted = np.repeat(np.where(furthest > coarse, furthest, np.inf), sizes)
    found = np.flatnonzero(distance == wanted)
    return found[np.diff(np.searchsorted(bounds, found, side="right"), prepend=0) > 0]


def _written(contour: Points) -> str:
    """Return a contour as path data: where it begins, then steps, all in whole units."""
    whole = np.rint(contour)
    steps = np.diff(whole)
    numbers = steps[steps != 0].view(np.float64).astype(int).tolist()
    start = f"{whole[0].real:.0f} {whole[0].imag:.0f}"
    return f"M{start}l{' '.join(map(str, numbers))}z".replace(" -", "-")
