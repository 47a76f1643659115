"""Fonts in which only the accented letters may be wrong, found by the text alone.

A map may be right but for the letters that the encoding did not have: the page shows "Hamhŭng", the
file says "HamhÙng".  All other letters read well, so no count of words tells.  What tells is where
the odd character stands: an accented capital or a sign between small letters, time and again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import regex

from restore.page import Document

TIMES, WORDS = 3, 2
"""Places and different words from which on it is no slip."""

LETTERS = 3
"""Small letters a word must have, so that neither a formula (a±b) nor an initial is one."""

SHOWN = 4
"""Words that are shown of each."""

_SIGNS = r"\p{S}§¶†‡¿¡"
_WORD_RE = regex.compile(rf"[[\p{{L}}\p{{M}}{_SIGNS}]--[\p{{S}}&&\p{{ASCII}}]]+", regex.V1)
_ODD_RE = regex.compile(
    rf"(?<=\p{{Ll}})[[\p{{Lu}}{_SIGNS}]--[\p{{ASCII}}\ufffd]](?=\p{{Ll}})", regex.V1
)
_SMALL_RE = regex.compile(r"\p{Ll}")


class Suspect(NamedTuple):
    """A character that stands where a small letter belongs: how often, and in which words."""

    code: int
    shown: str
    times: int
    words: tuple[str, ...]


def suspects(document: Document) -> dict[int, tuple[Suspect, ...]]:
    """Return by font the characters that stand where accented letters belong."""
    inside: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for font, code, character, word in _inside(document):
        inside[font, code, character].append(word)
    everywhere = Counter((g.font, g.code, g.text) for g in document.glyphs)
    found: dict[int, list[Suspect]] = defaultdict(list)
    for (font, code, character), words in sorted(inside.items()):
        different = tuple(dict.fromkeys(words))
        often = len(words) >= TIMES and len(different) >= WORDS
        if often and 2 * len(words) > everywhere[font, code, character]:
            found[font].append(Suspect(code, character, len(words), different[:SHOWN]))
    return {font: tuple(own) for font, own in found.items()}


def _inside(document: Document) -> Iterator[tuple[int, int, str, str]]:
    """Yield font, code and character of what stands between small letters, and its word."""
    for match in _WORD_RE.finditer(document.text) if document.glyph_at else ():
        word = match.group()
        if word.isascii() or len(_SMALL_RE.findall(word)) < LETTERS:
            continue
        for odd in _ODD_RE.finditer(word):
            index = document.glyph_at[match.start() + odd.start()]
            if index >= 0:
                glyph = document.glyphs[index]
                yield glyph.font, glyph.code, odd.group(), word
