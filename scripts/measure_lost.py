"""Measures how much of a damaged line is decoded where no list helps, on lines of known truth.

    python scripts/measure_lost.py --quick            (every sixth line, some minutes)
    python scripts/measure_lost.py                    (every line of the split test)
    python scripts/measure_lost.py --channels few --ways text,ragged --misses 20
    python scripts/measure_lost.py --ways nothing,columns --alone --json build/lost.json

The lines are those of fixtures/lost_letters; series lists are never asked.  Confidence is that of
the shipped table if it has curves for decoded words, else of curves fitted in the same run on the
split fit.  Where there is local reference data (RESTORE_REFERENCE), clean sentences of its paper
are damaged and read, too, and its damaged list is read without the records.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple, get_args

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, Python looks for packages beside it only

from restore.confidence import Table, shipped, tier  # noqa: E402
from restore.decode.model import Decoded, Observed  # noqa: E402
from restore.decode.zone import Context, read_zone  # noqa: E402
from restore.evaluate.lost import CHANNELS, FURTHER  # noqa: E402
from restore.evaluate.lost_cases import (  # noqa: E402
    DAMAGE,
    MEASURED,
    RULE,
    curve_of,
    sure_by,
    trials_of,
)
from restore.evaluate.lost_reference import clean_sentences, listed  # noqa: E402
from restore.evaluate.lost_score import (  # noqa: E402
    Offer,
    Score,
    Tenth,
    score_line,
    score_text,
    tenths,
)
from restore.evaluate.lost_zones import (  # noqa: E402
    WAYS,
    Cell,
    Line,
    Outcome,
    Read,
    Split,
    every,
    measure,
    read_lines,
)
from restore.evidence.authorities import Authorities, load  # noqa: E402
from restore.ledger import Probability  # noqa: E402

GATED = ("text", "ragged", "justified")
QUICK = 6
"""Every so manieth line is read with --quick: 25 lines of each split, two minutes a way."""


class Setup(NamedTuple):
    """What lines are read with: dictionaries of names and places, or words alone."""

    names: bool = True

    def reader(self) -> Read:
        """Return what reads a zone; series lists are left out of the dictionaries."""
        known = load()
        listless = tuple(e for e in known.entries if not e.kind.startswith("series"))
        authorities = Authorities(listless, known.towns)

        def read(lines: Sequence[Observed]) -> list[Decoded]:
            context = Context(authorities=authorities, names=self.names, places=self.names)
            return read_zone(lines, context)

        return read


def share(part: float, whole: float) -> str:
    """Return a share in per cent, or a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f}" if whole else "–"


class Row(NamedTuple):
    """A line of the table: what was measured, and the words that would be applied at once."""

    name: str
    outcome: Outcome
    accepted: int
    accepted_right: int


COLUMNS: tuple[tuple[str, Callable[[Row], str], str], ...] = (
    ("words", lambda r: str(r.outcome.score.words), "words of the truth"),
    ("right", lambda r: f"{100 * r.outcome.score.share:.1f}", "of these and those invented, %"),
    ("titles", lambda r: _of(r.outcome, "title"), "the same of titles"),
    ("prose", lambda r: _of(r.outcome, "sentence"), "the same of sentences"),
    ("damaged", lambda r: f"{100 * r.outcome.score.damaged_share:.1f}", "of damaged words, %"),
    (
        "intact",
        lambda r: share(r.outcome.score.intact_right, r.outcome.score.intact),
        "of words that lost nothing, %",
    ),
    ("invented", lambda r: str(r.outcome.score.invented), "words where the truth has none"),
    ("gaps", lambda r: share(r.outcome.score.gapped, r.outcome.score.words), "left open, %"),
    ("accepted", lambda r: share(r.accepted, len(r.outcome.offered)), "of changes, %"),
    ("of them right", lambda r: share(r.accepted_right, r.accepted), "%"),
    ("s", lambda r: f"{r.outcome.score.seconds / max(1, r.outcome.score.lines):.2f}", "a line"),
)


def _of(outcome: Outcome, sort: str) -> str:
    """Return the share of right words of one sort of line."""
    score = {str(name): score for name, score in outcome.scores.items()}.get(sort, Score())
    return f"{100 * score.share:.1f}" if score.words else "–"


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield f"| case | {' | '.join(name for name, *_ in COLUMNS)} |"
    yield "|---" * (len(COLUMNS) + 1) + "|"
    for row in rows:
        yield f"| {row.name} | {' | '.join(show(row) for _, show, _ in COLUMNS)} |"


def tenth_lines(name: str, counted: Iterable[Tenth]) -> Iterator[str]:
    """Yield a line for each tenth of confidence: what was offered, and how much of it was right."""
    yield f"\n{name}: confidence, words offered, right"
    for low, offered, right in counted:
        few = "  (few)" if offered < 50 else ""
        yield f"  {low:.1f}-{low + 0.1:.1f}  {offered:6,}  {100 * right / offered:5.1f} %{few}"


def fitted(outcomes: Iterable[Outcome]) -> Table | None:
    """Return the shipped table if it knows decoded words, else curves fitted on the split fit.

    None where neither is there: then a word is as sure as its posterior.
    """
    known = shipped()
    if f"{DAMAGE}/{RULE}" in known and f"{DAMAGE}/{MEASURED}" in known:
        return known
    trials = [t for o in outcomes if o.cell.split == "fit" for t in trials_of(o)]
    return curve_of(trials) if trials else None


