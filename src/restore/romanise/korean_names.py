"""Korean personal names: family names in any spelling, and all spellings of one person's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from restore.romanise.hangul import is_hangul, join, split
from restore.romanise.korean_latin import MARKS, mccune_reischauer, revised
from restore.romanise.korean_readings import plain

TABLE = Path(__file__).with_name("korean_families.tsv")
GAI = ("gai", "gay", "gaj")
"""The ending that Soviet Koreans' short family names took: Хегай for 허, Огай for 오."""
SURELY_TWO = ("남궁", "제갈", "독고", "사공")
"""Family names of two syllables that no family name of one syllable begins, so that a name of three
is surely not split after the first."""
IOTISED = ("ㅑ", "ㅒ", "ㅕ", "ㅖ", "ㅛ", "ㅠ", "ㅣ")
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
    key = plain(latin).strip()
    return _known_families().get(key, frozenset())


def name_spellings(hangul: str) -> tuple[str, ...]:
    """Return what a person's name is written in Latin letters, family name first, likeliest first.

    McCune-Reischauer with its marks, without breves and without any; the given name hyphenated and
    in one word, with sounds changing within it and syllable by syllable; Revised; the northern way,
    in three words; and each with the family's customary spellings.

    Raises:
        ValueError: it is not a family name and a given name in hangul.

    >>> name_spellings("박헌영")[:5]
    ('Pak Hŏn-yŏng', 'Pak Hŏnyŏng', 'Pak Hon-yong', 'Pak Honyong', 'Park Heon-yeong')
    >>> "Yi P'il-gyu" in name_spellings("이필규"), "Ri Sang Jo" in name_spellings("리상조")
    (True, True)
    """
    family, given = _parts(hangul)
    pairs = (
        *product(_mr_family(family), _mr_given(given)),
        *product(_rr_family(family), _rr_given(given)),
        *product(_northern_family(family), _northern_given(given)),
        *product(family.customary, (*_rr_given(given)[:1], *_mr_given(given)[-2:])),
    )
    return tuple(dict.fromkeys(f"{one} {other}" for one, other in pairs))


def _parts(hangul: str) -> tuple[Family, str]:
    """Return the family name and the given name, in hangul."""
    first, _, rest = hangul.strip().partition(" ")
    if not rest:
        length = 2 if len(first) > 3 or first[:2] in SURELY_TWO else 1
        first, rest = first[:length], first[length:]
    rest = rest.replace(" ", "")
    if not is_hangul(first) or not is_hangul(rest):
        raise ValueError(f"{hangul!r} is not a family name and a given name in hangul")
    for family in _table():
        if first in (family.hangul, family.north):
            return family, rest
    if len(first) == 2 and " " not in hangul.strip():
        return _parts(f"{first[0]} {first[1]}{rest}")
    return Family(first, first, (), ()), rest


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
    return _stripped(names)


def _rr_family(family: Family) -> list[str]:
    """Return a family name in the Revised Romanization, the customary form first."""
    return [*family.customary[1:2], revised(family.hangul)]


def _rr_given(given: str) -> list[str]:
    """Return a given name in the Revised Romanization: hyphenated, and in one word."""
    hangul = southern(given)
    return [revised("-".join(hangul)), revised("-".join(hangul)).replace("-", "").capitalize()]


def _northern_family(family: Family) -> list[str]:
    """Return a family name as Pyongyang prints it."""
    return [_northern(family.north)]


def _northern_given(given: str) -> list[str]:
    """Return a given name as Pyongyang prints it: a word for each syllable."""
    words = [_northern(syllable) for syllable in given]
    return [" ".join(words), "-".join(words).capitalize()]


def _northern(word: str) -> str:
    """Return one word in the system of 1992 without its breves: ch is j, ch' is ch."""
    letters = mccune_reischauer(word)
    for mark, letter in (("Ch'", "\0"), ("Ch", "J"), ("\0", "Ch")):
        letters = letters.replace(mark, letter)
    return letters.translate(MARKS)


@cache
def _table() -> tuple[Family, ...]:
    """Read the table of family names."""
    rows = [
        line.split("\t")
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return tuple(
        Family(hangul, north or hangul, tuple(customary.split()), tuple(way.split()))
        for hangul, north, customary, way in rows[1:]
    )


@cache
def _known_families() -> Mapping[str, frozenset[str]]:
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
    yield from family.customary
    yield from (latin.translate(MARKS) for latin in family.customary)
    yield from family.soviet
