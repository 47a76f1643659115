"""Bad input ends in one clear line and the right exit code, and nothing is overwritten.

Every case runs in this process; one of each exit code also as a command of its own.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from tests.command import Ended, here, module, one_line, script, snapshot
from tests.read.tiny import assembled, shown, stream, tiny_pdf

PAPER = Path(__file__).parents[1] / "fixtures" / "working_paper"
GOOD = "The minutes are di\ufb03cult to read.\n\nThey say nothing of the war.\n".encode()
PDF = tiny_pdf(shown("The minutes are hard to read.", 50, 700))

Run = Callable[..., Ended]


class Case(NamedTuple):
    """A file that cannot be repaired: its name, its bytes, the exit code and a word of the line."""

    name: str
    data: bytes
    code: int
    says: str


def noise(size: int) -> bytes:
    """Bytes without any order, the same every time."""
    return random.Random(5).randbytes(size)  # noqa: S311


def tree(depth: int) -> bytes:
    """A PDF whose one page lies below so many page tree nodes."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for number in range(2, depth):
        objects[number] = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 1)
    objects[depth] = b"<< /Type /Page /Parent %d 0 R >>" % (depth - 1)
    return assembled(objects)


PICTURE = tiny_pdf(
    b"q 600 0 0 800 0 0 cm /I Do Q",
    resources="/XObject << /I 50 0 R >>",
    extra=(
        stream(
            b"\0" * 8,
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 "
            "/ColorSpace /DeviceGray",
        ),
    ),
)
CYCLE = assembled(
    {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"}
)
NESTED = assembled(
    {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /X " + b"[" * 20_000 + b"]" * 20_000 + b" >>",
    }
)

FILES = [
    Case("empty.txt", b"", 2, "empty"),
    Case("empty.pdf", b"", 2, "empty"),
    Case("blank.txt", b" \n\f\n", 2, "empty"),
    Case("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(64), 2, "PNG"),
    Case("truncated.pdf", (PAPER / "paper.pdf").read_bytes()[:20_000], 2, "cut off"),
    Case("header.pdf", b"%PDF-1.7\n", 2, "PDF"),
    Case("no pages.pdf", tiny_pdf(), 2, "no page"),
    Case("scan.pdf", PICTURE, 2, "no text"),
    Case("noise.txt", noise(5_000), 2, "no text"),
    Case("noise.pdf", b"%PDF-1.7\n" + noise(5_000), 2, "PDF"),
    Case("cycle.pdf", CYCLE, 2, "no page"),
    Case("nested.pdf", NESTED, 2, ""),
    Case("nested content.pdf", tiny_pdf(b"[" * 100_000 + b" (x) Tj"), 2, "no text"),
    Case("deep tree.pdf", tree(3_000), 2, "text"),
    Case("word.docx", b"PK\x03\x04" + bytes(64), 2, "Word"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a sound text and a sound PDF in it."""
    (tmp_path / "good.txt").write_bytes(GOOD)
    (tmp_path / "good.pdf").write_bytes(PDF)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command in this process."""
    return lambda *arguments: here(capfdbinary, *arguments)


@pytest.fixture
def made(folder: Path, run: Run) -> Path:
    """The folder a repair made."""
    assert run("repair", "good.txt").code == 0
    return folder / "good.restore"


def refused(run: Run, folder: Path, *arguments: object) -> tuple[int, str]:
    """Return exit code and line of a command that must leave everything as it was."""
    before = snapshot(folder)
    ended = run(*arguments)
    assert snapshot(folder) == before
    return ended.code, one_line(ended)


@pytest.mark.parametrize("command", ["repair", "diagnose"])
@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_a_file_that_cannot_be_read(folder: Path, run: Run, case: Case, command: str) -> None:
    (folder / case.name).write_bytes(case.data)
    code, line = refused(run, folder, command, case.name)
    assert code == case.code
    assert case.says in line
    assert case.name in line


def locked(path: Path) -> None:
    """Write a PDF that asks for a password."""
    with pikepdf.open(path.with_name("good.pdf")) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="secret", owner="other"))


def test_an_encrypted_pdf(folder: Path, run: Run) -> None:
    locked(folder / "locked.pdf")
    code, line = refused(run, folder, "repair", "locked.pdf")
    assert code == 8
    assert "password" in line


def test_a_pdf_whose_owner_only_forbids_printing_is_read(folder: Path, run: Run) -> None:
    with pikepdf.open(folder / "good.pdf") as pdf:
        pdf.save(folder / "owned.pdf", encryption=pikepdf.Encryption(user="", owner="other"))
    assert run("repair", "owned.pdf").code == 0


@pytest.mark.parametrize("name", ["missing.pdf", "no/such/paper.txt", ".", "/", "..", "good.txt/x"])
def test_a_place_that_is_no_file(folder: Path, run: Run, name: str) -> None:
    for command in ("repair", "diagnose"):
        code, _ = refused(run, folder, command, name)
        assert code == 5


def test_no_name_at_all(folder: Path, run: Run) -> None:
    code, _ = refused(run, folder, "repair", "")
    assert code == 5


def test_a_directory(folder: Path, run: Run) -> None:
    (folder / "papers.pdf").mkdir()
    code, line = refused(run, folder, "repair", "papers.pdf")
    assert code == 5
    assert "directory" in line


@pytest.mark.parametrize("name", ["bell\a.pdf", "\x1b[31mred.pdf", "turn\u202efdp.exe"])
def test_a_name_that_would_play_tricks_on_the_terminal(folder: Path, run: Run, name: str) -> None:
    code, line = refused(run, folder, "repair", name)
    assert code == 5
    assert not {"\x1b", "\a", "\u202e"} & set(line)


def test_an_output_folder_that_exists_is_left_alone(made: Path, run: Run) -> None:
    (made / "decisions.jsonl").write_bytes(b"")
    code, line = refused(run, made.parent, "repair", "good.txt")
    assert code == 5
    assert "--force" in line


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_folder_of_other_things_is_never_replaced(
    folder: Path, run: Run, force: tuple[str, ...]
) -> None:
    (folder / "letters").mkdir()
    (folder / "letters" / "dear.txt").write_text("Dear reader")
    code, _ = refused(run, folder, "repair", "good.txt", "-o", "letters", *force)
    assert code == 5


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_file_in_place_of_the_folder_is_never_replaced(
    folder: Path, run: Run, force: tuple[str, ...]
) -> None:
    code, _ = refused(run, folder, "repair", "good.pdf", "-o", "good.txt", *force)
    assert code == 5


# Even root cannot make a folder below a file, nor in /proc.
@pytest.mark.parametrize("place", ["good.txt/out", "good.txt/deep/out", "/proc/out.restore"])
def test_a_place_that_cannot_be_written(folder: Path, run: Run, place: str) -> None:
    if place.startswith("/proc") and not Path("/proc/self").exists():
        pytest.skip("no /proc here")
    code, line = refused(run, folder, "repair", "good.txt", "-o", place)
    assert code == 5
    assert "cannot be" in line


def test_a_place_without_rights(folder: Path, run: Run) -> None:
    shut = folder / "shut"
    shut.mkdir(mode=0o555)
    try:
        (shut / "try").touch()
    except PermissionError:
        code, line = refused(run, folder, "repair", "good.txt", "-o", "shut/out")
        assert code == 5
        assert "Permission denied" in line
    else:
        pytest.skip("this user may write anywhere")
    finally:
        shut.chmod(0o755)


def test_an_export_overwrites_nothing_and_says_where_it_cannot_write(made: Path, run: Run) -> None:
    for place in ("good.txt", "good.pdf", "good.restore", "good.txt/out"):
        code, _ = refused(run, made.parent, "export", made.name, "-o", place)
        assert code == 5


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        (b"dictionaries = [", 9),
        (b"colour = 1", 9),
        (b'without = "names"', 9),
        (b"dictionaries = [1]", 9),
        (b"\xff\xfe", 9),
        (b'dictionaries = ["missing.tsv"]', 5),
    ],
)
def test_a_malformed_configuration(folder: Path, run: Run, toml: bytes, code: int) -> None:
    (folder / "restore.toml").write_bytes(toml)
    found, line = refused(run, folder, "repair", "good.txt")
    assert found == code
    assert "restore.toml" in line or "missing.tsv" in line


