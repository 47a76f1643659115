"""What each witness but language says of the glyphs of a paper, as candidates with weights.

    file says nothing of a code ──▶ shapes, the font's own program, donors   ──▶ candidates
    file says something         ──▶ the shape contradicts it in a font that lies? then likewise,
                                    with a bonus for what the file says
    blank glyph                 ──▶ a space

A font that does not look Latin gets no candidates from its shapes: the index knows Latin letters
only, and the nearest of them would be an invention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from restore.evidence.glyph_usage import Symbol, Use
from restore.evidence.shapes import Likeness, load_shapes
from restore.specimens import Specimen, Specimens

DEPTH = 9.0
"""Nats below the best reading down to which the shapes' readings are candidates: a posterior of
1e-4, where measured index errors begin to be as likely as the reading."""

KINDS = 8
"""Readings the shapes may put forward for one glyph; the right one was among 8 in all but 1 of
1,000 glyphs with the design left out of the index."""

STRANGE = 6.0
"""Distance to the nearest reference from which a glyph is like nothing known; 1 is the median of
letters whose design the index lacks, and 99 of 100 of them lie below."""

NAMED = 5.0
"""Nats for what the font's own program says; it is right nearly always, but subsetters rename."""

CLAIMED = 3.0
"""Nats for what a map says in a font that has been caught lying: most entries still hold."""

LIES = 9.2
"""Nats by which a shape must speak against a map's entry to catch the font lying (1 in 10,000)."""

DOUBTED = 1.0
"""Nats by which a shape speaks against an entry of a lying font before the entry is doubted."""

CHECKED = 24
"""Fonts that are drawn at most where none is broken: at about 25 ms a font half a second."""

ALIKE = (
    "-\u2010\u2011\xad\u2212\u2013", "'\u2019\u02bc\u2032\xb4", "`\u2018\u02bb", ",\u201a", "\"\u201d\u2033",
    "\xb7\u2022\u2219\u22c5.", "\xb5\u03bc", "\xdf\u03b2", "|\xa6\u01c0", "~\u02dc\u223c", "^\u02c6",
    "\xb0\xba\u02da", "*\u2217", "/\u2044\u2215", ":\u2236", "\u0110\xd0", "\u0131i", "Il1|", "O0o\xba", "Cc", "Ss", "Vv",
    "Ww", "Xx", "Zz", "\xaf\u02c9\u2014\u2013",
)  # fmt: skip
"""Characters that share a shape in some design: no outline can tell a map that it is wrong here."""

_ALIKE = {c: frozenset(group) for group in ALIKE for c in group}


@dataclass(frozen=True, slots=True)
class Look:
    """The inked glyphs of one font: their codes, pictures and likeness, in the same order."""

    codes: tuple[int, ...]
    pictures: tuple[Specimen, ...]
    likeness: Likeness


@dataclass(slots=True)
class Witnessed:
    """All that is known before language is asked.

    `candidates` are the unknowns with weights in nats; `known` the symbols that a blank or a donor
    settles; `looks` are the fonts that were seen, `strange` the fonts that are not Latin.
    """

    candidates: dict[Symbol, dict[str, float]] = field(default_factory=dict)
    known: dict[Symbol, str] = field(default_factory=dict)
    named: dict[Symbol, str] = field(default_factory=dict)
    looks: dict[int, Look] = field(default_factory=dict)
    strange: set[int] = field(default_factory=set)


def look_at(specimens: Specimens, font: int, codes: Sequence[int]) -> tuple[Look | None, set[int]]:
    """Return how the inked glyphs of a font look, None where there are none, and the blank codes."""
    drawn = specimens.draw(font, codes)
    inked = [(code, picture) for code, picture in sorted(drawn.items()) if picture is not None]
    blank = {code for code, picture in drawn.items() if picture is None}
    if not inked:
        return None, blank
    pictures = tuple(picture for _, picture in inked)
    likeness = load_shapes().match(pictures)
    return Look(tuple(code for code, _ in inked), pictures, likeness), blank


def witness(
    specimens: Specimens, used: Mapping[Symbol, Use], fonts: Mapping[int, Sequence[int]]
) -> Witnessed:
    """Return what shapes, font programs and donors say of the codes of a document's fonts."""
    seen = Witnessed()
    for font, codes in worth_a_look(used, fonts).items():
        look, blank = look_at(specimens, font, codes)
        open_codes = [code for code in codes if not used[font, code].claims]
        seen.known.update({(font, c): " " for c in open_codes if c in blank})
        if look is None:
            continue
        seen.looks[font] = look
        if not look.likeness.latin:
            seen.strange.add(font)
        if open_codes:
            named = specimens.named(font, open_codes)
            seen.named.update({(font, code): text for code, text in named.items()})
        seen.candidates.update(_of_font(font, look, used, seen))
    # _ask_donors(seen, used)
    return seen


