"""Zones of damaged lines: which lines, what happens to them, and what decoding makes of them.

A zone is what one paper has in one font: all titles, or all sentences, of one split under one
channel.  The channel is learned from the zone, or, with `alone`, from each line by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from restore.decode.model import Decoded, Observed
from restore.evaluate.lost import CHANNELS, FURTHER, JUSTIFIED, RAGGED, Setting, Shown, Worn, worn
from restore.evaluate.lost_score import Offer, Score, all_lines, offers

Split = Literal["fit", "test"]
Sort = Literal["title", "sentence"]

Read = Callable[[Sequence[Observed]], Sequence[Decoded]]
"""Reads the lines of one zone together."""


class Line(NamedTuple):
    """One line of the fixture: its split, what it is, and its text."""

    split: Split
    sort: Sort
    text: str


class Way(NamedTuple):
    """How a damaged line is shown: what lost letters leave, and how it is set if that is seen."""

    shown: Shown
    setting: Setting | None


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "text": Way("blank", None),
        "ragged": Way("blank", RAGGED),
        "justified": Way("blank", JUSTIFIED),
        "nothing": Way("nothing", None),
        "columns": Way("columns", None),
    }
)
"""`text` alone, with widths in `ragged` and `justified` lines; and, for robustness, letters that
leave `nothing` but keep the spaces, and letters that leave one blank each, as in `columns`."""


class Cell(NamedTuple):
    """One cell of the measure: a channel, a way to show it, a split."""

    channel: str
    way: str
    split: Split
    alone: bool = False


@dataclass
class Outcome:
    """What came of a cell: counts by sort of line, and every word that was offered."""

    cell: Cell
    scores: dict[Sort, Score] = field(default_factory=dict)
    offered: list[Offer] = field(default_factory=list)
    answers: list[tuple[Worn, Decoded]] = field(default_factory=list)

    @property
    def score(self) -> Score:
        """Return the counts of all lines."""
        return sum(self.scores.values(), Score())


def read_lines(root: Path) -> list[Line]:
    """Read titles and sentences of the fixture below the project's own folder.

    Raises:
        OSError: the fixture is not there, as in an installed program.
    """
    folder = root / "fixtures" / "lost_letters"
    return [
        *_lines(folder / "titles.tsv", "title"),
        *_lines(folder / "sentences.tsv", "sentence"),
    ]


def _lines(path: Path, sort: Sort) -> Iterator[Line]:
    """Yield the rows of one file; the header names the columns."""
    rows = [
        row.split("\t")
        for row in path.read_text(encoding="utf-8").splitlines()
        if row and not row.startswith("#")
    ]
    split, text = rows[0].index("split"), rows[0].index(sort)
    for row in rows[1:]:
        yield Line("fit" if row[split] == "fit" else "test", sort, row[text])


def every(lines: Sequence[Line], step: int) -> list[Line]:
    """Return every so manieth line of each split and sort, the first of each included."""
    counts: dict[tuple[Split, Sort], int] = {}
    kept = []
    for line in lines:
        key = line.split, line.sort
        if counts.setdefault(key, 0) % step == 0:
            kept.append(line)
        counts[key] += 1
    return kept


def measure(cell: Cell, lines: Sequence[Line], read: Read) -> Outcome:
    """Return what reading the lines of a cell's split comes to."""
    outcome = Outcome(cell)
    way, channel = WAYS[cell.way], {**CHANNELS, **FURTHER}[cell.channel]
    for sort in ("title", "sentence"):
        chosen = [x.text for x in lines if x.split == cell.split and x.sort == sort]
        zone = [worn(text, channel, widths=way.setting, shown=way.shown) for text in chosen]
        if zone:
            outcome.scores[sort] = _add(outcome, zone, read)
    return outcome


def _add(outcome: Outcome, zone: Sequence[Worn], read: Read) -> Score:
    """Read a zone, keep what it offers, and return its counts."""
    start = time.process_time()
    groups = [[line] for line in zone] if outcome.cell.alone else [zone]
    found = [d for group in groups for d in read([line.observed for line in group])]
    seconds = time.process_time() - start
    for line, decoded in zip(zone, found, strict=True):
        outcome.offered += offers(line, decoded, len(outcome.answers))
        outcome.answers.append((line, decoded))
    score = all_lines(zone, found)
    score.seconds = seconds
    return score
