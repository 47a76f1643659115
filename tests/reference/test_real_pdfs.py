"""Real PDFs whose text layer is broken come out as their pages show them.

The local reference data say in a table what each page shows, between backquotes.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import restore
from restore.evidence.glyph_readings import UNSEEN

ROW_RE = re.compile(r"^\| (?P<file>\S+\.pdf) \| (?P<shown>.*?) \|", re.MULTILINE)
SHOWN_RE = re.compile("`(.+?)`")


def rows(reference: Path) -> dict[Path, tuple[list[str], bool]]:
    """Return the lines each page shows, and whether its font is in the file."""
    folder = reference / "real_pdfs"
    if not (folder / "README.md").is_file():
        pytest.skip("no real PDFs among the reference data")
    found = ROW_RE.finditer((folder / "README.md").read_text(encoding="utf-8"))
    return {
        folder / row["file"]: (SHOWN_RE.findall(row["shown"]), "not embedded" not in row["shown"])
        for row in found
        if (folder / row["file"]).is_file()
    }


def test_real_papers_read_as_their_pages_show(reference: Path) -> None:
    for path, (shown, embedded) in rows(reference).items():
        if embedded:
            lines = restore.repair(path).text.splitlines()
            assert [line for line in shown if line not in lines] == [], path.name


def test_fonts_that_are_not_in_the_file_wait_for_a_person(reference: Path) -> None:
    for path, (shown, embedded) in rows(reference).items():
        if not embedded:
            paper = restore.repair(path)
            read = [c for c in paper.corrections if c.steps[0].rule == UNSEEN]
            assert read
            assert all(c.tier != "accept" for c in read)
            text = paper.document.text
            for correction in reversed(read):
                start, end = correction.span
                text = text[:start] + correction.after + text[end:]
            assert [word for word in shown[:1] if word not in text] == [], path.name
