"""What the dictionaries tell the search for names: listed names word by word, and family names.

Lookups go by plain words (no case, accents or apostrophes), longest first, so they cost the same
whatever the size of a dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from restore.evidence.authorities import Authorities, Entry
from restore.names.forms import parse
from restore.names.kinds import kind_of
from restore.names.mention_tokens import Token, words_of
from restore.names.model import Kind
from restore.names.titles import Titles, titles_of
from restore.names.traditions import plain

Listing = Kind | Literal["other"]
"""`other`: a term, a newspaper, an archive: capitalised, and no name of somebody."""

OTHERS = frozenset({"terms", "abbreviations", "archives"})
"""Dictionaries whose entries name nobody."""


class Listed(NamedTuple):
    """A listed spelling, found in a text: where its last word ends, and what it is."""

    end: int
    kind: Listing
    entry: Entry


class Item(NamedTuple):
    """One listed spelling as plain words; `shouts`: it is written in capitals (an abbreviation)."""

    words: tuple[str, ...]
    kind: Listing
    entry: Entry
    shouts: bool


@dataclass(frozen=True)
class Lexicon:
    """The names of the dictionaries, by their first word."""

    items: dict[str, tuple[Item, ...]]
    families: frozenset[str]
    """Family names of listed persons, plain."""
    single: dict[str, Entry]
    """Persons listed under one word (Stalin, Tito), plain."""
    other: frozenset[str]
    """Single words of terms, archives and the like, plain."""
    titles: Titles

    def match(self, tokens: list[Token], i: int) -> Listed | None:
        """Return the longest listed name that begins with word `i`, None if there is none."""
        for item in self.items.get(tokens[i].plain, ()):
            end = i + len(item.words)
            if end <= len(tokens) and self._fits(item, tokens[i:end]):
                return Listed(end, item.kind, item.entry)
        return None

    def entry(self, text: str) -> Entry | None:
        """Return the record that lists a name as it is written, case and accents apart."""
        tokens = words_of(text).tokens
        if not tokens:
            return None
        if len(tokens) == 1 and tokens[0].plain in self.single:
            return self.single[tokens[0].plain]
        found = self.match(tokens, 0)
        return found.entry if found and found.end == len(tokens) else None

    def _fits(self, item: Item, found: list[Token]) -> bool:
        """Tell whether words are a listed spelling, written like a name."""
        if tuple(t.plain for t in found) != item.words or not all(t.joined for t in found[1:]):
            return False
        if item.shouts:
            return found[0].is_upper
        return found[0].is_capital and (
            len(found) > 1 or not (found[0].is_upper and len(found[0].text) < 4)
        )


@lru_cache(maxsize=4)
def lexicon_of(authorities: Authorities) -> Lexicon:
    """Return what dictionaries tell the search for names."""
    items: dict[str, list[Item]] = defaultdict(list)
    families: set[str] = set()
    single: dict[str, Entry] = {}
    for entry in authorities.entries:
        kind = _listing(entry)
        if kind is None:
            continue
        for spelling in entry.spellings:
            words = _words(spelling)
            if not words or not spelling[:1].isupper():
                continue
            if kind == "person":
                families.add(plain(parse(spelling).family))
                if len(words) == 1:
                    single.setdefault(words[0], entry)
                    continue
            items[words[0]].append(Item(words, kind, entry, spelling.isupper() and len(words) == 1))
    ordered = {w: tuple(sorted(found, key=lambda i: -len(i.words))) for w, found in items.items()}
    other = frozenset(
        i.words[0] for f in items.values() for i in f if i.kind == "other" and len(i.words) == 1
    )
    return Lexicon(ordered, frozenset(families - {""}), single, other, titles_of(authorities))


def _listing(entry: Entry) -> Listing | None:
    """Return what a dictionary's entry names; None for what is no name (a line of a title page)."""
    kind = kind_of(entry)
    if kind is not None:
        return kind
    return "other" if entry.kind in OTHERS else None


def _words(spelling: str) -> tuple[str, ...]:
    """Return the plain words of a listed spelling, as the words of a text are cut."""
    if "(" in spelling or any(c.isdigit() for c in spelling):
        return ()
    return tuple(t.plain for t in words_of(spelling).tokens)
