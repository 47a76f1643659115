"""The forms of a name in Latin letters: initials, the family name first, Hungarian order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from restore.romanise import chinese, korean
from restore.romanise.plain import bare
from restore.romanise.tables import rows

INITIAL_RE = re.compile(r"^[^\W\d_]{1,2}\.$")


SUFFIX_RE = re.compile(r",? (?:[JS]r\.?|I{2,3}|IV)$")
"""What stands after a family name and is no part of it."""


def is_western(name: str) -> bool:
    """Tell whether a name has the form of a Western one: given names first, family name last.

    >>> [is_western(n) for n in ("Dean Rusk", "E. Honecker", "Lin Biao", "Ho Chi Minh", "Tito")]
    [True, True, False, False, False]
    >>> is_western("Chow Shu-kai"), is_western("Souvanna Phouma"), is_western("Aung San")
    (False, False, False)
    """
    words = SUFFIX_RE.sub("", name).split()
    if len(words) < 2 or not all(_is_word(word) for word in words) or len(words) > 5:
        return False
    first = _plain(words[0])
    if first in _words("not given") or re.search(r"-[a-zäöü]| i?bi?n ", name):
        return False
    return INITIAL_RE.match(words[0]) is not None or not _is_asian(first, words[1:])


def western_forms(name: str) -> Iterator[str]:
    """Yield the forms of a Western name, from the given names that it has.

    >>> list(western_forms("Dwight D. Eisenhower"))[:3]
    ['Dwight D. Eisenhower', 'Dwight Eisenhower', 'D. D. Eisenhower']
    >>> list(western_forms("Charles de Gaulle"))
    ['Charles de Gaulle', 'C. de Gaulle', 'de Gaulle, Charles', 'de Gaulle, C.']
    """
    given, family = _parted(SUFFIX_RE.sub("", name).split())
    if not given:
        return
    yield from forms(given, family)
    if _plain(given[0]) in _words("hungarian") and len(given) == 1:
        yield f"{family} {given[0]}"


def forms(given: tuple[str, ...], family: str) -> Iterator[str]:
    """Yield what given names and a family name make together: in full, initials, turned.

    >>> list(forms(("Nikita", "S."), "Khrushchev"))[:4]
    ['Nikita S. Khrushchev', 'Nikita Khrushchev', 'N. S. Khrushchev', 'N.S. Khrushchev']
    """
    initials = tuple(initial(word) for word in given)
    whole = [" ".join(given)]
    if len(given) > 1 and all(INITIAL_RE.match(word) for word in given[1:]):
        whole.append(given[0])
    whole += [" ".join(initials), "".join(initials), initials[0]]
    for form in dict.fromkeys(whole):
        yield f"{form} {family}"
    for form in dict.fromkeys(whole):
        yield f"{family}, {form}"


def initial(word: str) -> str:
    """Return the initial of a given name, hyphenated names with two.

    >>> initial("Nikita"), initial("Jean-Paul"), initial("Yu.")
    ('N.', 'J.-P.', 'Yu.')
    """
    if INITIAL_RE.match(word):
        return word
    return "-".join(f"{part[0]}." for part in word.split("-") if part)


def _is_word(word: str) -> bool:
    """Tell whether a word can stand in a name: capitalised, an initial, or a particle."""
    if INITIAL_RE.match(word) or word in _words("particle"):
        return True
    return word[0].isupper() and not word.isupper()


def _is_asian(first: str, rest: list[str]) -> bool:
    """Tell whether a name can be Korean or Chinese: family name first, syllables after it."""
    if korean.families(first) and all(_is_korean(_plain(word)) for word in rest):
        return True
    return chinese.is_family(first) and all(chinese.readings(_plain(word)) for word in rest)


def _is_korean(word: str) -> bool:
    """Tell whether a word can be one Korean syllable or two."""
    cuts = range(1, len(word))
    return korean.is_syllable(word) or any(
        korean.is_syllable(word[:at]) and korean.is_syllable(word[at:]) for at in cuts
    )


def _parted(words: list[str]) -> tuple[tuple[str, ...], str]:
    """Return given names and family name, particles standing with the latter."""
    at = next((i for i, word in enumerate(words) if word in _words("particle")), len(words) - 1)
    return tuple(words[:at]), " ".join(words[at:])


def _plain(word: str) -> str:
    """Return a word in plain lower-case letters."""
    return bare(word).lower()


@cache
def _words(kind: str) -> frozenset[str]:
    """Return the words of one kind that tell how a name is put together."""
    return frozenset(
        word for k, words in rows("variants_words.tsv") for word in words.split() if k == kind
    )
