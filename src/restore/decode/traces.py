"""Sound words among damaged ones: what they say of a zone, and the damaged stretches between them.

    Vladislav M. Zubok . . S e l e e ce and the Cold War : T e 'S m a ' C m m ee

Where letters that everywhere else are lost stand in whole words, those words came from elsewhere:
from another font, or from a repair.  They are no sample of how the zone loses letters, and nobody
should read them anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from restore.evidence.words import zipf
from restore.text import Span

WORD_RE = regex.compile(r"(?<![\p{L}\p{M}’'])[\p{L}\p{M}]+(?![\p{L}\p{M}’'])")

USUAL = {
    "e": 12.7,
    "t": 9.1,
    "a": 8.2,
    "o": 7.5,
    "i": 7.0,
    "n": 6.7,
    "s": 6.3,
    "h": 6.1,
    "r": 6.0,
    "d": 4.3,
    "l": 4.0,
    "c": 2.8,
    "u": 2.8,
    "m": 2.4,
    "w": 2.4,
    "f": 2.2,
    "g": 2.0,
    "y": 2.0,
    "p": 1.9,
    "b": 1.5,
    "v": 1.0,
    "k": 0.8,
}
"""Letters by their share of English text in per cent (Lewand 2000), rarer ones left out."""

GONE = 0.08
"""Share of what is usual for it below which a letter counts as lost: fonts that lose a letter lose
it in nineteen places of twenty, and one in fifty is put in by the noise of extraction."""

MISSED = 4.0
"""Times a letter should be seen before its absence says anything: chance leaves out four once in
55."""

LEAST = {2: 6.0, 3: 5.0, 4: 4.0}
"""Zipf frequency from which a piece of so many letters is a sound word (longer ones: 3.0)."""

PROOF = 2
"""Lost letters that one sound word must have to prove that it is not of the zone: one may be noise,
and two in the same word are noise once in a thousand words."""


def lost_letters(lines: Sequence[str]) -> frozenset[str]:
    """Return the small letters that the damaged pieces of a zone hardly ever have.

    >>> lost = lost_letters(["C d Wa E a A Re D m B da e ea d Wa a", "Ma c a d e C d Wa"] * 5)
    >>> sorted(lost & set("orst")), sorted(lost & set("ade"))
    (['o', 'r', 's', 't'], [])
    """
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(c for m in WORD_RE.finditer(line) if not _usual(m[0]) for c in m[0])
    kept = sorted(counts[letter] / share for letter, share in USUAL.items())[-3]
    usual = {letter: share * kept for letter, share in USUAL.items()}
    return frozenset(c for c, n in usual.items() if n >= MISSED and counts[c] < GONE * n)


def lacks(line: str, letters: str) -> bool:
    """Tell whether a line has less than a third of what is usual of some letters.

    >>> lacks("he Limi of o ie Infl ence", "rstvu"), lacks("the Limits of Soviet Rule", "rstvu")
    (True, False)
    """
    small = sum("a" <= c <= "z" for c in line)
    seen = sum(line.count(c) for c in letters)
    share = sum(USUAL.get(c, 0.0) for c in letters) / 100
    # Of n letters that are left, share / (1 - share) as many are missing.
    return 3 * seen * (1 - share) < (small - seen) * share


def _usual(word: str) -> bool:
    """Tell whether a piece is a common word."""
    return len(word) > 1 and zipf(word.lower()) >= LEAST.get(len(word), 3.0)


def foreign(line: str, lost: frozenset[str]) -> list[Span]:
    """Return where words stand whole that are not of the zone, with what stands between them.

    A sound word that follows such a word, or stands before it, counts with it.

    >>> foreign("Soviet Policy T a d Ge m a", frozenset("otvilycrn"))
    [Span(start=0, end=13)]
    """
    found: list[Span] = []
    open_run: list[tuple[Span, bool]] = []
    for match in (*WORD_RE.finditer(line), None):
        if match is not None and _usual(match[0]):
            proved = sum(c in lost for c in match[0]) >= PROOF
            open_run.append((Span(*match.span()), proved))
            continue
        if any(proved for _, proved in open_run):
            found.append(Span(open_run[0][0].start, open_run[-1][0].end))
        open_run = []
    return found


def between(size: int, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a line of so many characters beside some stretches, in order.

    >>> list(between(9, [Span(2, 4)]))
    [Span(start=0, end=2), Span(start=4, end=9)]
    """
    at = 0
    for span in (*spans, Span(size, size)):
        if span.start > at:
            yield Span(at, span.start)
        at = span.end
