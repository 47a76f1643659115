"""What a paper itself knows of its words: which it uses, which half words they may be, what meets.

Built once a text; everything is counted only when it is first asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import regex

from restore.evidence.fit import TWO_LETTERS
from restore.evidence.layout import Block, Layout
from restore.evidence.transitions import Transitions
from restore.evidence.words import COMMON, is_known, known_share, words_of, zipf
from restore.page import is_unmapped

READABLE = 0.6
"""Least share of letters in known words at a paragraph's edge; below it another kind of damage
stands there, and its words are worth nothing.  Sound prose full of names has 0.8 and more."""

KNOWN = 2.0
"""Zipf frequency from which the last word before a loss is taken for whole: half words that are
frequent in wordfreq's lists (“prai”, “behav”) mostly stay below, rare whole words mostly above."""

_ALONE_RE = regex.compile(r"(?<![\p{L}\d])\p{L}\p{M}*(?:[\p{L}\p{M}]|['’](?=\p{L}))*")
_LEAK_RE = regex.compile(r"\bT[JjwcdDmf]\b|[\])]\s?T[jJ]|\)-?\d+\(|\p{L}\d+\.\d|\d{3,}\p{Lu}")
_NAME_RE = regex.compile(r"(?<=\p{Ll},?\s)\p{Lu}[\p{L}’'-]+")


@dataclass(frozen=True)
class Usage:
    """The words of a text, and how it puts them side by side."""

    layout: Layout

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """Return how often each word stands in the text, in lower case."""
        return Counter(_ALONE_RE.findall(self.layout.text.lower()))

    @cached_property
    def sorted_words(self) -> list[str]:
        """Return the words of the text in order, for finding what a half word may begin."""
        return sorted(self.vocabulary)

    @cached_property
    def transitions(self) -> Transitions:
        """Return which words the text puts side by side."""
        blocks = (b for b in self.layout.blocks if b.role == "body")
        return Transitions(b.span.of(self.layout.text) for b in blocks)

    @cached_property
    def capitals(self) -> Counter[str]:
        """Return how often each word stands capitalised after a small letter: names, mostly."""
        return Counter(_NAME_RE.findall(self.layout.text))

    def is_cut(self, word: str) -> bool:
        """Tell whether a word that stands at an open end is only half a word.

        A word the language or the rest of the text knows is whole, and so may any name be; one or
        two letters are whole only if they are among the few words of that length.
        """
        plain = word.lower()
        if len(word) == 1:
            return word not in ("a", "A", "I")
        if len(word) == 2:
            return not (plain in TWO_LETTERS or word.isupper() or self.vocabulary[plain] > 3)
        if (
            word.isupper()
            or word.replace("’", "'").removesuffix("'s").istitle()
            or self.vocabulary[plain.split("-")[-1]] > 1
        ):
            return False
        return not is_known(plain.split("-")[-1], least=KNOWN) or (
            zipf(plain) < COMMON and self.begins_another(plain) and word[0].islower()
        )

    def begins_another(self, word: str) -> bool:
        """Tell whether a longer word of the text begins with these letters."""
        place = bisect_right(self.sorted_words, word)
        return self.sorted_words[place : place + 1] != [] and self.sorted_words[place].startswith(
            word
        )

    def is_readable(self, text: str) -> bool:
        """Tell whether an edge of a paragraph is free of other damage, so that its words count.

        A long word that stands three times in the text counts as known, as names do.
        """
        if sum(c in "[]{}\\|=<>�" or is_unmapped(c) for c in text) > 4 or _LEAK_RE.search(text):
            return False
        words = [m.group() for m in words_of(text)]
        own = [w for w in words if len(w) > 3 and self.vocabulary[w.lower()] > 2]
        total = sum(map(len, words))
        return (
            known_share(text) * total + sum(len(w) for w in own if not is_known(w))
            >= READABLE * total
        )


def piece(text: str, block: Block) -> str:
    """Return a block's text with its line ends as blanks."""
    return " ".join(block.span.of(text).split())
