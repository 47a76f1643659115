"""Checks every dictionary: that its lines are well formed and that each entry has a source.

    python scripts/check_dictionaries.py dictionaries

Prints one line for each fault, `file:line: what`, and exits with 1 if there is any.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

HEADS = {"name", "title", "text"}
"""The column that holds what is printed has one of these names."""


def faults(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for one dictionary."""
    if not text.endswith("\n"):
        yield text.count("\n") + 1, "the last line does not end"
    notes = [line for line in text.splitlines() if line.startswith("#")]
    rows = [
        (number, line.split("\t"))
        for number, line in enumerate(text.split("\n"), 1)
        if line and not line.startswith("#")
    ]
    header = rows[0][1] if rows else []
    if not HEADS.intersection(header):
        yield 1, "no header line with a column name, title or text"
        return
    for word in ("source", "licence"):
        if word not in header and not any(n.lower().startswith(f"# {word}:") for n in notes):
            yield 1, f"neither a line '# {word.capitalize()}: …' nor a column '{word}'"
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in rows[1:]:
        yield from ((number, what) for what in row_faults(cells, header))
        first = seen.setdefault(tuple(cells), number)
        if first != number:
            yield number, f"the same entry as in line {first}"


def row_faults(cells: list[str], header: list[str]) -> Iterator[str]:
    """Yield what is wrong with one entry."""
    if len(cells) != len(header):
        yield f"{len(cells)} cells where the header has {len(header)}"
        return
    for column, cell in zip(header, cells, strict=True):
        if column in HEADS | {"source", "licence"} and not cell:
            yield f"no {column}"
        if cell != cell.strip() or any(not part.strip() for part in cell.split("|")[1:]):
            yield f"spaces around the {column}, or an empty variant in it"
        if any(unicodedata.category(c) in {"Cc", "Co", "Cn"} or c == "\ufffd" for c in cell):
            yield f"a control or unassigned character in the {column}"


def main(folders: list[str]) -> int:
    """Check every dictionary below `folders`; return the exit code."""
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*.tsv"))
    found = [
        f"{path}:{number}: {what}"
        for path in paths
        for number, what in faults(path.read_bytes().decode("utf-8"))
    ]
    print("\n".join([*found, f"check_dictionaries: {len(found)} faults in {len(paths)} files"]))
    return 1 if found or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["dictionaries"]))
