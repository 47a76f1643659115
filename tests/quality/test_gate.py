"""The quality gate: what repairing the fixture papers must reach, pinned in `floors.json`.

A floor may be raised when the program gets better.  It is lowered only with a reason in the commit
that lowers it.  The digest of each fixture is pinned too: other fixtures, other floors.

    cer_before, cer_after   wrong characters per character of the truth (CER, Levenshtein), white
                            space folded, of the text as extracted and as restored
    harmed                  applied corrections that changed text which was right
    precision               share of applied corrections that leave the truth at their place
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from restore.align import edit_distance
from restore.ledger import Correction
from restore.paper import Paper, repair

ROOT = Path(__file__).parents[2]
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
GAP_RE = re.compile(r"\[\.+\]")
BROKEN_RE = re.compile(r"(\S+)-\n(\S+)[ ]?")
CONTEXT = 24
"""Characters of restored text around a correction that must stand in the truth as well."""


def folded(text: str) -> str:
    """Return a text with every run of white space as one blank."""
    return " ".join(text.split())


def true_text(folder: Path, name: str) -> str:
    """Return a fixture's truth with the words whole that its lines part, as a reader reads them.

    `damage.tsv` says which hyphens at line ends are real.
    """
    rows = [row.split("\t") for row in (folder / "damage.tsv").read_text("utf-8").splitlines()]
    real = {row[rows[0].index("truth")] for row in rows if row[1] == "hyphen_hard"}
    text = (folder / name).read_text(encoding="utf-8")
    return BROKEN_RE.sub(lambda m: m[1] + ("-" if f"{m[1]}-" in real else "") + m[2] + "\n", text)


def cer(text: str, truth: str) -> float:
    """Return the character error rate against the truth, page by page where both have pages."""
    pages = list(zip(text.split("\f"), truth.split("\f"), strict=True))
    wrong = sum(edit_distance(folded(a), folded(b)) for a, b in pages)
    return wrong / sum(len(folded(b)) for _, b in pages)


def is_right(correction: Correction, truth: str) -> bool:
    """Tell whether what a correction leaves stands in the truth; a gap stands for any text."""
    pieces = [folded(piece) for piece in GAP_RE.split(correction.after)]
    place = 0
    for piece in pieces:
        place = truth.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True


def was_right(paper: Paper, correction: Correction, truth: str) -> bool:
    """Tell whether what stood there, with its neighbours, was the truth already."""
    start, end = correction.span
    around = paper.document.text[max(0, start - CONTEXT) : end + CONTEXT]
    return folded(around) in truth


@pytest.fixture(scope="module", params=sorted(FLOORS))
def case(request: pytest.FixtureRequest) -> tuple[dict[str, float], Paper, str]:
    """One fixture with its floors, repaired, and its truth."""
    floors = FLOORS[request.param]
    path = ROOT / request.param
    assert sha256(path.read_bytes()).hexdigest() == floors["sha256"], "other fixture, other floors"
    return floors, repair(path), true_text(path.parent, floors["truth"])


def test_characters(case: tuple[dict[str, float], Paper, str]) -> None:
    """The restored text is as near to the truth as it was when the floor was set."""
    floors, paper, truth = case
    before, after = cer(paper.document.text, truth), cer(paper.text, truth)
    assert after <= floors["cer_after"], f"CER {before:.4f} -> {after:.4f}"
    assert before >= floors["cer_before_at_least"], "the fixture lost its damage"


def test_nothing_is_harmed(case: tuple[dict[str, float], Paper, str]) -> None:
    """No applied correction changes text that was right."""
    _, paper, truth = case
    whole = folded(truth)
    harmed = [
        (c.before, c.after)
        for c in paper.corrections
        if c.applied and was_right(paper, c, whole) and not is_right(c, whole)
    ]
    assert harmed == []


def test_precision(case: tuple[dict[str, float], Paper, str]) -> None:
    """Applied corrections leave the truth at their place as often as the floor says."""
    floors, paper, truth = case
    whole = folded(truth)
    applied = [c for c in paper.corrections if c.applied]
    wrong = [(c.before, c.after) for c in applied if not is_right(c, whole)]
    assert len(applied) >= floors["applied"]
    assert 1 - len(wrong) / len(applied) >= floors["precision"], wrong
