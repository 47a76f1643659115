"""Glyphs without a letter, and glyphs whose letter is wrong: read from what the PDF itself shows.

A font's code is one unknown for the whole paper.  `evidence/glyph_readings.py` decides it from
outline, font program, width and the words it makes; here the decisions become corrections, each
resting part by part on the decisions of its glyphs.

    ■■■ ■■■■■■ ■■■d          no map: every code decided
    The quiet wind

    Tho quiot wind           a map that says "o" for "e": two entries doubted, one found wrong
    The quiet wind

Refused: a glyph that is like nothing known, a font that does not look Latin, a digit or a sign that
only language speaks for.  They stay marked, and become gaps of their size.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from restore.compose import Proposal
from restore.evidence.glyph_readings import (
    LYING,
    UNMAPPED,
    Allowed,
    Decision,
    read_glyphs,
)
from restore.ledger import Cause, Part
from restore.steps import assembled
from restore.text import Span
from restore.view import View

DAMAGE = LYING


class Change(NamedTuple):
    """One glyph whose reading differs from what stands there: [start, end) of the text."""

    start: int
    end: int
    decision: Decision


def propose(view: View) -> Iterator[Proposal | Cause]:
    """Yield a proposal for every stretch of glyphs that are read otherwise than the file says.

    The decisions on glyphs that stay open are yielded, too: a person wants to see their cards.
    """
    allowed = Allowed(view.uses("shapes"), view.uses("widths"), view.uses("language"))
    decisions, glyphs = read_glyphs(view.document, allowed, hidden=view.redacted)
    for decision in decisions.values():
        if decision.tier == "leave":
            yield decision.cause
    mending = {s: d for s, d in decisions.items() if d.reading and d.tier != "leave"}
    changes = [Change(start, end, mending[s]) for start, end, s in glyphs if s in mending]
    for stretch in _stretches(view.text, changes):
        yield _proposal(view.text, stretch)


def _stretches(text: str, changes: list[Change]) -> Iterator[list[Change]]:
    """Yield changes of one tier that belong together: within a word, or in neighbouring words."""
    stretch: list[Change] = []
    for change in changes:
        if stretch and not _together(text, stretch[-1], change):
            yield stretch
            stretch = []
        stretch.append(change)
    if stretch:
        yield stretch


def _together(text: str, one: Change, other: Change) -> bool:
    """Tell whether two changes stand in the same word or in neighbouring words of one line."""
    between = text[one.end : other.start]
    near = "\n" not in between and "\f" not in between and between.count(" ") <= 1
    same = one.decision.tier == other.decision.tier and one.decision.rule == other.decision.rule
    return near and same


def _proposal(text: str, stretch: list[Change]) -> Proposal:
    """Make the proposal of one stretch; it is as sure as the least sure of its glyphs."""
    start, end = stretch[0].start, stretch[-1].end
    parts = tuple(
        Part(c.start - start, c.end - start, c.decision.reading, c.decision.cause.id)
        for c in stretch
    )
    causes = {c.decision.cause.id: c.decision.cause for c in stretch}
    least = min((c.decision for c in stretch), key=_sureness)
    return Proposal(
        damage=LYING if any(c.card and c.card.claims for c in causes.values()) else UNMAPPED,
        rule=least.rule,
        span=Span(start, end),
        after=assembled(text[start:end], parts),
        evidence=least.evidence,
        parts=parts,
        causes=tuple(causes.values()),
    )


def _sureness(decision: Decision) -> tuple[float, str]:
    """Order decisions by their evidence, then by name."""
    return decision.score, decision.cause.id
