"""All words a line may hold, in every form they are printed in: war, War, McCarthy, USSR, Stalin’s.

A form belongs to a word of the language models, by its number there, and has ln P(form | word) for
each style of text, first in its line or within.  Names that the models do not know share what the
models keep for unknown words.  Forms are numbered from the commonest to the rarest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from restore.decode.language import Language, Style
from restore.decode.lexicon_forms import (
    Forms,
    further_forms,
    joined,
    possessives,
    usual_forms,
)
from restore.decode.lexicon_words import alone_of, known_of
from restore.evidence.authorities import Authorities

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Lexicon:
    """Printed forms as arrays: `codes` has their characters end to end, `starts` where each begins.

    `words` are their numbers in `Language`, `ranks` ln P(form) whatever stands before, in the style
    that uses it more.
    """

    def __init__(self, texts: Sequence[str], words: Ints, priors: Floats, ranks: Floats) -> None:
        """Take forms, commonest first; `priors` has columns for title, prose, and both first."""
        self._texts = texts
        self._priors = priors
        self.words = words
        self.ranks = ranks
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
        found: Floats = self._priors[forms, (style == "prose") + 2 * first]
        return found

    def capitals(self) -> Lexicon:
        """Return the same words as lines of capitals print them: STALIN’S, each once.

        0.3 s; their ln P(form | word) is 0, whatever the style.
        """
        loud: dict[str, int] = {}
        for form, text in enumerate(self._texts):
            loud.setdefault(text.upper(), form)
        at = np.fromiter(loud.values(), np.int32, len(loud))
        return Lexicon(
            list(loud), self.words[at], np.zeros((len(at), 4), np.float32), self.ranks[at]
        )


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
    whose words are printed forms, too: the models to decode with then are those `with_cache` of the
    same text.  `models` are others than those that ship.

    >>> from restore.evidence.authorities import load
    >>> lexicon = lexicon_of(load())
    >>> "Khrushchev’s" in lexicon.texts(range(len(lexicon)))
    True
    """
    known = known_of(authorities, own, asked=(names, places), models=models)
    usual = usual_forms(known)
    further = further_forms(known)
    forms = joined([usual, further, possessives(known, usual, further)])
    return _sorted(forms, known.models)


def _sorted(forms: Forms, models: Language) -> Lexicon:
    """Return forms as a lexicon, the commonest first."""
    ranks = (alone_of(models, forms.words) + forms.priors[:, :2]).max(axis=1)
    order = np.argsort(-ranks, kind="stable")
    texts = [forms.texts[place] for place in order.tolist()]
    return Lexicon(texts, forms.words[order], forms.priors[order], ranks[order])
