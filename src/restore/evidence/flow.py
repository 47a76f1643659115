"""Does the text go on? Whether two paragraphs are one that was cut, or whether matter is lost.

At every place where a paragraph ends openly or begins in the middle of a sentence the evidence is
weighed for "it goes on here" (positive, in nats) against "something is lost here" (negative).  A
join needs more than `ENOUGH`: a wrong join invents a sentence, a gap that is none costs a glance.

The weights are by judgement, ordered by how rarely each sign misleads; no corpus was counted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import regex

from restore.evidence.fit import EXPECTING, TWO_LETTERS, is_clash, is_prose, is_waiting
from restore.evidence.layout import FURNITURE, Block, Layout, lay_out
from restore.evidence.rows import bare, is_closed
from restore.evidence.words import COMMON, is_known, known_share, words_of, zipf
from restore.ledger import Evidence
from restore.page import Page, is_unmapped
from restore.text import Span

ENOUGH = 1.0
"""Nats a join must exceed: about three to one."""

READABLE = 0.6
"""Least share of letters in known words at a paragraph's edge; below it another kind of damage
stands there, and its words are worth nothing.  Sound prose full of names has 0.8 and more."""

KNOWN = 2.0
"""Zipf frequency from which the last word before a loss is taken for whole: half words that are
frequent in wordfreq's lists (“prai”, “behav”) mostly stay below, rare whole words mostly above."""

EDGE = 80
"""Characters of an edge that are looked at: about one printed line."""

SHORT = 110
"""A first part shorter than about a printed line: typesetters do not leave one line of a paragraph
alone at the foot of a page, so there seldom is a cut there without a loss."""

_LAST_RE = regex.compile(r"([\p{L}\p{M}’'-]*\p{L})(-?)[\s\p{P}]*$")
_CUT_RE = regex.compile(r"(?:^|[\s“‘\"'(\[—–])(\p{L}[\p{L}\p{M}’'-]*)$")
_FIRST_RE = regex.compile(r"[\s\"“‘'(\[*_]*(\p{L}[\p{L}\p{M}’'-]*)")
_ALONE_RE = regex.compile(r"(?<![\p{L}\d])\p{L}\p{M}*(?:[\p{L}\p{M}]|['’](?=\p{L}))*")
_LEAK_RE = regex.compile(r"\bT[JjwcdDmf]\b|[\])]\s?T[jJ]|\)-?\d+\(|\p{L}\d+\.\d|\d{3,}\p{Lu}")
_RESUMES_RE = regex.compile(r"[*_“‘\"'(]*\p{Ll}")
_PARTICLE_RE = regex.compile(r"(?:de|von|van|al|el|bin|ibn|della|du|d’|d')[\s’'-]")


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
    """The paragraphs of a text in order, and what the text itself knows of words and pairs."""

    layout: Layout

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """Return how often each word stands in the text, in lower case."""
        return Counter(m.group().lower() for m in _ALONE_RE.finditer(self.layout.text))

    @cached_property
    def sorted_words(self) -> list[str]:
        """Return the words of the text in order, for finding what a half word may begin."""
        return sorted(self.vocabulary)

    @cached_property
    def plain(self) -> str:
        """Return all paragraphs and notes in lower case, with single blanks."""
        blocks = (b for b in self.layout.blocks if b.role in ("body", "note"))
        return " \n ".join(piece(self.layout.text, b).lower() for b in blocks)

    def partners(self, word: str) -> set[str]:
        """Return the words that a word directly follows within a paragraph."""
        before = self.plain.split(f" {word} ")[:-1]
        return {b.rsplit(None, 1)[-1].strip("“‘\"'([*") for b in before if not b.endswith("\n")}

    @cached_property
    def capitals(self) -> Counter[str]:
        """Return how often each word stands capitalised after a small letter: names, mostly."""
        pattern = regex.compile(r"(?<=\p{Ll},?\s)\p{Lu}[\p{L}’'-]+")
        return Counter(m.group() for m in pattern.finditer(self.layout.text))

    def is_cut(self, word: str) -> bool:
        """Tell whether a word that stands at an open end is only half a word.

        A word the language or the rest of the text knows is whole, and so may any name be; one or
        two letters are whole only if they are among the few words of that length.
        """
        plain = word.lower()
        if len(word) == 1:
            return word not in ("a", "A", "I")
        if len(word) == 2:
            return not (plain in TWO_LETTERS or word.isupper() or self.vocabulary[plain] > 3)
        if (
            word.isupper()
            or word.replace("’", "'").removesuffix("'s").istitle()
            or self.vocabulary[plain.split("-")[-1]] > 1
        ):
            return False
        return not is_known(plain.split("-")[-1], least=KNOWN) or (
            zipf(plain) < COMMON and self.begins_another(plain) and word[0].islower()
        )

    def begins_another(self, word: str) -> bool:
        """Tell whether a longer word of the text begins with these letters."""
        place = bisect_right(self.sorted_words, word)
        return self.sorted_words[place : place + 1] != [] and self.sorted_words[place].startswith(
            word
        )

    def is_readable(self, text: str) -> bool:
        """Tell whether an edge of a paragraph is free of other damage, so that its words count.

        A long word that stands three times in the text counts as known, as names do.
        """
        if sum(c in "[]{}\\|=<>�" or is_unmapped(c) for c in text) > 4 or _LEAK_RE.search(text):
            return False
        words = [m.group() for m in words_of(text)]
        own = [w for w in words if len(w) > 3 and self.vocabulary[w.lower()] > 2]
        total = sum(map(len, words))
        return (
            known_share(text) * total + sum(len(w) for w in own if not is_known(w))
            >= READABLE * total
        )

    @cached_property
    def boundaries(self) -> tuple[Boundary, ...]:
        """Return every open end and every beginning in mid-sentence, judged."""
        return tuple(_boundaries(self))


