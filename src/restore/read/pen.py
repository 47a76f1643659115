"""Turns a shown string into glyphs with places on the page, and runs of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import atan2, cos, degrees, hypot, inf, isfinite, radians, sin
from typing import NamedTuple

from pdfminer.utils import Matrix

from restore.page import Glyph
from restore.read.content import Operand
from restore.read.fonts import Face
from restore.read.geometry import Box

_BREAK = 0.8  # ems; a jump this wide inside one string may be a column's edge, so the run ends
_DOUBLE = 0.1  # ems; the same string shown again this near is a bold made by printing twice
_UPRIGHT = 2  # degrees; a scan's OCR layer leans this much and is upright all the same
_MOST_GLYPHS = 500_000  # a page's; the fullest page surveyed (a gazetteer) has 22,000
_NEIGHBOURS = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]


class Run(NamedTuple):
    """Glyphs shown one after another: their range, and where they stand in their own direction.

    `start` and `end` run along the direction of writing, `base` grows downwards across it; for
    upright text `start` and `end` are x.  `angle` is in degrees, counter-clockwise.
    """

    first: int
    last: int
    start: float
    end: float
    base: float
    size: float
    angle: int


@dataclass(slots=True)
class Ink:
    """What a page shows: glyphs, each one's start and end along its line, and the runs they form.

    An end includes the tracking (letter-spacing) that the file asks for after the glyph, so that
    spaced letters do not look like words of one letter.  `again` are strings that were shown a
    second time at the same place and left out: after how many glyphs, and their box.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    again: list[tuple[int, Box]] = field(default_factory=list)

    def box(self, first: int, last: int) -> Box:
        """Return the box around the glyphs from `first` up to `last`, in points."""
        glyphs = self.glyphs[first:last]
        return (
            min(g.x0 for g in glyphs),
            min(g.top for g in glyphs),
            max(g.x1 for g in glyphs),
            max(g.bottom for g in glyphs),
        )

    def cut(self, glyphs: int, runs: int) -> None:
        """Forget all but the first `glyphs` glyphs and `runs` runs."""
        del self.glyphs[glyphs:], self.starts[glyphs:], self.ends[glyphs:], self.runs[runs:]


class TooMuchError(Exception):
    """A page that would take longer to read than any real one."""


class Spacing(NamedTuple):
    """The text state that moves letters: size, tracking, word space, horizontal scale, rise."""

    size: float
    tracking: float
    word: float
    scaling: float
    rise: float


class _Stroke(NamedTuple):
    """Where a string starts (y downwards), which way it runs, and how large it is in points."""

    x: float
    y: float
    cosine: float
    sine: float
    size: float
    angle: int
    unit: float

    def frame(self) -> tuple[float, float]:
        """Return the start along the direction of writing and the baseline across it."""
        if self.angle == 0:
            return self.x, self.y
        turn = radians(self.angle)
        return (
            self.x * cos(turn) - self.y * sin(turn),
            self.x * sin(turn) + self.y * cos(turn),
        )


