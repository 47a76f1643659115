"""How wide words are: advances of characters, of ligatures, of printed forms.

All widths are in ems of the font's size.  A character that the metrics lack has no width (NaN):
what needs it cannot be measured, which is neither for nor against it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

LIGATURES = {"ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ"}
"""Ligatures as metrics may list them: by their own code points."""


def physical(text: str, widths: Mapping[str, float]) -> float:
    """Return the width of a printed form, NaN where a character has none.

    >>> physical("war", {"w": 0.722, "a": 0.444, "r": 0.333})
    1.499
    """
    return math.fsum(advance(character, widths) for character in text)


def advance(unit: str, widths: Mapping[str, float]) -> float:
    """Return the width of a character or a ligature ("ffi"), NaN where it is unknown.

    Letters with marks advance as their letters do, as in nearly every text face; a ligature without
    a width of its own is as wide as its letters.

    >>> advance("é", {"e": 0.444}), advance("fi", {"f": 0.333, "i": 0.278})
    (0.444, 0.611)
    """
    for spelling in (unit, LIGATURES.get(unit, unit)):
        if spelling in widths:
            return widths[spelling]
    if len(unit) != 1:
        return round(math.fsum(advance(letter, widths) for letter in unit), 6)
    if unit in "'’":  # curly in print; metrics from shown glyphs may have the other
        return widths.get("’", widths.get("'", math.nan))
    letter = unicodedata.normalize("NFD", unit)[0]
    return widths.get(letter, math.nan) if letter != unit else math.nan


def advances(units: Iterable[str], widths: Mapping[str, float]) -> NDArray[np.float32]:
    """Return the widths of characters and ligatures, NaN where unknown."""
    return np.array([advance(unit, widths) for unit in units], np.float32)
