"""What each witness but language says of the glyphs of a paper, as candidates with weights.

    file says nothing of a code ──▶ shapes, the font's own program, donors   ──▶ candidates
    file says something         ──▶ the shape contradicts it in a font that lies? then likewise,
                                    with a bonus for what the file says
    blank glyph                 ──▶ a space

A font that does not look Latin gets no candidates from its shapes: the index knows Latin letters
only, and the nearest of them would be an invention.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from restore.evidence.donors import donated
from restore.evidence.glyph_candidates import add, is_pitched, measured, normalised, shapes_of
from restore.evidence.glyph_doubts import doubts
from restore.evidence.glyph_usage import Symbol, Use, codes_by_font
from restore.evidence.shapes import Likeness, load_shapes
from restore.ledger import Evidence
from restore.page import Font
from restore.specimens import Specimen, Specimens

BLANK = Evidence("shapes", "the glyph leaves no ink", 12.0)
"""A glyph without any ink is a space: none of those of the made papers was anything else."""

NAMED = 5.0
"""Nats for what the font's own program says; it is right nearly always, but subsetters rename."""

CLAIMED = 3.0
"""Nats for what a map says in a font that has been caught lying, before the share of its entries
that hold is counted in."""

GUESSED = 2.0
"""Nats for what a reader guesses where a font has neither map nor names nor an encoding."""

LIES = 9.2
"""Nats by which a shape must speak against a map's entry to catch the font lying (1 in 10,000)."""

DOUBTED = 1.0
"""Nats by which a shape speaks against an entry of a lying font before the entry is doubted."""

CHECKED = 24
"""Fonts that are drawn at most where none is broken: at about 25 ms a font half a second."""


@dataclass(frozen=True, slots=True)
class Look:
    """The inked glyphs of one font: their codes, pictures and likeness, in the same order."""

    codes: tuple[int, ...]
    pictures: tuple[Specimen, ...]
    likeness: Likeness


@dataclass(slots=True)
class Witnessed:
    """All that is known before language is asked.

    `candidates` are the unknowns with weights in nats; `known` are spaces, with the reason; `named`
    is what font programs say, `donated` what other fonts of the file lend; `looks` are the fonts
    that were seen, `strange` those among them that are not Latin.
    """

    candidates: dict[Symbol, dict[str, float]] = field(default_factory=dict)
    known: dict[Symbol, Evidence] = field(default_factory=dict)
    named: dict[Symbol, str] = field(default_factory=dict)
    donated: dict[Symbol, str] = field(default_factory=dict)
    looks: dict[int, Look] = field(default_factory=dict)
    strange: set[int] = field(default_factory=set)


def look_at(
    specimens: Specimens, font: int, codes: Sequence[int], *, scale: float | None
) -> tuple[Look | None, set[int]]:
    """Return how the inked glyphs of a font look, None if there are none, and the blank codes.

    `scale` is None for a font whose em is not known.
    """
    drawn = specimens.draw(font, codes)
    inked = [(code, picture) for code, picture in sorted(drawn.items()) if picture is not None]
    blank = {code for code, picture in drawn.items() if picture is None}
    if not inked:
        return None, blank
    pictures = tuple(picture for _, picture in inked)
    likeness = load_shapes().match(pictures, scale=scale)
    return Look(tuple(code for code, _ in inked), pictures, likeness), blank


def witness(specimens: Specimens, fonts: Sequence[Font], used: Mapping[Symbol, Use]) -> Witnessed:
    """Return what shapes, font programs and donors say of the codes of a document's fonts."""
    seen = Witnessed()
    for font, codes in worth_a_look(used, codes_by_font(used)).items():
        scale = None if fonts[font].kind == "Type3" else 1.0
        look, blank = look_at(specimens, font, codes, scale=scale)
        lies = False
        if look is not None:
            seen.looks[font] = look
            if not look.likeness.latin:
                seen.strange.add(font)
            lies = _of_font(font, look, used, (seen, specimens))
        blanks = [(font, c) for c in codes if c in blank and (lies or used[font, c].open)]
        seen.known.update((symbol, BLANK) for symbol in blanks if used[symbol].claims != " ")
    _ask_donors(seen, used)
    return seen


