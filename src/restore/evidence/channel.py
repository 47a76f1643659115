"""What a broken font or extraction did to the letters, learned from the text itself.

A channel says, for every character of the truth, how often it survives, is lost or turns into
another, and how often stray characters stand in between.  Nothing is known at first; each line
matched to a record teaches it (hard expectation-maximisation: match, count, match again).  Letters
behave alike within a class at first sight (all capitals survive, say) and letter by letter at the
second; `fit` takes whichever explanation is the cheaper.

Every sum is in nats: minus log-probabilities.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np

from restore.align import Alignment, Costs, Pair, align
from restore.page import is_unmapped

STRAY_LETTER = 6.0
"""A letter no record explains: one in 400.  The lines a person or program has 'tidied' have such;
two of them already cost as much as four surviving letters prove."""

CHANGED_LETTER = 6.0
"""A letter that stands for another, before the channel has learned that it does."""

CHANGED_CASE = 3.0
"""The same letter in the other case: one in 20 in lines somebody 'tidied'."""

GLYPH = 3.0
"""An unmapped glyph for a letter, before the channel has learned which: one letter in twenty."""

STRAY_MARK = {".": 0.3, ",": 1.2, "'": 1.2, "-": 1.2, ":": 1.2, "?": 1.5, "*": 0.5}
"""Marks that stand for gaps or for lost quotation marks; a full stop nearly always does."""

PRIOR = 0.5
"""Pseudo-counts of a letter never seen: as likely kept as lost."""

FOLD = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"}
)
"""Shapes of quotation marks and dashes are the printer's; they prove nothing either way."""


class Squeezed(NamedTuple):
    """A string without its white space and with folded marks, and where each character stood."""

    text: str
    at: tuple[int, ...]


@cache
def squeeze(text: str) -> Squeezed:
    """Return a string without white space and the offset of each character that is left.

    >>> squeeze("e C d")
    Squeezed(text='eCd', at=(0, 2, 4))
    """
    at = tuple(i for i, c in enumerate(text) if not c.isspace())
    return Squeezed("".join(text[i] for i in at).translate(FOLD), at)


class Counts(NamedTuple):
    """What one alignment shows of the channel."""

    kept: Counter[str]
    lost: Counter[str]
    changed: Counter[tuple[str, str]]
    stray: Counter[str]


def counts_of(seen: Squeezed, truth: Squeezed, pairs: Iterable[Pair]) -> Counts:
    """Count what an alignment says was kept, lost, changed and added."""
    counts = Counts(Counter(), Counter(), Counter(), Counter())
    for pair in pairs:
        if pair.truth < 0:
            counts.stray[seen.text[pair.seen]] += 1
        elif pair.seen < 0:
            counts.lost[truth.text[pair.truth]] += 1
        elif seen.text[pair.seen] == truth.text[pair.truth]:
            counts.kept[truth.text[pair.truth]] += 1
        else:
            counts.changed[truth.text[pair.truth], seen.text[pair.seen]] += 1
    return counts


@dataclass(slots=True)
class Channel:
    """Counts of what happened to the letters, and the costs that follow from them.

    `lossy` is the share of small letters thought lost before any has been met.
    """

    kept: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)
    lossy: float = PRIOR
    _totals: dict[str, float] = field(default_factory=dict, repr=False)
    _known: dict[tuple[str, str], float] = field(default_factory=dict, repr=False)

    def learn(self, counts: Counts) -> None:
        """Add what one alignment shows."""
        self.kept.update(counts.kept)
        self.lost.update(counts.lost)
        self.changed.update(counts.changed)
        self._totals.clear()
        self._known.clear()

    def _total(self, letter: str) -> float:
        """Return how often a letter of the truth was met, pseudo-counts included."""
        if letter not in self._totals:
            others = sum(n for (r, _), n in self.changed.items() if r == letter)
            met = self.kept[letter] + self.lost[letter] + others
            self._totals[letter] = met + 2 * _prior(letter)
        return self._totals[letter]

    def costs(self, seen: str, truth: str, *, stop: float) -> Costs:
        """Return what aligning these two costs under this channel."""
        rows, row_of = _alphabet(seen)
        columns, column_of = _alphabet(truth)
        known = self._known
        table = [
            [known[c, r] if (c, r) in known else self._match(c, r) for r in columns] for c in rows
        ]
        lost = np.array([self._lost(r) for r in columns], dtype=float)
        stray = np.array([stray_cost(c) for c in rows], dtype=float)
        match = np.array(table, dtype=float).reshape(len(rows), len(columns))
        return Costs(match[np.ix_(row_of, column_of)], lost[column_of], stray[row_of], stop)

    def _lost(self, letter: str) -> float:
        """Return the cost of losing a letter of the truth."""
        return -math.log((self.lost[letter] + self._losable(letter)) / self._total(letter))

    def _losable(self, letter: str) -> float:
        """Return the pseudo-count of a character being lost; digits hardly ever are."""
        if letter.isdigit():
            return 0.2
        return 2 * PRIOR * self.lossy if letter.islower() else PRIOR

    def _match(self, seen: str, truth: str) -> float:
        """Return the cost of reading `seen` where `truth` stood, and remember it."""
        cost = self._reading(seen, truth)
        self._known[seen, truth] = cost
        return cost

    def _reading(self, seen: str, truth: str) -> float:
        """Return the cost of reading `seen` where `truth` stood."""
        total = self._total(truth)
        if seen == truth:
            kept = self.kept[truth] + 2 * _prior(truth) - self._losable(truth)
            return -math.log(kept / total)
        if not truth.isalnum() and not seen.isalnum():
            return 1.0
        times = self.changed[truth, seen]
        learned = -math.log(times / total) if times else math.inf
        if is_unmapped(seen):
            return min(learned, GLYPH if truth.isalnum() else GLYPH + 1)
        if seen.casefold() == truth.casefold():
            return min(learned, CHANGED_CASE)
        return min(learned, CHANGED_LETTER if truth.isalnum() and seen.isalnum() else 9.0)

    def align(self, seen: Squeezed, truth: Squeezed, *, stop: float = math.inf) -> Alignment:
        """Return the cheapest alignment of what is seen with a record, under this channel."""
        return align(self.costs(seen.text, truth.text, stop=stop))

    def turns(self, truth: str, seen: str) -> bool:
        """Tell whether one letter turning into another is a habit: it was met twice at least."""
        return self.changed[truth, seen] >= 2

    def survivors(self) -> frozenset[str]:
        """Return the letters that mostly survive, as far as they were met."""
        return frozenset(r for r in self.kept if self.kept[r] > self.lost[r])


