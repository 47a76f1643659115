"""What speaks for a decoded word, in words a historian can check.

fits what survives, “C d”; 29 times as likely here as the next word, “Cord”
from “V” to “m” predicted 23.41 pt, measured 23.40 pt; 2 of 410 words that fit the letters fit
“Naimark” is in the list of persons (Norman M. Naimark)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import regex

from restore.decode.model import Choice, Observed
from restore.decode.offered import Offered
from restore.evidence.authorities import Authorities
from restore.evidence.words import zipf
from restore.ledger import Candidate, Evidence

MOST = 4
"""Other readings that are shown: what a person compares at a glance."""

LEAST = 0.05
"""Share of the best reading's posterior below which another is not shown: one in twenty."""

COMMON = 4.5
"""Zipf frequency from which it says nothing that a paper prints a word elsewhere: thirty times in a
million words, so once in most papers."""

USUAL = 3.5
"""Zipf frequency from which a name is an ordinary word as well (Will, May, Brown)."""

WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*")

SURENESS = 999.0
"""Odds up to which a posterior counts: as its curve of confidence was fitted."""


class Witnesses(NamedTuple):
    """Who may be asked: the dictionaries, the words the paper's sound text prints."""

    authorities: Authorities
    names: bool
    places: bool
    own: frozenset[str]


def printed_words(text: str) -> frozenset[str]:
    """Return the words a text prints.

    >>> sorted(printed_words("Kim Il Sung’s rule"))
    ['Il', 'Kim', 'Sung', 'rule', 's']
    """
    return frozenset(WORD_RE.findall(text))


def log_odds(posterior: float) -> float:
    """Return the log-odds of a posterior in nats, at most 999 to one either way.

    >>> round(log_odds(0.9), 2), round(log_odds(1.0), 2)
    (2.2, 6.91)
    """
    odds = posterior / max(1 - posterior, 1e-9)
    return math.log(min(max(odds, 1 / SURENESS), SURENESS))


def reasons(
    offer: Offered, observed: Observed, asked: Witnesses, points: float
) -> Iterator[Evidence]:
    """Yield what speaks for a word; the weights sum to the log-odds of its posterior.

    `points` is the size of the font, 0 where the page gives none.
    """
    whole = log_odds(offer.word.posterior)
    width = _width(offer, observed, points, whole)
    left = whole - (width.weight if width else 0.0)
    yield Evidence("language", f"{_fits(offer, observed)}; {_ahead(offer)}", left)
    if width:
        yield width
    yield from _known(offer.word.text, asked)


def candidates(offer: Offered, before: str) -> tuple[Candidate, ...]:
    """Return the other readings of a place that come within reach, likeliest first.

    What stands there already (`before`) is none.
    """
    best = offer.word.posterior
    near = [c for c in offer.choices if c.posterior >= LEAST * best and c.text != before]
    return tuple(Candidate(offer.dressed(c.text), (_lesser(c, best),)) for c in near[:MOST])


def _lesser(choice: Choice, best: float) -> Evidence:
    """Say how far behind the best reading another is."""
    ratio = best / max(choice.posterior, 1e-6)
    says = "as likely here" if ratio < EVEN else f"{_number(ratio)} times less likely here"
    return Evidence("language", says, 0.0)


def _fits(offer: Offered, observed: Observed) -> str:
    """Say what is left of a word."""
    if offer.hidden:
        return "nothing of it survives, but the words around ask for it"
    seen = observed.span(offer.word.start, offer.word.end).of(observed.line)
    return f"fits what survives, “{seen}”"


EVEN = 1.1
"""Ratio below which two readings are called equally likely."""


def _ahead(offer: Offered) -> str:
    """Say how far a word is ahead of the next."""
    if not offer.choices:
        return "no other word comes near"
    after = offer.choices[0]
    ratio = offer.word.posterior / max(after.posterior, 1e-6)
    if ratio < EVEN:
        return f"no likelier here than “{after.text}”"
    return f"{_number(ratio)} times as likely here as the next word, “{after.text}”"


