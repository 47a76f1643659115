"""Single words that lie a letter or a misreading from a listed name, and are no names themselves.

Everything here looks at words one by one; what else a paper says of them is asked elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from restore.evidence.words import Near
from restore.names.confusions import plain
from restore.text import Span

SHORT = 5
"""Letters below which names lie so close together that nearness says nothing (Kim, Kin, Kum)."""

NAME_RE = re.compile(r"\b[A-ZÀ-ÖØ-ÞČŠŽŁĐ][a-zß-öø-ÿčćšžłńśźěřā-ū01]{3,}\b")
CUT_RE = re.compile(r"[\[(]|-?\d")
"""What follows a word that a gap or leaked matter cut off: there is no telling how it ended."""

CONFUSED = (
    # What OCR makes of letters, and the letters (confusions in any table of OCR errors).
    *(("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("ii", "u"), ("vv", "w"), ("1", "l")),
    *(("0", "o"), ("1", "i"), ("tb", "th"), ("bn", "hn"), ("li", "h"), ("iii", "m"), ("hl", "ld")),
)
FOLDS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        # What systems of romanisation, and ears, differ in.
        (r"\b(?:l|r|y)?(?:i|ee|ie|yi)\b", "i"),
        (r"kh", "h"),
        (r"ch|j|ts|cz", "c"),
        (r"yo|ye|ya|yu|io|ia|iu|ie", "o"),
        (r"eo|eu|oo|ou|[eou]", "o"),
        (r"ae|ai", "a"),
        (r"(?:iy|ii|yi|ij|y|j)", "i"),
        (r"[wv]", "v"),
        (r"(.)\1", r"\1"),
    )
)
SOUNDS = str.maketrans("gdbrz", "ktpls")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A capitalised word of the paper: how often it stands there, and where first."""

    text: str
    count: int
    span: Span


class Slip(NamedTuple):
    """A spelling, the listed name it may be meant for, why, and how often the paper has that."""

    spelling: Spelling
    name: str
    why: Literal["confused", "near"]
    usual: int


def slips(
    text: str, listed: Mapping[str, str], passes: Callable[[Spelling], bool]
) -> Iterator[Slip]:
    """Yield the words of a text that lie near a listed name (`listed`: lower case to spelling).

    `passes` says which words may be looked at; a listed word never is.
    """
    paper = spellings(text, NAME_RE)
    long = frozenset(name for name in listed if len(name) >= SHORT)
    for word, spelling in paper.items():
        low = word.lower()
        if len(word) < SHORT or low in listed or CUT_RE.match(text, spelling.span.end):
            continue
        if not passes(spelling):
            continue
        found = _confused(low, listed) or _near(low, listed, long)
        if found:
            name, why = found
            usual = paper[name].count if name in paper else 0
            yield Slip(spelling, name, why, usual)


def spellings(text: str, pattern: re.Pattern[str]) -> dict[str, Spelling]:
    """Return the different matches of a pattern with count and first place, in text order.

    >>> spellings("Ivanov met Ivanov", NAME_RE)["Ivanov"].count
    2
    """
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for match in pattern.finditer(text):
        counts[match.group()] += 1
        first.setdefault(match.group(), Span(*match.span()))
    return {word: Spelling(word, counts[word], span) for word, span in first.items()}


def fold(name: str) -> str:
    """Return what is left of a word when systems of romanisation and ears no longer tell.

    Coarser than the tables of `romanise/`: it keeps hands off, and never says that two are one.

    >>> fold("Fedorenko") == fold("Federenko"), fold("Khrushchev") == fold("Khruschev")
    (True, False)
    """
    letters = plain(name)
    for pattern, other in FOLDS:
        letters = pattern.sub(other, letters)
    return letters.translate(SOUNDS)


def _confused(word: str, listed: Mapping[str, str]) -> tuple[str, Literal["confused"]] | None:
    """Return the listed name that one usual misreading makes of a word."""
    for wrong, right in CONFUSED:
        if wrong in word and word.replace(wrong, right, 1) in listed:
            return listed[word.replace(wrong, right, 1)], "confused"
    return None


def _near(
    word: str, listed: Mapping[str, str], long: frozenset[str]
) -> tuple[str, Literal["near"]] | None:
    """Return the listed name that lies one letter inside a word's reach, unless by its sound.

    `long` are those of the listed names that are long enough.
    """
    for name, edits in _index(long).lookup(word):
        ending = word.startswith(name) or name.startswith(word)  # Petrova, Korean
        if edits == 1 and not ending and fold(name) != fold(word):
            return listed[name], "near"
    return None


@lru_cache(maxsize=2)
def _index(names: Collection[str]) -> Near:
    """Return the deletion index of some names, kept for the next paper."""
    return Near(names, distance=1)
