"""Words as they are printed, with how often each is printed so: small, capital, caps, and oddly.

war War    ussr Ussr USSR    mccarthy McCarthy    Gomułka beside Gomulka    Stalin’s workers’
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.case import CAPITAL, CAPS, FIRST_SMALL, SMALL
from restore.decode.language import UNKNOWN
from restore.decode.lexicon_words import Floats, Ints, Known, alone_of

RAREST = 1e-4
"""No form of a word is rarer among its forms: a slip of the writer."""

CAPS_FROM = 0.02
"""Share of capitals from which USSR is a form of its own; in lines of capitals all words are."""

NAMED = 0.02
"""Share of the words of a title that are names of the dictionaries, to be parted among these."""

HELD = 0.3
"""Of words that the models do not know, how many the dictionaries have."""

OF_NAME, OF_PLURAL = 0.05, 0.006
"""How often a name is a possessive (485 of 9,224 in our titles), how often a word in s has a bare
apostrophe behind it (25 of 3,980)."""

COMMON = -13.0
"""ln P of words in s that may have an apostrophe: the rarest of the models' own words."""


class Forms(NamedTuple):
    """Printed forms: texts, the numbers of their words, and ln P(form | word).

    `priors` has columns for titles, prose, and both where a capital has to stand.
    """

    texts: Sequence[str]
    words: Ints
    priors: Floats


def joined(parts: Sequence[Forms]) -> Forms:
    """Return forms end to end."""
    texts = [text for part in parts for text in part.texts]
    words = np.concatenate([part.words for part in parts])
    return Forms(texts, words, np.concatenate([part.priors for part in parts]))


def usual_forms(known: Known) -> Forms:
    """Return the words small, with a capital, and, where they are printed so, in capitals."""
    small = [word.replace("'", "’") for word in known.words]
    capital = [capitalised(text) for text in small]
    caps = np.flatnonzero(np.maximum(known.title[:, CAPS], known.prose[:, CAPS]) >= CAPS_FROM)
    loud = [small[place].upper() for place in caps.tolist()]
    parts = [
        Forms(small, known.numbers, _priors(known, SMALL)),
        Forms(capital, known.numbers, _priors(known, CAPITAL)),
        Forms(loud, known.numbers[caps], _priors(known, CAPS)[caps]),
    ]
    return joined(parts)


def capitalised(word: str) -> str:
    """Return a small word with its capitals.

    >>> capitalised("war"), capitalised("mccarthy"), capitalised("o’neill")
    ('War', 'McCarthy', 'O’Neill')
    """
    for prefix in ("mc", "o’"):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return prefix.capitalize() + word[len(prefix) :].capitalize()
    return word[0].upper() + word[1:]


def _priors(known: Known, way: int) -> Floats:
    """Return ln P(form | word) of one way of print."""
    columns = []
    for first in (False, True):
        for shares in (known.title, known.prose):
            share = shares[:, way]
            if first and way != CAPS:
                some = FIRST_SMALL if way == SMALL else 1 - FIRST_SMALL
                share = some * (1 - shares[:, CAPS])
            columns.append(share)
    return _logs(np.stack(columns, axis=1))


def further_forms(known: Known, usual: Forms) -> Forms:
    """Return the printed words of dictionaries and of the paper that are no usual forms."""
    have = set(usual.texts)
    texts = [text for text in {**known.names, **known.own} if text not in have]
    numbers = known.models.ids(texts)
    whole = sum(known.names.values()) or 1.0
    named = np.array([NAMED * known.names.get(text, 0.0) / whole for text in texts])
    named += np.array([known.own.get(text, 0) for text in texts]) / (sum(known.own.values()) or 1)
    general = np.exp(alone_of(known.models, numbers).max(axis=1, initial=-30).astype(np.float64))
    unknown = numbers == UNKNOWN
    share = np.where(unknown, HELD * named / (named[unknown].sum() or 1), named / (named + general))
    return Forms(texts, numbers, np.repeat(_logs(share)[:, None], 4, axis=1))


def possessives(known: Known, forms: Forms) -> Forms:
    """Return possessives that the models do not know: of names with ’s, of words in s with ’.

    They are priced as a share of their word.
    """
    names = set(known.names)
    own = names.union(known.own)
    place = {text: i for i, text in enumerate(forms.texts)}
    rows, texts, prices = [], [], []
    alone = alone_of(known.models, forms.words).max(axis=1)
    for text, i in place.items():
        if text in own and not text.islower() and text + "’s" not in place:
            rows.append(i)
            texts.append(text + "’s")
            prices.append(OF_NAME)
        if text.endswith("s") and len(text) > 3 and (alone[i] > COMMON or text in own):
            rows.append(i)
            texts.append(text + "’")
            prices.append(OF_PLURAL)
    at = np.array(rows, np.intp)
    priors = forms.priors[at] + np.log(np.array(prices, np.float32))[:, None]
    return Forms(texts, forms.words[at], priors)


def _logs(shares: NDArray[np.floating]) -> Floats:
    return np.log(np.maximum(shares, RAREST)).astype(np.float32)
