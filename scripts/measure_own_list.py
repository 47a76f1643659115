"""Measures how much of a real paper's damaged list is decoded with its list switched off.

    RESTORE_REFERENCE=DIR python scripts/measure_own_list.py            (figures)
    RESTORE_REFERENCE=DIR python scripts/measure_own_list.py 7 51       (and what a reviewer sees)

The paper is the first text of DIR/seed, local reference data.  The truth of each entry is what a
repair with the lists on makes of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

from restore.evaluate.own_list import Answer, answers, entries, tally
from restore.paper import Paper, repair
from restore.report.data import summarize


def main(numbers: Sequence[str]) -> int:
    """Print the figures, and for each number of an entry its lines of the report."""
    found = sorted(Path(os.environ.get("RESTORE_REFERENCE", ".")).glob("seed/*.txt"))
    if not found:
        sys.stderr.write("RESTORE_REFERENCE names no folder with a damaged paper.\n")
        return 2
    truth, blind = repair(found[0]), repair(found[0], without=("series",))
    source = truth.document.text
    said = list(answers(source, entries(truth.ledger), blind.ledger))
    sys.stdout.writelines(f"{line}\n" for line in figures(said, source))
    for number in numbers:
        sys.stdout.writelines(f"{line}\n" for line in shown(source, number, said, blind))
    return 0


def figures(said: Sequence[Answer], source: str) -> Iterator[str]:
    """Yield the figures as lines."""
    total = tally(said, source)
    yield (
        f"{len(said)} entries, {total.words} words: {total.share:.1%} right in the first answer"
        f" ({total.untouched / max(1, total.words):.1%} as they stood)"
    )
    for tier, offered in sorted(total.offered.items()):
        yield f"  {tier}: {total.good[tier]} of {offered} words offered are right"
        for answer in said if tier == "accept" else ():
            yield from _wrong(answer)


def _wrong(answer: Answer) -> Iterator[str]:
    """Yield the words of an answer that would be applied and that its truth does not have."""
    for _, correction in answer.offers:
        if correction.tier == "accept" and correction.after.strip() not in answer.entry.text:
            yield f"    not in “{answer.entry.text}”: {correction.before!r} -> {correction.after!r}"


def shown(source: str, number: str, said: Sequence[Answer], blind: Paper) -> Iterator[str]:
    """Yield an entry as it stands, as it is read, as it is known, and its part of the report."""
    match = regex.search(rf"(?m)^#{number}\s.*(?:\n(?!\s*$|#).*)*", source)
    if match is None:
        yield f"There is no entry #{number}."
        return
    yield f"\n{match[0]}"
    for answer in said:
        if match.start() <= answer.entry.span.start < match.end():
            yield f"  read:  {answer.text}"
            yield f"  known: {answer.entry.text}"
    report = summarize(blind.document, blind.ledger)
    names = {c.id for c in blind.ledger.corrections if match.start() <= c.span.start < match.end()}
    items = tuple(item for item in report.items if item.id in names)
    for item in items:
        reasons = "; ".join(f"{e.witness}: {e.says}" for e in item.evidence)
        rivals = ", ".join(f"“{a.text}”" for a in item.alternatives)
        change = " ".join(f"{p.before}→{p.after}" for p in item.parts if not p.same)
        yield f"  {item.tier:6} {item.confidence:.2f}  {change}  [{reasons}]  or: {rivals or '-'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
