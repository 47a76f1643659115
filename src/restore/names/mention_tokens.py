"""The words of a text, and what their surroundings say about their capitals.

A capital tells nothing at the opening of a sentence, in a title or heading, or in a line of
capitals; everywhere else English writes names so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

import regex

from restore.evidence.words import zipf
from restore.names.confusions import plain
from restore.names.forms import INITIAL_RE, PARTICLES
from restore.names.mention_words import DEMONYMS
from restore.names.traditions import bag, given_of
from restore.text import Span

TOKEN_RE = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?P<initial>(?=\p{{Lu}}){INITIAL_RE.pattern})(?!\p{{Ll}})"
    r"|[\p{L}\p{M}]++(?:[-‐‑'’ʼʻ`][\p{L}\p{M}]++)*+"
)
POSSESSIVE_RE = regex.compile(r"(?<=\p{L})['’ʼ](?:s|S)$")
SPACE_RE = regex.compile(r"[^\S\n\f\v]*(?:\n|\f|\n\f)?[^\S\n\f\v]*")
"""What may part the words of a name: blanks and one line end."""

PLURAL_RE = regex.compile(r"['’ʼ][^\S\n]*\n?[^\S\n]*")
PAGE_RE = regex.compile(r"[^\S\n]*\n\s*")
STOP_RE = regex.compile(r"[.!?…:]|\n\s*\n|\f")
OPEN_RE = regex.compile(r"[\"“”„«»‘\[(*_<>|#/•\d]")
QUOTE_RE = regex.compile(r"[\"“”„«»*_]|\n\s*\n|\f|[.!?:](?:\s|$|\p{No}|[”\"’)])")
LISTED_RE = regex.compile(r"[,;]\s+(?:and\s+)?")

ABBREVIATED = bag(
    "U.S. U.N. U.K. U.S.S.R. D.C. P.R.C. R.O.K. D.P.R.K. U.S.A. A.D. B.C. N.Y. P.S. N.B."
)

LONGEST_ABBREVIATION = 5
"""Letters up to which capitals amid other words are an abbreviation, and no heading."""

ORDINARY = 3.2
"""Zipf frequency from which a capitalised word is English before anything else is known of it:
rare words of this field (plenum, presidium) lie below, as do most family names (Petrov)."""

FUNCTION = 5.75
"""Zipf frequency from which a word is grammar (the, so, no, an, then): 300 words of English."""


@dataclass(slots=True)
class Token:
    """One word: `joined` to the one before by white space alone; `free`: its capital tells."""

    text: str
    start: int
    end: int
    is_initial: bool
    is_capital: bool
    is_upper: bool
    joined: bool
    follows: bool
    """Joined, or parted by no more than a possessive ending: Supreme People's Assembly."""
    free: bool
    opens: bool
    """It opens a sentence or line, a quotation or a bracket."""
    plain: str = field(default="")
    in_title: bool = False
    """Most words around it are capitalised, so that its capital says nothing."""

    @property
    def span(self) -> Span:
        """Return the place of the word."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Words:
    """The words of one text, with what is counted once for all of them."""

    text: str
    tokens: list[Token]
    lower: Counter[str]
    """Words that the text writes in lower case, and how often."""
    free: Counter[str]
    """Words it writes with a capital where that tells something, in plain letters."""


def words_of(
    text: str,
    abbreviations: frozenset[str] = frozenset(),
    families: frozenset[str] = frozenset(),
) -> Words:
    """Return the words of a text; after `abbreviations` ("com", "amb") a full stop ends nothing.

    Two of the family names that stand with a hyphen between them are two words: Kim-Pak rivalry.

    >>> [t.text for t in words_of("As N.T. Fedorenko’s note says").tokens if t.is_capital]
    ['As', 'N.', 'T.', 'Fedorenko']
    """
    words = Words(text, list(_tokens(text, abbreviations, families)), Counter(), Counter())
    for token in words.tokens:
        if not token.is_capital:
            words.lower[token.plain] += 1
    _mark_titles(words, abbreviations)
    for token in words.tokens:
        if token.is_capital and token.free and not token.in_title:
            words.free[token.plain] += 1
    return words


def plain_words(text: str) -> tuple[str, ...]:
    """Return the plain words of a name alone, cut as those of a text are.

    >>> plain_words("N.T. Fedorenko"), plain_words("Korean People's Army")
    (('n.', 't.', 'fedorenko'), ('korean', 'people', 'army'))
    """
    return tuple(
        match.group().lower() if match["initial"] else plain(POSSESSIVE_RE.sub("", match.group()))
        for match in TOKEN_RE.finditer(text)
    )


def _tokens(text: str, abbreviations: frozenset[str], families: frozenset[str]) -> Iterator[Token]:
    """Yield the words of a text."""
    before: Token | None = None
    end = 0
    for match in TOKEN_RE.finditer(text):
        gap = text[end : match.start()] if match.start() - end < 40 else "\n\n"
        token = _token(match, gap, before, abbreviations)
        before, end = token, match.end()
        if families and "-" in token.text:
            yield from _parted(token, families)
        else:
            yield token


def _parted(token: Token, families: frozenset[str]) -> Iterator[Token]:
    """Yield a word, or the two family names that a hyphen joins in it."""
    one, hyphen, other = token.text.partition("-")
    pair = hyphen and len(one) > 2 < len(other) and other[0].isupper()
    if not pair or token.is_upper or not {plain(one), plain(other)} <= families:
        yield token
        return
    cut = token.start + len(one)
    yield replace(token, text=one, end=cut, plain=plain(one))
    yield replace(
        token,
        text=other,
        start=cut + 1,
        plain=plain(other),
        joined=False,
        follows=False,
        free=True,
        opens=False,
    )


def _token(
    match: regex.Match[str], gap: str, before: Token | None, abbreviations: frozenset[str]
) -> Token:
    """Return one word with what the gap before it says."""
    word = match.group()
    initial = match["initial"] is not None
    core = word if initial or word[-1] not in "sS" else POSSESSIVE_RE.sub("", word)
    short = before is not None and (before.is_initial or before.plain in abbreviations)
    joined, follows, opens = _gap(gap, before, match.start(), short=short)
    return Token(
        text=core,
        start=match.start(),
        end=match.start() + len(core),
        is_initial=initial,
        is_capital=core[0].isupper() or (core[0] in "’'‘" and core[1:2].isupper()),
        is_upper=not initial and len(core) > 1 and core.isupper(),
        joined=joined,
        follows=follows,
        free=not opens,
        opens=opens,
        plain=core.lower() if initial else plain(core),
    )


def _gap(gap: str, before: Token | None, start: int, *, short: bool) -> tuple[bool, bool, bool]:
    """Tell of the gap before a word whether it joins, whether the word follows and opens."""
    if before is None:
        return False, False, True
    owned = before.end + len(gap) < start
    if gap == " ":  # nine of ten
        return not owned, True, False
    inner = gap.replace(".", "", 1) if short else gap
    joined = not owned and _joins(inner, before, short=short)
    plural = before.plain[-1:] == "s" and bool(PLURAL_RE.fullmatch(gap))
    follows = joined or plural or (owned and bool(gap) and bool(SPACE_RE.fullmatch(gap)))
    return joined, follows, bool(OPEN_RE.search(inner) or STOP_RE.search(inner))


def _joins(gap: str, before: Token, *, short: bool) -> bool:
    """Tell whether a gap is white space that may stand inside a name."""
    if SPACE_RE.fullmatch(gap):
        return bool(gap) or short
    return before.is_initial and bool(PAGE_RE.fullmatch(gap))


def _mark_titles(words: Words, abbreviations: frozenset[str]) -> None:
    """Mark the words of titles and headings: runs in which most long words are capitalised."""
    begin = 0
    end = 0
    for i, token in enumerate(words.tokens):
        gap = words.text[end : token.start]
        end = token.end
        before = words.tokens[i - 1] if i else token
        short = before.is_initial or (before.plain in abbreviations and gap.strip() == ".")
        if i and not short and QUOTE_RE.search(gap):
            _mark(words.tokens, begin, i)
            begin = i
    _mark(words.tokens, begin, len(words.tokens))


def _mark(tokens: list[Token], begin: int, end: int) -> None:
    """Mark one run of words if it is written like a title."""
    capital = lower = 0
    for token in tokens[begin:end]:
        if not token.is_capital:
            lower += len(token.text) > 2
        elif len(token.text) < 4 or token.is_initial:
            continue
        elif token.is_upper:
            capital += len(token.text) > LONGEST_ABBREVIATION
        elif is_ordinary(token.plain) and token.plain not in DEMONYMS:
            capital += 1
    if capital > lower and capital - tokens[begin].is_capital > 0:
        for token in tokens[begin:end]:
            token.in_title = True


@lru_cache(maxsize=1 << 16)
def is_ordinary(word: str) -> bool:
    """Tell whether a word in lower case is usual in English and no usual given name."""
    return zipf(word) >= ORDINARY and not given_of(word)


@lru_cache(maxsize=1 << 14)
def is_grammar(word: str) -> bool:
    """Tell whether a word in lower case is so frequent that it is grammar, never a name.

    >>> is_grammar("the"), is_grammar("person")
    (True, False)
    """
    return zipf(word) >= FUNCTION or word in PARTICLES
