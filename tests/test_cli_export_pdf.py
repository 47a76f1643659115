"""`restore export --to pdf`: where the PDF is found, what is written and said, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from restore import paperfolder
from restore.ledger import Cause, Ledger
from restore.paper import Paper
from restore.read.pdf import read_pdf_bytes
from restore.steps import Card
from restore.text import digest
from tests.command import Ended, here, one_line, snapshot
from tests.export.shown_fonts import LINE, shown

FOLDER = "odd.restore"
EXPECTED = LINE.replace("ﬁ", "fi")
DOUBTED = "K7"

Run = Callable[..., Ended]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `odd.pdf` and what a repair made of it: all codes decided but two."""
    data, truth = shown("Type0")
    (tmp_path / "odd.pdf").write_bytes(data)
    document = read_pdf_bytes(data, "odd.pdf")
    causes = [
        Cause(
            f"g{code}",
            "unmapped",
            "a glyph",
            Card(
                font="Odd", reference=document.fonts[0].reference, code=code, claims="", reading=c,
                posterior=0.97, rival="", rival_posterior=0.0, places=1, advance=0.5,
                tier="review" if c in DOUBTED else "accept",
            ),
        )
        for code, c in truth.items()
    ]  # fmt: skip
    ledger = Ledger(source_sha256=digest(document.text), causes=tuple(causes))
    paperfolder.write(Paper(document, ledger), tmp_path / FOLDER, {})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], folder: Path) -> Run:
    """Run `restore export odd.restore --to pdf` in the folder."""
    assert folder.is_dir()
    return lambda *arguments: here(capfdbinary, "export", FOLDER, "--to", "pdf", *arguments)


def text_of(data: bytes) -> str:
    return read_pdf_bytes(data, "out.pdf").text


def refused(run: Run, folder: Path, *arguments: object) -> tuple[int, str]:
    """Return code and line of a command that fails and leaves everything as it was."""
    before = snapshot(folder)
    ended = run(*arguments)
    assert snapshot(folder) == before
    return ended.code, one_line(ended)


def test_the_pdf_is_found_beside_its_folder(run: Run, folder: Path) -> None:
    before = snapshot(folder)
    ended = run("-o", "out.pdf")
    assert (ended.code, ended.out) == (0, b"")
    assert ended.err == (
        f"odd.pdf: {len(set(LINE)) - 2} codes of 1 font given a letter; 2 codes left as found.\n"
    )
    made = (folder / "out.pdf").read_bytes()
    assert text_of(made).count("fi") == 1
    after = snapshot(folder)
    assert after.pop("out.pdf") == made
    assert after == before


def test_without_a_name_the_pdf_goes_to_standard_output(run: Run) -> None:
    ended = run()
    assert ended.code == 0
    assert ended.out.startswith(b"%PDF-")
    assert ended.out == run().out


