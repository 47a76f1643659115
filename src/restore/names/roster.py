"""The names of a paper: who and what its mentions name, grouped, and what looks alike in it.

    mentions ──spellings──▶ groups of one person ──▶ Name ◀── the dictionary's record
                            near ones apart      ──▶ Resemblance

Two persons are never merged: a form that could be either's stays a name of its own, and a
`Resemblance` says whose it may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property, lru_cache

from restore.evidence.authorities import Authorities, Entry
from restore.names.antecedents import Antecedents, called
from restore.names.confusions import plain
from restore.names.forms import PARTICLES
from restore.names.grouping import Group, Written, group, resemblances
from restore.names.index import index_of
from restore.names.mention_lexicon import Lexicon, lexicon_of
from restore.names.mentions import find_mentions
from restore.names.model import Form, Mention, Name, Resemblance, Roster
from restore.names.recorded import LENGTH, bearer, joined, record_of
from restore.names.roster_names import named_group, named_thing, named_word
from restore.text import Span


@lru_cache(maxsize=8)
def roster_of(text: str, authorities: Authorities) -> Roster:
    """Return all names of a text, in the order of their first mention; kept for the last texts.

    >>> from restore.evidence.authorities import load
    >>> roster = roster_of("Pak Chang-ok met A. M. Petrov. Petrov wrote it down.", load())
    >>> [(name.lead, name.count) for name in roster.names]
    [('Pak Chang-ok', 1), ('A. M. Petrov', 2)]
    """
    return _Paper(text, authorities).roster()


class _Paper:
    """The mentions of one paper on their way into names."""

    def __init__(self, text: str, authorities: Authorities) -> None:
        """Find the mentions, and group the full names."""
        self.lexicon: Lexicon = lexicon_of(authorities)
        self.records = cache(index_of(authorities).records)
        self.mentions = _short(find_mentions(text, authorities), self.lexicon.families)
        groups, self.unclear = group(self._written())
        self.groups = joined(groups, self.records)
        self.antecedents = Antecedents(text, self.groups, self.mentions)

    def roster(self) -> Roster:
        """Return all names and what looks alike."""
        short, open_ = self._settled()
        names = [
            named_group(one, short.get(number, {}), self.records)
            for number, one in enumerate(self.groups)
        ]
        names += [named_word(found, self._listed(found), self.records) for found in open_.values()]
        names += self._things()
        names.sort(key=lambda n: (min(p for s in n.spellings for p in s.places), n.lead))
        words = [Group(list(_as_written(found))) for found in open_.values()]
        pairs = [*self.unclear, *resemblances([*self.groups, *words])]
        return Roster(names=tuple(names), resemblances=tuple(_once(pairs)))

    def _written(self) -> list[Written]:
        """Return the different full names with their places."""
        found: dict[str, Written] = {}
        for mention in self._of("person", "unknown"):
            form = mention.form
            if form is None or not form.given:
                continue
            one = found.get(mention.text)
            if one is None:
                one = found[mention.text] = Written(mention.text, form)
                one.listed = self.lexicon.entry(mention.text)
            one.places.append(mention.span)
            one.is_person = one.is_person or mention.kind == "person"
        return list(found.values())

    def _settled(self) -> tuple[dict[int, dict[str, list[Span]]], dict[str, list[Mention]]]:
        """Part the names of one word into those whose bearer is clear, by group, and the others."""
        clear: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        open_: dict[str, list[Mention]] = defaultdict(list)
        for mention in self._of("person", "unknown"):
            if mention.form is not None and mention.form.given:
                continue
            number, word = self._meant(mention)
            if number is None:
                open_[word].append(mention)
            else:
                clear[number][mention.text].append(mention.span)
        return clear, open_

    def _meant(self, mention: Mention) -> tuple[int | None, str]:
        """Return the group that a name of one word means, and the key of the word if it is open.

        Where the paper does not tell, the only record that the word can be decides.
        """
        word = plain(mention.text)
        number = self.antecedents.settle(mention)
        if number is not None or mention.form is None:
            return number, word
        record = bearer(mention.form, self.records)
        if record is None:
            return None, word
        numbers = self._named_so.get(id(record), set())
        if not numbers:
            return None, word if self.antecedents.candidates(word) else plain(record.name)
        number = min(numbers)
        alone = len(numbers) == 1 and record_of(self.groups[number], self.records) is record
        return (number if alone else None), word

    @cached_property
    def _named_so(self) -> dict[int, set[int]]:
        """The groups whose family name can be a record's, be they that person or not."""
        families: dict[Form, set[int]] = defaultdict(set)
        for number, one in enumerate(self.groups):
            for form in (m.form for m in one.members if len(m.form.family) >= LENGTH):
                families[form._replace(given=(), order="family-alone")].add(number)
        found: dict[int, set[int]] = defaultdict(set)
        for form, numbers in families.items():
            for record in self.records(form):
                found[id(record)] |= numbers
        return found

    def _listed(self, mentions: Iterable[Mention]) -> Entry | None:
        """Return the record that has a word as it stands."""
        words = (plain(m.text) for m in mentions)
        return next((self.lexicon.single[w] for w in words if w in self.lexicon.single), None)

    def _things(self) -> Iterator[Name]:
        """Yield places and organisations, those of one record as one."""
        found: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in self._of("place", "organisation"):
            entry = self.lexicon.entry(mention.text)
            found[mention.kind, entry.name if entry else plain(mention.text)].append(mention)
        for mentions in found.values():
            yield named_thing(mentions, self.lexicon.entry(mentions[0].text))

    def _of(self, *kinds: str) -> Iterator[Mention]:
        """Yield the mentions of some kinds."""
        return (m for m in self.mentions if m.kind in kinds)


def _short(mentions: Iterable[Mention], families: frozenset[str]) -> list[Mention]:
    """Return mentions, those of a double family name alone as such: Couve de Murville."""
    found = list(mentions)
    full = {m.form for m in found if m.form is not None and m.form.given}
    doubles = {name for form in full for name in called(form) if " " in name}
    doubles |= {name for name in families if not PARTICLES.isdisjoint(name.split()[1:-1])}
    return [
        replace(m, form=m.form._replace(family=m.text, given=(), order="family-alone"))
        if m.form is not None and " " in m.text and plain(m.text) in doubles
        else m
        for m in found
    ]


def _as_written(mentions: list[Mention]) -> Iterator[Written]:
    """Yield the spellings of a word as written names, for looking at what resembles them."""
    places: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        places[plain(mention.text)].append(mention)
    for found in places.values():
        text = found[0].text
        yield Written(text, found[0].form or Form(text), places=[m.span for m in found])


def _once(pairs: Iterable[Resemblance]) -> Iterator[Resemblance]:
    """Yield each pair of names once."""
    seen: set[tuple[str, ...]] = set()
    for pair in pairs:
        key = tuple(sorted((pair.one, pair.other)))
        if key not in seen and pair.one != pair.other:
            seen.add(key)
            yield pair
