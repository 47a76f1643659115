"""How a word is printed: with a capital or without, in titles and in prose, first or within.

Learned from counts (`data/case.tsv`, made by `scripts/make_case.py`) where a word was seen; a rule
where it was not: titles capitalise all but function words, prose only names.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from restore.names.traditions import bag

FUNCTION = bag(
    "a an and as at but by for from in into nor of off on onto or over per so than that the to up "
    "upon via vs with within without yet du de la le les el der die das und et y von van zu"
)
"""Words that titles print small (Chicago Manual of Style, 8.159), and those of other languages."""

Floats = NDArray[np.float32]


def capitals(words: Sequence[str], *, title: bool) -> Floats:
    """Return how often each lower-case word is printed with a capital where none has to stand.

    >>> bool(capitals(["of"], title=True)[0] < 0.1 < 0.9 < capitals(["war"], title=True)[0])
    True
    """
    usual = 0.98 if title else 0.02
    found = np.full(len(words), usual, np.float32)
    if title:
        for place, word in enumerate(words):
            if word in FUNCTION:
                found[place] = 0.03
    return found
