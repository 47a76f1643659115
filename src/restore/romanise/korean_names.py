"""Korean personal names: family names in any spelling, and all spellings of one person's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from restore.romanise.hangul import IOTISED, is_hangul, join, split
from restore.romanise.korean_latin import MARKS, mccune_reischauer, revised
from restore.romanise.korean_readings import plain, soviet
from restore.romanise.tables import rows

TABLE = "korean_families.tsv"
GAI = ("gai", "gay", "gaj")
"""The ending that Soviet Koreans' short family names took: Хегай for 허, Огай for 오."""
SURELY_TWO = ("남궁", "제갈", "독고", "사공")
"""Family names of two syllables that no family name of one syllable begins, so that a name of three
is surely not split after the first."""
NL_RE = re.compile("\u11ab\u1105")
"""Coda ㄴ before onset ㄹ, in decomposed hangul."""
CH_RE = re.compile("[Cc]h(?!')")
CLOSED_RE = re.compile("(?<![wW])ŏ(?=.)")
BREVES = str.maketrans("ŏŭŎŬë", "ouOUe")


class Family(NamedTuple):
    """A family name: hangul of the South and the North, and the customary Latin spellings."""

    hangul: str
    north: str
    customary: tuple[str, ...]
    soviet: tuple[str, ...]


def families(latin: str) -> frozenset[str]:
    """Return the hangul family names that a Latin spelling can be, in southern spelling.

    >>> sorted(families("Lee")), sorted(families("Ri")), sorted(families("Smith"))
    (['이'], ['이'], [])
    >>> sorted(families("Joe")), sorted(families("Hegai"))
    (['조', '최'], ['허'])
    """
    key = plain(latin.strip())
    known = _by_latin().get(key, frozenset())
    if known or not key.endswith(GAI):
        return known
    short = soviet(key[: -len(GAI[0])])
    return frozenset(_by_hangul()[s].hangul for s in short if s in _by_hangul())


def name_spellings(hangul: str) -> tuple[str, ...]:
    """Return what a person's name is written in Latin letters, family name first, likeliest first.

    McCune-Reischauer with its marks, without breves and without any; the given name hyphenated and
    in one word, with sounds changing within it and syllable by syllable; Revised; the northern way,
    in three words; and the family's customary spellings.  Where a name of three syllables may have
    a family name of two (선우진), both are given.

    Raises:
        ValueError: it is not a family name and a given name in hangul.

    >>> name_spellings("박헌영")[:5]
    ('Pak Hŏn-yŏng', 'Pak Hŏnyŏng', 'Pak Hon-yong', 'Pak Honyong', 'Bak Heon-yeong')
    >>> "Ri Sang Jo" in name_spellings("이상조"), "Kim Il Sung" in name_spellings("김일성")
    (True, True)
    """
    pairs = [pair for family, given in _parts(hangul) for pair in _pairs(family, given)]
    return tuple(dict.fromkeys(f"{one} {other}" for one, other in pairs))


def _pairs(family: Family, given: str) -> Iterator[tuple[str, str]]:
    """Yield family name and given name by each system, and by custom."""
    scholarly, revised_given = _mr_given(given), _rr_given(given)
    yield from product(_mr_family(family), scholarly)
    yield from product([revised(family.hangul)], revised_given)
    yield from product([_northern(family.north)], _northern_given(given))
    yield from product(
        (_northern(family.north), *family.customary),
        (scholarly[0].translate(MARKS), revised_given[0], *_popular_given(given)),
    )


def _parts(hangul: str) -> list[tuple[Family, str]]:
    """Return the ways to part a name into family name and given name, likeliest first."""
    first, _, rest = hangul.strip().partition(" ")
    if not is_hangul(first + rest.replace(" ", "")) or (len(first) < 2 and not rest):
        raise ValueError(f"{hangul!r} is not a family name and a given name in hangul")
    if rest:
        return [(_family(first), rest.replace(" ", ""))]
    lengths = [1, 2] if first[:2] in _by_hangul() and len(first) > 2 else [1]
    if len(first) > 3 or first[:2] in SURELY_TWO:
        lengths.reverse()
    return [(_family(first[:length]), first[length:]) for length in lengths]


def _family(hangul: str) -> Family:
    """Return a family name's row, or one without customs for a family name not in the table."""
    return _by_hangul().get(hangul) or Family(hangul, hangul, (), ())