def _number(ratio: float) -> str:
    """Say a ratio.

    >>> _number(2.63), _number(38.2), _number(5e6)
    ('2.6', '38', 'over 1,000')
    """
    if ratio > SURENESS:
        return "over 1,000"
    return f"{ratio:.0f}" if ratio >= 9.95 else f"{ratio:.1f}"


def _width(offer: Offered, observed: Observed, points: float, whole: float) -> Evidence | None:
    """Say what the room of a word says, where it is measured and something is lost within."""
    word = offer.word
    weight = 0.0
    says = []
    extent = extent_of(observed, word.start, word.end, word.text)
    if extent is not None:
        says.append(_extent(extent, observed.atoms[word.start].text, points))
    if observed.measured and word.without > word.rivals > 0:
        weight = max(0.0, min(whole, math.log(word.without / word.rivals)))
        left = "only this one is" if word.rivals == 1 else f"{word.rivals:,} are"
        says.append(f"of {word.without:,} words that fit the letters {left} left by the room")
    return Evidence("widths", "; ".join(says), weight) if says else None


class Extent(NamedTuple):
    """Ems from the first to the last surviving letter of a word, as it has them and as measured."""

    predicted: float
    measured: float
    last: str


def extent_of(observed: Observed, start: int, end: int, text: str) -> Extent | None:
    """Return how wide a word should be between its surviving ends, and how wide it is.

    None where nothing is lost between them, or where a width is not known.
    """
    widths = observed.widths
    atoms = observed.atoms[start:end]
    rooms = [gap.width for gap in observed.gaps[start + 1 : end]]
    if len(atoms) < 2 or any(a.text not in widths for a in atoms) or any(r is None for r in rooms):
        return None
    inner = sum(room for room in rooms if room is not None)
    measured = sum(widths[a.text] for a in atoms) + inner
    if inner <= observed.tolerance:
        return None
    found = [
        sum(widths[c] for c in text[i : j + 1])
        for i, j in _ends(text, "".join(a.text for a in atoms))
        if all(c in widths for c in text[i : j + 1])
    ]
    if not found:
        return None
    nearest = min(found, key=lambda width: (abs(width - measured), width))
    return Extent(nearest, measured, atoms[-1].text)


def _ends(text: str, letters: str) -> Iterator[tuple[int, int]]:
    """Yield where in a word its first and its last surviving letter may stand."""
    for i, first in enumerate(text):
        if first == letters[0]:
            at = i
            for letter in letters[1:-1]:
                at = text.find(letter, at + 1)
                if at < 0:
                    return
            yield from ((i, j) for j in range(at + 1, len(text)) if text[j] == letters[-1])


def _extent(extent: Extent, first: str, points: float) -> str:
    """Say how wide a word should be and is: in points, or in columns."""
    if points <= 0:
        wide = f"{extent.predicted:.0f} columns, found {extent.measured:.0f}"
    else:
        wide = f"{extent.predicted * points:.2f} pt, measured {extent.measured * points:.2f} pt"
    return f"from “{first}” to “{extent.last}” predicted {wide}"


def _known(text: str, asked: Witnesses) -> Iterator[Evidence]:
    """Yield which lists and whether the paper itself have a word; the posterior has weighed it."""
    stem = text.removesuffix("’s").removesuffix("'s")
    lists = (("names", "persons", asked.names), ("places", "places", asked.places))
    for witness, kind, listed in lists:
        entry = _entries(asked.authorities, kind).get(stem) if listed else None
        if entry and zipf(stem.lower()) < USUAL:
            whole = f" ({entry})" if entry != stem else ""
            yield Evidence(witness, f"“{stem}” is in the list of {kind}{whole}", 0.0)
    if stem in asked.own and zipf(stem.lower()) < COMMON:
        yield Evidence("document", f"the paper prints “{stem}” elsewhere", 0.0)


@lru_cache(maxsize=4)  # persons and places of the authorities of a run
def _entries(authorities: Authorities, kind: str) -> Mapping[str, str]:
    """Return the first entry of a list that has a word, by the word."""
    found: dict[str, str] = {}
    for entry in authorities.of(kind):
        for spelling in entry.spellings:
            for word in WORD_RE.findall(spelling):
                if word[0].isupper():
                    found.setdefault(word, entry.name)
    return found
