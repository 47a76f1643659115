"""Chinese names: Wade-Giles to pinyin and back, old place spellings, family names.

    Hsiao-p'ing ──readings──▶ {(xiao, ping)} ◀──readings── Xiaoping
    Teng        ──readings──▶ {(deng), (teng)}   print drops the mark of T'eng: both remain
    Mao Zedong  ──fold──▶ "mao ce dong" ◀──fold── Mao Tse-tung

Wade-Giles tells chou (Zhou) from ch'ou (Chou) by an apostrophe that print often drops, so the way
back is one-to-many, and every reading is kept.  A word with one apostrophe is taken to have them
all.  Tones and the accents of ê and ŭ tell nothing apart, and are dropped.

Price of the key: the syllables that a lost mark or the two systems confuse share one (ji, qi, zhi
and chi all do), so equal keys say "can be", never "is".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from restore.romanise.plain import quotes
from restore.romanise.tables import rows

"""What print and OCR write for the apostrophe of aspiration."""

SEPARATOR_RE = re.compile(r"[\s\-‐‑.·•]+|(?<![ptkhsz])'|'(?![aeiouyüêŭ])|(?<=[aeiou]h)'")
"""What parts syllables: a hyphen, a space, and an apostrophe that cannot be one of aspiration."""

TONES = str.maketrans("", "", "\u0304\u0301\u030c\u0300\u0302\u0306")
"""Macron, acute, caron, grave: tones of pinyin; circumflex and breve: accents of Wade-Giles."""

LONGEST = 6
"""Letters of the longest syllable without its apostrophe (chuang, shuang, zhuang)."""

MOST = 5
"""Syllables of the longest name written as one word (Heilungkiang has three, Tsitsihar four)."""


class Syllable(NamedTuple):
    """One syllable: pinyin, Wade-Giles with all its marks, and further spellings of old use."""

    pinyin: str
    wade_giles: str
    other: tuple[str, ...]


def to_wade_giles(pinyin: str, *, accents: bool = False) -> str:
    """Return the Wade-Giles spelling of a pinyin name, "" where it is not pinyin throughout.

    Syllables of one word are hyphenated, capitals kept at the head of each word.  `accents` writes
    ê and ŭ, as scholars did and the press did not.

    >>> to_wade_giles("Deng Xiaoping"), to_wade_giles("Zhou Enlai"), to_wade_giles("Brown")
    ("Teng Hsiao-p'ing", 'Chou En-lai', '')
    >>> to_wade_giles("zhe", accents=True)
    'chê'
    """
    words = [_word_to_wade_giles(word, accents) for word in pinyin.split()]
    return " ".join(words) if all(words) else ""


def to_pinyin(wade_giles: str, *, marks_dropped: bool = False) -> frozenset[str]:
    """Return the pinyin syllables that one Wade-Giles syllable stands for; none where it is none.

    With `marks_dropped` the spelling may have lost its apostrophe and the dots of its ü.

    >>> sorted(to_pinyin("chou")), sorted(to_pinyin("chou", marks_dropped=True))
    (['zhou'], ['chou', 'zhou'])
    """
    written = _letters(wade_giles)
    lost = marks_dropped
    table = _wade(apostrophes=not lost or "'" in written, dots=not lost or "ü" in written)
    return table.get(written, frozenset())


@lru_cache(maxsize=100_000)
def readings(latin: str) -> frozenset[tuple[str, ...]]:
    """Return the pinyin syllables a name can stand for, by pinyin, Wade-Giles or postal spelling.

    Each part between hyphens, spaces or parting apostrophes is read in one system; parts may
    differ, as they do in mixed spellings.  Nothing is returned for what is not Chinese in form.

    >>> readings("Hsiao-p'ing") == readings("Xiaoping") == {("xiao", "ping")}
    True
    >>> sorted(readings("Teng")), readings("Peking"), readings("Brown")
    ([('deng',), ('teng',)], frozenset({('bei', 'jing')}), frozenset())
    """
    written = _letters(latin)
    found: set[tuple[str, ...]] = {()}
    marked = "'" in SEPARATOR_RE.sub("", written)
    dotted = "ü" in written
    for part in _parts(written):
        split = _readings_of_part(part, marked, dotted)
        found = {(*head, *tail) for head in found for tail in split}
    known = _postal().get(written)
    return frozenset(found - {()}) | ({known} if known else set())


def is_family(latin: str) -> bool:
    """Tell whether a word can be a Chinese family name, in pinyin, Wade-Giles or older spellings.

    >>> is_family("Zhou"), is_family("Chou"), is_family("Ssu-ma"), is_family("Khrushchev")
    (True, True, True, False)
    """
    if latin.lower() in SOUTHERN:
        return True
    return any("".join(reading) in _families() for reading in readings(latin))


def family_of(characters: str) -> str:
    """Return the family name that a name in characters opens with, in pinyin; "" for a rare one.

    >>> family_of("吕正操"), family_of("陆定一"), family_of("欧阳钦")
    ('lü', 'lu', 'ouyang')
    """
    known = _by_characters()
    return known.get(characters[:2]) or known.get(characters[:1], "")


SOUTHERN = frozenset({"soong", "kwok", "lee", "woo", "koo", "wong", "tsiang", "tsai", "eng"})
"""Family names in spellings of neither system (T. V. Soong, V. K. Wellington Koo, T. F. Tsiang)."""


@lru_cache(maxsize=100_000)
def fold(latin: str) -> str:
    """Return a key that pinyin and Wade-Giles spellings of one name share, marks or no marks.

    Parts that are not Chinese syllables stay as they are, in plain lower case.  Syllables run
    together are parted as the rules of pinyin have it: an inner syllable that opens with a vowel
    needs an apostrophe, so Xian is one syllable and Xi'an two.

    >>> fold("Zhou Enlai") == fold("Chou En-lai"), fold("Ch'iao Hsiao-kuang")
    (True, 'jiao xiao guang')
    >>> fold("Mao Zedong") == fold("Mao Tsetung"), fold("Zhu De") == fold("Liu De")
    (True, False)
    """
    return " ".join(_fold_part(part) for part in _parts(_letters(latin)))


def _word_to_wade_giles(word: str, accents: bool) -> str:
    """Return one word in Wade-Giles, "" where it is not pinyin."""
    found: list[str] = []
    for part in _parts(_letters(word)):
        split = min(_splits(part, _pinyin()), key=_untidiness, default=None)
        if split is None:
            return ""
        found += [_syllables()[syllable].wade_giles for syllable in split]
    spelled = "-".join(found)
    spelled = spelled if accents else spelled.replace("ê", "e").replace("ŭ", "u")
    return spelled[:1].upper() + spelled[1:] if word[:1].isupper() else spelled


def _letters(latin: str) -> str:
    """Return a name in lower case with straight apostrophes and no tones, ü as one character."""
    plain = unicodedata.normalize("NFD", quotes(latin.lower())).translate(TONES)
    return unicodedata.normalize("NFC", plain).replace("u:", "ü")


def _parts(written: str) -> Iterator[str]:
    """Yield the parts of a name that must be parted before they are read."""
    return (part for part in SEPARATOR_RE.split(written) if part)


def _readings_of_part(part: str, marked: bool, dotted: bool) -> set[tuple[str, ...]]:
    """Return the readings of letters run together, all of them pinyin or all Wade-Giles."""
    wade = _wade(apostrophes=marked, dots=dotted)
    ways = [(wade, split) for split in _splits(part, wade)]
    if not (marked and ways):  # pinyin has no apostrophe of aspiration
        ways += [(_pinyin(), split) for split in _splits(part, _pinyin())]
    least = min((_untidiness(split)[0] for _, split in ways), default=0)
    tidy = [(table, split) for table, split in ways if _untidiness(split)[0] == least]
    return {way for table, split in tidy for way in product(*(table[s] for s in split))}


def _untidiness(split: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    """Return how little a way of parting agrees with pinyin's rule, then its length and letters."""
    return sum(syllable[0] in "aeioê" for syllable in split[1:]), len(split), split


