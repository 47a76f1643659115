"""Draws lines in Times with letters left out, so that only their room is left on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from restore.evidence.glyph_widths import faces
from tests.read.tiny import tiny_pdf

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
TIMES, BOLD = FONT % "Times-Roman", FONT % "Times-Bold"


def times(*, bold: bool = False) -> dict[str, float]:
    """Return the advances of Times in ems."""
    face = next(f for f in faces() if "times" in f.names and f.bold == bold and not f.italic)
    return dict(face.widths)


class Drawn(NamedTuple):
    """A line to be drawn: its text, the letters it loses, where it begins and ends, in points.

    A line with an end is justified: its spaces are stretched to fill it.
    """

    text: str
    lost: str
    left: float = 50
    down: float = 0
    right: float | None = None
    bold: bool = False


def holed_pdf(lines: Iterable[str], lost: str, *, size: float = 12, tracking: float = 0.0) -> bytes:
    """Return a page of lines; letters in `lost` and all spaces leave their room and nothing else.

    `tracking` is what is added to every advance, in ems.
    """
    drawn = [Drawn(line, lost, down=20 * number) for number, line in enumerate(lines)]
    return drawn_pdf(drawn, size=size, tracking=tracking)


def drawn_pdf(lines: Sequence[Drawn], *, size: float = 12, tracking: float = 0.0) -> bytes:
    """Return a page with lines where they ask to stand, in Times and Times bold."""
    shown = [b"%g Tc" % (tracking * size)]
    for line in lines:
        font = "/F2" if line.bold else "/F1"
        items = _items(line, size, tracking)
        place = f"{font} {size:g} Tf 1 0 0 1 {line.left:g} {740 - line.down:g} Tm"
        shown.append(f"{place} [{items}] TJ".encode("cp1252"))
    page = b"BT " + b"\n".join(shown) + b" ET"
    fonts = "/Font << /F1 3 0 R /F2 50 0 R >>"  # a second key of the same name wins
    return tiny_pdf(page, font=TIMES, extra=(BOLD,), resources=fonts)


def _items(line: Drawn, size: float, tracking: float) -> str:
    """Return the operands of one line: letters, and room in thousandths of an em."""
    widths = times(bold=line.bold)
    space = widths[" "] + tracking
    if line.right is not None:
        natural = sum(widths[c] + tracking for c in line.text)
        space += ((line.right - line.left) / size - natural) / line.text.count(" ")
    items = ""
    for character in line.text:
        if character == " ":
            items += f" {-1000 * space:.0f} "
        elif character in line.lost:
            items += f" {-1000 * (widths[character] + tracking):.0f} "
        else:
            items += f"({character})"
    return items