class Pen:
    """Writes strings into `ink`; `flip` turns y upwards into a distance from the page's top."""

    def __init__(self, flip: float) -> None:
        self.ink = Ink()
        self._flip = flip
        self._seen: dict[tuple[int, int, bytes], dict[tuple[int, int], tuple[float, float]]] = {}

    def show(self, items: list[Operand], face: Face, spacing: Spacing, matrix: Matrix) -> float:
        """Show strings and shifts; return how far the text position moves, in text space units.

        `matrix` leads from text space to the page, y upwards.
        """
        a, b, c, d, e, f = matrix
        along = hypot(a, b)
        unit = spacing.size * spacing.scaling * along  # one text space unit of the font, in points
        forward = -1.0 if unit < 0 else 1.0
        x, y = e + c * spacing.rise, f + d * spacing.rise
        size = abs(spacing.size) * hypot(c, d) * face.scale
        if not isfinite(x + y + unit + size) or not along:
            return 0.0
        lean = degrees(atan2(b * forward, a * forward))
        angle = 0 if -_UPRIGHT <= lean <= _UPRIGHT else round(lean) % 360
        glyphs, runs = len(self.ink.glyphs), len(self.ink.runs)
        cosine, sine = (1.0, 0.0) if angle == 0 else (a * forward / along, b * forward / along)
        stroke = _Stroke(x, self._flip - y, cosine, sine, size, angle, abs(unit))
        gaps = spacing.tracking * spacing.scaling * along * forward
        word = 0.0 if face.composite else spacing.word * spacing.scaling * along * forward
        moved = self._write(items, face, stroke, (gaps, word))
        if self._is_double(items, face, stroke):
            if len(self.ink.glyphs) > glyphs:
                self.ink.again.append((glyphs, self.ink.box(glyphs, len(self.ink.glyphs))))
            self.ink.cut(glyphs, runs)
        return moved * forward / along

    def _write(
        self, items: list[Operand], face: Face, stroke: _Stroke, gaps: tuple[float, float]
    ) -> float:
        """Add the glyphs of a string; return the way the pen went, in points."""
        tracking, word = gaps
        at = 0.0
        first = len(self.ink.glyphs)
        begun = 0.0  # where the present run starts
        reach = None  # where its last glyph ends
        limit = _BREAK * stroke.size
        put = self._put_upright if stroke.angle == 0 else self._put_turned
        for item in items:
            if not isinstance(item, bytes):
                if isinstance(item, float):
                    at -= item * 0.001 * stroke.unit
                continue
            if len(self.ink.glyphs) + len(item) > _MOST_GLYPHS:
                raise TooMuchError
            if reach is None:
                begun = at
            elif not -limit < at - reach < limit:
                self._close(first, begun, reach, stroke)
                first, begun = len(self.ink.glyphs), at
            at = put(item, face, stroke, (at, tracking, word))
            reach = at
        if reach is not None:
            self._close(first, begun, reach, stroke)
        return at

    def _close(self, first: int, begun: float, reach: float, stroke: _Stroke) -> None:
        last = len(self.ink.glyphs)
        if last > first:
            start, base = stroke.frame()
            run = Run(first, last, start + begun, start + reach, base, stroke.size, stroke.angle)
            self.ink.runs.append(run)

    def _put_upright(
        self, data: bytes, face: Face, stroke: _Stroke, way: tuple[float, float, float]
    ) -> float:
        """Add the glyphs of upright text from `way[0]` on; return where the pen stands then.

        This loop runs once for each letter of a paper: what can be known before it is.
        """
        at, tracking, word = way
        glyph, start, end = self.ink.glyphs.append, self.ink.starts.append, self.ink.ends.append
        font, size, unit = face.index, stroke.size, stroke.unit
        bottom = stroke.y - face.descent * size
        top = bottom - size
        x = stroke.x + at
        for code in face.decode(data):
            text, origin, width = face[code]
            advance = width * unit
            start(x)
            glyph(Glyph(code, font, size, x, top, x + advance, bottom, advance, origin, text))
            x += advance + tracking
            end(x)
            if code == 32:
                x += word
        return x - stroke.x

    def _put_turned(
        self, data: bytes, face: Face, stroke: _Stroke, way: tuple[float, float, float]
    ) -> float:
        """Add the glyphs of text in any direction; their boxes are upright all the same."""
        at, tracking, word = way
        ink, size = self.ink, stroke.size
        begin = stroke.frame()[0]
        low = face.descent * size
        (x_low, y_low), (x_high, y_high) = (
            (-h * stroke.sine, -h * stroke.cosine) for h in (low, low + size)
        )
        for code in face.decode(data):
            text, origin, width = face[code]
            advance = width * stroke.unit
            x, y = stroke.x + at * stroke.cosine, stroke.y - at * stroke.sine
            to_x, to_y = x + advance * stroke.cosine, y - advance * stroke.sine
            ink.glyphs.append(Glyph(
                code, face.index, size,
                min(x, to_x) + min(x_low, x_high), min(y, to_y) + min(y_low, y_high),
                max(x, to_x) + max(x_low, x_high), max(y, to_y) + max(y_low, y_high),
                advance, origin, text,
            ))  # fmt: skip
            ink.starts.append(begin + at)
            at += advance + tracking
            ink.ends.append(begin + at)
            if code == 32:
                at += word
        return at

    def _is_double(self, items: list[Operand], face: Face, stroke: _Stroke) -> bool:
        """Tell whether the same string was shown at almost the same place before."""
        string = b"".join(item for item in items if isinstance(item, bytes))
        near = _DOUBLE * stroke.size or 0.1
        cell = int(stroke.x // near), int(stroke.y // near)
        places = self._seen.setdefault((face.index, stroke.angle, string), {})
        if places:
            for dx, dy in _NEIGHBOURS:
                x, y = places.get((cell[0] + dx, cell[1] + dy), (inf, inf))
                if hypot(x - stroke.x, y - stroke.y) < near:
                    return True
        places[cell] = stroke.x, stroke.y
        return False
