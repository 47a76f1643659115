"""Reads the binary trigram model that pocketsphinx ships: a reversed trie of packed bits.

After the words "Trie Language Model": the order, a count for each order, tables of 65,536 values
for the probability and the back-off of pairs and the probability of triples, the single words,
then the pairs and triples as rows of bits, then the words' spellings.  The trie starts at the
predicted word and goes back in the text.  All values are logarithms to the base 1.0001.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

HEADER = b"Trie Language Model"
BASE = 1.0001
BINS = 1 << 16

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


class Level(NamedTuple):
    """N-grams of one order: number of the entry one word shorter, the earliest word, ln P."""

    parent: Numbers
    word: Numbers
    logs: Floats


class Trie(NamedTuple):
    """A back-off trigram: entries of pairs hang on words, those of triples on pairs."""

    words: list[str]
    logs: Floats
    pairs: Level
    triples: Level


def read(path: Path) -> Trie:
    """Read a model of order 3 from a file.

    Raises ValueError for a file of another kind.
    """
    data = path.read_bytes()
    if not data.startswith(HEADER + b"\x03"):
        raise ValueError(f"{path} is no trigram of the kind expected")
    at = len(HEADER) + 1
    ones, twos, threes = np.frombuffer(data, "<u4", 3, at).tolist()
    at += 12 + 4  # and the kind of quantisation
    pair_logs, _, triple_logs = np.frombuffer(data, "<f4", 3 * BINS, at).reshape(3, BINS)
    at += 3 * BINS * 4
    single = np.frombuffer(
        data, np.dtype([("p", "<f4"), ("b", "<f4"), ("next", "<u4")]), ones + 1, at
    )
    at += single.nbytes
    word, link = int(ones).bit_length(), int(threes).bit_length()
    used = int(single["next"][-1])  # doubled entries leave the room behind them empty
    rows = _rows(data, at, used + 1, word + 32 + link)
    at += ((1 + twos) * (word + 32 + link) + 7) // 8 + 8
    first_triples = _bits(rows, word + 32, link)
    last = _rows(data, at, int(first_triples[-1]), word + 16)
    at += ((1 + threes) * (word + 16) + 7) // 8 + 8
    first_pairs = single["next"].astype(np.int64)
    scale = np.log(BASE)
    pairs = Level(
        _parents(first_pairs),
        _bits(rows, 0, word)[:used],
        pair_logs[_bits(rows, word + 16, 16)[:used]] * scale,
    )
    triples = Level(
        _parents(first_triples), _bits(last, 0, word), triple_logs[_bits(last, word, 16)] * scale
    )
    spelled = data[at + 4 :].split(b"\0")[:ones]
    return Trie([w.decode() for w in spelled], single["p"][:ones] * scale, pairs, triples)


class _Rows(NamedTuple):
    data: NDArray[np.uint8]
    starts: Numbers


def _rows(data: bytes, at: int, count: int, bits: int) -> _Rows:
    """Return rows of bits, `count` of them, from a place in the data on."""
    flat = np.frombuffer(data, np.uint8, -1, at)
    return _Rows(flat, np.arange(count, dtype=np.int64) * bits)


def _bits(rows: _Rows, skip: int, count: int) -> Numbers:
    """Return some bits of each row as a number, lowest first."""
    at = rows.starts + skip
    value = np.zeros(len(at), np.uint64)
    for byte in range(8):
        value |= rows.data[(at >> 3) + byte].astype(np.uint64) << np.uint64(8 * byte)
    value >>= (at & 7).astype(np.uint64)
    return (value & np.uint64((1 << count) - 1)).astype(np.int64)


def _parents(first: Numbers) -> Numbers:
    """Return for each entry the number of the entry it hangs on, from where each one's begin."""
    return np.repeat(np.arange(len(first) - 1), np.diff(first))
