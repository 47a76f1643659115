"""The forms of a Chinese name: pinyin and Wade-Giles, joined, hyphenated, in words, turned."""

from __future__ import annotations

from collections.abc import Iterator

from restore.romanise import chinese

Name = tuple[str, tuple[str, ...]]
"""Family name and the syllables of the given name, in pinyin, lower case."""


def chinese_forms(known: tuple[str, ...], native: str) -> Iterator[str]:
    """Yield the forms of a name; none where no known spelling of it reads as its characters do.

    The characters are only counted: one for each syllable.

    >>> list(chinese_forms(("Chu Teh",), "朱德"))[:3]
    []
    >>> list(chinese_forms(("Chu Teh", "Zhu De"), "朱德"))[:4]
    ['Zhu De', 'De Zhu', 'Chu Te', 'Chu Teh']
    """
    name = _pinyin(known, native.replace(" ", ""))
    if name is None:
        return
    family, given = name
    wade = [chinese.to_wade_giles(syllable) for syllable in given]
    wade_family = chinese.to_wade_giles(family.capitalize())
    both = (*_pinyin_forms(family.capitalize(), given), *_wade_forms(wade_family, wade))
    for form in dict.fromkeys(both):
        yield form
        if "ü" in form:
            yield form.replace("ü", "u")


def _pinyin(known: tuple[str, ...], characters: str) -> Name | None:
    """Return the name by the first known spelling that is read in one way only, family first."""
    family = chinese.family_of(characters)
    for spelling in known:
        first, _, given = spelling.partition(" ")
        if not given or not chinese.is_family(first):
            continue
        readings = [r for r in chinese.readings(spelling) if len(r) == len(characters)]
        literal = [r for r in readings if _is_pinyin(spelling, r)]
        of_family = [r for r in literal or readings if family and "".join(r).startswith(family)]
        found = min(of_family or literal, key=_dots, default=None)
        if found is not None and (literal or len(of_family) == 1):
            length = len(min(chinese.readings(first), key=len))
            return "".join(found[:length]), found[length:]
    return None


def _dots(reading: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Return how many ü a reading has: a u without dots is oftener a u."""
    return "".join(reading).count("ü"), reading


def _is_pinyin(spelling: str, reading: tuple[str, ...]) -> bool:
    """Tell whether a spelling is written in pinyin: its letters are those of the reading."""
    letters = "".join(c for c in spelling.lower() if c.isalpha())
    return letters in ("".join(reading), "".join(reading).replace("ü", "u"))


def _pinyin_forms(family: str, given: tuple[str, ...]) -> Iterator[str]:
    """Yield Deng Xiaoping, Deng Xiao-ping, Deng Xiao Ping and Xiaoping Deng."""
    joined = _joined(given).capitalize()
    for form in (joined, "-".join(given).capitalize(), " ".join(s.capitalize() for s in given)):
        yield f"{family} {form}"
    yield f"{joined} {family}"


def _joined(given: tuple[str, ...]) -> str:
    """Return syllables in one word, an apostrophe before a vowel as pinyin has it."""
    return "".join(f"'{s}" if i and s[0] in "aeo" else s for i, s in enumerate(given))


def _wade_forms(family: str, given: list[str]) -> Iterator[str]:
    """Yield the forms in Wade-Giles: hyphenated, in three words, joined, turned, without marks."""
    hyphened = "-".join(given).capitalize()
    words = " ".join(s.capitalize() for s in given)
    yield f"{family} {hyphened}"
    yield from (f"{one} {two}" for one, two in _old(family, hyphened))
    yield f"{family} {words}"
    yield f"{family} {hyphened.replace('-', '')}"
    yield f"{hyphened} {family}"


def _old(family: str, given: str) -> Iterator[tuple[str, str]]:
    """Yield the old spelling in -eh of a syllable in -e (Chu Teh, P'eng Teh-huai)."""
    parts = given.split("-")
    if any(part.lower() in ("te", "t'e") for part in parts):
        yield family, "-".join(p + "h" if p.lower() in ("te", "t'e") else p for p in parts)
