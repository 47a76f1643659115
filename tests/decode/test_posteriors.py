"""Posteriors and best ways, held against all ways written out one by one."""

from __future__ import annotations

import math
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.decode.beam_triples import Graph
from restore.decode.posteriors import best_ways, chances

STEP = st.floats(-8, 2, allow_nan=False)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    first = np.cumsum([0, 1, *sizes]).astype(np.int32)
    states = int(first[-1])
    group = np.repeat(np.arange(len(first) - 1), np.diff(first))
    pairs = [(a, b) for a in range(states) for b in range(states) if group[a] < group[b]]
    chosen = sorted(draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=9)))
    final = draw(st.lists(st.booleans(), min_size=states, max_size=states))
    return Graph(
        first=first,
        source=np.array([a for a, _ in chosen], np.int32),
        target=np.array([b for _, b in chosen], np.int32),
        label=np.arange(len(chosen), dtype=np.int32),
        place=np.zeros(len(chosen), np.int32),
        step=np.array([draw(STEP) for _ in chosen]),
        final=np.array(final),
    )


def all_ways(graph: Graph) -> list[tuple[float, list[int]]]:
    done: list[tuple[float, list[int]]] = []
    open_ways: list[tuple[int, float, list[int]]] = [(0, 0.0, [])]
    while open_ways:
        state, score, way = open_ways.pop()
        if graph.final[state]:
            done.append((score, way))
        for move in np.flatnonzero(graph.source == state).tolist():
            step = score + float(graph.step[move])
            open_ways.append((int(graph.target[move]), step, [*way, move]))
    return done


@given(graphs())
@settings(max_examples=150)
def test_posteriors_are_shares_of_all_ways(graph: Graph) -> None:
    ways = all_ways(graph)
    found, total = chances(graph)
    weight = math.fsum(math.exp(score) for score, _ in ways)
    assert math.exp(total) == pytest.approx(weight)
    for move in range(len(graph.source)):
        through = math.fsum(math.exp(score) for score, way in ways if move in way)
        assert found[move] == pytest.approx(through / weight if weight else 0, abs=1e-9)


@given(graphs())
@settings(max_examples=150)
def test_ways_come_best_first_and_each_once(graph: Graph) -> None:
    found = list(best_ways(graph, graph.step))
    assert [s for s, _ in found] == pytest.approx(sorted((s for s, _ in all_ways(graph)))[::-1])
    assert len({tuple(way) for _, way in found}) == len(found)


@given(graphs())
def test_the_first_ways_are_found_without_the_others(graph: Graph) -> None:
    assert list(islice(best_ways(graph, graph.step), 2)) == list(best_ways(graph, graph.step))[:2]