def test_the_pdf_may_lie_anywhere(run: Run, folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    moved = (folder / "odd.pdf").rename(folder / "elsewhere" / "renamed.pdf")
    assert run("--pdf", moved).code == 0
    (folder / "odd.pdf").write_bytes(b"%PDF- another")
    assert run("--pdf", moved).code == 0


def test_a_folder_made_elsewhere_remembers_the_way(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert here(capfdbinary, "repair", "odd.pdf", "-o", "out/one.restore").code == 0
    source = json.loads((folder / "out/one.restore/source.json").read_bytes())
    assert source["options"]["file"] == "../../odd.pdf"
    assert here(capfdbinary, "export", "out/one.restore", "--to", "pdf").code == 0
    assert here(capfdbinary, "repair", "odd.pdf", "-o", "beside.restore").code == 0
    assert "file" not in json.loads((folder / "beside.restore/source.json").read_bytes())["options"]


def test_best_guess_writes_what_is_undecided(run: Run) -> None:
    ended = run("--best-guess")
    assert text_of(ended.out) == EXPECTED
    assert "(2 as a best guess) of 1 font given a letter; none left open." in ended.err


def test_open_codes_are_listed_on_demand(run: Run, folder: Path) -> None:
    lines = run("-v", "-o", "out.pdf").err.splitlines()
    assert len(lines) == 1 + len(DOUBTED)
    for c in DOUBTED:
        assert any(f"undecided, most likely '{c}' (0.97)" in line for line in lines)
    ended = run("--json", "-o", "out.pdf", "--force")
    assert ended.err == ""
    found = json.loads(ended.text)
    assert found["schema"] == "restore.pdf/1"
    assert {each["reading"] for each in found["left"]} == set(DOUBTED)
    assert {each["fault"] for each in found["left"]} == {"undecided"}
    assert len(found["written"]) == len(set(LINE)) - len(DOUBTED)
    assert (folder / "out.pdf").exists()


def test_nothing_is_overwritten_without_force(run: Run, folder: Path) -> None:
    (folder / "out.pdf").write_bytes(b"mine")
    code, line = refused(run, folder, "-o", "out.pdf")
    assert code == 5
    assert "out.pdf exists already" in line
    assert run("-o", "out.pdf", "--force").code == 0
    assert (folder / "out.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("kind", ["itself", "symlink", "hard link", "another way"])
def test_the_paper_is_never_overwritten(run: Run, folder: Path, kind: str) -> None:
    output = folder / "out.pdf"
    if kind == "itself":
        output = folder / "odd.pdf"
    elif kind == "symlink":
        output.symlink_to(folder / "odd.pdf")
    elif kind == "hard link":
        output.hardlink_to(folder / "odd.pdf")
    else:
        output = folder / FOLDER / ".." / "odd.pdf"
    code, line = refused(run, folder, "-o", output, "--force")
    assert code == 5
    assert "the paper itself" in line


def test_a_link_to_another_file_stays_a_link(run: Run, folder: Path) -> None:
    (folder / "real.pdf").write_bytes(b"mine")
    (folder / "out.pdf").symlink_to("real.pdf")
    assert run("-o", "out.pdf", "--force").code == 0
    assert (folder / "out.pdf").is_symlink()
    assert (folder / "real.pdf").read_bytes().startswith(b"%PDF-")


def test_a_pdf_that_is_gone(run: Run, folder: Path) -> None:
    (folder / "odd.pdf").unlink()
    code, line = refused(run, folder, "-o", "out.pdf")
    assert code == 5
    assert "odd.pdf is not beside" in line
    assert "--pdf FILE" in line
    assert refused(run, folder, "--pdf", "nowhere.pdf")[0] == 5


def test_another_pdf_of_that_name(run: Run, folder: Path) -> None:
    (folder / "odd.pdf").write_bytes(shown("Type3").data)
    for arguments in ((), ("--pdf", "odd.pdf"), ("-o", "out.pdf")):
        code, line = refused(run, folder, *arguments)
        assert code == 2
        assert "odd.pdf is not the odd.pdf that odd.restore was made from" in line


def test_a_place_that_cannot_be_written(run: Run, folder: Path) -> None:
    assert refused(run, folder, "-o", "nowhere/out.pdf")[0] == 5
    assert refused(run, folder, "-o", FOLDER, "--force")[0] == 5


def test_a_result_that_does_not_hold_is_not_placed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("restore.export.pdf.cmap", lambda *_: b"")
    for arguments in ((), ("-o", "out.pdf")):
        code, line = refused(run, folder, *arguments)
        assert code == 4
        assert "nothing was written" in line


def test_json_needs_another_place_for_the_pdf(run: Run, folder: Path) -> None:
    assert refused(run, folder, "--json")[0] == 1


@pytest.mark.parametrize("option", [("--best-guess",), ("--pdf", "odd.pdf"), ("-v",), ("--json",)])
@pytest.mark.parametrize("to", ["txt", "diff"])
def test_options_of_the_pdf_are_for_the_pdf(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], option: tuple[str, ...], to: str
) -> None:
    assert folder.is_dir()
    ended = here(capfdbinary, "export", FOLDER, "--to", to, *option)
    assert ended.code == 1
    assert "--to pdf" in one_line(ended)


@pytest.mark.parametrize("option", [("--flow",), ("--marks", "leiden")])
def test_options_of_the_text_are_for_the_text(
    run: Run, folder: Path, option: tuple[str, ...]
) -> None:
    assert refused(run, folder, *option)[0] == 1


def test_a_plain_text_has_no_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "short.txt").write_text("It was so.\n")
    assert here(capfdbinary, "repair", "short.txt").code == 0
    for missing in (False, True):
        ended = here(capfdbinary, "export", "short.restore", "--to", "pdf")
        assert ended.code == 1
        assert "short.txt is plain text" in one_line(ended)
        (tmp_path / "short.txt").unlink(missing_ok=missing)
