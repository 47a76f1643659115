"""What the program does to real damaged papers; runs where local reference data lies.

The data may not be passed on, so these tests quote none of its prose: series titles are facts, and
come from the dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import regex

from restore.evidence.authorities import load
from restore.ledger import GAP, verify
from restore.paper import Paper, repair, repair_text

LISTED = (*range(1, 14), 19, 20, 21, *range(37, 51))
"""The entries of the damaged series list that known records explain."""

CUT = 21
"""The entry that the damaged list itself breaks off."""

OPERATOR_RE = regex.compile(r"\bT[Jdw]\b|\]T|\d\s*T[cdwJ]")
WORD_RE = regex.compile(r"[\p{L}\p{N}]+")


@cache
def repaired(path: Path) -> Paper:
    """Repair a paper once for all tests."""
    return repair(path)


@pytest.fixture
def paper(reference: Path) -> Paper:
    """The real paper with a damaged series list."""
    found = sorted((reference / "seed").glob("*.txt"))
    if not found:
        pytest.skip("no local reference data of this kind")
    return repaired(found[0])


def entries(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered entries of the restored list."""
    for match in regex.finditer(r"^#(\d+) ((?:.+\n)+)", text, regex.MULTILINE):
        yield int(match[1]), match[2]


def test_every_word_of_the_listed_entries_is_right(paper: Paper) -> None:
    """Each entry holds every word of its record, in order; the cut one the words it proves."""
    found = dict(entries(paper.text))
    records = {r.fields["number"]: r for r in load().records}
    for number in LISTED:
        record = records[str(number)]
        words = [
            WORD_RE.findall(f"{a} {record.name}") for a in record.fields["author"].split(" | ")
        ]
        got = WORD_RE.findall(found[number])
        if number == CUT:
            assert GAP in found[number]
            assert any(w[: len(got)] == got for w in words), found[number]
        else:
            assert got in words, found[number]


def test_headings_are_restored_unasked(paper: Paper) -> None:
    """Standing lines of the series and the paper's own headings stand in the restored text."""
    for line in (
        "COLD WAR INTERNATIONAL HISTORY PROJECT WORKING PAPERS SERIES",
        "Christian F. Ostermann, Series Editor",
        "by James F. Person",
        "I. “We Need Help from Outside”",
    ):
        assert line in paper.text, line


def test_the_entry_no_record_fits_keeps_a_gap(paper: Paper) -> None:
    """The author is proved, the title is not: it keeps an honest gap."""
    last = dict(entries(paper.text))[51]
    assert last.startswith("Alexander Antonovich Lyakhovskiy")
    assert GAP in last


def test_no_operator_is_left(paper: Paper) -> None:
    """Leaked operators are gone from the prose."""
    assert OPERATOR_RE.search(paper.document.text)
    assert not OPERATOR_RE.search(paper.text)


def test_gaps_are_reported(paper: Paper) -> None:
    """Truncated words and sentences, jumps in the list and in the notes are in the report."""
    says = [f.says for f in paper.findings if f.status == "gap"]
    stops = [s for s in says if "stops after" in s or "breaks off" in s or "begins in" in s]
    assert len(stops) >= 25
    for wanted in ("between #13 and #19", "between #21 and #37", "note 9 has no text"):
        assert any(wanted in s for s in says), wanted
    assert any("note 10 is missing" in s for s in says)


def test_the_prose_keeps_its_letters(paper: Paper) -> None:
    """No applied correction outside list, headings and leaks touches a letter."""
    kinds = {c.damage for c in paper.corrections if c.applied}
    assert kinds <= {"lost-letters", "leaked-operators"}


def test_proofs_hold(paper: Paper) -> None:
    """L1-L4 hold, and repairing the restored text applies nothing (L8)."""
    verify(paper.document.text, paper.text, paper.ledger)
    again = repair_text(paper.text)
    assert [c for c in again.corrections if c.tier == "accept"] == []


def test_real_broken_pdfs_are_read(reference: Path) -> None:
    """Every real PDF is read without an error, and what is restored of it is proved."""
    paths = sorted((reference / "real_pdfs").glob("*.pdf"))
    if not paths:
        pytest.skip("no local reference data of this kind")
    for path in paths:
        done = repaired(path)
        verify(done.document.text, done.text, done.ledger)
        assert done.document.glyphs
