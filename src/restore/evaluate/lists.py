"""Made papers whose series lists and headings have lost their letters.

Each paper has a sound opening, a heading and a list under channels of their own, and sound prose
after them.  What makes a case hard is made often on purpose: records missing from the dictionary,
so that only a wrong one could be chosen; titles nobody wrote by authors of the series; printed
titles that differ from the record by a word; wrong numbers; lines cut off.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

import regex

from restore.evaluate.cases import Case, Draft
from restore.evaluate.sources import Sources, author_of, chance
from restore.evidence.authorities import Authorities, Entry
from restore.evidence.words import COMMON, is_known

LEFT_OUT = 0.2
"""Share of the listed records that the dictionary is made to miss: a series list of today knows
more records than the list at hand in about that measure (numbers 1 to 60 of a hundred)."""

INVENTED = 0.12
"""Share of list entries whose title nobody wrote."""

ALTERED = 0.04
"""Share of list entries printed with one word or number other than the record's."""

MISNUMBERED = 0.03
"""Share of list entries with another number than the record's."""

VARIANT = 0.1
"""Share of list entries printed in any spelling of the record's title instead of the first."""

CUT = 0.06
"""Share of list entries whose end is missing."""

WIDTH = 96
"""Characters to a printed line before the damage."""

SMALL = "etaoinsrhldcumfpgwybvkxjqz"
"""Small letters, by how common they are in English."""

SWAPS = (("f", "D", 1.0), ("k", "x", 0.3), ("I", "l", 0.5), ("h", "b", 0.5), ("u", "n", 0.3),
         ("E", "F", 0.4), ("o", "c", 0.3), ("G", "C", 0.5), ("m", "n", 0.2))  # fmt: skip
"""Letters that a channel may turn into others, and how often: maps that lie, and OCR confusions."""


@dataclass
class Wear:
    """A channel: which letters are lost, which turn into others, what a gap looks like."""

    lost: frozenset[str]
    swaps: dict[str, tuple[str, float]]
    fill: tuple[float, float]
    noise: float
    markers: bool = False
    codes: dict[str, str] = field(default_factory=dict)

    def wear(self, draft: Draft, text: str, rng: random.Random) -> None:
        """Add a text to a draft as this channel leaves it."""
        for run in regex.finditer(r"\n|[^\n]+", text):
            if run.group() == "\n":
                draft.keep("\n")
            else:
                self._line(draft, run.group(), rng)

    def _line(self, draft: Draft, line: str, rng: random.Random) -> None:
        """Add one line: each run of lost letters becomes a gap or a row of markers."""
        for gone, run in groupby(line, key=self.lost.__contains__):
            if gone:
                self._gap(draft, "".join(run), rng)
                continue
            for letter in run:
                other, share = self.swaps.get(letter, ("", 0.0))
                draft.damage(other if rng.random() < share else letter, letter)
                if letter.isalpha() and rng.random() < self.noise:
                    draft.damage(rng.choice(SMALL[:12]), "")

    def _gap(self, draft: Draft, run: str, rng: random.Random) -> None:
        """Add what a run of lost letters leaves."""
        if self.markers:
            for letter in run:
                code = self.codes.setdefault(letter, chr(0xF0000 + len(self.codes)))
                draft.damage(code, letter)
            return
        blank, dot = self.fill
        drawn = rng.random()
        draft.damage(" " if drawn < blank else " . " if drawn < blank + dot else "", run)


