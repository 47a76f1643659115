"""How letters follow each other in this literature: the measure of which of them are missing.

A chain of letters with the blank between words as its 27th symbol.  Words count with their shares
in titles or in prose; case and accents are folded away.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from restore.decode.language import NUMBER, Language, Style

if TYPE_CHECKING:
    from restore.decode.lexicon import Lexicon

Floats = NDArray[np.float64]

BLANK = 0
"""The symbol between words; letters are 1 to 26."""

SYMBOLS = 27

LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
"""What fonts print as one glyph, and lose as one."""

SMOOTHING = 5e-4
"""Share of letters that follow by no rule: foreign names and words that no list has; about one
letter in two thousand of a title."""

RARE = 1e-7
"""Share of a form below which it is not counted: together they are one word in a hundred."""


class Chain(NamedTuple):
    """States of a walk along the letters of a text; state 0 is the blank between words.

    `follows` is the probability of each state after each other; `letter` the symbol a state has
    just passed, `first` whether that is a word's first letter.
    """

    follows: Floats
    letter: NDArray[np.int64]
    first: NDArray[np.bool_]


class Chains(NamedTuple):
    """The letters of one style of text: how they follow each other, and how often they stand.

    `ligatures` are the shares of ff, fi, fl, ffi and ffl among the letters, as `LIGATURES`;
    `letters` are the shares of 52 letters, small ones first; `capitals` by symbol the share of
    capitals within words (row 0) and at their beginning (row 1).
    """

    walk: Chain
    letters: Floats
    capitals: Floats
    ligatures: Floats


def symbol(character: str) -> int:
    """Return the symbol of a letter whatever its case and accents, -1 for one that has none.

    >>> symbol("c"), symbol("Č"), symbol("Ж"), symbol("-")
    (3, 3, -1, -1)
    """
    base = normalize("NFD", character)[:1].lower()
    return ord(base) - 96 if "a" <= base <= "z" else -1


@cache
def chains(lexicon: Lexicon, language: Language, style: Style) -> Chains:
    """Return how letters follow each other in a style of text."""
    forms = np.arange(len(lexicon), dtype=np.int32)
    logs = language.unigram(lexicon.words, style=style) + lexicon.prior(forms, style=style)
    shares = np.where(lexicon.words > NUMBER, np.exp(logs.astype(np.float64)), 0.0)
    usual = shares >= RARE
    sizes = np.diff(lexicon.starts)
    codes = lexicon.codes[np.repeat(usual, sizes)]
    starts = np.concatenate(([0], np.cumsum(sizes[usual])))
    triples = triples_of(codes, starts, shares[usual])
    cased = _cased(codes, starts, shares[usual])
    letters = cased.sum(axis=0)[:, 1:].ravel()
    capitals = cased[:, 1] / np.maximum(cased.sum(axis=1), 1e-12)
    return Chains(
        walk_of(triples),
        letters / letters.sum(),
        np.clip(capitals, 2e-3, 0.98),
        _ligatures(triples) / triples[:, :, 1:].sum(),
    )


def _ligatures(triples: Floats) -> Floats:
    """Return the shares of ligatures among all symbols; longer ones take theirs of the shorter."""
    f, i, el = (symbol(c) for c in "fil")
    long = np.array([triples[f, f, i], triples[f, f, el]])
    pairs = triples.sum(axis=0)
    short = np.array([pairs[f, f] - long.sum(), pairs[f, i] - long[0], pairs[f, el] - long[1]])
    return np.concatenate([np.maximum(short, 0.0), long])


def _cased(codes: NDArray[np.uint32], starts: NDArray[np.int64], shares: Floats) -> Floats:
    """Return how often letters stand within words and first, small and as capitals: 2 x 2 x 27."""
    symbols = _symbols()[np.minimum(codes, _LAST)]
    first = np.zeros(len(codes), np.int64)
    first[starts[:-1]] = 1
    capital = (codes >= ord("A")) & (codes <= ord("Z"))
    keys = (first * 2 + capital) * SYMBOLS + symbols
    owners = np.repeat(np.arange(len(shares)), np.diff(starts))
    counts: Floats = np.bincount(keys, shares[owners], 4 * SYMBOLS).astype(np.float64)
    return counts.reshape(2, 2, SYMBOLS)


def triples_of(codes: NDArray[np.uint32], starts: NDArray[np.int64], shares: Floats) -> Floats:
    """Return how often c follows a and b in words, as an array of 27 x 27 x 27 that sums to one.

    `codes` are the words' code points end to end, `starts` where each begins and where the last
    ends.  After a blank the letter before it is forgotten; what is no letter counts as a blank.

    >>> words = np.frombuffer("atit".encode("utf-32-le"), np.uint32)
    >>> triples = triples_of(words, np.array([0, 2, 4]), np.array([0.9, 0.1]))
    >>> round(float(triples[0, 0, symbol("a")] / triples[0, 0].sum()), 2)
    0.9
    """
    symbols = _symbols()[np.minimum(codes, _LAST)]
    spread = np.insert(symbols, starts, BLANK)  # a blank before each word and behind the last
    owners = np.repeat(np.arange(len(shares)), np.diff(starts) + 1)
    before = np.where(spread[:-1] == BLANK, BLANK, np.concatenate(([BLANK], spread[:-2])))
    keys = (before * SYMBOLS + spread[:-1]) * SYMBOLS + spread[1:]
    counts: Floats = np.bincount(keys, shares[owners], SYMBOLS**3).astype(np.float64)
    return _smoothed(counts.reshape((SYMBOLS,) * 3))


_LAST = 0x24F  # end of the Latin letters with accents


@cache
def _symbols() -> NDArray[np.int64]:
    """Return the symbol of each Latin letter by its code point, a blank for all else."""
    return np.array([max(BLANK, symbol(chr(c))) for c in range(_LAST)] + [BLANK])


def _smoothed(counts: Floats) -> Floats:
    """Return shares of triples with a little for those that never were; no word is empty."""
    counts[:, BLANK, BLANK] = 0.0
    triples = counts / counts.sum()
    one = triples.sum(axis=(0, 1))
    two = triples.sum(axis=2)
    loose = (two[:, :, None] + one[:, None, None] * one[:, None]) * one / 2
    mixed: Floats = (1 - SMOOTHING) * triples + SMOOTHING * loose
    mixed[:, BLANK, BLANK] = 0.0
    mixed[1:, BLANK] = 0.0
    mixed /= mixed.sum()
    return mixed


def walk_of(triples: Floats) -> Chain:
    """Return a chain of 54 states: the last letter, and whether it was a word's first.

    One that remembers two letters tells little more of a channel, at thirty times the price.
    """
    pairs = np.stack([triples[0], triples[1:].sum(axis=0)])
    pairs[1, BLANK] = pairs[0, BLANK]
    shares = pairs / pairs.sum(axis=2, keepdims=True)
    follows = np.zeros((2, SYMBOLS, 2, SYMBOLS))
    follows[:, 1:, 1, 1:] = shares[:, 1:, 1:]
    follows[:, BLANK, 0, 1:] = shares[:, BLANK, 1:]
    follows[:, :, 0, BLANK] = shares[:, :, BLANK]
    return _chain(follows.reshape(2 * SYMBOLS, -1))


def _chain(follows: Floats) -> Chain:
    """Number the states of a chain: letters of a word's beginning come first."""
    size = len(follows)
    return Chain(follows, np.arange(size) % SYMBOLS, np.arange(size) < SYMBOLS)
