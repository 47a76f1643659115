"""Lines of a damaged paper by somebody else: sound sentences, and a list whose truth is known.

Its clean sentences are damaged anew, so that prose nobody of us wrote is read.  The lines of its
list that a record of a series explains have that record for their truth; decoding is not shown it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from restore.decode.model import Observed
from restore.decode.observe import observe
from restore.evaluate.cases import document_of
from restore.evidence.authorities import Authorities
from restore.evidence.matching import SURE, explains
from restore.evidence.words import is_known
from restore.view import View

SENTENCE_RE = regex.compile(r"(?<=[.!?][”’]?)\s+(?=[\p{Lu}“‘])")
SIGNS_RE = regex.compile(r"[*_]|[⁰¹²³⁴-⁹]+")
"""Marks of italics, and numbers of notes."""

SOUND = 0.85
"""Share of common words from which a sentence surely has not lost letters; the rest are names."""


class Listed(NamedTuple):
    """A line of a damaged list as it is seen, and the record it is."""

    seen: Observed
    truth: str


def clean_sentences(text: str, most: int = 60) -> list[str]:
    """Return sentences of 8 to 30 words that lost nothing, from all over a text."""
    found = [
        " ".join(SIGNS_RE.sub("", sentence).split())
        for paragraph in regex.split(r"\n\s*\n", text)
        if len(paragraph) > 300
        for sentence in SENTENCE_RE.split(paragraph)
    ]
    sound = [sentence for sentence in dict.fromkeys(found) if _is_sound(sentence)]
    step = max(1, len(sound) // most)
    return sound[::step][:most]


def _is_sound(sentence: str) -> bool:
    """Tell whether a sentence is one, and whole."""
    words = regex.findall(r"\p{L}[\p{L}\p{M}’'-]*", sentence)
    whole = sentence.lstrip("“‘")[:1].isupper() and sentence.rstrip("”’")[-1:] in ".?!"
    known = sum(word in "aAI" or (len(word) > 1 and is_known(word)) for word in words)
    return whole and 8 <= len(sentence.split()) <= 30 and known >= SOUND * len(words)


def listed(text: str, authorities: Authorities) -> list[Listed]:
    """Return the damaged lines of a text that a record surely explains as a whole."""
    return [Listed(observe(line), truth) for line, truth in _pairs(text, authorities)]


def _pairs(text: str, authorities: Authorities) -> Iterator[tuple[str, str]]:
    """Yield each explained line, in one piece, with its record."""
    matches = View(document=document_of(text), text=text, authorities=authorities).matches()
    if matches is None:
        return
    for block, found in zip(matches.blocks, matches.found, strict=True):
        if not explains(found) or found[0].score <= SURE or found[0].missing:
            continue
        if found[0].reading.number is not None:
            yield " ".join(block.body.of(text).split("\n")), found[0].reading.text
