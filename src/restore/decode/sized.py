"""What survives of a word that nothing settles, with its gaps marked and, where widths tell, sized.

S t      ->  S[...]t        how much is lost is unknown
S t      ->  S[..]t         room for two letters (Leiden: one dot for each lost letter)
"""

from __future__ import annotations

from restore.decode.model import Observed
from restore.ledger import GAP

LETTER = 0.46
"""Mean advance of letters in ems, over 18 Latin families; a column is one em in monospaced text."""

HALF = 0.5
"""Letters by which a room may be off a whole number of letters and still be counted so."""

MOST = 12
"""Letters up to which a count means something: widths of single letters vary by a third, so that
twelve letters are uncertain by one."""


def with_gaps(observed: Observed, start: int, end: int) -> str:
    """Return the atoms from `start` up to `end` with a mark for what is lost between them.

    >>> from restore.decode.observe import observe
    >>> with_gaps(observe("S t Un n"), 0, 2)
    'S[...]t'
    """
    pieces = [observed.atoms[start].text]
    for place in range(start + 1, end):
        gap = observed.gaps[place]
        if gap.seen or (gap.width or 0.0) > observed.tolerance + 0.5 * LETTER:
            pieces.append(mark_of(gap.width, columns=observed.space == 1.0))
        pieces.append(observed.atoms[place].text)
    return "".join(pieces)


def mark_of(room: float | None, *, columns: bool = False) -> str:
    """Return the mark of a gap with so much room, in ems: sized if the room tells a number.

    >>> mark_of(None), mark_of(0.9), mark_of(3.0, columns=True), mark_of(9.0)
    ('[...]', '[..]', '[...]', '[...]')
    """
    if room is None:
        return GAP
    letters = room / (1.0 if columns else LETTER)
    if letters > MOST or letters < HALF:
        return GAP
    return f"[{'.' * round(letters)}]"
