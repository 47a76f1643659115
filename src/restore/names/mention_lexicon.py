"""What the dictionaries tell the search for names: listed names word by word, and family names.

Lookups go by plain words (no case, accents or apostrophes), longest first, so they cost the same
whatever the size of a dictionary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from restore.evidence.authorities import Authorities, Entry, generated
from restore.evidence.words import zipf
from restore.names.confusions import plain
from restore.names.index import index_of
from restore.names.kinds import kind_of
from restore.names.mention_tokens import Token, plain_words, words_of
from restore.names.model import Kind
from restore.names.titles import Titles, titles_of

Listing = Kind | Literal["other"]
"""`other`: a term, a newspaper, an archive: capitalised, and no name of somebody."""

OTHERS = frozenset({"terms", "abbreviations", "archives"})
"""Dictionaries whose entries name nobody."""


SHORT = 4
"""Letters from which a word in capitals is not taken for an abbreviation where a name has them."""


LEAST = 7
ORDINARY = 5.0
"""Letters up to which a generated spelling is looked for in a text only where one of its words is
less ordinary in English than once in ten thousand words (Zipf 5): No Man and In An are two words of
a heading as well, Ho Lung is not."""

DIGIT_RE = re.compile(r"\d")


class Listed(NamedTuple):
    """A listed spelling, found in a text: where its last word ends, and what it is."""

    end: int
    kind: Listing
    entry: Entry


class Item(NamedTuple):
    """What one listed spelling names.

    `shouts`: it is written in capitals (an abbreviation); `made`: it is generated, nobody typed it.
    """

    kind: Listing
    entry: Entry
    shouts: bool
    made: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The names of the dictionaries, by their first word."""

    items: dict[tuple[str, ...], Item]
    """Listed spellings by their plain words."""
    lengths: dict[str, tuple[int, ...]]
    """By first word, how many words spellings have that begin with it, the longest first."""
    families: frozenset[str]
    """Family names of listed persons, plain."""
    single: dict[str, Entry]
    """Persons listed under one word (Stalin, Tito), plain."""
    other: frozenset[str]
    """Single words of terms, archives and the like, plain; no abbreviations (NAM, and Nam Il)."""
    shared: frozenset[tuple[str, ...]]
    """Spellings that several records have, so that they tell nothing of who is meant."""
    titles: Titles

    def match(self, tokens: list[Token], i: int) -> Listed | None:
        """Return the longest listed name that begins with word `i`, None if there is none."""
        for count in self.lengths.get(tokens[i].plain, ()):
            found = tokens[i : i + count]
            item = self.items.get(tuple(t.plain for t in found)) if len(found) == count else None
            if item is not None and self._fits(item, found):
                return Listed(i + count, item.kind, item.entry)
        return None

    def entry(self, text: str) -> Entry | None:
        """Return the record that lists a name as it is written, case and accents apart."""
        tokens = words_of(text).tokens
        if not tokens or tuple(t.plain for t in tokens) in self.shared:
            return None
        if len(tokens) == 1 and tokens[0].plain in self.single:
            return self.single[tokens[0].plain]
        found = self.match(tokens, 0)
        return found.entry if found and found.end == len(tokens) else None

    def _fits(self, item: Item, found: list[Token]) -> bool:
        """Tell whether the words of a listed spelling are written like a name."""
        whole = all(t.joined for t in found[1:])
        if not whole and (item.kind == "person" or not all(t.follows for t in found[1:])):
            return False
        if item.shouts:
            return found[0].is_upper
        if item.made and not found[-1].is_capital:
            return False
        short = len(found) == 1 and found[0].is_upper and len(found[0].text) < SHORT
        return found[0].is_capital and not short


@lru_cache(maxsize=4)
def lexicon_of(authorities: Authorities) -> Lexicon:
    """Return what dictionaries tell the search for names."""
    items: dict[tuple[str, ...], Item] = {}
    families = {plain(family) for family in index_of(authorities).families}
    single: dict[str, Entry] = {}
    shared: set[tuple[str, ...]] = set()
    for entry in authorities.entries:
        kind = _listing(entry)
        if kind is None:
            continue
        for spelling in entry.spellings:
            words = _words(spelling)
            if not words or not spelling[:1].isupper():
                continue
            first = single.get(words[0]) if len(words) == 1 else None
            first = first or (items[words].entry if words in items else entry)
            if first is not entry:
                shared.add(words)
            if kind == "person" and len(words) == 1:
                single.setdefault(words[0], entry)
                continue
            shouts = spelling.isupper() and len(words) == 1
            items.setdefault(words, Item(kind, entry, shouts))
    _add_generated(authorities, items, shared)
    other = frozenset(
        words[0]
        for words, item in items.items()
        if item.kind == "other" and len(words) == 1 and not item.shouts
    )
    families.discard("")
    titles = titles_of(authorities)
    lengths = _lengths(items)
    return Lexicon(items, lengths, frozenset(families), single, other, frozenset(shared), titles)


def _add_generated(
    authorities: Authorities, items: dict[tuple[str, ...], Item], shared: set[tuple[str, ...]]
) -> None:
    """Add the generated spellings; a typed one of the same words comes before them.

    One initial with a family name is left to the shapes of names: too many share it.
    """
    plainly = cache(plain)
    for entry in authorities.of("persons"):
        for spelling in generated(entry):
            words = tuple(map(plainly, spelling.split()))
            initials = spelling.count(".")
            if initials and (initials == len(words) or len(words) < 3):
                continue
            if len(spelling) <= LEAST and all(zipf(word) >= ORDINARY for word in words):
                continue
            item = items.setdefault(words, Item("person", entry, shouts=False, made=True))
            if item.made and item.entry is not entry:
                shared.add(words)


def _lengths(spellings: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """Return by first word how many words spellings have, the most first."""
    found: dict[str, set[int]] = defaultdict(set)
    for words in spellings:
        found[words[0]].add(len(words))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in found.items()}


def _listing(entry: Entry) -> Listing | None:
    """Return what a dictionary's entry names; None for what is no name (a line of a title page)."""
    kind = kind_of(entry)
    if kind is not None:
        return kind
    return "other" if entry.kind in OTHERS else None


def _words(spelling: str) -> tuple[str, ...]:
    """Return the plain words of a listed spelling, as the words of a text are cut."""
    if "(" in spelling or DIGIT_RE.search(spelling):
        return ()
    if spelling.replace(" ", "").isalpha():
        return tuple(map(plain, spelling.split()))  # the same, without a look at each letter
    return plain_words(spelling)
