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

WAYS = ("small", "capital", "caps")
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


class _Row(NamedTuple):
    """A line of the table: words that a style prints in a way, and how often."""

    style: str
    way: int
    share: float
    words: list[str]


class Words(NamedTuple):
    """Plain words, each once; where each stands; their Zipf frequencies; whether each is a name."""

    words: Sequence[str]
    place: Mapping[str, int]
    zipf: Floats
    named: NDArray[np.bool_]

    @classmethod
    def of(cls, words: Sequence[str], *, names: Collection[str] = ()) -> Words:
        """Look words up; `names` are plain words of the dictionaries' names."""
        place = {word: i for i, word in enumerate(words)}
        listed = shares("en")
        common = np.array([listed.get(word, 1e-9) for word in words], np.float32)
        named = np.zeros(len(words), bool)
        named[[place[name] for name in names if name in place]] = True
        return cls(words, place, np.log10(common) + 9, named)


def ways(of: Words, *, style: Style) -> Floats:
    """Return how often each word is printed small, with a capital, and in capitals.

    For words within a line, where no capital has to stand: an array of (word, way) whose rows add
    up to one.

    >>> small, capital, caps = ways(Words.of(["of", "war", "nato"]), style="title").T
    >>> bool(small[0] > 0.9 < capital[1]), bool(caps[2] > 0.5)
    (True, True)
    """
    found = np.zeros((len(of.words), 3), np.float32)
    listed = _listed(of, style, found)
    if style == "title":
        small = np.maximum(found[:, SMALL], TITLE_SMALL)
        sizes = np.fromiter(map(len, of.words), np.int32, len(of.words))
        found[:, SMALL] = np.where(sizes >= 4, np.minimum(small, 1 - HOUSE), small)
        found[:, CAPITAL] = np.maximum(0, 1 - found[:, SMALL] - found[:, CAPS])
    else:
        usual = np.where(of.named, _steps(of.zipf, NAMED), _steps(of.zipf, UNSEEN))
        found[:, CAPITAL] = np.where(listed, found[:, CAPITAL], usual)
        found[:, SMALL] = np.maximum(0, 1 - found[:, CAPITAL] - found[:, CAPS])
    found /= found.sum(axis=1, keepdims=True)
    return found


def _listed(of: Words, style: Style, found: Floats) -> NDArray[np.bool_]:
    """Fill in the shares that the table has; return which words it has any of.

    A possessive is printed as its noun.
    """
    listed = np.zeros(len(of.words), bool)
    place = of.place
    owned = {word[:-2]: i for word, i in place.items() if word.endswith("'s")}
    for row in _table():
        if row.style == style:
            for where in (owned, place):  # a possessive's own line counts last
                at = [where[word] for word in row.words if word in where]
                found[at, row.way] = row.share
                listed[at] = True
    return listed


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


def updated(found: Floats, place: Mapping[str, int], own: Mapping[str, Counter[int]]) -> Floats:
    """Return shares of ways with what the paper's own text shows of some words."""
    counts = np.zeros_like(found)
    for word, uses in own.items():
        if word in place:
            counts[place[word]] = [uses[kind] for kind in (SMALL, CAPITAL, CAPS)]
    total = OWN + counts.sum(axis=1, keepdims=True)
    weighed: Floats = (OWN * found + counts) / total
    return weighed


def _loud(matches: Sequence[re.Match[str]]) -> set[int]:
    """Return the places of words that stand in a row of words in capitals."""
    found: set[int] = set()
    row: list[int] = []
    for place, match in enumerate(matches):
        row = [*row, place] if match.group().isupper() else []
        if len(row) >= _SHOUTED:
            found.update(row)
    return found


def _steps(zipf: Floats, steps: Sequence[tuple[float, float]]) -> Floats:
    """Return the share of the first step that a frequency reaches."""
    conditions = [zipf >= least for least, _ in steps[:-1]]
    found = np.select(conditions, [share for _, share in steps[:-1]], steps[-1][1])
    return found.astype(np.float32)


@cache
def _table() -> tuple[_Row, ...]:
    """Read the table once."""
    text = (files("restore") / "data" / "case.tsv").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if not line.startswith(("#", "style\t")):
            style, way_, share, words = line.split("\t")
            found.append(_Row(style, WAYS.index(way_), float(share), words.split(" ")))
    return tuple(found)
