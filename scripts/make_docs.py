"""Writes docs/commands.md from the commands' own help, so that the two cannot disagree.

python scripts/make_docs.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import restore.cli

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
WIDTH = 88

OPENING = """\
# Commands

This page is made from the program's own help by `make docs`.
"""


def program() -> click.Group:
    """Return the group that holds all commands."""
    return next(v for v in vars(restore.cli).values() if isinstance(v, click.Group))


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its name, in the order in which the help lists them."""
    group = program()
    context = click.Context(group, info_name="restore")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            yield name, command


def help_of(command: click.Command, name: str) -> str:
    """Return a command's help as a terminal of fixed width shows it."""
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def page() -> str:
    """Return the page."""
    parts = [OPENING, f"```text\n{help_of(program(), 'restore')}\n```\n"]
    for name, command in commands():
        parts.append(f"## {name}\n\n```text\n{help_of(command, f'restore {name}')}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
