"""`corrections.jsonl`: one ledger as JSON lines, with page, line and box beside every place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import get_args

from restore.errors import LedgerError
from restore.ledger import (
    Candidate,
    Cause,
    Correction,
    Evidence,
    Finding,
    Ledger,
    Probability,
    Status,
    Step,
)
from restore.page import Document
from restore.text import Places, Span
from restore.wire.glyphs import TIERS, card_fields, card_of, parts_of, rounded_card
from restore.wire.lines import (
    Fields,
    LineError,
    line_of,
    number_of,
    objects_of,
    read_lines,
    refusal,
    rounded_number,
    span_of,
    text_of,
    whole_of,
    word_of,
)
from restore.wire.source import program_version

LEDGER = "restore.ledger/1"
CAUSE = "restore.cause/1"
CORRECTION = "restore.correction/1"
FINDING = "restore.finding/1"

STATUSES: dict[str, Status] = {word: word for word in get_args(Status)}


def rounded(ledger: Ledger) -> Ledger:
    """Return the ledger with its numbers as the wire writes them, so that load gives it back."""
    return replace(
        ledger,
        causes=tuple(c._replace(card=c.card and rounded_card(c.card)) for c in ledger.causes),
        corrections=tuple(
            replace(
                c,
                evidence=_rounded(c.evidence),
                alternatives=tuple(Candidate(a.text, _rounded(a.evidence)) for a in c.alternatives),
                confidence=_share(c.confidence),
            )
            for c in ledger.corrections
        ),
        findings=tuple(
            replace(f, evidence=_rounded(f.evidence), confidence=_share(f.confidence))
            for f in ledger.findings
        ),
    )


def _rounded(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return evidence with rounded weights."""
    return tuple(e._replace(weight=rounded_number(e.weight)) for e in evidence)


def _share(value: float) -> Probability:
    """Round a probability; what lies strictly between 0 and 1 stays there (L7)."""
    near = rounded_number(value)
    return Probability(min(1 - 1e-6, max(1e-6, near)) if 0 < value < 1 else near)


def dump_ledger(ledger: Ledger, document: Document | None = None, *, version: str = "") -> str:
    """Return `corrections.jsonl`; a document adds page, line and box to each place.

    Raises:
        LedgerError: a number of the ledger is infinite or no number.
    """
    where = _Where(document)
    head: Fields = {
        "schema": LEDGER,
        "source_sha256": ledger.source_sha256,
        "version": version or program_version(),
    }
    lines: Iterable[Fields] = (
        head,
        *(_cause_fields(c) for c in ledger.causes),
        *(_correction_fields(c, where) for c in ledger.corrections),
        *(_finding_fields(f, where) for f in ledger.findings),
    )
    try:
        return "".join(line_of(fields) + "\n" for fields in lines)
    except LineError as fault:
        raise LedgerError(f"The ledger cannot be written: {fault}.", payload=ledger) from fault


class _Where:
    """Tells page, line and box of a span, where there is a document to ask."""

    def __init__(self, document: Document | None) -> None:
        """Index the pages and lines of the document."""
        self.document = document
        self._places = Places(document.text if document else "")
        self._starts = [p.span.start for p in document.pages] if document else []

    def page_and_line(self, span: Span) -> Fields:
        """Return the fields `page` and `line`; the page number is the file's own."""
        if self.document is None:
            return {}
        place = self._places.of(span.start)
        index = bisect_right(self._starts, span.start) - 1
        page = self.document.pages[index].number if index >= 0 else place.page
        return {"page": page, "line": place.line}

    def box(self, span: Span) -> Fields:
        """Return the field `bbox` (x0, top, x1, bottom in points), where ink is known."""
        box = self.document.box_of(span) if self.document else None
        return {"bbox": [round(edge, 2) + 0.0 for edge in box]} if box else {}


def _cause_fields(cause: Cause) -> Fields:
    """Return the fields of a cause line."""
    fields: Fields = {
        "schema": CAUSE,
        "id": cause.id,
        "damage": cause.damage,
        "says": cause.says,
    }
    return {**fields, "card": card_fields(cause.card)} if cause.card else fields


def _correction_fields(correction: Correction, where: _Where) -> Fields:
    """Return the fields of a correction line, in the order in which people read them."""
    c = correction
    return {
        "schema": CORRECTION,
        "id": c.id,
        **where.page_and_line(c.span),
        "start": c.span.start,
        "end": c.span.end,
        "before": c.before,
        "after": c.after,
        "damage": c.damage,
        "cause": list(c.causes),
        "evidence": _evidence_fields(c.evidence),
        "alternatives": [
            {"text": a.text, "evidence": _evidence_fields(a.evidence)} for a in c.alternatives
        ],
        "steps": [
            {
                "rule": s.rule,
                "before": s.before,
                "after": s.after,
                "cause": s.cause,
                **({"parts": [list(part) for part in s.parts]} if s.parts else {}),
            }
            for s in c.steps
        ],
        "confidence": _share(c.confidence),
        "tier": c.tier,
        "status": c.status,
        **where.box(c.span),
    }


