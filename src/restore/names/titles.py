"""Titles, ranks and forms of address before a name: "Com.", "Ambassador", "Minister of Trade"."""

from __future__ import annotations

from dataclasses import dataclass

from restore.evidence.authorities import Authorities
from restore.names.confusions import plain
from restore.names.mention_tokens import Token, Words, is_ordinary

LONGEST = 6
"""Words of the longest title of the list (Ambassador Extraordinary and Plenipotentiary), and most
words between an office and a name ("Minister of Foreign Affairs Nam Il")."""


SHARED = frozenset({"pan"})
"""A title of one country that is a family name of another (Pan Ho-san).  Single letters (M., s.)
are left out as well: they are initials far more often."""


@dataclass(frozen=True)
class Titles:
    """The titles of the dictionary: whole ones as tuples of plain words, and single words."""

    whole: frozenset[tuple[str, ...]]
    words: frozenset[str]
    offices: frozenset[str]
    """Last words of offices, behind which stands what they are over: Minister of Trade."""
    addresses: frozenset[str]
    """Single words behind which nothing but a name stands: Mr., Comrade."""
    abbreviations: frozenset[str]
    """Words behind which a full stop ends no sentence: com, amb."""

    def before(self, words: Words, i: int) -> int:
        """Return where the title begins that stands right before word `i`; `i` if there is none."""
        found = i
        while (start := self._one(words.tokens, found)) < found:
            found = start
        if found == i:
            return self._office(words.tokens, i)
        return found

    def ends(self, tokens: list[Token], i: int) -> bool:
        """Tell whether a title of the list ends right before word `i`."""
        return self._one(tokens, i) < i

    def _one(self, tokens: list[Token], i: int) -> int:
        """Return where one title of the list begins that ends before word `i`."""
        found = i
        for start in range(i - 1, max(-1, i - LONGEST - 1), -1):
            if not tokens[start + 1].joined:
                break
            if tuple(t.plain for t in tokens[start:i]) in self.whole:
                found = start
        return found

    def _office(self, tokens: list[Token], i: int) -> int:
        """Return where an office with what it is over begins: `Minister of Trade`."""
        for start in range(i - 2, max(-1, i - LONGEST - 1), -1):
            inner = tokens[start + 1 : i]
            if not tokens[start + 1].joined:
                break
            over = tokens[start].plain in self.offices and inner[0].plain in ("of", "for")
            if over and tokens[i].joined and all(_is_field(t) for t in inner):
                return start
        return i


def _is_field(token: Token) -> bool:
    """Tell whether a word may belong to the name of an office: of, and, the, Trade."""
    return token.joined and (
        token.plain in ("of", "for", "and", "the")
        or (token.is_capital and is_ordinary(token.plain))
    )


def titles_of(authorities: Authorities) -> Titles:
    """Return the titles that the dictionaries list."""
    whole: set[tuple[str, ...]] = set()
    offices: set[str] = set()
    addresses: set[str] = set()
    short: set[str] = set()
    for entry in authorities.of("titles"):
        for spelling in entry.spellings:
            key = tuple(plain(w.strip(".,")) for w in spelling.split())
            if max(map(len, key)) < 2 or key[0] in SHARED:
                continue
            whole.add(key)
            short.update(plain(w[:-1]) for w in spelling.split() if w.endswith("."))
            if entry.fields.get("kind") in ("office", "diplomat"):
                offices.add(key[-1])
            elif len(key) == 1 and entry.fields.get("kind") in ("form of address", "academic"):
                addresses.add(key[0])
    words = frozenset(key[0] for key in whole if len(key) == 1)
    return Titles(
        frozenset(whole), words, frozenset(offices), frozenset(addresses), frozenset(short)
    )
