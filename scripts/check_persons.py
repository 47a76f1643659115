"""Holds the Latin names of a dictionary of persons against the same names in their own scripts.

    python scripts/check_persons.py [--faults] dictionaries/persons.tsv

Prints `file:line: what` for each entry none of whose spellings can be its native name (one of the
two is wrong), and for each variant that is made without being typed; exits with 1 if there is any.
With `--faults` that is all.  Otherwise it lists, for an editor to look at and without calling them
wrong: names that only a variant bears out (house spellings), names that one
letter parts (slips of the dictionary's own, or people whom readers mistake for each other), and
spellings that two persons share once all are made that romanisation and print can make of them
(homonyms).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))  # run as a file, Python looks for packages beside it only

from restore.evidence.dictionary_lines import SPLIT, table_of  # noqa: E402
from restore.romanise import chinese, cyrillic, korean  # noqa: E402
from restore.romanise.variants import variants  # noqa: E402

HANGUL_RE = re.compile(r"[가-힣]{2,5}")
CYRILLIC_RE = re.compile(r"[\u0400-\u04ff. -]+")
CHINESE_RE = re.compile(r"[\u4e00-\u9fff]{2,3}")
INITIAL_RE = re.compile(r"(?:[A-Z][a-z]{0,2}\.)")
DROPPED = str.maketrans("ŏŭŎŬ", "ouOU", "'’- ")


class Person(NamedTuple):
    """One entry: its line, its name, its variants, and the name in its own script."""

    line: int
    name: str
    variants: tuple[str, ...]
    native: str


def persons(text: str) -> tuple[Person, ...]:
    """Return the entries of a dictionary of persons."""
    return tuple(
        Person(row.line, cells["name"], tuple(filter(None, variants)), cells["native"])
        for row in table_of(text).rows
        for cells in (row.cells,)
        for variants in (cells["variants"].split(SPLIT),)
    )


def agrees(latin: str, native: str) -> bool | None:
    """Tell whether a Latin spelling can be a native name; None where no rule tells.

    No rule reads Japanese or the Chinese of other tongues: a name in Chinese characters is held
    against its number of syllables alone, and only where the Latin is written as Chinese.

    >>> agrees("Pak Hon-yong", "박헌영"), agrees("Pak Hon-yong", "박창옥")
    (True, False)
    >>> agrees("N. S. Khrushchev", "Никита Сергеевич Хрущев"), agrees("A. Petrov", "Б. Н. Иванов")
    (True, False)
    >>> agrees("Chou En-lai", "周恩来"), agrees("Zhou Tu", "周恩来"), agrees("Yoshida", "吉田茂")
    (True, False, None)
    """
    if HANGUL_RE.fullmatch(native):
        return _korean(latin, native)
    if CYRILLIC_RE.fullmatch(native):
        return _cyrillic(latin, native)
    if not CHINESE_RE.fullmatch(native) or not any(map(chinese.is_family, latin.split())):
        return None
    syllables = {len(reading) for reading in chinese.readings(latin)}
    return len(native) in syllables if syllables else None


def _korean(latin: str, native: str) -> bool:
    """Tell whether a spelling is a Korean name by one of the systems, in either order."""
    words = latin.split()
    orders = (words, [*words[-1:], *words[:-1]])
    spelled = {each.translate(DROPPED).lower() for each in korean.name_spellings(native)}
    if any("".join(order).translate(DROPPED).lower() in spelled for order in orders):
        return True
    family = korean.families(korean.mccune_reischauer(native[0], marks=False))
    given = korean.mccune_reischauer(native[1:], marks=False)
    apart = "-".join(korean.mccune_reischauer(each, marks=False) for each in native[1:])
    return any(
        family & korean.families(order[0])
        and any(korean.same_given("-".join(order[1:]), each) for each in (given, apart))
        for order in orders
        if len(order) > 1
    )


def _cyrillic(latin: str, native: str) -> bool:
    """Tell whether the family names agree, and each initial with one of the given names."""
    words = native.replace(".", " ").split()
    spelled = [_spellings(word) for word in words]
    initials = INITIAL_RE.findall(latin)
    if not all(any(s.startswith(i[:1]) for each in spelled for s in each) for i in initials):
        return False
    folded = {cyrillic.fold(s) for s in spelled[-1]}
    return cyrillic.fold(latin.rsplit(maxsplit=1)[-1]) in folded


def _spellings(word: str) -> tuple[str, ...]:
    """Return a Cyrillic word in Latin letters, whichever of the languages it is of."""
    languages = dict.fromkeys((cyrillic.language_of(word), "ru", "bg", "mn"))
    return tuple(s for each in languages for s in cyrillic.spellings(word, language=each))


def disagreeing(entries: Iterable[Person]) -> Iterator[Person]:
    """Yield the persons none of whose spellings can be the name in its own script."""
    for person in entries:
        told = [agrees(each, person.native) for each in (person.name, *person.variants)]
        if False in told and True not in told:
            yield person


def house_spellings(entries: Iterable[Person]) -> Iterator[Person]:
    """Yield the persons whose usual name follows no system, but one of whose variants does."""
    for person in entries:
        if agrees(person.name, person.native) is False:
            yield person


def one_letter_apart(entries: Iterable[Person]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names of two words: one the same, the other but for a letter."""
    sharing: dict[tuple[int, str], list[str]] = defaultdict(list)
    for person in entries:
        words = person.name.split()
        if len(words) == 2:
            for place, word in enumerate(words):
                sharing[place, word].append(words[1 - place])
    for (place, word), others in sharing.items():
        for one, other in combinations(others, 2):
            if _one_letter(one, other):
                pair = (f"{word} {one}", f"{word} {other}")
                yield pair if place == 0 else (f"{one} {word}", f"{other} {word}")


