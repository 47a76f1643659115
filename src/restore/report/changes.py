"""Which characters of a reading are kept, and which changed: pieces of both, side by side."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from restore.align import matching_blocks
from restore.ledger import GAP, Step

_LOST = "\ufdd0"
"""Stands for `GAP` during the comparison, so that its dots are not taken for the paper's: a code
that Unicode reserves for such use inside a program."""


class Piece(NamedTuple):
    """A piece of what stood there and what stands there instead; equal where nothing changed."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Tell whether the piece was kept."""
        return self.before == self.after


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces whose `before` and `after` sides join up to the two texts.

    >>> [tuple(p) for p in pieces("C d Wa", "Cold War")]
    [('C', 'C'), (' ', 'ol'), ('d Wa', 'd Wa'), ('', 'r')]
    """
    if GAP in before or _LOST in before + after:
        return tuple(_joined(_cut(before, after)))
    cut = _cut(before, after.replace(GAP, _LOST))
    return tuple(_joined(Piece(p.before, p.after.replace(_LOST, GAP)) for p in cut))


def pieces_of(before: str, steps: Sequence[Step]) -> tuple[Piece, ...]:
    """Return the pieces that a correction's steps changed.

    Where one step says which part of the place became what, that is kept to, word by word; else
    both texts are compared.
    """
    if len(steps) != 1 or not steps[0].parts:
        return pieces(before, steps[-1].after if steps else before)
    found: list[Piece] = []
    at = 0
    for part in steps[0].parts:
        kept, changed = before[at : part.start], before[part.start : part.end]
        at = part.end
        if kept:
            found.append(Piece(kept, kept))
        if found and not found[-1].same and not found[-1].after[-1:].isspace():
            found[-1] = Piece(found[-1].before + changed, found[-1].after + part.after)
        else:
            found.append(Piece(changed, part.after))
    return tuple(_joined(iter([*found, Piece(before[at:], before[at:])])))


def _cut(before: str, after: str) -> Iterator[Piece]:
    """Yield changed and kept pieces in turn; a changed one may be empty."""
    at = moved = 0
    for block in matching_blocks(before, after):
        start, place, size = _whole_letters(before, after, block)
        if size:
            yield Piece(before[at:start], after[moved:place])
            yield Piece(before[start : start + size], after[place : place + size])
            at, moved = start + size, place + size
    yield Piece(before[at:], after[moved:])


def _whole_letters(before: str, after: str, block: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return a shared run cut back so that no accent is parted from its letter."""
    start, place, size = block
    while size and (_marked(before, start) or _marked(after, place)):
        start, place, size = start + 1, place + 1, size - 1
    while size and (_marked(before, start + size) or _marked(after, place + size)):
        size -= 1
    return start, place, size


def _marked(text: str, place: int) -> bool:
    """Tell whether an accent or other mark stands at `place`, which its letter must not lose."""
    return place < len(text) and unicodedata.category(text[place]).startswith("M")


def _joined(cut: Iterator[Piece]) -> Iterator[Piece]:
    """Leave out empty pieces."""
    return (piece for piece in cut if piece.before or piece.after)


def elided(parts: Sequence[Piece], keep: int) -> tuple[Piece, ...]:
    """Return the pieces with the middle of long ones cut out, `keep` characters left of each side.

    >>> [p.before for p in elided([Piece("The alliance was long", "The alliance was long")], 5)]
    ['The a…', '… long']
    """
    return tuple(short for piece in parts for short in _short(piece, keep))


def _short(piece: Piece, keep: int) -> Iterator[Piece]:
    """Yield a piece, in two halves where it is too long to read."""
    if piece.same and len(piece.before) > 2 * keep + 1:
        yield Piece(*(f"{piece.before[:keep]}…",) * 2)
        yield Piece(*(f"…{piece.before[-keep:]}",) * 2)
    else:
        yield Piece(_middle_out(piece.before, 2 * keep), _middle_out(piece.after, 2 * keep))


def _middle_out(text: str, keep: int) -> str:
    """Return the text with its middle cut out, `keep` characters at each end."""
    return text if len(text) <= 2 * keep + 1 else f"{text[:keep]}…{text[-keep:]}"
