"""All words of one skeleton, with what each has lost: before, between and behind its letters."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.skeleton_index import LONGEST, Floats, Ints, Skeleton
from restore.decode.skeleton_units import FATES, Units


class Bucket(NamedTuple):
    """Words that leave the same letters, one row each, commonest first.

    `lost` counts the lost letters before the first, between each two, and behind the last letter
    that is left; `rooms` are the widths of the same in ems, NaN where unknown, all 0 where no
    widths are at hand.
    """

    forms: Ints
    prices: Floats
    lost: NDArray[np.int16]
    rooms: Floats


class Words(NamedTuple):
    """Words laid end to end: the unit of each letter, and where each word begins.

    By unit: `texts`, what it is; `sizes`, how many letters it comes through as by each fate;
    `letters`, how many it has; `widths`, its advance in ems, None where no widths are at hand.
    """

    of: NDArray[np.uint16]
    starts: Ints
    texts: tuple[str, ...]
    sizes: Ints
    letters: Ints
    widths: Floats | None

    @classmethod
    def with_units(cls, units: Units, starts: Ints, widths: Floats | None) -> Words:
        """Lay words of these units out."""
        sizes = np.zeros((len(units.fates), FATES), np.int32)
        for unit, fates in enumerate(units.fates):
            sizes[unit, : len(fates)] = [len(fate.seen) for fate in fates]
        letters = np.array([len(text) for text in units.texts], np.int32)
        return cls(units.of, starts, units.texts, sizes, letters, widths)

    def width(self, letter: str) -> float:
        """Return the advance of a letter of these words in ems, NaN where it is unknown."""
        return math.nan if self.widths is None else float(self.widths[self.texts.index(letter)])

    def bucket(self, index: Skeleton, rows: slice, size: int) -> Bucket:
        """Return the words of some rows of an index, whose skeletons have `size` letters."""
        forms = index.forms[rows]
        begins, lengths = self.starts[forms], self.starts[forms + 1] - self.starts[forms]
        row = np.repeat(np.arange(len(forms), dtype=np.int32), lengths)
        ahead = (np.cumsum(lengths) - lengths).astype(np.int32)  # letters of the rows above
        inner = np.arange(len(row), dtype=np.int32) - ahead[row]
        unit = self.of[begins[row] + inner]
        seen = self._seen(unit, inner, None if index.chosen is None else index.chosen[rows][row])
        before = np.cumsum(seen) - seen
        gap = row * (size + 1) + before - before[ahead[row]]
        gone, cells = seen == 0, len(forms) * (size + 1)
        lost = np.bincount(gap[gone], weights=self.letters[unit[gone]], minlength=cells)
        return Bucket(
            forms=forms,
            prices=index.prices[rows],
            lost=lost.astype(np.int16).reshape(-1, size + 1),
            rooms=self._rooms(gap[gone], unit[gone], cells).reshape(-1, size + 1),
        )

    def _seen(
        self, unit: NDArray[np.uint16], inner: Ints, chosen: NDArray[np.uint64] | None
    ) -> Ints:
        """Return how many letters each unit comes through as."""
        if chosen is None:
            usual: Ints = self.sizes[unit, 0]
            return usual
        shift = (2 * np.minimum(inner, LONGEST)).astype(np.uint64)
        fate = (chosen >> shift) & np.uint64(FATES - 1)
        sizes: Ints = self.sizes[unit, fate.astype(np.intp)]
        return sizes

    def _rooms(self, gap: NDArray[np.intp], unit: NDArray[np.uint16], cells: int) -> Floats:
        """Return the widths of what is lost, summed by gap."""
        if self.widths is None:
            return np.zeros(cells, np.float32)
        found = np.bincount(gap, weights=self.widths[unit], minlength=cells)
        return found.astype(np.float32)