def test_an_unknown_witness_in_the_configuration(folder: Path, run: Run) -> None:
    (folder / "restore.toml").write_text('without = ["nobody"]')
    code, line = refused(run, folder, "repair", "good.txt")
    assert code == 9
    assert "nobody" in line
    assert "restore.toml" in line


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"name\tvariants\tsource\nKim\tKim Il Sung\n", 9),
        (b"one\ttwo\tthree\n", 9),
        (b"name\tvariants\n\xff\xfe\n", 9),
        (None, 5),
    ],
)
def test_a_malformed_dictionary(folder: Path, run: Run, data: bytes | None, code: int) -> None:
    if data is not None:
        (folder / "own.tsv").write_bytes(data)
    found, line = refused(run, folder, "repair", "good.txt", "--dictionary", "own.tsv")
    assert found == code
    assert "own.tsv" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ("repair", "good.txt", "--without", "nobody"),
        ("repair", "good.txt", "--pages", "0"),
        ("repair", "good.txt", "--pages", "3-1"),
        ("repair", "good.txt", "--pages", "first"),
        ("repair", "good.txt", "--pages", "2"),
        ("repair", "good.pdf", "--pages", "7"),
        ("repair", "good.txt", "--frobnicate"),
        ("repair",),
        ("frobnicate",),
        ("repair", "good.txt", "good.pdf"),
    ],
    ids=" ".join,
)
def test_a_command_that_makes_no_sense(folder: Path, run: Run, arguments: tuple[str, ...]) -> None:
    code, _ = refused(run, folder, *arguments)
    assert code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "good.restore", "--to", "docx"),
        ("export", "good.restore", "--to", "diff", "--flow"),
        ("report", "good.restore", "--damage", "woodworm"),
        ("report", "good.restore", "--tier", "sure"),
    ],
    ids=" ".join,
)
def test_an_option_that_does_not_fit(made: Path, run: Run, arguments: tuple[str, ...]) -> None:
    code, _ = refused(run, made.parent, *arguments)
    assert code == 1


