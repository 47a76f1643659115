"""`restore names`: lists the names of a paper, keeps what a person decides, saves the confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from restore import cli_names_decide, config, paperfolder
from restore.cli_names_decide import Choices, Names, decide, said
from restore.errors import OutputError, UsageError
from restore.evidence.authorities import load, read_file
from restore.names.model import Kind, Name, Roster
from restore.names.roster import roster_of
from restore.names.saving import COLUMNS, dictionary, entry_of, file_for
from restore.names.search import find_names
from restore.report import names_machine, names_text
from restore.report.names import name_report, order
from restore.report.visible import visible
from restore.report.words import counted
from restore.wire.names import NameDecision

ENDING = ".tsv"
Command = Callable[..., Any]


def options(command: Command) -> Command:
    """Add the options of `restore names`."""
    for option in reversed((*_listing(), *_deciding(), *_saving())):
        command = option(command)
    return command


def _listing() -> Iterator[Command]:
    """Yield the options that choose what is listed, and how."""
    yield click.option(
        "--kind", type=click.Choice(get_args(Kind)), help="List only names of this kind."
    )
    yield click.option(
        "--find", metavar="TEXT", help="List only names that TEXT can mean, in any romanisation."
    )
    yield click.option("--unknown", is_flag=True, help="List only names that no list has.")
    yield click.option("--all", "everything", is_flag=True, help="Tell every place.")
    yield click.option(
        "--dictionary",
        "dictionaries",
        multiple=True,
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="An own list of names, asked before the bundled ones; repeatable.",
    )
    yield click.option("--json", "form", flag_value="json", help="Print JSON for scripts.")
    yield click.option(
        "--tsv", "form", flag_value="tsv", help="Print a table, one line a spelling."
    )


def _deciding() -> Iterator[Command]:
    """Yield the options by which a person decides."""
    yield click.option(
        "--merge",
        "merges",
        nargs=2,
        multiple=True,
        metavar="ONE OTHER",
        help="Both spellings name the same; repeatable.",
    )
    yield click.option(
        "--split",
        "splits",
        multiple=True,
        metavar="SPELLING",
        help="This spelling is not of the name it stands with; repeatable.",
    )
    yield click.option(
        "--from", "lead", metavar="ONE", help="With --split: it is not of the name of ONE."
    )
    yield click.option(
        "--confirm",
        "confirms",
        multiple=True,
        metavar="NAME",
        help="This name is right as it is grouped; repeatable. --kind says of what it is.",
    )
    yield click.option(
        "--as",
        "record",
        metavar="RECORD",
        help='With --confirm: it is this one of a list; "-" for none of them.',
    )
    yield click.option("--undo", is_flag=True, help="Take the last decision back.")
    yield click.option("--by", default="", metavar="WHO", help="Who decides; kept with it.")


def _saving() -> Iterator[Command]:
    """Yield the options that save confirmed names."""
    yield click.option(
        "--save",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Add the confirmed names to this dictionary (.tsv); made where there is none.",
    )
    yield click.option("--force", is_flag=True, help="With --save: write FILE anew.")


def run(folder: Path, choices: Choices, *, width: int, color: bool) -> str:
    """Do what the options ask for, and return what is to be shown on standard output."""
    _check(folder, choices)
    names = _names(folder, choices)
    made, names = decide(names, choices)
    if made:
        paperfolder.keep_name_decisions(folder, made)
        for word in made:
            _tell(said(word))
    if choices["save"] is not None:
        _save(names, choices["save"], force=choices["force"])
    return _shown(names, made, choices, width=width, color=color)


def _check(folder: Path, choices: Choices) -> None:
    """Refuse what makes no sense, before anything is read."""
    if folder.is_file():
        made = paperfolder.folder_for(str(folder))
        raise OutputError(
            f"{folder} is a file, not a folder that repair made.",
            advice=f"Run 'restore repair {folder}', then 'restore names {made}'.",
        )
    cli_names_decide.check(choices)
    if choices["find"] is not None and not choices["find"].strip():
        raise UsageError("--find asks for a text.", advice='E.g. --find "Kim".')
    if choices["force"] and choices["save"] is None:
        raise UsageError("--force goes with --save.", advice="Leave it out.")
    if choices["save"] is not None:
        _check_place(choices["save"])


def _check_place(file: Path) -> None:
    """Refuse a dictionary that could not be written, before a decision is kept."""
    if file.suffix.lower() != ENDING:
        raise UsageError(
            f"'{file}' does not end in {ENDING}, as a dictionary does.",
            advice=f"Choose a name that ends in {ENDING}.",
        )
    if file.is_dir():
        raise OutputError(f"{file} is a folder.", advice="Name a file for --save.")
    if not file.parent.is_dir():
        raise OutputError(
            f"There is no folder {file.parent} for {file.name}.",
            advice="Make it, or choose another place for --save.",
        )


def _names(folder: Path, choices: Choices) -> Names:
    """Read the paper, its names, and what was decided so far."""
    paper = paperfolder.load(folder)
    kept = paperfolder.name_decisions_in(folder)
    settings = config.find([Path.cwd(), folder.resolve().parent])
    authorities = load((*choices["dictionaries"], *settings.dictionaries))
    return Names(paper, roster_of(paper.text, authorities), authorities, kept)


def _save(names: Names, path: Path, *, force: bool) -> None:
    """Add the confirmed names to dictionaries, one for each kind, and say so."""
    confirmed = sorted((name for name in names.roster.names if name.confirmed), key=order)
    made: dict[Path, tuple[str, int]] = {}
    for kind in COLUMNS:
        of_kind = [name for name in confirmed if name.kind == kind]
        entries = [entry_of(name, names.paper.document.source.name) for name in of_kind]
        entries = [entry for entry in entries if entry["name"]]
        if entries:
            file = file_for(path, kind)
            old = "" if force else _old(file)
            made[file] = dictionary(kind, entries, old, file=str(file)), len(entries)
    unsaid = [f'"{name.lead}"' for name in confirmed if name.kind not in COLUMNS]
    if not made:
        raise UsageError(
            f"Nobody said of what kind is {', '.join(unsaid)}, so there is nothing to save."
            if unsaid
            else "No name of this paper is confirmed yet, so there is none to save.",
            advice="Confirm names with --confirm NAME, and --kind where it is not known.",
        )
    for file, (text, count) in made.items():
        paperfolder.place(file, text.encode("utf-8"))
        _tell(f"{counted(count, 'confirmed name')} in {file}.")
    if unsaid:
        told = ", ".join(unsaid)
        _tell(f"Not saved, since nobody said of what kind: {told}.")


def _tell(words: str) -> None:
    """Say something on standard error; nothing of the paper in it can move the cursor."""
    click.echo(visible(words), err=True)


def _old(file: Path) -> str:
    """Return the text of a dictionary, empty where there is none; refuse a malformed one."""
    if not file.exists():
        return ""
    for _ in read_file(file, own=True):
        pass
    return file.read_bytes().decode("utf-8")


def _shown(
    names: Names, made: Sequence[NameDecision], choices: Choices, *, width: int, color: bool
) -> str:
    """Return the names that are asked for, in the form that is asked for."""
    form, roster = choices["form"], names.roster
    filters = [choices[option] for option in ("kind", "find", "unknown", "everything")]
    if choices["save"] is not None and not (made or form or any(filters)):
        return ""
    report = name_report(
        names.paper.document,
        names.paper.ledger,
        roster,
        listed=list(_chosen(roster, made, choices)),
        waiting=len(names.waiting),
    )
    if form == "json":
        return names_machine.render_json(report)
    if form == "tsv":
        return names_machine.render_tsv(report)
    return names_text.render(report, width=width, color=color, everything=choices["everything"])


def _chosen(roster: Roster, made: Sequence[NameDecision], choices: Choices) -> Iterator[Name]:
    """Yield the names to list: those just decided on, or those that the options choose."""
    if made:
        texts = {text for word in made for text in (word.one, word.other)}
        yield from (n for n in roster.names if not texts.isdisjoint(s.text for s in n.spellings))
        return
    find, kind = choices["find"], choices["kind"]
    for name in roster.names if find is None else find_names(roster, find):
        if kind in (None, name.kind) and not (choices["unknown"] and name.record is not None):
            yield name
