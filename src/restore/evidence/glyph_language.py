"""How well a word with its punctuation fits the language of a paper, in nats: the language witness.

    “Szabó’s      opening mark, name, possessive
    1956–57,      figures, dash, figures, comma
    Sino-Soviet   two words and a hyphen

A word is as likely as its share in the lists of words, or, for the sake of names, as its chain of
letters.  Nothing here tells one digit from another, nor one accent from another on a word that no
list has: language knows nothing of these.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from functools import cache
from itertools import pairwise

import regex

from restore.evidence.glyph_language_letters import Letters, fold
from restore.evidence.words import LANGUAGES, shares

# Nats for marks of punctuation before and after a word, from how often they stand there in English
# prose (rounded logarithms of their shares among words; other quotation marks as the high ones).
LEAD = {"“": -4.5, "„": -4.5, '"': -5.0, "«": -5.0, "(": -5.5, "»": -6.5, "‘": -6.5, "¿": -6.5}
LEAD |= {"¡": -7.0, "[": -7.0, "'": -7.0, "’": -8.0, "—": -7.0, "–": -7.0, "-": -8.0, "•": -7.0}
LEAD |= {"$": -7.0, "£": -7.0, "€": -7.0, "§": -7.0}
TRAIL = {".": -3.0, ",": -2.8, ";": -5.2, ":": -5.2, "?": -6.0, "!": -7.0, ")": -5.5, "”": -4.5}
TRAIL |= {"’": -6.5, "'": -7.0, '"': -5.0, "»": -5.0, "«": -6.5, "“": -6.5, "]": -7.0, "…": -7.0}
TRAIL |= {"—": -7.0, "–": -7.0, "-": -5.0}
JOINS = {"-": -5.0, "–": -7.5, "—": -7.5, "/": -9.0}
BETWEEN_FIGURES = {"-": -4.5, "–": -3.0, "—": -9.0, "/": -6.0}
IN_FIGURES = {".": -3.0, ",": -2.0, ":": -6.0, "/": -6.0}

ALONE = {"–": -5.0, "—": -6.0, "-": -9.0, "&": -6.0, "•": -7.0, "…": -6.0}
"""Nats for marks that stand alone, where it is not the -8 of a mark of any other kind."""

# Where the high quotation mark that opens in English is the one that closes („so“).
_LOW_QUOTES = frozenset(["de", "cs", "sk", "sh"])

DIGIT = -2.3
"""Nats for a digit: each of the ten is as likely."""

LISTED = 0.93
"""Share of the words of scholarly prose that stand in a list; the rest are names and the like."""

NAME = 3e-7
"""Share given to a word of the dictionaries of names: a list's at Zipf frequency 2.5."""

COMMON, SENTENCE = -7.5, 1.0
"""A word of the first two hundred or so is seldom a name: a capital costs it a nat (most stand
within a sentence); any other word may have one for nothing."""

NOISE = 3e-7
"""Share below which a list has slips and fragments ("mester", "wes") among its words."""

UNLISTED = 0.3
"""What a name with accents that no list has keeps of the share of its plain form, so that between
two accents the one that a list has wins.  Any value from 0.05 to 1 gave the same readings of four
sample papers; a small one would let many names together turn a right accent into none."""

SECOND = 0.05
"""Share of English words in a paper in another language: titles, quotations, an abstract."""

FLOOR, FLOOR_PER_CHARACTER, BELOW = -20.0, -0.8, 0.1
"""A token is never much worse than this: it may be in another language, or no word at all.
Without a floor one unknown name that stands in seven places turned a right "ó" into "o"."""

_FIGURES = regex.compile(r"\p{Nd}(?:[\p{Nd}.,:/]*\p{Nd})?")
_ORDINAL = regex.compile(r"\p{Nd}+(?i:st|nd|rd|th|s|er|e|o|a)")
_NOTE = regex.compile(r"(?<=[\p{L}.,;:?!)”’\"'»])\p{Nd}{1,3}$")
_INITIALS = regex.compile(r"\p{L}(?:\.\p{L})+")
_ROMAN = regex.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_JOIN = regex.compile(r"([-–—/])")
_CAMEL = regex.compile(r"(?:\p{Lu}\p{Ll}+){2,3}")
_WORDS = regex.compile(r"\p{L}+")
_VOWEL = regex.compile(r"[aeiouy]")
_ELISIONS = frozenset(["l", "d", "j", "n", "s", "c", "m", "t", "qu", "un", "all", "dell", "nell"])


