"""Reads one damaged line: the words that its atoms and gaps leave room for, with posteriors.

    C d Wa E a   ->   Cold War Era

Three walks over the same line, each with fewer words and more context: words taken alone, pairs,
triples (coarse to fine, so that nothing likely is lost early).  What they leave is a graph of all
readings worth weighing; posteriors are sums over it.
"""

from __future__ import annotations

import math
from itertools import islice
from string import ascii_lowercase
from typing import NamedTuple

import numpy as np

from restore.decode.beam import MARK, Speech, walk
from restore.decode.beam_triples import Graph, triples
from restore.decode.language import BOS, Language, Style
from restore.decode.lattice_line import Floats, Line, line_of
from restore.decode.lattice_nodes import UNLISTED, Ids, Nodes
from restore.decode.lattice_noise import noise
from restore.decode.lattice_sources import all_nodes, hidden_nodes
from restore.decode.lattice_text import Piece, printed
from restore.decode.model import Choice, Decoded, Observed, WordRead
from restore.decode.posteriors import behind, best_ways, chances
from restore.decode.sized import with_gaps
from restore.decode.skeletons import Skeletons

OTHERS = 4
"""Further readings of a whole line that are kept: what a person reads through."""

ALTERNATIVES = 5
"""Other readings of one word that are kept."""

LEAST = 0.005
"""Posterior from which another reading of a word is worth a place in the list."""

HOPELESS = -8.0
"""Nats below noise at which a line is given up before words are weighed in context."""


class Read(NamedTuple):
    """What the walks made of a line: the graph of readings and the words it speaks of."""

    line: Line
    nodes: Nodes
    hidden: Nodes
    graph: Graph


def decode(
    observed: Observed, skeletons: Skeletons, language: Language, *, style: Style
) -> Decoded:
    """Return a line read as a whole, the likeliest reading first.

    Words that nothing fits keep the atoms that survive, with gaps for what does not.
    """
    line = line_of(observed, skeletons.loss)
    floor = noise(line)
    speech = Speech(language, style, _initials(language))
    hidden = hidden_nodes(skeletons, speech)
    start = all_nodes(line, skeletons, speech, hidden)
    if not np.isfinite(start.total) or start.total - floor < HOPELESS:
        return given_up(observed, start.total - floor)
    found = walk(line, start, hidden, speech)
    final = np.zeros(len(found.word), bool)
    final[found.final] = True
    moves = found.moves
    rest = behind(found.first, moves.source, moves.target, moves.step, final)
    words = _words(moves.label, start.nodes, hidden)
    graph = triples(found, rest, words, speech)
    chance, total = chances(graph)
    if not math.isfinite(total):
        return given_up(observed, start.total - floor)
    read = Read(line, start.nodes, hidden, graph)
    return _decoded(read, chance, (total, total - floor), skeletons)


def given_up(observed: Observed, nats: float) -> Decoded:
    """Return a line that nothing was read from."""
    return Decoded(observed=observed, words=(), text=observed.line, nats=nats)


def _initials(language: Language) -> Ids:
    """Return the language's words of one letter: a full stop behind them shortens a name."""
    return np.unique(language.ids(list(ascii_lowercase)))


def _words(labels: Ids, nodes: Nodes, hidden: Nodes) -> Ids:
    """Return the language's words of labels; those of marks mean nothing."""
    known = np.append(nodes.word, np.int32(BOS))
    whole = np.append(hidden.word, np.int32(BOS))
    found: Ids = np.where(
        labels >= 0, known[np.maximum(labels, -1)], whole[np.maximum(MARK - 1 - labels, -1)]
    )
    return found


def _decoded(
    read: Read, chance: Floats, sums: tuple[float, float], skeletons: Skeletons
) -> Decoded:
    """Return the best reading of a line with its words' posteriors; `sums`: all ways, and nats."""
    total, nats = sums
    graph = read.graph
    ways = list(islice(best_ways(graph, graph.step), OTHERS + 1))
    odds = _odds(read, chance)
    words = [_word(read, odds, move, skeletons) for move in ways[0][1]]
    texts = [_text(read, way, skeletons) for _, way in ways]
    others: dict[str, float] = {}
    for text, (score, _) in zip(texts, ways, strict=True):
        others[text] = others.get(text, 0.0) + math.exp(min(score - total, 0.0))
    others.pop(texts[0])
    return Decoded(
        observed=read.line.observed,
        words=tuple(words),
        text=texts[0],
        others=tuple(Choice(text, posterior) for text, posterior in others.items()),
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
    return WordRead(
        text=text,
        start=place,
        end=end,
        posterior=here[label],
        known=known,
        alternatives=tuple(choices[:ALTERNATIVES]),
        rivals=len(here),
        without=int(read.nodes.without[label]) if label >= 0 else 0,
    )


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
