"""Glyphs drawn alone, to be looked at: what the reader hands to the witnesses of shape.

A glyph whose code maps to no letter still has an outline.  `Specimens` draws the codes of a font
one by one, whatever the kind of font; reading a paper draws nothing until somebody asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

PER_EM = 96
"""Pixels an em in a specimen: of 24, 48 and 96 the coarsest that keeps the accents apart."""


class Specimen(NamedTuple):
    """One glyph drawn alone.

    `ink` are rows of pixels from the top, 0 for paper and 255 for ink, cut to what is inked, with
    `PER_EM` pixels an em.  `box` is (x0, y0, x1, y1) of the cut in ems from the glyph's origin,
    y upwards from the baseline.
    """

    ink: NDArray[np.uint8]
    box: tuple[float, float, float, float]


class Specimens(Protocol):
    """Draws the glyphs of a document's fonts, and asks their programs what they are.

    Fonts are numbers of `Document.fonts`.  Nothing here raises: a font that cannot be drawn, or
    whose program is broken, gives nothing for its codes.
    """

    def draw(self, font: int, codes: Sequence[int]) -> dict[int, Specimen | None]:
        """Return a specimen for each code; None for one without ink, nothing for one unseen."""
        ...

    def named(self, font: int, codes: Sequence[int]) -> dict[int, str]:
        """Return the characters that the embedded font program itself has for the codes."""
        ...
