"""Tells whether a zone lost ligatures: ff, fi, fl, ffi, ffl as one glyph, whose letters survive."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import regex

from restore.decode.channel_letters import LIGATURES, Floats
from restore.decode.channel_prior import SPREAD
from restore.decode.model import Observed

LIGATURE_RE = regex.compile("ffi|ffl|ff|fi|fl")

WHOLE = 0.9
"""Share of letters that come through from which lost ligatures are thought of: where more is lost,
they are lost letter by letter or cannot be told from it."""

BEFOREHAND = 0.7
"""How likely ligatures are lost in lines that are damaged and whose letters nearly all survive."""

KEPT, LOST = 0.98, 0.01
"""Survival of a ligature that its font has, and that it lacks: one word in a hundred is of another
font."""


def ligatures(lines: Sequence[Observed], survival: float, shares: Floats) -> Mapping[str, float]:
    """Return the probability that each ligature survives, nothing where they are no matter.

    `survival` is the share of letters that come through, `shares` how often each ligature stands
    among the letters of sound text.

    >>> import numpy as np
    >>> from restore.decode.observe import observe
    >>> shares = np.array([0.001, 0.004, 0.001, 0.0003, 0.0001])
    >>> ligatures([observe("the e ect of the con ict")], 0.99, shares)["fl"] < 0.5
    True
    """
    if survival < WHOLE:
        return {}
    seen = Counter(_seen(lines))
    letters = sum(a.sort == "letter" for line in lines for a in line.atoms) / survival
    expected = letters * float(shares.sum())
    times = seen.total()
    spread = (expected * KEPT + SPREAD) / (expected * LOST + SPREAD)
    gain = times * math.log(LOST / KEPT) + (times + SPREAD) * math.log(spread)
    odds = BEFOREHAND / (1 - BEFOREHAND) * math.exp(max(-50.0, min(50.0, gain)))
    lost = odds / (1 + odds)
    return dict.fromkeys(LIGATURES, lost * LOST + (1 - lost) * KEPT)


def _seen(lines: Sequence[Observed]) -> Iterator[str]:
    """Yield the ligatures that are seen, their letters side by side."""
    for line in lines:
        text = "".join(a.text + gap.seen for a, gap in zip(line.atoms, line.gaps[1:], strict=True))
        yield from LIGATURE_RE.findall(text)
