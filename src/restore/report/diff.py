r"""Unified diff from the text as found to the restored text, such that `patch` applies it.

The hunks are built from the ledger, whose tiles already say what changed where, so a large paper
costs no search.  A line ends at `\n` and nowhere else, as for `patch`: carriage returns, form
feeds and the rarer line ends of Unicode are parts of a line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from restore.ledger import Ledger, Segment, tiles

CONTEXT = 3
"""Unchanged lines around a change: what `diff -u` gives and `patch` expects."""

NO_END = "\\ No newline at end of file\n"


class Change(NamedTuple):
    """Lines `start` to `end` (from 0, end excluded) of the old text, and what replaces them."""

    start: int
    end: int
    lines: tuple[str, ...]


def unified(
    source: str, ledger: Ledger, *, old: str = "extracted.txt", new: str = "restored.txt"
) -> str:
    """Return the diff that turns the source into the restored text; empty where nothing changed."""
    starts = line_starts(source)
    changes = list(_changes(source, ledger, starts))
    if not changes:
        return ""
    head = f"--- {old}\n+++ {new}\n"
    return head + "".join(_hunks(_split(source), changes))


def line_starts(text: str) -> list[int]:
    r"""Return the offsets at which lines begin; an empty text has none.

    >>> line_starts("one\ntwo\n"), line_starts("")
    ([0, 4], [])
    """
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts if starts[-1] < len(text) else starts[:-1]


def _changes(source: str, ledger: Ledger, starts: list[int]) -> Iterator[Change]:
    """Yield the changed lines in order, no two changes in one line."""
    for first, last, held in _blocks(source, ledger, starts):
        at = starts[first] if first < len(starts) else 0
        end = starts[last] if last < len(starts) else len(source)
        old = _split(source[at:end])
        texts: list[str] = []
        for segment in held:
            texts += [source[at : segment.source.start], _shown(segment)]
            at = segment.source.end
        new = _split("".join([*texts, source[at:end]]))
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        change = Change(first + head, last - tail, tuple(new[head : len(new) - tail]))
        if change.lines or change.start < change.end:
            yield change


def _blocks(
    source: str, ledger: Ledger, starts: list[int]
) -> Iterator[tuple[int, int, list[Segment]]]:
    """Yield first line, line behind the last, and the changed tiles that share these lines."""
    first = last = 0
    held: list[Segment] = []
    for segment in tiles(source, ledger):
        if segment.correction is None or segment.correction.shown == segment.correction.before:
            continue
        start, end = _lines_of(segment, starts)
        if held and start >= last and start > first:
            yield first, last, held
            held = []
        first, last = (first, max(last, end)) if held else (start, end)
        held.append(segment)
    if held:
        yield first, last, held


def _lines_of(segment: Segment, starts: list[int]) -> tuple[int, int]:
    """Return the lines a change touches: from its first to the one that goes on behind it."""
    first = max(0, bisect_right(starts, segment.source.start) - 1)
    return first, bisect_right(starts, segment.source.end)


def _shown(segment: Segment) -> str:
    """Return what stands at a corrected place in the restored text."""
    return segment.correction.shown if segment.correction else ""


def _split(text: str) -> list[str]:
    """Cut a text into its lines, each with its line end."""
    starts = line_starts(text)
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=False)]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the lines that two lists share at their start."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _hunks(lines: list[str], changes: list[Change]) -> Iterator[str]:
    """Yield the hunks; changes whose context would overlap share one."""
    shift = 0
    group: list[Change] = []
    for change in changes:
        if group and change.start - group[-1].end > 2 * CONTEXT:
            yield _hunk(lines, group, shift)
            shift += sum(len(c.lines) - (c.end - c.start) for c in group)
            group = []
        group.append(change)
    yield _hunk(lines, group, shift)


def _hunk(lines: list[str], group: list[Change], shift: int) -> str:
    """Return one hunk; `shift` is by how many lines the new text is ahead of the old."""
    start = at = max(0, group[0].start - CONTEXT)
    end = min(len(lines), group[-1].end + CONTEXT)
    body: list[str] = []
    for change in group:
        body += [_marked(" ", line) for line in lines[at : change.start]]
        body += [_marked("-", line) for line in lines[change.start : change.end]]
        body += [_marked("+", line) for line in change.lines]
        at = change.end
    body += [_marked(" ", line) for line in lines[at:end]]
    old = end - start
    new = old + sum(len(c.lines) - (c.end - c.start) for c in group)
    return f"@@ -{_range(start, old)} +{_range(start + shift, new)} @@\n" + "".join(body)


def _marked(mark: str, line: str) -> str:
    """Return a line of a hunk; one without line end says so."""
    return f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n{NO_END}"


def _range(start: int, length: int) -> str:
    """Return a range as `diff` writes it: from 1, and for no lines the line before.

    >>> _range(4, 2), _range(4, 1), _range(4, 0)
    ('5,2', '5', '4,0')
    """
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"
