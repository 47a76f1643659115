"""What a damaged name may have been, and what vouches for it: the paper's own names, and records.

seen ──windows──▶ Fit: the best reading, its rivals, places of the paper, the record
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from restore.align import edit_distance
from restore.evidence.authorities import Authorities, Entry
from restore.names.confusions import squeezed
from restore.names.index import index_of
from restore.names.lookup import Hit, Lookup
from restore.names.roster import roster_of
from restore.names.suspects import Suspect, is_sound
from restore.text import Span

FARTHEST = 1.3
"""Steps to the farthest reading of a damaged name: two letters behind one sign, or three usual
misreadings."""

BLANKS = 0.3
"""Steps to the farthest reading of a name that is only split or run together."""

RIVAL = 0.7
"""A reading less than so many steps farther than the best is its rival: about one letter."""

ALONE = 0.6
"""Steps to the farthest reading of a family name alone: two usual misreadings."""

LEAST = 6
"""Sound letters that must be left of a name: where a font has lost most of its letters, crumbs of
fewer (`A m K`, `Be d`) fit somebody's name by chance."""

SPELLED = 0.25
"""The same for another spelling of the same record: less than one misreading."""

OWN = 0.25
"""Steps by which a name that stands in the paper is nearer than one that does not."""

LONG = 5
"""Letters of the shortest family name that is read alone; shorter ones are too like each other."""


class Reading(NamedTuple):
    """One reading of a damaged name: how far it lies, how often the paper has it, whose it is."""

    text: str
    steps: float
    times: int
    record: Entry | None


class Fit(NamedTuple):
    """The window of text that a name fills, as it is seen, and the readings, the best first."""

    span: Span
    seen: str
    readings: tuple[Reading, ...]

    @property
    def best(self) -> Reading:
        """Return the best reading."""
        return self.readings[0]

    @property
    def rivals(self) -> tuple[Reading, ...]:
        """Return the readings of other letters that are hardly farther than the best."""
        return tuple(r for r in self.readings[1:] if self._is_rival(r))

    def _is_rival(self, other: Reading) -> bool:
        """Tell whether a reading may as well be meant as the best one."""
        best = self.best
        same = best.record is not None and best.record is other.record
        farther = other.steps - best.steps
        return squeezed(other.text) != squeezed(best.text) and farther < (
            SPELLED if same else RIVAL
        )


class Vouchers:
    """The names of one paper and of its dictionaries."""

    def __init__(
        self, text: str, authorities: Authorities, *, paper: bool = True, listed: bool = True
    ) -> None:
        """Take a paper; `paper` and `listed` say which of the two may be asked."""
        self._text = text
        self._authorities = authorities
        self._paper = paper
        self._listed = listed
        self._read: dict[tuple[str, float], tuple[Reading, ...]] = {}

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how often each sound spelling of a person's name stands in the paper."""
        if not self._paper:
            return {}
        names = roster_of(self._text, self._authorities).names
        return {
            spelling.text: spelling.count
            for name in names
            if name.kind in ("person", "unknown")
            for spelling in name.spellings
            if is_sound(spelling.text) and (" " in spelling.text or len(spelling.text) >= LONG)
        }

    @cached_property
    def paper(self) -> Lookup:
        """Return the sound names of the paper, to be looked up."""
        return Lookup(self.counts)

    def knows(self, text: str) -> bool:
        """Tell whether a text is a sound name as it stands: listed, generated or usual here."""
        if self._listed and any(same.casefold() == text.casefold() for same in self._same(text)):
            return True
        return self.counts.get(text, 0) > 1

    def _same(self, text: str) -> tuple[str, ...]:
        """Return the listed spellings with the letters of a text."""
        return index_of(self._authorities).lookup.same_letters(text)

    def fit(self, text: str, suspect: Suspect) -> Fit | None:
        """Return what a suspect may have been: the longest window that some name fills."""
        most = BLANKS if suspect.why == "joined" else FARTHEST
        for window in suspect.windows:
            seen = " ".join(window.of(text).split("\n"))
            if self.knows(seen):
                return None
            readings = self.readings(seen, most=most) if _says_enough(seen) else ()
            if readings and _parts(readings[0].text) == _parts(seen):
                return None  # other blanks or hyphens are no damage
            if readings:
                return Fit(window, seen, readings)
        return None

    def readings(self, seen: str, *, most: float) -> tuple[Reading, ...]:
        """Return the readings of a damaged name within so many steps, the best first."""
        if (seen, most) not in self._read:  # the same damage stands in many places
            found = self._ranked(seen, lambda lookup: lookup.find(seen), most)
            self._read[seen, most] = found
        return self._read[seen, most]

    def misreadings(self, seen: str) -> tuple[Reading, ...]:
        """Return the readings that only usual misreadings part from a name, the best first."""
        return self._ranked(seen, lambda lookup: lookup.alike(seen), 1.0)

    def _ranked(
        self, seen: str, ask: Callable[[Lookup], list[Hit]], most: float
    ) -> tuple[Reading, ...]:
        """Return what the paper and the dictionaries answer, the best first."""
        found: dict[str, Reading] = {}
        index = index_of(self._authorities) if self._listed else None
        for lookup in (self.paper, *([index.lookup] if index else ())):
            for hit in ask(lookup):
                record = index.owner(hit.text) if index else None
                count = self.counts.get(hit.text, 0)
                found[hit.text] = Reading(hit.text, hit.steps, count, record)
        fitting = [r for r in found.values() if r.steps <= most and _is_fuller(r, seen)]
        return tuple(sorted(fitting, key=lambda reading: _rank(reading, seen)))


def _parts(name: str) -> list[str]:
    """Return the letters of each part of a name."""
    return [squeezed(part) for part in re.split(r"[ -]+", name)]


def _says_enough(seen: str) -> bool:
    """Tell whether enough letters are left of a name to say whose it was."""
    return sum(c.isalpha() for c in seen) >= LEAST


def _is_fuller(reading: Reading, seen: str) -> bool:
    """Tell whether a reading is more than what is left of a damaged name.

    Of Moldovean u, Moldovean is but the rest.  A family name alone must lie near.
    """
    key, whole = squeezed(reading.text), squeezed(seen)
    if len(key) < len(whole) and (whole.startswith(key) or whole.endswith(key)):
        return False
    alone = " " not in reading.text
    return reading.text != " ".join(seen.split()) and not (alone and reading.steps > ALONE)


def _rank(reading: Reading, seen: str) -> tuple[float, int, int, str]:
    """Order readings the nearest first; of equals, the one written most like what is seen."""
    nearer = OWN if reading.times else 0.0
    return (
        round(reading.steps - nearer, 3),
        edit_distance(reading.text, seen),
        -reading.times,
        reading.text,
    )
