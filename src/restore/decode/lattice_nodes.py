"""The words that may stand in a line: from the lexicon, numbers, and words that no list has.

Each node covers some atoms, or none where a word is wholly hidden.  A pass over the line with words
taken alone says which of them are worth weighing in context, and what the rest of a line costs at
best from each station on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.lattice_columns import rows
from restore.decode.lattice_line import Floats, Line

Ids = NDArray[np.int32]

NUMERAL, UNLISTED = -1, -2
"""In place of a form: a number in figures, a word that no list has."""

LONGEST = 18
"""Atoms of a word at most: no longer word of the lexicon is read once in a million."""

WIDEST = 200
"""Forms of one stretch of atoms that are looked at."""

APOSTROPHES = frozenset("'’ʼ")


class Nodes(NamedTuple):
    """Words that may stand in a line, as columns, in the order of their first atom.

    `cost` are nats of the channel, of the form and, for words no list has, of the spelling; `first`
    is what it adds to open a sentence.  `lead` and `trail` are the room of letters lost at the
    edges, nan where unknown; `before` and `behind` tell whether there are any.  `without` and
    `fits` count the words that fit the atoms, and those that fit the widths, too.
    """

    start: Ids
    end: Ids
    form: Ids
    word: Ids
    cost: Floats
    first: Floats
    lead: Floats
    trail: Floats
    before: NDArray[np.bool_]
    behind: NDArray[np.bool_]
    without: Ids
    fits: Ids
    inner: Floats


class Letters(NamedTuple):
    """What a word outside all lists costs if letters come one by one, in nats.

    `seen` by surviving letter, `usual` for others; `shown` and `tight` for a gap inside the word
    that shows or not; `end` for the word's edges.
    """

    seen: dict[str, float]
    usual: float
    shown: float
    tight: float
    end: float


def spans(line: Line) -> Iterator[tuple[int, int]]:
    """Yield the stretches of atoms that a word may cover: letters, with apostrophes within."""
    for start in range(line.size):
        if line.sort(start) not in ("letter", "unmapped"):
            continue
        for end in range(start + 1, min(start + LONGEST, line.size) + 1):
            sort = line.sort(end - 1)
            inside = sort in ("letter", "unmapped") or line.text(end - 1) in APOSTROPHES
            if not inside:
                break
            yield start, end


def numbers(line: Line) -> Iterator[tuple[int, int]]:
    """Yield the runs of digits that touch."""
    start = 0
    while start < line.size:
        end = start
        while end < line.size and line.sort(end) == "digit":
            end += 1
            if line.shown(end):
                break
        if end > start:
            yield start, end
        start = max(end, start + 1)


class Alone(NamedTuple):
    """A line read with words taken alone: nodes worth weighing, and the score of the rest.

    `chance` is how likely each node is so.

    `rest[p]` is ln of the sum over all ways from station `p` to the end; `total` the whole line's.
    """

    nodes: Nodes
    chance: Floats
    rest: Floats
    total: float


def alone(line: Line, nodes: Nodes, scores: Floats, hidden: float) -> Alone:
    """Weigh all nodes with words taken alone, and keep those that may matter.

    `scores` are ln P of the nodes' words less their costs; `hidden` is how likely one word is
    wholly lost.
    """
    enter = scores - _entering(line, nodes)
    more = math.log1p(hidden + hidden**2 + hidden**3)
    slack = np.array([more if line.shown(p) else 0.0 for p in range(line.size + 1)])
    enter = enter + slack[nodes.start]
    starts = np.searchsorted(nodes.start, np.arange(line.size + 2))
    rest = np.full(line.size + 1, -np.inf)
    rest[line.size] = slack[line.size]
    for place in range(line.size - 1, -1, -1):
        if line.sort(place) == "mark":
            rest[place] = rest[place + 1] + slack[place]
            continue
        own = slice(starts[place], starts[place + 1])
        rest[place] = log_sum(enter[own] + rest[nodes.end[own]])
    ahead = _ahead(line, nodes, enter)
    through = ahead[nodes.start] + enter + rest[nodes.end]
    total = float(rest[0])
    kept = _worth(nodes, through, total)
    return Alone(rows(nodes, kept), np.exp(through[kept] - total), rest, total)


def _ahead(line: Line, nodes: Nodes, enter: Floats) -> Floats:
    """Return ln of the sum over all ways from the line's beginning to each station."""
    order = np.argsort(nodes.end, kind="stable")
    ends = np.searchsorted(nodes.end[order], np.arange(line.size + 2))
    ahead = np.full(line.size + 1, -np.inf)
    ahead[0] = 0.0
    for place in range(1, line.size + 1):
        own = order[ends[place] : ends[place + 1]]
        found = log_sum(ahead[nodes.start[own]] + enter[own])
        if line.sort(place - 1) == "mark":
            found = np.logaddexp(found, ahead[place - 1])
        ahead[place] = found
    return ahead


KEPT = 150
"""Nodes kept at one station."""

MARGIN = 13.0
"""Nats below the whole line's score at which a node, taken alone, is not worth weighing."""


def _worth(nodes: Nodes, through: Floats, total: float) -> NDArray[np.intp]:
    """Return the nodes that are likely enough, taken alone, at most `KEPT` at one station."""
    order = np.lexsort((nodes.form, -through, nodes.start))
    place = nodes.start[order]
    rank = np.arange(len(order)) - np.searchsorted(place, place)
    kept = order[(rank < KEPT) & (through[order] > total - MARGIN)]
    return np.sort(kept)


def _entering(line: Line, nodes: Nodes) -> Floats:
    """Return what the gaps before words cost, and those between words and marks, at least."""
    after_mark = np.array([p > 0 and line.sort(p - 1) == "mark" for p in range(line.size + 1)])
    before_mark = np.array([line.sort(p) == "mark" for p in range(line.size + 1)])
    least = line.edge.min(axis=2)
    lost = nodes.before.astype(np.intp)
    spaced = line.edge[nodes.start, lost, 1]
    into = np.where(after_mark[nodes.start], least[nodes.start, lost], spaced)
    out = np.where(before_mark[nodes.end], least[nodes.end, nodes.behind.astype(np.intp)], 0)
    costs: Floats = into + out
    return costs


def log_sum(values: Floats) -> float:
    """Return ln of the sum of exponentials; minus infinity for none."""
    if not len(values):
        return -math.inf
    most = float(values.max())
    return most if math.isinf(most) else most + math.log(float(np.exp(values - most).sum()))
