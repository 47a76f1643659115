"""Glyphs read from what the PDF shows: what a decision carries, and what is left alone."""

from __future__ import annotations

from functools import cache

import pytest
from fixtures.glyphs.cases import Case, Truth, build

from restore.decide import settle
from restore.evidence.glyph_candidates import is_pitched, measured, trust_in
from restore.evidence.glyph_readings import RULE, UNSEEN, Allowed, read_glyphs
from restore.ledger import Decision, Ledger, apply, revert
from restore.page import Document, is_unmapped
from restore.pipeline import repair_document
from restore.read.pdf import read_pdf_bytes
from restore.reread import reread
from restore.text import Span

REMOVED = Case("lato", "type0", "removed")
SIX = Case("lato", "type0", "six", "glyph")
BARE = Case("liberation", "bare-serif", "removed", "minus29")


@cache
def repaired(case: Case) -> tuple[Document, Ledger, Truth]:
    """Read and repair a made paper once for all tests."""
    data, truth = build(case)
    document = read_pdf_bytes(data, f"{case.name}.pdf")
    return document, repair_document(document), truth


# --- what must not change


def test_a_sound_map_is_not_doubted() -> None:
    data, _ = build(Case("lato", "type0", "right"))
    document = read_pdf_bytes(data, "sound.pdf")
    assert read_glyphs(document, Allowed()).decisions == {}


def test_without_shapes_glyphs_stay_gaps() -> None:
    document, _, _ = repaired(REMOVED)
    ledger = repair_document(document, without=frozenset({"shapes", "widths"}))
    text = apply(document.text, ledger)
    assert not any(map(is_unmapped, text))
    assert "[...." in text
    assert all(c.steps[0].rule != RULE for c in ledger.corrections)


def test_letters_of_a_font_that_is_not_in_the_file_are_never_applied() -> None:
    document, ledger, _ = repaired(BARE)
    read = [c for c in ledger.corrections if c.steps[0].rule == UNSEEN]
    assert read
    assert not any(c.applied for c in read)
    assert {c.status for c in read} == {"gap"}
    assert not any(map(is_unmapped, apply(document.text, ledger)))


def test_what_is_hidden_is_not_read_and_does_not_speak() -> None:
    data, _ = build(REMOVED)
    document = read_pdf_bytes(data, "hidden.pdf")
    end = document.pages[0].span.end
    shown, _ = read_glyphs(document, Allowed(), hidden=lambda span: span.start < end)
    again, _ = read_glyphs(document, Allowed())
    behind = {(g.font, g.code) for g in document.glyphs_of(Span(end, len(document.text)))}
    assert set(shown) == set(again) & behind < set(again)
    words = {w for d in shown.values() if d.cause.card for w in d.cause.card.words}
    text = apply(document.text, repaired(REMOVED)[1])
    first = set(text.split("\f", maxsplit=1)[0].split()) - set(text.split("\f")[1].split())
    assert words
    assert not words & first


def test_a_wrong_map_is_mended_and_its_right_entries_stay() -> None:
    _document, ledger, truth = repaired(SIX)
    cards = [c.card for c in ledger.causes if c.card is not None]
    assert cards
    for card in cards:
        assert card.reading == truth.letters[card.reference][card.code]
        assert card.claims not in ("", card.reading)


# --- one decision carries all its places


def test_taking_a_decision_back_takes_back_its_letter_everywhere_and_no_other() -> None:
    document, ledger, _ = repaired(REMOVED)
    cause = max(
        (c for c in ledger.causes if c.card and c.card.reading == "e"), key=lambda c: c.card.places
    )
    settled = settle(document.text, ledger, [Decision(cause.id, "reject")])
    before, after = apply(document.text, ledger), apply(document.text, settled)
    assert len(before) == len(after)
    changed = {(a, b) for a, b in zip(before, after, strict=True) if a != b}
    assert {a for a, _ in changed} == {"e"}
    assert len({b for _, b in changed}) == 1
    assert all(is_unmapped(b) for _, b in changed)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == cause.card.places
    assert revert(after, settled) == document.text


def test_every_glyph_decision_has_a_card_with_a_drawing() -> None:
    _, ledger, _ = repaired(REMOVED)
    cards = [c.card for c in ledger.causes if c.card is not None]
    inked = [card for card in cards if card.reading != " "]
    assert len(inked) > 100
    assert all(card.drawing.startswith("M") and card.likeness for card in inked)
    assert all(card.places > 0 and 0 <= card.posterior <= 1 for card in cards)


def test_the_same_paper_is_read_the_same() -> None:
    _document, ledger, _ = repaired(SIX)
    assert repair_document(read_pdf_bytes(build(SIX)[0], f"{SIX.name}.pdf")) == ledger


# --- a document as its glyphs are read


def test_a_reread_document_keeps_its_lines_and_glyphs() -> None:
    document, ledger, _truth = repaired(REMOVED)
    made = [c for c in ledger.corrections if c.steps[0].rule == RULE and len(c.steps) == 1]
    again = reread(document, made)
    assert len(again.glyph_at) == len(again.text)
    for old, new in zip(document.pages, again.pages, strict=True):
        assert len(old.lines) == len(new.lines)
        for line, moved in zip(old.lines, new.lines, strict=True):
            assert line.box == moved.box
            glyphs = document.glyphs_of(Span(*line.span))
            assert set(glyphs) == set(again.glyphs_of(Span(*moved.span)))
            assert "\n" not in moved.span.of(again.text)
    assert reread(document, []) is document


# --- what is known of print


@pytest.mark.parametrize(
    ("advances", "pitched"),
    [
        ([0.6] * 20, True),
        ([0.6] * 19 + [1.2], True),
        ([0.5] * 10, False),
        ([0.3, 0.5, 0.6, 0.8] * 5, False),
    ],
    ids=["typewriter", "with a ligature", "ten figures", "proportional"],
)
def test_a_typewriter_is_known_by_its_pitch(advances: list[float], *, pitched: bool) -> None:
    assert is_pitched(advances) is pitched


def test_a_dash_is_held_to_its_advance() -> None:
    weights = {"–": -0.1, "—": -0.2, "x": -0.3}
    assert max(measured(weights, 1.0), key=measured(weights, 1.0).__getitem__) == "—"
    assert max(measured(weights, 0.5), key=measured(weights, 0.5).__getitem__) == "–"
    assert measured(weights, 0.5)["x"] == -0.3


def test_a_far_neighbour_says_less() -> None:
    assert trust_in(0.5) == trust_in(2.0) == 1.0 > trust_in(3.0) > trust_in(6.0) > 0
