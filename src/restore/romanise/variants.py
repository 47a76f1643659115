"""All spellings of one record of a dictionary: by romanisation, by marks, by the form of the name.

    variants("Deng Xiaoping", native="邓小平")   Teng Hsiao-p'ing, Teng Hsiao-ping, Xiaoping Deng
    variants("N. T. Fedorenko", native="Николай Трофимович Федоренко")   Nikolai Fedorenko

What tells how a name may be written is its native spelling; a Chinese name is read from its Latin
letters, since its characters carry no sound.  Without a native spelling only the shape of a name
speaks, and what is doubtful is not generated: a wrong spelling would find the wrong person.

Straight apostrophes and none are yielded; the other apostrophes of print, and capitals, are for
the reader of a text to even out (`plain.straight`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from restore.romanise import korean
from restore.romanise.plain import spelled_out, straight
from restore.romanise.variants_chinese import chinese_forms
from restore.romanise.variants_cyrillic import cyrillic_forms
from restore.romanise.variants_western import is_western, western_forms

CYRILLIC_RE = re.compile(r"[\u0400-\u04ff]")
HANGUL_RE = re.compile(r"[\uac00-\ud7a3]")
HAN_RE = re.compile(r"[\u3400-\u9fff々]")


def variants(name: str, *, native: str = "", listed: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every spelling of a record: the name, the listed ones, then the generated ones.

    No spelling comes twice, and the order is the same every time.  `native` is the name in its own
    script, "" where it is not known.  A family name alone is not yielded: it is anybody's.

    >>> found = list(variants("Nikita Khrushchev", native="Никита Сергеевич Хрущев"))
    >>> "N. S. Khrushchev" in found, "Nikita Chruschtschew" in found, "Khrushchev" in found
    (True, True, False)
    >>> list(variants("Zhou Enlai", native="周恩来"))[:5]
    ['Zhou Enlai', 'Zhou En-lai', 'Zhou En Lai', 'Enlai Zhou', 'Chou En-lai']
    """
    known = tuple(dict.fromkeys(straight(n) for n in (name, *listed) if n))
    seen: set[str] = set()
    for spelling in _all(known, native):
        if spelling not in seen:
            seen.add(spelling)
            yield spelling


def _all(known: tuple[str, ...], native: str) -> Iterator[str]:
    """Yield spellings, some of them more than once."""
    yield from known
    for spelling in known:
        yield from spelled_out(spelling, european=not native)
    if CYRILLIC_RE.search(native):
        yield from cyrillic_forms(known, native)  # its systems say themselves what goes unmarked
    elif HANGUL_RE.search(native):
        yield from _unmarked(_korean_forms(native))
    elif HAN_RE.search(native):
        chinese = list(chinese_forms(known, native))
        yield from _unmarked(iter(chinese)) if chinese else _turned(known)
    else:
        yield from _western(known)


def _unmarked(spellings: Iterator[str]) -> Iterator[str]:
    """Yield spellings, and after each what it is without its marks."""
    for spelling in spellings:
        yield spelling
        yield from spelled_out(spelling, european=False)


def _western(known: tuple[str, ...]) -> Iterator[str]:
    """Yield the forms of the known names that look Western, with their marks and without."""
    for spelling in known:
        turned = spelling != known[0] and sorted(spelling.split()) == sorted(known[0].split())
        if turned or not is_western(spelling):
            continue
        for written in (spelling, *spelled_out(spelling)):
            yield from western_forms(written)


def _korean_forms(native: str) -> Iterator[str]:
    """Yield a Korean name in every system, and with the family name last as the press has it."""
    try:
        spellings = korean.name_spellings(native)
    except ValueError:  # a pen name, a name with a title: nothing to take apart
        return
    yield from spellings
    for spelling in spellings:
        family, _, given = spelling.partition(" ")
        if "'" not in spelling and spelling.isascii():
            yield f"{given} {family}"


def _turned(known: tuple[str, ...]) -> Iterator[str]:
    """Yield names of two words the other way round: Japanese ones stand both ways in print."""
    for spelling in known:
        words = spelling.split()
        if len(words) == 2 and "." not in spelling:
            for way in (spelling, *spelled_out(spelling, european=False)):
                yield " ".join(reversed(way.split()))
