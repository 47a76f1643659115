"""Rules of romanisation that look at a letter's neighbours, as `cyrillic_systems.tsv` writes them.

    е=e ^е=je <е=je ий$=i     at the head of a word, after a vowel, at the end of a word

The longest letters win, and of rules for the same letters the one with the most conditions.
"""

from __future__ import annotations

from functools import lru_cache

VOWELS = frozenset("аеёиоуыэюяіїєөүъ")
SIGNS = frozenset("ьъ")
HUSHERS = frozenset("жчшщ")
LONGEST = 3
"""Letters of the longest rule."""

PREFIXES = "^<!%"
SUFFIXES = "$>"


Rule = tuple[str, str, str]
"""What must stand before, letters, and what must stand after; "" for anything."""


class System:
    """One system of romanisation, for words of Cyrillic letters."""

    def __init__(self, rules: dict[Rule, str]) -> None:
        """Take the rules; a letter without one is left as it is."""
        self._rules = rules
        self._seen: dict[tuple[str, str], tuple[str, int]] = {}
        self._spell = lru_cache(maxsize=5_000)(self._spelled)

    def spell(self, word: str) -> str:
        """Return one word in Latin letters, capitals at its head and after a hyphen kept.

        >>> System(read_rules("м=m и=i р=r ^я=ja %я=ia")).spell("Миря")
        'Miria'
        """
        return "-".join(self._spell(part) for part in word.split("-"))

    def _spelled(self, word: str) -> str:
        """Return one word in Latin letters."""
        lower = word.lower()
        found: list[str] = []
        at = 0
        while at < len(lower):
            # All that a rule can look at; few such windows exist, and names share them.
            window = (_before(lower, at), lower[at : at + LONGEST + 1])
            if window not in self._seen:
                self._seen[window] = self._at(*window)
            latin, length = self._seen[window]
            found.append(latin)
            at += length
        spelled = "".join(found)
        return spelled[:1].upper() + spelled[1:] if word[:1].isupper() else spelled

    def _at(self, before: str, word: str) -> tuple[str, int]:
        """Return what is written for the first letters of a window, and how many they are."""
        for length in range(min(LONGEST, len(word)), 0, -1):
            letters, after = word[:length], _after(word, length)
            for one, other in ((before, after), (before, ""), ("", after), ("", "")):
                if (one, letters, other) in self._rules:
                    return self._rules[one, letters, other], length
        return word[0], 1


def read_rules(text: str) -> dict[Rule, str]:
    """Return the rules of one system by what they are for.

    >>> read_rules("<с>=ss ъ=")
    {('<', 'с', '>'): 'ss', ('', 'ъ', ''): ''}
    """
    found: dict[Rule, str] = {}
    for item in text.split():
        pattern, _, latin = item.partition("=")
        before = pattern[0] if pattern[0] in PREFIXES else ""
        after = pattern[-1] if pattern[-1] in SUFFIXES else ""
        letters = pattern.removeprefix(before)
        found[before, letters.removesuffix(after), after] = latin
    return found


def _before(word: str, at: int) -> str:
    """Return the sign of what stands before a place."""
    if not at:
        return "^"
    letter = word[at - 1]
    if letter in VOWELS or letter in SIGNS:
        return "<"
    return "!" if letter in HUSHERS else "%"


def _after(word: str, end: int) -> str:
    """Return the sign of what stands after a place."""
    if end == len(word):
        return "$"
    return ">" if word[end] in VOWELS else ""
