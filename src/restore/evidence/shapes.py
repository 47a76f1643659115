"""What a glyph looks like: its likeness to the letters of a hundred open fonts.

The index (`data/shapes.npz`, made by `scripts/make_shapes.py`, see docs/shapes.md) holds for each
letter of each reference font a vector, such that letters of one reading lie close together whatever
the design.  A glyph is compared with all of them and once more with the fonts that explain the
whole of its own font best: in one design an l and an I differ by less than an l does between two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.evidence.shape_features import GEOMETRY, Floats, measure
from restore.specimens import Specimen

Numbers = NDArray[np.int64]

_FAR = np.float32(1e4)  # squared distance to a reference that is not there
_KIN = 12  # fonts like this one
_KIN_WEIGHT = 0.4  # of the squared distance to them, the rest being that to all fonts
_REACH = 6.0  # kin lack letters: no distance to them counts more than this
_SURE = np.log(np.float32(0.8))  # a reading that may tell of a font's style
_AKIN = 3.0  # distance of a glyph to its like in kin at most, to do so
_STYLE_DOUBT = 4.0  # glyphs' worth of belief that there is no difference of style
_WIDTH = 0.5  # of a reading's cloud in units of distance; least surprise over 30 unseen designs
# Over 112 Latin faces without their design this is at most 2.3 (a chancery hand), for all but two
# below 2; over 24 fonts of other scripts and of symbols 2.4 (Cyrillic italics) or more.
_LATIN = 2.35  # distance within which four glyphs of five lie in a Latin font at most
_ALIKE = 0.5  # share of different readings at least: a font of one shape is no alphabet
_ALPHABET = 20  # glyphs from which on that can be asked
# An em guessed from the mean advance is 15 % off for lower case, 45 % for capitals or typewriters.
_SCALES = tuple(1.12**step for step in range(-4, 5))
_FINER = 1.06, 1.03
_AT_ONCE = 12  # glyphs: 3 MB of distances
# Beyond 262,144 multiplications OpenBLAS starts threads, and these wait for each other: with four
# programs on two processors a font took 3 s instead of 0.02.
_BLOCK = 250_000
_SAMPLE = 30  # glyphs that are enough to tell the scale by
_SCALE_GAIN = 0.97  # of the distance at scale 1: less is chance, and 1 right for most fonts


@dataclass(frozen=True, slots=True)
class Likeness:
    """What some glyphs of one font look like, one row each.

    `scores` (n, readings) are log posteriors in nats from shape alone; `distance` (n,) that to the
    nearest reference, in units of the median over letters of designs that the index lacks, and
    `nearest` names it as (font, reading).  `latin` tells whether the font looks like one of Latin
    text at all: where it does not, the scores mean nothing.  `scale` is what the glyphs' lengths
    were multiplied by to get ems.
    """

    readings: tuple[str, ...]
    scores: Floats
    distance: Floats
    nearest: list[tuple[str, str]]
    latin: bool
    scale: float
    by_reading: Floats = field(repr=False)

    def to(self, reading: str) -> Floats:
        """Return each glyph's distance to the nearest reference of a reading, inf if unknown."""
        if reading not in self.readings:
            return np.full(len(self.scores), np.inf, np.float32)
        return self.by_reading[:, self.readings.index(reading)]


class _Nearest(NamedTuple):
    """Least squared distances of glyphs: to each form (n, forms) and to each font (n, fonts)."""

    by_form: Floats
    by_font: Floats


