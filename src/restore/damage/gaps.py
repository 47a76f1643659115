"""Words and sentences that stop: reported where they stop, never filled.

Found:    a paragraph ends “… support from individual members of th”, and the next begins “these
          issues in a full-scale investigation”: matter is lost between the two.
Refused:  a paragraph ends “… the intense and endemic factional”, notes follow, and then “rivalry
          and the tradition of …”: nothing is lost, the paragraph was only cut by the page's end
          (see `paragraphs`).  Titles, list entries, addresses and what ends in a colon are whole.

The place of a loss is the end of the finding's span: the half word where there is one, else empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from restore.confidence import certain_enough, logistic
from restore.evidence.fit import EXPECTING
from restore.evidence.flow import ENOUGH, Boundary, Flow, flow_of
from restore.evidence.layout import Block
from restore.evidence.rows import bare
from restore.evidence.usage import piece
from restore.ledger import Finding
from restore.text import Span
from restore.view import View

DAMAGE = "gaps"

SURE = 0.95
"""Highest confidence of a gap: of the signs used here none is proof."""

DOUBT = 0.75
"""Highest confidence where the last word is whole and wants no other, and what follows may begin
anew: a full stop may be all that is missing, or the last comma introduces a quotation."""

SHOWN = 40
"""Characters of context in what is said."""


def find(view: View) -> Iterator[Finding]:
    """Yield every place where a word or a sentence stops and nothing takes it up."""
    flow = flow_of(view.text, view.document.pages if view.untouched else ())
    found = [_finding(flow, b) for b in flow.boundaries if b.verdict == "lost"]
    yield from sorted(found, key=_by_place)


def _by_place(finding: Finding) -> Span:
    """Order findings by where they stand."""
    return finding.span


def _finding(flow: Flow, boundary: Boundary) -> Finding:
    """Say what breaks off and where."""
    span = boundary.cut or Span(*2 * (_place(boundary),))
    return Finding(
        damage=DAMAGE,
        span=span,
        says=_says(flow.layout.text, boundary),
        evidence=boundary.evidence,
        confidence=certain_enough(
            min(_ceiling(flow.layout.text, boundary), logistic(1 + ENOUGH - boundary.score))
        ),
        status="gap",
        related=_start(boundary.after) if boundary.before and boundary.after else None,
    )


def _place(boundary: Boundary) -> int:
    """Return where matter is lost: after what breaks off, or before what begins in the middle."""
    if boundary.before is not None:
        return boundary.before.rows[-1].span.end if not boundary.cut else boundary.cut.end
    return boundary.after.span.start if boundary.after is not None else 0


def _start(block: Block) -> Span:
    """Return the first line of a block, at most eighty characters of it."""
    return Span(block.span.start, min(block.rows[0].span.end, block.span.start + 2 * SHOWN))


def _says(text: str, boundary: Boundary) -> str:
    """Say in the reader's words what stops, and how the text goes on."""
    before, after = boundary.before, boundary.after
    head = _shorten(piece(text, after)) if after is not None else ""
    if before is None:
        return f"the paragraph begins in the middle of a sentence: “{head}”"
    stop = boundary.cut.end if boundary.cut else before.span.end
    start = max(before.span.start, stop - SHOWN)
    tail = piece(text, before._replace(span=Span(start, stop)))
    tail = tail.partition(" ")[2] or tail if start > before.span.start else tail
    what = "word" if boundary.cut else "sentence"
    where = "note breaks off" if before.role == "note" else f"{what} stops"
    says = f"the {where} after “…{tail}”"
    return f"{says}; the text goes on elsewhere (“{head}”)" if head else says


def _shorten(text: str) -> str:
    """Return the first words of a text."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rpartition(' ')[0]}…"


def _ceiling(text: str, boundary: Boundary) -> float:
    """Return how sure a gap may be at most."""
    if boundary.before is None or boundary.cut or boundary.before.role == "note":
        return SURE
    tail = bare(piece(text, boundary.before))
    waits = (tail.split() or [""])[-1].lower() in EXPECTING or tail.endswith("-")
    resumed = boundary.after is not None and text[boundary.after.span.start].islower()
    return SURE if waits or resumed else DOUBT
