"""From what a glyph looks like to what it may be read as: candidates with weights in nats.

What no shape can tell apart is left to the words: here such readings are put beside each other, and
what is known of figures, dashes and accents in print is weighed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from restore.evidence.glyph_doubts import STRANGE
from restore.evidence.shapes import Likeness

DEPTH = 9.0
"""Nats below the best reading down to which the shapes' readings are candidates: a posterior of
1e-4, where measured index errors begin to be as likely as the reading."""

KINDS = 8
"""Readings the shapes may put forward for one glyph; the right one was among 8 in all but 1 of
1,000 glyphs with the design left out of the index."""

FAR = 2.0
"""Distance from which a nearest shape is a chance neighbour more and more: twice that of a letter
of an unseen design, and the noise grows with its square."""

SQUEEZED = 0.3
"""What the shape of an accented letter keeps of its nats in a typewriter's face: accents are
squeezed there above capitals, bars set beside serifs, and few references are typewriters."""

TWINS = (
    ("\u0163", "\u021b", 3.0), ("\u0162", "\u021a", 3.0), ("\u015f", "\u0219", 1.0),
    ("\u015e", "\u0218", 1.0), ("\u0219", "\u015f", -1.0), ("\u0218", "\u015e", -1.0),
    ("\u01d2", "\u014f", 0.0), ("\u01d4", "\u016d", 0.0), ("\u01ce", "\u0103", 0.0),
)  # fmt: skip
"""A reading, one that is drawn the same in many designs, and the nats by which that is likelier:
Romanian and Turkish have a comma and a cedilla below, and no language a t with a cedilla; romanised
Korean and Romanian have the breve, tone marks of Chinese the caron."""

MARKS, DASHES = ".,:;'\u2019\xb7", "-\u2010\u2013\u2014\u2212"

SAME = 0.5
"""Distance up to which a shape is the very reference's: the same font comes out at 0.25 at most."""

COARSE = 6.0
"""Nats below the best at which comma and full stop stay possible for a small mark like no other: a
bitmap of 30 pixels an em breaks the tail of a comma off its dot."""

DASH_WIDTHS = {"-": (0.2, 0.45), "\u2013": (0.4, 0.7), "\u2014": (0.75, 1.2)}
MISFIT = 4.0
"""Ems that hyphen, en dash and em dash advance by (the last two are half an em and one by name, and
nearly so in the reference fonts), and the nats against one that does not."""

PITCHED = 12
"""Glyphs of one advance that make a font one of a typewriter: figures alone are ten."""


def measured(weights: Mapping[str, float], advance: float) -> dict[str, float]:
    """Return weights with those dashes held back that do not fit a glyph's advance (ems)."""
    dashes = {d: low <= advance <= high for d, (low, high) in DASH_WIDTHS.items()}
    return {r: weight - (0 if dashes.get(r, True) else MISFIT) for r, weight in weights.items()}


def add(weights: dict[str, float], reading: str, bonus: float) -> None:
    """Add nats to a reading, which need not be among the candidates yet; "" is none."""
    if reading and not reading.isspace():
        weights[reading] = weights.get(reading, -DEPTH) + bonus


def shapes_of(likeness: Likeness, row: int, *, pitched: bool = False) -> dict[str, float]:
    """Return the readings that the shape of one glyph puts forward, with their weights in nats.

    What no shape can tell apart is left to the words: a comma below from a cedilla, a comma from
    other marks in a coarse bitmap, and in a font of one pitch (`pitched`) a hyphen from a dash.
    """
    if likeness.distance[row] > STRANGE:
        return {}
    readings = likeness.readings
    scores = likeness.scores[row] * trust_in(float(likeness.distance[row]))
    if pitched and not readings[int(scores.argmax())].isascii():
        scores = scores * SQUEEZED
    best = np.argsort(-scores, kind="stable")[:KINDS]
    top = float(scores[best[0]])
    weights = {readings[i]: float(scores[i]) for i in best if scores[i] > top - DEPTH}
    distance = float(likeness.distance[row])
    for reading, twin, bonus in TWINS:
        if reading in weights and distance > SAME:
            weights[twin] = max(weights.get(twin, -DEPTH), weights[reading] + bonus)
    if readings[best[0]] in MARKS and distance > FAR:
        weights.update((mark, max(weights.get(mark, -DEPTH), top - COARSE)) for mark in ",.")
    if pitched and readings[best[0]] in DASHES:
        weights["-"] = max(weights.get("-", -DEPTH), top)
    return weights


def trust_in(distance: float) -> float:
    """Return how much of its nats a likeness keeps: the farther the nearest shape, the less.

    >>> trust_in(1.0), trust_in(4.0)
    (1.0, 0.25)
    """
    return min(1.0, (FAR / distance) ** 2) if distance else 1.0


def is_pitched(advances: Sequence[float]) -> bool:
    """Tell whether glyphs of these advances (ems) are of one pitch, like a typewriter's.

    A ligature or two may take two places.
    """
    _, most = Counter(round(advance, 3) for advance in advances).most_common(1)[0]
    return len(advances) >= PITCHED and most >= 0.9 * len(advances)


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights in nats scaled so that their exponentials sum to 1, best first.

    >>> normalised({"a": 3.0, "b": 3.0})
    {'a': -0.693..., 'b': -0.693...}
    """
    values = np.array(list(weights.values()))
    total = float(np.logaddexp.reduce(values))
    ranked = sorted(weights.items(), key=_best_first)
    return {reading: weight - total for reading, weight in ranked}


def _best_first(item: tuple[str, float]) -> tuple[float, str]:
    """Order readings by weight, then by text."""
    return -item[1], item[0]
