"""Which words leave which letters: every word under a channel, found by what survives of it.

Only the surviving letters of a word are hashed, never its gaps: 64 bits, position by position, for
all words at once.  Letters with more than one likely fate give a word several skeletons.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.skeleton_units import STRAIGHT, Units

BLOCK = 8192
"""Words whose doubtful letters are varied at a time: some 10 MB, where all at once took 150."""

MOST = 8
"""Skeletons of a word at most, the cheapest; a third letter of two fates is one word in nine."""

DEAREST = 7.0
"""Nats above a word's cheapest skeleton at which another is not worth its place: one in 1,100."""

LEAST = -17.0
"""ln of P(word) times P(fates) from which an unusual skeleton is worth its place: a rare word that
was damaged in an unusual way never wins against what else fits."""

LONGEST = 31
"""Letters into a word to which fates are varied: two bits each in 64."""

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse; the golden ratio, as in Knuth 6.4
_WRAP = (1 << 64) - 1

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


class Skeleton(NamedTuple):
    """Skeletons of words, sorted by hash; those of one hash stand in the order of the words.

    `forms` are the words, `prices` what their letters' fates cost in nats, `chosen` which fate each
    letter takes, two bits a letter; None where all letters take their usual one.
    """

    hashes: Hashes
    forms: Ints
    prices: Floats
    chosen: Hashes | None

    def find(self, hashed: int) -> slice:
        """Return where the skeletons of one hash stand."""
        key = np.uint64(hashed)
        start = int(self.hashes.searchsorted(key))
        if start == len(self.hashes) or self.hashes[start] != key:
            return slice(0, 0)
        return slice(start, start + int(self.hashes[start:].searchsorted(key, "right")))

    def holds(self, hashed: Hashes) -> NDArray[np.bool_]:
        """Tell for many hashes at once whether any word has them."""
        if not len(self.hashes):
            return np.zeros(len(hashed), bool)
        at = np.minimum(self.hashes.searchsorted(hashed), len(self.hashes) - 1)
        found: NDArray[np.bool_] = self.hashes[at] == hashed
        return found


def hash_of(seen: str) -> int:
    """Return the hash of surviving letters.

    >>> hash_of("Cd") == hash_of("dC"), hash_of("")
    (False, 0)
    """
    total = 0
    for place, letter in enumerate(seen.translate(STRAIGHT)):
        total += _code(letter) * pow(_BASE, place, 1 << 64)
    return total & _WRAP


def skeletons(units: Units, starts: Ints, ranks: Floats) -> Skeleton:
    """Return the skeletons of words whose units are laid end to end; `starts` where each begins.

    `ranks` are ln P(word).
    """
    usual = _Usual.of(units, starts)._replace(room=ranks - np.float32(LEAST))
    forms = np.arange(len(starts) - 1, dtype=np.int32)
    more = _varied(units, starts, usual)
    if more is None:
        at = np.argsort(usual.hashes, kind="stable").astype(np.int32)
        return Skeleton(usual.hashes[at], forms[at], usual.prices[at], None)
    added: list[NDArray[Any]] = list(more)
    del more  # each column is let go once it is joined: there may be two million skeletons
    columns: list[NDArray[Any]] = [
        usual.hashes,
        forms,
        usual.prices,
        np.zeros(len(forms), np.uint64),
    ]
    for place in range(len(columns)):
        columns[place] = np.concatenate([columns[place], added.pop(0)])
    at = np.lexsort((columns[1], columns[0])).astype(np.int32)
    for place in range(len(columns)):
        columns[place] = columns[place][at]
    return Skeleton(*columns)


class _Usual(NamedTuple):
    """Every word as it usually comes through."""

    hashes: Hashes
    prices: Floats
    sums: Hashes
    """By place: the hash of all that is seen from the first word on up to the place."""
    ranks: NDArray[np.int16]
    """By place: how many letters of its word are seen before it."""
    room: Floats
    """By word: how many nats above its usual skeleton another may cost."""
    fates: tuple[_Fate, ...]
    """By number of a fate, the usual one first."""

    @classmethod
    def of(cls, units: Units, starts: Ints) -> _Usual:
        values = np.array([hash_of(f[0].seen) for f in units.fates], np.uint64)
        sizes = np.array([len(f[0].seen) for f in units.fates], np.int32)
        dues = np.array([f[0].price for f in units.fates], np.float32)
        before = np.zeros(len(units.of) + 1, np.int32)
        np.cumsum(sizes[units.of], out=before[1:])
        lengths = np.diff(starts)
        ranks = before[:-1] - np.repeat(before[starts[:-1]], lengths)
        parts = values[units.of] * _powers()[ranks]
        sums = np.zeros(len(units.of) + 1, np.uint64)
        np.cumsum(parts, out=sums[1:])
        hashes = sums[starts[1:]] - sums[starts[:-1]]
        prices = np.add.reduceat(dues[units.of], starts[:-1]).astype(np.float32)
        return cls(
            hashes, prices, sums, ranks.astype(np.int16), np.zeros_like(prices), _fates(units)
        )


class _Fate(NamedTuple):
    """By unit: hash of its fate of some number, letters and nats more than usually."""

    value: Hashes
    size: NDArray[np.int8]
    price: Floats


