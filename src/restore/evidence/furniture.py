"""What belongs to the page and not to the text: page numbers and running heads.

Where there are pages, both stand at their edges.  In text whose pages were run together a page
number is known by its neighbours in the series, a running head by standing within sentences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import regex

from restore.evidence.rows import SUPERSCRIPTS, Row, is_closed

Furniture = Literal["head", "number"]

_NUMBER_RE = regex.compile(
    r"[-–—\[(\s]*(?:p(?:age|\.)?\s*)?(\d{1,4}|[ivxlc]{1,7})(?:\s+of\s+\d+)?[-–—\])\s]*",
    regex.IGNORECASE,
)
_ANY_NUMBER_RE = regex.compile(r"^\d{1,4}\b|\b\d{1,4}$")
_LETTER_RE = regex.compile(r"\p{L}")


def furniture_of(rows: Sequence[Row]) -> dict[int, Furniture]:
    """Return the rows that are page numbers or running heads."""
    found: dict[int, Furniture] = {}
    edges = set(_edges(rows)) if rows and rows[-1].page > 1 else set()
    alone = [i for i, r in enumerate(rows) if len(r.text) < 20 and _NUMBER_RE.fullmatch(r.text)]
    series = {i for i in alone if _is_in_series(i, alone, rows)}
    places: dict[str, set[int]] = {}
    for i in edges or range(len(rows)):
        key = _key(rows[i].text)
        if key and len(rows[i].text) <= 100 and rows[i].text[0] not in SUPERSCRIPTS:
            places.setdefault(key, set()).add(i)
    least = 2 if rows and rows[-1].page <= 4 else 3
    for group in places.values():
        pages = {rows[i].page for i in group}
        if (edges and len(pages) >= least and _is_paged([rows[i] for i in group])) or (
            not edges and _interrupts(group, rows)
        ):
            found.update(dict.fromkeys(group, "head"))
    found.update(_in_line_with_heads(edges - found.keys(), found, rows))
    for i in alone:
        outer = i in edges and _is_outermost(i, found, rows)
        if i in series or (outer and len(rows[i].text.strip(" -–—[]()")) < 4):  # not a year
            found[i] = "number"
    return found


def _is_paged(rows: Sequence[Row]) -> bool:
    """Tell whether the numbers of repeated lines are those of pages, or none, or always the same.

    “5 Ibid.” at the foot of three pages is no running head: its numbers do not keep pace.
    """
    numbers = [(int(m.group()), r.page) for r in rows if (m := _ANY_NUMBER_RE.search(r.text))]
    if 2 * len(numbers) < len(rows):
        return True
    apart = Counter(number - page for number, page in numbers).most_common(1)[0][1]
    same = Counter(number for number, _ in numbers).most_common(1)[0][1]
    return 2 * max(apart, same) > len(numbers)


def _is_outermost(i: int, found: dict[int, Furniture], rows: Sequence[Row]) -> bool:
    """Tell whether nothing but running heads stands between a row and its page's edge."""
    above = i == 0 or rows[i - 1].page != rows[i].page or i - 1 in found
    below = i + 1 == len(rows) or rows[i + 1].page != rows[i].page or i + 1 in found
    return above or below


def _edges(rows: Sequence[Row]) -> Iterator[int]:
    """Yield the first two and the last two rows of every page."""
    start = 0
    for i, row in enumerate(rows):
        if i + 1 == len(rows) or rows[i + 1].page != row.page:
            yield from {*range(start, min(start + 2, i + 1)), *range(max(start, i - 1), i + 1)}
            start = i + 1


def _key(text: str) -> str:
    """Return what stays the same in a running head from page to page: its letters."""
    letters = "".join(_LETTER_RE.findall(text.lower()))
    return letters if len(letters) >= 4 and not letters.startswith("ibid") else ""


def _is_in_series(i: int, alone: Sequence[int], rows: Sequence[Row]) -> bool:
    """Tell whether a number alone on its line is one more or less than a neighbour of its sort."""
    at = bisect_left(alone, i)
    own = _NUMBER_RE.fullmatch(rows[i].text)
    value = own.group(1) if own else ""
    near = [rows[j].text for j in (*alone[max(0, at - 1) : at], *alone[at + 1 : at + 2])]
    others = [m.group(1) for t in near if (m := _NUMBER_RE.fullmatch(t))]
    return value.isdigit() and any(o.isdigit() and abs(int(o) - int(value)) == 1 for o in others)


def _interrupts(group: set[int], rows: Sequence[Row]) -> bool:
    """Tell whether a repeated line stands within sentences more often than between them."""
    if len(group) < 2:
        return False
    within = sum(
        0 < i < len(rows) - 1
        and not is_closed(rows[i - 1].text)
        and rows[i + 1].text[:1].islower()
        and len(rows[i - 1].text) > 40
        for i in group
    )
    return 2 * within >= len(group)


def _in_line_with_heads(
    edges: set[int], found: dict[int, Furniture], rows: Sequence[Row]
) -> dict[int, Furniture]:
    """Return damaged running heads: lines at a page's edge that were like the sound ones.

    Either they are worn to some of a sound one's letters, or they stand at the same height.
    """
    keys = {_key(rows[i].text) for i in found} - {""}
    worn = {i for i in edges if any(_is_worn(_key(rows[i].text), key) for key in keys)}
    tops = Counter(round(top) for i in found if (top := rows[i].top) is not None)
    heights = {top for top, count in tops.items() if count >= 2}
    level = {
        i
        for i in edges
        if (top := rows[i].top) is not None
        and {round(top) - 1, round(top), round(top) + 1} & heights
    }
    return dict.fromkeys(worn | level, "head")


def _is_worn(key: str, whole: str) -> bool:
    """Tell whether letters are what is left of a running head: in order, hardly one of another.

    Eight letters in the order of a given head are no chance; one in seven may have been misread.
    """
    at = kept = 0
    for letter in key:
        place = whole.find(letter, at, at + 12)  # no gap within a word is longer
        if place >= 0:
            kept, at = kept + 1, place + 1
    return 8 <= len(key) < len(whole) and key not in whole and kept * 7 >= len(key) * 6