class ShapeIndex:
    """The reference shapes: for each font a row of forms, each form with its reading.

    A form is one way to write a reading: a small capital reads as the letter it stands for.
    """

    def __init__(self, stored: dict[str, NDArray[np.generic]]) -> None:
        self.readings = tuple(str(r) for r in stored["readings"])
        self.fonts = tuple(str(f) for f in stored["fonts"])
        self._design = stored["design_of"].astype(np.int64)
        self._designs = tuple(str(d) for d in stored["designs"])
        self._mean = stored["mean"].astype(np.float32)
        self._axes = stored["axes"].astype(np.float32)
        self._reading_of: Numbers = stored["reading_of"].astype(np.int64)
        self._starts = np.searchsorted(self._reading_of, np.arange(len(self.readings)))
        self._prior = stored["prior"].astype(np.float32)
        plain = [
            len(self.readings[r]) == 1 and self.readings[r].isascii() for r in self._reading_of
        ]
        self._letters = np.flatnonzero(plain)
        vectors = stored["vectors"].astype(np.float32) * stored["step"].astype(np.float32)
        grid = np.zeros((len(self.fonts), len(self._reading_of), vectors.shape[1] + 1), np.float32)
        grid[..., -1] = _FAR
        row, column = stored["font_of"].astype(np.int64), stored["form_of"].astype(np.int64)
        grid[row, column, :-1] = vectors
        grid[row, column, -1] = (vectors**2).sum(axis=1) + stored["rare"].astype(np.float32)[column]
        self._grid: Floats = grid

    @property
    def designs(self) -> tuple[str, ...]:
        """The groups of fonts that are one design."""
        return self._designs

    def match(
        self,
        specimens: Sequence[Specimen],
        *,
        without: frozenset[str] = frozenset(),
        scale: float | None = None,
    ) -> Likeness:
        """Compare glyphs of one font with the references, the more of its glyphs the better.

        `without` names designs to leave out, for measuring.  `scale` is 1 where lengths are in
        ems, as they are but for Type3 fonts; None looks for the one that fits.
        """
        measures = measure(specimens)
        still = _product(measures.rasters - self._mean[:-GEOMETRY], self._axes[:-GEOMETRY])
        kept = np.array([self._designs[d] not in without for d in self._design])
        fonts = np.flatnonzero(kept)

        def vectors(by: float) -> Floats:
            figures = measures.geometry(by) - self._mean[-GEOMETRY:]
            return (still + figures @ self._axes[-GEOMETRY:]).astype(np.float32)

        searched = scale is None and len(specimens) > 0 and len(fonts) > 0
        chosen = self._scale(vectors, fonts) if searched else scale or 1.0
        return self._compare(vectors(chosen), fonts, chosen)

    def _scale(self, vectors: Callable[[float], Floats], fonts: Numbers) -> float:
        """Return the scale at which one font explains all the glyphs best."""
        grid = np.ascontiguousarray(self._grid[fonts][:, self._letters])

        def misfit(by: float) -> float:
            nearest = _squares(vectors(by)[:_SAMPLE], grid).min(axis=2)
            return float(np.sqrt(np.minimum(nearest, _REACH**2)).mean(axis=1).min())

        best = min(_SCALES, key=misfit)
        for step in _FINER:
            best = min((best, best * step, best / step), key=misfit)
        return best if misfit(best) < _SCALE_GAIN * misfit(1.0) else 1.0

    def _compare(self, glyphs: Floats, fonts: Numbers, scale: float) -> Likeness:
        """Weigh the readings of vectors (n, axes) by the fonts with these numbers."""
        if not len(glyphs) or not len(fonts):
            return self._nothing(len(glyphs), scale)
        seen = self._nearest(glyphs, fonts)
        kin = self._grid[fonts[_kin(seen.by_font)]]
        near = _squares(glyphs, kin)
        first = self._scores(seen.by_form, near.min(axis=0))
        near = self._restyled(glyphs, kin, near, first)
        scores = self._scores(seen.by_form, near.min(axis=0))
        distance = np.sqrt(seen.by_font.min(axis=1))
        named = zip(fonts[seen.by_font.argmin(axis=1)], seen.by_form.argmin(axis=1), strict=True)
        return Likeness(
            readings=self.readings,
            scores=scores,
            distance=distance,
            nearest=[(self.fonts[font], self.readings[self._reading_of[f]]) for font, f in named],
            latin=_is_latin(distance, scores),
            scale=scale,
            by_reading=np.sqrt(self._best(seen.by_form)),
        )

    def _nothing(self, count: int, scale: float) -> Likeness:
        """Return what is known with no glyphs, or no fonts, to compare: all readings alike."""
        scores = np.tile(self._prior, (count, 1))
        far = np.full((count, len(self.readings)), np.inf, np.float32)
        return Likeness(self.readings, scores, far[:, 0], [("", "")] * count, False, scale, far)

    def _nearest(self, glyphs: Floats, fonts: Numbers) -> _Nearest:
        """Return the least squared distances, a few glyphs at a time to bound the memory."""
        whole = len(fonts) == len(self.fonts)
        grid = self._grid if whole else self._grid[fonts]
        found = []
        for start in range(0, len(glyphs), _AT_ONCE):
            block = glyphs[start : start + _AT_ONCE]
            apart, own = _apart(block, grid), (block**2).sum(axis=1, keepdims=True)
            found.append((apart.min(axis=0) + own, apart.min(axis=2).T + own))
        return _Nearest(*(np.maximum(np.concatenate(p), 0) for p in zip(*found, strict=True)))

    def _scores(self, everywhere: Floats, near: Floats) -> Floats:
        """Return log posteriors (n, readings) from squared distances (n, forms)."""
        mixed = (1 - _KIN_WEIGHT) * everywhere + _KIN_WEIGHT * np.minimum(near, _REACH**2)
        scores = self._best(mixed.astype(np.float32)) / (-2 * _WIDTH**2) + self._prior
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return scores

    def _restyled(self, glyphs: Floats, kin: Floats, squares: Floats, scores: Floats) -> Floats:
        """Return the distances to kin moved by what sets this font apart from each of them.

        A bolder or wider font is so in all its letters: the mean step from the kin's letters to
        the sure ones here is the difference of style, and what is left is that of the letter.
        """
        other = self._reading_of != scores.argmax(axis=1)[:, None]
        likes = (squares + np.where(other, _FAR, 0)).argmin(axis=2)
        among, rows = np.arange(len(kin))[:, None], np.arange(len(glyphs))
        sure = (scores.max(axis=1) > _SURE) & (squares[among, rows, likes] < _AKIN**2)
        steps = (glyphs - kin[among, likes, :-1]) * sure[..., None]
        style = steps.sum(axis=1) / (sure.sum(axis=1) + _STYLE_DOUBT)[:, None]
        moved = glyphs - style[:, None]
        return np.concatenate([_squares(m, k[None]) for m, k in zip(moved, kin, strict=True)])

    def _best(self, forms: Floats) -> Floats:
        """Return the least value over the forms of each reading."""
        best: Floats = np.minimum.reduceat(forms, self._starts, axis=1)
        return best


