"""Lines that lose letters the ways papers do, with the truth of every letter that is left.

    worn("The Cold War", CHANNELS["few"]).observed.line   ->   "T e C d Wa"

Five channels: which letters a broken font or extraction loses, and what it makes of others.  What
is lost shows as one blank for every run of lost letters and spaces; other ways to show it tell how
decoding bears them.  With a `Setting` the line is set in Times, and its gaps have the room that the
lost letters took.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

import regex

from restore.decode.model import Observed
from restore.decode.observe import observe
from restore.decode.widths import advance
from restore.evidence.glyph_widths import faces

Shown = Literal["blank", "nothing", "columns"]
"""How lost letters show: a run of them, spaces included, as one blank; not at all, so that only
spaces show; or every one as a blank of its own."""

QUOTES = frozenset('“”„«»"')
"""Quotation marks; single ones are apostrophes to a font, and stay."""

LIGATURES_RE = regex.compile("ffi|ffl|ff|fi|fl|.", regex.DOTALL)


@dataclass(frozen=True)
class Channel:
    """What happens to letters: `lost` are letters, or ligatures that are one glyph in this font.

    `others` tells that small letters outside `lost`, those with accents, go as well.  `turns` says
    into what a letter turns and how often; otherwise it is kept or lost as the others.  `apart` is
    how often a blank shows between two letters where nothing is lost; `quotes` that quotation marks
    are lost and leave dots.
    """

    name: str
    lost: frozenset[str]
    turns: Mapping[str, tuple[str, float]] = field(default_factory=dict, hash=False)
    apart: float = 0.0
    quotes: bool = False
    others: bool = False

    def loses(self, unit: str) -> bool:
        """Tell whether a letter, ligature or mark is lost."""
        if unit in QUOTES:
            return self.quotes
        return unit in self.lost or (self.others and unit.islower() and not unit.isascii())

    def units(self, text: str) -> Iterator[str]:
        """Yield the glyphs of a text: letters, and ligatures if they are what is lost."""
        if self.lost >= LIGATURES:
            yield from LIGATURES_RE.findall(text)
        else:
            yield from text


LIGATURES = frozenset({"ff", "fi", "fl", "ffi", "ffl"})
SMALL = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiouAEIOU")
LATE = frozenset("pqrstuvwxyzPQRSTUVWXYZ")
THIRDS = frozenset(SMALL[2::3] + SMALL[2::3].upper())

CHANNELS: Mapping[str, Channel] = MappingProxyType(
    {
        channel.name: channel
        for channel in (
            # In a list of working papers that lost its letters so, k had become x in 5 places of 19
            # and f had become D in 27 of 29 (aligned with its records); half is asked of both, so
            # that neither is a letter of its own.  Of gaps between kept letters 1 to 2 % showed.
            Channel(
                "few",
                frozenset(set(SMALL) - set("abcdekmx")),
                turns={"k": ("x", 0.5), "f": ("D", 0.5)},
                apart=0.015,
                quotes=True,
                others=True,
            ),
            Channel("vowels", VOWELS),
            Channel("late", LATE),
            Channel("ligatures", LIGATURES),
            Channel("thirds", THIRDS),
        )
    }
)
"""The channels by name: `few` (a b c d e k m x and capitals survive), `vowels` lost, `late` (p to z
lost), `ligatures` lost, and `thirds` (every third letter of the alphabet lost, in both cases)."""

FURTHER: Mapping[str, Channel] = MappingProxyType(
    {"plain": Channel("plain", CHANNELS["few"].lost, others=True)}
)
"""Channels that are measured where they are asked for: `plain` is `few` without its noise, that is
without turned letters, blanks for nothing and lost quotation marks."""


@dataclass(frozen=True)
class Setting:
    """How a line is set in Times: ragged, with spaces as the font has them, or justified.

    `step` is to how many ems positions are rounded.
    """

    justified: bool = False
    step: float = 0.001


RAGGED, JUSTIFIED = Setting(), Setting(justified=True)

STRETCH = (0.85, 1.6)
"""By how much a justified line makes its spaces narrower or wider: TeX lets those of Times shrink
to 0.8 of their width, and stretches them by half before it calls a line loose."""


class Worn(NamedTuple):
    """A damaged line, its truth, and the offset in the truth of each atom (-1 for a stray one)."""

    observed: Observed
    truth: str
    origins: tuple[int, ...]


class _Glyph(NamedTuple):
    """A glyph: what it was, where in the truth, what is seen of it ("" for nothing), its place."""

    unit: str
    at: int
    seen: str
    x0: float
    x1: float


def damaged(
    text: str, channel: Channel, *, widths: Setting | None = None, shown: Shown = "blank"
) -> Observed:
    """Return a line as a channel leaves it; with `widths` its gaps have their room in ems.

    >>> damaged("The Soviet Union and the Plan", CHANNELS["late"]).line
    'he o ie nion and he lan'
    """
    return worn(text, channel, widths=widths, shown=shown).observed


def worn(
    text: str, channel: Channel, *, widths: Setting | None = None, shown: Shown = "blank"
) -> Worn:
    """Return a line as a channel leaves it, with its truth; the same line always alike.

    A font that is measured shows no dots: a lost quotation mark leaves its room.
    """
    rng = random.Random(f"{channel.name}\t{text}")  # noqa: S311  # the same damage every time
    glyphs = list(_glyphs(text, channel, widths, rng))
    dots = channel.quotes and widths is None and shown == "blank"
    line, origins = _line(glyphs, shown, _Noise(channel.apart, rng, dots=dots))
    observed = observe(line, columns=shown == "columns")
    known = tuple(origins[atom.at] for atom in observed.atoms)
    if widths is not None:
        observed = _measured(observed, {g.at: g for g in glyphs}, known, widths)
    return Worn(observed, text, known)


def _glyphs(
    text: str, channel: Channel, setting: Setting | None, rng: random.Random
) -> Iterator[_Glyph]:
    """Yield the glyphs of a text with what is seen of each, from left to right."""
    stretch = rng.uniform(*STRETCH) if setting and setting.justified else 1.0
    at, x = 0, 0.0
    for unit in channel.units(text):
        width = advance(unit, times()) if setting else 0.0
        width *= stretch if unit == " " else 1.0
        yield _Glyph(unit, at, _seen(unit, channel, rng), x, x + width)
        at, x = at + len(unit), x + width


def _seen(unit: str, channel: Channel, rng: random.Random) -> str:
    """Return what a channel shows of a glyph."""
    other, often = channel.turns.get(unit, ("", 0.0))
    if other and rng.random() < often:
        return other
    return "" if channel.loses(unit) else unit


class _Noise(NamedTuple):
    """What else a line shows: blanks where nothing is lost, dots for lost quotation marks."""

    apart: float
    rng: random.Random
    dots: bool


def _line(glyphs: list[_Glyph], shown: Shown, noise: _Noise) -> tuple[str, list[int]]:
    """Return the line as it is seen, and for each of its characters the offset in the truth."""
    characters: list[tuple[str, int]] = []
    gap = ""
    for before, glyph in pairwise([_Glyph(" ", -1, " ", 0, 0), *glyphs]):
        if glyph.seen.strip():
            tight = before.seen.isalpha() and glyph.seen.isalpha() and shown != "columns"
            if not gap and tight and noise.rng.random() < noise.apart:
                gap = " "
            characters += [(c, -1) for c in gap]
            characters += [(c, glyph.at + i) for i, c in enumerate(glyph.seen)]
            gap = ""
        else:
            gap = _wider(gap, glyph, shown, dots=noise.dots)
    if shown != "columns" and characters[:1] == [(" ", -1)]:
        del characters[0]
    return "".join(c for c, _ in characters), [at for _, at in characters]


def _wider(gap: str, glyph: _Glyph, shown: Shown, *, dots: bool) -> str:
    """Return how a gap shows once one more glyph is lost, or a space goes into it."""
    if shown == "columns":
        return gap + " " * len(glyph.unit)
    if shown == "nothing" and not glyph.unit.isspace():
        return gap
    return " . . " if dots and (glyph.unit in QUOTES or "." in gap) else " "


@cache
def times() -> Mapping[str, float]:
    """Return the advances of Times Roman in ems, by character."""
    face = next(f for f in faces() if "times" in f.names and not f.bold and not f.italic)
    return face.widths


def _measured(
    observed: Observed, placed: Mapping[int, _Glyph], origins: tuple[int, ...], setting: Setting
) -> Observed:
    """Return a line with the room of each gap between two atoms, from rounded positions."""
    drawn = [placed[at] for at in origins]
    steps = [round(g.x0 / setting.step) * setting.step for g in drawn]
    rooms = [
        round(second - first - (glyph.x1 - glyph.x0), 6)
        for glyph, (first, second) in zip(drawn, pairwise(steps), strict=False)
    ]
    gaps = tuple(
        gap._replace(width=room)
        for gap, room in zip(observed.gaps, [None, *rooms, None], strict=True)
    )
    space = None if setting.justified else times()[" "]
    # Two positions rounded: each is off by half a step at most.
    return replace(
        observed, gaps=gaps, widths=times(), space=space, tolerance=max(2 * setting.step, 0.002)
    )
