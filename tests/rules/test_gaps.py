"""Where words and sentences stop: what is no loss stands first, what is one below it."""

from __future__ import annotations

import pytest

from restore.damage import gaps
from restore.evidence.authorities import nothing
from restore.page import Document, Source
from restore.view import View

# Paragraphs long enough that the text counts as one paragraph a line, with notes 1 to 4.
OPENING = (
    "The herring fleet of Karlsund had been laid up since the autumn, and the owners met twice a "
    "week in the room above the chandler’s shop to talk about the debt.¹ Nobody took minutes. What "
    "is known of these meetings comes from the letters of a clerk who was present at nine of them."
)
MIDDLE = (
    "In the spring the bank sent a man named Halvor Brekke to look at the books. He stayed for a "
    "month, lodged with the priest, and left without saying what he had found there.² His report "
    "was lost in the fire of the following winter, and only its covering letter has survived."
)
NOTES = "¹ Letter of 3 March, parish archive, box 4.\n\n² Parish archive, box 5, folder 2."


def paper(text: str) -> Document:
    """A paper of plain text."""
    return Document(source=Source(name="paper.txt", sha256="", reader="plain"), text=text, pages=())


def found(*paragraphs: str) -> list[str]:
    """The gaps of a paper made of these paragraphs."""
    document = paper("\n\n".join(paragraphs))
    view = View(document=document, text=document.text, authorities=nothing())
    return [f.says for f in gaps.find(view)]


WHOLE = {
    "sound paragraphs": [OPENING, MIDDLE],
    "a heading between them": [OPENING, "The Second Winter", MIDDLE],
    "a heading in capitals": [OPENING, "PART TWO: THE BANK AND THE FLEET", MIDDLE],
    "a title without a verb": [
        OPENING,
        "Record of conversation with the harbour master, Lars Vik, 4 May 1931",
        MIDDLE,
    ],
    "an address set in lines": [
        OPENING,
        "From the papers of\nThe Harbour Master of\nthe Port of Karlsund\nLars Vik",
        MIDDLE,
    ],
    "a signature": [OPENING, "/H. BREKKE/", "14.V.31", MIDDLE],
    "a list": [OPENING, "• two boats\n• nine nets\n• a shed by the water", MIDDLE],
    "numbered entries": [OPENING, "1. the boats and", "2. the nets", MIDDLE],
    "a table of contents": [OPENING, "The Fleet . . . . . . 3\nThe Bank . . . . . . . 17", MIDDLE],
    "table rows": [OPENING, "boat\tyear\tdebt\nFreya\t1927\t400", MIDDLE],
    "a caption": [OPENING, "Figure 3 The harbour of Karlsund in the winter of that", MIDDLE],
    "an introduction to a quotation": [
        f"{OPENING} One of them says:",
        "there was no money in the house, and nobody would lend us any until the ice was gone.",
        MIDDLE,
    ],
    "a dash before a quotation": [f"{OPENING} He wrote to the bank —", MIDDLE],
    "verse": [OPENING, "the ice is on the water\nthe boats are on the shore\nand I", MIDDLE],
    "a cut by notes that is taken up": [
        f"{OPENING} The clerk had every reason to write and the owners had every",
        NOTES,
        f"reason to burn his letters. {MIDDLE.replace('²', '³')}",
    ],
    "a cut at a comma that is taken up": [
        f"{OPENING} The clerk kept his letters in a tin,",
        NOTES,
        "and the tin was found under the floor by his daughter. She gave it to the parish.",
    ],
    "a bracketed reference at the end": [f"{OPENING} **[DOCUMENT No. 4]**", MIDDLE],
    "a marker after a closing quotation mark": [f"{OPENING} “We have nothing.”³", MIDDLE],
    "initials behind a name": [f"{OPENING} Translated by the secretary, Vik L.G.", MIDDLE],
    "an abbreviation at the end": [f"{OPENING} The owners sent their letter to the U.S.", MIDDLE],
    "a name that begins small": [OPENING, f"de Vries, the second clerk, was no better. {MIDDLE}"],
    "a line of lost letters": [OPENING, "#13 V ad m O. Pec a . . T e B T ee A De W . d Wa", MIDDLE],
    "leaked operators": [f"{OPENING} He was (r)rT5Cn-27(ztionshof the)cit t]TJ-0.00154Tw", MIDDLE],
}


