"""Where no shape speaks: letters found as a substitution cipher, from the chains they stand in.

A font that is not embedded leaves codes and widths.  The codes of a long enough text are its
letters in disguise, and the chains of letters of a language tell most of the small ones.  What
comes out is a start for the joint reading, no more: capitals, figures and marks stand too seldom.

The method is hill climbing over exchanges of two letters (Jakobsen 1995), first by pairs, which is
fast and rarely stuck, then by chains of four.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from string import ascii_lowercase
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.evidence.glyph_language import letters_of
from restore.evidence.glyph_language_letters import ALPHABET, Letters, folded
from restore.evidence.words import LANGUAGES

STARTS = 24
"""Random starts of the climb by pairs: half of them find the letters of sixty words."""

QUICK = 8
"""Random starts where only the language is sought."""

WORDS = 400
"""Distinct words that are read: more of them no longer change a letter."""

INNER = 0.15
"""Share of its places inside a word from which a symbol may be a small letter.  Small letters have
0.2 to 0.9 in five languages, marks at the ends of words less than 0.12; "q", which begins most of
its words, is left to the words that the others make."""

OFTEN, COMPANY = 12, 0.4
"""A letter has most of its neighbours among the dozen most frequent symbols (0.44 and more in five
languages, but for "q"), a figure stands among figures (next to none)."""

PLAIN = -2.6
"""Nats for each chain from which no other language is tried: English text has -2.0 to -2.3 under
English, and no other language tried has more than -2.9; the right one has -2.4 to -3.4."""

SURE = 3
"""Places of a letter that the file maps from which no other symbol is taken for it."""

Token = tuple[int, ...]
Key = NDArray[np.int64]
Scores = NDArray[np.float64]


class Cipher(NamedTuple):
    """The disguised text: chains of four symbols with their counts, and what is known of symbols.

    Symbol 0 stands for what is no letter; 1 to `free` are sought and the rest are known, as
    `known` says.  `says[symbol, letter]` is what the other witnesses have for it, in nats.
    """

    symbols: list[int]
    chains: NDArray[np.int64]
    counts: Scores
    known: list[int]
    says: Scores


class Started(NamedTuple):
    """First readings for symbols that no shape speaks of, and the language they came out in."""

    readings: dict[int, str]
    language: str


def started(
    tokens: Mapping[Token, int],
    weights: Sequence[Mapping[str, float]],
    letters: Sequence[str],
    wanted: Sequence[int],
    *,
    language: str = "",
) -> Started:
    """Return first readings for the open symbols of one font: small letters and some figures.

    `letters` are the file's own, numbered after the symbols; `wanted` are the open symbols.
    Without a language it is the one whose chains fit best.
    """
    chosen = _chosen(tokens, set(wanted))
    cipher = _disguised(chosen, weights, letters, wanted)
    if not cipher.symbols or not len(cipher.chains):
        return Started({}, "en")
    language = language or _language(cipher)
    found, _ = decipher(cipher, letters_of(language, small=True))
    readings = {symbol: letter for symbol, letter in found.items() if letter in weights[symbol]}
    digits = iter("1234567890")
    sociable = _sociable(chosen)
    for symbol in wanted:
        if sociable.get(symbol, 1.0) <= COMPANY and symbol not in readings:
            digit = next(digits, "")
            if digit in weights[symbol]:
                readings[symbol] = digit
    return Started(readings, language)


def _language(cipher: Cipher) -> str:
    """Return the language whose chains fit a cipher best, English first."""
    fits = {"en": decipher(cipher, letters_of("en", small=True), starts=QUICK)[1]}
    if fits["en"] < PLAIN:
        for code in LANGUAGES[1:]:
            fits[code] = decipher(cipher, letters_of(code, small=True), starts=QUICK)[1]
    return max(fits, key=lambda code: fits[code])


def _disguised(
    chosen: list[Token],
    weights: Sequence[Mapping[str, float]],
    letters: Sequence[str],
    wanted: Sequence[int],
) -> Cipher:
    """Return the words of some symbols of one font as a cipher."""
    small = _small(chosen, wanted)
    number = {symbol: n for n, symbol in enumerate(small, 1)}
    known: list[int] = []
    for n, letter in enumerate(letters, len(weights)):
        plain = folded(letter.lower())
        if plain:
            known.append(ord(plain) - 96)
            number[n] = len(small) + len(known)
    chains: Counter[tuple[int, ...]] = Counter()
    for token in chosen:
        row = [0, 0, 0, *(number.get(piece, 0) for piece in token), 0]
        chains.update(w for w in zip(row, row[1:], row[2:], row[3:], strict=False) if any(w[2:]))
    ordered = sorted(chains)
    says = np.array([[weights[s].get(c, -9.0) for c in ascii_lowercase] for s in small])
    return Cipher(
        small,
        np.array(ordered, dtype=np.int64).reshape(-1, 4),
        np.array([float(chains[w]) for w in ordered]),
        known,
        says.reshape(-1, 26),
    )


def _chosen(tokens: Mapping[Token, int], wanted: set[int]) -> list[Token]:
    """Return the words that hold a wanted symbol, the most frequent first."""
    holding = [token for token in tokens if len(token) > 1 and wanted.intersection(token)]
    return sorted(holding, key=lambda t: (-tokens[t], -len(t), t))[:WORDS]


def _small(tokens: list[Token], wanted: Sequence[int]) -> list[int]:
    """Return the symbols that may be small letters: the most frequent that stand inside words."""
    inside = Counter(piece for token in tokens for piece in token[1:-1])
    places = Counter(piece for token in tokens for piece in token)
    sociable = _sociable(tokens)
    fit = [s for s in wanted if inside[s] > INNER * places[s] and sociable[s] > COMPANY]
    return sorted(fit, key=lambda s: (-places[s], s))[:26]


def _sociable(tokens: list[Token]) -> dict[int, float]:
    """Return for each symbol the share of its neighbours that are among the most frequent ones."""
    places = Counter(piece for token in tokens for piece in token)
    often = {s for s, _ in sorted(places.items(), key=lambda pair: (-pair[1], pair[0]))[:OFTEN]}
    near: Counter[int] = Counter()
    beside: Counter[int] = Counter()
    for token in tokens:
        for one, other in pairwise(token):
            beside.update((one, other))
            near.update({one: other in often})
            near.update({other: one in often})
    return {s: near[s] / beside[s] for s in beside}


def decipher(
    cipher: Cipher, letters: Letters, *, starts: int = STARTS
) -> tuple[dict[int, str], float]:
    """Return letters for the symbols of a cipher, and how well they fit: nats for each chain."""
    fours = letters.table().reshape(-1).astype(np.float64)
    pairs = np.log(np.exp(letters.table().astype(np.float64)).mean(axis=(0, 1)))
    free = _free_letters(cipher)
    counts = _pair_counts(cipher)
    keys = sorted(
        (_climb_pairs(key, cipher, counts, pairs) for key in _starts(cipher, free, starts)),
        key=lambda found: -found[0],
    )
    finals = [_climb(key, cipher, fours) for _, key in keys[: 1 + starts // 8]]
    score, key = max(finals, key=lambda found: found[0])
    found = {s: chr(96 + int(key[n])) for n, s in enumerate(cipher.symbols, 1)}
    return found, score / max(1.0, float(cipher.counts.sum()))


def _free_letters(cipher: Cipher) -> list[int]:
    """Return the letters to be given out, those that the file maps already last."""
    size = 1 + len(cipher.symbols) + len(cipher.known)
    places = np.bincount(cipher.chains[:, 3], cipher.counts, size)[1 + len(cipher.symbols) :]
    taken = {letter for letter, n in zip(cipher.known, places, strict=True) if n >= SURE}
    return sorted(range(1, ALPHABET), key=lambda letter: (letter in taken, letter))


def _starts(cipher: Cipher, free: list[int], starts: int) -> Iterator[Key]:
    """Yield keys to start from: symbol to letter, the letters left over behind the last symbol."""
    count = len(cipher.symbols)
    rng = np.random.default_rng(0)
    for _ in range(starts):
        usable = max(count, ALPHABET - 1 - len(set(cipher.known)))
        order = [*rng.permutation(free[:usable]), *free[usable:]]
        yield np.array([0, *order[:count], *cipher.known, *order[count:]], dtype=np.int64)


def _exchanges(cipher: Cipher, key: Key) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places of a key that may be exchanged: two symbols, or one and a rest."""
    count, rest = len(cipher.symbols), 1 + len(cipher.symbols) + len(cipher.known)
    for one in range(1, count + 1):
        yield from ((one, other) for other in range(one + 1, count + 1))
        yield from ((one, other) for other in range(rest, len(key)))


