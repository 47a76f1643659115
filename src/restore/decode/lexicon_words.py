"""The words of a lexicon before they are printed: of the language, the paper, dictionaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.case import WORD_RE, Words, counted, updated, ways
from restore.decode.language import UNKNOWN, Language, Style
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

    `words` are plain, `numbers` theirs in the models, `alone` ln P(word) in titles and in prose,
    `place` where each stands; `title` and `prose` say how often each is printed small, with a
    capital, in capitals.  `names` are printed words of dictionaries with weights, `own` those of
    the paper with counts.
    """

    models: Language
    words: Sequence[str]
    place: Mapping[str, int]
    numbers: Ints
    alone: Floats
    title: Floats
    prose: Floats
    names: Mapping[str, float]
    own: Counter[str]


def known_of(authorities: Authorities, *, asked: tuple[bool, bool], models: Language) -> Known:
    """Gather the words of the models and of dictionaries.

    `asked` says whether names of persons, and of places, are wanted.
    """
    listed = names_of(authorities, names=asked[0], places=asked[1])
    words, numbers, alone = _commonest(models)
    found = Words.of(words, names={plain(word) for word in listed if not word.islower()})
    title, prose = ways(found, style="title"), ways(found, style="prose")
    return Known(models, words, found.place, numbers, alone, title, prose, listed, Counter())


def known_of_paper(own: str, names: Mapping[str, float], models: Language) -> Known:
    """Gather the words of a paper's sound text and of a user's entries, and how they are printed.

    `models` are those with what the text teaches.
    """
    printed = Counter(m.group().replace("'", "’") for m in WORD_RE.finditer(own))
    capitals = {plain(word) for word in (*printed, *names) if not word.islower()}
    found = Words.of(sorted({plain(word) for word in (*printed, *names)}), names=capitals)
    numbers = models.ids(found.words)
    return Known(
        models=models,
        words=found.words,
        place=found.place,
        numbers=numbers,
        alone=alone_of(models, numbers),
        title=ways(found, style="title"),
        prose=updated(ways(found, style="prose"), found.place, counted(own.split("\n\n"))),
        names=names,
        own=printed,
    )


def alone_of(models: Language, numbers: Ints) -> Floats:
    """Return ln P(word) whatever stands before: columns for titles and prose."""
    styles: tuple[Style, ...] = ("title", "prose")
    return np.stack([models.unigram(numbers, style=style) for style in styles], axis=1)


def _commonest(models: Language) -> tuple[list[str], Ints, Floats]:
    """Return the commonest words with their numbers and ln P."""
    common = [word for word, share in shares("en").items() if share >= LISTED]
    words = list(
        filter(SPELLED_RE.fullmatch, dict.fromkeys((*tuple(models.words())[::-1], *common)))
    )
    numbers = models.ids(words)
    alone = alone_of(models, numbers)
    best = np.where(numbers == UNKNOWN, -np.inf, alone.max(axis=1))
    kept = np.sort(np.argsort(-best, kind="stable")[: min(WORDS, int((best > -np.inf).sum()))])
    return [words[place] for place in kept.tolist()], numbers[kept], alone[kept]