@pytest.mark.parametrize("command", ["report", "export", "verify"])
@pytest.mark.parametrize("name", ["letters", "good.txt", "missing.restore", "good.txt/x"])
def test_a_folder_that_is_not_ours(folder: Path, run: Run, command: str, name: str) -> None:
    (folder / "letters").mkdir()
    (folder / "letters" / "corrections.jsonl").write_text("{}\n")
    code, line = refused(run, folder, command, name)
    assert code == 4
    assert name in line


def with_caret(run: Run, made: Path, command: str = "verify", *options: str) -> str:
    """Return what a proof that fails says, once it has shown the place."""
    before = snapshot(made.parent)
    ended = run(command, made.name, *options)
    assert snapshot(made.parent) == before
    assert ended.code == 4
    assert ended.out == b""
    assert "Traceback" not in ended.err
    assert any(line.lstrip().startswith("^") for line in ended.err.splitlines())
    return ended.err


def test_one_changed_byte_of_the_restored_text_is_shown(made: Path, run: Run) -> None:
    text = made / "restored.txt"
    text.write_bytes(text.read_bytes().replace(b"minutes", b"minuted"))
    shown_at = with_caret(run, made).splitlines()
    line, caret = shown_at[1], shown_at[2]
    assert line[caret.index("^")] == "d"
    assert line.startswith("The minuted are")


def test_a_byte_too_much_or_too_little_is_shown(made: Path, run: Run) -> None:
    text = made / "restored.txt"
    whole = text.read_bytes()
    for data in (whole + b"x", whole[:-1], b""):
        text.write_bytes(data)
        with_caret(run, made)


def changed(made: Path, old: str, new: str) -> None:
    """Change the ledger of a folder by hand."""
    path = made / "corrections.jsonl"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_correction_that_does_not_say_what_stood_there_is_shown(made: Path, run: Run) -> None:
    changed(made, '"before": "\ufb03"', '"before": "fi"')
    with_caret(run, made)


def test_a_correction_with_another_reading_is_shown(made: Path, run: Run) -> None:
    changed(made, '"after": "ffi"', '"after": "ffl"')
    with_caret(run, made)


