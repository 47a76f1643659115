"""Fits src/restore/data/confidence.tsv on damage made with known truth, and shows how it came out.

    python scripts/calibrate.py            (about eight minutes; the same bytes every time)
    python scripts/calibrate.py --wrong 20 (also lists wrong proposals that would be applied)

A kind is shown every made paper that carries damage of its own pass or of a later one, for that is
what it sees in a repair.  Decisions on glyphs are judged on PDFs of their own (`glyph_trials.py`),
words that are decoded on lines of their own (`evaluate/lost_cases.py`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, Python looks for packages beside it only

from restore.confidence import tier  # noqa: E402
from restore.damage import decoded  # noqa: E402
from restore.evaluate.cases import Case, Propose, Trial, judge  # noqa: E402
from restore.evaluate.fit import Check, Forecast, checked, fit, held_back, written  # noqa: E402
from restore.evaluate.generate import SEED, cases, digest_of  # noqa: E402
from restore.evaluate.lost_cases import digest_of_lost, lost_trials  # noqa: E402
from restore.evaluate.lost_zones import read_lines  # noqa: E402
from restore.evaluate.sources import read_sources  # noqa: E402
from restore.evidence.authorities import Authorities, load  # noqa: E402
from restore.ledger import Probability  # noqa: E402
from restore.pipeline import PASSES  # noqa: E402
from scripts.glyph_trials import digest_of_glyphs, glyph_trials  # noqa: E402
from scripts.measure_lost import Setup  # noqa: E402

TABLE = ROOT / "src" / "restore" / "data" / "confidence.tsv"


def kinds() -> Iterator[tuple[int, str, Propose]]:
    """Yield the pass, the name and the rule of every kind of damage that is judged on papers."""
    for number, stage in enumerate(PASSES):
        for propose in (each for each in stage.kinds if each is not decoded.propose):
            yield number, sys.modules[propose.__module__].DAMAGE, propose


def trials(made: list[Case], authorities: Authorities) -> Iterator[Trial]:
    """Yield all proposals of all kinds on the papers they would see, judged."""
    passes = {name: number for number, name, _ in kinds()}
    for case in made:
        for number, _, propose in kinds():
            if number <= passes[case.kind]:
                yield from judge(case, propose, authorities, stage=number)


def tier_of(value: float) -> str:
    """Return what is done with a correction of this probability."""
    return tier(Probability(value))


def show(checks: list[Check], forecasts: list[Forecast], wrong: int) -> None:
    """Print the table of the held-back halves, and wrong proposals that would be applied."""
    print(f"{'kind':18} {'tier':7} {'seen':>5} {'right':>6} {'ECE':>6} {'Brier':>6}")
    for c in checks:
        print(f"{c.kind:18} {c.tier:7} {c.seen:5} {c.share:6.3f} {c.ece:6.3f} {c.brier:6.3f}")
    bad = [f for f in forecasts if not f.trial.right and tier_of(f.probability) == "accept"]
    for trial, value in bad[:wrong]:
        print(f"\n{trial.case} {trial.rule} {trial.score:.1f} {value:.3f}")
        print(f"  damaged {trial.before[:150]!r}\n  put     {trial.after[:150]!r}")
        print(f"  true    {trial.true[:150]!r}")


def main() -> None:
    """Make the cases, judge the kinds, fit, check on held-back halves, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", type=int, default=0, help="how many wrong ones to list")
    parser.add_argument(
        "--share", type=float, default=1.0, help="part of the papers; writes nothing"
    )
    given = parser.parse_args()
    authorities = load()
    made = list(cases(read_sources(ROOT, authorities), share=given.share))
    lines = read_lines(ROOT)
    judged = [
        *trials(made, authorities),
        *glyph_trials(given.share),
        *lost_trials(lines, Setup().reader(), share=given.share),
    ]
    forecasts = held_back(judged)
    checks = checked(forecasts, tier_of)
    show(checks, forecasts, given.wrong)
    if given.share == 1.0:
        digest = digest_of(made) + digest_of_glyphs() + digest_of_lost(lines)
        table = written(fit(judged), checks, seed=SEED, digest=digest)
        TABLE.write_text(table, encoding="utf-8")
        print(f"\n{TABLE.relative_to(ROOT)}: fitted on {len(judged)} proposals, {len(made)} papers")


if __name__ == "__main__":
    main()
