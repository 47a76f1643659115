"""How likely a string of letters is as a word of a language, whether or not any list has it.

Chains of four letters learned from a list of words: a name that no list knows still looks like a
word, and a row of wrong letters does not.  Accents are folded away here, since the same chain
serves "Szabó" and "Szabo"; which accent stands on a letter is for the lists and the shapes to say.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

ALPHABET = 27
"""The letters a to z, and 0 for what stands before and after a word."""

LEARNED = 60_000
"""Words of a list to learn from, in 0.05 s; 120,000 changed no reading of four sample papers and
took three times as long."""

RARE = 3e-4
"""Weight of a word at Zipf frequency 2 (the square root of its share): the mass that a kind of
chain seen once keeps for those never seen."""

FOREIGN = -9.0
"""Nats for a letter that is not Latin: once in ten thousand letters."""

_OWN = {"ł": "l", "đ": "d", "ø": "o", "æ": "e", "œ": "e", "ß": "s", "þ": "t", "ð": "d", "ı": "i"}

Table = NDArray[np.float64]


@cache
def folded(letter: str) -> str:
    """Return a lower-case letter without its accents, as one of a to z; "" if it is not Latin.

    >>> folded("ő"), folded("ł"), folded("ж")
    ('o', 'l', '')
    """
    plain = _OWN.get(letter) or unicodedata.normalize("NFD", letter)[:1]
    return plain if "a" <= plain <= "z" else ""


def fold(word: str) -> str:
    """Return a lower-case word without accents; letters that are not Latin stay.

    >>> fold("wałęsa")
    'walesa'
    """
    return word if word.isascii() else "".join(folded(c) or c for c in word)


class Letters:
    """Chains of letters learned from words with their shares."""

    def __init__(self, words: Mapping[str, float]) -> None:
        """Learn from the first `LEARNED` words, each counting with the square root of its share."""
        chosen = [(w, f) for w, f in islice(words.items(), LEARNED) if w.isalpha()]
        shown = "".join(f"\n\n\n{word}" for word, _ in chosen) + "\n\n\n"
        letters = _indexes(shown)
        lengths = np.array([len(word) + 3 for word, _ in chosen] + [3])
        weights = np.repeat(np.sqrt([*(share for _, share in chosen), 0.0]), lengths)
        self._chains = memoryview(_smoothed(letters, weights).astype(np.float32).data)

    def score(self, word: str) -> float:
        """Return the log probability of a lower-case word among all strings, in nats."""
        chains, total, before = self._chains, 0.0, 0
        for letter in word:
            index = _INDEX.get(letter)
            if index is None:
                index = _INDEX[letter] = ord(folded(letter) or "`") - 96
            if not index:
                total += FOREIGN
                continue
            at = before * ALPHABET + index
            total += chains[at]
            before = at % ALPHABET**3
        return total + float(chains[before * ALPHABET])

    def table(self) -> NDArray[np.float32]:
        """Return the log probabilities as an array: three letters before, then the letter."""
        return np.asarray(self._chains).reshape((ALPHABET,) * 4)


_INDEX: dict[str, int] = {}


def _indexes(text: str) -> NDArray[np.int64]:
    """Return the number of each character's letter, 0 for all that is no Latin letter."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    used = np.flatnonzero(np.bincount(points))
    table = np.zeros(int(used[-1]) + 1, dtype=np.int64)
    table[used] = [ord(folded(chr(point)) or "`") - 96 for point in used.tolist()]
    return table[points]


def _smoothed(letters: NDArray[np.int64], weights: Table) -> Table:
    """Return log probabilities of a letter after three, backing off to shorter chains.

    Witten and Bell's interpolation: the shorter chain gets the mass of as many rare words as there
    are different continuations.
    """
    # Letters, and the first blank after a word; the two blanks that follow predict nothing.
    predicted = letters[1:-2] + letters[:-3] > 0
    places = np.flatnonzero(predicted) + 1
    places = places[places >= 3]
    smooth: Table = np.full(ALPHABET, 1.0 / ALPHABET)
    key = letters[places]
    for length in range(4):
        if length:
            key = key + letters[places - length] * ALPHABET**length
        seen = np.bincount(key, weights[places - (letters[places] == 0)], ALPHABET ** (length + 1))
        seen = seen.reshape(-1, ALPHABET)
        kept = RARE * np.maximum((seen > 0).sum(axis=1, keepdims=True), 1)
        smooth = (seen + kept * _tiled(smooth, len(seen))) / (
            seen.sum(axis=1, keepdims=True) + kept
        )
    return np.log(smooth).ravel()


def _tiled(shorter: Table, rows: int) -> Table:
    """Return the shorter chains' table once for each letter that may stand before."""
    return np.tile(shorter.reshape(-1, ALPHABET), (rows * ALPHABET // shorter.size, 1))
