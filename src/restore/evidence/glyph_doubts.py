"""How much the shapes of a font's glyphs speak against what the file says they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from restore.evidence.shapes import Likeness

STRANGE = 6.0
"""Distance to the nearest reference from which a glyph is like nothing known; 1 is the median of
letters whose design the index lacks, and 99 of 100 of them lie below."""

BLANK = 20.0
"""Nats against a map that calls an inked glyph a space."""

ALIKE = (
    "-\u2010\u2011\xad\u2212\u2013", "'\u2019\u02bc\u2032\xb4", "`\u2018\u02bb", ",\u201a",
    "\"\u201d\u2033", "\xb7\u2022\u2219\u22c5.", "\xb5\u03bc", "\xdf\u03b2", "|\xa6\u01c0",
    "~\u02dc\u223c", "^\u02c6", "\xb0\xba\u02da", "*\u2217", "/\u2044\u2215", ":\u2236",
    "\u0110\xd0", "\u0131i", "Il1|", "O0o\xba", "Cc", "Ss", "Vv", "Ww", "Xx", "Zz",
    "\u0219\u015f", "\u021b\u0163", "\u0218\u015e", "\u021a\u0162",
    "\xaf\u02c9\u2014\u2013",
)  # fmt: skip
"""Characters that share a shape in some design: no outline can tell a map that it is wrong here."""

_ALIKE: dict[str, set[str]] = {}
for _group in ALIKE:
    for _character in _group:
        _ALIKE.setdefault(_character, set()).update(_group)


def doubts(likeness: Likeness, claims: Sequence[str]) -> NDArray[np.float32]:
    """Return how many nats the shapes speak against what the file says of each glyph (n,).

    0 where they do not: nothing is claimed, the index lacks what is claimed, the glyph is like
    nothing in the index, or what it looks most like shares its shape with what is claimed.
    """
    column = {reading: i for i, reading in enumerate(likeness.readings)}
    against = np.zeros(len(claims), dtype=np.float32)
    for row, claim in enumerate(claims):
        if likeness.distance[row] > STRANGE or not claim:
            continue
        if claim.isspace():
            against[row] = BLANK
        elif claim in column:
            held = [column[c] for c in sorted(_ALIKE.get(claim, {claim})) if c in column]
            scores = likeness.scores[row]
            against[row] = max(0.0, float(scores.max() - scores[held].max()))
    return against
