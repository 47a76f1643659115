"""Which written full names are one person's, which look alike, and which could be either's.

Fullest forms come first; a shorter one joins only where exactly one group takes it, and a group
takes it only if it fits every spelling of the group: "A. Petrov" never brings "A. M. Petrov" and
"A. I. Petrov" together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from restore.align import edit_distance
from restore.evidence.authorities import Entry
from restore.names.confusions import plain
from restore.names.forms import INITIAL_RE, parse
from restore.names.model import Form, Resemblance
from restore.names.relate import Relation, are_two_given, relate
from restore.romanise import chinese, cyrillic, korean
from restore.text import Span

JOINING = frozenset({"same", "form", "romanisation"})

CROWD = 60
"""Spellings of one family name in one paper that are compared pair by pair; beyond it only those
whose given names begin alike, so that an index of a thousand Kims costs no million comparisons."""

LONG = 5
"""Letters from which a family name with one letter more, less or other looks like another."""

Records = Callable[[Form], tuple[Entry, ...]]


@dataclass(slots=True)
class Written:
    """One full name as it is written, with all its places."""

    text: str
    form: Form
    is_person: bool = False
    places: list[Span] = field(default_factory=list)
    listed: Entry | None = None
    """The record that has this very spelling."""

    @property
    def fullness(self) -> tuple[int, int, int, int]:
        """Order full names before initials, and what stands often before what stands once."""
        whole = [part for part in self.form.given if not INITIAL_RE.fullmatch(part)]
        return len(whole), len(self.form.given), len(self.places), -self.places[0].start


@dataclass(slots=True)
class Group:
    """The spellings of one person, the fullest first."""

    members: list[Written] = field(default_factory=list)

    @property
    def listed(self) -> Entry | None:
        """Return the record that has one of the spellings, the commonest of those that have."""
        found = [m for m in self.members if m.listed is not None]
        return max(found, key=lambda m: len(m.places)).listed if found else None

    def fits(self, one: Written) -> bool:
        """Tell whether a spelling can be this person's."""
        for member in self.members:
            if relate(one.form, member.form).kind not in JOINING:
                return False
            if one.listed and member.listed and one.listed is not member.listed:
                return False
            if refuses(member.listed, one.form) or refuses(one.listed, member.form):
                return False
        return True


EASTERN = frozenset({"korean", "chinese", "vietnamese", "japanese"})
"""Traditions whose people bear another given name where they are named in a Western one
(Ho Ka-i, Aleksei Hegai)."""


def refuses(record: Entry | None, form: Form) -> bool:
    """Tell whether a record has given names written out, and none of them is that of a name.

    Initials of the record fit many: V. A. Zorin is Valerian, and Valeriy Zorin somebody else.
    """
    if record is None or not form.given:
        return False
    known = [f for f in _written_out(record.spellings) if _is_kin(f, form)]
    return bool(known) and all(are_two_given(form, other) for other in known)


def has_given_of(record: Entry, form: Form) -> bool:
    """Tell whether a record has the first given name of a name, both written out."""
    if not form.given or _are_initials(form.given[:1]):
        return False
    return any(not are_two_given(form, other) for other in _written_out(record.spellings))


def _is_kin(one: Form, other: Form) -> bool:
    """Tell whether two names are both Eastern or both not."""
    return (one.tradition in EASTERN) == (other.tradition in EASTERN)


@lru_cache(maxsize=1 << 12)
def _written_out(spellings: tuple[str, ...]) -> tuple[Form, ...]:
    """Return the spellings of a record that have a given name written out, taken apart."""
    forms = map(parse, spellings)
    return tuple(f for f in forms if f.given and not _are_initials(f.given[:1]))


