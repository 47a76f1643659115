"""How words are printed: small, with a capital, or in capitals; in titles and in prose.

Learned from counts where texts have a word (`data/case.tsv`, made by `scripts/make_case.py`), and
from the paper's own sound text.  Elsewhere a rule: titles capitalise, prose does not, save names; a
word that is rare and of which no text knows is a name more often than not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.language import Style
from restore.decode.language_tokens import plain
from restore.evidence.words import shares

SMALL, CAPITAL, CAPS = range(3)
"""Columns: war, War, WAR."""

TITLE_SMALL = 0.01
"""Of title words that no title of ours prints small, how many are: 30 in 26,000 in our list, more
in those of catalogues."""

HOUSE = 0.2
"""Least share of capitals for prepositions of four letters and more, which some houses capitalise
(Associated Press Stylebook) and others do not (Chicago Manual of Style, 8.159)."""

UNSEEN = ((3.5, 0.02), (3.0, 0.15), (2.5, 0.3), (2.0, 0.45), (0.0, 0.55))
"""By Zipf frequency: how often a word that the table does not list is capitalised in prose.  Of
words that no text or lemma has, six in ten are (of 209 in our prose); they are 9 in 100 of the
words of frequency 3.5, 24 of 3, 47 of 2.5, 71 of 2, 85 of 1.5."""

NAMED = ((3.5, 0.12), (3.0, 0.3), (2.5, 0.55), (0.0, 0.9))
"""The same for words that are names in a dictionary (our prose: 68 of 618 where a text has the word
small, 353 of 355 where none has it)."""

FIRST_SMALL = 0.01
"""How often a line or sentence begins small: slips, and lines that go on."""

OWN = 4.0
"""Uses in the paper's own text that outweigh what is known from elsewhere."""

WORD_RE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_BEGINS = re.compile(r"[.!?:;…•*—][”’\")\]]*\s+[“‘\"(\[]*$|\s[“‘\"(\[]+$|\n\s*$")
"""What stands before a word that is capitalised wherever it stands."""

_SHOUTED = 3  # words in capitals in a row from which they are a heading, no abbreviations

Floats = NDArray[np.float32]


class _Table(NamedTuple):
    """Shares of ways by word: listed capitals and caps of prose, small words and caps of titles."""

    prose: Mapping[str, list[float]]
    title: Mapping[str, list[float]]


def ways(words: Sequence[str], *, style: Style, names: Collection[str] = ()) -> Floats:
    """Return how often each plain word is printed small, with a capital, and in capitals.

    For words within a line, where no capital has to stand: an array of (word, way) whose rows add
    up to one.  `names` are plain words of the dictionaries' names.

    >>> small, capital, caps = ways(["of", "war", "nato"], style="title").T
    >>> bool(small[0] > 0.9 < capital[1]), bool(caps[2] > 0.5)
    (True, True)
    """
    found = np.zeros((len(words), 3), np.float32)
    known = getattr(_table(), style)
    for place, word in enumerate(words):
        listed = known.get(word) or known.get(word.removesuffix("'s"))
        if listed is not None:
            found[place] = listed
        elif style == "title":
            found[place] = (TITLE_SMALL, 1 - TITLE_SMALL, 0)
        else:
            share = _rule(word, NAMED if word in names else UNSEEN)
            found[place] = (1 - share, share, 0)
    return found


def counted(paragraphs: Iterable[str]) -> dict[str, Counter[int]]:
    """Count how each plain word is printed where no capital has to stand.

    >>> counted(["The war was the Cold War."])["war"] == {SMALL: 1, CAPITAL: 1}
    True
    """
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for paragraph in paragraphs:
        matches = list(WORD_RE.finditer(paragraph))
        shouted = _loud(matches)
        for place, match in enumerate(matches):
            begins = _BEGINS.search(paragraph, max(0, match.start() - 8), match.start())
            if match.start() and not begins and place not in shouted:
                word = _POSSESSIVE.sub("", match.group())
                found[plain(word)][way(word)] += 1
    return found


def way(word: str) -> int:
    """Return how a word is printed; mixed ways (McCarthy) count as a capital.

    >>> way("war"), way("War"), way("USSR"), way("A")
    (0, 1, 2, 1)
    """
    if word.islower():
        return SMALL
    return CAPS if word.isupper() and len(word) > 1 else CAPITAL


def updated(shares_: Floats, words: Sequence[str], own: Mapping[str, Counter[int]]) -> Floats:
    """Return shares of ways with what the paper's own text shows of some words."""
    counts = np.zeros_like(shares_)
    place = {word: i for i, word in enumerate(words) if word in own}
    for word, i in place.items():
        counts[i] = [own[word][kind] for kind in (SMALL, CAPITAL, CAPS)]
    total = OWN + counts.sum(axis=1, keepdims=True)
    found: Floats = (OWN * shares_ + counts) / total
    return found


def _loud(matches: Sequence[re.Match[str]]) -> set[int]:
    """Return the places of words that stand in a row of words in capitals."""
    found: set[int] = set()
    row: list[int] = []
    for place, match in enumerate(matches):
        row = [*row, place] if match.group().isupper() else []
        if len(row) >= _SHOUTED:
            found.update(row)
    return found


def _rule(word: str, steps: Sequence[tuple[float, float]]) -> float:
    """Return the share of capitals of a word that the table does not list."""
    common = shares("en").get(word, 0.0)
    return next(share for least, share in steps if common >= 10 ** (least - 9) or not least)


@cache
def _table() -> _Table:
    """Read the table once."""
    text = (files("restore") / "data" / "case.tsv").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[float]]] = {"prose": {}, "title": {}}
    for line in text.splitlines():
        if not line.startswith(("#", "style\t")):
            style, kind, share, words = line.split("\t")
            column = ("small", "capital", "caps").index(kind)
            for word in words.split(" "):
                found[style].setdefault(word, [0.0, 0.0, 0.0])[column] = float(share)
    for row in found["prose"].values():
        row[SMALL] = max(0.0, 1 - row[CAPITAL] - row[CAPS])
    for word, row in found["title"].items():
        row[SMALL] = min(max(row[SMALL], TITLE_SMALL), 1 - HOUSE * (len(word) >= 4))
        row[CAPITAL] = max(0.0, 1 - row[SMALL] - row[CAPS])
    return _Table(found["prose"], found["title"])
