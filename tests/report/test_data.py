from __future__ import annotations

from dataclasses import replace

import pytest

from restore.ledger import Ledger, Part, Step
from restore.report.changes import Piece, elided, pieces, pieces_of
from restore.report.data import summarize
from restore.report.visible import visible
from restore.steps import assembled
from restore.text import digest
from tests.report import glyph_sample, sample


def test_the_summary_counts_what_the_ledger_holds():
    report = summarize(sample.document(), sample.ledger())
    assert (report.applied, report.proposed, report.gaps, report.noted) == (9, 1, 2, 1)
    lost = next(t for t in report.tallies if t.damage == "lost letters")
    assert (lost.accept, lost.applied, lost.findings) == (4, 3, 0)  # one was rejected
    assert [i.id for i in report.items] == [c.id for c in sample.ledger().corrections]


def test_untouched_is_what_lies_outside_applied_corrections():
    report = summarize(sample.document(), sample.ledger())
    touched = sum(len(c.before) for c in sample.ledger().corrections if c.applied)
    assert report.characters - report.untouched == touched
    assert 0 < report.untouched_share < 1


def test_an_empty_paper_is_untouched():
    report = summarize(sample.document(""), Ledger(source_sha256=digest("")))
    assert report.untouched_share == 1.0
    assert report.tallies == ()


def test_the_page_is_that_of_the_file_not_the_nth():
    document = sample.document()
    moved = tuple(replace(page, number=page.number + 10) for page in document.pages)
    report = summarize(replace(document, pages=moved), sample.ledger())
    assert {item.where.page for item in report.items} == {11, 12}


CHANGES = [
    ("", ""),
    ("the same", "the same"),
    ("", "new"),
    ("old", ""),
    ("dif cult", "difficult"),
    ("primar(l. ac)rT5Cn-27(ztionshof", "primar[...]ztionshof"),
    ("[...] stays", "[...] stay"),
    ("cafe\u0301", "cafe\u0300"),
    ("\U0001f600\ud800", "\U0001f601\ud800"),
]


@pytest.mark.parametrize(("before", "after"), CHANGES)
def test_pieces_join_up_to_both_texts(before, after):
    parts = pieces(before, after)
    assert "".join(p.before for p in parts) == before
    assert "".join(p.after for p in parts) == after
    assert all(p.before or p.after for p in parts)


def test_a_gap_mark_is_one_piece():
    assert Piece("(l. ac)rT5Cn-27(", "[...]") in pieces(
        "primar(l. ac)rT5Cn-27(ztionshof", "primar[...]ztionshof"
    )


def test_an_accent_is_not_parted_from_its_letter():
    assert pieces("cafe\u0301", "cafe\u0300")[-1] == Piece("e\u0301", "e\u0300")


@pytest.mark.parametrize("keep", [1, 5, 1000])
def test_elided_pieces_keep_both_ends(keep):
    parts = pieces("a" * 300 + "x" * 300 + "b" * 300, "a" * 300 + "y" * 20 + "b" * 300)
    short = elided(parts, keep)
    assert short[0].after[0] == "a"
    assert short[-1].after[-1] == "b"
    assert any(p.before != p.after for p in short)


HIDDEN = (
    "\x00\x1b\x7f\x9b\u00ad\u200b\u202e\u2028\u2066\ufeff\ue000\ud800\U000f0041\U000e0001\uffff"
)


@pytest.mark.parametrize("character", HIDDEN)
def test_what_hides_is_shown(character):
    assert character not in visible(character)
    assert visible(character).isprintable()


@pytest.mark.parametrize(
    "text", ["Ki Sŏk-pok", "Фёдоренко", "北京", "می\u200cروم", "cafe\u0301", "—“”"]
)
def test_what_people_write_is_left_alone(text):
    assert visible(text) == text


PARTS = [
    ((Part(0, 1, "a", "g"), Part(1, 2, " ", "g"), Part(2, 3, "b", "g")), ["a ", "b"]),
    ((Part(0, 1, "a", "g"), Part(1, 2, "ffi", "g")), ["affi", "?"]),
    ((Part(1, 2, "x", "g"),), ["?", "x", "?"]),
]


@pytest.mark.parametrize(("parts", "after"), PARTS)
def test_glyphs_are_shown_as_they_were_read_word_by_word(parts, after):
    step = Step("read-glyphs", "???", assembled("???", parts), None, parts)
    found = pieces_of("???", (step,))
    assert [p.after for p in found] == after
    assert "".join(p.before for p in found) == "???"
    assert "".join(p.after for p in found) == step.after


def test_without_parts_or_after_more_steps_both_texts_are_compared():
    step = Step("ligatures", "dif cult", "difficult")
    assert pieces_of("dif cult", (step,)) == pieces("dif cult", "difficult")
    parts = (Part(0, 1, "a", "g"),)
    steps = (Step("one", "?b", "ab", None, parts), Step("two", "ab", "abc"))
    assert pieces_of("?b", steps) == pieces("?b", "abc")


def test_a_persons_reading_is_shown_as_it_stands():
    document, ledger = glyph_sample.document(), glyph_sample.ledger(tier="accept")
    edited = replace(ledger.corrections[0], status="edited", after="thy")
    report = summarize(document, replace(ledger, corrections=(edited,)))
    assert report.items[0].after == "thy"
