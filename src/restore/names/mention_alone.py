"""Names that rest on others: family names alone, names in capitals, and words nothing is known of.

A family name alone is one where the full name stands in the paper, where a title stands before it,
or where a listed person has it.  A capitalised word that no list has is reported as `unknown`, and
only where its capital cannot come from the opening of a sentence or from a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from restore.evidence.gazetteer import Gazetteer, fold
from restore.evidence.words import RARE, zipf
from restore.names.confusions import plain
from restore.names.forms import PARTICLES, called_by_given, doubled, parse
from restore.names.mention_lexicon import Lexicon
from restore.names.mention_shapes import Shapes
from restore.names.mention_tokens import Token, Words, is_grammar, is_ordinary
from restore.names.mention_words import COUNTRIES, INSTITUTIONS
from restore.names.model import Kind
from restore.names.traditions import bag, given_of

PERSONAL = bag(
    "said says told asked answered replied responded noted notes argued argues wrote writes stated"
    " states explained explains declared informed reported reports observed observes suggests"
    " suggested claims claimed contends contended concludes concluded added adds stressed pointed"
    " commented remarked thanked met recalled recalls insisted complained himself herself spoke"
    " emphasized emphasised believed thought warned admitted agreed continued went visited"
)
"""Verbs whose subject is a person, as notes of conversations and historians use them."""

PLACING = bag("in at near to from of around outside inside towards toward between via")
"""Words before a place; a person stands behind some of them too, so a list of places decides."""

NUMBER_RE = re.compile(r"(?:\d|million|billion|thousand|hundred)\s+$")
"""What stands before a currency (50 million Yuan) or a unit."""

SAINTS = frozenset({"st", "saint", "sankt", "san", "santa", "ste"})
"""Words that make a place, a church or a publisher of a given name."""

CUT_RE = re.compile(r"[\[(\\{]|[-‐]\d|\d{4}|\d{1,3}(?:\.\d|[^\W\d_])|[-‐]\s*\n")
"""What follows a word that leaked matter or a line end cut off; a figure alone
is the sign of a footnote."""

CASE_RE = re.compile(
    r"(?:Mc|Mac|O['’]|D['’]|Le|De)?[^\W\d_][^\W\d_A-Z]+(?:['’ʼ-][^\W\d_]?[^\W\d_A-Z]*)*"
)
"""One capital, or one at the head of each part: words torn out of damaged matter have others."""

IMPRINT_RE = re.compile(r":\s*$")

LONG = 3
"""Letters of the shortest word that is reported as an unknown name."""


FAMOUS = 4.2
"""Zipf frequency below which a listed family name that opens a sentence is that, if the paper never
writes it small: Stalin (3.7) and Armstrong (3.9) lie below, Rice (4.7) and Strong (5.2) above."""


class Found(NamedTuple):
    """Words `start` to `end` (not included) name something; `kind` None: nothing of interest."""

    start: int
    end: int
    kind: Kind | None


class Alone:
    """Finds what full names, already found, make recognisable in the rest of a text."""

    def __init__(self, words: Words, lexicon: Lexicon, full: list[Found], towns: Gazetteer) -> None:
        """Learn the family names of the paper from its full names."""
        self.words = words
        self.tokens = words.tokens
        self.lexicon = lexicon
        self.towns = towns
        self.shapes = Shapes(words, lexicon)
        self.taken = {i for found in full for i in range(found.start, found.end)}
        self.families: set[str] = set()
        self.whole: dict[str, set[tuple[str, ...]]] = {}
        self.longest = 1
        for found in full:
            if found.kind in ("person", "unknown"):
                self._learn(self.tokens[found.start : found.end])

    def find(self) -> Iterator[Found]:
        """Yield family names alone, full names in capitals, places of the gazetteer, unknowns."""
        i = 0
        while i < len(self.tokens):
            found = self._at(i) if self._is_open(i) else None
            if found is not None:
                yield found
            i = found.end if found else i + 1

    def _learn(self, tokens: list[Token]) -> None:
        """Keep the family name and the words of one full name."""
        form = parse(" ".join(t.text for t in tokens))
        if form.given and form.family:
            self.families.add(plain(form.family))
        if called_by_given(form):
            self.families.add(plain(form.given[-1]))
        self._keep(tuple(t.plain for t in tokens))
        for name in (plain(form.family) if form.given else "", doubled(form)):
            if " " in name:
                self._keep(tuple(name.split()))

    def _keep(self, key: tuple[str, ...]) -> None:
        """Keep the words of a name that is found again wherever they stand together."""
        self.whole.setdefault(key[0], set()).add(key)
        self.longest = max(self.longest, len(key))

    def _is_open(self, i: int) -> bool:
        """Tell whether a word may be a name and belongs to none yet."""
        token = self.tokens[i]
        named = token.is_capital or token.is_initial or token.plain in self.whole
        return named and i not in self.taken

    def _at(self, i: int) -> Found | None:
        """Return what word `i` begins."""
        whole = self._again(i)
        if whole is not None:
            return whole
        token = self.tokens[i]
        if token.is_initial or not token.is_capital or len(token.text) < 2:
            return None
        if self._is_family(i):
            return Found(i, i + 1, "person")
        if token.plain in COUNTRIES or self._is_town(i):
            return Found(i, i + 1, "place")
        if self._is_unknown(i):
            return Found(i, i + 1, "person" if is_personal(self.words, i, i + 1) else "unknown")
        return None

    def _again(self, i: int) -> Found | None:
        """Return a full name that the paper has elsewhere: here in capitals, or in a title."""
        family, _, given = self.tokens[i].plain.partition("-")
        if (family, given) in self.whole.get(family, ()):
            return Found(i, i + 1, "person")  # So-hwi, where So Hwi is known
        keys = self.whole.get(self.tokens[i].plain)
        for count in range(min(self.longest, len(self.tokens) - i) if keys else 0, 1, -1):
            found = self.tokens[i : i + count]
            same = tuple(t.plain for t in found) in (keys or ())
            if self.taken.intersection(range(i, i + count)):
                continue
            if same and found[-1].is_capital and all(t.joined for t in found[1:]):
                return Found(i, i + count, "person")
        return None

    def _is_family(self, i: int) -> bool:
        """Tell whether a word is the family name of a person, standing alone."""
        token = self.tokens[i]
        titles = self.lexicon.titles
        if token.plain in self.lexicon.other or token.plain in titles.abbreviations:
            return False
        if not self._stands_alone(i):
            return False
        before = self.words.text[max(0, token.start - 12) : token.start]
        if token.plain not in self.families and NUMBER_RE.search(before):
            return False
        if i and self.tokens[i - 1].plain in SAINTS and token.start - self.tokens[i - 1].end < 3:
            return False
        titled = titles.before(self.words, i) < i
        if token.plain in self.families:
            owns = self._end(i) > token.end
            return titled or owns or self._is_free(i, strict=len(token.text) < LONG)
        if not self.shapes.is_name_word(i, unusual=False):
            return False
        if titled:
            small = self.words.lower[token.plain] > 0
            sure = titles.ends(self.tokens, i) and not small
            return (
                sure or self.tokens[i - 1].plain in titles.addresses or not self.shapes.is_usual(i)
            )
        return self._is_listed(i)

    def _is_listed(self, i: int) -> bool:
        """Tell whether a word is a listed person's family name, or all that a person is called."""
        token = self.tokens[i]
        if len(token.text) <= LONG or token.plain in COUNTRIES:
            return False
        known = self.words.free[token.plain] or zipf(token.plain) < RARE
        if (token.in_title and not known) or (token.is_upper and is_ordinary(token.plain)):
            return False
        if token.plain in self.lexicon.single:
            return token.free or not self.words.lower[token.plain]
        if token.plain not in self.lexicon.families or given_of(token.text):
            return False
        rare = zipf(token.plain) < FAMOUS and not self.words.lower[token.plain]
        return rare or self._is_free(i, strict=True)

    def _is_free(self, i: int, *, strict: bool) -> bool:
        """Tell whether a capital is that of a name: it tells here, or the word is never small.

        With `strict` an English word must stand where its capital tells.
        """
        token = self.tokens[i]
        small = self.words.lower[token.plain] > 0
        if token.free and not token.in_title:
            return not (small and is_grammar(token.plain))
        if is_grammar(token.plain):
            return False
        if token.in_title or small:
            return not small and (not is_ordinary(token.plain) or self.words.free[token.plain] > 0)
        if strict and is_ordinary(token.plain):
            return self.words.free[token.plain] > 0
        return True

    def _stands_alone(self, i: int) -> bool:
        """Tell whether a family name is no part of a longer proper name: Kim Dynasty."""
        for j in (i + 1, i + 2):
            if j >= len(self.tokens) or not self.tokens[j].joined:
                break
            after = self.tokens[j]
            if not after.is_capital or after.is_upper or len(after.text) < LONG:
                break
            if j not in self.taken and (is_ordinary(after.plain) or after.plain in INSTITUTIONS):
                return False
        return (
            not CUT_RE.match(self.words.text, self._end(i)) or self.words.text[self._end(i)] == "("
        )

    def _end(self, i: int) -> int:
        """Return where word `i` ends, a possessive ending included."""
        end = self.tokens[i].end
        return end + 2 if self.words.text[end : end + 2] in ("'s", "’s", "ʼs") else end

    def _is_town(self, i: int) -> bool:
        """Tell whether a word is a town of the gazetteer and stands where a place would."""
        token = self.tokens[i]
        if token.is_upper or not self.shapes.is_name_word(i) or token.in_title:
            return False
        before = self.tokens[i - 1].plain if i and token.joined else ""
        return before in PLACING and not given_of(token.text) and fold(token.text) in self.towns

    def _is_unknown(self, i: int) -> bool:
        """Tell whether a word is written like a name, and nothing else explains its capital."""
        token = self.tokens[i]
        if token.is_upper or token.in_title or not token.free or len(token.text) < LONG:
            return False
        if not CASE_RE.fullmatch(token.text):
            return False
        if token.plain in PARTICLES or not self.shapes.is_name_word(i) or given_of(token.text):
            return False
        if any(is_ordinary(part) for part in re.split(r"[-‐]", token.plain)):
            return False
        if CUT_RE.match(self.words.text, token.end) or self._is_neighbour_capital(i):
            return False
        return not IMPRINT_RE.search(self.words.text[max(0, token.start - 3) : token.start])

    def _is_neighbour_capital(self, i: int) -> bool:
        """Tell whether a word opens a capitalised run, of which it would be a torn-off piece."""
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return after is not None and after.joined and after.is_capital and not after.is_upper


def is_personal(words: Words, i: int, end: int) -> bool:
    """Tell whether unknown words are a person: who speaks, who bears a title, who wrote a work."""
    after = words.tokens[end] if end < len(words.tokens) else None
    placed = i > 0 and words.tokens[i].joined and words.tokens[i - 1].plain in PLACING
    if after is not None and after.joined and after.plain in PERSONAL and not placed:
        return True
    tail = words.text[words.tokens[end - 1].end : words.tokens[end - 1].end + 3]
    if re.match(r",\s[“\"*_‘]", tail):
        return True
    return _has_office(words, i)


def _has_office(words: Words, i: int) -> bool:
    """Tell whether an office is named just before, with a comma: `Ambassador to the DPRK, ...`."""
    start = words.tokens[i].start
    if not re.search(r",\s+$", words.text[max(0, start - 3) : start]):
        return False
    sentence = re.split(r"[.;:]\s", words.text[max(0, start - 90) : start])[-1]
    return bool(OFFICE_RE.search(sentence))


OFFICE_RE = re.compile(
    r"(?i)\b(?:ambassador|minister|premier|president|secretary|chairman|director|head|leader|"
    r"translator|counsell?or|attach[ée]|adviser|advisor|general|marshal|editor|translated by|by)\b"
)
