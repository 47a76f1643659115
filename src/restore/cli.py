"""The command line: read, call one function, write.  Errors become exit codes here, once.

Text goes to standard output, messages to standard error.  Nothing is overwritten without --force.

    0 ok · 1 bad arguments · 2 bad input · 3 missing dependency · 4 invalid output · 5 file access
    8 encrypted · 9 bad configuration · 15 other · 20 items left to review · 130 interrupted
"""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

import click

from restore import cli_names, cli_pdf, cli_words, config, paperfolder
from restore.errors import ConfigError, RestoreError, UsageError
from restore.paper import Format, Paper, repair_read
from restore.read import parse_pages, read
from restore.report import diagnosis, diagnosis_text, html
from restore.report import machine as report_json
from restore.report import text as report_text
from restore.report.data import Report, summarize
from restore.report.diff import unified
from restore.report.visible import visible
from restore.view import WITNESSES, check_witnesses

STANDARD = "-"
TO_REVIEW = 20
INTERRUPTED = 130
OTHER = 15

Command = Callable[..., Any]
Option = Any
"""What click hands over as an option's value."""


def reading_options(command: Command) -> Command:
    """Add the options of every command that reads a paper."""
    for option in reversed(
        (
            click.option("--pages", metavar="SPEC", help="Only these pages, e.g. 1,3-5."),
            click.option(
                "--dictionary",
                "dictionaries",
                multiple=True,
                metavar="FILE",
                type=click.Path(path_type=Path),
                help="An own list of names or titles, asked before the bundled ones; repeatable.",
            ),
            click.option(
                "--without",
                multiple=True,
                metavar="WITNESS",
                help=f"Switch a witness off: {', '.join(WITNESSES)}; repeatable.",
            ),
            click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts."),
            click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
            click.option("-v", "--verbose", is_flag=True, help="Say more of what is done."),
        )
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="restore-papers", prog_name="restore")
def cli() -> None:
    """Repair the damaged text of scholarly papers; every change is recorded with its reason."""


@cli.command()
@click.argument("paper")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to write; PAPER.restore beside the paper unless given.",
)
@click.option("--force", is_flag=True, help="Make the folder anew; decisions in it are kept.")
@click.option("--check", is_flag=True, help=f"Exit {TO_REVIEW} when items are left to review.")
@reading_options
def repair(
    paper: str, *, output: Path | None, force: bool, check: bool, as_json: bool, **options: Option
) -> None:
    """Repair PAPER (a PDF or text file) into PAPER.restore/.

    With "-" text is read from standard input and restored text goes to standard output.
    """
    to_stdout = paper == STANDARD and output is None
    folder = output or paperfolder.folder_for(paper)
    if not to_stdout:
        paperfolder.check_free(folder, force=force)
        kept = paperfolder.decisions_in(folder)
    done, used = _repair(paper, options)
    if to_stdout:
        _put(done.text)
    else:
        done = done.decided(kept)
        if paper != STANDARD and (way := paperfolder.way_to(paper, folder)):
            used[paperfolder.FILE] = way
        paperfolder.write(done, folder, used)
        if lost := len(done.orphans):
            click.echo(cli_words.orphaned(lost, folder), err=True)
    report = summarize(done.document, done.ledger)
    if as_json and not to_stdout:
        _put(report_json.render(report))
    elif not options["quiet"]:
        words = cli_words.summary(report, None if to_stdout else folder)
        click.echo(words, err=to_stdout)
    if check and report.proposed:
        raise click.exceptions.Exit(TO_REVIEW)


@cli.command()
@click.argument("paper")
@reading_options
def diagnose(paper: str, *, as_json: bool, **options: Option) -> None:
    """Say what is damaged in PAPER, per page and font, before any change."""
    done, _ = _repair(paper, options)
    found = diagnosis.diagnose(done.document, done.ledger)
    if as_json:
        _put(diagnosis.render_json(found))
    else:
        _put(diagnosis_text.render(found, width=_width(), color=_color(), paper=paper))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--html", "form", flag_value="html", help="Print the report as one HTML file.")
