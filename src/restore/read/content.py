r"""The lexer of content streams: bytes in, (operator, operands) out, no meaning attached.

Our own, because pdfminer's loses the character after an unknown escape (`\[`, `\ `), fails on an
octal above 377 and on noise, and takes four times as long.  Rules: ISO 32000-1, 7.2 to 7.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Union

Operand = Union[float, bytes, "Name", list["Operand"]]

_LARGEST = 1e7  # no length on a page comes near it (the largest page is 14,400 points wide)


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
    rb"|\((" + _nested(2) + rb")\)"  # 2 literal string
    rb"|<(?!<)([^<>()]*+)>?"  # 3 hexadecimal string
    rb"|/([^\s\0()<>\[\]{}/%]*+)"  # 4 name
    rb"|([A-Za-z'\"][^\s\0()<>\[\]{}/%]*+)"  # 5 operator
    rb"|(\[)|(\])"  # 6, 7 array
    rb"|(\()"  # 8 literal string with deeper parentheses, or without end
    rb"|%[^\r\n]*+|<<|>>|.|\Z"  # comments, dictionary marks and noise carry nothing for us
    rb")",
    re.DOTALL,
)
_NUMBER, _STRING, _HEX, _NAME, _OPERATOR, _OPEN, _CLOSE, _DEEP = range(1, 9)

_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PARENTHESIS = re.compile(rb"[()]|\\.", re.DOTALL)
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

    >>> number(b"-.5"), number(b"--5"), number(b"1.2.3"), number(b"x")
    (-0.5, -5.0, 1.2, 0.0)
    """
    try:
        value = float(raw)
    except ValueError:
        found = _FIRST_NUMBER.match(raw)
        digits = found.group(1) if found else b""
        value = float(digits) if digits not in (b"", b".") else 0.0
        value = -value if raw.startswith(b"-") else value
    return value if -_LARGEST < value < _LARGEST else 0.0


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
    operands: list[Operand] = []
    target = operands  # where values go: the operands or the array that is open in them
    while position is not None:
        resume = None
        for match in _TOKEN.finditer(data, position):
            kind = match.lastindex
            if kind == _NUMBER:
                target.append(number(match[_NUMBER]))
            elif kind == _OPERATOR:
                operator = match[_OPERATOR]
                yield operator, operands
                target = operands = []
                if operator == b"ID":
                    resume = _after_image(data, match.end())
                    break
            elif kind == _DEEP:
                resume = _deep_end(data, match.end())
                target.append(unescape(data[match.end() : resume - 1]))
                break
            elif kind is not None:
                target = _place(match, operands, target)
        position = resume


def _place(match: re.Match[bytes], operands: list[Operand], target: list[Operand]) -> list[Operand]:
    """Put a string, name or array mark where it belongs; return where the next value goes."""
    kind = match.lastindex or 0
    if kind == _OPEN:
        inner: list[Operand] = []
        operands.append(inner)
        return inner
    if kind == _CLOSE:
        return operands
    if kind == _STRING:
        target.append(unescape(match[_STRING]))
    elif kind == _HEX:
        target.append(hexadecimal(match[_HEX]))
    else:
        target.append(Name(match[_NAME].decode("latin-1")))
    return target


def _deep_end(data: bytes, position: int) -> int:
    """Return the place after the parenthesis that closes a string begun just before `position`.

    A string that is never closed ends with the data, behind which one parenthesis is imagined.
    """
    depth = 1
    for match in _PARENTHESIS.finditer(data, position):
        if match[0] == b"(":
            depth += 1
        elif match[0] == b")":
            depth -= 1
            if not depth:
                return match.end()
    return len(data) + 1


def _after_image(data: bytes, position: int) -> int | None:
    """Return where an inline image ends whose bytes begin at `position`, None if it never does."""
    end = _IMAGE_END.search(data, position)
    return end.end() if end else None
