"""L11 the person wins: decisions survive a re-run, and no machine overwrites one."""

# ruff: noqa: N802  # the laws are called L1 to L12

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import decide, ledger
from restore.ledger import Correction, Decision, Ledger, with_ids
from restore.text import Span, digest
from tests.laws import strategies as draw
from tests.laws.sabotage import assert_caught


def as_made(source: str, led: Ledger) -> Ledger:
    """The ledger before any decision, which the strategy's statuses play."""
    return with_ids(source, decide.machine(led))


@st.composite
def decided(draw_) -> tuple[str, Ledger, list[Decision]]:
    """A machine's ledger and a person's decisions on its corrections, some of them on the same."""
    source, led = draw_(draw.ledgers(apart=True))
    led = as_made(source, led)
    made = []
    for correction in [*led.corrections, *led.corrections]:
        verdict = draw_(st.sampled_from(["accept", "reject", "edit", None]))
        if verdict == "edit":
            made.append(decide.decision_on(correction, "edit", text=draw_(draw.pieces), by="me"))
        elif verdict:
            made.append(decide.decision_on(correction, verdict, by="me"))
    return source, led, made


def shown(source: str, led: Ledger, decisions: list[Decision]) -> str:
    """The restored text as the decisions ask for it, made without `settle`."""
    last = {d.target: d for d in decisions}
    pieces, at = [], 0
    for correction in led.corrections:
        decision = last.get(correction.id)
        text = correction.shown
        if decision:
            text = correction.before if decision.verdict == "reject" else decision.text
        pieces += [source[at : correction.span.start], text]
        at = correction.span.end
    return "".join([*pieces, source[at:]])


# --- the last word on a target counts, and settling is sound and may be repeated


def the_last_word_counts(source: str, led: Ledger, decisions: list[Decision]) -> None:
    settled = decide.settle(source, led, decisions)
    assert ledger.apply(source, settled) == shown(source, led, decisions)
    assert [c.id for c in settled.corrections] == [c.id for c in led.corrections]
    assert decide.settle(source, settled, decisions) == settled
    assert decide.machine(settled) == led
    assert decide.orphans(source, led, decisions) == []


@given(decided())
def test_L11_the_last_word_on_a_target_counts(case):
    the_last_word_counts(*case)


def first_word_counts(source, led, decisions):
    return settle(source, led, list(decisions)[::-1])


def ignores_rejections(source, led, decisions):
    return settle(source, led, [d for d in decisions if d.verdict != "reject"])


def keeps_the_machines_reading(source, led, decisions):
    return settle(
        source, led, [d._replace(verdict="accept", text="", span=None) for d in decisions]
    )


settle = decide.settle


@pytest.mark.parametrize(
    "broken", [first_word_counts, ignores_rejections, keeps_the_machines_reading]
)
def test_L11_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(decide, "settle", broken)
    assert_caught(the_last_word_counts, decided())


# --- ids come from content: what is proposed elsewhere does not change them


def ids_stay(source: str, led: Ledger, kept: list[bool]) -> None:
    chosen = [c for c, keep in zip(led.corrections, kept, strict=False) if keep]
    alone = ledger.with_ids(source, replace(led, corrections=tuple(chosen), findings=()))
    assert [c.id for c in alone.corrections] == [c.id for c in chosen]
    other = tuple(replace(c, after="?", damage="names") for c in chosen)
    again = ledger.with_ids(source, replace(led, corrections=other, findings=()))
    assert [c.id for c in again.corrections] == [c.id for c in chosen]
    assert len({c.id for c in led.corrections}) == len(led.corrections)


choices = st.tuples(draw.ledgers(apart=True), st.lists(st.booleans(), min_size=5)).map(
    lambda drawn: (*drawn[0], drawn[1])
)


@given(choices)
def test_L11_ids_do_not_depend_on_what_else_is_proposed(case):
    ids_stay(*case)


def numbered(_source, led):
    named = tuple(replace(c, id=f"{n:012x}") for n, c in enumerate(led.corrections))
    return replace(led, corrections=named)


def named_after_the_reading(_source, led):
    return replace(
        led, corrections=tuple(replace(c, id=f"{c.span}{c.after}") for c in led.corrections)
    )


@pytest.mark.parametrize("broken", [numbered, named_after_the_reading])
def test_L11_unsteady_ids_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(ledger, "with_ids", broken)
    assert_caught(ids_stay, choices)


# --- a later version proposes nothing, or something else: the decisions stand


def stands_without_the_machine(
    source: str, led: Ledger, decisions: list[Decision], around: tuple[str, str]
) -> None:
    wanted = decide.settle(source, replace(led, corrections=()), decisions)
    taken = {d.target: d for d in decisions}.values()
    expected = replace(
        led, corrections=tuple(c for c in led.corrections if c.id in {d.target for d in taken})
    )
    assert ledger.apply(source, wanted) == shown(source, expected, decisions)
    # the same on a text that has changed elsewhere: lines before and behind
    before, behind = around
    grown = f"{before}\n{source}\n{behind}"
    moved = decide.settle(grown, Ledger(source_sha256=digest(grown)), decisions)
    lost = decide.orphans(grown, Ledger(source_sha256=digest(grown)), decisions)
    if source.count("\n") + source.count("\f") == 0 and not set(source) & set(before + behind):
        nonempty = [d for d in taken if d.before]
        applied = [c for c in moved.corrections if c.applied and c.before]
        assert len(applied) == len([d for d in nonempty if d.verdict != "reject"])
        assert all(not d.before for d in lost)
    assert ledger.revert(ledger.apply(grown, moved), moved) == grown


