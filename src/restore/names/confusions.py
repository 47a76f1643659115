"""What OCR makes of letters, for names: plain letters, a coarse key, and signs of lost letters.

    plain      letters without case, diacritics and apostrophes; blanks, dots and hyphens stay
    squeezed   plain, and nothing but letters, figures and signs of a lost letter
    skeleton   squeezed, and letters that OCR takes for each other as one: two spellings that
               only usual misreadings part have the same skeleton

The confusions are those of any table of OCR errors in printed English; none is of one paper.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from restore.page import is_unmapped

ALIKE = ("il1|!j", "o0", "ceo", "nu", "hb", "s5", "b8", "gq9", "vy", "ft", "z2", "ao", "rt", "ec")
"""Groups of single letters that OCR takes for each other."""

RUNS = (
    *(("rn", "m"), ("cl", "d"), ("li", "h"), ("ll", "il"), ("vv", "w"), ("ii", "u"), ("iii", "m")),
    *(("tb", "th"), ("in", "m"), ("ni", "m"), ("ri", "n"), ("ln", "h"), ("lc", "k"), ("ji", "p")),
)
"""Pairs of runs of letters that OCR takes for each other, either way round."""

ALONE = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ħ": "h", "ß": "ss", "æ": "ae"})
"""Letters whose stroke or ligature Unicode does not take apart."""

APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´ʹ′"))

_MERGED = str.maketrans({
    **dict.fromkeys("l1|!j", "i"), **dict.fromkeys("0eac", "o"), **dict.fromkeys("uhb8", "n"),
    "5": "s", "q": "g", "9": "g", "y": "v", "f": "t", "2": "z", "r": "t",
})  # fmt: skip
"""Letters of one skeleton.  Coarse on purpose: who looks here weighs the letters afterwards."""

_MERGED_RUNS = (("tn", "m"), ("oi", "d"), ("vv", "w"), ("ii", "n"), ("in", "m"), ("ni", "m"))
"""Runs of one skeleton, in the letters that `_MERGED` leaves."""


_SILENT_RE = re.compile("[^\\w|!\ufffd\ufffc□\ue000-\uf8ff\U000f0000-\U000ffffd]|_")


@lru_cache(maxsize=1 << 12)
def is_lost(character: str) -> bool:
    """Tell whether a character only marks that a letter was there.

    >>> is_lost(chr(0xFFFD)), is_lost("x")
    (True, False)
    """
    return (
        character in "\ufffd\ufffc□" or "\ue000" <= character <= "\uf8ff" or is_unmapped(character)
    )


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Return a name in plain small letters.

    >>> plain("Gheorghe Gheorghiu-Dej"), plain("P’yŏngyang"), plain("Čepička")
    ('gheorghe gheorghiu-dej', 'pyongyang', 'cepicka')
    """
    bare = text.translate(APOSTROPHES)
    if bare.isascii():
        return bare.lower()
    taken = unicodedata.normalize("NFD", bare.lower().translate(ALONE))
    return "".join(c for c in taken if not unicodedata.combining(c))


def squeezed(text: str) -> str:
    """Return the letters, figures and lost-letter signs of a name alone, in plain small letters.

    >>> squeezed("Kim Il-sŏng") == squeezed("KimIl Song")
    True
    """
    return _SILENT_RE.sub("", plain(text))


def merged(text: str) -> str:
    """Return the letters of a name with those that OCR takes for each other as one; lost ones go.

    >>> merged("Fedorenko") == merged("Fcdorcnk0"), merged("Fed" + chr(0xFFFD))
    (True, 'tod')
    """
    letters = squeezed(text)
    if not letters.isascii():
        letters = "".join(c for c in letters if not is_lost(c))
    return letters.translate(_MERGED)


@lru_cache(maxsize=1 << 16)
def skeleton(text: str) -> str:
    """Return a key on which spellings agree that only usual misreadings part; lost letters go.

    >>> skeleton("Fedorenko") == skeleton("Fcclorenko"), skeleton("Kim") == skeleton("K1rn")
    (True, True)
    """
    key = merged(text)
    for run, one in _MERGED_RUNS:
        key = key.replace(run, one)
    return key
