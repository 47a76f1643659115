"""Line-end hyphens: a word that was divided at the end of a line is one word.

    repaired    docu-⏎ment was signed    ->   document⏎was signed
    refused     Pak Chang-⏎ok            (no witness has "Pak Changok", nor "Pak Chang-ok")
                Kim Man-⏎go              ("mango" is a word, but this is a name)

The rest of the word goes up to the line it began on, and the line end follows it, so lines stay
lines.  A hyphen that belongs to the word (`Sino-⏎Soviet`) is kept, where the paper or a name list
spells it so elsewhere.  Words parted by a page end or a blank line are left to the paragraphs.

Price: a hyphen the author meant in a word that the language also writes as one (`north-⏎east`) is
proposed only, unless the paper's other places decide it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import regex

from restore.compose import Proposal
from restore.evidence.words import COMMON, zipf
from restore.ledger import Candidate, Evidence
from restore.text import Span
from restore.view import View

DAMAGE = "line-end-hyphens"

SOFT = "\u00ad¬"
"""Characters that say by definition that a word goes on: the soft hyphen, and the not sign that
OCR programs write for it."""

BREAK_RE = regex.compile(
    rf"""
    (?<= \p{{L}}\p{{M}}? )
    (?P<hyphen> [-\u2010\u2011{SOFT}] )
    [ \t]*+ (?P<end> \r?\n ) (?P<indent> [ \t]*+ )
    (?P<chunk> (?P<right> (?:\p{{L}}\p{{M}}*+)++ ) [^\s]*+ )
    (?P<space> [ \t]? )
    """,
    regex.X,
)
WORD_RE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LEFT_RE = regex.compile(r"(?:\p{L}\p{M}*+)++\Z")
LONGEST = 40
"""Letters a divided word's first part may have; German compounds reach 35."""

PRICE = 4.6
"""Nats a join must win by: of words of two ordinary halves about one in a hundred is a compound
that happens to be a word as well (re-form, re-cover, co-op)."""

KNOWN = 2.0
"""Nats for one sight of a spelling in the same paper: an author seldom spells a word both ways."""

LEAST = -0.6
"""Nats below which nothing is proposed: it would not reach a reader."""


class Break(NamedTuple):
    """A word divided at a line end: its two parts, and what follows the second one.

    `word` is where the two parts stand, without what follows.
    """

    span: Span
    left: str
    hyphen: str
    right: str
    rest: str
    word: Span


class Reading(NamedTuple):
    """A way to mend one line end, with what speaks for it."""

    rule: str
    word: str
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        """Sum of the evidence in nats."""
        return sum(e.weight for e in self.evidence)


def propose(view: View) -> Iterator[Proposal]:
    """Yield a proposal for each divided word whose whole form some witness vouches for."""
    found = list(breaks(view.text))
    if not found:
        return
    witnesses = _witnesses(view)
    for place in found:
        joined = _joined(witnesses, place)
        if joined and _is_guess(joined) and view.shielded(place.word):
            joined = _joined(witnesses._replace(language=False), place)
        readings = [r for r in (joined, _kept(witnesses, place)) if r is not None]
        readings.sort(key=_surest)
        if readings and readings[0].weight >= LEAST:
            yield _proposal(place, readings[0], readings[1:])


def breaks(text: str) -> Iterator[Break]:
    r"""Yield the words divided at a line end, save those that go on over a third line.

    >>> [(b.left, b.right, b.rest) for b in breaks("a docu-\nment, as")]
    [('docu', 'ment', ',\n')]
    """
    for match in BREAK_RE.finditer(text):
        start = match.start()
        left = LEFT_RE.search(text[max(0, start - LONGEST) : start])
        if left is None or match["chunk"].endswith(("-", *SOFT)):
            continue  # joining two of three parts would hide that
        after = match["chunk"][len(match["right"]) :]
        end = match["end"] + match["indent"] if match["space"] else ""
        first = start - len(left.group())
        yield Break(
            span=Span(first, match.end()),
            left=left.group(),
            hyphen=match["hyphen"],
            right=match["right"],
            rest=after + end,
            word=Span(first, match.end("right")),
        )


