"""Phrases with lost letters in sound lines, restored from the same phrase elsewhere in the paper.

    b James F. Pe        (the paper says "by James F. Person" nine times, and nothing else fits)
    by James F. Person

Looked for only around a piece that cannot be a word: a lone small letter before a capitalised word.
At least one word of the phrase must be whole, at least two pieces damaged, and the paper must know
exactly one phrase that fits.

Refused: `b. 1924`, `let x Be`, `p. 23`: no such phrase stands in the paper.  A piece within a name,
as in `Ortega y Gasset`, is none.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import regex

from restore.compose import Proposal
from restore.evidence.words import COMMON, is_known
from restore.ledger import Cause, Evidence
from restore.text import Span
from restore.view import View

DAMAGE = "lost-letters"

RUN_RE = regex.compile(r"(?<![\p{L}\p{N}.'’(\-])[b-hj-z](?: \p{Lu}[\p{L}'’-]*\.?){1,5}(?![\p{L}.])")
"""A lone small letter, not "a" or "i", and one to five capitalised pieces after it."""

MOST_LOST = 12
"""Letters that may be lost at the end of one piece: the length of the longest common names."""

UNIQUE = 4.0
"""Weight of being the only phrase of the paper that fits pieces with a whole word among them."""

CAUSE = Cause("own-phrases", DAMAGE, "phrases restored from the same phrase elsewhere in the paper")


def propose(view: View) -> Iterator[Proposal]:
    """Yield a proposal for every damaged phrase that stands whole elsewhere in the paper."""
    if not view.uses("document"):
        return
    for match in RUN_RE.finditer(view.text):
        pieces = match.group().split(" ")
        whole = [p for p in pieces if len(p) > 3 and is_known(p, least=COMMON)]
        if not whole or len(pieces) - len(whole) < 2 or view.shielded(Span(*match.span())):
            continue
        found = _phrases(view.text, pieces, whole)
        if len(found) == 1 and len(damaged := _damaged(pieces, next(iter(found)))) >= 2:
            yield _proposal(Span(*match.span()), found, damaged)


def _damaged(pieces: list[str], phrase: str) -> list[tuple[str, str]]:
    """Return the pieces that differ from the words of a phrase."""
    return [(p, w) for p, w in zip(pieces, phrase.split(" "), strict=True) if p != w]


def _phrases(text: str, pieces: list[str], whole: list[str]) -> Counter[str]:
    """Count the phrases of the paper that fit the pieces; one that is itself damaged does not."""
    pattern = " ".join(
        regex.escape(p)
        if p in whole or p.endswith(".")
        else regex.escape(p) + rf"\p{{L}}{{0,{MOST_LOST}}}"
        for p in pieces
    )
    spaced = pattern.replace("\\ ", " ").replace(" ", r"\s")
    found = regex.finditer(rf"(?<!\p{{L}}){spaced}(?!\p{{L}})", text)
    phrases = Counter(regex.sub(r"\s", " ", m.group()) for m in found)
    del phrases[" ".join(pieces)]
    return Counter({p: n for p, n in phrases.items() if not RUN_RE.fullmatch(p)})


def _proposal(span: Span, found: Counter[str], damaged: list[tuple[str, str]]) -> Proposal:
    """Make the proposal for the one phrase that fits."""
    phrase, times = next(iter(found.items()))
    lost = "".join(word[len(piece) :] for piece, word in damaged)
    count = f"{times} times" if times > 1 else "once"
    says = f"“{phrase}” stands whole in this paper {count}, and no other phrase of it fits"
    return Proposal(
        damage=DAMAGE,
        rule="own-phrase",
        span=span,
        after=phrase,
        evidence=(
            Evidence("document", says, UNIQUE + math.log(times)),
            Evidence("document", f"lost letters: {' '.join(lost)}", 0.0),
        ),
        cause=CAUSE,
    )
