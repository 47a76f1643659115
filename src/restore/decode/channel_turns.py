"""Letters that turn into others: which seen letters are suspicious, and what the turned ones were.

A letter into which others turn is seen oftener than the language allows, or where it cannot stand.
Which letters turned is told by words read with a channel in which any letter may have: several
words that have nothing else in common ask for the same turn, chance asks for another in each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from restore.decode.channel_letters import chains
from restore.decode.channel_prior import SPREAD, Floats
from restore.decode.language import Language, Style
from restore.decode.model import Decoded, Loss, Observed, WordRead

if TYPE_CHECKING:
    from restore.decode.lexicon import Lexicon

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

Turns = Mapping[tuple[str, str], float]
"""How often a letter (first) turns into another (second)."""

STYLES: tuple[Style, ...] = ("title", "prose")

OFTEN, TIMES = 1.5, 1.6
"""Deviations, and times, by which a letter has to be seen oftener than usual: what turned letters
reach in forty lines of titles, and of the others only one in fifty (K, for names)."""

WITHIN = 2
"""Capitals tight behind a small letter from which one of them is suspicious; one is a name."""

MOST = 3
"""Letters suspected at once: a unit has four fates at most."""

MAYBE, HARDLY = 0.03, 0.015
"""Probability of a turn that is only thought of, for a letter that is lost, and for one that is
kept: what is seen of it speaks against a turn."""

LIKELY = 0.05
"""Posterior of a reading below which it is not asked what it says of turns."""

ROUNDS = 12
"""Rounds of weighing turns against each other: they move by less than a hundredth after that."""

CHANCE = 0.5
"""What a count of turns must exceed, summed over all words."""

WORDS = 3
"""Different words that have to show a turn: two are met by chance in one zone of six."""

LEAST = 0.08
"""Share of a letter that has to turn: rarer turns gain less than they cost in words that fit."""

NEVER = 1e-5
"""Probability of what a channel does not know: a stray letter, a turn never thought of."""


def suspects(
    lines: Sequence[Observed], loss: Loss, lexicon: Lexicon, language: Language
) -> tuple[str, ...]:
    """Return the letters that others may have turned into, the most suspicious first.

    They are seen oftener than either style has them, or are capitals within words.
    """
    seen, within = _seen(lines)
    survival = np.array([loss.of(letter) for letter in LETTERS])
    excess = np.full(52, np.inf)
    for style in STYLES:
        usual = _usual(seen, chains(lexicon, language, style).letters * survival)
        off = (seen - usual) / np.sqrt(usual + usual**2 / SPREAD + 0.5)
        enough = (seen >= TIMES * usual) & (seen >= usual + WORDS)
        excess = np.minimum(excess, np.where(enough, off, 0.0))
    excess += np.where(within >= WITHIN, OFTEN + within, 0.0)
    found = [place for place in np.argsort(-excess, kind="stable") if excess[place] >= OFTEN]
    return tuple(LETTERS[place] for place in found[:MOST])


def _seen(lines: Sequence[Observed]) -> tuple[Floats, Floats]:
    """Return how often letters are seen, and how often tight behind a small one as capitals."""
    seen, within = Counter[str](), Counter[str]()
    for line in lines:
        seen.update(atom.text for atom in line.atoms)
        for gap, (before, atom) in zip(line.gaps[1:], pairwise(line.atoms), strict=False):
            if not gap.seen and before.text.islower() and atom.text.isupper():
                within[atom.text] += 1
    return (
        np.array([float(seen[letter]) for letter in LETTERS]),
        np.array([float(within[letter]) for letter in LETTERS]),
    )


def _usual(seen: Floats, shares: Floats) -> Floats:
    """Return how often letters should be seen, as many small ones and capitals as there are."""
    parts = [
        shares[part] / shares[part].sum() * seen[part].sum() for part in (slice(26), slice(26, 52))
    ]
    return np.concatenate(parts)


def supposing(loss: Loss, seen: Sequence[str]) -> Loss:
    """Return a channel in which every letter may turn into each of those seen."""
    turns = {}
    for letter in LETTERS:
        share = MAYBE if loss.of(letter) < 0.5 else HARDLY
        turns[letter] = tuple((other, share) for other in seen if other != letter)
    return replace(loss, turns=turns)


def with_turns(loss: Loss, turns: Turns) -> Loss:
    """Return a channel with these turns and no others; what turns does not survive.

    >>> loss = with_turns(Loss(survives={"k": 0.9}), {("k", "x"): 0.4})
    >>> loss.of("k"), loss.turns["k"]
    (0.6, (('x', 0.4),))
    """
    found: dict[str, list[tuple[str, float]]] = {}
    survives = dict(loss.survives)
    for (letter, other), share in sorted(turns.items()):
        found.setdefault(letter, []).append((other, share))
        survives[letter] = min(survives.get(letter, loss.usual), 1 - share)
    return replace(loss, survives=survives, turns={c: tuple(o) for c, o in found.items()})


def turns_of(loss: Loss, read: Sequence[Decoded]) -> dict[tuple[str, str], float]:
    """Return which of a channel's turns the readings of lines bear out, and how often they come.

    All readings of a word count, each by how likely it is; turns are weighed against each other by
    expectation-maximisation, first as likely as the channel has them.
    """
    first = {(c, other): p for c, turns in loss.turns.items() for other, p in turns}
    places = list(_places(read, {other for _, other in first}, loss))
    met = _met(read)
    now: dict[tuple[str, str], float] = dict(first)
    found: dict[tuple[str, str], dict[str, float]] = {}
    for _ in range(ROUNDS):
        found = _counted(places, now, loss)
        sums = {turn: sum(words.values()) for turn, words in found.items()}
        now = {
            turn: max(NEVER, (sums.get(turn, 0.0) - CHANCE) / (met[turn[0]] + 1.0)) for turn in now
        }
        now = {turn: min(share, 1 - NEVER) for turn, share in now.items()}
    return {
        turn: min(share, 0.98)
        for turn, share in now.items()
        if share >= LEAST and sum(n >= 0.5 for n in found[turn].values()) >= WORDS
    }


class _Reading(NamedTuple):
    """A reading of a word: its letters, its posterior, what the channel thought of it."""

    text: str
    posterior: float
    before: float


class _Place(NamedTuple):
    """A stretch of atoms and its readings; `shown` tells which inner gaps show."""

    seen: str
    shown: tuple[bool, ...]
    readings: tuple[_Reading, ...]


def _places(read: Sequence[Decoded], wanted: set[str], loss: Loss) -> Iterator[_Place]:
    """Yield the words of which a letter may be a turned one."""
    table = {(c, other): p for c, turns in loss.turns.items() for other, p in turns}
    for line in read:
        for word in line.words:
            atoms = line.observed.atoms[word.start : word.end]
            if not word.known or not any(atom.text in wanted for atom in atoms):
                continue
            shown = tuple(bool(g.seen) for g in line.observed.gaps[word.start + 1 : word.end])
            place = _Place("".join(a.text for a in atoms), shown, ())
            readings = (
                _Reading(text, chance, _Walk(place, text, table, loss).total)
                for text, chance in _readings(word)
            )
            yield place._replace(readings=tuple(r for r in readings if r.before > 0))


def _readings(word: WordRead) -> Iterator[tuple[str, float]]:
    """Yield the likely readings of a word."""
    for text, chance in ((word.text, word.posterior), *word.alternatives):
        if chance >= LIKELY:
            yield text, chance


def _met(read: Sequence[Decoded]) -> Counter[str]:
    """Count the letters of the best readings, lost ones included."""
    return Counter(c for line in read for word in line.words if word.known for c in word.text)


def _counted(
    places: Sequence[_Place], turns: Turns, loss: Loss
) -> dict[tuple[str, str], dict[str, float]]:
    """Return how often each turn is expected, by the word that shows it."""
    found: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for place in places:
        walks = [_Walk(place, reading.text, turns, loss) for reading in place.readings]
        weights = [
            reading.posterior * walk.total / reading.before
            for reading, walk in zip(place.readings, walks, strict=True)
        ]
        rest = max(0.0, 1 - sum(reading.posterior for reading in place.readings))
        whole = sum(weights) + rest
        for walk, reading, weight in zip(walks, place.readings, weights, strict=True):
            for turn, share in walk.turned().items() if weight > 1e-3 * whole else ():
                found[turn][reading.text.casefold()] += share * weight / whole
    return dict(found)


class _Walk:
    """All ways in which the letters of a word can be those seen: forward and backward sums.

    `total` is the probability of what is seen, given the word.
    """

    def __init__(self, place: _Place, text: str, turns: Turns, loss: Loss) -> None:
        """Sum over all ways; letters between two that are seen are lost."""
        self.place, self.text, self.turns = place, text, turns
        self.emits = np.array([[self._emit(loss, c, y) for c in text] for y in place.seen])
        lost = np.array([max(NEVER, 1 - self._come(loss, c)) for c in text])
        run = np.concatenate([[0.0], np.cumsum(np.log(lost))])
        size = len(text)
        places = np.arange(size)
        between = np.exp(run[None, :-1] - run[1:, None])  # from a letter seen to the next one
        apart = places[None, :] - places[:, None]
        self.steps = []
        for shown in place.shown:
            none, some = (loss.apart, 1 - loss.hidden) if shown else (1 - loss.apart, loss.hidden)
            sign = np.where(apart == 1, max(none, NEVER), max(some, NEVER))
            self.steps.append(np.where(apart > 0, between * sign, 0.0))
        ahead = [np.exp(run[:-1]) * self.emits[0]]
        for step, emit in zip(self.steps, self.emits[1:], strict=True):
            ahead.append((ahead[-1] @ step) * emit)
        self.ahead, self.end = ahead, np.exp(run[-1] - run[1:])
        self.total = float(ahead[-1] @ self.end)

    def _emit(self, loss: Loss, letter: str, seen: str) -> float:
        """Return the probability that a letter is seen as another, or as itself."""
        if letter == seen:
            return max(NEVER, loss.of(letter))
        return self.turns.get((letter, seen), NEVER)

    def _come(self, loss: Loss, letter: str) -> float:
        """Return the probability that anything is seen of a letter."""
        turned = sum(p for (c, _), p in self.turns.items() if c == letter)
        return min(1.0, loss.of(letter) + turned)

    def turned(self) -> dict[tuple[str, str], float]:
        """Return how often each turn is expected in this word."""
        found: defaultdict[tuple[str, str], float] = defaultdict(float)
        behind = self.end
        for row in range(len(self.place.seen) - 1, -1, -1):
            seen, chance = self.place.seen[row], self.ahead[row] * behind / max(self.total, 1e-300)
            for letter, share in zip(self.text, chance.tolist(), strict=True):
                if (letter, seen) in self.turns and share > 0:
                    found[letter, seen] += share
            if row:
                behind = self.steps[row - 1] @ (self.emits[row] * behind)
        return found
