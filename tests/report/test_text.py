from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from restore.ledger import Ledger
from restore.report import text
from restore.report.data import PROVISIONAL, summarize
from restore.text import digest
from tests.report import sample

ANSI_RE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def report():
    return summarize(sample.document(), sample.ledger())


def test_the_report_of_the_sample(report, golden):
    golden("report/sample.txt", text.render(report))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen(report, width):
    lines = text.render(report, width=width).split("\n")
    assert max(cell_len(line) for line in lines) <= width


def test_colour_only_where_it_is_asked_for(report):
    assert not ANSI_RE.search(text.render(report))
    colored = text.render(report, color=True)
    assert ANSI_RE.search(colored)
    assert "office" in ANSI_RE.sub("", colored)


def test_only_colours_ever_reach_the_terminal():
    hostile = "\x1b[2J\x1b]0;title\x07\x9b31m\r\u202e</b> o ce"
    item = replace(summarize(sample.document(), sample.ledger()).items[0], left=hostile, id=hostile)
    made = summarize(sample.document(hostile), Ledger(source_sha256=digest(hostile)))
    shown = text.render(replace(made, name=hostile, items=(item,)), color=True)
    assert not set(ANSI_RE.sub("", shown)) & set("\x1b\x9b\x07\r\u202e")


def test_the_same_correction_is_listed_once_with_its_places(report):
    shown = text.render(report)
    assert shown.count("o   ce") == 1
    assert "also:     p. 1, line 5; p. 2, line 6" in shown


def test_changed_letters_stand_under_each_other(report):
    lines = text.render(report).split("\n")
    row = next(n for n, line in enumerate(lines) if "COLD WAR INTERNATIONAL" in line)
    before, after, carets = lines[row - 1 : row + 2]
    changed = [n for n, mark in enumerate(carets) if mark == "^"]
    kept = [n for n, mark in enumerate(after) if n not in changed and n > 3]
    assert all(before[n : n + 1] == after[n] for n in kept if n < len(before))
    assert "".join(after[n] for n in changed) == "WRTRTSTRYPRT"


def test_filters_choose_what_is_listed_but_not_what_is_counted(report):
    shown = text.render(report, tier="review")
    assert "archi-vist" in shown
    assert "COLD WAR" not in shown
    assert "the sentence stops" not in shown
    assert "9 corrections applied" in shown
    only = text.render(report, damage="gaps")
    assert "the sentence stops" in only
    assert "COLD WAR" not in only
    assert "Nothing to list." in text.render(report, damage="no such kind")


def test_long_lists_are_cut_and_say_so(report):
    shown = text.render(report, limit=1)
    assert "… and 3 more" in shown
    assert "more; --damage" not in text.render(report, limit=None)


def test_a_paper_without_damage_says_so():
    made = summarize(sample.document("Sound."), Ledger(source_sha256=digest("Sound.")))
    shown = text.render(made)
    assert "No damage found." in shown
    assert "100 %" in shown


def test_confidence_is_called_provisional(report):
    assert " ".join(PROVISIONAL.split()[:5]) in " ".join(text.render(report).split())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_no_color_is_honoured(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert text.wants_color(Terminal())
    assert not text.wants_color(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not text.wants_color(Terminal())
