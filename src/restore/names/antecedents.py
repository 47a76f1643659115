"""Whom a family name alone means: the only person of that name, or the one just named.

Where a paper has several persons of one family name, the full names of the same paragraph decide,
and only if all of them before the place are one person's.  A person whom the paper names far
oftener than the others of the name is meant by it anywhere, so another's full name does not decide
against that one.  Whom a paper introduces by the name alone (Müller, a porter), before its one
bearer is named in full, is somebody else.  What is left stays a name of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from restore.names.confusions import plain
from restore.names.forms import called_by_given, doubled
from restore.names.grouping import Group
from restore.names.model import Form, Mention

PARAGRAPH_RE = re.compile(r"\n[^\S\n]*\n|\f")

APPOSITION_RE = re.compile(r",\s+an?\s+[^\W\d_]")
"""What introduces somebody behind the name: Müller, a porter."""

FAMOUS = 0.5
"""Share of a family name's full mentions above which its bearer is meant by the name alone anywhere
(in the paper this was tried on, Kim Il Sung has three of four, no Pak a third)."""


class Antecedents:
    """The full names of a paper by family name and place, asked by a family name alone."""

    def __init__(self, text: str, groups: list[Group], mentions: Iterable[Mention]) -> None:
        """Index the places of all full names, and of the names of one word."""
        self._text = text
        self._breaks = [m.start() for m in PARAGRAPH_RE.finditer(text)]
        self._groups = groups
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, group in enumerate(groups):
            for member in group.members:
                found = [(span.start, number) for span in member.places]
                for name in called(member.form):
                    places[name] += found
        self._places = {name: sorted(found) for name, found in places.items()}
        self._alone: dict[str, list[int]] = defaultdict(list)
        for mention in mentions:
            if mention.form is not None and not mention.form.given:
                self._alone[plain(mention.text)].append(mention.span.start)
        self._counts = {name: Counter(n for _, n in found) for name, found in self._places.items()}

    def candidates(self, name: str) -> tuple[int, ...]:
        """Return the numbers of the groups that bear a name, in the order of the groups."""
        return tuple(sorted(self._counts.get(plain(name), ())))

    def settle(self, mention: Mention) -> int | None:
        """Return the number of the group that a name alone means at its place, None if unclear."""
        name = plain(mention.text)
        counts = self._counts.get(name)
        if not counts:
            return None
        if len(counts) == 1:
            return None if self._is_introduced(name, mention) else next(iter(counts))
        near = self._before(name, mention.span.start)
        bearers = {number for _, number in near}
        if len(bearers) != 1:
            return None
        found = next(iter(bearers))
        usual, times = counts.most_common(1)[0]
        if times > FAMOUS * sum(counts.values()):
            return found if found == usual else None
        return None if self._goes_on(name, near[0][0]) else found

    def _is_introduced(self, name: str, mention: Mention) -> bool:
        """Tell whether somebody is introduced by a name alone before its one bearer is named."""
        before = mention.span.start < self._places[name][0][0]
        return before and bool(APPOSITION_RE.match(self._text, mention.span.end))

    def _goes_on(self, name: str, first: int) -> bool:
        """Tell whether a paragraph has a name alone before the full name at a place."""
        alone = self._alone[name]
        at = bisect_left(alone, first)
        return at > 0 and alone[at - 1] > self._paragraph(first)

    def _paragraph(self, place: int) -> int:
        """Return where the paragraph of a place begins."""
        at = bisect_right(self._breaks, place)
        return self._breaks[at - 1] if at else -1

    def _before(self, name: str, place: int) -> list[tuple[int, int]]:
        """Return the full names before a place in its paragraph: where, and whose."""
        places = self._places[name]
        first = bisect_left(places, (self._paragraph(place), -1))
        last = bisect_left(places, (place, -1))
        return places[max(first, last - NEAR) : last]


NEAR = 40
"""Full names looked back at; more in one paragraph are a list, in which nothing is near."""


def called(form: Form) -> Iterator[str]:
    """Yield the plain names by which somebody is called without the given name, or by it alone.

    Vietnamese are called by their given name, and so may be who is named family name first.
    """
    yield plain(form.family)
    if doubled(form):
        yield doubled(form)
    if called_by_given(form):
        yield plain(form.given[-1])
