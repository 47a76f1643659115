"""Lost letters that no list restores, read word by word from what is left of the line.

    #51 A e x a d A c L a k k, T e G D T e AD a a
    ... the words that the surviving letters, the room of the gaps and the language settle

Looked at: lines that lost letters and that no record explains, sparse ones and such as lost less.
`decode/` reads all lines of one font together; here each word that is sure enough is offered with
its rivals, each by itself, so that sure words of an unsure line stand.  What nothing settles keeps
its letters and gets a gap.

Refused: lines that are in pieces by nature (formulas, initials, tables), lines that somebody marked
a gap in, marks, and, word by word, what is spread over many readings.  Where words of such lines
stand whole that the damage cannot have spared, the lines were worked on: the rest is left to a
person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import regex

from restore import confidence
from restore.compose import Proposal
from restore.decode.damaged import Lost, find_lost
from restore.decode.measured import Metrics, measure, metrics_of
from restore.decode.model import Decoded, Observed
from restore.decode.observe import in_columns, observe
from restore.decode.offered import Offered, may_be_whole, offered
from restore.decode.reasons import Witnesses, candidates, printed_words, reasons
from restore.decode.sized import with_gaps
from restore.decode.traces import between, foreign, lacks, lost_letters
from restore.decode.zone import Context, read_zone
from restore.evidence.matching import explains
from restore.evidence.sparse import PIECE_RE, Block, is_in_pieces, lines_of
from restore.ledger import Cause, Evidence
from restore.page import Glyph
from restore.text import Span
from restore.view import View

DAMAGE = "lost-letters"
DECODED, MEASURED = "decoded", "decoded-widths"
MARK = "mark-gaps"

CAUSE = Cause("decoded", DAMAGE, "words read from the letters that are left, with no list to help")

ESTABLISHED = 3
"""Lines in pieces from which on such lines are damage and not formulas."""

LIKELY = 0.6
"""Nats a letter by which a reading must beat noise: titles of which a third of the letters is left
come to 1.9 and more, noisy ones to less; chords, formulas and foreign verse to 0.5 at most."""

NUMERAL_RE = regex.compile(r"\b[IVXLC]+\b")

LOOK = 20
"""Characters before a word within which the line before it ends, if it opens a line."""

GOES_ON_RE = regex.compile(r"[-‐\u00ad]\s*\n")
CAME_RE = regex.compile(r"[-‐\u00ad]\s*\n\s*\Z")
MARKED_RE = regex.compile(r"\[\.+\]")
LETTER_RE = regex.compile(r"\p{L}")


class Stretch(NamedTuple):
    """A line, or what lies between its sound words: its place, what is seen of it, its font.

    `points` is the font's size, 0 without glyphs; `worked` tells that sound words stand among the
    damaged ones of its zone.
    """

    span: Span
    observed: Observed
    font: int
    points: float
    worked: bool


def propose(view: View) -> Iterator[Proposal]:
    """Yield a proposal for every word that is settled, and a gap for every one that is not."""
    places = _places(view) if view.uses("language") else []
    if not places:
        return
    zones: defaultdict[int, list[Stretch]] = defaultdict(list)
    for stretch in _stretches(view, places):
        zones[stretch.font].append(stretch)
    own = _sound(view.text, places) if view.uses("document") else ""
    context = Context(
        authorities=view.authorities,
        names=view.uses("names"),
        places=view.uses("places"),
        own=own,
    )
    asked = Witnesses(view.authorities, context.names, context.places, printed_words(own))
    for _, zone in sorted(zones.items()):
        read = _read([stretch.observed for stretch in zone], context)
        sound = sum(map(_likely, read)) >= ESTABLISHED
        for stretch, decoded in zip(zone, read, strict=True):
            if _likely(decoded):
                found = _words(stretch, decoded, asked, gaps=sound)
                yield from (p for p in found if not _left_out(view, p.span))


def _read(lines: Sequence[Observed], context: Context) -> list[Decoded]:
    """Return the lines of a zone as they are read.

    Where the font's own space explains too little, lines are justified: their spaces are unknown.
    """
    read = read_zone(lines, context)
    failed = [k for k, decoded in enumerate(read) if lines[k].measured and not _likely(decoded)]
    if not failed:
        return read
    freed = [replace(line, space=None) if k in failed else line for k, line in enumerate(lines)]
    again = read_zone(freed, context)
    return [again[k] if k in failed else decoded for k, decoded in enumerate(read)]


def _likely(decoded: Decoded) -> bool:
    """Tell whether a reading explains a line so well that the line is damage."""
    letters = sum(atom.sort == "letter" for atom in decoded.observed.atoms)
    return bool(decoded.words) and decoded.nats > max(LIKELY * letters, 0.0)


def _left_out(view: View, span: Span) -> bool:
    """Tell whether a place waits for a person, or is half of a word over a line's end.

    Read by halves such a word is another.
    """
    text = view.text
    return view.awaits(span) or bool(
        GOES_ON_RE.match(text, span.end) or CAME_RE.search(text[: span.start][-LOOK:])
    )


def _places(view: View) -> list[Span]:
    """Return the lines that lost letters and that no record explains, in order.

    None if they are too few to be told from formulas and initials.
    """
    sparse, explained = _sparse(view)
    lost = find_lost(view.text)
    if not (lost or _established(view.text, sparse)):
        return []
    worn = [line for stretch in lost for line in _worn(view.text, stretch)]
    return [
        line
        for line in sorted({*sparse, *worn})
        if not (view.redacted(line) or MARKED_RE.search(line.of(view.text)))
        and not any(line.meets(block.span) for block in explained)
    ]


def _worn(text: str, stretch: Lost) -> Iterator[Span]:
    """Yield the lines of a stretch that lost letters; one that has them is sound."""
    for line in lines_of(text, Block(stretch.span, stretch.span, None)):
        if lacks(line.body.of(text), stretch.letters):
            yield line.body


def _sparse(view: View) -> tuple[list[Span], list[Block]]:
    """Return the sparse lines that no record explains, and the blocks that one does."""
    matches = view.matches()
    if matches is None:
        return [], []
    found = list(zip(matches.blocks, matches.found, strict=True))
    explained = [block for block, readings in found if explains(readings)]
    rest = [block for block, readings in found if not explains(readings)]
    lines = [line.body for block in rest for line in lines_of(view.text, block)]
    return [line for line in lines if _lettered(line.of(view.text))], explained


def _lettered(line: str) -> bool:
    """Tell whether half of what stands in a line is letters.

    Dots, which may stand for letters, and Roman numbers are not counted.
    """
    shown = [c for c in NUMERAL_RE.sub("", line) if not c.isspace() and c != "."]
    return 2 * sum(map(str.isalpha, shown)) > len(shown)


def _established(text: str, lines: Sequence[Span]) -> bool:
    """Tell whether sparse lines are damage for sure: one long enough, or several in pieces."""
    pieces = [len(PIECE_RE.findall(line.of(text))) for line in lines]
    several = sum(count >= ESTABLISHED for count in pieces) >= ESTABLISHED
    return several or any(is_in_pieces(line.of(text)) for line in lines)


def _stretches(view: View, places: Sequence[Span]) -> Iterator[Stretch]:
    """Yield the damaged lines as they are to be read, measured where the page gives positions.

    On a page the fonts say which letters are of one zone; in bare text sound words are left out.
    """
    texts = [place.of(view.text) for place in places]
    metrics = metrics_of(view.document) if view.uses("widths") else {}
    if view.document.glyphs:
        for place, text in zip(places, texts, strict=True):
            yield _drawn(place, observe(text), view.glyphs_at(place), metrics)
        return
    columns = view.uses("widths") and in_columns(texts)
    lost = lost_letters(texts)
    sound = [foreign(text, lost) for text in texts]
    worked = any(sound)
    for place, text, words in zip(places, texts, sound, strict=True):
        for piece in between(len(text), words):
            part = piece.of(text)
            if LETTER_RE.search(part):
                span = Span(place.start + piece.start, place.start + piece.end)
                yield Stretch(span, observe(part, columns=columns), 0, 0.0, worked)


def _drawn(
    place: Span, seen: Observed, glyphs: Sequence[Glyph | None], metrics: dict[int, Metrics]
) -> Stretch:
    """Return a line of a page with the room of its gaps and the font that most of it is set in."""
    fonts = Counter((glyph.font, glyph.size) for glyph in glyphs if glyph is not None)
    if not fonts:
        return Stretch(place, seen, 0, 0.0, worked=False)
    font, size = min(fonts, key=lambda pair: (-fonts[pair], pair))
    measured = measure(seen, glyphs, metrics) if metrics else seen
    return Stretch(place, measured, font, size, worked=False)


def _sound(text: str, places: Sequence[Span]) -> str:
    """Return what of a text is not in pieces."""
    return "\n".join(piece.of(text) for piece in between(len(text), places))


def _words(
    stretch: Stretch, decoded: Decoded, asked: Witnesses, *, gaps: bool
) -> Iterator[Proposal]:
    """Yield a proposal for each word of a line that is not as it should be.

    The reading of the line as a whole is told once, with the first word that a person decides on.
    """
    told = False
    for offer in offered(decoded):
        if "".join(_seen(stretch, offer).split()) == offer.word.text:
            continue  # nothing is lost: it stands there, or is set s p a c e d
        proposal = _offer(stretch, decoded, offer, asked)
        sure = confidence.probability(DAMAGE, proposal.evidence, rule=proposal.rule)
        tier = confidence.tier(sure)
        if offer.word.known and tier != "leave":
            if tier == "review" and not told and offer.text != _seen(stretch, offer):
                told = True
                whole = Evidence("language", f"the line as a whole: “{decoded.text}”", 0.0)
                proposal = _with(proposal, whole)
            yield proposal
        elif gaps and not stretch.worked and not offer.hidden:
            yield from _gapped(stretch, offer)


def _with(proposal: Proposal, evidence: Evidence) -> Proposal:
    """Return a proposal with one more thing that is said for it."""
    return replace(proposal, evidence=(*proposal.evidence, evidence))


def _seen(stretch: Stretch, offer: Offered) -> str:
    """Return what stands at the place of a word."""
    return offer.span.of(stretch.observed.line)


def _in_text(stretch: Stretch, span: Span) -> Span:
    """Return a place of a stretch as a place of the text."""
    return Span(stretch.span.start + span.start, stretch.span.start + span.end)


def _offer(stretch: Stretch, decoded: Decoded, offer: Offered, asked: Witnesses) -> Proposal:
    """Make the proposal of a word, with the readings that come next."""
    evidence = list(reasons(offer, decoded.observed, asked, stretch.points))
    if stretch.worked:
        against = sum(e.weight for e in evidence)
        says = "words stand whole here that this damage does not spare: the lines were worked on"
        evidence.append(Evidence("document", says, -max(0.0, against)))
    return Proposal(
        damage=DAMAGE,
        rule=MEASURED if decoded.observed.measured else DECODED,
        span=_in_text(stretch, offer.span),
        after=offer.text,
        evidence=tuple(evidence),
        cause=CAUSE,
        alternatives=candidates(offer, _seen(stretch, offer)),
    )


def _gapped(stretch: Stretch, offer: Offered) -> Iterator[Proposal]:
    """Yield a gap where no word is settled, unless all that is seen may be whole words."""
    start, end = offer.word.start, offer.word.end
    if may_be_whole(stretch.observed, start, end):
        return
    yield Proposal(
        damage=DAMAGE,
        rule=MARK,
        span=_in_text(stretch, stretch.observed.span(start, end)),
        after=with_gaps(stretch.observed, start, end),
        evidence=(
            Evidence("language", "letters are lost here and no word is settled", 2.0),
            Evidence("document", "the lines around have lost letters the same way", 2.0),
        ),
        cause=CAUSE,
    )
