"""Text that is already good stays as it is: ten kinds of it, 65,000 words (`fixtures/sound`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from restore import repair
from restore.ledger import Correction

SOUND = Path(__file__).parents[2] / "fixtures" / "sound"

LEAST_WORDS = 60_000
MOST_OFFERED = 10
"""Proposals a person would have to turn down, in all kinds together; there were 7, of names."""


@cache
def corrections() -> tuple[tuple[str, Correction], ...]:
    """Return what repair changes or would change, with the file; hyphens at line ends apart."""
    return tuple(_corrections())


def _corrections() -> Iterator[tuple[str, Correction]]:
    for path in sorted(SOUND.glob("*/*.txt")):
        for correction in repair(path).corrections:
            if correction.damage != "line-end-hyphens" and correction.tier != "leave":
                yield f"{path.parent.name}/{path.name}", correction


def test_the_corpus_is_large_enough() -> None:
    words = sum(len(p.read_text(encoding="utf-8").split()) for p in SOUND.glob("*/*.txt"))
    assert words >= LEAST_WORDS


def test_nothing_is_changed() -> None:
    changed = [(file, c.before, c.after) for file, c in corrections() if c.tier == "accept"]
    assert changed == []


def test_next_to_nothing_is_offered() -> None:
    offered = [(file, c.before, c.after) for file, c in corrections() if c.tier == "review"]
    assert len(offered) <= MOST_OFFERED, offered
