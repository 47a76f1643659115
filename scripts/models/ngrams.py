"""Trigram models while they are made: counting, Kneser-Ney, mixing and pruning, all in numpy.

A `Model` is what `restore.decode.language_tables.Table` is, with exact numbers instead of bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.language_tables import SHIFT

Ids = NDArray[np.int64]
Keys = NDArray[np.uint64]
Shares = NDArray[np.float64]

ALONE = 3
"""Column of weights for words whatever stands before; columns 0 to 2 are levels (see `level`)."""

START = 0.05
"""A sentence or title has some twenty words: how common its beginning is as a context."""

BOS = 0
BREAK = 0
"""A break between sentences is written as the beginning of the next one."""


class Grams(NamedTuple):
    """N-grams of one order: key of the context's number and the word, and what belongs to each."""

    keys: Keys
    above: Shares


class Model(NamedTuple):
    """An interpolated trigram: P(w | u v) = above(u v w) + rest(u v) * P(w | v), and so on down."""

    one: Shares
    two: Grams
    three: Grams
    rest_one: Shares
    rest_two: Shares

    def pair(self, second: Ids, word: Ids) -> Shares:
        """Return P(word | second), element by element."""
        at, found = find(self.two.keys, key(second, word))
        return np.where(found, self.two.above[at], 0) + self.rest_one[second] * self.one[word]

    def triple(self, first: Ids, second: Ids, word: Ids) -> Shares:
        """Return P(word | first second), element by element."""
        lower = self.pair(second, word)
        at, known = find(self.two.keys, key(first, second))
        here, found = find(self.three.keys, key(at, word))
        above = np.where(known & found, self.three.above[here], 0)
        return above + np.where(known, self.rest_two[at], 1) * lower


def key(before: NDArray[np.integer], word: NDArray[np.integer]) -> Keys:
    """Return the keys of words after contexts."""
    return (before.astype(np.uint64) << SHIFT) | word.astype(np.uint64)


def parts(keys: Keys) -> tuple[Ids, Ids]:
    """Return the contexts and the words of keys."""
    return (keys >> SHIFT).astype(np.int64), (
        keys & ((np.uint64(1) << SHIFT) - np.uint64(1))
    ).astype(np.int64)


def find(keys: Keys, asked: Keys) -> tuple[Ids, NDArray[np.bool_]]:
    """Return where keys stand, and whether they do."""
    if not len(keys):
        return np.zeros(len(asked), np.int64), np.zeros(len(asked), bool)
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return at, keys[at] == asked


def build(one: Shares, two: Grams, three: Grams) -> Model:
    """Return a model with the shares its contexts leave worked out."""
    rest_one = 1 - np.bincount(parts(two.keys)[0], two.above, len(one))
    rest_two = 1 - np.bincount(parts(three.keys)[0], three.above, len(two.keys))
    return Model(one, two, three, np.maximum(rest_one, 0), np.maximum(rest_two, 0))


def kneser_ney(words: Ids, size: int) -> Model:
    """Train on words by number, with BREAK between sentences (Chen and Goodman 1999, modified).

    What follows a beginning keeps its own counts: nothing stands before it to be counted instead.
    """
    stream = np.concatenate([[BOS, BOS], words])
    second, word = stream[1:-1], stream[2:]
    first = np.where(second == BOS, BOS, stream[:-2])
    said = word != BREAK
    first, second, word = first[said], second[said], word[said]
    pairs, pair_of, pair_counts = np.unique(
        key(second, word), return_inverse=True, return_counts=True
    )
    # The number of the pair (first, second); a pair of beginnings is no context of its own.
    contexts, known = find(pairs, key(first, second))
    triples, triple_at, counts = np.unique(
        key(contexts[known], word[known]), return_index=True, return_counts=True
    )
    continued = np.bincount(pair_of[known][triple_at], minlength=len(pairs))
    at_start = parts(pairs)[0] == BOS
    follows = np.bincount(parts(pairs)[1], minlength=size)
    one = _discounted(np.zeros(size, np.int64), follows, 1)
    spare = 1 - one.sum()
    even = np.full(size, 1 / (size - 1))
    even[BOS] = 0
    two = _discounted(parts(pairs)[0], np.where(at_start, pair_counts, continued), size)
    three = _discounted(parts(triples)[0], counts, len(pairs))
    return build(one + spare * even, Grams(pairs, two), Grams(triples, three))


def _discounted(contexts: Ids, counts: Ids, size: int) -> Shares:
    """Return discounted counts as shares of their contexts."""
    ones, twos, threes, fours = (max(int((counts == n).sum()), 1) for n in (1, 2, 3, 4))
    y = ones / (ones + 2 * twos)
    taken = np.clip(
        [0, 1 - 2 * y * twos / ones, 2 - 3 * y * threes / twos, 3 - 4 * y * fours / threes],
        [0, 0.4, 0.6, 0.8],
        [0, 0.95, 1.6, 2.4],
    )
    totals = np.bincount(contexts, counts, size)
    left = counts - taken[np.minimum(counts, 3)]
    return np.where(counts > 0, left / np.maximum(totals[contexts], 1), 0)


