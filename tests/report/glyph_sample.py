"""A line set in a font without a map, one in a font whose map lies, and the decisions on both."""

from __future__ import annotations

from dataclasses import replace

from restore.ledger import (
    Card,
    Cause,
    Correction,
    Evidence,
    Ledger,
    Part,
    Probability,
    Status,
    Step,
    Tier,
    standing,
    with_ids,
)
from restore.page import UNMAPPED, Document, Font, Glyph, Line, Page
from restore.text import Span, digest
from tests.report import sample

STEM = "M60 0l80 0 0-700-80 0z"
RING = "M30-250l200-230 220 230-220 250zM90-250l140 170 150-170-150-160z"

GARAMOND = Font(
    name="Garamond", kind="CIDFontType2", subset=True, embedded=True, encoding="Identity-H",
    reference=24,
)  # fmt: skip
SERIF = Font(name="Serif-Italic", kind="TrueType", embedded=True, has_map=True, mappings=90,
             reference=31)  # fmt: skip
BODY = Font(name="Body", kind="TrueType", embedded=True, has_map=True, mappings=90, reference=40)

TRUTH = "the archive"
CODES = {letter: code for code, letter in enumerate("theacriv", start=33)}
"""Codes of Garamond by what they show."""

LYING = {"o": "e", "e": "o"}
"""What the map of Serif-Italic says, and what its glyphs show."""

REST = "The committee met in the office above the harbour."


def marker(letter: str) -> str:
    """The character that stands in the text for a glyph of Garamond."""
    return chr(UNMAPPED[CODES[letter] - 33])


def card(reading: str, code: int, tier: Tier = "accept", **fields: object) -> Card:
    made = Card(
        font="Garamond", reference=24, code=code, claims="", reading=reading, posterior=0.97,
        rival="c", rival_posterior=0.02, tier=tier, places=12, advance=0.48, drawing=STEM,
        likeness="EB Garamond 12 “x”", distance=0.08, words=("the", "archive"),
    )  # fmt: skip
    return made._replace(**fields)  # type: ignore[arg-type]


def causes() -> tuple[Cause, ...]:
    """A decision on every code; "v" waits for a person, "r" is open."""
    cards = {letter: card(letter, code) for letter, code in CODES.items()}
    cards["v"] = card("v", CODES["v"], "review", posterior=0.6)
    cards["r"] = card("", CODES["r"], "leave", posterior=0.0, rival="", drawing=RING, places=3)
    lies = [
        card(true, ord(said), claims=said, font="Serif-Italic", reference=31)
        for said, true in LYING.items()
    ]
    return (
        *(Cause(f"glyph-24-{c.code:x}", "unmapped-glyphs", f"code {c.code}", c)
          for c in cards.values()),
        *(Cause(f"glyph-31-{c.code:x}", "lying-map", f"code {c.code}", c) for c in lies),
    )  # fmt: skip


def document() -> Document:
    """Line 1 in Garamond (no map), line 3 in Serif-Italic (lying map), line 4 sound."""
    unread = "".join(marker(letter) if letter in CODES else letter for letter in TRUTH)
    lines = (unread, "", "tho gata bo", REST)
    fonts = (0, 0, 1, 2)
    text = "\n".join(lines)
    glyphs: list[Glyph] = []
    glyph_at: list[int] = []
    boxes: list[Line] = []
    for line, font, start in zip(lines, fonts, starts(lines), strict=True):
        top = 100.0 + 12 * len(boxes)
        boxes.append(Line(Span(start, start + len(line)), (50, top, 50 + 5 * len(line), top + 10)))
        for place, character in enumerate(line):
            glyph_at.append(-1 if character == " " else len(glyphs))
            if character != " ":
                glyphs.append(glyph(character, font, (50.0 + 5 * place, top)))
        glyph_at.append(-1)
    base = sample.document(text)
    page = Page(
        number=7,
        span=Span(0, len(text)),
        lines=tuple(b for b in boxes if b.span.end > b.span.start),
    )
    return replace(
        base, pages=(page,), glyphs=tuple(glyphs), fonts=(GARAMOND, SERIF, BODY),
        glyph_at=tuple(glyph_at[:-1]),
    )  # fmt: skip


def starts(lines: tuple[str, ...]) -> list[int]:
    return [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]


def glyph(character: str, font: int, place: tuple[float, float]) -> Glyph:
    x, top = place
    by_marker = {marker(letter): code for letter, code in CODES.items()}
    code = by_marker.get(character, ord(character))
    origin = "none" if character in by_marker else "map"
    return Glyph(code, font, 10, x, top, x + 5, top + 10, 0.5, origin, character)


def ledger(*, tier: Tier = "review") -> Ledger:
    """A reading of the first line that waits (or stands), and one of the third that stands."""
    text = document().text
    return with_ids(
        text,
        Ledger(
            source_sha256=digest(text),
            causes=causes(),
            corrections=(
                reading(text, Span(0, 3), "the", tier),
                reading(text, Span(text.index("tho"), text.index("tho") + 3), "the", "accept"),
            ),
        ),
    )


def reading(text: str, span: Span, after: str, tier: Tier) -> Correction:
    before = span.of(text)
    ids = {marker(letter): f"glyph-24-{code:x}" for letter, code in CODES.items()}
    ids |= {said: f"glyph-31-{ord(said):x}" for said in LYING}
    parts = tuple(
        Part(n, n + 1, true, ids[said])
        for n, (said, true) in enumerate(zip(before, after, strict=True))
        if said != true
    )
    steps = (Step("read-glyphs", before, after, None, parts),)
    status: Status = standing(tier, steps)
    return Correction(
        span=span, before=before, after=after, damage="unmapped-glyphs", steps=steps,
        evidence=(Evidence("shapes", "drawn like EB Garamond", 5.0),),
        confidence=Probability(0.97 if tier == "accept" else 0.7), tier=tier, status=status,
    )  # fmt: skip