@pytest.mark.parametrize("paragraphs", WHOLE.values(), ids=WHOLE.keys())
def test_what_is_whole_is_not_reported(paragraphs):
    assert found(*paragraphs) == []


LOST = {
    "a word cut, the next begins anew": (
        [f"{OPENING} The owners agreed that the boats should be sold to members of th", MIDDLE],
        "sold to members of th”",
    ),
    "a word cut, the next goes on elsewhere": (
        [f"{OPENING} The bank complained of the incorrect behae", f"work, they said. {MIDDLE}"],
        "complained of the incorrect behae”",
    ),
    "a short first line that breaks off in a name": (
        [OPENING, "After an exchange of greetings, Halvor B", MIDDLE],
        "exchange of greetings, Halvor B”",
    ),
    "a sentence cut": (
        [f"{OPENING} The owners were obliged to", MIDDLE],
        "The owners were obliged to”",
    ),
    "a sentence cut before a heading": (
        [f"{OPENING} He spoke of measures in relation to", "The Second Winter", MIDDLE],
        "spoke of measures in relation to”",
    ),
    "two ends that do not fit": (
        [f"{OPENING} The clerk refused to return to", NOTES, f"of their own free will. {MIDDLE}"],
        "The clerk refused to return to”",
    ),
    "a note number left out between two ends that would fit": (
        [
            f"{OPENING} The harvest led to a crisis in the countryside,²",
            f"the question of the debt.”⁶ {MIDDLE}",
        ],
        "led to a crisis in the countryside,²”",
    ),
    "a lost beginning": (
        [OPENING, f"who had crossed the ice in February. {MIDDLE}"],
        "the paragraph begins in the middle of a sentence: “who had crossed the ice in February.",
    ),
    "a lost beginning under a heading": (
        [OPENING, "THE REPORT OF THE BANK", f"and the boats were counted twice. {MIDDLE}"],
        "the paragraph begins in the middle of a sentence: “and the boats were counted twice.",
    ),
    "initials whose surname is lost": (
        [f"{OPENING} They all wrote to the harbour master, L.G.", f"When he came, {MIDDLE}"],
        "all wrote to the harbour master, L.G.”",
    ),
    "a note that breaks off": (
        [OPENING, "¹ Letter of 3 March to the keeper of the parish archive, RGAJo", MIDDLE],
        "keeper of the parish archive, RGAJo”",
    ),
}


@pytest.mark.parametrize(("paragraphs", "says"), LOST.values(), ids=LOST.keys())
def test_what_is_lost_is_reported(paragraphs, says):
    assert [says in f for f in found(*paragraphs)] == [True], found(*paragraphs)


WRAPPED = """\
The herring fleet of Karlsund had been laid up since the autumn, and the owners
met twice a week in the room above the chandler’s shop to talk about the debt.
What is known of these meetings comes from the letters of a clerk who was there
at nine of them. He wrote to his sister, and his sister kept what he wrote.
{}
In the spring the bank sent a man named Halvor Brekke to look at the books. He
stayed for a month, lodged with the priest, and left without saying a word.
"""


@pytest.mark.parametrize(
    "line", ["Nobody took minutes.", "The letters are in the\nparish archive, and may be read."]
)
def test_a_printed_line_that_ends_early_is_no_gap(line):
    assert found(WRAPPED.format(line)) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Nobody asked hims", "Nobody asked hims”"),
        ("weekly meetings that had gone on for a year.", "the paragraph begins in the middle"),
    ],
)
def test_a_lost_line_is_reported_in_printed_lines(line, says):
    text = WRAPPED.format(line) + "He had himself asked for no more than that, and himself paid."
    assert [says in f for f in found(text)] == [True]


def test_a_gap_says_where_the_text_goes_on_and_why():
    document = paper(f"{OPENING} They were sold to members of th\n\n{MIDDLE}")
    view = View(document=document, text=document.text, authorities=nothing())
    (finding,) = gaps.find(view)
    assert finding.span.of(document.text) == "th"
    assert finding.related is not None
    assert finding.related.of(document.text).startswith("In the spring")
    assert (finding.status, finding.size) == ("gap", None)
    assert finding.evidence
    assert 0.5 < finding.confidence < 1