def level(model: Model, first: Ids, second: Ids) -> Ids:
    """Return how much of the words before a model has met: 0 none, 1 the last, 2 both together."""
    one = model.rest_one[second] < 1
    at, known = find(model.two.keys, key(first, second))
    return one.astype(np.int64) + (one & known & (model.rest_two[at] < 1))


def shares_of(weights: Shares, levels: Sequence[Ids]) -> Shares:
    """Return the share of each model at each place, from its weight at the level it has there."""
    raw = np.array([of[at] for of, at in zip(weights, levels, strict=True)])
    return np.asarray(raw / raw.sum(axis=0))


def mixed(models: Sequence[Model], weights: Shares) -> Model:
    """Return one model that gives every n-gram of some models their mean.

    `weights` has a row for each model: its weight where it has met none of the words before, the
    last, or both, so that a model says little where it knows little; and that for P(w).
    """
    one = np.asarray(sum(w * m.one for w, m in zip(weights[:, ALONE], models, strict=True)))
    one /= one.sum()
    pairs = np.unique(np.concatenate([m.two.keys for m in models]))
    v, w2 = parts(pairs)
    told = shares_of(weights, [(m.rest_one[v] < 1).astype(np.int64) for m in models])
    p2 = np.asarray(sum(g * m.pair(v, w2) for g, m in zip(told, models, strict=True)))
    triples = np.unique(np.concatenate([_renumbered(m, pairs) for m in models]))
    at, w3 = parts(triples)
    told = shares_of(weights, [level(m, v[at], w2[at]) for m in models])
    p3 = np.asarray(sum(g * m.triple(v[at], w2[at], w3) for g, m in zip(told, models, strict=True)))
    return interpolated(one, (pairs, p2), (triples, p3))


def _renumbered(model: Model, pairs: Keys) -> Keys:
    """Return the keys of a model's triples where pairs have other numbers."""
    at, word = parts(model.three.keys)
    return key(np.searchsorted(pairs, model.two.keys)[at], word)


def interpolated(one: Shares, pairs: tuple[Keys, Shares], triples: tuple[Keys, Shares]) -> Model:
    """Return the model that gives n-grams the given probabilities, nearly.

    A context leaves to the shorter chain what makes all others add up to one; an n-gram less
    likely than its shorter chain says gets nothing of its own, and is then too likely by a little.
    """
    v, w = parts(pairs[0])
    two = Grams(pairs[0], _above(v, pairs[1], one[w], len(one)))
    lower = build(one, two, Grams(np.zeros(0, np.uint64), np.zeros(0)))
    at, w3 = parts(triples[0])
    below = lower.pair(w[at], w3)
    three = Grams(triples[0], _above(at, triples[1], below, len(pairs[0])))
    return build(one, two, three)


def _above(contexts: Ids, shares: Shares, lower: Shares, size: int) -> Shares:
    """Return what n-grams have above the part of the shorter chain that their context leaves."""
    seen = np.bincount(contexts, shares, size)
    below = np.bincount(contexts, lower, size)
    rest = np.clip((1 - seen) / np.maximum(1 - below, 1e-9), 0.001, 1)
    return np.maximum(shares - rest[contexts] * lower, 0)


def pruned(model: Model, pairs: int, triples: int) -> Model:
    """Return a model with so many n-grams at most: those kept that say most (Stolcke 1998)."""
    v, w = parts(model.two.keys)
    at, w3 = parts(model.three.keys)
    said = np.where(np.arange(len(model.one)) == BOS, START, model.one)
    p2 = model.two.above + model.rest_one[v] * model.one[w]
    lower = model.pair(w[at], w3)
    p3 = model.three.above + model.rest_two[at] * lower
    gain3 = said[v[at]] * p2[at] * p3 * np.log(p3 / (model.rest_two[at] * lower + 1e-12))
    keep3 = _best(gain3, triples)
    gain2 = said[v] * p2 * np.log(p2 / (model.rest_one[v] * model.one[w] + 1e-12))
    gain2[np.unique(at[keep3])] = np.inf  # the context of a triple stays
    keep2 = _best(gain2, pairs)
    number = np.cumsum(keep2) - 1
    kept = key(number[at[keep3]], w3[keep3])
    return interpolated(model.one, (model.two.keys[keep2], p2[keep2]), (kept, p3[keep3]))


def _best(gain: Shares, most: int) -> NDArray[np.bool_]:
    """Return which values are among the highest; of equal ones the first."""
    keep = np.zeros(len(gain), bool)
    keep[np.argsort(-gain, kind="stable")[:most]] = True
    return keep & (gain > 0)
