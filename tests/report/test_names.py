"""What is said of the names of a paper, as text, JSON and TSV, on a roster made by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from restore.evidence.authorities import Entry
from restore.ledger import Correction, Evidence, Ledger, Probability, Step
from restore.names.kinds import name_id
from restore.names.model import Form, Name, Resemblance, Roster, Spelling
from restore.page import Document, Page, Source
from restore.report import names_machine, names_text
from restore.report.names import name_report
from restore.text import Span, digest

TEXT = (
    "Choe Chang-ik met Joe Chang-ik, and Choe Chang-ik left.\n"
    "Ivanov wrote of Anju\x1b[2K.\n"
    "\f"
    "Choe Chang-ik read it to \u00d6z\u00fcm and Kim Chang-il,\n"
    "not to Kim Chang-kil.\n"
)
MINISTER = Entry(
    kind="persons",
    name="Ch'oe Ch'ang-ik",
    variants=("Choe Chang-ik",),
    fields={"role": "deputy premier", "years": "1896\u2013", "native": "\ucd5c\ucc3d\uc775"},
)


def spelling(text, likeness="lead"):
    places = tuple(Span(*m.span()) for m in re.finditer(rf"{re.escape(text)}(?![\w-])", TEXT))
    return Spelling(text=text, places=places, likeness=likeness)


def name(*spellings, kind="person", **known):
    made = tuple(spelling(s, "romanisation" if n else "lead") for n, s in enumerate(spellings))
    return Name(id=name_id(kind, spellings[0]), kind=kind, spellings=made, **known)


ROSTER = Roster(
    names=(
        name(
            "Choe Chang-ik",
            "Joe Chang-ik",
            form=Form("Choe", ("Chang-ik",), "family-first"),
            record=MINISTER,
            vouched=(Evidence("names", "Choe and Joe are one family name", 1.0),),
            confirmed=True,
        ),
        name("Ivanov"),
        name("Anju\x1b[2K", kind="place"),
        name("\u00d6z\u00fcm", kind="unknown"),
        name("Kim Chang-il", form=Form("Kim", ("Chang-il",), "family-first")),
        name("Kim Chang-kil", form=Form("Kim", ("Chang-kil",), "family-first")),
    ),
    resemblances=(Resemblance("Kim Chang-il", "Kim Chang-kil", "both are Korean syllables"),),
)


def ledger(text=TEXT, *corrections):
    """The ledger of a text."""
    return Ledger(source_sha256=digest(text), corrections=corrections)


@pytest.fixture
def document():
    """A paper of two pages whose first is page 7 of the file."""
    cut = TEXT.index("\f")
    pages = (Page(number=7, span=Span(0, cut)), Page(number=8, span=Span(cut + 1, len(TEXT))))
    return Document(
        source=Source(name="paper.pdf", sha256="0" * 64, reader="plain"), text=TEXT, pages=pages
    )


@pytest.fixture
def report(document):
    return name_report(document, ledger(), ROSTER, waiting=1)


def test_every_name_is_listed_by_kind_and_then_by_family_name(report):
    leads = [row.name.lead for row in report.rows]
    assert leads[:4] == ["Choe Chang-ik", "Ivanov", "Kim Chang-il", "Kim Chang-kil"]
    assert leads[4:] == ["Anju\x1b[2K", "\u00d6z\u00fcm"]
    shown = names_text.render(report)
    assert (
        shown.index("== Persons (4)") < shown.index("== Places (1)") < shown.index("\u00d6z\u00fcm")
    )


def test_the_text_says_what_is_known_of_a_name(report):
    shown = names_text.render(report)
    for said in (
        "Choe Chang-ik  4\u00d7  (confirmed)",
        "Ch'oe Ch'ang-ik, deputy premier, 1896\u2013, \ucd5c\ucc3d\uc775  [persons]",
        "stands: 3\u00d7: p. 7, line 1 (2\u00d7); p. 8, line 1",
        "Joe Chang-ik  1\u00d7, another romanisation: p. 7, line 1",
        "names:  Choe and Joe are one family name",
        "in no list",
        "looks like Kim Chang-kil, kept apart: both are Korean syllables",
    ):
        assert said in shown


def test_the_summary_counts_all_names_whatever_is_listed(document):
    report = name_report(document, ledger(), ROSTER, listed=ROSTER.names[1:2], waiting=1)
    shown = " ".join(names_text.render(report).split())
    assert "6 names: 4 persons, 1 place, 1 of unknown kind. 1 in a list, 5 in none." in shown
    assert "1 confirmed by a person. 1 pair that looks alike kept apart." in shown
    assert "1 decision waits for names that are not there." in shown
    assert "Choe" not in shown


def test_nothing_of_the_paper_reaches_the_terminal_unseen(report):
    assert "\x1b" not in names_text.render(report)
    assert "\x1b" not in names_machine.render_tsv(report)
    assert "\x1b" not in names_machine.render_json(report)
    assert "\x1b[1m" in names_text.render(report, color=True)


@pytest.mark.parametrize("width", [40, 80])
def test_lines_keep_to_the_width(report, width):
    assert max(map(len, names_text.render(report, width=width).splitlines())) <= width


def test_further_places_are_counted_unless_all_are_asked_for(document):
    document = replace(document, text="Kim\n" * 9)
    kim = Spelling(text="Kim", places=tuple(Span(4 * n, 4 * n + 3) for n in range(9)))
    roster = Roster(names=(Name(id="0", kind="person", spellings=(kim,)),))
    report = name_report(document, ledger(document.text), roster)
    assert "p. 7, lines 1, 2, 3, 4, 5; and 4 more" in names_text.render(report)
    assert "lines 1, 2, 3, 4, 5, 6, 7, 8, 9" in names_text.render(report, everything=True)


def test_a_correction_that_waits_is_told_with_the_name(document):
    at = TEXT.index("Kim Chang-kil") + len("Kim ")
    waits = Correction(
        id="0123456789ab",
        span=Span(at, at + 9),
        before="Chang-kil",
        after="Chang-il",
        damage="names",
        steps=(Step("names", "Chang-kil", "Chang-il"),),
        evidence=(Evidence("names", "made up", 1.0),),
        confidence=Probability(0.6),
        tier="review",
        status="proposed",
    )
    report = name_report(document, ledger(TEXT, waits), ROSTER)
    assert [p.after for row in report.rows for p in row.proposed] == ["Kim Chang-il"]
    shown = " ".join(names_text.render(report).split())
    assert "review: Kim Chang-kil -> Kim Chang-il is proposed (0123456789ab)" in shown
    done = replace(waits, status="accepted")
    report = name_report(document, ledger(TEXT, done), ROSTER)
    assert [row.proposed for row in report.rows if row.proposed] == []


def test_a_paper_without_names_says_so(document):
    empty = name_report(document, ledger(), Roster(names=()))
    assert "No name found." in names_text.render(empty)
    assert json.loads(names_machine.render_json(empty))["names"] == []
    assert names_machine.render_tsv(empty).count("\n") == 1
    none = name_report(document, ledger(), ROSTER, listed=())
    assert "No such name." in names_text.render(none)


def test_the_json_says_the_same(report):
    found = json.loads(names_machine.render_json(report))
    assert found["schema"] == "restore.names/1"
    assert found["counts"] == {"person": 4, "place": 1, "organisation": 0, "unknown": 1}
    assert (found["listed"], found["confirmed"], found["waiting"]) == (1, 1, 1)
    first = found["names"][0]
    assert [s["text"] for s in first["spellings"]] == ["Choe Chang-ik", "Joe Chang-ik"]
    assert first["spellings"][0]["places"] == [[7, 1], [7, 1], [8, 1]]
    assert all(
        TEXT[start:end] == s["text"]
        for each in found["names"] for s in each["spellings"] for start, end in s["spans"]
    )  # fmt: skip
    assert first["record"]["name"] == "Ch'oe Ch'ang-ik"
    assert found["names"][2]["alike"][0]["other"] == "Kim Chang-kil"


def test_the_table_has_one_line_a_spelling_and_as_many_cells_everywhere(report):
    header, *lines = [line.split("\t") for line in names_machine.render_tsv(report).splitlines()]
    assert tuple(header) == names_machine.COLUMNS
    assert {len(cells) for cells in lines} == {len(header)}
    assert len(lines) == 7
    table = [dict(zip(header, cells, strict=True)) for cells in lines]
    assert table[1]["spelling"] == "Joe Chang-ik"
    assert table[1]["name"] == "Choe Chang-ik"
    assert table[0]["places"] == "7:1 7:1 8:1"
    assert {row["schema"] for row in table} == {"restore.names/1"}
