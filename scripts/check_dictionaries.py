"""Checks every dictionary: form, order, sources, and that no spelling leads to two entries unsaid.

    python scripts/check_dictionaries.py dictionaries

Prints one line for each fault, `file:line:column: what`, and exits with 1 if there is any.  What is
honestly two things stands in `homonyms.tsv`, with the reason.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))  # run as a file, Python looks for packages beside it only

from restore.evidence.dictionary_lines import (  # noqa: E402
    Fault,
    Row,
    Table,
    decoded,
    spellings,
    table_of,
)

COLUMNS = {
    "persons.tsv": "name variants native role years source",
    "places.tsv": "name variants native kind country source",
    "organisations.tsv": "name variants kind source",
    "abbreviations.tsv": "name variants expansion source",
    "archives.tsv": "name variants kind expansion language level source",
    "titles.tsv": "name variants kind language source",
    "terms.tsv": "name variants meaning source",
    "gazetteer.tsv": "name variants country geonames",
    "homonyms.tsv": "name files reason",
}
"""The columns of the files that are known by name; any other file says by its header what it is."""

APART = frozenset({"titles.tsv", "archives.tsv", "gazetteer.tsv", "homonyms.tsv"})
"""Files whose spellings may stand in others too: titles and the words of citations are known by
their place in the text (Gen., d.), a town of the gazetteer only says that a word may be a place."""

LARGEST_FIRST = frozenset({"gazetteer.tsv"})
"""Files in another order than that of names."""

PROPER = frozenset({"persons.tsv", "places.tsv", "organisations.tsv"})
"""Files of proper names: these are found in any case, so a variant in another case says nothing."""

EARLIEST, LATEST = 1700, 2030
"""Years of birth and death that are no slip: Kant is cited, and nobody of the next decade."""

LONGEST = 110
"""Years of the longest life on record among politicians (Song Meiling lived to 105 or 106)."""

NONE: frozenset[str] = frozenset()

SIGNS_RE = re.compile(r"[A-Za-z]")
STRAY_RE = re.compile(r"^ | $|  ")
LANGUAGE_RE = re.compile(r"[a-z]{2}( \| [a-z]{2})*")

Law = Callable[[str, Table], Iterator[Fault]]


class Place(NamedTuple):
    """Where a spelling stands: file, line and column, the entry's name, and its language if any."""

    file: str
    line: int
    column: int
    name: str
    languages: frozenset[str]


def faults(files: dict[str, str]) -> Iterator[tuple[str, Fault]]:
    """Yield (file, fault) for dictionaries given as texts by their names below the folder."""
    tables = {name: table_of(text) for name, text in sorted(files.items())}
    for name, table in tables.items():
        found = [*table.faults, *end_faults(files[name]), *opening_faults(name, table)]
        if table.columns and all(len(row.cells) == len(table.columns) for row in table.rows):
            found.extend(fault for law in LAWS for fault in law(name, table))
        yield from ((name, fault) for fault in sorted(found))
    yield from collisions(tables)


def end_faults(text: str) -> Iterator[Fault]:
    """Yield what is wrong with the end of a file."""
    count = text.count("\n")
    if not text.endswith("\n"):
        yield Fault(count + 1, 1, "the last line does not end", "Add a line end.")
    elif text.endswith("\n\n"):
        yield Fault(count, 1, "an empty line at the end", "Delete it.")


def opening_faults(name: str, table: Table) -> Iterator[Fault]:
    """Yield what the comments and the header do not say."""
    opening = "\n".join(table.comments)
    for word in ("Source", "Licence"):
        if f"# {word}:" not in opening and word.lower() not in table.columns:
            advice = f"Begin the file with a line '# {word}: ...'."
            yield Fault(1, 1, f"no line says '# {word}:'", advice)
    expected = COLUMNS.get(name)
    if expected and " ".join(table.columns) != expected:
        yield Fault(1, 1, f"the columns are {' '.join(table.columns)}", f"Make them: {expected}.")


