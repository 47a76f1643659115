"""Papers whose fonts are sound: nothing that a glyph looks like may change what its map says.

They are made by `fixtures/glyphs/sound.py`, and read without the reference shapes of their designs.
"""

from __future__ import annotations

import pytest
from fixtures.glyphs.score import same
from fixtures.glyphs.sound import Sound, sound_papers

from restore.ledger import Ledger
from restore.pipeline import repair_document
from restore.read.pdf import read_pdf_bytes
from restore.steps import Card
from scripts.measure_glyphs import without

PAPERS = {paper.name: paper for paper in sound_papers()}


def altered(ledger: Ledger) -> list[Card]:
    """Return the decisions that would put another letter in unasked."""
    cards = [cause.card for cause in ledger.causes if cause.card is not None]
    return [card for card in cards if card.tier == "accept" and not same(card.reading, card.claims)]


def test_there_are_many() -> None:
    """Restraint on a handful of papers would say little."""
    assert len(PAPERS) >= 20


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_nothing_is_put_in(paper: Sound) -> None:
    """No glyph with a right map is read otherwise without asking."""
    document = read_pdf_bytes(paper.data, paper.name)
    assert all(glyph.mapped for glyph in document.glyphs), "the paper is not sound"
    with without(paper.designs):
        assert altered(repair_document(document)) == []
