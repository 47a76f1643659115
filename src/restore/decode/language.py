"""How likely a word is after two others, in the titles and in the prose of this literature.

The models (`data/language.npz`, made by `scripts/make_models.py`, see docs/models.md) are a general
trigram and a small one of titles; each style mixes them in its own way.  What damage hides is
hidden here too: the break between two sentences, or between title and subtitle, may stand before
any word and is summed over.

Words of wordfreq's list that the models never met share what the models keep for unknown words, in
proportion to their shares in the list; the rest is for words spelled letter by letter.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.language_cache import Cache, Memory, Style
from restore.decode.language_tables import Floats, Ids, Table, unpack
from restore.decode.language_tokens import plain
from restore.evidence.glyph_language_letters import LEARNED, Letters
from restore.evidence.glyph_language_letters import RARE as ONCE
from restore.evidence.words import RARE, shares

__all__ = ["BOS", "NUMBER", "UNKNOWN", "Cache", "Language", "Style", "language", "load"]

BOS, UNKNOWN, NUMBER = 0, 1, 2
"""Numbers of what is no word: the beginning, a word outside the vocabulary, a number in figures."""

LEAST = 10 ** (RARE - 9)
"""Share from which a word of wordfreq's list is in the vocabulary; the list has 190,000 such."""

LISTED = 0.6
"""Of words that the models never met, the share that wordfreq's list has."""

POSSESSIVE = 0.01
"""Share of possessives among a noun's occurrences: of our own prose and titles one word in 110 is
a possessive."""

_TINY = np.float32(1e-12)


class _Style(NamedTuple):
    """How one style is mixed from the models."""

    weights: Floats
    """Of the model of titles: where it does not know the word before, knows it, knows both."""
    breaks: Floats
    """By word: how often a sentence or subtitle begins after it."""
    start: Floats
    """P(word) at a beginning."""

    def mix(
        self, general: Floats, title: Floats, level: NDArray[np.intp], before: Ids, *, word: Ids
    ) -> Floats:
        """Return probabilities from those of both models, hidden breaks summed over."""
        found = general + self.weights[level] * (title - general)
        broken: Floats = found + self.breaks[before] * (self.start[word] - found)
        return broken


class Language:
    """Probabilities of words in context; immutable.  Obtain it by `language()`."""

    def __init__(self, models: _Models, memory: Memory | None = None) -> None:
        """Look at loaded models, with what a paper's own text teaches where it is at hand."""
        self._models = models
        self._memory = memory

    def id(self, word: str) -> int:
        """Return the number of a word, whatever its case and accents; UNKNOWN if it has none.

        >>> language().id("Szábo") == language().id("szabo"), language().id("zqxv") == UNKNOWN
        (True, True)
        """
        bare = plain(word)
        number = self._models.numbers.get(bare, UNKNOWN)
        if number == UNKNOWN and self._memory is not None:
            return self._memory.numbers.get(bare, UNKNOWN)
        return number

    def ids(self, words: Sequence[str]) -> Ids:
        """Return the numbers of words."""
        return np.fromiter(map(self.id, words), dtype=np.int32, count=len(words))

    def unigram(self, words: Ids, *, style: Style) -> Floats:
        """Return ln P(word) whatever stands before."""
        models = self._models
        known, part = models.known(words)
        weight = models.styles[style].weights[0]
        found = (1 - weight) * models.general.one[known] + weight * models.title.one[known]
        own = self._memory.one(words, style) if self._memory is not None else None
        return _logs(found * part, own)

    def bigram(self, second: Ids, word: Ids, *, style: Style) -> Floats:
        """Return ln P(word | second), element by element."""
        models = self._models
        before, _ = models.known(second)
        known, part = models.known(word)
        general, title = models.general.two(before, known), models.title.two(before, known)
        level = (models.title.word_rest[before] < 1).astype(np.intp)
        found = models.styles[style].mix(general, title, level, before, word=known)
        return self._remembered(found * part, second, word, style)

    def score(self, first: Ids, second: Ids, word: Ids, *, style: Style) -> Floats:
        """Return ln P(word | first second), element by element; BOS pads before the first word.

        Words that follow each other with the same two words before them are cheapest.

        >>> lm = language()
        >>> the, cold, war, was = lm.ids(["the", "cold", "war", "was"])
        >>> found = lm.score(np.full(2, the), np.full(2, cold), np.array([war, was]), style="title")
        >>> bool(found[0] > found[1] + 3)
        True
        """
        models = self._models
        earlier, _ = models.known(first)
        before, _ = models.known(second)
        known, part = models.known(word)
        title = models.title
        at, both = title.contexts(earlier, before)
        general = models.general.three(earlier, before, known)
        level = (title.word_rest[before] < 1).astype(np.intp)
        level += both & (title.pair_rest[at] < 1)
        own = title.after(at, both, before, known)
        found = models.styles[style].mix(general, own, level, before, word=known)
        return self._remembered(found * part, second, word, style)

    def with_cache(self, learned: Cache) -> Language:
        """Return this language with what a paper's own sound text teaches mixed in.

        >>> lm = language()
        >>> own = lm.with_cache(Cache.of("Comrade Zqxvin spoke. Comrade Zqxvin left."))
        >>> lm.id("Zqxvin") == UNKNOWN, own.id("Zqxvin") == UNKNOWN
        (True, False)
        """
        models = self._models
        return Language(models, learned.memory(models.numbers, len(models.extra)))

    def unknown(self, word: str) -> float:
        """Return ln P(a word is outside the vocabulary and spelled so), whatever stands before.

        A possessive of a known word is as likely as the word, and one in a hundred stands so.

        >>> language().unknown("Kovyshenko") > language().unknown("Kvshnkqxzw")
        True
        """
        bare = plain(word)
        noun = self.id(bare.removesuffix("'s"))
        if bare.endswith("'s") and noun != UNKNOWN:
            owner = self.unigram(np.array([noun], np.int32), style="prose")
            return math.log(POSSESSIVE) + float(owner[0])
        share = float(self._models.general.one[UNKNOWN]) * (1 - LISTED)
        return math.log(share) + _letters().score(bare)

    def words(self) -> Iterator[str]:
        """Yield the words of the models, rarest first, without those only wordfreq's list has."""
        models = self._models
        return islice(reversed(models.numbers), len(models.extra) - models.size, None)

    def _remembered(self, found: Floats, second: Ids, word: Ids, style: Style) -> Floats:
        """Return logarithms of probabilities in context, with a paper's own mixed in."""
        return _logs(found, self._memory.two(second, word, style) if self._memory else None)


