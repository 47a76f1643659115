"""What glyph names say beyond the Adobe Glyph List, and what names that are numbers say.

`g18`, `C15`, `cid_34` are numbers of a maker's catalogue and no letters.  Only where the letters of
some of them are known otherwise, and one rule explains them all, do they say anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from restore.evidence.code_order import by_glyph_order, by_shift
from restore.read.cmaps import glyph_name

_DECIMAL = re.compile(r"(.*[^0-9]|)([0-9]{1,6})")
_HEXADECIMAL = re.compile(r"(.|.*[._-])([0-9A-Fa-f]{2}|[0-9A-Fa-f]{4})")
_PI_NAME = re.compile(r"H[0-9]+")
_LEAST = 4  # known letters that a rule has to explain, as in `restore.evidence.code_order`

# Glyph names of the Mathematical Pi and Universal Greek with Math Pi fonts (Linotype), met in
# journals of the 1990s and 2000s.  Checked against what the formulas mean where a publisher's text
# has the names in place of the signs, e.g. "a sin bx H11002 b cos bx" for a difference.
_PI = {
    "H11001": "+", "H11002": "−", "H11003": "×", "H11005": "=", "H11006": "±",
    "H11011": "∼", "H11021": "<", "H11022": ">", "H11032": "′", "H11033": "″", "H11034": "°",
    "H9251": "α", "H9252": "β", "H9253": "γ", "H9254": "δ", "H9257": "η", "H9258": "θ",
    "H9260": "κ", "H9261": "λ", "H9262": "μ", "H9266": "π", "H9267": "ρ", "H9268": "σ",
    "H9273": "χ", "H20885": "∫",
}  # fmt: skip


def letter_of(name: str) -> str:
    """Return what a glyph name says, nothing for one that says nothing.

    >>> [letter_of(n) for n in ("eacute", "T_h", "one.oldstyle", "g18", "uni0007")]
    ['é', 'Th', '1', '', '']
    """
    text = glyph_name(name)
    sound = all(c >= " " and not "\x7f" <= c <= "\x9f" and not _is_no_text(c) for c in text)
    return text if sound else ""


def _is_no_text(character: str) -> bool:
    """Tell whether a character is private, half a pair or the sign for no character."""
    return (
        "\ud800" <= character <= "\uf8ff" or character in "\ufffd\ufeff" or character > "\U000e0000"
    )


def texts_of(names: Mapping[int, str]) -> dict[int, str]:
    """Return what the glyph names of one font say, by whatever their keys are.

    The numbers of Pi fonts count only where most such names of the font are known: another maker's
    numbers may run through them.

    >>> texts_of({1: "H11005", 2: "H11002", 3: "plus"}), texts_of({1: "H11005", 2: "H7"})
    ({1: '=', 2: '−', 3: '+'}, {})
    """
    numbered = [name for name in names.values() if _PI_NAME.fullmatch(name)]
    pi = _PI if 2 * sum(name in _PI for name in numbered) > len(numbered) else {}
    texts = {key: letter_of(name) or pi.get(name, "") for key, name in names.items()}
    return {key: text for key, text in texts.items() if text}


def by_numbers(names: Mapping[int, str], known: Mapping[int, str]) -> dict[int, str]:
    """Return what glyphs with numbered names are, glyph id to character, if one rule explains all.

    `known` are glyphs whose letters are sure.  The rules: the number is the code point in decimal
    or hexadecimal, or lies at a constant distance from ASCII, or counts in the Macintosh order.

    >>> by_numbers({1: "c97", 2: "c98", 3: "c99", 4: "c103", 5: "c116"},
    ...            {1: "a", 2: "b", 3: "c", 4: "g"})
    {5: 't'}
    """
    found: dict[int, str] = {}
    for pattern, base in ((_DECIMAL, 10), (_HEXADECIMAL, 16)):
        for group in _families(names, pattern, base):
            sure = {number: known[g] for g, number in group.items() if g in known}
            wanted = {g: n for g, n in group.items() if g not in known and g not in found}
            texts = _read(sure, set(wanted.values()))
            found.update({g: texts[n] for g, n in wanted.items() if n in texts})
    return found


def _families(
    names: Mapping[int, str], pattern: re.Pattern[str], base: int
) -> list[dict[int, int]]:
    """Return the numbers in names, glyph id to number, those with one prefix together."""
    groups: dict[str, dict[int, int]] = {}
    for glyph, name in names.items():
        match = pattern.fullmatch(name)
        if match:
            groups.setdefault(match[1], {})[glyph] = int(match[2], base)
    return list(groups.values())


def _read(sure: Mapping[int, str], wanted: set[int]) -> dict[int, str]:
    """Return number to character by the first rule that explains all the sure ones."""
    if len(sure) < _LEAST:
        return {}
    if all(chr(number) == text for number, text in sure.items() if number < 0x110000):
        return {n: chr(n) for n in wanted if letter_of(f"u{n:04X}")}
    order = by_glyph_order(sure, wanted)
    return {n: text for n, (text, _) in {**by_shift(sure, wanted), **order}.items()}
