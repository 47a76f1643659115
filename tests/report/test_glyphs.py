"""Decisions on glyphs as people see them: in the page, in the terminal, in JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from restore.ledger import Cause, check
from restore.report import html, machine, text
from restore.report.data import Report, summarize
from restore.report.glyph_html import FAR, drawing
from restore.report.glyphs import by_font, named, rests_on
from restore.steps import Card
from restore.wire import dump_ledger, load_ledger
from tests.report import glyph_sample
from tests.report.test_html import HOSTILE, Outline


@pytest.fixture(scope="module")
def report() -> Report:
    return summarize(glyph_sample.document(), glyph_sample.ledger())


def test_the_sample_is_a_true_ledger() -> None:
    check(glyph_sample.document().text, glyph_sample.ledger())


def test_fonts_stand_apart_and_what_is_open_comes_first(report: Report) -> None:
    garamond, serif = report.glyphs
    assert [f.title for f in report.glyphs] == ["Garamond (24)", "Serif-Italic (31)"]
    assert [g.card.tier for g in garamond.glyphs][:3] == ["leave", "review", "accept"]
    assert garamond.counts == "8 codes: 1 unsettled, 1 to review, 6 accepted"
    assert serif.counts == "2 codes: 2 accepted"


def test_open_codes_are_ordered_by_places_and_settled_ones_by_doubt() -> None:
    cards = [
        glyph_sample.card("a", 1, posterior=0.99),
        glyph_sample.card("b", 2, posterior=0.96),
        glyph_sample.card("c", 3, "leave", places=2),
        glyph_sample.card("d", 4, "leave", places=9),
    ]
    (font,) = by_font(Cause(f"c{c.code}", "x", "", c) for c in cards)
    assert [g.card.code for g in font.glyphs] == [4, 3, 2, 1]


def test_a_report_is_the_same_when_the_ledger_comes_from_a_file() -> None:
    document, made = glyph_sample.document(), glyph_sample.ledger()
    unlike = [
        c._replace(card=c.card and c.card._replace(posterior=0.999 + n / 1e8))
        for n, c in enumerate(made.causes)
    ]
    made = replace(made, causes=tuple(reversed(unlike)))
    stored = load_ledger(dump_ledger(made, document))
    for render in (html.render, machine.render, text.render):
        assert render(summarize(document, made)) == render(summarize(document, stored))


def test_a_cause_without_a_card_is_no_glyph() -> None:
    assert by_font([Cause("heading", "lost-letters", "a map is lost")]) == ()


NO_LIES = [
    glyph_sample.card("e", 1),  # the file says nothing
    glyph_sample.card("e", 1, claims="e"),
    glyph_sample.card("", 1, "leave", claims="o"),  # nothing is known
    glyph_sample.card("e", 1, "leave", claims="o"),
]


@pytest.mark.parametrize("card", NO_LIES)
def test_a_map_is_not_called_wrong_without_a_reading(card: Card) -> None:
    (font,) = by_font([Cause("c", "x", "", card)])
    assert not font.glyphs[0].lies
    made = replace(summarize(glyph_sample.document(), glyph_sample.ledger()), glyphs=(font,))
    page = html.render(replace(made, items=()))
    assert "the file is" not in page
    assert ", wrong" not in page


def test_a_lying_map_is_called_wrong(report: Report) -> None:
    page = html.render(report)
    assert page.count('<span class="lie">“o”, wrong</span>') == 1
    assert page.count(", wrong</span>") == len(glyph_sample.LYING)
    waiting = glyph_sample.card("e", 1, "review", claims="o")
    shown = html.render(replace(report, glyphs=by_font([Cause("c", "x", "", waiting)])))
    assert '<span class="lie">the file may be wrong</span>' in shown


def test_a_reading_over_unread_glyphs_waits_for_a_person(report: Report) -> None:
    waiting, standing = report.items
    assert (waiting.status, waiting.waits, waiting.stands) == ("gap", True, False)
    assert (standing.waits, standing.stands) == (False, True)
    assert (report.proposed, report.applied, report.gaps) == (1, 1, 0)


@pytest.mark.parametrize("status", ["rejected", "accepted", "edited", "applied"])
def test_what_is_decided_waits_no_more(report: Report, status: str) -> None:
    item = replace(report.items[0], status=status)
    assert not item.waits
    assert not replace(item, status="gap", tier="leave").waits


def test_the_page_shows_what_waits_under_to_review_with_what_stands_so_far(report: Report) -> None:
    shown = "".join(Outline(html.render(report)).text)
    assert shown.index("To review") < shown.index("foundproposed") < shown.index("Applied")
    assert "until then“[...]” stands in the text" in shown
    assert "gap for now" in shown


def test_a_correction_names_the_least_sure_of_its_glyphs(report: Report) -> None:
    waiting, standing = report.items
    ((said, cause),) = rests_on(waiting.causes)
    assert said == "3 glyph decisions, the least sure code 33 as “t” (97 %)"
    assert cause == "glyph-24-21"
    ((said, _),) = rests_on(standing.causes)
    assert said == "1 glyph decision, code 111 as “e” (97 %)"
    assert list(rests_on([Cause("heading", "x", "a map is lost")])) == [("a map is lost", "")]


def test_every_card_is_whole_and_can_be_linked_to(report: Report) -> None:
    outline = Outline(html.render(report))
    ids = {a["id"] for tag, a in outline.tags if tag in ("li", "tr") and "id" in a}
    assert {c.id for c in glyph_sample.causes()} <= ids
    assert {a["href"] for tag, a in outline.tags if tag == "a"} == {f"#{name}" for name in ids}
    shown = "".join(outline.text)
    for words in ("code 38", "unsettled", "“v”, posterior 60 %", "“c” 2 %", "0.480 em",
                  "EB Garamond 12 “x”, 0.08 away", "the · archive", "3 places"):  # fmt: skip
        assert words in shown


def test_settled_codes_are_folded_and_the_others_are_not(report: Report) -> None:
    page = html.render(report)
    folded = page[page.index('<details class="accepted">') : page.index("</details>")]
    assert "6 accepted codes, the least sure first" in folded
    assert 'id="glyph-24-21"' in folded
    assert page.index('id="glyph-24-28"') < page.index('<details class="accepted">')


def test_three_hundred_codes_stay_light(report: Report) -> None:
    cards = [glyph_sample.card("a", code, drawing=glyph_sample.RING * 5) for code in range(300)]
    fonts = by_font(Cause(f"glyph-24-{c.code:x}", "x", "", c) for c in cards)
    assert len(html.render(replace(report, glyphs=fonts))) < 400_000


def test_a_glyph_is_drawn_on_its_baseline() -> None:
    svg = drawing(glyph_sample.card("i", 1, advance=0.25))
    assert 'viewBox="-40 -820 330 1120"' in svg
    assert f'd="{glyph_sample.STEM}"' in svg
    deep = drawing(glyph_sample.card("Q", 1, drawing="M-90-900l10 0 0 1400z"))
    assert 'viewBox="-130 -940 650 1480"' in deep  # room for what reaches further


@pytest.mark.parametrize(
    "path",
    [
        "",
        HOSTILE,
        '"/><script>',
        "M0 0l1 1z\n<b>",
        "M1e9 0l1 1z",
        "M0 0l9999999 1z",
        "A1 1 0 0 0 2 2z",
    ],
)
def test_what_is_no_path_is_not_drawn(path: str) -> None:
    assert drawing(glyph_sample.card("i", 1, drawing=path)) == ""


def test_a_drawing_out_of_all_bounds_keeps_to_them() -> None:
    svg = drawing(glyph_sample.card("i", 1, advance=1e9, drawing="M-99999 0l99999 99999z"))
    left, top, wide, high = map(int, re.search(r'viewBox="([-\d ]+)"', svg)[1].split())
    assert wide <= 2 * FAR + 100
    assert high <= 2 * FAR + 100
    assert (left, top) == (-FAR - 40, -820)


@pytest.mark.parametrize("advance", [-1.0, 0.0])
def test_a_width_of_nothing_is_still_drawn(advance: float) -> None:
    assert "<svg" in drawing(glyph_sample.card("i", 1, advance=advance))


def test_nothing_of_a_hostile_card_reaches_the_page_raw(report: Report) -> None:
    card = Card(HOSTILE, 1, 2, HOSTILE, HOSTILE, 0.5, HOSTILE, 0.4, "review", 1, 0.5, HOSTILE,
                HOSTILE, 0.1, (HOSTILE,))  # fmt: skip
    causes = [Cause(HOSTILE, HOSTILE, HOSTILE, card._replace(tier=t)) for t in ("accept", "leave")]
    page = html.render(replace(report, glyphs=by_font(causes)))
    tags = {tag for tag, _ in Outline(page).tags}
    assert not tags & {"script", "img", "iframe"}
    assert not set(page) & set("\x00\x1b\u202e\u2066\ufeff\ud800")
    shown = text.render(replace(report, glyphs=by_font(causes)))
    assert not set(shown) & set("\x1b\x00\u202e")


def test_the_terminal_has_a_table_for_each_font(report: Report) -> None:
    shown = text.render(report)
    assert "== glyphs of Garamond (24): 8 codes: 1 unsettled, 1 to review, 6 accepted" in shown
    assert re.search(r"^ *38 +· +· +· +3 +unsettled", shown, re.MULTILINE)
    assert re.search(r"^ *111 +“o” +“e” 97 % +“c” 2 % +12 +accepted +the ", shown, re.MULTILINE)
    assert "rests on:   3 glyph decisions, the least sure code 33 as “t” (97 %)" in shown
    assert "until then: “[...]” stands" in shown


def test_long_tables_are_folded_and_say_so(report: Report) -> None:
    assert "… and 6 more accepted; --all shows every one." in text.render(report, limit=2)
    assert "… and 7 more codes" in text.render(report, limit=1)
    assert "shows every one" not in text.render(report, limit=None)


def test_tables_follow_the_filters(report: Report) -> None:
    review = text.render(report, tier="review")
    assert "8 codes" not in review
    assert "1 code: 1 to review" in review
    lying = text.render(report, damage="lying-map")
    assert "Garamond" not in lying
    assert "glyphs of Serif-Italic" in lying


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen(report: Report, width: int) -> None:
    lines = text.render(report, width=width).split("\n")
    assert max(cell_len(line) for line in lines) <= width


def test_json_has_every_field_of_every_card(report: Report) -> None:
    twin = json.loads(machine.render(report))
    assert [f["object"] for f in twin["glyphs"]] == [24, 31]
    assert twin["glyphs"][0]["unsettled"] == twin["glyphs"][0]["to_review"] == 1
    decisions = {d["id"]: d for font in twin["glyphs"] for d in font["decisions"]}
    for cause in glyph_sample.causes():
        fields = decisions[cause.id]
        assert set(Card._fields) <= set(fields)
        assert fields["reading"] == cause.card.reading
        assert fields["words"] == list(cause.card.words)
    waiting = twin["corrections"][0]
    assert (waiting["status"], waiting["shown"]) == ("gap", "[...]")
    assert {c["id"] for c in waiting["causes"]} <= set(decisions)
    assert len(json.dumps(waiting)) < 2500  # the cards are not repeated in every correction


def test_a_space_and_nothing_are_said_in_words() -> None:
    assert (named(" "), named("\u3000"), named("")) == ("a space", "a space", "nothing")
