"""What a channel makes of each letter: the units of a word, and what each can come through as.

A unit is a letter, or a ligature that the channel treats as one (`ffi` lost whole, while `f` and
`i` survive alone).  Its usual fate comes first; others are kept where they are not too rare.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.model import Loss

RAREST = 0.05
"""Fates rarer than one letter in twenty are no skeletons of their own: words that need one are
looked for only where nothing else fits (`Skeletons.near`).  A channel learned from a zone of twenty
lines puts one letter in thirty on what it never saw; with those the index has five times as many
skeletons (1.6 million), none of them of use."""

RAREST_TURN = 0.01
"""The same for letters that turn into others: a channel names a turn only where it was seen."""

SURE = 1e-4
"""No fate is priced as rarer: a zone of a thousand letters cannot show that it never happens."""

FATES = 4
"""Fates kept of a unit: two bits a letter tell which one a skeleton takes."""

STRAIGHT = str.maketrans({"'": "’", "ʼ": "’", "‘": "’"})
"""Apostrophes that types and programs swap are one letter."""


class Fate(NamedTuple):
    """What a unit comes through as, "" where it is lost, and its price in nats."""

    seen: str
    price: float


class Units(NamedTuple):
    """The units of a text and their fates.

    `of` has the unit of each character, 0 for those that stand in a ligature begun before them;
    `texts` and `fates` are by unit; unit 0 is nothing and comes through as nothing.
    """

    of: NDArray[np.uint16]
    texts: tuple[str, ...]
    fates: tuple[tuple[Fate, ...], ...]


def units_of(codes: NDArray[np.uint32], starts: NDArray[np.int32], loss: Loss) -> Units:
    """Return the units of words laid end to end in one array of code points."""
    seen = np.flatnonzero(np.bincount(codes, minlength=1))
    table = np.zeros(int(seen[-1]) + 1 if len(seen) else 1, np.uint16)
    table[seen] = np.arange(1, len(seen) + 1)
    of = table[codes]
    texts = ["", *map(chr, seen.tolist())]
    begins = np.zeros(len(codes) + 1, bool)
    begins[starts] = True
    for ligature in sorted((u for u in loss.survives if len(u) > 1), key=_longest_first):
        where = _places(of, begins, [texts.index(c) if c in texts else 0 for c in ligature])
        of[where] = len(texts)
        for k in range(1, len(ligature)):
            of[where + k] = 0
        texts.append(ligature)
    return Units(of, tuple(texts), tuple(fates(text, loss) for text in texts))


def fates(unit: str, loss: Loss) -> tuple[Fate, ...]:
    """Return what can become of a unit, the likeliest first.

    >>> [f.seen for f in fates("k", Loss(survives={"k": 0.6}, turns={"k": (("x", 0.35),)}))]
    ['k', 'x', '']
    """
    if not unit:
        return (Fate("", 0.0),)
    survives = _survival(unit, loss)
    turned = loss.turns.get(unit, ())
    shares: dict[str, float] = {unit.translate(STRAIGHT): survives}
    for seen, share in turned:
        shares[seen.translate(STRAIGHT)] = shares.get(seen.translate(STRAIGHT), 0.0) + share
    shares[""] = shares.get("", 0.0) + max(0.0, 1 - sum(shares.values()))
    whole = sum(max(share, SURE) for share in shares.values())
    found = [Fate(seen, -math.log(max(share, SURE) / whole)) for seen, share in shares.items()]
    found.sort(key=_cheapest_first)
    plain = ("", unit.translate(STRAIGHT))
    least = {fate: RAREST if fate.seen in plain else RAREST_TURN for fate in found}
    likely = [fate for fate in found[1:] if fate.price <= -math.log(least[fate])]
    return (found[0], *likely)[:FATES]


def _survival(unit: str, loss: Loss) -> float:
    """Return how often a unit survives; both apostrophes are asked for."""
    for spelling in (unit, unit.translate(STRAIGHT), "'" if unit in "'’" else unit):
        if spelling in loss.survives:
            return loss.survives[spelling]
    return loss.usual


def _cheapest_first(fate: Fate) -> tuple[float, str]:
    return fate.price, fate.seen


def _longest_first(ligature: str) -> tuple[int, str]:
    return -len(ligature), ligature


def _places(
    of: NDArray[np.uint16], begins: NDArray[np.bool_], wanted: list[int]
) -> NDArray[np.intp]:
    """Return where a run of units begins that lies within one word."""
    size = len(of) - len(wanted) + 1
    if size <= 0 or 0 in wanted:
        return np.zeros(0, np.intp)
    found = of[:size] == wanted[0]
    for k, unit in enumerate(wanted[1:], 1):
        found &= (of[k : k + size] == unit) & ~begins[k : k + size]
    return _apart(np.flatnonzero(found), len(wanted))


def _apart(places: NDArray[np.intp], size: int) -> NDArray[np.intp]:
    """Return places of which none lies within the run that begins at an earlier one."""
    if not len(places) or int(np.diff(places).min(initial=size)) >= size:
        return places
    kept, end = [], -1
    for place in places.tolist():
        if place >= end:
            kept.append(place)
            end = place + size
    return np.array(kept, np.intp)
