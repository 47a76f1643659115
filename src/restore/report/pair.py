"""Found above, restored below, as HTML that breaks both lines at the same words.

Each word is a small grid of two rows.  A kept piece stands in the file once and is drawn twice by
the stylesheet, so that a screen reader reads, and a search finds, it once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from restore.report.changes import Piece, elided
from restore.report.data import Item

KEEP = 160
"""Characters kept at each end of a long piece; what is longer is read in the text itself."""

LONGEST_WORD = 24
"""Pieces are kept on one line up to so many characters, or a phone would have to scroll."""

_WORD_RE = re.compile(r"\S*\s*")


def pair(item: Item, safe: Callable[[str], str]) -> str:
    """Return the two lines of a correction; `safe` escapes a text for HTML."""
    parts = (Piece(item.left, item.left), *elided(item.parts, KEEP), Piece(item.right, item.right))
    words = "".join(_word(word, safe) for word in _words(parts))
    return (
        f'<div class="pair" dir="ltr" translate="no"><b>found</b><b>{_name(item)}</b>{words}</div>'
    )


def _name(item: Item) -> str:
    """Return what the lower line is called."""
    return {"gap": "proposed", "proposed": "proposed", "rejected": "rejected"}.get(
        item.status, "restored"
    )


def _words(parts: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    """Yield the pieces of one word after the other; a break is allowed only between words."""
    word: list[Piece] = []
    for piece in _cut_at_spaces(parts):
        word.append(piece)
        size = sum(max(len(p.before), len(p.after)) for p in word)
        if size > LONGEST_WORD or piece.after[-1:].isspace():
            yield word
            word = []
    if word:
        yield word


def _cut_at_spaces(parts: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield kept pieces word by word, changed ones whole."""
    for part in parts:
        if part.same:
            yield from (Piece(w, w) for w in _WORD_RE.findall(part.after) if w)
        else:
            yield part


def _word(word: list[Piece], safe: Callable[[str], str]) -> str:
    """Return one word."""
    inner = "".join(_piece(piece, safe) for piece in word)
    return inner if len(word) == 1 else f"<span>{inner}</span>"


def _piece(piece: Piece, safe: Callable[[str], str]) -> str:
    """Return one piece as a grid of two rows."""
    if piece.same:
        text = safe(piece.after)
        return f'<i data-t="{text}">{text}</i>'
    return f"<u><del>{safe(piece.before)}</del><ins>{safe(piece.after)}</ins></u>"
