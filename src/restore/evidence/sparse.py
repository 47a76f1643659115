"""Finds lines whose letters are gone: a few letters, blanks and dots where words should stand.

Two signs together: hardly any letter stands in a known word of three letters or more, and the
pieces are short, two letters and a half on average.  Foreign text, names and tables fail the
second, initials and formulas the first; they may still be taken for sparse, so being sparse only
permits the question whether a record explains the line.  It never answers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from restore.evidence.words import is_known
from restore.text import Span

MARKERS = "\U000f0000-\U000ffffd\ufffd"
PIECE_RE = regex.compile(rf"[\p{{L}}\p{{M}}{MARKERS}]+")
MARKER_RE = regex.compile(rf"[{MARKERS}]")
NUMBER_RE = regex.compile(
    r"\s*(?:(?:#|No\.?\s?)\s*(?<n>\d{1,3})\b[.):]?[ \t]*|(?<n>\d{1,3})[.)][ \t]+)"
)
PAGE_NUMBER = r"\s+(?!1[5-9]\d\d|20\d\d)\d{1,4}"
"""A number at the end of a line that is no year: the page's, beside a running head."""

PAGE_NUMBER_RE = regex.compile(rf"(?<=[\p{{L}}\U000f0000-\U000ffffd]){PAGE_NUMBER}\Z")
YEARS_RE = regex.compile(r"\W*(?:1[6-9]|20)\d\d(?:[-–]\d{2,4})?\W*")
LINE_RE = regex.compile(r"[^\n\f]*(?:[\n\f]|$)")

KNOWN_SHARE = 0.35
"""Share of letters in known words below which a line is sparse.  Sound English lines reach .8 to
.95; lines of series lists with two letters in three gone stay under .2 (counted on damage made with
`fixtures/working_paper`)."""

MEAN_PIECE = 2.7
"""Mean length of a piece up to which a line is sparse; English words average 4.7 letters."""

MARKER_SHARE = 0.12
"""Share of unmapped glyphs among the letters from which a line is sparse whatever its pieces."""


class Block(NamedTuple):
    """Sparse lines that belong together, a list entry or a heading.

    `body` is the span without the entry's number; `number` is what stands before it, if anything.
    """

    span: Span
    body: Span
    number: int | None


LEAST_ZIPF = {3: 4.0, 4: 3.0}
"""Zipf frequency from which a short piece counts as a word; lists know every fragment of three
letters ("mak", "rec"), so only common words of that length tell anything."""

CONTINUED_SHARE = 0.6
"""The same share for a line that directly follows a sparse one: it is likely of the same entry."""


def is_sparse(line: str, *, letters: int = 3, share: float = KNOWN_SHARE) -> bool:
    """Tell whether a line has lost its letters; at least `letters` must be left to judge by.

    `share` is the share of letters in known words from which on the line counts as sound.

    >>> is_sparse("C d Wa E a: A Re . D m B da e"), is_sparse("Cold War Era: A Report")
    (True, False)
    >>> is_sparse("Zażółć gęślą jaźń"), is_sparse("1956 1957 1958")
    (False, False)
    """
    pieces = PIECE_RE.findall(line)
    total = sum(map(len, pieces))
    if total < letters:
        return False
    if len(MARKER_RE.findall(line)) >= MARKER_SHARE * total:
        return True
    if total > MEAN_PIECE * len(pieces):
        return False
    long = [p for p in pieces if len(p) > 2]
    known = sum(len(p) for p in long if is_known(p, least=LEAST_ZIPF.get(len(p), 2.0)))
    return known < share * total


def is_in_pieces(line: str) -> bool:
    """Tell whether a line has lost letters even if no other line has: long and all in pieces.

    Formulas and tables are in pieces, too, but hardly half of what stands there is letters.

    >>> is_in_pieces("C d Wa E a: A Re . D m B da e"), is_in_pieces("x = a + b, y = c - d")
    (True, False)
    """
    pieces = PIECE_RE.findall(line)
    letters = sum(map(len, pieces))
    return len(pieces) >= 8 and letters >= 12 and letters >= 0.6 * len("".join(line.split()))


def find_blocks(text: str) -> Iterator[Block]:
    """Yield the sparse blocks of a text: parted by blank lines, sound lines and entry numbers.

    In a list whose entries are numbered, the lines between two numbers belong to the first of
    them, sparse or not: the last word of a title may have come through whole.
    """
    lines = list(_lines(text))
    place = 0
    while place < len(lines):
        if not is_sparse(lines[place].of(text)):
            place += 1
            continue
        last = _last_line(text, lines, place)
        yield _block(text, lines[place].start, lines[last].end)
        place = last + 1


LIST_REACH = 3
"""Lines an entry may go on for without a sparse one before the next number is looked for in vain:
three lines of title are the longest in the series lists at hand."""


def _last_line(text: str, lines: list[Span], first: int) -> int:
    """Return the index of the last line of the block that begins with a sparse line."""
    numbered = NUMBER_RE.match(text, *lines[first]) is not None
    last = first
    for place in range(first + 1, len(lines)):
        line = lines[place].of(text)
        new_page = "\f" in text[lines[last].end : lines[place].start]
        if not line.strip() or new_page or NUMBER_RE.match(line):
            break
        sparse = is_sparse(line, letters=1, share=CONTINUED_SHARE) or YEARS_RE.fullmatch(line)
        if sparse or (numbered and _number_follows(text, lines, place + 1)):
            last = place
        else:
            break
    return last


def _number_follows(text: str, lines: list[Span], place: int) -> bool:
    """Tell whether a numbered sparse line comes soon, with no blank line before it."""
    for line in (span.of(text) for span in lines[place : place + LIST_REACH]):
        if not line.strip():
            return False
        if NUMBER_RE.match(line):
            return is_sparse(line)
    return False


def _lines(text: str) -> Iterator[Span]:
    """Yield the span of every line, without its end."""
    for match in LINE_RE.finditer(text):
        if match.group():
            yield Span(match.start(), match.end() - (match.group()[-1] in "\n\f"))


def lines_of(text: str, block: Block) -> list[Block]:
    """Return the lines of a block as blocks of their own."""
    start = block.span.start
    lines = [Span(start + s.start, start + s.end) for s in _lines(block.span.of(text))]
    return [_block(text, *line) for line in lines if line.of(text).strip()]


def _block(text: str, start: int, end: int) -> Block:
    """Make a block of a range of lines, without white space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    number = NUMBER_RE.match(text, start, end)
    if number:
        return Block(Span(start, end), Span(number.end(), end), int(number["n"]))
    page = PAGE_NUMBER_RE.search(text, start, end)
    body = Span(start, page.start()) if page and "\n" not in text[start:end] else Span(start, end)
    return Block(Span(start, end), body, None)
