"""A made case: damaged text, the true text, and which piece of the one became which of the other.

    Draft().keep("the e").damage(" ", "ffi").keep("cient").case(...)

`judge` compares what a rule would put at a place with the truth of that place.  A correction that
marks gaps is right when it keeps what survives, invents nothing, and text is missing there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import regex

from restore.compose import Proposal
from restore.confidence import group
from restore.evidence.authorities import Authorities
from restore.ledger import GAP, Cause
from restore.page import Document, Page, Source, is_unmapped
from restore.text import PAGE_BREAK, Span, digest
from restore.view import View

WORD_RE = regex.compile(r"\w+")

Propose = Callable[[View], Iterable[Proposal | Cause]]

GAP_RUN = 3
"""Letters in a row that a correction which marks gaps must keep: `damage/operators.py` lets crumbs
of one or two go, and says so."""


class Piece(NamedTuple):
    """A stretch of the damaged text and of the true text it was; `kept` means they are the same."""

    seen: Span
    true: Span
    kept: bool


@dataclass(frozen=True)
class Case:
    """Damaged text with its truth; `kind` is the damage that was done, `name` tells cases apart.

    `run` is how many surviving letters in a row a correction that marks gaps must keep.
    """

    kind: str
    name: str
    text: str
    truth: str
    pieces: tuple[Piece, ...]
    authorities: Authorities | None = field(default=None, repr=False, compare=False)
    run: int = GAP_RUN

    @cached_property
    def _starts(self) -> list[int]:
        """Where each piece begins in the damaged text."""
        return [p.seen.start for p in self.pieces]

    @cached_property
    def _ends(self) -> list[int]:
        """Where each piece ends in the damaged text."""
        return [p.seen.end for p in self.pieces]

    def touching(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return the pieces that meet a stretch of the damaged text or border on it."""
        return self.pieces[bisect_left(self._ends, start) : bisect_right(self._starts, end)]

    def window(self, offset: int) -> range:
        """Return the offsets of the true text an offset of the damaged text may stand for.

        Between two sound characters that is one offset; beside lost letters, and beside the blank
        next to them, it is open on which side of them the offset lies.
        """
        bounds = self._bounds(offset)
        start = end = offset
        while self.text[start - 1 : start] == " ":
            start -= 1
        while self.text[end : end + 1] == " ":
            end += 1
        if start < end and any(not p.kept for p in self.touching(start, end)):
            for beside in range(start, end + 1):
                bounds += self._bounds(beside)
        return range(min(bounds), max(bounds) + 1)

    def _bounds(self, offset: int) -> list[int]:
        """Return the outermost offsets of the true text that border on one of the damaged text."""
        bounds: list[int] = []
        for piece in self.touching(offset, offset):
            exact = piece.true.start + offset - piece.seen.start
            bounds += [exact] if piece.kept else piece.true
        return bounds

    @property
    def places(self) -> tuple[Piece, ...]:
        """Return the damaged places."""
        return tuple(p for p in self.pieces if not p.kept)


@dataclass
class Draft:
    """Writes damaged and true text side by side."""

    seen: list[str] = field(default_factory=list)
    true: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    _at: int = 0
    _true_at: int = 0

    def keep(self, text: str) -> Draft:
        """Add text that stays as it is."""
        return self._add(text, text, kept=True)

    def damage(self, seen: str, true: str) -> Draft:
        """Add a damaged place: what is seen and what is true."""
        return self._add(seen, true, kept=seen == true)

    def _add(self, seen: str, true: str, *, kept: bool) -> Draft:
        """Add a piece, joined with the one before where both are sound."""
        if not seen and not true:
            return self
        piece = Piece(
            Span(self._at, self._at + len(seen)),
            Span(self._true_at, self._true_at + len(true)),
            kept,
        )
        if kept and self.pieces and self.pieces[-1].kept:
            last = self.pieces.pop()
            piece = Piece(
                Span(last.seen.start, piece.seen.end), Span(last.true.start, piece.true.end), True
            )
        self.pieces.append(piece)
        self.seen.append(seen)
        self.true.append(true)
        self._at, self._true_at = piece.seen.end, piece.true.end
        return self

    def case(self, kind: str, name: str, **others: object) -> Case:
        """Return the case; `others` are further fields of `Case`."""
        return Case(
            kind,
            name,
            "".join(self.seen),
            "".join(self.true),
            tuple(self.pieces),
            **others,  # type: ignore[arg-type]
        )


