"""Interpolated Kneser-Ney trigrams as sorted arrays: how likely a word is after two others.

A model stores, for each n-gram that it kept, what the n-gram has above its share of the shorter
chain.  What a context keeps for the shorter chain is one less the sum over its n-grams, so that
the probabilities add up to one whatever was rounded or left out:

    P(w | u v) = a(u v w) + g(u v) * (a(v w) + g(v) * P(w))

Stored small (see `unpack`): keys as differences in planes of bytes, values as one byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SHIFT = np.uint64(20)
"""Bits for a word's number in a key: a million words."""

STEP = 0.075
"""Nats between two stored values: 255 steps reach from 1 down to 5e-9, and rounding costs at most
0.04 nats."""

STRIDE = 32
"""Keys between two coarse ones: 10,000 keys are found among 2.5 million in 1.5 ms; by halving all
of them it takes 3 ms, and five times that where others use the cache.  16 to 128 did as well."""

BLOCK = 1 << 16
"""Keys to work on at once while loading: new memory costs more time than the work."""

Keys = NDArray[np.uint64]
Ids = NDArray[np.int32]
Floats = NDArray[np.float32]


class Sorted(NamedTuple):
    """Sorted keys, and each `STRIDE`th of them: few enough to stay near the processor."""

    keys: Keys
    coarse: Keys

    @classmethod
    def of(cls, keys: Keys) -> Sorted:
        """Return keys with the coarse ones beside them."""
        return cls(keys, keys[::STRIDE].copy())

    def find(self, asked: Keys) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Return where keys stand (any place if they do not), and whether they do.

        The coarse keys say in which stretch a key would stand, halving it five times says where.
        """
        if not len(self.keys):
            return np.zeros(len(asked), np.intp), np.zeros(len(asked), bool)
        at = np.maximum(np.searchsorted(self.coarse, asked, "right") - 1, 0) * STRIDE
        for step in _STEPS:
            at += step * (self.keys.take(at + step, mode="clip") <= asked)
        np.minimum(at, len(self.keys) - 1, out=at)
        return at, self.keys.take(at) == asked


class Table(NamedTuple):
    """One trigram model over a vocabulary."""

    one: Floats
    """P(w) by the word's number."""
    pairs: Sorted
    """Keys of the pairs (word before, word)."""
    pair_values: NDArray[np.uint8]
    pair_rest: Floats
    """By the number of the pair as a context: the share left to the shorter chain."""
    word_rest: Floats
    """By the number of the word as a context: the share left to P(w)."""
    triples: Sorted
    """Keys of (number of the pair before, word)."""
    triple_values: NDArray[np.uint8]

    def two(self, second: Ids, word: Ids) -> Floats:
        """Return P(word | second), element by element."""
        above = _above(self.pairs, self.pair_values, _key(second, word))
        return above + self.word_rest[second] * self.one[word]

    def contexts(self, first: Ids, second: Ids) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Return the numbers of pairs as contexts, and which of them the model has."""
        if not len(first):
            return np.zeros(0, np.intp), np.zeros(0, bool)
        key = _key(first, second)
        new = np.empty(len(key), bool)  # runs of one context are looked up once
        new[0] = True
        np.not_equal(key[1:], key[:-1], out=new[1:])
        at, found = self.pairs.find(key[new])
        run = np.cumsum(new) - 1
        return at[run], found[run]

    def three(self, first: Ids, second: Ids, word: Ids) -> Floats:
        """Return P(word | first second), element by element."""
        at, known = self.contexts(first, second)
        return self.after(at, known, second, word)

    def after(
        self, at: NDArray[np.intp], known: NDArray[np.bool_], second: Ids, word: Ids
    ) -> Floats:
        """Return P(word | first second) where the numbers of the contexts are at hand."""
        shares = self.two(second, word)
        rest = np.ones(len(at), np.float32)
        rest[known] = self.pair_rest[at[known]]
        asked = np.flatnonzero(rest < 1)
        shares *= rest
        key = _key(at[asked], word[asked])
        shares[asked] += _above(self.triples, self.triple_values, key)
        return shares


def pack(values: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return shares as bytes: 0 for none, else steps of `STEP` nats below 1, rounded."""
    with np.errstate(divide="ignore"):
        steps = np.rint(-np.log(values) / STEP) + 1
    kept = np.where(np.isfinite(steps) & (steps <= 255), np.maximum(steps, 1), 0)
    return kept.astype(np.uint8)


