"""What is said of the names of a paper, before it is text, JSON or TSV."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from restore.ledger import Ledger, apply, tiles
from restore.names.model import Kind, Name, Roster, Spelling
from restore.page import Document
from restore.report.data import Where
from restore.text import Places, Span

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of names, in the order in which they are listed."""

SAID: dict[str, str] = {
    "lead": "",
    "form": "a shorter or fuller form",
    "romanisation": "another romanisation",
    "listed": "listed under the same name",
    "decided": "a person's decision",
}
"""Why a spelling stands with the leading one, in words."""


Sort = Literal["alike", "bearer", "short"]
"""What another name is to one at hand: it looks like it; it may be whose name this short form is;
it is a short form that may mean this one."""


class Alike(NamedTuple):
    """A name that looks like one at hand and was kept apart from it."""

    spelling: str
    other: str
    says: str
    sort: Sort = "alike"


class Proposed(NamedTuple):
    """A correction of a name that waits for a person: what is to stand there, and its id."""

    spelling: str
    after: str
    correction: str


class Line(NamedTuple):
    """One spelling with the places where it stands in the restored text."""

    spelling: Spelling
    places: tuple[Where, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One name with the places of its spellings, what looks like it, and what is proposed."""

    name: Name
    lines: tuple[Line, ...]
    alike: tuple[Alike, ...]
    proposed: tuple[Proposed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReport:
    """The names of a paper that are listed, and the counts of all that it has.

    `alike` counts pairs that look alike, `unclear` short forms whose bearer is not clear.
    """

    paper: str
    rows: tuple[Row, ...]
    counts: Mapping[Kind, int]
    listed: int
    confirmed: int
    alike: int
    unclear: int
    waiting: int

    @property
    def names(self) -> int:
        """Return how many names the paper has."""
        return sum(self.counts.values())

    def of(self, kind: Kind) -> tuple[Row, ...]:
        """Return the listed names of one kind."""
        return tuple(row for row in self.rows if row.name.kind == kind)


def name_report(
    document: Document,
    ledger: Ledger,
    roster: Roster,
    *,
    listed: Iterable[Name] | None = None,
    waiting: int = 0,
) -> NameReport:
    """Return what is to be said of a roster of the restored text of a document.

    `ledger` is that of the restored text.  `listed` are the names to list, all unless given;
    `waiting` counts decisions that wait.
    """
    places = _Places(document, ledger)
    alike = _alike(roster)
    names = sorted(roster.names if listed is None else listed, key=order)
    return NameReport(
        paper=document.source.name,
        rows=tuple(_row(name, places, alike) for name in names),
        counts={kind: sum(name.kind == kind for name in roster.names) for kind in KINDS},
        listed=sum(name.record is not None for name in roster.names),
        confirmed=sum(name.confirmed for name in roster.names),
        alike=sum(pair.sort == "alike" for found in alike.values() for pair in found) // 2,
        unclear=sum(any(pair.sort == "bearer" for pair in found) for found in alike.values()),
        waiting=waiting,
    )


def order(name: Name) -> tuple[int, str, str, str]:
    """Order names by kind, then by family name, accents and apostrophes aside."""
    family = name.form.family if name.form is not None and name.form.family else name.lead
    return KINDS.index(name.kind), _plain(family), _plain(name.lead), name.lead


def _plain(text: str) -> str:
    """Return the letters of a text that an index is sorted by."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", text) if c.isalnum() or c == " "
    ).lower()


class _Places:
    """Finds page and line in the restored text, and the corrections that wait there."""

    def __init__(self, document: Document, ledger: Ledger) -> None:
        """Index the lines and the corrections; pages have the numbers of the file."""
        self._text = apply(document.text, ledger)
        self._places = Places(self._text)
        self._numbers = [page.number for page in document.pages]
        self._waiting = [
            (piece.restored, piece.correction)
            for piece in tiles(document.text, ledger)
            if piece.correction is not None and piece.correction.status == "proposed"
        ]

    def of(self, spans: Iterable[Span]) -> tuple[Where, ...]:
        """Return where spans begin."""
        return tuple(self._where(span.start) for span in spans)

    def _where(self, offset: int) -> Where:
        """Return where an offset lies."""
        page, line, _ = self._places.of(offset)
        known = page <= len(self._numbers)
        return Where(self._numbers[page - 1] if known else page, line)

    def proposed(self, spelling: Spelling) -> Iterator[Proposed]:
        """Yield what is proposed for the places of a spelling, and waits for a person."""
        for span in spelling.places:
            first = bisect_right(self._waiting, span.start, key=lambda piece: piece[0].end)
            for there, correction in self._waiting[first:]:
                if not there.meets(span):
                    break
                left, right = self._text[span.start : there.start], self._text[there.end : span.end]
                yield Proposed(spelling.text, f"{left}{correction.after}{right}", correction.id)


def _alike(roster: Roster) -> dict[str, list[Alike]]:
    """Return the resemblances by the id of each name that has part in them."""
    found: dict[str, list[Alike]] = defaultdict(list)
    home = _homes(roster)
    for one, other, says in dict.fromkeys(roster.resemblances):
        if one in home and other in home:
            for own, far in ((one, other), (other, one)):
                sort = _sort(home[own], home[far])
                found[home[own].id].append(Alike(own, far, says, sort))
    return found


def _homes(roster: Roster) -> dict[str, Name]:
    """Return the name of each spelling: the one that it leads, else the first that has it."""
    pairs = [(s.text, name) for name in roster.names for s in name.spellings]
    leads = [(name.lead, name) for name in roster.names]
    return dict([*pairs[::-1], *leads[::-1]])


def _sort(own: Name, other: Name) -> Sort:
    """Return what another name is to one at hand."""
    full, far = (bool(name.form is None or name.form.given) for name in (own, other))
    if full == far:
        return "alike"
    return "short" if full else "bearer"


def _row(name: Name, places: _Places, alike: Mapping[str, Collection[Alike]]) -> Row:
    """Return the row of one name."""
    lines = tuple(Line(spelling, places.of(spelling.places)) for spelling in name.spellings)
    proposed = (each for spelling in name.spellings for each in places.proposed(spelling))
    return Row(
        name=name,
        lines=lines,
        alike=tuple(dict.fromkeys(alike.get(name.id, ()))),
        proposed=tuple(proposed),
    )


def by_page(places: Iterable[Where]) -> list[tuple[Where, int]]:
    """Return places in order, each line once with how often the name stands in it."""
    return sorted(Counter(places).items())
