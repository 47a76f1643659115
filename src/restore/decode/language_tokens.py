"""Running text as the tokens that the language models count: one function for training and use.

“Kim’s Sino-Soviet trip, 1956: a view”     kim's sino soviet trip <num> <s> a view
"""

from __future__ import annotations

import unicodedata

import regex

from restore.evidence.glyph_language_letters import fold

BREAK = "<s>"
"""Begins a sentence: what stands after a full stop, a colon, a semicolon, ! or ?."""

NUMERAL = "<num>"
"""Stands for every number in figures: no model of language tells one from another."""

_SHORT = """al approx cf col comp dec dept doc docs dr ed eds esp feb fig gen gov hon ibid jan jr lt
maj mr mrs ms no nos nov oct op p pp prof pt sen sept sr st trans univ vol vols vs"""

ABBREVIATED = frozenset(_SHORT.split())
"""Words after which a full stop seldom ends a sentence; nor does it after a single letter."""

_TOKEN = regex.compile(
    r"(?P<num>\p{Nd}(?:[\p{Nd}.,]*\p{Nd})?(?:st|nd|rd|th|s)?)"
    r"|(?P<word>\p{L}\p{M}*(?:[\p{L}\p{M}]|['’ʼ](?=\p{L}))*)"
    r"|(?P<stop>\.)|(?P<mark>[:;?!…])"
)


def tokens(text: str) -> list[str]:
    """Return the tokens of a text: plain lower-case words, numbers and breaks between sentences.

    A possessive is one token with its noun; hyphens part words; accents are folded away; commas,
    quotation marks and brackets leave no trace.

    >>> tokens("“Kim’s Sino-Soviet trip, 1956: a view”")
    ["kim's", 'sino', 'soviet', 'trip', '<num>', '<s>', 'a', 'view']
    >>> tokens("George F. Kennan, ed. by Szabó.")
    ['george', 'f', 'kennan', 'ed', 'by', 'szabo', '<s>']
    """
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            found.append(plain(match.group()))
        elif kind == "num":
            found.append(NUMERAL)
        elif found and found[-1] != BREAK and (kind == "mark" or not _abbreviated(found[-1])):
            found.append(BREAK)
    return found


def plain(word: str) -> str:
    """Return a word as the vocabulary has it: lower case, no accents, straight apostrophes.

    >>> plain("Wałęsa’s")
    "walesa's"
    """
    if word.isascii():
        return word.lower()
    whole = unicodedata.normalize("NFC", word.lower())
    return fold(whole.replace("’", "'").replace("ʼ", "'"))


def _abbreviated(word: str) -> bool:
    """Tell whether a full stop after a word is more likely that of a shortened one."""
    return len(word) == 1 or word in ABBREVIATED