def draw_wear(rng: random.Random, severity: int, *, markers: bool = False) -> Wear:
    """Return a random channel; severity 0 loses a quarter of the small letters, 3 nearly all.

    Half of the channels spare the capitals, as a font does whose subset had them first.  With
    markers the map of a font does the damage: it turns a letter into another always or never.
    """
    count = rng.randint(*((6, 9), (10, 14), (15, 19), (20, 24))[severity])
    lost = set(rng.sample(SMALL, count)) | set("øáöéíłąäőű")
    if rng.random() < 0.5:
        lost |= set(rng.sample("ABCDEFGHIJKLMNOPRSTUVWYZ", rng.randint(1, 8)))
    if rng.random() < 0.7:
        lost |= set("“”")
    drawn = rng.sample(SWAPS, rng.randint(0, 3))
    swaps = {a: (b, share) for a, b, share in drawn if share == 1.0 or not markers}
    blank = rng.choice((0.9, 0.8, 0.5, 0.1))
    return Wear(
        lost=frozenset(lost - set(swaps)),
        swaps=swaps,
        fill=(blank, rng.choice((0.0, 0.08, 0.2)) * (1 - blank > 0)),
        noise=rng.choice((0.0, 0.0, 0.0, 0.01, 0.03)) * (not markers),
        markers=markers,
    )


class Line(NamedTuple):
    """One entry of a list: its number, its true text, and whether its end is missing."""

    number: int
    text: str
    cut: bool


def list_papers(sources: Sources, seed: int, count: int) -> Iterator[Case]:
    """Yield papers with a damaged list; every third has unmapped glyphs instead of gaps."""
    for number in range(count):
        rng = chance(seed, "list", number)
        markers = number % 3 == 2
        yield _paper(sources, rng, number, markers=markers)


def _paper(sources: Sources, rng: random.Random, number: int, *, markers: bool) -> Case:
    """Return one paper."""
    severity = rng.choices(range(4), (1, 3, 4, 2))[0]
    heading, wear = draw_wear(rng, 1 + rng.randrange(2)), draw_wear(rng, severity, markers=markers)
    records = sorted(rng.sample(sources.records, rng.randint(6, 24)), key=_number)
    out = frozenset(r.name for r in records if rng.random() < LEFT_OUT)
    headings = [_invented_title(sources, rng) for _ in range(3)]
    draft = Draft()
    draft.keep("".join(f"{h} {3 + 4 * i}\n" for i, h in enumerate(headings[:2])) + "\n")
    draft.keep(_prose(sources, rng) + "\n\f")
    for entry in rng.sample(sources.imprints, rng.randint(0, 4)):
        plain = rng.choice((entry.name, entry.name.upper()))
        other = rng.random() < VARIANT
        heading.wear(draft, rng.choice(entry.spellings) if other else plain, rng)
        draft.keep("\n")
    for line in _lines(sources, records, rng):
        _add_entry(draft, line, wear, rng)
    draft.keep("\f")
    heading.wear(draft, rng.choice(headings), rng)
    draft.keep("\n" + _prose(sources, rng) + "\n")
    kind = "unmapped-glyphs" if markers else "lost-letters"
    known = _without(sources.authorities, out)
    return draft.case(kind, f"list-{number}-severity-{severity}", authorities=known, run=1)


def _number(record: Entry) -> int:
    """Order records by their number."""
    return int(record.fields["number"])


def _without(authorities: Authorities, names: frozenset[str]) -> Authorities:
    """Return what series lists know, less the records of these titles."""
    return Authorities(
        tuple(e for e in (*authorities.records, *authorities.imprints) if e.name not in names)
    )


def _prose(sources: Sources, rng: random.Random) -> str:
    """Return a paragraph in printed lines."""
    return textwrap.fill(rng.choice(sources.paragraphs), WIDTH, break_on_hyphens=False)


def _lines(sources: Sources, records: list[Entry], rng: random.Random) -> Iterator[Line]:
    """Yield the entries of a list in the order of their numbers."""
    for record in records:
        number, author, title = _number(record), author_of(record), record.name
        if rng.random() < VARIANT:
            title = rng.choice(record.spellings)
        drawn = rng.random()
        if drawn < INVENTED:
            title = _invented_title(sources, rng)
            author = rng.choice(
                (author, author_of(rng.choice(sources.records)), _person(sources, rng))
            )
        elif drawn < INVENTED + ALTERED:
            title = _altered(title, sources, rng)
        elif drawn < INVENTED + ALTERED + MISNUMBERED:
            number = rng.randint(1, 140)
        yield Line(number, f"{author}, “{title}”", rng.random() < CUT)


