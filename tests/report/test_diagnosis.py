"""The diagnosis of an invented paper and of the fixture: its figures, its text, its JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from restore.ledger import Ledger
from restore.page import Document
from restore.read import read
from restore.report.diagnosis import Diagnosis, diagnose, render_json
from restore.report.diagnosis_text import ranges, render
from restore.text import digest
from tests.report import sample

PAPERS = Path(__file__).parents[2] / "fixtures" / "working_paper"


def untouched(document: Document) -> Ledger:
    """A ledger that says nothing of a document."""
    return Ledger(source_sha256=digest(document.text))


@pytest.fixture(scope="module")
def lantern() -> Diagnosis:
    return diagnose(sample.document(), sample.ledger())


@pytest.fixture(scope="module")
def damaged() -> Diagnosis:
    document = read(PAPERS / "damaged.pdf")
    return diagnose(document, untouched(document))


def test_a_sound_paper_has_nothing_to_repair() -> None:
    document = read(PAPERS / "paper.pdf")
    found = diagnose(document, untouched(document))
    assert found.sound
    assert {font.state for font in found.fonts} == {"sound", "unjudged"}
    assert not any(page.touched for page in found.pages)
    assert render(found).endswith("No damage found: nothing to repair.\n")


def test_the_whole_paper_is_counted_by_what_can_be_done(lantern: Diagnosis) -> None:
    by_tier = [c.tier for c in sample.ledger().corrections]
    assert lantern.restorable == by_tier.count("accept")
    assert lantern.to_review == by_tier.count("review")
    assert lantern.unsure == by_tier.count("leave")
    assert (lantern.gaps, lantern.doubtful) == (2, 1)
    assert not lantern.sound


def test_each_place_stands_on_its_page(lantern: Diagnosis) -> None:
    first, second = lantern.pages
    assert dict(first.damage)["broken words"] == 1
    assert "broken words" not in dict(second.damage)
    assert dict(second.damage) == {
        "lost letters": 3, "gaps": 2, "ligatures": 1, "names": 1,
    }  # fmt: skip
    places = len(sample.ledger().corrections) + len(sample.ledger().findings)
    assert sum(n for page in lantern.pages for _, n in page.damage) == places


def test_plain_text_has_pages_and_no_fonts(lantern: Diagnosis) -> None:
    assert lantern.fonts == ()
    assert "font" not in render(lantern)


def test_unmapped_signs_of_plain_text_are_counted() -> None:
    text = "The o\ufffdce of C(cid:7)d W(cid:11)r \uf0b7"
    document = sample.document(text)
    found = diagnose(document, untouched(document))
    assert (found.signs.total, found.signs.unmapped, found.signs.private) == (16, 3, 1)
    assert found.unsettled == 3
    assert not found.sound


def test_the_fonts_without_letters_are_found(damaged: Diagnosis) -> None:
    bad = {font.font.reference: font for font in damaged.fonts if font.state == "damaged"}
    series = bad[24]  # the series list of page 2 and the running heads set like it
    assert series.pages == (2, 6, 11)
    assert "49 % of its glyphs have no letter" in series.reason
    assert (series.words.known_share or 0) < 0.1 < (series.elsewhere.known_share or 0)
    assert 32 in bad  # block quotations: nine ligatures of 720 glyphs
    assert not {18, 20, 26, 28} & set(bad)  # headings, body, notes, italics
    assert not any(font.state == "doubtful" for font in damaged.fonts)


def test_damage_is_told_by_page(damaged: Diagnosis) -> None:
    without_letters = {page.number for page in damaged.pages if page.signs.unmapped}
    assert {2, 6, 7, 9, 11} <= without_letters
    assert max(damaged.pages, key=lambda page: page.signs.unmapped_share).number == 2


def test_a_page_without_text_is_named() -> None:
    document = sample.document("One page of text.\f\fAnd another.")
    found = diagnose(document, untouched(document))
    assert "no text" in render(found)
    assert [page.number for page in found.pages if page.touched] == [2]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_text_keeps_to_its_width(damaged: Diagnosis, width: int) -> None:
    lines = render(damaged, width=width).split("\n")
    assert max(map(len, lines)) <= width
    assert lines == [line.rstrip() for line in lines]


def test_the_text_says_what_to_do_next(damaged: Diagnosis) -> None:
    last = render(damaged, paper="my papers/wp52.pdf").splitlines()[-1]
    assert last == "Nothing was changed. Next: restore repair 'my papers/wp52.pdf'"


def test_the_text_says_what_could_be_done(lantern: Diagnosis) -> None:
    text = " ".join(render(lantern).split())
    assert f"{lantern.restorable} places could be restored at once" in text
    assert "2 gaps that nothing fills" in text


def test_colours_only_where_asked_for(damaged: Diagnosis) -> None:
    assert "\x1b" not in render(damaged)
    assert "\x1b[1m" in render(damaged, color=True)


def test_nothing_of_a_paper_reaches_the_terminal_raw() -> None:
    document = sample.document("A page with \x1b[31m and \x07 in it.")
    hostile = diagnose(document, untouched(document))
    assert not {"\x1b", "\x07"} & set(render(hostile, paper="\x1b]0;title\x07.pdf"))


def test_json_says_the_same(damaged: Diagnosis) -> None:
    fields = json.loads(render_json(damaged))
    assert fields["schema"] == "restore.diagnosis/1"
    assert [page["number"] for page in fields["pages"]] == list(range(1, 15))
    series = next(font for font in fields["fonts"] if font["object"] == 24)
    assert series["state"] == "damaged"
    assert series["verdict"] == "damaged and not recoverable"  # an empty ledger reads nothing
    assert series["mappings"] == 58
    assert series["subset"]
    assert series["unmapped"] == 1227
    assert 0 < series["unmapped_share"] < 1


def test_json_holds_every_figure_in_range(damaged: Diagnosis, lantern: Diagnosis) -> None:
    for diagnosis in (damaged, lantern):
        for name, value in shares(json.loads(render_json(diagnosis))):
            assert value is None or 0 <= value <= 1, name


def shares(fields: dict[str, object]) -> Iterator[tuple[str, float | None]]:
    """Yield every share in a diagnosis, however deep."""
    for name, value in fields.items():
        if "share" in name:
            yield name, value  # type: ignore[misc]
        for inner in value if isinstance(value, list) else []:
            if isinstance(inner, dict):
                yield from shares(inner)


def test_page_numbers_are_said_as_ranges() -> None:
    assert ranges(()) == ""
    assert ranges((7,)) == "7"
    assert ranges((1, 2, 3, 5, 6, 9)) == "1-3, 5-6, 9"
