"""`PAPER.restore/`: everything about one paper in one folder, readable and diffable.

    source.json         which file, by which reader and version, with which options
    extracted.txt       the text as found
    corrections.jsonl   causes, corrections and findings
    decisions.jsonl     a person's decisions: only ever added to, never overwritten
    names.jsonl         a person's decisions on names, where there are any: the same
    restored.txt        the restored text
    report.html         the report for people, and report.json for machines

Writing is all or nothing: the files go to a folder beside it, which is moved into place when all
are there.  Decisions that are already there are carried over byte for byte, and brought to bear on
the new ledger.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from restore.decide import machine
from restore.errors import ConfigError, FileAccessError, InputError, OutputError
from restore.ledger import Decision, Proof, verify
from restore.paper import Paper
from restore.report import html
from restore.report import machine as report_json
from restore.report.data import summarize
from restore.text import digest
from restore.wire import (
    SourceRecord,
    document_of,
    dump_ledger,
    dump_source,
    load_decisions,
    load_ledger,
    load_source,
)
from restore.wire.names import NameDecision, dump_name_decisions, load_name_decisions

EXTRACTED = "extracted.txt"
CORRECTIONS = "corrections.jsonl"
DECISIONS = "decisions.jsonl"
NAMES = "names.jsonl"
RESTORED = "restored.txt"
SOURCE = "source.json"
ENDING = ".restore"
FILE = "file"
"""Among the options of `source.json`: the way to the paper, where it does not lie beside."""
MAKE_ANEW = "Make it anew with 'restore repair', or name a folder that ends in .restore."


def folder_for(path: str) -> Path:
    """Return the folder `repair` writes to unless told otherwise.

    >>> folder_for("papers/wp52.pdf").as_posix()
    'papers/wp52.restore'

    Raises:
        FileAccessError: the path names a folder or nothing at all.
    """
    if not Path(path).name:
        raise FileAccessError(f"'{path}' is not a file.", advice="Name a PDF or text file.")
    return Path(path).with_suffix(ENDING)


def check_free(folder: Path, *, force: bool) -> None:
    """Check that a folder may be written, before any work is done.

    Raises:
        FileAccessError: it exists and `force` is not given, or it is not one that `repair` made.
    """
    if not folder.exists():
        return
    if not force:
        raise FileAccessError(
            f"{folder} exists already.",
            advice="Give --force to make it anew (decisions are kept), or -o for another place.",
        )
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / SOURCE).is_file()):
        raise FileAccessError(
            f"{folder} was not made by restore, so it is not overwritten.",
            advice="Choose another place with -o.",
        )


def decisions_in(folder: Path) -> tuple[Decision, ...]:
    """Return the decisions kept in a folder, none where there is no such file."""
    path = folder / DECISIONS
    return load_decisions(_read(path), name=str(path)) if path.is_file() else ()


def name_decisions_in(folder: Path) -> tuple[NameDecision, ...]:
    """Return the decisions on names kept in a folder, none where there is no such file.

    Raises:
        FileAccessError: the file cannot be read.
        ConfigError: a line of it is wrong.
    """
    path = folder / NAMES
    return load_name_decisions(_names(path), name=str(path))


def keep_name_decisions(folder: Path, decisions: Iterable[NameDecision]) -> None:
    """Add decisions on names to a folder's file, all or none; what is there stays as it is.

    Raises:
        FileAccessError: the file cannot be read or written.
    """
    path = folder / NAMES
    old = _names(path)
    between = "" if old.endswith("\n") or not old else "\n"
    place(path, (old + between + dump_name_decisions(decisions)).encode("utf-8", "surrogatepass"))


def _names(path: Path) -> str:
    """Return the text of the decisions on names, empty where there is no such file."""
    if not path.exists():
        return ""
    with _access(path):
        data = path.read_bytes()
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise ConfigError(
            f"{path}, line {line}, byte {column}: not UTF-8.",
            advice="Save it as UTF-8 text; nothing has been changed.",
        ) from error


def write(paper: Paper, folder: Path, options: Mapping[str, object]) -> None:
    """Write a paper's folder, all or nothing, keeping the decisions that are there.

    Raises:
        LedgerError: the restored text does not hold against source and ledger.
        FileAccessError: the place cannot be written.
    """
    source = paper.document.text
    record = SourceRecord(
        source=paper.document.source,
        text_sha256=digest(source),
        pages=paper.document.pages,
        options=options,
    )
    report = summarize(paper.document, paper.ledger)
    files = {
        SOURCE: dump_source(record),
        EXTRACTED: source,
        CORRECTIONS: dump_ledger(paper.ledger, paper.document),
        RESTORED: paper.text,
        "report.html": html.render(report),
        "report.json": report_json.render(report),
    }
    with _access(folder):
        _replace(folder, files)


def _replace(folder: Path, files: Mapping[str, str]) -> None:
    """Write files to a new folder and move it to where the old one is.

    What the old one holds beside them (decisions, exports, notes) is carried over.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        made.chmod(0o755)
        for name, text in files.items():
            (made / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        for kept in folder.iterdir() if folder.is_dir() else ():
            if kept.name not in files:
                _copy(kept, made / kept.name)
        (made / DECISIONS).touch()
        _exchange(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _copy(path: Path, place: Path) -> None:
    """Copy a file, a link or a folder as it is."""
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, place, symlinks=True)
    else:
        shutil.copy2(path, place, follow_symlinks=False)


def _exchange(made: Path, folder: Path) -> None:
    """Put a new folder in the place of an old one, which stays where that fails."""
    old = made.with_name(made.name + ".old")
    if folder.exists():
        folder.rename(old)
    try:
        made.rename(folder)
    except BaseException:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def save(path: Path, text: str, *, force: bool) -> None:
    """Write one exported file, not over another unless forced.

    Raises:
        FileAccessError: it is there already, or the place cannot be written.
    """
    check_output(path, force=force)
    with _access(path):
        path.write_bytes(text.encode("utf-8", "surrogatepass"))


def check_output(path: Path, *, force: bool, keep: Path | None = None) -> None:
    """Check that one file may be written; `keep` is one that never is, by whatever name.

    Raises:
        FileAccessError: it is there already and `force` is not given, or it is the one to keep.
    """
    with _access(path):
        if keep is not None and path.exists() and path.samefile(keep):
            raise FileAccessError(
                f"{path} is the paper itself, which is never written to.",
                advice="Choose another name with -o.",
            )
        if path.exists() and not force:
            raise FileAccessError(
                f"{path} exists already.", advice="Give --force to overwrite it, or another name."
            )


def place(path: Path, data: bytes) -> None:
    """Write one file whole or not at all; a link to it stays a link.

    Raises:
        FileAccessError: the place cannot be written.
    """
    with _access(path):
        path = path.resolve()
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        made = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            made.chmod(0o644)
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)


