"""L6 passes compose: what is done on restored text is carried back to the source, step by step."""

# ruff: noqa: N802  # the laws are called L1 to L12

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import compose, decide, ledger
from restore.compose import Edit, Proposal
from restore.ledger import (
    Correction,
    Decision,
    Evidence,
    Ledger,
    Part,
    Probability,
    Step,
    with_ids,
)
from restore.steps import sized
from restore.text import Span, digest
from tests.laws import strategies as draw
from tests.laws.sabotage import assert_caught

SEEN = (Evidence("shapes", "seen", 3.0),)


@st.composite
def passes(draw_, most: int = 3) -> tuple[str, list[list[Edit]]]:
    """A source and the edits of up to three passes, each drawn for the text the last one left."""
    source = draw_(draw.texts)
    text, made = source, []
    corrections: list[Correction] = []
    for number in range(draw_(st.integers(1, most))):
        waiting = compose.waiting(corrections)
        edits = draw_(draw.edits_in(text, glyphs=number == 0))
        made.append([e for e in edits if not any(w.meets(e.span) for w in waiting)])
        corrections = compose.compose(source, corrections, made[-1])
        text = directly(text, made[-1])
    return source, made


def held(edit: Edit, before: str) -> str:
    """What stands where an edit is not applied: a gap for unread glyphs, else what stood there."""
    return sized(before) if edit.proposal.parts else before


def directly(text: str, edits: list[Edit]) -> str:
    """Make the edits in the text itself, last first, without any ledger."""
    for edit in reversed(edits):
        accepted = edit.tier == "accept"
        after = edit.proposal.after if accepted else held(edit, edit.span.of(text))
        text = text[: edit.span.start] + after + text[edit.span.end :]
    return text


def composed(source: str, made: list[list[Edit]]) -> Ledger:
    """Carry all passes back to the source."""
    corrections: list[Correction] = []
    for edits in made:
        corrections = compose.compose(source, corrections, edits)
    return with_ids(
        source,
        Ledger(
            source_sha256=digest(source),
            causes=draw.CAUSES,
            corrections=tuple(corrections),
        ),
    )


# --- the ledger of all passes says what the passes did


def passes_compose(source: str, made: list[list[Edit]]) -> None:
    led = composed(source, made)
    text = source
    for edits in made:
        text = directly(text, edits)
    assert ledger.apply(source, led) == text
    assert compose.working_text(source, led.corrections) == text
    assert ledger.revert(text, led) == source
    for correction in led.corrections:
        assert correction.steps[0].before == correction.before
        assert correction.steps[-1].after == correction.after
        for one, other in pairwise(correction.steps):
            assert one.after == other.before


@given(passes())
def test_L6_passes_compose(case):
    passes_compose(*case)


def keeps_offsets_of_the_pass(source, corrections, edits):
    """The fault the law is there for: a later pass's offsets taken for the source's."""
    made = compose_(source, [], edits)
    kept = [c for c in corrections if not any(c.span.meets(new.span) for new in made)]
    return sorted([*kept, *made], key=lambda c: c.span)


def drops_what_it_meets(source, corrections, edits):
    """Lets a later edit replace an earlier correction instead of chaining to it."""
    return [
        replace(c, steps=c.steps[-1:]) if len(c.steps) > 1 else c
        for c in compose_(source, corrections, edits)
    ]


def applies_what_is_only_proposed(source, corrections, edits):
    made = compose_(source, corrections, edits)
    return [replace(c, status="applied") for c in made]


compose_ = compose.compose


@pytest.mark.parametrize(
    "broken", [keeps_offsets_of_the_pass, drops_what_it_meets, applies_what_is_only_proposed]
)
def test_L6_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(compose, "compose", broken)
    assert_caught(passes_compose, passes())


# --- a reviewer can stop at any step


def stops_anywhere(source: str, made: list[list[Edit]], place: int, step: int) -> None:
    led = composed(source, made)
    if not led.corrections:
        return
    old = led.corrections[place % len(led.corrections)]
    steps = old.steps[: step % len(old.steps) + 1]
    stopped = replace(old, steps=steps, after=steps[-1].after)
    corrections = tuple(stopped if c is old else c for c in led.corrections)
    shorter = replace(led, corrections=corrections)
    restored = ledger.apply(source, shorter)
    assert ledger.revert(restored, shorter) == source


stops = st.tuples(passes(), st.integers(0, 9), st.integers(0, 9)).map(
    lambda drawn: (*drawn[0], *drawn[1:])
)


@given(stops)
def test_L6_every_step_is_a_place_to_stop(case):
    stops_anywhere(*case)


