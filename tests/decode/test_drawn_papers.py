"""A page whose letters are gone and whose room stays is read without any list, by its widths."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import ascii_lowercase as small

import pytest

from restore.evaluate.lost_score import shared, words_of
from restore.ledger import verify
from restore.paper import Paper, repair
from tests.decode.drawn import Drawn, drawn_pdf, times

TITLES = (
    "The Warsaw Pact and the Prague Spring",
    "Economic Aid and Soviet Influence in North Vietnam",
    "New Evidence on the Hungarian Revolution",
    "Cuban Missiles and the Turkish Alternative",
    "Romanian Diplomacy between Beijing and Moscow",
    "The Collapse of the Soviet Union and the Reform of the Army",
    "Human Rights and the Helsinki Conference",
    "Nuclear Weapons and the Defense of Western Europe",
)
HEADING = "The Cold War in Asia and Eastern Europe"

FEW = "".join(c for c in small if c not in "abcdekmx")
VOWELS = "aeiouAEIOU"
LATE = "pqrstuvwxyzPQRSTUVWXYZ"
THIRDS = small[2::3] + small[2::3].upper()


def repaired(folder: Path, lines: Sequence[Drawn], *without: str) -> Paper:
    """Return a page of such lines, repaired without any list of titles."""
    path = folder / "paper.pdf"
    path.write_bytes(drawn_pdf(lines, size=11))
    paper = repair(path, without=("series", *without))
    verify(paper.document.text, paper.text, paper.ledger)
    return paper


def rows(lost: str) -> list[Drawn]:
    """Return the titles one below the other."""
    return [Drawn(t, lost, down=20 * n) for n, t in enumerate(TITLES)]


def justified(lost: str) -> list[Drawn]:
    """Return the titles with spaces wider than the font has them, in each by another share."""
    widths = times()
    made = []
    for number, row in enumerate(rows(lost)):
        stretch = (1 + 0.1 * (number % 5)) * widths[" "] - widths[" "]
        size = sum(widths[c] for c in row.text) + stretch * row.text.count(" ")
        made.append(row._replace(right=row.left + 11 * size))
    return made


def share(paper: Paper, titles: Sequence[str] = TITLES) -> float:
    """Return the share of words right when all that is offered is taken."""
    source, pieces, at = paper.document.text, [], 0
    for correction in paper.ledger.corrections:
        pieces += [source[at : correction.span.start], correction.after]
        at = correction.span.end
    truth = words_of(" ".join(titles))
    return len(shared(truth, words_of("".join([*pieces, source[at:]])))) / len(truth)


@pytest.mark.parametrize(
    "lost", [FEW, VOWELS, LATE, THIRDS], ids=["few", "vowels", "late", "thirds"]
)
def test_ragged_lines_of_every_channel(tmp_path: Path, lost: str) -> None:
    assert share(repaired(tmp_path, rows(lost))) >= 0.75


def test_justified_lines(tmp_path: Path) -> None:
    """Spaces are as wide as the line asks; letters are not."""
    assert share(repaired(tmp_path, justified(FEW))) >= 0.7


def test_widths_are_told_and_can_be_switched_off(tmp_path: Path) -> None:
    found = repaired(tmp_path, rows(FEW)).ledger.corrections
    said = [e for c in found for e in c.evidence if e.witness == "widths"]
    assert any("predicted" in e.says and " pt, measured " in e.says for e in said)
    assert {c.steps[-1].rule for c in found} >= {"decoded-widths"}
    blind = repaired(tmp_path, rows(FEW), "widths").ledger.corrections
    assert "decoded-widths" not in {c.steps[-1].rule for c in blind}


def test_a_bold_heading_loses_other_letters_than_its_list(tmp_path: Path) -> None:
    heading = Drawn(HEADING, VOWELS, down=-25, bold=True)
    paper = repaired(tmp_path, [heading, *rows(FEW)])
    assert share(paper, (HEADING, *TITLES)) >= 0.75


def test_two_columns(tmp_path: Path) -> None:
    """Twelve rows in two columns: where a reader joins them, nothing is made up of both."""
    left = [Drawn(t, VOWELS, left=30, down=20 * n) for n, t in enumerate(TITLES * 2)]
    right = [Drawn(t, VOWELS, left=330, down=20 * n) for n, t in enumerate(TITLES[::-1] * 2)]
    paper = repaired(tmp_path, [*left, *right])
    truth = set(words_of(" ".join(TITLES)))
    applied = [c.after.strip() for c in paper.ledger.corrections if c.tier == "accept"]
    assert len(applied) >= 40
    assert sum(word in truth for word in applied) >= 0.95 * len(applied)
