"""The quality gate of broken fonts: what one paper of each sort must reach, in `glyph_floors.json`.

The papers are made by `fixtures/glyphs` and read without the reference shapes of their own designs.
`python scripts/measure_glyphs.py --quick --misses 5` shows the same case by case.  A floor may be
raised when the program gets better, and is lowered only with a reason in the commit that does it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import pytest
from fixtures.glyphs.cases import QUICK, Case, Truth, build
from fixtures.glyphs.embed import BARE
from fixtures.glyphs.faces import FONTS, designs
from fixtures.glyphs.score import Key, Score

from restore.evidence.shapes import load_shapes
from restore.page import Document
from restore.steps import Card
from scripts.measure_glyphs import Result, measure

FLOORS = json.loads((Path(__file__).parent / "glyph_floors.json").read_text(encoding="utf-8"))

Read = Callable[[str], str]


def cards(read: Read) -> Callable[[Document, Truth], tuple[dict[Key, Card], str]]:
    """Return a reader that makes accepted cards out of the truth."""

    def of(document: Document, truth: Truth) -> tuple[dict[Key, Card], str]:
        made = {
            (number, code): Card("", number, code, "", read(true), 0.99, "", 0, "accept", 1, 0)
            for number, codes in truth.letters.items()
            for code, true in codes.items()
        }
        return made, document.text

    return of


def digest() -> str:
    """Return what stands for the papers: their fonts and their truth."""
    kept = sha256()
    for path in sorted([*FONTS.glob("*.otf"), *FONTS.glob("*.ttf")]):
        kept.update(path.read_bytes())
    for case in QUICK:
        kept.update(repr((case, build(case)[1])).encode())
    return kept.hexdigest()


@pytest.fixture(scope="module")
def results() -> list[Result]:
    """Every paper of the gate, measured."""
    assert digest() == FLOORS["sha256"], f"other fixtures, other floors: {digest()}"
    return [measure(case) for case in QUICK]


@pytest.fixture(scope="module")
def total(results: list[Result]) -> Score:
    """The counts of all papers together whose fonts are in the file."""
    seen = (result.score for result in results if result.case.kind not in BARE)
    return sum(seen, Score())


@pytest.fixture(scope="module")
def unseen(results: list[Result]) -> Score:
    """The counts of the papers whose fonts are not in the file."""
    return sum((r.score for r in results if r.case.kind in BARE), Score())


def test_unseen_fonts_wait_for_a_person(unseen: Score) -> None:
    """Nobody can look at the glyphs of a font that is not in the file."""
    assert unseen.accepted == 0
    assert share(unseen, "glyphs_right glyphs") >= FLOORS["at_least"]["unseen_occurrences_read"]


@pytest.mark.parametrize("case", QUICK[:12:4], ids=lambda case: case.name)
def test_the_measure_knows_right_from_wrong(case: Case) -> None:
    """The truth read as cards scores all, letters dealt in turn next to nothing."""
    turn = cycle("abcdefghijklmnopqrstuvwxyz")
    right = measure(case, cards(lambda true: true)).score
    wrong = measure(case, cards(lambda _: next(turn))).score
    assert (right.glyphs_right, right.glyphs_put) == (right.glyphs, right.glyphs)
    assert (right.damaged_right, right.accepted) == (right.damaged, right.damaged)
    assert right.accepted_wrong == right.altered == right.doubted == 0
    assert wrong.glyphs_right < 0.1 * wrong.glyphs
    assert wrong.accepted_wrong > 0.9 * wrong.accepted


def test_the_measure_sees_what_is_left_alone() -> None:
    """Without cards a paper scores what the reader read."""
    nothing = measure(QUICK[6], lambda document, _: ({}, document.text)).score
    assert nothing.glyphs_right == nothing.glyphs_put == nothing.glyphs_before
    assert nothing.damaged_right == nothing.accepted == nothing.found == 0
    assert nothing.text_wrong == nothing.text_wrong_before > 0


def test_designs_left_out_are_in_the_index() -> None:
    """A name that the index does not know would leave nothing out, and flatter the figures."""
    assert set().union(*designs().values()) <= set(load_shapes().designs)


def share(total: Score, counts: str) -> float:
    """Return the first of two counts as a share of the second."""
    part, whole = (getattr(total, name) for name in counts.split())
    return part / max(whole, 1)


@pytest.mark.parametrize(
    ("floor", "counts"),
    [
        ("occurrences_read", "glyphs_right glyphs"),
        ("occurrences_put", "glyphs_put glyphs"),
        ("types_read", "damaged_right damaged"),
        ("types_accepted", "accepted damaged"),
        ("digits_read", "digits_right digits"),
        ("accents_read", "accents_right accents"),
        ("lies_found", "found wrong_entries"),
        ("lies_mended", "mended wrong_entries"),
    ],
)
def test_reach(total: Score, floor: str, counts: str) -> None:
    """As much is read, accepted and found as when the floor was set."""
    assert share(total, counts) >= FLOORS["at_least"][floor]


@pytest.mark.parametrize(
    ("floor", "counts"),
    [
        ("accepted_wrong", "accepted_wrong accepted"),
        ("right_entries_altered", "altered right_entries"),
        ("right_entries_doubted", "doubted right_entries"),
        ("foreign_accepted", "foreign_accepted foreign"),
        ("cer", "text_wrong letters"),
    ],
)
def test_harm(total: Score, results: list[Result], floor: str, counts: str) -> None:
    """No more is made wrong than when the floor was set."""
    wrong = [miss for result in results for miss in result.misses if miss.tier == "accept"]
    assert share(total, counts) <= FLOORS["at_most"][floor], wrong
