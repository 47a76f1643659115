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
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import regex

from restore.decode.channel_counts import english
from restore.decode.channel_counts import usual as expected
from restore.decode.channel_prior import judge_by_counts
from restore.decode.damaged_words import advantage, pieces_of
from restore.evidence.words import is_known
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

MISSED = 6.0
"""Letters that should be there and are not, least: chance leaves out six once in 400."""

STRANGE = 0.13
"""How far the letters that are left may be from those of English, in nats a letter: damaged prose
and titles stay below 0.1 in 95 of 100 stretches, other languages above it as a rule."""

EACH = 0.8
"""Nats that each piece must tell on average: one to two in damaged prose and titles; words drawn
from the lists of 25 languages, accents taken off, never told more than 0.6."""

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
    lines = [
        Span(*match.span())
        for match in LINE_RE.finditer(text)
        if any(c.isalpha() for c in match.group())
    ]
    found: list[Lost] = []
    for first, last in _stretches([line.of(text) for line in lines]):
        lost = _judged(text, lines, first, last)
        if lost is None:
            continue
        if found and lost.span.start <= found[-1].span.end:
            before = found.pop()
            span = Span(before.span.start, max(before.span.end, lost.span.end))
            lost = max(before, lost, key=_by_nats)._replace(span=span)
        found.append(lost)
    return tuple(found)


def _by_nats(lost: Lost) -> float:
    """Order stretches by how sure they are."""
    return lost.nats


def _stretches(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield first and last of runs of lines that are not sound English, one between excepted."""
    first = last = -3
    for place, line in enumerate(lines):
        if _known(line) >= SOUND:
            continue
        if place - last > 2:
            if first >= 0:
                yield first, last
            first = place
        last = place
    if first >= 0:
        yield first, last


def _known(line: str) -> float:
    """Return the share of the letters of a line that stand in known words."""
    pieces = pieces_of(line)
    known = sum(len(piece) for piece in pieces if _is_known(piece))
    return known / max(1, sum(map(len, pieces)))


@lru_cache(maxsize=1 << 16)
def _is_known(piece: str) -> bool:
    """Tell whether a piece is an English word."""
    return is_known(piece)


def _judged(text: str, lines: Sequence[Span], first: int, last: int) -> Lost | None:
    """Return a stretch of lines if it lost letters, with the lines around that lack them, too."""
    stretch = "\n".join(line.of(text) for line in lines[first : last + 1])
    pieces = pieces_of(stretch)
    letters = Counter(stretch)
    size = sum(map(len, pieces))
    if size < LEAST_LETTERS or len(pieces) < LEAST_PIECES:
        return None
    if size < WORDY * len("".join(stretch.split())):
        return None
    missing, missed = _missing(letters)
    if missed < MISSED or _strange(letters, missing) > STRANGE:
        return None
    capitals = any(letters[c.upper()] for c in missing)
    nats = advantage(pieces, frozenset(missing), capitals=capitals)
    if nats < max(SURE, EACH * len(pieces)):
        return None
    why = f"no {', '.join(missing)}: {missed:.0f} of these letters should stand here"
    while first > 0 and not _has(lines[first - 1].of(text), missing):
        first -= 1
    while last + 1 < len(lines) and not _has(lines[last + 1].of(text), missing):
        last += 1
    return Lost(Span(lines[first].start, lines[last].end), min(nats, missed), missing, why)


def _has(line: str, missing: str) -> bool:
    """Tell whether a line has any of the letters that are missing elsewhere."""
    return any(c in missing for c in line)


def _strange(letters: Counter[str], missing: str) -> float:
    """Return how far the letters that are left are from those English would have, in nats a letter.

    The divergence of the counts from English without the missing letters, less what chance gives.
    """
    seen = np.array([letters[chr(97 + i)] for i in range(26)], float)
    kept = np.array([chr(97 + i) not in missing for i in range(26)])
    seen, usual = seen[kept], english()[kept]
    shares_, total = seen / seen.sum(), seen.sum()
    terms = np.where(
        seen > 0, shares_ * np.log(np.maximum(shares_, 1e-12) / (usual / usual.sum())), 0
    )
    return float(terms.sum() - kept.sum() / (2 * total))


def _missing(letters: Counter[str]) -> tuple[str, float]:
    """Return the small letters that are lost, and how many of them there should be."""
    seen = np.array([letters[chr(97 + i)] for i in range(26)], float)
    usual = expected(seen)
    high = np.array([letters[chr(65 + i)] for i in range(26)], float)
    survives = judge_by_counts(np.concatenate([seen, high]), np.concatenate([usual, high]))[:26]
    gone = (survives < ABSENT) & (seen <= ABSENT * usual)
    missing = "".join(chr(97 + i) for i in np.flatnonzero(gone))
    return missing, float((usual - seen)[gone].sum())
