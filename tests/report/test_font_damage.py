"""Which fonts a repair can read, where their damage stands, and what is no damage at all."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from restore.ledger import Card, Cause, Ledger, with_ids
from restore.page import UNMAPPED, Document, Font, Line, Page
from restore.read.pdf import read_pdf_bytes
from restore.report.accents import suspects
from restore.report.diagnosis import diagnose, render_json
from restore.report.diagnosis_text import render
from restore.report.font_damage import Damage, is_accent_only, is_lie
from restore.report.font_state import FontState, font_states
from restore.report.font_verdict import verdict_of
from restore.text import Span, digest
from tests.read.tiny import shown, tiny_pdf
from tests.report import glyph_sample, sample
from tests.report.glyph_sample import CODES, TRUTH, card
from tests.report.test_font_state import SAMPLES

MARK = chr(UNMAPPED[0])
OTHER = chr(UNMAPPED[1])
SAID = {"name": "Serif", "kind": "TrueType", "embedded": True, "has_map": True, "mappings": 90}


def set_in(text: str, **font: object) -> Document:
    """A page of one font whose codes are the numbers of its characters."""
    lines, glyphs, glyph_at, at = [], [], [], 0
    for top, line in enumerate(text.split("\n")):
        lines.append(Line(Span(at, at + len(line)), (50, top * 12, 500, top * 12 + 10)))
        for place, character in enumerate(line):
            glyph_at.append(-1 if character == " " else len(glyphs))
            if character != " ":
                made = glyph_sample.glyph(character, 0, (50 + 5 * place, top * 12))
                origin = "none" if ord(character) in UNMAPPED else "map"
                glyphs.append(made._replace(code=ord(character), origin=origin))
        glyph_at.append(-1)
        at += len(line) + 1
    page = Page(number=1, span=Span(0, len(text)), lines=tuple(lines))
    return replace(
        sample.document(text),
        pages=(page,),
        glyphs=tuple(glyphs),
        fonts=(Font(**{**SAID, **font}),),  # type: ignore[arg-type]
        glyph_at=tuple(glyph_at[:-1]),
    )


def only(text: str, *cards: Card, **font: object) -> FontState:
    document = set_in(text, reference=24, **font)
    causes = tuple(Cause(f"c{n}", "x", "", each) for n, each in enumerate(cards))
    (state,) = font_states(document, Ledger(source_sha256=digest(text), causes=causes))
    return state


ENGLISH = SAMPLES["English"]

NO_DAMAGE = [
    pytest.param(ENGLISH, {}, id="plain English"),
    pytest.param(f"{MARK} {ENGLISH}\n{MARK} again", {}, id="unmapped bullets"),
    pytest.param(f"\uf0b7 {ENGLISH}\n\uf0b7 again", {}, id="private-use bullets"),
    pytest.param("\uf0b7\n\uf0a7\n\uf0b7", {"name": "Wingdings"}, id="a font of bullets"),
    pytest.param(f"{MARK}\n{MARK}\n{OTHER}", {"name": "Wingdings"}, id="unmapped dingbats"),
    pytest.param(f"x{MARK}y{OTHER}{MARK}z", {"name": "CMSY10"}, id="mathematical signs"),
    pytest.param(f"a{MARK}b", {"name": "ABCDEF-SymbolMT"}, id="Symbol"),
    pytest.param("The o\ufb03ce was di\ufb03cult.", {}, id="ligatures as one character"),
    pytest.param("café, naïve, Ŏsan, Győr, Hamhŭng, Łódź, Ærø", {}, id="accented letters"),
    pytest.param("ÉCOLE École ÉTÉ Été McÉwan", {}, id="accented capitals"),
    pytest.param("l’État d’Éluard, col·legi, P‘yŏngyang", {}, id="apostrophes and middle dots"),
    pytest.param("a±b x×y a→b f∘g 5°C €5 £3 ©1957", {}, id="formulas and units"),
    pytest.param("word§ word¹ word†", {}, id="marks of notes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "font"), NO_DAMAGE)
def test_what_is_no_damage_raises_no_alarm(text: str, font: dict[str, object]) -> None:
    state = only(text, **font)
    assert state.verdict in ("sound", "unjudged")
    assert (state.damage, state.runs, state.suspects) == (Damage(), (), ())


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "English"])
def test_other_languages_and_lists_raise_no_alarm(name: str) -> None:
    assert only(SAMPLES[name]).verdict in ("sound", "unjudged")


@pytest.mark.parametrize("name", ["German", "French", "Polish", "Czech", "Hungarian"])
def test_a_language_whose_words_are_listed_is_sound(name: str) -> None:
    assert only(SAMPLES[name]).verdict == "sound"


def test_turned_text_and_bold_by_printing_twice_raise_no_alarm() -> None:
    words = "The committee met in the office above the harbour and its minutes are lost"
    turned = b"".join(
        f"BT /F1 10 Tf 0 1 -1 0 {50 + 15 * n} 100 Tm ({words}) Tj ET\n".encode() for n in range(4)
    )
    twice = b"".join(
        shown(words, 50, y) + shown(words, 50.3, y) for y in (700, 685, 670, 655)
    )  # fmt: skip
    for content in (turned, twice):
        document = read_pdf_bytes(tiny_pdf(content), "tiny.pdf")
        assert {state.verdict for state in font_states(document)} == {"sound"}


NO_LIES = [("ﬁ", "fi"), ("\xa0", " "), ("µ", "μ"), ("", "e"), ("e", ""), ("é", "é")]


@pytest.mark.parametrize(("claims", "reading"), NO_LIES)
def test_another_way_to_write_the_same_is_no_lie(claims: str, reading: str) -> None:
    assert not is_lie(card(reading, 1, claims=claims))


def test_what_is_left_open_is_no_lie() -> None:
    assert not is_lie(card("e", 1, "leave", claims="o"))
    assert is_lie(card("e", 1, claims="o"))


UNREAD = f"{MARK * 5} {OTHER * 5}"


@pytest.mark.parametrize(
    ("tiers", "verdict"),
    [
        (("leave", "leave"), "damaged and not recoverable"),
        (("accept", "leave"), "damaged and recoverable in part"),
        (("accept", "accept"), "damaged and recoverable"),
        (("accept", "review"), "damaged and recoverable"),
        (("review", "review"), "damaged and recoverable"),
    ],
)
def test_whether_a_font_is_recoverable_is_for_the_ledger_to_say(tiers, verdict) -> None:
    cards = [card("a", ord(MARK), tiers[0]), card("b", ord(OTHER), tiers[1])]
    state = only(UNREAD, *cards)
    assert state.verdict == verdict
    assert state.codes.damaged == 2
    assert state.codes.accepted == tiers.count("accept")
    assert state.damage == Damage(10, 5 * tiers.count("accept"), 5 * tiers.count("review"))


def test_a_blank_without_a_map_is_no_lost_letter() -> None:
    text = f"{MARK * 3}{OTHER}{MARK * 2}"
    blank = card(" ", ord(OTHER))
    state = only(text, blank, card("", ord(MARK), "leave"))
    assert state.verdict == "damaged and not recoverable"
    assert (state.damage, state.codes.damaged) == (Damage(5, 0, 0), 1)
    assert only(f"soun{OTHER}harbour", blank).damage == Damage()


def test_without_a_ledger_nothing_is_recoverable() -> None:
    (state,) = font_states(set_in(UNREAD))
    assert state.verdict == "damaged and not recoverable"


def test_the_limits_of_a_verdict() -> None:
    assert verdict_of("damaged", Damage(100, 90, 0)) == "damaged and recoverable"
    assert verdict_of("damaged", Damage(100, 80, 9)) == "damaged and recoverable in part"
    assert verdict_of("damaged", Damage(100, 9, 0)) == "damaged and not recoverable"
    assert verdict_of("damaged", Damage()) == "damaged and not recoverable"
    assert verdict_of("sound", Damage(100, 0, 0)) == "sound"


def test_a_correction_of_the_place_counts_as_well_but_a_gap_does_not() -> None:
    document, made = glyph_sample.document(), glyph_sample.ledger(tier="accept")
    bare = replace(made, causes=())
    garamond = next(font_states(document, bare))
    assert garamond.damage == Damage(len(TRUTH) - 1, 3, 0)
    gap = replace(made.corrections[0], after="[...]")
    gap = replace(gap, steps=(gap.steps[0]._replace(after="[...]", parts=()),))
    garamond = next(font_states(document, replace(bare, corrections=(gap,))))
    assert garamond.damage.accepted == 0


def test_a_lying_map_shows_by_what_was_read() -> None:
    _, serif, body = font_states(glyph_sample.document(), glyph_sample.ledger())
    assert serif.state == "damaged"
    assert serif.verdict == "damaged and recoverable"
    assert serif.reason == "its map gives 2 wrong letters (“e” for “o”, “o” for “e”)"
    assert (serif.codes.lying, serif.codes.damaged, serif.accents_only) == (2, 2, False)
    assert body.verdict == "sound"


def test_a_lie_that_waits_for_a_person_is_a_doubt() -> None:
    state = only("tho gata bo", card("e", ord("o"), "review", claims="o"))
    assert (state.state, state.verdict) == ("doubtful", "doubtful")
    assert state.reason.startswith("its map may give 1 wrong letter (“o” for “e”)")


def test_without_a_map_it_is_the_readers_that_are_wrong() -> None:
    state = only("tho gata bo", card("e", ord("o"), claims="o"), has_map=False, mappings=0)
    assert state.reason.startswith("it has no map, and is read with 1 wrong letter")


@pytest.mark.parametrize(
    ("claims", "reading"), [("o", "ŏ"), ("ö", "ŏ"), ("l", "ł"), ("Đ", "D"), ("i", "ı"), ("e", "ễ")]
)
def test_a_wrong_accent_is_told_from_a_wrong_letter(claims: str, reading: str) -> None:
    assert is_accent_only(card(reading, 1, claims=claims))


@pytest.mark.parametrize(("claims", "reading"), [("o", "e"), ("1", "2"), ("-", "–"), ("", "é")])
def test_a_wrong_letter_is_no_wrong_accent(claims: str, reading: str) -> None:
    assert not is_accent_only(card(reading, 1, claims=claims))


def test_only_the_accents_wrong_is_said() -> None:
    state = only("Hamhüng and Pyöngyang", card("ŭ", ord("ü"), claims="ü"))
    assert state.accents_only
    assert "1 wrong letter in its accents (“ü” for “ŭ”)" in state.reason
    both = (card("ŭ", ord("ü"), claims="ü"), card("e", ord("o"), claims="o"))
    assert not only("Hamhüng and Pyöngyang", *both).accents_only


def test_accents_are_doubted_by_where_they_stand() -> None:
    state = only("Hamh\xd9ng and Ch\xd9ngju and Pyongt\xd9k and Hamh\xd9ng. " + ENGLISH)
    assert state.verdict == "doubtful"
    assert "“Ù” stands within small letters 4 times (HamhÙng, ChÙngju, PyongtÙk)" in state.reason
    (suspect,) = state.suspects
    assert (suspect.code, suspect.times) == (0xD9, 4)
    assert state.runs[0].page == 1


NO_SUSPECTS = [
    "McÉwan McÉwan McÉwan McÉwan",  # one word
    "hÉireann nÉireann",  # too few
    "Émile Édouard Étienne hÉireann nÉireann tÉireann",  # capitals, as often as not
    "donâ€™t wonâ€™t canâ€™t",  # mojibake, which has a rule of its own
    "caf\ufffds na\ufffdve na\ufffdf",  # no character at all
]


@pytest.mark.parametrize("text", NO_SUSPECTS)
def test_accents_are_not_doubted_for_little(text: str) -> None:
    assert suspects(set_in(text)) == {}


def test_a_run_goes_from_the_first_to_the_last_damaged_line() -> None:
    lines = ["sound line", f"b{MARK}d", "sound", "", f"{MARK}ad", "sound", "sound"]
    (run,) = only("\n".join(lines)).runs
    assert (run.page, run.first, run.last) == (1, 2, 5)
    assert run.damage == Damage(2, 0, 0)
    assert run.glyphs == sum(map(len, lines[1:5]))


def test_another_font_between_parts_two_runs() -> None:
    garamond, serif, _ = font_states(glyph_sample.document(), glyph_sample.ledger())
    assert [(r.page, r.first, r.last) for r in garamond.runs] == [(7, 1, 1)]
    assert [(r.page, r.first, r.last) for r in serif.runs] == [(7, 3, 3)]
    document = set_in(f"b{MARK}d\nother\nb{MARK}d")
    moved = [g._replace(font=1) if g.top == 12 else g for g in document.glyphs]
    document = replace(document, glyphs=tuple(moved), fonts=document.fonts * 2)
    first, _ = font_states(document)
    assert [(r.first, r.last) for r in first.runs] == [(1, 1), (3, 3)]


def test_a_run_reads_worse_than_the_rest_of_its_page() -> None:
    garamond, _, _ = font_states(glyph_sample.document(), glyph_sample.ledger())
    (run,) = garamond.runs
    assert run.words.known_share == 0
    assert (run.elsewhere.known_share or 0) > 0.8


def test_the_terminal_says_what_can_be_read_and_where() -> None:
    found = diagnose(glyph_sample.document(), glyph_sample.ledger())
    said = " ".join(render(found).split())
    assert "fonts (3): 2 damaged and recoverable, 1 sound" in said
    assert "of 10 damaged glyphs (8 codes) 8 could be read at once, 1 after review" in said
    assert "page 7, line 1" in said
    assert "encoding Identity-H" in said


def test_json_has_the_whole_inventory() -> None:
    found = diagnose(glyph_sample.document(), glyph_sample.ledger())
    garamond, serif, body = json.loads(render_json(found))["fonts"]
    assert garamond["codes"] == {
        "shown": 8, "damaged": 8, "accepted": 6, "waiting": 1, "lying": 0,
    }  # fmt: skip
    assert (garamond["state"], garamond["verdict"]) == (
        "damaged",
        "damaged and recoverable",
    )
    assert (garamond["damaged"], garamond["readable"], garamond["readable_after_review"]) == (
        10,
        8,
        1,
    )
    (run,) = serif["runs"]
    assert (run["page"], run["first_line"], run["last_line"]) == (7, 3, 3)
    assert run["verdict"] == "damaged and recoverable"
    assert (serif["codes"]["lying"], serif["accents_only"]) == (2, False)
    assert body["runs"] == []
    assert body["readable_share"] is None
    for name in ("control_share", "private_use_share", "replacement_share", "accent_suspects"):
        assert name in body


def test_the_sample_counts_as_its_letters_do() -> None:
    assert len(CODES) == len(set(TRUTH) - {" "})
    made = with_ids(glyph_sample.document().text, glyph_sample.ledger())
    assert made == glyph_sample.ledger()
