"""Alignment of two strings.  The wall around rapidfuzz, and one weighted alignment of our own.

`similarity` functions answer "how close" in C.  `align` answers "which letter became which" under
costs that a channel model gives: letters of the truth may be lost, may turn into another, and
stray letters may stand between.  Costs are in nats (minus the logarithm of a probability), so the
total is minus the log-likelihood of what is seen, given the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, LCSseq, Levenshtein

Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """One step of an alignment: offsets into what is seen and into the truth, -1 for none."""

    seen: int
    truth: int


class Alignment(NamedTuple):
    """The cheapest alignment: its steps in order, its cost in nats, and how far the truth is used.

    `end` is the number of characters of the truth before the place where what is seen stops.
    """

    pairs: tuple[Pair, ...]
    cost: float
    end: int


class Costs(NamedTuple):
    """What an alignment pays: `match[i, j]` seen i for truth j, `lost[j]`, `stray[i]`, `stop` once.

    `stop` is paid when the truth is left before its end; `math.inf` forbids that.
    """

    match: Floats
    lost: Floats
    stray: Floats
    stop: float


def align(costs: Costs) -> Alignment:
    """Return the cheapest alignment of n seen with m true characters in O(n·m), one row at a time.

    A row is one numpy sweep: losing letters j..k costs a difference of prefix sums, so the best
    place to start losing is a running minimum (as in the cumulative trick of Gotoh's affine gaps).
    """
    rows, arrived = _sweep(costs)
    seen, truth = costs.match.shape
    stops = rows[seen] + np.where(np.arange(truth + 1) < truth, costs.stop, 0.0)
    end = int(np.argmin(stops))
    return Alignment(_trace(costs, rows, arrived, end), float(stops[end]), end)


def prefix_costs(costs: Costs) -> Floats:
    """Return, for every i, the cost of aligning the first i seen characters with the whole truth.

    For asking where in what is seen a shorter truth, an author's name say, has its end.
    """
    rows, _ = _sweep(costs)
    return rows[:, -1]


def _sweep(costs: Costs) -> tuple[Floats, Floats]:
    """Fill the table: `rows[i, j]` is the cost of i seen for j true characters.

    `arrived` is the same with the last true character not lost, which is what the walk back needs.
    """
    seen, truth = costs.match.shape
    prefix = np.concatenate(([0.0], np.cumsum(costs.lost)))
    rows = np.empty((seen + 1, truth + 1))
    arrived = np.empty((seen + 1, truth + 1))
    rows[0] = prefix
    arrived[0] = np.inf
    arrived[0, 0] = 0.0
    for i in range(seen):
        base = rows[i] + costs.stray[i]
        base[1:] = np.minimum(base[1:], rows[i, :-1] + costs.match[i])
        arrived[i + 1] = base
        rows[i + 1] = np.minimum.accumulate(base - prefix) + prefix
    return rows, arrived


def _trace(costs: Costs, rows: Floats, arrived: Floats, end: int) -> tuple[Pair, ...]:
    """Walk back from the end to the start and return the steps in order."""
    steps: list[Pair] = []
    i, j = costs.match.shape[0], end
    while i or j:
        if j and (i == 0 or rows[i, j] < arrived[i, j] - 1e-9):
            j -= 1
            steps.append(Pair(-1, j))
        elif j and rows[i - 1, j - 1] + costs.match[i - 1, j - 1] <= arrived[i, j] + 1e-9:
            i, j = i - 1, j - 1
            steps.append(Pair(i, j))
        else:
            i -= 1
            steps.append(Pair(i, -1))
    return tuple(reversed(steps))


def common_subsequence(one: str, other: str, *, least: int = 0) -> int:
    """Return the length of the longest common subsequence of two strings, 0 if below `least`.

    >>> common_subsequence("Ceae", "Chen Jian, The Alliance")
    4
    """
    return int(LCSseq.similarity(one, other, score_cutoff=least))


def edit_distance(one: Sequence[str] | str, other: Sequence[str] | str) -> int:
    """Return the Levenshtein distance of two strings or sequences of words.

    >>> edit_distance("Sek-bok", "Sok-pok")
    2
    """
    return int(Levenshtein.distance(one, other))


def likeness(one: str, other: str) -> float:
    """Return how alike two strings are, from 0 to 1 (Indel similarity).

    >>> likeness("Fedorenko", "Federenko") > 0.85
    True
    """
    return float(Indel.normalized_similarity(one, other))


def matching_blocks(one: str, other: str) -> list[tuple[int, int, int]]:
    """Return the runs two strings share as (offset in one, offset in other, length), in order.

    >>> matching_blocks("dif cult", "difficult")
    [(0, 0, 3), (4, 5, 4)]
    """
    blocks = Levenshtein.editops(one, other).as_matching_blocks()
    return [(b.a, b.b, b.size) for b in blocks if b.size]
