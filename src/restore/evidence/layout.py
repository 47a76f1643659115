"""What each line of a paper is: body, note, running head, page number, heading, list entry.

Works on plain text alone, and takes boxes into account where a reader has them.  `lay_out` cuts a
text into rows (printed lines) and blocks (paragraphs, single notes, headings); every character that
is not a blank lies in exactly one row, and every row in exactly one block.

    running head   stands at the edge of several pages, or interrupts a sentence more than once
    page number    a number alone, at the edge of a page or in a rising series of such
    note           begins with a superscript number, or with the number of a marker in the body
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import regex

from restore.evidence.furniture import Furniture, furniture_of
from restore.evidence.rows import (
    SUPERSCRIPTS,
    Numbered,
    Row,
    breaks_sentence,
    is_closed,
    is_sentence_end,
    note_number,
    rising,
    rows_of,
)
from restore.page import Page
from restore.text import Span

Role = Literal[
    "body", "note", "head", "number", "heading", "entry", "contents", "table", "caption", "lines"
]
"""`lines` are lines set one by one: addresses, title pages, signatures, verse."""

FURNITURE: frozenset[Role] = frozenset({"head", "number"})
"""What belongs to the page and not to the text."""

PRINTED = 130
"""Most characters of a printed line; where nine lines of ten are shorter, lines are printed lines.
A book's line has 45 to 90, a typescript's up to 100; a paragraph kept on one line has hundreds."""

EARLY = 0.85
"""A printed line ended early if the next word would have left it shorter than this share of the
measure: set in one proportional font, full lines vary by less than a tenth in their characters."""

SMALL = 0.93
"""Height of a note's line against the body's: notes are set one to three points below ten to
twelve."""

_NOTE_RE = regex.compile(
    rf"\[?\^?([{SUPERSCRIPTS}]{{1,3}})\]?|\[\^(\d{{1,3}})\]:?|<sup>(\d{{1,3}})</sup>"
)
_PLAIN_NOTE_RE = regex.compile(
    r"\(?(\d{1,3})\)?(?=$|\s?[\p{Lu}“\"‘*(])(?!\)?\s\p{Lu}\p{Ll}+ \d{4}$)"
)
_DOTTED_NOTE_RE = regex.compile(r"(\d{1,3})[.)]\s?(?=[\p{Lu}“\"‘*(])")
_ENTRY_RE = regex.compile(
    r"(?:[-•*▪‣·–—]\s|#\s?\d|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s|\(?[ivx]{1,4}\)\s)"
)
_CONTENTS_RE = regex.compile(r"(?:(?:\s?\.){3,}|\t|\s{3,})\s*(?:\d{1,4}|[ivxlc]{1,7})$")
_TABLE_RE = regex.compile(r"\S(?:\t|\s{3,})\S.*\S(?:\t|\s{3,})\S|^\|.*\|$")
_CAPTION_RE = regex.compile(r"(?:Figure|Fig\.|Table|Map|Plate|Photo|Chart)\s?\d+\b")
_SIGNED_RE = regex.compile(r"[/\[(].{2,60}[/\])]$|(?:\d{1,2}\.)?[IVX\d]{1,4}\.\d{2,4}$|\W*$")
_MARKUP_HEADING_RE = regex.compile(r"#{1,6}\s\S|\*\*[^*]+\*\*$")
_NUMBERED_HEADING_RE = regex.compile(r"(?:[IVX]{1,5}\.,?|\d{1,2}(?:\.\d{1,2})+\.?)\s")
_MARKER_RE = regex.compile(
    rf"(?<=[\p{{L}}\p{{P}}\d])([{SUPERSCRIPTS}]{{1,3}})|\[\^(\d{{1,3}})\](?!:)|<sup>(\d{{1,3}})</sup>"
)
_PLAIN_MARKER_RE = regex.compile(r"(?<=\p{Ll}\p{Ll}[\"”’')\]]?[.,;:!?]?[\"”’')\]]?)(\d{1,3})(?!\d)")
_WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}’'-]*")


class Block(NamedTuple):
    """Rows that belong together: a paragraph, one note, one heading …; `number` is a note's."""

    span: Span
    role: Role
    rows: tuple[Row, ...]
    number: int | None = None

    @property
    def page(self) -> int:
        """Return the page the block begins on."""
        return self.rows[0].page

    @property
    def end_page(self) -> int:
        """Return the page the block ends on."""
        return self.rows[-1].page