def _splits(part: str, known: Container[str], most: int = MOST) -> Iterator[tuple[str, ...]]:
    """Yield every way to part a word into known syllables, apostrophes belonging to them."""
    if not part:
        yield ()
    if not most:
        return
    for end in range(1, min(len(part), LONGEST + 1) + 1):
        if part[:end] in known:
            for rest in _splits(part[end:], known, most - 1):
                yield (part[:end], *rest)


def _fold_part(part: str) -> str:
    """Return the key of letters run together."""
    loose = part.replace("'", "").replace("ü", "u")
    keys = _keys()
    ways = [min(_splits(loose, t), key=_untidiness, default=None) for t in _loose()]
    known = [way for way in ways if way]
    if not known:
        return "".join(c for c in unicodedata.normalize("NFD", loose) if c.isalnum())
    return " ".join(keys[syllable] for syllable in min(known, key=_untidiness))


@cache
def _syllables() -> dict[str, Syllable]:
    """Return the table of syllables by pinyin."""
    table = rows("chinese_syllables.tsv")
    return {p: Syllable(p, wade, tuple(other.split())) for p, wade, other in table}


@cache
def _pinyin() -> dict[str, frozenset[str]]:
    """Return what a pinyin spelling can stand for; the dots of lü and nü are often left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for pinyin in _syllables():
        found[pinyin].add(pinyin)
        found[pinyin.replace("ü", "u")].add(pinyin)
    return {spelled: frozenset(meant) for spelled, meant in found.items()}


@cache
def _wade(*, apostrophes: bool, dots: bool) -> dict[str, frozenset[str]]:
    """Return what a Wade-Giles spelling stands for, its marks being there or possibly lost."""
    found: dict[str, set[str]] = defaultdict(set)
    for syllable in _syllables().values():
        for spelled in (syllable.wade_giles, *syllable.other):
            written = _letters(spelled)
            written = written if apostrophes else written.replace("'", "")
            found[written].add(syllable.pinyin)
            if not dots:
                found[written.replace("ü", "u")].add(syllable.pinyin)
    return {spelled: frozenset(meant) for spelled, meant in found.items()}


@cache
def _loose() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return pinyin and Wade-Giles without any mark."""
    bare = {spelled.replace("ü", "u"): found for spelled, found in _pinyin().items()}
    wade = {s: f for s, f in _wade(apostrophes=False, dots=False).items() if "ü" not in s}
    return bare, wade


