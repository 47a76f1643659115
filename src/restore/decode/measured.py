"""Gaps with their room: what the page itself says of letters that are gone.

Between two surviving letters of a word there is as much room as the letters lost between them are
wide.  The reader gives where each glyph begins and how far it advances; the metrics of the font are
known from its name or from the glyphs it still shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from restore.decode.model import Observed
from restore.evidence.glyph_widths import tolerance_of, twin
from restore.page import Document, Glyph

ROUNDING = 0.004
"""Ems within which a room is measured at best: two positions and a few advances, each rounded to a
thousandth of an em or a hundredth of a point (at 10 points a thousandth, too)."""

KERNED = 0.05
"""Ems of tolerance from which widths prove too little to be asked: with positions off by so much
the right word is first no oftener than without half of the widths (0.65 against 0.82)."""

FEWEST = 4
"""Pairs of touching letters from which tracking and kerning are measured; below, none is thought
of."""


class Metrics(NamedTuple):
    """The advances of a font's characters in ems, and within how many ems they hold."""

    widths: Mapping[str, float]
    tolerance: float


def metrics_of(document: Document) -> dict[int, Metrics]:
    """Return the metrics of each font of a document, by its number, as far as they are known.

    They are those of the face it is named after or has the widths of, with the advances that the
    font itself shows before them.  A font that neither tells has only what it shows: a word with
    another letter then cannot be measured.
    """
    shown: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for glyph in document.glyphs:
        if glyph.size > 0 and len(glyph.text) == 1 and not glyph.text.isspace():
            shown[glyph.font][glyph.text].append(glyph.advance / glyph.size)
    return {
        font: _metrics(document.fonts[font].name, {c: median(a) for c, a in own.items()})
        for font, own in shown.items()
    }


def _metrics(name: str, own: Mapping[str, float]) -> Metrics:
    """Return what is known of a font with a name and the advances it shows."""
    face = twin(name, own.values())
    widths = {**(face.widths if face else {}), **own}
    return Metrics(widths, max(ROUNDING, tolerance_of(own.values())))


def measure(
    observed: Observed, glyphs: Sequence[Glyph | None], metrics: Mapping[int, Metrics]
) -> Observed:
    """Return a line with the room of its gaps, as far as one font and one baseline show it.

    `glyphs` has the glyph of each character of the line, None for those the reader put in.  Where
    letters are set apart by a constant, as tracking does, the constant counts to every advance.
    Nothing is measured where kerning blurs the widths, or where a letter has no glyph.
    """
    drawn = [glyphs[atom.at] for atom in observed.atoms]
    placed = [glyph for glyph in drawn if glyph is not None]
    fonts = {glyph.font for glyph in placed}
    if len(placed) < 2 or len(placed) < len(drawn) or len(fonts) > 1 or not fonts <= set(metrics):
        return observed
    known = metrics[placed[0].font]
    touching = list(_touching(observed, placed))
    tracking = median(touching) if len(touching) >= FEWEST else 0.0
    blur = _blur(touching, tracking)
    if blur >= KERNED:
        return observed
    rooms = [None, *(_room(a, b) for a, b in pairwise(placed)), None]
    return replace(
        observed,
        gaps=tuple(
            gap._replace(width=None if room is None else room - tracking)
            for gap, room in zip(observed.gaps, rooms, strict=True)
        ),
        widths={c: width + tracking for c, width in known.widths.items()},
        space=known.widths[" "] + tracking if " " in known.widths else None,
        tolerance=max(known.tolerance, blur),
    )


def _room(one: Glyph, other: Glyph) -> float | None:
    """Return the room between two glyphs in ems.

    None where a new line or another size begins, or where there is room for a gutter.
    """
    if other.x0 < one.x0 or abs(other.bottom - one.bottom) > 0.5 * one.size or one.size <= 0:
        return None
    room = (other.x0 - one.x0 - one.advance) / one.size
    return room if room < GUTTER else None


def _touching(observed: Observed, glyphs: Sequence[Glyph]) -> Iterator[float]:
    """Yield the room between letters that stand side by side and can have lost nothing.

    A letter lost between them would take a fifth of an em at least, as an i or l does.
    """
    for gap, (one, other) in zip(observed.gaps[1:-1], pairwise(glyphs), strict=True):
        room = _room(one, other)
        if not gap.seen and room is not None and abs(room) < NARROWEST:
            yield room


GUTTER = 8.0
"""Ems from which room may part columns: three words of four letters that are wholly lost, the most
that are thought of in one gap, take as many with their spaces."""

NARROWEST = 0.19
"""Ems less than the narrowest letter advances: 0.222 in Helvetica (i, j, l), 0.278 in Times."""


def _blur(touching: Sequence[float], tracking: float) -> float:
    """Return how far touching letters stand from where their advances put them, in ems.

    Nine in ten are within it; kerning moves a letter in ten by up to a tenth of an em.
    """
    off = sorted(abs(room - tracking) for room in touching)
    return off[int(0.9 * (len(off) - 1))] if len(off) >= FEWEST else 0.0