def _one_letter(one: str, other: str) -> bool:
    """Tell whether one letter changed, added or lost makes one word the other."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def homonyms(entries: Iterable[Person]) -> dict[tuple[str, ...], str]:
    """Return the names of persons who share a full spelling, and the first such spelling.

    Initials and a family name alone are nobody's own and are left out.
    """
    owners: dict[str, list[str]] = defaultdict(list)
    for person in entries:
        made = variants(person.name, native=person.native, listed=person.variants)
        for spelling in {each.lower(): each for each in made if _is_full(each)}.values():
            owners[spelling.lower()].append(person.name)
    shared: dict[tuple[str, ...], str] = {}
    for spelling, names in sorted(owners.items()):
        if len(names) > 1:
            shared.setdefault(tuple(names), spelling)
    return shared


def _is_full(spelling: str) -> bool:
    """Tell whether a spelling has a family name and a given name, neither an initial."""
    return " " in spelling and not re.search(r"[.,]", spelling)


def made_anyway(entries: Iterable[Person]) -> Iterator[tuple[Person, str]]:
    """Yield the persons and those of their typed variants that romanisation makes without them.

    Two sorts are worth typing all the same: a variant that a second person's name makes as well
    (whose it is, only the file can say), and one that bears out a name which follows no system.
    """
    known = tuple(entries)
    made = [frozenset(variants(p.name, native=p.native)) for p in known]
    typed = {each for person in known for each in person.variants}
    owners = Counter(each for spellings in made for each in spellings & typed)
    for person, spellings in zip(known, made, strict=True):
        ready = [each for each in person.variants if each in spellings and owners[each] == 1]
        if ready and agrees(person.name, person.native) is not False:
            yield from ((person, each) for each in ready)


def faults(entries: Iterable[Person]) -> Iterator[tuple[int, str]]:
    """Yield what has to be mended, with its line."""
    known = tuple(entries)
    for person in disagreeing(known):
        yield person.line, f"'{person.name}' cannot be {person.native}"
    for person, made in made_anyway(known):
        yield person.line, f"'{made}' is made of '{person.name}' anyway: leave it out"


def to_look_at(entries: Iterable[Person]) -> Iterator[str]:
    """Yield what an editor may want to look at."""
    known = tuple(entries)
    yield from (f"house spelling: {p.name}, {p.native}" for p in house_spellings(known))
    yield from (f"one letter apart: {a}, {b}" for a, b in sorted(one_letter_apart(known)))
    for names, spelling in homonyms(known).items():
        yield f"homonyms: {' and '.join(names)} can both be '{spelling}'"


def main(arguments: list[str]) -> int:
    """Check the dictionaries named; return the exit code."""
    wrong = 0
    paths = [each for each in arguments if each != "--faults"]
    for path in paths or ["dictionaries/persons.tsv"]:
        entries = persons(Path(path).read_text(encoding="utf-8"))
        found = list(faults(entries))
        wrong += len(found)
        for line, says in found:
            print(f"{path}:{line}: {says}")
        for note in () if "--faults" in arguments else to_look_at(entries):
            print(note)
        print(f"check_persons: {len(found)} faults in {len(entries)} persons")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
