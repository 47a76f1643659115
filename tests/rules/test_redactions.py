"""Redactions: what is none, what is one, and that no correction ever meets one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import restore
from restore import pipeline
from restore.compose import Proposal, working_text
from restore.damage import redactions
from restore.evidence.authorities import nothing
from restore.ledger import Cause, Evidence, Part, check
from restore.page import Document, Redaction, Source
from restore.pipeline import repair_document
from restore.read.pdf import read_pdf_bytes
from restore.read.plain import read_text
from restore.text import Span
from restore.view import View, carried, spared
from tests.laws.sabotage import assert_caught
from tests.laws.strategies import ledgers
from tests.laws.test_pipeline_laws import DAMAGED, SOUND
from tests.read.tiny import shown, tiny_pdf

KEPT = [
    "The deleted files were found, and the redacted report was published in full.",
    "under section 552(b)(1) of the act",
    "5 U.S.C. § 552 (b)(1)",
    "a motion under Rule 12(b)(6)",
    "see subsection (b)(1) and paragraph (b)(2) of the order",
    "exemption (b)(1) protects what is classified",
    "as shown in (a)(1), (b)(2) and (c)(3)",
    "as (b)(1) of the act says",
    "under (b)(1), (b)(3) and (b)(6)",
    "[sic] [12] [b] [...] [B1] [b 2] [p. 3]",
    "x O■■■■■■e B■a■k",
    "■ first point\n■ second point",
    "growth ▁▂▃▅▇ over the years",
    "DELETED SCENES AND REDACTED PAGES",
    "The REDACTED PAGES of a report",
    "[the redaction was made in 1970]",
    "He asked for 50 X 1 metres, or 150X1.",
    "(b) it was not classified (1); (c) it was",
]

REDACTED = [
    ("met the ████ in Seoul", "████"),
    ("met the ██ ██████ in Seoul", "██ ██████"),
    ("met the ■■■■ in Seoul", "■■■■"),
    ("met [REDACTED] in Seoul", "[REDACTED]"),
    ("met [redacted] in Seoul", "[redacted]"),
    ("met [name deleted] in Seoul", "[name deleted]"),
    ("met [excised] in Seoul", "[excised]"),
    ("met [sanitized] in Seoul", "[sanitized]"),
    ("met [name not declassified] in Seoul", "[name not declassified]"),
    ("said [less than 1 line not declassified].", "[less than 1 line not declassified]"),
    ("said [2 lines of text\nnot declassified].", "[2 lines of text\nnot declassified]"),
    ("met [b(1)] in Seoul", "[b(1)]"),
    ("met [(b)(1), (b)(3)] in Seoul", "[(b)(1), (b)(3)]"),
    ("met (b)(6) in Seoul", "(b)(6)"),
    ("On 5 March 1957 (b)(1) told him", "(b)(1)"),
    ("met (b) (7)(C) in Seoul", "(b) (7)(C)"),
    ("met 50X1-HUM in Seoul", "50X1-HUM"),
    ("EO 13526 25X1", "25X1"),
    ("He met REDACTED in Seoul.", "REDACTED"),
]  # fmt: skip


def findings(text: str) -> list[str]:
    view = View(document=read_text(text, "paper.txt"), text=text, authorities=nothing())
    return [f.span.of(text) for f in redactions.find(view)]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_redaction_is_not_reported(text):
    assert findings(text) == []


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_not_reported(text):
    assert findings(text) == []


@pytest.mark.parametrize(("text", "place"), REDACTED)
def test_a_redaction_is_reported_as_no_gap(text, place):
    assert findings(text) == [place]
    view = View(document=read_text(text, "paper.txt"), text=text, authorities=nothing())
    (found,) = redactions.find(view)
    assert (found.damage, found.status) == ("redaction", "noted")
    assert "withheld" in found.says or "in the place of text" in found.says


def paper_of(text: str, *places: Redaction) -> Document:
    source = Source(name="paper.pdf", sha256="", reader="made by a test")
    return Document(source=source, text=text, pages=(), redactions=places)


def hidden(start: int, end: int, **more) -> Redaction:
    return Redaction(1, (0, 0, 1, 1), Span(start, end), "box over text", **more)


def says(*places: Redaction, text="The secret agent went home.") -> list[str]:
    view = View(document=paper_of(text, *places), text=text, authorities=nothing())
    return [f.says for f in redactions.find(view)]


def test_what_the_page_shows_is_said_in_plain_words():
    assert says(hidden(4, 10, hidden=6, shade=0.0)) == [
        "an opaque black box covers 6 characters of the text layer"
    ]
    assert says(hidden(4, 5, hidden=1, shade=1.0)) == [
        "an opaque white box covers 1 character of the text layer"
    ]
    box = hidden(3, 4, shade=0.0)._replace(sort="box")
    assert says(box) == ["a black box stands in the line where words were; no text lies under it"]
    mark = hidden(4, 10, hidden=6)._replace(sort="annotation")
    assert says(mark) == [
        "a redaction mark (an annotation) covers 6 characters of the text layer"
    ]  # fmt: skip


def test_a_redaction_word_by_word_is_one_finding():
    words = [hidden(4, 10, hidden=6, shade=0.0), hidden(11, 16, hidden=5, shade=0.0)]
    assert says(*words) == ["an opaque black box covers 11 characters of the text layer"]
    assert len(says(words[0], hidden(17, 21, hidden=4, shade=0.0))) == 2


def test_a_stamp_on_a_box_is_reported_once():
    text = "The (b)(6) agent went home."
    assert len(says(hidden(4, 10, hidden=6), text=text)) == 1


def test_the_rest_of_a_word_that_is_partly_hidden_is_guarded_too():
    assert redactions.guarded(paper_of("The secret agent", hidden(7, 10))) == ((6, 10),)
    assert redactions.guarded(paper_of("The secret agent", hidden(4, 7))) == ((4, 8),)
    assert redactions.guarded(paper_of("The secret agent", hidden(3, 4))) == ((3, 4),)
    assert redactions.guarded(paper_of("secre████ agent")) == ((4, 9),)


def test_places_that_meet_are_guarded_as_one():
    document = paper_of("The secret agent", hidden(4, 8), hidden(6, 10), hidden(13, 13))
    assert redactions.guarded(document) == ((4, 10), (13, 13))


# --- the guard

LIGATURES = "They were di\ufb03cult years, and the o\ufb03ce was closed."


def test_damage_is_repaired_where_nothing_is_redacted_and_not_where_something_is():
    assert len(repair_document(paper_of(LIGATURES), authorities=nothing()).corrections) == 2
    at = LIGATURES.index("o\ufb03ce")
    document = paper_of(LIGATURES, hidden(at, at + 4))
    ledger = repair_document(document, authorities=nothing())
    assert [c.span.start < at for c in ledger.corrections] == [True]
    assert [f.damage for f in ledger.findings] == ["redaction"]


def test_a_decision_that_only_a_redacted_place_rests_on_is_not_told():
    cause = Cause("g1", "glyphs", "code 1 is “a”")
    says = (Evidence("shapes", "like it", 9.0),)

    def propose(_view):
        yield Proposal(
            damage="glyphs", rule="", span=Span(4, 10), after="sacret", evidence=says, cause=cause
        )

    stage = pipeline.Pass("glyphs", (propose,))
    for places, told in (((), (cause,)), ((hidden(4, 10),), ())):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "PASSES", (stage,))
            ledger = repair_document(paper_of("The secret agent", *places), authorities=nothing())
        assert ledger.causes == told


def test_a_word_is_not_joined_over_a_redaction():
    text = "The delegation was received by the first secre-\ntary of the embassy."
    assert "secretary" in restore.repair_text(text).text
    at = text.index("\n")
    for place in ((at, at + 1), (at - 3, at), (at + 1, at + 1)):
        ledger = repair_document(paper_of(text, hidden(*place)))
        assert working_text(text, ledger.corrections) == text


def test_a_whole_paper_keeps_its_hidden_text_and_reports_it():
    content = shown("They were dif\x1ccult years.", 50, 700)
    document = read_pdf_bytes(tiny_pdf(content + b"0 g 45 690 300 20 re f "), "paper.pdf")
    ledger = repair_document(document)
    assert ledger.corrections == ()
    assert [f.damage for f in ledger.findings] == ["redaction"]


@st.composite
def redacted_papers(draw) -> Document:
    """A damaged paper with redactions anywhere."""
    text = "\n\n".join(draw(st.lists(st.sampled_from(DAMAGED + SOUND), min_size=1, max_size=4)))
    starts = draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=6))
    places = [(at, min(len(text), at + draw(st.integers(0, 12)))) for at in starts]
    return paper_of(text, *(hidden(start, end) for start, end in sorted(places)))


def keeps_off(document: Document) -> None:
    ledger = repair_document(document)
    check(document.text, ledger)
    guarded = redactions.guarded(document)
    for redaction in document.redactions:
        assert not [c for c in ledger.corrections if c.span.meets(redaction.span)]
    assert not [c for c in ledger.corrections for g in guarded if c.span.meets(g)]


@settings(max_examples=40)
@given(redacted_papers())
def test_no_correction_meets_a_redaction(document):
    keeps_off(document)


def test_sabotage_of_the_guard_is_caught(monkeypatch):
    monkeypatch.setattr(View, "redacted", lambda *_: False)
    assert_caught(keeps_off, redacted_papers(), examples=40)


def test_sabotage_of_later_passes_is_caught(monkeypatch):
    monkeypatch.setattr("restore.pipeline.carried", lambda spans, _: spans)
    head = "The di\ufb03cult o\ufb03ce. " * 4  # each grows by four characters
    text = f"{head}The delegation was received by the first secre-\ntary of the embassy."
    at = text.index("\n")
    document = paper_of(text, hidden(at, at + 1))
    assert [c for c in repair_document(document).corrections if c.span.meets(Span(at, at + 1))]


@given(ledgers(apart=True), st.data())
def test_places_are_carried_into_the_working_text(made, data):
    source, ledger = made
    cuts = sorted(data.draw(st.lists(st.integers(0, len(source)), max_size=8)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    apart = [s for s in spans if not any(s.meets(c.span) for c in ledger.corrections)]
    moved = carried(apart, ledger.corrections)
    working = working_text(source, ledger.corrections)
    assert [s.of(working) for s in moved] == [s.of(source) for s in apart]
    assert list(moved) == sorted(moved)


def test_of_a_line_of_glyphs_only_those_at_the_redaction_are_dropped():
    text = "XX XX XX"
    causes = tuple(Cause(f"g{i}", "glyphs", f"glyph {i}") for i in range(8))
    parts = tuple(Part(i, i + 1, str(i), f"g{i}") for i in (0, 1, 3, 4, 6, 7))
    proposal = Proposal(
        damage="glyphs",
        rule="",
        span=Span(0, 8),
        after="01 34 67",
        evidence=(Evidence("shapes", "like it", 9.0),),
        parts=parts,
        causes=causes,
    )
    document = paper_of(text, hidden(3, 5))
    view = View(document=document, text=text, authorities=nothing())
    assert list(spared(view, proposal)) == [proposal]
    guarded = replace(view, redactions=(Span(3, 5),))
    pieces = list(spared(guarded, proposal))
    assert [(p.span, p.after, [c.id for c in p.causes]) for p in pieces] == [
        ((0, 2), "01", ["g0", "g1"]),
        ((6, 8), "67", ["g6", "g7"]),
    ]
    between = replace(view, redactions=(Span(2, 3),))
    assert [p.span for p in spared(between, proposal)] == [(0, 2), (3, 8)]
    assert list(spared(guarded, replace(proposal, parts=(), causes=()))) == []
