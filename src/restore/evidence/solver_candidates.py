"""What a symbol may be read as: candidates made ready for the solver.

The other witnesses never veto a letter: every one of a to z stays possible for what may be a
letter.  Nor does language make a digit or a sign of a letter, or the other way round, where the
other witnesses do not allow it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from string import ascii_lowercase, ascii_uppercase
from typing import Literal

TAIL = -9.0
"""Nats for a letter that no witness has.  An outline that errs errs by less; without tails one
geometric "a" was read "o" for ever."""

NEAR = 9.0
"""Nats below the best from which a candidate is no longer tried."""

TRIED = 8
"""Candidates of the other witnesses that are tried at most, unless they know nothing."""

OPEN = 0.2
"""Posterior of the best candidate below which the other witnesses know next to nothing."""

LEEWAY = 2.0
"""Nats by which a digit or sign may be less likely by the other witnesses and still be chosen."""

BETWEEN_MARKS = 5.0
"""The same for one mark and another: words know a comma from an apostrophe, but little more."""

LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
"""The ligatures of most fonts: where one is likely by its shape, the others are possible."""

SCARCE = {"Ð": 3.0}
"""Nats against a letter whose shape is that of a commoner one: outside Icelandic it is "Đ"."""

LOOKALIKES = ("iIl1|ı[]", "oO0", "sS5", "zZ2", "B8", "gq9", "b6")
ALIKE = 6.0
"""Letters and figures that share a shape in some design (the 1 of an old-style face is a small I),
and the leeway among them: which figure it is, the shape says still; that it is one, the figures
beside it.  Likewise for an ampersand: it stands alone, and in italics no two are drawn alike."""

Kind = Literal["letter", "digit", "mark", "sign"]

_MARKS = frozenset(".,;:!?¡¿'’‘\"“”„‚«»‹›()[]{}-–—/…·•*†‡")


def kind(reading: str) -> Kind:
    """Tell what sort of reading it is; only letters and marks are for language to choose.

    >>> kind("ffi"), kind("²"), kind("–"), kind("§")
    ('letter', 'digit', 'mark', 'sign')
    """
    if reading.isalpha():
        return "letter"
    if reading.isnumeric():
        return "digit"
    return "mark" if reading and all(c in _MARKS for c in reading) else "sign"


def prepared(candidates: Mapping[str, float]) -> dict[str, float]:
    """Return log weights normalised, best first, without what is out of reach."""
    fair = {reading: weight - SCARCE.get(reading, 0.0) for reading, weight in candidates.items()}
    ordered = sorted(fair.items(), key=lambda pair: (-pair[1], pair[0]))
    top = ordered[0][1]
    total = top + math.log(sum(math.exp(weight - top) for _, weight in ordered))
    near = [(reading, w - total) for reading, w in ordered if w > top - NEAR]
    return dict(near if is_open(dict(near)) else near[:TRIED])


def is_open(prepared_: Mapping[str, float]) -> bool:
    """Tell whether the other witnesses leave a symbol open."""
    return max(prepared_.values()) < math.log(OPEN)


def with_tails(weights: Mapping[str, float], *, leads: bool = False) -> dict[str, float]:
    """Return the candidates with every letter of a to z, and likely letters in their other case.

    A symbol that `leads` its words gets the capitals, too, and one that may be a ligature the
    others of them.
    """
    found = dict(weights)
    if not any(kind(reading) == "letter" for reading in weights):
        return found
    likely = [reading for reading, weight in weights.items() if weight > TAIL + 2.0]
    tails = [*ascii_lowercase, *_other_cases(likely), *(ascii_uppercase if leads else ())]
    if any(reading in LIGATURES for reading in weights):
        tails += LIGATURES
    for reading in tails:
        found.setdefault(reading, TAIL)
    return found


def _other_cases(readings: Iterable[str]) -> list[str]:
    """Return single letters in their other case."""
    swapped = (reading.swapcase() for reading in readings if len(reading) == 1)
    return [reading for reading in swapped if len(reading) == 1]


def _alike(one: str, other: str) -> bool:
    """Tell whether two readings share a shape in some design."""
    return any(one in group and other in group for group in LOOKALIKES)


def may_move(
    weights: Mapping[str, float], start: str, reading: str, *, leeway: float = LEEWAY
) -> bool:
    """Tell whether language may choose a reading over the one of the other witnesses."""
    before, after = kind(start), kind(reading)
    if after == "letter" and before in ("letter", "mark"):
        return True
    if before == after == "mark":
        leeway = max(leeway, BETWEEN_MARKS)
    if reading == "&" or (before != "digit" and _alike(start, reading)):
        leeway = max(leeway, ALIKE)
    return weights.get(reading, -math.inf) >= weights[start] - leeway
