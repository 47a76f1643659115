"""What every glyph of a paper reads as that the file says nothing of, or lies about.

    uses ─▶ witnesses (shapes, programs, donors, code order, widths) ─▶ candidates ─┐
    text ─▶ words with the unknown glyphs in them ──────────────────────▶ solver ───┴▶ decisions

One code of one font is one unknown, however often it stands.  A decision is a `Cause` with a card:
taking it back takes back every place.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from restore import confidence
from restore.evidence.drawing import path_of
from restore.evidence.glyph_usage import Place, Symbol, Use, Word, places, uses
from restore.evidence.glyph_witnesses import BLANK, Witnessed, pooled, witness
from restore.evidence.solver import Settled, solve
from restore.evidence.unseen_fonts import witness_unseen
from restore.ledger import Card, Cause, Evidence, Tier
from restore.page import Document
from restore.text import Span

UNMAPPED = "unmapped-glyphs"
LYING = "lying-map"
RULE = "read-glyphs"

UNSEEN = "read-unseen"
"""The rule for fonts that are not in the file, whose glyphs nobody can look at."""

EVEN = 0.5

OPEN_READING = Settled("", 0.0, 0.0, "", 0.0, (), 0.0, 0.0)

SHOWN = 4
"""Words named in the evidence; the card has them all."""


class Decision(NamedTuple):
    """What one symbol is read as, why, and how sure that is."""

    reading: str
    rule: str
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


def _nothing(_: Span) -> bool:
    """Hide nothing."""
    return False


class Readings(NamedTuple):
    """The decisions on symbols, and the places of all glyphs where there are any."""

    decisions: dict[Symbol, Decision]
    places: list[Place]


def read_glyphs(
    document: Document, allowed: Allowed, *, hidden: Callable[[Span], bool] = _nothing
) -> Readings:
    """Return a decision for every symbol without a letter and every one whose letter is doubted.

    What stands at a `hidden` place is not read, and no word there speaks.

    A decision whose reading is what the file says is left out: there is nothing to mend.
    """
    if document.specimens is None or not document.glyphs:
        return Readings({}, [])
    used = uses(document)
    seen = Witnessed()
    if allowed.shapes:
        seen = witness(document.specimens, document.fonts, used)
    if not any(not use.claims for use in used.values()) and not (seen.candidates or seen.known):
        return Readings({}, [])
    glyphs = [place for place in places(document) if not hidden(Span(place.start, place.end))]
    words = list(_words(glyphs, used, seen))
    if allowed.widths:
        witness_unseen(document.fonts, used, seen, words)
        words = list(_words(glyphs, used, seen))
    same = pooled(seen, [font.name for font in document.fonts])
    unknowns = {s: c for s, c in seen.candidates.items() if same.get(s, s) == s}
    settled = solve(_tokens(words, seen, same), unknowns, language=allowed.language)
    settled.update((s, settled[first]) for s, first in same.items() if first in settled)
    shown = {place.symbol for place in glyphs}
    made = _Maker(document, used, seen).decisions(settled)
    return Readings({symbol: d for symbol, d in made if symbol in shown}, glyphs)


def _words(glyphs: list[Place], used: Mapping[Symbol, Use], seen: Witnessed) -> Iterator[Word]:
    """Yield the words of the text: symbols where the file says nothing or is doubted, else letters.

    Words end at white space, at blank glyphs, and where glyphs are left out.
    """
    word: list[Symbol | str] = []
    at = 0
    for start, end, symbol in glyphs:
        if start > at and word:
            yield tuple(word)
            word = []
        at = end
        known = " " if symbol in seen.known else used[symbol].claims
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


def odds(settled: Settled) -> float:
    """Return the log odds of a reading against all its rivals in nats, but no more than its margin.

    The margin is over the next best alone; where there are many as good as that, less is certain.
    """
    doubt = max(1.0 - settled.posterior, 1e-9)
    return min(settled.margin, math.log(max(settled.posterior, 1e-9) / doubt))


class _Maker:
    """Makes the decisions of one document from what its witnesses saw."""

    def __init__(self, document: Document, used: Mapping[Symbol, Use], seen: Witnessed) -> None:
        self._fonts = document.fonts
        self._used = used
        self._seen = seen

    def decisions(self, settled: Mapping[Symbol, Settled]) -> Iterator[tuple[Symbol, Decision]]:
        """Yield the decisions that mend something or leave something open, symbols in order."""
        for symbol, use in sorted(self._used.items(), key=itemgetter(0)):
            if symbol in self._seen.known:
                says = self._seen.known[symbol]
                space = Settled(" ", says.weight, 1.0, "", 0.0, (), 0.0, says.weight)
                yield symbol, self._made(symbol, space, (says,))
            elif symbol in settled:
                if settled[symbol].reading != use.claims and not self._holds(
                    symbol, settled[symbol]
                ):
                    evidence = tuple(self._evidence(symbol, settled[symbol]))
                    yield symbol, self._made(symbol, settled[symbol], evidence)
            elif not use.claims:
                yield symbol, self._made(symbol, OPEN_READING, self._why_open(symbol))

    def _holds(self, symbol: Symbol, settled: Settled) -> bool:
        """Tell whether the file's own claim stands: it is next best to what is no likelier."""
        claims, even = self._used[symbol].claims, settled.posterior < EVEN
        return not self._used[symbol].open and even and settled.rival == claims

    def _why_open(self, symbol: Symbol) -> tuple[Evidence, ...]:
        """Return why no witness says anything of a symbol."""
        font, _ = symbol
        if font in self._seen.strange:
            says = "its font does not look Latin, and the reference shapes are"
        elif font in self._seen.looks:
            says = "it is like no reference shape"
        else:
            says = "its font is not in the file, and nothing else tells"
        return (Evidence("shapes", says, -1.0),)

    def _evidence(self, symbol: Symbol, settled: Settled) -> Iterator[Evidence]:
        """Yield what speaks for a reading; the weights sum to its odds against all rivals."""
        named = self._seen.named.get(symbol)
        if named:
            yield Evidence("font", f"its own program calls it “{named}”", 0.0)
        if symbol in self._seen.donated:
            lent = self._seen.donated[symbol]
            yield Evidence("document", f"another font of the file draws “{lent}” just so", 0.0)
        rest = odds(settled) - settled.language
        likeness, _ = self._nearest(symbol)
        if likeness:
            yield Evidence("shapes", f"drawn like {likeness}", rest)
        else:
            yield Evidence("widths", "its code and width allow it", rest)
        if settled.words:
            words = ", ".join(settled.words[:SHOWN])
            yield Evidence("language", f"makes {words}", settled.language)
        elif settled.language:
            yield Evidence("language", "no word speaks for it", settled.language)

    def _nearest(self, symbol: Symbol) -> tuple[str, float]:
        """Return the nearest reference shape of a symbol and its distance, "" where unseen."""
        font, code = symbol
        look = self._seen.looks.get(font)
        if look is None or code not in look.codes:
            return "", 0.0
        row = look.codes.index(code)
        name, reading = look.likeness.nearest[row]
        return f"{name} “{reading}”", float(look.likeness.distance[row])

    def _drawing(self, symbol: Symbol) -> str:
        """Return the outline of a symbol as SVG path data, "" where it was not seen."""
        font, code = symbol
        look = self._seen.looks.get(font)
        if look is None or code not in look.codes:
            return ""
        return path_of(look.pictures[look.codes.index(code)])

    def _made(self, symbol: Symbol, settled: Settled, evidence: tuple[Evidence, ...]) -> Decision:
        """Make a decision with its cause and card."""
        use, record = self._used[symbol], self._fonts[symbol[0]]
        damage = LYING if use.claims else UNMAPPED
        rule = RULE if symbol[0] in self._seen.looks or evidence == (BLANK,) else UNSEEN
        sure = confidence.probability(damage, evidence, rule=rule)
        tier: Tier = confidence.tier(sure) if settled.reading else "leave"
        likeness, distance = self._nearest(symbol)
        card = Card(
            font=record.name,
            reference=record.reference,
            code=symbol[1],
            claims=use.claims,
            reading=settled.reading,
            posterior=settled.posterior,
            rival=settled.rival,
            rival_posterior=settled.rival_posterior,
            tier=tier,
            places=use.places,
            advance=use.advance,
            drawing=self._drawing(symbol),
            likeness=likeness,
            distance=distance,
            words=settled.words,
        )
        cause = Cause(self._name(symbol), damage, self._says(card), card)
        return Decision(settled.reading, rule, evidence, cause, tier)

    def _name(self, symbol: Symbol) -> str:
        """Return the id of a cause: the font's object number, which a re-run finds again."""
        font, code = symbol
        return f"glyph-{self._fonts[font].reference or f'n{font}'}-{code:x}"

    @staticmethod
    def _says(card: Card) -> str:
        """Return a decision in a sentence."""
        font = card.font or "a font without a name"
        if not card.reading:
            return f"glyph {card.code} of {font} stays open"
        claim = f", not “{card.claims}” as the file says" if card.claims else ""
        return f"glyph {card.code} of {font} reads “{card.reading}”{claim}"
