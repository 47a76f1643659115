"""The dictionaries: names, places, organisations, abbreviations, archives, terms, series lists.

A dictionary is a TSV file: UTF-8, comment lines that begin with `#`, a header of column names, one
entry a line, several spellings in one cell parted by ` | `.  The first of the columns `name`,
`title` or `text` is what is printed; `variants` are other spellings of it.  A plain list, one entry
a line without a header, is read as names.  Adding an entry needs no code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from restore.errors import ConfigError, FileAccessError

SPLIT = " | "
HEADS = ("name", "title", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: what is printed, its other spellings, and the file's further columns."""

    kind: str
    name: str
    variants: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return the canonical spelling and all variants."""
        return (self.name, *self.variants)


@dataclass(frozen=True)
class Authorities:
    """All entries of the dictionaries in use, with the indexes the kinds of damage ask for."""

    entries: tuple[Entry, ...]

    def of(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of one file: `persons`, `places`, `series/imprints`."""
        return tuple(e for e in self.entries if e.kind == kind)

    @cached_property
    def records(self) -> tuple[Entry, ...]:
        """Return the records of all series lists: entries that have a number and a title."""
        return tuple(e for e in self.entries if e.fields.get("number") and "title" in e.fields)

    @cached_property
    def imprints(self) -> tuple[Entry, ...]:
        """Return the standing lines of title pages and series lists."""
        return tuple(e for e in self.entries if "text" in e.fields)

    @cached_property
    def spellings(self) -> dict[str, Entry]:
        """Return every spelling of every name, place, term and abbreviation with its entry."""
        return {s: e for e in reversed(self.entries) if "name" in e.fields for s in e.spellings}

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every single word of every spelling, lower case, for shielding names."""
        return frozenset(
            part.strip("().,;:“”‘’\"'").lower()
            for entry in self.entries
            for spelling in (*entry.spellings, *_cell(entry.fields.get("author", "")))
            for part in spelling.replace("-", " ").replace("–", " ").split()
        )


def bundled_folder() -> Path:
    """Return the folder of the dictionaries that come with the program.

    Raises:
        FileAccessError: the installation is incomplete.
    """
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "dictionaries", here.parents[3] / "dictionaries"):
        if folder.is_dir():
            return folder
    raise FileAccessError(
        "The dictionaries that belong to this program are missing.",
        advice="Install it again: pip install --force-reinstall restore-papers.",
    )


def load(extra: Iterable[Path] = ()) -> Authorities:
    """Load the bundled dictionaries and a user's own; the user's come first and so win.

    Raises:
        FileAccessError: a file is missing or may not be read.
        ConfigError: a line of a file has the wrong number of cells, or is not UTF-8.
    """
    own = [entry for path in extra for entry in read_file(path, path.stem)]
    return Authorities((*own, *_bundled()))


def nothing() -> Authorities:
    """Return authorities that know nothing, for switching the witness off."""
    return Authorities(())


@cache
def _bundled() -> tuple[Entry, ...]:
    """Load the program's own dictionaries once."""
    folder = bundled_folder()
    files = sorted(folder.rglob("*.tsv"))
    return tuple(e for f in files for e in read_file(f, _kind(f, folder)))


def _kind(path: Path, folder: Path) -> str:
    """Return a file's kind: its path below the folder, without the ending."""
    return path.relative_to(folder).with_suffix("").as_posix()


def read_file(path: Path, kind: str) -> Iterator[Entry]:
    """Yield the entries of one dictionary file, in its order.

    Raises:
        FileAccessError: the file is missing or may not be read.
        ConfigError: a line has the wrong number of cells, or the file is not UTF-8.
    """
    header: list[str] | None = None
    for number, line in enumerate(_lines(path), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None and any(h in cells for h in HEADS):
            header = cells
            continue
        header = header or ["name", "variants"][: max(1, len(cells))]
        if len(cells) > len(header) or (len(cells) < len(header) and "source" in header):
            raise ConfigError(
                f"{path}, line {number}: {len(cells)} cells where the header has {len(header)}.",
                advice="Part the cells with single tabs, one entry a line.",
                payload=line,
            )
        yield _entry(kind, dict(zip(header, cells, strict=False)))


def _lines(path: Path) -> list[str]:
    """Return the lines of a dictionary file."""
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path} is not UTF-8 (byte {error.start}).", advice="Save it as UTF-8 text."
        ) from error
    except OSError as error:
        raise FileAccessError(
            f"The dictionary {path} cannot be read: {error.strerror or error}.",
            advice="Check the path and your rights.",
        ) from error


def _cell(text: str) -> tuple[str, ...]:
    """Return the spellings of one cell."""
    return tuple(part.strip() for part in text.split(SPLIT) if part.strip())


def _entry(kind: str, fields: dict[str, str]) -> Entry:
    """Make an entry of a line's cells."""
    head = next(h for h in HEADS if h in fields)
    names = _cell(fields[head])
    return Entry(
        kind=kind,
        name=names[0] if names else "",
        variants=(*names[1:], *_cell(fields.get("variants", ""))),
        fields=fields,
    )
