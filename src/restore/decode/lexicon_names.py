"""The printed words of the dictionaries: of persons, places, organisations, terms, archives, towns.

A spelling is taken apart at spaces and hyphens; each word comes with a weight, how many entries it
stands in, towns of the gazetteer less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

import regex

from restore.evidence.authorities import Authorities, Entry
from restore.romanise.plain import bare, spelled_out
from restore.romanise.tables import rows

PART_RE = regex.compile(r"\p{L}\p{M}*(?:[\p{L}\p{M}]|['’](?=\p{L}))*")

PERSONS = frozenset({"persons"})
PLACES = frozenset({"places"})

MOST = 5.0
"""Titles of an author that count: more say who is in our lists, not who is cited."""

GIVEN = 0.5
"""Weight of a given name that no entry of the dictionaries and no author bears."""

TOWN = 0.05
"""Weight of a town of the gazetteer, which the literature may never have named, to a place of the
dictionaries: a twentieth, as its 10,000 towns to some 500 that papers name."""


@lru_cache(maxsize=8)  # the authorities of a run, asked with and without names
def names_of(
    authorities: Authorities, *, names: bool = True, places: bool = True
) -> Mapping[str, float]:
    """Return the words of the dictionaries as they are printed, with weights, commonest first.

    Without `names` those of persons are left out, without `places` those of places and towns.
    """
    found: Counter[str] = Counter()
    left_out = (frozenset() if names else PERSONS) | (frozenset() if places else PLACES)
    for entry in authorities.entries:
        if "name" in entry.fields and entry.kind not in left_out:
            found.update(sorted(set(_words(_spellings(entry)))))
    weights: dict[str, float] = {word: float(count) for word, count in found.most_common()}
    if places:
        for word in _words(_towns(authorities)):
            weights.setdefault(word, TOWN)
    if names and authorities.entries:
        for word, titles in _authors():
            for spelling in (word, *spelled_out(word)):
                weights[spelling] = weights.get(spelling, 0.0) + min(titles, MOST)
        for word in _words(_given()):
            weights.setdefault(word, GIVEN)
        for word in _words(_syllables()):
            weights.setdefault(word.capitalize(), TOWN)
    return weights


def _given() -> Iterator[str]:
    """Yield the given names of Europe and elsewhere, those of a tradition at once."""
    text = (files("restore.names") / "given_names.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith(("#", "tradition")):
            yield line.split("\t")[1]


def _authors() -> Iterator[tuple[str, float]]:
    """Yield the words of authors' names with how many titles they stand at."""
    text = (files("restore") / "data" / "authors.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith(("#", "titles\t")):
            titles, word = line.split("\t")
            yield word.replace("'", "’"), float(titles)


def _syllables() -> Iterator[str]:
    """Yield the syllables of Chinese names, in both systems and in print's simpler spelling."""
    for pinyin, wade_giles, *_ in rows("chinese_syllables.tsv"):
        yield from filter(None, (pinyin, wade_giles, bare(wade_giles)))


def _towns(authorities: Authorities) -> Iterator[str]:
    """Yield the names of the gazetteer's towns, their other spellings left out."""
    if authorities.towns:
        lines = authorities.towns.read_text(encoding="utf-8").splitlines()
        rows = (line for line in lines if not line.startswith("#"))
        next(rows)  # names of columns
        yield from (row.partition("\t")[0] for row in rows)


def _spellings(entry: Entry) -> Iterator[str]:
    """Yield the spellings of an entry, each without its marks, too."""
    for spelling in entry.spellings:
        yield spelling
        yield from spelled_out(spelling)
    yield entry.fields.get(
        "expansion", ""
    )  # what archives and abbreviations stand for, foreign too


def _words(spellings: Iterable[str]) -> Iterator[str]:
    """Yield the words of spellings, as they are printed."""
    for spelling in spellings:
        yield from (word.replace("'", "’") for word in PART_RE.findall(spelling))