@pytest.mark.parametrize("words", [("export",), ("export", "--to", "diff"), ("report", "--diff")])
def test_nothing_is_told_of_a_ledger_that_does_not_hold(
    made: Path, run: Run, words: tuple[str, ...]
) -> None:
    changed(made, '"before": "\ufb03"', '"before": "fi"')
    with_caret(run, made, *words)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("corrections.jsonl", b"junk\n", 4),
        ("corrections.jsonl", b"", 4),
        ("corrections.jsonl", b"\xff\xfe", 4),
        ("corrections.jsonl", b'{"schema": "restore.ledger/99"}\n', 4),
        ("restored.txt", b"The minutes \xff\n", 4),
        ("extracted.txt", b"Another text.\n", 4),
        ("extracted.txt", b"\xff", 4),
        ("source.json", b"{", 4),
        ("source.json", b"[1]", 4),
        ("source.json", b'{"schema": "restore.source/99"}', 4),
        ("decisions.jsonl", b"junk\n", 9),
    ],
)
def test_a_folder_whose_files_were_broken(  # noqa: PLR0917  # pytest hands them in by name
    made: Path, run: Run, name: str, data: bytes, expected: int
) -> None:
    (made / name).write_bytes(data)
    code, line = refused(run, made.parent, "verify", made.name)
    assert code == expected
    assert name in line


@pytest.mark.parametrize("name", ["corrections.jsonl", "restored.txt", "extracted.txt"])
def test_a_folder_that_lacks_a_file(made: Path, run: Run, name: str) -> None:
    (made / name).unlink()
    code, line = refused(run, made.parent, "verify", made.name)
    assert code in (4, 5)
    assert name in line


def test_decisions_that_cannot_be_read_are_never_overwritten(made: Path, run: Run) -> None:
    (made / "decisions.jsonl").write_bytes(b"junk\n")
    code, line = refused(run, made.parent, "repair", "good.txt", "--force")
    assert code == 9
    assert "decisions.jsonl" in line


def test_a_failed_repair_leaves_the_old_folder(
    made: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    code, line = refused(run, made.parent, "repair", "good.txt", "--force")
    assert code == 5
    assert "No space left" in line


def test_what_a_person_put_into_the_folder_stays(made: Path, run: Run) -> None:
    (made / "notes").mkdir()
    (made / "notes" / "mine.txt").write_bytes(b"Asked the archive about page 3.\n")
    (made / "reading.txt").write_bytes(b"An export.\n")
    before = snapshot(made)
    assert run("repair", "good.txt", "--force").code == 0
    assert snapshot(made) == before


def test_an_interrupt_is_no_crash(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("restore.cli.read", interrupted)
    before = snapshot(folder)
    ended = run("repair", "good.txt")
    assert ended.code == 130
    assert ended.err.strip().splitlines() == ["restore: Interrupted; nothing was written."]
    assert snapshot(folder) == before


def test_a_fault_of_the_program_is_a_line_as_well(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("restore.cli.read", faulty)
    before = snapshot(folder)
    ended = run("repair", "good.txt")
    assert ended.code == 15
    assert len(ended.err.splitlines()) == 1
    assert "Traceback" not in ended.err
    assert snapshot(folder) == before


# The same as commands of their own: one for each exit code.


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("repair", "good.txt", "--pages", "0"), 1),
        (("repair", "empty.pdf"), 2),
        (("diagnose", "noise.txt"), 2),
        (("verify", "letters"), 4),
        (("repair", "missing.pdf"), 5),
        (("repair", "good.txt", "-o", "good.pdf/out"), 5),
        (("repair", "locked.pdf"), 8),
        (("repair", "good.txt", "--dictionary", "own.tsv"), 9),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_the_command_itself(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "noise.txt").write_bytes(noise(500))
    (folder / "letters").mkdir()
    (folder / "own.tsv").write_text("one\ttwo\tthree\n")
    locked(folder / "locked.pdf")
    found, _ = refused(lambda *a: module(*a, cwd=folder), folder, *arguments)
    assert found == code


def test_the_installed_command(folder: Path) -> None:
    code, _ = refused(lambda *a: script(*a, cwd=folder), folder, "repair", "missing.pdf")
    assert code == 5


def test_standard_input_that_holds_nothing(folder: Path) -> None:
    for stdin in (b"", noise(500)):
        found = module("repair", "-", cwd=folder, stdin=stdin)
        assert found.code == 2
        one_line(found)


def test_no_locale_and_no_home(folder: Path) -> None:
    shutil.copy(folder / "good.txt", folder / "Grüße.txt")
    ended = module("repair", "Grüße.txt", cwd=folder, LC_ALL="C", LANG="C", HOME="/nonexistent")
    assert ended.code == 0
    assert (folder / "Grüße.restore" / "restored.txt").read_text(encoding="utf-8") == (
        "The minutes are difficult to read.\n\nThey say nothing of the war.\n"
    )