def forgets_the_source(source, corrections, edits):
    """Lets the chain begin where the last pass began."""
    return [
        replace(c, steps=(c.steps[-1]._replace(before=c.steps[-1].after),))
        for c in compose_(source, corrections, edits)
    ]


def test_L6_a_broken_chain_sabotage_is_caught(monkeypatch):
    monkeypatch.setattr(compose, "compose", forgets_the_source)
    assert_caught(stops_anywhere, stops)


def test_L6_nothing_is_built_on_glyphs_that_wait():
    glyph = "\U000f0041"
    source = f"Khr{glyph}shchev came"
    parts = (Part(0, 1, "u", draw.CAUSES[0].id),)
    read = Proposal(damage="x", rule="read", span=Span(3, 4), after="u", parts=parts, evidence=SEEN)
    waits = compose.compose(source, [], [Edit(read, Probability(0.6), "review")])
    assert compose.working_text(source, waits) == "Khr[.]shchev came"
    word = Proposal(damage="x", rule="word", span=Span(0, 12), after="Khrish", evidence=SEEN)
    other = Proposal(damage="x", rule="word", span=Span(13, 17), after="went", evidence=SEEN)
    edits = [Edit(p, Probability(0.99), "accept") for p in (word, other)]
    both = compose.compose(source, waits, edits)
    assert compose.working_text(source, both) == "Khr[.]shchev went"


# --- rejecting a cause takes back all that rests on it


def without(step: Step, cause: str) -> str:
    """What a step leaves when one cause is taken back: its other parts, if it has parts."""
    if not step.parts:
        return step.before
    text = step.before
    for part in reversed(step.parts):
        if part.cause != cause:
            text = text[: part.start] + part.after + text[part.end :]
    return text


def a_rejected_cause_is_gone(source: str, made: list[list[Edit]]) -> None:
    led = composed(source, made)
    for cause in led.causes:
        settled = decide.settle(source, led, [Decision(cause.id, "reject")])
        restored = ledger.apply(source, settled)
        assert ledger.revert(restored, settled) == source
        for old, new in zip(led.corrections, settled.corrections, strict=True):
            first = next((s for s in old.steps if cause.id in s.causes), None)
            if first is None:
                assert new == old
            elif not old.applied:
                assert new.shown in (old.before, old.held)
            else:
                assert new.shown == without(first, cause.id)


@given(passes())
def test_L6_rejecting_a_cause_takes_back_what_rests_on_it(case):
    a_rejected_cause_is_gone(*case)


@given(draw.ledgers())
def test_L6_rejecting_a_cause_leaves_a_sound_ledger(case):
    source, led = case
    for cause in led.causes:
        settled = decide.settle(source, led, [Decision(cause.id, "reject")])
        assert ledger.revert(ledger.apply(source, settled), settled) == source


def cuts_nothing(led, _rejected):
    return led


def rejects_the_whole(led, rejected):
    gone = [c for c in led.corrections if rejected.intersection(c.causes)]
    return replace(
        led,
        corrections=tuple(
            replace(c, status="rejected") if c in gone else c for c in led.corrections
        ),
    )


@pytest.mark.parametrize("broken", [cuts_nothing, rejects_the_whole])
def test_L6_a_surviving_cause_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(decide, "_without_causes", broken)
    assert_caught(a_rejected_cause_is_gone, passes())


# --- a place of the working text is found again in the source


def comes_back(source: str, made: list[list[Edit]], start: int, end: int) -> None:
    led = composed(source, made)
    text = compose.working_text(source, led.corrections)
    start, end = sorted((start % (len(text) + 1), end % (len(text) + 1)))
    span = compose.Back(led.corrections).span(Span(start, end))
    assert 0 <= span.start <= span.end <= len(source)
    inner = replace(
        led,
        corrections=tuple(c for c in led.corrections if c.span.meets(span) and c.shown != c.before),
    )
    assert text[start:end] in compose.working_text(source, inner.corrections)


returns = st.tuples(passes(), st.integers(0, 60), st.integers(0, 60)).map(
    lambda drawn: (*drawn[0], *drawn[1:])
)


@given(returns)
def test_L6_places_of_the_working_text_come_back(case):
    comes_back(*case)


# --- the edits of a pass are made disjoint, whatever order they come in


@given(st.data())
def test_L6_the_order_in_which_edits_come_does_not_matter(data):
    text = data.draw(draw.texts)
    edits = [e for _ in range(3) for e in data.draw(draw.edits_in(text))]
    kept = compose.disjoint(edits)
    assert compose.disjoint(data.draw(st.permutations(edits))) == kept
    assert all(not a.span.meets(b.span) for a, b in pairwise(kept))