def cell_faults(_: str, table: Table) -> Iterator[Fault]:
    """Yield stray spaces, and entries without a source."""
    for row in table.rows:
        for column, cell in row.cells.items():
            stray = STRAY_RE.search(cell)
            if stray:
                place = row.column_of(column) + stray.start()
                yield Fault(row.line, place, f"a stray space in the {column}", "Delete it.")
        if row.cells.get("source") == "":
            advice = "Name a work in which the fact stands."
            yield Fault(row.line, row.column_of("source"), "no source", advice)


def order_faults(name: str, table: Table) -> Iterator[Fault]:
    """Yield entries that stand out of order or twice."""
    seen: dict[str, int] = {}
    last: tuple[object, ...] = ()
    for row in table.rows:
        head = next(iter(row.cells.values()))
        if head and name not in LARGEST_FIRST:
            key = (int(head),) if head.isdecimal() else (head.casefold(), head)
            if last and key < last:
                yield Fault(row.line, 1, f"'{head}' is out of order", "Sort the file by name.")
            last = key
            if head in seen:
                advice = "Put both into one line, or tell them apart in the name."
                yield Fault(row.line, 1, f"'{head}' stands in line {seen[head]} too", advice)
            seen[head] = row.line


def spelling_faults(name: str, table: Table) -> Iterator[Fault]:
    """Yield variants of proper names that differ from another by case or spaced initials only."""
    if name not in PROPER:
        return
    for row in table.rows:
        seen = {plain(row.cells["name"]): row.cells["name"]}
        for place, form in placed(row, "variants"):
            if plain(form) in seen:
                says = f"'{form}' differs from '{seen[plain(form)]}' by case or spaces only"
                yield Fault(row.line, place, says, "Delete it: names are found in any case.")
            seen[plain(form)] = form


def script_faults(_: str, table: Table) -> Iterator[Fault]:
    """Yield native names in Latin letters, which are variants, and languages that are no code."""
    for row in table.rows:
        latin = SIGNS_RE.search(row.cells.get("native", ""))
        if latin:
            place = row.column_of("native") + latin.start()
            yield Fault(row.line, place, "a Latin letter in the native name", "Make it a variant.")
        spoken = row.cells.get("language")
        if spoken is not None and not LANGUAGE_RE.fullmatch(spoken):
            advice = "Write codes of ISO 639-1, parted by ' | '."
            yield Fault(row.line, row.column_of("language"), f"'{spoken}' is no language", advice)


def year_faults(_: str, table: Table) -> Iterator[Fault]:
    """Yield years that are not written 1912–1994 or 1889–, or that no life can have."""
    for row in table.rows:
        years = row.cells.get("years", "")
        if not years:
            continue
        place = row.column_of("years")
        match = re.fullmatch(r"(\d{4})–(\d{4})?", years)
        if not match:
            yield Fault(row.line, place, f"'{years}' are no years", "Write 1912–1994 or 1889–.")
            continue
        born, died = int(match[1]), int(match[2] or match[1])
        if not EARLIEST <= born <= died <= LATEST or died - born > LONGEST:
            yield Fault(row.line, place, f"nobody lived {years}", "Look the years up.")


