"""The way back: how likely each move is, the best ways through a line, the readings of its words.

Forward-backward over the moves that were kept (Rabiner 1989), and whole readings in the order of
their scores: a search from the beginning that knows exactly what the rest of each way is worth.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.beam_triples import Graph, sums
from restore.decode.lattice_line import Floats
from restore.decode.lattice_nodes import Ids


class Steps(NamedTuple):
    """Moves between states, sorted by source.

    `first` has the first state of each set of states that no move joins, in order, and the number
    of all states; `final` tells where ways may end.
    """

    first: Ids
    source: Ids
    target: Ids
    step: Floats
    final: NDArray[np.bool_]


def behind(steps: Steps) -> Floats:
    """Return for each state ln of the sum over all ways to the line's end."""
    first, source, target, step, final = steps
    rest = np.where(final, 0.0, -np.inf)
    bounds = np.searchsorted(source, first)
    for group in range(len(first) - 2, -1, -1):
        own = slice(bounds[group], bounds[group + 1])
        if own.start == own.stop:
            continue
        begins = np.flatnonzero(np.diff(source[own], prepend=-1))
        states = source[own][begins]
        found = sums(step[own] + rest[target[own]], begins)
        rest[states] = np.logaddexp(rest[states], found)
    return rest


def ahead(graph: Graph, size: int) -> Floats:
    """Return for each state ln of the sum over all ways from the line's beginning."""
    found = np.full(size, -np.inf)
    found[0] = 0.0
    order = np.argsort(graph.target, kind="stable")
    target = graph.target[order]
    bounds = np.searchsorted(target, graph.first)
    for group in range(1, len(graph.first) - 1):
        own = order[bounds[group] : bounds[group + 1]]
        if not len(own):
            continue
        begins = np.flatnonzero(np.diff(graph.target[own], prepend=-1))
        values = found[graph.source[own]] + graph.step[own]
        found[graph.target[own][begins]] = sums(values, begins)
    return found


def chances(graph: Graph) -> tuple[Floats, float]:
    """Return the posterior of each move, and ln of the sum over all ways."""
    rest = behind(Steps(graph.first, graph.source, graph.target, graph.step, graph.final))
    start = ahead(graph, len(graph.final))
    total = float(rest[0]) if len(rest) else -np.inf
    if not np.isfinite(total):
        return np.zeros(len(graph.source)), total
    found: Floats = np.exp(start[graph.source] + graph.step + rest[graph.target] - total)
    return np.minimum(found, 1.0), total


def best_ways(graph: Graph, worth: Floats) -> Iterator[tuple[float, list[int]]]:
    """Yield ways through as (score, moves), best first; `worth` is what each move counts.

    Ends without a way if there is none; callers take as many as they need.
    """
    most = _most(graph, worth)
    low = np.searchsorted(graph.source, np.arange(len(graph.final)))
    high = np.searchsorted(graph.source, np.arange(len(graph.final)), "right")
    heap: list[tuple[float, int, int, float, tuple[int, ...]]] = []
    if len(most) and np.isfinite(most[0]):
        heap.append((-float(most[0]), 0, 0, 0.0, ()))
    ticket = 0
    while heap:
        _, _, state, score, way = heapq.heappop(heap)
        if state < 0:
            yield score, list(way)
            continue
        if graph.final[state]:
            ticket += 1
            heapq.heappush(heap, (-score, ticket, -1, score, way))
        for move in range(int(low[state]), int(high[state])):
            target = int(graph.target[move])
            reached = score + float(worth[move])
            if np.isfinite(most[target]):
                ticket += 1
                estimate = -(reached + float(most[target]))
                heapq.heappush(heap, (estimate, ticket, target, reached, (*way, move)))


def _most(graph: Graph, worth: Floats) -> Floats:
    """Return for each state what the best way to the line's end is worth."""
    most = np.where(graph.final, 0.0, -np.inf)
    bounds = np.searchsorted(graph.source, graph.first)
    for group in range(len(graph.first) - 2, -1, -1):
        own = slice(bounds[group], bounds[group + 1])
        if own.start == own.stop:
            continue
        begins = np.flatnonzero(np.diff(graph.source[own], prepend=-1))
        states = graph.source[own][begins]
        found = np.maximum.reduceat(worth[own] + most[graph.target[own]], begins)
        most[states] = np.maximum(most[states], found)
    return most
