"""Finds stretches of lines that lost letters although much is left: p to z, vowels, every third.

    Th  ovie  nion and  h  lan of  h   o fe ence

Three signs together, each of which sound text may show alone: few letters stand in known English
words; letters of which dozens should be there are not (foreign text lacks rare ones only); and the
pieces are what those losses leave of common English words, rather than words of any language.
Lines of which hardly a letter in three is left are found by `evidence.sparse`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import regex

from restore.decode.channel_prior import Floats, judge_by_counts, likelihood
from restore.decode.damaged_words import advantage, pieces_of
from restore.evidence.words import is_known, shares
from restore.text import Span

LINE_RE = regex.compile(r"[^\n\f]+")

SOUND = 0.75
"""Share of letters in known words from which a line is sound English: its lines reach .8 to .95."""

LEAST_LETTERS = 40
"""Letters of a stretch that is judged: half a line.  What is less is judged with its neighbours."""

LEAST_PIECES = 10
"""Pieces of a stretch that is judged."""

WORDY = 0.8
"""Share of letters among the characters of a stretch that is judged: code, tables, formulas and
references to archives have less; damaged titles and prose keep nine in ten."""

MISSED = 8.0
"""Letters that should be there and are not, least: chance leaves out eight once in 3,000."""

ABSENT = 0.15
"""Probability of survival up to which a letter is taken for lost."""

SURE = 12.0
"""Nats from which a stretch is said to have lost letters: one wrong in 160,000 by the sums, which
take pieces for independent; sound text of the tests stays below nought."""


class Lost(NamedTuple):
    """A stretch of lines that lost letters, how sure that is in nats, and why."""

    span: Span
    nats: float
    letters: str
    why: str


def find_lost(text: str) -> tuple[Lost, ...]:
    """Return the stretches of lines of a text that lost letters, in order.

    >>> find_lost("The Soviet Union and the plan of the conference in Moscow, 1947.")
    ()
    """
    found = (_judged(text, lines) for lines in _stretches(text))
    return tuple(stretch for stretch in found if stretch is not None)


def _stretches(text: str) -> Iterator[list[Span]]:
    """Yield runs of lines that are not sound English; one sound line between two does not part."""
    run: list[Span] = []
    sound = 0
    for match in LINE_RE.finditer(text):
        line = match.group()
        if not any(c.isalpha() for c in line):
            continue
        if _known(line) < SOUND:
            run.append(Span(*match.span()))
            sound = 0
        elif run:
            sound += 1
            if sound > 1:
                yield run
                run = []
    if run:
        yield run


def _known(line: str) -> float:
    """Return the share of the letters of a line that stand in known words."""
    pieces = pieces_of(line)
    known = sum(len(piece) for piece in pieces if _is_known(piece))
    return known / max(1, sum(map(len, pieces)))


@lru_cache(maxsize=1 << 16)
def _is_known(piece: str) -> bool:
    """Tell whether a piece is an English word."""
    return is_known(piece)


def _judged(text: str, lines: Sequence[Span]) -> Lost | None:
    """Return a stretch if it lost letters."""
    stretch = "\n".join(line.of(text) for line in lines)
    pieces = pieces_of(stretch)
    letters = Counter(stretch)
    size = sum(map(len, pieces))
    if size < LEAST_LETTERS or len(pieces) < LEAST_PIECES:
        return None
    if size < WORDY * len("".join(stretch.split())):
        return None
    missing, missed = _missing(letters)
    if missed < MISSED:
        return None
    capitals = any(letters[c.upper()] for c in missing)
    nats = advantage(pieces, frozenset(missing), capitals=capitals)
    if nats < SURE:
        return None
    why = f"{_listed(missing)} are missing here, {missed:.0f} of which should stand in this text"
    return Lost(Span(lines[0].start, lines[-1].end), min(nats, missed), missing, why)


def _listed(letters: str) -> str:
    """Set letters out, ranges in short."""
    return ", ".join(letters)


def _missing(letters: Counter[str]) -> tuple[str, float]:
    """Return the small letters that are lost, and how many of them there should be."""
    seen = np.array([letters[chr(97 + i)] for i in range(26)], float)
    usual = _usual(seen)
    high = np.array([letters[chr(65 + i)] for i in range(26)], float)
    survives = judge_by_counts(np.concatenate([seen, high]), np.concatenate([usual, high]))[:26]
    gone = (survives < ABSENT) & (seen <= ABSENT * usual)
    missing = "".join(chr(97 + i) for i in np.flatnonzero(gone))
    return missing, float((usual - seen)[gone].sum())


@cache
def _shares() -> Floats:
    """Return the share of each small letter in English."""
    counts: Counter[str] = Counter()
    for word, share in shares("en", small=True).items():
        for letter in word:
            counts[letter] += share
    found = np.array([counts[chr(97 + i)] for i in range(26)])
    return found / found.sum()


def _usual(seen: Floats) -> Floats:
    """Return how many of each letter there should be: the likeliest number given what is seen."""
    numbers = seen.sum() * np.exp(np.linspace(0, 1.5, 25)) + 1
    logs = [likelihood(seen, number * _shares()) for number in numbers.tolist()]
    usual: Floats = _shares() * numbers[int(np.argmax(logs))]
    return usual