def way_to(paper: str, folder: Path) -> str:
    """Return the way from a folder to its paper, nothing where it lies beside the folder.

    >>> way_to("papers/wp52.pdf", Path("papers/wp52.restore"))
    ''
    >>> way_to("papers/wp52.pdf", Path("out/wp52.restore"))
    '../../papers/wp52.pdf'
    """
    file, folder = Path(paper).resolve(), folder.resolve()
    if file.parent == folder.parent:
        return ""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive there is no way
        return ""


def file_of(folder: Path, named: Path | None = None) -> Path:
    """Return where the file lies that a folder was made from.

    That is where a person says, or beside the folder, or where it lay when the folder was made.

    Raises:
        FileAccessError: it is not there, or cannot be read.
        InputError: a file is there, and it is not the one that was repaired.
    """
    record = load_source(_read(folder / SOURCE), name=str(folder / SOURCE))
    source, home = record.source, folder.resolve()
    if named is not None:
        nearby = [named]
    else:
        nearby = [home.parent / source.name, home.with_suffix(".pdf")]
        way = record.options.get(FILE)
        nearby += [(home / way).resolve()] if isinstance(way, str) else []
    there = [path for path in dict.fromkeys(nearby) if path.is_file() or named is not None]
    for path in there:
        with _access(path):
            if sha256(path.read_bytes()).hexdigest() == source.sha256:
                return path
    if not there:
        raise FileAccessError(
            f"{source.name} is not beside {folder}.", advice="Say where it is with --pdf FILE."
        )
    raise InputError(
        f"{_near(there[0])} is not the {source.name} that {folder} was made from: "
        "its digest differs.",
        advice="Name the right file with --pdf FILE, or repair this one.",
    )


def load(folder: Path) -> Paper:
    """Load a paper from its folder, with the decisions a person made since.

    Raises:
        OutputError: the folder is not one that `repair` made, or its files contradict each other.
        LedgerError: the ledger does not hold against the source, with a caret at the place.
        FileAccessError: a file cannot be read.
        ConfigError: a line of the decisions is wrong.
    """
    if not (folder / SOURCE).is_file():
        missing = "There is no folder" if not folder.exists() else f"There is no {SOURCE} in"
        raise OutputError(f"{missing} {folder}.", advice=MAKE_ANEW)
    record = load_source(_read(folder / SOURCE), name=str(folder / SOURCE))
    text = _read(folder / EXTRACTED)
    if digest(text) != record.text_sha256:
        raise OutputError(
            f"{folder / EXTRACTED} is not the text that was repaired: its digest differs.",
            advice="Make the folder anew with 'restore repair --force'.",
        )
    ledger = load_ledger(_read(folder / CORRECTIONS), name=str(folder / CORRECTIONS))
    paper = Paper(document_of(record, text), machine(ledger), decisions_in(folder))
    verify(text, paper.text, paper.ledger)
    return paper


def prove(folder: Path) -> Proof:
    """Prove L1-L4 for a folder as it lies on the disk.

    Raises:
        LedgerError: a law does not hold, with a caret at the first character that is wrong.
    """
    paper = load(folder)
    return verify(paper.document.text, _read(folder / RESTORED), paper.ledger)


def _read(path: Path) -> str:
    """Return a file of the folder, byte for byte as it was written."""
    with _access(path):
        data = path.read_bytes()
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise OutputError(
            f"{path} is not UTF-8 any more (byte {error.start}).",
            advice="Make the folder anew with 'restore repair --force'.",
        ) from error


@contextmanager
def _access(path: Path) -> Iterator[None]:
    """Turn what the file system says into an error that names the place."""
    try:
        yield
    except OSError as error:
        raise FileAccessError(
            f"{_near(path)} cannot be read or written: {error.strerror or error}.",
            advice="Check the path, your rights and the free space, or choose another with -o.",
        ) from error


def _near(path: Path) -> Path:
    """Return a path as seen from the folder a person is in, where it lies in it."""
    with suppress(ValueError):
        return path.relative_to(Path.cwd())
    return path
