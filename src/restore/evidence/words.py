"""Is it a word, and how common is it?  The wall around wordfreq and symspellpy.

Being unknown is no sign of damage: two to eight of a hundred right words of a scholarly text stand
in no list.  Callers weigh what these functions say; they never act on it alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

import regex
from symspellpy import SymSpell, Verbosity
from wordfreq import get_frequency_dict

WORD_RE = regex.compile(r"\p{L}\p{M}*(?:[\p{L}\p{M}]|['’](?=\p{L}))*")
"""A run of letters with inner apostrophes; hyphens part words."""

COMMON = 3.0
"""Zipf frequency from which a word is ordinary English: once in a million words (wordfreq)."""

RARE = 1.5
"""Zipf frequency below which wordfreq's list is mostly web noise, names and fragments."""


@cache
def _frequencies() -> dict[str, float]:
    """Load wordfreq's English list once: word to share of all words."""
    listed: dict[str, float] = get_frequency_dict("en", wordlist="best")
    return listed


LANGUAGES = ("en", "cs", "de", "es", "fr", "hu", "it", "nl", "pl", "pt", "ro", "sh", "sk", "sv")
"""Codes of the languages with a list here that are written with Latin letters; English first."""


@cache
def shares(language: str, *, small: bool = False) -> Mapping[str, float]:
    """Return the list of a language: lower-case word to share of all words, most common first.

    The small lists hold what is read once in a million words (30,000 to 60,000 words, 20 ms each);
    the others what is read once in a hundred million, where wordfreq has so large a list.

    >>> shares("hu", small=True)["és"] > 0.01
    True
    """
    if language == "en" and not small:
        return _frequencies()
    listed: dict[str, float] = get_frequency_dict(language, wordlist="small" if small else "best")
    return listed


def zipf(word: str) -> float:
    """Return the Zipf frequency of a word in English: log10 of its count in a billion words, or 0.

    Case and the shape of the apostrophe do not matter; a possessive counts as its noun.

    >>> zipf("the") > 7, zipf("Alliance") > 4, zipf("ztionshof")
    (True, True, 0.0)
    """
    plain = word.lower().replace("’", "'")
    share = _frequencies().get(plain)
    if share is None and plain.endswith("'s"):
        share = _frequencies().get(plain[:-2])
    return max(0.0, math.log10(share) + 9) if share else 0.0


def is_known(word: str, *, least: float = RARE) -> bool:
    """Tell whether a word is in the list at a Zipf frequency of at least `least`.

    A single letter is a word only as "a" or "I": the list has them all, and a broken text is full
    of them.

    >>> is_known("diplomacy"), is_known("q"), is_known("I")
    (True, False, True)
    """
    if len(word) == 1:
        return word in ("a", "A", "I", "O")
    return zipf(word) >= least


def words_of(text: str) -> Iterable[regex.Match[str]]:
    """Yield a match for every word of a text, in order.

    >>> [m.group() for m in words_of("Kim’s Sino-Soviet 5th")]
    ['Kim’s', 'Sino', 'Soviet', 'th']
    """
    return WORD_RE.finditer(text)


def known_share(text: str, *, least: float = RARE) -> float:
    """Return the share of the letters of a text that stand in known words, 0 for no letters.

    Counted by letters, so that one long word outweighs the single letters a broken font leaves.

    >>> known_share("the Cold War"), known_share("e C d W E")
    (1.0, 0.0)
    """
    total = known = 0
    for match in words_of(text):
        size = len(match.group())
        total += size
        known += size if is_known(match.group(), least=least) else 0
    return known / total if total else 0.0


class Near:
    """Finds the entries of a closed list that lie within a few edits of a word (symspellpy)."""

    def __init__(self, entries: Iterable[str], *, distance: int = 2) -> None:
        """Index the entries, upper and lower case alike."""
        self._distance = distance
        self._index = SymSpell(max_dictionary_edit_distance=distance, prefix_length=7)
        for entry in sorted(set(entries)):
            self._index.create_dictionary_entry(entry.lower(), 1)

    def lookup(self, word: str) -> list[tuple[str, int]]:
        """Return the entries within reach as (lower-case entry, edits), nearest first."""
        found = self._index.lookup(
            word.lower(), Verbosity.ALL, max_edit_distance=self._distance, include_unknown=False
        )
        pairs = {(item.term, item.distance) for item in found}
        return sorted(pairs, key=_by_distance)


def _by_distance(pair: tuple[str, int]) -> tuple[int, str]:
    """Order suggestions by distance, then by spelling."""
    return pair[1], pair[0]