others = st.text("xyz\n", max_size=5)
grown = st.tuples(decided(), others, others).map(lambda drawn: (*drawn[0], drawn[1:]))


@given(grown)
def test_L11_decisions_stand_when_nothing_is_proposed_any_more(case):
    stands_without_the_machine(*case)


@st.composite
def rerun(draw_) -> tuple[str, Ledger, list[Decision], Ledger]:
    """Decisions on one version's ledger, and another version's ledger for the same source."""
    source, led, decisions = draw_(decided())
    corrections = tuple(
        draw_(draw.correction_at(source, span)) for span in draw_(draw.spans(source, apart=True))
    )
    return source, led, decisions, as_made(source, replace(led, corrections=corrections))


def nothing_overwrites(source: str, led: Ledger, decisions: list[Decision], later: Ledger) -> None:
    settled = decide.settle(source, later, decisions)
    ledger.check(source, settled)
    places = {c.id: c for c in led.corrections}
    now = {c.id: (c.shown, c.span) for c in settled.corrections}
    for decision in {d.target: d for d in decisions}.values():
        place = places[decision.target].span
        if decision.verdict == "reject":
            touching = [c for c in settled.corrections if c.applied and c.span.meets(place)]
            assert all(c.damage == decide.IMPOSED or c.status != "applied" for c in touching)
        else:
            assert now.get(decision.target) == (decision.text, place)


@given(rerun())
def test_L11_a_later_version_overwrites_nothing(case):
    nothing_overwrites(*case)


def machine_goes_first(source, led, decisions):
    return settle(
        source, led, [d for d in decisions if d.target in {c.id for c in led.corrections}]
    )


def trusts_a_new_reading(source, led, decisions):
    settled = settle(source, led, decisions)
    readings = {c.id: c for c in led.corrections}
    return replace(
        settled,
        corrections=tuple(
            readings.get(c.id, c) if c.status == "accepted" else c for c in settled.corrections
        ),
    )


@pytest.mark.parametrize("broken", [machine_goes_first, trusts_a_new_reading])
def test_L11_an_overwritten_decision_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(decide, "settle", broken)
    assert_caught(nothing_overwrites, rerun())


# --- single cases that a person would notice


def two_lines(text: str, *places: Span) -> Ledger:
    made = Ledger(
        source_sha256=digest(text),
        corrections=tuple(
            Correction(
                span=span,
                before=span.of(text),
                after="office",
                damage="ligatures",
                steps=(ledger.Step("ligatures", span.of(text), "office"),),
                evidence=(ledger.Evidence("language", "a word", 3.0),),
                confidence=ledger.Probability(0.97),
                tier="accept",
                status="applied",
            )
            for span in places
        ),
    )
    return with_ids(text, made)


def test_L11_a_decision_on_one_of_two_same_lines_stays_with_its_line():
    text = "the o ce\nthe o ce\n"
    first, second = Span(4, 8), Span(13, 17)
    old = two_lines(text, first, second)
    no = [decide.decision_on(old.corrections[0], "reject")]
    new = two_lines(text, second)  # a later version proposes only the second
    assert ledger.apply(text, decide.settle(text, new, no)) == "the o ce\nthe office\n"


def test_L11_a_later_word_is_not_undone_by_an_earlier_one_on_a_place_it_covers():
    text = "the o ce above\n"
    old, new = two_lines(text, Span(4, 8)), two_lines(text, Span(4, 14))
    words = [
        decide.decision_on(old.corrections[0], "reject"),
        decide.decision_on(new.corrections[0], "edit", text="office above"),
    ]
    assert ledger.apply(text, decide.settle(text, new, words)) == "the office above\n"
    back = words[::-1]
    assert ledger.apply(text, decide.settle(text, new, back)) == text


def test_L11_a_decision_is_not_applied_where_the_same_letters_stand_by_chance():
    old = two_lines("the o ce\n", Span(4, 8))
    yes = [decide.decision_on(old.corrections[0], "accept")]
    text = "a bo ceo\n"
    new = Ledger(source_sha256=digest(text))
    assert ledger.apply(text, decide.settle(text, new, yes)) == text
    assert decide.orphans(text, new, yes) == yes


def test_L11_a_reader_may_correct_a_place_where_nothing_is_proposed():
    text = "the offfice\n"
    own = Decision("my own", "edit", text="office", span=Span(4, 11), before="offfice")
    settled = decide.settle(text, Ledger(source_sha256=digest(text)), [own])
    assert ledger.apply(text, settled) == "the office\n"


def test_L11_an_accepted_deletion_stays_a_deletion():
    text = "the x office\n"
    led = two_lines(text, Span(4, 6))
    gone = decide.decision_on(led.corrections[0], "accept")._replace(text="")
    assert ledger.apply(text, decide.settle(text, led, [gone])) == "the office\n"
