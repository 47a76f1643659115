"""A person's decisions over the machine's ledger (law L11: the person wins).

Decisions are kept in a file of their own and only ever added to.  `settle` brings them to bear on
a ledger, new or old: where the ledger has the place, its status and text follow the person; where
it has not, the decision still stands, as a correction with the person as its witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from restore.ledger import (
    Correction,
    Decision,
    Evidence,
    Ledger,
    Probability,
    Step,
    with_ids,
)

HUMAN = Probability(0.999)
"""What a person decided is not certain either, and the laws want less than one."""


IMPOSED = "decision"
"""The kind of damage of a correction that only a person's decision stands for."""


def settle(source: str, ledger: Ledger, decisions: Iterable[Decision]) -> Ledger:
    """Return the ledger as a person's decisions leave it; the last one on a target counts.

    Rejecting a cause cuts every correction at its first step from it.  A decision whose place the
    ledger no longer has is applied on its own where the source still says what it said then and no
    correction meets it; else the correction there gives way, since a person has read that place.
    """
    last = {d.target: d for d in decisions}
    ledger = _without_causes(ledger, {t for t, d in last.items() if d.verdict == "reject"})
    known = {c.id for c in ledger.corrections} | {c.id for c in ledger.causes}
    corrections = [_decided(c, last.get(c.id)) for c in ledger.corrections]
    lost = [d for t, d in last.items() if t not in known and d.span is not None]
    for decision in lost:
        corrections = _impose(source, corrections, decision)
    return with_ids(source, replace(ledger, corrections=tuple(corrections)))


def orphans(source: str, ledger: Ledger, decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that no longer fit: neither their target nor their text is there."""
    known = {c.id for c in ledger.corrections} | {c.id for c in ledger.causes}
    return [
        d
        for d in decisions
        if d.target not in known and (d.span is None or d.span.of(source) != d.before)
    ]


def _decided(correction: Correction, decision: Decision | None) -> Correction:
    """Return a correction as one decision leaves it."""
    if decision is None:
        return correction
    if decision.verdict == "reject":
        return replace(correction, status="rejected")
    if decision.verdict == "edit":
        return replace(correction, status="edited", after=decision.text)
    return replace(correction, status="accepted", after=decision.text or correction.after)


def _without_causes(ledger: Ledger, rejected: set[str]) -> Ledger:
    """Cut every correction at its first step from a rejected cause."""
    if not rejected.intersection(c.id for c in ledger.causes):
        return ledger
    return replace(ledger, corrections=tuple(_cut(c, rejected) for c in ledger.corrections))


def _cut(correction: Correction, rejected: set[str]) -> Correction:
    """Return the correction as it stood before the first step from a rejected cause."""
    for place, step in enumerate(correction.steps):
        if step.cause in rejected:
            if place == 0:
                return replace(correction, status="rejected")
            return replace(correction, status="edited", after=step.before)
    return correction


def machine(ledger: Ledger) -> Ledger:
    """Return a ledger as the machine made it, before any decision: the inverse of `settle`.

    The steps of a correction hold the machine's reading, whatever stands now.
    """
    made = tuple(
        replace(
            c, after=c.steps[-1].after, status="applied" if c.tier == "accept" else "proposed"
        )
        for c in ledger.corrections
        if c.damage != IMPOSED
    )
    return replace(ledger, corrections=made)


def _impose(source: str, corrections: list[Correction], decision: Decision) -> list[Correction]:
    """Put a decision whose correction is gone back among the corrections."""
    span = decision.span
    if span is None or span.of(source) != decision.before:
        return corrections
    kept = [c for c in corrections if not c.span.meets(span)]
    if decision.verdict != "reject":
        kept.append(
            Correction(
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
        )
    kept.sort(key=_place)
    return kept


def _place(correction: Correction) -> tuple[int, int]:
    """Order corrections by where they stand."""
    return correction.span
