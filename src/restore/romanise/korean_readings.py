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

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from restore.romanise.hangul import join, split

APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´′"), "'")
CARONS = str.maketrans("ǒǔ", "ŏŭ")


class Way(NamedTuple):
    """One way of writing Korean: Latin letters to hangul letters, for the parts of a syllable."""

    onsets: Mapping[str, str]
    vowels: Mapping[str, str]
    codas: Mapping[str, str]


LATIN = Way(
    onsets={
        **{
            "": "-",
            "k": "ㄱㅋ",
            "k'": "ㅋ",
            "g": "ㄱ",
            "kk": "ㄲ",
            "n": "ㄴ",
            "m": "ㅁ",
            "h": "ㅎ",
        },
        **{"t": "ㄷㅌ", "t'": "ㅌ", "d": "ㄷ", "tt": "ㄸ", "r": "ㄹ", "l": "ㄹ", "s": "ㅅ"},
        **{"p": "ㅂㅍ", "p'": "ㅍ", "ph": "ㅍ", "b": "ㅂ", "pp": "ㅃ", "ss": "ㅆ", "sh": "ㅅ"},
        **{"ch": "ㅈㅊ", "ch'": "ㅊ", "j": "ㅈ", "jj": "ㅉ", "tch": "ㅉ"},
    },
    vowels={
        **{"a": "ㅏ", "ae": "ㅐ", "ai": "ㅐ", "ya": "ㅑ", "yae": "ㅒ", "ŏ": "ㅓ", "eo": "ㅓ"},
        **{"o": "ㅓㅗ", "u": "ㅓㅜㅡ", "e": "ㅔ", "ë": "ㅔ", "yŏ": "ㅕ", "yeo": "ㅕ", "yo": "ㅕㅛ"},
        **{
            "yu": "ㅕㅠ",
            "you": "ㅕㅠ",
            "ye": "ㅖ",
            "wa": "ㅘ",
            "wae": "ㅙ",
            "oe": "ㅚ",
            "oi": "ㅚ",
        },
        **{"wŏ": "ㅝ", "wo": "ㅝ", "weo": "ㅝ", "we": "ㅞ", "wi": "ㅟ", "oo": "ㅜ", "ou": "ㅓㅜ"},
        **{"yoo": "ㅠ", "ŭ": "ㅡ", "eu": "ㅡ", "ŭi": "ㅢ", "ui": "ㅟㅢ", "eui": "ㅢ", "i": "ㅢㅣ"},
        **{"ee": "ㅢㅣ", "woo": "ㅜ", "wu": "ㅜ", "yi": "ㅣ", "ah": "ㅏ", "oh": "ㅓㅗ", "uh": "ㅓ"},
    },
    codas={
        **{"": "", "k": "ㄱ", "g": "ㄱ", "n": "ㄴ", "t": "ㅅ", "l": "ㄹ", "r": "ㄹ", "m": "ㅁ"},
        **{"p": "ㅂ", "b": "ㅂ", "ng": "ㅇ"},
    },
)
SOVIET = Way(
    onsets={
        **{
            "": "-",
            "k": "ㄱㅋ",
            "g": "ㄱ",
            "n": "ㄴ",
            "m": "ㅁ",
            "kh": "ㅎ",
            "h": "ㅎ",
            "t": "ㄷㅌㅈㅊ",
        },
        **{"d": "ㄷㅈ", "r": "ㄹ", "l": "ㄹ", "s": "ㅅ", "sh": "ㅅ", "p": "ㅂㅍ", "b": "ㅂ"},
        **{"ch": "ㅈㅊ", "ts": "ㅈㅊ", "dzh": "ㅈ", "dz": "ㅈ", "zh": "ㅈ", "j": "ㅈ", "z": "ㅈ"},
    },
    vowels={
        **{"a": "ㅏ", "e": "ㅐㅓㅔㅕㅖ", "ye": "ㅕㅖ", "o": "ㅓㅗ", "yo": "ㅓㅕㅗㅛ", "u": "ㅜㅡ"},
        **{"yu": "ㅜㅠ", "ya": "ㅏㅑ", "y": "ㅡ", "i": "ㅢㅣ", "ai": "ㅐ", "ay": "ㅐ", "oi": "ㅚ"},
        **{
            "oy": "ㅚ",
            "ui": "ㅟㅢ",
            "uy": "ㅢ",
            "va": "ㅘ",
            "vo": "ㅝ",
            "ve": "ㅙㅚㅞ",
            "vi": "ㅟ",
        },
    },
    codas={
        **{"": "", "k": "ㄱ", "n": "ㄴㅇ", "ng": "ㅇ", "t": "ㅅ", "l": "ㄹ", "r": "ㄹ", "m": "ㅁ"},
        **{"p": "ㅂ"},
    },
)
SOFT = ("e", "i", "y")
"""Letters before which Russian t and d can be Korean ch (Тен, Ти, Тян, Тё, Тю); elsewhere not, and
a soft vowel is a plain one (ㅏ for я) after these sounds alone."""
SIBILANTS = ("ㅈ", "ㅊ", "ㅅ")
GLIDED = {"ya": "ㅏ", "yo": "ㅓㅗ", "yu": "ㅜ"}


