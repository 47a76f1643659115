"""Reads all lines of one damaged zone together: they lose letters alike, and one style sets them.

The channel is learned from the lines themselves unless it is known from elsewhere, and so is the
style: titles capitalise one letter in eight, running prose one in thirty.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from restore.decode.language import Language, Style, language
from restore.decode.language_cache import Cache
from restore.decode.lattice import decode, given_up
from restore.decode.lattice_noise import is_noise
from restore.decode.lattice_sources import shares_of
from restore.decode.lexicon import Lexicon, lexicon_of
from restore.decode.model import Decoded, Loss, Observed
from restore.decode.observe import observe
from restore.decode.skeletons import Skeletons
from restore.decode.taught import taught
from restore.decode.zones import zones
from restore.evidence.authorities import Authorities, load

CAPITALS = {"title": 0.13, "prose": 0.035}
"""Share of capitals among the letters of titles, and of prose of this literature with its names."""

LEAST = 1e-3
"""No sort of letters is thought to survive more rarely."""

PULL = 3.0
"""Nats by which a zone as a whole may speak for a style of one of its lines."""

TRIED = 5
"""Lines in a row that are no better than noise before the rest of a zone is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What lines are read with.

    `names` and `places` say whether the dictionaries' are asked; `own` is the paper's sound text;
    `loss` how the zone loses letters, where that is known; `models` other models than those that
    ship.
    """

    authorities: Authorities
    names: bool = True
    places: bool = True
    own: str = ""
    loss: Loss | None = None
    models: Language | None = None


def read_lines(lines: Sequence[str], *, context: Context | None = None) -> list[Decoded]:
    """Read lines of text that lost letters, all in the same way."""
    known = context.loss if context else None
    seen = [observe(line, loss=known) for line in lines]
    return read_zone(seen, context or Context(authorities=load()))


def read_zone(lines: Sequence[Observed], context: Context) -> list[Decoded]:
    """Read the lines of a zone, each as a whole, in their order.

    Lines that cannot have lost letters in one way are parted first, unless the way is known.  Lines
    that are no better than noise come back without words.
    """
    if not lines or is_noise(lines):
        return [given_up(line, -math.inf) for line in lines]
    models = context.models or language()
    asked = (context.names, context.places)
    lexicon = _lexicon(context.authorities, asked, context.own, models)
    spoken = _language(models, context.own)
    found: dict[int, Decoded] = {}
    for places in [list(range(len(lines)))] if context.loss else zones(lines):
        alike = [lines[place] for place in places]
        loss = context.loss or _taught(alike, lexicon, spoken)
        reader = _Reader(lexicon, loss, spoken)
        read = reader.read(alike, styles_of(alike, loss, lexicon))
        found.update(zip(places, read, strict=True))
    return [found[place] for place in range(len(lines))]


def _taught(lines: Sequence[Observed], lexicon: Lexicon, spoken: Language) -> Loss:
    """Return the channel that lines teach, from their letters and from how they read."""

    def reads(some: Sequence[Observed], loss: Loss) -> list[Decoded]:
        reader = _Reader(lexicon, loss, spoken)
        return list(reader.read(some, styles_of(some, loss, lexicon)))

    return taught(lines, lexicon, spoken, reads)


@lru_cache(maxsize=2)
def _lexicon(
    authorities: Authorities, asked: tuple[bool, bool], own: str, models: Language
) -> Lexicon:
    """Return the words of a paper's lines, kept for its other zones; `asked`: names, places."""
    names, places = asked
    return lexicon_of(authorities, names=names, places=places, own=own, models=models)


@lru_cache(maxsize=2)
def _language(models: Language, own: str) -> Language:
    """Return the models with what the paper's own text teaches."""
    return models.with_cache(Cache.of(own)) if own else models


class _Reader:
    """Reads lines under one channel; words are indexed once for each font."""

    def __init__(self, lexicon: Lexicon, loss: Loss, spoken: Language) -> None:
        self.lexicon, self.loss, self.spoken = lexicon, loss, spoken
        self.indexed: list[tuple[Mapping[str, float], Skeletons]] = []

    def read(self, lines: Sequence[Observed], styles: Sequence[Style]) -> Iterator[Decoded]:
        """Yield the lines as they are read, until they prove to be noise."""
        failed, good = 0, 0
        for line, style in zip(lines, styles, strict=True):
            if not good and failed >= TRIED:
                yield given_up(line, -math.inf)
                continue
            found = decode(line, self._skeletons(line.widths), self.spoken, style=style)
            failed, good = failed + (found.nats <= 0), good + (found.nats > 0)
            yield found

    def _skeletons(self, widths: Mapping[str, float]) -> Skeletons:
        """Return the index of words for a font."""
        for known, index in self.indexed:
            if known == widths:
                return index
        if self.indexed:
            index = self.indexed[0][1].with_widths(widths or None)
        else:
            index = Skeletons.of(self.lexicon, self.loss, widths or None)
        self.indexed.append((widths, index))
        return index


def styles_of(lines: Sequence[Observed], loss: Loss, lexicon: Lexicon) -> list[Style]:
    """Tell for each line whether it is of titles or of prose: what the capitals say.

    Capitals and small letters count as often as the channel lets them through; a capital into which
    small letters turn says nothing.  A line of few letters follows its zone.
    """
    capital, small = _survival(loss, shares_of(lexicon))
    doubtful = {other for turns in loss.turns.values() for other, _ in turns}
    seen = {
        style: share * capital / (share * capital + (1 - share) * small)
        for style, share in CAPITALS.items()
    }
    up = math.log(seen["title"] / seen["prose"])
    low = math.log((1 - seen["title"]) / (1 - seen["prose"]))
    votes = []
    for line in lines:
        letters = [a.text for a in line.atoms if a.sort == "letter" and a.text not in doubtful]
        capitals = sum(letter.isupper() for letter in letters)
        votes.append(capitals * up + (len(letters) - capitals) * low)
    pull = max(-PULL, min(PULL, sum(votes)))
    return ["title" if vote + pull > 0 else "prose" for vote in votes]


def _survival(loss: Loss, shares: Mapping[str, float]) -> tuple[float, float]:
    """Return how likely a capital, and how likely a small letter comes through."""
    found = []
    for upper in (True, False):
        own = {c: share for c, share in shares.items() if c.isalpha() and c.isupper() == upper}
        kept = sum(share * loss.of(c) for c, share in own.items())
        found.append(max(kept / max(sum(own.values()), LEAST), LEAST))
    return found[0], found[1]
