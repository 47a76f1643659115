"""Walks a line from left to right with words in context: every state that is worth it, and moves.

A state stands at a station with the last word, the room it has used of the gap, and what the gap
is known to hide.  States that differ in nothing that matters later are one.  Moves are kept, so
that the way back can say how likely each is (`posteriors`), and a second walk can weigh triples of
words on the moves that pairs of words left over (`beam_triples`).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.language import BOS, Language, Style
from restore.decode.lattice_columns import joined, rows
from restore.decode.lattice_line import EITHER, RESETTING, SPACE, TIGHT, Floats, Line, wants
from restore.decode.lattice_nodes import NUMERAL, Alone, Ids, Nodes

MARK = -1
"""Label of a move over a mark; labels below are words hidden in a gap, above are nodes."""

DEPTH = 3
"""Words in a row that a gap hides at most: four (`it is in the`) are one gap in two hundred."""

BEAM = 160
"""States kept at one station."""

MARGINS = (11.0, 22.0, 44.0)
"""Nats below the best way so far at which a move is dropped; more where that leaves no way through,
as it may where widths contradict what words alone promise."""

BUCKETS = 2.0
"""Parts of a tolerance to which used rooms are told apart."""


class States(NamedTuple):
    """States of one station, as columns.

    `used` is the room used of the gap so far, in ems; `lost` whether it hides letters; `join` what
    the next word wants before it.
    """

    word: Ids
    used: Floats
    lost: NDArray[np.bool_]
    join: NDArray[np.int8]
    score: Floats


class Moves(NamedTuple):
    """Moves between states, sorted by source: `step` is a move's score, `base` without language."""

    source: Ids
    target: Ids
    label: Ids
    base: Floats
    step: Floats


class Walk(NamedTuple):
    """All states of a line and all moves between them, sorted by source.

    `group` numbers the sets of states that are walked together, in order; `first` is the first
    state of each.  `final` are the states at the line's end.
    """

    word: Ids
    station: Ids
    group: Ids
    first: Ids
    moves: Moves
    final: Ids


class Arrivals(NamedTuple):
    """Moves that end in a station whose states are not settled yet."""

    states: States
    source: Ids
    label: Ids
    base: Floats


def walk(line: Line, start: Alone, hidden: Nodes, speech: Speech) -> Walk:
    """Walk a line from left to right; `hidden` are the words that a gap may hide whole."""
    for margin in MARGINS:
        walker = _Walker(line, start, hidden, speech)
        walker.margin = margin
        for place in range(line.size + 1):
            walker.pass_station(place)
        if walker.final:
            break
    return walker.done()


class Speech(NamedTuple):
    """The language, and which of its words a full stop shortens."""

    language: Language
    style: Style
    initials: Ids

    def alone(self, word: Ids) -> Floats:
        """Return ln P of words whatever stands before."""
        return self.language.unigram(word, style=self.style).astype(np.float64)

    def triples(self, first: Ids, second: Ids, word: Ids) -> Floats:
        """Return ln P(word | first second), element by element."""
        return self.language.score(first, second, word, style=self.style).astype(np.float64)

    def pairs(self, second: Ids, word: Ids) -> Floats:
        """Return ln P of each of `word` after each of `second`, as a matrix."""
        one, back = np.unique(second, return_inverse=True)
        two, forth = np.unique(word, return_inverse=True)
        found = self.language.bigram(
            np.repeat(one, len(two)).astype(np.int32),
            np.tile(two, len(one)).astype(np.int32),
            style=self.style,
        )
        table = found.reshape(len(one), len(two)).astype(np.float64)
        return table[np.ix_(back, forth)]


