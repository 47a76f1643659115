"""Lines that lose letters alike come together, others do not."""

from __future__ import annotations

import regex

from restore.decode.observe import observe
from restore.decode.zones import zones
from restore.evidence.authorities import load


def worn(lines: list[str], lost: str) -> list[str]:
    return [regex.sub(f"[{lost} ]+", " ", line) for line in lines]


def test_parts_lines_of_two_channels():
    titles = [e.name for e in load().records if 50 < len(e.name) < 95][:20]
    lines = [
        *worn(titles[:10], "p-zP-Z"),
        *worn(titles[10:14], "aeiou"),
        *worn(titles[14:], "p-zP-Z"),
    ]
    found = zones([observe(line) for line in lines])
    assert found == [[*range(10), *range(14, 20)], [10, 11, 12, 13]]


def test_keeps_lines_of_one_channel_together():
    titles = [e.name for e in load().records if len(e.name) > 40][20:45]
    for lost in ("fghijlnopqrstuvwyz", "aeiou", "adgjmpsvy", "#"):
        assert zones([observe(line) for line in worn(titles, lost)]) == [list(range(25))]


def test_bears_empty_lines():
    assert zones([]) == []
    assert zones([observe(""), observe("1956")]) == [[0, 1]]
