"""Words that fit what is left of a line: by their surviving letters, then by the gaps between.

    C d      ->  Cold, Could ...           (letters C and d, room between them, tight edges)
    Wa       ->  War, Wars, Want, Way ...

A word fits where its surviving letters are the atoms.  The gaps inside it are then weighed: one
that shows where letters are lost, none where nothing is.  Where the page gives widths, the room
between two letters has to be the sum of the advances of what is lost between them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.lexicon import Lexicon
from restore.decode.model import Gap, Loss, Observed
from restore.decode.skeleton_bucket import Bucket, Words
from restore.decode.skeleton_index import Floats, Ints, Skeleton, hash_of, skeletons
from restore.decode.skeleton_units import units_of
from restore.decode.widths import advances

CUT = 3.0
"""Tolerances from which a room is another's: one room in 370 of the right ones."""

SPREAD = 1.0
"""Ems over which rooms spread: what a room that cannot be predicted is compared with."""

_RAREST = 1e-4  # no sign is priced as rarer, as no fate is


_NO_WORDS = Bucket(
    np.zeros(0, np.int32),
    np.zeros(0, np.float32),
    np.zeros((0, 1), np.int16),
    np.zeros((0, 1), np.float32),
)


class Candidates(NamedTuple):
    """Words that fit a place, best first, one row each.

    `cost` is what the channel asks, in nats, for the letters and for the gaps between them, edges
    left out.  `before` and `behind` count the letters lost at the edges, `lead` and `trail` are
    their widths in ems.  `inner` is the worst inner gap, predicted less measured, in ems.
    `without` is how many words fitted before widths were asked.
    """

    forms: Ints
    cost: Floats
    before: NDArray[np.int16]
    behind: NDArray[np.int16]
    lead: Floats
    trail: Floats
    inner: Floats
    without: int


class Skeletons:
    """A lexicon under one channel, and, where they are known, the widths of one font."""

    def __init__(self, lexicon: Lexicon, loss: Loss, index: Skeleton, words: Words) -> None:
        """Take what `of` has worked out."""
        self.lexicon = lexicon
        self.loss = loss
        self._index = index
        self._words = words
        self._buckets: dict[str, Bucket] = {}

    @classmethod
    def of(
        cls, lexicon: Lexicon, loss: Loss, widths: Mapping[str, float] | None = None
    ) -> Skeletons:
        """Index a lexicon under a channel: 0.15 s for 260,000 forms where few letters are in doubt.

        `widths` are advances in ems by character.
        """
        units = units_of(lexicon.codes, lexicon.starts, loss)
        wide = advances(units.texts, widths) if widths else None
        index = skeletons(units, lexicon.starts)
        return cls(lexicon, loss, index, Words.with_units(units, lexicon.starts, wide))

    def spanning(self, observed: Observed, start: int, end: int, *, most: int = 60) -> Candidates:
        """Return the words whose surviving letters are the atoms from `start` up to `end`.

        The best come first: by the price of the channel and how common the word is.
        """
        gaps = observed.gaps[start + 1 : end]
        if start >= end or any(gap.parts for gap in gaps):
            return self._weighed(_NO_WORDS, (), observed.tolerance, most)
        seen = "".join(atom.text for atom in observed.atoms[start:end])
        return self._weighed(self._bucket(seen), gaps, observed.tolerance, most)

    def hidden(self, *, most: int = 40) -> Candidates:
        """Return the words of which nothing survives; all their letters stand in `before`."""
        return self._weighed(self._bucket(""), (), 0.0, most)

    def _bucket(self, seen: str) -> Bucket:
        """Return all words with a skeleton."""
        if seen not in self._buckets:
            rows = self._index.find(hash_of(seen))
            self._buckets[seen] = self._words.bucket(self._index, rows, len(seen))
        return self._buckets[seen]

    def _weighed(
        self, bucket: Bucket, gaps: tuple[Gap, ...], tolerance: float, most: int
    ) -> Candidates:
        """Weigh the gaps inside the words of a bucket and keep the best."""
        cost, off = bucket.prices.copy(), np.zeros(len(bucket.forms), np.float32)
        for column, gap in enumerate(gaps, 1):
            if gap.width is None or self._words.widths is None:
                cost += self._signs(bucket.lost[:, column] > 0, bool(gap.seen))
            else:
                misses = bucket.rooms[:, column] - np.float32(gap.width)
                cost += _measured(misses, tolerance)
                off = np.where(np.abs(misses) > np.abs(off), misses, off)
        fits = np.flatnonzero(np.isfinite(cost))
        rank = cost[fits] - self.lexicon.ranks[bucket.forms[fits]]
        kept = fits[np.argsort(rank, kind="stable")[:most]]
        behind = int(bucket.lost.shape[1] > 1)  # of a hidden word, all is before
        return Candidates(
            forms=bucket.forms[kept],
            cost=cost[kept],
            before=bucket.lost[kept, 0],
            behind=bucket.lost[kept, -1] * np.int16(behind),
            lead=bucket.rooms[kept, 0],
            trail=bucket.rooms[kept, -1] * np.float32(behind),
            inner=off[kept],
            without=len(bucket.forms),
        )

    def _signs(self, lost: NDArray[np.bool_], shown: bool) -> Floats:
        """Return the price of a gap that shows or not, for words that lost letters in it or not."""
        hidden, apart = self.loss.hidden, self.loss.apart
        some, none = (1 - hidden, apart) if shown else (hidden, 1 - apart)
        return np.where(lost, np.float32(_nats(some)), np.float32(_nats(none)))


def _nats(share: float) -> float:
    """Return the price of something that happens so often."""
    return -math.log(min(1.0, max(share, _RAREST)))


def _measured(misses: Floats, tolerance: float) -> Floats:
    """Return the price of rooms that miss what is measured by so many ems; infinite beyond `CUT`.

    Gaussian; a room that cannot be predicted is priced as one of any size.
    """
    off = np.abs(misses) / np.float32(tolerance)
    priced = np.where(off <= CUT, off * off / 2, np.float32(np.inf))
    anywhere = max(0.0, math.log(SPREAD / (tolerance * math.sqrt(2 * math.pi))))
    return np.where(np.isnan(misses), np.float32(anywhere), priced).astype(np.float32)
