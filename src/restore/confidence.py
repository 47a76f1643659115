"""Weighed evidence to a probability, and a probability to accept, review or leave.

A raw score is never shown.  `data/confidence.tsv` says, kind by kind, what share of corrections
with such a score was right on generated damage whose truth was known; between its rows the value
is interpolated.  The table is provisional until it is measured on papers nobody tuned on.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from restore.ledger import Evidence, Probability, Tier

ACCEPT = 0.95
"""At least so sure: applied at once.  One wrong in twenty is the most a reader bears."""

REVIEW = 0.35
"""At least so sure: proposed to a person.  Below it a proposal costs more reading than it saves."""

CEILING = 0.995
"""Nothing the machine says is surer than this: the fitted tables rest on a few hundred cases."""

FLOOR = 0.005


Table = dict[str, tuple[tuple[float, ...], tuple[float, ...]]]
"""Scores, rising, and their probabilities by kind of damage; `*` is the kind for all others."""


@cache
def shipped() -> Table:
    """Load the table that comes with the program."""
    rows: dict[str, list[tuple[float, float]]] = {}
    text = (files("restore") / "data" / "confidence.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, score, probability = line.split("\t")[:3]
            rows.setdefault(kind, []).append((float(score), float(probability)))
    return {
        kind: (tuple(s for s, _ in sorted(pairs)), tuple(p for _, p in sorted(pairs)))
        for kind, pairs in rows.items()
    }


def group(damage: str, rule: str) -> str:
    """Return the name under which the table holds a rule of a kind of damage.

    >>> group("names", "known-name"), group("names", "")
    ('names/known-name', 'names')
    """
    return f"{damage}/{rule}" if rule else damage


def look_up(table: Table, damage: str, score: float) -> float:
    """Return what a table says of a score; between its rows the value is interpolated.

    `damage` is a kind or, with its rule, `kind/rule`.  A rule without rows of its own takes its
    kind's, a kind without any the common ones.
    """
    scores, values = table.get(damage) or table.get(damage.partition("/")[0]) or table["*"]
    place = bisect_right(scores, score)
    if place == 0:
        return values[0]
    if place == len(scores):
        return values[-1]
    low, high = scores[place - 1], scores[place]
    share = (score - low) / (high - low)
    return values[place - 1] + share * (values[place] - values[place - 1])


def probability(damage: str, evidence: Sequence[Evidence], *, rule: str = "") -> Probability:
    """Return how likely a correction with this evidence is right, between 0 and 1.

    The weights are summed to a score in nats and looked up in the fitted table of the kind of
    damage and of the rule that found it.
    """
    score = sum(e.weight for e in evidence)
    value = look_up(shipped(), group(damage, rule), score)
    if score <= 0:
        value = min(value, EVEN)
    return Probability(min(CEILING, max(FLOOR, value)))


def certain_enough(value: float) -> Probability:
    """Return a share of certainty as a probability inside the open interval the laws ask for.

    For findings whose confidence is a counted share, not a weighed score.
    """
    return Probability(min(CEILING, max(FLOOR, value)))


def tier(confidence: Probability) -> Tier:
    """Return what is done with a correction of this confidence.

    >>> tier(Probability(0.97)), tier(Probability(0.6)), tier(Probability(0.1))
    ('accept', 'review', 'leave')
    """
    if confidence >= ACCEPT:
        return "accept"
    return "review" if confidence >= REVIEW else "leave"


EVEN = 0.5
"""The most that can be said for evidence that in sum speaks against, whatever a curve says that has
seen few such cases."""


def logistic(score: float) -> float:
    """Return the probability of a log-odds score; the shape unfitted kinds start from."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, score))))
