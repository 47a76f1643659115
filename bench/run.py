"""Prints what repairing costs, beside what reading the same PDF costs without any repair.

    python bench/run.py [--rounds 3] [PAPER.pdf]

The two are measured in turn, so that a busy machine slows both alike; the medians are printed.
Nothing here fails because of a number: a machine is not a law.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import pdfplumber

import restore
from restore.ledger import Correction, Ledger, apply
from restore.text import Span, digest

FIXTURE = Path(__file__).parents[1] / "fixtures" / "working_paper" / "damaged.pdf"
MEGABYTE = 1024.0  # getrusage counts kilobytes on Linux

BARE = "import pdfplumber, sys; [p.extract_text() for p in pdfplumber.open(sys.argv[1]).pages]"
REPAIR = "import sys; from restore.cli import main; sys.exit(main())"


def read_bare(path: Path) -> int:
    """Read all pages as a user of the bare library would; return the number of pages."""
    with pdfplumber.open(path) as pdf:
        return len([page.extract_text() for page in pdf.pages])


def seconds(action: Callable[[], object]) -> float:
    """Return how long one call takes, on the wall clock."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def in_turn(first: Callable[[], object], second: Callable[[], object], rounds: int) -> list[float]:
    """Return the median times of two actions, run in turn after one unmeasured call of each."""
    first()
    second()
    times = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return [median(column) for column in zip(*times, strict=True)]


def process(code: str, *arguments: str) -> tuple[float, float]:
    """Run Python code as a process of its own; return its seconds and its peak memory in MB."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        print(f"(that process ended with exit code {child.returncode})")
    return time.perf_counter() - start, usage.ru_maxrss / MEGABYTE


def print_pdf(path: Path, rounds: int) -> restore.Paper:
    """Print time and memory of bare reading and of repair; return the repaired paper."""
    # Processes first: Linux counts the memory of the process that starts one as its own peak.
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("repair", str(path), "-o", f"{folder}/paper", "--force", "--quiet")
        runs = [(process(BARE, str(path)), process(REPAIR, *arguments)) for _ in range(rounds)]
    bare, repair = in_turn(lambda: read_bare(path), lambda: restore.repair(path), rounds)
    walls = [median(run[i][0] for run in runs) for i in (0, 1)]
    peaks = [max(run[i][1] for run in runs) for i in (0, 1)]
    ratios = [repair / bare, walls[1] / walls[0], peaks[1] / peaks[0]]
    print(f"{path.name}, {read_bare(path)} pages, median of {rounds}")
    print(f"  {'':24}{'in process':>12}{'whole process':>16}{'peak memory':>14}")
    print(f"  {'pdfplumber alone':24}{bare:>10.2f} s{walls[0]:>14.2f} s{peaks[0]:>11.0f} MB")
    print(f"  {'restore':24}{repair:>10.2f} s{walls[1]:>14.2f} s{peaks[1]:>11.0f} MB")
    print(f"  {'ratio (aim: <= 1.5)':24}{ratios[0]:>12.2f}{ratios[1]:>16.2f}{ratios[2]:>14.2f}")
    return restore.repair(path)


def print_plain(text: str) -> None:
    """Print how many characters of plain text are repaired in a second."""
    took = seconds(lambda: restore.repair_text(text))
    print(
        f"plain text: {len(text) / took:,.0f} characters a second ({len(text):,} in {took:.2f} s)"
    )
    ten = seconds(lambda: restore.repair_text(text * 10))
    print(f"  ten times the text takes {ten / took:.1f} times as long (aim: <= 12)")


def tenfold(text: str, ledger: Ledger) -> tuple[str, Ledger]:
    """Return the text ten times over, with the corrections of each copy."""

    def moved(correction: Correction, by: int) -> Correction:
        start, end = correction.span
        return replace(correction, span=Span(start + by, end + by))

    copies = range(0, 10 * len(text), len(text))
    corrections = tuple(moved(c, by) for by in copies for c in ledger.corrections)
    return text * 10, replace(ledger, source_sha256=digest(text * 10), corrections=corrections)


def print_growth(paper: restore.Paper, rounds: int) -> None:
    """Print how much longer it takes to apply ten times the corrections to ten times the text."""
    text, ledger = paper.document.text, paper.ledger
    long_text, long_ledger = tenfold(text, ledger)
    once, ten = in_turn(
        lambda: [apply(text, ledger) for _ in range(10)],
        lambda: [apply(long_text, long_ledger) for _ in range(10)],
        rounds,
    )
    count = len(ledger.corrections)
    print(f"applying {count} corrections to {len(text):,} characters: {once * 100:.2f} ms")
    print(f"  ten times both takes {ten / once:.1f} times as long (aim: <= 12)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What repairing costs.")
    parser.add_argument("paper", nargs="?", type=Path, default=FIXTURE)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    paper = print_pdf(given.paper, given.rounds)
    plain = given.paper.with_suffix(".txt")
    print_plain(plain.read_text(encoding="utf-8") * 4 if plain.exists() else paper.document.text)
    print_growth(paper, given.rounds)


if __name__ == "__main__":
    main()
