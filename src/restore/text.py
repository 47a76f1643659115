"""Offsets into a text: spans, lines, and a caret that shows a place.  No I/O.

There is one coordinate system: half-open ranges of code points of `Document.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

PAGE_BREAK = "\f"


class Span(NamedTuple):
    """A half-open range of code points, `start` included, `end` not."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Tell whether two spans share a place; an empty span meets what it lies in or touches.

        >>> Span(0, 4).meets(Span(4, 6)), Span(0, 4).meets(Span(3, 6)), Span(2, 2).meets(Span(0, 2))
        (False, True, True)
        """
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the piece of `text` that the span names."""
        return text[self.start : self.end]


class Place(NamedTuple):
    """Where an offset lies, for people: page, line of the page and column, all from 1."""

    page: int
    line: int
    column: int


class Places:
    """Finds page, line and column of any offset of one text in logarithmic time."""

    def __init__(self, text: str) -> None:
        r"""Index the line ends (`\n` and form feeds) of `text`."""
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        """Offsets at which a line begins."""
        ends = [i for i, c in enumerate(self._text) if c in "\n\f"]
        return [0, *(i + 1 for i in ends)]

    @cached_property
    def _pages(self) -> list[int]:
        """Offsets at which a page begins."""
        return [0, *(i + 1 for i, c in enumerate(self._text) if c == PAGE_BREAK)]

    def of(self, offset: int) -> Place:
        r"""Return page, line and column of an offset.

        >>> Places("one\ntwo\fthree").of(9)
        Place(page=2, line=1, column=2)
        """
        page = bisect_right(self._pages, offset) - 1
        line = bisect_right(self._starts, offset) - 1
        first = bisect_right(self._starts, self._pages[page]) - 1
        return Place(page + 1, line - first + 1, offset - self._starts[line] + 1)


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, lone surrogates included, as 64 hex digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def caret(text: str, offset: int, *, width: int = 60) -> str:
    """Show an offset in its line with a caret below, cut to `width` characters.

    >>> print(caret("The Sixo-Soviet split", 6))
    The Sixo-Soviet split
          ^
    """
    start = max(text.rfind("\n", 0, offset), text.rfind("\f", 0, offset)) + 1
    ends = [i for i in (text.find("\n", offset), text.find("\f", offset)) if i >= 0]
    line = text[start : min(ends, default=len(text))]
    column = offset - start
    left = max(0, min(column - width // 2, len(line) - width))
    shown = line[left : left + width].replace("\t", " ")
    return f"{shown}\n{' ' * (column - left)}^"


def first_difference(one: str, other: str) -> int | None:
    """Return the first offset at which two texts differ, or None where they are equal.

    >>> first_difference("abc", "abd"), first_difference("ab", "abc"), first_difference("", "")
    (2, 2, None)
    """
    if one == other:
        return None
    low, high = 0, min(len(one), len(other))
    while low < high:  # bisection over slices: equality of slices is done in C
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
