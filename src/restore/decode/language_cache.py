"""What a paper's own sound text teaches about its words: the cheapest of all language models.

A paper says again what it has said: its names, its terms, its titles.  Words and pairs of words of
the text at hand are mixed into the general models, and words that no list has become known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np

from restore.decode.language_tables import SHIFT, Floats, Ids, Keys
from restore.decode.language_tokens import BREAK, tokens

Style = Literal["title", "prose"]
"""What kind of text it is: titles of works, or running text."""

WEIGHT: dict[Style, float] = {"prose": 0.5, "title": 0.05}
"""Share of the paper's own statistics among all.  Quarters of a paper read with the rest of it gave
0.4 to 0.65 (4,500 and 13,600 words learned; perplexity fell from 300 to 160); titles of a series
read with the text of one of its papers 0.01 to 0.07."""

FEW, MORE = 2.0, 3.0
"""After a word that the paper has n times its statistics have (n + FEW) / (n + FEW + MORE) of their
weight: fitted on the same quarters, two fifths where it never stands and nearly all from 30 on."""

FULL = 1500
"""Words of sound text from which the paper's statistics have half of their full weight."""

DISCOUNT = 0.75
"""Taken from each count of a pair and given to words whatever stands before (Kneser and Ney)."""


class Cache(NamedTuple):
    """Counts of words, and of pairs of words, in a text."""

    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, text: str) -> Cache:
        """Learn from a text.

        >>> Cache.of("The plenum met. The plenum voted.").pairs["the", "plenum"]
        2
        """
        found = [BREAK, *tokens(text)]
        pairs = Counter(pair for pair in pairwise(found) if pair[1] != BREAK)
        words = Counter(word for word in found if word != BREAK)
        return cls(words, pairs)

    def memory(self, numbers: Mapping[str, int], size: int) -> Memory:
        """Return the counts by a vocabulary's numbers; words it lacks get numbers from `size`."""
        new = sorted(word for word in self.words if word not in numbers)
        own = {word: size + place for place, word in enumerate(new)}
        pairs = {
            (self._number(a, numbers, own) << int(SHIFT)) | self._number(b, numbers, own): count
            for (a, b), count in self.pairs.items()
        }
        one = np.zeros(size + len(new), np.float32)
        for word, count in self.words.items():
            one[self._number(word, numbers, own)] += count
        total = float(one.sum()) or 1.0
        return _memory(own, one / np.float32(total), pairs, total)

    @staticmethod
    def _number(word: str, numbers: Mapping[str, int], own: Mapping[str, int]) -> int:
        return own[word] if word in own else numbers[word]


class Memory(NamedTuple):
    """A text's statistics as arrays."""

    numbers: Mapping[str, int]
    """Numbers of words that the vocabulary lacks."""
    share: Floats
    rest: Floats
    """By the word before: what its pairs leave to words whatever stands before."""
    seen: Floats
    """By the word before: how much of their weight these statistics have after it."""
    keys: Keys
    above: Floats
    trust: float
    """How much of its full weight a text of this length has."""

    def one(self, words: Ids, style: Style) -> tuple[Floats, Floats]:
        """Return the weight of these statistics and P(word)."""
        weight = np.float32(WEIGHT[style] * self.trust * FEW / (FEW + MORE))
        return np.full(len(words), weight), self.share[words]

    def two(self, second: Ids, word: Ids, style: Style) -> tuple[Floats, Floats]:
        """Return the weight of these statistics and P(word | second), element by element."""
        found = self.rest[second] * self.share[word]
        if len(self.keys):
            asked = (second.astype(np.uint64) << SHIFT) | word.astype(np.uint64)
            at = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
            found += np.where(self.keys[at] == asked, self.above[at], np.float32(0))
        return np.float32(WEIGHT[style] * self.trust) * self.seen[second], found


def _memory(
    own: Mapping[str, int], share: Floats, pairs: Mapping[int, int], total: float
) -> Memory:
    """Discount the counts of pairs and sort them."""
    keys = np.array(sorted(pairs), np.uint64)
    counts = np.array([pairs[key] for key in keys.tolist()], np.float64)
    before = (keys >> SHIFT).astype(np.int64)
    of_word = np.bincount(before, weights=counts, minlength=len(share))
    above = (counts - DISCOUNT) / np.maximum(of_word[before], 1)
    rest = (1 - np.bincount(before, weights=above, minlength=len(share))).astype(np.float32)
    seen = ((of_word + FEW) / (of_word + FEW + MORE)).astype(np.float32)
    trust = total / (total + FULL)
    return Memory(own, share, rest, seen, keys, above.astype(np.float32), trust)
