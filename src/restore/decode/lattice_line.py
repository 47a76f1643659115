"""A line as the lattice walks it: stations between atoms, what each mark asks, what gaps cost.

Station `p` is the gap before atom `p`; the last one is the line's end.  A gap may hide letters lost
at the end of a word, words, spaces, and letters lost at the beginning of the next word.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.model import Gap, Loss, Observed

Floats = NDArray[np.float64]

SPACE, TIGHT, EITHER = 0, 1, 2
"""What the next word or mark wants before it: a space, none, or either."""

OPENING = frozenset("([{“‘«„‚‹¿¡")
CLOSING = frozenset(",.:;?!)]}”’»›…%")
JOINING = frozenset("-‐‑–/")
RESETTING = frozenset(".:;?!…")
"""Marks behind which words have no context; commas, quotes and hyphens leave it as it is."""

SURE = 7.0
"""Nats against a space where the page says there is none, or none where it says there is one: one
in a thousand, as often as a reader of pages may misjudge a room."""

CUT = 3.0
"""Tolerances by which a width may be off before it counts as another."""

SPREAD = 2.0
"""Ems over which the room of a gap is spread when no word explains it."""


class Line(NamedTuple):
    """What stays the same while a line is decoded.

    `edge[p, lost, space]` is what gap `p` costs (nats) when it hides lost letters or not, and a
    space or not.  `room` is its width in ems, nan where unknown, as is `space`; `free` what an
    unexplained room costs.
    """

    observed: Observed
    size: int
    edge: Floats
    room: Floats
    space: float
    tolerance: float
    free: float

    def sort(self, place: int) -> str:
        """Return the sort of an atom, "" behind the last."""
        return self.observed.atoms[place].sort if place < self.size else ""

    def text(self, place: int) -> str:
        """Return an atom's character, "" before the first and behind the last."""
        return self.observed.atoms[place].text if 0 <= place < self.size else ""

    def shown(self, place: int) -> bool:
        """Tell whether a gap shows, or stands at an end of the line, where none would."""
        return place in (0, self.size) or bool(self.observed.gaps[place].seen)

    @property
    def measured(self) -> bool:
        """Tell whether any gap has a width."""
        return bool(np.isfinite(self.room).any())

    def misfit(self, place: int, content: Floats) -> Floats:
        """Return what a content of so many ems costs in a gap: infinite if it cannot be.

        Contents of nan, of unknown words, are as likely as any.
        """
        if math.isnan(self.room[place]):
            return np.zeros_like(content)
        off = (self.room[place] - content) / self.tolerance
        costs = np.where(np.abs(off) <= CUT, 0.5 * off * off, np.inf)
        return np.where(np.isnan(off), self.free, costs)


def line_of(observed: Observed, loss: Loss) -> Line:
    """Prepare a line."""
    size = len(observed.atoms)
    edge = np.stack([_edge(gap, loss) for gap in observed.gaps])
    edge[[0, size]] = 0
    widths = [gap.width if observed.measured else None for gap in observed.gaps]
    room = np.array([math.nan if width is None else width for width in widths])
    wide = math.nan if observed.space is None else observed.space
    tolerance = observed.tolerance
    free = math.log(SPREAD / (tolerance * math.sqrt(2 * math.pi))) if tolerance else 0.0
    return Line(observed, size, edge, room, wide, tolerance, max(free, 0.0))


def _edge(gap: Gap, loss: Loss) -> Floats:
    """Return the costs of one gap by (letters lost, space)."""
    tight = np.array([[1 - loss.apart, 1 - loss.spaced], [loss.hidden, loss.hidden]])
    tight[1, 1] *= 1 - loss.spaced
    chance = 1 - tight if gap.seen else tight
    costs: Floats = -np.log(np.clip(chance, 1e-6, 1.0))
    if gap.parts is not None:
        costs[:, 0 if gap.parts else 1] += SURE
    return costs


def wants(mark: str) -> tuple[int, int]:
    """Return what a mark wants before and behind it: SPACE, TIGHT or EITHER.

    >>> wants(",") == (TIGHT, SPACE), wants("("), wants("'")
    (True, (0, 1), (2, 2))
    """
    if mark in OPENING:
        return SPACE, TIGHT
    if mark == ".":
        return TIGHT, EITHER
    if mark in CLOSING:
        return TIGHT, SPACE
    if mark in JOINING:
        return TIGHT, TIGHT
    return EITHER, EITHER
