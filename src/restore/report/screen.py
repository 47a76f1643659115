"""A screen of fixed width in memory, with colours or without: where reports for terminals are set.

The wall around rich, together with `text.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from restore.report.visible import visible


class Screen:
    """Collects what is written, on a console that writes to memory."""

    def __init__(self, width: int, *, color: bool) -> None:
        """Open the console."""
        self._width, self._color = width, color
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=width,
            force_terminal=color,
            color_system="standard" if color else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )

    @property
    def width(self) -> int:
        """Return the columns of the screen."""
        return self._width

    def text(self) -> str:
        """Return what was written, without blanks at the ends of lines."""
        lines = self._out.getvalue().split("\n")
        return "\n".join(line.rstrip() for line in lines)

    def line(self, words: str, *, style: str = "") -> None:
        """Write a line, longer ones wrapped at words."""
        self._console.print(Text(words, style=style))

    def say(self, words: str, *, style: str = "") -> None:
        """Write a paragraph."""
        self.line(words, style=style)
        self._console.print()

    def heading(self, title: str) -> None:
        """Write a heading."""
        self.say(f"== {visible(title)}", style="bold")

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table; columns whose heading starts with a blank hold numbers, set right."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in headings:
            number = heading.startswith(" ")
            table.add_column(
                heading.strip(),
                justify="right" if number else "left",
                no_wrap=number,
                overflow="fold",
            )
        for row in rows:
            table.add_row(*(Text(visible(cell)) for cell in row))
        self._console.print(table)
        self._console.print()

    def reasons(self, reasons: Iterable[tuple[str, str]]) -> None:
        """Write two columns, indented: who says something, and what."""
        grid = Table.grid(padding=(0, 1))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for who, what in reasons:
            grid.add_row(Text(f"{visible(who)}:"), Text(what))
        self._console.print(Padding(grid, (0, 0, 1, 4)))
