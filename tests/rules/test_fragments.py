"""Phrases with lost letters in sound lines."""

from __future__ import annotations

import pytest

from restore.damage import fragments
from tests.rules.lost import view_of

WHOLE = "Obtained and translated by Edith F. Varnholt. Written by Edith F. Varnholt."


@pytest.mark.parametrize(
    "text",
    [
        f"{WHOLE} He was b. Edith F. in 1924.",
        f"{WHOLE} Let x Be any number.",
        f"{WHOLE} See p. 23 and n Edith.",
        f"{WHOLE} Elsewhere by Edith F. Varnholt stands.",
        "No whole phrase here: b Edith F. Va",
        "by Edith F. Varnholt, by Edith F. Vandeer: which is b Edith F. Va",
    ],
)
def test_sound_or_open_phrases_stay(text: str) -> None:
    """Abbreviations, variables and phrases that two others fit are left alone."""
    assert list(fragments.propose(view_of(text))) == []


def test_a_phrase_the_paper_knows_is_restored() -> None:
    """The only phrase of the paper that fits is put in place."""
    text = f"{WHOLE}\n\nThe Harbour Diaries b Edith F. Va\t2\n"
    found = [(p.span.of(text), p.after) for p in fragments.propose(view_of(text))]
    assert found == [("b Edith F. Va", "by Edith F. Varnholt")]


def test_nothing_without_the_paper_as_witness() -> None:
    """The paper's own phrases are the only witness; switched off, nothing is proposed."""
    text = f"{WHOLE}\n\nThe Harbour Diaries b Edith F. Va\t2\n"
    assert list(fragments.propose(view_of(text, without=frozenset({"document"})))) == []
