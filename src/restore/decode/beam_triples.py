"""The second walk: triples of words, on the moves that pairs of words left over.

A state is one of the first walk with the word before its last.  What the first walk says of the
rest of the line tells which ways are worth going on with.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.beam import MARK, Speech, Walk
from restore.decode.language import BOS
from restore.decode.lattice_columns import joined, rows
from restore.decode.lattice_line import Floats
from restore.decode.lattice_nodes import Ids

BEAM = 300
"""States kept that are walked together."""

MARGIN = 9.0
"""Nats below the best way through at which a move is dropped: one in 8,000."""


class Graph(NamedTuple):
    """States in the order of the line and moves between them, sorted by source.

    `first` has the first state of each set of states that are walked together; `label` and `place`
    tell what a move reads and at which station; `final` are the states at the line's end.
    """

    first: Ids
    source: Ids
    target: Ids
    label: Ids
    place: Ids
    step: Floats
    final: NDArray[np.bool_]


class _Triples(NamedTuple):
    """States of the second walk: the state of the first, the word before its last, the score."""

    state: Ids
    before: Ids
    score: Floats


class _Found(NamedTuple):
    """Moves found: from which state, along which move of the first walk, to which triple."""

    to: _Triples
    source: Ids
    move: Ids
    step: Floats


def triples(walk: Walk, rest: Floats, words: Ids, speech: Speech) -> Graph:
    """Walk again with triples; `rest` is by state ln of the sum over the ways to the line's end.

    `words` are the language's words of the moves' labels.
    """
    second = _Second(walk, rest, words, speech)
    for group in range(len(walk.first) - 1):
        second.pass_group(group)
    return second.done()


class _Second:
    """The second walk as it stands."""

    def __init__(self, walk: Walk, rest: Floats, words: Ids, speech: Speech) -> None:
        self.walk, self.rest, self.words, self.speech = walk, rest, words, speech
        groups = len(walk.first) - 1
        self.waiting: list[list[_Found]] = [[] for _ in range(groups)]
        self.low = np.searchsorted(walk.moves.source, np.arange(len(walk.word)))
        self.high = np.searchsorted(walk.moves.source, np.arange(len(walk.word)), "right")
        self.count = 0
        self.sizes: list[int] = []
        self.kept: list[tuple[Ids, Ids, Ids, Floats]] = []
        self.states: list[Ids] = []

    def pass_group(self, group: int) -> None:
        """Settle the states of a group and move on from each."""
        found = self.waiting[group]
        if group == 0:
            one = np.zeros(1, np.int32)
            states = _Triples(one, np.full(1, BOS, np.int32), np.zeros(1))
            numbers = one
            self.count = 1
        elif found:
            states, numbers = self._settle(found)
        else:
            states = None
        self.sizes.append(0 if states is None else len(numbers))
        if states is None or not len(numbers):
            return
        self.states.append(states.state)
        self._move(states, numbers)

    def _settle(self, found: list[_Found]) -> tuple[_Triples, Ids]:
        """Make one state of all moves that end in the same triple, keep the best, number them."""
        to = joined([f.to for f in found])
        keys = to.state.astype(np.int64) << 24 | to.before.astype(np.int64)
        order = np.argsort(keys, kind="stable")
        bounds = np.flatnonzero(np.diff(keys[order], prepend=-1))
        score = sums(to.score[order], bounds)
        first = order[bounds]
        through = score + self.rest[to.state[first]]
        best = np.sort(np.lexsort((keys[first], -through))[:BEAM])
        number = np.full(len(first), -1, np.int32)
        number[best] = self.count + np.arange(len(best), dtype=np.int32)
        back = np.repeat(np.arange(len(first)), np.diff(np.append(bounds, len(order))))
        target = np.empty(len(order), np.int32)
        target[order] = number[back]
        source, move, step = (np.concatenate([f[k] for f in found]) for k in (1, 2, 3))
        live = target >= 0
        self.kept.append((source[live], target[live], move[live], step[live]))
        self.count += len(best)
        chosen = first[best]
        return _Triples(to.state[chosen], to.before[chosen], score[best]), number[best]

    def _move(self, states: _Triples, numbers: Ids) -> None:
        """Follow all moves of the first walk from these states."""
        walk = self.walk
        counts = self.high[states.state] - self.low[states.state]
        of = np.repeat(np.arange(len(numbers)), counts)
        if not len(of):
            return
        ahead = np.cumsum(counts) - counts
        move = np.arange(len(of)) - np.repeat(ahead - self.low[states.state], counts)
        second = walk.word[states.state][of]
        mark = walk.moves.label[move] == MARK
        step = walk.moves.base[move].copy()
        said = np.flatnonzero(~mark)
        step[said] += self.speech.triples(
            states.before[of[said]],
            second[said],
            self.words[move[said]],
        )
        target = walk.moves.target[move]
        before = np.where(mark, states.before[of], second)
        before = np.where(walk.word[target] == BOS, np.int32(BOS), before)
        score = states.score[of] + step
        worth = np.flatnonzero(score + self.rest[target] > self.rest[0] - MARGIN)
        self._send(
            _Found(
                _Triples(target[worth], before[worth], score[worth]),
                numbers[of[worth]],
                move[worth].astype(np.int32),
                step[worth],
            )
        )

    def _send(self, found: _Found) -> None:
        """Hand moves to the groups that they end in."""
        group = self.walk.group[found.to.state]
        for number in np.unique(group).tolist():
            mine = np.flatnonzero(group == number)
            to = rows(found.to, mine)
            self.waiting[number].append(
                _Found(to, found.source[mine], found.move[mine], found.step[mine])
            )

    def done(self) -> Graph:
        """Return all states and moves."""
        walk = self.walk
        empty = (np.zeros(0, np.int32),) * 3 + (np.zeros(0),)
        columns = zip(*(self.kept or [empty]), strict=True)
        source, target, move, step = (np.concatenate(column) for column in columns)
        order = np.lexsort((move, target, source))
        source, target, move, step = source[order], target[order], move[order], step[order]
        state = np.concatenate(self.states)
        final = np.zeros(len(walk.word), bool)
        final[walk.final] = True
        return Graph(
            first=np.cumsum([0, *self.sizes], dtype=np.int32),
            source=source,
            target=target,
            label=walk.moves.label[move],
            place=walk.station[walk.moves.source[move]],
            step=step,
            final=final[state],
        )


def sums(values: Floats, bounds: NDArray[np.intp]) -> Floats:
    """Return ln of the sum of exponentials of each run of values; `bounds` is where each begins."""
    if not len(bounds):
        return np.zeros(0)
    most = np.maximum.reduceat(values, bounds)
    size = np.diff(np.append(bounds, len(values)))
    finite = np.where(np.isfinite(most), most, 0.0)
    with np.errstate(divide="ignore"):
        found: Floats = finite + np.log(
            np.add.reduceat(np.exp(values - np.repeat(finite, size)), bounds)
        )
    return found
