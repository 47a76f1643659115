"""What the grammar of PDF content streams knows: strings, numbers, arrays, operators.

A page is drawn by a little program (ISO 32000-1, 9.4.3 and annex A).  This is the witness for
pieces of such a program that got into a text.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

SPACE_KERN = -200.0
"""Kerning, in thousandths of the type size, that shows a space: real spaces are 250 to 333 wide in
the common text faces, while kerning between letters stays below 150."""

STRING = r"\((?:[^()\\\n]|\\.){0,200}+\)"
NUMBER = r"-?(?:\d++(?:\.\d*+)?|\.\d++)"
"""Patterns of a string and of a number, for a verbose expression or a plain one."""

ESCAPE_RE = regex.compile(r"\\(?:(?P<octal>[0-7]{1,3})|(?P<char>.))", regex.S)


class Sign(NamedTuple):
    """A pattern of the grammar, its weight in nats, and what it says; see `data/operators.tsv`."""

    pattern: regex.Pattern[str]
    weight: float
    says: str


@cache
def grammar() -> tuple[Sign, ...]:
    """Load the signs of leaked operators once."""
    text = (files("restore") / "data" / "operators.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return tuple(
        Sign(regex.compile(pattern.replace("NUMBER", NUMBER)), float(weight), says)
        for pattern, weight, says, _ in rows
    )


def shown(array: str) -> str:
    r"""Return the text that a sound array or string shows; wide kerning is a space.

    >>> shown("[(mem)-12(ber)-250(st)20(ates \\(two\\))]TJ")
    'member states (two)'
    """
    out = []
    for match in regex.finditer(rf"(?P<string>{STRING})|(?P<number>{NUMBER})", array):
        if match["string"]:
            out.append(ESCAPE_RE.sub(_unescaped, match["string"][1:-1]))
        elif float(match["number"]) <= SPACE_KERN:
            out.append(" ")
    return "".join(out)


def _unescaped(match: regex.Match[str]) -> str:
    """Return the character that a backslash sequence of a PDF string stands for."""
    if match["octal"]:
        return chr(int(match["octal"], 8))
    char: str = match["char"]
    return " " if char in "nrtbf" else char
