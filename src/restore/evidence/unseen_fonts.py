"""Fonts that are not in the file: no outline to look at, only codes, widths and words.

Their letters are never settled without a person: whatever the viewer puts in for the font is
drawn from a font of its own, so nobody can see on the page what the author's program meant.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from restore.evidence.code_order import (
    Readings,
    by_glyph_order,
    by_shift,
    find_shift_by_words,
    shifted,
)
from restore.evidence.glyph_usage import Symbol, Use, codes_by_font
from restore.evidence.glyph_witnesses import Witnessed, normalised
from restore.ledger import Evidence
from restore.page import Font

Word = tuple[Symbol | str, ...]

SIGNS = string.ascii_letters + string.digits + ".,;:!?'\"’“”()-–/&"
"""What a code may stand for where nothing narrows it down."""

ACCENTED = "ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîșțàèêëïôùûçæøåñãõ"
"""Letters beyond ASCII of the languages of this literature, for codes that a shift leaves open."""


def witness_unseen(
    fonts: Sequence[Font], used: Mapping[Symbol, Use], seen: Witnessed, words: Sequence[Word]
) -> None:
    """Note candidates for the open codes of fonts that could not be drawn, and their spaces."""
    for font, codes in codes_by_font(used).items():
        wanted = [c for c in codes if used[font, c].origin == "none"]
        if font in seen.looks or not wanted:
            continue
        known = {c: used[font, c].claims for c in codes if not used[font, c].open}
        ordered = _by_order(fonts[font].name, wanted, known, _tokens(font, words))
        for code in wanted:
            reading, weight = ordered.get(code, ("", 0.0))
            if reading == " ":
                says = "its code is the space's in the order that the font's codes keep"
                seen.known[font, code] = Evidence("font", says, weight)
            else:
                weights = _weights(reading, weight, shifted_=bool(ordered))
                seen.candidates[font, code] = normalised(weights)


def _by_order(
    name: str,
    wanted: Sequence[int],
    known: Mapping[int, str],
    tokens: Mapping[tuple[int, ...], int],
) -> Readings:
    """Return what the numbers of codes say: a distance from ASCII, or an order the font keeps."""
    readings = by_shift(known, wanted)
    if not known:
        shift = find_shift_by_words(tokens)
        if shift is None:
            return {}
        moved = shifted(wanted, shift.distance)
        readings = {code: (text, shift.weight) for code, text in moved.items()}
    plain = {**known, **{code: text for code, (text, _) in readings.items()}}
    return {**readings, **by_glyph_order(plain, wanted, name)}


def _weights(reading: str, weight: float, *, shifted_: bool) -> dict[str, float]:
    """Return the candidates of a code, with weights in nats.

    Where the font's other codes keep an order, one that leaves it is a letter beyond ASCII.
    """
    if reading:
        return {**dict.fromkeys(SIGNS, -weight), reading: 0.0}
    return dict.fromkeys(ACCENTED + ACCENTED.upper() if shifted_ else SIGNS, 0.0)


def _tokens(font: int, words: Sequence[Word]) -> Counter[tuple[int, ...]]:
    """Return the words that are wholly in one font, as its codes, with how often each stands."""
    return Counter(tuple(_codes(word)) for word in words if _is_of(font, word))


def _is_of(font: int, word: Word) -> bool:
    """Tell whether all of a word is in one font and open."""
    return all(not isinstance(piece, str) and piece[0] == font for piece in word)


def _codes(word: Word) -> Iterator[int]:
    """Yield the codes of the symbols of a word."""
    return (piece[1] for piece in word if not isinstance(piece, str))
