"""Where in a damaged line each word of its reading stands, and what is to be put there.

    S -S e   ->   "S " becomes "Sino", "S e" becomes "Soviet": print has no space before a hyphen
    L mR bac  ->  "R bac" becomes " Rollback": a space is lost with the letters before it

Marks are never offered: what punctuation was lost is not to be known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from restore.decode.lattice_line import JOINING
from restore.decode.model import Choice, Decoded, Observed, WordRead
from restore.evidence.words import is_known
from restore.text import Span

LETTER_RE = regex.compile(r"\p{L}")
HUGGING = JOINING | frozenset(",;:!?)]")
"""Marks before which print has no space; of a full stop a line that lost letters cannot tell."""

PARTING = frozenset(",;:!?")
"""Marks behind which print has a space."""

NARROW = 0.15
"""Ems from which room between a mark and a letter is a space: fonts' own are 0.2 to 0.3, and a
justified line takes a third off at most."""

WHOLE = {1: 7.0, 2: 5.0, 3: 4.5}
"""Zipf frequency from which a piece of so many letters may be a whole word (longer ones: 3.0):
"of", "the", but not "ed"; one letter that stands alone is hardly ever a word in such lines."""


class Offered(NamedTuple):
    """A word with its place in the line and the text that is to stand there.

    `before` and `behind` are what surrounds the word in `text`; `choices` are other readings.
    """

    word: WordRead
    span: Span
    before: str
    behind: str

    @property
    def text(self) -> str:
        """Return what is to stand at the place."""
        return self.dressed(self.word.text)

    @property
    def hidden(self) -> bool:
        """Tell whether nothing of the word survives."""
        return self.word.start == self.word.end

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the other readings of the place."""
        return self.word.alternatives

    def dressed(self, reading: str) -> str:
        """Return another reading as it would stand at the place."""
        return f"{self.before}{reading}{self.behind}"


def offered(decoded: Decoded) -> Iterator[Offered]:
    """Yield the words of a reading with their places, in order; those of marks are left out.

    Words hidden in one gap are one offer; where no blank shows they cannot be put anywhere.
    """
    spaced = _spaced(decoded)
    words = decoded.words
    for _, run in groupby(range(len(words)), key=lambda k: _run(words, k)):
        places = list(run)
        first = words[places[0]]
        if first.start == first.end:
            yield from _hidden(decoded.observed, [words[k] for k in places])
        elif LETTER_RE.search(first.text):
            yield _seen(decoded, places[0], spaced)


def _run(words: Sequence[WordRead], place: int) -> tuple[int, int]:
    """Return what is the same for words that are one offer: their gap, or themselves."""
    word = words[place]
    return (word.start, -1) if word.start == word.end else (word.start, place)


def _spaced(decoded: Decoded) -> list[bool]:
    """Tell for each word of a reading whether print has a space before it."""
    found, at = [], 0
    for word in decoded.words:
        found.append(decoded.text[at : at + 1] == " ")
        at += found[-1] + len(word.text)
    return found


def _seen(decoded: Decoded, place: int, spaced: Sequence[bool]) -> Offered:
    """Return the place of a word of which letters survive."""
    observed, words = decoded.observed, decoded.words
    word = words[place]
    start, end = observed.span(word.start, word.end)
    before = behind = ""
    if place and word.start:
        seen = observed.gaps[word.start].seen
        if not seen and (spaced[place] or _roomy(observed, word, words[place - 1].text)):
            before = " "
        elif seen.isspace() and not spaced[place] and words[place - 1].text in JOINING:
            start = observed.atoms[word.start - 1].at + 1
    if place + 1 < len(words) and word.end < len(observed.atoms):
        seen, after = observed.gaps[word.end].seen, words[place + 1].text
        if seen.isspace() and not spaced[place + 1] and after in HUGGING:
            end = observed.atoms[word.end].at
        elif not seen and spaced[place + 1] and not LETTER_RE.search(after):
            behind = " "
    return Offered(word, Span(start, end), before, behind)


def _roomy(observed: Observed, word: WordRead, mark: str) -> bool:
    """Tell whether a mark has room for a space behind it that the text does not show."""
    width = observed.gaps[word.start].width
    whole = word.text[:1] == observed.atoms[word.start].text
    return whole and mark in PARTING and width is not None and width >= NARROW


def _hidden(observed: Observed, words: Sequence[WordRead]) -> Iterator[Offered]:
    """Yield the words hidden in one gap as one, as sure as the least sure of them."""
    place = words[0].start
    if not 0 < place < len(observed.atoms) or not observed.gaps[place].seen.isspace():
        return
    span = Span(observed.atoms[place - 1].at + 1, observed.atoms[place].at)
    least = min(words, key=_posterior)
    alone = least.alternatives if len(words) == 1 else ()
    text = " ".join(word.text for word in words)
    yield Offered(least._replace(text=text, alternatives=alone), span, " ", " ")


def _posterior(word: WordRead) -> float:
    """Order words by how sure they are."""
    return word.posterior


def may_be_whole(observed: Observed, start: int, end: int) -> bool:
    """Tell whether all pieces of a stretch of atoms may be words of which nothing is lost.

    >>> from restore.decode.observe import observe
    >>> may_be_whole(observe("of the"), 0, 5), may_be_whole(observe("C d"), 0, 2)
    (True, False)
    """
    pieces = observed.span(start, end).of(observed.line).split()
    return all(is_known(piece.lower(), least=WHOLE.get(len(piece), 3.0)) for piece in pieces)