def readings(latin: str) -> frozenset[str]:
    """Return the hangul syllables that one written syllable can stand for, in any system.

    Endings that no ear tells apart are given once: ㅅ stands for every final t.

    >>> sorted(readings("sek")), sorted(readings("P'il")), sorted(readings("II"))
    (['색', '섁', '석', '섹', '셕', '셱'], ['필'], [])
    """
    return spoken(latin) | soviet(latin)


def is_syllable(latin: str) -> bool:
    """Tell whether some system writes a syllable of Korean so.

    >>> is_syllable("Il"), is_syllable("II"), is_syllable("Il-sŏng")
    (True, False, False)
    """
    return bool(readings(latin))


@lru_cache(maxsize=1 << 14)
def spoken(latin: str) -> frozenset[str]:
    """Return the readings of one syllable by the systems that write Korean itself."""
    return frozenset(
        join(onset, vowel, coda)
        for opening, nucleus, ending in _takings(plain(latin), LATIN)
        if _is_written(opening, nucleus, ending)
        for onset, vowel, coda in _letters(LATIN, opening, nucleus, ending)
        if _is_latin(opening, nucleus, ending, vowel, onset)
    )


@lru_cache(maxsize=1 << 14)
def soviet(latin: str) -> frozenset[str]:
    """Return the readings of one syllable that came by way of Russian."""
    letters = plain(latin).replace("ia", "ya").replace("iu", "yu").replace("io", "yo")
    return frozenset(
        join(onset, vowel, coda)
        for opening, nucleus, ending in _takings(letters, SOVIET)
        for onset, vowel, coda in _letters(SOVIET, opening, nucleus, ending)
        if _is_russian(opening, nucleus, onset, vowel)
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
    if onset in ("ㄲ", "ㄸ", "ㅃ", "ㅉ", "ㅆ", "ㅋ") or coda == "ㅅ" or vowel in ("ㅒ",):
        return hangul in ("쌍", "씨", "쾌")
    if vowel in ("ㅑ", "ㅕ", "ㅛ", "ㅠ", "ㅖ") and onset in ("ㄷ", "ㅌ", "ㅅ", "ㅈ", "ㅊ"):
        return False
    if vowel in ("ㅐ", "ㅚ"):
        return coda in ("", "ㄱ", "ㅇ")
    return not (coda and vowel in ("ㅔ", "ㅖ", "ㅙ", "ㅞ", "ㅟ", "ㅢ"))


def _takings(letters: str, way: Way) -> list[tuple[str, str, str]]:
    """Return every way to take a syllable apart into opening, vowel and ending of one table."""
    return [
        (letters[:start], letters[start:end], letters[end:])
        for start, end in product(range(4), range(1, len(letters) + 1))
        if start < end
        and letters[:start] in way.onsets
        and letters[start:end] in way.vowels
        and letters[end:] in way.codas
    ]


def _letters(way: Way, opening: str, nucleus: str, ending: str) -> list[tuple[str, str, str]]:
    """Return the hangul letters that a syllable's parts can stand for."""
    onsets = way.onsets[opening].replace("-", " ")
    return [
        (onset.strip(), vowel, coda)
        for onset, vowel, coda in product(onsets, way.vowels[nucleus], way.codas[ending] or [""])
    ]


def _is_written(opening: str, nucleus: str, ending: str) -> bool:
    """Refuse letters that the systems write only elsewhere."""
    if nucleus in ("woo", "wu", "yi"):
        return not opening
    if nucleus in ("ah", "oh", "uh"):
        return not ending
    return opening != "sh" or nucleus in ("i", "ee", "wi")


def _is_latin(opening: str, nucleus: str, ending: str, vowel: str, onset: str) -> bool:
    """Refuse readings that popular spelling has in certain syllables only."""
    if vowel in ("ㅓ", "ㅕ") and nucleus in ("u", "yu", "ou", "you"):
        return bool(ending)  # Jung, Kyung, Young; but Ju is never 저
    if vowel == "ㅢ" and nucleus in ("i", "ee"):
        return onset == "ㅎ" or not (opening or ending)  # Hee for 희, I for 의
    return True


def _is_russian(opening: str, nucleus: str, onset: str, vowel: str) -> bool:
    """Refuse t and d for ㅈ before hard vowels, and soft vowels for plain ones elsewhere."""
    if onset in ("ㅈ", "ㅊ") and opening in ("t", "d") and nucleus[0] not in SOFT:
        return False
    return vowel not in GLIDED.get(nucleus, "") or onset in SIBILANTS
