"""Soviet Koreans: family names as Russian registered them, with the Korean names behind them.

Family names that end in a vowel were taken down with a Korean suffix (heo-ga-i: "it is a Heo") and
became names of their own: Khegai, Nogai, Yugai.  Others follow the dialect of Hamgyong: Tsoi, Ten.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from restore.romanise.tables import rows


class SovietKorean(NamedTuple):
    """A Russian family name of Koreans: Cyrillic, the Korean names it can be, Latin spellings."""

    cyrillic: str
    hangul: tuple[str, ...]
    latin: tuple[str, ...]


def soviet_korean(cyrillic: str) -> SovietKorean | None:
    """Return the Korean names behind a Soviet Korean family name, None for another name.

    >>> soviet_korean("Хегай")
    SovietKorean(cyrillic='Хегай', hangul=('허',), latin=('Khegai', 'Khegay', 'Hegai', 'Hegay'))
    >>> soviet_korean("Хрущев") is None
    True
    """
    return _families().get(cyrillic.lower().replace("ё", "е").capitalize())


@cache
def _families() -> dict[str, SovietKorean]:
    """Return the table by Cyrillic name, ё written as е."""
    found = {}
    for cyrillic, hangul, latin in rows("cyrillic_korean.tsv"):
        name = SovietKorean(cyrillic, tuple(hangul.split()), tuple(latin.split()))
        found[cyrillic.replace("ё", "е")] = name
    return found
