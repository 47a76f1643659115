"""What is measured of a glyph's shape: rasters that do not depend on its size, and its box.

The ink is stretched to a square, so that a narrow and a wide face look alike; the accents above
and the marks below a letter, too small to count in it, are stretched to squares of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.specimens import PER_EM, Specimen

Floats = NDArray[np.float32]

WHOLE = 24  # pixels of the square's side; of 16, 24 and 32 the coarsest that tells e from c and o
PART = 10  # of a part's square: accents differ in outline, not in detail
BLUR = 1.0, 0.7  # pixels (sigma) of the squares; strokes of unlike weight overlap then
_INK = 40  # of 255; less is the fringe of an outline
_UPPER = 0.6  # an accent, an i's dot or a colon's upper dot ends above this share of the height
_LOWER = 0.4  # a mark below likewise

_CAPITAL = 0.7  # ems, about the height of capitals
_BAR = 0.35  # height to width at most of a dash; that of a minus in bold faces is 0.25
_STEM = 0.3  # width to height at most of a letter that is one stem; of a bold l 0.25

RASTER = WHOLE * WHOLE + 2 * PART * PART
LENGTHS = 7
GEOMETRY = LENGTHS + 4


class Measures(NamedTuple):
    """Rasters (n, RASTER) from 0 to 1, and lengths (n, LENGTHS) in ems.

    The lengths: bottom and top of the ink, its width, then height and width of the part above,
    and of the part below, 0 where there is none.
    """

    rasters: Floats
    lengths: Floats

    def geometry(self, scale: float = 1.0) -> Floats:
        """Return (n, GEOMETRY) figures of the lengths times `scale`.

        Behind the lengths the proportion, then what alone tells dashes apart, how long they are,
        and stems (l, I, 1, |), how high and how bold; 0 for glyphs that are neither.
        """
        lengths = self.lengths * np.float32(scale)
        bottom, top, width = lengths[:, 0], lengths[:, 1], lengths[:, 2]
        height = np.maximum(top - bottom, 1 / PER_EM)
        proportion = np.log(np.maximum(width, 1 / PER_EM) / height)
        bar, stem = height <= _BAR * width, width <= _STEM * height
        told = [proportion, width * bar, (top - _CAPITAL) * stem, width * stem]
        return np.column_stack([lengths, *told]).astype(np.float32)


def measure(specimens: Sequence[Specimen]) -> Measures:
    """Measure drawn glyphs, one row each."""
    found = [_measured(specimen) for specimen in specimens]
    rasters = np.array([raster for raster, _ in found], np.float32).reshape(-1, RASTER)
    return Measures(rasters, np.array([g for _, g in found], np.float32).reshape(-1, LENGTHS))


def _measured(specimen: Specimen) -> tuple[Floats, list[float]]:
    ink = specimen.ink
    above, below = _parts(ink)
    squares = [_square(ink, WHOLE, BLUR[0]), _part_square(above), _part_square(below)]
    x0, y0, x1, y1 = specimen.box
    sizes = [length / PER_EM for part in (above, below) for length in part.shape]
    raster: Floats = np.concatenate([square.ravel() for square in squares]).astype(np.float32)
    return (raster / 255).astype(np.float32), [y0, y1, x1 - x0, *sizes]


def _parts(ink: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return what stands apart above and below the body of a glyph, cut to its ink."""
    height = len(ink)
    blank = np.flatnonzero(~(ink > _INK).any(axis=1))
    nothing = ink[:0, :0]
    if not len(blank):
        return nothing, nothing
    gaps = [int(blank[0]), *(int(b) for a, b in pairwise(blank) if b > a + 1)]
    upper = [gap for gap in gaps if gap <= height * _UPPER]
    lower = [gap for gap in gaps if gap >= height * (1 - _LOWER)]
    above = _trimmed(ink[: upper[-1]]) if upper else nothing
    return above, _trimmed(ink[lower[0] :]) if lower else nothing


def _trimmed(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    dark = ink > _INK
    ys, xs = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return ink[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1] if len(ys) else ink[:0, :0]


def _part_square(ink: NDArray[np.uint8]) -> Floats:
    """Return a part centred in a square, its proportions kept."""
    height, width = ink.shape
    side = max(height, width)
    if not side:
        return np.zeros((PART, PART), np.float32)
    padded = np.zeros((side, side), np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    padded[top : top + height, left : left + width] = ink
    return _square(padded, PART, BLUR[1])


def _square(ink: NDArray[np.uint8], side: int, blur: float) -> Floats:
    """Return ink stretched to a square by areas, and blurred."""
    height, width = ink.shape
    down, across = _stretch(height, side, blur), _stretch(width, side, blur)
    return down @ ink.astype(np.float32) @ across.T


@lru_cache(maxsize=512)
def _stretch(length: int, side: int, blur: float) -> Floats:
    """Return the matrix that averages `length` pixels into `side` ones by overlap, then blurs."""
    edges = np.arange(side + 1) * (length / side)
    starts = np.arange(length)
    overlap = np.minimum(edges[1:, None], starts + 1) - np.maximum(edges[:-1, None], starts)
    mean = np.maximum(overlap, 0) * (side / length)
    apart = np.arange(side)[:, None] - np.arange(side)
    kernel = np.exp(-(apart**2) / (2 * blur**2))
    spread: Floats = (kernel / kernel.sum(axis=1, keepdims=True) @ mean).astype(np.float32)
    return spread
