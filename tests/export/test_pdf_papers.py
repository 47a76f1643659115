"""Whole made papers given back: with the true readings every reader reads what was printed."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from fixtures.glyphs.cases import KINDS, Case, Truth, build

from restore.ledger import Cause, Ledger
from restore.paper import Paper
from restore.read.pdf import read_pdf_bytes
from restore.steps import Card
from restore.text import digest
from tests.export.pdf_readers import (
    looks_the_same,
    pdfium_text,
    plumber_text,
    poppler_text,
    text_of,
)

DAMAGES = ["removed", "partial", "fffd", "permuted", "empty", "six"]


def letters(text: str) -> Counter[str]:
    """Count the letters of a text: the order of lines is each reader's own matter."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(c for c in plain if not c.isspace())


def paper_of(data: bytes, truth: Truth) -> Paper:
    """Return a paper in which every code is decided as it is."""
    document = read_pdf_bytes(data, "made.pdf")
    cards = [
        Card(
            font="", reference=reference, code=code, claims="", reading=sign, posterior=0.99,
            rival="", rival_posterior=0.0, tier="accept", places=1, advance=0.5,
        )
        for reference, signs in truth.letters.items()
        for code, sign in signs.items()
    ]  # fmt: skip
    causes = tuple(Cause(f"g{c.reference}.{c.code}", "unmapped", "a glyph", c) for c in cards)
    return Paper(document, Ledger(source_sha256=digest(document.text), causes=causes))


@pytest.mark.parametrize(("kind", "damage"), list(zip(KINDS, DAMAGES, strict=True)))
def test_a_made_paper_reads_as_printed_in_every_reader(kind: str, damage: str) -> None:
    data, truth = build(Case("lato", kind, damage))
    printed = letters("".join(line for page in truth.pages for line in page))
    assert letters(text_of(data)) != printed
    made = paper_of(data, truth).mended_pdf(data).data
    assert letters(text_of(made)) == printed
    assert letters(pdfium_text(made)) == printed
    assert letters(plumber_text(made)) == printed
    seen = poppler_text(made)
    assert seen is None or letters(seen) == printed
    looks_the_same(data, made)
