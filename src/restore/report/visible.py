"""Makes characters visible that a paper could hide something with.

A control character, a mark that turns the direction of writing or a glyph without Unicode value
must be seen by whoever judges a correction, and must do nothing to the terminal or page it is
shown on.
"""

from __future__ import annotations

import regex

from restore.page import is_unmapped

UNMAPPED_SIGN = "\N{WHITE VERTICAL RECTANGLE}"
"""Stands for a glyph without any Unicode value."""

# Control, format, private, surrogate and unassigned characters and the two line ends nobody uses,
# but not the two joiners, without which Persian and many Indian words cannot be written.
_HIDDEN_RE = regex.compile(
    r"[[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\u2028\u2029]--[\u200c\u200d]]", regex.V1
)
_SIGNS = {
    "\n": "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}",
    "\t": "\N{RIGHTWARDS ARROW}",
    "\x7f": "\N{SYMBOL FOR DELETE}",
}


def visible(text: str) -> str:
    r"""Return the text with a sign for every character that would not be seen.

    >>> visible("Sino-\n" + chr(0x202E) + chr(0xF0041))
    'Sino-↵⟨U+202E⟩▯'
    """
    return str(_HIDDEN_RE.sub(_sign, text))


def _sign(match: regex.Match[str]) -> str:
    """Return the sign for one character: its control picture, or its number."""
    character = match[0]
    if character in _SIGNS:
        return _SIGNS[character]
    if ord(character) < 0x20:
        return chr(0x2400 + ord(character))
    return UNMAPPED_SIGN if is_unmapped(character) else f"⟨U+{ord(character):04X}⟩"
