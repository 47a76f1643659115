"""The lexer of content streams: bytes in, (operator, operands) out, no meaning attached.

Our own, because pdfminer's loses the character after an unknown escape (`\\[`, `\\ `), fails on an
octal above 377 and on noise, and takes four times as long.  Rules: ISO 32000-1, 7.2 to 7.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Union

Operand = Union[float, bytes, "Name", list["Operand"]]

_MAX_OPERANDS = 10_000  # a page is kept sane; the widest operator (`TJ`) has one list
_MAX_ARRAY = 200_000  # strings and shifts of one TJ; the longest seen in real papers has some 900


class Name(str):
    """A PDF name without its slash; a type of its own so that it is never taken for text."""

    __slots__ = ()


def _nested(depth: int) -> bytes:
    """Return the pattern of a literal string's inside, with parentheses `depth` levels deep."""
    plain = rb"[^()\\]++|\\."
    inside = rb"(?:" + plain + rb")*+"
    for _ in range(depth):
        inside = rb"(?:" + plain + rb"|\(" + inside + rb"\))*+"
    return inside


# Possessive throughout: no input makes it try a second way, so it stays linear.
_TOKEN = re.compile(
    rb"[\s\0]*+(?:"
    rb"([-+.\d][-+.\d]*+)"  # 1 number
    rb"|\((" + _nested(5) + rb")\)"  # 2 literal string; deeper parentheses must be escaped
    rb"|<(?!<)([^<>()]*+)>?"  # 3 hexadecimal string
    rb"|/([^\s\0()<>\[\]{}/%]*+)"  # 4 name
    rb"|([A-Za-z'\"][^\s\0()<>\[\]{}/%]*+)"  # 5 operator
    rb"|(\[)|(\])"  # 6, 7 array
    rb"|%[^\r\n]*+|<<|>>|."  # comments, dictionary marks and noise carry nothing for us
    rb")",
    re.DOTALL,
)
_NUMBER, _STRING, _HEX, _NAME, _OPERATOR, _OPEN, _CLOSE = range(1, 8)

_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
_FIRST_NUMBER = re.compile(rb"[-+]*(\d*\.?\d*)")
# The end of an inline image: EI between blanks, followed by something readable or the end.
_IMAGE_END = re.compile(rb"[\s\0]EI(?=[\s\0][\s\x20-\x7e]{8}|[\s\0][\s\x20-\x7e]*\Z|\Z)")


def unescape(raw: bytes) -> bytes:
    r"""Resolve the escapes of a literal string; an unknown one is the character itself.

    >>> unescape(rb"\[1\] \(a\)\ b\101\777")
    b'[1] (a) bA\xff'
    """
    return _ESCAPE.sub(_unescape, raw) if b"\\" in raw else raw


def _unescape(match: re.Match[bytes]) -> bytes:
    octal, line_end, letter = match.groups()
    if octal:
        return bytes((int(octal, 8) & 0xFF,))  # "high-order overflow shall be ignored"
    return b"" if line_end else _LETTERS.get(letter, letter)


def number(raw: bytes) -> float:
    """Read a number, malformed ones (`--5`, `1.2.3`, `5-3`) as far as they make sense.

    >>> number(b"-.5"), number(b"--5"), number(b"1.2.3"), number(b"-")
    (-0.5, -5.0, 1.2, 0.0)
    """
    try:
        return float(raw)
    except ValueError:
        found = _FIRST_NUMBER.match(raw)
        digits = found.group(1) if found else b""
        value = float(digits) if digits not in (b"", b".") else 0.0
        return -value if raw.startswith(b"-") else value


def hexadecimal(raw: bytes) -> bytes:
    """Read the inside of a hexadecimal string; blanks and noise do not count.

    >>> hexadecimal(b"48 65 6c6C 7")
    b'Hellp'
    """
    digits = _NOT_HEX.sub(b"", raw)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def operations(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield each operator with its operands; inline images are skipped, noise is passed by.

    >>> list(operations(b"BT /F1 9 Tf [(A) -20 <42>] TJ ET"))
    [(b'BT', []), (b'Tf', ['F1', 9.0]), (b'TJ', [[b'A', -20.0, b'B']]), (b'ET', [])]
    """
    position: int | None = 0
    while position is not None:
        position = yield from _until_image(data, position)


def _until_image(
    data: bytes, position: int
) -> Iterator[tuple[bytes, list[Operand]]]:  # returns where to go on
    stack: list[Operand] = []
    operands = stack
    for match in _TOKEN.finditer(data, position):
        kind = match.lastindex
        if kind == _NUMBER:
            operands.append(number(match[_NUMBER]))
        elif kind == _OPERATOR:
            yield match[_OPERATOR], stack
            if match[_OPERATOR] == b"ID":
                return
            operands = stack = []
        elif kind is not None:
            operands = _operand(match, kind, stack, operands)
    return