def worth_a_look(
    used: Mapping[Symbol, Use], fonts: Mapping[int, Sequence[int]]
) -> dict[int, Sequence[int]]:
    """Return the fonts to be drawn: those with open codes, and the most used of the others.

    A file may hold hundreds of fonts; those that the file maps are only checked for lies.
    """
    broken = {font for font, code in used if not used[font, code].claims}
    sums = {font: sum(used[font, code].places for code in codes) for font, codes in fonts.items()}
    ranked = sorted(fonts, key=lambda font: (font not in broken, -sums[font], font))
    kept = sorted(ranked[: max(len(broken), CHECKED)])
    return {font: fonts[font] for font in kept}


def _of_font(
    font: int, look: Look, used: Mapping[Symbol, Use], seen: Witnessed
) -> Iterator[tuple[Symbol, dict[str, float]]]:
    """Yield the candidates of one font: of its open codes, and of those where its map lies."""
    against = doubts(look, [used[font, code].claims for code in look.codes])
    lying = font not in seen.strange and bool((against >= LIES).any())
    for row, code in enumerate(look.codes):
        symbol = font, code
        claims = used[font, code].claims
        if claims and not (lying and against[row] >= DOUBTED):
            continue
        weights = {} if font in seen.strange else shapes_of(look.likeness, row)
        if claims:
            weights[claims] = weights.get(claims, -DEPTH) + CLAIMED
        if symbol in seen.named:
            weights[seen.named[symbol]] = weights.get(seen.named[symbol], -DEPTH) + NAMED
        if weights:
            yield symbol, normalised(weights)


def doubts(look: Look, claims: Sequence[str]) -> np.ndarray:
    """Return how many nats the shapes speak against what the file says of each glyph (n,).

    0 where they do not: nothing is claimed, the index lacks what is claimed, the glyph is like
    nothing in the index, or what it looks most like shares its shape with what is claimed.
    """
    likeness = look.likeness
    index = load_shapes()
    column = {reading: i for i, reading in enumerate(index.readings)}
    against = np.zeros(len(claims), dtype=np.float32)
    for row, claim in enumerate(claims):
        held = [column[c] for c in _ALIKE.get(claim, {claim}) if c in column]
        if not claim or claim not in column or likeness.distance[row] > STRANGE:
            continue
        scores = likeness.scores[row]
        against[row] = max(0.0, float(scores.max() - scores[held].max()))
    return against


def shapes_of(likeness: Likeness, row: int) -> dict[str, float]:
    """Return the readings that the shape of one glyph puts forward, with their weights in nats."""
    if likeness.distance[row] > STRANGE:
        return {}
    scores = likeness.scores[row]
    best = np.argsort(-scores, kind="stable")[:KINDS]
    readings = load_shapes().readings
    return {readings[i]: float(scores[i]) for i in best if scores[i] > scores[best[0]] - DEPTH}


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights in nats scaled so that their exponentials sum to 1, best first.

    >>> normalised({"a": 3.0, "b": 3.0})
    {'a': -0.693..., 'b': -0.693...}
    """
    values = np.array(list(weights.values()))
    total = float(np.logaddexp.reduce(values))
    ranked = sorted(weights.items(), key=_best_first)
    return {reading: weight - total for reading, weight in ranked}


def _best_first(item: tuple[str, float]) -> tuple[float, str]:
    """Order readings by weight, then by text."""
    return -item[1], item[0]


def _ask_donors(seen: Witnessed, used: Mapping[Symbol, Use]) -> None:
    """Let fonts of the same file whose glyphs are drawn alike and mapped well lend their letters."""
    pictures = {
        (font, code): picture
        for font, look in seen.looks.items()
        for code, picture in zip(look.codes, look.pictures, strict=True)
    }
    wanted = {s: pictures[s] for s in seen.candidates if not used[s].claims}
    trusted = {
        s: (picture, used[s].claims)
        for s, picture in pictures.items()
        if s not in seen.candidates and used[s].claims and used[s].origin in ("map", "name")
    }
    for symbol, (reading, weight) in {}.items():
        weights = dict(seen.candidates[symbol])
        weights[reading] = weights.get(reading, -DEPTH) + weight
        seen.candidates[symbol] = normalised(weights)


def pooled(seen: Witnessed, names: Sequence[str]) -> dict[Symbol, Symbol]:
    """Return for each unknown the first of those drawn alike in fonts of one name.

    Many files hold a subset of the same font for every page or chapter; their codes are the same
    unknown, and what one page proves holds on all.
    """
    first: dict[tuple[str, bytes, tuple[float, ...]], Symbol] = {}
    same: dict[Symbol, Symbol] = {}
    for font, look in sorted(seen.looks.items()):
        for code, picture in zip(look.codes, look.pictures, strict=True):
            symbol = font, code
            if symbol in seen.candidates:
                key = (names[font], picture.ink.tobytes(), picture.box)
                same[symbol] = first.setdefault(key, symbol)
    return same
