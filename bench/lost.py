"""Prints what decoding lost letters costs: loading, channels, lines, and a page of noise.

    python bench/lost.py [--rounds 3]

Times are shares of a fixed piece of work measured in the same run, that of sorting a million
numbers in numpy ten times, so that they say something on any machine; seconds stand beside them.
Loading is measured in a process of its own: importing, models, dictionaries and a first index.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from restore.decode.channel import learn
from restore.decode.language import language
from restore.decode.lexicon import lexicon_of
from restore.decode.model import Decoded, Loss, Observed
from restore.decode.observe import observe
from restore.decode.zone import Context, read_zone
from restore.evaluate.lost import CHANNELS, RAGGED, damaged
from restore.evidence.authorities import load

LINE = "The Soviet Union, the Chinese Revolution and the Origins of the First Indochina War, 1945"
"""A line of 89 characters."""

ZONE = (
    "Stalin’s Allies and the Division of Germany: New Evidence from the Archives of Eastern Europe",
    "Washington, Belgrade and the Question of Military Aid after the Break between Tito and Moscow",
    "The Secret Speech and Its Readers: Students, Writers and Workers in Warsaw, October 1956",
    "A Missile Gap? Intelligence, Budgets and the Presidential Election of 1960 Reconsidered",
)
NOISE_LINES, NOISE_LETTERS = 45, 70
MEGABYTE = 1024.0  # getrusage counts kilobytes on Linux

BARE = "import numpy, restore"
LOADED = """
import time
start = time.process_time()
from restore.decode.zone import read_lines
read_lines(["C d Wa"])
print(time.process_time() - start)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What decoding lost letters costs.")
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    fixed = median(seconds(sort) for _ in range(rounds))
    print(f"fixed piece of work: {fixed:.3f} s")
    bare, _ = process(BARE)
    whole, loading = process(LOADED)
    print(f"loading, with a first line: {loading:.2f} s = {loading / fixed:.1f} (aim: <= 0.5 s)")
    print(f"memory: {whole:.0f} MB, of which {whole - bare:.0f} for decoding (aim: <= 300 MB)")
    print(
        f"\n{'':20} {'channel':>9} {'index':>9} {'a line':>9} {'ratio':>6}   (aim: <= 0.3 s a line)"
    )
    for name, channel in CHANNELS.items():
        for label, setting in (("text", None), ("widths", RAGGED)):
            zone = [damaged(text, channel, widths=setting) for text in (LINE, *ZONE)]
            found = costs(zone, rounds)
            shown = " ".join(f"{cost:7.2f} s" for cost in found)
            print(f"{name + ', ' + label:20} {shown} {found.line / fixed:6.2f}")
    page = noise()
    read = reader(None)
    took = seconds(lambda: read(page))
    print(f"{'a page of noise':20} {took:27.2f} s {took / fixed:6.2f}   (aim: <= 2 s)")


class Costs(NamedTuple):
    """Seconds for learning a zone's channel, for indexing the words under it, and for a line."""

    learning: float
    indexing: float
    line: float


def costs(zone: Sequence[Observed], rounds: int) -> Costs:
    """Return what each part of reading a zone takes."""
    words, models = lexicon_of(load()), language()
    learning = median(seconds(lambda: learn(zone, words, models)) for _ in range(rounds))
    read = reader(learn(zone, words, models))
    one, all_of = (
        median(seconds(lambda part=part: read(part)) for _ in range(rounds))  # type: ignore[misc]
        for part in (zone[:1], zone)
    )
    a_line = (all_of - one) / (len(zone) - 1)
    return Costs(learning, max(0.0, one - a_line), a_line)


def reader(loss: Loss | None) -> Callable[[Sequence[Observed]], list[Decoded]]:
    """Return what reads a zone whose channel is known or to be learned."""
    context = Context(authorities=load(), loss=loss)

    def read(lines: Sequence[Observed]) -> list[Decoded]:
        return read_zone(lines, context)

    return read


def noise() -> list[Observed]:
    """Return a page of letters at random, blanks among them."""
    rng = random.Random(0)  # noqa: S311  # the same page every time
    drawn = ("".join(rng.choices("abcdekmxADRTZ    ", k=NOISE_LETTERS)) for _ in range(NOISE_LINES))
    return [observe(" ".join(line.split())) for line in drawn]


def sort() -> None:
    """Do a fixed piece of work."""
    numbers = np.random.default_rng(0).random(1_000_000)
    for _ in range(10):
        np.sort(numbers)


def seconds(action: Callable[[], object]) -> float:
    """Return how long one call takes, on the processor's clock."""
    start = time.process_time()
    action()
    return time.process_time() - start


def process(code: str) -> tuple[float, float]:
    """Run Python code as a process of its own; return its peak memory in MB and what it prints."""
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    said = child.stdout.read() if child.stdout else ""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"failed: {code}")
    return usage.ru_maxrss / MEGABYTE, float(said or 0)


if __name__ == "__main__":
    main()
