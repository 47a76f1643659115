"""The record of every change: what stood there, what stands there, how sure we are, and why.

A `Ledger` belongs to one source text.  Its corrections are sorted and disjoint, so any subset can
be applied alone (L5), applying and reverting are exact inverses (L3), and whatever lies outside
them is identical in both texts (L2).  Findings are reported and change nothing.

    source ──apply──▶ restored          tiles: the two texts cut into matching pieces
    source ◀─revert── restored          verify: the proof, run before anything is written
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal, NamedTuple, NewType

from restore.errors import LedgerError
from restore.steps import Card, Cause, Part, Step, Tier, assembled, sized
from restore.text import Span, caret, digest, first_difference

Probability = NewType("Probability", float)
"""A calibrated probability, strictly between 0 and 1; made only by `confidence.py`."""

Status = Literal["applied", "proposed", "accepted", "rejected", "edited", "gap", "noted"]
Verdict = Literal["accept", "reject", "edit"]

__all__ = [
    "APPLIED", "GAP", "Candidate", "Card", "Cause", "Correction", "Decision", "Evidence", "Finding",
    "Ledger", "Names", "Part", "Probability", "Proof", "Segment", "Status", "Step", "Tier",
    "Verdict", "apply", "check", "revert", "standing", "tiles", "verify", "with_ids",
]  # fmt: skip

APPLIED: frozenset[Status] = frozenset({"applied", "accepted", "edited"})
"""The statuses whose text stands in the restored text."""

_LINE_END_RE = re.compile("[\n\f]")

GAP = "[...]"
"""What stands in the restored text for matter that is lost and cannot be proved (Leiden: lost,
length unknown)."""


class Evidence(NamedTuple):
    """What one witness says, and its weight in nats of log-odds (negative: against)."""

    witness: str
    says: str
    weight: float


class Candidate(NamedTuple):
    """A reading that was considered for the whole place, with what speaks for it."""

    text: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def weight(self) -> float:
        """Sum of the evidence in nats."""
        return sum(e.weight for e in self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One place of the source and what is to stand there instead.

    `steps` lead from `before` to the machine's reading; `after` is what stands now, which a
    person's decision may have changed.  `confidence` is a probability, never a raw score.
    """

    span: Span
    before: str
    after: str
    damage: str
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]
    confidence: Probability
    tier: Tier
    status: Status
    alternatives: tuple[Candidate, ...] = ()
    id: str = ""

    @property
    def applied(self) -> bool:
        """Tell whether `after` stands in the restored text."""
        return self.status in APPLIED

    @property
    def shown(self) -> str:
        """Return what stands in the restored text at this place.

        Glyphs without a letter whose reading waits for a person stand as gaps of their size.
        """
        return self.after if self.applied else self.held

    @property
    def held(self) -> str:
        """Return what stands in the restored text as long as `after` does not."""
        return sized(self.before) if self.status == "gap" else self.before

    @property
    def causes(self) -> tuple[str, ...]:
        """Return the ids of the causes its steps rest on, in order."""
        return tuple(dict.fromkeys(cause for step in self.steps for cause in step.causes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Damage or doubt that is reported and not mended: a gap, a repetition, a jump in numbers.

    `related` names another place the finding speaks of: where the paragraph goes on, what is
    repeated.  `size` is the number of lost characters where something measures it.
    """

    damage: str
    span: Span
    says: str
    evidence: tuple[Evidence, ...]
    confidence: Probability
    status: Status = "gap"
    related: Span | None = None
    size: int | None = None
    id: str = ""


class Decision(NamedTuple):
    """A person's word on one correction or cause.  Append-only; the last one on a target counts.

    `span` and `before` let it stand on its own when a later version of the program no longer
    proposes anything at that place.
    """

    target: str
    verdict: Verdict
    text: str = ""
    by: str = ""
    at: str = ""
    span: Span | None = None
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All corrections and findings of one source text, and the digest that ties them to it."""

    source_sha256: str
    causes: tuple[Cause, ...] = ()
    corrections: tuple[Correction, ...] = ()
    findings: tuple[Finding, ...] = ()


class Segment(NamedTuple):
    """A tile: a piece of the source, the piece of restored text it became, and the reason."""

    source: Span
    restored: Span
    correction: Correction | None


def tiles(source: str, ledger: Ledger) -> Iterator[Segment]:
    """Cut source and restored text into matching pieces that cover both exactly, in order.

    Empty pieces between corrections are left out.

    Raises:
        LedgerError: a correction overlaps the one before it or lies outside the source.
    """
    at = moved = 0
    for correction in ledger.corrections:
        start, end = correction.span
        if not at <= start <= end <= len(source):
            raise LedgerError(
                f"Correction {correction.id} at {start}-{end} overlaps another or lies outside.",
                advice="Make the ledger anew with 'restore repair'.",
                payload=correction,
            )
        if start > at:
            yield Segment(Span(at, start), Span(moved, moved + start - at), None)
            moved += start - at
        size = len(correction.shown)
        yield Segment(Span(start, end), Span(moved, moved + size), correction)
        at, moved = end, moved + size
    if at < len(source):
        yield Segment(Span(at, len(source)), Span(moved, moved + len(source) - at), None)


def apply(source: str, ledger: Ledger) -> str:
    """Return the restored text.

    Raises:
        LedgerError: the ledger is of another source, or a correction does not fit its place.
    """
    check(source, ledger)
    return "".join(
        source[s.source.start : s.source.end] if s.correction is None else s.correction.shown
        for s in tiles(source, ledger)
    )


def revert(restored: str, ledger: Ledger) -> str:
    """Return the source, from restored text and ledger alone.

    Raises:
        LedgerError: the restored text is not what this ledger makes.
    """
    pieces: list[str] = []
    at = origin = 0
    for correction in ledger.corrections:
        gap = correction.span.start - origin
        pieces.append(restored[at : at + gap])
        at += gap
        shown = correction.shown
        if restored[at : at + len(shown)] != shown:
            raise LedgerError(
                f"Restored text does not hold correction {correction.id}:\n{caret(restored, at)}",
                advice="Someone changed it; make it anew with 'restore export'.",
                payload=correction,
            )
        pieces.append(correction.before)
        at += len(shown)
        origin = correction.span.end
    source = "".join([*pieces, restored[at:]])
    if digest(source) != ledger.source_sha256:
        raise LedgerError(
            "Taking the corrections back does not give the source.",
            advice="Run 'restore verify' to see the first character that differs.",
        )
    return source


def check(source: str, ledger: Ledger) -> None:
    """Check that a ledger is true of its source (L4), disjoint (L5), chained (L6), explained (L7).

    Raises:
        LedgerError: with a caret at the first place that is wrong.
    """
    if digest(source) != ledger.source_sha256:
        raise LedgerError(
            "The ledger belongs to another source text.",
            advice="Run 'restore repair' on this text to make its own ledger.",
        )
    causes = {cause.id for cause in ledger.causes}
    for segment in tiles(source, ledger):
        if segment.correction is not None:
            _check_correction(source, segment.correction)
            if not causes.issuperset(segment.correction.causes):
                _refuse(source, segment.correction, "rests on a cause that the ledger lacks")
    for finding in ledger.findings:
        _check_finding(source, finding)


def _check_correction(source: str, correction: Correction) -> None:
    """Check one correction against its source and itself."""
    if correction.span.of(source) != correction.before:
        _refuse(source, correction, "says other text than stands there")
    chain = (correction.before, *(s.after for s in correction.steps))
    if any(step.before != text for step, text in zip(correction.steps, chain, strict=False)):
        _refuse(source, correction, "has steps that do not chain")
    if any(
        step.parts and assembled(step.before, step.parts) != step.after for step in correction.steps
    ):
        _refuse(source, correction, "has a step whose parts do not make it")
    if not correction.steps or (correction.status == "applied" and correction.after != chain[-1]):
        _refuse(source, correction, "does not end in what its steps give")
    if not correction.evidence or not 0 < correction.confidence < 1:
        _refuse(source, correction, "has no evidence or no confidence between 0 and 1")


def _check_finding(source: str, finding: Finding) -> None:
    """Check that a finding speaks of places of its source and says why."""
    for span in (finding.span, finding.related or finding.span):
        if not 0 <= span.start <= span.end <= len(source):
            _refuse(source, finding, "speaks of a place outside the source")
    if not finding.evidence or not 0 < finding.confidence < 1:
        _refuse(source, finding, "has no evidence or no confidence between 0 and 1")


def _refuse(source: str, correction: Correction | Finding, fault: str) -> None:
    """Raise the error for one faulty correction or finding."""
    place = caret(source, min(correction.span.start, len(source)))
    raise LedgerError(
        f"{type(correction).__name__} {correction.id} {fault}:\n{place}",
        advice="Make the ledger anew with 'restore repair'.",
        payload=correction,
    )


def standing(tier: Tier, steps: tuple[Step, ...]) -> Status:
    """Return the status of a correction as the machine makes it.

    A reading of glyphs that waits for a person leaves a gap of their size, not the glyphs.
    """
    if tier == "accept":
        return "applied"
    unread = bool(steps) and bool(steps[0].parts) and sized(steps[0].before) != steps[0].before
    return "gap" if unread else "proposed"


class Proof(NamedTuple):
    """What `verify` proved, in characters."""

    source: int
    restored: int
    untouched: int
    corrections: int


def verify(source: str, restored: str, ledger: Ledger) -> Proof:
    """Prove L1-L4 for a source, its restored text and the ledger between them.

    L1: the tiles cover both texts exactly, in order.  L2: outside corrections both are identical.
    L3: taking the corrections back gives the source.  L4: every correction is true of its place.

    Raises:
        LedgerError: naming the law and showing the first character that is not accounted for.
    """
    made = apply(source, ledger)
    place = first_difference(made, restored)
    if place is not None:
        raise LedgerError(
            f"L2 fails: the restored text differs from source and ledger at character {place}:\n"
            f"{caret(restored, min(place, len(restored)))}",
            advice="Someone changed it; 'restore export' makes it anew.",
            payload=place,
        )
    untouched = at = moved = 0
    for segment in tiles(source, ledger):
        if (segment.source.start, segment.restored.start) != (at, moved):
            raise LedgerError(f"L1 fails: the tiles leave a hole at character {at}.")
        if segment.correction is None:
            untouched += segment.source.end - segment.source.start
        at, moved = segment.source.end, segment.restored.end
    if (at, moved) != (len(source), len(restored)):
        raise LedgerError(f"L1 fails: the tiles end at character {at} of {len(source)}.")
    if revert(restored, ledger) != source:
        raise LedgerError("L3 fails: taking the corrections back does not give the source.")
    return Proof(len(source), len(restored), untouched, len(ledger.corrections))


def with_ids(source: str, ledger: Ledger) -> Ledger:
    """Return the ledger with every correction and finding named after its content.

    An id is made of the line the place begins in, which of several same lines it is, where in it
    the place begins and what stood there.  So it does not change when other places do, nor with
    what a new version proposes here or elsewhere.
    """
    names = Names(source)
    seen: Counter[tuple[str, Span]] = Counter()
    corrections = [replace(c, id=names.of(c.span, "", seen)) for c in ledger.corrections]
    findings = [replace(f, id=names.of(f.span, f.damage, seen)) for f in ledger.findings]
    return replace(ledger, corrections=tuple(corrections), findings=tuple(findings))


class Names:
    """Names the places of one source text."""

    def __init__(self, source: str) -> None:
        """Count, for every line, how many of the same text stand before it."""
        self._source = source
        self._before: dict[int, int] = {}
        counts: Counter[str] = Counter()
        at = 0
        for line in _LINE_END_RE.split(source):
            self._before[at] = counts[line]
            counts[line] += 1
            at += len(line) + 1

    def of(self, span: Span, kind: str, seen: Counter[tuple[str, Span]] | None = None) -> str:
        """Return twelve hex digits for a place: 48 bits, one clash in 16 million in 6,000 places.

        `seen` counts what was named before, to tell apart two of one kind at the same place.
        """
        source = self._source
        start = max(source.rfind("\n", 0, span.start), source.rfind("\f", 0, span.start)) + 1
        end = source.find("\n", span.end)
        line = source[start : end if end >= 0 else len(source)]
        repeat = 0
        if seen is not None:
            repeat = seen[kind, span]
            seen[kind, span] += 1
        place = (self._before[start], span.start - start, repeat)
        key = "\x00".join((kind, line, *map(str, place), span.of(source)))
        return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
