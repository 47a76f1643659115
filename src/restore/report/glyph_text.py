"""Decisions on glyphs for a terminal: a table for each font."""

from __future__ import annotations

from collections.abc import Iterable

from restore.report.glyphs import CALLED, FontGlyphs, Glyph, likely, named, rival
from restore.report.screen import Screen

HEADS = (" code", "file says", "read as", "rival", " places", "tier", "words")
OTHERS = 63
"""Characters that the columns take before the words that vote."""
LEAST = 10
"""Characters of those words that are shown on the narrowest screen."""


def write(screen: Screen, fonts: Iterable[FontGlyphs], limit: int | None) -> None:
    """Write the tables, at most `limit` rows of each font, what wants a look first."""
    for font in fonts:
        screen.heading(f"glyphs of {font.title}: {font.counts}")
        shown = font.glyphs[:limit]
        room = max(LEAST, screen.width - OTHERS)
        screen.table(HEADS, (_row(glyph, room) for glyph in shown))
        left = len(font.glyphs) - len(shown)
        if left:
            kind = "accepted" if font.glyphs[len(shown)].card.tier == "accept" else "codes"
            screen.say(f"… and {left:,} more {kind}; --all shows every one.", style="dim")


def _row(glyph: Glyph, room: int) -> list[str]:
    """Return one decision as a row, with `room` characters for the words that vote."""
    card = glyph.card
    return [
        str(card.code),
        named(card.claims) if card.claims else "·",
        f"{named(card.reading)} {likely(card.posterior)}" if card.reading else "·",
        rival(card) or "·",
        f"{card.places:,}",
        CALLED[card.tier],
        _votes(card.words, room),
    ]


def _votes(words: tuple[str, ...], room: int) -> str:
    """Return the words that vote, as many as there is room for."""
    said = ""
    for word in words:
        longer = f"{said} · {word}" if said else word
        if len(longer) > room - 3:
            return f"{said} …" if said else f"{word[: room - 1]}…"
        said = longer
    return said
