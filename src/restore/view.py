"""What a kind of damage gets to see: the paper, the text as earlier passes left it, the witnesses.

A kind of damage is one file in `damage/` with `DAMAGE`, its name, and one or both of

    propose(view) -> Iterator[Proposal]     places of `view.text` and what is to stand there
    find(view)    -> Iterator[Finding]      places of `view.text` that are reported, not mended

It never changes anything and never sees another kind; `pipeline.py` weighs, sorts and composes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from restore.compose import Back, Proposal
from restore.errors import UsageError
from restore.evidence.authorities import Authorities
from restore.evidence.matching import PaperMatches, match_paper
from restore.ledger import Correction
from restore.names.shield import shield_of
from restore.page import Document, Glyph
from restore.steps import Part, assembled
from restore.text import Span

Witness = Literal["series", "names", "places", "document", "shapes", "widths", "language", "page"]
WITNESSES: tuple[str, ...] = get_args(Witness)
"""What `--without` can switch off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The paper under repair as one kind of damage sees it.

    `text` is the working text; `document` is the paper as found (same text in the first pass).
    `pending` are the places of `text` where a reading is proposed and not applied, `redactions`
    those where nothing may be inferred; both are in order and disjoint.  `back` carries places of
    `text` back to the document; without it the two are the same.
    """

    document: Document
    text: str
    authorities: Authorities
    without: frozenset[str] = field(default=frozenset())
    pending: tuple[Span, ...] = ()
    redactions: tuple[Span, ...] = ()
    back: Back | None = None

    def awaits(self, span: Span) -> bool:
        """Tell whether a place of `text` meets one that waits for a person's decision."""
        return _meets(span, self.pending)

    def redacted(self, span: Span) -> bool:
        """Tell whether a place of `text` meets a redaction: whatever is proposed is dropped."""
        return _meets(span, self.redactions)

    def shielded(self, span: Span) -> bool:
        """Tell whether a place of `text` lies in a name, an abbreviation or an archive citation.

        No guess of language may change what stands there; other evidence may.
        """
        return self.uses("names") and shield_of(self.text, self.authorities).covers(span)

    def uses(self, witness: Witness) -> bool:
        """Tell whether a witness may be asked."""
        return witness not in self.without

    def matches(self) -> PaperMatches | None:
        """Match the sparse lines of `text` with whatever witnesses may be asked; made once."""
        return match_paper(
            self.text,
            self.authorities,
            series=self.uses("series"),
            document=self.uses("document"),
        )

    def glyphs_at(self, span: Span) -> list[Glyph | None]:
        """Return the glyph of each character of a place, None where the reader put it in.

        The list is empty where the document has no glyphs or an earlier pass changed the place.
        """
        source = self.back.span(span) if self.back else span
        document = self.document
        if not document.glyph_at or source.of(document.text) != span.of(self.text):
            return []
        places = document.glyph_at[source.start : source.end]
        return [document.glyphs[i] if i >= 0 else None for i in places]

    @property
    def untouched(self) -> bool:
        """Tell whether offsets of `text` are offsets of the document: no pass changed anything."""
        return self.text is self.document.text or self.text == self.document.text


def carried(spans: Iterable[Span], corrections: Iterable[Correction]) -> tuple[Span, ...]:
    """Return where sorted places of the source that no correction meets lie in the working text."""
    moved: list[Span] = []
    coming = [*corrections][::-1]
    shift = 0
    for span in spans:
        while coming and coming[-1].span.end <= span.start:
            correction = coming.pop()
            shift += len(correction.shown) - len(correction.before)
        moved.append(Span(span.start + shift, span.end + shift))
    return tuple(moved)


def spared(view: View, proposal: Proposal) -> Iterator[Proposal]:
    """Yield as much of a proposal as keeps off the redactions.

    That is all of it or nothing; of one that is made of parts, the parts that keep off.
    """
    if not view.redacted(proposal.span):
        yield proposal
        return
    at = proposal.span.start
    run: list[Part] = []
    for part in (*proposal.parts, None):
        if run and (part is None or view.redacted(Span(at + run[0].start, at + part.end))):
            yield _piece(view.text, proposal, run)
            run = []
        if part is not None and not view.redacted(Span(at + part.start, at + part.end)):
            run.append(part)


def _piece(text: str, proposal: Proposal, run: list[Part]) -> Proposal:
    """Return a proposal with a run of its parts alone."""
    first, last = run[0].start, run[-1].end
    span = Span(proposal.span.start + first, proposal.span.start + last)
    parts = tuple(p._replace(start=p.start - first, end=p.end - first) for p in run)
    names = {part.cause for part in parts}
    return replace(
        proposal,
        span=span,
        after=assembled(span.of(text), parts),
        parts=parts,
        causes=tuple(cause for cause in proposal.causes if cause.id in names),
        alternatives=(),
    )


def _meets(span: Span, places: tuple[Span, ...]) -> bool:
    """Tell whether a span meets one of sorted, disjoint places."""
    place = bisect_left(places, (span.start, span.start))
    return any(span.meets(other) for other in places[max(0, place - 1) : place + 2])


def check_witnesses(names: tuple[str, ...]) -> frozenset[str]:
    """Return the witnesses to switch off.

    Raises:
        UsageError: there is no witness of that name.
    """
    for name in names:
        if name not in WITNESSES:
            raise UsageError(
                f"There is no witness '{name}'.", advice=f"Choose from: {', '.join(WITNESSES)}."
            )
    return frozenset(names)
