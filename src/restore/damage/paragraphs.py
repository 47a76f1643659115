"""Paragraphs cut by a page end, a footnote block or a running head, and continued after it.

Found:    “… the intense and endemic factional” + notes 6 to 9 + “rivalry and the tradition of …”:
          one paragraph.  Nothing is changed in the text; the reading text joins the two.
Refused:  “… obliged to” + “Sung-hwa, to Moscow”, while the note markers jump from 87 to 91: a page
          is lost between the two, and joining them would invent a sentence (see `gaps`).
"""

from __future__ import annotations

from collections.abc import Iterator

from restore.confidence import certain_enough, logistic
from restore.evidence.flow import Boundary, flow_of
from restore.evidence.layout import Block
from restore.evidence.usage import piece
from restore.ledger import Finding
from restore.text import Span
from restore.view import View

DAMAGE = "broken-paragraphs"

SURE = 0.97
"""Highest confidence of a join: no sign used here is proof that nothing stood between."""

SHOWN = 30
"""Characters of context in what is said."""


def find(view: View) -> Iterator[Finding]:
    """Yield every place where a paragraph was cut and goes on later.

    The span runs from the end of the first part to the beginning of the second; `related` is the
    second part.
    """
    flow = flow_of(view.text, view.document.pages if view.untouched else ())
    for boundary in flow.boundaries:
        before, after = boundary.before, boundary.after
        if boundary.verdict == "goes on" and before is not None and after is not None:
            yield _finding(view.text, boundary, before, after)


def _finding(text: str, boundary: Boundary, before: Block, after: Block) -> Finding:
    """Say which two parts belong together."""
    tail = piece(text, before)[-SHOWN:].partition(" ")[2]
    head = piece(text, after)[:SHOWN].rpartition(" ")[0]
    return Finding(
        damage=DAMAGE,
        span=Span(before.span.end, after.span.start),
        says=f"the paragraph is cut and goes on: “…{tail}” + “{head}…”",
        evidence=boundary.evidence,
        confidence=certain_enough(min(SURE, logistic(boundary.score))),
        status="noted",
        related=after.span,
    )
