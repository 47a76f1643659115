"""What the command line says: the summary of a repair, the proof, progress bars."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from restore.ledger import Proof
from restore.page import Document
from restore.report.data import Report
from restore.report.words import counted, percent


def summary(report: Report, folder: Path | None) -> str:
    """Say in a few lines what a repair did, where the files are and what to do next."""
    size = f"{counted(report.pages, 'page')}, {report.characters:,} characters"
    lines = [f"{report.name}: {size}", ""]
    lines += _kinds(report)
    lines += [
        f"  {percent(report.untouched_share)} of the text is untouched, byte for byte.",
        "  Confidences are provisional: fitted on generated damage, not yet measured on papers.",
    ]
    if folder is not None:
        lines += ["", *_next(report, folder)]
    return "\n".join(lines)


def _kinds(report: Report) -> list[str]:
    """Return the table of damage by kind: applied, to review, left, reported."""
    if not report.tallies:
        return ["  No damage found.", ""]
    width = max(len(t.damage) for t in report.tallies)
    head = f"  {'damage':{width}}  applied  to review  left  reported"
    rows = [
        f"  {t.damage:{width}}  {t.applied:7}  {t.review:9}  {t.leave:4}  {t.findings:8}"
        for t in report.tallies
    ]
    total = (
        f"  {'in all':{width}}  {report.applied:7}  {report.proposed:9}  "
        f"{sum(t.leave for t in report.tallies):4}  {len(report.findings):8}"
    )
    return [head, *rows, total, ""]


def _next(report: Report, folder: Path) -> list[str]:
    """Say where the files are and what to do next."""
    lines = [
        f"Restored text   {folder / 'restored.txt'}",
        f"Report          {folder / 'report.html'}",
        "",
        f"See each change and its reason:  restore report {folder}",
        f"Prove that nothing else changed: restore verify {folder}",
    ]
    if report.proposed:
        left = counted(report.proposed, "proposal")
        lines.append(f"{left} to review:  restore report {folder} --tier review")
    return lines


def orphaned(number: int, folder: Path) -> str:
    """Say that decisions fit nowhere in the paper as it is read now."""
    kept = counted(number, "decision")
    return (
        f"restore: {kept} in {folder / 'decisions.jsonl'} fit nowhere in this paper any more; "
        "they are kept, and change nothing."
    )


def proof(found: Proof) -> str:
    """Say what was proved."""
    share = percent(found.untouched / found.source if found.source else 1.0)
    return (
        "L1 holds: the pieces cover both texts exactly, in order.\n"
        f"L2 holds: {found.untouched:,} of {found.source:,} characters ({share}) "
        "stand as they were found.\n"
        "L3 holds: taking all corrections back gives the source, byte for byte.\n"
        f"L4 holds: all {found.corrections:,} corrections say what stood at their place."
    )


def what_was_read(document: Document) -> str:
    """Say which reader read the paper and what it noted."""
    source = document.source
    notes = [f"  {note}" for note in source.notes]
    encoding = f", {source.encoding}" if source.encoding else ""
    return "\n".join([f"{source.name}: read by {source.reader}{encoding}", *notes])


class Told:
    """Shows what is being done as a bar on a terminal's standard error, nothing elsewhere."""

    def __init__(self, bar: Progress | None) -> None:
        """Begin with an empty bar."""
        self._bar = bar
        self._task = bar.add_task("reading", total=None) if bar else None

    def pages(self, done: int, total: int) -> None:
        """Tell that so many pages of so many are read."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description="reading", completed=done, total=total)

    def stage(self, name: str) -> None:
        """Tell that a pass of the repair begins."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=name, completed=0, total=None)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Told]:
    """Give something that can be told of progress."""
    if quiet or not sys.stderr.isatty():
        yield Told(None)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Told(bar)