def collisions(tables: dict[str, Table]) -> Iterator[tuple[str, Fault]]:
    """Yield spellings that lead to two entries, and reasons that explain nothing any more."""
    reasons = {
        (row.cells["name"].casefold(), file): row.line
        for row in (tables["homonyms.tsv"].rows if "homonyms.tsv" in tables else ())
        for file in spellings(row.cells.get("files", ""))
    }
    used: set[tuple[str, str]] = set()
    persons = family_names(tables)
    for form, places in sorted(everywhere(tables).items()):
        for number, place in enumerate(places):
            others = places[:number]
            if place.file == "places.tsv" and form in persons:
                others.append(persons[form])
            first = next((other for other in others if collide(other, place)), None)
            if first is None:
                continue
            pair = {(form, place.file), (form, first.file)}
            used |= pair & reasons.keys()
            if not pair <= reasons.keys():
                says = f"'{form}' stands for {first.file}:{first.line} '{first.name}' too"
                advice = "Keep it in one entry, or say in homonyms.tsv why it is two things."
                yield place.file, Fault(place.line, place.column, says, advice)
    for (form, file), line in sorted(reasons.items()):
        if (form, file) not in used:
            says = f"'{form}' is one thing in {file}"
            yield "homonyms.tsv", Fault(line, 1, says, "Delete it here.")


def family_names(tables: dict[str, Table]) -> dict[str, Place]:
    """Return the last words of the names of persons, with the first entry that has each.

    A place that is spelled like one is nearly always the man in a text: Molotov is not Perm.
    """
    found: dict[str, Place] = {}
    for row in tables["persons.tsv"].rows if "persons.tsv" in tables else ():
        last = row.cells["name"].split()[-1:]
        for word in last:
            form = word.casefold()
            found.setdefault(form, Place("persons.tsv", row.line, 1, row.cells["name"], NONE))
    return found


def everywhere(tables: dict[str, Table]) -> dict[str, list[Place]]:
    """Return every spelling of a name, without regard to case, with the places where it stands."""
    found: dict[str, list[Place]] = defaultdict(list)
    for file, table in tables.items():
        if "name" not in table.columns or file in LARGEST_FIRST or file == "homonyms.tsv":
            continue
        for row in table.rows:
            spoken = frozenset(spellings(row.cells.get("language", "")))
            name = row.cells.get("name", "")
            own: dict[str, Place] = {}
            for column in ("name", "variants"):
                for place, form in placed(row, column):
                    own.setdefault(form.casefold(), Place(file, row.line, place, name, spoken))
            for form, where in own.items():
                found[form].append(where)
    return found


def collide(one: Place, other: Place) -> bool:
    """Tell whether one spelling may not stand at two places unsaid."""
    if one.file != other.file:
        return not {one.file, other.file} & APART
    if one.name == other.name:
        return False  # the entry stands twice, which is told by itself
    return not one.languages or bool(one.languages & other.languages)


def placed(row: Row, column: str) -> Iterator[tuple[int, str]]:
    """Yield the spellings of a cell, each with its column in the line."""
    if column in row.cells:
        place = row.column_of(column)
        for form in row.cells[column].split(" | "):
            if form:
                yield place, form
            place += len(form) + 3


def plain(form: str) -> str:
    """Return a spelling without case, and without the spaces between initials."""
    return form.lower().replace(". ", ".")


LAWS: tuple[Law, ...] = (
    cell_faults,
    order_faults,
    spelling_faults,
    script_faults,
    year_faults,
)


def check(folder: Path) -> tuple[list[str], int]:
    """Return the faults of all dictionaries below a folder, as lines, and the number of files."""
    texts: dict[str, str] = {}
    found: list[tuple[str, Fault]] = []
    for path in sorted(folder.rglob("*.tsv")):
        name = path.relative_to(folder).as_posix()
        texts[name], broken = decoded(path.read_bytes())
        if broken:
            found.append((name, broken))
            del texts[name]
    found.extend(faults(texts))
    count = len(texts) + len({name for name, _ in found} - texts.keys())
    return [
        f"{folder / name}:{f.line}:{f.column}: {f.says}. {f.advice}" for name, f in found
    ], count


def main(folders: list[str]) -> int:
    """Check every dictionary below `folders`; return the exit code."""
    lines, files = [], 0
    for folder in folders:
        found, count = check(Path(folder))
        lines.extend(found)
        files += count
    print("\n".join([*lines, f"check_dictionaries: {len(lines)} faults in {files} files"]))
    return 1 if lines or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["dictionaries"]))
