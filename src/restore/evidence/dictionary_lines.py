"""Dictionary files: lines of cells, and everything that can be wrong with one, at its place.

    # comment
    name<TAB>variants<TAB>native        the header names the columns
    Kim Il Sung<TAB>Kim Il-sung<TAB>김일성

A file of a user may be less: a list of names, one a line, or names and variants without a header;
it may have a byte order mark and the line ends of any system, and is brought to NFC.  Whatever
would make an entry say something else than its writer meant is a fault: a cell too many or too few,
a column nobody knows, a character that cannot be seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from restore.errors import FileAccessError

SPLIT = " | "
HEADS = ("name", "title", "text")
"""The column that holds what is printed has one of these names."""

COLUMNS = (
    *("name", "title", "text", "variants", "native", "role", "years", "kind", "country"),
    *("expansion", "language", "level", "meaning", "number", "author", "year", "series", "source"),
    *("geonames", "files", "reason", "licence", "notes"),
)
"""The columns of the program's own dictionaries, and `notes` for whatever a writer wants to add."""

LARGEST = 32_000_000
"""Bytes of the largest file that is read as a dictionary: 200,000 lines as long as those of
`persons.tsv`.  A paper given by mistake, or a device that never ends, stops here."""

UNSEEN_RE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u1680\u17b4\u17b5"
    r"\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ud800-\uf8ff\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]"
)
"""Characters nobody sees, or sees as something else: spaces that are not the space, controls, marks
of direction, fillers of hangul, private and lost characters."""


class Fault(NamedTuple):
    """What is wrong at one place of a file: line and column from 1, in characters."""

    line: int
    column: int
    says: str
    advice: str


class Row(NamedTuple):
    """One entry: the number of its line, the line, and its cells by column."""

    line: int
    text: str
    cells: dict[str, str]

    def column_of(self, name: str) -> int:
        """Return at which character of the line, from 1, the cell of a column begins."""
        before = list(self.cells)[: list(self.cells).index(name)]
        return 1 + sum(len(self.cells[each]) + 1 for each in before)


@dataclass(frozen=True, slots=True)
class Table:
    """One file taken apart: its columns, its entries, its comments and what is wrong with it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    comments: tuple[str, ...]
    faults: tuple[Fault, ...]


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a dictionary file.

    Raises:
        FileAccessError: it is missing, a folder, not allowed, or larger than any dictionary.
    """
    if path.is_dir():
        raise FileAccessError(
            f"The dictionary {path} is a folder.",
            advice="Give a file in it; the option may be repeated.",
        )
    try:
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except OSError as error:
        raise FileAccessError(
            f"The dictionary {path} cannot be read: {error.strerror or error}.",
            advice="Check the path and your rights.",
        ) from error
    if len(found) > LARGEST:
        raise FileAccessError(
            f"The dictionary {path} has more than {LARGEST // 1_000_000} MB.",
            advice="Give a list of names, or part it into smaller files.",
        )
    return found


def decoded(data: bytes) -> tuple[str, Fault | None]:
    r"""Return bytes as text, with the first fault in their encoding, if any.

    >>> decoded("name\nGy\xf6r".encode("latin-1"))[1].line
    2
    """
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, last = before.count("\n") + 1, before.rpartition("\n")[2]
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        says = "the file is UTF-16" if wide else f"byte 0x{data[error.start]:02X} is not UTF-8"
        text = data.decode("utf-8", "replace")
        return text, Fault(line, len(last) + 1, says, "Save the file as UTF-8 text.")


def table_of(text: str, *, own: bool = False) -> Table:
    r"""Take the text of a dictionary apart; `own` for a user's file, which need not be complete.

    >>> [row.cells for row in table_of("Kim\nPak | Park", own=True).rows]
    [{'name': 'Kim'}, {'name': 'Pak | Park'}]
    >>> table_of("name\tvariants\nKim\tKim\n").faults[0].says
    "'Kim' stands twice in this entry"
    """
    text = _in_one_form(text) if own else text
    faults = list(_not_composed(text))
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    comments: list[str] = []
    clean = not UNSEEN_RE.search(text)
    for number, line in enumerate(text.split("\n"), 1):
        if not clean and UNSEEN_RE.search(line):
            faults.extend(_unseen(number, line))
        elif line.startswith("#"):
            comments.append(line)
        elif line.strip():
            cells = line.split("\t")
            if not columns:
                columns, wrong = _columns(number, line, own=own)
                faults.extend(wrong)
                if _is_header(cells, own=own):
                    continue
            faults.extend(_cell_count(number, line, columns, own=own))
            row = Row(number, line, dict(zip(columns, cells, strict=False)))
            if not _is_plain(row.cells):
                faults.extend(_row_faults(row))
            rows.append(row)
    return Table(columns, tuple(rows), tuple(comments), tuple(sorted(faults)))


def spellings(cell: str) -> tuple[str, ...]:
    """Return the spellings of one cell.

    >>> spellings("Yenan | Yanan")
    ('Yenan', 'Yanan')
    """
    return tuple([part.strip() for part in cell.split(SPLIT) if part.strip()]) if cell else ()


