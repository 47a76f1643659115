"""The dictionaries: names, places, organisations, abbreviations, archives, terms, series lists.

A dictionary is a TSV file: UTF-8, comment lines that begin with `#`, a header of column names, one
entry a line, several spellings in one cell parted by ` | `.  The first of the columns `name`,
`title` or `text` is what is printed; `variants` are other spellings of it.  A plain list, one entry
a line without a header, is read as names of persons.  Adding an entry needs no code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path

from restore.errors import ConfigError, FileAccessError
from restore.evidence.dictionary_lines import (
    HEADS,
    SPLIT,
    Fault,
    decoded,
    read_bytes,
    spellings,
    table_of,
)
from restore.evidence.gazetteer import FILE, Gazetteer
from restore.romanise.plain import bare
from restore.romanise.variants import variants

__all__ = [
    "HEADS",
    "SPLIT",
    "Authorities",
    "Entry",
    "bundled_folder",
    "generated",
    "load",
    "nothing",
]

KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("persons", frozenset({"name", "role"})),
    ("persons", frozenset({"name", "years"})),
    ("places", frozenset({"name", "country"})),
    ("archives", frozenset({"name", "level"})),
    ("abbreviations", frozenset({"name", "expansion"})),
    ("terms", frozenset({"name", "meaning"})),
    ("titles", frozenset({"name", "kind", "language"})),
    ("organisations", frozenset({"name", "kind"})),
)
"""What a user's file holds, told by the columns of its header: the first kind that has them."""

WORDLESS = frozenset({"titles"})
"""Dictionaries of ordinary words and their abbreviations (Gen., Count): no names to be shielded."""

ASIDE = frozenset({FILE, "homonyms.tsv"})
"""Bundled files that are no entries: the gazetteer, and the reasons of `check_dictionaries.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: what is printed, its other spellings, and the file's further columns.

    `own` tells that it is a user's, not one of the dictionaries that come with the program.
    """

    kind: str
    name: str
    variants: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict, hash=False)
    own: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return the canonical spelling and all variants."""
        return (self.name, *self.variants)


@lru_cache(maxsize=1 << 16)
def _generated(name: str, listed: tuple[str, ...], native: str) -> tuple[str, ...]:
    """Return the spellings that romanisation and print make of a name, none that is listed."""
    made = variants(name, native=native, listed=listed)
    known = {name, *listed}
    return tuple(s for s in made if s not in known and "," not in s)


def generated(entry: Entry) -> tuple[str, ...]:
    """Return the spellings that nobody has to type: of a person's name, by every system.

    Those of catalogues, which put the family name first (Petrov, A. M.), are left out.

    >>> person = Entry(kind="persons", name="Pak Hon-yong", fields={"native": "박헌영"})
    >>> "Park Hun Young" in generated(person), "Pak Hŏn-yŏng" in generated(person)
    (False, True)
    """
    if entry.kind != "persons":
        return ()
    return _generated(entry.name, entry.variants, entry.fields.get("native", ""))


@dataclass(frozen=True, eq=False)
class Authorities:
    """All entries of the dictionaries in use, with the indexes the kinds of damage ask for.

    A user's own entries come first, and win where both know a spelling.  Two objects are the same
    only if they are one: what is built for one of them can be kept by it.
    """

    entries: tuple[Entry, ...]
    towns: Path | None = None

    def of(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of one kind: `persons`, `places`, `series/imprints`."""
        return tuple(e for e in self.entries if e.kind == kind)

    @cached_property
    def own(self) -> tuple[Entry, ...]:
        """Return the user's own entries, in the order of the files and their lines."""
        return tuple(e for e in self.entries if e.own)

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
        """Return every spelling of every name, place, term and abbreviation with its entry.

        Generated spellings of persons are among them where they can be only one person's.
        """
        made: dict[str, Entry | None] = {}
        for entry in self.of("persons"):
            for spelling in generated(entry):
                made[spelling] = entry if made.get(spelling, entry) is entry else None
        typed = {s: e for e in reversed(self.entries) if "name" in e.fields for s in e.spellings}
        return {**{s: e for s, e in made.items() if e is not None}, **typed}

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every single word of every spelling, lower case, for shielding names."""
        typed = {
            part
            for entry in self.entries
            if entry.kind not in WORDLESS
            for spelling in (*entry.spellings, *spellings(entry.fields.get("author", "")))
            for part in spelling.replace("-", " ").replace("–", " ").split()
        }
        whole = {part for e in self.of("persons") for s in generated(e) for part in s.split()}
        made = {part for word in whole for part in word.split("-")}
        made.update([bare(part) for part in typed if not part.isascii() or "'" in part])
        return frozenset(part.strip("().,;:“”‘’\"'").lower() for part in (*typed, *made))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Return the towns of the world of this literature; read when first asked for, not before.

        It stands apart from `entries`: that a town bears a name says that a word may be one, and
        never that a word near to it is damaged.
        """
        return Gazetteer.read(self.towns) if self.towns else Gazetteer()


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
        FileAccessError: a file is missing, a folder, too large, or may not be read.
        ConfigError: a line is malformed; with its number and column.
    """
    own = tuple(entry for path in extra for entry in read_file(path, own=True))
    return Authorities(_over(own, _bundled().entries), _bundled().towns) if own else _bundled()


def _over(own: tuple[Entry, ...], bundled: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return a user's entries and the bundled ones, those of one name as one.

    A user's entry takes the place of the one bundled entry of its kind that lists its name; what
    its own line leaves empty, and further spellings, it has from there.
    """
    named: dict[tuple[str, str], list[Entry]] = {}
    for entry in bundled:
        for spelling in entry.spellings if "name" in entry.fields else ():
            named.setdefault((entry.kind, spelling), []).append(entry)
    entries, replaced = [], set()
    for entry in own:
        found = named.get((entry.kind, entry.name), [])
        if len(found) == 1 and _agree(entry, found[0]):
            replaced.add(id(found[0]))
            entry = _filled(entry, found[0])  # noqa: PLW2901
        entries.append(entry)
    return (*entries, *(entry for entry in bundled if id(entry) not in replaced))