class _States(NamedTuple):
    """Words with some fates settled, each in up to `MOST` ways: arrays of (word, way)."""

    prices: Floats
    hashes: Hashes
    shift: NDArray[np.int8]
    """Letters seen more than usually."""
    chosen: Hashes

    def best(self) -> _States:
        """Return the cheapest ways of each word."""
        if self.prices.shape[1] <= MOST:
            return self
        kept = np.argsort(self.prices, axis=1, kind="stable")[:, :MOST]
        return _States(
            np.take_along_axis(self.prices, kept, axis=1),
            np.take_along_axis(self.hashes, kept, axis=1),
            np.take_along_axis(self.shift, kept, axis=1),
            np.take_along_axis(self.chosen, kept, axis=1),
        )


class _Varied(NamedTuple):
    """Skeletons in which some letter has an unusual fate."""

    hashes: Hashes
    forms: Ints
    prices: Floats
    chosen: Hashes


def _varied(units: Units, starts: Ints, usual: _Usual) -> _Varied | None:
    """Return the skeletons of words in which letters take another fate than their usual one."""
    dear = np.array([f[1].price - f[0].price if len(f) > 1 else np.inf for f in units.fates])
    where = np.flatnonzero(np.isfinite(dear)[units.of]).astype(np.int32)
    words = (np.searchsorted(starts, where, "right") - 1).astype(np.int32)
    kept = (where - starts[words] < LONGEST) & (dear[units.of[where]] <= usual.room[words])
    where, words = where[kept], words[kept]
    if not len(where):
        return None
    forms, first, counts = np.unique(words, return_index=True, return_counts=True)
    done = []
    for count in np.unique(counts).tolist():  # words with as many doubtful letters, together
        chosen = np.flatnonzero(counts == count)
        for start in range(0, len(chosen), BLOCK):
            some = chosen[start : start + BLOCK]
            places = where[first[some][:, None] + np.arange(count)]
            done.append(_ways(units, starts, usual, (forms[some], places)))
    return _Varied(*(np.concatenate(parts) for parts in zip(*done, strict=True)))


def _ways(units: Units, starts: Ints, usual: _Usual, of: tuple[Ints, Ints]) -> _Varied:
    """Vary the fates of words that have the same number of doubtful letters, from left to right."""
    forms, places = of
    state = _States(
        prices=usual.prices[forms][:, None],
        hashes=(usual.sums[places[:, 0]] - usual.sums[starts[forms]])[:, None],
        shift=np.zeros((len(forms), 1), np.int8),
        chosen=np.zeros((len(forms), 1), np.uint64),
    )
    for column in range(places.shape[1]):
        here = places[:, column]
        last = column + 1 == places.shape[1]
        until = starts[forms + 1] if last else places[:, column + 1]
        state = _settled(state, units, usual, (here, here - starts[forms], until)).best()
    most = usual.prices[forms] + np.minimum(usual.room[forms], np.float32(DEAREST))
    worth = (state.chosen > 0) & (state.prices <= most[:, None])
    rows = np.nonzero(worth)[0]
    return _Varied(state.hashes[worth], forms[rows], state.prices[worth], state.chosen[worth])


def _settled(state: _States, units: Units, usual: _Usual, at: tuple[Ints, Ints, Ints]) -> _States:
    """Return all ways with the fate of one more letter settled, and what follows it hashed.

    `at`: the letters' places, their places within their words, and where the next ones stand.
    """
    here, inner, until = at
    unit = units.of[here]
    rank = usual.ranks[here][:, None] + state.shift
    behind = (usual.sums[until] - usual.sums[here + 1])[:, None]
    made = []
    for number, (value, size, price) in enumerate(usual.fates):
        shift = state.shift + size[unit][:, None]
        made.append(
            _States(
                prices=state.prices + price[unit][:, None],
                hashes=state.hashes
                + value[unit][:, None] * _powers()[rank]
                + behind * _powers()[shift],
                shift=shift,
                chosen=state.chosen | (np.uint64(number) << (2 * inner).astype(np.uint64))[:, None],
            )
        )
    return _States(*(np.concatenate(parts, axis=1) for parts in zip(*made, strict=True)))


def _fates(units: Units) -> tuple[_Fate, ...]:
    """Return the fates of all units by their number, the usual ones first."""
    return tuple(_fate(units, number) for number in range(max(len(f) for f in units.fates)))


def _fate(units: Units, number: int) -> _Fate:
    """Return the fates of a number; units that have none get an infinite price."""
    value = np.zeros(len(units.fates), np.uint64)
    size = np.zeros(len(units.fates), np.int8)
    price = np.full(len(units.fates), np.inf, np.float32)
    for unit, fates in enumerate(units.fates):
        if number < len(fates):
            value[unit] = hash_of(fates[number].seen)
            size[unit] = len(fates[number].seen) - len(fates[0].seen)
            price[unit] = fates[number].price - fates[0].price
    return _Fate(value, size, price)


def _code(letter: str) -> int:
    """Return 64 bits for a letter that share no pattern with another's (splitmix64)."""
    mixed = (ord(letter) * _BASE) & _WRAP
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _WRAP
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _WRAP
    return mixed ^ (mixed >> 31) | 1


def _powers() -> Hashes:
    """Return powers of the base by exponent; negative exponents count from the end, as inverses."""
    return _POWERS


def _table() -> Hashes:
    reach = 256  # letters of a word and its shifts stay far below
    inverse = pow(_BASE, -1, 1 << 64)
    up = [pow(_BASE, k, 1 << 64) for k in range(reach)]
    down = [pow(inverse, k, 1 << 64) for k in range(reach, 0, -1)]
    return np.array(up + down, np.uint64)


_POWERS = _table()
