"""How wide the spaces of a justified line are: the width on which its gaps agree.

Between two words that may stand side by side, what is left of the room once the lost letters are
taken off is the space.  Every gap votes with all pairs of words that fit it, as likely as they are
alone; the width with the most votes over the whole line is the line's.
"""

from __future__ import annotations

import numpy as np

from restore.decode.lattice_line import Floats, Line
from restore.decode.lattice_nodes import Alone

NARROW, WIDE = 0.12, 0.8
"""Ems between which spaces of justified print lie: half of a usual one to three of them."""

FINE, COARSE = 0.001, 0.02
"""Ems to which votes are told apart: half a tolerance, within these."""

PAIRED = 60
"""Words on each side of a gap that vote, the likeliest."""

DOUBT = 0.02
"""Share of votes that any width gets: a gap may hide a word, or part none."""


def likely_space(line: Line, start: Alone) -> float:
    """Return the width of the line's spaces in ems."""
    step = min(max(line.tolerance / 2, FINE), COARSE)
    bins = round((WIDE - NARROW) / step)
    near = round(line.tolerance / step) + 1
    window = np.ones(2 * near + 1)
    agreed, votes = np.zeros(bins), np.zeros(bins)
    for place in range(1, line.size):
        here = _votes(line, start, place, (bins, step))
        votes += here
        agreed += np.log(DOUBT + np.convolve(here, window, mode="same"))
    best = int(np.argmax(agreed))
    around = np.arange(max(0, best - near), min(bins, best + near + 1))
    weights = votes[around] + 1e-9
    return NARROW + step * float((weights * around).sum() / weights.sum())


def _votes(line: Line, start: Alone, place: int, grid: tuple[int, float]) -> Floats:
    """Return how likely each width of a space is by one gap.

    `grid`: how many widths, and the ems between them.
    """
    bins, step = grid
    if np.isnan(line.room[place]):
        return np.zeros(bins)
    nodes = start.nodes
    left = np.flatnonzero(nodes.end == place)
    right = np.flatnonzero(nodes.start == place)
    left = left[np.argsort(-start.chance[left], kind="stable")[:PAIRED]]
    right = right[np.argsort(-start.chance[right], kind="stable")[:PAIRED]]
    rooms = line.room[place] - nodes.trail[left][:, None] - nodes.lead[right]
    weights = start.chance[left][:, None] * start.chance[right]
    fits = (rooms > NARROW) & (rooms < WIDE)
    slots = np.minimum(np.rint((rooms[fits] - NARROW) / step).astype(np.intp), bins - 1)
    return np.bincount(slots, weights=weights[fits], minlength=bins).astype(np.float64)
