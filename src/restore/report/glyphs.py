"""Decisions on glyphs for people: which code of which font is read as what, and how surely.

The evidence comes with the ledger's causes, each with its card; here it is set in the order in
which a person wants to see it, and said in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from restore.ledger import Card, Cause, Tier
from restore.report.visible import visible
from restore.report.words import counted, percent
from restore.wire.glyphs import rounded_card

FIRST: tuple[Tier, ...] = ("leave", "review", "accept")
"""What is open comes first, then what waits for a person: there a look is worth most."""

CALLED: dict[Tier, str] = {"leave": "unsettled", "review": "to review", "accept": "accepted"}


class Glyph(NamedTuple):
    """One decision: the cause in the ledger that corrections rest on, and its evidence."""

    cause: str
    damage: str
    card: Card

    @property
    def lies(self) -> bool:
        """Tell whether the file says another letter than the one that was read, as far as known."""
        card = self.card
        return card.tier != "leave" and bool(card.claims) and card.reading != card.claims


class FontGlyphs(NamedTuple):
    """The decisions on the glyphs of one font, those that want a look first."""

    font: str
    reference: int
    glyphs: tuple[Glyph, ...]

    def of(self, *tiers: Tier) -> tuple[Glyph, ...]:
        """Return the decisions of some tiers, in order."""
        return tuple(glyph for glyph in self.glyphs if glyph.card.tier in tiers)

    @property
    def title(self) -> str:
        """Return the font's name, with its object number, which tells it from namesakes."""
        return f"{self.font or 'font without a name'} ({self.reference})"

    @property
    def counts(self) -> str:
        """Return in words how many codes are open, wait and are settled."""
        tiers = Counter(glyph.card.tier for glyph in self.glyphs)
        said = ", ".join(f"{tiers[tier]:,} {CALLED[tier]}" for tier in FIRST if tiers[tier])
        return f"{counted(len(self.glyphs), 'code')}: {said}"


def by_font(causes: Iterable[Cause]) -> tuple[FontGlyphs, ...]:
    """Return the decisions on glyphs font by font, in the order of the fonts' numbers."""
    fonts: dict[tuple[int, str], list[Glyph]] = {}
    for glyph in glyphs_of(causes):
        fonts.setdefault((glyph.card.reference, glyph.card.font), []).append(glyph)
    return tuple(
        FontGlyphs(font, reference, tuple(sorted(fonts[reference, font], key=_by_need)))
        for reference, font in sorted(fonts)
    )


def glyphs_of(causes: Iterable[Cause]) -> Iterator[Glyph]:
    """Yield the decisions on glyphs among some causes.

    Their numbers are those that a ledger's file holds, so that a report made from it is the same.
    """
    for cause in causes:
        if cause.card is not None:
            yield Glyph(cause.id, cause.damage, rounded_card(cause.card))


def _by_need(glyph: Glyph) -> tuple[object, ...]:
    """Order by tier; what is open by how often it stands, what is settled by how unsure it is."""
    card = glyph.card
    settled = card.posterior if card.tier == "accept" else 0.0
    return FIRST.index(card.tier), settled, -card.places, card.code, glyph.cause


def filtered(
    fonts: Iterable[FontGlyphs], tier: Tier | None, damage: str | None
) -> Iterator[FontGlyphs]:
    """Yield the fonts with the decisions of one tier and kind of damage only (None: all)."""
    for font in fonts:
        kept = tuple(
            g for g in font.glyphs if tier in (None, g.card.tier) and damage in (None, g.damage)
        )
        if kept:
            yield font._replace(glyphs=kept)


def named(text: str) -> str:
    """Return a reading in quotes, or in words where nothing would be seen.

    >>> named("ti"), named(" "), named("")
    ('“ti”', 'a space', 'nothing')
    """
    if not text:
        return "nothing"
    return f"“{visible(text)}”" if text.strip() else "a space"


def likely(share: float) -> str:
    """Return how likely a reading is; none is certain, whatever the sum was rounded to.

    >>> likely(0.97), likely(1.0)
    ('97 %', '99.99 %')
    """
    return percent(min(0.9999, max(0.0001, share)))


def rival(card: Card) -> str:
    """Return the next best reading and how likely it is, "" where there is none."""
    return f"{named(card.rival)} {likely(card.rival_posterior)}" if card.rival else ""


def nearest(card: Card) -> str:
    """Return the reference shape that is nearest, and how near, "" where no shape was seen."""
    return f"{visible(card.likeness)}, {card.distance:.2f} away" if card.likeness else ""


def rests_on(causes: Sequence[Cause]) -> Iterator[tuple[str, str]]:
    """Yield in words what a correction rests on, with the id of the decision on a glyph, or "".

    Glyphs are counted, and the least sure of them is named.
    """
    glyphs = list(glyphs_of(causes))
    yield from ((visible(cause.says), "") for cause in causes if cause.card is None)
    if glyphs:
        least = min(glyphs, key=_sureness)
        card, which = least.card, "the least sure " if len(glyphs) > 1 else ""
        sure = f"code {card.code} as {named(card.reading)} ({likely(card.posterior)})"
        yield f"{counted(len(glyphs), 'glyph decision')}, {which}{sure}", least.cause


def _sureness(glyph: Glyph) -> tuple[float, int, int]:
    """Order decisions by how sure they are, then by font and code."""
    return glyph.card.posterior, glyph.card.reference, glyph.card.code
