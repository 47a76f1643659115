"""Every sparse line of a paper with the records that may explain it.

The match of a whole paper is shared by the kinds of damage that rest on it, so it is made once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from restore.evidence.authorities import Authorities
from restore.evidence.records import Match, Matcher, readings_in, readings_of
from restore.evidence.sparse import Block, find_blocks, lines_of

LEAST_SCORE = 0.0
"""Log-odds a match needs to be proposed at all."""

SURE = 8.0
"""Log-odds from which a match is taken for settled: wrong in one of 3,000."""


class PaperMatches(NamedTuple):
    """The sparse blocks of a paper with their readings, and the matcher that found them."""

    matcher: Matcher
    blocks: tuple[Block, ...]
    found: tuple[tuple[Match, ...], ...]


def explains(readings: Sequence[Match]) -> bool:
    """Tell whether the likeliest reading accounts for the line and beats having none."""
    return bool(readings) and readings[0].sound and readings[0].score > LEAST_SCORE


@lru_cache(maxsize=2)
def match_paper(
    text: str, authorities: Authorities, *, series: bool, document: bool
) -> PaperMatches | None:
    """Match all sparse lines of a paper; None where it has none.

    `series` and `document` say whether the series lists and the paper's own lines may be asked.
    """
    blocks = list(find_blocks(text))
    if not blocks:
        return None
    readings = readings_of(authorities, series=series)
    readings += readings_in(text) if document else []
    matcher = Matcher(readings, [block.body.of(text) for block in blocks])
    parted = [part for block in blocks for part in _parted(text, block, matcher)]
    found = matcher.match_all([(block.body.of(text), block.number) for block in parted])
    return PaperMatches(matcher, tuple(parted), tuple(map(tuple, found)))


def _parted(text: str, block: Block, matcher: Matcher) -> list[Block]:
    """Part a block without a number where its lines are explained better alone than whole."""
    parts = lines_of(text, block) if block.number is None else []
    if len(parts) < 2:
        return [block]
    alone = sum(_best_score(matcher, part.body.of(text)) for part in parts)
    return parts if alone > _best_score(matcher, block.body.of(text)) else [block]


def _best_score(matcher: Matcher, line: str) -> float:
    """Return the score of the likeliest reading of a line, 0 for none."""
    matches = matcher.best(line)
    return matches[0].score if explains(matches) else 0.0