def _alphabet(text: str) -> tuple[list[str], list[int]]:
    """Return the characters of a text, each once, and which of them stands at each place."""
    places: dict[str, int] = {}
    return list(dict.fromkeys(text)), [places.setdefault(c, len(places)) for c in text]


def _prior(letter: str) -> float:
    """Return half the pseudo-counts of a character; digits need more to be thought lost."""
    return 4.0 if letter.isdigit() else PRIOR


def stray_cost(character: str) -> float:
    """Return what a character costs that the truth does not explain."""
    if character.isalnum() or is_unmapped(character):
        return STRAY_LETTER
    return STRAY_MARK.get(character, 2.0)


def _class_of(character: str) -> str:
    """Return the class whose members a broken font treats alike at first sight."""
    if character.isalpha():
        return "capital" if character.isupper() else "small"
    return "digit" if character.isdigit() else "mark"


def fresh_cost(counts: Counts) -> float:
    """Return the cost of an alignment under a channel nothing is known of, marginalised.

    The Beta-Bernoulli evidence of keeping and losing, letter by letter or class by class, whichever
    is cheaper: a zone of its own may have lost all its small letters, or just seven capitals.
    """
    letters = set(counts.kept) | set(counts.lost)
    single = sum(_bernoulli(counts.kept[r], counts.lost[r]) for r in letters)
    kept, lost = Counter[str](), Counter[str]()
    for letter in letters:
        kept[_class_of(letter)] += counts.kept[letter]
        lost[_class_of(letter)] += counts.lost[letter]
    grouped = sum(_bernoulli(kept[k], lost[k]) for k in set(kept) | set(lost))
    return min(single, grouped) + _changes_cost(counts)


def _changes_cost(counts: Counts) -> float:
    """Return the cost of changed and stray characters under a channel nothing is known of."""
    changes = 0.0
    for (truth, seen), times in counts.changed.items():
        if not truth.isalnum() and not seen.isalnum():
            changes += times
        elif truth.casefold() == seen.casefold():
            changes += times * CHANGED_CASE
        else:  # the first time it costs its full price, then it is a habit of this font
            changes += CHANGED_LETTER + (times - 1) * 1.0
    return changes + sum(stray_cost(c) * n for c, n in counts.stray.items())


def _bernoulli(kept: int, lost: int, *, prior: float = 0.3) -> float:
    """Return minus the log of the Beta-Bernoulli evidence; a prior below 1 favours extremes."""
    norm = 2 * math.lgamma(prior) - math.lgamma(2 * prior)
    both = math.lgamma(kept + prior) + math.lgamma(lost + prior)
    return norm - both + math.lgamma(kept + lost + 2 * prior)


def null_cost(seen: str, frequencies: Counter[str]) -> float:
    """Return the cost of what is seen if no record explains it: letters drawn as in the zone.

    `frequencies` counts the characters of the zone; each is smoothed by one over its alphabet.
    """
    total = sum(frequencies.values()) + 26
    cost = 0.0
    for character in seen:
        if character.isalnum() or is_unmapped(character):
            cost += -math.log((frequencies[character] + 1) / total)
        else:
            cost += STRAY_MARK.get(character, 2.0)
    return cost
