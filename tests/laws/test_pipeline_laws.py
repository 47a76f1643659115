"""L8 stable, L9 restraint, L12 deterministic: what the whole repair must keep to."""

# ruff: noqa: N802  # the laws are called L1 to L12

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import restore
from restore import ledger, pipeline, wire
from restore.damage import ligatures
from tests.laws.sabotage import assert_caught

ROOT = Path(__file__).parents[2]
KEEP = json.loads((ROOT / "tests" / "cases" / "keep.json").read_text(encoding="utf-8"))
FIXTURE = ROOT / "fixtures" / "working_paper" / "damaged.txt"

# Damaged sentences of several kinds; every text of the strategy is made of some of them.
DAMAGED = (
    "They were di\ufb03cult years, and the o\ufb03ce was closed.",
    "The di cult years left the of ce empty and the \ufb01les unread.",
    "He wrote that nothing was lost â€œin the fireâ€\x9d of 1957.",
    "MÃ¼ller and the cafÃ© are named in the second letter.",
    "The delegation was received by the first secre-\ntary of the embassy in the evening.",
    "The speech was distributed to the primar(l. ac)rT5Cn-27(ztionshof the)cityof t]TJ-0.00154Tw",
    "#1 C e Ja , “T e S -S e A a ce a d C a E e K ea Wa ”",
    "#2 P.J. S m , “A c a Re ea c e C d Wa E a: A Re B da e , P a e a d Wa a ”",
)
SOUND = tuple(case["text"].strip() for case in KEEP if len(case["text"]) < 400)
papers = st.lists(st.sampled_from(DAMAGED + SOUND), min_size=1, max_size=6).map("\n\n".join)


def accepted(text: str) -> list[ledger.Correction]:
    """What the repair of a text would apply at once."""
    return [c for c in restore.repair_text(text).corrections if c.tier == "accept"]


# --- L8: repairing restored text proposes nothing above the accept tier


def is_stable(text: str) -> None:
    assert accepted(restore.repair_text(text).text) == []


@settings(max_examples=30)
@given(papers)
def test_L8_restored_text_needs_no_repair(text):
    is_stable(text)


def test_L8_the_restored_fixture_needs_no_repair():
    is_stable(FIXTURE.read_bytes().decode())


def never_done(view):
    """A kind that finds something to do in its own work."""
    for proposal in ligatures_propose(view):
        yield replace(proposal, after=f"{proposal.after}\ufb01")


def one_at_a_time(view):
    """A kind that leaves the rest for another run."""
    yield from list(ligatures_propose(view))[:1]


ligatures_propose = ligatures.propose


def with_ligatures(kind):
    """The passes of the pipeline with another kind in the place of the ligatures."""
    return tuple(
        stage._replace(kinds=tuple(kind if k is ligatures_propose else k for k in stage.kinds))
        for stage in pipeline.PASSES
    )


@pytest.mark.parametrize("broken", [never_done, one_at_a_time])
def test_L8_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(pipeline, "PASSES", with_ligatures(broken))
    assert_caught(is_stable, papers, examples=40)


# --- L9: sound text is left alone


def is_left_alone(text: str) -> None:
    paper = restore.repair_text(text)
    assert [(c.before, c.after) for c in paper.corrections if c.tier == "accept"] == []
    assert paper.text == text


@pytest.mark.parametrize("case", KEEP, ids=[case["label"] for case in KEEP])
def test_L9_sound_text_is_left_alone(case):
    is_left_alone(case["text"])


@pytest.mark.parametrize("between", ["\n\n", "\f", "\n"])
def test_L9_sound_texts_one_after_the_other_are_left_alone(between):
    is_left_alone(between.join(SOUND))
    is_left_alone(between.join(random.Random(between).sample(SOUND, len(SOUND))))  # noqa: S311


def zealous(view):
    """A kind that makes every variant spelling the same."""
    yield from ligatures_propose(view)
    for before, after in (("Ki Sek-bok", "Ki Sok-pok"), ("colour", "color"), ("c h", "ch")):
        at = view.text.find(before)
        if at >= 0:
            yield pipeline.Proposal(
                damage="ligatures",
                rule="zeal",
                span=ledger.Span(at, at + len(before)),
                after=after,
                evidence=(ledger.Evidence("names", "more usual", 9.0),),
            )


def test_L9_sabotage_is_caught(monkeypatch):
    monkeypatch.setattr(pipeline, "PASSES", with_ligatures(zealous))
    assert_caught(is_left_alone, st.sampled_from(SOUND), examples=200)


# --- L12: same input and version, same bytes out

PROGRAM = """
import sys, restore
from restore.report import html, machine
from restore.report.data import summarize
from restore.wire import dump_ledger

paper = restore.repair_text(open(sys.argv[1], encoding="utf-8", newline="").read())
report = summarize(paper.document, paper.ledger)
parts = [dump_ledger(paper.ledger, paper.document), paper.text, machine.render(report),
         html.render(report), paper.export("diff")]
sys.stdout.buffer.write("".join(parts).encode("utf-8", "surrogatepass"))
"""


def output(seed: str, text: Path) -> bytes:
    """What a fresh process makes of a text under one seed of Python's hashes."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", PROGRAM, str(text)]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


def test_L12_the_same_bytes_whatever_the_order_of_hashes():
    first = output("0", FIXTURE)
    assert len(first) > 10_000
    assert output("1", FIXTURE) == first
    assert output("4242", FIXTURE) == first


def is_deterministic(text: str) -> None:
    one, other = (
        wire.dump_ledger(pipeline.repair_document(restore.repair_text(text).document))
        for _ in range(2)
    )
    assert one == other
    led = pipeline.repair_document(restore.repair_text(text).document)
    assert wire.load_ledger(wire.dump_ledger(led)) == wire.rounded(led)


@settings(max_examples=15)
@given(papers)
def test_L12_twice_the_same_bytes(text):
    is_deterministic(text)


def by_the_clock(view):
    """A kind that writes down when it looked."""
    for proposal in ligatures_propose(view):
        now = ledger.Evidence("clock", f"seen at {time.perf_counter_ns()}", 0.0)
        yield replace(proposal, evidence=(*proposal.evidence, now))


def by_chance(view):
    """A kind that tosses a coin."""
    for proposal in ligatures_propose(view):
        if random.random() < 0.5:  # noqa: S311  # chance is the fault that is played
            yield proposal


@pytest.mark.parametrize("broken", [by_the_clock, by_chance])
def test_L12_sabotage_is_caught(monkeypatch, broken):
    monkeypatch.setattr(pipeline, "PASSES", with_ligatures(broken))
    assert_caught(is_deterministic, papers, examples=40)


HASHES = """
import sys
sys.stdout.write(" ".join({"lost letters", "ligatures", "mojibake", "gaps", "names", "operators"}))
"""


def test_L12_an_order_of_hashes_sabotage_is_caught(monkeypatch):
    monkeypatch.setitem(globals(), "PROGRAM", HASHES)  # a program that writes out a set
    assert len({output(str(seed), FIXTURE) for seed in range(4)}) > 1