def _in_one_form(text: str) -> str:
    """Return a user's text without the marks, line ends and parted accents of its editor."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _plain(cells: Iterable[str]) -> list[str]:
    """Return cells as names of columns are compared: without regard to case and spaces around."""
    return [cell.strip().casefold() for cell in cells]


def _is_header(cells: list[str], *, own: bool) -> bool:
    """Tell whether the first line names the columns."""
    names = _plain(cells) if own else cells
    return any(head in names for head in HEADS)


def _columns(number: int, line: str, *, own: bool) -> tuple[tuple[str, ...], list[Fault]]:
    """Return the columns that the first line names or stands for, and what is wrong with it."""
    cells = line.split("\t")
    if _is_header(cells, own=own):
        names = tuple(_plain(cells) if own else cells)
        return names, list(_header_faults(number, line, names))
    known = " or ".join(HEADS)
    parts = _plain(re.split(r"[,;]", cells[0]))
    if len(cells) == 1 and len(parts) > 1 and set(parts) <= set(COLUMNS):
        says = "the columns are parted by commas"
        return ("name",), [Fault(number, len(parts[0]) + 1, says, "Part them with tabs.")]
    named = len(cells) > 1 and set(_plain(cells)) & set(COLUMNS)
    if not own or len(cells) > 2 or named:
        advice = f"Begin the file with the names of its columns, one of them {known}."
        return tuple(COLUMNS[: len(cells)]), [Fault(number, 1, "no header line", advice)]
    return ("name", "variants"), []


def _header_faults(number: int, line: str, names: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is wrong with the names of columns."""
    column = 1
    for place, (name, cell) in enumerate(zip(names, line.split("\t"), strict=True)):
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, 1)
            advice = f"Write '{near[0]}'." if near else f"Known are: {', '.join(COLUMNS)}."
            yield Fault(number, column, f"no column is called '{name}'", advice)
        elif name in names[:place]:
            yield Fault(number, column, f"the column '{name}' stands twice", "Leave one out.")
        column += len(cell) + 1


def _cell_count(number: int, line: str, columns: tuple[str, ...], *, own: bool) -> Iterator[Fault]:
    """Yield the fault of a line with more or fewer cells than columns.

    A user's list of names and variants may leave the variants out; with more columns a cell that is
    missing is oftener one that was forgotten in the middle, and would shift all that come after it.
    """
    count, expected = line.count("\t") + 1, len(columns)
    if count == expected or (own and count == 1 and expected == 2):
        return
    says = f"{count} cell{'s' * (count > 1)} where the header has {expected}"
    if count > expected:
        column = [m.start() for m in re.finditer("\t", line)][expected - 1] + 1
    else:
        column = len(line) + 1
    yield Fault(number, column, says, "Part the cells with single tabs, one entry a line.")


def _row_faults(row: Row) -> Iterator[Fault]:
    """Yield what is wrong with the spellings of one entry."""
    head = next((h for h in HEADS if h in row.cells), "")
    if head and not row.cells[head].strip():
        advice = "Write it, or delete the line."
        yield Fault(row.line, row.column_of(head), f"the {head} is empty", advice)
    seen: set[str] = set()
    for name in (head, "variants"):
        if row.cells.get(name):
            column = row.column_of(name)
            yield from _bar_faults(row.line, column, row.cells[name])
            yield from _doubles(row.line, column, row.cells[name], seen)


def _is_plain(cells: dict[str, str]) -> bool:
    """Tell at little cost that nothing is wrong with the spellings of an entry.

    Nearly every line is so; looking for places in each of them took half the time of a start.
    """
    head = next((cells[h] for h in HEADS if h in cells), "")
    variants = cells.get("variants", "")
    parts = [*head.split(SPLIT), *(variants.split(SPLIT) if variants else ())]
    return len(set(parts)) == len(parts) and all(
        part and part[0] != " " and part[-1] != " " and "|" not in part for part in parts
    )


def _bar_faults(line: int, column: int, cell: str) -> Iterator[Fault]:
    """Yield the bars of a cell that begins at a column and that part no two spellings."""
    for bar in re.finditer(r"\|", cell):
        left, right = cell[: bar.start()], cell[bar.end() :]
        if not (left.endswith(" ") and right.startswith(" ") and left.strip(" |")) or (
            not right.partition("|")[0].strip()
        ):
            advice = "Between two spellings write space, bar, space."
            yield Fault(line, column + bar.start(), "a bar that parts no two spellings", advice)


def _doubles(line: int, column: int, cell: str, seen: set[str]) -> Iterator[Fault]:
    """Yield the spellings of a cell that were `seen` before in the entry, and note the others."""
    for part in re.finditer(r"[^|\s](?:[^|]*[^|\s])?", cell):
        if part.group() in seen:
            says = f"'{part.group()}' stands twice in this entry"
            advice = "A spelling stands once in an entry: delete this one."
            yield Fault(line, column + part.start(), says, advice)
        seen.add(part.group())


def _unseen(number: int, line: str) -> Iterator[Fault]:
    """Yield the characters of a line that nobody can see."""
    for match in UNSEEN_RE.finditer(line):
        sign = match.group()
        name = unicodedata.name(sign, "a control character").lower()
        if sign == "\x00":
            name = "a NUL: this is no text file"
        says = f"U+{ord(sign):04X}, {name}"
        yield Fault(number, match.start() + 1, says, "Delete it, or type what is meant there.")


def _not_composed(text: str) -> Iterator[Fault]:
    """Yield the first place of each line whose letters are not composed (NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        composed = unicodedata.normalize("NFC", line)
        if composed != line:
            pairs = zip(line, composed, strict=False)
            at = next((i for i, (one, other) in enumerate(pairs) if one != other), 0)
            yield Fault(number, at + 1, "a letter that is not composed", "Bring the file to NFC.")