def _kin(by_font: Floats) -> Numbers:
    """Return the fonts, by their place, whose forms are nearest to all the glyphs."""
    misfit = np.sqrt(np.minimum(by_font, _REACH**2)).mean(axis=0)
    return np.argsort(misfit, kind="stable")[:_KIN]


def _is_latin(distance: Floats, scores: Floats) -> bool:
    """Tell whether glyphs at these distances, read so, are those of a font of Latin text."""
    different = len(set(scores.argmax(axis=1))) / len(scores)
    enough = len(scores) < _ALPHABET or different >= _ALIKE
    return bool(np.quantile(distance, 0.8) <= _LATIN) and enough


def _squares(glyphs: Floats, grid: Floats) -> Floats:
    """Return squared distances (fonts, n, forms) of vectors to the references."""
    found: Floats = _apart(glyphs, grid) + (glyphs**2).sum(axis=1, keepdims=True)
    np.maximum(found, 0, out=found)
    return found


def _apart(glyphs: Floats, grid: Floats) -> Floats:
    """Return squared distances (fonts, n, forms) less the squared lengths of the vectors."""
    asked = np.hstack([-2 * glyphs, np.ones((len(glyphs), 1), np.float32)])
    found = np.empty((len(grid), len(glyphs), grid.shape[1]), np.float32)
    step = max(1, _BLOCK // grid[0].size)
    for start in range(0, len(glyphs), step):
        block = slice(start, start + step)
        np.matmul(asked[block], grid.transpose(0, 2, 1), out=found[:, block])
    return found


def _product(rows: Floats, matrix: Floats) -> Floats:
    """Return a product of matrices worked out in blocks that one thread computes."""
    step = max(1, _BLOCK // matrix.size)
    found = np.empty((len(rows), matrix.shape[1]), np.float32)
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], matrix, out=found[start : start + step])
    return found


@lru_cache(maxsize=1)
def load_shapes() -> ShapeIndex:
    """Load the index of reference shapes, once."""
    with files("restore").joinpath("data/shapes.npz").open("rb") as file, np.load(file) as stored:
        return ShapeIndex(dict(stored))
