"""Unmapped glyphs whose letter the paper proves elsewhere: one glyph, one letter, everywhere.

Where records explain lines that hold unmapped glyphs, each glyph code of the font has been seen to
stand for some letter, often dozens of times.  A code that always stood for the same letter stands
for it in the lines no record knows, too.

    #113 O■■■■■■e B■a■k, “T■e Sa■■ Led■e■ …      (a title in no list)
    #113 Ottoline Brask, “The Salt Ledger …

A letter that the font's own map gives wrongly now and then (an "f" read as "D") is mended only
where the word it makes is a word and the word it stands in is none.

Refused: a glyph seen fewer than twice, or seen for two letters; it stays a marker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from restore.compose import Proposal
from restore.evidence.matching import SURE, PaperMatches, explains
from restore.evidence.records import Match
from restore.evidence.sparse import MARKERS
from restore.evidence.words import is_known, zipf
from restore.ledger import Cause, Evidence
from restore.page import is_unmapped
from restore.steps import sized
from restore.text import Span
from restore.view import View

DAMAGE = "unmapped-glyphs"

LEAST_SEEN = 2
"""Places in explained lines a glyph must have stood for its letter.  Once may be a misalignment."""

PROVED = 4.0
"""Weight of a word all of whose glyphs are proved: the outline is the same, so is the letter; what
remains is the chance that two places in explained lines were both aligned wrongly."""

COMMONER = 3.0
"""How many times commoner, in powers of ten, a word must be than the one whose first letter the map
gives: "for" is 4 above "Dor", while "fear" and "Dear" are alike."""

LINE_RE = regex.compile(r"[^\n\f]*[\U000f0000-\U000ffffd][^\n\f]*")
RUN_RE = regex.compile(rf"\S*[{MARKERS}]\S*(?:[ ]\S+)*[ ]\S*[{MARKERS}]\S*|\S*[{MARKERS}]\S*")
UNREAD_RE = regex.compile(r"[\U000f0000-\U000ffffd]+")
WORD_RE = regex.compile(r"[\p{L}\p{M}]+")

CAUSE = Cause("glyphs-proved", DAMAGE, "glyph codes read as in the lines that records explain")


class _Table(NamedTuple):
    """What the glyphs of a paper stand for: proved letters, and letters the map gives wrongly."""

    letters: dict[str, str]
    times: Counter[str]
    wrong: dict[str, str]


def propose(view: View) -> Iterator[Proposal]:
    """Yield a proposal for every stretch of unmapped glyphs that other lines have proved."""
    if not any(map(is_unmapped, set(view.text))):
        return
    matches = view.matches()
    if matches is None:
        return
    table = _table(matches)
    settled = [
        block.body
        for block, readings in zip(matches.blocks, matches.found, strict=True)
        if explains(readings)
    ]
    for line in LINE_RE.finditer(view.text):
        for run in RUN_RE.finditer(view.text, *line.span()):
            span = Span(*run.span())
            if not any(span.meets(body) for body in settled):
                yield from _read(view.text, span, table)


def mark(view: View) -> Iterator[Proposal]:
    """Yield, line by line, gaps of their size for the unmapped glyphs that nothing could settle.

    One dot stands for one glyph (Leiden: lost letters of known number).  Where a reading waits for
    a person, the glyph itself waits with it.  Plain text has no glyphs: such a character in it is
    somebody's own.
    """
    for line in LINE_RE.finditer(view.text) if view.document.glyphs else ():
        group: list[Span] = []
        for match in UNREAD_RE.finditer(view.text, *line.span()):
            run = Span(*match.span())
            if group and _barred(view, Span(group[0].start, run.end)):
                yield _sized(view.text, group)
                group = []
            if not _barred(view, run):
                group.append(run)
        if group:
            yield _sized(view.text, group)


def _barred(view: View, span: Span) -> bool:
    """Tell whether a place meets what waits for a person, or what was redacted."""
    return view.awaits(span) or view.redacted(span)


def _sized(text: str, runs: list[Span]) -> Proposal:
    """Propose gaps of their size for runs of unmapped glyphs in one line."""
    span = Span(runs[0].start, runs[-1].end)
    number = sum(end - start for start, end in runs)
    glyphs = "glyph has" if number == 1 else "glyphs have"
    says = f"{number} {glyphs} no letter in the font, and nothing proves one"
    return Proposal(
        damage=DAMAGE,
        rule="size-gap",
        span=span,
        after=sized(span.of(text)),
        evidence=(Evidence("font", says, PROVED),),
    )


def _table(matches: PaperMatches) -> _Table:
    """Return what each glyph has stood for wherever a record surely explains a line."""
    seen: dict[str, Counter[str]] = {}
    for readings in matches.found:
        if explains(readings) and readings[0].score > SURE:
            for truth, glyph in _changed(readings[0]):
                seen.setdefault(glyph, Counter())[truth] += 1
    letters: dict[str, str] = {}
    wrong: dict[str, str] = {}
    times: Counter[str] = Counter()
    for glyph, truths in seen.items():
        letter, count = truths.most_common(1)[0]
        if count < LEAST_SEEN or (is_unmapped(glyph) and count < truths.total()):
            continue
        if is_unmapped(glyph):
            letters[glyph], times[glyph] = letter, count
        elif glyph.isalpha() and letter.isalpha():
            wrong[glyph] = letter
    return _Table(letters, times, wrong)


def _changed(match: Match) -> Iterator[tuple[str, str]]:
    """Yield what stood where another character stands, with the shapes of its quotation marks."""
    for pair in match.alignment.pairs:
        if pair.seen >= 0 and pair.truth >= 0:
            truth = match.reading.text[match.truth.at[pair.truth]]
            glyph = match.seen.text[pair.seen]
            if match.truth.text[pair.truth] != glyph:
                yield truth, glyph


def _read(text: str, span: Span, table: _Table) -> Iterator[Proposal]:
    """Yield the proposal for one stretch, if every glyph in it is proved."""
    before = span.of(text)
    glyphs = [c for c in before if is_unmapped(c)]
    if not all(g in table.letters for g in glyphs):
        return
    plain = "".join(table.letters.get(c, c) for c in before)
    after = WORD_RE.sub(lambda m: _mended(m.group(), table.wrong), plain)
    least = min(table.times[g] for g in glyphs)
    pairs = ", ".join(f"{table.letters[g]} ×{table.times[g]}" for g in sorted(set(glyphs)))
    says = f"each glyph stood for its letter {least} times or more in explained lines ({pairs})"
    yield Proposal(
        damage=DAMAGE,
        rule="proved-glyphs",
        span=span,
        after=after,
        evidence=(Evidence("document", says, PROVED),),
        cause=CAUSE,
    )


def _mended(word: str, wrong: dict[str, str]) -> str:
    """Return a word with a letter the map gives wrongly mended, if only that makes it a word."""
    if not any(c in wrong for c in word) or word.isupper():
        return word
    mended = "".join(wrong.get(c, c) for c in word)
    if any(c.isupper() for c in word[1:]):
        return mended if is_known(mended) else word
    # A capital may well open a word (Dear, fear): only a far commoner word is taken (Drom, from).
    return mended if zipf(mended) - zipf(word) >= COMMONER else word
