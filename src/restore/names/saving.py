"""Confirmed names as dictionaries: files for `--dictionary` that the next paper starts from.

Persons, places and organisations have different columns, so each kind has a file of its own, with
the columns of the dictionary of that kind that comes with the program.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from restore.errors import ConfigError, OutputError
from restore.evidence.dictionary_lines import SPLIT, UNSEEN_RE, table_of
from restore.names.model import Kind, Name

COLUMNS: dict[Kind, tuple[str, ...]] = {
    "person": ("name", "variants", "native", "role", "years", "source"),
    "place": ("name", "variants", "native", "kind", "country", "source"),
    "organisation": ("name", "variants", "kind", "source"),
}
"""The columns of the dictionary of each kind."""

OPENING = (
    "# Names that a person confirmed in papers ({kind}s); spellings in a cell part by ' | '.\n"
)

Cells = Mapping[str, str]


def file_for(path: Path, kind: Kind) -> Path:
    """Return the file of one kind of names: that of persons has the name that was asked for.

    >>> file_for(Path("series.tsv"), "place").as_posix()
    'series-places.tsv'
    """
    return path if kind == "person" else path.with_name(f"{path.stem}-{kind}s{path.suffix}")


def entry_of(name: Name, paper: str) -> Cells:
    """Return the cells of a name's line; `paper` is where a person confirmed it.

    What a dictionary knows of it comes along.  A family name alone is no variant: it would stand
    for every bearer.
    """
    fields = name.record.fields if name.record is not None else {}
    listed = name.record.spellings if name.record is not None else (name.lead,)
    clean = [_clean(spelling) for spelling in (*listed, *_whole(name))]
    spellings = dict.fromkeys(filter(None, clean))
    head, *variants = spellings or [""]
    sources = dict.fromkeys(filter(None, [fields.get("source", ""), f"confirmed in {paper}"]))
    return {
        **{column: _cell(text) for column, text in fields.items()},
        "name": head,
        "variants": SPLIT.join(variants),
        "source": _cell("; ".join(sources)),
    }


def _whole(name: Name) -> Iterator[str]:
    """Yield the spellings of a name that mean nobody else: whole ones, not in capitals."""
    for spelling in name.spellings:
        shortened = name.kind == "person" and " " not in spelling.text and " " in name.lead
        shouted = spelling.text.isupper() and not name.lead.isupper()
        if not shortened and not shouted:
            yield spelling.text


def _clean(text: str) -> str:
    """Return a spelling as a dictionary takes it; nothing where it holds what no eye can see."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return "" if UNSEEN_RE.search(text) or "|" in text or text.startswith("#") else text


def _cell(text: str) -> str:
    """Return a text that fits into a cell."""
    return UNSEEN_RE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def dictionary(kind: Kind, entries: Sequence[Cells], old: str = "", *, file: str) -> str:
    """Return the dictionary `file` of these entries, added to the text of an old one.

    No line of the old one is lost or moved; where it lists a name already, its line gets the
    spellings and facts it has not.  New names come last.

    Raises:
        ConfigError: the old file has no header, or not the columns of this kind of names.
        OutputError: what was made cannot be read as a dictionary.
    """
    old = old or OPENING.format(kind=kind) + "\t".join(COLUMNS[kind]) + "\n"
    mark = "\ufeff" if old.startswith("\ufeff") else ""
    lines = old.removeprefix(mark).removesuffix("\n").split("\n")
    at = next((n for n, line in enumerate(lines) if _is_entry(line)), len(lines) - 1)
    header = [cell.strip().casefold() for cell in _cells(lines[at])]
    if not set(COLUMNS[kind]) <= set(header):
        raise ConfigError(
            f"{file} has not the columns of a list of {kind}s, so none can be added.",
            advice=f"Choose another file; its header is to be: {', '.join(COLUMNS[kind])}.",
        )
    known = _spellings(lines, at, header)
    end = "\r" if lines[at].endswith("\r") else ""
    for entry in entries:
        number, line = _added(lines, known, header, entry)
        lines[number : number + 1] = [line + end]
    made = mark + "\n".join(lines) + "\n"
    for fault in table_of(made, own=True).faults:
        raise OutputError(
            f"{file} would be malformed in line {fault.line}: {fault.says}.",
            advice="Nothing was written. Choose another file.",
            payload=fault,
        )
    return made


def _is_entry(line: str) -> bool:
    """Tell whether a line is neither blank nor a comment."""
    return bool(line.strip()) and not line.startswith("#")


def _cells(line: str) -> list[str]:
    """Return the cells of a line."""
    return line.rstrip("\r").split("\t")


def _spellings(lines: Sequence[str], at: int, header: Sequence[str]) -> dict[str, int]:
    """Return the number of the line where each spelling is listed; names before variants."""
    known: dict[str, int] = {}
    for column in ("name", "variants"):
        for number, line in enumerate(lines):
            if number > at and _is_entry(line):
                cell = dict(zip(header, _cells(line), strict=False)).get(column, "")
                for spelling in cell.split(SPLIT):
                    known.setdefault(_clean(spelling), number)
    known.pop("", None)
    return known


def _added(
    lines: Sequence[str], known: dict[str, int], header: Sequence[str], entry: Cells
) -> tuple[int, str]:
    """Return the line of an entry and its number: one that lists it already, or a new last one."""
    spellings = [entry["name"], *filter(None, entry["variants"].split(SPLIT))]
    number = next((known[s] for s in spellings if s in known), len(lines))
    cells = dict.fromkeys(header, "")
    if number < len(lines):
        cells.update(zip(header, _cells(lines[number]), strict=False))
        spellings = [s for s in spellings if s not in known]
    else:
        cells["name"], *spellings = spellings
        known[cells["name"]] = number
    for spelling in spellings:
        known[spelling] = number
    cells["variants"] = SPLIT.join(filter(None, [cells["variants"].strip(), *spellings]))
    return number, "\t".join(cells[column] or entry.get(column, "") for column in header)
