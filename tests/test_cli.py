"""What the commands write, on the damaged fixture paper, as text and as PDF."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Ended, here, module, script, snapshot

PAPER = Path(__file__).parents[1] / "fixtures" / "working_paper"
FILES = {
    "source.json", "extracted.txt", "corrections.jsonl", "decisions.jsonl", "restored.txt",
    "report.html", "report.json",
}  # fmt: skip
SHORT = "The minutes are di\ufb03cult to read.\n\fThey say nothing of the war.\n"
MENDED = "The minutes are difficult to read.\n\fThey say nothing of the war.\n"

Run = Callable[..., Ended]


@pytest.fixture
def run(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run the command in this process, in a folder with `short.txt` in it."""
    (tmp_path / "short.txt").write_bytes(SHORT.encode())
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: here(capfdbinary, *arguments)


@pytest.fixture(scope="module", params=["damaged.txt", "damaged.pdf"])
def repaired(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder a repair of the fixture made, by the command itself."""
    folder = tmp_path_factory.mktemp("papers")
    shutil.copy(PAPER / request.param, folder)
    ended = module("repair", request.param, cwd=folder)
    assert ended.code == 0, ended.err
    assert ended.err == ""
    made = folder / "damaged.restore"
    assert str(made.relative_to(folder)) in ended.text
    return made


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def test_the_folder_holds_everything_about_the_paper(repaired: Path) -> None:
    assert {path.name for path in repaired.iterdir()} == FILES
    assert [path.name for path in repaired.parent.iterdir() if path.is_dir()] == [repaired.name]
    assert (repaired / "decisions.jsonl").read_bytes() == b""
    source = json.loads(read(repaired / "source.json"))
    assert source["name"].startswith("damaged.")
    assert "<script" not in read(repaired / "report.html").split("</head>")[1]


def test_the_input_is_never_touched(repaired: Path) -> None:
    name = json.loads(read(repaired / "source.json"))["name"]
    assert (repaired.parent / name).read_bytes() == (PAPER / name).read_bytes()


def test_the_restored_text_is_better_than_the_extracted_one(repaired: Path) -> None:
    found, restored = read(repaired / "extracted.txt"), read(repaired / "restored.txt")
    title = "Archival Research on the Cold War Era: A Report from Budapest, Prague and Warsaw"
    assert title not in found
    assert title in " ".join(restored.split())


def test_verify_proves_the_folder(repaired: Path) -> None:
    ended = module("verify", repaired.name, cwd=repaired.parent)
    assert (ended.code, ended.err) == (0, "")
    assert [line[:8] for line in ended.text.splitlines()] == [f"L{n} holds" for n in (1, 2, 3, 4)]
    assert module("verify", "-q", repaired.name, cwd=repaired.parent).out == b""


def test_reports_are_those_in_the_folder(repaired: Path, run: Run) -> None:
    for form in ("html", "json"):
        ended = run("report", repaired, f"--{form}")
        assert ended.code == 0
        assert ended.out == (repaired / f"report.{form}").read_bytes()


def test_the_report_for_a_terminal_is_plain_where_there_is_none(repaired: Path, run: Run) -> None:
    ended = run("report", repaired, "--all")
    assert ended.code == 0
    assert "\x1b" not in ended.text
    assert max(map(len, ended.text.splitlines())) <= 80
    kinds = json.loads(read(repaired / "report.json"))["damage"]
    assert all(kind["damage"] in ended.text for kind in kinds)


def test_a_report_of_one_tier_or_kind_lists_nothing_else(repaired: Path, run: Run) -> None:
    only = run("report", repaired, "--damage", "mojibake", "--tier", "accept").text
    assert "== mojibake (5)" in only or "== mojibake" in only
    assert "== ligatures" not in only


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
def test_the_diff_is_one_that_patch_applies(repaired: Path, run: Run, tmp_path: Path) -> None:
    diff = run("report", repaired, "--diff")
    assert diff.out == run("export", repaired, "--to", "diff").out
    shutil.copy(repaired / "extracted.txt", tmp_path / "extracted.txt")
    subprocess.run(["patch", "-s", "extracted.txt"], input=diff.out, cwd=tmp_path, check=True)
    assert (tmp_path / "extracted.txt").read_bytes() == (repaired / "restored.txt").read_bytes()


def test_export_gives_the_restored_text(repaired: Path, run: Run, tmp_path: Path) -> None:
    assert run("export", repaired).out == (repaired / "restored.txt").read_bytes()
    assert run("export", repaired, "--to", "txt", "-o", "out.txt").out == b""
    assert (tmp_path / "out.txt").read_bytes() == (repaired / "restored.txt").read_bytes()
    assert run("export", repaired, "-o", "out.txt").code == 5
    assert run("export", repaired, "--to", "diff", "-o", "out.txt", "--force").code == 0
    assert (tmp_path / "out.txt").read_bytes().startswith(b"--- extracted.txt")


def test_check_tells_scripts_that_items_are_left(repaired: Path, run: Run) -> None:
    proposed = json.loads(read(repaired / "report.json"))["proposed"]
    assert run("report", repaired, "--check").code == (20 if proposed else 0)
    assert run("report", repaired).code == 0


def test_the_same_input_gives_the_same_bytes(repaired: Path) -> None:
    name = json.loads(read(repaired / "source.json"))["name"]
    again = repaired.parent / "again"
    ended = module("repair", name, "-o", again, cwd=repaired.parent, PYTHONHASHSEED="7")
    assert ended.code == 0
    assert snapshot(again) == snapshot(repaired)
    shutil.rmtree(again)


def test_a_diagnosis_changes_nothing(repaired: Path) -> None:
    name = json.loads(read(repaired / "source.json"))["name"]
    before = snapshot(repaired.parent)
    ended = module("diagnose", f"./{name}", cwd=repaired.parent)
    assert (ended.code, ended.err) == (0, "")
    assert snapshot(repaired.parent) == before
    assert ended.text.splitlines()[-1].endswith(f"restore repair ./{name}")
    assert max(map(len, ended.text.splitlines())) <= 80
    fields = json.loads(module("diagnose", "--json", name, cwd=repaired.parent).text)
    assert fields["schema"] == "restore.diagnosis/1"
    report = json.loads(read(repaired / "report.json"))
    assert [t["damage"] for t in fields["damage"]] == [t["damage"] for t in report["damage"]]
    assert len(fields["pages"]) == 14
    assert bool(fields["fonts"]) == name.endswith(".pdf")


def test_standard_input_goes_to_standard_output(tmp_path: Path) -> None:
    ended = module("repair", "-", cwd=tmp_path, stdin=SHORT.encode())
    assert ended.code == 0
    assert ended.text == MENDED
    assert "ligatures" in ended.err
    assert not any(tmp_path.iterdir())
    quiet = script("repair", "-", "-q", cwd=tmp_path, stdin=SHORT.encode())
    assert (quiet.text, quiet.err) == (MENDED, "")


def test_standard_input_can_be_kept_as_a_folder(tmp_path: Path) -> None:
    ended = module("repair", "-", "-o", "kept", cwd=tmp_path, stdin=SHORT.encode())
    assert ended.code == 0
    assert read(tmp_path / "kept" / "restored.txt") == MENDED


def test_text_of_any_bytes_comes_back(tmp_path: Path) -> None:
    odd = b"Line ends of\r\nother systems\rand none"
    ended = module("repair", "-", "-q", cwd=tmp_path, stdin=odd)
    assert ended.out == odd


def test_json_is_the_report(run: Run, tmp_path: Path) -> None:
    ended = run("repair", "short.txt", "--json")
    assert ended.code == 0
    assert ended.out == (tmp_path / "short.restore" / "report.json").read_bytes()
    assert json.loads(ended.text)["schema"] == "restore.report/1"


def test_only_the_pages_asked_for(run: Run, tmp_path: Path) -> None:
    assert run("repair", "short.txt", "--pages", "2").code == 0
    assert read(tmp_path / "short.restore" / "extracted.txt") == SHORT.split("\f")[1]
    fields = json.loads(run("diagnose", "short.txt", "--pages", "1-2", "--json").text)
    assert [page["number"] for page in fields["pages"]] == [1, 2]
    pdf = json.loads(run("diagnose", PAPER / "damaged.pdf", "--pages", "2,6", "--json").text)
    assert [page["number"] for page in pdf["pages"]] == [2, 6]


def test_what_is_switched_off_is_not_asked(run: Run, tmp_path: Path) -> None:
    assert run("repair", PAPER / "damaged.txt", "-o", "all", "-q").code == 0
    off = ("--without", "series", "--without", "document")
    assert run("repair", PAPER / "damaged.txt", "-o", "some", "-q", *off).code == 0
    said = read(tmp_path / "all" / "corrections.jsonl")
    unsaid = read(tmp_path / "some" / "corrections.jsonl")
    assert '"witness": "series"' in said
    assert '"witness": "series"' not in unsaid
    options = json.loads(read(tmp_path / "some" / "source.json"))["options"]
    assert options["without"] == ["document", "series"]


def test_an_own_dictionary_and_the_configuration_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("name\tvariants\tsource\nAda Verne\tA. Verne\tours\n")
    assert run("repair", "short.txt", "-o", "one", "--dictionary", "own.tsv").code == 0
    options = json.loads(read(tmp_path / "one" / "source.json"))["options"]
    assert options["dictionaries"] == ["own.tsv"]
    (tmp_path / "restore.toml").write_text('dictionaries = ["own.tsv"]\nwithout = ["language"]\n')
    assert run("repair", "short.txt", "-o", "two").code == 0
    options = json.loads(read(tmp_path / "two" / "source.json"))["options"]
    assert (options["dictionaries"], options["without"]) == (["own.tsv"], ["language"])


def decision(folder: Path, verdict: str) -> bytes:
    """A line of decisions on the first correction of a folder."""
    lines = read(folder / "corrections.jsonl").splitlines()
    first = next(c for c in map(json.loads, lines) if c["schema"] == "restore.correction/1")
    fields = {
        "schema": "restore.decision/1", "target": first["id"], "verdict": verdict,
        "by": "A Reader", "at": "2025-03-01T10:00:00+00:00",
    }  # fmt: skip
    return f"{json.dumps(fields)}  \n\n".encode()  # blanks of a person's own


def test_force_keeps_decisions_byte_for_byte_and_heeds_them(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "short.restore"
    assert run("repair", "short.txt").code == 0
    assert read(made / "restored.txt") == MENDED
    kept = decision(made, "reject")
    (made / "decisions.jsonl").write_bytes(kept)
    assert run("repair", "short.txt").code == 5
    assert run("repair", "short.txt", "--force").code == 0
    assert (made / "decisions.jsonl").read_bytes() == kept
    assert read(made / "restored.txt") == SHORT
    assert run("verify", made).code == 0
    assert "rejected" in run("report", made).text
    assert run("repair", "short.txt", "--force").code == 0
    assert (made / "decisions.jsonl").read_bytes() == kept


def test_help_and_version(run: Run) -> None:
    assert run("--version").text.startswith("restore, version ")
    for command in ("repair", "diagnose", "report", "export", "verify"):
        ended = run(command, "--help")
        assert ended.code == 0
        assert ended.text.startswith(f"Usage: restore {command}")
    assert run().text == run("-h").text


def test_a_reader_that_goes_away_is_no_fault(repaired: Path) -> None:
    command = [sys.executable, "-m", "restore", "report", str(repaired), "--html"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def on_a_terminal(folder: Path, *arguments: str, **environ: str) -> bytes:
    """Return what a command writes to a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    process = subprocess.Popen(
        [sys.executable, "-m", "restore", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**plain, "TERM": "xterm", **environ},
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 65_536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not part:
            break
        written += part
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return written


def test_colours_on_a_terminal_unless_no_color_says_otherwise(repaired: Path) -> None:
    folder, name = repaired.parent, repaired.name
    assert b"\x1b[" in on_a_terminal(folder, "report", name)
    assert b"\x1b[" not in on_a_terminal(folder, "report", name, NO_COLOR="1")
    assert b"\x1b[" not in on_a_terminal(folder, "report", name, TERM="dumb")


def test_a_decision_that_fits_nowhere_is_kept_and_told(run: Run, tmp_path: Path) -> None:
    """A decision on text that is gone is neither applied nor lost, and the reader hears of it."""
    assert run("repair", "short.txt").code == 0
    decision = {
        "schema": "restore.decision/1",
        "target": "0" * 12,
        "verdict": "edit",
        "text": "easy",
        "start": 4,
        "end": 8,
        "before": "hard",
    }
    line = json.dumps(decision) + "\n"
    (tmp_path / "short.restore" / "decisions.jsonl").write_text(line, encoding="utf-8")
    done = run("repair", "short.txt", "--force")
    assert done.code == 0
    assert "1 decision in" in done.err
    assert (tmp_path / "short.restore" / "decisions.jsonl").read_text(encoding="utf-8") == line
    assert (tmp_path / "short.restore" / "restored.txt").read_bytes() == MENDED.encode()
