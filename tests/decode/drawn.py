"""Draws lines in Times with letters left out, so that only their room is left on the page."""

from __future__ import annotations

from collections.abc import Iterable

from restore.evidence.glyph_widths import faces
from tests.read.tiny import tiny_pdf

TIMES = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"


def times() -> dict[str, float]:
    """Return the advances of Times-Roman in ems."""
    face = next(f for f in faces() if "times" in f.names and not f.bold and not f.italic)
    return dict(face.widths)


def holed_pdf(lines: Iterable[str], lost: str, *, size: float = 12, tracking: float = 0.0) -> bytes:
    """Return a page of lines; letters in `lost` and all spaces leave their room and nothing else.

    `tracking` is what is added to every advance, in ems.
    """
    widths = times()
    shown = [b"/F1 %g Tf %g Tc" % (size, tracking * size)]
    for number, line in enumerate(lines):
        items = ""
        for character in line:
            if character in lost or character == " ":
                items += f" {-1000 * (widths[character] + tracking):.0f} "
            else:
                items += f"({character})"
        shown.append(f"1 0 0 1 50 {740 - 20 * number} Tm [{items}] TJ".encode("cp1252"))
    return tiny_pdf(b"BT " + b"\n".join(shown) + b" ET", font=TIMES)
