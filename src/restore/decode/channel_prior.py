"""What letters a broken font loses, before and after some have been counted.

A letter comes through nearly always or nearly never; which do follows a pattern more often than
not: a range of the code table, the vowels, every third, all capitals alike.  Every pattern is
weighed by how well it accounts for the counts (Beta-binomial evidence), so that letters never met
are judged by the company they keep.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

KINDS = np.array([[25.0, 0.5], [0.5, 25.0], [1.0, 1.0]])
"""Beta priors of a letter that is kept, lost, or kept sometimes.  A font loses a glyph or does not:
the rate of the exceptions (one in fifty) is that of other fonts on the same line."""

TRUST = np.array([[0.94, 0.01, 0.05], [0.01, 0.94, 0.05]])
"""How often letters that a pattern keeps (loses) are kept, lost, or kept sometimes: a pattern holds
for all letters but one or two."""

SHARES = np.arange(0.05, 1.0, 0.1)
"""Shares of letters kept where no pattern holds; all are alike before anything is counted."""

PATTERNS = {"all": 0.15, "vowels": 0.15, "range": 0.2, "periodic": 0.1, "none": 0.4}
"""What is thought of patterns beforehand: damage of which nothing is known yet is as likely without
a pattern as with one of the others; the five sorts of damage that were named share the rest."""

CAPITALS = {"kept": 0.55, "lost": 0.01, "same": 0.41, "none": 0.03}
"""What is thought of capitals: they come through all alike (codes outside the range that is lost),
or are lost like their small letters (p to z and P to Z).  These two are about as likely in the
sorts of damage that were named; the others were not met."""


@cache
def _patterns() -> tuple[NDArray[np.bool_], Floats]:
    """Return the patterns as rows of 26 letters that are kept, and ln of their weights."""
    rows: dict[bytes, float] = {}
    for name, made in (("all", _whole()), ("vowels", _vowels()), ("range", _ranges()),
                       ("periodic", _periodic())):  # fmt: skip
        found = list(made)
        for row in found:
            key = row.tobytes()
            rows[key] = rows.get(key, 0.0) + PATTERNS[name] / len(found)
    kept = np.array([np.frombuffer(key, bool) for key in rows])
    return kept, np.log(np.array(list(rows.values())))


def _whole() -> Iterator[NDArray[np.bool_]]:
    """Yield all kept and all lost; all kept twice, for ligatures may be lost beside it."""
    yield from (np.ones(26, bool), np.ones(26, bool), np.zeros(26, bool))


def _vowels() -> Iterator[NDArray[np.bool_]]:
    """Yield the vowels lost, without and with y, and the consonants."""
    for vowels in ("aeiou", "aeiouy"):
        kept = np.array([chr(97 + i) not in vowels for i in range(26)])
        yield kept
        yield ~kept


def _ranges() -> Iterator[NDArray[np.bool_]]:
    """Yield every range of the alphabet lost, and every one kept."""
    places = np.arange(26)
    for first in range(26):
        for last in range(first, 26):
            inside = (places >= first) & (places <= last)
            yield inside
            yield ~inside


def _periodic() -> Iterator[NDArray[np.bool_]]:
    """Yield every second to fifth letter lost, and every second to fifth kept."""
    places = np.arange(26)
    for period in range(2, 6):
        for phase in range(period):
            inside = places % period == phase
            yield inside
            yield ~inside


def judge(kept: Floats, lost: Floats) -> Floats:
    """Return the probability that each of 52 letters survives, small ones first, from counts.

    Counts may be fractions.  What was never met is judged by the patterns that fit the rest.

    >>> counts = np.array([9.0, 0, 0, 0, 0] + [9.0] * 21 + [0.0] * 26)
    >>> lost = np.array([0, 5.0, 0, 0, 0] + [0.0] * 47)
    >>> (judge(counts, lost)[:3] > 0.5).tolist()
    [True, False, True]
    """
    return _weighed(*_by_kind(kept, lost))


SPREAD = 8.0
"""Events of spread of a letter's count: in titles one letter is half as common again as in the next
(gamma-Poisson, by sight of forty titles)."""


def judge_by_counts(seen: Floats, usual: Floats) -> Floats:
    """Return the same from how often letters are seen, and how often they would be without damage.

    >>> usual = np.full(52, 20.0)
    >>> seen = np.array([15.0, 0.0] + [21.0] * 50)
    >>> np.round(judge_by_counts(seen, usual)[:2], 1).tolist()
    [1.0, 0.0]
    """
    evidence = by_kind_of_counts(seen, usual)
    return _weighed(evidence, np.broadcast_to(_means(), evidence.shape))


def judge_by_losses(kept: Floats, lost: Floats) -> Floats:
    """Return the same from what is kept, and what a chain of letters says was lost.

    The losses are as many as usual text would have, so both spread as counts of titles do.

    >>> kept, lost = np.full(52, 30.0), np.zeros(52)
    >>> kept[1], lost[1] = 14.0, 16.0
    >>> bool(judge_by_losses(kept, lost)[1] > 0.8)
    True
    """
    evidence = by_kind_of_counts(kept, kept + lost)
    means = np.broadcast_to(_means(), evidence.shape).copy()
    means[:, 2] = (kept + KINDS[2, 0]) / (kept + lost + KINDS[2].sum())
    return _weighed(evidence, means)


def likelihood(seen: Floats, usual: Floats) -> float:
    """Return ln P of counts, each letter kept or lost by itself, up to a constant."""
    logs = by_kind_of_counts(seen, usual) + np.log(TRUST.mean(axis=0))
    return float(np.logaddexp.reduce(logs, axis=1).sum())


def _means() -> Floats:
    """Return the survival of letters of each kind before any is counted."""
    means: Floats = KINDS[:, 0] / KINDS.sum(axis=1)
    return means


def by_kind_of_counts(seen: Floats, usual: Floats) -> Floats:
    """Return ln P of each letter's count where it is kept, lost, or kept sometimes, by rows.

    What depends on the count alone is left out; kinds can be compared, letters cannot.
    """
    expected = usual[:, None] * _means() + 1e-3
    many = seen[:, None]
    logs: Floats = many * np.log(expected) - (many + SPREAD) * np.log(expected + SPREAD)
    return logs


def _weighed(evidence: Floats, means: Floats) -> Floats:
    """Return the survival of letters from ln evidence by kind and the means of the kinds."""
    places = np.stack([np.logaddexp.reduce(evidence + np.log(t), axis=1) for t in TRUST])
    small, high = _weigh(places)
    chance = np.concatenate([small, high])
    found = np.zeros(52)
    for row, share in enumerate((chance, 1 - chance)):
        parts = np.exp(evidence + np.log(TRUST[row]) - places[row][:, None])
        found += share * (parts * means).sum(axis=1)
    return found


def _by_kind(kept: Floats, lost: Floats) -> tuple[Floats, Floats]:
    """Return ln evidence of each letter's counts by kind, and the mean of its survival."""
    one, other = KINDS[:, 0], KINDS[:, 1]
    alpha, beta = kept[:, None] + one, lost[:, None] + other
    norm = _lgamma(one) + _lgamma(other) - _lgamma(one + other)
    evidence = _lgamma(alpha) + _lgamma(beta) - _lgamma(alpha + beta) - norm
    return evidence, alpha / (alpha + beta)


