from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from restore.errors import LedgerError, UsageError
from restore.export.plain import restored_text
from restore.ledger import Correction, Evidence, Ledger, Probability, Status, Step, apply
from restore.text import Span, digest
from tests.laws import strategies as draw


def ledger_of(source: str, before: str, after: str, status: Status = "applied") -> Ledger:
    start = source.index(before)
    correction = Correction(
        span=Span(start, start + len(before)),
        before=before,
        after=after,
        damage="x",
        steps=(Step("x", before, after),),
        evidence=(Evidence("w", "s", 1.0),),
        confidence=Probability(0.9),
        tier="accept" if status == "applied" else "review",
        status=status,
    )
    return Ledger(source_sha256=digest(source), corrections=(correction,))


@given(draw.ledgers())
def test_plain_marks_give_the_restored_text_and_nothing_else(case):
    source, ledger = case
    assert restored_text(source, ledger) == apply(source, ledger)


@given(draw.ledgers())
def test_other_marks_can_always_be_put(case):
    source, ledger = case
    assert restored_text(source, ledger, marks="none") is not None
    assert restored_text(source, replace(ledger, corrections=()), marks="none") == source
    assert restored_text(source, ledger, marks="leiden") is not None


def test_nothing_is_exported_that_is_not_proved():
    ledger = ledger_of("the o ce", "o ce", "office")
    with pytest.raises(LedgerError):
        restored_text("the o ce ", ledger)
    lying = replace(ledger.corrections[0], span=Span(3, 7))
    with pytest.raises(LedgerError):
        restored_text("the o ce", replace(ledger, corrections=(lying,)))


LEIDEN = [
    ("supplied", "the dif cult x", "dif cult", "difficult", "the dif[fi]cult x"),
    ("replaced", "tbe office", "tbe", "the", "t<h>e office"),
    ("taken out", "the offfice", "offfice", "office", "the off{f}ice"),
    ("lost", "primar(l. ac)rT5 x", "primar(l. ac)rT5", "primar[...]", "primar[---] x"),
    ("space", "the  office", "the  office", "the office", "the office"),
    (
        "own brackets",
        "he [sic] dif cult {1}",
        "dif cult",
        "difficult",
        r"he \[sic\] dif[fi]cult \{1\}",
    ),
    ("own ellipsis", "he [...] dif cult", "dif cult", "difficult", r"he \[...\] dif[fi]cult"),
]


@pytest.mark.parametrize(
    ("source", "before", "after", "marked"),
    [case[1:] for case in LEIDEN],
    ids=[case[0] for case in LEIDEN],
)
def test_leiden_marks(source, before, after, marked):
    assert restored_text(source, ledger_of(source, before, after), marks="leiden") == marked


def test_leiden_marks_what_waits_for_a_person():
    proposed = ledger_of("the o ce", "o ce", "office", "proposed")
    assert restored_text("the o ce", proposed, marks="leiden") == "the o ce(?)"
    rejected = ledger_of("the o ce", "o ce", "office", "rejected")
    assert restored_text("the o ce", rejected, marks="leiden") == "the o ce"


def test_without_marks_a_gap_is_a_space_and_the_papers_own_ellipsis_stays():
    source = "primar(l. ac)rT5ztion [...] end"
    ledger = ledger_of(source, "(l. ac)rT5", "[...]")
    assert restored_text(source, ledger) == "primar[...]ztion [...] end"
    assert restored_text(source, ledger, marks="none") == "primar ztion [...] end"


def test_unknown_marks_are_refused():
    with pytest.raises(UsageError, match="leiden"):
        restored_text("x", Ledger(source_sha256=digest("x")), marks="tei")
