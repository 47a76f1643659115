"""Finds the spellings of a closed list that a damaged spelling may have been.

A spelling is cut into its parts.  A damaged part finds sound parts by its letters, by its skeleton
(`confusions.py`) and through a deletion index (`evidence/words.py`); parts put together again must
be a spelling of the list.  So the cost of one question does not grow with the list.  What is found
is weighed by `nearness.steps`.

Price: of a name with three damaged parts nothing is found, nor of one with four letters lost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import product
from typing import NamedTuple

from restore.align import edit_distance
from restore.evidence.words import Near
from restore.names.confusions import is_lost, merged, skeleton, squeezed
from restore.names.nearness import steps

PART_RE = re.compile(r"[^\s]+")

REACH = 2
"""Letters lost from one part that are still found; three lost ones leave too little of a name."""

SHORT = 6
"""Letters below which one lost letter is the most: with two gone, a short part fits anything."""

BROKEN = 3
"""Parts of one name that may be mended at once: with two of them damaged, and one that is sound but
looks like others."""

LOOKED_AT = 100
MOST = 20
"""Sound parts weighed for one damaged one, and those of them that are tried, the nearest: a part of
two letters has some hundred neighbours, and nine of ten true ones are among the nearest twenty."""

SURE = 0.3
"""Steps within which a spelling is so near that no other is looked for: one usual misreading."""

FARTHEST = 2.5
"""Steps beyond which a spelling is no candidate: two letters and a misreading."""


class Hit(NamedTuple):
    """A spelling of the list, and how many steps (letters) the damaged one lies from it."""

    text: str
    steps: float


class Lookup:
    """The spellings of a list, by their parts."""

    def __init__(self, spellings: Iterable[str]) -> None:
        """Take the list; nothing is built before it is asked."""
        self._spellings = tuple(dict.fromkeys(spellings))

    @cached_property
    def _whole(self) -> dict[str, tuple[str, ...]]:
        """Spellings by all their letters in one."""
        return _grouped((letters(text), text) for text in self._spellings)

    @cached_property
    def _bones(self) -> dict[str, tuple[str, ...]]:
        """Spellings by the skeleton of all their letters."""
        return _grouped((skeleton(key), text) for key in self._whole for text in self._whole[key])

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        """The letters of single parts by their skeleton."""
        parts = {_of_word(part) for text in self._spellings for part in text.split()}
        return _grouped((skeleton(part), part) for part in sorted(parts - {""}))

    @cached_property
    def _letters(self) -> dict[str, tuple[str, ...]]:
        """The letters of single parts, by these with those that are taken for each other as one."""
        return _grouped((merged(p), p) for parts in self._parts.values() for p in parts)

    @cached_property
    def _near(self) -> Near:
        """Merged letters of parts within reach of a damaged one's."""
        return Near((key for key in self._letters if len(key) > 1), distance=REACH)

    def has(self, text: str) -> bool:
        """Tell whether a spelling stands in the list, whatever its case, hyphens and blanks."""
        return squeezed(text) in self._whole

    def same_letters(self, text: str) -> tuple[str, ...]:
        """Return the spellings that only case, hyphens, blanks and diacritics part from a text."""
        return self._whole.get(squeezed(text), ())

    def alike(self, text: str) -> list[Hit]:
        """Return the spellings that only usual misreadings part from a text, nearest first.

        Cheaper than `find`: one look into one table.
        """
        alike = self._bones.get(skeleton(text), ())
        hits = [Hit(name, steps(text, name)) for name in alike if len(alike) <= LOOKED_AT]
        return sorted((h for h in hits if 0 < h.steps < 1), key=_by_steps)

    def find(self, text: str) -> list[Hit]:
        """Return the spellings within reach of a damaged one, nearest first."""
        found = {*self.same_letters(text), *self._bones.get(skeleton(text), ())[:LOOKED_AT]}
        parts = PART_RE.findall(text)
        hits: list[Hit] = []
        for trusting in (True, False):  # "Ern.st" may be Ernst, or Ernest: both are looked at
            if not hits or hits[0].steps > SURE:
                for cut in _cuts(parts):
                    found.update(self._mended(cut, trusting))
                hits = [Hit(name, steps(text, name)) for name in found]
                hits = sorted((h for h in hits if h.steps <= FARTHEST), key=_by_steps)
        return hits

    def _mended(self, parts: Sequence[str], trusting: bool) -> Iterator[str]:
        """Yield the spellings that parts make when some of them are mended."""
        options = [self._options(part, trusting) for part in parts]
        if sum(len(each) > 1 for each in options) > BROKEN:
            return
        for choice in product(*options):
            yield from self._whole.get("".join(choice), ())

    def _options(self, seen: str, trusting: bool) -> tuple[str, ...]:
        """Return the sound parts that a part may be; trusting, a sound part is but itself."""
        part = "".join(c for c in squeezed(seen) if not is_lost(c))
        own = self._parts.get(skeleton(part), ())[:LOOKED_AT]
        if trusting and part in own and len(part) > 1:
            return (part,)
        reach = 1 if len(part) < SHORT else REACH
        near = [k for k, edits in self._near.lookup(merged(part)) if edits <= reach] if part else []
        found = {part, *own, *(p for key in near for p in self._letters[key][:LOOKED_AT])}
        close = sorted(found, key=lambda p: (edit_distance(p, part), p))[:LOOKED_AT]
        return tuple(sorted(close, key=lambda p: (steps(seen, p), p))[:MOST])


def letters(spelling: str) -> str:
    """Return `squeezed` of a spelling in a list, whose words come again in many others.

    >>> letters("Kim Il-sŏng") == squeezed("Kim Il-sŏng") == "kimilsong"
    True
    """
    return "".join(map(_of_word, spelling.split()))


@lru_cache(maxsize=1 << 16)
def _of_word(word: str) -> str:
    """Return the plain letters of one word."""
    return squeezed(word)


def _cuts(parts: list[str]) -> Iterator[list[str]]:
    """Yield the parts as they stand, and with each two neighbours as one (a split part)."""
    yield parts
    for at in range(len(parts) - 1):
        yield [*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :]]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return values by their keys, each once, in order."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}


def _by_steps(hit: Hit) -> tuple[float, str]:
    """Order hits nearest first, then by spelling."""
    return hit.steps, hit.text
