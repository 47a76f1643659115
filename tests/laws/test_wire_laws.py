"""L10 wire: load and dump are inverses, and an unknown version is refused by name."""

# ruff: noqa: N802  # the laws are called L1 to L12

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore import wire
from restore.errors import ConfigError, LedgerError
from restore.ledger import Decision, Evidence, Finding, Ledger, Probability
from restore.page import Document, Page, Source
from restore.text import Span
from restore.wire.lines import line_of
from tests.laws import strategies as draw
from tests.laws.sabotage import assert_caught


def paged(source: str) -> Document:
    """The document of a source, one page from each form feed to the next."""
    pages, start = [], 0
    for number, page in enumerate(source.split("\f"), start=1):
        pages.append(Page(number=number, span=Span(start, start + len(page))))
        start += len(page) + 1
    return Document(
        source=Source(name="x", sha256="", reader="plain"), text=source, pages=tuple(pages)
    )


def comes_back_whole(source: str, led: Ledger) -> None:
    document = paged(source)
    for given_document in (None, document):
        text = wire.dump_ledger(led, given_document)
        assert wire.load_ledger(text) == led
        assert wire.dump_ledger(wire.load_ledger(text), given_document) == text
    text.encode("utf-8", "surrogatepass")
    lines = text.split("\n")
    assert lines[-1] == ""
    assert len(lines) == 2 + len(led.causes) + len(led.corrections) + len(led.findings)
    assert all("\r" not in line and "\u2028" not in line and "\x9f" not in line for line in lines)


@given(draw.ledgers())
def test_L10_a_ledger_comes_back_whole(case):
    comes_back_whole(*case)


@given(draw.ledgers())
def test_L10_a_ledger_with_any_numbers_comes_back_as_it_was_written(case):
    _, led = case
    rough = replace(
        led,
        corrections=tuple(
            replace(c, confidence=Probability(c.confidence / 3 + 1e-9)) for c in led.corrections
        ),
    )
    assert wire.load_ledger(wire.dump_ledger(rough)) == wire.rounded(rough)
    assert all(0 < c.confidence < 1 for c in wire.rounded(rough).corrections)


@given(st.lists(draw.decisions, max_size=4).map(tuple))
def test_L10_decisions_come_back_whole(decisions):
    decisions_come_back(decisions)


def decisions_come_back(decisions: tuple[Decision, ...]) -> None:
    text = wire.dump_decisions(decisions)
    assert wire.load_decisions(text) == tuple(decisions)
    assert wire.dump_decisions(wire.load_decisions(text)) == text
    assert wire.load_decisions(text.replace("\n", "\n\n")) == tuple(decisions)


@given(draw.texts, draw.words, st.dictionaries(draw.words, st.integers() | draw.words))
def test_L10_a_source_comes_back_whole(source, name, options):
    document = paged(source)
    record = wire.SourceRecord(
        source=replace(document.source, name=name, notes=(name, "")),
        text_sha256="0" * 64,
        pages=document.pages,
        options=options,
        version="1",
    )
    text = wire.dump_source(record)
    assert wire.load_source(text) == record
    assert wire.dump_source(wire.load_source(text)) == text
    assert wire.document_of(record, source).pages == document.pages


@given(draw.ledgers())
def test_L10_fields_of_a_later_minor_version_are_passed_over(case):
    _, led = case
    lines = [json.loads(line) for line in wire.dump_ledger(led).split("\n") if line]
    text = "\n".join(line_of({**line, "page": 99, "later": [1]}) for line in lines)
    assert wire.load_ledger(text) == led


@pytest.mark.parametrize("schema", ["ledger", "cause", "correction", "finding"])
@settings(max_examples=10)
@given(draw.ledgers().filter(lambda case: case[1].corrections and case[1].findings))
def test_L10_an_unknown_version_is_refused_by_name(schema, case):
    text = wire.dump_ledger(case[1]).replace(f'"restore.{schema}/1"', f'"restore.{schema}/2"')
    with pytest.raises(LedgerError, match=rf"line \d+: 'restore\.{schema}/2'"):
        wire.load_ledger(text)


def loses_alternatives(text, *, _load=wire.load_ledger):
    led = _load(text)
    return replace(led, corrections=tuple(replace(c, alternatives=()) for c in led.corrections))