def _finding_fields(finding: Finding, where: _Where) -> Fields:
    """Return the fields of a finding line; `before` is what the document shows there."""
    f, document = finding, where.document
    return {
        "schema": FINDING,
        "id": f.id,
        **where.page_and_line(f.span),
        "start": f.span.start,
        "end": f.span.end,
        **({"before": f.span.of(document.text)} if document else {}),
        "damage": f.damage,
        "says": f.says,
        "evidence": _evidence_fields(f.evidence),
        "confidence": _share(f.confidence),
        "status": f.status,
        "related": list(f.related) if f.related else None,
        "size": f.size,
        **where.box(f.span),
    }


def _evidence_fields(evidence: Iterable[Evidence]) -> list[Fields]:
    """Return evidence as a list of objects."""
    return [
        {"witness": e.witness, "says": e.says, "weight": rounded_number(e.weight)} for e in evidence
    ]


def load_ledger(text: str, *, name: str = "corrections.jsonl") -> Ledger:
    """Return the ledger that `dump_ledger` wrote.

    Raises:
        LedgerError: with line number and fault of every line that is malformed, or of a version
            that this program does not read.
    """
    refuse = refusal(LedgerError, name, "Make it anew with 'restore repair', or update restore.")
    makers: dict[str, Callable[[Fields], object]] = {
        LEDGER: _head,
        CAUSE: _cause,
        CORRECTION: _correction,
        FINDING: _finding,
    }
    made = read_lines(text, makers, refuse)
    heads = [place for place, each in enumerate(made) if isinstance(each, str)]
    if heads != [0]:
        refuse([f"line 1: the file must begin with its one header line, {LEDGER}"])
    return Ledger(
        source_sha256=str(made[0]),
        causes=tuple(each for each in made if isinstance(each, Cause)),
        corrections=tuple(each for each in made if isinstance(each, Correction)),
        findings=tuple(each for each in made if isinstance(each, Finding)),
    )


def _head(fields: Fields) -> str:
    """Return the digest of the source from the header."""
    return text_of(fields, "source_sha256")


def _cause(fields: Fields) -> Cause:
    """Return the cause of one line."""
    id_, damage, says = (text_of(fields, name) for name in ("id", "damage", "says"))
    card = fields.get("card")
    return Cause(id_, damage, says, None if card is None else card_of(card))


def _correction(fields: Fields) -> Correction:
    """Return the correction of one line."""
    return Correction(
        id=text_of(fields, "id"),
        span=span_of(fields),
        before=text_of(fields, "before"),
        after=text_of(fields, "after"),
        damage=text_of(fields, "damage"),
        steps=tuple(_step(each) for each in objects_of(fields, "steps")),
        evidence=_evidence(fields),
        confidence=Probability(number_of(fields, "confidence")),
        tier=TIERS[word_of(fields, "tier", tuple(TIERS))],
        status=STATUSES[word_of(fields, "status", tuple(STATUSES))],
        alternatives=tuple(
            Candidate(text_of(each, "text"), _evidence(each))
            for each in objects_of(fields, "alternatives")
        ),
    )


def _step(fields: Fields) -> Step:
    """Return one step."""
    cause = None if fields.get("cause") is None else text_of(fields, "cause")
    before, after = text_of(fields, "before"), text_of(fields, "after")
    return Step(text_of(fields, "rule"), before, after, cause, parts_of(fields))


def _finding(fields: Fields) -> Finding:
    """Return the finding of one line."""
    return Finding(
        id=text_of(fields, "id"),
        span=span_of(fields),
        damage=text_of(fields, "damage"),
        says=text_of(fields, "says"),
        evidence=_evidence(fields),
        confidence=Probability(number_of(fields, "confidence")),
        status=STATUSES[word_of(fields, "status", tuple(STATUSES))],
        related=_related(fields),
        size=None if fields.get("size") is None else whole_of(fields, "size"),
    )


def _related(fields: Fields) -> Span | None:
    """Return the other place a finding speaks of."""
    match fields.get("related"):
        case None:
            return None
        case [start, end]:
            return span_of({"start": start, "end": end})
        case _:
            raise LineError("'related' must be [start, end] or null")


def _evidence(fields: Fields) -> tuple[Evidence, ...]:
    """Return the evidence of one object."""
    return tuple(
        Evidence(text_of(each, "witness"), text_of(each, "says"), number_of(each, "weight"))
        for each in objects_of(fields, "evidence")
    )
