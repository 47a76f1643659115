"""What a rule did to a place, and the decisions it rests on.

A `Step` turns the text of one place into another.  Where it rests on decisions of different kinds
piece by piece (each glyph of a line is one), its `parts` say which piece rests on which `Cause`,
so that taking one decision back takes back its pieces and leaves the others.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from restore.page import UNMAPPED

Tier = Literal["accept", "review", "leave"]

_UNREAD_RE = re.compile(f"[{chr(UNMAPPED[0])}-{chr(UNMAPPED[-1])}]+")


class Card(NamedTuple):
    """The evidence on one glyph: a code of a font, what it looks like, what it is read as and why.

    `claims` is what the file says it is ("" for nothing), `reading` the best reading and `rival`
    the next, with their posteriors.  `places` counts where it stands.  `advance` is in ems;
    `drawing` is SVG path data, 1000 units an em, y downwards, the baseline at 0.  `likeness` names
    the nearest reference shape, `distance` away (0: the same); `words` are those that vote.
    """

    font: str
    reference: int
    code: int
    claims: str
    reading: str
    posterior: float
    rival: str
    rival_posterior: float
    tier: Tier
    places: int
    advance: float
    drawing: str = ""
    likeness: str = ""
    distance: float = 0.0
    words: tuple[str, ...] = ()


class Cause(NamedTuple):
    """One decision that many corrections rest on; rejecting it takes them all back.

    `card` holds the evidence where the decision is on a glyph.
    """

    id: str
    damage: str
    says: str
    card: Card | None = None


class Part(NamedTuple):
    """A piece of a step (offsets into its `before`), what it becomes, and its cause."""

    start: int
    end: int
    after: str
    cause: str


class Step(NamedTuple):
    """What one rule did to the whole place; steps chain, so a reviewer can stop at any of them.

    Where there are `parts`, sorted and disjoint, they alone make `after`.
    """

    rule: str
    before: str
    after: str
    cause: str | None = None
    parts: tuple[Part, ...] = ()

    @property
    def causes(self) -> tuple[str, ...]:
        """Return the ids of the causes it rests on, each once, in order."""
        found = ([self.cause] if self.cause else []) + [part.cause for part in self.parts]
        return tuple(dict.fromkeys(found))

    def without(self, causes: Collection[str]) -> Step:
        """Return the step with its parts that rest on some causes taken back."""
        parts = tuple(part for part in self.parts if part.cause not in causes)
        return self._replace(after=assembled(self.before, parts), parts=parts)

    def widened(self, head: str, tail: str) -> Step:
        """Return the step over a wider place: with what stands before and behind it."""
        at = len(head)
        parts = tuple(p._replace(start=p.start + at, end=p.end + at) for p in self.parts)
        before, after = head + self.before + tail, head + self.after + tail
        return self._replace(before=before, after=after, parts=parts)


def assembled(before: str, parts: tuple[Part, ...]) -> str:
    """Return a text with sorted, disjoint parts of it replaced.

    >>> assembled("xbz", (Part(0, 1, "a", "g1"), Part(2, 3, "ffi", "g2")))
    'abffi'
    """
    pieces: list[str] = []
    at = 0
    for part in parts:
        pieces += [before[at : part.start], part.after]
        at = part.end
    return "".join([*pieces, before[at:]])


def sized(text: str) -> str:
    """Return a text with the glyphs that have no letter as gaps of their size.

    One dot stands for one glyph (Leiden: lost letters of known number).

    >>> sized("Khr" + chr(UNMAPPED[0]) * 2 + "chev")
    'Khr[..]chev'
    """
    return _UNREAD_RE.sub(lambda match: f"[{'.' * len(match.group())}]", text)
