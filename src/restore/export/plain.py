r"""The restored text as plain text, with or without an editor's marks.

    plain    as it is; `[...]` where matter is lost
    none     the same with a space where matter is lost, for indexes and concordances
    leiden   [abc] supplied, <abc> put for another reading, {abc} taken out, [---] lost,
             abc(?) a reading that waits for a person; brackets of the paper itself as \[ \]

`leiden` follows the Leiden conventions of papyrologists as far as plain text can carry them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, get_args

from restore.align import matching_blocks
from restore.errors import UsageError
from restore.ledger import GAP, Correction, Ledger, apply, tiles, verify
from restore.steps import sized

Marks = Literal["plain", "none", "leiden"]

_LOST = "\ufdd0"
"""Stands for `GAP` while readings are compared, so that its dots are not taken for the paper's: a
code that Unicode reserves for such use inside a program."""

_SIZED_RE = re.compile(r"\[\.+\]")
_BRACKET_RE = re.compile(r"[][<>{}\\]")


def restored_text(source: str, ledger: Ledger, *, marks: Marks = "plain") -> str:
    """Return the restored text, after proving that it differs from the source as recorded (L1-L4).

    Raises:
        LedgerError: the ledger does not belong to the source, or the proof fails.
        UsageError: there are no marks of that name.

    >>> from restore.text import digest
    >>> restored_text("Cold War", Ledger(source_sha256=digest("Cold War")))
    'Cold War'
    """
    restored = apply(source, ledger)
    verify(source, restored, ledger)
    if marks == "plain":
        return restored
    if marks not in get_args(Marks):
        raise UsageError(
            f"There are no marks '{marks}'.", advice=f"Choose from: {', '.join(get_args(Marks))}."
        )
    show = _without_gaps if marks == "none" else _leiden
    return "".join(
        _untouched(source[s.source.start : s.source.end], marks)
        if s.correction is None
        else show(s.correction)
        for s in tiles(source, ledger)
    )


def _untouched(text: str, marks: Marks) -> str:
    """Return text that no correction touches; its own brackets are escaped where marks use them."""
    return _escaped(text) if marks == "leiden" else text


def _escaped(text: str) -> str:
    """Return text whose brackets cannot be taken for an editor's."""
    return _BRACKET_RE.sub(r"\\\g<0>", text)


def _without_gaps(correction: Correction) -> str:
    """Return what stands at a corrected place, with spaces for the gap marks put there.

    Not with nothing: the letters on both sides of a gap would make a word that never was.
    """
    if correction.status == "gap":
        return _SIZED_RE.sub(" ", correction.shown)
    if not correction.applied or GAP in correction.before:
        return correction.shown
    return correction.shown.replace(GAP, " ")


def _leiden(correction: Correction) -> str:
    """Return what stands at a corrected place, with marks for what was done."""
    if correction.status in ("proposed", "gap"):
        return f"{_escaped(sized(correction.before))}(?)"
    if not correction.applied:
        return _escaped(correction.before)
    before, after = correction.before, correction.after
    if GAP not in before and _LOST not in before + after:
        after = after.replace(GAP, _LOST)
    return "".join(_marked_pieces(before, after))


def _marked_pieces(before: str, after: str) -> Iterator[str]:
    """Yield kept and changed pieces in turn, the changed ones in brackets."""
    at = moved = 0
    for start, place, size in matching_blocks(before, after):
        yield _change(before[at:start], after[moved:place])
        yield _escaped(before[start : start + size])
        at, moved = start + size, place + size
    yield _change(before[at:], after[moved:])


def _change(before: str, after: str) -> str:
    """Return the marks for one changed piece; space alone needs none.

    >>> _change("", "ol"), _change("l. ac)rT5", ""), _change("rn", "m"), _change(" ", " ")
    ('[ol]', '{l. ac)rT5}', '<m>', ' ')
    """
    if _LOST in after:
        return "[---]".join(_change("", part) for part in after.split(_LOST))
    if not before.strip() and not after.strip():
        return after
    if not before.strip():
        return f"[{_escaped(after)}]"
    return f"<{_escaped(after)}>" if after else f"{{{_escaped(before)}}}"
