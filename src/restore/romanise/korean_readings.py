"""Latin letters back to hangul: which syllables of Korean one written syllable can stand for.

Rules, not lists: openings, vowels and endings of two ways of writing Korean, each with what the
letters can stand for.

    Latin    McCune-Reischauer with and without its marks, Revised, the North Korean system, and
             what passports and newspapers write (Young, Soo, Hee, Woo, Jung, Chul, Shik)
    Soviet   what comes by way of Russian: Хен -> Khen, Ден -> Den, Ир -> Ir, Сек -> Sek

A consonant of the Latin way stands for plain and, where the system drops its marks, aspirated
sounds; voiced or not is never told apart, since writers voice within a name or do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from restore.romanise.hangul import Syllable, join, split
from restore.romanise.tables import rows

APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´′"), "'")
CARONS = str.maketrans("ǒǔ", "ŏŭ")


class Way(NamedTuple):
    """One way of writing Korean: Latin letters to hangul letters, for the parts of a syllable."""

    onsets: Mapping[str, tuple[str, ...]]
    vowels: Mapping[str, tuple[str, ...]]
    codas: Mapping[str, tuple[str, ...]]


class Taking(NamedTuple):
    """A written syllable taken apart into Latin onset, vowel and coda."""

    onset: str
    vowel: str
    coda: str


TABLE = "korean_spellings.tsv"
ONSET = 4
"""Most letters of a written onset (tsch)."""
LETTERS = 8
"""Most letters of a written syllable (ch'yeong, tchyong)."""
IOTA_RE = re.compile("i(?=[aou])")
"""The other way to bring я, ю, ё into Latin letters: ia, iu, io."""
SOFT = ("e", "i", "y")
"""Letters before which Russian t and d can be Korean ch (Тен, Ти, Тян, Тё, Тю); elsewhere not, and
a soft vowel is a plain one (ㅏ for я) after these sounds alone."""
SIBILANTS = ("ㅈ", "ㅊ", "ㅅ")
GLIDED = {"ya": "ㅏ", "yo": "ㅓㅗ", "yu": "ㅜ"}


def readings(latin: str) -> frozenset[str]:
    """Return the hangul syllables that one written syllable can stand for, in any system.

    Endings are those of Sino-Korean, which has no final t: names have none either, English words
    (But, Not, Yet) do.

    >>> sorted(readings("sek")), sorted(readings("P'il")), sorted(readings("II"))
    (['색', '석', '섹', '셕', '셱'], ['필'], [])
    """
    if latin[1:] != latin[1:].lower() and not latin.isupper():
        return frozenset()  # lI
    return spoken(latin) | soviet(latin)


def is_syllable(latin: str) -> bool:
    """Tell whether some system writes a syllable of Korean so.

    >>> is_syllable("Il"), is_syllable("II"), is_syllable("Il-sŏng")
    (True, False, False)
    """
    return bool(readings(latin))


@lru_cache(maxsize=1 << 14)
def spoken(latin: str, *, popular: bool = True) -> frozenset[str]:
    """Return the readings of one syllable by the systems that write Korean itself.

    Without `popular`, u is never ㅓ: who writes ŏ or eo does not write Sung for 성.
    """
    return frozenset(
        join(*letters)
        for taking, letters in _letters(plain(latin), "latin")
        if _is_written(taking)
        and _is_said(taking, Syllable(*letters))
        and (popular or not _is_popular(taking, Syllable(*letters)))
    )


@lru_cache(maxsize=1 << 14)
def soviet(latin: str) -> frozenset[str]:
    """Return the readings of one syllable that came by way of Russian."""
    return frozenset(
        join(*letters)
        for taking, letters in _letters(IOTA_RE.sub("y", plain(latin)), "soviet")
        if _is_written(taking) and _is_russian(taking, Syllable(*letters))
    )


def plain(latin: str) -> str:
    """Return letters in small, composed, with straight apostrophes and breves for carons."""
    composed = unicodedata.normalize("NFC", latin.casefold())
    return composed.translate(APOSTROPHES).translate(CARONS)


def is_sino(hangul: str) -> bool:
    """Tell whether a syllable has the shape of a Sino-Korean one, as names mostly do.

    >>> is_sino("석"), is_sino("섹"), is_sino("튜")
    (True, False, False)
    """
    onset, vowel, coda = split(hangul)
    if onset in ("ㄲ", "ㄸ", "ㅃ", "ㅉ", "ㅆ", "ㅋ") or vowel == "ㅒ":
        return hangul in ("쌍", "씨", "쾌")
    if vowel in ("ㅑ", "ㅕ", "ㅛ", "ㅠ", "ㅖ") and onset in ("ㄷ", "ㅌ", "ㅅ", "ㅈ", "ㅊ"):
        return False
    if vowel in ("ㅐ", "ㅚ"):
        return coda in ("", "ㄱ", "ㅇ")
    return not (coda and vowel in ("ㅔ", "ㅖ", "ㅙ", "ㅞ", "ㅟ", "ㅢ"))


@cache
def _way(name: str) -> Way:
    """Read one way of writing Korean from the table."""
    parts: dict[str, dict[str, tuple[str, ...]]] = {"onset": {}, "vowel": {}, "coda": {}}
    for way, part, latin, hangul, *_ in rows(TABLE):
        if way == name:
            parts[part][latin.strip("-")] = tuple(h.strip("-") for h in hangul.split())
    return Way(parts["onset"], parts["vowel"], parts["coda"])


def _letters(latin: str, name: str) -> Iterator[tuple[Taking, tuple[str, str, str]]]:
    """Yield every way to take a syllable apart, with the hangul letters the parts can be."""
    way = _way(name)
    if len(latin) > LETTERS:
        return
    for start, end in product(range(ONSET + 1), range(1, len(latin) + 1)):
        taking = Taking(latin[:start], latin[start:end], latin[end:])
        if taking.onset in way.onsets and taking.vowel in way.vowels and taking.coda in way.codas:
            for letters in product(
                way.onsets[taking.onset], way.vowels[taking.vowel], way.codas[taking.coda]
            ):
                yield taking, letters


def _is_written(taking: Taking) -> bool:
    """Refuse letters that the systems write only elsewhere."""
    if taking.vowel in ("woo", "wu", "yi"):
        return not taking.onset
    if taking.vowel in ("oi", "oy"):
        return bool(taking.onset)
    if taking.vowel in ("ah", "oh", "uh"):
        return not taking.coda
    if taking.onset == "th":
        return taking.vowel != "e"  # The
    return taking.onset != "sh" or taking.vowel in ("i", "ee", "wi")


def _is_popular(taking: Taking, hangul: Syllable) -> bool:
    """Tell whether u is written for ㅓ, as newspapers and passports do (Sung, Kyung, Young)."""
    return hangul.vowel in ("ㅓ", "ㅕ") and taking.vowel in ("u", "yu", "ou", "you")


def _is_said(taking: Taking, hangul: Syllable) -> bool:
    """Refuse popular spellings outside the syllables that have them."""
    if _is_popular(taking, hangul):
        return bool(hangul.coda)  # Jung, but Ju is never 저
    if hangul.vowel == "ㅢ" and taking.vowel in ("i", "ee"):
        return hangul.onset == "ㅎ" and not hangul.coda  # Hee for 희
    return True


def _is_russian(taking: Taking, hangul: Syllable) -> bool:
    """Refuse t and d for ㅈ before hard vowels, soft vowels for plain ones, and y that ends one."""
    if taking.vowel == "y" and not taking.coda:
        return False
    if hangul.onset in ("ㅈ", "ㅊ") and taking.onset in ("t", "d") and taking.vowel[0] not in SOFT:
        return False
    return hangul.vowel not in GLIDED.get(taking.vowel, "") or hangul.onset in SIBILANTS
