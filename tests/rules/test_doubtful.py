"""Matter that stands twice: what recurs by nature stands first."""

from __future__ import annotations

from textwrap import fill

import pytest

from restore.damage import doubtful
from restore.evidence.authorities import nothing
from restore.page import Document, Source
from restore.view import View

TWICE = (
    "The seal of the office was kept in a drawer that had two locks. The keys hung side by side "
    "on one nail, and the nail was in the wall above the drawer."
)
ONE = "The office of weights in Tarnby had three rooms, of which the public ever saw but one."
TWO = "In the second room a clerk compared the weights of the town with those of the crown."
THREE = "The third room had no window, and nobody who is still alive has been inside it."
FOUR = "The town sold the house in the year of the new coinage, and the weights went with it."
NOTE = "Register of the office of weights, volume two, leaves three to eleven, with the seal torn."


def paper(text: str) -> Document:
    """A paper of plain text."""
    return Document(source=Source(name="paper.txt", sha256="", reader="plain"), text=text, pages=())


def found(text: str) -> list[tuple[str, str]]:
    """What is reported, with the place it repeats, without line ends."""
    document = paper(text)
    view = View(document=document, text=document.text, authorities=nothing())
    return [
        (" ".join(f.span.of(text).split()), " ".join(f.related.of(text).split()))
        for f in doubtful.find(view)
        if f.related
    ]


SINGLE = {
    "nothing recurs": f"{ONE}\n\n{TWO}\n\n{THREE}",
    "a short formula": f"{ONE} So it was.\n\n{TWO} So it was.\n\n{THREE} So it was.",
    "a running head": "\f".join(
        f"The Office of Weights in Tarnby\n\n{p}" for p in (ONE, TWO, THREE)
    ),
    "notes": f"{ONE}¹\n\n{TWO}²\n\n¹ {NOTE}\n\n² {NOTE}",
    "one sentence quoted again far away": (
        f"{ONE} {TWO}\n\n{THREE}\n\n{FOUR}\n\nA House\n\nThe Seal\n\n{THREE} It is said: {TWO} No."
    ),
    "a heading": f"THE WEIGHTS OF TARNBY\n\n{ONE}\n\nTHE WEIGHTS OF TARNBY\n\n{TWO}",
}


@pytest.mark.parametrize("text", SINGLE.values(), ids=SINGLE.keys())
def test_what_recurs_by_nature_is_not_reported(text):
    assert [f for f in found(text) if f[0] != THREE] == []


REPEATED = {
    "a paragraph": f"{TWICE}\n\n{ONE}\n\n{TWO}\n\n{THREE}\n\n{FOUR}\n\n{TWICE}",
    "a paragraph with other line ends": (
        f"{fill(TWICE, 60)}\n\n{fill(ONE, 60)}\n\n{fill(TWO, 60)}\n\n{fill(THREE, 60)}\n\n"
        f"{fill('Again. ' + TWICE, 60)}"
    ),
    "boilerplate in the next paragraph": f"{ONE} {TWICE}\n\n{TWO} {TWICE}",
    "a note number is no difference": f"{TWICE}¹\n\n{ONE}\n\n{TWO}\n\n{TWICE}\n\n¹ {NOTE}",
}


@pytest.mark.parametrize("text", REPEATED.values(), ids=REPEATED.keys())
def test_what_stands_twice_is_reported_at_its_later_place(text):
    ((later, first),) = found(text)
    assert later == TWICE
    assert first.rstrip("¹") == TWICE