def southern(given: str) -> str:
    """Return a given name as the South spells it, without l and certain n at its beginning.

    >>> southern("룡국"), southern("락준"), southern("창옥")
    ('용국', '낙준', '창옥')
    """
    onset, vowel, coda = split(given[0])
    if onset in ("ㄹ", "ㄴ"):
        onset = "" if vowel in IOTISED else "ㄴ"
    return join(onset, vowel, coda) + given[1:]


def _stripped(latin: Iterable[str]) -> list[str]:
    """Return spellings with their marks, without breves, and without apostrophes too."""
    whole = list(latin)
    bare = [s.translate(BREVES) for s in whole]
    return list(dict.fromkeys((*whole, *bare, *(s.translate(MARKS) for s in whole))))


def _mr_family(family: Family) -> list[str]:
    """Return a family name in McCune-Reischauer, which writes 이 alone as Yi."""
    names = [mccune_reischauer(family.hangul), mccune_reischauer(family.north)]
    return _stripped("Yi" if name == "I" else name for name in names)


def _mr_given(given: str) -> list[str]:
    """Return a given name in McCune-Reischauer: hyphenated, in one word, syllable by syllable."""
    names: list[str] = []
    for hangul in dict.fromkeys((southern(given), given)):
        names += [mccune_reischauer("-".join(hangul)), mccune_reischauer(hangul)]
        names.append("-".join(mccune_reischauer(s) for s in hangul).capitalize())
    names += [latin.replace("l-l", "n-n") for latin in names if _is_divided(given, latin)]
    return _stripped(names)


def _is_divided(given: str, latin: str) -> bool:
    """Tell whether usage is divided: ㄴ and ㄹ meet as ll (Sul-lyong) or as nn (An-nyŏl)."""
    return "l-l" in latin and NL_RE.search(unicodedata.normalize("NFD", given)) is not None


def _rr_given(given: str) -> list[str]:
    """Return a given name in the Revised Romanization: hyphenated, and in one word."""
    hangul = southern(given)
    return [revised("-".join(hangul)), revised("-".join(hangul)).replace("-", "").capitalize()]


def _northern_given(given: str) -> list[str]:
    """Return a given name as Pyongyang prints it: a word for each syllable, voiced within or not.

    The system of 1992 voices within the name (Tong Gu), newspapers mostly do not (Jong Un).
    """
    voiced = [_simplified(word) for word in mccune_reischauer("-".join(given)).split("-")]
    single = [_northern(syllable) for syllable in given]
    spaced = [" ".join(w[:1].upper() + w[1:] for w in words) for words in (voiced, single)]
    return [*spaced, "-".join(voiced), "-".join(single).capitalize()]


def _popular_given(given: str) -> list[str]:
    """Return a given name as newspapers print it: u for ㅓ where a consonant follows (Il Sung)."""
    words = [CLOSED_RE.sub("u", mccune_reischauer(s)).translate(MARKS) for s in given]
    return [" ".join(words), "-".join(words).capitalize()]


def _northern(hangul: str) -> str:
    """Return one word as Pyongyang prints it."""
    return _simplified(mccune_reischauer(hangul))


def _simplified(latin: str) -> str:
    """Return McCune-Reischauer by the system of 1992, without breves: ch is j, ch' is ch."""
    return CH_RE.sub(lambda m: {"C": "J", "c": "j"}[m.group()[0]], latin).translate(MARKS)


@cache
def _table() -> tuple[Family, ...]:
    """Read the table of family names."""
    return tuple(
        Family(hangul, north or hangul, tuple(customary.split()), tuple(way.split()))
        for hangul, north, customary, way in rows(TABLE)
    )


@cache
def _by_hangul() -> Mapping[str, Family]:
    """Return the family names by both their hangul spellings."""
    spellings = {h: family for family in _table() for h in (family.north, family.hangul)}
    return MappingProxyType(spellings)


@cache
def _by_latin() -> Mapping[str, frozenset[str]]:
    """Return every Latin spelling of a family name with what it can be."""
    known: dict[str, set[str]] = {}
    for family in _table():
        for latin in _family_spellings(family):
            known.setdefault(plain(latin), set()).add(family.hangul)
    return MappingProxyType({latin: frozenset(names) for latin, names in known.items()})


def _family_spellings(family: Family) -> Iterator[str]:
    """Yield what a family name is written: both systems, customary, by way of Russian."""
    for hangul in dict.fromkeys((family.hangul, family.north)):
        for latin in (mccune_reischauer(hangul), revised(hangul)):
            yield from (latin, latin.translate(MARKS))
    yield _northern(family.north)
    yield from family.customary
    yield from (latin.translate(MARKS) for latin in family.customary)
    yield from family.soviet