def _person(sources: Sources, rng: random.Random) -> str:
    """Return a person of the name list, who wrote nothing in the series."""
    return rng.choice(sources.persons).name


def _add_entry(draft: Draft, line: Line, wear: Wear, rng: random.Random) -> None:
    """Add one entry with its number; a cut one ends after a third to two thirds."""
    draft.keep(f"#{line.number} ")
    text = textwrap.fill(line.text, WIDTH, break_on_hyphens=False)
    end = round(len(text) * rng.uniform(0.4, 0.75)) if line.cut else len(text)
    wear.wear(draft, text[:end].rstrip(), rng)
    draft.damage("", text[len(text[:end].rstrip()) :])
    draft.keep("\n")


def _invented_title(sources: Sources, rng: random.Random) -> str:
    """Return a title nobody wrote: the first half of one record and the second of another."""
    parts = [r.name.partition(": ") for r in rng.sample(sources.records, 2)]
    head, tail = parts[0][0], parts[1][2]
    if rng.random() < 0.5 and tail:
        return f"{head}: {tail}"
    words = [w for r in rng.sample(sources.records, 5) for w in r.name.split() if len(w) > 3]
    return " ".join(w.strip("‘’“”:,?") for w in rng.sample(words, rng.randint(3, 7)))


def _altered(title: str, sources: Sources, rng: random.Random) -> str:
    """Return a title with one of its longer words or years changed."""
    years = [m.span() for m in regex.finditer(r"\b19\d\d\b", title)]
    if years and rng.random() < 0.5:
        start, end = rng.choice(years)
        return f"{title[:start]}{rng.randint(1944, 1991)}{title[end:]}"
    words = [m.span() for m in regex.finditer(r"\p{Lu}\p{L}{3,}", title)]
    start, end = rng.choice(words)
    others = regex.findall(r"\p{Lu}\p{L}{3,}", rng.choice(sources.records).name) or ["Notes"]
    return f"{title[:start]}{rng.choice(others)}{title[end:]}"


def phrase_papers(sources: Sources, seed: int, count: int) -> Iterator[Case]:
    """Yield papers in which a phrase that stands whole elsewhere has lost letters once.

    In half of them the damaged phrase is another one, that stands nowhere whole.
    """
    for number in range(count):
        rng = chance(seed, "phrase", number)
        name, other = rng.sample([p for p in map(_own_name, sources.persons) if p], 2)
        if rng.random() < 0.3:
            other = f"{name.rsplit(' ', 1)[0]} {other.rsplit(' ', 1)[1]}"
        true = name if rng.random() < 0.5 else other
        draft = Draft()
        for _ in range(rng.randint(1, 4)):
            draft.keep(f"{_prose(sources, rng)}\nA further note by {name} was kept.\n\n")
        draft.damage("b", "by").keep(" ")
        for place, word in enumerate(true.split()):
            draft.keep(" " if place else "")
            end = len(word) if place == 0 or len(word) < 3 else rng.randint(2, len(word))
            draft.keep(word[:end]).damage("", word[end:])
        draft.keep(" in two copies.\n" + _prose(sources, rng))
        yield draft.case("lost-letters", f"phrase-{number}", authorities=Authorities(()))


def _own_name(person: Entry) -> str:
    """Return a name of two or three capitalised words, else nothing."""
    fits = regex.fullmatch(r"\p{Lu}\p{Ll}{2,}(?: \p{Lu}\.)?(?: \p{Lu}\p{Ll}{3,})", person.name)
    return person.name if fits and is_known(person.name.split()[0], least=COMMON) else ""


Generator = Callable[[Sources, int, int], Iterator[Case]]
