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
from restore.decode.skeleton_near import Slip, Stretch, slips_of, without_letter
from restore.decode.skeleton_units import units_of
from restore.decode.widths import advances

CUT = 3.0
"""Tolerances from which a room is another's: one room in 370 of the right ones."""

LEAST = 4
"""Atoms of a word for which a slip of one letter is thought of."""

KEPT = 4096
"""Skeletons whose words are kept at hand: those of a zone of some fifty lines."""

SPREAD = 1.0
"""Ems over which rooms spread: what a room that cannot be predicted is compared with."""

_RAREST = 1e-4  # no sign is priced as rarer, as no fate is


class Candidates(NamedTuple):
    """Words that fit a place, best first, one row each.

    `cost` is what the channel asks, in nats, for the letters and for the gaps between them, edges
    left out.  A word comes twice where other letters of it can be the ones seen.  `before` and
    `behind` count the letters lost at the edges, `lead` and `trail` are their widths in ems.
    `inner` is the worst inner gap, predicted less measured, in ems.  `without` is how many fitted
    before widths were asked.
    """

    forms: Ints
    cost: Floats
    before: NDArray[np.int16]
    behind: NDArray[np.int16]
    lead: Floats
    trail: Floats
    inner: Floats
    without: int


EMPTY = Bucket(
    np.zeros(0, np.int32),
    np.zeros(0, np.float32),
    np.zeros((0, 2), np.int16),
    np.zeros((0, 2), np.float32),
)
"""No word at all: most stretches of atoms."""

