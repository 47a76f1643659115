"""Words as they are printed, with how often each is printed so: small, capital, caps, and oddly.

war War    ussr Ussr USSR    mccarthy McCarthy    Gomułka beside Gomulka    Stalin’s workers’
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.case import CAPITAL, CAPS, FIRST_SMALL, SMALL
from restore.decode.language import UNKNOWN
from restore.decode.language_tokens import plain
from restore.decode.lexicon_words import Floats, Ints, Known
from restore.evidence.words import shares

RAREST = 1e-4
"""No form of a word is rarer among its forms: a slip of the writer."""

CAPS_FROM = 0.02
"""Share of capitals from which USSR is a form of its own; in lines of capitals all words are."""

NAMED = 0.02
"""Share of the words of a title that are names of the dictionaries, to be parted among these."""

HELD = 0.1
"""Of words that the models do not know, how many the dictionaries have: none of the three in 1,859
words of unseen lines, and whoever adds a name to them has met it."""

FEW = 0.1
"""Least share of the names of the dictionaries among which the unknown ones are parted: a user's
three entries are not each third word that the models do not know."""

WITH_MARKS = 0.5
"""How often a name is printed with its marks (Gomułka): half of the books of the field do."""

OF_NAME, OF_PLURAL = 0.05, 0.006
"""How often a name is a possessive (485 of 9,224 in our titles), how often a word in s has a bare
apostrophe behind it (25 of 3,980)."""

COMMON = -11.0
"""ln P of words in s that may have an apostrophe: those of once in 60,000 words and more."""

ODD = ("mc", "o’")
"""Beginnings of names behind which a second capital stands."""


class Forms(NamedTuple):
    """Printed forms: texts, the numbers of their words, and ln P(form | word).

    `priors` has columns for titles, prose, and both where a capital has to stand.
    """

    texts: Sequence[str]
    words: Ints
    priors: Floats


STEP = 0.06
"""Nats between two stored prices: 255 of them reach from 1 down to 2e-7."""


def every_form(known: Known) -> Forms:
    """Return the words of a lexicon in all their forms, each form once."""
    usual, further = usual_forms(known), further_forms(known)
    found = joined([usual, further, possessives(known, usual, further)])
    first = {text: place for place, text in reversed(list(enumerate(found.texts)))}
    at = np.array(sorted(first.values()), np.intp)
    rounded = np.minimum(np.rint(found.priors[at] / -STEP), 255)
    texts = [found.texts[place] for place in at.tolist()]
    return Forms(texts, found.words[at], (rounded * -STEP).astype(np.float32))


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
    if word[:2] in ODD and len(word) > 4:
        return word[:2].capitalize() + word[2:].capitalize()
    return word.capitalize()


def _priors(known: Known, way: int) -> Floats:
    """Return ln P(form | word) of one way of print."""
    columns = []
    for first in (False, True):
        for style in (known.title, known.prose):
            share = style[:, way]
            if first and way != CAPS:
                some = FIRST_SMALL if way == SMALL else 1 - FIRST_SMALL
                share = some * (1 - style[:, CAPS])
            columns.append(share)
    return _logs(np.stack(columns, axis=1))


def further_forms(known: Known) -> Forms:
    """Return the printed words of dictionaries and of the paper that are no usual forms."""
    texts = [text for text in {**known.names, **known.own} if not _usual(text, known)]
    numbers = known.models.ids(texts)
    whole = sum(known.names.values()) or 1.0
    named = np.array([NAMED * known.names.get(text, 0.0) / whole for text in texts])
    named += np.array([known.own.get(text, 0) for text in texts]) / (known.own.total() or 1)
    unknown = numbers == UNKNOWN
    held = HELD * named / max(float(named[unknown].sum()), NAMED * FEW)
    share = np.where(unknown, held, _against(texts, named))
    return Forms(texts, numbers, np.repeat(_logs(share)[:, None], 4, axis=1))


def _against(texts: Sequence[str], named: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return how often a word is printed so, and not in the usual forms of the same letters.

    Against a name speaks how common the plain word is (Thế against the); `named` are P(name).
    """
    listed = shares("en")
    small = [text.lower().replace("’", "'") for text in texts]
    usual = np.array([listed.get(plain(word), 0.0) for word in small])
    marked = np.array([not word.isascii() for word in small])
    own = named + np.where(marked, [listed.get(word, 0.0) for word in small], 0.0)
    found: NDArray[np.floating] = np.minimum(
        own / (own + usual + 1e-12), np.where(marked, WITH_MARKS, 1)
    )
    return found


def _usual(text: str, known: Known) -> bool:
    """Tell whether a printed word is one of the usual forms."""
    small = text.lower()
    at = known.place.get(small.replace("’", "'"))
    if at is None or (not small.isascii() and "’" not in small):
        return False
    loud = max(known.title[at, CAPS], known.prose[at, CAPS]) >= CAPS_FROM
    return text in (small, capitalised(small)) or (bool(loud) and text == small.upper())


def possessives(known: Known, usual: Forms, further: Forms) -> Forms:
    """Return possessives that the models do not know: of names with ’s, of words in s with ’.

    They are priced as a share of their word.
    """
    size = len(known.words)
    names = {plain(text): text for text in (*known.names, *known.own) if not text.islower()}
    owners = [known.place[name] + size for name in names if _owns(name, known)]
    common = np.flatnonzero(known.alone.max(axis=1) > COMMON).tolist()
    plural = [i for i in common if known.words[i][-1] == "s" and len(known.words[i]) > 3]
    odd = [i for i, text in enumerate(further.texts) if not text.islower() and "’" not in text]
    parts = [
        _behind("’s", usual, owners, OF_NAME),
        _behind("’s", further, odd, OF_NAME),
        _behind("’", usual, [*plural, *(i + size for i in plural)], OF_PLURAL),
    ]
    return joined(parts)


def _owns(name: str, known: Known) -> bool:
    """Tell whether a plain word is a name rather than a word, and its possessive is not known."""
    at = known.place.get(name)
    return at is not None and known.prose[at, SMALL] < 0.5 and name + "'s" not in known.place


def _behind(ending: str, forms: Forms, rows: Sequence[int], share: float) -> Forms:
    """Return some forms with an ending, which a share of their uses has."""
    at = np.array(rows, np.intp)
    priors = forms.priors[at] + np.float32(math.log(share))
    return Forms([forms.texts[i] + ending for i in rows], forms.words[at], priors)


def _logs(found: NDArray[np.floating]) -> Floats:
    logs: Floats = np.log(np.maximum(found, RAREST)).astype(np.float32)
    return logs
