r"""One paper with its ledger and a person's decisions: what the Python API hands out.

>>> paper = repair_text("They were di\ufb03cult years.")
>>> paper.text
'They were difficult years.'
>>> [(c.before, c.after, c.damage) for c in paper.corrections]
[('ﬃ', 'ffi', 'ligatures')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from restore.decide import orphans, settle
from restore.errors import InputError, UsageError
from restore.evidence.authorities import load
from restore.export.pdf import Mended, Reader, mended_pdf
from restore.export.pdf_readings import readings
from restore.export.plain import Marks, restored_text
from restore.export.reading import reading
from restore.ledger import Correction, Decision, Finding, Ledger
from restore.names.decisions import decided
from restore.names.model import Roster
from restore.names.roster import roster_of
from restore.page import Document
from restore.pipeline import repair_document
from restore.read import read
from restore.read.cmaps import to_unicode
from restore.read.container import sound_bytes
from restore.read.fonts import is_junk
from restore.read.pdf import quiet, read_pdf_bytes
from restore.read.plain import read_text
from restore.report.diff import unified
from restore.view import check_witnesses
from restore.wire.names import NameDecision

Format = Literal["txt", "diff"]


@dataclass(frozen=True)
class Paper:
    """A document as found, the machine's ledger for it, and what a person decided since."""

    document: Document
    machine: Ledger
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def ledger(self) -> Ledger:
        """Return the ledger as the decisions leave it."""
        return settle(self.document.text, self.machine, self.decisions)

    @cached_property
    def text(self) -> str:
        """Return the restored text, proved against the source (L1-L4)."""
        return restored_text(self.document.text, self.ledger)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Return all corrections, in order, applied or proposed."""
        return self.ledger.corrections

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is reported and not mended, in order."""
        return self.ledger.findings

    @property
    def orphans(self) -> list[Decision]:
        """Return the decisions that fit nowhere any more; they are kept, and change nothing."""
        return orphans(self.document.text, self.machine, self.decisions)

    def decided(self, decisions: Iterable[Decision]) -> Paper:
        """Return the paper with further decisions; earlier ones stay, the last on a place wins."""
        return replace(self, decisions=(*self.decisions, *decisions))

    def export(self, to: Format = "txt", *, marks: Marks = "plain", flow: bool = False) -> str:
        """Return the paper as restored text (`txt`) or as a unified diff that `patch` applies.

        `marks` chooses how lost matter is shown.  `flow` gives the reading text: paragraphs joined
        over page ends, notes behind the paragraph they interrupted, the pages marked.

        Raises:
            UsageError: there is no such format.
            LedgerError: the ledger does not hold; nothing is exported that is not proved.
        """
        if to not in get_args(Format):
            formats = ", ".join(get_args(Format))
            raise UsageError(f"There is no format '{to}'.", advice=f"Choose from: {formats}.")
        if to == "diff":
            return unified(self.document.text, self.ledger)
        if flow:
            return reading(self.document, self.ledger)
        return restored_text(self.document.text, self.ledger, marks=marks)

    def names(
        self, *, dictionaries: Sequence[Path] = (), decisions: Iterable[NameDecision] = ()
    ) -> Roster:
        """Return all names of the restored text, as a person's decisions on them leave them.

        `dictionaries` are a user's own lists, asked before the bundled ones.

        Raises:
            RestoreError: a dictionary cannot be read.
        """
        authorities = load(dictionaries)
        return decided(roster_of(self.text, authorities), decisions, authorities.spellings)

    def mended_pdf(
        self, data: bytes, *, best_guess: bool = False, bare_redactions: bool = False
    ) -> Mended:
        """Return the paper's PDF with repaired ToUnicode maps; `data` are the bytes of its file.

        Pages look as they did; whoever copies or searches them gets the letters that were decided.
        `best_guess` writes readings that wait for a person, too.  What stays open is listed.

        Raises:
            UsageError: the paper was no PDF.
            InputError: these are not the bytes that were repaired.
            OutputError: the result does not read as expected, is not the same PDF otherwise, or
                makes text readable that lies under a redaction, without `bare_redactions`.
        """
        self.check_pdf()
        source = self.document.source
        if sha256(data).hexdigest() != source.sha256:
            raise InputError(
                f"This is not the {source.name} that was repaired: its digest differs.",
                advice="Name the right file, or repair this one.",
            )
        with quiet():
            sound = sound_bytes(data, source.name)
        reader = Reader(lambda made: read_pdf_bytes(made, source.name), _map_of)
        found = readings(self.ledger, self.decisions)
        return mended_pdf(
            sound.data, found, reader, best_guess=best_guess, bare_redactions=bare_redactions
        )

    def check_pdf(self) -> None:
        """Check that the paper was a PDF; raises UsageError where it was plain text."""
        source = self.document.source
        if source.reader == "plain":
            raise UsageError(
                f"{source.name} is plain text, so there is no PDF to give back.",
                advice="Export it with --to txt.",
            )


def _map_of(data: bytes) -> dict[int, str]:
    """Read a ToUnicode map; an entry that cannot be the text of a glyph is empty."""
    return {code: "" if is_junk(text) else text for code, text in to_unicode(data).items()}


def repair(
    path: str | Path,
    *,
    pages: set[int] | None = None,
    dictionaries: Sequence[Path] = (),
    without: Sequence[str] = (),
) -> Paper:
    """Read a PDF or text file and repair it; nothing is written.

    `dictionaries` are a user's own lists, asked before the bundled ones; `without` names witnesses
    that may not be asked.

    Raises:
        RestoreError: the file cannot be read, or an option makes no sense; see `errors`.
    """
    return repair_read(read(path, pages=pages), dictionaries=dictionaries, without=without)


def repair_text(
    text: str,
    *,
    name: str = "text",
    dictionaries: Sequence[Path] = (),
    without: Sequence[str] = (),
) -> Paper:
    """Repair text that was already pulled from a paper; form feeds part its pages."""
    return repair_read(read_text(text, name), dictionaries=dictionaries, without=without)


def repair_read(
    document: Document,
    *,
    dictionaries: Sequence[Path] = (),
    without: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
) -> Paper:
    """Repair a document that was read; `progress` is told the name of each pass as it begins."""
    switched_off = check_witnesses(tuple(without))
    ledger = repair_document(
        document, authorities=load(dictionaries), without=switched_off, progress=progress
    )
    return Paper(document, ledger)
