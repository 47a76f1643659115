"""The order of the repair.  The only file that knows it.

Each pass shows the working text to some kinds of damage, weighs what they propose, keeps the
surest of those that meet, and carries them back to the source.  Kinds of one pass do not see each
other's work; a later pass sees the text as the earlier ones left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from restore import confidence
from restore.compose import Back, Edit, Proposal, compose, disjoint, pending, working_text
from restore.damage import (
    citations,
    decoded,
    doubtful,
    fragments,
    gaps,
    glyphs,
    hyphens,
    ligatures,
    lost_letters,
    mojibake,
    names,
    operators,
    paragraphs,
    redactions,
    sequences,
    unmapped,
)
from restore.evidence.authorities import Authorities, load
from restore.ledger import Cause, Correction, Finding, Ledger, with_ids
from restore.page import Document
from restore.reread import reread
from restore.text import digest
from restore.view import View, carried, spared

Propose = Callable[[View], Iterator[Proposal | Cause]]
Find = Callable[[View], Iterator[Finding]]


class Pass(NamedTuple):
    """One pass over the text: what proposes in it, and what reports on it."""

    name: str
    kinds: tuple[Propose, ...]
    finders: tuple[Find, ...] = ()


READING = Pass("reading", (), (gaps.find, sequences.find, paragraphs.find, doubtful.find))
"""What looks at the paper as its glyphs are read, where every line box still holds."""

PASSES: tuple[Pass, ...] = (
    Pass("glyphs", (glyphs.propose,), (redactions.find,)),
    READING,
    Pass("encoding and residue", (mojibake.propose, operators.propose)),
    Pass(
        "lost letters",
        (lost_letters.propose, unmapped.propose, fragments.propose, ligatures.propose),
        (lost_letters.find,),
    ),
    Pass("lost words", (decoded.propose,)),
    Pass("line ends", (hyphens.propose,)),
    Pass("names", (names.propose, citations.propose)),
    Pass("what is left", (unmapped.mark,)),
)
"""First the glyphs, where every offset is the document's; then what is no text at all, then lines
and letters, then words over line ends, then names: a name is judged in the text as it reads when
everything else is mended.  What nothing settled is marked last."""

LAST_FINDERS: tuple[Find, ...] = (names.find, citations.find)
"""What looks at the mended text."""


def repair_document(
    document: Document,
    *,
    authorities: Authorities | None = None,
    without: frozenset[str] = frozenset(),
    progress: Callable[[str], None] | None = None,
) -> Ledger:
    """Return the ledger of everything found and proposed for a document.

    `without` names witnesses that may not be asked; `progress` is told the name of each pass.
    """
    known = authorities if authorities is not None else load()
    corrections: list[Correction] = []
    findings: list[Finding] = []
    causes: dict[str, Cause] = {}
    redacted = redactions.guarded(document)
    for stage in (*PASSES, Pass("reading again", (), LAST_FINDERS)):
        if progress:
            progress(stage.name)
        text = working_text(document.text, corrections)
        back = Back(corrections)
        view = View(
            document=reread(document, corrections) if stage is READING else document,
            text=text,
            authorities=known,
            without=without,
            pending=pending(corrections),
            redactions=carried(redacted, corrections),
            back=None if stage is READING else back,
        )
        findings += _found(view, stage.finders, back)
        proposals: list[Proposal] = []
        for yielded in _spared(view, stage.kinds):
            causes.update((cause.id, cause) for cause in _causes(yielded))
            proposals += [yielded] if isinstance(yielded, Proposal) else []
        corrections = compose(document.text, corrections, disjoint(_weigh(text, proposals)))
    ledger = Ledger(
        source_sha256=digest(document.text),
        causes=tuple(causes[c] for c in sorted(causes)),
        corrections=tuple(corrections),
        findings=tuple(sorted(findings, key=_place)),
    )
    return with_ids(document.text, ledger)


def _causes(yielded: Proposal | Cause) -> tuple[Cause, ...]:
    """Return the decisions a proposal rests on; one that nothing rests on yet is its own."""
    if isinstance(yielded, Cause):
        return (yielded,)
    return (*((yielded.cause,) if yielded.cause else ()), *yielded.causes)


def _spared(view: View, kinds: Iterable[Propose]) -> Iterator[Proposal | Cause]:
    """Yield what is proposed, but for what meets a redaction, whatever speaks for it.

    Of the glyphs of a line, only those that meet one are left out.
    """
    for yielded in (each for kind in kinds for each in kind(view)):
        yield from spared(view, yielded) if isinstance(yielded, Proposal) else (yielded,)


def _weigh(text: str, proposals: Iterable[Proposal]) -> Iterator[Edit]:
    """Yield the proposals that would change something, with their probability and tier."""
    for proposal in proposals:
        if proposal.span.of(text) != proposal.after:
            value = confidence.probability(proposal.damage, proposal.evidence, rule=proposal.rule)
            yield Edit(proposal, value, confidence.tier(value))


def _found(view: View, finders: Iterable[Find], back: Back) -> Iterator[Finding]:
    """Yield what is reported on the working text, in the source's coordinates."""
    for find in finders:
        for finding in find(view):
            related = finding.related and back.span(finding.related)
            yield replace(finding, span=back.span(finding.span), related=related)


def _place(finding: Finding) -> tuple[int, int, str]:
    """Order findings by where they stand."""
    return *finding.span, finding.damage
