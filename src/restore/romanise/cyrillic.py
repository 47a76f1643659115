"""Cyrillic names in Latin letters: the published systems, the press, and the neighbours' ways.

    Хрущев ──spellings──▶ Khrushchev, Khrushchëv, Chruščev, Chruschtschew, Chruszczew, ...
    Хегай  ──soviet_korean──▶ Hegai, Khegai: the Soviet Korean form of the family name 허
    Khrushchev, Chruschtschow, Hruscsov ──fold──▶ one key

The only module that knows the transliteration library.  What it has no table for (Bulgarian,
Ukrainian, Serbian, Macedonian, Mongolian, and how Germans, Poles, Czechs, Hungarians and the French
write Russian) stands in `cyrillic_systems.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

import iuliia  # type: ignore[import-untyped]  # it ships no types; this module gives it ours

from restore.romanise.cyrillic_fold import fold
from restore.romanise.cyrillic_korean import SovietKorean, soviet_korean
from restore.romanise.cyrillic_rules import System, read_rules
from restore.romanise.tables import rows

__all__ = [
    "SovietKorean",
    "fold",
    "language_of",
    "soviet_korean",
    "spellings",
    "systems",
    "without_signs",
]

WORD_RE = re.compile(r"([^\W\d_]+(?:['’ʼ][^\W\d_]+)*)")
LETTER_RE = re.compile(r"[\u0400-\u04ff]")
SIGNS = str.maketrans("", "", "'’ʹʺ”\"")
"""The marks that stand for soft and hard signs, and are dropped by most who write English."""

MARKS = str.maketrans({"ё": "ë", "Ё": "Ë", "·": ""})
"""The library leaves the Cyrillic letter where the systems have the Latin one with two dots, and
writes the dot of BGN/PCGN that parts letters; gazetteers leave it out."""

Spell = Callable[[str], str]
"""Writes one word in Latin letters."""

LANGUAGES: dict[str, re.Pattern[str]] = {
    # Letters, and where the alphabets have none of their own, sequences that only one of them has.
    "mn": re.compile(
        r"[өү]|ээ|уу\b|^\w+(?:ын|ийн)\s|[бвгджзклмнпрстфхцчш]э[бвгджзлмнрстх]+э", re.IGNORECASE
    ),
    "mk": re.compile(r"[ѓќѕ]", re.IGNORECASE),
    "sr": re.compile(r"[ђћљњџј]", re.IGNORECASE),
    "uk": re.compile(r"[іїєґ]", re.IGNORECASE),
    "bg": re.compile(r"[бвгджзклмнпрстфхцчшщ]ъ[бвгджзклмнпрстфхцчшщ]|\bъ", re.IGNORECASE),
}


def language_of(cyrillic: str) -> str:
    """Return the language a name is written in as far as its letters tell, otherwise "ru".

    >>> [language_of(n) for n in ("Вълко", "Сүхбаатар", "Ђилас", "Кириченко", "Підгорний")]
    ['bg', 'mn', 'sr', 'ru', 'uk']
    """
    return next((name for name, tells in LANGUAGES.items() if tells.search(cyrillic)), "ru")


@lru_cache(maxsize=20_000)
def spellings(cyrillic: str, *, language: str = "ru") -> tuple[str, ...]:
    """Return a name or a part of one in every system of romanisation, each system throughout.

    The first is the one usual in English: for Russian that of the press (BS 2979 without marks).
    Soft signs are kept as an apostrophe and dropped.  Nothing is returned for a name without
    Cyrillic letters.  `language` is "ru", "bg", "uk", "sr", "mk" or "mn"; another is read as "ru".

    >>> spellings("Белый")
    ('Bely', 'Belyi', 'Belyy', 'Belyĭ', 'Belyj', 'Bieły', 'Belij')
    >>> spellings("Вълко", language="bg")
    ('Valko', 'Vulko', 'Vŭlko', 'Vălko')
    """
    if not LETTER_RE.search(cyrillic):
        return ()
    found: dict[str, None] = {}
    pieces = WORD_RE.split(cyrillic)  # what stands between words, and at every odd place a word
    for spell in systems(language):
        spelled = "".join(spell(piece) if at % 2 else piece for at, piece in enumerate(pieces))
        found[without_signs(spelled)] = None
        found[spelled] = None
    # A letter of a language that has no table (Belarusian ў, Kazakh қ) is left as it is.
    return tuple(latin for latin in found if not LETTER_RE.search(latin))


def systems(language: str, *, english: bool | None = None) -> tuple[Spell, ...]:
    """Return the systems of a language, each of which writes one Cyrillic word in Latin letters.

    With `english`, only those that English writing uses, or only the others: those of scholars and
    of other languages.
    """
    own = _own_systems()
    language = language if language in own else "ru"
    if language == "ru":
        return {
            True: _ENGLISH,
            False: (*_MARKED, *own["ru"]),
            None: (*_ENGLISH, *_MARKED, *own["ru"]),
        }[english]
    return () if english is False else own[language]


def without_signs(latin: str) -> str:
    """Return a spelling without the marks of soft and hard signs.

    >>> without_signs("Ignat'ev"), without_signs("Il’ich")
    ('Ignatev', 'Ilich')
    """
    return latin.translate(SIGNS)


def _library(schema: iuliia.Schema) -> Spell:
    """Return a system of the transliteration library, with Latin letters throughout."""

    @lru_cache(maxsize=20_000)
    def spell(word: str) -> str:
        return unicodedata.normalize("NFC", schema.translate(word).translate(MARKS))

    return spell


def _by_letter(schema: iuliia.Schema) -> Spell:
    """Return a system of the library that looks at no neighbours but at the end of a word.

    Its letters and endings are asked for once; that is five times as fast as asking for each word,
    and `tests/romanise/test_cyrillic.py` holds the two against each other.
    """
    ask = _library(schema)
    table = str.maketrans({letter: ask(letter) for letter in map(chr, range(0x400, 0x460))})
    endings = {ending: ask(f"бб{ending}")[2:] for ending in ENDINGS}

    def spell(word: str) -> str:
        if len(word) > 2 and word[-2:] in endings:
            return word[:-2].translate(table) + endings[word[-2:]]
        return word.translate(table)

    return spell


ENDINGS = ("ий", "ый", "ИЙ", "ЫЙ")
"""Endings of adjectives and family names, which some systems shorten to y."""


def _with_glide(word: str) -> str:
    """Return a word with i for a soft sign before a vowel, as the press writes Ignatiev."""
    return _press(SOFT_RE.sub("и", word))


def _with_x(word: str) -> str:
    """Return a word with x for кс, as the press writes Alexeev."""
    return X_RE.sub("x", _press(word))


def _with_h(word: str) -> str:
    """Return a word in the scholarly system with h for х, as its later form has it."""
    return _scholarly(word).replace("x", "h").replace("X", "H")


X_RE = re.compile("ks(?=[aeiouy]|$)")
SOFT_RE = re.compile("ь(?=[аеёиоуэюя])")
_press = _by_letter(iuliia.BS_2979_ALT)
_scholarly = _by_letter(iuliia.SCIENTIFIC)
_ENGLISH: tuple[Spell, ...] = (
    _press,
    _by_letter(iuliia.ALA_LC_ALT),
    _library(iuliia.WIKIPEDIA),
    _library(iuliia.BGN_PCGN_ALT),
    _with_glide,
    _with_x,
)
_MARKED: tuple[Spell, ...] = (
    _by_letter(iuliia.ALA_LC),
    _by_letter(iuliia.BS_2979),
    _scholarly,
    _with_h,
)


@cache
def _own_systems() -> dict[str, tuple[Spell, ...]]:
    """Return the systems of the table by language."""
    found: dict[str, list[Spell]] = {}
    for language, _, rules, _ in rows("cyrillic_systems.tsv"):
        found.setdefault(language, []).append(System(read_rules(rules)).spell)
    return {language: tuple(own) for language, own in found.items()}
