from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from restore.ledger import Correction, Evidence, Ledger, Probability, Step, apply
from restore.report.diff import unified
from restore.text import Span, digest
from tests.report import sample

PATCH = shutil.which("patch")
CHARACTERS = ["a", "b", "\n", "\n", "\r\n", "\f", "\r", "é", "line\n", "\u2028", "\\ No newline\n",
              "--- x\n", "+++ y\n", "@@ -1 +1 @@\n"]  # fmt: skip
texts = st.lists(st.sampled_from(CHARACTERS), max_size=40).map("".join)


def ledger_of(source: str, changes: list[tuple[int, int, str]]) -> Ledger:
    return Ledger(
        source_sha256=digest(source),
        corrections=tuple(
            Correction(
                span=Span(start, end),
                before=source[start:end],
                after=after,
                damage="x",
                steps=(Step("x", source[start:end], after),),
                evidence=(Evidence("w", "s", 1.0),),
                confidence=Probability(0.9),
                tier="accept",
                status="applied",
            )
            for start, end, after in changes
        ),
    )


@st.composite
def cases(draw):
    source = draw(texts)
    cuts = draw(st.lists(st.integers(0, len(source)), max_size=12).map(sorted))
    changes = [
        (a, b, draw(st.lists(st.sampled_from(CHARACTERS), max_size=3).map("".join)))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return source, changes


def patched(source: str, diff: str, folder: Path) -> str:
    """What `patch` makes of a source."""
    path = folder / "extracted.txt"
    path.write_bytes(source.encode())
    subprocess.run([PATCH, "-s", path.name], input=diff.encode(), cwd=folder, check=True)
    return path.read_bytes().decode() if path.exists() else ""


@pytest.mark.skipif(PATCH is None, reason="there is no patch on this machine")
@example(("", [(0, 0, "x")]))
@example(("", [(0, 0, "x"), (0, 0, "y\n")]))
@example(("x", [(0, 1, "")]))
@example(("x\n", [(0, 2, "")]))
@example(("one\r\ntwo\r\n", [(3, 5, "\n")]))
@example(("one\ntwo", [(7, 7, "\n")]))
@example(("one\ntwo\n", [(7, 8, "")]))
@example(("one\ftwo\n" * 20, [(3, 4, "\n"), (100, 101, "x")]))
@settings(max_examples=60)
@given(cases())
def test_patch_turns_the_source_into_the_restored_text(tmp_path_factory, case):
    source, changes = case
    ledger = ledger_of(source, changes)
    diff = unified(source, ledger)
    restored = apply(source, ledger)
    assert (diff == "") == (source == restored)
    if diff:
        assert patched(source, diff, tmp_path_factory.mktemp("patch")) == restored


def test_the_diff_of_the_sample(golden):
    golden("report/sample.diff", unified(sample.TEXT, sample.ledger()))


def test_no_change_no_diff():
    assert unified("a\nb\n", ledger_of("a\nb\n", [(0, 1, "a")])) == ""


def test_the_labels_are_the_names_of_the_files():
    diff = unified("a\n", ledger_of("a\n", [(0, 1, "b")]))
    assert diff == "--- extracted.txt\n+++ restored.txt\n@@ -1 +1 @@\n-a\n+b\n"


def test_a_megabyte_takes_less_than_a_second():
    line = "The committee met in the office above the harbour.\n"
    source = line * 20_000
    ledger = ledger_of(
        source, [(n * 10 * len(line), n * 10 * len(line) + 3, "A") for n in range(2000)]
    )
    start = time.process_time()
    diff = unified(source, ledger)
    assert time.process_time() - start < 1
    assert diff.count("\n@@") == 2000