@cache
def _keys() -> dict[str, str]:
    """Return for each unmarked spelling of a syllable the key of all it can be confused with.

    The finest key there can be: two spellings share it only if a chain of syllables joins them,
    each of which can be written both ways.
    """
    leader = {pinyin: pinyin for pinyin in _syllables()}

    def first(pinyin: str) -> str:
        while leader[pinyin] != pinyin:
            pinyin = leader[pinyin]
        return pinyin

    meanings: dict[str, set[str]] = defaultdict(set)
    for table in _loose():
        for spelled, pinyin in table.items():
            meanings[spelled] |= pinyin
    for found in meanings.values():
        one, *others = sorted(first(pinyin) for pinyin in found)
        for other in others:
            leader[other] = one
    return {spelled: first(min(found)) for spelled, found in meanings.items()}


@cache
def _postal() -> dict[str, tuple[str, ...]]:
    """Return the pinyin syllables of places by their old spellings in lower case."""
    return {name.lower(): tuple(p.split()) for name, p in rows("chinese_postal.tsv")}


@cache
def _families() -> frozenset[str]:
    """Return the family names in pinyin."""
    return frozenset(pinyin for pinyin, _ in rows("chinese_families.tsv"))


@cache
def _by_characters() -> dict[str, str]:
    """Return the family names in pinyin by their characters."""
    table = rows("chinese_families.tsv")
    return {name: pinyin for pinyin, names in table for name in names.split()}