def _agree(own: Entry, bundled: Entry) -> bool:
    """Tell whether two entries of one name can be one: no native name or year says otherwise."""
    pairs = [(own.fields.get(c), bundled.fields.get(c)) for c in ("native", "years")]
    return all(one == other for one, other in pairs if one and other)


def _filled(own: Entry, bundled: Entry) -> Entry:
    """Return a user's entry with what the bundled one knows beside it."""
    spelled = dict.fromkeys((*own.variants, *bundled.spellings))
    spelled.pop(own.name, None)
    given = {column: cell for column, cell in own.fields.items() if cell}
    return replace(own, variants=tuple(spelled), fields={**bundled.fields, **given})


def nothing() -> Authorities:
    """Return authorities that know nothing, for switching the witness off."""
    return Authorities(())


@cache
def _bundled() -> Authorities:
    """Load the program's own dictionaries once."""
    folder = bundled_folder()
    files = [path for path in sorted(folder.rglob("*.tsv")) if path.name not in ASIDE]
    return Authorities(tuple(e for f in files for e in read_file(f)), folder / FILE)


def read_file(path: Path, *, own: bool = False) -> Iterator[Entry]:
    """Yield the entries of one dictionary file, in its order; `own` for a user's file.

    Raises:
        FileAccessError: the file is missing, a folder, too large, or may not be read.
        ConfigError: a line is malformed; with its number and column.
    """
    text, broken = decoded(read_bytes(path))
    if broken:
        raise _refused(path, text, broken)
    table = table_of(text, own=own)
    if table.faults:
        raise _refused(path, text.removeprefix("\ufeff"), table.faults[0])
    kind = _kind_of_own(path, table.columns) if own else _kind(path)
    for row in table.rows:
        yield _entry(kind, row.cells, own=own)


def _refused(path: Path, text: str, fault: Fault) -> ConfigError:
    """Return the error that says what is wrong with a file, where, and what to do."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return ConfigError(
        f"{path}, line {fault.line}, column {fault.column}: {fault.says}.",
        advice=fault.advice,
        payload=lines[fault.line - 1],
    )


def _kind(path: Path) -> str:
    """Return the kind of a bundled file: its path below the folder, without the ending."""
    return path.relative_to(bundled_folder()).with_suffix("").as_posix()


def _kind_of_own(path: Path, columns: tuple[str, ...]) -> str:
    """Return the kind of a user's file: by its columns, else by its name, else persons.

    >>> _kind_of_own(Path("mine.tsv"), ("name", "country")), _kind_of_own(Path("a.txt"), ("name",))
    ('places', 'persons')
    >>> _kind_of_own(Path("our-places.txt"), ("name",))
    'places'
    """
    if "name" not in columns:
        return f"series/{path.stem}"
    kinds = dict.fromkeys(kind for kind, _ in KINDS)
    found = [kind for kind, needed in KINDS if needed <= set(columns)]
    named = [kind for kind in kinds if kind in path.stem.lower()]
    return (*found, *named, "persons")[0]


def _entry(kind: str, fields: dict[str, str], *, own: bool) -> Entry:
    """Make an entry of a line's cells."""
    if own:
        fields = {name: cell.strip() for name, cell in fields.items()}
    head = next(h for h in HEADS if h in fields)
    names = spellings(fields[head])
    variants = spellings(fields.get("variants", ""))
    return Entry(kind=kind, name=names[0], variants=names[1:] + variants, fields=fields, own=own)
