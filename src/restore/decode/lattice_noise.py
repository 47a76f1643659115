"""How likely a line is as noise: letters drawn at random, as often as the line itself shows them.

Each letter is priced by how often it has come so far, each gap by how often one has shown
(Krichevsky and Trofimov 1981), so that nothing has to be known beforehand.  Figures and marks are
left out, here as in readings.
"""

from __future__ import annotations

import math
from collections import Counter

from restore.decode.lattice_line import Line

KINDS = 52
"""Letters noise draws from: small ones and capitals."""


def noise(line: Line) -> float:
    """Return ln of the probability of a line's letters and gaps as noise."""
    letters: Counter[str] = Counter()
    gaps: Counter[bool] = Counter()
    total = 0.0
    for place in range(line.size):
        if line.sort(place) != "letter":
            continue
        letter = line.text(place)
        total += math.log((letters[letter] + 0.5) / (letters.total() + KINDS / 2))
        letters[letter] += 1
        if place and line.sort(place - 1) == "letter":
            shown = line.shown(place)
            total += math.log((gaps[shown] + 0.5) / (gaps.total() + 1))
            gaps[shown] += 1
            if shown and not math.isnan(line.room[place]):
                total -= line.free
    return total
