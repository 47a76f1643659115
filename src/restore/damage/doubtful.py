"""Matter that stands twice, word for word: reported, never deleted.

Found:    a paragraph that stands again three pages later, line ends and note numbers apart.
Refused:  running heads, notes (“Ibid.” and archive references recur by nature), short formulas, and
          a single sentence quoted again far away: quoting is what scholars do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from restore.confidence import certain_enough
from restore.evidence.layout import Layout, lay_out
from restore.evidence.rows import SUPERSCRIPTS
from restore.ledger import Evidence, Finding
from restore.text import Span
from restore.view import View

DAMAGE = "doubtful-matter"

LEAST = 80
"""Characters a repetition must have: about one printed line; set formulas are shorter."""

NEAR = 3
"""Blocks within which one repeated sentence is enough: beyond it, it may be a quotation."""

ALONE = 60
"""Characters of a single sentence repeated nearby."""

_SENTENCE_RE = regex.compile(
    rf"\S.*?(?:\p{{Ll}}\p{{Ll}}|[\d”\"’)\]])[.!?][”\"’)\]]*(?:[{SUPERSCRIPTS}]+|\d{{1,3}})?(?=\s|$)|\S.*",
    regex.DOTALL,
)
_IGNORED_RE = regex.compile(rf"[\s\-*_{SUPERSCRIPTS}]+|(?<=[.,;:!?”\"’])\d{{1,3}}(?=\s|$)")


class Sentence(NamedTuple):
    """A sentence, what of it counts when two are compared, and the block it stands in."""

    key: str
    span: Span
    block: int
    last: bool


def find(view: View) -> Iterator[Finding]:
    """Yield every run of sentences that stood before, with the earlier place as `related`."""
    layout = lay_out(view.text, view.document.pages if view.untouched else ())
    sentences = list(_sentences(layout))
    first: dict[str, int] = {}
    at = 0
    while at < len(sentences):
        earlier = first.setdefault(sentences[at].key, at)
        size = _run(sentences, earlier, at)
        if earlier < at and _counts(sentences, earlier, at, size=size):
            yield _finding(sentences, earlier, at, size=size)
        at += size


def _sentences(layout: Layout) -> Iterator[Sentence]:
    """Yield the sentences of the body in order."""
    for number, block in enumerate(layout.blocks):
        if block.role not in ("body", "entry"):
            continue
        for match in _SENTENCE_RE.finditer(layout.text, *block.span):
            key = _IGNORED_RE.sub("", match.group())
            if key:
                yield Sentence(key, Span(*match.span()), number, match.end() >= block.span.end)


def _run(sentences: list[Sentence], earlier: int, at: int) -> int:
    """Return how many sentences from `at` on stand in the same order from `earlier` on."""
    size = 0
    while (
        at + size < len(sentences)
        and earlier + size < at
        and sentences[at + size].key == sentences[earlier + size].key
    ):
        size += 1
    return max(1, size)


def _counts(sentences: list[Sentence], earlier: int, at: int, *, size: int) -> bool:
    """Tell whether a repetition is long enough for where it stands."""
    length = sum(len(s.key) for s in sentences[at : at + size])
    start = at == 0 or sentences[at - 1].block != sentences[at].block
    whole = start and sentences[at + size - 1].last
    near = sentences[at].block - sentences[earlier].block <= NEAR
    return (length >= LEAST and (size > 1 or whole)) or (near and length >= ALONE)


def _finding(sentences: list[Sentence], earlier: int, at: int, *, size: int) -> Finding:
    """Say what stands twice."""
    span = Span(sentences[at].span.start, sentences[at + size - 1].span.end)
    related = Span(sentences[earlier].span.start, sentences[earlier + size - 1].span.end)
    what = "this sentence stands" if size == 1 else f"these {size} sentences stand"
    where = "just before" if sentences[at].block - sentences[earlier].block <= NEAR else "earlier"
    length = sum(len(s.key) for s in sentences[at : at + size])
    return Finding(
        damage=DAMAGE,
        span=span,
        says=f"{what} word for word {where} in the paper",
        evidence=(Evidence("document", f"{length} characters are the same in both places", 3.0),),
        # The repetition is certain; that it is damage is not: the author may have meant it.
        confidence=certain_enough(0.9 if size > 1 else 0.7),
        status="noted",
        related=related,
    )
