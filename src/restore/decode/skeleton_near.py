"""Words that fit but for one letter: lost though it survives elsewhere, misread, or stray.

C m m n s t  ->  Communist     where u, i are lost and one sure letter is gone as well
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from restore.decode.model import Gap, Loss
from restore.decode.skeleton_bucket import Bucket, Words
from restore.decode.skeleton_index import Skeleton, hash_of
from restore.decode.skeleton_units import SURE

Number = TypeVar("Number", np.int16, np.float32)


class Stretch(NamedTuple):
    """What is seen: letters, and the gaps before, between and behind them."""

    atoms: tuple[str, ...]
    gaps: tuple[Gap, ...]


class Slip(NamedTuple):
    """What would have been seen without a slip, and its price.

    `missing` is where a letter of `seen` is no atom, -1 where all are.
    """

    seen: str
    gaps: tuple[Gap, ...]
    price: float
    missing: int = -1


def slips_of(stretch: Stretch, loss: Loss, words: Words, index: Skeleton) -> list[Slip]:
    """Return the slips of one letter that lead to words."""
    letters = _surviving(words)
    made = [
        *_missing(stretch, loss, letters),
        *_misread(stretch, loss, letters),
        *_stray(stretch, loss, words),
    ]
    hashes = np.array([hash_of(slip.seen) for slip in made], np.uint64)
    return [made[place] for place in np.flatnonzero(index.holds(hashes)).tolist()]


def without_letter(bucket: Bucket, place: int, width: float) -> Bucket:
    """Return words as if the surviving letter of a place were lost, too."""
    lost, rooms = _merged(bucket.lost, place), _merged(bucket.rooms, place)
    lost[:, place] += 1
    rooms[:, place] += np.float32(width)
    return bucket._replace(lost=lost, rooms=rooms)


def _merged(columns: NDArray[Number], place: int) -> NDArray[Number]:
    """Return columns with those before and behind a letter as one."""
    both = columns[:, place : place + 2].sum(axis=1, keepdims=True, dtype=columns.dtype)
    return np.concatenate([columns[:, :place], both, columns[:, place + 2 :]], axis=1)


def _surviving(words: Words) -> list[str]:
    """Return the letters that usually come through as themselves."""
    usual = words.sizes[:, 0] == 1
    return [text for text, one in zip(words.texts, usual, strict=True) if len(text) == 1 and one]


def _missing(stretch: Stretch, loss: Loss, letters: list[str]) -> Iterator[Slip]:
    """Yield what was seen with a letter more; a capital only at its head."""
    atoms = "".join(stretch.atoms)
    for letter in letters:
        price = -math.log(max(1 - loss.of(letter), SURE))
        for place in range(1 if letter.isupper() else len(atoms) + 1):
            seen = atoms[:place] + letter + atoms[place:]
            yield Slip(seen, stretch.gaps, price, place)


def _misread(stretch: Stretch, loss: Loss, letters: list[str]) -> Iterator[Slip]:
    """Yield what was seen with another letter in the place of one, of the same case."""
    atoms = "".join(stretch.atoms)
    price = -math.log(max(loss.stray, SURE))
    for place, atom in enumerate(atoms):
        for letter in letters:
            if letter != atom and letter.isupper() == atom.isupper():
                yield Slip(atoms[:place] + letter + atoms[place + 1 :], stretch.gaps, price)


def _stray(stretch: Stretch, loss: Loss, words: Words) -> Iterator[Slip]:
    """Yield what was seen without one of the letters, whose room then belongs to a gap."""
    price = -math.log(max(loss.stray, SURE))
    for place, atom in enumerate(stretch.atoms):
        one, other = stretch.gaps[place], stretch.gaps[place + 1]
        width = None
        if one.width is not None and other.width is not None:
            wide = words.width(atom) if atom in words.texts else math.nan
            width = None if math.isnan(wide) else one.width + wide + other.width
        gap = Gap(one.seen + atom + other.seen, width)
        gaps = (*stretch.gaps[:place], gap, *stretch.gaps[place + 2 :])
        seen = "".join(stretch.atoms[:place] + stretch.atoms[place + 1 :])
        yield Slip(seen, gaps, price)