def _ask_donors(seen: Witnessed, used: Mapping[Symbol, Use]) -> None:
    """Let fonts of the file whose glyphs are drawn alike and mapped well lend their letters."""
    pictures = {
        (font, code): picture
        for font, look in seen.looks.items()
        for code, picture in zip(look.codes, look.pictures, strict=True)
    }
    wanted = {s: pictures[s] for s in seen.candidates if used[s].open}
    known = {
        s: (picture, used[s].claims)
        for s, picture in pictures.items()
        if wanted and s not in seen.candidates and not used[s].open and used[s].claims.strip()
    }
    for symbol, (reading, weight) in donated(wanted, known).items():
        weights = dict(seen.candidates[symbol])
        add(weights, reading, weight)
        seen.candidates[symbol] = normalised(weights)
        seen.donated[symbol] = reading


def worth_a_look(
    used: Mapping[Symbol, Use], fonts: Mapping[int, Sequence[int]]
) -> dict[int, Sequence[int]]:
    """Return the fonts to be drawn: those with open codes, and the most used of the others.

    A file may hold hundreds of fonts; those that the file maps are only checked for lies.
    """
    broken = {font for font, code in used if used[font, code].open}
    sums = {font: sum(used[font, code].places for code in codes) for font, codes in fonts.items()}
    ranked = sorted(fonts, key=lambda font: (font not in broken, -sums[font], font))
    kept = sorted(ranked[: max(len(broken), CHECKED)])
    return {font: fonts[font] for font in kept}


def _of_font(
    font: int, look: Look, used: Mapping[Symbol, Use], known: tuple[Witnessed, Specimens]
) -> bool:
    """Note the candidates of open codes, and of those the font's map lies about, if it does."""
    seen, specimens = known
    uses = [used[font, code] for code in look.codes]
    against = doubts(look.likeness, ["" if use.open else use.claims for use in uses])
    caught, held = int((against >= LIES).sum()), int((against == 0).sum())
    lies = font not in seen.strange and caught > 0
    doubted = [use.open or (lies and against[row] >= DOUBTED) for row, use in enumerate(uses)]
    if not any(doubted):
        return False
    asked = [code for code, doubt in zip(look.codes, doubted, strict=True) if doubt]
    named = specimens.named(font, asked)
    seen.named.update(((font, code), text) for code, text in named.items())
    pitched = is_pitched([use.advance for use in uses])
    bonus = CLAIMED + float(np.log((held + 1) / (caught + 1)))
    for row, code in enumerate(look.codes):
        if doubted[row]:
            weights = {} if font in seen.strange else shapes_of(look.likeness, row, pitched=pitched)
            if not pitched and look.likeness.scale == 1.0:
                weights = measured(weights, uses[row].advance)
            add(weights, uses[row].claims, GUESSED if uses[row].open else bonus)
            add(weights, named.get(code, ""), NAMED)
            if weights and not (font in seen.strange and not named.get(code)):
                seen.candidates[font, code] = normalised(weights)
    return lies


def pooled(seen: Witnessed, names: Sequence[str]) -> dict[Symbol, Symbol]:
    """Return for each unknown the first of those drawn alike in fonts of one name.

    Many files hold a subset of the same font for every page or chapter; their codes are the same
    unknown, and what one page proves holds on all.  Two codes of one font are two unknowns, even
    where they are drawn alike: a typewriter's hyphen and dash may be.
    """
    first: dict[tuple[str, bytes, tuple[float, ...]], Symbol] = {}
    same: dict[Symbol, Symbol] = {}
    for font, look in sorted(seen.looks.items()):
        for code, picture in zip(look.codes, look.pictures, strict=True):
            symbol = font, code
            if symbol in seen.candidates:
                found = first.setdefault((names[font], picture.ink.tobytes(), picture.box), symbol)
                same[symbol] = symbol if found[0] == font else found
    return same
