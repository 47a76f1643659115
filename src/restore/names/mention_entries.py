"""Names at the head of an entry in a bibliography or an index, family first: `Lankov, Andrei`."""

from __future__ import annotations

import re
from typing import Protocol

from restore.names import traditions
from restore.names.mention_lexicon import Lexicon
from restore.names.mention_tokens import Words
from restore.names.mention_words import COUNTRIES, NEVER, OPENERS, WORDS
from restore.romanise import korean

MOST_INITIALS = 3
"""J.R.R. Tolkien; more are an abbreviation."""

CLOSING_RE = re.compile(r"[.,;:]|\s\(|$|\n")
"""What stands behind a name in a bibliography or an index."""


HEAD_RE = re.compile(r"(?:\n[^\S\n]*(?:\d{1,4}[.)]?|[-•*])?|;)\s*$")
"""What stands before the family name that heads an entry: a new line, perhaps with its number or a
bullet, or the semicolon of an entry before it."""

REACH = 12
"""Characters looked at for that: a line end, a number of four digits, its sign, and blanks."""


class IsNameWord(Protocol):
    """Tells whether a word may be part of a name; with `unusual` it must be no English word."""

    def __call__(self, i: int, *, unusual: bool = True) -> bool:
        """Tell it of word `i`."""
        ...


class Entries:
    """Finds the heads of entries in the words of one text."""

    def __init__(self, words: Words, lexicon: Lexicon, is_name_word: IsNameWord) -> None:
        """Keep the words, what the dictionaries tell, and what may be a name at all."""
        self.words = words
        self.tokens = words.tokens
        self.lexicon = lexicon
        self._is_name_word = is_name_word

    def end(self, i: int) -> int | None:
        """Return where the name ends that heads an entry with word `i`, None where none does."""
        if not self._follows_comma(i + 1) or not self._may_head(i):
            return None
        end = i + 1
        while end - i <= MOST_INITIALS and end < len(self.tokens) and self._is_given(i, end):
            if end > i + 1 and not self.tokens[end].joined:
                break
            end += 1
        if end == i + 1:
            return None
        tail = self.words.text[self.tokens[end - 1].end : self.tokens[end - 1].end + 2]
        return end if CLOSING_RE.match(tail) or self.tokens[end - 1].is_initial else None

    def _may_head(self, i: int) -> bool:
        """Tell whether a word may be the family name at the head of an entry.

        An English word may (Granville), in its own line or after a semicolon; one that opens
        sentences (However, Mark), a given name amid prose and a place may not.
        """
        token = self.tokens[i]
        head = self._is_head(i)
        if not (head or token.opens) or not self._is_name_word(i, unusual=not head):
            return False
        if token.plain in OPENERS or token.plain in COUNTRIES or self.words.lower[token.plain]:
            return False
        listed = self.lexicon.match(self.tokens, i)
        placed = listed is not None and listed.kind in ("place", "organisation")
        placed = placed and token.plain not in self.lexicon.families  # London, Jack
        return not placed and (token.opens or not traditions.given_of(token.text))

    def _follows_comma(self, i: int) -> bool:
        """Tell whether a comma and white space part a word from the one before it."""
        if i >= len(self.tokens) or i == 0:
            return False
        gap = self.words.text[self.tokens[i - 1].end : self.tokens[i].start]
        return gap[:1] == "," and len(gap) < 4 and not gap[1:].strip()

    def _is_given(self, i: int, end: int) -> bool:
        """Tell whether a word may be a given name of the family name at `i`."""
        token = self.tokens[end]
        if token.is_initial:
            return True
        if not token.is_capital:
            return False
        if end == i + 1 and self._is_head(i) and (token.plain in WORDS or self._has_initial(end)):
            return True
        if token.plain in NEVER:
            return False
        if traditions.given_of(token.text):
            return True
        syllables = "-" in token.text and traditions.is_korean_given(token.text)
        return syllables and bool(korean.families(self.tokens[i].text))

    def _has_initial(self, i: int) -> bool:
        """Tell whether an unusual word has an initial behind it, as a given name may: Johanna C."""
        return (
            i + 1 < len(self.tokens)
            and self.tokens[i + 1].joined
            and self.tokens[i + 1].is_initial
            and self._is_name_word(i)
        )

    def _is_head(self, i: int) -> bool:
        """Tell whether a word heads a line or an entry."""
        if not i:
            return True
        start = max(self.tokens[i - 1].end, self.tokens[i].start - REACH)
        return bool(HEAD_RE.search(self.words.text[start : self.tokens[i].start]))
