"""What a report says, before it is text, HTML or JSON: counts, corrections, findings."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from restore.ledger import (
    APPLIED,
    Candidate,
    Cause,
    Correction,
    Evidence,
    Finding,
    Ledger,
    Status,
    Step,
    Tier,
)
from restore.page import Document
from restore.report.changes import Piece, pieces, pieces_of
from restore.report.glyphs import FontGlyphs, by_font
from restore.text import Places, Span

PROVISIONAL = (
    "The confidences are provisional: they were fitted on generated damage whose truth was known, "
    "and have not been measured on papers the program had not seen."
)
"""Stands in every report until the table of confidences rests on unseen papers."""

TIERS: dict[Tier, str] = {
    "accept": "sure enough to be applied at once",
    "review": "proposed; a person decides",
    "leave": "too unsure; noted, the text stays",
}

CONTEXT = 40
"""Characters of the line shown on each side of a place: enough for the word and its neighbours."""


class Where(NamedTuple):
    """A place for people: the page's number in the file, the line of the page from 1."""

    page: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One correction: the place, the line around it as found, the change and what speaks for it.

    `causes` are the decisions it rests on together with others; `held` is what stands in the
    restored text as long as `after` does not.
    """

    id: str
    where: Where
    damage: str
    tier: Tier
    status: Status
    confidence: float
    left: str
    right: str
    parts: tuple[Piece, ...]
    evidence: tuple[Evidence, ...]
    alternatives: tuple[Candidate, ...]
    steps: tuple[Step, ...]
    causes: tuple[Cause, ...]
    held: str

    @property
    def stands(self) -> bool:
        """Tell whether the reading stands in the restored text."""
        return self.status in APPLIED

    @property
    def waits(self) -> bool:
        """Tell whether it waits for a person; until then the text as found or a gap stands."""
        return self.tier == "review" and self.status in ("proposed", "gap")

    @property
    def gapped(self) -> bool:
        """Tell whether gaps stand in the text for glyphs whose reading does not."""
        return self.status == "gap"

    @property
    def before(self) -> str:
        """Return what stood there."""
        return "".join(part.before for part in self.parts)

    @property
    def after(self) -> str:
        """Return what stands there or is proposed."""
        return "".join(part.after for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One finding: the place, the text there, and where else it points."""

    id: str
    where: Where
    damage: str
    says: str
    status: Status
    confidence: float
    left: str
    text: str
    right: str
    evidence: tuple[Evidence, ...]
    related: Where | None
    size: int | None


