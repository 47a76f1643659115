"""The state of a joint reading: what every symbol is read as, and what a change would be worth.

Three things speak: the other witnesses (log weights per candidate), the words that come out, and
that one font seldom has two codes for one letter.  All are in nats, so their sum is the log
odds of one reading of the whole paper against another.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

TWICE = 5.0
"""Nats against two codes of one font being one letter: 150 to one.  Alternates and glyphs drawn
twice exist, so it is no law."""

HEARD = 40
"""Distinct words of a symbol that are enough: 20 and 200 gave the same readings of four sample
papers of 1,600 words each."""

VOTES = 60
"""Words that are asked at most when a reading is tried: "e" stands in most of the heard ones.  To
ask all took a fifth longer and changed nothing in four sample papers."""

OFTEN = 2.5
"""What a word that stands often counts at most; a hundred places of one name are one name."""

SINGLE = 0.3
"""What a token of one letter counts: initials and list marks are no words."""

UNSEEN = -12.0
"""Nats for a reading that no witness has: below every tail."""

_CORE = re.compile(r"^[\W_]+|(?:[’']s)?[\W_]*$")

Token = tuple[int, ...]
Moves = tuple[tuple[int, str], ...]


class Gain(NamedTuple):
    """What a change is worth in nats: by the words, by all other witnesses, by doubled letters."""

    language: float
    shape: float
    single: float

    @property
    def total(self) -> float:
        """Return the sum."""
        return self.language + self.shape + self.single


class _Scores(dict[str, float]):
    """Scores of tokens, each asked for once."""

    def __init__(self, judge: Callable[[str], float]) -> None:
        self._judge = judge

    def __missing__(self, text: str) -> float:
        value = self[text] = self._judge(text)
        return value


class Board:
    """The readings of all symbols.  Symbols are numbers here, as are the fixed letters behind them.

    `weights[k]` are symbol k's candidates, `fonts[k]` its font, `start[k]` its first reading;
    `start` goes on with the fixed letters.
    """

    def __init__(
        self, weights: Sequence[Mapping[str, float]], fonts: Sequence[int], start: Sequence[str]
    ) -> None:
        """Set up the symbols; no words speak yet."""
        self.weights = weights
        self.reading = list(start)
        self.fonts = fonts
        self.tokens: list[Token] = []
        self.votes: list[list[int]] = [[] for _ in weights]
        self.places = [0] * len(weights)
        self._counts: list[float] = []
        self._now: list[float] = []
        self._judge = _Scores(len)
        self._beta = 0.0
        self._mapped: AbstractSet[tuple[int, str]] = frozenset()
        self._holders: dict[tuple[int, str], list[int]] = {}
        self.members: dict[int, list[int]] = {}
        for symbol, font in enumerate(fonts):
            self.members.setdefault(font, []).append(symbol)
            self._holders.setdefault((font, self.reading[symbol]), []).append(symbol)

    def hold(self, mapped: AbstractSet[tuple[int, str]]) -> None:
        """Note which letters a font has already: (font, letter) that the file itself maps."""
        self._mapped = mapped

    def hear(self, tokens: Mapping[Token, int], judge: Callable[[str], float], beta: float) -> None:
        """Let words speak: distinct tokens with how often they stand, weighed with `beta`."""
        self.tokens = list(self._chosen(tokens))
        self._counts = self._shared(tokens)
        self._judge, self._beta = _Scores(judge), beta
        self._now = [self._judge[self.text(token)] for token in self.tokens]
        self.votes = [[] for _ in self.weights]
        self.places = [0] * len(self.weights)
        for token, count in tokens.items():
            for symbol in token:
                if symbol < len(self.weights):
                    self.places[symbol] += count
        for number, token in enumerate(self.tokens):
            for symbol in sorted(set(token)):
                if symbol < len(self.weights) and len(self.votes[symbol]) < VOTES:
                    self.votes[symbol].append(number)

    def _chosen(self, tokens: Mapping[Token, int]) -> Iterator[Token]:
        """Yield the tokens to be heard: long and frequent ones first, until all have enough."""
        heard: Counter[int] = Counter()
        for token in sorted(tokens, key=lambda t: (-min(len(t), 8), -tokens[t], t)):
            symbols = [symbol for symbol in token if symbol < len(self.weights)]
            if any(heard[symbol] < HEARD for symbol in symbols):
                heard.update(set(symbols))
                yield token

    def _shared(self, tokens: Mapping[Token, int]) -> list[float]:
        """Return what each token counts; "Szabó", "Szabó," and "Szabó's" count once together."""
        cores = [_CORE.sub("", self.text(token)).lower() for token in self.tokens]
        often = Counter(cores)
        return [
            min(OFTEN, 1.0 + math.log(tokens[token]))
            * (SINGLE if len(core) == 1 else 1.0)
            / (often[core] if core else 1.0)
            for token, core in zip(self.tokens, cores, strict=True)
        ]

    def text(self, token: Token) -> str:
        """Return what a token reads as now."""
        return "".join([self.reading[piece] for piece in token])

    def leads(self, symbol: int) -> bool:
        """Tell whether a symbol stands first in most of its words, as a capital does."""
        first = sum(self.tokens[n][0] == symbol for n in self.votes[symbol])
        return 2 * first > len(self.votes[symbol])

    def holders(self, symbol: int, reading: str) -> list[int]:
        """Return the other symbols of the same font that are read so."""
        return [s for s in self._holders.get((self.fonts[symbol], reading), ()) if s != symbol]

    def gain(self, moves: Moves) -> Gain:
        """Return what it would be worth to read some symbols of one font otherwise."""
        single = -TWICE * self._doubles(moves)
        return Gain(self._by_words(moves), self._by_weight(moves), single)

    def _by_words(self, moves: Moves) -> float:
        """Return what the words that come out are worth against those of now."""
        if not self.tokens:
            return 0.0
        reading, tokens, judge, now = self.reading, self.tokens, self._judge, self._now
        before = [reading[symbol] for symbol, _ in moves]
        for symbol, after in moves:
            reading[symbol] = after
        numbers: Iterable[int] = self.votes[moves[0][0]]
        if len(moves) > 1:
            numbers = sorted({n for symbol, _ in moves for n in self.votes[symbol]})
        total = 0.0
        for n in numbers:
            total += self._counts[n] * (judge["".join([reading[s] for s in tokens[n]])] - now[n])
        for (symbol, _), old in zip(moves, before, strict=True):
            reading[symbol] = old
        return self._beta * total

    def _by_weight(self, moves: Moves) -> float:
        """Return what the other witnesses say to it."""
        return sum(
            self.weights[s].get(new, UNSEEN) - self.weights[s].get(self.reading[s], UNSEEN)
            for s, new in moves
        )

    def _doubles(self, moves: Moves) -> int:
        """Return how many letters more have a second code in the font."""
        font = self.fonts[moves[0][0]]
        change: dict[str, int] = {}
        for symbol, new in moves:
            old = self.reading[symbol]
            change[old] = change.get(old, 0) - 1
            change[new] = change.get(new, 0) + 1
        more = 0
        for reading, by in change.items():
            held = len(self._holders.get((font, reading), ())) + ((font, reading) in self._mapped)
            more += max(0, held + by - 1) - max(0, held - 1)
        return more

    def move(self, moves: Moves) -> set[int]:
        """Read some symbols otherwise; return the symbols whose words that touches."""
        touched = {n for symbol, _ in moves for n in self.votes[symbol]}
        for symbol, new in moves:
            font = self.fonts[symbol]
            self._holders[font, self.reading[symbol]].remove(symbol)
            self._holders.setdefault((font, new), []).append(symbol)
            self.reading[symbol] = new
        for n in touched:
            self._now[n] = self._judge[self.text(self.tokens[n])]
        return {s for n in touched for s in self.tokens[n] if s < len(self.weights)}

    def speaking(self, symbol: int, rival: str) -> list[tuple[float, str]]:
        """Return the words of a symbol with what each loses under a rival, most first."""
        lost = []
        old = self.reading[symbol]
        for n in self.votes[symbol]:
            text = self.text(self.tokens[n])
            self.reading[symbol] = rival
            lost.append(
                (self._counts[n] * (self._now[n] - self._judge[self.text(self.tokens[n])]), text)
            )
            self.reading[symbol] = old
        return sorted(lost, key=lambda pair: (-pair[0], pair[1]))
