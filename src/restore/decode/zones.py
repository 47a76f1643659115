"""Parts lines into zones that lose letters alike: a heading in bold loses others than its list.

Two groups of lines are one zone where one channel explains what survives in both as well as two
would: each letter is kept in both or lost in both.  Neighbours come together first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np

from restore.decode.channel_counts import usual
from restore.decode.channel_prior import TRUST, Floats, by_kind_of_counts
from restore.decode.model import Observed

ANOTHER = 6.0
"""Nats that two channels must gain over one: three for a line that has a font of its own, once in
20, and as many for what the sums overstate, for letters of one line are not independent."""

APART = 2.0
"""Nats that lines which do not stand together must gain less: they may be set alike or not."""


def zones(lines: Sequence[Observed]) -> list[list[int]]:
    """Return the places of the lines of each zone, in order; every line is in one.

    >>> from restore.decode.observe import observe
    >>> zones([observe("C d Wa"), observe("E a b e")])
    [[0, 1]]
    """
    groups = [[place] for place in range(len(lines))]
    evidence = [_evidence(line) for line in lines]
    _join(groups, evidence, near=True)
    _join(groups, evidence, near=False)
    return sorted(sorted(group) for group in groups)


def _join(groups: list[list[int]], evidence: list[Floats], *, near: bool) -> None:
    """Join groups that one channel explains, the surest first; `near`: only neighbours."""
    least = -ANOTHER if near else APART - ANOTHER
    while len(groups) > 1:
        places = range(len(groups))
        pairs = list(pairwise(places) if near else combinations(places, 2))
        firsts, seconds = zip(*pairs, strict=True)
        logs = np.stack(evidence)
        gains = _alike(logs[list(firsts)], logs[list(seconds)])
        best = int(gains.argmax())
        if gains[best] < least:
            return
        i, j = pairs[best]
        groups[i] += groups.pop(j)
        evidence[i] = evidence[i] + evidence.pop(j)


def _evidence(line: Observed) -> Floats:
    """Return ln P of what is seen of each small letter, by whether it is kept, lost, or either."""
    seen = np.zeros(26)
    for atom in line.atoms:
        if atom.sort == "letter" and "a" <= atom.text <= "z":
            seen[ord(atom.text) - 97] += 1
    return by_kind_of_counts(seen, usual(seen))


def _alike(ones: Floats, others: Floats) -> Floats:
    """Return how much likelier pairs of groups are under one channel than each under its own."""
    prior = np.log(TRUST.mean(axis=0))
    same, first, second = (
        np.logaddexp.reduce(logs + prior, axis=-1).sum(axis=-1)
        for logs in (ones + others, ones, others)
    )
    gains: Floats = same - first - second
    return gains
