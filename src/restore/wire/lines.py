"""JSON objects, one a line: how they are written, and how they are read with every fault named.

Reading never stops at the first fault, since a person who mends a file wants to see all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn, TypeVar

from restore.errors import RestoreError
from restore.text import Span

Fields = dict[str, object]
T = TypeVar("T")

SHOWN_FAULTS = 20
"""So many faults fit on a screen; a file with more is broken as a whole."""

# Allowed inside a JSON string, but a trap for whoever looks at the file: control characters that
# `json` leaves as they are, line ends of other systems, marks that turn the direction of writing,
# and lone surrogates, which UTF-8 has no place for.  A low surrogate right after a high one stays
# as it is, because the two escapes together would be read back as one character.
_TRAP_RE = re.compile(
    "[\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udbff]"
    "|(?<![\ud800-\udbff])[\udc00-\udfff]"
)


class LineError(ValueError):
    """What is wrong with one line."""


def line_of(fields: Mapping[str, object]) -> str:
    r"""Return one line of JSON without its line end, safe to show on any terminal.

    Raises:
        LineError: a number is infinite or no number.

    >>> line_of({"before": "C d Wa", "turn": chr(0x202E)})
    '{"before": "C d Wa", "turn": "\\u202e"}'
    """
    try:
        text = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise LineError(f"a number cannot be written down: {error}") from error
    return safe(text)


def safe(text: str) -> str:
    """Return JSON with every character escaped that would mislead whoever looks at it."""
    return _TRAP_RE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    """Return the JSON escape of one character."""
    return f"\\u{ord(match[0]):04x}"


def read_lines(
    text: str, makers: Mapping[str, Callable[[Fields], T]], refuse: Callable[[list[str]], NoReturn]
) -> list[T]:
    """Return what the makers make of each line, by its `schema`; blank lines are passed over.

    `refuse` is called with all faults, each with its line number, and raises.
    """
    made: list[T] = []
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                made.append(_made(parse(line), makers))
            except LineError as fault:
                faults.append(f"line {number}: {fault}")
    if faults:
        refuse(faults)
    return made


def _made(fields: Fields, makers: Mapping[str, Callable[[Fields], T]]) -> T:
    """Return what one line's maker makes of it."""
    schema = text_of(fields, "schema")
    if schema not in makers:
        raise LineError(
            f"'{schema}' is of a version this program does not read; it reads {', '.join(makers)}"
        )
    return makers[schema](fields)


def refusal(kind: type[RestoreError], name: str, advice: str) -> Callable[[list[str]], NoReturn]:
    """Return the function that raises `kind` with all faults of the file called `name`."""

    def refuse(faults: list[str]) -> NoReturn:
        shown = faults[:SHOWN_FAULTS]
        more = [f"and {len(faults) - len(shown)} more"] if len(faults) > len(shown) else []
        told = "\n  ".join([*shown, *more])
        head = f"{name}, {told}." if len(faults) == 1 else f"{name} has faults:\n  {told}\n"
        raise kind(head, advice=advice, payload=tuple(faults))

    return refuse


def parse(line: str) -> Fields:
    """Return the object a line of JSON holds."""
    try:
        found = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        where = f" at character {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise LineError(f"not JSON{where}") from error
    if not isinstance(found, dict):
        raise LineError("not a JSON object")
    return found


def _no_constant(name: str) -> float:
    """Refuse NaN and Infinity, which are not JSON."""
    raise LineError(f"{name} is not a number")


def text_of(fields: Fields, name: str, default: str | None = None) -> str:
    """Return a field that holds text."""
    value = fields.get(name, default)
    if not isinstance(value, str):
        raise LineError(f"'{name}' must be text, {_shown(value)}")
    return value


def rounded_number(value: float) -> float:
    """Round to six decimals, since sums differ in the last digits between versions of Python.

    >>> rounded_number(0.1 + 0.2), rounded_number(-1e-9)
    (0.3, 0.0)
    """
    return round(float(value), 6) + 0.0


def number_of(fields: Fields, name: str) -> float:
    """Return a field that holds a number."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise LineError(f"'{name}' must be a number, {_shown(value)}")
    try:
        return float(value)
    except OverflowError as error:
        raise LineError(f"'{name}' is too large") from error


def whole_of(fields: Fields, name: str) -> int:
    """Return a field that holds a whole number from 0 up."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise LineError(f"'{name}' must be a whole number from 0 up, {_shown(value)}")
    return value


def span_of(fields: Fields, start: str = "start", end: str = "end") -> Span:
    """Return the span two fields name."""
    span = Span(whole_of(fields, start), whole_of(fields, end))
    if span.start > span.end:
        raise LineError(f"'{end}' {span.end} lies before '{start}' {span.start}")
    return span


def word_of(fields: Fields, name: str, allowed: tuple[str, ...]) -> str:
    """Return a field that holds one of a few words."""
    value = fields.get(name)
    if not isinstance(value, str) or value not in allowed:
        raise LineError(f"'{name}' must be one of {', '.join(allowed)}, {_shown(value)}")
    return value


def objects_of(fields: Fields, name: str) -> Iterable[Fields]:
    """Return a field that holds a list of objects; none where the field is missing."""
    value = fields.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise LineError(f"'{name}' must be a list of objects, {_shown(value)}")
    return value


def texts_of(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a field that holds a list of texts; none where the field is missing."""
    value = fields.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise LineError(f"'{name}' must be a list of texts, {_shown(value)}")
    return tuple(value)


def _shown(value: object) -> str:
    """Return what stands there instead, cut short."""
    if value is None:
        return "and it is missing"
    text = line_of({"": value})[5:-1]
    return f"not {text if len(text) <= 40 else text[:39] + '…'}"
