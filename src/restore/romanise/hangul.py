"""Hangul: syllables taken apart into letters, and the sounds they take on beside one another.

    split    밝 -> ㅂ ㅏ ㄺ        join    back again
    sounds   독립 -> 동닙           what is spoken, which every system of romanisation starts from

The sound changes are those of the standard pronunciation (articles 8-20) that any word undergoes:
liaison, neutral finals, nasals, liquids, aspiration, palatalisation.  Tense consonants and the n
that slips in between the parts of a compound (학여울) are left out: no system writes the former in
names, and no rule of letters tells the latter.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import NamedTuple

ONSETS = (*"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆ", "", *"ㅈㅉㅊㅋㅌㅍㅎ")
VOWELS = tuple("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
FIRST, LAST = "가", "힣"
IOTISED = ("ㅑ", "ㅒ", "ㅕ", "ㅖ", "ㅛ", "ㅠ", "ㅣ")
"""Vowels before which the South drops an initial l or n (두음법칙)."""

NEUTRAL = {
    **dict.fromkeys("ㄱㄲㅋㄳㄺ", "ㄱ"),
    **dict.fromkeys("ㄷㅌㅅㅆㅈㅊㅎ", "ㄷ"),
    **dict.fromkeys("ㅂㅍㅄㄿ", "ㅂ"),
    **dict.fromkeys("ㄴㄵㄶ", "ㄴ"),
    **dict.fromkeys("ㄹㄼㄽㄾㅀ", "ㄹ"),
    **dict.fromkeys("ㅁㄻ", "ㅁ"),
    "ㅇ": "ㅇ",
    "": "",
}
"""The seven finals that are spoken (articles 8-11 of the standard pronunciation)."""

DOUBLE = dict(
    zip(
        "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ",
        zip("ㄱㄴㄴㄹㄹㄹㄹㄹㄹㄹㅂ", "ㅅㅈㅎㄱㅁㅂㅅㅌㅍㅎㅅ", strict=True),
        strict=True,
    )
)
"""Double codas, each with what stays and what moves on."""
ASPIRATED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅂ": "ㅍ", "ㅈ": "ㅊ"}
PALATAL = {"ㄷ": "ㅈ", "ㅌ": "ㅊ"}
NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}

SUFFIXES = frozenset("란량력론료류로례")
"""Words before which n stays n, after a word of two syllables or more: 생산량 is spoken 생산냥,
신문로 신문노 (article 20).  령 is not among them: mountain passes double their l (대관령)."""


class Syllable(NamedTuple):
    """A syllable's letters: onset (empty for the silent one), vowel, coda (empty for none)."""

    onset: str
    vowel: str
    coda: str


class Sound(NamedTuple):
    """A syllable as spoken; `linked` says that its onset is the coda of the one before."""

    onset: str
    vowel: str
    coda: str
    linked: bool = False


def is_hangul(text: str) -> bool:
    """Tell whether a text is made of whole hangul syllables, and of at least one.

    >>> is_hangul("박헌영"), is_hangul("朴憲永"), is_hangul("")
    (True, False, False)
    """
    return bool(text) and all(FIRST <= c <= LAST for c in text)


@cache
def split(syllable: str) -> Syllable:
    """Return the letters of one hangul syllable.

    Raises:
        ValueError: it is not one hangul syllable.

    >>> split("밝")
    Syllable(onset='ㅂ', vowel='ㅏ', coda='ㄺ')
    """
    if len(syllable) != 1 or not is_hangul(syllable):
        raise ValueError(f"{syllable!r} is not one hangul syllable")
    number, coda = divmod(ord(syllable) - ord(FIRST), len(CODAS))
    onset, vowel = divmod(number, len(VOWELS))
    return Syllable(ONSETS[onset], VOWELS[vowel], CODAS[coda])


def join(onset: str, vowel: str, coda: str = "") -> str:
    """Return the hangul syllable of these letters.

    Raises:
        ValueError: one of them cannot stand there.

    >>> join("ㅂ", "ㅏ", "ㄺ")
    '밝'
    """
    number = ONSETS.index(onset) * len(VOWELS) + VOWELS.index(vowel)
    return chr(ord(FIRST) + number * len(CODAS) + CODAS.index(coda))


