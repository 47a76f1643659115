"""The dictionaries are data that people edit by hand: these tests say which line breaks which law.

Each law is checked for every file; a failure names the file, the line and the entry.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "dictionaries"
SEPARATOR = " | "


class Table(NamedTuple):
    """What one file promises: its columns and the least number of entries."""

    columns: str
    minimum: int


TABLES = {
    "persons.tsv": Table("name variants native role years source", 320),
    "places.tsv": Table("name variants native kind country source", 310),
    "organisations.tsv": Table("name variants kind source", 70),
    "abbreviations.tsv": Table("name variants expansion source", 90),
    "archives.tsv": Table("name variants kind expansion language level source", 240),
    "titles.tsv": Table("name variants kind language source", 150),
    "terms.tsv": Table("name variants meaning source", 50),
    "series/cwihp_working_papers.tsv": Table("number author title year source", 37),
    "series/imprints.tsv": Table("text variants series source", 15),
}
SERIES = "series/cwihp_working_papers.tsv"
NAMED = [path for path in TABLES if path != SERIES]

# True homonyms: one spelling, two things. Each with its reason.
COLLISIONS = {
    ("archives.tsv", "f."): "fond everywhere, fascikla in Belgrade, fila in Bucharest, folio",
    ("archives.tsv", "t."): "teczka (folder) and tom (volume) in Polish citations",
}

# Records other files of the project rely on: number, author, opening words of the title.
REQUIRED = [
    (1, "Chen Jian", "The Sino-Soviet Alliance and China’s Entry"),
    (2, "P.J. Simmons", "Archival Research on the Cold War Era"),
    (3, "James Richter", "Re-examining Soviet Policy Towards Germany"),
    (4, "Vladislav M. Zubok", "Soviet Intelligence and the Cold War: The ‘Small’ Committee"),
    (5, "Hope M. Harrison", "Ulbricht and the Concrete ‘Rose’"),
    (6, "Vladislav M. Zubok", "Khrushchev and the Berlin Crisis (1958-62)"),
    (7, "Mark Bradley and Robert K. Brigham", "Vietnamese Archives and Scholarship"),
    (8, "Kathryn Weathersby", "Soviet Aims in Korea"),
    (9, "Scott D. Parrish and Mikhail M. Narinsky", "New Evidence on the Soviet Rejection"),
    (10, "Norman M. Naimark", "‘To Know Everything and To Report Everything Worth Knowing’"),
    (11, "Christian F. Ostermann", "The United States, the East German Uprising of 1953"),
    (12, "Brian Murray", "Stalin, the Cold War, and the Division of China"),
    (13, "Vladimir O. Pechatnov", "The Big Three After World War II"),
    (19, "Matthew Evangelista", "‘Why Keep Such an Army?’"),
    (20, "Patricia K. Grimsted", "The Russian Archives Seven Years After"),
    (21, "Andrzej Paczkowski and Andrzej Werblan", "‘On the Decision to Introduce Martial Law"),
    (37, "Vladimir Tismaneanu", "Gheorghiu-Dej and the Romanian Workers’ Party"),
    (38, "János Rainer", "The New Course in Hungary in 1953"),
    (39, "Kathryn Weathersby", "‘Should We Fear This?’"),
    (40, "Vasiliy Mitrokhin", "The KGB in Afghanistan"),
    (41, "Michael Share", "The Soviet Union, Hong Kong, and the Cold War"),
    (42, "Sergey Radchenko", "The Soviets’ Best Friend in Asia"),
    (43, "Dennis Deletant and Mihail Ionescu", "Romania and the Warsaw Pact"),
    (44, "Bernd Schaefer", "North Korean ‘Adventurism’ and China’s Long Shadow"),
    (45, "Margaret Gnoinska", "Poland and Vietnam, 1963"),
    (46, "Laurent Rucker", "Moscow’s Surprise"),
    (47, "Sergey S. Radchenko", "The Soviet Union and the North Korean Seizure"),
    (48, "Niu Jun", "1962: The Eve of the Left Turn"),
    (49, "Dong Wang", "The Quarrelling Brothers"),
    (50, "Igor Lukes", "Rudolf Slansky: His Trials and Trial"),
    (51, "Alexander Antonovich Lyakhovskiy", "Inside the Soviet Invasion of Afghanistan"),
    (52, "James F. Person", "‘We Need Help from Outside’"),
]


def read_text(path: str) -> str:
    """The file as it stands: bytes that are not UTF-8 raise, line ends are left alone."""
    return (FOLDER / path).read_bytes().decode("utf-8")


def content_lines(path: str) -> list[str]:
    """The lines that are not comments, the header first."""
    return [line for line in read_text(path).splitlines() if not line.startswith("#")]


def entries(path: str) -> list[dict[str, str]]:
    """Every entry as a mapping from column to cell."""
    columns, *rows = [line.split("\t") for line in content_lines(path)]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def forms(cell: str) -> list[str]:
    """The spellings in one cell; none for an empty cell.

    >>> forms("Yenan | Yanan")
    ['Yenan', 'Yanan']
    """
    return cell.split(SEPARATOR) if cell else []


def headword(path: str, entry: dict[str, str]) -> str:
    """The cell that names the entry: the first column."""
    return entry[TABLES[path].columns.split()[0]]


def find_doubles(items: list[str]) -> set[str]:
    """The items that stand more than once."""
    return {item for item in items if items.count(item) > 1}


@pytest.mark.parametrize("path", TABLES)
def test_text_is_nfc_with_plain_line_ends(path: str) -> None:
    """One character has one spelling in bytes, and every line ends with LF, the last one too."""
    text = read_text(path)
    assert unicodedata.normalize("NFC", text) == text
    assert "\r" not in text
    assert "\ufeff" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("path", TABLES)
def test_file_opens_with_what_it_is_its_source_and_its_licence(path: str) -> None:
    """A file taken out of its folder still says where it comes from and what one may do with it."""
    lines = read_text(path).splitlines()
    opening = lines[: lines.index(content_lines(path)[0])]
    assert len(opening) >= 3
    assert any("Source:" in line for line in opening)
    assert any("CC0-1.0" in line for line in opening)


@pytest.mark.parametrize("path", TABLES)
def test_header_and_column_count(path: str) -> None:
    """The header is as the README states it, and every line has as many cells as the header."""
    header, *rows = content_lines(path)
    columns = TABLES[path].columns.split()
    assert header.split("\t") == columns
    assert [row for row in rows if row.count("\t") != len(columns) - 1] == []


@pytest.mark.parametrize("path", TABLES)
def test_cells_hold_no_stray_spaces(path: str) -> None:
    """No cell begins or ends with a space, doubles one, or has a bar that separates nothing."""
    cells = [cell for entry in entries(path) for cell in entry.values()]
    assert [
        cell for cell in cells if cell != cell.strip() or re.search(r"\s{2,}|[\t\xa0]", cell)
    ] == []
    pieces = [piece for cell in cells for piece in forms(cell)]
    assert [piece for piece in pieces if not piece.strip() or "|" in piece] == []


@pytest.mark.parametrize("path", TABLES)
def test_sorted(path: str) -> None:
    """Entries stand by name without regard to case, the series by number."""
    names = [headword(path, entry) for entry in entries(path)]
    if path == SERIES:
        assert names == sorted(names, key=int)
    else:
        assert names == sorted(names, key=lambda name: (name.casefold(), name))


@pytest.mark.parametrize("path", TABLES)
def test_no_entry_twice(path: str) -> None:
    """A name, text or number stands once."""
    assert find_doubles([headword(path, entry) for entry in entries(path)]) == set()


@pytest.mark.parametrize("path", TABLES)
def test_every_entry_has_a_name_and_a_source(path: str) -> None:
    """A fact without a source cannot be checked, so it is not accepted."""
    assert [entry for entry in entries(path) if not headword(path, entry)] == []
    assert [headword(path, entry) for entry in entries(path) if not entry["source"]] == []


@pytest.mark.parametrize("path", TABLES)
def test_enough_entries(path: str) -> None:
    """A dictionary that lost its lines would make every name unknown without a word."""
    assert len(entries(path)) >= TABLES[path].minimum


@pytest.mark.parametrize("path", NAMED)
def test_variant_is_another_spelling(path: str) -> None:
    """No variant repeats its own name, and no variant stands twice in one entry."""
    spelled = [(headword(path, entry), forms(entry["variants"])) for entry in entries(path)]
    assert [name for name, variants in spelled if name in variants] == []
    assert [name for name, variants in spelled if find_doubles(variants)] == []


@pytest.mark.parametrize("path", NAMED)
def test_spelling_belongs_to_one_entry(path: str) -> None:
    """One spelling leads to one entry of a language; a true homonym is listed with its reason."""
    spelled = [
        (form, language)
        for entry in entries(path)
        for form in {f.casefold(): f for f in [headword(path, entry), *forms(entry["variants"])]}
        for language in forms(entry.get("language", "")) or [""]
    ]
    counted = Counter(spelled)
    explained = {form.casefold() for file, form in COLLISIONS if file == path}
    assert {form for (form, _), count in counted.items() if count > 1} == explained


def test_years_of_persons() -> None:
    """Years are written 1912–1994, or 1889– where the end is open; and nobody dies unborn."""
    for entry in entries("persons.tsv"):
        assert re.fullmatch(r"(\d{4}–(\d{4})?)?", entry["years"]), entry
        born, _, died = entry["years"].partition("–")
        assert not died or 20 <= int(died) - int(born) <= 105, entry


def test_kinds_of_archives() -> None:
    """An entry is an archive or a word of a citation; there is no third kind."""
    assert {entry["kind"] for entry in entries("archives.tsv")} == {"archive", "citation word"}


def test_native_names_are_not_latin() -> None:
    """The native column holds another script, or nothing: a Latin spelling is a variant."""
    for path in ("persons.tsv", "places.tsv"):
        assert [e["name"] for e in entries(path) if re.search(r"[A-Za-z]", e["native"])] == []


def test_imprints_belong_to_a_known_series() -> None:
    """A standing line names the series list it goes with, and that list is a file here."""
    named = {entry["series"] for entry in entries("series/imprints.tsv")}
    assert [name for name in named if not (FOLDER / "series" / f"{name}.tsv").exists()] == []


def test_imprints_in_capitals() -> None:
    """The title lines of the series are known in capitals too, as they are printed."""
    variants = [form for e in entries("series/imprints.tsv") for form in forms(e["variants"])]
    assert "COLD WAR INTERNATIONAL HISTORY PROJECT WORKING PAPERS SERIES" in variants
    assert "WOODROW WILSON INTERNATIONAL CENTER FOR SCHOLARS" in variants


def test_series_titles_are_printed_titles() -> None:
    """Quotation marks are curly, as printed; numbers and years are numbers."""
    for entry in entries(SERIES):
        assert not re.search("['\"`]", entry["author"] + entry["title"]), entry
        assert re.fullmatch(r"[1-9]\d*", entry["number"]), entry
        assert re.fullmatch(r"((19|20)\d\d)?", entry["year"]), entry
        for column in ("author", "title"):
            assert not find_doubles(forms(entry[column])), entry


@pytest.mark.parametrize(("number", "author", "title"), REQUIRED)
def test_required_working_papers(number: int, author: str, title: str) -> None:
    """The papers that the printed series lists begin and end with are all there."""
    paper = {int(entry["number"]): entry for entry in entries(SERIES)}[number]
    assert forms(paper["author"])[0] == author
    assert paper["title"].startswith(title)


def test_readme_names_every_file() -> None:
    """A reader of the README learns of every dictionary in the folder, and of its columns."""
    readme = read_text("README.md")
    files = {str(p.relative_to(FOLDER).as_posix()) for p in FOLDER.rglob("*.tsv")}
    assert files >= set(TABLES)
    assert [path for path in files if f"`{path}`" not in readme] == []
