"""`restore export --to pdf`: finds the paper's PDF, has its maps repaired, says what was done."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from restore import paperfolder
from restore.errors import UsageError
from restore.export.pdf import Mended
from restore.export.pdf_plan import Open
from restore.report.words import counted

PDF = "pdf"
SCHEMA = "restore.pdf/1"

Command = Callable[..., Any]


def options(command: Command) -> Command:
    """Add the options that only an exported PDF has."""
    for option in reversed(
        (
            click.option(
                "--pdf",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="The paper's PDF, where it does not lie beside FOLDER.",
            ),
            click.option(
                "--best-guess",
                is_flag=True,
                help="In pdf, write readings that wait for a person, too.",
            ),
            click.option(
                "--bare-redactions",
                is_flag=True,
                help="In pdf, write letters even if text under redactions becomes readable.",
            ),
            click.option(
                "--json", "as_json", is_flag=True, help="For pdf, list each code as JSON."
            ),
            click.option("-v", "--verbose", is_flag=True, help="For pdf, list each open code."),
        )
    ):
        command = option(command)
    return command


def check_options(to: str, of_pdf: Mapping[str, object]) -> None:
    """Refuse options of an exported PDF where another format is asked for."""
    if to != PDF and any(of_pdf.values()):
        raise UsageError(
            "--pdf, --best-guess, --bare-redactions, --json and -v are for --to pdf.",
            advice="Leave them out.",
        )


def export(
    folder: Path,
    output: Path | None,
    *,
    force: bool,
    pdf: Path | None,
    as_json: bool,
    verbose: bool,
    **choices: bool,
) -> bytes:
    """Write the repaired PDF to `output`, if there is one, and return it.

    `choices` are those of `Paper.mended_pdf`.
    """
    if output is None and (as_json or sys.stdout.isatty()):
        raise UsageError("Standard output is no place for this PDF.", advice="Name one with -o.")
    paper = paperfolder.load(folder)
    paper.check_pdf()
    source = paperfolder.file_of(folder, pdf)
    if output is not None:
        paperfolder.check_output(output, force=force, keep=source)
    mended = paper.mended_pdf(source.read_bytes(), **choices)
    if output is not None:
        paperfolder.place(output, mended.data)
    if as_json:
        sys.stdout.buffer.write(listed(mended).encode())
    else:
        for line in said(mended, source.name, verbose=verbose):
            click.echo(line, err=True)
    return mended.data


def listed(mended: Mended) -> str:
    """Return every code that has a new text, and every one that is left as it is, as JSON."""
    fields = {
        "schema": SCHEMA,
        "fonts": mended.fonts,
        "written": [entry._asdict() for entry in mended.entries],
        "left": [{**each._asdict(), "posterior": round(each.posterior, 6)} for each in mended.left],
    }
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def said(mended: Mended, name: str, *, verbose: bool) -> Iterator[str]:
    """Say in one line what was written and what is left; on demand, each code that is left."""
    guesses = sum(1 for entry in mended.entries if entry.why == "best guess")
    least = f" ({guesses:,} as a best guess)" if guesses else ""
    done = f"{counted(len(mended.entries), 'code')}{least} of {counted(mended.fonts, 'font')}"
    left = f"{counted(len(mended.left), 'code')} left as found" if mended.left else "none left open"
    yield f"{name}: {done} given a letter; {left}."
    if mended.redrawn:
        fonts = ", ".join(mended.redrawn)
        yield f"  Not embedded, so viewers may draw what the new map says: {fonts}."
    if verbose:
        yield from (_open(each) for each in mended.left)


def _open(each: Open) -> str:
    """Say of one code what is known."""
    best = f", most likely '{each.reading}' ({each.posterior:.2f})" if each.reading else ""
    return (
        f"  font {each.font or '-'} (object {each.reference}), code {each.code}: {each.fault}{best}"
    )