class Tally(NamedTuple):
    """How often one kind of damage was met: corrections by tier, applied ones, findings."""

    damage: str
    accept: int
    review: int
    leave: int
    applied: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a report says; `untouched` counts characters outside applied corrections."""

    name: str
    reader: str
    notes: tuple[str, ...]
    pages: int
    source_sha256: str
    characters: int
    untouched: int
    tallies: tuple[Tally, ...]
    items: tuple[Item, ...]
    findings: tuple[Note, ...]
    glyphs: tuple[FontGlyphs, ...] = ()

    @property
    def untouched_share(self) -> float:
        """Return which share of the text as found stands unchanged, from 0 to 1."""
        return self.untouched / self.characters if self.characters else 1.0

    @property
    def applied(self) -> int:
        """Count the corrections that stand in the restored text."""
        return sum(t.applied for t in self.tallies)

    @property
    def proposed(self) -> int:
        """Count the corrections that wait for a person."""
        return sum(item.waits for item in self.items)

    @property
    def gaps(self) -> int:
        """Count the places where something is missing that could not be proved."""
        return sum(n.status == "gap" for n in self.findings)

    @property
    def noted(self) -> int:
        """Count the other places that are reported and left alone."""
        return sum(n.status != "gap" for n in self.findings)


def summarize(document: Document, ledger: Ledger) -> Report:
    """Return what is to be reported of a document and its ledger (with decisions settled)."""
    where = _Finder(document)
    causes = {cause.id: cause for cause in ledger.causes}
    touched = sum(c.span.end - c.span.start for c in ledger.corrections if c.applied)
    return Report(
        name=document.source.name,
        reader=document.source.reader,
        notes=document.source.notes,
        pages=len(document.pages),
        source_sha256=ledger.source_sha256,
        characters=len(document.text),
        untouched=len(document.text) - touched,
        tallies=tallies(ledger),
        items=tuple(_item(c, where, causes) for c in ledger.corrections),
        findings=tuple(_note(f, where) for f in ledger.findings),
        glyphs=by_font(ledger.causes),
    )


class _Finder:
    """Finds the place of a span and the text of its lines around it."""

    def __init__(self, document: Document) -> None:
        """Index pages and lines."""
        self.text = document.text
        self._places = Places(document.text)
        self._pages = document.pages
        self._starts = [page.span.start for page in document.pages]

    def where(self, span: Span) -> Where:
        """Return page and line; the page's number is the file's own."""
        place = self._places.of(span.start)
        index = bisect_right(self._starts, span.start) - 1
        return Where(self._pages[index].number if index >= 0 else place.page, place.line)

    def around(self, span: Span) -> tuple[str, str]:
        """Return what stands left and right of a span in its lines, cut to `CONTEXT` each."""
        left = self.text[max(0, span.start - 2 * CONTEXT) : span.start]
        right = self.text[span.end : span.end + 2 * CONTEXT]
        left = left[max(left.rfind("\n"), left.rfind("\f")) + 1 :]
        return cut_left(left, CONTEXT), cut_right(_line(right), CONTEXT)


def _line(text: str) -> str:
    """Return what precedes the first line end."""
    return text.partition("\n")[0].partition("\f")[0]


def cut_left(text: str, keep: int) -> str:
    """Return the last words of a text, at most `keep` characters, with a sign where it was cut.

    >>> cut_left("the minutes of the committee", 20), cut_left("the committee", 20)
    ('… of the committee', 'the committee')
    """
    if len(text) <= keep:
        return text
    kept = text[len(text) - max(0, keep - 2) :]
    return f"… {kept.partition(' ')[2] or kept}"


def cut_right(text: str, keep: int) -> str:
    """Return the first words of a text, at most `keep` characters, with a sign where it was cut.

    >>> cut_right("the minutes of the committee", 20), cut_right("the committee", 20)
    ('the minutes of …', 'the committee')
    """
    if len(text) <= keep:
        return text
    kept = text[: max(0, keep - 2)]
    return f"{kept.rpartition(' ')[0] or kept} …"


def tallies(ledger: Ledger) -> tuple[Tally, ...]:
    """Count by kind of damage, the most frequent first."""
    tiers = Counter((c.damage, c.tier) for c in ledger.corrections)
    applied = Counter(c.damage for c in ledger.corrections if c.applied)
    found = Counter(f.damage for f in ledger.findings)
    kinds = {c.damage for c in ledger.corrections} | set(found)
    rows = [
        Tally(
            kind,
            tiers[kind, "accept"],
            tiers[kind, "review"],
            tiers[kind, "leave"],
            applied[kind],
            found[kind],
        )
        for kind in kinds
    ]
    return tuple(sorted(rows, key=_by_frequency))


def _by_frequency(tally: Tally) -> tuple[int, str]:
    """Order kinds by how often they were met, then by name."""
    return -(tally.accept + tally.review + tally.leave + tally.findings), tally.damage


def _item(correction: Correction, where: _Finder, causes: dict[str, Cause]) -> Item:
    """Return the entry of one correction."""
    left, right = where.around(correction.span)
    return Item(
        id=correction.id,
        where=where.where(correction.span),
        damage=correction.damage,
        tier=correction.tier,
        status=correction.status,
        confidence=correction.confidence,
        left=left,
        right=right,
        parts=_parts(correction),
        evidence=correction.evidence,
        alternatives=correction.alternatives,
        steps=correction.steps,
        causes=tuple(causes[name] for name in correction.causes if name in causes),
        held=correction.held,
    )


def _parts(correction: Correction) -> tuple[Piece, ...]:
    """Return what changed: as the steps say, or, where a person said otherwise, by comparison."""
    if correction.steps and correction.steps[-1].after == correction.after:
        return pieces_of(correction.before, correction.steps)
    return pieces(correction.before, correction.after)


def _note(finding: Finding, where: _Finder) -> Note:
    """Return the entry of one finding."""
    left, right = where.around(finding.span)
    return Note(
        id=finding.id,
        where=where.where(finding.span),
        damage=finding.damage,
        says=finding.says,
        status=finding.status,
        confidence=finding.confidence,
        left=left,
        text=finding.span.of(where.text),
        right=right,
        evidence=finding.evidence,
        related=where.where(finding.related) if finding.related else None,
        size=finding.size,
    )


def of_kind(items: Iterable[Item], damage: str) -> tuple[Item, ...]:
    """Return the corrections of one kind of damage, in order."""
    return tuple(item for item in items if item.damage == damage)