@lru_cache(maxsize=4)
def flow_of(text: str, pages: tuple[Page, ...] = ()) -> Flow:
    """Return the flow of a text, made once for all who ask."""
    return Flow(lay_out(text, pages))


def piece(text: str, block: Block) -> str:
    """Return a block's text with its line ends as blanks."""
    return " ".join(block.span.of(text).split())


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
        if len(word) < 3 or zipf(word) >= COMMON or not flow.is_cut(word):
            continue
        if flow.begins_another(word) and not is_known(word + first) and flow.is_readable(row.text):
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
    resumes = _resumes(flow, tail)
    if not is_open and not (resumes and not _leads_on(before, head)):
        return None
    if not tail or (not is_open):
        other = after if resumes and not is_open else None
        return Boundary(before if is_open else None, other, "lost", cut, _one_sided(is_open, cut))
    evidence = tuple(_weigh(flow, (before, head), (after, tail), between, cut=cut))
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
    if is_closed(text) or not flow.is_readable(text[-EDGE:]):
        return False, None
    cut = _half_word(flow, block)
    return (cut is not None and len(text) > 12) or is_prose(text), cut


def _half_word(flow: Flow, block: Block) -> Span | None:
    """Return the place of a half word at the end of a block, where nothing closes it."""
    row = block.rows[-1]
    found = _CUT_RE.search(row.text)
    if found is None or not flow.is_cut(found.group(1)):
        return None
    return Span(row.span.start + found.start(1), row.span.start + found.end(1))


def _resumes(flow: Flow, tail: str) -> bool:
    """Tell whether a paragraph begins in the middle of a sentence: in lower case, with a word."""
    first = _FIRST_RE.match(tail)
    if first is None or not _RESUMES_RE.match(tail) or _PARTICLE_RE.match(tail):
        return False
    return (
        is_known(first.group(1))
        and flow.is_readable(tail[:EDGE])
        and (is_prose(tail) or is_closed(tail))
    )


def _one_sided(is_open: bool, cut: Span | None) -> tuple[Evidence, ...]:
    """Return what speaks for a loss where only one side is there to be asked."""
    if not is_open:
        why = "the paragraph begins in lower case, and nothing before it is open"
        return (Evidence("sentence", why, -2.0),)
    found = [Evidence("sentence", "there is no closing mark, and nothing follows on", -1.5)]
    if cut is not None:
        found.append(Evidence("words", "its last word is only half a word", -2.0))
    return tuple(found)


def _weigh(
    flow: Flow,
    first: tuple[Block | None, str],
    second: tuple[Block | None, str],
    between: Sequence[Block],
    *,
    cut: Span | None,
) -> Iterator[Evidence]:
    """Yield what speaks for and against the second block going on with the first's sentence."""
    (before, head), (after, tail) = first, second
    if before is None or after is None:
        return
    yield Evidence("sentence", "the first part has no closing mark", 1.0)
    yield from _weigh_words(flow, head, tail, cut=cut)
    if "“" in flow.layout.text:
        yield from _weigh_quotes(head, tail)
    yield from _weigh_markers(flow, after)
    if any(b.role == "note" for b in between):
        yield Evidence("page", "notes stand between the parts", 1.5)
    elif between or before.end_page != after.page:
        yield Evidence("page", "a page ends between the parts", 1.5)
    elif len(head) < SHORT and not flow.layout.wrapped:
        yield Evidence("page", "the first part is no longer than one printed line", -2.0)


