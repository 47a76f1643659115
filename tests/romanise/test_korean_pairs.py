"""The two systems of Korean against what was published in them.

`data/korean_mr.tsv` and `data/korean_rr.tsv` say where each pair comes from, and why one is left
out.  A pair that is left out although our rules write it so has lost its reason, and fails here.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from restore.romanise.korean import mccune_reischauer, name_spellings, revised

DATA = Path(__file__).parent / "data"


class Pair(NamedTuple):
    """One line: hangul, its published spelling, where it stands, why it is left out."""

    hangul: str
    latin: str
    source: str
    left_out: str


def pairs(system: str) -> list[Pair]:
    lines = (DATA / f"korean_{system}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert rows[0] == ["hangul", "latin", "source", "left_out"]
    return [Pair(*row) for row in rows[1:]]


def written(system: str, pair: Pair) -> str:
    if pair.source == "loc":
        return name_spellings(pair.hangul)[0]
    return mccune_reischauer(pair.hangul) if system == "mr" else revised(pair.hangul)


@pytest.mark.parametrize("system", ["mr", "rr"])
def test_every_published_pair_is_written_so(system):
    wrong = [
        (pair, written(system, pair))
        for pair in pairs(system)
        if not pair.left_out and written(system, pair) != pair.latin
    ]
    assert wrong == []


@pytest.mark.parametrize("system", ["mr", "rr"])
def test_a_pair_is_left_out_only_where_it_differs(system):
    needless = [p for p in pairs(system) if p.left_out and written(system, p) == p.latin]
    assert needless == []


@pytest.mark.parametrize("system", ["mr", "rr"])
def test_there_are_at_least_400_pairs_and_our_own_failures_are_few(system):
    found = pairs(system)
    ours = [p for p in found if p.left_out.startswith("limit:")]
    assert sum(not p.left_out for p in found) >= 400
    assert len(ours) <= 3


@pytest.mark.parametrize("system", ["mr", "rr"])
def test_no_pair_stands_twice(system):
    found = [(p.hangul, p.latin) for p in pairs(system)]
    assert len(found) == len(set(found))