def _logs(found: Floats, own: tuple[Floats, Floats] | None) -> Floats:
    """Return logarithms of probabilities, mixed with others by their weights."""
    if own is not None:
        found = found + own[0] * (own[1] - found)
    return np.log(np.maximum(found, _TINY), dtype=np.float32)


class _Models(NamedTuple):
    """What is loaded once."""

    numbers: dict[str, int]
    extra: Floats
    """By word: 1 for those of the models, for the others their part of the unknown words."""
    size: int
    """Words the models know; words with higher numbers count as unknown ones in them."""
    general: Table
    title: Table
    styles: Mapping[str, _Style]

    def known(self, words: Ids) -> tuple[Ids, Floats]:
        """Return the words' numbers in the models, and which part of that the words are."""
        words = np.asarray(words, np.int32)
        outside = np.minimum(words, len(self.extra) - 1)
        above = np.where(words < len(self.extra), self.extra[outside], np.float32(0))
        return np.where(words < self.size, words, np.int32(UNKNOWN)), above


@cache
def language() -> Language:
    """Return the models that ship with this release, loaded once."""
    with files("restore").joinpath("data/language.npz").open("rb") as file:
        return load(file)


def load(file: IO[bytes]) -> Language:
    """Return the models of a file that `scripts/make_models.py` wrote."""
    with np.load(file) as stored:
        words = stored["words"].tobytes().decode("ascii").split("\n")
        general, title = unpack(stored, "general"), unpack(stored, "title")
        settings = json.loads(stored["settings"].tobytes())
        breaks = {name: stored[f"breaks_{name}"].astype(np.float32) / 255 for name in settings}
    numbers = {word: number for number, word in enumerate(words)}
    extra = _extend(numbers)
    styles = {
        name: _style(general, title, breaks[name], np.array(found["weights"], np.float32))
        for name, found in settings.items()
    }
    return Language(_Models(numbers, extra, len(words), general, title, styles))


@cache
def _letters() -> Letters:
    """Return chains of letters of the rarer half of the vocabulary: names and words like names."""
    words = islice(language().words(), LEARNED)
    return Letters(dict.fromkeys(words, ONCE**2))


def _extend(numbers: dict[str, int]) -> Floats:
    """Give numbers to the words of wordfreq's list that lack one; return parts of the unknown."""
    size = len(numbers)
    new = {
        word: share
        for word, share in shares("en").items()
        if share >= LEAST and word not in numbers and word.isascii() and _spelled(word)
    }
    numbers.update(zip(new, range(size, size + len(new)), strict=True))
    parts = np.ones(size + len(new), np.float32)
    parts[size:] = list(new.values())
    parts[size:] *= LISTED / max(float(parts[size:].sum(dtype=np.float64)), 1e-12)
    parts[UNKNOWN] = 1 - LISTED
    return parts


def _spelled(word: str) -> bool:
    """Tell whether a word is made of letters, apostrophes apart."""
    return word.isalpha() or word.replace("'", "").isalpha()


def _style(general: Table, title: Table, breaks: Floats, weights: Floats) -> _Style:
    """Return how a style is mixed."""
    everything = np.arange(len(general.one), dtype=np.int32)
    beginning = np.zeros_like(everything)
    start = general.two(beginning, everything)
    start += weights[1] * (title.two(beginning, everything) - start)
    return _Style(weights, breaks, start)
