"""What a paper's own citations say: which archives, numbers and words it uses, and how often.

Only citations without anything doubtful count, so no damage vouches for damage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import regex

from restore.evidence.citation_parts import CitedPart
from restore.evidence.citation_shapes import figures
from restore.evidence.citation_words import ASIDE, Lexicon
from restore.evidence.citations import Citation


class Step(NamedTuple):
    """A place among the parts of a citation, and the level that stands there."""

    place: int
    level: str


def steps(citation: Citation) -> list[Step]:
    """Return the first run of levels of a citation, asides left out.

    It ends after the leaves and at a semicolon or full stop: from there another file may be cited.
    Leaves after one leaf belong to it where no file was named: the one may be meant for it.
    """
    found: list[Step] = []
    for place, part in enumerate(citation.parts):
        if found and (";" in part.joint or _ends_before(part, citation.parts[place - 1], found)):
            break
        if part.level not in ASIDE:
            found.append(Step(place, part.level))
    return found


def _ends_before(part: CitedPart, last: CitedPart, found: Sequence[Step]) -> bool:
    """Tell whether a run of levels is over before a part, since it named its leaves."""
    if last.level != "leaf" or found[0].level == "leaf":
        return False
    filed = any(step.level in ("file", "leaf") for step in found[:-1])
    return filed or part.level != "leaf" or not last.value.isdigit()


def is_sound(part: CitedPart) -> bool:
    """Tell whether nothing in a part is doubtful."""
    return not part.misread and figures(part.value)[0] == part.value


@dataclass
class Usage:
    """How often the paper cites each archive, each number in it, and writes each label.

    `values` counts (archive, level, value), `roots` (archive, fond, opis), `labels` (level, label),
    `files` (archive, level, value, fond, opis, file): the numbers that identify a file.
    """

    archives: Counter[str] = field(default_factory=Counter)
    values: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    roots: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    files: Counter[tuple[str, str]] = field(default_factory=Counter)
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)

    def label(self, level: str, like: str, lexicon: Lexicon, languages: frozenset[str]) -> str:
        """Return the word for a level in the manner of another label: short or whole, its case.

        The paper's own comes first, then the dictionary's.
        """
        short = like.endswith(".")
        own = [
            (-count, label)
            for (of, label), count in self.labels.items()
            if of == level
            and label.endswith(".") == short
            and label[0].isupper() == like[0].isupper()
        ]
        if own:
            return min(own)[1]
        known = [s for s in lexicon.spellings(level, languages) if s.endswith(".")]
        found = next(iter(known), "") if short else lexicon.word(level, languages)
        return found.capitalize() if like[0].isupper() else found


def usage_of(citations: Iterable[Citation]) -> Usage:
    """Return what a paper's sound citations say."""
    usage = Usage()
    for citation in citations:
        for part in citation.parts:
            if is_sound(part) and part.label:
                usage.labels[part.level, part.label] += 1
                usage.values[citation.archive, part.level, part.value] += 1
        if citation.archive:
            usage.archives[citation.archive] += 1
        levels = {s.level: citation.parts[s.place] for s in steps(citation)}
        if {"group", "series"} <= levels.keys() and all(map(is_sound, levels.values())):
            fond, opis = levels["group"].value, levels["series"].value
            usage.roots[citation.archive, fond, opis] += 1
            if "file" in levels:
                usage.files[citation.archive, levels["file"].value] += 1
    return usage


@lru_cache(maxsize=256)
def standing(text: str, word: str) -> int:
    """Return how often a word stands in a text.

    >>> standing("Opus 28, Opus 12 and Opuses", "Opus")
    2
    """
    return len(regex.findall(rf"(?<!\p{{L}}){regex.escape(word)}(?!\p{{L}})", text))
