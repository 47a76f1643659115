"""A paper's own damaged list, read without the lists that explain it, against what they make of it.

The truth is what a repair with the lists puts at each line; what is measured is a repair that may
not ask them.  So the whole way is measured, from finding the lines to the tier of every word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from restore.evaluate.lost_score import shared, words_of
from restore.ledger import GAP, Correction, Ledger, Tier
from restore.text import Span

DECODED_RULES = frozenset({"decoded", "decoded-widths"})
LISTED_RULES = frozenset({"record", "standing-line"})
TOKEN_RE = regex.compile(r"\S+")


class Entry(NamedTuple):
    """A line or entry of the list: its place in the source and what the lists make of it."""

    span: Span
    text: str


class Answer(NamedTuple):
    """What a repair offers for an entry: its text with every offer in it, and where those stand."""

    entry: Entry
    text: str
    offers: tuple[tuple[Span, Correction], ...]


@dataclass
class Tally:
    """Words of the truth, how many stand right in the answers, and offers by tier."""

    words: int = 0
    right: int = 0
    untouched: int = 0
    offered: dict[Tier, int] = field(default_factory=dict)
    good: dict[Tier, int] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Return the share of words right in the first answer."""
        return self.right / max(1, self.words)


def entries(truth: Ledger) -> list[Entry]:
    """Return the places that lists of titles restored whole, from the ledger of such a repair."""
    return [
        Entry(c.span, c.after)
        for c in truth.corrections
        if c.applied and c.steps[0].rule in LISTED_RULES and GAP not in c.after
    ]


def answers(source: str, listed: Sequence[Entry], found: Ledger) -> Iterator[Answer]:
    """Yield what a repair without lists offers for each entry, words to review included."""
    for entry in listed:
        yield _answer(source, entry, [c for c in found.corrections if entry.span.meets(c.span)])


def _answer(source: str, entry: Entry, corrections: Sequence[Correction]) -> Answer:
    """Return an entry with its corrections made, whether they are applied or proposed."""
    pieces: list[str] = []
    offers: list[tuple[Span, Correction]] = []
    at, size = entry.span.start, 0
    for correction in corrections:
        kept = source[at : correction.span.start]
        start = size + len(kept)
        pieces += [kept, correction.after]
        size = start + len(correction.after)
        at = correction.span.end
        if correction.steps[-1].rule in DECODED_RULES:
            offers.append((Span(start, size), correction))
    pieces.append(source[at : entry.span.end])
    return Answer(entry, "".join(pieces), tuple(offers))


def tally(found: Sequence[Answer], source: str) -> Tally:
    """Return the counts of all entries; a word offered is right if the truth has it in order."""
    total = Tally()
    for answer in found:
        truth = words_of(answer.entry.text)
        tokens = [m for m in TOKEN_RE.finditer(answer.text) if words_of(m[0])]
        said = [words_of(m[0])[0] for m in tokens]
        pairs = shared(truth, said)
        hits = {place for _, place in pairs}
        total.words += len(truth)
        total.right += len(pairs)
        total.untouched += len(shared(truth, words_of(answer.entry.span.of(source))))
        for span, correction in answer.offers:
            own = [k for k, m in enumerate(tokens) if span.meets(Span(*m.span()))]
            tier = correction.tier
            total.offered[tier] = total.offered.get(tier, 0) + 1
            total.good[tier] = total.good.get(tier, 0) + (bool(own) and hits.issuperset(own))
    return total
