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
from itertools import chain, product
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
    pairs = [word for word in words if word.verdict != "confirm"]
    found = _Found(units, pairs)
    pairs = [word for word in pairs if found.has(word)]
    groups, counted = _grouped(units, found, pairs)
    names = _named(units, found, groups, counted)
    names.sort(key=_first_place)
    for word in words:
        if word.verdict == "confirm":
            names = [_confirmed(name, word, found, records or {}) for name in names]
    alike = _resemblances(roster, names, found, counted)
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


class _Found:
    """Finds the spellings that decisions speak of."""

    def __init__(self, units: Sequence[Unit], pairs: Sequence[NameDecision]) -> None:
        """Index the units; of those with the same text the one that stands first comes first."""
        self._units = units
        self._parted = {frozenset((w.one, w.other)) for w in pairs if w.verdict == "split"}
        self._at: dict[str, list[int]] = defaultdict(list)
        for number in sorted(range(len(units)), key=lambda n: units[n].spelling.places[:1]):
            self._at[units[number].spelling.text].append(number)

    def of(self, text: str) -> list[int]:
        """Return the units with a text, in the order of their first places."""
        return self._at.get(text, [])

    def free(self, text: str) -> list[int]:
        """Return those that stand for a name of their own: it leads, or a person parted it."""
        return [n for n in self.of(text) if self._is_free(self._units[n])]

    def _is_free(self, unit: Unit) -> bool:
        """Tell whether a unit leads its name, or was parted from what leads it."""
        lead = unit.name.spellings[0]
        return unit.spelling is lead or {unit.spelling.text, lead.text} in self._parted

    def first(self, text: str, kind: Kind | None = None) -> Span | None:
        """Return the first place of the name that a spelling stands for, None where it is none.

        Of several names, one of this kind is meant.
        """
        units = self.free(text) or self.of(text)
        meant = [n for n in units if self._units[n].name.kind == kind] or units
        return self._units[meant[0]].spelling.places[0] if meant else None

    def joined(self, word: NameDecision) -> list[int]:
        """Return the units that a person says are one.

        A short form may stand with several names; meant is then the one that nobody claims.
        """
        one, other = self.free(word.one), self.free(word.other)
        together = self.together(word)
        if not (one and other) and together:
            return [*together[0]]
        one, other = one or self.of(word.one)[:1], other or self.of(word.other)[:1]
        pairs = [(a, b) for a, b in product(one, other) if self._alike(a, b)]
        return list(dict.fromkeys(chain(*(pairs or together[:1] or [(one[0], other[0])]))))

    def _alike(self, one: int, other: int) -> bool:
        """Tell whether two units can be of one kind."""
        kinds = {self._units[n].name.kind for n in (one, other)} - {"unknown"}
        return len(kinds) < 2

    def has(self, word: NameDecision) -> bool:
        """Tell whether both spellings of a decision are there."""
        return bool(self.of(word.one) and self.of(word.other))

    def tells(self, word: NameDecision, group: list[int]) -> bool:
        """Tell whether a decision made this group other than it was found."""
        if word.verdict == "merge":
            units = self.joined(word)
            changed = len({id(self._units[n].name) for n in units}) > 1
        else:
            units = [*self.of(word.one), *self.of(word.other)]
            changed = bool(self.together(word))
        return changed and not set(units).isdisjoint(group)

    def together(self, word: NameDecision) -> list[tuple[int, int]]:
        """Return the pairs of units that the program had found to be of one name."""
        pairs = product(self.of(word.one), self.of(word.other))
        return [(a, b) for a, b in pairs if self._units[a].name is self._units[b].name]


def _grouped(
    units: Sequence[Unit], found: _Found, pairs: Sequence[NameDecision]
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
    units: Sequence[Unit], found: _Found, groups: Groups, words: Sequence[NameDecision]
) -> list[Name]:
    """Return the names of the groups; what nobody claims under one spelling is one name."""
    joined = True
    while joined:
        names: dict[int, Name] = {}
        homes: dict[str, int] = {}
        joined = False
        for group in groups.all():
            told = [word for word in words if found.tells(word, group)]
            name = names[group[0]] = _name([units[n] for n in group], told)
            if homes.setdefault(name.id, group[0]) != group[0]:
                joined |= groups.join(homes[name.id], group[0])
    return list(names.values())


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
    texts = {unit.spelling.text for unit in units}
    vouched = [e for name in whole for e in name.vouched if _still_holds(e, name, texts)]
    return Name(
        id=name_id(kind, text),
        kind=kind,
        spellings=tuple(_spellings(lead, units)),
        form=lead.name.form if heads else (parse(text) if kind == "person" else None),
        record=next((name.record for name in whole if name.record), None),
        vouched=tuple(dict.fromkeys([*vouched, *map(_said, words)])),
        confirmed=any(name.confirmed for name in whole),
    )


def _still_holds(evidence: Evidence, name: Name, texts: set[str]) -> bool:
    """Tell whether what vouched for a name can be said of it with other spellings.

    Counts of the document cannot, nor what is said of a spelling that went away.
    """
    gone = (f'"{s.text}": ' for s in name.spellings if s.text not in texts)
    return evidence.witness != "document" and not evidence.says.startswith(tuple(gone))


def _leads(unit: Unit) -> tuple[bool, bool, bool, int, tuple[Span, ...]]:
    """Order spellings for the lead: not in capitals, listed, whole, the commonest, the first."""
    text = unit.spelling.text
    whole = sum(len(part.rstrip(".")) > 1 for part in text.split()) > 1
    listed = unit.name.record is not None
    return text.isupper(), not listed, not whole, -unit.spelling.count, unit.spelling.places[:1]


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
    record = records.get(word.record)
    kind = word.kind or (record and kind_of(record)) or None
    kind = next((each for each in KINDS if each == kind), None)
    first = found.first(word.one, kind)
    if not any(s.text == word.one and first in s.places for s in name.spellings):
        return name
    kept = None if word.record == NO_RECORD else name.record
    return replace(
        name,
        id=name_id(kind or name.kind, name.lead),
        kind=kind or name.kind,
        record=record or kept,
        vouched=tuple(dict.fromkeys([*name.vouched, _said(word)])),
        confirmed=True,
    )


def _with_ids(names: Iterable[Name]) -> Iterator[Name]:
    """Yield the names, each with an id of its own where a person made two of one kind and text."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name.id] += 1
        more = f"{name.lead}\n{seen[name.id]}"
        yield name if seen[name.id] == 1 else replace(name, id=name_id(name.kind, more))


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
