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
    group, context = program(), top()
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            yield name, command


def top() -> click.Context:
    """Return the context that all commands share, as wide as the page whatever the terminal."""
    group = program()
    settings = {**group.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(group, info_name="restore", **settings)


def help_of(context: click.Context) -> str:
    """Return a command's help as a block of the page."""
    lines = (line.rstrip() for line in context.get_help().splitlines())
    return "\n".join(["```text", *lines, "```", ""])


def page() -> str:
    """Return the page."""
    parent = top()
    parts = [OPENING, help_of(parent)]
    for name, command in commands():
        context = click.Context(command, info_name=name, parent=parent, **command.context_settings)
        parts += [f"## {name}\n", help_of(context)]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
