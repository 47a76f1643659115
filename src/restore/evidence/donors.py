"""Glyphs that look the same to the pixel are the same letter: other fonts of a file lend their map.

A paper often embeds one typeface several times, one font object a chapter or a figure, and not all
of them come with a good map.  Two drawings of one outline at one size hardly differ, so a glyph
with a letter settles its doubles.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from restore.specimens import PER_EM, Specimen

Symbol = TypeVar("Symbol", bound=Hashable)

DIFFERING = 0.02
"""Share of the ink in which two drawings of one outline may differ.

Among the 11,972 glyphs of 53 faces at this size, no closer pair of a face has different letters but
for marks that are drawn alike (comma and low quote, hyphen and dash, Ð and Đ) and one Ĕ beside Ě.
"""

_EDGE = 1.5 / PER_EM  # ems by which the boxes may lie apart: a pixel of rounding on each side
_CERTAIN = 6.0  # nats of one donor; its own map may lie


def donated(
    wanted: Mapping[Symbol, Specimen], known: Mapping[Symbol, tuple[Specimen, str]]
) -> dict[Symbol, tuple[str, float]]:
    """Return the letters of glyphs that are drawn exactly like known ones, with a weight in nats.

    Symbols are whatever names a glyph, (font, code) as a rule.  Known glyphs that look alike but
    have different letters (a hyphen and a minus, A and Greek Alpha) give nothing, since a picture
    cannot tell them apart.
    """
    shelf = _shelved(known)
    found: dict[Symbol, tuple[str, float]] = {}
    for symbol, specimen in wanted.items():
        texts = {
            text
            for key in _near(_key(specimen))
            for other, text in shelf.get(key, ())
            if differing(specimen, other) <= DIFFERING
        }
        if len(texts) == 1:
            found[symbol] = texts.pop(), _CERTAIN
    return found


def _shelved(
    known: Mapping[Symbol, tuple[Specimen, str]],
) -> dict[tuple[int, int], list[tuple[Specimen, str]]]:
    """Return known glyphs by the size of their drawing, one of each letter and picture."""
    shelf: dict[tuple[int, int], dict[tuple[bytes, str], tuple[Specimen, str]]] = {}
    for specimen, text in known.values():
        shelf.setdefault(_key(specimen), {})[specimen.ink.tobytes(), text] = specimen, text
    return {key: list(books.values()) for key, books in shelf.items()}


def _key(specimen: Specimen) -> tuple[int, int]:
    rows, columns = specimen.ink.shape
    return rows, columns


def _near(key: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the sizes of drawing that one outline may have: a pixel more or less."""
    for row in (-1, 0, 1):
        for column in (-1, 0, 1):
            yield key[0] + row, key[1] + column


def differing(one: Specimen, other: Specimen) -> float:
    """Return the share of the ink in which two specimens differ, 1 where they lie elsewhere.

    Both are laid onto the same grid by their boxes, in ems from the origin.
    """
    if max(abs(a - b) for a, b in zip(one.box, other.box, strict=True)) > _EDGE:
        return 1.0
    left, top = min(one.box[0], other.box[0]), max(one.box[3], other.box[3])
    rows = max(one.ink.shape[0], other.ink.shape[0]) + 2
    columns = max(one.ink.shape[1], other.ink.shape[1]) + 2
    first = _laid(one, (left, top), (rows, columns))
    second = _laid(other, (left, top), (rows, columns))
    total = max(int(first.sum()), int(second.sum()))
    return float(np.abs(first - second).sum() / total) if total else 1.0


def _laid(
    specimen: Specimen, corner: tuple[float, float], size: tuple[int, int]
) -> NDArray[np.int64]:
    """Return a specimen's ink on a grid whose upper left corner lies at a place in ems."""
    grid = np.zeros(size, dtype=np.int64)
    row = round((corner[1] - specimen.box[3]) * PER_EM)
    column = round((specimen.box[0] - corner[0]) * PER_EM)
    ink = specimen.ink[: size[0] - row, : size[1] - column]
    grid[row : row + ink.shape[0], column : column + ink.shape[1]] = ink
    return grid
