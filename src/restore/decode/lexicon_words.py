"""The words of a lexicon before they are printed: of the language, the paper, dictionaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.case import WORD_RE, Words, counted, updated, ways
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


def known_of(
    authorities: Authorities, own: str, *, asked: tuple[bool, bool], models: Language | None = None
) -> Known:
    """Gather the words of the models, of dictionaries, and of a paper's sound text.

    `asked` says whether names of persons, and of places, are wanted.
    """
    known = _general(authorities, asked, models or language())
    return _with_own(known, own) if own else known


@lru_cache(maxsize=4)  # papers of one run share it
def _general(authorities: Authorities, asked: tuple[bool, bool], models: Language) -> Known:
    """Gather the words of the models and of dictionaries."""
    listed = names_of(authorities, names=asked[0], places=asked[1])
    words, numbers, alone = _commonest(models)
    found = Words.of(words, names={plain(word) for word in listed if not word.islower()})
    title, prose = ways(found, style="title"), ways(found, style="prose")
    return Known(models, words, found.place, numbers, alone, title, prose, listed, Counter())


def _with_own(known: Known, own: str) -> Known:
    """Add the words of a paper's sound text, and what it shows of how words are printed."""
    printed = Counter(m.group().replace("'", "’") for m in WORD_RE.finditer(own))
    names = {plain(word) for word in printed if not word.islower()}
    new = Words.of(sorted({plain(word) for word in printed} - known.place.keys()), names=names)
    words = [*known.words, *new.words]
    place = {**known.place, **{word: i + len(known.words) for word, i in new.place.items()}}
    models = known.models.with_cache(Cache.of(own))
    numbers = models.ids(new.words)
    prose = np.concatenate([known.prose, ways(new, style="prose")])
    return Known(
        models=models,
        words=words,
        place=place,
        numbers=np.concatenate([known.numbers, numbers]),
        alone=np.concatenate([known.alone, alone_of(models, numbers)]),
        title=np.concatenate([known.title, ways(new, style="title")]),
        prose=updated(prose, place, counted(own.split("\n\n"))),
        names=known.names,
        own=printed,
    )


def alone_of(models: Language, numbers: Ints) -> Floats:
    """Return ln P(word) whatever stands before: columns for titles and prose."""
    styles: tuple[Style, ...] = ("title", "prose")
    return np.stack([models.unigram(numbers, style=style) for style in styles], axis=1)


def _commonest(models: Language) -> tuple[list[str], Ints, Floats]:
    """Return the commonest words with their numbers and ln P."""
    path = files("restore").joinpath("data/language.npz")
    with path.open("rb") as file, np.load(file) as archive:
        stored = archive["words"].tobytes().decode("ascii").split("\n")
    common = [word for word, share in shares("en").items() if share >= LISTED]
    words = list(filter(SPELLED_RE.fullmatch, dict.fromkeys((*stored, *common))))
    numbers = models.ids(words)
    alone = alone_of(models, numbers)
    best = np.where(numbers == UNKNOWN, -np.inf, alone.max(axis=1))
    kept = np.sort(np.argsort(-best, kind="stable")[: min(WORDS, int((best > -np.inf).sum()))])
    return [words[place] for place in kept.tolist()], numbers[kept], alone[kept]