class _Walker:
    """The walk as it stands."""

    def __init__(self, line: Line, start: Alone, hidden: Nodes, speech: Speech) -> None:
        self.line, self.rest, self.nodes = line, start.rest, start.nodes
        self.hidden, self.speech = hidden, speech
        self.begins = np.searchsorted(self.nodes.start, np.arange(line.size + 2))
        self.waiting: list[list[Arrivals]] = [[] for _ in range(line.size + 1)]
        self.best = -math.inf
        self.margin = MARGINS[0]
        self.count = 0
        self.groups: list[tuple[int, States]] = []
        self.moves: list[Moves] = []
        self.final: list[Ids] = []

    def pass_station(self, place: int) -> None:
        """Settle the states of a station and move on from each."""
        if place == 0:
            levels = [self._settle(0, [_beginning()])]
        else:
            levels = [self._settle(place, self.waiting[place])]
        if self.line.shown(place):
            for _ in range(DEPTH):
                levels.append(self._settle(place, self._hide(place, *levels[-1])))
        states = joined([states for states, _ in levels])
        numbers = np.concatenate([n for _, n in levels])
        if not len(numbers):
            return
        if place == self.line.size:
            self.final.append(numbers)
        elif self.line.sort(place) == "mark":
            self._pass_mark(place, states, numbers)
        else:
            self._move(place, states, numbers)

    def _settle(self, place: int, arrivals: list[Arrivals]) -> tuple[States, Ids]:
        """Make one state of all arrivals that differ in nothing, keep the best, number them."""
        states, source, label, base = _together(arrivals)
        keys = self._keys(states)
        kept, first, back = np.unique(keys, return_index=True, return_inverse=True)
        score = _sums(states.score, back, len(kept))
        if len(score):
            self.best = max(self.best, float(score.max()) + float(self.rest[place]))
        order = np.lexsort((kept, -score))[:BEAM]
        order = order[score[order] + self.rest[place] > self.best - self.margin]
        number = np.full(len(kept), -1, np.int32)
        number[order] = self.count + np.arange(len(order), dtype=np.int32)
        merged = rows(states, first[order])._replace(score=score[order])
        target = number[back]
        live = (target >= 0) & (source >= 0)
        self.moves.append(
            Moves(source[live], target[live], label[live], base[live], states.score[live])
        )
        self.groups.append((place, merged))
        self.count += len(order)
        return merged, number[order]

    def _keys(self, states: States) -> NDArray[np.int64]:
        """Return what tells states of one station apart, as numbers."""
        step = max(self.line.tolerance / BUCKETS, 1e-4)
        bucket = np.where(np.isnan(states.used), -1.0, np.rint(states.used / step)) + 1
        keys = states.word.astype(np.int64) << 20 | bucket.astype(np.int64) << 3
        keys |= states.lost.astype(np.int64) << 2 | states.join.astype(np.int64)
        return keys

    def _hide(self, place: int, states: States, numbers: Ids) -> list[Arrivals]:
        """Return the arrivals behind one more word that the gap hides whole."""
        if not len(numbers) or not len(self.hidden.form):
            return []
        base = -np.broadcast_to(self.hidden.cost, (len(numbers), len(self.hidden.cost)))
        base = base - self.hidden.first * (states.word == BOS)[:, None]
        wide = states.used + np.where(states.join == SPACE, self.line.space, 0.0)
        used = wide[:, None] + self.hidden.lead
        room = self.line.room[place]
        if math.isnan(room):
            used = np.zeros_like(used)
        else:
            base = np.where(used > room + 3 * self.line.tolerance, -np.inf, base)
        score = states.score[:, None] + base + self.speech.pairs(states.word, self.hidden.word)
        one, two = np.nonzero(score + self.rest[place] > self.best - self.margin)
        after = States(
            word=self.hidden.word[two],
            used=used[one, two],
            lost=np.ones(len(one), bool),
            join=np.full(len(one), SPACE, np.int8),
            score=score[one, two],
        )
        label = (MARK - 1 - two).astype(np.int32)
        return [Arrivals(after, numbers[one], label, base[one, two])]

    def _pass_mark(self, place: int, states: States, numbers: Ids) -> None:
        """Move all states over a mark."""
        mark = self.line.text(place)
        before, behind = wants(mark)
        base = -self._gap(place, states, before)
        word = states.word
        if mark in RESETTING:
            stays = (
                np.isin(word, self.speech.initials) if mark == "." else np.zeros(len(word), bool)
            )
            word = np.where(stays, word, np.int32(BOS))
        size = len(numbers)
        after = States(
            word=word,
            used=np.zeros(size),
            lost=np.zeros(size, bool),
            join=np.full(size, behind, np.int8),
            score=states.score + base,
        )
        label = np.full(size, MARK, np.int32)
        possible = np.isfinite(base)
        arrived = Arrivals(after, numbers, label, base)
        self.waiting[place + 1].append(_chosen(arrived, possible))

    def _gap(self, place: int, states: States, wanted: int) -> Floats:
        """Return what a gap costs before a mark, of which `wanted` says what it wants."""
        close, apart = self._both(place, states.lost, states.used)
        if wanted == TIGHT:
            return close
        if wanted == EITHER:
            return np.minimum(close, apart)
        return np.asarray(np.where(states.join == TIGHT, close, apart))

    def _both(self, place: int, lost: NDArray[np.bool_], used: Floats) -> tuple[Floats, Floats]:
        """Return what a gap with lost letters of some width costs without and with a space."""
        edge, which = self.line.edge[place], lost.astype(np.intp)
        close = edge[which, 0] + self.line.misfit(place, used)
        apart = edge[which, 1] + self.line.misfit(place, used + self.line.space)
        return close, apart

    def _move(self, place: int, states: States, numbers: Ids) -> None:
        """Move all states over all words that begin at a station."""
        own = slice(int(self.begins[place]), int(self.begins[place + 1]))
        nodes = rows(self.nodes, own)
        if not len(nodes.start):
            return
        base = -nodes.cost - self._gaps(place, states, nodes)
        base -= nodes.first * (states.word == BOS)[:, None]
        score = states.score[:, None] + base + self.speech.pairs(states.word, nodes.word)
        ahead = score + self.rest[nodes.end]
        self.best = max(self.best, float(ahead.max()))
        one, two = np.nonzero(ahead > self.best - self.margin)
        after = States(
            word=nodes.word[two],
            used=nodes.trail[two],
            lost=nodes.behind[two],
            join=self._behind(nodes)[two],
            score=score[one, two],
        )
        label = (own.start + two).astype(np.int32)
        arrived = Arrivals(after, numbers[one], label, base[one, two])
        for end in np.unique(nodes.end[two]).tolist():
            self.waiting[end].append(_chosen(arrived, nodes.end[two] == end))

    def _gaps(self, place: int, states: States, nodes: Nodes) -> Floats:
        """Return what the gap costs between each state and each word."""
        lost = states.lost[:, None] | nodes.before
        close, apart = self._both(place, lost, states.used[:, None] + nodes.lead)
        join = states.join[:, None]
        either = np.where(join == TIGHT, close, np.minimum(close, apart))
        return np.asarray(np.where(join == SPACE, apart, either))

    def _behind(self, nodes: Nodes) -> NDArray[np.int8]:
        """Return what words want behind them: letters that touch a number belong to it (5th)."""
        tight = np.array([not self.line.shown(p) for p in range(self.line.size + 1)])
        number = (nodes.form == NUMERAL) & tight[nodes.end]
        return np.where(number, EITHER, SPACE).astype(np.int8)

    def done(self) -> Walk:
        """Return all states and moves."""
        moves = joined(self.moves)
        ahead = np.concatenate([states.score for _, states in self.groups])
        moves = moves._replace(step=moves.step - ahead[moves.source])
        order = np.lexsort((moves.label, moves.target, moves.source))
        sizes = [len(states.word) for _, states in self.groups]
        places = [place for place, _ in self.groups]
        return Walk(
            word=np.concatenate([states.word for _, states in self.groups]),
            station=np.repeat(np.array(places, np.int32), sizes),
            group=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
            first=np.cumsum([0, *sizes], dtype=np.int32),
            moves=rows(moves, order),
            final=np.concatenate(self.final) if self.final else np.zeros(0, np.int32),
        )


