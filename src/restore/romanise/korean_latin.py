"""Hangul to Latin letters by the two systems of scholarship: McCune-Reischauer and Revised.

McCune-Reischauer after the tables of 1939 and 1961 (Transactions of the Korea Branch of the Royal
Asiatic Society 29 and 38); the Revised Romanization after the proclamation of the Ministry of
Culture and Tourism 2000-8.  Words begin with a capital, since it is names that are written.

A hyphen in the hangul is written, and sounds change across it as in an unbroken word
(목-원: `Mog-wŏn`), which is how libraries write given names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from restore.romanise.hangul import Sound, sounds
from restore.romanise.tables import rows

WORD_RE = re.compile(r"[가-힣]+(?:-[가-힣]+)*")

MARKS = str.maketrans({"ŏ": "o", "ŭ": "u", "Ŏ": "O", "Ŭ": "U", "ë": "e", "'": None})

TABLE = "korean_letters.tsv"
COLUMNS = ("mccune_reischauer", "revised")
MR_VOICED = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}
MR_AFTER_L = {"ㄱ": "g", "ㅂ": "b"}
"""After l, d and j are tense in Sino-Korean words (길동, 출장), as names mostly are: lt and lch.
The price: native words (살다) would have ld and lj."""


class System(NamedTuple):
    """The letters of one system by the hangul letters."""

    onsets: Mapping[str, str]
    vowels: Mapping[str, str]
    codas: Mapping[str, str]


def mccune_reischauer(hangul: str, *, marks: bool = True) -> str:
    """Return hangul in McCune-Reischauer; without `marks`, with neither breves nor apostrophes.

    What is no hangul stays.  Every word is one word here: of personal names, `name_spellings`
    knows which part is the family's.

    >>> mccune_reischauer("한국"), mccune_reischauer("독립문"), mccune_reischauer("헌-영")
    ("Han'guk", 'Tongnimmun', 'Hŏn-yŏng')
    >>> mccune_reischauer("평양", marks=False)
    'Pyongyang'
    """
    latin = WORD_RE.sub(lambda match: _mr_word(match.group()), hangul)
    return latin if marks else latin.translate(MARKS)


def revised(hangul: str) -> str:
    """Return hangul in the Revised Romanization of 2000, as spoken.

    Across a hyphen no sound changes, as the standard has it for given names and administrative
    units: `빛나` is `Binna`, `빛-나` is `Bit-na`.

    >>> revised("독립문"), revised("신라"), revised("종로-구")
    ('Dongnimmun', 'Silla', 'Jongno-gu')
    """
    return WORD_RE.sub(lambda match: _rr_word(match.group()), hangul)


@cache
def _system(name: str) -> System:
    """Read the letters of one system from the table."""
    parts: dict[str, dict[str, str]] = {"onset": {}, "vowel": {}, "coda": {}}
    for part, hangul, *latin in rows(TABLE):
        parts[part][hangul.strip("-")] = latin[COLUMNS.index(name)].strip("-")
    return System(parts["onset"], parts["vowel"], parts["coda"])


@lru_cache(maxsize=1 << 12)
def _mr_word(word: str) -> str:
    """Write one word in McCune-Reischauer, hyphens where it has them."""
    letters = _system("mccune_reischauer")
    breaks = _breaks(word)
    spoken = sounds(word.replace("-", ""), parted=breaks)
    latin = ""
    for place, sound in enumerate(spoken):
        before = spoken[place - 1] if place else None
        onset = _mr_onset(sound, before)
        hyphen = "-" if place in breaks else ""
        opening = onset + hyphen if sound.linked else hyphen + onset
        if not hyphen and onset == "g" and before and before.coda == "ㄴ":
            opening = "'g"
        vowel = letters.vowels[sound.vowel]
        if before and not onset and not hyphen and vowel == "e" and latin[-1] in "ao":
            vowel = "ë"
        latin += opening + vowel + _mr_coda(sound, spoken[place + 1 : place + 2])
    return latin[:1].upper() + latin[1:]


def _breaks(word: str) -> set[int]:
    """Return the numbers of the syllables that follow a hyphen."""
    parts = word.split("-")
    return {sum(map(len, parts[:n])) for n in range(1, len(parts))}


def _mr_onset(sound: Sound, before: Sound | None) -> str:
    """Write an onset, voiced where a voiced sound comes before."""
    plain = _system("mccune_reischauer").onsets[sound.onset]
    if sound.onset == "ㅅ" and sound.vowel == "ㅟ":
        return "sh"
    if before is None:
        return plain
    if before.coda == "ㄹ":
        return "l" if sound.onset == "ㄹ" else MR_AFTER_L.get(sound.onset, plain)
    if before.coda in ("", "ㄴ", "ㅁ", "ㅇ"):
        return MR_VOICED.get(sound.onset, plain)
    return plain


def _mr_coda(sound: Sound, after: list[Sound]) -> str:
    """Write a coda: l before h is r, t before s and ch takes their letters."""
    coda = _system("mccune_reischauer").codas[sound.coda]
    onset = after[0].onset if after else ""
    if coda == "l" and onset == "ㅎ":
        return "r"
    if coda == "t":
        return "s" if onset == "ㅅ" else "" if onset in ("ㅆ", "ㅉ", "ㄸ") else "t"
    if (coda, onset) in (("k", "ㄲ"), ("p", "ㅃ")):
        return ""
    return coda


def _rr_word(word: str) -> str:
    """Write one word in the Revised Romanization, each part between hyphens by itself."""
    latin = "-".join("".join(_rr_pieces(part)) for part in word.split("-"))
    return latin[:1].upper() + latin[1:]


def _rr_pieces(part: str) -> list[str]:
    """Write the syllables of a part, the sounds between them as spoken."""
    letters = _system("revised")
    spoken = sounds(part)
    pieces = []
    for place, sound in enumerate(spoken):
        after_l = place and spoken[place - 1].coda == "ㄹ"
        onset = "l" if after_l and sound.onset == "ㄹ" else letters.onsets[sound.onset]
        pieces.append(onset + letters.vowels[sound.vowel] + letters.codas[sound.coda])
    return pieces
