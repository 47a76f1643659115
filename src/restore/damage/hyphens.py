"""Line-end hyphens: a word that was divided at the end of a line is one word.

    repaired    docu-⏎ment was signed    ->   document⏎was signed
    refused     Pak Chang-⏎ok            (no witness has "Pak Changok", nor "Pak Chang-ok")

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
    (?P<left> (?:\p{{L}}\p{{M}}*+)++ )
    (?P<hyphen> [-\u2010\u2011{SOFT}] )
    [ \t]*+ (?P<end> \r?\n ) (?P<indent> [ \t]*+ )
    (?P<chunk> (?P<right> (?:\p{{L}}\p{{M}}*+)++ ) [^\s]*+ )
    (?P<space> [ \t]? )
    """,
    regex.X,
)
WORD_RE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PRICE = 4.6
"""Nats a join must win by: of words of two ordinary halves about one in a hundred is a compound
that happens to be a word as well (re-form, re-cover, co-op)."""

KNOWN = 2.0
"""Nats for one sight of a spelling in the same paper: an author seldom spells a word both ways."""

LEAST = -0.6
"""Nats below which nothing is proposed: it would not reach a reader."""


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
    breaks = [m for m in BREAK_RE.finditer(view.text) if not m["chunk"].endswith(("-", *SOFT))]
    # A part that ends in a hyphen goes on over a third line; joining two of three would hide that.
    if not breaks:
        return
    witnesses = _witnesses(view)
    for match in breaks:
        readings = [
            r for r in (_joined(witnesses, match), _kept(witnesses, match)) if r is not None
        ]
        readings.sort(key=_surest)
        if readings and readings[0].weight >= LEAST:
            yield _proposal(match, readings[0], readings[1:])


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


def _proposal(match: regex.Match[str], best: Reading, others: list[Reading]) -> Proposal:
    """Make the proposal that moves the rest of the word up to the line it began on."""
    span = Span(match.start("left"), match.end())
    end = match["end"] + match["indent"] if match["space"] else ""
    rest = match["chunk"][len(match["right"]) :]
    return Proposal(
        damage=DAMAGE,
        rule=best.rule,
        span=span,
        after=best.word + rest + end,
        evidence=best.evidence,
        alternatives=tuple(Candidate(r.word + rest + end, r.evidence) for r in others),
    )


def _joined(witnesses: Witnesses, match: regex.Match[str]) -> Reading | None:
    """Return the reading without the hyphen, or None where nothing could vouch for it."""
    left, right, soft = match["left"], match["right"], match["hyphen"] in SOFT
    if not right.islower() and not left.isupper():
        return None
    evidence = []
    if soft:
        evidence.append(Evidence("character", "a soft hyphen stands only within a word", KNOWN))
    if witnesses.language:
        evidence += _language(left, right)
    evidence += _counted(witnesses.paper, left + right, f"{left}-{right}")
    return Reading("join-line-end", left + right, tuple(evidence)) if evidence else None


def _kept(witnesses: Witnesses, match: regex.Match[str]) -> Reading | None:
    """Return the reading that keeps the hyphen, or None where nothing vouches for it."""
    left, right = match["left"], match["right"]
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
