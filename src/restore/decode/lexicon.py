"""All words a line may hold, in every form they are printed in: war, War, McCarthy, USSR, Stalin’s.

A form belongs to a word of the language models, by its number there, and has ln P(form | word) for
each style of text, first in its line or within.  Names that the models do not know share what the
models keep for unknown words.  Forms are numbered from the commonest to the rarest.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from restore.decode import lexicon_store
from restore.decode.language import Language, Style, language
from restore.decode.language_cache import Cache
from restore.decode.language_tokens import plain
from restore.decode.lexicon_forms import Forms, every_form
from restore.decode.lexicon_names import names_of
from restore.decode.lexicon_words import Known, alone_of, known_of, known_of_paper
from restore.evidence.authorities import Authorities, load

ADDED = 20.0
"""Weight of a user's own entry to a bundled one: it was written for the papers at hand."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Lexicon:
    """Printed forms as arrays: `codes` has their characters end to end, `starts` where each begins.

    `words` are their numbers in `Language`, `ranks` ln P(form) whatever stands before, in the style
    that uses it more.
    """

    def __init__(self, texts: str, words: Ints, priors: Floats, ranks: Floats) -> None:
        """Take forms, a line of `texts` each, commonest first.

        `priors` has columns for titles, prose, and both where a capital has to stand.
        """
        self._texts = texts
        self.priors = priors
        self.words = words
        self.ranks = ranks
        codes = np.frombuffer(texts.encode("utf-32-le"), np.uint32)
        ends = np.append(np.flatnonzero(codes == ord("\n")), len(codes))
        self.codes: NDArray[np.uint32] = codes[codes != ord("\n")]
        self.starts = np.zeros(len(words) + 1, np.int32)
        self.starts[1:] = ends[: len(words)] - np.arange(len(words))

    def __len__(self) -> int:
        return len(self.words)

    def text(self, form: int) -> str:
        """Return a form as it is printed."""
        return self._texts[int(self.starts[form]) + form : int(self.starts[form + 1]) + form]

    def texts(self, forms: Iterable[int]) -> list[str]:
        """Return forms as they are printed."""
        return [self.text(int(form)) for form in forms]

    def all(self) -> list[str]:
        """Return all forms as they are printed, in their order."""
        return self._texts.split("\n") if len(self) else []

    def prior(self, forms: Ints, *, style: Style, first: bool = False) -> Floats:
        """Return ln P(form | word) of forms; `first` where a capital has to stand."""
        found: Floats = self.priors[forms, (style == "prose") + 2 * first]
        return found

    def capitals(self) -> Lexicon:
        """Return the same words as lines of capitals print them: STALIN’S, each once.

        0.3 s; their ln P(form | word) is 0, whatever the style.
        """
        loud: dict[str, int] = {}
        for form, text in enumerate(self.all()):
            loud.setdefault(text.upper(), form)
        at = np.fromiter(loud.values(), np.int32, len(loud))
        priors = np.zeros((len(at), 4), np.float32)
        return Lexicon("\n".join(loud), self.words[at], priors, self.ranks[at])


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
    >>> "Khrushchev’s" in lexicon.all()
    True
    """
    spoken = models or language()
    base = _base(authorities, (names, places), spoken)
    added = _added(authorities)
    if not own and not added.entries:
        return base
    spoken = spoken.with_cache(Cache.of(own)) if own else spoken
    listed = names_of(added, names=names, places=places) if added.entries else {}
    known = known_of_paper(own, {word: ADDED * w for word, w in listed.items()}, spoken)
    return _extended(base, known)


@lru_cache(maxsize=4)  # papers of one run share it
def _base(authorities: Authorities, asked: tuple[bool, bool], models: Language) -> Lexicon:
    """Return the words of the models and of dictionaries: from the stored file where it fits."""
    whole = asked == (True, True) and models is language() and _has_bundled(authorities)
    stored = lexicon_store.read() if whole else None
    if stored is not None:
        ranks = _ranks(stored.words, stored.priors, models)
        return Lexicon(stored.texts, stored.words, stored.priors, ranks)
    return sorted_forms(every_form(known_of(authorities, asked=asked, models=models)), models)


def _has_bundled(authorities: Authorities) -> bool:
    """Tell whether all bundled entries are there, or the user's in their place, and the towns."""
    bundled = load()
    own = sum(1 for entry in authorities.entries if entry.own)
    there = len(authorities.entries) - len(_added(authorities).entries)
    return authorities.towns == bundled.towns and there + own >= len(bundled.entries)


def _added(authorities: Authorities) -> Authorities:
    """Return the entries that are not bundled."""
    bundled = {id(entry) for entry in load().entries}
    return Authorities(tuple(e for e in authorities.entries if id(e) not in bundled))


def _extended(base: Lexicon, known: Known) -> Lexicon:
    """Add the forms of a paper, and print its words as it does.

    A word that it prints where no capital has to stand is priced by that; for others the higher
    price of both holds.
    """
    forms = every_form(known)
    listed = base.all()
    place = {text: form for form, text in enumerate(listed)}
    counts = {plain(text) for text in known.own}
    priors, new = base.priors.copy(), []
    for row, text in enumerate(forms.texts):
        at = place.get(text)
        if at is None:
            new.append(row)
        elif plain(text) in counts and plain(text) in known.place:
            priors[at] = forms.priors[row]
        else:
            priors[at] = np.maximum(priors[at], forms.priors[row])
    rows = np.array(new, np.intp)
    texts = [*listed, *(forms.texts[row] for row in new)]
    words = np.concatenate([base.words, forms.words[rows]])
    every = Forms(texts, words, np.concatenate([priors, forms.priors[rows]]))
    return sorted_forms(every, known.models)


def sorted_forms(forms: Forms, models: Language) -> Lexicon:
    """Return forms as a lexicon, the commonest first."""
    ranks = _ranks(forms.words, forms.priors, models)
    order = np.argsort(-ranks, kind="stable")
    texts = "\n".join([forms.texts[place] for place in order.tolist()])
    return Lexicon(texts, forms.words[order], forms.priors[order], ranks[order])


def _ranks(words: Ints, priors: Floats, models: Language) -> Floats:
    """Return ln P(form) whatever stands before, in the style that uses it more."""
    found: Floats = (alone_of(models, words) + priors[:, :2]).max(axis=1)
    return found
