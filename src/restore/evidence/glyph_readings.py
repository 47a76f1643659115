"""What every glyph of a paper reads as that the file says nothing of, or lies about.

    uses ─▶ witnesses (shapes, programs, donors, code order, widths) ─▶ candidates ─┐
    text ─▶ words with the unknown glyphs in them ──────────────────────▶ solver ───┴▶ decisions

One code of one font is one unknown, however often it stands.  A decision is a `Cause` with a card:
taking it back takes back every place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from restore import confidence
from restore.evidence.drawing import path_of
from restore.evidence.glyph_usage import Place, Symbol, Use, codes_by_font, places, uses
from restore.evidence.glyph_witnesses import Witnessed, pooled, witness
from restore.evidence.solver import Settled, solve
from restore.evidence.unseen_fonts import witness_unseen
from restore.ledger import Card, Cause, Evidence, Tier
from restore.page import Document

UNMAPPED = "unmapped-glyphs"
LYING = "lying-map"
RULE = "read-glyphs"

BLANK = 12.0
"""Nats for a glyph without any ink being a space: none of the matrix was anything else."""


class Decision(NamedTuple):
    """What one symbol is read as, why, and how sure that is."""

    reading: str
    evidence: tuple[Evidence, ...]
    cause: Cause
    tier: Tier

    @property
    def score(self) -> float:
        """Return the sum of the evidence in nats."""
        return sum(e.weight for e in self.evidence)


class Allowed(NamedTuple):
    """The witnesses that may be asked."""

    shapes: bool = True
    widths: bool = True
    language: bool = True


def read_glyphs(document: Document, allowed: Allowed) -> dict[Symbol, Decision]:
    """Return a decision for every symbol without a letter and every one whose letter is doubted.

    A decision whose reading is what the file says is left out: there is nothing to mend.
    """
    if document.specimens is None or not document.glyphs:
        return {}
    used = uses(document)
    seen = Witnessed()
    if allowed.shapes:
        seen = witness(document.specimens, used, codes_by_font(used))
    if not any(not use.claims for use in used.values()) and not seen.candidates:
        return {}
    glyphs = list(places(document))
    text = document.text
    words = list(_words(text, glyphs, used, seen))
    if allowed.widths or allowed.language:
        seen.candidates.update(
            witness_unseen(document.fonts, used, seen, words, widths=allowed.widths)
        )
    same = pooled(seen, [font.name for font in document.fonts])
    unknowns = {s: c for s, c in seen.candidates.items() if same.get(s, s) == s}
    settled = solve(_tokens(words, seen, same), unknowns, language=allowed.language)
    settled.update((s, settled[first]) for s, first in same.items() if first in settled)
    return dict(_decisions(document, used, seen, settled))


Word = tuple[Symbol | str, ...]


def _words(
    text: str, glyphs: list[Place], used: Mapping[Symbol, Use], seen: Witnessed
) -> Iterator[Word]:
    """Yield the words of the text: symbols where the file says nothing or is doubted, else letters.

    Words end at white space and at blank glyphs.
    """
    word: list[Symbol | str] = []
    at = 0
    for start, end, symbol in glyphs:
        if text[at:start].strip() == "" and start > at and word:
            yield tuple(word)
            word = []
        at = end
        known = seen.known.get(symbol) or used[symbol].claims
        if symbol in seen.candidates or not known:
            word.append(symbol)
        elif not known.isspace():
            word.extend(known)
        elif word:
            yield tuple(word)
            word = []
    if word:
        yield tuple(word)


def _tokens(words: list[Word], seen: Witnessed, same: Mapping[Symbol, Symbol]) -> Iterator[Word]:
    """Yield the words that hold an unknown and nothing that has no candidates at all."""
    for word, times in Counter(words).items():
        symbols = [piece for piece in word if not isinstance(piece, str)]
        if symbols and all(symbol in seen.candidates for symbol in symbols):
            pieces = tuple(p if isinstance(p, str) else same.get(p, p) for p in word)
            yield from [pieces] * times


def _decisions(
    document: Document,
    used: Mapping[Symbol, Use],
    seen: Witnessed,
    settled: Mapping[Symbol, Settled],
) -> Iterator[tuple[Symbol, Decision]]:
    """Yield the decisions, symbols in order."""
    for symbol in sorted(used):
        use = used[symbol]
        if symbol in seen.known:
            yield symbol, _blank(document, symbol, use)
        elif symbol in settled and settled[symbol].reading != use.claims:
            yield symbol, _settled(document, symbol, use, (seen, settled[symbol]))
        elif not use.claims and symbol not in settled:
            yield symbol, _open(document, symbol, use, seen)


def _blank(document: Document, symbol: Symbol, use: Use) -> Decision:
    """Return the decision that a glyph without ink is a space."""
    evidence = (Evidence("shapes", "the glyph leaves no ink", BLANK),)
    return _decision(
        document, symbol, (use, evidence), Settled(" ", BLANK, 1.0, "", 0.0, (), 0.0, BLANK)
    )


def _open(document: Document, symbol: Symbol, use: Use, seen: Witnessed) -> Decision:
    """Return the decision to leave a glyph open that no witness knows."""
    strange = symbol[0] in seen.strange
    says = "its font does not look Latin" if strange else "it is like no glyph the shapes know"
    evidence = (Evidence("shapes", says, -1.0),)
    return _decision(
        document, symbol, (use, evidence), Settled("", 0.0, 0.0, "", 0.0, (), 0.0, 0.0)
    )


def _settled(
    document: Document, symbol: Symbol, use: Use, found: tuple[Witnessed, Settled]
) -> Decision:
    """Return the decision on one symbol that the solver settled."""
    seen, settled = found
    evidence = []
    if symbol in seen.named:
        evidence.append(Evidence("font", f"its own program calls it “{seen.named[symbol]}”", 0.0))
    near, _ = _nearest(symbol, seen)
    if near:
        evidence.append(Evidence("shapes", f"drawn like {near}", settled.margin - settled.language))
    elif symbol not in seen.candidates:
        evidence.append(Evidence("shapes", "nothing seen", 0.0))
    else:
        evidence.append(
            Evidence("widths", "code and width allow it", settled.margin - settled.language)
        )
    if settled.words:
        words = ", ".join(settled.words[:4])
        evidence.append(Evidence("language", f"makes words: {words}", settled.language))
    return _decision(document, symbol, (use, tuple(evidence)), settled, seen)


def _nearest(symbol: Symbol, seen: Witnessed) -> tuple[str, float]:
    """Return the nearest reference shape of a symbol and its distance, "" where unseen."""
    font, code = symbol
    look = seen.looks.get(font)
    if look is None or code not in look.codes:
        return "", 0.0
    row = look.codes.index(code)
    name, reading = look.likeness.nearest[row]
    return f"{name} “{reading}”", float(look.likeness.distance[row])


def _decision(
    document: Document,
    symbol: Symbol,
    what: tuple[Use, tuple[Evidence, ...]],
    settled: Settled,
    seen: Witnessed | None = None,
) -> Decision:
    """Make the decision with its cause and card."""
    use, evidence = what
    damage = LYING if use.claims else UNMAPPED
    sure = confidence.probability(damage, evidence, rule=RULE)
    tier: Tier = confidence.tier(sure) if settled.reading else "leave"
    font, code = symbol
    record = document.fonts[font]
    likeness, distance = _nearest(symbol, seen) if seen else ("", 0.0)
    card = Card(
        font=record.name,
        reference=record.reference,
        code=code,
        claims=use.claims,
        reading=settled.reading,
        posterior=settled.posterior,
        rival=settled.rival,
        rival_posterior=settled.rival_posterior,
        tier=tier,
        places=use.places,
        advance=use.advance,
        drawing=_drawing(symbol, seen),
        likeness=likeness,
        distance=distance,
        words=settled.words,
    )
    number = record.reference or f"n{font}"
    says = f"code {code} of {record.name or 'an unnamed font'} reads “{settled.reading}”"
    return Decision(
        settled.reading, evidence, Cause(f"glyph-{number}-{code:x}", damage, says, card), tier
    )


def _drawing(symbol: Symbol, seen: Witnessed | None) -> str:
    """Return the outline of a symbol as SVG path data, "" where it was not seen."""
    font, code = symbol
    look = seen.looks.get(font) if seen else None
    if look is None or code not in look.codes:
        return ""
    return path_of(look.pictures[look.codes.index(code)])