def _pair_counts(cipher: Cipher) -> Scores:
    """Return how often one symbol follows another."""
    size = 1 + len(cipher.symbols) + len(cipher.known)
    at = cipher.chains[:, 2] * size + cipher.chains[:, 3]
    counted: Scores = np.bincount(at, cipher.counts, size * size).astype(np.float64)
    return counted.reshape(size, size)


def _said(key: Key, cipher: Cipher) -> float:
    """Return what the other witnesses say to a key."""
    count = len(cipher.symbols)
    return float(cipher.says[np.arange(count), key[1 : count + 1] - 1].sum())


def _climb_pairs(key: Key, cipher: Cipher, counts: Scores, pairs: Scores) -> tuple[float, Key]:
    """Exchange letters as long as the pairs of neighbours become likelier."""
    size = len(counts)

    def score(of: Key) -> float:
        used = of[:size]
        return float((counts * pairs[used[:, None], used]).sum()) + _said(of, cipher)

    return _ascend(key, cipher, score)


def _climb(key: Key, cipher: Cipher, fours: Scores) -> tuple[float, Key]:
    """Exchange letters as long as the chains of four become likelier."""
    a, b, c, d = cipher.chains.T

    def score(of: Key) -> float:
        at = ((of[a] * ALPHABET + of[b]) * ALPHABET + of[c]) * ALPHABET + of[d]
        return float(fours[at] @ cipher.counts) + _said(of, cipher)

    return _ascend(key, cipher, score)


def _ascend(key: Key, cipher: Cipher, score: Callable[[Key], float]) -> tuple[float, Key]:
    """Make every exchange that raises a score, until none does."""
    best = score(key)
    exchanges = list(_exchanges(cipher, key))
    better = True
    while better:
        better = False
        for one, other in exchanges:
            key[[one, other]] = key[[other, one]]
            now = score(key)
            if now > best + 1e-9:
                best, better = now, True
            else:
                key[[one, other]] = key[[other, one]]
    return best, key
