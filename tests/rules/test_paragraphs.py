"""Paragraphs cut by page ends, notes and running heads: what must not be joined stands first."""

from __future__ import annotations

import pytest

from restore.damage import gaps, paragraphs
from restore.evidence.authorities import nothing
from restore.page import Document, Source
from restore.view import View

FIRST = (
    "The mill at Osterby was built in the year of the great flood, and it was never quite dry "
    "again.¹ Its owner kept a diary of the water for thirty years. The diary has been lost twice "
    "and found twice, and the second time it was missing the months from June to September."
)
SECOND = (
    "The third owner let the diary go on for a while and then forgot it. His widow found it in "
    "the loft and used the empty leaves for her accounts, which are the best we have from that "
    "valley.² They were printed in 1911 by a society that no longer exists."
)
NOTES = "¹ The Osterby diary, leaf 1.\n\n² The Osterby diary, leaf 40."


def paper(text: str) -> Document:
    """A paper of plain text."""
    return Document(source=Source(name="paper.txt", sha256="", reader="plain"), text=text, pages=())


LATER = SECOND.replace("²", "¹⁰")


def view_of(text: str) -> View:
    document = paper(text)
    return View(document=document, text=document.text, authorities=nothing())


def joins(text: str) -> list[tuple[str, str]]:
    """The last word before and the first after each join."""
    return [
        (text[: f.span.start].rsplit(None, 1)[-1], text[f.span.end :].split(None, 1)[0])
        for f in paragraphs.find(view_of(text))
    ]


APART = {
    "sound paragraphs": f"{FIRST}\n\n{SECOND}",
    "notes between sound paragraphs": f"{FIRST}\n\n{NOTES}\n\n{SECOND}",
    "the next begins anew": f"{FIRST} The water was so\n\n{NOTES}\n\nThe mill was sold. {SECOND}",
    "two words that cannot meet": f"{FIRST} He went to\n\n{NOTES}\n\nof his own will. {SECOND}",
    "only half a word": f"{FIRST} He spoke of the prai\n\n{NOTES}\n\nwork of years. {SECOND}",
    "markers that leave numbers out": f"{FIRST} He was in the\n\nvalley.⁹ {LATER}",
    "a quotation nothing opened": (
        f"{FIRST} He was in\n\nthe valley all the time.” They said “no.” {SECOND}"
    ),
    "a heading between": f"{FIRST} He was in the\n\nThe Third Owner\n\nvalley. {SECOND}",
    "an introduction": f"{FIRST} He wrote:\n\nthe water is rising again. {SECOND}",
}


@pytest.mark.parametrize("text", APART.values(), ids=APART.keys())
def test_what_may_not_be_joined_is_not(text):
    assert joins(text) == []


GOES_ON = {
    "notes between": (
        (
            f"{FIRST} The neighbours took the intense and endemic\n\n{NOTES}\n\nrivalry of the two "
            f"mills for granted. {SECOND}"
        ),
        ("endemic", "rivalry"),
    ),
    "a page end between": (
        f"{FIRST} The neighbours had grown used to the\fnoise and did not hear it. {SECOND}",
        ("the", "noise"),
    ),
    "no block between": (
        f"{FIRST} The accounts were of no use to the\n\nheirs and were sold. {SECOND}",
        ("the", "heirs"),
    ),
    "a name that goes on": (
        (
            f"{FIRST} The mill went to the Osterby heirs, and so did the\n\n{NOTES}\n\n"
            f"Osterby accounts. {SECOND}"
        ),
        ("the", "Osterby"),
    ),
    "a hyphen": (
        (
            f"{FIRST} The neighbours had grown used to the mill and its impor-\n\n{NOTES}\n\n"
            f"tance for the valley. {SECOND}"
        ),
        ("impor-", "tance"),
    ),
}


@pytest.mark.parametrize(("text", "words"), GOES_ON.values(), ids=GOES_ON.keys())
def test_what_goes_on_is_joined(text, words):
    assert joins(text) == [words]


def test_a_running_head_within_a_sentence_is_passed_over():
    page = f"{FIRST} The neighbours had grown used to the"
    more = (
        f"noise of the mill. {SECOND} Nobody asked them what they\n\nTHE OSTERBY MILL\n\nthought."
    )
    text = f"{page}\n\nTHE OSTERBY MILL\n\n{more}"
    assert joins(text) == [("the", "noise"), ("they", "thought.")]


@pytest.mark.parametrize("text", [*APART.values(), *(t for t, _ in GOES_ON.values())])
def test_a_join_and_a_gap_never_claim_the_same_place(text):
    view = view_of(text)
    joined = {f.span.start for f in paragraphs.find(view)}
    assert not joined & {f.span.end for f in gaps.find(view)}


def test_a_join_changes_nothing_and_says_so():
    text, _ = GOES_ON["notes between"]
    (finding,) = paragraphs.find(view_of(text))
    assert finding.status == "noted"
    assert "notes stand between" in " ".join(e.says for e in finding.evidence)
    assert finding.related is not None
    assert finding.related.of(text).startswith("rivalry of the two")
