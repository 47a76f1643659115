"""The forms of a name brought over from Cyrillic: given name, patronymic and family name.

Russian, Ukrainian and Bulgarian names stand as given name, patronymic, family name; Mongolian ones
as the father's name in the genitive and the own name.  English systems go together freely, as print
has them (Anatolii Gribkov, Evgeny Primakov); those of other languages stay among themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from restore.romanise.cyrillic import (
    Spell,
    fold,
    language_of,
    soviet_korean,
    systems,
    without_signs,
)
from restore.romanise.tables import rows
from restore.romanise.variants_western import forms, initial

INITIAL_RE = re.compile(r"^[\u0400-\u04ff]{1,2}\.$")


def cyrillic_forms(known: tuple[str, ...], native: str) -> Iterator[str]:
    """Yield the forms of a name in every system.

    >>> found = list(cyrillic_forms(("A. A. Gromyko",), "Андрей Андреевич Громыко"))
    >>> "Andrei Gromyko" in found, "Andrey A. Gromyko" in found, "Gromyko, A. A." in found
    (True, True, True)
    """
    language, words = language_of(native), native.split()
    if len(words) < 2:
        yield from _alone(native, language)
        return
    *given, family = words
    yield from _english_forms(given, family, language)
    yield from _mixed(_given_names(known, given[0], family, language), family, language)
    yield from _other_forms(given, family, language)


def _alone(word: str, language: str) -> Iterator[str]:
    """Yield a name of one word in every system."""
    for spell in systems(language):
        yield without_signs(spell(word))
        yield spell(word)


def _english_forms(given: list[str], family: str, language: str) -> Iterator[str]:
    """Yield all forms of the name in each English system, without soft signs and with them.

    Soviet papers and those who cite them put initials last, without a comma (Fedorenko N.T.).
    """
    seen: set[tuple[str, ...]] = set()
    for spell in systems(language, english=True):
        names, initials = _spelled(given, spell)
        last = spell(family)
        if (key := (*names, *initials, last)) in seen:
            continue  # most systems agree on most names
        seen.add(key)
        yield " ".join((*names, last))
        for kept in dict.fromkeys((without_signs(last), last)):
            if not INITIAL_RE.match(given[0]):
                bare = [without_signs(name) for name in names]
                whole = (" ".join(bare), " ".join((bare[0], *initials[1:])), bare[0])
                yield from (f"{first} {kept}" for first in whole)
                yield from (f"{kept}, {first}" for first in whole[1:])
            yield from forms(tuple(initials), kept)
            yield from (f"{kept} {short.join(initials)}" for short in ("", " "))


def _other_forms(given: list[str], family: str, language: str) -> Iterator[str]:
    """Yield the name in the systems of scholars and of other languages, in full and in short."""
    for spell in systems(language, english=False):
        names, initials = _spelled(given, spell)
        last = spell(family)
        for first in dict.fromkeys((names[0], initials[0], " ".join(initials))):
            yield f"{first} {last}"
            yield f"{without_signs(first)} {without_signs(last)}"


def _spelled(given: list[str], spell: Spell) -> tuple[list[str], list[str]]:
    """Return given names and their initials in one system."""
    names = [spell(word) for word in given]
    return names, [f"{spell(word[0])}." for word in given]


def _given_names(known: tuple[str, ...], given: str, family: str, language: str) -> list[str]:
    """Return the spellings of the first given name: by system, by custom, and as known."""
    names: list[str] = []
    if not INITIAL_RE.match(given):
        names += _english(given, language)
        names += _customary().get(given.replace("ё", "е"), ())
    keys = {fold(spelled) for spelled in _english(family, language)}
    for spelling in known:
        first, _, rest = spelling.partition(" ")
        if fold(rest.split()[-1] if rest else "") in keys and not first.endswith("."):
            names.append(first)
    return list(dict.fromkeys(names))


def _mixed(names: list[str], family: str, language: str) -> Iterator[str]:
    """Yield every given name with every family name; Yu. and Ye. are shortened to Y. as well."""
    korean = soviet_korean(family)
    families = dict.fromkeys((*_english(family, language), *(korean.latin if korean else ())))
    firsts = [*names, *{initial(name): None for name in names if name[0] == "Y" or korean}]
    for first, last in product(firsts, families):
        yield f"{first} {last}"


def _english(cyrillic: str, language: str) -> list[str]:
    """Return one word in the English systems, without soft signs and with them."""
    found = [spell(cyrillic) for spell in systems(language, english=True)]
    return list(dict.fromkeys((*(without_signs(s) for s in found), *found)))


@cache
def _customary() -> dict[str, tuple[str, ...]]:
    """Return given names in spellings of custom by their Cyrillic form."""
    return {name: tuple(latin.split()) for name, latin in rows("cyrillic_given.tsv")}
