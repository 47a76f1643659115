"""All words a line may hold, in every form they are printed in: war, War, McCarthy, USSR, Stalin’s.

A form belongs to a word of the language models, by its number there, and has ln P(form | word) for
each style of text, first in its line or within.  Names that the models do not know share what the
models keep for unknown words.  Forms are numbered from the commonest to the rarest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.case import capitals
from restore.decode.language import UNKNOWN, Language, Style, language
from restore.decode.language_cache import Cache
from restore.decode.lexicon_names import names_of
from restore.evidence.authorities import Authorities
from restore.evidence.words import shares

_UNLIKELY = math.log(0.01)  # a small letter where a capital has to stand

NAMED = 0.05  # share of the words of titles that are names of the dictionaries and little else

WORDS = 130_000
"""Words of the language that are asked, the commonest."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Form(NamedTuple):
    """A printed form: the number of its word, how often titles and prose print the word so.

    `title` and `prose` are ln P(form | word) within a line; those with `first` are the same where a
    capital has to stand, first in a line or behind a colon.
    """

    text: str
    word: int
    title: float
    prose: float
    title_first: float
    prose_first: float


class Lexicon:
    """Printed forms as arrays: `codes` has their characters end to end, `starts` where each begins.

    `words` are their numbers in `Language`, `ranks` ln P(form) whatever stands before, in the style
    that uses it more.
    """

    def __init__(self, texts: Sequence[str], words: Ints, priors: Floats, ranks: Floats) -> None:
        """Take forms, commonest first; `priors` has a column for title, prose, and both first."""
        self._texts = texts
        self.words = words
        self.ranks = ranks
        self._priors = priors
        self.codes = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
        self.starts = np.zeros(len(texts) + 1, np.int32)
        np.cumsum(np.fromiter(map(len, texts), np.int32, len(texts)), out=self.starts[1:])

    def __len__(self) -> int:
        return len(self._texts)

    def text(self, form: int) -> str:
        """Return a form as it is printed."""
        return self._texts[form]

    def texts(self, forms: Iterable[int]) -> list[str]:
        """Return forms as they are printed."""
        return [self._texts[form] for form in forms]

    def prior(self, forms: Ints, *, style: Style, first: bool = False) -> Floats:
        """Return ln P(form | word) of forms; `first` where a capital has to stand."""
        column = (0 if style == "title" else 1) + 2 * first
        found: Floats = self._priors[forms, column]
        return found


def lexicon_of(
    authorities: Authorities,
    *,
    names: bool = True,
    places: bool = True,
    own: str = "",
    models: Language | None = None,
) -> Lexicon:
    """Return the words of the language and of the dictionaries in all their forms.

    `names` and `places` say whether the dictionaries' are asked; `own` is the paper's sound text,
    whose words are printed forms, too; `models` other models than those that ship.
    """
    known = models or language()
    known = known.with_cache(Cache.of(own)) if own else known
    drafts = [*_common(known), *_named(known, names_of(authorities, names=names, places=places))]
    return assemble(drafts, known)


def assemble(drafts: Iterable[Form], models: Language) -> Lexicon:
    """Return a lexicon of forms, the first of each spelling, commonest forms first."""
    forms = list({form.text: form for form in reversed(list(drafts))}.values())
    priors = np.array([form[2:] for form in forms], np.float32)
    words = np.array([form.word for form in forms], np.int32)
    alone = [models.unigram(words, style=style) for style in ("title", "prose")]
    ranks = (np.stack(alone, axis=1) + priors[:, :2]).max(axis=1)
    order = np.lexsort(([form.text for form in forms], -ranks))
    texts = [forms[place].text for place in order.tolist()]
    return Lexicon(texts, words[order], priors[order], ranks[order])


def _common(models: Language) -> Iterator[Form]:
    """Yield the words of the language, small and with a capital."""
    listed = [word for word in shares("en") if word.isascii() and word[0].isalpha()][:WORDS]
    numbers = models.ids(listed).tolist()
    titles, proses = capitals(listed, title=True), capitals(listed, title=False)
    for word, number, title, prose in zip(listed, numbers, titles, proses, strict=True):
        text = word.replace("'", "’")
        capital = text[0].upper() + text[1:]
        yield Form(text, number, math.log(1 - title), math.log(1 - prose), _UNLIKELY, _UNLIKELY)
        yield Form(capital, number, math.log(title), math.log(prose), 0.0, 0.0)


def _named(models: Language, names: Mapping[str, float]) -> Iterator[Form]:
    """Yield the words of dictionaries as they are printed."""
    numbers = models.ids(list(names))
    shares_ = NAMED * np.array(list(names.values())) / max(sum(names.values()), 1.0)
    general = np.exp(models.unigram(numbers, style="title").astype(np.float64))
    general[numbers == UNKNOWN] = NAMED
    prices = np.log(shares_ / (shares_ + general)).tolist()
    for text, number, price in zip(names, numbers.tolist(), prices, strict=True):
        yield Form(text, number, price, price, price, price)