def _weigh_words(flow: Flow, head: str, tail: str, *, cut: Span | None) -> Iterator[Evidence]:
    """Yield what the words on both sides of the place say."""
    found, begun = _LAST_RE.search(bare(head)), _FIRST_RE.match(tail)
    if found is None or begun is None:
        yield Evidence("sentence", "what follows begins with no word", -2.0)
        return
    last, first, hyphen = found.group(1), begun.group(1), bool(found.group(2))
    if hyphen and first.islower():
        yield Evidence("words", f"“{last}-” is followed by “{first}”", 2.5)
        return
    if cut is not None:
        whole = is_known(last + first, least=COMMON) or flow.vocabulary[(last + first).lower()] > 0
        yield (
            Evidence("words", f"“{last}” and “{first}” make a word", 2.0)
            if whole and first.islower()
            else Evidence("words", f"“{last}” is only half a word", -4.0)
        )
    if _resumes(flow, tail):
        yield Evidence("sentence", "the second part begins in lower case", 1.5)
    else:
        yield from _weigh_capital(flow, head, last, first)
    if is_clash(last, first, tail[begun.end() : begun.end() + 1]):
        yield Evidence("words", f"“{first}” cannot follow “{last}”", -4.0)
    elif _stands_elsewhere(flow, head, tail, first):
        light = last.lower() in EXPECTING
        yield Evidence("document", f"“{last} {first}” stands elsewhere", 0.5 if light else 3.0)
    elif _has_other_partner(flow, last.lower(), first.lower()):
        yield Evidence("document", f"“{first}” follows another word elsewhere", -1.0)


def _weigh_capital(flow: Flow, head: str, last: str, first: str) -> Iterator[Evidence]:
    """Yield what a capital at the start of the second part says: only a name may go on."""
    name = flow.capitals[first] > 0 and zipf(first) < 6 and first != "I"
    waiting = last.lower() in EXPECTING or is_waiting(head)
    if not name:
        yield Evidence("sentence", f"the second part begins anew (“{first}”)", -4.0)
    elif bare(head).endswith(","):
        yield Evidence("sentence", f"“{first}” may go on or begin anew", 0.0)
    elif waiting:
        yield Evidence("sentence", f"“{last}” wants a noun, and “{first}” is one", 1.0)
    else:
        yield Evidence("sentence", f"the second part begins with a capital (“{first}”)", -2.5)


def _stands_elsewhere(flow: Flow, head: str, tail: str, first: str) -> bool:
    """Tell whether the two words that would meet stand side by side within another paragraph."""
    may = _resumes(flow, tail) or flow.capitals[first] > 0
    last = (bare(head).split() or [""])[-1].strip("“‘\"'([*").lower()
    return may and bool(last) and f"{last} {first.lower()}" in flow.plain


def _has_other_partner(flow: Flow, last: str, first: str) -> bool:
    """Tell whether a word stands twice or more in the text, always after one and the same other."""
    if first in EXPECTING or zipf(first) > 5 or flow.vocabulary[first] > 8:
        return False
    partners = flow.partners(first)
    return len(partners) == 1 and last not in partners and flow.vocabulary[first] > 2


def _weigh_quotes(head: str, tail: str) -> Iterator[Evidence]:
    """Yield what quotation marks say: what the second part closes must have been opened before."""
    is_open = head.rfind("“") > head.rfind("”") or head.count('"') % 2 == 1
    opened, closed = tail.find("“"), tail.find("”")
    closes = closed >= 0 and (opened < 0 or closed < opened)
    if closes and not is_open:
        yield Evidence("sentence", "the second part closes a quotation nothing opened", -2.5)
    elif closes and is_open:
        yield Evidence("sentence", "the second part closes the first one's quotation", 1.0)
    elif is_open and not closes:
        yield Evidence("sentence", "the first part's quotation is never closed", -1.0)


def _weigh_markers(flow: Flow, after: Block) -> Iterator[Evidence]:
    """Yield what the note markers on both sides say: a number left out was lost with its text."""
    markers = flow.layout.markers
    place = bisect_left(markers, after.span.start, key=lambda m: m.span.start)
    if not 0 < place < len(markers):
        return
    one, other = markers[place - 1].number, markers[place].number
    missing = other - one - 1
    if missing == 0 and markers[place].span.end <= after.span.end:
        yield Evidence("notes", f"note {other} follows note {one}", 0.5)
    elif missing > 0:
        weight = -1.5 - 0.5 * min(missing, 4)
        yield Evidence("notes", f"from note {one} the markers go on with {other}", weight)


def _broken_note(flow: Flow, block: Block, text: str) -> Iterator[Boundary]:
    """Yield a note that breaks off: in half a word, in initials, on a word that wants another."""
    body = piece(text, block)
    if len(body) < 12 or not flow.is_readable(body[-EDGE:]):
        return
    waits = is_waiting(body) or (not is_closed(body) and body.split()[-1].lower() in EXPECTING)
    cut = None if is_closed(body) else _half_word(flow, block)
    if waits or cut:
        yield Boundary(block, None, "lost", cut, _one_sided(True, cut))
