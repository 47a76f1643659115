"""Which word a lost ligature would make, and what the language says for and against it.

A slot is a place where a ligature may be lost, between two runs of letters.  A reading is a word
that one of the ligatures makes of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from restore.evidence.words import COMMON, is_known, zipf
from restore.ledger import Evidence
from restore.text import Span

LOST = ("ff", "fi", "fl", "ffi", "ffl", "ft", "tt", "ti", "ct", "st")
"""Ligatures that fonts of scholarly papers have, and so may lose (Th: see `_openings`)."""

WORD_RE = re.compile(r"[^\W\d_]+")

PAIR_RE = re.compile(r"(?<![^\W\d_])([^\W\d_]++) (?=([^\W\d_]++))")

RARE_HALF = 3.0
"""Zipf frequency below which a half is no English word; crumbs such as `dif` reach 2.7."""

ODD_HALF = 3.6
"""Zipf frequency below which a half is worth a look; two ordinary words are never joined."""

COMMONEST = 6.0
"""Zipf frequency from which letters are a word in their own right (`the`, `was`, `from`)."""

CLEAR = 3.0
"""Nats by which the best ligature must win, or both are offered and neither is applied."""

REACH = 80
"""Characters on either side that must be sound for a ligature to be all that is lost."""

SOUND = 0.5
"""Least share of letters in known words of three letters or more around a slot: English prose has
about 0.85, notes full of foreign names 0.6, lines that lost letters below 0.4."""

SHORTEST = 5
"""Letters of a word made of two halves and a ligature; shorter ones are abbreviations ("c c")."""

LEAST_LEFT = 3
"""Letters that must be left of it: two single ones are what is left of a line ("e e", no effie)."""

CRUMB = -3.0
"""Weight of each lone letter beside a slot that no ligature mends, of two at most: where letters
are lost one by one, some gaps look like ligatures (on made lists most wrong ones did)."""


class Slot(NamedTuple):
    """A place where a ligature may be lost: what stands in its stead, and the halves beside it."""

    span: Span
    left: str
    right: str
    form: str


class Reading(NamedTuple):
    """A ligature in a slot and what the language says for it, in nats."""

    ligature: str
    word: str
    weight: float


def oddness(half: str) -> int:
    """Return 1 for letters too rare or short to be an ordinary word, -1 for the commonest words."""
    if len(half) == 1:
        return 0 if half in "aAI" else 1
    common = zipf(half)
    if common >= COMMONEST:
        return -1 if len(half) > 2 else 0
    return int(len(half) == 2 or common < ODD_HALF)


def best(slot: Slot) -> Reading | None:
    """Return the likeliest reading of a slot, or None where no ligature makes a common word."""
    found = readings(slot)
    return found[0] if found else None


def readings(slot: Slot) -> list[Reading]:
    """Return the readings of a slot that make a common word, likeliest first.

    The weight is the log-odds of the one word against what stands there, by word frequencies.
    """
    if slot.form == "space":
        apart = zipf(slot.left) + zipf(slot.right) - 9
    elif slot.form == "opening":
        apart = RARE_HALF - 1 if len(slot.right) == 1 else zipf(slot.right)
    elif slot.form == "nothing":
        apart = max(0.0, zipf(slot.left + slot.right)) + 1
    else:
        apart = 0.0
    found = []
    for ligature in LOST:
        word = slot.left + ligature + slot.right
        common = zipf(word)
        left = len(slot.left + slot.right)
        scant = slot.form == "space" and (len(word) < SHORTEST or left < LEAST_LEFT)
        if common >= COMMON - 1 and common > apart and not scant:
            found.append(Reading(ligature, word, math.log(10) * (common - apart)))
    return sorted(found, key=_likeliest)


def _likeliest(reading: Reading) -> tuple[float, str]:
    """Order readings likeliest first."""
    return -reading.weight, reading.word


def language(slot: Slot, reading: Reading) -> Iterator[Evidence]:
    """Say what the language says for a reading, and against it."""
    # Capped: how often a frequency list is right about a word it never saw so spelled.
    yield Evidence("language", f'"{reading.word}" is a word', min(3.5, reading.weight))
    halves = (slot.left, slot.right)
    if slot.form == "space" and not any(
        (len(h) == 1 and h not in "aAI") or zipf(h) < RARE_HALF for h in halves
    ):
        # `su ce`: short words of other languages.
        yield Evidence("language", "both halves stand in word lists", -2.0)
    apart = _apart(slot)
    if apart:
        # Twice, since whatever tells that the paper loses ligatures speaks for both.
        yield Evidence("language", f'"{slot.left} {apart}" reads as well', -2 * CLEAR)
    rivals = [r for r in readings(slot)[1:] if reading.weight - r.weight < CLEAR]
    if rivals:
        yield Evidence("language", f'"{rivals[0].word}" is a word as well', -CLEAR)


def _apart(slot: Slot) -> str:
    """Return the word that a ligature makes of what follows a space, if the rest may stand alone.

    `a xed day` has lost the opening of `fixed`, and is no `affixed day`.
    """
    if slot.form != "space" or zipf(slot.left) < COMMONEST:
        return ""
    words = [ligature + slot.right for ligature in LOST if is_known(ligature + slot.right)]
    word = max(words, key=zipf, default="")
    return word if zipf(word) >= COMMON else ""


def scant(slot: Slot) -> Iterator[Evidence]:
    """Speak against a slot whose word has hardly any letters to judge by, unless others settle it.

    One marker is one glyph: what two other words have settled holds for a short word, too.
    """
    if len(slot.left + slot.right) < 3:
        yield Evidence("language", "too few letters stand around it", -2.0)


@lru_cache(maxsize=65536)
def is_mended(left: str, right: str) -> bool:
    """Tell whether a ligature between two runs of letters makes a common word."""
    return bool(readings(Slot(Span(0, 0), left, right, "space")))


def crumbs_of(words: Sequence[str]) -> int:
    """Count the single letters that are no word, and of none with a neighbour and a ligature.

    >>> crumbs_of("the e cient o ce".split()), crumbs_of("e C d W E a".split())
    (0, 5)
    """
    padded = ["", *words, ""]
    return sum(
        len(word) == 1
        and word not in "aAI"
        and not (is_mended(word, padded[place + 1]) or is_mended(padded[place - 1], word))
        for place, word in enumerate(padded)
        if 0 < place <= len(words)
    )


def surroundings(text: str, slot: Slot) -> Iterator[Evidence]:
    """Speak against a slot among broken words: there more is lost than a ligature."""
    start, end = slot.span.start - len(slot.left), slot.span.end + len(slot.right)
    before = text[max(0, start - REACH) : start].rpartition("\n")[2]
    around = before + text[end : end + REACH].partition("\n")[0]
    words = WORD_RE.findall(around)
    known = sum(len(w) for w in words if len(w) > 2 and is_known(w))
    crumbs = crumbs_of(words)
    if crumbs:
        says = f"{crumbs} lone letters beside it are no ligatures"
        yield Evidence("language", says, CRUMB * min(2, crumbs))
    elif known < SOUND * sum(map(len, words)):
        yield Evidence("language", "the words around it are broken too", -6.0)