@dataclass(frozen=True)
class Layout:
    """A text cut into blocks, and the markers that point from its body to its notes."""

    text: str
    blocks: tuple[Block, ...]
    wrapped: bool

    @cached_property
    def notes(self) -> tuple[Block, ...]:
        """Return the notes that begin with their number, in order."""
        return tuple(b for b in self.blocks if b.role == "note" and b.number is not None)

    @cached_property
    def markers(self) -> tuple[Numbered, ...]:
        """Return the note markers of the body in order; what breaks the rise is left out."""
        numbers = {b.number for b in self.notes}
        found: list[Numbered] = []
        for block in self.blocks:
            if block.role in ("body", "entry", "lines", "heading"):
                found += _markers(self.text, block.span, numbers)
        return tuple(m for run in rising(found) for m in run)


@lru_cache(maxsize=4)
def lay_out(text: str, pages: tuple[Page, ...] = ()) -> Layout:
    """Return the layout of a text; `pages` gives boxes, and must be pages of this very text."""
    rows = list(rows_of(text, pages))
    lengths = sorted(len(r.text) for r in rows) or [0]
    tenth = lengths[(len(lengths) - 1) * 9 // 10]
    roles = _roles(rows, text, tenth if tenth <= PRINTED else 0)
    blocks = tuple(_blocks(rows, roles, tenth if tenth <= PRINTED else 0))
    return Layout(text, blocks, tenth <= PRINTED)


def _roles(rows: Sequence[Row], text: str, measure: int) -> list[tuple[Role, int | None]]:
    """Return each row's role, and the number of the note that begins there."""
    furniture = furniture_of(rows)
    numbers = _note_numbers(rows, text, furniture)
    body = _median(r.height for r in rows)
    often = Counter(r.text for r in rows)
    notes, page = False, 0
    roles: list[tuple[Role, int | None]] = []
    for i, row in enumerate(rows):
        small = body is not None and row.height is not None and row.height < SMALL * body
        if i in furniture:
            roles.append((furniture[i], None))
            continue
        if row.page != page or (row.gap and not small):
            notes, page = small and notes, row.page
        if i in numbers:
            notes = True
            roles.append(("note", numbers[i]))
        else:
            after = rows[i + 1] if i + 1 < len(rows) else None
            alone = row.gap and (after is None or after.gap or after.text == row.text)
            stamp = often[row.text] > 1 and (alone or (i > 0 and rows[i - 1].text == row.text))
            turned = body is not None and row.height is not None and row.height > 3 * body
            one_by_one = turned or (stamp and len(row.text) <= PRINTED)
            role: Role = "lines" if one_by_one else _role(row, after, measure)
            roles.append(("note" if notes else role, None))
    return roles


def _median(values: Iterable[float | None]) -> float | None:
    """Return the middle one of the values that are known."""
    known = sorted(v for v in values if v is not None)
    return known[len(known) // 2] if known else None


def _note_numbers(
    rows: Sequence[Row], text: str, furniture: dict[int, Furniture]
) -> dict[int, int]:
    """Return the rows that begin a note, with its number."""
    sure = {
        i: note_number(next(filter(None, m.groups())))
        for i, r in enumerate(rows)
        if i not in furniture and (m := _NOTE_RE.match(r.text))
    }
    if sure:
        return sure
    cited = {int(m.group(1)) for m in _PLAIN_MARKER_RE.finditer(text)}
    cited |= {note_number(m.group(1)) for m in _MARKER_RE.finditer(text) if m.group(1)}
    free = [(i, r.text) for i, r in enumerate(rows) if i not in furniture] if cited else []
    return _cited_rows(free, _PLAIN_NOTE_RE, cited) or _cited_rows(free, _DOTTED_NOTE_RE, cited)


def _cited_rows(
    rows: Sequence[tuple[int, str]], pattern: regex.Pattern[str], cited: set[int]
) -> dict[int, int]:
    """Return the rows whose number at the beginning is that of a marker, or next to one.

    A list has numbers too; where fewer than three of five are markers', they are taken for one.
    """
    found = [Numbered(int(m.group(1)), Span(i, i)) for i, t in rows if (m := pattern.match(t))]
    if 5 * sum(n.number in cited for n in found) < 3 * len(found):
        return {}
    near = cited | {n + 1 for n in cited} | {n - 1 for n in cited}
    chains = [c for c in rising([n for n in found if n.number in near]) if len(c) >= 2]
    return {item.span.start: item.number for chain in chains for item in chain}


def _role(row: Row, after: Row | None, measure: int) -> Role:
    """Return the role of a row that is neither furniture nor note."""
    text = row.text
    if _CONTENTS_RE.search(text[-60:]):
        return "contents"
    if len(text) <= 2 * PRINTED and _TABLE_RE.search(text):
        return "table"
    if _CAPTION_RE.match(text):
        return "caption"
    if _is_heading(text, measure) and not (after and not after.gap and after.text[:1].islower()):
        return "heading"
    if _ENTRY_RE.match(text):
        return "entry"
    return "lines" if _SIGNED_RE.match(text) else "body"


def _is_heading(text: str, measure: int) -> bool:
    """Tell whether a row is set as headings are: short, without a full stop, in capitals."""
    if _MARKUP_HEADING_RE.match(text):
        return True
    if (
        len(text) > (EARLY * measure if measure > 60 else 110)
        or is_closed(text)
        or text[-1] in ",-("
    ):
        return False
    words = [w for w in _WORD_RE.findall(text) if len(w) > 3 or w.isupper()]
    if not words or not any(len(w) > 3 for w in words):
        return False
    if not (text[0].isupper() or text[0] in "“\"‘'*" or _NUMBERED_HEADING_RE.match(text)):
        return False
    small = [w for w in words if w[0].islower()]
    return len(small) * 5 <= len(words) and not text[-1].isspace()


def _blocks(
    rows: Sequence[Row], roles: Sequence[tuple[Role, int | None]], measure: int
) -> Iterator[Block]:
    """Yield the blocks that the rows make."""
    start = 0
    for i in range(1, len(rows) + 1):
        if i == len(rows) or _parts(
            rows[max(start, i - 20) : i], roles[i - 1 : i + 1], rows[i], measure
        ):
            yield _block(rows[start:i], *roles[start], measure=measure)
            start = i


def _parts(
    block: Sequence[Row], roles: Sequence[tuple[Role, int | None]], row: Row, measure: int
) -> bool:
    """Tell whether a row begins a new block."""
    (role, _), (own, number) = roles
    last = block[-1]
    if row.gap or row.page != last.page or number is not None or own in ("entry", *FURNITURE):
        return True
    if role == "note" or own == "note":
        return role != own
    if is_sentence_end(last.text) and (
        own == "heading" or (measure and is_early(last, row, measure))
    ):
        return True
    if measure and own == role == "body" and breaks_sentence(last.text, row.text):
        return True
    if role not in (own, "entry"):
        long = PRINTED if not measure else EARLY * measure
        loose = {own, role} <= {"body", "lines", "heading"}
        return not loose or len(row.text) > long or len(last.text) > long
    if not measure:
        return len(last.text) > PRINTED or len(row.text) > PRINTED
    if is_early(last, row, measure):
        short = all(len(r.text) < EARLY * measure for r in (*block, row))
        return not (short and len(block) < 20)
    return row.indent > last.indent + 7 and is_closed(last.text)


def is_early(row: Row, after: Row, measure: int) -> bool:
    """Tell whether a printed line ends though the next word would have had room."""
    return len(row.text) + 1 + len(after.text.split(None, 1)[0]) < EARLY * measure


def _block(rows: Sequence[Row], role: Role, number: int | None, *, measure: int) -> Block:
    """Make the block of some rows; several short lines in a row were set one by one."""
    early = [a for a, b in pairwise(rows) if is_early(a, b, measure or PRINTED)]
    wide = max(len(r.text) for r in rows) > 0.75 * measure > 0
    rest = measure > 0 and len(rows) == 2 and rows[0].text[0].islower()  # of a lost paragraph
    wide = wide or rest
    if (
        role in ("body", "heading")
        and len(rows) > 1
        and 2 * len(early) >= len(rows) - 1
        and not wide
    ):
        role = "lines"
    return Block(Span(rows[0].span.start, rows[-1].span.end), role, tuple(rows), number)


def _markers(text: str, span: Span, numbers: set[int | None]) -> Iterator[Numbered]:
    """Yield what looks like a note marker in a stretch of body."""
    found = False
    for match in _MARKER_RE.finditer(text, *span):
        found = True
        yield Numbered(note_number(next(filter(None, match.groups()))), Span(*match.span()))
    if found or not numbers:
        return
    for match in _PLAIN_MARKER_RE.finditer(text, *span):
        if int(match.group(1)) in numbers:
            yield Numbered(int(match.group(1)), Span(*match.span()))