def _lgamma(values: Floats) -> Floats:
    """Return ln of the gamma function, element by element."""
    return np.array([math.lgamma(v) for v in values.ravel()]).reshape(values.shape)


def _weigh(places: Floats) -> tuple[Floats, Floats]:
    """Return how probable it is that the pattern keeps each small letter and each capital.

    `places` is ln evidence of each letter where the pattern keeps it and where it loses it.
    """
    small, high = places[:, :26], places[:, 26:]
    patterns, prior = _patterns()
    plain = np.log(CAPITALS["kept"]), np.log(CAPITALS["lost"])
    modes = {"kept": plain[0] + high[0].sum(), "lost": plain[1] + high[1].sum()}
    loose_high, loose_log = _loose(high)
    modes["none"] = float(np.log(CAPITALS["none"]) + loose_log)
    same = np.log(CAPITALS["same"]) + patterns @ high[0] + ~patterns @ high[1]
    others = np.logaddexp.reduce(list(modes.values()))
    weights = prior + patterns @ small[0] + ~patterns @ small[1] + np.logaddexp(others, same)
    loose_small, loose = _loose(small)
    free = np.log(PATTERNS["none"]) + loose + others
    total = np.logaddexp.reduce([*weights, free])
    share, alike = np.exp(weights - total), np.exp(same - np.logaddexp(others, same))
    found = share @ patterns + np.exp(free - total) * loose_small
    rest = 1 - (share * alike).sum()
    usual = np.exp(modes["kept"] - others) + np.exp(modes["none"] - others) * loose_high
    return found, (share * alike) @ patterns + rest * usual


def _loose(places: Floats) -> tuple[Floats, float]:
    """Return the same without a pattern: each letter by itself, with a share of all that is kept.

    Also ln of the evidence.
    """
    logs = np.logaddexp(places[0] + np.log(SHARES)[:, None], places[1] + np.log1p(-SHARES)[:, None])
    evidence = logs.sum(axis=1)
    total = float(np.logaddexp.reduce(evidence))
    chance = np.exp(places[0] + np.log(SHARES)[:, None] - logs)
    return np.exp(evidence - total) @ chance, total - math.log(len(SHARES))