class Trial(NamedTuple):
    """One proposal judged: which kind and rule made it, its score in nats, and whether it is right.

    `case`, `made` and `span` tell where: the name of the case, the kind of damage done there, and
    the place in the damaged text.  Trials of one `stage` meet each other in a repair.
    """

    kind: str
    rule: str
    score: float
    right: bool
    case: str
    made: str
    span: Span
    before: str
    after: str
    true: str
    stage: int = 0

    @property
    def group(self) -> str:
        """Return the kind and rule whose curve the trial belongs to."""
        return group(self.kind, self.rule)


def document_of(text: str) -> Document:
    """Return a text as a document of the plain reader's kind."""
    pages = []
    start = 0
    for number, part in enumerate(text.split(PAGE_BREAK), 1):
        pages.append(Page(number=number, span=Span(start, start + len(part))))
        start += len(part) + 1
    source = Source(name="made", sha256=digest(text), reader="plain")
    return Document(source=source, text=text, pages=tuple(pages))


def judge(
    case: Case, propose: Propose, authorities: Authorities, *, stage: int = 0
) -> Iterator[Trial]:
    """Yield every proposal of one kind on one case that would change something, judged."""
    view = View(
        document=document_of(case.text), text=case.text, authorities=case.authorities or authorities
    )
    for proposal in propose(view):
        if isinstance(proposal, Cause):
            continue
        before = proposal.span.of(case.text)
        if before != proposal.after:
            yield Trial(
                kind=proposal.damage,
                rule=proposal.rule,
                score=sum(e.weight for e in proposal.evidence),
                right=is_right(case, proposal.span, proposal.after),
                case=case.name,
                made=case.kind,
                span=proposal.span,
                before=before,
                after=proposal.after,
                true=_truth(case, proposal.span),
                stage=stage,
            )


def is_right(case: Case, span: Span, after: str) -> bool:
    """Tell whether a text at a place of the damaged text is what truly stands there.

    Runs of white space count as one blank: where a line is broken is no letter.
    """
    starts, ends = case.window(span.start), case.window(span.end)
    if GAP in after:
        return _marks_rightly(case, span, after, case.truth[starts[0] : ends[-1]])
    want = folded(after)
    return any(folded(case.truth[a:b]) == want for a in starts for b in ends if a <= b)


def folded(text: str) -> str:
    r"""Return a text with every run of white space as one blank.

    >>> folded("Per-\nsons  who")
    'Per- sons who'
    """
    return regex.sub(r"\s+", " ", text)


def _marks_rightly(case: Case, span: Span, after: str, truth: str) -> bool:
    """Tell whether a text with gap marks keeps what survives, invents nothing and lacks something.

    Words that stood in the damaged text already claim nothing new; all others must stand in the
    truth, in order.
    """
    if len(_letters(after.replace(GAP, ""))) >= len(_letters(truth)):
        return False
    seen = set(WORD_RE.findall(span.of(case.text)))
    words = WORD_RE.findall(after.replace(GAP, " "))
    claims = [regex.escape(word) for word in words if word not in seen]
    if claims and not regex.search("(?s:.*?)".join(claims), truth):
        return False
    given = iter(_letters(after))
    return all(c in given for run in _survivors(case, span) for c in run)


def _letters(text: str) -> list[str]:
    """Return the letters, digits and unmapped glyphs of a text."""
    return [c for c in text if c.isalnum() or is_unmapped(c)]


def _survivors(case: Case, span: Span) -> Iterator[str]:
    """Yield the runs of letters and digits that survive within a place and are long enough."""
    for piece in case.touching(*span):
        if piece.kept:
            start, end = max(piece.seen.start, span.start), min(piece.seen.end, span.end)
            for match in regex.finditer(rf"\w{{{case.run},}}", case.text[start:end]):
                yield match.group()


def _truth(case: Case, span: Span) -> str:
    """Return the true text of a place at its widest, for reports."""
    return case.truth[case.window(span.start)[0] : case.window(span.end)[-1]]