class Witnesses(NamedTuple):
    """What the paper and the name lists spell, lower case; empty where switched off."""

    paper: Counter[str]
    names: frozenset[str]
    language: bool


def _witnesses(view: View) -> Witnesses:
    """Count the spellings of the paper once for all its line ends."""
    names = view.authorities.spellings if view.uses("names") else ()
    listed = (w for name in names if "-" in name for w in _spellings(name))
    paper = _spellings(view.text) if view.uses("document") else ()
    return Witnesses(Counter(paper), frozenset(listed), view.uses("language"))


def _spellings(text: str) -> Iterator[str]:
    """Yield the words of a text, and of compounds each part and each two neighbours."""
    for word in WORD_RE.findall(text.lower()):
        yield word
        if "-" in word:
            parts = word.split("-")
            yield from parts
            if len(parts) > 2:
                yield from map("-".join, pairwise(parts))


def _surest(reading: Reading) -> float:
    """Order readings surest first."""
    return -reading.weight


def _proposal(place: Break, best: Reading, others: list[Reading]) -> Proposal:
    """Make the proposal that moves the rest of the word up to the line it began on."""
    return Proposal(
        damage=DAMAGE,
        rule=best.rule,
        span=place.span,
        after=best.word + place.rest,
        evidence=best.evidence,
        alternatives=tuple(Candidate(r.word + place.rest, r.evidence) for r in others),
    )


def _joined(witnesses: Witnesses, place: Break) -> Reading | None:
    """Return the reading without the hyphen, or None where nothing could vouch for it."""
    left, right, soft = place.left, place.right, place.hyphen in SOFT
    if not right.islower() and not left.isupper():
        return None
    evidence = []
    if soft:
        evidence.append(Evidence("character", "a soft hyphen stands only within a word", KNOWN))
    if witnesses.language:
        evidence += _language(left, right)
    evidence += _counted(witnesses.paper, left + right, f"{left}-{right}")
    return Reading("join-line-end", left + right, tuple(evidence)) if evidence else None


def _is_guess(reading: Reading) -> bool:
    """Tell whether a dictionary of the language speaks for a reading."""
    return any(e.witness == "language" and e.weight > 0 for e in reading.evidence)


def _kept(witnesses: Witnesses, place: Break) -> Reading | None:
    """Return the reading that keeps the hyphen, or None where nothing vouches for it."""
    left, right = place.left, place.right
    word = f"{left}-{right}"
    evidence = [e for e in _counted(witnesses.paper, word, left + right) if e.weight > 0]
    if word.lower() in witnesses.names:
        evidence.append(Evidence("names", f'a list spells "{word}"', 3.0))
    return Reading("keep-hyphen", word, tuple(evidence)) if evidence else None


def _language(left: str, right: str) -> Iterator[Evidence]:
    """Weigh the joined word against its halves as words that chance put side by side.

    Nothing is said of a word the language does not know: names and foreign words need the paper.
    """
    whole = zipf(left + right)
    if whole < COMMON - 1:
        return
    apart = zipf(left) + zipf(right) - 9
    # Log-odds of one word against two independent ones; the cap keeps a frequency list from being
    # surer than 49 in 50, which is about how often it knows what an author meant.
    weight = min(4.0, math.log(10) * (whole - apart) - PRICE)
    yield Evidence("language", f'"{left + right}" is a word', max(-3.0, weight))


def _counted(paper: Counter[str], word: str, other: str) -> Iterator[Evidence]:
    """Weigh how often the paper spells the word this way and the other way."""
    this, that = paper[word.lower()], paper[other.lower()]
    if this == that:
        return
    ratio = math.log((this + 0.5) / (that + 0.5))
    weight = min(4.0, ratio + KNOWN) if this > that else max(-4.0, ratio - KNOWN)
    says = f'the paper has "{word}" {this} times, "{other}" {that} times'
    yield Evidence("document", says, weight)
