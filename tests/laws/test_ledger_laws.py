"""L1 nothing lost, L2 no silent change, L3 reversible, L4 true, L5 disjoint, L7 explained."""

# ruff: noqa: N802  # the laws are called L1 to L12

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import decide, ledger
from restore.errors import LedgerError
from restore.ledger import Decision, Ledger, Probability, Segment
from restore.text import Span, digest
from tests.laws import strategies as draw
from tests.laws.sabotage import assert_caught

# --- L1: tiles cover source and restored text exactly, in order


def covers_both(source: str, led: Ledger) -> None:
    restored = ledger.apply(source, led)
    tiles = list(ledger.tiles(source, led))
    assert "".join(t.source.of(source) for t in tiles) == source
    assert "".join(t.restored.of(restored) for t in tiles) == restored
    at, moved = 0, 0
    for tile in tiles:
        assert (tile.source.start, tile.restored.start) == (at, moved)
        at, moved = tile.source.end, tile.restored.end
    assert (at, moved) == (len(source), len(restored))
    assert [t.correction for t in tiles if t.correction] == list(led.corrections)
    proof = ledger.verify(source, restored, led)
    assert (proof.source, proof.restored) == (len(source), len(restored))


@given(draw.ledgers())
def test_L1_tiles_cover_both_texts(case):
    covers_both(*case)


def without_last_tile(source, led, *, _tiles=ledger.tiles):
    yield from list(_tiles(source, led))[:-1]


def with_stretched_tile(source, led, *, _tiles=ledger.tiles):
    for tile in _tiles(source, led):
        yield tile._replace(restored=Span(tile.restored.start, tile.restored.end + 1))


def in_reverse(source, led, *, _tiles=ledger.tiles):
    yield from reversed(list(_tiles(source, led)))


@pytest.mark.parametrize("broken", [without_last_tile, with_stretched_tile, in_reverse])
def test_L1_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(ledger, "tiles", broken)
    assert_caught(covers_both, draw.ledgers())


# --- L2: outside corrections the two texts are identical


def changes_nothing_else(source: str, led: Ledger) -> None:
    restored = ledger.apply(source, led)
    at = moved = 0
    for correction in led.corrections:
        size = correction.span.start - at
        assert restored[moved : moved + size] == source[at : correction.span.start]
        moved += size
        assert restored[moved : moved + len(correction.shown)] == correction.shown
        at, moved = correction.span.end, moved + len(correction.shown)
    assert restored[moved:] == source[at:]


@given(draw.ledgers())
def test_L2_outside_corrections_nothing_changes(case):
    changes_nothing_else(*case)


@given(draw.ledgers(), st.data())
def test_L2_verify_refuses_one_changed_character(case, data):
    source, led = case
    restored = ledger.apply(source, led)
    place = data.draw(st.integers(0, len(restored)))
    tampered = f"{restored[:place]}x{restored[place + 1 :]}"
    with pytest.raises(LedgerError, match="L2 fails"):
        ledger.verify(source, tampered, led)


def in_nfc(source, led, *, _apply=ledger.apply):
    import unicodedata

    return unicodedata.normalize("NFC", _apply(source, led))


def with_lf(source, led, *, _apply=ledger.apply):
    return _apply(source, led).replace("\r", "\n")


def stripped(source, led, *, _apply=ledger.apply):
    return _apply(source, led).strip(" ")


@pytest.mark.parametrize("broken", [in_nfc, with_lf, stripped])
def test_L2_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(ledger, "apply", broken)
    assert_caught(changes_nothing_else, draw.ledgers())


# --- L3: revert is the inverse of apply, and rejecting everything gives the source back


def gives_the_source_back(source: str, led: Ledger) -> None:
    assert ledger.revert(ledger.apply(source, led), led) == source
    no = [Decision(c.id, "reject") for c in led.corrections]
    rejected = decide.settle(source, led, no)
    assert ledger.apply(source, rejected) == source
    assert ledger.revert(source, rejected) == source


@given(draw.ledgers())
def test_L3_revert_and_rejecting_everything_give_the_source(case):
    gives_the_source_back(*case)


def forgets_what_stood_there(restored, _led):
    return restored


def takes_back_what_is_not_there(restored, led, *, _revert=ledger.revert):
    proposed = tuple(replace(c, status="applied") for c in led.corrections)
    return _revert(restored, replace(led, corrections=proposed))


def keeps_the_first(source, led, decisions, *, _settle=decide.settle):
    return _settle(source, led, list(decisions)[1:])


@pytest.mark.parametrize(
    ("module", "name", "broken"),
    [
        (ledger, "revert", forgets_what_stood_there),
        (ledger, "revert", takes_back_what_is_not_there),
        (decide, "settle", keeps_the_first),
    ],
)
def test_L3_sabotage_is_caught(monkeypatch, module, name, broken):
    monkeypatch.setattr(module, name, broken)
    assert_caught(gives_the_source_back, draw.ledgers())


# --- L4: a ledger is true of its source, and refuses any other


def is_true(source: str, led: Ledger) -> None:
    ledger.check(source, led)
    for correction in led.corrections:
        assert correction.span.of(source) == correction.before
    for other in (source + " ", source[1:], source.swapcase()):
        if other != source:
            with pytest.raises(LedgerError):
                ledger.apply(other, led)


