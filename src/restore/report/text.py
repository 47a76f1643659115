"""The report for a terminal: a summary first, then corrections by kind, then findings.

Every string of the paper passes `visible`, so nothing in it can move the cursor or change colours.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO, TypeVar

from rich.cells import cell_len
from rich.text import Text

from restore.ledger import Evidence, Tier
from restore.report.changes import Piece, elided
from restore.report.columns import Row, rows, runs
from restore.report.data import (
    PROVISIONAL,
    Item,
    Note,
    Report,
    Tally,
    Where,
    cut_left,
    cut_right,
)
from restore.report.glyph_text import write as write_glyphs
from restore.report.glyphs import filtered, rests_on
from restore.report.screen import Screen
from restore.report.visible import visible
from restore.report.words import counted, percent

LIMIT = 20
"""Entries shown of a kind of damage unless asked for all: two screens."""

KEEP = 28
"""Characters kept at each end of a long kept piece, so that a change and its word fit one line."""

LEAST = 12
"""Characters of the line shown on each side even if a correction fills the row: about two words."""

PLACES = 6
"""Further places of the same correction that are named before the rest is only counted."""

STYLES: dict[str, str] = {"accept": "green", "review": "yellow", "leave": "dim"}
COLUMNS = ("damage", " accept", " review", " leave", " applied", " reported")
T = TypeVar("T")


def wants_color(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal whose user wants colours (see no-color.org)."""
    quiet = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not quiet


def render(
    report: Report,
    *,
    width: int = 80,
    color: bool = False,
    tier: Tier | None = None,
    damage: str | None = None,
    limit: int | None = LIMIT,
) -> str:
    """Return the report as text, with ANSI colours if asked for.

    `tier` and `damage` choose what is listed; the summary always speaks of the whole paper.
    `limit` is the number of entries listed of each kind, None for all.
    """
    page = _Page(width, color=color, limit=limit)
    page.summary(report)
    write_glyphs(page, filtered(report.glyphs, tier, damage), limit)
    items = [i for i in report.items if tier in (None, i.tier) and damage in (None, i.damage)]
    notes = [n for n in report.findings if tier is None and damage in (None, n.damage)]
    for tally in report.tallies:
        page.kind(
            tally.damage,
            _together([i for i in items if i.damage == tally.damage]),
            page.item,
        )
    for tally in report.tallies:
        page.kind(
            f"{tally.damage}: reported, not mended",
            [(n, ()) for n in notes if n.damage == tally.damage],
            page.note,
        )
    if not items and not notes:
        page.say("Nothing to list." if report.items or report.findings else "No damage found.")
    page.say(PROVISIONAL, style="dim")
    return page.text()


def _together(items: Iterable[Item]) -> list[tuple[Item, tuple[Where, ...]]]:
    """Return each different correction once, with the further places where it was made."""
    places: dict[tuple[object, ...], tuple[Item, list[Where]]] = {}
    for item in items:
        key = (item.parts, item.tier, item.status)
        if key in places:
            places[key][1].append(item.where)
        else:
            places[key] = (item, [])
    return [(item, tuple(more)) for item, more in places.values()]


