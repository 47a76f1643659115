"""Reads one damaged line: the words that its atoms and gaps leave room for, with posteriors.

    C d Wa E a   ->   Cold War Era

Three walks over the same line, each with fewer words and more context: words taken alone, pairs,
triples (coarse to fine, so that nothing likely is lost early).  What they leave is a graph of all
readings worth weighing; posteriors are sums over it.
"""

from __future__ import annotations

import math
from string import ascii_lowercase

import numpy as np

from restore.decode.beam import MARK, Speech, walk
from restore.decode.beam_triples import triples
from restore.decode.language import BOS, Language, Style
from restore.decode.lattice_line import line_of
from restore.decode.lattice_nodes import Ids, Nodes
from restore.decode.lattice_noise import noise
from restore.decode.lattice_readings import Read, reading
from restore.decode.lattice_sources import all_nodes, hidden_nodes
from restore.decode.lattice_space import likely_space
from restore.decode.model import Decoded, Observed
from restore.decode.posteriors import Steps, behind, chances
from restore.decode.skeletons import Skeletons

HOPELESS = -8.0
"""Nats below noise at which a line is given up before words are weighed in context."""


def decode(
    observed: Observed, skeletons: Skeletons, language: Language, *, style: Style
) -> Decoded:
    """Return a line read as a whole, the likeliest reading first.

    Words that nothing fits keep the atoms that survive, with gaps for what does not.
    """
    line = line_of(observed, skeletons.loss)
    floor = noise(line)
    speech = Speech(language, style, _initials(language))
    hidden = hidden_nodes(skeletons, speech, measured=line.measured)
    start = all_nodes(line, skeletons, speech, hidden)
    if line.measured and math.isnan(line.space):
        line = line._replace(space=likely_space(line, start))
    if not np.isfinite(start.total) or start.total - floor < HOPELESS:
        return given_up(observed, start.total - floor)
    found = walk(line, start, hidden, speech)
    final = np.zeros(len(found.word), bool)
    final[found.final] = True
    moves = found.moves
    rest = behind(Steps(found.first, moves.source, moves.target, moves.step, final))
    words = _words(moves.label, start.nodes, hidden)
    graph = triples(found, rest, words, speech)
    chance, total = chances(graph)
    if not math.isfinite(total):
        return given_up(observed, start.total - floor)
    read = Read(line, start.nodes, hidden, graph)
    return reading(read, chance, (total, total - floor), skeletons)


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