def group(written: Iterable[Written]) -> tuple[list[Group], list[Resemblance]]:
    """Return the groups of some spellings, and the spellings that could belong to several."""
    groups: list[Group] = []
    homes: dict[str, dict[int, Group]] = defaultdict(dict)
    unclear: list[Resemblance] = []
    for one in sorted(written, key=lambda w: w.fullness, reverse=True):
        near = {id(g): g for key in sorted(_asked(one.form)) for g in homes[key].values()}
        fitting = [g for g in near.values() if g.fits(one)]
        if len(fitting) == 1:
            home = fitting[0]
        else:
            home = Group()
            groups.append(home)
            says = f'"{one.text}" can be either'
            unclear += [Resemblance(one.text, g.members[0].text, says) for g in fitting]
        home.members.append(one)
        for key in _told(one.form):
            homes[key][id(home)] = home
    return _by_record(groups), unclear


def _by_record(groups: list[Group]) -> list[Group]:
    """Bring groups together that a dictionary lists under one record."""
    found: dict[int, Group] = {}
    kept: list[Group] = []
    for one in groups:
        record = one.listed
        home = found.setdefault(id(record), one) if record is not None else one
        if home is one:
            kept.append(one)
        else:
            home.members += one.members
    return kept


def _told(form: Form) -> set[str]:
    """Return the keys under which a full name is found by another form of it."""
    return _full_keys(form) | _initial_keys(form)


def _asked(form: Form) -> set[str]:
    """Return the keys under which other forms of a name are looked for.

    Whoever has initials only may be anybody with that letter; a full name is sought by its sound,
    so that a paper with a thousand Kims costs no million comparisons.
    """
    return _initial_keys(form) if _has_initials(form) else _full_keys(form)


def _full_keys(form: Form) -> set[str]:
    """Return family name and given name by letters and by sound."""
    given = " ".join(form.given)
    letters = "".join(c for c in plain(given) if c.isalnum())
    found = {f"w{plain(form.family)} {letters}"}
    if form.tradition in ("korean", "chinese"):
        found |= {f"{key} {korean.fold(given)}" for key in _keys(form.family) if key[0] == "k"}
        found |= {f"{key} {chinese.fold(given)}" for key in _keys(form.family) if key[0] == "c"}
        return found
    return found | {f"{key} {initial}" for key in _keys(form.family) for initial in _initials(form)}


def _initial_keys(form: Form) -> set[str]:
    """Return family name and first letter of the given name."""
    return {f"i{key} {initial}" for key in _keys(form.family) for initial in _initials(form)}


def _initials(form: Form) -> set[str]:
    """Return the first letter of the given names as written and as it sounds."""
    first = form.given[0] if form.given else ""
    return {plain(first)[:1], cyrillic.fold(first)[:1]}


def _has_initials(form: Form) -> bool:
    """Tell whether any given name is an initial."""
    return _are_initials(form.given)


@lru_cache(maxsize=1 << 15)
def _are_initials(given: tuple[str, ...]) -> bool:
    """Tell whether any of some given names is an initial."""
    return any(INITIAL_RE.fullmatch(part) for part in given)


@lru_cache(maxsize=1 << 14)
def _keys(family: str) -> tuple[str, ...]:
    """Return the keys of a family name: its letters, and its sound in each tradition."""
    found = {f"w{plain(family)}", f"r{cyrillic.fold(family)}"}
    found |= {f"k{hangul}" for hangul in korean.families(family)}
    if chinese.is_family(family):
        found.add(f"c{chinese.fold(family)}")
    return tuple(sorted(found))


def resemblances(groups: list[Group]) -> Iterator[Resemblance]:
    """Yield pairs of groups that look alike and were kept apart, one for each pair."""
    homes = {id(m): i for i, g in enumerate(groups) for m in g.members}
    seen: set[tuple[int, int]] = set()
    asked: set[tuple[int, int]] = set()  # a pair shares several keys, and is looked at once
    for one, other in _pairs([m for g in groups for m in g.members]):
        pair = id(one), id(other)
        if pair in asked:
            continue
        asked.add(pair)
        first, second = sorted((homes[id(one)], homes[id(other)]))
        if first == second or (first, second) in seen:
            continue
        says = alike(one.form, other.form)
        if says:
            seen.add((first, second))
            yield Resemblance(one.text, other.text, says)


