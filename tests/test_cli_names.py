"""`restore names`: what it lists, what a person decides, what is saved, what is refused."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from restore import cli_names, paperfolder, repair_text
from restore.names.model import Name, Roster, Spelling
from restore.text import Span
from restore.wire.names import NameDecision, dump_name_decisions, load_name_decisions
from tests.command import Ended, here, one_line, snapshot

PAPER = """\
At the plenum Comrade Yun Kong-hum and Choe Chang-ik spoke against the report.
Joe Chang-ik agreed with Yun Kong-hun, and Pak Chang-ok said nothing.
\fAmbassador Ivanov went to Pyongyang and wrote it down for Yevgraf Pustozvonov.
Choe Chang-ik was heard by Kim Il Sung on the next day; Yun Kong-hum was not.
"""
FOLDER = "paper.restore"
LOG = f"{FOLDER}/names.jsonl"

Run = Callable[..., Ended]


@pytest.fixture(scope="module")
def repaired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a repaired paper."""
    home = tmp_path_factory.mktemp("papers")
    (home / "paper.txt").write_bytes(PAPER.encode())
    paperfolder.write(repair_text(PAPER, name="paper.txt"), home / FOLDER, {})
    return home


@pytest.fixture
def run(
    repaired: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run the command in a copy of that folder."""
    shutil.copytree(repaired, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: here(capfdbinary, *arguments)


def names(run: Run, *arguments: object) -> dict[str, dict]:
    """The names that the command lists as JSON, by their leading spelling."""
    ended = run("names", FOLDER, "--json", *arguments)
    assert ended.code == 0, ended.err
    return {name["name"]: name for name in json.loads(ended.text)["names"]}


def spellings(name: dict) -> set[str]:
    return {spelling["text"] for spelling in name["spellings"]}


# --- listing


def test_every_name_is_listed_and_nothing_is_written(run: Run) -> None:
    before = snapshot(Path())
    shown = run("names", FOLDER)
    assert (shown.code, shown.err) == (0, "")
    for name in ("Yun Kong-hum", "Choe Chang-ik", "Pak Chang-ok", "Kim Il Sung", "Pyongyang"):
        assert name in shown.text
    assert "Yevgraf Pustozvonov" in shown.text
    assert "\x1b" not in shown.text
    assert max(map(len, shown.text.splitlines())) <= 80
    assert snapshot(Path()) == before


def test_the_text_is_the_same_each_time(run: Run) -> None:
    assert run("names", FOLDER).out == run("names", FOLDER).out


def test_kinds_and_lists_choose_what_is_listed(run: Run) -> None:
    everyone = names(run)
    assert {name["kind"] for name in names(run, "--kind", "place").values()} == {"place"}
    unknown = names(run, "--unknown")
    assert "Yevgraf Pustozvonov" in unknown
    assert set(unknown) == {lead for lead, name in everyone.items() if name["record"] is None}


@pytest.mark.parametrize(
    "text",
    ["Ch'oe Ch'angik", "Ch’oe Ch’ang-ik", "CHOE CHANG IK", "Choi Chang-ik", "최창익", "Choe"],
)
def test_a_name_is_found_in_any_romanisation(run: Run, text: str) -> None:
    found = names(run, "--find", text)
    assert "Choe Chang-ik" in found
    assert "Kim Il Sung" not in found


def test_what_is_not_there_is_not_found(run: Run) -> None:
    assert names(run, "--find", "Ho Ka-i") == {}
    assert "No such name." in run("names", FOLDER, "--find", "Ho Ka-i").text


def test_the_table_is_one_of_tabs(run: Run) -> None:
    lines = run("names", FOLDER, "--tsv").text.splitlines()
    assert lines[0].startswith("kind\tname\tspelling\t")
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}


def test_a_person_added_to_an_own_dictionary_shows_at_once(run: Run) -> None:
    Path("own.tsv").write_text("name\trole\nYevgraf Pustozvonov\tinterpreter\n", "utf-8")
    found = names(run, "--dictionary", "own.tsv")
    assert found["Yevgraf Pustozvonov"]["record"]["fields"]["role"] == "interpreter"
    Path("restore.toml").write_text('dictionaries = ["own.tsv"]\n', "utf-8")
    assert names(run)["Yevgraf Pustozvonov"]["record"]["list"] == "persons"


# --- deciding


def test_merge_split_and_undo(run: Run) -> None:
    before = names(run)
    ended = run("names", FOLDER, "--merge", "Yun Kong-hum", "yun kong-hun", "--by", "me")
    assert ended.err == "Kept: “Yun Kong-hum” and “Yun Kong-hun” are one name.\n"
    merged = names(run)
    assert {"Yun Kong-hum", "Yun Kong-hun"} <= spellings(merged["Yun Kong-hum"])
    assert "Yun Kong-hun" not in merged
    run("names", FOLDER, "--split", "Yun Kong-hun")
    assert set(names(run)) == set(before)
    assert run("names", FOLDER, "--undo").code == 0
    assert names(run) == merged
    assert run("names", FOLDER, "--undo").code == 0
    assert names(run) == before
    lines = Path(LOG).read_text("utf-8").splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["merge", "split", "undo", "undo"]
    assert json.loads(lines[0])["by"] == "me"
    assert one_line(run("names", FOLDER, "--undo")).endswith("Nothing was changed.")


def test_a_name_is_confirmed_as_a_record_of_a_list(run: Run) -> None:
    as_record = ("--confirm", "Yevgraf Pustozvonov", "--as", "Kim Il Sung")
    found = names(run, *as_record)["Yevgraf Pustozvonov"]
    assert found["confirmed"]
    assert found["record"]["name"] == "Kim Il Sung"
    found = names(run, "--confirm", "Yevgraf Pustozvonov", "--as", "-")["Yevgraf Pustozvonov"]
    assert found["confirmed"]
    assert found["record"] is None


def test_decisions_outlive_a_new_repair_and_wait_where_the_name_is_gone(run: Run) -> None:
    run("names", FOLDER, "--merge", "Yun Kong-hum", "Yun Kong-hun")
    run("names", FOLDER, "--confirm", "Yevgraf Pustozvonov")
    kept = Path(LOG).read_bytes()
    Path("paper.txt").write_bytes(PAPER.replace("Yun Kong-hun", "the chairman").encode())
    assert run("repair", "paper.txt", "-q", "--force").code == 0
    assert Path(LOG).read_bytes() == kept
    assert "1 decision waits" in " ".join(run("names", FOLDER).text.split())
    assert names(run)["Yevgraf Pustozvonov"]["confirmed"]
    Path("paper.txt").write_bytes(PAPER.encode())
    assert run("repair", "paper.txt", "-q", "--force").code == 0
    assert "Yun Kong-hun" in spellings(names(run)["Yun Kong-hum"])


def test_the_file_is_only_added_to_even_where_a_person_wrote_it(run: Run) -> None:
    by_hand = (
        '\n{"schema": "restore.name-decision/1", "verdict": "merge", '
        '"one": "Yun Kong-hum", "other": "Yun Kong-hun", "note": "p. 3"}'
    )
    Path(LOG).write_bytes(by_hand.encode())
    run("names", FOLDER, "--confirm", "Pak Chang-ok")
    assert Path(LOG).read_text("utf-8").startswith(by_hand + "\n")
    assert Path(LOG).read_text("utf-8").endswith("\n")
    assert "Yun Kong-hun" in spellings(names(run)["Yun Kong-hum"])


def test_the_python_api_gives_the_same_names(run: Run) -> None:
    paper = repair_text(PAPER)
    leads = [name.lead for name in paper.names().names]
    assert sorted(leads) == sorted(names(run))
    merge = NameDecision("merge", "Yun Kong-hum", "Yun Kong-hun")
    assert len(paper.names(decisions=[merge]).names) == len(leads) - 1


def test_no_decision_changes_the_text(run: Run) -> None:
    before = snapshot(Path(FOLDER))
    run("names", FOLDER, "--merge", "Yun Kong-hum", "Yun Kong-hun")
    after = snapshot(Path(FOLDER))
    assert {name for name in after if after[name] != before.get(name)} == {"names.jsonl"}
    assert run("verify", FOLDER).code == 0


def test_of_several_decisions_all_or_none_are_kept(run: Run) -> None:
    ended = run("names", FOLDER, "--merge", "Yun Kong-hum", "Yun Kong-hun", "--confirm", "Nobody")
    assert ended.code == 1
    assert not Path(LOG).exists()


# --- saving


def test_confirmed_names_are_known_in_the_next_paper(run: Run) -> None:
    run("names", FOLDER, "--merge", "Yun Kong-hum", "Yun Kong-hun")
    run("names", FOLDER, "--confirm", "Yun Kong-hun")
    run("names", FOLDER, "--confirm", "Yevgraf Pustozvonov", "--kind", "person")
    ended = run("names", FOLDER, "--confirm", "Pyongyang", "--save", "own.tsv")
    assert ended.code == 0, ended.err
    saved = Path("own.tsv").read_text("utf-8")
    assert "\nYevgraf Pustozvonov\t\t\t\t\tconfirmed in paper.txt\n" in saved
    assert "Pyongyang" not in saved
    assert "\nPyongyang\t" in Path("own-places.tsv").read_text("utf-8")
    Path("next.txt").write_text("Yevgraf Pustozvonov met Yun Kong-hun in Pyongyang.\n", "utf-8")
    own = ("--dictionary", "own.tsv", "--dictionary", "own-places.tsv")
    assert run("repair", "next.txt", "-q", *own).code == 0
    found = json.loads(run("names", "next.restore", "--json", *own).text)["names"]
    records = {name["name"]: name["record"] for name in found}
    assert records["Yevgraf Pustozvonov"]["name"] == "Yevgraf Pustozvonov"
    assert "Yun Kong-hun" in records["Yun Kong-hun"]["variants"]
    assert next(name["kind"] for name in found if name["name"] == "Pyongyang") == "place"


def test_saving_into_a_dictionary_loses_no_line(run: Run) -> None:
    old = (
        "# ours\n\nname\tvariants\tnotes\tnative\trole\tyears\tsource\n"
        "Yun Kong-hum\tYun Gong-heum\tsee file 3\t\t\t\tour archive\n"
        "Zoya Zvonkova\t\t\t\t\t\tour archive\n"
    )
    Path("own.tsv").write_bytes(old.encode())
    run("names", FOLDER, "--merge", "Yun Kong-hum", "Yun Kong-hun")
    run("names", FOLDER, "--confirm", "Yun Kong-hun")
    run("names", FOLDER, "--confirm", "Yevgraf Pustozvonov", "--kind", "person")
    assert run("names", FOLDER, "--save", "own.tsv").code == 0
    once = Path("own.tsv").read_bytes()
    lines = once.decode().splitlines()
    assert lines[:3] == old.splitlines()[:3]
    assert lines[3].startswith("Yun Kong-hum\tYun Gong-heum | ")
    assert "Yun Kong-hun" in lines[3]
    assert "see file 3" in lines[3]
    assert lines[4] == old.splitlines()[4]
    assert lines[5].startswith("Yevgraf Pustozvonov\t")
    assert run("names", FOLDER, "--save", "own.tsv").code == 0
    assert Path("own.tsv").read_bytes() == once


def test_a_name_of_which_nobody_said_what_it_is_is_not_saved(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    spelling = Spelling(text="Yevgraf Pustozvonov", places=(Span(0, 4),))
    found = Roster(names=(Name(id="0", kind="unknown", spellings=(spelling,)),))
    monkeypatch.setattr(cli_names, "roster_of", lambda *_: found)
    ended = run("names", FOLDER, "--confirm", "Yevgraf Pustozvonov", "--save", "own.tsv")
    assert ended.code == 1
    assert "--kind" in ended.err
    assert not Path("own.tsv").exists()
    ended = run("names", FOLDER, "--confirm", "Yevgraf Pustozvonov", "--kind", "place")
    assert run("names", FOLDER, "--save", "own.tsv").code == 0
    assert Path("own-places.tsv").exists()


def test_a_file_that_is_no_dictionary_of_persons_is_left_alone(run: Run) -> None:
    run("names", FOLDER, "--confirm", "Yevgraf Pustozvonov", "--kind", "person")
    for text in ("name\tcountry\nAnju\tDPRK\n", "name\trole\nA\tB\tC\n", "\xe9"):
        Path("own.tsv").write_bytes(text.encode("latin-1"))
        ended = run("names", FOLDER, "--save", "own.tsv")
        assert ended.code == 9
        assert Path("own.tsv").read_bytes() == text.encode("latin-1")
    assert run("names", FOLDER, "--save", "own.tsv", "--force").code == 0
    assert "Yevgraf Pustozvonov" in Path("own.tsv").read_text("utf-8")


# --- refusing

REFUSED = {
    "no such name": (["--confirm", "Yun Kong-ham"], 1, 'It has: "Yun Kong-hum"'),
    "no name at all": (["--merge", "", "Yun Kong-hum"], 1, "empty"),
    "one spelling twice": (["--merge", "Yun Kong-hum", "YUN KONG-HUM"], 1, "one spelling"),
    "a spelling alone": (["--split", "Yevgraf Pustozvonov"], 1, "stands alone"),
    "no such record": (["--confirm", "Yun Kong-hum", "--as", "Yun Kong-hammm"], 1, "No list"),
    "a record of nobody": (["--as", "Kim Il Sung"], 1, "--as goes with"),
    "a lead of nothing": (["--from", "Kim Il Sung"], 1, "--from goes with"),
    "undo and more": (["--undo", "--confirm", "Kim Il Sung"], 1, "--undo goes with"),
    "nothing to undo": (["--undo"], 1, "No decision"),
    "nothing to find": (["--find", " "], 1, "--find asks"),
    "nothing to save": (["--save", "own.tsv"], 1, "confirmed"),
    "no dictionary": (["--save", "paper.txt"], 1, "does not end in .tsv"),
    "no folder to save in": (
        ["--confirm", "Kim Il Sung", "--save", "none/own.tsv"],
        4,
        "no folder none",
    ),
    "a folder to save as": (["--save", "taken.tsv"], 4, "is a folder"),
    "force without a file": (["--force"], 1, "--force goes with"),
    "no such file": (["--dictionary", "none.tsv"], 5, "none.tsv"),
    "no such kind": (["--kind", "ship"], 1, "ship"),
}


@pytest.mark.parametrize(("options", "code", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_makes_no_sense_is_refused_in_one_line(
    run: Run, options: list[str], code: int, said: str
) -> None:
    Path("taken.tsv").mkdir()
    before = snapshot(Path())
    ended = run("names", FOLDER, *options)
    assert said in one_line(ended)
    assert ended.code == code
    assert snapshot(Path()) == before


@pytest.mark.parametrize("folder", ["paper.txt", "nowhere", "-", "", "."])
def test_what_is_no_folder_of_a_paper_is_refused_in_one_line(run: Run, folder: str) -> None:
    ended = run("names", folder)
    assert ended.code in {1, 4}
    assert "restore repair" in one_line(ended)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: not JSON at character"),
        ('{"schema": "restore.name-decision/9"}', "line 2: 'restore.name-decision/9'"),
        ('{"schema": "restore.name-decision/1", "verdict": "marry"}', "line 2: 'verdict'"),
        (
            '{"schema": "restore.name-decision/1", "verdict": "merge", "one": "A"}',
            "line 2: 'other' must be text",
        ),
        (
            '{"schema": "restore.name-decision/1", "verdict": "split", "one": "A", "other": "A"}',
            "line 2: 'one' and 'other' are the same",
        ),
    ],
)
def test_a_malformed_line_is_named_and_nothing_is_changed(run: Run, line: str, said: str) -> None:
    Path(LOG).write_bytes(f"\n{line}\n".encode())
    for options in ([], ["--confirm", "Kim Il Sung"]):
        ended = run("names", FOLDER, *options)
        assert said in one_line(ended)
        assert ended.code == 9
    assert Path(LOG).read_bytes() == f"\n{line}\n".encode()
    assert run("export", FOLDER).code == 0


def test_decisions_that_are_no_utf8_are_named_and_kept(run: Run) -> None:
    Path(LOG).write_bytes(b'\n{"\xff"}\n')
    for options in ([], ["--confirm", "Kim Il Sung"]):
        ended = run("names", FOLDER, *options)
        assert "names.jsonl, line 2, byte 3: not UTF-8" in one_line(ended)
        assert ended.code == 9
    assert run("repair", "paper.txt", "-q", "--force").code == 0
    assert Path(LOG).read_bytes() == b'\n{"\xff"}\n'


@pytest.mark.parametrize("option", ["--find", "--confirm", "--split", "--by", "--save", "--as"])
def test_arguments_that_are_no_utf8_make_no_traceback(run: Run, option: str) -> None:
    ended = run("names", FOLDER, option, os.fsdecode(b"\xff\xfe"))
    assert ended.code in {0, 1}
    assert ended.code == 0 or one_line(ended)
    assert not Path(LOG).exists()


def test_the_file_of_decisions_reads_back_what_was_written() -> None:
    words = (
        NameDecision("merge", "Yun\u202eKong", "\ud800", by="me", at="2024"),
        NameDecision("confirm", "Kim", record="-", kind="person"),
        NameDecision("undo", "Kim", undoes="confirm"),
        NameDecision("undo", "A", "B", undoes="split"),
    )
    text = dump_name_decisions(words)
    assert load_name_decisions(text) == words
    assert "\u202e" not in text
