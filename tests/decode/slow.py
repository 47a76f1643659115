"""What "fits" means, in plain Python: the slow definition that the index is held against."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from restore.decode.lexicon import Lexicon
from restore.decode.model import Atom, Gap, Loss, Observed
from restore.decode.skeleton_index import DEAREST, MOST
from restore.decode.skeleton_units import Fate, fates


class Way(NamedTuple):
    """One way in which a word comes through: what is seen of each unit, and its price."""

    units: tuple[str, ...]
    seen: tuple[str, ...]
    price: float

    @property
    def text(self) -> str:
        return "".join(self.seen)

    def gaps(self) -> list[list[str]]:
        """Return the lost units before, between and behind the letters that are seen."""
        found: list[list[str]] = [[]]
        for unit, seen in zip(self.units, self.seen, strict=True):
            if seen:
                found.extend([] for _ in seen)
            else:
                found[-1].append(unit)
        return found


def lexicon_of(words: Sequence[str]) -> Lexicon:
    """Return a lexicon of words, the first the commonest."""
    ranks = np.arange(len(words), dtype=np.float32) * np.float32(-0.5)
    priors = np.zeros((len(words), 4), np.float32)
    return Lexicon("\n".join(words), np.arange(len(words), dtype=np.int32), priors, ranks)


def units(word: str, loss: Loss) -> tuple[str, ...]:
    """Part a word at the ligatures of a channel, the longest first, from left to right."""
    parts: list[str] = [word]
    for ligature in sorted((u for u in loss.survives if len(u) > 1), key=lambda u: (-len(u), u)):
        parts = [x for part in parts for x in _parted(part, ligature, loss)]
    return tuple(x for part in parts for x in ([part] if part in loss.survives else part))


def _parted(part: str, ligature: str, loss: Loss) -> list[str]:
    if len(part) > 1 and part in loss.survives:
        return [part]
    pieces = part.split(ligature)
    found = [x for piece in pieces for x in (ligature, piece)][1:]
    return [x for x in found if x]


def ways(word: str, loss: Loss) -> list[Way]:
    """Return how a word comes through: the cheapest ways, none much dearer than the usual one."""
    parts = units(word, loss)
    every = [_way(parts, chosen) for chosen in product(*(fates(u, loss) for u in parts))]
    usual = every[0].price
    every = [way for way in every if way.price <= usual + DEAREST]
    return sorted(every, key=lambda way: way.price)


def _way(parts: tuple[str, ...], chosen: tuple[Fate, ...]) -> Way:
    price = sum(fate.price for fate in chosen)
    return Way(parts, tuple(fate.seen for fate in chosen), price)


def whole(found: Sequence[Way]) -> bool:
    """Tell whether all ways of a word are kept."""
    return len(found) <= MOST


def fitting(
    words: Sequence[str], loss: Loss, observed: Observed
) -> Iterator[tuple[int, float, int, int]]:
    """Yield (form, cost, lost before, lost behind) of all words that fit all atoms of a line."""
    seen = "".join(atom.text for atom in observed.atoms)
    for form, word in enumerate(words):
        for way in ways(word, loss):
            if way.text == seen:
                lost = way.gaps()
                price = way.price + sum(
                    _price(gap, units_, loss, observed)
                    for gap, units_ in zip(observed.gaps[1:-1], lost[1:-1], strict=True)
                )
                if math.isfinite(price):
                    yield form, price, letters(lost[0]), letters(lost[-1])


def letters(lost: Sequence[str]) -> int:
    return sum(map(len, lost))


def _price(gap: Gap, lost: Sequence[str], loss: Loss, observed: Observed) -> float:
    if gap.width is not None and observed.widths:
        miss = abs(sum(observed.widths[c] for unit in lost for c in unit) - gap.width)
        off = miss / observed.tolerance
        return off * off / 2 if off <= 3 else math.inf
    if gap.seen:
        return -math.log(1 - loss.hidden if lost else loss.apart)
    return -math.log(loss.hidden if lost else 1 - loss.apart)


def line(way: Way, signs: Sequence[bool], widths: dict[str, float] | None = None) -> Observed:
    """Return a way of a word as a line of its own; `signs` say which gaps show."""
    atoms = tuple(Atom(c, 2 * i, "letter") for i, c in enumerate(way.text))
    gaps = []
    for lost, shown in zip(way.gaps(), signs, strict=False):
        width = sum(widths[c] for unit in lost for c in unit) if widths else None
        gaps.append(Gap(" " if shown else "", width))
    gaps[0] = gaps[0]._replace(width=None)
    gaps[-1] = gaps[-1]._replace(width=None)
    text = " ".join(way.text)
    return Observed(line=text, atoms=atoms, gaps=tuple(gaps), widths=widths or {})