def alike(one: Form, other: Form) -> str:
    """Say in what two names look alike, "" if they do not.

    >>> one, other = (Form("Kim", (g,), "family-first", "korean") for g in ("Jae-wook", "Dae-wook"))
    >>> alike(one, other)
    'given names a letter apart'
    """
    found: Relation = relate(one, other)
    if found.kind == "near":
        return found.says
    if found.kind in JOINING and not (one.given and other.given):
        short = one if not one.given else other
        return f'"{short.family}" alone may be this person'
    if found.kind in JOINING:
        return f"{found.says}, and other spellings speak against it"
    if not one.given or not other.given or _has_initials(one) or _has_initials(other):
        return ""
    if plain(one.family) == plain(other.family):
        return _given_alike(" ".join(one.given), " ".join(other.given), most=2)
    if korean.families(one.family) & korean.families(other.family):
        return _given_alike(" ".join(one.given), " ".join(other.given), most=1)
    return _family_alike(one, other)


def _family_alike(one: Form, other: Form) -> str:
    """Say whether only a letter of the family names parts two Korean names: Chong Yul, Chang Yul.

    Of family names of three letters most lie a letter apart, so that these tell nothing.
    """
    if one.tradition != "korean" or other.tradition != "korean":
        return ""
    short = min(len(one.family), len(other.family)) < LONG - 1
    same = korean.same_given(" ".join(one.given), " ".join(other.given))
    if short or not same or edit_distance(plain(one.family), plain(other.family)) > 1:
        return ""
    return "one given name, family names a letter apart"


@lru_cache(maxsize=1 << 15)
def _given_alike(one: str, other: str, *, most: int) -> str:
    """Say in what two given names look alike that lie at most so many letters apart."""
    a, b = (plain(text).replace("-", "").replace(" ", "") for text in (one, other))
    if min(len(a), len(b)) < 3:
        return ""
    far = edit_distance(a, b)
    if far <= 1:
        return "given names a letter apart"
    first, second = plain(one).split("-"), plain(other).split("-")
    two = far == most == 2 and len(first) == len(second) == 2 and min(len(a), len(b)) >= LONG
    if two and (first[0] == second[0] or first[1] == second[1]):
        return "given names that share a syllable, two letters apart"
    return ""


def _pairs(written: list[Written]) -> Iterator[tuple[Written, Written]]:
    """Yield the pairs of spellings that may look alike; few, however many spellings there are."""
    blocks: dict[str, list[Written]] = defaultdict(list)
    for one in written:
        for key in sorted(_block_keys(one.form)):
            blocks[key].append(one)
    for block in blocks.values():
        if len(block) <= CROWD:
            yield from _all_pairs(block)
            continue
        smaller: dict[str, list[Written]] = defaultdict(list)
        for one in block:
            smaller[plain(" ".join(one.form.given))[:3]].append(one)
        for few in smaller.values():
            yield from _all_pairs(few[:CROWD])


def _all_pairs(block: list[Written]) -> Iterator[tuple[Written, Written]]:
    """Yield every pair of a few spellings."""
    for i, one in enumerate(block):
        for other in block[i + 1 :]:
            yield one, other


def _block_keys(form: Form) -> set[str]:
    """Return the keys of a name: its family name's, and those of it less one letter."""
    found = set(_keys(form.family))
    if form.tradition == "korean" and form.given:
        found.add(f"g{korean.fold(' '.join(form.given))}")
    family = plain(form.family)
    if len(family) >= LONG and len(family) < 25:
        found |= {f"d{family[:i]}{family[i + 1 :]}" for i in range(len(family))} | {f"d{family}"}
    return found
