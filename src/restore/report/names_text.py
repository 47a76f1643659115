"""The names of a paper for a terminal: kind by kind, with spellings, places and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from restore.evidence.authorities import generated
from restore.ledger import Evidence
from restore.names.confusions import squeezed
from restore.names.model import Name, Spelling
from restore.report.data import Where
from restore.report.names import KINDS, SAID, NameReport, Row, by_page
from restore.report.screen import Screen
from restore.report.visible import visible
from restore.report.words import counted

TITLES = {
    "person": "Persons",
    "place": "Places",
    "organisation": "Organisations",
    "unknown": "Written like a name, and nothing tells of what",
}
PLACES = 5
"""Lines named of a spelling unless all are asked for: about as many as fill one line."""

FACTS = ("role", "expansion", "meaning", "kind", "country", "years", "native")
"""Columns of a record that tell a reader who or what it is."""

BEARERS = 8
"""Possible bearers of a family name that are told before they are only counted: two lines."""


def render(
    report: NameReport, *, width: int = 80, color: bool = False, everything: bool = False
) -> str:
    """Return the names as text, with ANSI colours if asked for; `everything` tells all places."""
    screen = Screen(width, color=color)
    screen.line(visible(report.paper), style="bold")
    screen.say(summary(report))
    for kind in KINDS:
        rows = report.of(kind)
        if rows:
            screen.heading(f"{TITLES[kind]} ({len(rows):,})")
        for row in rows:
            screen.line(_head(row), style="bold")
            screen.reasons(_told(row, everything=everything))
    if not report.rows:
        screen.say("No such name." if report.names else "No name found.")
    return screen.text()


def summary(report: NameReport) -> str:
    """Say in a few lines which names the paper has, and what a person decided of them."""
    kinds = [_kind(kind, count) for kind, count in report.counts.items() if count]
    of = f": {', '.join(kinds)}" if kinds else ""
    known = f"{report.listed:,} in a list, {report.names - report.listed:,} in none"
    said = [f"{counted(report.names, 'name')}{of}", known]
    if report.confirmed:
        said.append(f"{report.confirmed:,} confirmed by a person")
    if report.alike:
        looking = "pair that looks" if report.alike == 1 else "pairs that look"
        said.append(f"{report.alike:,} {looking} alike kept apart")
    if report.unclear:
        said.append(f"{counted(report.unclear, 'short form')} whose bearer is not clear")
    if report.waiting:
        wait = "decision waits" if report.waiting == 1 else "decisions wait"
        said.append(f"{report.waiting:,} {wait} for names that are not there")
    return ". ".join(said) + "."


def _kind(kind: str, count: int) -> str:
    """Return how many names are of one kind."""
    return f"{count:,} of unknown kind" if kind == "unknown" else counted(count, kind)


def _head(row: Row) -> str:
    """Return the leading spelling with what is certain of it."""
    confirmed = "  (confirmed)" if row.name.confirmed else ""
    return f"{visible(row.name.lead)}  {row.name.count:,}×{confirmed}"


def _told(row: Row, *, everything: bool) -> Iterator[tuple[str, str]]:
    """Yield what is said of a name, each with who or what says it."""
    limit = None if everything else PLACES
    lead, *others = row.lines
    reasons = {spelling.text: _why(row.name, spelling) for spelling, _ in others}
    yield "is", listed(row.name)
    times = f"{lead.spelling.count:,}×: " if others else ""
    yield "stands", f"{times}{places(lead.places, limit)}"
    for spelling, found in others:
        why = visible(reasons[spelling.text])
        yield (
            "also",
            f"{visible(spelling.text)}  {spelling.count:,}×, {why}: {places(found, limit)}",
        )
    for evidence in row.name.vouched:
        if everything or not _is_told(row.name, evidence):
            yield visible(evidence.witness), visible(evidence.says)
    for text, after, correction in row.proposed:
        yield "review", f"{visible(text)} -> {visible(after)} is proposed ({correction})"
    yield from _alike(row, everything=everything)


def _why(name: Name, spelling: Spelling) -> str:
    """Return why a spelling stands with the leading one: what vouches for it, or its likeness."""
    if spelling.likeness == "listed":
        return SAID["listed"]
    opening = f'"{spelling.text}": '
    said = [e.says.removeprefix(opening) for e in name.vouched if e.says.startswith(opening)]
    return said[0] if said else SAID[spelling.likeness]


def _is_told(name: Name, evidence: Evidence) -> bool:
    """Tell whether the other lines say already what a witness says: counts, record, spelling."""
    if evidence.witness == "document":
        return True
    record = name.record is not None and f": {name.record.name}" in evidence.says
    return evidence.witness == "names" and (
        record or any(evidence.says.startswith(f'"{s.text}": ') for s in name.spellings)
    )


def _alike(row: Row, *, everything: bool) -> Iterator[tuple[str, str]]:
    """Yield what looks like a name: of a short form all possible bearers in one line."""
    bearers = [visible(alike.other) for alike in row.alike if alike.sort == "bearer"]
    if bearers:
        shown = bearers[: None if everything else BEARERS]
        left = len(bearers) - len(shown)
        more = f", or one of {left:,} more" if left else ""
        yield "may be", f"{', '.join(shown)}{more}"
    for own, other, says, sort in row.alike:
        if sort == "alike" or (sort == "short" and everything):
            which = "" if own == row.name.lead else f"{visible(own)} "
            yield "apart", f"{which}looks like {visible(other)}, kept apart: {visible(says)}"


def listed(name: Name) -> str:
    """Say which record of a dictionary a name is, or that none is known."""
    record = name.record
    if record is None:
        alone = name.form is not None and not name.form.given
        return "in no list as it stands" if alone else "in no list"
    facts = [record.fields.get(column, "") for column in FACTS]
    head = record.name if record.name != name.lead else ""
    told = ", ".join(visible(fact) for fact in (head, *facts) if fact)
    known = {squeezed(spelling) for spelling in (*record.spellings, *generated(record))}
    by_sound = known.isdisjoint(squeezed(spelling.text) for spelling in name.spellings)
    where = f"{visible(record.kind)}{', own list' if record.own else ''}"
    return f"{told or 'listed'}  [{where}{', not in this spelling' if by_sound else ''}]"


def places(found: Sequence[Where], limit: int | None) -> str:
    """Return places as people say them, the last ones only counted.

    >>> places([Where(3, 4), Where(3, 9), Where(3, 9), Where(7, 1)], 2)
    'p. 3, lines 4, 9 (2×); and 1 more'
    """
    lines = by_page(found)
    shown = lines[:limit]
    left = sum(times for _, times in lines[len(shown) :])
    pages = (_page(page, lines) for page, lines in groupby(shown, key=_page_of))
    return "; ".join([*pages, *([f"and {left:,} more"] if left else [])])


def _page_of(found: tuple[Where, int]) -> int:
    """Return the page of a place."""
    return found[0].page


def _page(page: int, found: Iterable[tuple[Where, int]]) -> str:
    """Return the places of one page."""
    lines = [f"{where.line}{f' ({times:,}×)' if times > 1 else ''}" for where, times in found]
    return f"p. {page}, line{'s' if len(lines) > 1 else ''} {', '.join(lines)}"