class Language:
    """One language as a judge of words; a paper in another one may have words of English."""

    def __init__(self, code: str = "en", names: Collection[str] = ()) -> None:
        """Load the lists of a language; `names` are further words, lower case."""
        self.code = code
        own = ((1.0, shares("en")),)
        self._lists = own if code == "en" else ((1 - SECOND, shares(code)), (SECOND, shares("en")))
        self._names = names if isinstance(names, frozenset) else frozenset(names)
        self._letters = letters_of(code)
        closing = {"“": TRAIL["”"], "”": TRAIL["“"]}
        self._trail = TRAIL | closing if code in _LOW_QUOTES else TRAIL
        self._words: dict[str, float] = {}
        self._tokens: dict[str, float] = {}

    def token(self, text: str) -> float:
        """Return the log probability of a token among all tokens, in nats, not below a floor."""
        value = self._tokens.get(text)
        if value is None:
            value = self._token(text)
            floor = FLOOR + FLOOR_PER_CHARACTER * len(text)
            value = value if value > floor else floor + BELOW * (value - floor)
            self._tokens[text] = value
        return value

    def knows(self, word: str) -> bool:
        """Tell whether a lower-case word is a name or stands in a list, noise apart."""
        return self._share(word) >= NOISE

    def rejects(self, token: str) -> bool:
        """Tell whether a token holds a word of two letters and more that no list has."""
        return any(
            len(word) > 1 and not self.knows(word.lower().replace("’", "'"))
            for word in _WORDS.findall(token)
        )

    def _token(self, text: str) -> float:
        """Return the log probability of a token: marks, word, marks."""
        if text.isalpha():
            return self._part(text) - 0.25
        if text in ALONE:
            return ALONE[text]
        total, start, end = 0.0, 0, len(text)
        while start < end and text[start] in LEAD:
            total += LEAD[text[start]]
            start += 1
        note = _NOTE.search(text, start, end)
        if note:
            total += 2 * DIGIT + DIGIT * len(note.group())
            end = note.start()
        while end > start and text[end - 1] in self._trail:
            total += self._trail[text[end - 1]]
            end -= 1
        return total + (self._core(text[start:end]) if start < end else -8.0)

    def _core(self, core: str) -> float:
        """Return the log probability of what stands between the outer marks."""
        pieces = _JOIN.split(core)
        total = sum(self._part(part) if part else -7.0 for part in pieces[::2])
        for before, join, after in zip(pieces[::2], pieces[1::2], pieces[2::2], strict=False):
            figures = before[-1:].isdecimal() and after[:1].isdecimal()
            total += (BETWEEN_FIGURES if figures else JOINS)[join]
        return total

    def _part(self, part: str) -> float:
        """Return the log probability of a word, a number, or what else a token is made of."""
        if part.isalpha():
            return self._cased(part, "")
        plain = part.replace("’", "'").replace("ʼ", "'").replace("‘", "'")
        stem = plain.removesuffix("'s")
        if stem != plain and stem.isalpha():
            return self._cased(stem, "'s")
        if stem.replace("'", "").isalpha():
            return self._with_apostrophe(plain)
        if _FIGURES.fullmatch(part):
            return -3.0 + sum(IN_FIGURES.get(c, DIGIT) for c in part)
        if _ORDINAL.fullmatch(part):
            return -6.0 + DIGIT * len(part)
        if _INITIALS.fullmatch(part):
            return -8.0 - 1.5 * len(part)
        changes = sum(a.isdigit() != b.isdigit() for a, b in pairwise(part))
        return -10.0 - 5.0 * len(part) - 6.0 * changes

    def _cased(self, word: str, ending: str) -> float:
        """Return the log probability of a word of letters, by its case and by itself."""
        if word.islower():
            return self._word(word, ending, own=True) - 0.3
        if len(word) == 1:
            return self._word(word.lower(), ending, own=False) - (0.4 if word in "AI" else 3.0)
        low = word.lower()
        if word[1:].islower():
            value = self._word(low, ending, own=False) - 0.5
            return value - SENTENCE if value > COMMON else value
        if word.isupper():
            upper = self._word(low, ending, own=False) - 2.0
            return max(upper, -8.0 - 0.5 * len(word)) if _ROMAN.fullmatch(word) else upper
        return self._word(low, ending, own=False) - (5.0 if _camel(word) else 12.0)

    def _with_apostrophe(self, word: str) -> float:
        """Return the log probability of "o'clock", "l'histoire", "p'yŏngyang"."""
        low = word.lower()
        share = self._share(low)
        if share:
            return math.log(LISTED * share) - 0.3
        head, _, rest = low.partition("'")
        if head in _ELISIONS and rest.isalpha():
            return self._word(rest, "", own=True) - 4.0
        return self._word(low.replace("'", ""), "", own=False) - 6.0

    def _word(self, word: str, ending: str, *, own: bool) -> float:
        """Return the log probability of a lower-case word; `own`: it is no name."""
        key = word + ("'" if ending else "") + ("" if own else "^")
        value = self._words.get(key)
        if value is None:
            share = self._share(word + ending) if ending else 0.0
            share = share or self._accented(word, own=own) * (0.02 if ending else 1.0)
            chain = (1 - LISTED) * math.exp(self._letters.score(word))
            value = self._words[key] = math.log(LISTED * share + chain + 1e-300)
        return value

    def _accented(self, word: str, *, own: bool) -> float:
        """Return the share of a word, or of its plain form where it may be a name.

        Lists write many a name without its accents, so "Szabó" is as good a name as "Szabo"; but
        "óf" in running text is no "of".
        """
        share = self._share(word)
        if word.isascii() or own:
            return share
        plain = self._share(fold(word))
        return max(share, plain if share else UNLISTED * plain)

    def _share(self, word: str) -> float:
        """Return the share of a lower-case word among all words, 0 where no list has it."""
        total = sum(part * words.get(word, 0.0) for part, words in self._lists)
        if word in self._names or (not word.isascii() and word in foreign()):
            total = max(total, NAME)
        # Rows of consonants stand in the lists as fragments ("ll", "tbe" has a vowel).
        return total if len(word) > 3 or _VOWEL.search(fold(word)) else total * 0.05


