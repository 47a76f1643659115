"""What a line reads, once every way through it is weighed: words with posteriors, whole readings.

The posterior of a word sums over all ways that read it at its place.  The reading shown is the
likeliest as a whole: the one with the most right words to be expected (Goel and Byrne 2000) was
right as often and invented twice as many words.
"""

from __future__ import annotations

import math
from itertools import islice
from typing import NamedTuple

import numpy as np

from restore.decode.beam import MARK
from restore.decode.beam_triples import Graph
from restore.decode.lattice_line import Floats, Line
from restore.decode.lattice_nodes import UNLISTED, Nodes
from restore.decode.lattice_text import Piece, printed
from restore.decode.model import Choice, Decoded, WordRead
from restore.decode.posteriors import best_ways
from restore.decode.sized import with_gaps
from restore.decode.skeletons import Skeletons

OTHERS = 4
"""Further readings of a whole line that are kept: what a person reads through."""

ALTERNATIVES = 5
"""Other readings of one word that are kept."""

LEAST = 0.005
"""Posterior from which another reading of a word is worth a place in the list."""


class Read(NamedTuple):
    """What the walks made of a line: the graph of readings and the words it speaks of."""

    line: Line
    nodes: Nodes
    hidden: Nodes
    graph: Graph


def reading(read: Read, chance: Floats, sums: tuple[float, float], skeletons: Skeletons) -> Decoded:
    """Return the best reading of a line with its words' posteriors; `sums`: all ways, and nats."""
    total, nats = sums
    graph = read.graph
    odds = _odds(read, chance)
    ways = list(islice(best_ways(graph, graph.step), OTHERS + 1))
    best = ways[0][1]
    text = _text(read, best, skeletons)
    others: dict[str, float] = {}
    for score, way in ways:
        other = _text(read, way, skeletons)
        others[other] = others.get(other, 0.0) + math.exp(min(score - total, 0.0))
    others.pop(text, None)
    return Decoded(
        observed=read.line.observed,
        words=tuple(_word(read, odds, move, skeletons) for move in best),
        text=text,
        others=tuple(Choice(other, share) for other, share in others.items()),
        nats=nats,
    )


Odds = dict[tuple[int, int], dict[int, float]]


def _odds(read: Read, chance: Floats) -> Odds:
    """Return the posterior of each label at each place: (first atom, end) -> label -> posterior."""
    graph = read.graph
    keys = graph.place.astype(np.int64) << 32 | (graph.label.astype(np.int64) + (1 << 31))
    kept, back = np.unique(keys, return_inverse=True)
    sums = np.bincount(back, weights=chance, minlength=len(kept))
    found: Odds = {}
    for key, share in zip(kept.tolist(), sums.tolist(), strict=True):
        place, label = key >> 32, (key & ((1 << 32) - 1)) - (1 << 31)
        end = int(read.nodes.end[label]) if label >= 0 else place
        if label != MARK:
            found.setdefault((place, end), {})[label] = min(share, 1.0)
    return found


def _word(read: Read, odds: Odds, move: int, skeletons: Skeletons) -> WordRead:
    """Return one word of the best reading."""
    label, place = int(read.graph.label[move]), int(read.graph.place[move])
    if label == MARK:
        return WordRead(read.line.text(place), place, place + 1, 1.0)
    end = int(read.nodes.end[label]) if label >= 0 else place
    here = odds[place, end]
    text = _name(read, label, skeletons)
    others: dict[str, float] = {}
    for other, share in sorted(here.items(), key=lambda pair: (-pair[1], pair[0])):
        if other != label:
            name = _name(read, other, skeletons)
            others[name] = others.get(name, 0.0) + share
    choices = [Choice(t, share) for t, share in others.items() if share >= LEAST]
    known = label < 0 or int(read.nodes.form[label]) != UNLISTED
    predicted, room = _rooms(read, label, skeletons)
    return WordRead(
        text=text,
        start=place,
        end=end,
        posterior=here[label],
        known=known,
        alternatives=tuple(choices[:ALTERNATIVES]),
        predicted=predicted,
        room=room,
        rivals=int(read.nodes.fits[label]) if label >= 0 else 0,
        without=int(read.nodes.without[label]) if label >= 0 else 0,
    )


def _rooms(read: Read, label: int, skeletons: Skeletons) -> tuple[float | None, float | None]:
    """Return the room of the inner gaps of a word in ems, predicted and measured."""
    if label < 0 or (form := int(read.nodes.form[label])) < 0:
        return None, None
    start, end = int(read.nodes.start[label]), int(read.nodes.end[label])
    room = math.fsum(read.line.room[start + 1 : end])
    predicted = skeletons.inner_room(form, read.line.observed, (start, end), room)
    return (None, None) if math.isnan(predicted) else (predicted, room)


def _name(read: Read, label: int, skeletons: Skeletons) -> str:
    """Return what a label reads."""
    if label < 0:
        return skeletons.lexicon.text(int(read.hidden.form[MARK - 1 - label]))
    form = int(read.nodes.form[label])
    if form >= 0:
        return skeletons.lexicon.text(form)
    start, end = int(read.nodes.start[label]), int(read.nodes.end[label])
    if form == UNLISTED:
        return with_gaps(read.line.observed, start, end)
    return "".join(read.line.text(place) for place in range(start, end))


def _text(read: Read, way: list[int], skeletons: Skeletons) -> str:
    """Return a way through a line as it is printed."""
    pieces = []
    for move in way:
        label, place = int(read.graph.label[move]), int(read.graph.place[move])
        tight = not read.line.shown(place)
        if label == MARK:
            pieces.append(Piece(read.line.text(place), mark=True, tight=tight))
        else:
            pieces.append(Piece(_name(read, label, skeletons), tight=tight and label >= 0))
    return printed(pieces)
