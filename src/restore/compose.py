"""Carries the edits of one pass, made on restored text, back to the source (law L6).

A rule sees the text as earlier rules left it and proposes edits there.  `compose` takes all edits
of a pass as one sorted batch, sweeps once over them and the corrections that stand so far, and
gives the corrections of the source that say the same.  What an edit meets is fused with it: the
steps of both chain over the whole place, so a reviewer can still stop at any of them.

Cost: one walk over corrections and edits, so it grows linearly with the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from restore.ledger import (
    Candidate,
    Cause,
    Correction,
    Evidence,
    Part,
    Probability,
    Step,
    Tier,
    standing,
)
from restore.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a rule would put at a place of the text it looked at, and why.

    `cause` names the one decision it rests on, where many places rest on the same.  Where pieces
    of the place rest on decisions of their own, `parts` says which (offsets from its start), and
    `causes` are those decisions; the parts alone make `after`.
    """

    damage: str
    rule: str
    span: Span
    after: str
    evidence: tuple[Evidence, ...]
    cause: Cause | None = None
    alternatives: tuple[Candidate, ...] = ()
    parts: tuple[Part, ...] = ()
    causes: tuple[Cause, ...] = ()


class Edit(NamedTuple):
    """A weighed proposal: its probability and what is to be done with it."""

    proposal: Proposal
    confidence: Probability
    tier: Tier

    @property
    def span(self) -> Span:
        """Return the place in the working text."""
        return self.proposal.span


def disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits sorted, with of those that meet only the surest kept.

    A loser within its winner's place is kept as an alternative of the winner; among equals the
    longer, then the earlier wins, so the outcome does not depend on the order of the rules' yield.
    """
    ranked = sorted(edits, key=_rank)
    kept: list[Edit] = []
    for edit in sorted(ranked, key=_by_place):
        if kept and kept[-1].span.meets(edit.span):
            winner, loser = sorted((kept[-1], edit), key=_rank)
            kept[-1] = _with_alternative(winner, loser)
        else:
            kept.append(edit)
    return kept


def _by_place(edit: Edit) -> tuple[int, int]:
    """Order edits by where they stand."""
    return edit.span


def _rank(edit: Edit) -> tuple[object, ...]:
    """Order edits by how sure they are; what they say breaks ties, so nothing is left to chance."""
    proposal = edit.proposal
    return (
        -edit.confidence,
        edit.span.start - edit.span.end,
        edit.span.start,
        proposal.damage,
        proposal.after,
        edit.tier,
        proposal.rule,
        proposal.cause.id if proposal.cause else "",
        proposal.evidence,
        proposal.alternatives,
        proposal.parts,
    )


def _with_alternative(winner: Edit, loser: Edit) -> Edit:
    """Keep a losing edit of the very same place as an alternative reading."""
    one, other = winner.proposal, loser.proposal
    if one.span != other.span or one.after == other.after:
        return winner
    alternatives = (*one.alternatives, Candidate(other.after, other.evidence))
    return winner._replace(proposal=replace(one, alternatives=alternatives))


@dataclass(slots=True)
class _Group:
    """Corrections and edits that meet, with their hull in the working text."""

    start: int
    end: int
    shift_before: int
    shift_after: int
    corrections: list[tuple[Correction, int]] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


def working_text(source: str, corrections: Sequence[Correction]) -> str:
    """Return the text as the corrections leave it."""
    pieces: list[str] = []
    at = 0
    for correction in corrections:
        pieces += [source[at : correction.span.start], correction.shown]
        at = correction.span.end
    return "".join([*pieces, source[at:]])


class Back:
    """Carries places of the working text back to the source, widened to whole corrections."""

    def __init__(self, corrections: Sequence[Correction]) -> None:
        """Index the places the corrections take in the working text."""
        self._bounds = list(_bounds(corrections))
        self._starts = [moved.start for moved, _ in self._bounds]

    def span(self, span: Span) -> Span:
        """Return the source's span for a span of the working text."""
        start, end = span
        place = bisect_right(self._starts, span.start) - 1
        if place >= 0:
            moved, correction = self._bounds[place]
            shift = correction.span.end - moved.end
            start = correction.span.start if span.start < moved.end else span.start + shift
        place = bisect_left(self._starts, max(span.end, span.start + 1)) - 1
        if place >= 0:
            moved, correction = self._bounds[place]
            shift = correction.span.end - moved.end
            end = correction.span.end if span.end <= moved.end else span.end + shift
        return Span(start, max(start, end))