NOTHING = Candidates(
    np.zeros(0, np.int32),
    np.zeros(0, np.float32),
    np.zeros(0, np.int16),
    np.zeros(0, np.int16),
    np.zeros(0, np.float32),
    np.zeros(0, np.float32),
    np.zeros(0, np.float32),
    0,
)
"""No word fits."""


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
        """Index a lexicon under a channel: 0.2 s for 330,000 forms where few letters are in doubt.

        `widths` are advances in ems by character.
        """
        units = units_of(lexicon.codes, lexicon.starts, loss)
        wide = advances(units.texts, widths) if widths else None
        index = skeletons(units, lexicon.starts, lexicon.ranks)
        return cls(lexicon, loss, index, Words.with_units(units, lexicon.starts, wide))

    def with_widths(self, widths: Mapping[str, float] | None) -> Skeletons:
        """Return the same words under the same channel in another font; nothing is indexed anew."""
        wide = advances(self._words.texts, widths) if widths else None
        return Skeletons(self.lexicon, self.loss, self._index, self._words._replace(widths=wide))

    def spanning(self, observed: Observed, start: int, end: int, *, most: int = 60) -> Candidates:
        """Return the words whose surviving letters are the atoms from `start` up to `end`.

        The best come first: by the price of the channel and how common the word is.  Where the gap
        at an edge has a width, words that lost more than fits in it are left out.
        """
        if start >= end or any(gap.parts for gap in observed.gaps[start + 1 : end]):
            return NOTHING
        seen = "".join(atom.text for atom in observed.atoms[start:end])
        bucket = self.bucket(seen)
        if not len(bucket.forms):
            return NOTHING
        return self.weighed(bucket, observed.gaps[start : end + 1], observed.tolerance, most)

    def hidden(self, *, most: int = 40) -> Candidates:
        """Return the words of which nothing survives; all they lost stands in `before`, `lead`."""
        found = self.weighed(self.bucket(""), (Gap(""), Gap("")), 1.0, most)
        return found._replace(behind=np.zeros_like(found.behind), trail=np.zeros_like(found.trail))

    def near(self, observed: Observed, start: int, end: int, *, most: int = 20) -> Candidates:
        """Return words that fit but for one letter: lost though it survives, misread, or stray.

        Only for stretches of `LEAST` atoms and more that no word fits: shorter ones are a slip away
        from too many.
        """
        if end - start < LEAST or any(gap.parts for gap in observed.gaps[start + 1 : end]):
            return NOTHING
        atoms = tuple(atom.text for atom in observed.atoms[start:end])
        gaps = observed.gaps[start : end + 1]
        if self._index.find(hash_of("".join(atoms))) != slice(0, 0):
            return NOTHING
        slips = slips_of(Stretch(atoms, gaps), self.loss, self._words, self._index)
        found = [self._slipped(slip, observed.tolerance, most) for slip in slips]
        return _best(found, self.lexicon.ranks, most) if found else NOTHING

    def _slipped(self, slip: Slip, tolerance: float, most: int) -> Candidates:
        """Return the words that a slip leads to."""
        bucket = self.bucket(slip.seen)
        if slip.missing >= 0:
            width = self._words.width(slip.seen[slip.missing])
            bucket = without_letter(bucket, slip.missing, width)
        found = self.weighed(bucket, slip.gaps, tolerance, most)
        return found._replace(cost=found.cost + np.float32(slip.price))

    def bucket(self, seen: str) -> Bucket:
        """Return all words with a skeleton."""
        if seen not in self._buckets:
            if len(self._buckets) >= KEPT:
                self._buckets.clear()
            rows = self._index.find(hash_of(seen))
            found = self._words.bucket(self._index, rows, len(seen)) if rows.stop else EMPTY
            self._buckets[seen] = found
        return self._buckets[seen]

    def inner_room(
        self, form: int, observed: Observed, span: tuple[int, int], room: float
    ) -> float:
        """Return the room in ems that a form asks between the atoms of a span, NaN where unknown.

        Where other letters of it can be the ones seen, it is that which is nearest to `room`.
        """
        if self._words.widths is None or math.isnan(room):
            return math.nan
        bucket = self.bucket("".join(atom.text for atom in observed.atoms[slice(*span)]))
        asked = bucket.rooms[bucket.forms == form, 1:-1].sum(axis=1, dtype=np.float64)
        asked = asked[~np.isnan(asked)]
        return float(asked[np.argmin(np.abs(asked - room))]) if len(asked) else math.nan

    def weighed(
        self, bucket: Bucket, gaps: tuple[Gap, ...], tolerance: float, most: int
    ) -> Candidates:
        """Weigh the gaps of the words of a bucket, edges first and last, and keep the best."""
        cost, off = bucket.prices.copy(), np.zeros(len(bucket.forms), np.float32)
        for column, gap in enumerate(gaps[1:-1], 1):
            if gap.width is None or self._words.widths is None:
                cost += self._signs(bucket.lost[:, column] > 0, bool(gap.seen))
            else:
                misses = bucket.rooms[:, column] - np.float32(gap.width)
                cost += _measured(misses, tolerance)
                off = np.where(np.abs(misses) > np.abs(off), misses, off)
        fits = np.isfinite(cost)
        for column, gap in ((0, gaps[0]), (-1, gaps[-1])):
            if gap.width is not None:
                fits &= ~(bucket.rooms[:, column] > gap.width + CUT * tolerance)
        return self._kept(bucket, (cost, off), np.flatnonzero(fits), most)

    def _kept(
        self, bucket: Bucket, of: tuple[Floats, Floats], fits: NDArray[np.intp], most: int
    ) -> Candidates:
        """Return the best of the words that fit; `of` their prices and worst gaps."""
        rank = of[0][fits] - self.lexicon.ranks[bucket.forms[fits]]
        kept = fits[np.argsort(rank, kind="stable")[:most]]
        return Candidates(
            forms=bucket.forms[kept],
            cost=of[0][kept],
            before=bucket.lost[kept, 0],
            behind=bucket.lost[kept, -1],
            lead=bucket.rooms[kept, 0],
            trail=bucket.rooms[kept, -1],
            inner=of[1][kept],
            without=len(bucket.forms),
        )

    def _signs(self, lost: NDArray[np.bool_], shown: bool) -> Floats:
        """Return the price of a gap that shows or not, for words that lost letters in it or not."""
        hidden, apart = self.loss.hidden, self.loss.apart
        some, none = (1 - hidden, apart) if shown else (hidden, 1 - apart)
        return np.where(lost, np.float32(_nats(some)), np.float32(_nats(none)))


def _best(found: list[Candidates], ranks: Floats, most: int) -> Candidates:
    """Return the best of several finds, each word once."""
    forms = np.concatenate([c.forms for c in found])
    cost = np.concatenate([c.cost for c in found])
    order = np.argsort(cost - ranks[forms], kind="stable")
    _, first = np.unique(forms[order], return_index=True)
    kept = order[np.sort(first)[:most]]
    return Candidates(
        forms[kept],
        cost[kept],
        before=np.concatenate([c.before for c in found])[kept],
        behind=np.concatenate([c.behind for c in found])[kept],
        lead=np.concatenate([c.lead for c in found])[kept],
        trail=np.concatenate([c.trail for c in found])[kept],
        inner=np.concatenate([c.inner for c in found])[kept],
        without=len(first),
    )


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