@click.option("--json", "form", flag_value="json", help="Print the report as JSON.")
@click.option("--diff", "form", flag_value="diff", help="Print a unified diff that patch applies.")
@click.option(
    "--tier", type=click.Choice(["accept", "review", "leave"]), help="List only this tier."
)
@click.option("--damage", metavar="KIND", help="List only this kind of damage.")
@click.option("--all", "everything", is_flag=True, help="List every entry, however many.")
@click.option("--check", is_flag=True, help=f"Exit {TO_REVIEW} when items are left to review.")
def report(
    folder: Path, *, form: str | None, check: bool, everything: bool, **choice: Option
) -> None:
    """Show what was changed in FOLDER (a PAPER.restore), how sure it is, and why."""
    paper = paperfolder.load(folder)
    summary = summarize(paper.document, paper.ledger)
    _check_kind(summary, choice["damage"])
    if form == "html":
        _put(html.render(summary))
    elif form == "json":
        _put(report_json.render(summary))
    elif form == "diff":
        _put(unified(paper.document.text, paper.ledger))
    else:
        limit = None if everything else report_text.LIMIT
        _put(report_text.render(summary, width=_width(), color=_color(), limit=limit, **choice))
    if check and summary.proposed:
        raise click.exceptions.Exit(TO_REVIEW)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Choice([*get_args(Format), cli_pdf.PDF]),
    default="txt",
    show_default=True,
    help="Restored text, a unified diff that patch applies, or the PDF with repaired maps.",
)
@click.option(
    "--marks",
    type=click.Choice(["plain", "none", "leiden"]),
    default="plain",
    show_default=True,
    help="How lost and supplied matter is marked in txt.",
)
@click.option(
    "--flow",
    is_flag=True,
    help="The reading text: paragraphs joined over page ends, notes behind their paragraph.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@cli_pdf.options
def export(
    folder: Path,
    *,
    to: str,
    marks: str,
    flow: bool,
    output: Path | None,
    force: bool,
    **of_pdf: Option,
) -> None:
    """Export the restored text of FOLDER, after proving that only recorded places changed.

    With --to pdf the paper's own PDF is given back: it looks the same, and whoever copies or
    searches it gets the letters that were decided.
    """
    cli_pdf.check_options(to, of_pdf)
    if (flow or marks != "plain") and to != "txt":
        raise UsageError("--flow and --marks are for txt.", advice="Leave them out, or --to txt.")
    if flow and marks != "plain":
        raise UsageError("--flow and --marks do not go together.", advice="Choose one of them.")
    if to == cli_pdf.PDF:
        made_pdf = cli_pdf.export(folder, output, force=force, **of_pdf)
        if output is None:
            _put_bytes(made_pdf)
        return
    made = paperfolder.load(folder).export(to, marks=marks, flow=flow)  # type: ignore[arg-type]
    if output is None:
        _put(made)
    else:
        paperfolder.save(output, made, force=force)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@cli_names.options
def names(folder: Path, **choices: Option) -> None:
    """List every name in FOLDER (a PAPER.restore): spellings, places, record, what looks like it.

    A person's decisions (--merge, --split, --confirm, --undo) are kept in names.jsonl there.  They
    change no text, and hold for every later repair of the paper.
    """
    _put(cli_names.run(folder, choices, width=_width(), color=_color()))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def verify(folder: Path, *, quiet: bool) -> None:
    """Prove that FOLDER's restored text differs from the source only as recorded (L1-L4)."""
    proof = paperfolder.prove(folder)
    if not quiet:
        click.echo(cli_words.proof(proof))


def _repair(paper: str, options: dict[str, Any]) -> tuple[Paper, dict[str, object]]:
    """Read and repair a paper with the options of the command line and of `restore.toml`."""
    here = [Path.cwd()] if paper == STANDARD else [Path.cwd(), Path(paper).parent]
    settings = config.find(here)
    _check_settings(settings)
    dictionaries = (*options["dictionaries"], *settings.dictionaries)
    without = options["without"] or settings.without
    pages = parse_pages(options["pages"]) if options["pages"] else None
    with cli_words.progress(quiet=options["quiet"]) as told:
        document = read(paper, pages=pages, progress=told.pages)
        done = repair_read(
            document, dictionaries=dictionaries, without=without, progress=told.stage
        )
    if options["verbose"]:
        click.echo(cli_words.what_was_read(document), err=True)
    used: dict[str, object] = {
        "pages": options["pages"] or "all",
        "without": sorted(without),
        "dictionaries": [path.name for path in dictionaries],
    }
    return done, used


def _check_settings(settings: config.Config) -> None:
    """Refuse a configuration that switches off a witness there is not, naming its file."""
    try:
        check_witnesses(settings.without)
    except UsageError as error:
        raise ConfigError(f"{settings.path}: {error.message}", advice=error.advice) from error


def _check_kind(summary: Report, damage: str | None) -> None:
    """Refuse a kind of damage that this paper does not have."""
    kinds = [tally.damage for tally in summary.tallies]
    if damage is not None and damage not in kinds:
        known = ", ".join(kinds) or "none at all"
        raise UsageError(f"This paper has no damage '{damage}'.", advice=f"It has: {known}.")


def _put(text: str) -> None:
    """Write text to standard output as UTF-8 bytes, whatever the locale; line ends stay."""
    _put_bytes(text.encode("utf-8", "surrogatepass"))


def _put_bytes(data: bytes) -> None:
    """Write bytes to standard output."""
    stream = sys.stdout.buffer
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:  # as with `| head`: whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(0) from None


def _width() -> int:
    """Return the width of the terminal, 80 where there is none."""
    return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 80


def _color() -> bool:
    """Tell whether standard output wants colours."""
    return report_text.wants_color(sys.stdout)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; no traceback ever reaches a user."""
    with _ending():
        code = cli.main(
            args=list(sys.argv[1:] if arguments is None else arguments) or ["--help"],
            prog_name="restore",
            standalone_mode=False,
        )
        sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def _ending() -> Iterator[None]:
    """Turn whatever ends a command into one line and an exit code."""
    try:
        yield
    except RestoreError as error:
        _end(str(error), error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _end("Interrupted; nothing was written.", INTERRUPTED)
    except click.ClickException as error:
        _end(f"{error.format_message()} Try 'restore --help'.", UsageError.exit_code)
    except MemoryError:
        _end("Out of memory. Try fewer pages with --pages.", OTHER)
    except Exception as error:  # noqa: BLE001 (the last resort: a bug must not look like a crash)
        if os.environ.get("RESTORE_DEBUG"):
            traceback.print_exc()
        kind = type(error).__name__
        _end(
            f"An error of the program itself ({kind}: {error}). Nothing was written. "
            "Please report it with the paper; RESTORE_DEBUG=1 shows where it happened.",
            OTHER,
        )


def _end(message: str, code: int) -> None:
    """Say why the command ends and end it."""
    shown = "\n".join(visible(line) for line in message.split("\n"))
    click.echo(f"restore: {shown}", err=True)
    sys.exit(code)
