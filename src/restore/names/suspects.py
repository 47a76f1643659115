r"""Spellings that cannot be right as they stand: where a text may have lost or mixed up a name.

    letter   Khrushc\ufffdev, K1m           a sign or a figure inside a name part
    dot      Iaku.ovskii                    a full stop inside one
    joined   KimIl Sung                     a capital inside one
    split    Khrush chev, Byo g-yul         a part goes on in something that is no word

A suspect is nothing but a place to look at: what it may have been, the names known to the paper
and to the dictionaries say.  Found with four patterns in one reading of the text each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from restore.evidence.words import zipf
from restore.names.confusions import is_lost
from restore.text import Span

Why = Literal["letter", "dot", "joined", "split"]

LOST = "\ufffd\ufffc□\ue000-\uf8ff\U000f0000-\U000ffffd"
LETTER = r"[^\W\d_]"
LETTER_RE = re.compile(
    rf"(?:(?<={LETTER})|(?<={LETTER}['’-]))[{LOST}|!0125689]+(?={LETTER})"
    rf"|(?<={LETTER})[{LOST}]+|[{LOST}]+(?={LETTER})"
    r"|(?<![\w.,-])[1|!](?=[lI]\b)"
)
"""A sign of a lost letter beside a letter, a figure or bar between letters: a figure behind a word
is a note's number."""

DOT_RE = re.compile(r"(?<=[a-zß-öø-ÿ])\.(?=[a-zß-öø-ÿ])|(?<=\b[A-ZÀ-ÞĀ-Ž])\.(?=[a-zß-öø-ÿ]{2})")
JOINED_RE = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Þ])")
SPLIT_RE = re.compile(
    r"(?<=[^\W\d_]) {1,2}(?=(?P<rest>-?[a-zß-öø-ÿŏŭ][a-zß-öø-ÿŏŭ'’-]{0,9})(?![\w'’]))"
)
WIDE_RE = re.compile(r"(?<=[a-zß-öø-ÿŏŭ-])  (?=[A-ZÀ-ÞĐ])")
"""Two blanks within a name: one may be a lost letter's."""

MIXED_RE = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|O['’]|Van|Von|Fitz)[A-Z]")
"""Beginnings of names that have a capital inside them by right."""

TOKEN_RE = re.compile(r"[^\s\[\](){}<>\"“”„«»;:,?…/]+")
NAME_RE = re.compile(rf"[A-ZÀ-ÞĀ-ŽȘȚŁĐ{LOST}]|1l")
"""How a part of a name begins."""

FEW, EVERY = 20, 5_000
"""Places with two blanks, and one more for so many characters, up to which they may be lost
letters; a text that has more is set so, and they say nothing."""

TAIL_RE = re.compile(r"(?:['’]s)?[.'’!-]*$")
"""What ends a name in a sentence and is no part of it."""

ASIDE = 90
"""Characters before and after a suspect that are looked at: four long parts of a name."""

PARTS = 4
"""Most parts of a name that are looked up as one (Aleksandr Mikhailovich Puzanov has three)."""

WORD, SMALL_WORD = 3.0, 4.3
"""Zipf frequencies from which what follows a name is a word, not the end of the name: once in a
million, and for two letters twenty times as often (`de`, `la`, `et` are; `ch`, `ov`, `chev` are
not)."""


class Suspect(NamedTuple):
    """A place that is not right as it stands, and the windows of text a name may fill.

    `windows` are the longest first; each holds the place.
    """

    span: Span
    why: Why
    windows: tuple[Span, ...]


def find_suspects(text: str) -> Iterator[Suspect]:
    """Yield the suspects of a text in order of their kinds."""
    for why, pattern in (("letter", LETTER_RE), ("dot", DOT_RE), ("joined", JOINED_RE)):
        for match in pattern.finditer(text):
            yield from _suspect(text, Span(*match.span()), why)  # type: ignore[arg-type]
    for match in SPLIT_RE.finditer(text):
        if not _is_word(match["rest"]):
            yield from _suspect(text, Span(match.start() - 1, match.end() + 1), "split")
    wide = list(WIDE_RE.finditer(text))
    if len(wide) <= FEW + len(text) // EVERY:
        for match in wide:
            yield from _suspect(text, Span(match.start() - 1, match.end() + 1), "split")


@lru_cache(maxsize=1 << 15)
def _is_word(word: str) -> bool:
    """Tell whether a small word behind a capitalised one is a word of its own."""
    if len(word) == 1:
        return word in "ayoe"
    return zipf(word) >= (SMALL_WORD if len(word) == 2 else WORD)


def is_sound(name: str) -> bool:
    """Tell whether a written name shows none of the signs above.

    >>> is_sound("Kim Il Sung"), is_sound("K1m Il Sung"), is_sound("KimIl Sung")
    (True, False, False)
    """
    lost = not name.isascii() and any(map(is_lost, name))  # no sign of a lost letter is ASCII
    if lost or LETTER_RE.search(name) or DOT_RE.search(name):
        return False
    return not JOINED_RE.search(MIXED_RE.sub("X", name))


def _suspect(text: str, place: Span, why: Why) -> Iterator[Suspect]:
    """Yield the suspect at a place, if a name may stand about it."""
    at = max(0, place.start - ASIDE)
    tokens = [
        Span(m.start() + at, m.end() + at) for m in TOKEN_RE.finditer(text[at : place.end + ASIDE])
    ]
    held = [
        i
        for i, token in enumerate(tokens)
        if token.start < place.end + (why == "joined") and token.end > place.start
    ]
    if not held or tokens[held[0]].start == at > 0:
        return
    first, last = tokens[held[0]], tokens[held[-1]]
    if not NAME_RE.match(text, first.start) or MIXED_RE.match(text, first.start):
        return
    windows = tuple(_windows(text, tokens, held))
    yield Suspect(Span(first.start, last.end), why, windows)


def _windows(text: str, tokens: list[Span], held: list[int]) -> Iterator[Span]:
    """Yield the runs of name parts that hold some tokens, the longest first, then the leftmost."""
    low, high = held[0], held[-1]
    while low > 0 and held[0] - low < PARTS and _goes_on(text, tokens[low - 1], tokens[low]):
        low -= 1
    while high + 1 < len(tokens) and high - held[-1] < PARTS and _follows(text, tokens, high):
        high += 1
    runs = [
        (first, last) for first in range(low, held[0] + 1) for last in range(held[-1], high + 1)
    ]
    extra = len(held) - 1
    for first, last in sorted(runs, key=lambda run: (run[0] - run[1], run[0])):
        if last - first < PARTS + extra:
            tail = TAIL_RE.search(text, tokens[last].start, tokens[last].end)
            yield Span(tokens[first].start, tail.start() if tail else tokens[last].end)


def _goes_on(text: str, one: Span, other: Span) -> bool:
    """Tell whether a part of a name stands directly before another one."""
    between = text[one.end : other.start]
    if between.strip() or len(between) > 2 or not NAME_RE.match(text, one.start):
        return False
    word = one.of(text)
    return not word.endswith(".") or len(word) <= 4 or "." in word[:-1]


def _follows(text: str, tokens: list[Span], at: int) -> bool:
    """Tell whether a part of a name stands directly behind another one."""
    one, other = tokens[at], tokens[at + 1]
    between = text[one.end : other.start]
    ended = one.of(text).endswith(".") and len(one.of(text)) > 3
    return (
        not ended
        and not between.strip()
        and len(between) <= 2
        and bool(NAME_RE.match(text, other.start))
    )
