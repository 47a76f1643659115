"""The reading text: nothing lost, nothing invented, pages and notes in their place."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.damage import gaps, paragraphs, sequences
from restore.evidence.authorities import nothing
from restore.evidence.layout import FURNITURE, lay_out
from restore.export.reading import reading
from restore.ledger import Correction, Evidence, Ledger, Probability, Step
from restore.page import Document, Source
from restore.text import Span, digest
from restore.view import View

FIRST = (
    "The bell of Ruda was cast in the year of the long winter, and it was cracked before it was "
    "hung.¹ The founder blamed the frost and the parish blamed the founder. Neither of them was "
    "paid. The letters on the bell are those of the intense and endemic"
)
NOTES = "¹ Parish book, leaf 3.\n\n² Parish book, leaf 9."
SECOND = (
    "rivalry between the two churches.² It rang once, for the founder, and then it was silent. "
    "When the tower was taken down in 1911 the bell was sold by weight, which came to nine hundred."
)


def paper(text: str) -> Document:
    """A paper of plain text."""
    return Document(source=Source(name="paper.txt", sha256="", reader="plain"), text=text, pages=())


def ledger_of(document: Document) -> Ledger:
    """The findings of the kinds that the reading text follows."""
    view = View(document=document, text=document.text, authorities=nothing())
    findings = [f for kind in (gaps, paragraphs, sequences) for f in kind.find(view)]
    return Ledger(source_sha256=digest(document.text), findings=tuple(findings))


def read_out(text: str, **options: bool) -> str:
    document = paper(text)
    return reading(document, ledger_of(document), **options)


def test_a_paragraph_cut_by_notes_is_joined_and_the_notes_stand_behind_it():
    joined = f"{FIRST} {SECOND}"
    assert read_out(f"{FIRST}\n\n{NOTES}\n\n{SECOND}") == f"{joined}\n\n{NOTES}\n"


def test_the_page_is_marked_where_it_begins():
    text = read_out(f"{FIRST}\n\n{NOTES}\f{SECOND}")
    assert "intense and endemic rivalry [p. 2] between the two churches" in text
    assert "[p." not in read_out(f"{FIRST}\n\n{NOTES}\f{SECOND}", pages=False)


def test_page_numbers_and_running_heads_are_left_out():
    pages = [f"The Bell of Ruda {n}\n\n{FIRST} years.\n\n{n}" for n in (1, 2, 3)]
    assert "Bell of Ruda" not in read_out("\f".join(pages))
    assert not re.search(r"^\d$", read_out("\f".join(pages)), re.MULTILINE)


def test_printed_lines_become_paragraphs_and_addresses_stay_lines():
    wrapped = FIRST[:-1].replace("and it was", "and it\nwas").replace(" paid", "\npaid") + "c age."
    lines = "From the papers of\nThe Bell Founder\nof Ruda"
    text = read_out(f"{wrapped}\n\n{lines}\n\n{FIRST} age of bells.")
    assert "and it was cracked" in text
    assert lines in text


def test_a_gap_is_marked_where_it_is_reported():
    text = f"{FIRST} hatred of th\n\nThe tower was taken down. {SECOND}"
    assert "hatred of th[...]\n\nThe tower" in read_out(text)
    assert "[...]" not in read_out(text, gaps=False)


def test_a_hyphen_at_a_page_end_goes_only_where_the_halves_make_a_word():
    word = f"{FIRST} mistrust, whose impor-\n\n{NOTES}\n\ntance is known. {SECOND}"
    compound = f"{FIRST} mistrust of the half-\n\n{NOTES}\n\nfounded churches. {SECOND}"
    assert "whose importance is known" in read_out(word)
    assert "of the half-founded churches" in read_out(compound)


def test_corrections_stand_in_the_reading_text():
    text = f"It was a di\ufb03cult year, and hard to be-\near.\n\n{FIRST} age."
    document = paper(text)
    ledger = Ledger(
        source_sha256=digest(text),
        corrections=tuple(
            Correction(
                span=Span(start := text.index(before), start + len(before)),
                before=before,
                after=after,
                damage="ligatures",
                steps=(Step("test", before, after),),
                evidence=(Evidence("words", "a word", 3.0),),
                confidence=Probability(0.9),
                tier="accept",
                status="applied",
            )
            for before, after in (("\ufb03", "ffi"), ("be-\near", "bear"))
        ),
    )
    written = reading(document, ledger)
    assert written.startswith("It was a difficult year, and hard to bear.")
    assert written.count("The bell of Ruda") == 1


PIECES = [
    FIRST,
    SECOND,
    NOTES,
    "³ Ibid.",
    "THE SECOND BELL",
    "12",
    "13",
    "• a bell\n• a rope",
    "From the papers of\nthe founder",
    "It rang no more. He wrote:",
    "the rope was impor-",
    "tance, as ev-\nery child knew.",
    "A Page Head",
    "#3 C e Ja . . T e\n#9 V ad",
]
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n\n", "\n", "\f", " \n \n "])),
    max_size=14,
).map(lambda pairs: "".join(p + s for p, s in pairs))


def inked(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def expected(document: Document) -> str:
    """All that must stand in the reading text, in any order of the blocks."""
    blocks = lay_out(document.text, document.pages).blocks
    return "".join(inked(b.span.of(document.text)) for b in blocks if b.role not in FURNITURE)


@given(TEXTS)
def test_every_character_outside_page_furniture_stands_exactly_once(text):
    document = paper(text)
    written = inked(reading(document, ledger_of(document), pages=False, gaps=False))
    assert sorted(written.replace("-", "")) == sorted(expected(document).replace("-", ""))
    assert written.count("-") <= expected(document).count("-")


@given(TEXTS)
def test_every_block_stands_whole_and_only_marks_are_added(text):
    document = paper(text)
    written = reading(document, ledger_of(document))
    plain = inked(re.sub(r"\[p\. \d+\]|\[\.\.\.\]", "", written))
    bare = inked(reading(document, ledger_of(document), pages=False, gaps=False))
    assert plain == bare
    for block in lay_out(document.text, document.pages).blocks:
        if block.role not in FURNITURE:
            assert inked(block.span.of(text)).rstrip("-").lstrip("-") in plain


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("_closed", lambda group, _: iter([group] if group else [])),
        ("_joined", lambda texts: texts[0]),
        ("_unwrapped", lambda part: f"{part.text} indeed"),
    ],
    ids=["notes dropped", "second parts dropped", "a word invented"],
)
def test_the_law_sees_a_reading_text_that_breaks_it(monkeypatch, name, broken):
    document = paper(f"{FIRST}\n\n{NOTES}\n\n{SECOND}")
    ledger = ledger_of(document)
    monkeypatch.setattr(f"restore.export.reading.{name}", broken)
    written = inked(reading(document, ledger, pages=False, gaps=False))
    assert sorted(written) != sorted(expected(document))


@given(TEXTS)
def test_blocks_cover_every_character_once(text):
    blocks = lay_out(text).blocks
    assert "".join(inked(b.span.of(text)) for b in blocks) == inked(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))


@pytest.mark.parametrize("text", ["", " \n\n ", "\f\f", "12\f13"])
def test_a_paper_without_text_gives_nothing(text):
    assert read_out(text) == ""
