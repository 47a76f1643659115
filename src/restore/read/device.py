"""Walks a page's content and notes each glyph it shows: code, font, place, text, origin.

It replaces pdfminer's interpreter and device together, since only text is wanted and what covers
it: pictures are passed over, paths and colours only stored (see `boxes`), so a fault in one of them
(a broken ICC profile, say) costs nothing, and a fault in a text operator costs that operator only.
Rules: ISO 32000-1, 8.4, 9.3 and 9.4.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import MATRIX_IDENTITY, Matrix, mult_matrix

from restore.read.boxes import Painter
from restore.read.content import Operand, operations
from restore.read.fontbook import FontBook
from restore.read.fonts import Face
from restore.read.objects import as_dict, as_name, as_numbers
from restore.read.pen import Ink, Pen, Spacing, TooMuchError
from restore.read.streams import stream_bytes

_MOST_OPERATORS = 3_000_000  # a page's; the largest page surveyed (a map) has 600,000
_DEEPEST = 12  # forms inside forms; three is the most seen
_NOISE = 40  # unknown operators in a row: no reader would go on

_OTHER = "BDC BI BMC BX d d0 d1 Do DP EI EMC EX gs h i ID j J M MP ri sh true false null"
_PASSED_BY = frozenset(_OTHER.encode().split())


class Device:
    """Interprets one page; then `ink` holds what was shown and `notes` what went wrong."""

    def __init__(self, book: FontBook, ctm: Matrix, flip: float) -> None:
        self.notes: dict[str, int] = {}
        self._book = book
        self._pen = Pen(flip)
        self.painter = Painter(self._pen.ink, flip, self._resource)
        self._left = _MOST_OPERATORS
        self._open: list[int] = []  # ids of the forms being shown, against circles
        self._ctm = ctm
        self._matrix: Matrix = MATRIX_IDENTITY
        self._line: Matrix = MATRIX_IDENTITY
        self._face: Face | None = None
        self._size = self._tracking = self._word = self._leading = self._rise = 0.0
        self._scaling = 1.0
        self._saved: list[tuple[Any, ...]] = []
        self._resources: dict[str, Any] = {}
        self._handlers: dict[bytes, Callable[[list[Operand]], None]] = {
            b"q": self._save, b"Q": self._restore, b"cm": self._concatenate,
            b"BT": self._begin, b"ET": self._begin,
            b"Tf": self._set_font, b"Tc": self._set_tracking, b"Tw": self._set_word,
            b"Tz": self._set_scaling, b"TL": self._set_leading, b"Ts": self._set_rise,
            b"Td": self._move, b"TD": self._move_leading, b"Tm": self._place, b"T*": self._next,
            b"Tj": self._show_string, b"TJ": self._show_array,
            b"'": self._show_next, b'"': self._show_spaced,
            b"Do": self._do, b"gs": self._graphics,
            b"n": self._end_path, b"S": self._stroke, b"s": self._stroke,
            **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), self._fill),
            **self.painter.operators(),
        }  # fmt: skip

    @property
    def ink(self) -> Ink:
        """What was shown so far."""
        return self._pen.ink

    def run(self, streams: list[Any], resources: dict[str, Any]) -> None:
        """Interpret content streams as one, with the resources given (ISO 32000-1, 7.8.2)."""
        parts = [stream_bytes(stream) for stream in streams]
        sound = all(whole for _, whole in parts)
        self._interpret(b"\n".join(data for data, _ in parts), resources, sound=sound)

    def _note(self, what: str) -> None:
        self.notes[what] = self.notes.get(what, 0) + 1

    def _interpret(self, data: bytes, resources: dict[str, Any], *, sound: bool) -> None:
        if not sound:
            self._note("a content stream is damaged; what comes before the damage is kept")
        outer, self._resources = self._resources, resources
        noise = 0
        for operator, operands in operations(data):
            handler = self._handlers.get(operator)
            if handler:
                try:
                    handler(operands)
                except TooMuchError:
                    raise
                except Exception:  # noqa: BLE001 - one operator is lost, the page is not
                    self._note("a broken text operator is passed over")
                noise = 0
            elif operator in _PASSED_BY:
                noise = 0
            else:
                noise += 1
                if not sound or noise > _NOISE:
                    self._note("the content turns to noise; reading stops there")
                    break
            self._left -= 1
            if self._left < 0:
                raise TooMuchError
        self._resources = outer

    def _resource(self, category: str, name: Operand) -> object:
        """Return a resource as the file has it, a reference as a rule; None if it is missing."""
        found = resolve1(self._resources.get(category))
        return found.get(str(name)) if isinstance(found, dict) else None

    # Graphics state

    def _save(self, _: list[Operand]) -> None:
        self._saved.append(self._state())

    def _state(self) -> tuple[Any, ...]:
        return (
            self._ctm, self._face, self._size, self._tracking, self._word, self._scaling,
            self._leading, self._rise, self.painter.state(),
        )  # fmt: skip

    def _restore(self, _: list[Operand]) -> None:
        if self._saved:
            self._set_state(self._saved.pop())

    def _set_state(self, state: tuple[Any, ...]) -> None:
        (
            self._ctm, self._face, self._size, self._tracking, self._word, self._scaling,
            self._leading, self._rise, painted,
        ) = state  # fmt: skip
        self.painter.set_state(painted)

    def _concatenate(self, operands: list[Operand]) -> None:
        self._ctm = mult_matrix(_matrix(operands), self._ctm)

    def _graphics(self, operands: list[Operand]) -> None:
        """Set the font of an ExtGState, and what painting depends on."""
        entries = as_dict(self._resource("ExtGState", operands[-1]))
        self.painter.graphics(entries)
        font = entries.get("Font")
        if isinstance(font, list) and len(font) == 2:
            self._face, self._size = self._book.face(font[0]), float(resolve1(font[1]))

    def _do(self, operands: list[Operand]) -> None:
        """Show a form; pictures hold no text, but one of a single pixel is a box."""
        form = resolve1(self._resource("XObject", operands[-1]))
        if not isinstance(form, PDFStream):
            return
        if as_name(form.get("Subtype")) != "Form":
            if form.get("Width") == form.get("Height") == 1 and "SMask" not in form:
                self.painter.pixel(self._ctm, mask=form.get("ImageMask") is True)
            return
        if id(form) in self._open or len(self._open) >= _DEEPEST:
            self._note("a form shows itself, or forms are nested without end; passed over")
            return
        state, saved, text = self._state(), self._saved, (self._matrix, self._line)
        self._saved = []
        self._open.append(id(form))
        matrix = as_numbers(form.get("Matrix"), 6)
        if matrix:
            self._ctm = mult_matrix(_matrix([float(v) for v in matrix]), self._ctm)
        self.painter.enter(self._ctm, as_numbers(form.get("BBox"), 4))
        data, sound = stream_bytes(form)
        self._interpret(data, as_dict(form.get("Resources")) or self._resources, sound=sound)
        self._open.pop()
        self._saved = saved
        self._set_state(state)
        self._matrix, self._line = text

    # Paths

    def _end_path(self, _: list[Operand]) -> None:
        self.painter.end_path(self._ctm)

    def _stroke(self, _: list[Operand]) -> None:
        self.painter.stroke_path(self._ctm)

    def _fill(self, _: list[Operand]) -> None:
        self.painter.fill_path(self._ctm)

    # Text state

    def _begin(self, _: list[Operand]) -> None:
        self._matrix = self._line = MATRIX_IDENTITY

    def _set_font(self, operands: list[Operand]) -> None:
        name, size = operands[-2:]
        self._face = self._book.face(self._resource("Font", name))
        self._size = _number(size)

    def _set_tracking(self, operands: list[Operand]) -> None:
        self._tracking = _number(operands[-1])

    def _set_word(self, operands: list[Operand]) -> None:
        self._word = _number(operands[-1])

    def _set_scaling(self, operands: list[Operand]) -> None:
        self._scaling = _number(operands[-1]) / 100

    def _set_leading(self, operands: list[Operand]) -> None:
        self._leading = _number(operands[-1])

    def _set_rise(self, operands: list[Operand]) -> None:
        self._rise = _number(operands[-1])

    def _move(self, operands: list[Operand]) -> None:
        x, y = (_number(v) for v in operands[-2:])
        a, b, c, d, e, f = self._line
        self._matrix = self._line = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def _move_leading(self, operands: list[Operand]) -> None:
        self._leading = -_number(operands[-1])
        self._move(operands)

    def _place(self, operands: list[Operand]) -> None:
        self._matrix = self._line = _matrix(operands)

    def _next(self, _: list[Operand]) -> None:
        self._move([0.0, -self._leading])

    # Showing

    def _show_string(self, operands: list[Operand]) -> None:
        self._show(operands[-1:])

    def _show_array(self, operands: list[Operand]) -> None:
        items = operands[-1]
        self._show(items if isinstance(items, list) else [items])

    def _show_next(self, operands: list[Operand]) -> None:
        self._next([])
        self._show(operands[-1:])

    def _show_spaced(self, operands: list[Operand]) -> None:
        self._word, self._tracking = (_number(v) for v in operands[-3:-1])
        self._show_next(operands)

    def _show(self, items: list[Operand]) -> None:
        """Show strings and shifts, and move the text position past them."""
        if self._face is None:
            return
        spacing = Spacing(self._size, self._tracking, self._word, self._scaling, self._rise)
        matrix = mult_matrix(self._matrix, self._ctm)
        self.painter.note_ink()
        moved = self._pen.show(items, self._face, spacing, matrix)
        a, b, c, d, e, f = self._matrix
        self._matrix = (a, b, c, d, e + moved * a, f + moved * b)


def _number(value: Operand) -> float:
    """Return a number; raise TypeError for anything else, which costs the operator."""
    if not isinstance(value, float):
        raise TypeError
    return value


def _matrix(operands: list[Operand]) -> Matrix:
    """Return the last six operands as a matrix."""
    a, b, c, d, e, f = (_number(v) for v in operands[-6:])
    return a, b, c, d, e, f
