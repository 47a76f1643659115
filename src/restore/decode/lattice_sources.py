"""Where the words of a line come from: the lexicon's skeletons, numbers, letters alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from restore.decode.beam import Speech
from restore.decode.language import NUMBER, UNKNOWN
from restore.decode.lattice_columns import joined, rows
from restore.decode.lattice_line import Floats, Line
from restore.decode.lattice_nodes import (
    NUMERAL,
    UNLISTED,
    WIDEST,
    Alone,
    Ids,
    Letters,
    Nodes,
    alone,
    numbers,
    spans,
)
from restore.decode.lexicon import Lexicon
from restore.decode.model import Loss
from restore.decode.skeletons import Candidates, Skeletons

HIDDEN = 40
"""Words of which nothing survives that a gap is asked for."""

HIDDEN_MEASURED = 300
"""The same where widths tell most of them apart."""

UNLISTED_ATOMS = 14
"""Atoms of a word that no list has, at most."""

LETTERS_OF_UNLISTED = 7.5
"""Letters of a word that no list has, on average; common words have five."""

COMMON = 20_000
"""Forms by which the shares of letters are counted, the commonest."""

LEAST = 1e-3
"""No letter that is seen is priced as rarer than one in a thousand, whatever the channel says."""


def all_nodes(line: Line, skeletons: Skeletons, speech: Speech, hidden: Nodes) -> Alone:
    """Return the words that may stand in a line, those that words taken alone leave."""
    tables = [
        *_listed(line, skeletons, speech),
        _unlisted(line, letters_of(skeletons)),
        _numbers(line),
    ]
    found = joined(tables)
    nodes = rows(found, np.lexsort((found.form, found.end, found.start)))
    scores = speech.alone(nodes.word) - nodes.cost
    whole = speech.alone(hidden.word) - hidden.cost
    return alone(line, nodes, scores, float(np.exp(whole).sum()))


def hidden_nodes(skeletons: Skeletons, speech: Speech, *, measured: bool) -> Nodes:
    """Return the words of which nothing survives; their whole width is in `lead`."""
    found = skeletons.hidden(most=HIDDEN_MEASURED if measured else HIDDEN)
    return _of(skeletons, speech, found, (0, 0))


def _listed(line: Line, skeletons: Skeletons, speech: Speech) -> list[Nodes]:
    """Return the words of the lexicon that fit somewhere."""
    found = []
    for start, end in spans(line):
        if any(line.sort(p) == "unmapped" for p in range(start, end)):
            continue
        fitting = skeletons.spanning(line.observed, start, end, most=WIDEST)
        if len(fitting.forms):
            found.append(_of(skeletons, speech, fitting, (start, end)))
    return found


def _of(skeletons: Skeletons, speech: Speech, found: Candidates, span: tuple[int, int]) -> Nodes:
    """Return candidates for a stretch of atoms as nodes."""
    size = len(found.forms)
    lexicon, style = skeletons.lexicon, speech.style
    within = lexicon.prior(found.forms, style=style, first=False).astype(np.float64)
    opening = lexicon.prior(found.forms, style=style, first=True).astype(np.float64)
    return Nodes(
        start=np.full(size, span[0], np.int32),
        end=np.full(size, span[1], np.int32),
        form=found.forms.astype(np.int32),
        word=lexicon.words[found.forms].astype(np.int32),
        cost=found.cost.astype(np.float64) - within,
        first=within - opening,
        lead=found.lead.astype(np.float64),
        trail=found.trail.astype(np.float64),
        before=found.before > 0,
        behind=found.behind > 0,
        without=np.full(size, found.without, np.int32),
        fits=np.full(size, size, np.int32),
        inner=found.inner.astype(np.float64),
    )


def _numbers(line: Line) -> Nodes:
    """Return the numbers in figures as nodes."""
    places = np.array(list(numbers(line)), np.int32).reshape(-1, 2)
    size = len(places)
    exact = np.zeros(size)
    return _made(places, (NUMERAL, NUMBER), exact, exact)


def _unlisted(line: Line, letters: Letters) -> Nodes:
    """Return for each stretch of atoms a word that no list has, spelled letter by letter."""
    places, costs = [], []
    for start, end in spans(line):
        if end - start > UNLISTED_ATOMS:
            continue
        atom = line.text(end - 1)
        due = letters.seen.get(atom, letters.usual)
        if end - start == 1:
            cost = letters.end
        else:
            cost += _inside(line, end - 1, letters)
        cost += due
        places.append((start, end))
        costs.append(cost)
    spot = np.array(places, np.int32).reshape(-1, 2)
    size = len(spot)
    unknown = np.full(size, math.nan)
    price = np.array(costs, np.float64)
    return _made(spot, (UNLISTED, UNKNOWN), price, unknown)


def _inside(line: Line, place: int, letters: Letters) -> float:
    """Return what a gap inside a word that no list has costs."""
    gap = line.observed.gaps[place]
    if gap.parts:
        return math.inf
    if not gap.seen:
        return letters.tight
    return letters.shown + (0.0 if math.isnan(line.room[place]) else line.free)


def _made(places: Ids, sort: tuple[int, int], cost: Floats, edges: Floats) -> Nodes:
    """Return nodes that come from no lexicon; `sort`: what stands for a form, and their word."""
    size = len(places)
    lost = np.isnan(edges)
    return Nodes(
        start=places[:, 0],
        end=places[:, 1],
        form=np.full(size, sort[0], np.int32),
        word=np.full(size, sort[1], np.int32),
        cost=cost,
        first=np.zeros(size),
        lead=edges,
        trail=edges,
        before=lost,
        behind=lost,
        without=np.zeros(size, np.int32),
        fits=np.zeros(size, np.int32),
        inner=np.zeros(size),
    )


def letters_of(skeletons: Skeletons) -> Letters:
    """Return what letters cost in a word that no list has, under the channel of an index.

    Letters come one by one, each as often as in this literature, and the word ends after any of
    them: a sum over all words of which the seen letters may be left.
    """
    return _letters(shares_of(skeletons.lexicon), skeletons.loss)


@lru_cache(maxsize=4)
def shares_of(lexicon: Lexicon) -> Mapping[str, float]:
    """Return how often each letter comes in the words of a lexicon."""
    most = min(COMMON, len(lexicon))
    lengths = np.diff(lexicon.starts[: most + 1])
    weights = np.repeat(np.exp(lexicon.ranks[:most].astype(np.float64)), lengths)
    codes = lexicon.codes[: lexicon.starts[most]]
    counts = np.bincount(codes, weights=weights)
    return {chr(c): float(counts[c] / counts.sum()) for c in np.flatnonzero(counts).tolist()}


def _letters(shares: Mapping[str, float], loss: Loss) -> Letters:
    """Return prices of letters that come as often as `shares` says."""
    ends = 1 / LETTERS_OF_UNLISTED
    seen: dict[str, float] = {}
    for letter, share in shares.items():
        seen[letter] = seen.get(letter, 0.0) + share * loss.of(letter)
        for other, part in loss.turns.get(letter, ()):
            seen[other] = seen.get(other, 0.0) + share * part
    lost = max(1 - sum(seen.values()), 1e-3)
    more = (1 - ends) * lost
    run = more / (1 - more)
    return Letters(
        seen={c: -math.log((1 - ends) * max(share, LEAST)) for c, share in seen.items()},
        usual=-math.log((1 - ends) * LEAST),
        shown=-math.log(run * (1 - loss.hidden) + loss.apart),
        tight=-math.log(min(1.0, 1 + run * loss.hidden)),
        end=-math.log(ends / (1 - more) ** 2),
    )
