"""Does the text go on? Whether two paragraphs are one that was cut, or whether matter is lost.

At every place where a paragraph ends openly or begins in the middle of a sentence the evidence is
weighed for "it goes on here" (positive, in nats) against "something is lost here" (negative).  A
join needs more than `ENOUGH`: a wrong join invents a sentence, a gap that is none costs a glance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import regex

from restore.evidence.fit import EXPECTING, is_prose, is_waiting
from restore.evidence.layout import FURNITURE, Block, Layout, lay_out
from restore.evidence.rows import bare, is_closed
from restore.evidence.seam import EDGE, resumes, weigh
from restore.evidence.usage import Usage, piece
from restore.evidence.words import COMMON, is_known, zipf
from restore.ledger import Evidence
from restore.page import Page
from restore.text import Span

ENOUGH = 1.0
"""Nats a join must exceed: about three to one."""

LEAST = 25
"""Characters of a line without a verb that is taken for a sentence when the next one goes on."""

_CUT_RE = regex.compile(r"(?:^|[\s“‘\"'(\[—–])(\p{L}[\p{L}\p{M}’'-]*)$")
_FIRST_RE = regex.compile(r"[\s\"“‘'(\[*_]*(\p{L}[\p{L}\p{M}’'-]*)")


Verdict = Literal["goes on", "lost"]


class Boundary(NamedTuple):
    """A place where a paragraph ends openly, or the next begins in mid-sentence.

    `before` or `after` is None where the open part has no counterpart; `cut` is the half word at
    the end of `before`; `evidence` is positive for "goes on".
    """

    before: Block | None
    after: Block | None
    verdict: Verdict
    cut: Span | None
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """Sum of the evidence in nats, positive for "goes on"."""
        return sum(e.weight for e in self.evidence)


@dataclass(frozen=True)
class Flow:
    """The paragraphs of a text in order, and every place where their sentences are broken."""

    layout: Layout

    @cached_property
    def usage(self) -> Usage:
        """Return what the text itself knows of its words."""
        return Usage(self.layout)

    @cached_property
    def boundaries(self) -> tuple[Boundary, ...]:
        """Return every open end and every beginning in mid-sentence, judged."""
        return tuple(_boundaries(self))


@lru_cache(maxsize=4)
def flow_of(text: str, pages: tuple[Page, ...] = ()) -> Flow:
    """Return the flow of a text, made once for all who ask."""
    return Flow(lay_out(text, pages))


def _boundaries(flow: Flow) -> Iterator[Boundary]:
    """Walk the blocks and judge each place where the flow of sentences is broken."""
    text = flow.layout.text
    between: list[Block] = []
    last: Block | None = None
    for block in (*flow.layout.blocks, None):
        if block is not None and (block.role in FURNITURE or block.role == "note"):
            between.append(block)
            continue
        found = _judge(flow, last, block, between)
        if found is not None:
            yield found
        last, between = block, []
    for block in flow.layout.blocks:
        if block.role == "note":
            yield from _broken_note(flow, block, text)
        elif block.role == "body":
            yield from _broken_lines(flow, block)


def _broken_lines(flow: Flow, block: Block) -> Iterator[Boundary]:
    """Yield the lines within a paragraph that end in half a word the next does not complete."""
    for row, after in pairwise(block.rows):
        found, begun = _CUT_RE.search(row.text), _FIRST_RE.match(after.text)
        if found is None or begun is None or not found.group(1)[0].islower():
            continue
        word, first = found.group(1).lower(), begun.group(1).lower()
        if len(word) < 3 or zipf(word) >= COMMON or not flow.usage.is_cut(word):
            continue
        if (
            flow.usage.begins_another(word)
            and not is_known(word + first)
            and flow.usage.is_readable(row.text)
        ):
            cut = Span(row.span.start + found.start(1), row.span.start + found.end(1))
            upper = Block(Span(block.span.start, row.span.end), "body", block.rows[:1])
            lower = Block(Span(after.span.start, block.span.end), "body", (after,))
            why = "it is only half a word, and the next line does not complete it"
            yield Boundary(upper, lower, "lost", cut, (Evidence("words", why, -1.5),))


def _judge(
    flow: Flow, before: Block | None, after: Block | None, between: Sequence[Block]
) -> Boundary | None:
    """Judge the place between two blocks of the flow, if the sentence is open there."""
    text = flow.layout.text
    head = piece(text, before) if before and before.role in ("body", "entry") else ""
    tail = piece(text, after) if after and after.role == "body" else ""
    is_open, cut = _open_end(flow, before, head)
    if after and after.role == "entry" and head.endswith((" and", " or", ",")):
        return None  # an enumeration whose last members are set as entries
    resuming = resumes(flow.usage, tail)
    if resuming and not is_open and before and before.role == "body" and len(head) > LEAST:
        # What looked like a title goes on, so it is none.
        is_open = not is_closed(head) and flow.usage.is_readable(head[-EDGE:])
    if not is_open and not (resuming and not _leads_on(before, head)):
        return None
    if not tail or (not is_open):
        other = after if resuming and not is_open else None
        return Boundary(before if is_open else None, other, "lost", cut, _one_sided(is_open, cut))
    evidence = tuple(weigh(flow.usage, (before, head), (after, tail), between, cut=cut))
    score = sum(e.weight for e in evidence)
    return Boundary(before, after, "goes on" if score > ENOUGH else "lost", cut, evidence)


def _leads_on(before: Block | None, head: str) -> bool:
    """Tell whether a block lets the next begin in lower case: an introduction, or damage."""
    if before is None or before.role in ("entry", "lines", "table"):
        return before is not None
    return head.endswith((":", "—", "–", ";")) or bare(head).endswith((":", ";"))


def _open_end(flow: Flow, block: Block | None, text: str) -> tuple[bool, Span | None]:
    """Tell whether a block breaks off, and where its half word stands, if there is one."""
    if block is None or not text or (block.role == "entry" and len(text) < 200):
        return False, None
    if is_waiting(text):
        return True, None
    if is_closed(text) or not flow.usage.is_readable(text[-EDGE:]):
        return False, None
    cut = _half_word(flow, block)
    return (cut is not None and len(text) > 12) or is_prose(text), cut


def _half_word(flow: Flow, block: Block) -> Span | None:
    """Return the place of a half word at the end of a block, where nothing closes it."""
    row = block.rows[-1]
    found = _CUT_RE.search(row.text)
    if found is None or not flow.usage.is_cut(found.group(1)):
        return None
    return Span(row.span.start + found.start(1), row.span.start + found.end(1))


def _one_sided(is_open: bool, cut: Span | None) -> tuple[Evidence, ...]:
    """Return what speaks for a loss where only one side is there to be asked."""
    if not is_open:
        why = "the paragraph begins in lower case, and nothing before it is open"
        return (Evidence("sentence", why, -2.0),)
    found = [Evidence("sentence", "there is no closing mark, and nothing follows on", -1.5)]
    if cut is not None:
        found.append(Evidence("words", "its last word is only half a word", -2.0))
    return tuple(found)


def _broken_note(flow: Flow, block: Block, text: str) -> Iterator[Boundary]:
    """Yield a note that breaks off: in half a word, in initials, on a word that wants another."""
    body = piece(text, block)
    if len(body) < 12 or not flow.usage.is_readable(body[-EDGE:]):
        return
    waits = is_waiting(body) or (not is_closed(body) and body.split()[-1].lower() in EXPECTING)
    cut = None if is_closed(body) else _half_word(flow, block)
    if waits or cut:
        yield Boundary(block, None, "lost", cut, _one_sided(True, cut))
