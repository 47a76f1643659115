"""A person's decisions over the names of a paper: who is one, who is two, who is certain.

Decisions speak of spellings.  Of those on the same spellings the last counts; where several
contradict each other (one is two, two are three, one is three) the later ones hold, and whatever a
person said comes before what the program found.  A decision whose spellings the paper does not
have waits, and changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from restore.evidence.authorities import Entry
from restore.ledger import Evidence
from restore.names.forms import parse
from restore.names.groups import Groups
from restore.names.kinds import kind_of, name_id
from restore.names.model import Kind, Likeness, Name, Resemblance, Roster, Spelling
from restore.text import Span
from restore.wire.names import NO_RECORD, NameDecision

HUMAN = 7.0
"""Nats of a person's word: 0.999, the same as of one on a correction."""

PARTED = "a person parted them"
Records = Mapping[str, Entry]


class Unit(NamedTuple):
    """One spelling of one name as the program found it."""

    name: Name
    spelling: Spelling


def decided(
    roster: Roster, decisions: Iterable[NameDecision], records: Records | None = None
) -> Roster:
    """Return the roster as a person's decisions leave it; every place stays in exactly one name.

    `records` finds the entry of a dictionary by any of its spellings.
    """
    words = standing(decisions)
    units = [Unit(name, spelling) for name in roster.names for spelling in name.spellings]
    found = _Found(units)
    pairs = [word for word in words if word.verdict != "confirm" and found.has(word)]
    groups, counted = _grouped(units, found, pairs)
    names = [
        _name([units[u] for u in group], [word for word in counted if found.tells(word, group)])
        for group in groups
    ]
    names.sort(key=_first_place)
    for word in words:
        if word.verdict == "confirm":
            names = [_confirmed(name, word, found, records or {}) for name in names]
    return Roster(
        names=tuple(names), resemblances=tuple(_resemblances(roster, names, found, counted))
    )


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


class _Found:
    """Finds the spellings that decisions speak of."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Index the units; of those with the same text the one that stands first comes first."""
        self._units = units
        self._at: dict[str, list[int]] = defaultdict(list)
        for number in sorted(range(len(units)), key=lambda n: units[n].spelling.places[:1]):
            self._at[units[number].spelling.text].append(number)

    def of(self, text: str) -> list[int]:
        """Return the units with a text, in the order of their first places."""
        return self._at.get(text, [])

    def first(self, text: str) -> Span | None:
        """Return the first place where a spelling stands, None where it stands nowhere."""
        places = [self._units[n].spelling.places[0] for n in self.of(text)]
        return places[0] if places else None

    def has(self, word: NameDecision) -> bool:
        """Tell whether both spellings of a decision are there."""
        return bool(self.of(word.one) and self.of(word.other))

    def tells(self, word: NameDecision, group: list[int]) -> bool:
        """Tell whether a decision made this group other than it was found."""
        one, other = self.of(word.one), self.of(word.other)
        if word.verdict == "merge":
            return one[0] in group and not self.together(word)
        return self.together(word) and not {*one, *other}.isdisjoint(group)

    def together(self, word: NameDecision) -> bool:
        """Tell whether the program had found both spellings to be one name."""
        pairs = product(self.of(word.one), self.of(word.other))
        if word.verdict == "merge":
            pairs = product(self.of(word.one)[:1], self.of(word.other)[:1])
        return any(self._units[a].name is self._units[b].name for a, b in pairs)


def _grouped(
    units: Sequence[Unit], found: _Found, pairs: Sequence[NameDecision]
) -> tuple[list[list[int]], list[NameDecision]]:
    """Return the units by name, and the decisions that hold; the latest word comes first."""
    groups = Groups(len(units))
    held: list[NameDecision] = []
    for word in reversed(pairs):
        one, other = found.of(word.one), found.of(word.other)
        if word.verdict == "merge":
            holds = groups.join(one[0], other[0])
        else:
            holds = False not in [groups.part(a, b) for a, b in product(one, other)]
        held += [word] if holds else []
    lead = 0
    for number, unit in enumerate(units):
        lead = number if unit.spelling is unit.name.spellings[0] else lead
        groups.join(lead, number)
    return groups.all(), held[::-1]


