"""Makes lines with lost letters, and the view a kind of damage gets of a text."""

from __future__ import annotations

from restore.evidence.authorities import Authorities, load
from restore.page import Document, Source
from restore.view import View

LIST_KEEPS = "abcdekmx"
"""Small letters that survive in the lists below; capitals, digits and marks do."""


def lose(text: str, *, keeps: str = LIST_KEEPS, swap: dict[str, str] | None = None) -> str:
    """Return a text whose small letters are gone but for a few; runs of blanks become one."""
    changed = (swap or {}).get
    kept = "".join(
        changed(c, c) if not c.islower() or c in keeps or c in (swap or {}) else " " for c in text
    )
    marks = kept.replace("“", "").replace("”", ",").replace("’", "'").replace("‘", "'")
    return "\n".join(" ".join(line.split()) for line in marks.split("\n"))


def view_of(
    text: str, *, authorities: Authorities | None = None, without: frozenset[str] = frozenset()
) -> View:
    """Return the view of a plain text, with the bundled dictionaries unless others are given."""
    document = Document(source=Source(name="text", sha256="", reader="test"), text=text, pages=())
    known = authorities if authorities is not None else load()
    return View(document=document, text=text, authorities=known, without=without)
