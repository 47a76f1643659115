"""A person's decisions over the machine's ledger (law L11: the person wins).

Decisions are kept in a file of their own and only ever added to.  `settle` brings them to bear on
a ledger, new or old: where the ledger has the place, its status and text follow the person; where
it has not, the decision still stands, as a correction with the person as its witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from restore.ledger import (
    Correction,
    Decision,
    Evidence,
    Ledger,
    Names,
    Probability,
    Status,
    Step,
    Verdict,
    standing,
    with_ids,
)
from restore.text import Span

MACHINE = -1
"""Before the first decision: what no person has looked at."""

_NAME_RE = re.compile("[0-9a-f]{12}")

HUMAN = Probability(0.999)
"""What a person decided is not certain either, and the laws want less than one."""


IMPOSED = "decision"
"""The kind of damage of a correction that only a person's decision stands for."""


def settle(source: str, ledger: Ledger, decisions: Iterable[Decision]) -> Ledger:
    """Return the ledger as a person's decisions leave it; the last one on a target counts.

    Rejecting a cause cuts every correction at its first step from it.  A decision whose correction
    the ledger no longer has stands on its own, where the source still has its line and its text;
    a correction that it meets gives way, unless the person decided on that one later.
    """
    last = {d.target: (order, d) for order, d in enumerate(decisions)}
    ledger = _without_causes(ledger, {t for t, (_, d) in last.items() if d.verdict == "reject"})
    known = {c.id for c in ledger.corrections} | {c.id for c in ledger.causes}
    ranked = [
        (last[c.id][0], _decided(c, last[c.id][1])) if c.id in last else (MACHINE, c)
        for c in ledger.corrections
    ]
    lost = sorted((order, d) for t, (order, d) in last.items() if t not in known)
    names = Names(source)
    for order, decision in lost:
        span = _place_of(source, names, decision)
        if span is not None:
            ranked = _impose(ranked, order, decision._replace(span=span))
    return with_ids(source, replace(ledger, corrections=tuple(c for _, c in ranked)))


def orphans(source: str, ledger: Ledger, decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that no longer fit: neither their target nor their text is there."""
    known = {c.id for c in ledger.corrections} | {c.id for c in ledger.causes}
    names = Names(source)
    return [d for d in decisions if d.target not in known and _place_of(source, names, d) is None]


def decision_on(
    correction: Correction, verdict: Verdict, *, text: str | None = None, by: str = "", at: str = ""
) -> Decision:
    """Return a decision that stands on its own when no later version proposes this correction.

    `text` is the reading of an edit; an accepted correction keeps its own.
    """
    reading = correction.after if text is None else text
    return Decision(
        target=correction.id,
        verdict=verdict,
        text="" if verdict == "reject" else reading,
        by=by,
        at=at,
        span=correction.span,
        before=correction.before,
    )


def _place_of(source: str, names: Names, decision: Decision) -> Span | None:
    """Return where the place of a decision now lies, or None where it is gone.

    The text alone does not make a place the same, since short texts stand everywhere; its name
    does, which tells line and column.  A target that is no name was written by a person, who means
    the offsets.
    """
    if decision.span is None:
        return None
    if decision.before and not _NAME_RE.fullmatch(decision.target):
        return decision.span if decision.span.of(source) == decision.before else None
    if decision.span.end <= len(source) and names.of(decision.span, "") == decision.target:
        return decision.span
    at = source.find(decision.before) if decision.before else -1
    while at >= 0:
        span = Span(at, at + len(decision.before))
        if names.of(span, "") == decision.target:
            return span
        at = source.find(decision.before, at + 1)
    return None


def _decided(correction: Correction, decision: Decision | None) -> Correction:
    """Return a correction as one decision leaves it."""
    if decision is None:
        return correction
    if decision.verdict == "reject":
        return replace(correction, status="rejected")
    if decision.verdict == "edit":
        return replace(correction, status="edited", after=decision.text)
    told = bool(decision.text) or decision.span is not None  # else a bare "accept" by hand
    return replace(correction, status="accepted", after=decision.text if told else correction.after)


def _without_causes(ledger: Ledger, rejected: set[str]) -> Ledger:
    """Cut every correction at its first step from a rejected cause."""
    if not rejected.intersection(c.id for c in ledger.causes):
        return ledger
    return replace(ledger, corrections=tuple(_cut(c, rejected) for c in ledger.corrections))


def _cut(correction: Correction, rejected: set[str]) -> Correction:
    """Return the correction as it stood before the first step from a rejected cause.

    Of a step that rests on many causes part by part, the parts from the others stay.
    """
    for place, step in enumerate(correction.steps):
        if rejected.isdisjoint(step.causes):
            continue
        left = step.before if step.cause in rejected else step.without(rejected).after
        if place == 0 and left == correction.before:
            return replace(correction, status="rejected")
        status: Status = "edited" if correction.applied else correction.status
        return replace(correction, status=status, after=left)
    return correction


def machine(ledger: Ledger) -> Ledger:
    """Return a ledger as the machine made it, before any decision: the inverse of `settle`.

    The steps of a correction hold the machine's reading, whatever stands now.
    """
    made = tuple(
        replace(c, after=c.steps[-1].after, status=standing(c.tier, c.steps))
        for c in ledger.corrections
        if c.damage != IMPOSED
    )
    return replace(ledger, corrections=made)


def _impose(
    ranked: list[tuple[int, Correction]], order: int, decision: Decision
) -> list[tuple[int, Correction]]:
    """Put a decision whose correction is gone back, unless a later one stands in its place.

    `ranked` has each correction with the order of the decision on it, or `MACHINE`.
    """
    span = decision.span
    if span is None or any(rank > order and c.span.meets(span) for rank, c in ranked):
        return ranked
    kept = [(rank, c) for rank, c in ranked if not c.span.meets(span)]
    if decision.verdict != "reject":
        kept.append((order, _of_person(span, decision)))
    kept.sort(key=_place)
    return kept


def _of_person(span: Span, decision: Decision) -> Correction:
    """Make the correction that only a person's decision stands for."""
    return Correction(
        span=span,
        before=decision.before,
        after=decision.text,
        damage=IMPOSED,
        steps=(Step("decision", decision.before, decision.text),),
        evidence=(Evidence("person", f"decided by {decision.by or 'a person'}", 7.0),),
        confidence=HUMAN,
        tier="accept",
        status="edited" if decision.verdict == "edit" else "accepted",
    )


def _place(ranked: tuple[int, Correction]) -> tuple[int, int]:
    """Order corrections by where they stand."""
    return ranked[1].span
