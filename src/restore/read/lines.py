"""Puts runs of glyphs into printed lines.

A line is what shares a baseline; raised and lowered small runs (footnote marks, indices) belong to
the line they touch.
"""

from __future__ import annotations

from collections.abc import Iterable

from restore.read.pen import Run

_SAME_BASE = 0.25  # ems; words of an OCR layer jitter up to 0.2, a footnote mark is raised 0.33
_SMALL = 0.85  # of the line's size; footnote marks are 0.6 to 0.75 of it, small capitals 0.8
_RAISED, _LOWERED = 0.65, 0.35  # ems that a small run may stand above or below its line
_TOUCH = 0.6  # ems between a raised run and the letter it belongs to
_NEAREST = 3  # rows looked at on either side for the line a small run belongs to


class Row:
    """Runs on one baseline; `size` is that of most of its glyphs."""

    __slots__ = ("base", "end", "runs", "size", "start")

    def __init__(self, runs: list[Run]) -> None:
        self.runs = sorted(runs, key=lambda run: run.start)
        widest = max(self.runs, key=lambda run: run.last - run.first)
        self.size = widest.size
        self.base = widest.base
        self.start = self.runs[0].start
        self.end = max(run.end for run in self.runs)

    @property
    def count(self) -> int:
        """Number of glyphs in the row."""
        return sum(run.last - run.first for run in self.runs)


def rows(runs: Iterable[Run]) -> list[Row]:
    """Return runs of one direction as rows from top to bottom."""
    found = [Row(group) for group in _by_base(sorted(runs, key=lambda run: run.base))]
    return _join_small(found)


def _by_base(runs: list[Run]) -> list[list[Run]]:
    """Group runs, sorted by baseline, that stand on the same one."""
    groups: list[list[Run]] = []
    for run in runs:
        head = groups[-1][0] if groups else None
        if head and run.base - head.base <= _SAME_BASE * min(run.size, head.size):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _join_small(found: list[Row]) -> list[Row]:
    """Move raised and lowered small runs to the line they touch."""
    kept: dict[int, list[Run]] = {i: [] for i in range(len(found))}
    moved = False
    for i, row in enumerate(found):
        for run in row.runs:
            home = _home(run, i, found)
            moved = moved or home != i
            kept[home].append(run)
    if not moved:
        return found
    return [Row(runs) for runs in kept.values() if runs]


def _home(run: Run, place: int, found: list[Row]) -> int:
    """Return the row that a run belongs to: its own, or the larger one that it touches."""
    for other in range(max(0, place - _NEAREST), min(len(found), place + _NEAREST + 1)):
        row = found[other]
        below = row.base - run.base  # the line's baseline lies this far under the run's
        if (
            other != place
            and run.size <= _SMALL * row.size
            and -_LOWERED * row.size <= below <= _RAISED * row.size
            and _touches(run, row)
        ):
            return other
    return place


def _touches(run: Run, row: Row) -> bool:
    reach = _TOUCH * row.size
    return any(
        other.size > run.size and run.start <= other.end + reach and other.start <= run.end + reach
        for other in row.runs
    )