def sounds(word: str, *, parted: Container[int] = ()) -> list[Sound]:
    """Return a word of hangul syllables as it is spoken, syllable by syllable.

    `parted` has the numbers of syllables that a hyphen goes before; only 리, the village, is spoken
    otherwise for that (한천-리 is Hanch'ŏn-ni, 한천리 Hanch'ŏlli).

    Raises:
        ValueError: a character is not a hangul syllable.

    >>> "".join(join(s.onset, s.vowel, s.coda) for s in sounds("독립문"))
    '동님문'
    """
    letters = [split(c) for c in word]
    spoken: list[Sound] = []
    before = Sound("", "", "")
    for place, own in enumerate(letters):
        if place:
            coda, onset, linked = _meet(before.coda, own, nasal=_keeps_n(word, place, parted))
            spoken.append(before._replace(coda=coda))
            before = Sound(onset, own.vowel, own.coda, linked)
        else:
            before = Sound(*own)
    if letters:
        spoken.append(before._replace(coda=NEUTRAL[before.coda]))
    return spoken


def _keeps_n(word: str, place: int, parted: Container[int]) -> bool:
    """Tell whether the syllable at `place` is a suffix before which n stays n."""
    if place < 2 or place != len(word) - 1:
        return False
    return word[place] in SUFFIXES or (word[place] == "리" and place in parted)


def _meet(coda: str, after: Syllable, *, nasal: bool) -> tuple[str, str, bool]:
    """Return coda and onset as spoken where two syllables meet, and whether the coda moves over."""
    onset = after.onset
    if coda in ("", "ㅇ") and onset != "ㄹ":
        return coda, onset, False
    if onset == "":
        return _link(coda, after.vowel)
    if onset == "ㅎ":
        return _breathe(coda, after.vowel)
    if coda[-1:] in ("ㅎ", "ㄶ", "ㅀ"):
        return _breathed(coda, onset)
    return _assimilate(NEUTRAL[coda], onset, nasal=nasal)


def _link(coda: str, vowel: str) -> tuple[str, str, bool]:
    """Carry a coda over to a syllable that begins with a vowel."""
    stays, moves = DOUBLE.get(coda, ("", coda))
    if moves == "ㅎ":
        return "", stays, bool(stays)
    if vowel == "ㅣ":
        moves = PALATAL.get(moves, moves)
    return stays, moves, True


def _breathe(coda: str, vowel: str) -> tuple[str, str, bool]:
    """Let a coda meet h: nouns keep both (백호), verbs' double codas and d before i do not."""
    stays, last = DOUBLE.get(coda, ("", coda))
    if stays and last in ASPIRATED:
        return NEUTRAL[stays], ASPIRATED[last], False
    if coda == "ㄷ" and vowel == "ㅣ":
        return "", "ㅊ", False
    return NEUTRAL[coda], "ㅎ", False


def _breathed(coda: str, onset: str) -> tuple[str, str, bool]:
    """Let a coda with h meet a consonant."""
    rest = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}[coda]
    if onset in ASPIRATED:
        return rest, ASPIRATED[onset], False
    return _assimilate(rest or "ㄷ", onset, nasal=False)


def _assimilate(coda: str, onset: str, *, nasal: bool) -> tuple[str, str, bool]:
    """Let a spoken coda and a consonant change each other: nasals and liquids."""
    if onset == "ㄹ":
        if coda == "ㄴ" and not nasal:
            return "ㄹ", "ㄹ", False
        if coda not in ("", "ㄹ"):
            return NASAL.get(coda, coda), "ㄴ", False
    elif onset == "ㄴ" and coda == "ㄹ":
        return "ㄹ", "ㄹ", False
    elif onset in ("ㄴ", "ㅁ"):
        return NASAL.get(coda, coda), onset, False
    return coda, onset, False