def _beginning() -> Arrivals:
    """Return the state at the beginning of a line."""
    state = States(
        word=np.array([BOS], np.int32),
        used=np.zeros(1),
        lost=np.zeros(1, bool),
        join=np.array([TIGHT], np.int8),
        score=np.zeros(1),
    )
    none = np.array([-1], np.int32)
    return Arrivals(state, none, none, np.zeros(1))


def _together(arrivals: list[Arrivals]) -> Arrivals:
    """Return arrivals as one."""
    if not arrivals:
        none = np.zeros(0, np.int32)
        flags = np.zeros(0, bool)
        empty = np.zeros(0)
        return Arrivals(States(none, empty, flags, flags.astype(np.int8), empty), none, none, empty)
    states = joined([a.states for a in arrivals])
    rest = (np.concatenate([a[k] for a in arrivals]) for k in (1, 2, 3))
    return Arrivals(states, *rest)


def _chosen(arrivals: Arrivals, which: NDArray[np.bool_]) -> Arrivals:
    """Return some of the arrivals."""
    states = rows(arrivals.states, which)
    return Arrivals(states, arrivals.source[which], arrivals.label[which], arrivals.base[which])


def _sums(scores: Floats, group: NDArray[np.intp], size: int) -> Floats:
    """Return ln of the sum of exponentials by group."""
    most = np.full(size, -np.inf)
    np.maximum.at(most, group, scores)
    found: Floats = most + np.log(
        np.bincount(group, weights=np.exp(scores - most[group]), minlength=size)
    )
    return found
