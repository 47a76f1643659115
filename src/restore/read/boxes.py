"""Follows what a page fills, as far as it takes to know its opaque boxes and when they appeared.

Only upright rectangles count, thick level lines and pictures of a single pixel.
What a clip, transparency, a blend mode or a pattern makes uncertain is no box: a box that is missed
hides nothing from the reader, while one that is made up would.  Rules: ISO 32000-1, 8.5, 8.6 and
11.3.5.  Operators only store what they are given, so that ordinary pages cost next to nothing and
none of them can fail here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from math import hypot, inf
from typing import Any, NamedTuple

from pdfminer.utils import Matrix, apply_matrix_pt

from restore.read.colours import shade_of
from restore.read.content import Operand
from restore.read.geometry import Box
from restore.read.objects import as_list, as_name, as_number
from restore.read.pen import Ink
from restore.read.rectangles import (
    LONGEST,
    Clip,
    Part,
    box_between,
    common,
    lines,
    rectangles,
    solid,
    upright,
)

_MOST_BOXES = 5_000  # a page's; a page of a released file has some dozens, a picture may have any
_LOWEST, _NARROWEST = 3.0, 2.0  # points; rules are thinner, a hidden letter "i" is not
_SOLID = 0.9  # opacity from which on nothing can be read through a box
_BLACK = 0.1  # shade up to which multiplying blots out what lies below, as a black marker does
_DARK = ("Multiply", "Darken")
_LEVEL = 0.5  # points that the ends of a level line may differ
_INVISIBLE: list[Operand] = [3.0]  # the mode of text that is neither filled nor stroked
_UNKNOWN = b""  # stands for the colour of a pixel, which nobody looked up


class Painted(NamedTuple):
    """An opaque box in points, `top` measured down, and how many glyphs were shown before it.

    `shade` runs from 0, black, to 1, white; None where it is not known.
    """

    left: float
    top: float
    right: float
    bottom: float
    before: int
    shade: float | None


class Painter:
    """Holds the part of the graphics state that painting depends on; notes what is painted.

    `boxes` are in the order in which they were painted.
    """

    def __init__(self, ink: Ink, flip: float, resource: Callable[[str, Operand], object]) -> None:
        self.boxes: list[Painted] = []
        self._examined = 0
        self._ink = ink
        self._flip = flip
        self._resource = resource
        self._path: deque[Part] = deque(maxlen=LONGEST)
        self._clipping = False
        self._fill: list[Operand] = [0.0]
        self._fill_space: Operand | None = None
        self._stroke: list[Operand] = [0.0]
        self._stroke_space: Operand | None = None
        self._width: list[Operand] = [1.0]
        self._opacity: float = 1.0
        self._stroke_opacity: float = 1.0
        self._blend = ""
        self._masked = False
        self._veil: float = 1.0  # of the forms around
        self._clip: Clip | None = None
        self._mode: list[Operand] = [0.0]
        self._inks: list[tuple[int, list[Operand], Operand | None]] = []

    @property
    def crowded(self) -> bool:
        """Tell whether there were too many boxes to look at all."""
        return self._examined > _MOST_BOXES

    def operators(self) -> dict[bytes, Callable[[list[Operand]], None]]:
        """Return the operators that paths and colours take, each with what stores it."""
        part: Callable[[list[Operand]], None] = self._path.append
        return {
            b"re": part, b"l": part, b"c": part, b"m": self._begin, b"v": self._bend,
            b"y": self._bend, b"W": self._clip_next, b"W*": self._clip_next, b"w": self._set_width,
            b"Tr": self._set_mode,
            b"g": self._set_fill, b"rg": self._set_fill, b"k": self._set_fill,
            b"G": self._set_stroke, b"RG": self._set_stroke, b"K": self._set_stroke,
            b"sc": self._tint_fill, b"scn": self._tint_fill, b"cs": self._set_fill_space,
            b"SC": self._tint_stroke, b"SCN": self._tint_stroke, b"CS": self._set_stroke_space,
        }  # fmt: skip

    # What is stored

    def state(self) -> tuple[Any, ...]:
        """Return what `q` saves."""
        return (
            self._fill, self._fill_space, self._stroke, self._stroke_space, self._width,
            self._opacity, self._stroke_opacity, self._blend, self._masked, self._veil,
            self._clip, self._mode,
        )  # fmt: skip

    def set_state(self, state: tuple[Any, ...]) -> None:
        """Take back what `state` returned."""
        (
            self._fill, self._fill_space, self._stroke, self._stroke_space, self._width,
            self._opacity, self._stroke_opacity, self._blend, self._masked, self._veil,
            self._clip, self._mode,
        ) = state  # fmt: skip

    def _begin(self, operands: list[Operand]) -> None:
        self._path.append(tuple(operands))

    def _bend(self, _: list[Operand]) -> None:
        self._path.append([])

    def _clip_next(self, _: list[Operand]) -> None:
        self._clipping = True

    def _set_width(self, operands: list[Operand]) -> None:
        self._width = operands

    def _set_mode(self, operands: list[Operand]) -> None:
        self._mode = operands

    def _set_fill(self, operands: list[Operand]) -> None:
        self._fill, self._fill_space = operands, None

    def _set_stroke(self, operands: list[Operand]) -> None:
        self._stroke, self._stroke_space = operands, None

    def _tint_fill(self, operands: list[Operand]) -> None:
        self._fill = operands

    def _tint_stroke(self, operands: list[Operand]) -> None:
        self._stroke = operands

    def _set_fill_space(self, operands: list[Operand]) -> None:
        self._fill, self._fill_space = [], operands[-1] if operands else None

    def _set_stroke_space(self, operands: list[Operand]) -> None:
        self._stroke, self._stroke_space = [], operands[-1] if operands else None

    def graphics(self, entries: dict[str, Any]) -> None:
        """Take opacity, blend mode and mask from an ExtGState."""
        self._opacity = as_number(entries.get("ca"), self._opacity)
        self._stroke_opacity = as_number(entries.get("CA"), self._stroke_opacity)
        if "SMask" in entries:
            self._masked = as_name(entries["SMask"]) != "None"
        if "BM" in entries:
            mode = as_name((as_list(entries["BM"]) or [entries["BM"]])[0])
            self._blend = "" if mode in ("Normal", "Compatible") else mode

    def enter(self, matrix: Matrix, box: list[float] | None) -> None:
        """Begin a form: it is cut to its box, and what veils it veils all that is in it."""
        self._veil *= 0.0 if self._blend or self._masked else self._opacity
        self._opacity = self._stroke_opacity = 1.0
        self._blend, self._masked = "", False
        if box:
            x0, y0, x1, y1 = map(float, box)
            self._clip = Clip(self._clip, [[x0, y0, x1 - x0, y1 - y0]], matrix, self._flip)

    def note_ink(self) -> None:
        """Remember the colour in which the text to come is shown, where it is a new one."""
        fill = self._fill if self._mode != _INVISIBLE else _INVISIBLE
        if not self._inks or self._inks[-1][1] is not fill:
            self._inks.append((len(self._ink.glyphs), fill, self._fill_space))

    def inks(self) -> list[tuple[int, float | None]]:
        """Return the first glyph of each stretch of text of one colour, and its shade.

        Invisible text has none.
        """
        return [
            (first, None if fill is _INVISIBLE else self._shade(fill, space))
            for first, fill, space in self._inks
        ]

    # What is painted

    def end_path(self, matrix: Matrix) -> None:
        """Forget a path, but for the clip that it makes."""
        if self._clipping:
            self._clipping = False
            self._clip = Clip(self._clip, list(self._path), matrix, self._flip)
        self._path.clear()

    def fill_path(self, matrix: Matrix) -> None:
        """Fill the path and end it."""
        solid_fill = self._opacity * self._veil >= _SOLID and not self.crowded
        if 0 < len(self._path) < LONGEST and solid_fill:
            found = [upright(r, matrix, self._flip) for r in rectangles(self._path) or ()]
            boxes = [box for box in found if box and _is_large(box)]
            self._examined += len(boxes)
            for box in solid(boxes) if len(boxes) > 1 else boxes:
                self._add(box, self._fill, self._fill_space)
        self.end_path(matrix)

    def stroke_path(self, matrix: Matrix) -> None:
        """Stroke the path and end it; thick level lines are boxes."""
        width = self._width[-1] if self._width else None
        thick = width * hypot(*matrix[2:4]) if isinstance(width, float) else 0.0
        if thick >= _LOWEST and self._stroke_opacity * self._veil >= _SOLID:
            for ends in lines(self._path):
                one, other = (apply_matrix_pt(matrix, end) for end in ends)
                x0, y0, x1, y1 = box_between(one, other, self._flip)
                self._examined += 1
                if y1 - y0 <= _LEVEL:
                    box = x0, y0 - thick / 2, x1, y1 + thick / 2
                    self._add(box, self._stroke, self._stroke_space)
        self.end_path(matrix)

    def pixel(self, matrix: Matrix, *, mask: bool) -> None:
        """Paint a picture of a single pixel; a mask takes the colour of fillings."""
        box = upright([0.0, 0.0, 1.0, 1.0], matrix, self._flip)
        self._examined += 1
        if box and self._opacity * self._veil >= _SOLID:
            self._add(box, self._fill if mask else [_UNKNOWN], self._fill_space if mask else None)

    def _add(self, box: Box, colour: list[Operand], space: Operand | None) -> None:
        """Keep a box as far as the clip leaves it, unless it is no opaque one."""
        seen = common(box, self._clip.box) if self._clip else box
        if self.crowded or self._masked or not _is_large(seen):
            return
        shade = self._shade(colour, space)
        if shade is None and colour != [_UNKNOWN]:
            return
        blots_out = self._blend in _DARK and shade is not None and shade <= _BLACK
        if not self._blend or blots_out:
            self.boxes.append(Painted(*seen, len(self._ink.glyphs), shade))

    def _shade(self, colour: list[Operand], space: Operand | None) -> float | None:
        """Return how light a colour is."""
        return shade_of(colour, space and (self._resource("ColorSpace", space) or space))


def _is_large(box: Box) -> bool:
    """Tell whether a box may hide a letter; false for anything not finite."""
    return _NARROWEST <= box[2] - box[0] < inf and _LOWEST <= box[3] - box[1] < inf
