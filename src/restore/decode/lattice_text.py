"""Sets the words and marks of a reading as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from restore.decode.lattice_line import CLOSING, JOINING, OPENING

QUOTES = frozenset("'\"")
"""Marks that open and close alike."""


class Piece(NamedTuple):
    """A word or a mark of a line; `mark` tells which, `tight` that no gap shows before it."""

    text: str
    mark: bool = False
    tight: bool = False


def printed(pieces: Sequence[Piece]) -> str:
    """Return pieces with spaces where print has them.

    >>> printed([Piece("the"), Piece("“", True), Piece("Cold"), Piece("War"), Piece("”", True)])
    'the “Cold War”'
    """
    text, joined = "", True
    opened: set[str] = set()
    for place, piece in enumerate(pieces):
        opens = piece.mark and _opens(piece, opened, pieces[place + 1 :])
        closes = piece.mark and not opens and (piece.text in CLOSING or piece.text in QUOTES)
        joins = piece.mark and piece.text in JOINING
        together = joined or closes or joins or (piece.tight and (piece.mark or _marked(text)))
        text += piece.text if together else f" {piece.text}"
        joined = opens or joins
    return text


def _marked(text: str) -> bool:
    """Tell whether a text ends in a mark or figure, to which letters may be joined."""
    return not text[-1:].isalpha()


def _opens(mark: Piece, opened: set[str], rest: Sequence[Piece]) -> bool:
    """Tell whether a mark opens, and remember it until it closes.

    One that does not come again is an apostrophe, unless it touches the next word alone.
    """
    if mark.text in OPENING:
        return True
    if mark.text not in QUOTES:
        return False
    if mark.text in opened:
        opened.discard(mark.text)
        return False
    if all(piece.text != mark.text for piece in rest):
        return not mark.tight and bool(rest) and rest[0].tight
    opened.add(mark.text)
    return True
