"""The order of the repair.  The only file that knows it.

Each pass shows the working text to some kinds of damage, weighs what they propose, keeps the
surest of those that meet, and carries them back to the source.  Kinds of one pass do not see each
other's work; a later pass sees the text as the earlier ones left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from restore import confidence
from restore.compose import Back, Edit, Proposal, compose, disjoint, working_text
from restore.damage import (
    doubtful,
    fragments,
    gaps,
    hyphens,
    ligatures,
    lost_letters,
    mojibake,
    names,
    operators,
    paragraphs,
)
from restore.evidence.authorities import Authorities, load
from restore.ledger import Cause, Correction, Finding, Ledger, with_ids
from restore.page import Document
from restore.text import digest
from restore.view import View

Propose = Callable[[View], Iterator[Proposal]]
Find = Callable[[View], Iterator[Finding]]


class Pass(NamedTuple):
    """One pass over the text: what proposes in it."""

    name: str
    kinds: tuple[Propose, ...]


PASSES: tuple[Pass, ...] = (
    Pass("encoding and residue", (mojibake.propose, operators.propose)),
    Pass("lost letters", (lost_letters.propose, fragments.propose, ligatures.propose)),
    Pass("line ends", (hyphens.propose,)),
    Pass("names", (names.propose,)),
)
"""First what is no text at all, then lines and letters, then words over line ends, names last: a
name is judged in the text as it reads when everything else is mended."""

FINDERS: tuple[Find, ...] = (
    lost_letters.find,
    gaps.find,
    paragraphs.find,
    doubtful.find,
)
"""What looks at the paper as found, where every offset and line box still holds."""

LATE_FINDERS: tuple[Find, ...] = (names.find,)
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
    causes: dict[str, Cause] = {}
    for stage in PASSES:
        if progress:
            progress(stage.name)
        view = View(
            document=document,
            text=working_text(document.text, corrections),
            authorities=known,
            without=without,
        )
        proposals = [p for kind in stage.kinds for p in kind(view)]
        causes.update({p.cause.id: p.cause for p in proposals if p.cause is not None})
        corrections = compose(document.text, corrections, disjoint(_weigh(view.text, proposals)))
    findings = _findings(document, corrections, known, without)
    ledger = Ledger(
        source_sha256=digest(document.text),
        causes=tuple(causes[c] for c in sorted(causes)),
        corrections=tuple(corrections),
        findings=findings,
    )
    return with_ids(document.text, ledger)


def _weigh(text: str, proposals: Iterable[Proposal]) -> Iterator[Edit]:
    """Yield the proposals that would change something, with their probability and tier."""
    for proposal in proposals:
        if proposal.span.of(text) != proposal.after:
            value = confidence.probability(proposal.damage, proposal.evidence)
            yield Edit(proposal, value, confidence.tier(value))


def _findings(
    document: Document,
    corrections: list[Correction],
    authorities: Authorities,
    without: frozenset[str],
) -> tuple[Finding, ...]:
    """Return all findings in the source's coordinates, in order."""
    source = View(
        document=document, text=document.text, authorities=authorities, without=without
    )
    early = [f for find in FINDERS for f in find(source)]
    mended = replace(source, text=working_text(document.text, corrections))
    back = Back(corrections)
    late = [
        replace(f, span=back.span(f.span), related=f.related and back.span(f.related))
        for find in LATE_FINDERS
        for f in find(mended)
    ]
    return tuple(sorted([*early, *late], key=_place))


def _place(finding: Finding) -> tuple[int, int, str]:
    """Order findings by where they stand."""
    return *finding.span, finding.damage


def dictionaries(paths: Iterable[Path]) -> Authorities:
    """Load the bundled dictionaries and a user's own."""
    return load(paths)
