"""What no guess of language may change: names, abbreviations and archive citations.

A dictionary of English knows few names and no shelf marks, so whatever mends spelling by it ruins
them first.  A kind of damage asks the shield before it acts on such a guess.  Evidence of other
sorts (the bytes of a wrong encoding, a soft hyphen, the same phrase elsewhere) does not ask.

    name          what `mentions` finds; of a Korean or Chinese name also the syllable that a
                  line end parts from it
    abbreviation  a listed one, or capitals with figures and points that the text uses twice
    citation      an archive citation

Nothing is looked for before it is asked about, and names then only in the paragraphs around, so
a paper without doubtful places costs nothing and any paper grows with its length.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Literal

import regex

from restore.evidence.authorities import Authorities
from restore.evidence.citations import citations_of
from restore.names.mentions import find_mentions
from restore.names.model import Mention
from restore.text import Span

Why = Literal["citation", "abbreviation", "name"]

SYLLABIC = frozenset({"korean", "chinese"})
"""Traditions whose given names are written with a hyphen between their syllables."""

BLOCK = 2_000
"""Characters that names are looked for in at once, at least: some paragraphs, so that a family name
alone finds its full name; much more would be read for one question."""

TWICE = 2
TOKEN_RE = regex.compile(
    r"(?<![\p{L}\p{N}])\p{L}[\p{L}\p{N}\p{M}]*+(?:[.&/'’-][\p{L}\p{N}]++)*+\.?"
)
CAPITALS_RE = regex.compile(
    r"(?=\p{Lu})(?=(?:[^\p{Lu}\p{N}]*+[\p{Lu}\p{N}]){2})[\p{Lu}\p{N}.&/-]*+(?:\p{Ll}{1,2}[\p{Lu}\p{N}.&/-]++)*+s?"
)
"""Two capitals or a capital and a figure at least, with points and a small letter or two between:
`R.G.A.N.I.`, `KWP`, `MfAA`, `TsKhSD`, `B-29s`."""

CAPITAL_RE = regex.compile(r"\p{Lu}")
LONGEST = 60
"""Characters within which a name has a capital; the longest listed ones have 50 between two."""

PARTED_RE = regex.compile(r"[ \t]*[-\u2010\u2011][ \t]*\r?\n[ \t]*\p{Ll}{1,6}(?![\p{L}\p{M}])")
EDGE_RE = regex.compile(r"\n[ \t]*\n|\f")


class Shield:
    """The places of one text that no guess of language may change."""

    def __init__(self, text: str, authorities: Authorities) -> None:
        """Take a text and the dictionaries; nothing is looked for yet."""
        self._text = text
        self._authorities = authorities
        self._names: dict[int, _Places] = {}

    def covers(self, span: Span) -> bool:
        """Tell whether a place lies wholly within something that is shielded."""
        return self.why(span) is not None

    def why(self, span: Span) -> Why | None:
        """Return what a place lies within, or None where a guess may be made."""
        if self._citations.hold(span):
            return "citation"
        if self._abbreviations.hold(span):
            return "abbreviation"
        if not CAPITAL_RE.search(self._text, max(0, span.start - LONGEST), span.end):
            return None
        return "name" if self._names_around(span).hold(span) else None

    @cached_property
    def _citations(self) -> _Places:
        """Return where archives are cited."""
        return _Places(c.span for c in citations_of(self._text, self._authorities))

    @cached_property
    def _abbreviations(self) -> _Places:
        """Return where abbreviations stand."""
        return _Places(_abbreviations(self._text, self._authorities))

    def _names_around(self, span: Span) -> _Places:
        """Return the names in the paragraphs around a place, which are read once."""
        block = max(0, bisect_right(self._blocks, span.start) - 1)
        if block not in self._names:
            start = self._blocks[block]
            end = self._blocks[block + 1] if block + 1 < len(self._blocks) else len(self._text)
            part = self._text[start:end]
            found = (_whole(part, m) for m in find_mentions(part, self._authorities))
            self._names[block] = _Places(Span(start + s.start, start + s.end) for s in found)
        return self._names[block]

    @cached_property
    def _blocks(self) -> list[int]:
        """Return where blocks of paragraphs begin."""
        starts = [0]
        for edge in EDGE_RE.finditer(self._text):
            if edge.end() - starts[-1] >= BLOCK:
                starts.append(edge.end())
        return starts


@lru_cache(maxsize=4)
def shield_of(text: str, authorities: Authorities) -> Shield:
    """Return the shield of a text; the same one for the same text and dictionaries."""
    return Shield(text, authorities)


class _Places:
    """Places of a text that may be asked whether they hold another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort the places, joining those that meet."""
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and span.start < self._spans[-1].end:
                last = self._spans.pop()
                self._spans.append(Span(last.start, max(last.end, span.end)))
            else:
                self._spans.append(span)
        self._starts = [span.start for span in self._spans]

    def hold(self, span: Span) -> bool:
        """Tell whether one place holds all of a span; of an empty one, both of its neighbours."""
        place = bisect_right(self._starts, span.start) - 1
        if place < 0:
            return False
        held = self._spans[place]
        if span.start == span.end:
            return held.start < span.start < held.end
        return span.end <= held.end


def _whole(text: str, mention: Mention) -> Span:
    """Return where a name stands, with the syllable that a line end parts from it."""
    form = mention.form
    if form is None or form.tradition not in SYLLABIC or not form.given:
        return mention.span
    parted = PARTED_RE.match(text, mention.span.end)
    return Span(mention.span.start, parted.end()) if parted else mention.span


def _abbreviations(text: str, authorities: Authorities) -> Iterator[Span]:
    """Yield where listed abbreviations stand, and capitals that the text uses twice."""
    listed = _listed(authorities)
    capitals: dict[str, list[Span]] = defaultdict(list)
    for match in TOKEN_RE.finditer(text):
        token = match.group()
        for spelling in listed.get(token.rstrip("."), ()):
            if text.startswith(spelling, match.start()):
                yield Span(match.start(), match.start() + len(spelling))
        if CAPITALS_RE.fullmatch(token):
            capitals[token].append(Span(*match.span()))
    for spans in capitals.values():
        yield from spans if len(spans) >= TWICE else ()


@lru_cache(maxsize=4)
def _listed(authorities: Authorities) -> dict[str, tuple[str, ...]]:
    """Return the listed abbreviations by their first word, the longest first."""
    first: dict[str, Counter[str]] = defaultdict(Counter)
    for kind in ("abbreviations", "archives"):
        for entry in authorities.of(kind):
            for spelling in entry.spellings:
                token = TOKEN_RE.match(spelling)
                if token and (kind == "abbreviations" or CAPITALS_RE.fullmatch(token.group())):
                    first[token.group().rstrip(".")][spelling] = len(spelling)
    return {word: tuple(s for s, _ in of.most_common()) for word, of in first.items()}
