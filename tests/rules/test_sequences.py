"""Missing numbers: what only looks like a jump stands first."""

from __future__ import annotations

import pytest

from restore.damage import sequences
from restore.evidence.authorities import nothing
from restore.page import Document, Source
from restore.view import View

PROSE = "The lamp was lit at six and put out at ten, and the keeper wrote it down every night{}."


def paper(text: str) -> Document:
    """A paper of plain text."""
    return Document(source=Source(name="paper.txt", sha256="", reader="plain"), text=text, pages=())


def body(*markers: str) -> str:
    """A paragraph with these note markers."""
    return " ".join(PROSE.format(m) for m in markers)


def notes(*numbers: str) -> str:
    """Notes with these numbers."""
    return "\n\n".join(f"{n} Log of the lamp, volume two, leaf twelve." for n in numbers)


def found(text: str) -> list[str]:
    document = paper(text)
    view = View(document=document, text=document.text, authorities=nothing())
    return [f.says for f in sequences.find(view)]


COMPLETE = {
    "notes and markers in order": f"{body('¹', '²', '³')}\n\n{notes('¹', '²', '³')}",
    "notes that begin again in a second part": (
        f"{body('¹', '²')}\n\n{notes('¹', '²')}\n\n{body('¹', '²')}\n\n{notes('¹', '²')}"
    ),
    "a square and a cube": f"{body('')} The room had 12 m² and 30 m³.",
    "years and other numbers in a line": "\n\n".join(
        [body(""), "1954 was a cold year, and the lamp froze.", "1957 was worse.", body("")]
    ),
    "a list in order": "\n\n".join(f"{n}. The lamp and the glass of it." for n in (1, 2, 3, 4)),
    "two lists that both begin at 1": "1. a lamp\n2. a glass\n\nThe Stores\n\n1. oil\n2. wicks",
    "a number without a series": "Document 7 is a lamp.\n\nThe other papers have no numbers.",
    "a misread number": "\n\n".join(f"#{n} The lamp." for n in ("1", "2", "88", "3", "4")),
    "page numbers in order": f"{body('')}\n\n12\f{body('')}\n\n13\f{body('')}\n\n14",
}


@pytest.mark.parametrize("text", COMPLETE.values(), ids=COMPLETE.keys())
def test_what_is_complete_is_not_reported(text):
    assert found(text) == []


MISSING = {
    "a series": (
        "\n\n".join(f"#{n} The lamp and the glass of it." for n in (11, 12, 13, 19, 20)),
        [
            "the list begins with #11: 10 entries missing before it",
            "between #13 and #19: 5 entries missing",
        ],
    ),
    "a series whose letters are lost": (
        "#1 C e Ja . . T e S -S e A a ce\n\n#2 P.J. S m m . . A c a Re\n\n#4 V ad a M. Z b k",
        ["between #2 and #4: 1 entry missing"],
    ),
    "documents": (
        "\n\n".join(f"DOCUMENT No. {n}\n\n{body('')}" for n in (1, 2, 5)),
        ["between DOCUMENT No. 2 and DOCUMENT No. 5: 2 entries missing"],
    ),
    "a numbered list": (
        "1. The lamp and the oil.\n\n2. The glass.\n\n4. The wick.",
        ["between 2. and 4.: 1 entry missing"],
    ),
    "a note with its marker": (
        f"{body('¹', '⁴')}\n\n{notes('¹', '⁴')}",
        ["between notes 1 and 4: notes 2 to 3 are missing, and no marker points to them"],
    ),
    "a note whose marker stands": (
        f"{body('¹', '²', '³')}\n\n{notes('¹', '³')}",
        ["between notes 1 and 3: note 2 is missing; its marker stands in the text"],
    ),
    "a note without text": (
        f"{body('¹', '²', '³')}\n\n¹ The log.\n\n²\n\n³ The log.",
        ["note 2 has no text; its marker stands in the text"],
    ),
    "a marker whose note stands": (
        f"{body('¹', '³')}\n\n{notes('¹', '²', '³')}",
        ["between markers 1 and 3: marker 2 missing; the notes stand"],
    ),
    "the first notes": (
        f"{body('⁴', '⁵', '⁶')}\n\n{notes('⁴', '⁵', '⁶')}",
        ["the first note is 4: notes 1 to 3 are missing, and no marker points to them"],
    ),
    "a page": (
        f"{body('')}\n\n12\f{body('')}\n\n13\f{body('')}\n\n16",
        ["between page numbers 13 and 16: 2 pages missing"],
    ),
}


@pytest.mark.parametrize(("text", "says"), MISSING.values(), ids=MISSING.keys())
def test_what_is_missing_is_reported_once(text, says):
    assert found(text) == says


def test_notes_in_plain_digits_are_known_by_their_markers():
    pages = [
        f"{year} {PROSE.format('')}{n} {PROSE.format('')}\n{n} {note}"
        for n, year, note in (
            (1, "In the first year it was dark.", "Log of the lamp, leaf 1."),
            (2, "In the second there was war.", "See also the map."),
            (5, "The third is not in the log.", "Letter of 4 May."),
        )
    ]
    says = "between notes 2 and 5: notes 3 to 4 are missing, and no marker points to them"
    assert found("\f".join(pages)) == [says]
