"""How much of a text reads as words: for a font, a page, a paper.

Only words of four letters and more count: of shorter runs of letters nearly all stand in some list,
right or wrong.  A word with a sign in it that has no letter is not known.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from restore.evidence.glyph_language import likeliest
from restore.evidence.words import is_known
from restore.text import Span

LEAST = 4
"""Letters a word must have to count: ciphers of English (tests/report/test_font_state.py) then read
as at most 0.12 known words; with all words counted, as 0.36."""

UNSPOKEN_RE = regex.compile(r"^[^aeiouyøæœı]+$|[^aeiouyøæœı]{4}|[aeiouyøæœı]{4}")
"""A word without a vowel, or with four vowels or consonants in a row, accents taken off.  Of the
samples in tests/report/test_font_state.py it matches at most 0.2 of the letters, abbreviations
apart; of ciphers of the same samples 0.4 to 0.8 on average, Vietnamese apart."""

LANGUAGES = {
    "cs": "Czech", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "hu": "Hungarian", "it": "Italian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "sh": "Serbo-Croatian", "sk": "Slovak", "sv": "Swedish",
}  # fmt: skip
"""The languages whose common words are listed."""

MOSTLY = 0.6
"""Share of the longer words that a list must hold for a text to be of its language: of the samples
in tests/report/test_font_state.py it holds 0.82 to 0.95, of ciphers of them at most 0.16, of other
languages 0.17, of Russian in Latin letters 0.38."""

# Letters, and what stands in their place: U+FFFD, private-use characters and (cid:12).
_WORD_RE = regex.compile(
    r"(?:[\p{L}\p{M}\p{Co}\ufffd]|\(cid:\d+\))(?:[\p{L}\p{M}\p{Co}\ufffd]|\(cid:\d+\)|['’](?=\p{L}))*"
)
_LATIN_RE = regex.compile(r"\p{Latin}")


class Reading(NamedTuple):
    """Letters of a text's longer words, and how many of them stand in words of some property.

    `unspoken` ones can hardly be said in any language, `foreign` ones are not Latin, so that the
    list of words has nothing to say about them.
    """

    letters: int = 0
    known: int = 0
    unspoken: int = 0
    foreign: int = 0

    @property
    def known_share(self) -> float | None:
        """Return the share of letters in known words, None where there are no words."""
        return self.known / self.letters if self.letters else None

    def __add__(self, other: object) -> Reading:
        """Return both texts' letters together."""
        if not isinstance(other, Reading):
            return NotImplemented
        return Reading(*(one + two for one, two in zip(self, other, strict=True)))

    def without(self, other: Reading) -> Reading:
        """Return what is left when a part of the text is taken out."""
        return Reading(*(one - two for one, two in zip(self, other, strict=True)))


def reading(words: Iterable[str]) -> Reading:
    """Return how well words read; short ones are passed over.

    >>> reading(["The", "minutes", "ztnshf"])
    Reading(letters=13, known=7, unspoken=6, foreign=0)
    """
    counts = [0, 0, 0, 0]
    for word in words:
        size = len(word)
        if size >= LEAST:
            plain = "".join(filter(str.isalpha, unicodedata.normalize("NFD", word.lower())))
            counts[0] += size
            counts[1] += size if is_known(word) else 0
            counts[2] += size if UNSPOKEN_RE.search(plain) else 0
            counts[3] += 0 if _LATIN_RE.search(word) else size
    return Reading(*counts)


def language_of(found: Iterable[str]) -> str:
    """Return the language that words are mostly of, "" where no list says so.

    >>> language_of("die Protokolle sind schwer zu lesen und niemand nennt den Schreiber".split())
    'German'
    >>> language_of("ejf Qsplplmmf tjoe tdixfs av mftfo voe ojfnboe ofoou efo Tdisfjcfs".split())
    ''
    """
    longer = [word.lower() for word in found if len(word) >= LEAST]
    code, share = likeliest(longer)
    return LANGUAGES.get(code, code) if longer and share >= MOSTLY else ""


def words(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the place and the letters of every word, signs without a letter included.

    >>> [word for _, word in words("Kim’s C(cid:7)d War, 1957")]
    ['Kim’s', 'C(cid:7)d', 'War']
    """
    for match in _WORD_RE.finditer(text):
        yield Span(*match.span()), match.group()
