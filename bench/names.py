"""Prints what names cost: the text at one, two and four times, the dictionary at one and seven.

    python bench/names.py [--words 100000]

All is measured in one run, so that ratios say something on any machine.  The text is the fixture's
prose over and over with other numbers and other names in it; the larger dictionary has made-up
persons beside the real ones.  What grows with text times dictionary would show as a ratio of seven.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path

from restore.damage import names
from restore.evidence.authorities import Authorities, Entry, load
from restore.names.forms import parse
from restore.names.index import index_of
from restore.page import Document, Source
from restore.view import View

ROOT = Path(__file__).parents[1]
PROSE = ROOT / "fixtures" / "working_paper" / "truth.txt"
DAMAGED = (
    "Nikita Khrushc\ufffdev",
    "K1m Il Sung",
    "Choe Yong-go n",
    "MaoZedong",
    "Anastas Mikoyarn",
)
TIMES = 7


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What names cost.")
    parser.add_argument("--words", type=int, default=100_000)
    words = parser.parse_args().words
    once = load()
    more = Authorities((*once.entries, *made(once, TIMES - 1)), once.towns)
    print(f"{'persons':>8} {'spellings':>10} {'index':>8} {'words':>8} {'seconds':>8}")
    figures = {}
    for size, known in ((1, once), (TIMES, more)):
        built = seconds(lambda known=known: build(known))  # type: ignore[misc]
        for share in (1, 2, 4):
            text = text_of(words * share, once)
            took = seconds(lambda known=known, text=text: work(text, known))  # type: ignore[misc]
            figures[size, share] = took
            index = index_of(known)
            print(
                f"{len(index.persons):8,} {index.size:10,} {built:6.2f} s"
                f" {words * share:8,} {took:6.2f} s"
            )
    print(f"four times the text: {figures[1, 4] / figures[1, 1]:.1f} times as long (aim: <= 5)")
    ratio = figures[TIMES, 1] / figures[1, 1]
    print(f"{TIMES} times the dictionary: {ratio:.1f} times as long (aim: <= 1.5)")
    both = figures[TIMES, 4] / figures[1, 1]
    print(f"both: {both:.1f} times as long (aim: <= 6; text times dictionary would be {4 * TIMES})")
    few, many = (seconds(lambda n=n: work(roll_of(n), once)) for n in (5_000, 20_000))  # type: ignore[misc]
    print(f"5,000 different names {few:.2f} s, 20,000 {many:.2f} s")
    print(f"four times the names: {many / few:.1f} times as long (aim: <= 5)")


def seconds(action: Callable[[], object]) -> float:
    """Return how long one call takes, on the processor's clock."""
    start = time.process_time()
    action()
    return time.process_time() - start


def build(known: Authorities) -> None:
    """Build all that is built on first use."""
    index = index_of(known)
    index.records(parse("Kim Il Sung"))
    index.near_text("Khrushc\ufffdev")


def work(text: str, known: Authorities) -> None:
    """Do what a repair does about names."""
    source = Source(name="made", sha256="", reader="plain")
    document = Document(source=source, text=text, pages=())
    view = View(document=document, text=text, authorities=known)
    list(names.propose(view))
    list(names.find(view))


def text_of(words: int, known: Authorities) -> str:
    """Return so many words of prose with names: known, unknown and damaged ones."""
    chance = random.Random(words)  # noqa: S311  # the same text every time
    prose = PROSE.read_text(encoding="utf-8").split()
    persons = [e.name for e in known.of("persons")]
    text: list[str] = []
    while len(text) < words:
        at = chance.randrange(len(prose) - 40)
        name = chance.choice(persons)
        other = chance.choice((invented(chance), name, chance.choice(DAMAGED)))
        text += [*prose[at : at + 40], "Then", name, "met", other, f"again in {1940 + at % 50}.\n"]
    return " ".join(text[:words])


def roll_of(count: int) -> str:
    """Return a text of so many different names, which a paper groups and holds together."""
    chance = random.Random(count)  # noqa: S311  # the same text every time
    found: dict[str, None] = {}
    while len(found) < count:
        given, family = invented(chance).split()
        found[
            f"{given} {family[:3]}{chance.choice('aeiou')}{chance.choice('klmnrt')}{family[3:]}"
        ] = None
    return "\n".join(f"and then {name} wrote again." for name in found)


def made(known: Authorities, times: int) -> list[Entry]:
    """Return so many times the persons of a dictionary, each with other letters in the name."""
    chance = random.Random(0)  # noqa: S311  # the same names every time
    found = []
    for _ in range(times):
        for entry in known.of("persons"):
            name = " ".join(changed(part, chance) for part in entry.name.split())
            found.append(Entry(kind="persons", name=name, fields={"name": name}))
    return found


def changed(part: str, chance: random.Random) -> str:
    """Return a part of a name with another consonant or two in it."""
    letters = list(part)
    for at in range(1, len(letters)):
        if letters[at] in "bdgklmnprstv" and chance.random() < 0.5:
            letters[at] = chance.choice("bdgklmnprstv")
    return "".join(letters)


def invented(chance: random.Random) -> str:
    """Return a name that nobody has."""
    parts = ("Bel", "Dro", "Gar", "Kov", "Lem", "Mar", "Nov", "Pol", "Rud", "Sam", "Tar", "Ves")
    ends = ("anov", "inski", "ek", "ar", "enko", "ovich", "auer", "escu")
    given = chance.choice(("Ivan", "Karl", "Jan", "Petr", "Ion", "Oleg"))
    return f"{given} {chance.choice(parts)}{chance.choice(('a', 'o', 'i'))}{chance.choice(ends)}"


if __name__ == "__main__":
    main()
