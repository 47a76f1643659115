"""The papers that broken fonts are measured on are what they claim to be."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from fixtures.glyphs.cases import KINDS, Case, build
from fixtures.glyphs.coding import DAMAGES
from fixtures.glyphs.embed import Kind
from fixtures.glyphs.faces import FAMILIES
from numpy.typing import NDArray

from restore.page import Document
from restore.read.pdf import read_pdf_bytes


def read(case: Case) -> Document:
    return read_pdf_bytes(build(case)[0], case.name)


def picture(case: Case) -> NDArray[np.float64]:
    """Return how dark a viewer makes each square of 3 points of the first page."""
    pdf = pypdfium2.PdfDocument(build(case)[0])
    drawn = pdf[0].render(scale=2, grayscale=True).to_numpy().reshape(264, 6, 204, 6)
    pdf.close()
    return 255.0 - drawn.mean(axis=(1, 3))


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_map_gives_the_truth(kind: Kind) -> None:
    """With a sound map every glyph and every line is read as the truth has it."""
    case = Case("garamond", kind, "right")
    document, truth = read(case), build(case)[1]
    letters = {(document.fonts[g.font].reference, g.code): g.text for g in document.glyphs}
    assert letters == {(n, c): s for n, codes in truth.letters.items() for c, s in codes.items()}
    lines = [line for page in truth.pages for line in page]
    assert [line for line in document.text.replace("\f", "\n").split("\n") if line] == lines


@pytest.mark.parametrize("damage", [d for d in DAMAGES if d != "right"])
def test_damage_is_done(damage: str) -> None:
    """Each damage makes some letter wrong, and what a case is called says which."""
    case = Case("lato", "type0", damage)
    document, truth = read(case), build(case)[1]
    wrong = {
        true
        for glyph in document.glyphs
        if (true := truth.letters[document.fonts[glyph.font].reference][glyph.code]) != glyph.text
    }
    assert wrong
    if damage in ("accents", "digits"):
        assert all(sign.isdigit() == (damage == "digits") for sign in wrong)
        assert not (wrong & set("abcdefghijklmnopqrstuvwxyz"))
    if damage == "six":
        assert len(wrong) <= 18, "six letters of each of three fonts"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "type0"])
def test_every_kind_looks_the_same(kind: Kind) -> None:
    """A page shows the same letters at the same places, whatever kind its fonts are."""
    one, other = (picture(Case("schola", k, "removed")) for k in ("type0", kind))
    assert one.mean() > 5, "a blank page"
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.97, "hinting and bitmaps cost 0.01"


def test_the_same_every_time() -> None:
    """A case gives the same bytes and the same truth when it is made again."""
    case = Case("gentium", "type3-bitmap", "permuted")
    first = build(case)
    build.cache_clear()
    assert build(case) == first


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_shows_the_story(family: str) -> None:
    """No family lacks letters that the story cannot do without."""
    _, truth = build(Case(family, "type0", "removed"))
    text = " ".join(line for page in truth.pages for line in page)
    for word in ("Khrushchev", "Choe Chang-ik", "Szabó", "1956", "“the question"):
        assert word in text
