"""The quality gate of decoding: what lines that lost letters must come to, in `lost_floors.json`.

Some lines of the split test of fixtures/lost_letters are damaged by every channel, with widths and
without, and read with no list of titles.  `make lost` shows the same on more lines.  A floor may be
raised when the program gets better, and is lowered only with a reason in the commit that does it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from restore.confidence import ACCEPT, shipped
from restore.decode.model import Decoded, Observed
from restore.evaluate.lost import CHANNELS
from restore.evaluate.lost_cases import DAMAGE, MEASURED, RULE, digest_of_lost, sure_by
from restore.evaluate.lost_score import Score
from restore.evaluate.lost_zones import Cell, Outcome, every, measure, read_lines
from scripts.measure_lost import Setup

FLOORS = json.loads((Path(__file__).parent / "lost_floors.json").read_text(encoding="utf-8"))
STEP = 12
"""Every twelfth line, nine titles and four sentences: half a minute for all cells."""

LINES = every(read_lines(Path(__file__).parents[2]), STEP)
CELLS = [(channel, way) for way, floors in FLOORS["words_right"].items() for channel in floors]


@pytest.fixture(scope="module")
def outcomes() -> dict[tuple[str, str], Outcome]:
    """Every cell of the gate, measured."""
    same_lines = [line._replace(split="fit") for line in LINES if line.split == "test"]
    digest = digest_of_lost(same_lines)
    assert set(CHANNELS) == set(FLOORS["words_right"]["text"])
    assert digest == FLOORS["sha256"], f"other lines or other damage, other floors: {digest}"
    read = Setup().reader()
    return {(c, way): measure(Cell(c, way, "test"), LINES, read) for c, way in CELLS}


@pytest.mark.parametrize(("channel", "way"), CELLS)
def test_words_right_over_whole_lines(
    outcomes: dict[tuple[str, str], Outcome], channel: str, way: str
) -> None:
    """As much of whole lines is right, first answer, as when the floor was set."""
    outcome = outcomes[channel, way]
    read = [(line.observed.line, decoded.text) for line, decoded in outcome.answers]
    assert outcome.score.share >= FLOORS["words_right"][way][channel], read


def test_little_is_invented(outcomes: dict[tuple[str, str], Outcome]) -> None:
    """Hidden words that never stood there are as few as when the bound was set."""
    total = sum((outcome.score for outcome in outcomes.values()), Score())
    assert total.invented <= FLOORS["invented_at_most"] * total.words


def test_sound_words_of_a_damaged_line_stay(outcomes: dict[tuple[str, str], Outcome]) -> None:
    """A word of which nothing was lost comes back as it was."""
    total = sum((outcome.score for outcome in outcomes.values()), Score())
    assert total.intact_right >= FLOORS["intact_right"] * total.intact


@pytest.mark.parametrize("rule", [RULE, MEASURED])
def test_what_would_be_applied_is_right(
    outcomes: dict[tuple[str, str], Outcome], rule: str
) -> None:
    """Of words that are sure enough to be applied at once, hardly one in fifty is wrong."""
    table = shipped()
    if f"{DAMAGE}/{rule}" not in table:
        pytest.skip("the shipped table has no curve of decoded words yet")
    measured = rule == MEASURED
    offered = [o for x in outcomes.values() for o in x.offered if o.measured == measured]
    accepted = [offer for offer in offered if sure_by(table, offer) >= ACCEPT]
    wrong = [offer for offer in accepted if not offer.right]
    assert len(accepted) >= FLOORS["accepted"][rule] * len(offered)
    assert len(wrong) <= (1 - FLOORS["accepted_right"]) * len(accepted), wrong


def test_the_measure_needs_a_decoder(outcomes: dict[tuple[str, str], Outcome]) -> None:
    """Lines given back as they are seen score what survived, and no more."""

    def nothing(lines: Sequence[Observed]) -> list[Decoded]:
        return [Decoded(observed=line, words=(), text=line.line) for line in lines]

    for (channel, way), outcome in outcomes.items():
        bare = measure(Cell(channel, way, "test"), LINES, nothing)
        assert bare.score.right - bare.score.intact_right <= 0.1 * bare.score.words
        assert bare.score.share < outcome.score.share
        assert not bare.offered


def test_sure_words_are_right_more_often(outcomes: dict[tuple[str, str], Outcome]) -> None:
    """The decoder's own posterior tells right from wrong."""
    for outcome in outcomes.values():
        ranked = sorted(outcome.offered, key=lambda offer: offer.posterior)
        half = len(ranked) // 2
        low, high = (sum(o.right for o in part) for part in (ranked[:half], ranked[half:]))
        assert half == 0 or high >= low
