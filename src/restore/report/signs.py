"""Characters that are no letters to anybody: counted, for a font or a page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Literal, NamedTuple

import regex

from restore.page import is_unmapped

Kind = Literal["blank", "text", "unmapped", "control", "private"]

_CID_RE = regex.compile(r"\(cid:\d+\)")
_LAYOUT = "\t\n\v\f\r"
"""Control characters that set text out; the others that count as white space (U+001C to U+001F,
U+0085) stand where a broken map has put them."""


class Signs(NamedTuple):
    """How many characters or glyphs there are, blanks apart, and how many of them are no text.

    `unmapped` have no Unicode value (markers, U+FFFD, `(cid:7)`), `control` are control characters,
    `private` are private-use characters, whose meaning only their font knows.  `replacement` says
    how many of the unmapped are U+FFFD.
    """

    total: int = 0
    unmapped: int = 0
    control: int = 0
    private: int = 0
    replacement: int = 0

    @property
    def unmapped_share(self) -> float:
        """Return the share of characters without Unicode value, from 0 to 1."""
        return self.share(self.unmapped)

    def share(self, number: int) -> float:
        """Return a number as a share of all, from 0 to 1."""
        return number / self.total if self.total else 0.0


def signs_of(counts: Counter[str]) -> Signs:
    """Return what the counted texts of glyphs are; a glyph of several letters counts once.

    >>> signs_of(Counter({"a": 5, " ": 3, "fi": 1, chr(0xF0000): 2, chr(0xF0B7): 1}))
    Signs(total=9, unmapped=2, control=0, private=1, replacement=0)
    """
    found: Counter[Kind] = Counter()
    for text, times in counts.items():
        found[kind_of(text)] += times
    replacement = sum(times for text, times in counts.items() if "\ufffd" in text)
    total = found.total() - found["blank"]
    return Signs(total, found["unmapped"], found["control"], found["private"], replacement)


def signs_in(text: str) -> Signs:
    """Return what the characters of a text are; `(cid:7)` is one that has no letter.

    >>> signs_in("C(cid:7)d War")
    Signs(total=6, unmapped=1, control=0, private=0, replacement=0)
    """
    plain = signs_of(Counter(_CID_RE.sub("\ufffd", text)))
    return plain._replace(replacement=text.count("\ufffd"))


def kind_of(text: str) -> Kind:
    r"""Return what the first odd character of a glyph's text is, "text" where none is odd.

    >>> kind_of("fi"), kind_of(" "), kind_of("\x1f"), kind_of("\ufffd")
    ('text', 'blank', 'control', 'unmapped')
    """
    if all(c in _LAYOUT or (c.isspace() and unicodedata.category(c) != "Cc") for c in text):
        return "blank"
    for character in text:
        if is_unmapped(character) or character == "\ufffd":
            return "unmapped"
        category = unicodedata.category(character)
        if category in ("Cc", "Co") and character not in _LAYOUT:
            return "control" if category == "Cc" else "private"
    return "text"