@cache
def letters_of(code: str, *, small: bool = False) -> Letters:
    """Return the chains of letters of a language, learned once from its list or its small list."""
    return Letters(shares(code, small=small))


@cache
def foreign() -> frozenset[str]:
    """Return the words with accents of all small lists: names keep their own spelling."""
    return frozenset(w for c in LANGUAGES for w in shares(c, small=True) if not w.isascii())


def likeliest(words: Iterable[str]) -> tuple[str, float]:
    """Return which language knows most of some lower-case words, and the share it knows.

    Only words of four letters and more are asked: among shorter ones every list has much of any
    text.  English is asked first, and the others only where it does not know most.
    """
    asked = [word for word in words if len(word) >= 4]
    best, most = "en", _known("en", asked)
    if most < PLAIN:
        for code in LANGUAGES[1:]:
            known = _known(code, asked)
            if known > most:
                best, most = code, known
    return best, most


PLAIN = 0.6
"""Share of running words from which no other language is asked: the small English list knows 97 of
a hundred of English prose (lists of other languages up to 60), and at most 17 of texts in German,
French, Polish and Hungarian."""

PRIOR = 3
"""Words that count as known to most: two or three words say little about a language."""


def _known(code: str, words: list[str]) -> float:
    """Return the share of words that stand in the small list of a language."""
    listed = shares(code, small=True)
    return (sum(word in listed for word in words) + PRIOR * PLAIN) / (len(words) + PRIOR)


def _camel(word: str) -> bool:
    """Tell whether a word is made of capitalised pieces, as McCune and DeGasperi are."""
    return bool(_CAMEL.fullmatch(word))