def _name(units: Sequence[Unit], words: Sequence[NameDecision]) -> Name:
    """Return the name that these spellings are together."""
    named = list({id(unit.name): unit.name for unit in units}.values())
    if len(named) == 1 and len(units) == len(named[0].spellings):
        return named[0]
    heads = [unit for unit in units if unit.spelling is unit.name.spellings[0]]
    lead = min(heads or units, key=_leads)
    whole = [lead.name, *(unit.name for unit in heads)] if heads else []
    kinds = [name.kind for name in whole if name.kind != "unknown"]
    kind: Kind = kinds[0] if kinds else lead.name.kind
    text = lead.spelling.text
    vouched = [evidence for name in whole for evidence in name.vouched]
    return Name(
        id=name_id(kind, text),
        kind=kind,
        spellings=tuple(_spellings(lead, units)),
        form=lead.name.form if heads else (parse(text) if kind == "person" else None),
        record=next((name.record for name in whole if name.record), None),
        vouched=tuple(dict.fromkeys([*vouched, *map(_said, words)])),
        confirmed=any(name.confirmed for name in whole),
    )


def _leads(unit: Unit) -> tuple[bool, int, tuple[Span, ...]]:
    """Order spellings: names of several words first, then the commonest, then the first."""
    return " " not in unit.spelling.text, -unit.spelling.count, unit.spelling.places[:1]


def _spellings(lead: Unit, units: Sequence[Unit]) -> Iterator[Spelling]:
    """Yield the spellings of a name, each text once, the leading one first."""
    places: dict[str, list[Span]] = defaultdict(list)
    likeness: dict[str, Likeness] = {}
    for unit in (lead, *(unit for unit in units if unit is not lead)):
        places[unit.spelling.text] += unit.spelling.places
        own = unit.spelling.likeness
        near = unit.name is lead.name and own != "lead"
        likeness.setdefault(unit.spelling.text, own if near else "decided")
    for text, found in places.items():
        like = "lead" if text == lead.spelling.text else likeness[text]
        yield Spelling(text=text, places=tuple(sorted(found)), likeness=like)


def _said(word: NameDecision) -> Evidence:
    """Say what a person decided."""
    who = word.by or "a person"
    if word.verdict == "confirm":
        return Evidence("person", f"confirmed by {who}", HUMAN)
    is_one = "are one name" if word.verdict == "merge" else "are two names"
    return Evidence("person", f"“{word.one}” and “{word.other}” {is_one}, says {who}", HUMAN)


def _confirmed(name: Name, word: NameDecision, found: _Found, records: Records) -> Name:
    """Return the name as confirmed, where the decision speaks of it."""
    first = found.first(word.one)
    if not any(s.text == word.one and first in s.places for s in name.spellings):
        return name
    record = None if word.record == NO_RECORD else records.get(word.record, name.record)
    kind = next((k for k in KINDS if k == word.kind), name.kind)
    if not word.kind and record is not None and record is not name.record:
        kind = kind_of(record) or kind
    return replace(
        name,
        id=name_id(kind, name.lead) if kind != name.kind else name.id,
        kind=kind,
        record=record,
        vouched=tuple(dict.fromkeys([*name.vouched, _said(word)])),
        confirmed=True,
    )


def _resemblances(
    roster: Roster, names: Sequence[Name], found: _Found, words: Sequence[NameDecision]
) -> Iterator[Resemblance]:
    """Yield what still looks alike and is two, with the pairs that a person parted."""
    home = {
        (s.text, place): n for n, name in enumerate(names) for s in name.spellings
        for place in s.places
    }  # fmt: skip

    def home_of(text: str) -> int | None:
        first = found.first(text)
        return None if first is None else home[text, first]

    parted = [
        Resemblance(word.one, word.other, PARTED)
        for word in words
        if word.verdict == "split" and found.together(word)
    ]
    for alike in dict.fromkeys([*roster.resemblances, *parted]):
        if home_of(alike.one) is None or home_of(alike.one) != home_of(alike.other):
            yield alike


def _first_place(name: Name) -> tuple[Span, str]:
    """Order names by their first mention."""
    return min(place for s in name.spellings for place in s.places), name.lead


KINDS: tuple[Kind, ...] = ("person", "place", "organisation")
