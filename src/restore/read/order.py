"""Puts rows into the order in which a person reads them: columns apart, turned text after.

A gutter is taken for one only where most lines of the page respect it and both sides look like
running text; else the page is read straight down, which is wrong for no single column.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

from restore.read.lines import Row, rows
from restore.read.pen import Run

_FEWEST = 8  # lines on each side of a gutter; fewer may be a small table
_CROSSING = 0.25  # share of rows that may run across a gutter: title, abstract, wide tables
_MIDDLE = 0.2, 0.8  # part of the text's width in which a gutter is looked for
_NARROWEST = 0.7  # ems; a gutter of real journals is 1.2 to 2.5
_LETTERS = 15  # glyphs that a column's line has on average; a table's column has fewer
_FLUSH = 0.5  # share of the right side's lines that must begin together
_INDENT = 2.5  # ems within which lines begin together, paragraph indents included
_APART = 1.5  # times the usual distance of lines: running heads and page numbers stand off so far
_DEPTH = 2  # splits into columns inside one another: enough for four
_MOST_WIDTH = 20_000  # points; the largest page a viewer shows is 14,400 wide


class Gutter(NamedTuple):
    """An upright strip without ink, in points."""

    left: float
    right: float


def reading_order(runs: list[Run], *, depth: int = _DEPTH) -> list[Row]:
    """Return the lines of upright (or equally turned) runs in reading order.

    `depth` splits into columns are tried, one inside the other.
    """
    found = rows(runs)
    gutter = find_gutter(found) if depth else None
    if gutter is None:
        return found
    ordered: list[Row] = []
    left: list[Run] = []
    right: list[Run] = []
    apart = _head_and_foot(found) if depth == _DEPTH else set()
    for row in found:
        if row in apart or _crosses(row, gutter):
            for side in (left, right):
                ordered += reading_order(side, depth=depth - 1)
                side.clear()
            ordered.append(row)
        else:
            for run in row.runs:
                (left if run.start < gutter.left else right).append(run)
    for side in (left, right):
        ordered += reading_order(side, depth=depth - 1)
    return ordered


def _head_and_foot(found: list[Row]) -> set[Row]:
    """Return the first and the last row where they stand off from the columns."""
    steps = [below.base - above.base for above, below in pairwise(found)]
    # Columns whose lines are not level halve the distance; 1.2 ems is the least that is usual.
    far = _APART * max(median(steps), 1.2 * median(row.size for row in found))
    return {row for row, step in ((found[0], steps[0]), (found[-1], steps[-1])) if step > far}


def find_gutter(found: list[Row]) -> Gutter | None:
    """Return the gutter between two columns, None where there is no safe one."""
    if len(found) < _FEWEST:
        return None
    start, end = min(row.start for row in found), max(row.end for row in found)
    if not 0 < end - start < _MOST_WIDTH:
        return None
    size = sorted(row.size for row in found)[len(found) // 2]
    strips = _clear_strips(found, start, int(end - start) + 1)
    wide = [s for s in strips if s.right - s.left >= _NARROWEST * size]
    for gutter in sorted(wide, key=lambda s: s.left - s.right)[:3]:
        if _divides(found, gutter, size):
            return gutter
    return None


def _clear_strips(found: list[Row], start: float, width: int) -> list[Gutter]:
    """Return the strips in the middle of the text that hardly any row crosses."""
    steps = [0] * (width + 2)
    for row in found:
        reach = 0
        for run in row.runs:
            low, high = max(reach, int(run.start - start)), int(run.end - start) + 1
            if high > low:
                steps[low] += 1
                steps[high] -= 1
                reach = high
    most = _CROSSING * len(found)
    low, high = (int(width * share) for share in _MIDDLE)
    clear = [x for x, count in enumerate(accumulate(steps)) if low <= x <= high and count <= most]
    strips: list[Gutter] = []
    for x in clear:
        if strips and strips[-1].right == start + x:
            strips[-1] = Gutter(strips[-1].left, start + x + 1)
        else:
            strips.append(Gutter(start + x, start + x + 1))
    return strips


def _divides(found: list[Row], gutter: Gutter, size: float) -> bool:
    """Tell whether what lies on both sides of a strip looks like columns of running text."""
    inside = [row for row in found if not _crosses(row, gutter)]
    sides = [
        [run for row in inside for run in row.runs if (run.start < gutter.left) == is_left]
        for is_left in (True, False)
    ]
    columns = [rows(side) for side in sides if side]
    if len(columns) < 2 or any(len(column) < _FEWEST for column in columns):
        return False
    if any(sum(row.count for row in c) < _LETTERS * len(c) for c in columns):
        return False
    edge = min(row.start for row in columns[1])
    flush = sum(row.start <= edge + _INDENT * size for row in columns[1])
    return flush >= _FLUSH * len(columns[1])


def _crosses(row: Row, gutter: Gutter) -> bool:
    """Tell whether a row has ink in the middle of a gutter, or spans it as one sentence does."""
    middle = (gutter.left + gutter.right) / 2
    return any(run.start < middle < run.end for run in row.runs) or _bridges(row, gutter)


def _bridges(row: Row, gutter: Gutter) -> bool:
    """Tell whether the row's own gap at the gutter is no wider than a gap between words."""
    before = [run.end for run in row.runs if run.start < gutter.left]
    after = [run.start for run in row.runs if run.start >= gutter.left]
    return bool(before and after) and min(after) - max(before) < _NARROWEST * row.size
