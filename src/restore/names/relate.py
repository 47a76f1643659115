"""How two personal names stand to each other: one name in two dresses, look-alikes, or two people.

    same           Petrov, Petrov
    form           A. M. Petrov, Petrov        fuller or shorter, capitals, hyphen, order
    romanisation   Yi Pil-gyu, Li Pil-gyu      nothing but a system of romanisation parts them
    near           Fedorenko, Federenko        a letter or a usual misreading parts them
    different      Chang-ok, Chang-ik          two syllables that both exist

Only the first three make one person of two spellings.  Price: two people of one family whose given
names share a romanisation (Chong-il and Chŏng-il without its sign) look like one; whoever groups
names needs more than this to tell them apart, and a person can always split them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from restore.names.confusions import plain
from restore.names.model import Form, Tradition
from restore.names.nearness import is_misreading, steps, within
from restore.romanise import chinese, cyrillic, korean

Kind = Literal["same", "form", "romanisation", "near", "different"]

RANK: tuple[Kind, ...] = ("same", "form", "romanisation", "near", "different")
"""From nearest to farthest: of two parts of a name the farther tells."""

LONG = 5
"""Letters from which one letter's difference says that names are alike; below it names lie so
close together that nearness says nothing (Kim, Kin, Kum)."""

INITIAL_RE = re.compile(r"[^\W\d_]{1,4}\.|[A-Z]|Ch|Kh|Iu|Yu|Ia|Ya|Zh|Sh|Ts|Th|Ph|Gy|Sz|Cs|Dz")
"""An initial or a shortened given name (N., Yu., Gh., Wm.); without its full stop, one letter or
the two Latin letters that one letter of a name became."""

GENDERED = (
    ("", "a"),
    ("", "ova"),
    ("y", "a"),
    ("i", "a"),
    ("ii", "aia"),
    ("y", "aya"),
    ("ij", "aja"),
)
"""Endings of family names: a man's and a woman's form."""

SOFT = (("ch", "c"), ("j", "c"), ("g", "k"), ("b", "p"), ("d", "t"), ("l", "r"))
"""Consonants that one Korean letter becomes in one system or place or another."""


EVERY: frozenset[Tradition] = frozenset(("korean", "chinese", "russian"))
"""Traditions that have systems of romanisation here."""

ALIKE = (
    *("alexander aleksandr alexandr aleksander alexandre aleksandar alexandru oleksandr sandor",),
    *("joseph iosif josef jozef josip jozsef", "michael mikhail michail mihail michal mihaly"),
    *("nicholas nikolai nikolaus nicolae mikolaj", "peter petr pyotr piotr petar petru petre"),
    *("paul pavel pawel pavlo", "george georgii georgi georgy gheorghe jerzy gyorgy georg jiri"),
    *("andrew andrei andrey andrej andrzej andras andreas", "basil vasilii vasily vasil vasile"),
    *("gregory grigorii grigory grigori", "eugene evgenii evgeny yevgeny eugen jeno"),
    *("stephen stefan stepan istvan", "constantine konstantin constantin", "julius yulii gyula"),
    *("leo lev", "theodore fyodor fedor teodor", "james yakov iakov"),
    *("francis frantisek franz ferenc franciszek", "ladislas wladyslaw vladislav laszlo ladislav"),
)
"""Given names that are one name in another language, as authors bring them over or leave them."""


class Relation(NamedTuple):
    """How two names stand to each other, and what parts them, in words."""

    kind: Kind
    says: str


SAME = Relation("same", "written the same")


@lru_cache(maxsize=1 << 16)
def relate(one: Form, other: Form) -> Relation:
    """Return how two names stand to each other; the same both ways round.

    >>> relate(Form("Petrov", ("A.", "M.")), Form("Petrov")).kind
    'form'
    >>> relate(Form("Fedorenko"), Form("Federenko")).kind
    'near'
    """
    if not one.family or not other.family:
        return _given_alone(one, other)
    ways = _ways(one.tradition, other.tradition)
    family = _families(one.family, other.family, ways)
    if family.kind == "different":
        return family
    given = _givens(one.given, other.given, ways)
    if given.kind == "different" or family == given == SAME:
        return given
    if family.kind == "near" and given.kind == "near":
        return Relation("different", "both family name and given name differ")
    if not (one.given and other.given) and family.kind in ("romanisation", "near"):
        return _alone(one, other, family)
    return max(family, given, key=_rank)


def are_two_given(one: Form, other: Form) -> bool:
    """Tell whether two first given names are both written out and no one name in two dresses.

    >>> are_two_given(Form("Zorin", ("Valeriy",)), Form("Zorin", ("Valerian", "A.")))
    True
    >>> are_two_given(Form("Zorin", ("V.", "A.")), Form("Zorin", ("Valerian",)))
    False
    """
    first = one.given[:1], other.given[:1]
    if not all(first) or any(map(_has_initials, first)):
        return False
    ways = _ways(one.tradition, other.tradition)
    pairs = first, (one.given, other.given)  # Ho Chi Minh, Ho Chi-minh
    return all(_rank(_givens(*pair, ways)) > RANK.index("romanisation") for pair in pairs)


def _rank(relation: Relation) -> int:
    """Return how far apart a relation holds two names."""
    return RANK.index(relation.kind)


def _given_alone(one: Form, other: Form) -> Relation:
    """Relate a given name without a family name to another name."""
    mine, others = _joined(one.given), _joined(other.given)
    if one.family == other.family and one.given == other.given:
        return SAME
    if mine and mine == others:
        return Relation("form", "the given name alone")
    return Relation("different", "a given name that the other has not")


def _alone(one: Form, other: Form, family: Relation) -> Relation:
    """Relate family names of different spelling where one stands without a given name."""
    short = min(len(one.family), len(other.family)) < LONG
    eastern = {"korean", "chinese", "japanese", "vietnamese"} & {one.tradition, other.tradition}
    if family.kind == "romanisation" and not (short or eastern):
        return family
    if short:
        return Relation("different", "family names of different spelling, and nothing else said")
    return Relation("near", family.says)


@lru_cache(maxsize=1 << 15)
def _families(a: str, b: str, ways: frozenset[Tradition]) -> Relation:
    """Relate two family names; kept, since many people of a paper share one."""
    if a == b:
        return SAME
    flat = _flat(a), _flat(b)
    if flat[0] == flat[1]:
        return _dressed(a, b)
    if _is_gendered(*flat):
        return Relation("different", "a man's and a woman's form of a family name")
    if _family_sounds(a, b, ways):
        return Relation("romanisation", "another romanisation of the family name")
    if "korean" in ways and korean.families(a) and korean.families(b):
        if _soft(a) == _soft(b):
            return Relation("near", f'family names "{a}" and "{b}", near in sound')
        return Relation("different", "two family names")
    return _lettered(a, b, "family names")


def _family_sounds(a: str, b: str, ways: frozenset[Tradition]) -> bool:
    """Tell whether a family name is the other in another romanisation."""
    if "korean" in ways and korean.families(a) & korean.families(b):
        return True
    if "chinese" in ways and chinese.readings(a) & chinese.readings(b):
        return True
    return "russian" in ways and min(len(a), len(b)) > 2 and cyrillic.fold(a) == cyrillic.fold(b)


@lru_cache(maxsize=1 << 15)
def _givens(one: tuple[str, ...], other: tuple[str, ...], ways: frozenset[Tradition]) -> Relation:
    """Relate the given names, initials and patronymics of two names; kept as families are."""
    if one == other:
        return SAME
    if not one or not other:
        return Relation("form", "the family name alone")
    if _joined(one) == _joined(other):
        return _dressed(" ".join(one), " ".join(other))
    if _has_initials(one) or _has_initials(other):
        return _initials(one, other, ways)
    if ways & {"korean", "chinese", "vietnamese", "japanese"} and len(ways) == 1:
        return _syllables(" ".join(one), " ".join(other), ways)
    return _names(one, other, ways)


def _initials(one: tuple[str, ...], other: tuple[str, ...], ways: frozenset[Tradition]) -> Relation:
    """Relate given names of which some are initials, one by one as far as both go."""
    pairs = list(zip(_pieces(one), _pieces(other), strict=False))
    for a, b in pairs:
        if INITIAL_RE.fullmatch(a) or INITIAL_RE.fullmatch(b):
            if not _opens(a, b):
                return Relation("different", f'initials "{a}" and "{b}"')
        elif _names((a,), (b,), ways).kind in ("near", "different"):
            return Relation("different", f'given names "{a}" and "{b}"')
    return Relation("form", "initials for given names")


def _opens(one: str, other: str) -> bool:
    """Tell whether an initial opens the other name, in any romanisation of its first letter."""
    a, b = (_flat(part.rstrip(".")) for part in (one, other))
    if not a or not b:
        return False
    if a.startswith(b) or b.startswith(a):
        return True
    sounds = [cyrillic.fold(part) for part in (a, b)]
    return bool(all(sounds)) and (
        sounds[0].startswith(sounds[1]) or sounds[1].startswith(sounds[0])
    )


def _syllables(a: str, b: str, ways: frozenset[Tradition]) -> Relation:
    """Relate two given names written in syllables."""
    if "korean" in ways:
        if korean.same_given(a, b):
            return Relation("romanisation", "another romanisation of the given name")
        if _all_exist(a) and _all_exist(b):
            return Relation("different", f'given names "{a}" and "{b}"')
    if "chinese" in ways:
        one, other = chinese.readings(a), chinese.readings(b)
        if one & other:
            return Relation("romanisation", "another romanisation of the given name")
        if one and other:
            return Relation("different", f'given names "{a}" and "{b}"')
    return _lettered(a, b, "given names")


def _all_exist(given: str) -> bool:
    """Tell whether every part of a Korean given name is a syllable."""
    return all(korean.is_syllable(part) for part in re.split(r"[- ]", given))


def _names(one: tuple[str, ...], other: tuple[str, ...], ways: frozenset[Tradition]) -> Relation:
    """Relate full given names one by one; one more (a patronymic) may stand on one side."""
    worst = SAME if len(one) == len(other) else Relation("form", "a given name more")
    for a, b in zip(one, other, strict=False):
        worst = max(worst, _name(a, b, ways), key=_rank)
    return worst


def _name(a: str, b: str, ways: frozenset[Tradition]) -> Relation:
    """Relate two given names."""
    if a == b:
        return SAME
    if _flat(a) == _flat(b):
        return _dressed(a, b)
    if "korean" in ways and korean.same_given(a, b):
        return Relation("romanisation", "another romanisation of the given name")
    if "chinese" in ways and chinese.readings(a) & chinese.readings(b):
        return Relation("romanisation", "another romanisation of the given name")
    if "russian" in ways and cyrillic.fold(a) == cyrillic.fold(b):
        return Relation("romanisation", "another romanisation of the given name")
    if _flat(b) in _languages().get(_flat(a), ()):
        return Relation("form", "the given name in another language")
    return _lettered(a, b, "given names")


@cache
def _languages() -> dict[str, frozenset[str]]:
    """Return the given names of other languages that are one name with a given name."""
    groups = [frozenset(group.split()) for group in ALIKE]
    return {name: group for group in groups for name in group}


def _dressed(a: str, b: str) -> Relation:
    """Relate two spellings with the same plain letters."""
    if plain(a) == a.lower() and plain(b) == b.lower():
        return Relation("form", "capitals, hyphens or blanks")
    return Relation("romanisation", "diacritics or apostrophes")


def _lettered(a: str, b: str, what: str) -> Relation:
    """Relate two spellings by their letters alone."""
    apart = Relation("different", f'{what} "{a}" and "{b}"')
    size = min(len(a), len(b))
    if not within(a, b, 3):
        return apart
    if is_misreading(a, b):
        return Relation("near", f'{what} "{a}" and "{b}": a usual misreading apart')
    far = steps(a, b)
    if size >= LONG and far < 2 and (far <= 1 or size >= 2 * LONG - 1):
        return Relation("near", f'{what} "{a}" and "{b}": a letter apart')
    return apart


@cache
def _ways(one: Tradition, other: Tradition) -> frozenset[Tradition]:
    """Return the traditions both names may follow.

    A name without any sign is taken for Western, so that says little beside a sign of the other.
    """
    known = {one, other} - {"unknown", "western"}
    if len(known) == 2:
        return frozenset()
    if known:
        return frozenset(known)
    return frozenset(("russian",)) if "western" in (one, other) else EVERY


def _is_gendered(a: str, b: str) -> bool:
    """Tell whether two family names are a man's and a woman's form of one: Petrov, Petrova."""
    if a[-1:] != "a" != b[-1:]:  # all endings of women have it
        return False
    return any(
        man.endswith(ending) and woman == man.removesuffix(ending) + other
        for man, woman in ((a, b), (b, a))
        for ending, other in GENDERED
        if ending or man[-1:] in "vwn" or other == "ova"
    )


def _has_initials(given: tuple[str, ...]) -> bool:
    """Tell whether any given name is an initial."""
    return any(INITIAL_RE.fullmatch(part) for part in given)


def _pieces(given: tuple[str, ...]) -> list[str]:
    """Return given names with hyphenated ones taken apart."""
    return [piece for part in given for piece in re.split(r"[-‐]", part) if piece]


@lru_cache(maxsize=1 << 15)
def _flat(text: str) -> str:
    """Return a name's plain letters alone."""
    return re.sub(r"[\W_]+", "", plain(text))


def _joined(given: tuple[str, ...]) -> str:
    """Return the plain letters of given names in one."""
    return _flat("".join(given))


def _soft(family: str) -> str:
    """Return a Korean family name with consonants that systems write differently as one."""
    text = _flat(family)
    for letters, one in SOFT:
        text = text.replace(letters, one)
    return text