def shares(values: NDArray[np.uint8]) -> Floats:
    """Return the shares that bytes stand for."""
    return _SHARES[values]


def planes(keys: Keys) -> NDArray[np.uint8]:
    """Return sorted keys as the differences between them, byte by byte: they pack well so."""
    gaps = np.diff(keys, prepend=np.uint64(0)).astype("<u8")
    used = (int(gaps.max(initial=0)).bit_length() + 7) // 8
    return np.ascontiguousarray(gaps.view(np.uint8).reshape(-1, 8)[:, :used].T)


def unpack(stored: Mapping[str, NDArray[np.generic]], name: str) -> Table:
    """Return the model of a name among stored arrays."""
    one = np.exp(stored[f"{name}_one"].astype(np.float32))
    one /= one.sum(dtype=np.float64)
    pairs, triples = _keys(stored[f"{name}_pairs"]), _keys(stored[f"{name}_triples"])
    pair_values = stored[f"{name}_pair_values"].astype(np.uint8, copy=False)
    triple_values = stored[f"{name}_triple_values"].astype(np.uint8, copy=False)
    return assemble(one, (pairs, pair_values), (triples, triple_values))


def assemble(
    one: Floats,
    pairs: tuple[Keys, NDArray[np.uint8]],
    triples: tuple[Keys, NDArray[np.uint8]],
) -> Table:
    """Return a model with what each context leaves to the shorter chain worked out."""
    word_rest = _rest(pairs[0], pairs[1], len(one))
    pair_rest = _rest(triples[0], triples[1], len(pairs[0]))
    two, three = Sorted.of(pairs[0]), Sorted.of(triples[0])
    return Table(one, two, pairs[1], pair_rest, word_rest, three, triples[1])


def _rest(keys: Keys, values: NDArray[np.uint8], contexts: int) -> Floats:
    """Return for each context what its n-grams leave of one."""
    rest = np.ones(contexts, np.float32)
    for start in range(0, len(keys), BLOCK):
        before = (keys[start : start + BLOCK] >> SHIFT).astype(np.int64)
        least = before[0]
        kept = np.bincount(before - least, weights=_SHARES[values[start : start + BLOCK]])
        rest[least : least + len(kept)] -= kept
    np.maximum(rest, 0, out=rest)
    return rest


def _keys(stored: NDArray[np.generic]) -> Keys:
    """Return the keys that planes of bytes stand for."""
    gaps = np.zeros(stored.shape[1], "<u8")
    by_byte = gaps.view(np.uint8).reshape(-1, 8)
    for place, plane in enumerate(stored):
        by_byte[:, place] = plane
    found: Keys = np.cumsum(gaps, dtype=np.uint64, out=gaps)
    return found


def _key(before: NDArray[np.integer], word: Ids) -> Keys:
    """Return the keys of words after contexts."""
    return (before.astype(np.uint64) << SHIFT) | word.astype(np.uint64)


def _above(keys: Sorted, values: NDArray[np.uint8], asked: Keys) -> Floats:
    """Return what n-grams have above the shorter chain, 0 for those a model does not have."""
    if not len(values):
        return np.zeros(len(asked), np.float32)
    at, found = keys.find(asked)
    return np.where(found, _SHARES[values[at]], np.float32(0))


_STEPS = (16, 8, 4, 2, 1)

_SHARES: Floats = np.concatenate([[0.0], np.exp(-STEP * np.arange(255))]).astype(np.float32)