def pending(corrections: Sequence[Correction]) -> tuple[Span, ...]:
    """Return the places of the working text where a correction is proposed and not applied."""
    return tuple(moved for moved, correction in _bounds(corrections) if not correction.applied)


def waiting(corrections: Sequence[Correction]) -> tuple[Span, ...]:
    """Return the places of the working text where unread glyphs wait for a person's word."""
    return tuple(moved for moved, correction in _bounds(corrections) if correction.status == "gap")


def _unhindered(edits: Sequence[Edit], places: Sequence[Span]) -> list[Edit]:
    """Return the edits that meet none of some sorted places: nothing is built on unread glyphs."""
    ends = [place.end for place in places]
    kept = []
    for edit in edits:
        near = places[bisect_left(ends, edit.span.start) :][:2]
        if not any(place.meets(edit.span) for place in near):
            kept.append(edit)
    return kept


def _bounds(corrections: Sequence[Correction]) -> Iterator[tuple[Span, Correction]]:
    """Yield each correction with the place it takes in the working text."""
    shift = 0
    for correction in corrections:
        start = correction.span.start + shift
        end = start + len(correction.shown)
        shift = end - correction.span.end
        yield Span(start, end), correction


def compose(
    source: str, corrections: Sequence[Correction], edits: Sequence[Edit]
) -> list[Correction]:
    """Return the corrections of the source that say what `corrections`, then `edits` say.

    `corrections` are sorted and disjoint in the source, `edits` in the working text.  An edit of
    the accept tier is applied; any other is proposed, or becomes an alternative of what it meets.
    Edits that meet glyphs waiting for a person's word are dropped.
    """
    working = working_text(source, corrections)
    result: list[Correction] = []
    for group in _groups(corrections, _unhindered(edits, waiting(corrections))):
        if not group.edits:
            result += [c for c, _ in group.corrections]
        elif not group.corrections:
            result += [_fresh(source, group, e) for e in group.edits]
        else:
            result.append(_fuse(source, working, group))
    return result


def _groups(corrections: Sequence[Correction], edits: Sequence[Edit]) -> Iterator[_Group]:
    """Walk corrections and edits side by side and yield those that meet together."""
    marks: list[tuple[Span, Correction | None, Edit | None]] = [
        *((span, c, None) for span, c in _bounds(corrections)),
        *((e.span, None, e) for e in edits),
    ]
    marks.sort(key=_mark_order)
    group: _Group | None = None
    shift = 0
    for span, correction, edit in marks:
        if group is None or not _joins(group, span, is_edit=edit is not None):
            if group is not None:
                yield group
                shift = group.shift_after
            group = _Group(span.start, span.end, shift, shift)
        group.start, group.end = min(group.start, span.start), max(group.end, span.end)
        if correction is not None:
            group.shift_after = correction.span.end - span.end
            group.corrections.append((correction, span.start))
        if edit is not None:
            group.edits.append(edit)
    if group is not None:
        yield group


def _mark_order(mark: tuple[Span, Correction | None, Edit | None]) -> tuple[int, int, int]:
    """Order marks by place, corrections before edits that start at the same character."""
    return mark[0].start, mark[0].end, 0 if mark[1] is not None else 1


def _joins(group: _Group, span: Span, *, is_edit: bool) -> bool:
    """Tell whether a mark belongs to the open group: two of one sort never meet each other."""
    hull = Span(group.start, group.end)
    if not hull.meets(span):
        return False
    return bool(group.corrections) if is_edit else bool(group.edits)


def _fresh(source: str, group: _Group, edit: Edit) -> Correction:
    """Make the correction of an edit that meets no other."""
    proposal = edit.proposal
    span = Span(edit.span.start + group.shift_before, edit.span.end + group.shift_before)
    before = span.of(source)
    steps = (_step(proposal, before),)
    return Correction(
        span=span,
        before=before,
        after=proposal.after,
        damage=proposal.damage,
        steps=steps,
        evidence=proposal.evidence,
        confidence=edit.confidence,
        tier=edit.tier,
        status=standing(edit.tier, steps),
        alternatives=proposal.alternatives,
    )


def _step(proposal: Proposal, before: str) -> Step:
    """Make the step a proposal takes over its own place."""
    cause = proposal.cause.id if proposal.cause else None
    return Step(proposal.rule, before, proposal.after, cause, proposal.parts)


