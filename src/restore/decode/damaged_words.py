"""Weighs whether pieces of text are what is left of English words, or words of some language.

Under a hypothesis which letters are lost, the common words of English leave known pieces: `Soviet`
without p to z leaves `ovie`.  Pieces of a damaged stretch are common among these; pieces of a sound
one are common among the words of its own language, or fit neither.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import regex

from restore.evidence.words import LANGUAGES, shares

LETTERS_RE = regex.compile(r"\p{L}+")

WORDS = 20_000
"""Words of English that are worn, the commonest: 97 of 100 words of this literature's prose."""

LOOSE = 0.1
"""Share of pieces that are no list's: names, and what no hypothesis foresees."""

CAPITALS = 0.3
"""Share of words with a capital: from one in ten in prose to nine in ten in titles."""


def pieces_of(text: str) -> list[str]:
    """Return the runs of letters of a text, small.

    >>> pieces_of("Th  ovie  nion, 1956")
    ['th', 'ovie', 'nion']
    """
    return [m.group().lower() for m in LETTERS_RE.finditer(text)]


def advantage(pieces: Sequence[str], lost: frozenset[str], *, capitals: bool) -> float:
    """Return ln odds that pieces are left of English without these letters, against sound text.

    Sound text is of any language that has a list, or of letters as frequent as here.  With
    `capitals` the capitals of the lost letters survive.
    """
    null = _Letters(pieces)
    worn = max(
        (_worn(lost, capitals=capitals, gaps=gaps) for gaps in (True, False)),
        key=lambda found: _log(pieces, found, null),
    )
    sound = [shares(language, small=True) for language in LANGUAGES]
    best = max(_log(pieces, listed, null) for listed in (*sound, {}))
    return _log(pieces, worn, null) - best


class _Letters:
    """Pieces as rows of letters, as long and with such letters as the pieces at hand."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """Count lengths and letters."""
        self._sizes = Counter(map(len, pieces))
        self._letters = Counter("".join(pieces))
        self._pieces, self._all = len(pieces), self._letters.total()

    def share(self, piece: str) -> float:
        """Return the probability of a piece."""
        found = self._sizes[len(piece)] / self._pieces
        for letter in piece:
            found *= self._letters[letter] / self._all
        return found


def _log(pieces: Sequence[str], listed: Mapping[str, float], null: _Letters) -> float:
    """Return ln P of pieces that are drawn from a list, or at large.

    A piece that comes again says less each time: the square root of its times.
    """
    return sum(
        math.sqrt(times)
        * math.log((1 - LOOSE) * listed.get(piece, 0.0) + LOOSE * null.share(piece))
        for piece, times in sorted(Counter(pieces).items())
    )


@lru_cache(maxsize=16)
def _worn(lost: frozenset[str], *, capitals: bool, gaps: bool) -> Mapping[str, float]:
    """Return the pieces that English words leave and their shares.

    With `gaps` each run of lost letters parts two pieces, else what is left of a word is one.
    """
    found: dict[str, float] = {}
    for word, share in list(shares("en", small=True).items())[:WORDS]:
        for piece in _left(word, lost, gaps=gaps):
            found[piece] = found.get(piece, 0.0) + share * (1 - CAPITALS * capitals)
        if capitals:
            for piece in _left(word, lost, gaps=gaps, first=True):
                found[piece] = found.get(piece, 0.0) + share * CAPITALS
    total = sum(found.values())
    return {piece: share / total for piece, share in found.items()}


def _left(word: str, lost: frozenset[str], *, gaps: bool, first: bool = False) -> Iterator[str]:
    """Yield what is left of a word; `first` letters survive as capitals."""
    kept = "".join(
        c if (c not in lost or (first and not place)) and c.isalpha() else " "
        for place, c in enumerate(word)
    )
    pieces = kept.split() if gaps else [kept.replace(" ", "")]
    yield from (piece for piece in pieces if piece)
