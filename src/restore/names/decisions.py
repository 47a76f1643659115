"""A person's decisions over the names of a paper: who is one, who is two, who is certain.

Decisions speak of spellings.  Of those on the same spellings the last counts; where several
contradict each other (one is two, two are three, one is three) the later ones hold, and whatever a
person said comes before what the program found.  A decision whose spellings the paper does not
have waits, and changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import get_args

from restore.evidence.authorities import Entry
from restore.names.groups import Groups
from restore.names.joining import joined_name, said
from restore.names.kinds import kind_of, name_id
from restore.names.model import Kind, Name, Resemblance, Roster
from restore.names.units import Found, Unit
from restore.text import Span
from restore.wire.names import NO_RECORD, NameDecision

PARTED = "a person parted them"
Records = Mapping[str, Entry]
Homes = Mapping[tuple[str, Span | None], int]


def decided(
    roster: Roster, decisions: Iterable[NameDecision], records: Records | None = None
) -> Roster:
    """Return the roster as a person's decisions leave it; every place stays in exactly one name.

    `records` finds the entry of a dictionary by any of its spellings.
    """
    words = standing(decisions)
    units = [Unit(name, spelling) for name in roster.names for spelling in name.spellings]
    pairs = [word for word in words if word.verdict != "confirm"]
    found = Found(units, pairs)
    pairs = [word for word in pairs if found.has(word)]
    groups, counted = _grouped(units, found, pairs)
    names = _named(units, found, groups, counted)
    names.sort(key=_first_place)
    home = _homes(names)
    for word in words:
        if word.verdict == "confirm" and found.of(word.one):
            record = (records or {}).get(word.record)
            kind = _kind(word, record)
            at = home[word.one, found.first(word.one, kind)]
            names[at] = _confirmed(names[at], word, record, kind)
    alike = _resemblances(roster, found, home, counted)
    return Roster(names=tuple(_with_ids(names)), resemblances=tuple(alike))


def standing(decisions: Iterable[NameDecision]) -> tuple[NameDecision, ...]:
    """Return the decisions that count, in order: none undone, the last on the same spellings."""
    kept: list[NameDecision] = []
    for decision in decisions:
        if decision.verdict != "undo":
            kept.append(decision)
            continue
        undone = (decision.undoes, {decision.one, decision.other})
        for place in reversed(range(len(kept))):
            if (kept[place].verdict, {kept[place].one, kept[place].other}) == undone:
                del kept[place]
                break
    last = {(d.verdict == "confirm", frozenset((d.one, d.other))): n for n, d in enumerate(kept)}
    return tuple(kept[n] for n in sorted(last.values()))


def waiting(
    roster: Roster, decisions: Iterable[NameDecision], records: Records | None = None
) -> tuple[NameDecision, ...]:
    """Return the decisions that cannot be followed now: a spelling or a record is not there."""
    there = {spelling.text for name in roster.names for spelling in name.spellings}
    known = {"", NO_RECORD, *(records or {})}
    return tuple(
        word
        for word in standing(decisions)
        if not {word.one, word.other or word.one} <= there or word.record not in known
    )


def undoing(decisions: Sequence[NameDecision], *, by: str = "") -> NameDecision | None:
    """Return the decision that takes back the last one that still counts, None where none does."""
    words = standing(decisions)
    if not words:
        return None
    last = words[-1]
    return NameDecision("undo", last.one, last.other, undoes=last.verdict, by=by)


def _grouped(
    units: Sequence[Unit], found: Found, pairs: Sequence[NameDecision]
) -> tuple[Groups, list[NameDecision]]:
    """Return the units by name, and the decisions that hold; the latest word comes first."""
    groups = Groups(len(units))
    held: list[NameDecision] = []
    for word in reversed(pairs):
        if word.verdict == "merge":
            joined = found.joined(word)
            holds = [groups.join(joined[0], other) for other in joined[1:]]
        else:
            apart = product(found.of(word.one), found.of(word.other))
            holds = [groups.part(one, other) for one, other in apart]
        held += [] if False in holds else [word]
    lead = 0
    for number, unit in enumerate(units):
        lead = number if unit.spelling is unit.name.spellings[0] else lead
        groups.join(lead, number)
    return groups, held[::-1]


def _named(
    units: Sequence[Unit], found: Found, groups: Groups, words: Sequence[NameDecision]
) -> list[Name]:
    """Return the names of the groups; what nobody claims under one spelling is one name."""
    made: dict[int, set[int]] = defaultdict(set)
    for order, word in enumerate(words):
        for unit in found.touched(word):
            made[unit].add(order)
    joined = True
    while joined:
        names: dict[int, Name] = {}
        homes: dict[str, int] = {}
        joined = False
        for group in groups.all():
            told = sorted({order for unit in group for order in made[unit]})
            members = [units[unit] for unit in group]
            name = names[group[0]] = joined_name(members, [words[order] for order in told])
            if homes.setdefault(name.id, group[0]) != group[0]:
                joined |= groups.join(homes[name.id], group[0])
    return list(names.values())


def _homes(names: Sequence[Name]) -> Homes:
    """Return the number of the name of each place of each spelling."""
    return {
        (spelling.text, place): number
        for number, name in enumerate(names)
        for spelling in name.spellings
        for place in spelling.places
    }


def _confirmed(name: Name, word: NameDecision, record: Entry | None, kind: Kind | None) -> Name:
    """Return a name as a decision confirms it."""
    kept = record or (None if word.record == NO_RECORD else name.record)
    gone = name.record.name if name.record is not None and kept is not name.record else None
    vouched = [e for e in name.vouched if e.witness != "names" or not gone or gone not in e.says]
    return replace(
        name,
        id=name_id(kind or name.kind, name.lead),
        kind=kind or name.kind,
        record=kept,
        vouched=tuple(dict.fromkeys([*vouched, said(word)])),
        confirmed=True,
    )


def _kind(word: NameDecision, record: Entry | None) -> Kind | None:
    """Return the kind that a decision gives a name, by itself or by the record, if any."""
    if word.kind or record is None:
        return next((kind for kind in get_args(Kind) if kind == word.kind), None)
    return kind_of(record)


def _with_ids(names: Iterable[Name]) -> Iterator[Name]:
    """Yield the names, each with an id of its own where a person made two of one kind and text."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name.id] += 1
        more = f"{name.lead}\n{seen[name.id]}"
        yield name if seen[name.id] == 1 else replace(name, id=name_id(name.kind, more))


def _resemblances(
    roster: Roster, found: Found, home: Homes, words: Sequence[NameDecision]
) -> Iterator[Resemblance]:
    """Yield what still looks alike and is two, with the pairs that a person parted."""
    parted = [
        Resemblance(word.one, word.other, PARTED)
        for word in words
        if word.verdict == "split" and found.together(word)
    ]
    for alike in dict.fromkeys([*roster.resemblances, *parted]):
        one, other = (
            home[text, found.first(text)] if found.of(text) else None
            for text in (alike.one, alike.other)
        )
        if one is None or one != other:
            yield alike


def _first_place(name: Name) -> tuple[Span, str]:
    """Order names by their first mention."""
    return min(place for s in name.spellings for place in s.places), name.lead
