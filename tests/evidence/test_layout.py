"""What each line of a paper is taken for, on plain text; boxes are tested with the PDF fixture."""

from __future__ import annotations

import pytest

from restore.evidence.layout import lay_out

PROSE = [
    "The well was dug by the brothers Aaker in the dry year, and it gave no water until the next.",
    "They sold the first bucket to the priest, who paid for it with a calf and a pair of boots.",
    "In the second summer the well was deeper than the church is high, and colder than the sea.",
    "Nobody remembers who closed it. The stone that lies on it today was cut for another purpose.",
]


def roles(text: str) -> list[tuple[str, str]]:
    """The role of every block with its first words."""
    return [(b.role, " ".join(b.span.of(text).split()[:3])) for b in lay_out(text).blocks]


def pages(top: str = "", bottom: str = "") -> str:
    """Four pages of prose with a line above and below that may use the page's number."""
    return "\f".join(
        "\n\n".join(filter(None, [top.format(n), PROSE[n - 1], bottom.format(n)]))
        for n in range(1, 5)
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n\n".join([*PROSE[:3], "1954", PROSE[3]]), "1954"),
        ("\f".join([PROSE[0], f"The Well of Aaker\n\n{PROSE[1]}", PROSE[2]]), "The Well of"),
        ("\n\n".join([PROSE[0], "The Well", PROSE[1], "The Well", PROSE[2]]), "The Well"),
        (pages(bottom="{0}7 Ibid., leaf four"), "17 Ibid., leaf"),
    ],
    ids=["a year alone", "a heading at a page top", "a heading that recurs", "notes that recur"],
)
def test_what_is_no_page_furniture_stays_text(text, line):
    assert [role for role, words in roles(text) if words.startswith(line)] != ["head"]
    assert not {"head", "number"} & {role for role, _ in roles(text)}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (pages(top="The Well of Aaker"), "head"),
        (pages(top="{0} The Well of Aaker"), "head"),
        (pages(bottom="The Well of Aaker | {0}"), "head"),
        (pages(bottom="{0}"), "number"),
        (pages(bottom="- {0} -"), "number"),
        (pages(bottom="Page {0} of 4"), "number"),
    ],
)
def test_running_heads_and_page_numbers_are_known(text, role):
    assert [r for r, _ in roles(text)].count(role) == 4


def test_a_running_head_worn_to_some_letters_is_known():
    text = pages(top="The Well of the Brothers Aaker")
    worn = text.replace("The Well of the Brothers Aaker", "T e We D e B e Aake", 1)
    assert [r for r, _ in roles(worn)].count("head") == 4


STYLES = {
    "superscripts": ("¹²³", "{0} "),
    "plain digits": ("123", "{0} "),
    "plain digits, the notes with dots": ("123", "{0}. "),
    "markup": (["[^1]", "[^2]", "[^3]"], "{0}: "),
}


@pytest.mark.parametrize(("marks", "start"), STYLES.values(), ids=STYLES.keys())
def test_notes_are_known_in_several_styles(marks, start):
    body = "\n\n".join(p + m for p, m in zip(PROSE, marks, strict=False))
    notes = "\n\n".join(f"{start.format(m)}Parish book, leaf nine." for m in marks)
    layout = lay_out(f"{body}\n\n{notes}\n\n{PROSE[3]}")
    assert [n.number for n in layout.notes] == [1, 2, 3]
    assert [m.number for m in layout.markers] == [1, 2, 3]
    assert layout.blocks[-1].role == "body"


def test_a_numbered_list_is_no_block_of_notes():
    text = "\n\n".join([PROSE[0], "1. The rope.", "2. The bucket.", "3. The stone.", PROSE[1]])
    assert [r for r, _ in roles(text)] == ["body", "entry", "entry", "entry", "body"]