def loses_findings(text, *, _load=wire.load_ledger):
    return replace(_load(text), findings=())


def writes_what_splitlines_breaks(led, document=None, *, _dump=wire.dump_ledger):
    return _dump(led, document).replace("\\u2028", "\u2028")


def sorts_by_damage(led, document=None, *, _dump=wire.dump_ledger):
    ordered = tuple(sorted(led.corrections, key=lambda c: c.damage))
    return _dump(replace(led, corrections=ordered), document)


def reads_with_replacement(text, *, _load=wire.load_ledger):
    return _load(text.encode("utf-8", "replace").decode().replace("\\ud800", "?"))


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("load_ledger", loses_alternatives),
        ("load_ledger", loses_findings),
        ("load_ledger", reads_with_replacement),
        ("dump_ledger", writes_what_splitlines_breaks),
        ("dump_ledger", sorts_by_damage),
    ],
)
def test_L10_sabotage_is_caught(monkeypatch, name, broken):
    monkeypatch.setattr(wire, name, broken)
    assert_caught(comes_back_whole, draw.ledgers())


def drops_the_last(text, *, _load=wire.load_decisions):
    return _load(text)[:-1]


def forgets_the_place(text, *, _load=wire.load_decisions):
    return tuple(decision._replace(span=None) for decision in _load(text))


@pytest.mark.parametrize("broken", [drops_the_last, forgets_the_place])
def test_L10_a_lost_decision_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(wire, "load_decisions", broken)
    assert_caught(decisions_come_back, st.lists(draw.decisions, max_size=4))


# --- what is wrong is named, with its line

GOOD = '{"schema": "restore.decision/1", "target": "x", "verdict": "reject"}'
ACCEPT = GOOD.replace("reject", "accept")
WRONG = {
    "not JSON": "{",
    "not an object": "[]",
    "no schema": "{}",
    "another version": GOOD.replace("/1", "/7"),
    "no target": GOOD.replace("target", "tarjet"),
    "no such verdict": GOOD.replace("reject", "maybe"),
    "an edit without text": GOOD.replace("reject", "edit"),
    "a place without words": ACCEPT.replace("}", ', "start": 1, "end": 2}'),
    "half a place": GOOD.replace("}", ', "end": 1}'),
    "a place inside out": GOOD.replace("}", ', "start": 2, "end": 1}'),
    "a number for text": GOOD.replace('"x"', "5"),
    "nested without end": '{"a":' * 100_000,
    "a number without end": '{"schema": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("line", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_line_is_named_by_its_number(line):
    with pytest.raises(ConfigError, match="line 3: "):
        wire.load_decisions(f"{GOOD}\n\n{line}\n{GOOD}\n")


def test_all_faults_of_a_file_are_told_at_once():
    with pytest.raises(ConfigError) as caught:
        wire.load_decisions("\n".join([GOOD, *WRONG.values()]))
    assert len(caught.value.payload) == len(WRONG)
    assert all(f"line {n}: " in str(caught.value) for n in range(2, len(WRONG) + 2))


def test_a_file_that_is_wrong_throughout_shows_only_its_first_faults():
    with pytest.raises(ConfigError, match="and 480 more") as caught:
        wire.load_decisions("x\n" * 500)
    assert len(str(caught.value)) < 2000


def test_an_accept_by_hand_needs_only_target_and_verdict():
    line = '{"schema": "restore.decision/1", "target": "abc", "verdict": "accept"}'
    assert wire.load_decisions(line) == (Decision("abc", "accept"),)


CAUSE_LINE = '{"schema": "restore.cause/1", "id": "a", "damage": "b", "says": "c"}'


@pytest.mark.parametrize("text", ["", "\n", CAUSE_LINE])
def test_a_ledger_without_its_header_is_refused(text):
    with pytest.raises(LedgerError, match=r"line 1: .*header"):
        wire.load_ledger(text)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_ledger_with_no_number_for_a_weight_is_not_written(value):
    finding = Finding(
        damage="gaps",
        span=Span(0, 0),
        says="",
        evidence=(Evidence("a", "b", value),),
        confidence=Probability(0.5),
    )
    with pytest.raises(LedgerError, match="cannot be written"):
        wire.dump_ledger(Ledger(source_sha256="0", findings=(finding,)))
