"""Before and after set under each other, column by column, for a screen of fixed width."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

from restore.report.changes import Piece
from restore.report.visible import visible

NEAR = 16
"""A row may end this many columns early, at a space, so that words stay whole."""


class Column(NamedTuple):
    """One letter of each side, padded to the same width on the screen."""

    before: str
    after: str
    width: int
    changed: bool


Row = list[Column]
Measure = Callable[[str], int]
"""Tells how many cells of the screen a text takes: East Asian letters take two, accents none."""


def rows(parts: Sequence[Piece], width: int, measure: Measure) -> Iterator[Row]:
    """Yield rows of columns, at most `width` cells wide each."""
    row: Row = []
    used = 0
    for column in _columns(parts, measure):
        if used + column.width > width:
            cut = _cut(row)
            yield row[:cut]
            row = row[cut:]
            used = sum(each.width for each in row)
        row.append(column)
        used += column.width
    if row:
        yield row


def _cut(row: Row) -> int:
    """Return behind which column of a full row to break: the last near space, or the end."""
    for place in range(len(row), max(0, len(row) - NEAR), -1):
        if row[place - 1].before == row[place - 1].after == " ":
            return place
    return len(row)


def _columns(parts: Sequence[Piece], measure: Measure) -> Iterator[Column]:
    """Yield the columns of all pieces."""
    for part in parts:
        before = _letters(visible(part.before), measure)
        after = _letters(visible(part.after), measure)
        for one, other in zip_longest(before, after, fillvalue=""):
            width = max(measure(one), measure(other))
            left, right = " " * (width - measure(one)), " " * (width - measure(other))
            yield Column(one + left, other + right, width, not part.same)


def _letters(text: str, measure: Measure) -> list[str]:
    """Cut a text into what takes a cell of its own, marks and joiners kept with their letter."""
    letters: list[str] = []
    for character in text:
        if letters and measure(character) == 0:
            letters[-1] += character
        else:
            letters.append(character)
    return letters


def runs(row: Row) -> Iterator[tuple[bool, Row]]:
    """Yield the runs of changed and of kept columns of a row."""
    for changed, columns in groupby(row, _is_changed):
        yield changed, list(columns)


def _is_changed(column: Column) -> bool:
    """Tell whether a column belongs to a changed piece."""
    return column.changed