def _fuse(source: str, working: str, group: _Group) -> Correction:
    """Make one correction of all that meet: applied steps first, then the accepted edits.

    What is only proposed becomes an alternative.  Where nothing is applied, the surest proposal
    leads and the others are its alternatives.
    """
    span = Span(group.start + group.shift_before, group.end + group.shift_after)
    now = working[group.start : group.end]
    steps = _replay(source[span.start : span.end], span.start, group)
    standing = [c for c, _ in group.corrections if c.applied]
    accepted = [e for e in group.edits if e.tier == "accept"]
    others = [
        *_as_alternatives(source, span, [c for c, _ in group.corrections if not c.applied]),
        *(
            Candidate(_edited(now, group.start, [e]), e.proposal.evidence)
            for e in group.edits
            if e.tier != "accept"
        ),
    ]
    shift = -group.start
    for edit in accepted:
        before = steps[-1].after if steps else source[span.start : span.end]
        start, end = edit.span.start + shift, edit.span.end + shift
        step = _step(edit.proposal, before[start:end])
        steps.append(step.widened(before[:start], before[end:]))
        shift += len(edit.proposal.after) - (end - start)
    if not steps:
        return _lead(source, span, group, others)
    members: list[Correction | Edit] = [*standing, *accepted]
    evidence = [
        e
        for m in members
        for e in (m.evidence if isinstance(m, Correction) else m.proposal.evidence)
    ]
    kept = [a for c in standing for a in c.alternatives] if len(group.corrections) == 1 else []
    return Correction(
        span=span,
        before=steps[0].before,
        after=steps[-1].after,
        damage=standing[0].damage if standing else accepted[0].proposal.damage,
        steps=tuple(steps),
        evidence=tuple(dict.fromkeys(evidence)),
        confidence=min(m.confidence for m in members),
        tier="accept",
        status="applied",
        alternatives=tuple(dict.fromkeys([*(kept if span == standing[0].span else []), *others]))
        if standing
        else tuple(others),
    )


def _replay(before: str, origin: int, group: _Group) -> list[Step]:
    """Return the steps of the applied corrections of a group, each widened to the whole place."""
    steps: list[Step] = []
    now = before
    shift = -origin
    for correction, _ in group.corrections:
        start = correction.span.start + shift
        held = correction.before
        for step in correction.steps if correction.applied else ():
            wide = step.widened(now[:start], now[start + len(held) :])
            steps.append(wide)
            now, held = wide.after, step.after
        shift += len(held) - len(correction.before)
    return steps


def _edited(now: str, origin: int, edits: Sequence[Edit]) -> str:
    """Return the piece of working text that begins at `origin` with the edits made in it."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [now[at : edit.span.start - origin], edit.proposal.after]
        at = edit.span.end - origin
    return "".join([*pieces, now[at:]])


def _as_alternatives(source: str, span: Span, proposed: Sequence[Correction]) -> list[Candidate]:
    """Return proposed corrections as readings of a wider place."""
    return [
        Candidate(
            source[span.start : c.span.start] + c.after + source[c.span.end : span.end], c.evidence
        )
        for c in proposed
    ]


def _lead(source: str, span: Span, group: _Group, others: list[Candidate]) -> Correction:
    """Make a proposed correction where nothing of the group is applied."""
    members: list[tuple[float, int, Correction | Edit]] = [
        *((c.confidence, -i, c) for i, (c, _) in enumerate(group.corrections)),
        *((e.confidence, -len(group.corrections) - i, e) for i, e in enumerate(group.edits)),
    ]
    members.sort(key=_sureness)
    place, best = -members[0][1], members[0][2]
    reading = others[place]
    rule = best.steps[-1].rule if isinstance(best, Correction) else best.proposal.rule
    cause = (
        best.steps[-1].cause
        if isinstance(best, Correction)
        else best.proposal.cause and best.proposal.cause.id
    )
    return Correction(
        span=span,
        before=span.of(source),
        after=reading.text,
        damage=best.damage if isinstance(best, Correction) else best.proposal.damage,
        steps=(Step(rule, span.of(source), reading.text, cause),),
        evidence=reading.evidence,
        confidence=best.confidence,
        tier=best.tier,
        status="proposed",
        alternatives=tuple(o for i, o in enumerate(others) if i != place),
    )


def _sureness(member: tuple[float, int, Correction | Edit]) -> tuple[float, int]:
    """Order members surest first, earlier first."""
    return -member[0], -member[1]
