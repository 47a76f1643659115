"""What is left of a damaged line, how a zone loses letters, and what a line was read as.

A line is seen as atoms, the characters that survive, with a gap before, between and behind them:

    "C d Wa"  ->  atoms C d W a;  gaps: "", " ", " ", "", ""

What a gap hides (letters, whole words, spaces) is what decoding finds out.  Widths are in ems of
the font's size wherever they are known; a monospaced text has ems of one column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from restore.text import Span

Sort = Literal["letter", "digit", "mark", "unmapped"]
"""What an atom is; marks are everything else that is seen: punctuation, quotes, hyphens."""


class Atom(NamedTuple):
    """A character that survives and its offset in the line."""

    text: str
    at: int
    sort: Sort


class Gap(NamedTuple):
    """What stands between two atoms, or before the first, or behind the last.

    `seen` are its characters, "" where the atoms touch.  `width` is how much room there is between
    the advance of the atom before and the origin of the next, in ems, None where unknown.
    `parts` says whether a word surely ends in it (True), surely does not (False), or may (None).
    """

    seen: str
    width: float | None = None
    parts: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A line as it is seen: `len(gaps) == len(atoms) + 1`.

    `widths` are the advances of characters in ems, empty where they are unknown; `space` is the
    width of a space of this line, None where it is unknown (justified lines stretch it);
    `tolerance` is within how many ems a width is measured.
    """

    line: str
    atoms: tuple[Atom, ...]
    gaps: tuple[Gap, ...]
    widths: Mapping[str, float] = field(default_factory=dict, hash=False, compare=False)
    space: float | None = None
    tolerance: float = 0.01

    @property
    def measured(self) -> bool:
        """Tell whether gaps and characters have widths."""
        return bool(self.widths)

    def span(self, start: int, end: int) -> Span:
        """Return where the atoms from `start` up to `end` stand in the line."""
        return Span(self.atoms[start].at, self.atoms[end - 1].at + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """The channel of a zone: what happens to each letter, and how a gap shows.

    `survives` is the probability that a letter (or a ligature: "ffi") comes through as itself;
    `turns` into what others it turns, with probabilities; the rest is lost.  `usual` stands for
    letters the zone says nothing of.

    `hidden` is the probability that lost letters inside a word leave no sign at all, `apart` that
    a gap shows between two letters where nothing is lost, `spaced` that a space shows as a gap;
    `stray` that a letter is seen where none was.  `fill` are the characters that stand for lost
    letters: dots among blanks, question marks within words.
    """

    survives: Mapping[str, float] = field(hash=False)
    turns: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict, hash=False)
    usual: float = 0.5
    hidden: float = 0.02
    apart: float = 0.02
    spaced: float = 0.99
    stray: float = 0.003
    fill: str = ""

    def of(self, letter: str) -> float:
        """Return the probability that a letter comes through as itself."""
        return self.survives.get(letter, self.usual)


class Choice(NamedTuple):
    """A reading of one place and its posterior."""

    text: str
    posterior: float


class WordRead(NamedTuple):
    """One word of a reading: `text` as printed, of the atoms from `start` up to `end`.

    `start == end` for a word that is wholly hidden in the gap before atom `start`.  `alternatives`
    are other readings of the same atoms, best first.  `known` is False where no word fits: `text`
    then is what survives, with a gap `[...]`, or `[..]` of its size, for what does not.
    `predicted` and `room` are the widths of all its inner gaps together in ems, edges left out, as
    the word has them and as they are measured; None where any of them is not.  `rivals` counts the
    words that fit the atoms and the widths, `without` those that fit the atoms alone.
    """

    text: str
    start: int
    end: int
    posterior: float
    known: bool = True
    alternatives: tuple[Choice, ...] = ()
    predicted: float | None = None
    room: float | None = None
    rivals: int = 0
    without: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A line read as a whole, the likeliest reading first.

    `words` are those of the best reading, in order, punctuation included as words of its own
    atoms; `text` sets them as they are printed.  `others` are further readings of the whole line
    with their posteriors.  `nats` is the log-odds of the best reading against noise: letters drawn
    at random as often as the zone shows them.
    """

    observed: Observed
    words: tuple[WordRead, ...]
    text: str
    others: tuple[Choice, ...] = ()
    nats: float = 0.0
