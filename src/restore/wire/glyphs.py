"""Glyph decisions as JSON: the card of a cause, the parts of a step."""

from __future__ import annotations

from typing import get_args

from restore.steps import Card, Part, Tier
from restore.wire.lines import (
    Fields,
    LineError,
    number_of,
    rounded_number,
    text_of,
    whole_of,
    word_of,
)

TIERS: dict[str, Tier] = {word: word for word in get_args(Tier)}


def rounded_card(card: Card) -> Card:
    """Return a card with its numbers as the wire writes them."""
    return card._replace(
        posterior=rounded_number(card.posterior),
        rival_posterior=rounded_number(card.rival_posterior),
        advance=rounded_number(card.advance),
        distance=rounded_number(card.distance),
    )


def card_fields(card: Card) -> Fields:
    """Return the fields of a card."""
    return {**rounded_card(card)._asdict(), "words": list(card.words)}


def card_of(fields: object) -> Card:
    """Return the card that `card_fields` wrote.

    Raises:
        LineError: a field is missing or of the wrong kind.
    """
    if not isinstance(fields, dict):
        raise LineError("'card' must be an object")
    words = fields.get("words")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise LineError("'words' must be a list of texts")
    return Card(
        font=text_of(fields, "font"),
        reference=whole_of(fields, "reference"),
        code=whole_of(fields, "code"),
        claims=text_of(fields, "claims"),
        reading=text_of(fields, "reading"),
        posterior=number_of(fields, "posterior"),
        rival=text_of(fields, "rival"),
        rival_posterior=number_of(fields, "rival_posterior"),
        tier=TIERS[word_of(fields, "tier", tuple(TIERS))],
        places=whole_of(fields, "places"),
        advance=number_of(fields, "advance"),
        drawing=text_of(fields, "drawing"),
        likeness=text_of(fields, "likeness"),
        distance=number_of(fields, "distance"),
        words=tuple(words),
    )


def parts_of(fields: Fields) -> tuple[Part, ...]:
    """Return the parts of a step; none where the line has none.

    Raises:
        LineError: a part is not [start, end, text, cause].
    """
    found = fields.get("parts", [])
    if not isinstance(found, list):
        raise LineError("'parts' must be a list")
    return tuple(_part(each) for each in found)


def _part(found: object) -> Part:
    """Return one part."""
    match found:
        case [int(start), int(end), str(after), str(cause)]:
            return Part(start, end, after, cause)
        case _:
            raise LineError("a part must be [start, end, text, cause]")
