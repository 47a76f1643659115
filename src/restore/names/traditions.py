"""What the letters of a word tell of the naming tradition it belongs to.

Korean and Chinese syllables come from the tables of romanisation, Vietnamese ones from the build of
the syllable, given names of Europe and elsewhere from `given_names.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from restore.names.confusions import plain
from restore.names.model import Tradition
from restore.romanise import chinese, korean


def bag(words: str) -> frozenset[str]:
    """Return the words of a string, for lists that are written as one."""
    return frozenset(words.split())


SYLLABLES_RE = re.compile(r"[-‐‑]")

INVERTING = frozenset({"hungarian", "albanian", "japanese", "mongolian", "romanian"})
"""Traditions whose names are met family name first, given name of one word after it."""

KOREAN = bag(
    "kim pak park yi ri rhee choe choi chong jong jeong chung cho jo kwon kang yun yoon sin shin"
    " so suh seo paek baek om ko koh no roh kwak pyon hwang hong nam sim ki pang bang"
)
"""Family names that are Korean, or so much oftener Korean than Chinese that the rest is the price
(census of 1985: these are borne by nine Koreans of ten; Chinese Hong, So and No are rare)."""

COMMON = KOREAN | bag("lee yang han chang jang im lim o oh song an ahn yu ryu nam ho")
"""Family names before which a two-part given name is likelier than behind which a family name."""

VIETNAMESE = bag(
    "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly truong dinh doan lam"
    " trinh dao luong ta thai ton cao to ha xuan hoang van chu tong mai phung nong kieu"
)
"""The family names of nine Vietnamese of ten, and those of leaders (Tôn Đức Thắng)."""

VIETNAMESE_RE = re.compile(
    r"(?:ngh|ng|nh|th|tr|ph|kh|gh|gi|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnptui])?"
)
FOREIGN_RE = re.compile(r"[fjwz]")


@cache
def _given() -> dict[str, frozenset[str]]:
    """Return plain given names with the languages that have them."""
    found: dict[str, set[str]] = {}
    table = Path(__file__).with_name("given_names.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith(("#", "tradition")):
            continue
        language, names = line.split("\t")
        for name in names.split():
            found.setdefault(plain(name), set()).add(language)
    return {name: frozenset(languages) for name, languages in found.items()}


@lru_cache(maxsize=1 << 16)
@lru_cache(maxsize=1 << 15)
def given_of(word: str) -> frozenset[str]:
    """Return the languages in which a word is a common given name; none where it is not known.

    >>> sorted(given_of("Mátyás")), sorted(given_of("Plenum"))
    (['hungarian'], [])
    """
    if "-" in word:  # Jean-Pierre, Hans-Joachim, not Chang-ok
        parts = [given_of(part) for part in SYLLABLES_RE.split(word)]
        return parts[0] | parts[-1] if all(parts) else frozenset()
    return _given().get(plain(word), frozenset())


def may_invert(given: str) -> bool:
    """Tell whether a given name may stand behind its family name.

    >>> may_invert("Mátyás"), may_invert("James")
    (True, False)
    """
    return bool(given_of(given) & INVERTING)


@lru_cache(maxsize=1 << 15)
def is_korean_given(word: str) -> bool:
    """Tell whether a word is one or two Korean syllables: Chang-ok, Ilsŏng, Hwi.

    >>> is_korean_given("Chang-ok"), is_korean_given("Plenum")
    (True, False)
    """
    parts = SYLLABLES_RE.split(word)
    if len(parts) == 2:
        return all(korean.is_syllable(part) for part in parts)
    if len(parts) > 2:
        return False
    return korean.is_syllable(word) or _is_two(word)


def _is_two(word: str) -> bool:
    """Tell whether a word is two Korean syllables run together."""
    if not 3 <= len(word) <= 12:
        return False
    cuts = (word.find(mark) for mark in "'’")
    return any(
        korean.is_syllable(word[:i]) and korean.is_syllable(word[i:])
        for i in {*range(1, len(word)), *cuts}
        if 0 < i < len(word)
    )


@lru_cache(maxsize=1 << 15)
def is_korean_joined(word: str) -> bool:
    """Tell whether a hyphenated word is a family name with a given name of one syllable: So-hwi.

    A given name of two syllables has the same build (Ho-san), so only its use can tell more.

    >>> is_korean_joined("So-hwi"), is_korean_joined("Chang-ok")
    (True, False)
    """
    parts = SYLLABLES_RE.split(word)
    if len(parts) != 2 or plain(parts[0]) not in JOINED or not korean.is_syllable(parts[1]):
        return False
    return bool(korean.families(parts[0]))


JOINED = frozenset({"so", "kim", "pak", "choe", "yi", "ri", "paek", "kwon", "ho"})
"""Family names that are met hyphenated to a given name of one syllable; as the first syllable of a
given name they are rarer."""


@lru_cache(maxsize=1 << 15)
def is_korean_only(word: str) -> bool:
    """Tell whether a word is a Korean family name and hardly anything else.

    >>> is_korean_only("Kim"), is_korean_only("Wang")
    (True, False)
    """
    return plain(word) in KOREAN and bool(korean.families(word))


@lru_cache(maxsize=1 << 15)
def eastern(family: str, given: tuple[str, ...]) -> Tradition:
    """Return whether family and given name can be Korean, Chinese or Vietnamese.

    >>> eastern("Pak", ("Chang-ok",)), eastern("Qiao", ("Xiao", "Guang")), eastern("James", ("F",))
    ('korean', 'chinese', 'unknown')
    """
    can_be_korean = _korean(family, given)
    can_be_chinese = _chinese(family, given)
    elsewhere = (can_be_korean and plain(family) in KOREAN) or (can_be_korean and can_be_chinese)
    if _vietnamese(family, given) and not elsewhere:
        return "vietnamese"
    if can_be_korean and (not can_be_chinese or plain(family) in COMMON):
        return "korean"
    if can_be_chinese:
        return "chinese"
    return "unknown"


def is_rarer(one: str, other: str) -> bool:
    """Tell whether only the second of two words is a usual family name of Korea."""
    return plain(one) not in COMMON and plain(other) in COMMON


def _korean(family: str, given: tuple[str, ...]) -> bool:
    """Tell whether a name can be Korean: one hyphenated or joined given name, or two syllables."""
    if not korean.families(family) or not 1 <= len(given) <= 2:
        return False
    if len(given) == 2:
        return all(korean.is_syllable(part) for part in given)
    parts = SYLLABLES_RE.split(given[0])
    if len(parts) == 2 and any(korean.is_syllable(part) for part in parts):
        return max(map(len, parts)) < 8  # a syllable that no table has: a slip, or damage
    return is_korean_given(given[0])


def _chinese(family: str, given: tuple[str, ...]) -> bool:
    """Tell whether a name can be Chinese."""
    if not chinese.is_family(family) or not 1 <= len(given) <= 2:
        return False
    readings = [chinese.readings(part) for part in given]
    syllables = sum(min(map(len, found)) for found in readings if found)
    return all(readings) and syllables <= 2


def _vietnamese(family: str, given: tuple[str, ...]) -> bool:
    """Tell whether a name can be Vietnamese: a usual family name and syllables of the language."""
    if plain(family) not in VIETNAMESE or not 1 <= len(given) <= 3:
        return False
    words = [plain(part) for part in given]
    return not any(FOREIGN_RE.search(word) for word in words) and all(
        VIETNAMESE_RE.fullmatch(word) for word in words
    )
