"""The spellings of a roster that a person's decisions speak of.

A short form (Kim) may stand with several names, so one text can be several units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, product
from typing import NamedTuple

from restore.names.model import Kind, Name, Spelling
from restore.text import Span
from restore.wire.names import NameDecision


class Unit(NamedTuple):
    """One spelling of one name as the program found it."""

    name: Name
    spelling: Spelling


class Found:
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

    def touched(self, word: NameDecision) -> list[int]:
        """Return the units that a decision groups otherwise than they were found."""
        if word.verdict == "merge":
            units = self.joined(word)
            changed = len({id(self._units[n].name) for n in units}) > 1
        else:
            units = [*self.of(word.one), *self.of(word.other)]
            changed = bool(self.together(word))
        return units if changed else []

    def together(self, word: NameDecision) -> list[tuple[int, int]]:
        """Return the pairs of units that the program had found to be of one name."""
        pairs = product(self.of(word.one), self.of(word.other))
        return [(a, b) for a, b in pairs if self._units[a].name is self._units[b].name]
