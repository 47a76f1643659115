"""Measures how well broken fonts are read, on papers made with known truth.

    python scripts/measure_glyphs.py --quick          (one case of each sort, under a minute)
    python scripts/measure_glyphs.py -j 2             (every family, kind and damage)
    python scripts/measure_glyphs.py --fonts lato,open --kinds type0 --damages six,removed
    python scripts/measure_glyphs.py --quick --misses 5 --json build/glyphs.json

The papers are those of fixtures/glyphs.  Every case is read without the reference shapes of its own
designs (fixtures/fonts/designs.tsv), as if nobody had ever seen its fonts; --known keeps them.
Prints a table in Markdown: what the columns mean stands under it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, Python looks for packages beside it only

from fixtures.glyphs.cases import QUICK, Case, Truth, build, matrix  # noqa: E402
from fixtures.glyphs.score import (  # noqa: E402
    Key,
    Score,
    add_text,
    cards_by_key,
    same,
    score,
    used,
)

from restore.evidence import shapes  # noqa: E402
from restore.export.plain import restored_text  # noqa: E402
from restore.page import Document  # noqa: E402
from restore.pipeline import repair_document  # noqa: E402
from restore.read.pdf import read_pdf_bytes  # noqa: E402
from restore.steps import Card  # noqa: E402

Cards = Callable[[Document, Truth], tuple[dict[Key, Card], str]]
"""Gives the cards for a document, and its text as restored."""


class Miss(NamedTuple):
    """A type that is read wrong: the truth, what is read, and how sure."""

    case: str
    true: str
    read: str
    claims: str
    tier: str
    posterior: float
    places: int


class Result(NamedTuple):
    """One case with its counts and what went wrong in it."""

    case: Case
    score: Score
    misses: list[Miss]


@contextmanager
def without(designs: frozenset[str]) -> Iterator[None]:
    """Leave designs out of the reference shapes."""
    match = shapes.ShapeIndex.match

    def blind(self: shapes.ShapeIndex, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - as it comes
        named["without"] = named.get("without", frozenset()) | designs
        return match(self, *args, **named)

    with patch.object(shapes.ShapeIndex, "match", blind):
        yield


def repaired(document: Document, _: Truth) -> tuple[dict[Key, Card], str]:
    """Return the cards and the text of a repair as it is done for everybody."""
    ledger = repair_document(document)
    cards = cards_by_key(cause.card for cause in ledger.causes if cause.card is not None)
    return cards, restored_text(document.text, ledger)


def measure(case: Case, cards_of: Cards = repaired, *, known: bool = False) -> Result:
    """Return the counts of one case; `known` leaves its designs among the reference shapes."""
    data, truth = build(case)
    document = read_pdf_bytes(data, f"{case.name}.pdf")
    start = time.process_time()
    with without(frozenset() if known else case.designs):
        cards, text = cards_of(document, truth)
    seconds = time.process_time() - start
    total = score(document, truth, cards, foreign=case.foreign)
    total.seconds = seconds
    if not case.foreign:
        add_text(total, (document.text, text), truth)
    return Result(case, total, list(misses(case, document, truth, cards)))


def misses(case: Case, document: Document, truth: Truth, cards: dict[Key, Card]) -> Iterator[Miss]:
    """Yield what is read wrong; of a foreign case only what is accepted."""
    for key, (glyph, count) in used(document).items():
        true, card = truth.letters[key[0]].get(key[1], ""), cards.get(key)
        read = card.reading if card else glyph.text
        tier = card.tier if card else "no card"
        if not same(read, true) and (tier == "accept" or not case.foreign):
            claims = glyph.text if glyph.mapped else ""
            yield Miss(case.name, true, read, claims, tier, card.posterior if card else 0, count)


def share(part: float, whole: float) -> str:
    """Return a share in per cent, or a dash where there is nothing to share."""
    return f"{100 * part / whole:.2f}" if whole else "–"


COLUMNS: tuple[tuple[str, Callable[[Score], str], str], ...] = (
    ("before", lambda s: share(s.glyphs_before, s.glyphs), "occurrences right as extracted, %"),
    ("read", lambda s: share(s.glyphs_right, s.glyphs), "occurrences whose best reading is right"),
    ("put", lambda s: share(s.glyphs_put, s.glyphs), "occurrences right in the restored text"),
    ("types", lambda s: share(s.damaged_right, s.damaged), "damaged types read right"),
    ("accepted", lambda s: share(s.accepted, s.damaged), "damaged types in the accept tier"),
    ("wrong", lambda s: share(s.accepted_wrong, s.accepted), "of these, wrong"),
    ("digits", lambda s: share(s.digits_right, s.digits), "damaged digits read right"),
    ("accents", lambda s: share(s.accents_right, s.accents), "damaged accented letters read right"),
    ("found", lambda s: share(s.found, s.wrong_entries), "lying map entries found"),
    ("mended", lambda s: share(s.mended, s.wrong_entries), "lying entries mended and accepted"),
    ("altered", lambda s: share(s.altered, s.right_entries), "right map entries made wrong"),
    ("doubted", lambda s: share(s.doubted, s.right_entries), "right map entries doubted"),
    ("CER", lambda s: share(s.text_wrong, s.letters), "wrong characters in the text, %"),
    ("abstain", lambda s: share(s.foreign - s.foreign_accepted, s.foreign), "non-Latin left alone"),
    ("s", lambda s: f"{s.seconds / max(s.cases, 1):.1f}", "seconds of computing a paper"),
)


def table(rows: Iterable[tuple[str, Score]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield f"| case | {' | '.join(name for name, *_ in COLUMNS)} |"
    yield "|---" * (len(COLUMNS) + 1) + "|"
    for name, counts in rows:
        yield f"| {name} | {' | '.join(show(counts) for _, show, _ in COLUMNS)} |"


def grouped(results: list[Result]) -> Iterator[tuple[str, Score]]:
    """Yield totals by kind of font and by damage, and over all."""
    for label in ("kind", "damage"):
        names = dict.fromkeys(getattr(r.case, label) for r in results if not r.case.foreign)
        for name in names:
            chosen = [r for r in results if getattr(r.case, label) == name and not r.case.foreign]
            yield f"*{name}*", sum((r.score for r in chosen), Score())
    yield "**all**", sum((r.score for r in results), Score())


def chosen(options: argparse.Namespace) -> list[Case]:
    """Return the cases that were asked for."""
    wanted = {n: set(getattr(options, n).split(",")) - {""} for n in ("fonts", "kinds", "damages")}
    return [
        case
        for case in (QUICK if options.quick else dict.fromkeys(matrix()))
        if (not wanted["fonts"] or case.family in wanted["fonts"])
        and (not wanted["kinds"] or case.kind in wanted["kinds"])
        and (not wanted["damages"] or case.damage in wanted["damages"])
    ]


def run(cases: list[Case], jobs: int, *, known: bool) -> list[Result]:
    """Measure some cases, side by side where several jobs are wanted."""
    task = partial(measure, known=known)
    if jobs < 2:
        return [task(case) for case in cases]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(task, cases))


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description="Measures how well broken fonts are read.")
    for name in ("fonts", "kinds", "damages"):
        parser.add_argument(f"--{name}", default="", help="names, with commas between")
    parser.add_argument("--quick", action="store_true", help="one case of each sort")
    parser.add_argument("--known", action="store_true", help="keep the designs in the index")
    parser.add_argument("--misses", type=int, default=0, help="show so many wrong readings a case")
    parser.add_argument("--json", type=Path, help="write counts and misses there")
    parser.add_argument("-j", type=int, default=1, dest="jobs", help="processes")
    options = parser.parse_args()
    results = run(chosen(options), options.jobs, known=options.known)
    rows = [(r.case.name, r.score) for r in results] + list(grouped(results))
    print("\n".join(table(rows)))
    print("\n" + "; ".join(f"{name}: {meaning}" for name, _, meaning in COLUMNS))
    for result in results:
        for miss in sorted(result.misses, key=lambda m: -m.places)[: options.misses]:
            print(miss)
    if options.json:
        kept = [
            {"case": r.case.name, **asdict(r.score), "misses": [m._asdict() for m in r.misses]}
            for r in results
        ]
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
