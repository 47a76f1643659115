"""The words of a lexicon before they are printed: of the language, the paper, dictionaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.case import WORD_RE, counted, updated, ways
from restore.decode.language import UNKNOWN, Language, Style, language
from restore.decode.language_cache import Cache
from restore.decode.language_tokens import plain
from restore.decode.lexicon_names import names_of
from restore.evidence.authorities import Authorities
from restore.evidence.words import shares

WORDS = 130_000
"""Words of the language that are asked, the commonest: those of the models and of wordfreq's list
down to Zipf frequency 1.7."""

LISTED = 10**-7.3
"""Share in wordfreq's list from which a word that the models lack is asked at all."""

SPELLED_RE = re.compile(r"[a-z](?:[a-z']*[a-z])?")
"""A plain word as the models have it."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Known(NamedTuple):
    """What a lexicon is made of.

    `words` are plain, `numbers` theirs in the models, `alone` ln P(word) in titles and in prose;
    `title` and `prose` say how often each is printed small, with a capital, in capitals.  `names`
    are printed words of dictionaries with weights, `own` those of the paper with counts.
    """

    models: Language
    words: list[str]
    numbers: Ints
    alone: Floats
    title: Floats
    prose: Floats
    names: Mapping[str, float]
    own: Counter[str]
    place: Mapping[str, int]
    """Where each plain word stands in `words`."""


def known_of(
    authorities: Authorities, own: str, *, names: bool, places: bool, models: Language | None
) -> Known:
    """Gather the words of the models, of dictionaries, and of a paper's sound text."""
    found = models or language()
    found = found.with_cache(Cache.of(own)) if own else found
    listed = names_of(authorities, names=names, places=places)
    printed = Counter(m.group().replace("'", "’") for m in WORD_RE.finditer(own))
    words, numbers, alone = _commonest(found, {plain(word) for word in printed})
    capitalised = {plain(word) for word in listed if not word.islower()}
    prose = ways(words, style="prose", names=capitalised)
    return Known(
        models=found,
        words=words,
        numbers=numbers,
        alone=alone,
        title=ways(words, style="title", names=capitalised),
        prose=updated(prose, words, counted(own.split("\n\n"))) if own else prose,
        names=listed,
        own=printed,
        place={word: place for place, word in enumerate(words)},
    )


def alone_of(models: Language, numbers: Ints) -> Floats:
    """Return ln P(word) whatever stands before: columns for titles and prose."""
    styles: tuple[Style, ...] = ("title", "prose")
    return np.stack([models.unigram(numbers, style=style) for style in styles], axis=1)


def _commonest(models: Language, own: set[str]) -> tuple[list[str], Ints, Floats]:
    """Return the commonest words with their numbers and ln P; those of the paper are all among."""
    words = [*_listed(), *sorted(own - _listed_set())]
    numbers = models.ids(words)
    alone = alone_of(models, numbers)
    best = alone.max(axis=1)
    best[len(_listed()) :] = np.inf
    best[numbers == UNKNOWN] = -np.inf
    kept = np.sort(np.argsort(-best, kind="stable")[: min(WORDS, int((best > -np.inf).sum()))])
    return [words[place] for place in kept.tolist()], numbers[kept], alone[kept]


@cache
def _listed() -> list[str]:
    """Return the words that are asked: of the models, and of wordfreq's list."""
    path = files("restore").joinpath("data/language.npz")
    with path.open("rb") as file, np.load(file) as archive:
        stored = archive["words"].tobytes().decode("ascii").split("\n")
    common = (word for word, share in shares("en").items() if share >= LISTED)
    return [word for word in dict.fromkeys((*stored, *common)) if SPELLED_RE.fullmatch(word)]


@cache
def _listed_set() -> frozenset[str]:
    return frozenset(_listed())