@given(draw.ledgers())
def test_L4_true_of_its_source_and_of_no_other(case):
    is_true(*case)


@given(draw.ledgers().filter(lambda case: case[1].corrections), st.data())
def test_L4_a_correction_moved_or_reworded_is_refused(case, data):
    source, led = case
    place = data.draw(st.integers(0, len(led.corrections) - 1))
    old = led.corrections[place]
    steps = (old.steps[0]._replace(before=old.before + "x"), *old.steps[1:])
    faults = [replace(old, before=old.before + "x", steps=steps)]
    start, end = old.span
    if source[start + 1 : end + 1] != old.before:
        faults.append(replace(old, span=Span(start + 1, end + 1)))
    for fault in faults:
        corrections = (*led.corrections[:place], fault, *led.corrections[place + 1 :])
        with pytest.raises(LedgerError):
            ledger.check(source, replace(led, corrections=corrections))


def believes_everything(source, led):
    pass


def trusts_the_digest(source, led, *, _check=ledger.check):
    _check(source, replace(led, source_sha256=digest(source)))


@pytest.mark.parametrize("broken", [believes_everything, trusts_the_digest])
def test_L4_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(ledger, "check", broken)

    def check(source: str, led: Ledger) -> None:
        try:
            is_true(source, led)
        except pytest.fail.Exception as failure:  # "did not raise" is no AssertionError
            raise AssertionError from failure

    assert_caught(check, draw.ledgers())


# --- L5: corrections are disjoint, so subset and order do not matter


def one_by_one(source: str, led: Ledger, order: list[int]) -> str:
    """Apply corrections singly, each at the place that those before it in the text leave it."""
    text, done = source, set()
    for index in order:
        moved = sum(
            len(c.shown) - len(c.before)
            for place, c in enumerate(led.corrections)
            if place in done and place < index
        )
        start, end = led.corrections[index].span
        text = text[: start + moved] + led.corrections[index].shown + text[end + moved :]
        done.add(index)
    return text


def any_subset_in_any_order(source: str, led: Ledger, chosen: list[int]) -> None:
    chosen = [n for n in chosen if n < len(led.corrections)]
    kept = tuple(c for place, c in enumerate(led.corrections) if place in chosen)
    subset = replace(led, corrections=kept)
    restored = ledger.apply(source, subset)
    assert restored == one_by_one(source, led, chosen)
    assert ledger.revert(restored, subset) == source
    for one, other in zip(led.corrections, led.corrections[1:], strict=False):
        overlapping = replace(other, span=Span(one.span.start, other.span.end))
        if one.span.start < one.span.end:
            with pytest.raises(LedgerError):
                list(ledger.tiles(source, replace(led, corrections=(one, overlapping))))


subsets = st.tuples(draw.ledgers(), st.permutations(range(5)), st.integers(0, 5)).map(
    lambda drawn: (*drawn[0], drawn[1][: drawn[2]])
)


@given(subsets)
def test_L5_any_subset_applies_in_any_order(case):
    any_subset_in_any_order(*case)


def lets_them_overlap(_source, led):
    for correction in led.corrections:
        yield Segment(correction.span, Span(0, len(correction.shown)), correction)


def in_order_of_length(source, led, *, _tiles=ledger.tiles):
    yield from sorted(_tiles(source, led), key=lambda tile: tile.source.end - tile.source.start)


@pytest.mark.parametrize("broken", [lets_them_overlap, in_order_of_length])
def test_L5_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(ledger, "tiles", broken)
    assert_caught(any_subset_in_any_order, subsets)


# --- L7: every correction and finding has evidence and a probability between 0 and 1


def is_explained(source: str, led: Ledger) -> None:
    ledger.check(source, led)
    known = {cause.id for cause in led.causes}
    for place in (*led.corrections, *led.findings):
        assert place.evidence
        assert 0 < place.confidence < 1
    for correction in led.corrections:
        assert correction.steps
        assert known.issuperset(correction.causes)


@given(draw.ledgers())
def test_L7_everything_is_explained(case):
    is_explained(*case)


FAULTS = {
    "no evidence": {"evidence": ()},
    "certain": {"confidence": Probability(1.0)},
    "impossible": {"confidence": Probability(0.0)},
    "no number": {"confidence": Probability(float("nan"))},
}


@pytest.mark.parametrize("part", ["corrections", "findings"])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_L7_sabotage_is_caught(part, fault):
    def check(source: str, led: Ledger) -> None:
        places = getattr(led, part)
        tampered = tuple(replace(place, **fault) for place in places)
        ledger.check(source, replace(led, **{part: tampered}))

    assert_caught(check, draw.ledgers())


@pytest.mark.parametrize("fault", [{"steps": ()}, {"causes": ()}], ids=["no steps", "no causes"])
def test_L7_a_correction_without_reason_is_caught(fault):
    def check(source: str, led: Ledger) -> None:
        if "causes" in fault:
            ledger.check(source, replace(led, **fault))
        else:
            bare = tuple(replace(c, **fault) for c in led.corrections)
            ledger.check(source, replace(led, corrections=bare))

    assert_caught(check, draw.ledgers())
