from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from restore.ledger import Candidate, Cause, Evidence, Ledger, Step, with_ids
from restore.report import html, machine
from restore.report.data import PROVISIONAL, Report, summarize
from restore.text import Span, digest
from tests.report import sample

HOSTILE = (
    "</script></style></title><img src=x onerror=alert(1)>\"'><a href=javascript:x>&amp;"
    "\x00\x1b\u202e\u2066\ufeff\ud800<!--]]>"
)
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Outline(HTMLParser):
    """The tags of a page, checked to be closed in order, and what they hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if "style" not in self._open:
            self.text.append(data)


def hostile_report() -> Report:
    """A report in which every string that can come from outside is hostile."""
    text = f"{HOSTILE}\n{HOSTILE} o ce\n"
    start = text.index("o ce")
    evil = Evidence(HOSTILE, HOSTILE, -1.0)
    correction = replace(
        sample.correction("o ce", "office"),
        span=Span(start, start + 4),
        after=HOSTILE,
        damage=HOSTILE,
        evidence=(evil, evil),
        alternatives=(Candidate(HOSTILE, (evil,)),),
        steps=(Step(HOSTILE, "o ce", "x", HOSTILE), Step(HOSTILE, "x", HOSTILE, None)),
    )
    finding = replace(
        sample.finding("o ce", HOSTILE, HOSTILE), span=Span(0, len(HOSTILE)), evidence=(evil,)
    )
    ledger = with_ids(
        text,
        Ledger(
            source_sha256=digest(text),
            causes=(Cause(HOSTILE, HOSTILE, HOSTILE),),
            corrections=(correction,),
            findings=(finding, replace(finding, status="noted")),
        ),
    )
    document = sample.document(text)
    source = replace(document.source, name=HOSTILE, reader=HOSTILE, notes=(HOSTILE,))
    return summarize(replace(document, source=source), ledger)


@pytest.fixture(scope="module")
def report():
    return summarize(sample.document(), sample.ledger())


@pytest.fixture(scope="module", params=["sample", "hostile"])
def page(request):
    made = hostile_report() if request.param == "hostile" else summarize(
        sample.document(), sample.ledger()
    )  # fmt: skip
    return html.render(made)


def test_the_page_is_whole_and_needs_nothing_from_outside(page):
    outline = Outline(page)
    tags = {tag for tag, _ in outline.tags}
    assert {"header", "main", "footer", "h1", "h2", "table", "details"} <= tags
    assert not tags & {"script", "img", "link", "iframe", "object", "base", "form"}
    for tag, attributes in outline.tags:
        assert not any(name.startswith("on") or name in ("src", "style") for name in attributes)
        if tag == "a":
            assert attributes["href"].startswith("#")


def test_the_policy_allows_the_one_stylesheet_only(page):
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{allowed}';")
    assert "http" not in style
    assert "url(" not in style


def test_nothing_hidden_reaches_the_page(page):
    assert not set(page) & set("\x00\x1b\u202e\u2066\ufeff\ud800")
    page.encode("utf-8")


def test_hostile_text_is_shown_as_it_stands():
    shown = "".join(Outline(html.render(hostile_report())).text)
    assert "</script></style></title><img src=x onerror=alert(1)>" in shown
    assert "␀␛⟨U+202E⟩⟨U+2066⟩" in shown


def test_every_entry_can_be_linked_to(report):
    outline = Outline(html.render(report))
    ids = [a["id"] for tag, a in outline.tags if tag == "li" and "id" in a]
    assert len(ids) == len(set(ids)) == len(report.items) + len(report.findings)
    assert {a["href"] for tag, a in outline.tags if tag == "a"} == {f"#{name}" for name in ids}


def test_a_tier_is_told_by_word_and_sign(report):
    page = html.render(report)
    assert '<span class="tier accept">✓ accept</span>' in page
    assert '<span class="tier review">? review</span>' in page
    assert '<span class="tier leave">· leave</span>' in page


def test_what_waits_for_a_person_comes_first(report):
    shown = "".join(Outline(html.render(report)).text)
    places = [shown.index(title) for title in ("To review", "Applied", "Left as found", "Gaps")]
    assert places == sorted(places)
    assert PROVISIONAL in shown


def test_large_kinds_begin_folded(report):
    many = replace(report, items=report.items[:1] * (html.OPEN_KINDS + 1), findings=())
    assert "<details open" not in html.render(many).replace(' class="kind"', "")
    assert '<details class="kind" open>' in html.render(report)


def test_a_thousand_corrections_stay_light(report):
    many = replace(report, items=(report.items * 100)[:1000])
    assert len(html.render(many)) < 2_000_000


def test_the_json_twin_says_the_same(report):
    twin = json.loads(machine.render(report))
    assert twin["schema"] == "restore.report/1"
    assert twin["confidence_note"] == PROVISIONAL
    assert [c["id"] for c in twin["corrections"]] == [i.id for i in report.items]
    assert [f["id"] for f in twin["findings"]] == [n.id for n in report.findings]
    for fields, item in zip(twin["corrections"], report.items, strict=True):
        assert "".join(before for before, _ in fields["change"]) == item.before
        assert "".join(after for _, after in fields["change"]) == item.after
    assert (twin["applied"], twin["proposed"], twin["gaps"]) == (9, 1, 2)


def test_the_json_twin_of_a_hostile_paper_is_still_utf_8():
    twin = machine.render(hostile_report())
    twin.encode("utf-8")
    assert json.loads(twin)["name"] == HOSTILE
