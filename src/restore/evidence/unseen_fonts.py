"""Fonts that are not in the file: no outline to look at, only codes, widths and words.

Their letters are never settled without a person: whatever the viewer puts in for the font is
drawn from a font of its own, so nobody can see on the page what the author's program meant.
"""

from __future__ import annotations

import math
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from restore.evidence.code_order import Readings, by_glyph_order, by_shift, by_words
from restore.evidence.glyph_candidates import normalised
from restore.evidence.glyph_usage import Symbol, Use, Word, codes_by_font
from restore.evidence.glyph_widths import agreeing, by_widths, tolerance_of, twin
from restore.evidence.glyph_witnesses import Witnessed
from restore.ledger import Evidence
from restore.page import Font

SIGNS = string.ascii_letters + string.digits + ".,;:!?'\"’“”()-–/&"
"""What a code may stand for where nothing narrows it down."""

ACCENTED = "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîșțàèêëïôùûçæøåñãõŏŭ"
"""Letters beyond ASCII of the languages of this literature, for codes that a shift leaves open."""

BEHIND = "“”‘’–—…" + ACCENTED + ACCENTED.upper()
"""What a code beyond the ASCII of an order may stand for."""


SPACE = Evidence("widths", "its code is the space's in the order that the font's codes keep", 0.0)

FIT = 0.9
"""Share of the letters of an order whose widths must be those of the font's twin."""

SPACES = 0.11, 0.24
"""Share of spaces among the characters of a text: 0.13 to 0.19 in the languages of the fixtures;
the most frequent letter has 0.14 at most of a text without spaces, and is wider."""

SPACE_WIDTH = 0.01
"""Ems by which a space may differ from its twin's."""

SPACE_WEIGHT = 4.0
"""Nats for a code that behaves like a space; nobody has seen that it leaves no ink."""

MISFIT = 4.0
"""Nats against a character of another width: two more than at the edge of the tolerance."""


def witness_unseen(
    fonts: Sequence[Font], used: Mapping[Symbol, Use], seen: Witnessed, words: Sequence[Word]
) -> None:
    """Note candidates for the open codes of fonts that could not be drawn, and their spaces."""
    for font, codes in codes_by_font(used).items():
        wanted = [c for c in codes if used[font, c].origin == "none"]
        if font in seen.looks or not wanted:
            continue
        known = {c: used[font, c].claims for c in codes if not used[font, c].open}
        advances = {c: used[font, c].advance for c in codes}
        metrics = _metrics(fonts[font].name, advances)
        tokens = _tokens(font, words)
        readings = _by_order(fonts[font].name, known, metrics, (advances, tokens))
        if not agrees(readings, advances, metrics):
            metrics = {}
        ordered = bool(readings)
        readings = readings or _space(tokens, advances, metrics)
        fitting = by_widths(advances, metrics, tolerance=tolerance_of(advances.values()))
        for code in wanted:
            reading, weight = readings.get(code, ("", 0.0))
            if reading == " ":
                seen.known[font, code] = SPACE._replace(weight=weight)
            else:
                weights = _weights(reading, weight, fitting.get(code, {}), ordered=ordered)
                seen.candidates[font, code] = normalised(weights)


def _metrics(name: str, advances: Mapping[int, float]) -> Mapping[str, float]:
    """Return the widths of the face whose metrics a font has, in ems by character."""
    face = twin(name, advances.values())
    return face.widths if face else {}


def agrees(readings: Readings, advances: Mapping[int, float], metrics: Mapping[str, float]) -> bool:
    """Tell whether readings of many codes at once fit the widths of the font's twin."""
    texts = {code: text for code, (text, _) in readings.items()}
    return not texts or agreeing(texts, advances, metrics) >= FIT


def _by_order(
    name: str,
    known: Mapping[int, str],
    metrics: Mapping[str, float],
    seen: tuple[Mapping[int, float], Mapping[tuple[int, ...], int]],
) -> Readings:
    """Return what the numbers of codes say: a distance from ASCII, or an order the font keeps.

    A whole order that the font's name alone speaks for has to fit the widths of its twin.
    """
    advances, tokens = seen
    wanted = [code for code in advances if code not in known]
    readings = by_shift(known, wanted) if known else by_words(tokens, wanted)
    plain = {**known, **{code: text for code, (text, _) in readings.items()}}
    behind = by_glyph_order(plain, wanted, name) if readings else {}
    return {**(behind if agrees(behind, advances, metrics) else {}), **readings}


def _space(
    tokens: Mapping[tuple[int, ...], int],
    advances: Mapping[int, float],
    metrics: Mapping[str, float],
) -> Readings:
    """Return the code of the space, where one behaves like it: {} where none does.

    In text without spaces of its own a reader sees whole lines as words.  The space is then the
    most frequent code, stands between others and hardly ever beside itself, and is as wide as one.
    """
    counts = Counter(code for token, times in tokens.items() for code in token * times)
    if not counts:
        return {}
    code, times = max(counts.items(), key=_often)
    twice = sum(n * sum(a == b == code for a, b in pairwise(t)) for t, n in tokens.items())
    fits = not metrics or abs(metrics.get(" ", 0.0) - advances[code]) < SPACE_WIDTH
    often = SPACES[0] <= times / counts.total() <= SPACES[1]
    return {code: (" ", SPACE_WEIGHT)} if often and fits and 20 * twice <= times else {}


def _often(item: tuple[int, int]) -> tuple[int, int]:
    """Order codes by how often they stand, then by number."""
    return item[1], -item[0]


def _weights(
    reading: str, weight: float, fitting: Mapping[str, float], *, ordered: bool
) -> dict[str, float]:
    """Return the candidates of a code, with weights in nats.

    Where the font's other codes keep an order, one that leaves it is a letter beyond ASCII.  A
    character of another width than the code's is possible still: a twin's metrics may be a little
    off.
    """
    signs = BEHIND if ordered and not reading else SIGNS
    weights = {sign: fitting.get(sign, -MISFIT) if fitting else 0.0 for sign in signs}
    if reading:
        shared = weight + math.log(len(weights))
        weights = {sign: value - shared for sign, value in weights.items()}
        weights[reading] = fitting.get(reading, -MISFIT) if fitting else 0.0
    return weights


def _tokens(font: int, words: Sequence[Word]) -> Counter[tuple[int, ...]]:
    """Return the words that are wholly in one font, as its codes, with how often each stands."""
    return Counter(tuple(_codes(word)) for word in words if _is_of(font, word))


def _is_of(font: int, word: Word) -> bool:
    """Tell whether all of a word is in one font and open."""
    return all(not isinstance(piece, str) and piece[0] == font for piece in word)


def _codes(word: Word) -> Iterator[int]:
    """Yield the codes of the symbols of a word."""
    return (piece[1] for piece in word if not isinstance(piece, str))
