"""The reading text: the restored paper as one reads it, not as its pages were set.

Printed lines are joined to paragraphs, paragraphs that a page end cut are joined again, running
heads and page numbers are taken out, notes stand behind the paragraph they interrupted, and
`[p. 12]` stands where a page begins.  Nothing is added but these page marks and the gap marks, and
of all other text only two things go: page furniture, and the hyphen of a word that a page end cut.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from restore.evidence.layout import FURNITURE, Block, Role, lay_out
from restore.evidence.words import is_known
from restore.ledger import GAP, Finding, Ledger, Segment, apply, tiles
from restore.page import Document
from restore.text import Span

JOIN = "broken-paragraphs"
"""The kind of finding that says where a paragraph goes on."""

SET_IN_LINES: frozenset[Role] = frozenset({"lines", "contents", "table"})
"""Blocks whose printed lines mean something."""

_BREAK_RE = regex.compile(r"[^\S\n\f]*[\n\f\r]\s*")
_HYPHEN_END_RE = regex.compile(r"\p{L}[-‐—]$")
_HALF_RE = regex.compile(r"([\p{L}’']+)[-‐]$")
_WORD_RE = regex.compile(r"[\p{L}’']+")


class Part(NamedTuple):
    """A block with its restored text, and where it stood in the source."""

    block: Block
    text: str


def reading(document: Document, ledger: Ledger, *, pages: bool = True, gaps: bool = True) -> str:
    r"""Return the reading text of a paper with the corrections of a ledger.

    `pages` marks where a page begins, `gaps` where matter is lost that a finding tells of.

    Raises:
        LedgerError: the ledger does not belong to the document.

    >>> from restore.read.plain import read_text
    >>> from restore.text import digest
    >>> paper = read_text("The paper is of\nthree pages.\n\nSo it is.", "a.txt")
    >>> print(reading(paper, Ledger(source_sha256=digest(paper.text))))
    The paper is of three pages.
    <BLANKLINE>
    So it is.
    <BLANKLINE>
    """
    parts = _parts(document, ledger, gaps=gaps)
    joins = _joins([p.block for p in parts], ledger.findings)
    page = parts[0].block.page if parts else 1
    written: list[str] = []
    for group in _groups(parts, joins):
        texts: list[str] = []
        for part in group:
            text = _unwrapped(part)
            if pages and part.block.role != "note" and part.block.page > page:
                text = _with_page(text, part.block.page, inner=bool(texts))
                page = part.block.page
            texts.append(text)
        written.append(_joined(texts))
    return "\n\n".join(written) + "\n" if written else ""


def _parts(document: Document, ledger: Ledger, *, gaps: bool) -> list[Part]:
    """Cut the restored text at the places where the blocks of the source begin."""
    layout = lay_out(document.text, document.pages)
    moved = _Moved(list(tiles(document.text, ledger)))
    restored = apply(document.text, ledger)
    marks = sorted(_marks(restored, moved, ledger.findings)) if gaps else []
    starts = [0, *(moved.at(b.span.start) for b in layout.blocks[1:]), len(restored)]
    return [
        Part(block, _marked(restored, Span(start, max(start, end)), marks).strip())
        for block, start, end in zip(layout.blocks, starts, starts[1:], strict=False)
    ]


class _Moved:
    """Finds where a place of the source stands in the restored text."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        """Index the tiles."""
        self._segments = segments
        self._ends = [s.source.end for s in segments]

    def at(self, offset: int) -> int:
        """Return the place in the restored text; within a correction, the end of it.

        A place where one tile ends and the next begins belongs to the next.
        """
        place = bisect_right(self._ends, offset)
        if place == len(self._segments):
            return self._segments[-1].restored.end if self._segments else 0
        segment = self._segments[place]
        if segment.correction is None or offset <= segment.source.start:
            return segment.restored.start + max(0, offset - segment.source.start)
        return segment.restored.end


def _marks(restored: str, moved: _Moved, findings: Sequence[Finding]) -> Iterator[tuple[int, str]]:
    """Yield where a gap mark is to stand, and the mark, unless one stands there already."""
    for finding in findings:
        place = moved.at(finding.span.end)
        near = restored[max(0, place - len(GAP)) : place + len(GAP)]
        if finding.status == "gap" and GAP not in near:
            half = finding.span.end > finding.span.start and restored[place - 1 : place].isalpha()
            yield place, GAP if half else f" {GAP} "


def _marked(text: str, span: Span, marks: Sequence[tuple[int, str]]) -> str:
    """Return a piece of the restored text with the gap marks that fall into it.

    A mark at the very end of the text belongs to the last piece.
    """
    first = bisect_left(marks, (span.start, ""))
    pieces: list[str] = []
    at = span.start
    for place, mark in marks[first:]:
        if place >= span.end and not place == span.end == len(text):
            break
        pieces += [text[at:place], mark if mark not in pieces[-1:] else ""]
        at = place
    return "".join([*pieces, text[at : span.end]])


def _joins(blocks: Sequence[Block], findings: Sequence[Finding]) -> dict[int, int]:
    """Return for each block that goes on later the block that continues it."""
    starts = [b.span.start for b in blocks]
    found: dict[int, int] = {}
    for finding in findings:
        if finding.damage == JOIN and finding.status != "rejected" and finding.related:
            first = bisect_right(starts, max(0, finding.span.start - 1)) - 1
            second = bisect_right(starts, finding.related.start) - 1
            if 0 <= first < second:
                found[first] = second
    return found


def _groups(parts: Sequence[Part], joins: dict[int, int]) -> Iterator[list[Part]]:
    """Yield the parts in reading order, those of one paragraph together, furniture left out.

    Notes wait while the paragraph they interrupt goes on.  A join that would jump over other text
    than notes and furniture is not made.
    """
    group: list[Part] = []
    notes: list[Part] = []
    awaited: int | None = None
    for i, part in enumerate(parts):
        if part.block.role in FURNITURE or not part.text:
            continue
        if part.block.role == "note":
            notes.append(part)
            continue
        if awaited != i:
            yield from _closed(group, notes)
            group, notes = [], []
        elif notes and i not in joins:
            yield [*group, part]
            yield from _closed([], notes)
            group, notes, awaited = [], [], None
            continue
        group.append(part)
        awaited = joins.get(i)
    yield from _closed(group, notes)


def _closed(group: list[Part], notes: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield a paragraph that is complete, then the notes that waited for it, each alone."""
    if group:
        yield group
    for note in notes:
        yield [note]


def _unwrapped(part: Part) -> str:
    """Return a part's text without its printed line ends; a hyphen at one stays where it is."""
    if part.block.role in SET_IN_LINES:
        return "\n".join(line.strip() for line in part.text.splitlines() if line.strip())
    lines = _BREAK_RE.split(part.text)
    text = lines[0]
    for line in lines[1:]:
        text += line if _HYPHEN_END_RE.search(text) or not text else f" {line}"
    return text


def _joined(texts: Sequence[str]) -> str:
    """Join the parts of a paragraph, and the halves of a word that was cut between them."""
    whole = texts[0]
    for text in texts[1:]:
        half, rest = _HALF_RE.search(whole), _WORD_RE.match(text)
        if half and rest and is_known(half.group(1) + rest.group()):
            whole = f"{whole[:-1]}{text}"
        else:
            whole += text if _HYPHEN_END_RE.search(whole) else f" {text}"
    return whole


def _with_page(text: str, number: int, *, inner: bool) -> str:
    """Put a page mark before a text, within a paragraph after the word that was cut."""
    cut = text.find(" ") if inner else -1
    return f"{text[:cut]} [p. {number}]{text[cut:]}" if cut > 0 else f"[p. {number}] {text}"
