"""How often each small letter should be seen where some are lost, from wordfreq's list alone."""

from __future__ import annotations

from functools import cache

import numpy as np

from restore.decode.channel_prior import Floats, likelihood
from restore.evidence.words import shares

MOST = 1.5
"""Logarithm of how many letters there may have been to one that is seen: four of five lost."""


@cache
def english() -> Floats:
    """Return the shares of the letters a to z in English.

    >>> english()[4].round(2), english()[25].round(3)
    (np.float64(0.12), np.float64(0.001))
    """
    counts: dict[str, float] = {}
    for word, share in shares("en", small=True).items():
        for letter in word:
            counts[letter] = counts.get(letter, 0.0) + share
    found: Floats = np.array([counts[chr(97 + i)] for i in range(26)])
    found /= found.sum()
    return found


def usual(seen: Floats) -> Floats:
    """Return how often each letter should be seen: of the likeliest number, given what is seen.

    >>> bool(usual(english() * 100 * (np.arange(26) < 15)).sum() > 90)
    True
    """
    numbers = seen.sum() * np.exp(np.linspace(0, MOST, 25)) + 1
    logs = [likelihood(seen, number * english()) for number in numbers.tolist()]
    found: Floats = english() * numbers[int(np.argmax(logs))]
    return found