class _Page(Screen):
    """Sets a report; without colours changed letters get carets below them."""

    def __init__(self, width: int, *, color: bool, limit: int | None) -> None:
        """Open the screen; `limit` is the number of entries shown of each kind."""
        super().__init__(width, color=color)
        self._limit = limit

    def summary(self, report: Report) -> None:
        """Write what was done in a few lines and a table."""
        self.line(visible(report.name), style="bold")
        self.say(
            f"{report.untouched:,} of {report.characters:,} characters untouched "
            f"({percent(report.untouched_share)}). "
            f"{counted(report.applied, 'correction')} applied, {report.proposed:,} to review, "
            f"{counted(report.gaps, 'gap')}, {counted(report.noted, 'other place')} noted."
        )
        if report.tallies:
            self.table(COLUMNS, map(_counts, report.tallies))

    def kind(
        self,
        title: str,
        entries: Sequence[tuple[T, tuple[Where, ...]]],
        show: Callable[[T, tuple[Where, ...]], None],
    ) -> None:
        """Write a heading and the entries below it; nothing where there are none."""
        if not entries:
            return
        self.heading(f"{title} ({len(entries):,})")
        for entry, more in entries[: self._limit]:
            show(entry, more)
        left = len(entries) - len(entries[: self._limit])
        if left:
            self.say(f"… and {left:,} more; --damage shows all of one kind.", style="dim")

    def item(self, item: Item, more: tuple[Where, ...]) -> None:
        """Write one correction."""
        head = Text.assemble(
            (place(item.where), "bold"),
            f"  {percent(item.confidence)}  ",
            (item.tier, STYLES[item.tier]),
            f", {item.status}  ",
            (item.id, "dim"),
        )
        self._console.print(head)
        for row in rows(_in_its_line(item, self._width - 4), self._width - 4, cell_len):
            for line in self._lines(row):
                self._console.print(line, no_wrap=True, crop=False, overflow="ignore")
        self.reasons(
            [
                *((e.witness, weighed(e)) for e in item.evidence),
                *(("rests on", said) for said, _ in rests_on(item.causes)),
                *([("until then", f"“{visible(item.held)}” stands")] if item.gapped else []),
                *(("or", f"“{visible(a.text)}”{because(a.evidence)}") for a in item.alternatives),
                *([("also", places(more))] if more else []),
            ]
        )

    def _lines(self, row: Row) -> Iterator[Text]:
        """Yield the lines of one row: before, after and, without colours, carets."""
        before, after, carets = Text("  - "), Text("  + "), Text("    ")
        for changed, columns in runs(row):
            before.append("".join(c.before for c in columns), "bold red" if changed else "dim")
            after.append("".join(c.after for c in columns), "bold green" if changed else "")
            carets.append(("^" if changed else " ") * sum(c.width for c in columns))
        yield before
        yield after
        if not self._color and "^" in carets.plain:
            yield carets

    def note(self, note: Note, _more: tuple[Where, ...]) -> None:
        """Write one finding."""
        self._console.print(
            Text.assemble(
                (place(note.where), "bold"),
                f"  {percent(note.confidence)}  {note.status}  ",
                (note.id, "dim"),
            )
        )
        size = f" ({counted(note.size, 'character')} lost)" if note.size is not None else ""
        text = (
            note.text if len(note.text) <= 2 * KEEP else f"{note.text[:KEEP]}…{note.text[-KEEP:]}"
        )
        shown = f"{note.left}»{text}«{note.right}"
        self.reasons(
            [
                ("found", f"{visible(note.says)}{size}"),
                ("there", visible(shown)),
                *([("see", place(note.related))] if note.related else []),
                *((e.witness, weighed(e)) for e in note.evidence if e.says != note.says),
            ]
        )


def _in_its_line(item: Item, width: int) -> tuple[Piece, ...]:
    """Return the pieces of a correction, elided, with as much of its line as there is room for."""
    parts = elided(item.parts, KEEP)
    room = width - sum(max(len(part.before), len(part.after)) for part in parts)
    left = cut_left(item.left, max(room // 2, room - len(item.right), LEAST))
    right = cut_right(item.right, max(room - len(left), LEAST))
    return (Piece(left, left), *parts, Piece(right, right))


def _counts(tally: Tally) -> list[str]:
    """Return one kind of damage as a row."""
    return [tally.damage, *(f"{n:,}" if n else "·" for n in tally[1:])]


def place(where: Where) -> str:
    """Return a place as people say it."""
    return f"p. {where.page}, line {where.line}"


def places(more: Sequence[Where]) -> str:
    """Return further places, the last ones only counted."""
    named = "; ".join(place(where) for where in more[:PLACES])
    left = len(more) - PLACES
    return f"{named}; and {left:,} more places" if left > 0 else named


def weighed(evidence: Evidence) -> str:
    """Return what a witness says, and whether it speaks against the reading."""
    return f"{visible(evidence.says)}{' (speaks against it)' if evidence.weight < 0 else ''}"


def because(evidence: Sequence[Evidence]) -> str:
    """Return the reasons for another reading in brackets."""
    said = "; ".join(f"{visible(e.witness)}: {weighed(e)}" for e in evidence)
    return f" ({said})" if said else ""