def outcomes_of(
    options: argparse.Namespace, lines: Sequence[Line]
) -> Iterator[tuple[str, Outcome]]:
    """Yield what was asked for, with a name for its row."""
    splits: list[Split] = [s for s in get_args(Split) if options.split in (s, "both")]
    for names in (True, False) if options.nameless else (True,):
        read = Setup(names).reader()
        for split in splits:
            for way in options.ways.split(","):
                for channel in options.channels.split(","):
                    cell = Cell(channel, way, split, alone=options.alone)
                    label = f"{channel}, {way}, {split}{'' if names else ', no names'}"
                    yield label, measure(cell, lines, read)


def row_of(name: str, outcome: Outcome, sure: Callable[[Offer], float]) -> Row:
    """Return a line of the table, with what would be applied under a curve."""
    applied = [o for o in outcome.offered if tier(Probability(sure(o))) == "accept"]
    return Row(name, outcome, len(applied), sum(o.right for o in applied))


def misses(outcome: Outcome, count: int) -> Iterator[str]:
    """Yield some lines of which not all is right: seen, read, true."""
    wrong = [(w, d) for w, d in outcome.answers if score_line(w, d).share < 1]
    for line, decoded in wrong[:count]:
        yield f"  seen {line.observed.line}\n  read {decoded.text}\n  true {line.truth}\n"


def show(named: Sequence[tuple[str, Outcome]], count: int) -> list[Row]:
    """Print the tables and some misses; return the rows."""
    curve = fitted(o for _, o in named)

    def sure(offer: Offer) -> float:
        return sure_by(curve, offer) if curve else offer.posterior

    rows = [row_of(name, outcome, sure) for name, outcome in named]
    print("\n".join(table(rows)))
    print("\n" + "; ".join(f"{name}: {meaning}" for name, _, meaning in COLUMNS))
    for split in dict.fromkeys(o.cell.split for _, o in named):
        for measured in (False, True):
            words = [
                offer
                for _, o in named
                if o.cell.split == split and o.cell.way in GATED
                for offer in o.offered
                if offer.measured == measured
            ]
            if words:
                kind = "with widths" if measured else "text alone"
                print("\n".join(tenth_lines(f"{split}, {kind}", tenths(words, sure))))
    for name, outcome in named if count else ():
        print(f"\n{name}")
        print("\n".join(misses(outcome, count)))
    return rows


def counts_of(row: Row) -> dict[str, object]:
    """Return a row as it is written to a file."""
    scores = {str(sort): asdict(score) for sort, score in row.outcome.scores.items()}
    accepted = {"accepted": row.accepted, "accepted_right": row.accepted_right}
    return {"case": row.name, **row.outcome.cell._asdict(), **scores, **accepted}


def reference() -> Path | None:
    """Return the damaged paper of the local reference data, where there is one."""
    named = os.environ.get("RESTORE_REFERENCE", "")
    found = sorted((ROOT / named / "seed").glob("*.txt")) if named else []
    return found[0] if found else None


def show_reference(path: Path, options: argparse.Namespace) -> None:
    """Print how a paper by somebody else is read: its sentences damaged, its list as it is."""
    text = path.read_text(encoding="utf-8")
    lines = [Line("test", "sentence", sentence) for sentence in clean_sentences(text)]
    named = list(outcomes_of(options, every(lines, QUICK) if options.quick else lines))
    print("\nlocal reference data, sound sentences damaged anew\n")
    print("\n".join(table(row_of(name, o, lambda offer: offer.posterior) for name, o in named)))
    listing = listed(text, load())
    read = Setup().reader()([line.seen for line in listing])
    scores = [score_text(x.truth, d.text) for x, d in zip(listing, read, strict=True)]
    total = sum(scores, Score())
    print(f"\nits damaged list, without the records: {len(listing)} lines, {total.words} words,")
    print(f"right {100 * total.share:.1f} %, invented {total.invented}, left open {total.gapped}")
    for line, decoded in [*zip(listing, read, strict=True)][: options.misses]:
        print(f"  seen {line.seen.line}\n  read {decoded.text}\n  true {line.truth}\n")


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description="Measures how lost letters are decoded.")
    parser.add_argument("--quick", action="store_true", help=f"every {QUICK}th line")
    also = f"with commas between; also {', '.join(FURTHER)}"
    parser.add_argument("--channels", default=",".join(CHANNELS), help=also)
    parser.add_argument("--ways", default=",".join(GATED), help=f"some of {', '.join(WAYS)}")
    parser.add_argument("--split", default="test", choices=("fit", "test", "both"))
    parser.add_argument("--alone", action="store_true", help="each line is a zone of its own")
    parser.add_argument("--nameless", action="store_true", help="also without names and places")
    parser.add_argument("--misses", type=int, default=0, help="show so many lines a case")
    parser.add_argument("--json", type=Path, help="write the counts there")
    options = parser.parse_args()
    lines = read_lines(ROOT)
    named = list(outcomes_of(options, every(lines, QUICK) if options.quick else lines))
    rows = show(named, options.misses)
    paper = reference()
    if paper and options.split != "fit":
        show_reference(paper, options)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps([counts_of(r) for r in rows], indent=1), "utf-8")


if __name__ == "__main__":
    main()
