"""Printed lines, and what their ends and numbers say: closed or open, marked, rising.

The lowest layer of the layout: `rows_of` cuts a text into lines, the other functions look at one
line or one series of numbers at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from restore.page import Page
from restore.text import Span

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGIT = str.maketrans(SUPERSCRIPTS, "0123456789")

ABBREVIATED = frozenset(
    """p pp ed eds vol vols no nos cf etc vs al fn ff ibid op cit ca dr mr mrs ms st gen col lt art
    ch sec fig jan feb mar apr jun jul aug sept sep oct nov dec trans rev approx incl com amb
    dept""".split()  # noqa: SIM905
)
"""Words that end in a full stop without ending a sentence."""

_ROW_RE = regex.compile(r"[^\n\f\r]+|\f|\n")
_TAIL_RE = regex.compile(
    rf"(?:[{SUPERSCRIPTS}\s*_]+|(?<=[\s*])\[[^\[\]]{{1,60}}\]|\[\^\d+\]|<sup>\d+</sup>"
    r"|(?<=[\p{Ll}.,;:!?”’\"')])\d{1,3})+$"
)
_CLOSED_RE = regex.compile(r"(?:[.!?…:;][\"”’')\]»*_]*|;\s(?:and|or))$")
_STOP_RE = regex.compile(r"[.!?…][\"”’')\]»*_]*$")


class Row(NamedTuple):
    """One printed line without the blanks around it; `gap`: space parts it from the one before."""

    span: Span
    page: int
    indent: float
    gap: bool
    top: float | None
    height: float | None
    text: str


class Numbered(NamedTuple):
    """A note number and where it stands."""

    number: int
    span: Span


def note_number(text: str) -> int:
    """Return the number that superscript or plain digits write.

    >>> note_number("¹⁰"), note_number("7")
    (10, 7)
    """
    return int(text.translate(_TO_DIGIT))


def bare(text: str) -> str:
    """Return a text without the note markers and bracketed references at its end.

    >>> bare("could speak.”⁹⁴ [DOCUMENT No. 4]"), bare("in the countryside,³¹")
    ('could speak.”', 'in the countryside,')
    """
    whole = text.rstrip()
    return whole[:-200] + _TAIL_RE.sub("", whole[-200:])  # no reference is longer


def is_closed(text: str) -> bool:
    """Tell whether a text ends as a sentence or an introduction does.

    >>> is_closed("it was so.”¹²"), is_closed("he said:"), is_closed("members of th")
    (True, True, False)
    """
    tail = bare(text[-200:])
    return not tail or bool(_CLOSED_RE.search(tail)) or tail.endswith(("—", "–"))


def is_sentence_end(text: str) -> bool:
    """Tell whether a text ends in a full stop, question or exclamation mark."""
    return bool(_STOP_RE.search(bare(text[-200:])))


def rising(found: Sequence[Numbered]) -> list[list[Numbered]]:
    """Return the rising runs of a series that may begin again at 1, without what breaks the rise.

    Within a run the longest rising part counts, so one misread number loses only itself.

    >>> found = [Numbered(k, Span(0, 0)) for k in (1, 2, 88, 3, 1, 2)]
    >>> [[n.number for n in run] for run in rising(found)]
    [[1, 2, 3], [1, 2]]
    """
    runs: list[list[Numbered]] = [[]]
    for item in found:
        if item.number <= 1 and runs[-1] and runs[-1][-1].number > 1:
            runs.append([])
        runs[-1].append(item)
    return [_longest_rise(run) for run in runs if run]


def _longest_rise(run: Sequence[Numbered]) -> list[Numbered]:
    """Return the longest strictly rising part (patience sorting, n log n)."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, item in enumerate(run):
        rank = bisect_left(ends, item.number)
        before.append(places[rank - 1] if rank else -1)
        ends[rank : rank + 1] = [item.number]
        places[rank : rank + 1] = [place]
    at = places[-1] if places else -1
    chain: list[Numbered] = []
    while at >= 0:
        chain.append(run[at])
        at = before[at]
    return chain[::-1]


def breaks_sentence(line: str, after: str) -> bool:
    """Tell whether a line ends a sentence and the next begins in the middle of another."""
    last = regex.search(r"(\p{L}+)\.[\"”’]?$", bare(line))
    whole = last is not None and len(last.group(1)) > 1 and last.group(1).lower() not in ABBREVIATED
    return whole and regex.match(r"\p{Ll}{2,}", after) is not None


def rows_of(text: str, pages: Sequence[Page]) -> Iterator[Row]:
    """Yield every line that holds something."""
    boxes = {line.span.start: line.box for page in pages for line in page.lines if line.box}
    tops: list[float] = [b[1] for b in boxes.values()]
    leading = _leading(tops)
    page, gap, blank, last = 1, True, True, 0.0
    for match in _ROW_RE.finditer(text):
        if match.group() in "\n\f":
            gap = gap or blank or match.group() == "\f"
            page += match.group() == "\f"
            blank = True
            continue
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            box = boxes.get(match.start()) or boxes.get(start)
            far = bool(box and leading and box[1] - last > 1.4 * leading)
            yield Row(
                Span(start, match.start() + len(line.rstrip())),
                page,
                box[0] if box else 4.0 * (start - match.start()),
                gap or far,
                box[1] if box else None,
                box[3] - box[1] if box else None,
                line.strip(),
            )
            last = box[1] if box else 0.0
            gap = blank = False


def _leading(tops: Sequence[float]) -> float:
    """Return the usual distance from line to line in points, 0 where nothing tells it."""
    steps = sorted(b - a for a, b in pairwise(tops) if 4 < b - a < 60)
    return steps[len(steps) // 2] if steps else 0.0
