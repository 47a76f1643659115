"""Which glyph decisions of a ledger stand: what each code of a font is taken for, and by whom.

A decision stands where the machine is sure and no person said no, or where a person said yes: to
the cause itself, or to corrections that rest on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from restore.ledger import Decision, Ledger, Status
from restore.steps import Card

Standing = Literal["accepted", "undecided", "rejected"]


class Reading(NamedTuple):
    """A glyph decision as it stands: the evidence, the text it gives, and whether it holds."""

    card: Card
    text: str
    standing: Standing


def readings(ledger: Ledger, decisions: Iterable[Decision]) -> tuple[Reading, ...]:
    """Return every glyph decision of a settled ledger, in the ledger's order.

    `ledger` is as the decisions leave it; `decisions` are a person's, the last on a cause counts.
    """
    last = {d.target: d for d in decisions}
    votes = _votes(ledger)
    return tuple(
        _reading(cause.card, last.get(cause.id), votes.get(cause.id, Counter()))
        for cause in ledger.causes
        if cause.card is not None
    )


def _votes(ledger: Ledger) -> dict[str, Counter[Status]]:
    """Count, for each cause, how the corrections that rest on it stand.

    One that a person accepted with another text than the causes give says nothing about them.
    """
    votes: dict[str, Counter[Status]] = {}
    for correction in ledger.corrections:
        own = correction.status == "accepted" and correction.after != correction.steps[-1].after
        for cause in correction.causes:
            votes.setdefault(cause, Counter())["edited" if own else correction.status] += 1
    return votes


def _reading(card: Card, decision: Decision | None, votes: Counter[Status]) -> Reading:
    """Return what a person's word and the machine's tier make of one decision."""
    if decision is not None:
        if decision.verdict == "reject":
            return Reading(card, card.claims, "rejected")
        return Reading(card, decision.text or card.reading, "accepted")
    return Reading(card, card.reading, _standing(card, votes))


def _standing(card: Card, votes: Counter[Status]) -> Standing:
    """Tell whether a decision holds by its tier and by what a person said of its places.

    One place that a person took back is a doubt about that place; all of them are about the glyph.
    """
    if votes["rejected"] and votes["rejected"] == votes.total():
        return "rejected"
    if card.tier == "accept" and card.reading:
        return "accepted"
    agreed = votes["accepted"] and not votes["rejected"] and card.reading
    return "accepted" if agreed else "undecided"
