"""What speaks against a record that fits: letters too many, letters too few, a missing beginning.

How well a record fits is a sum over all its letters, and so large that a word or two more or less
hardly show in it.  But a wrong record is wrong in a word or two: the title of another edition, a
sister paper.  There the odd letters stand together, while noise strews them.
"""

from __future__ import annotations

from collections.abc import Iterator

from restore.align import Pair
from restore.evidence.channel import Channel
from restore.evidence.records import Match
from restore.ledger import Evidence
from restore.page import is_unmapped

SINGLE = -1.2
"""Weight of a letter that a record does not explain, or has and the channel would have kept, where
it stands alone.  On made lists (`evaluate/lists.py`) 98 of 100 records with one were right, 97 with
two, 77 with three or more."""

CLUMPED = -8.0
"""The same for each of two or more in a row in one word: another word stands there.  Not one such
record in six was right on made lists."""

TAIL = -16.0
"""Weight against a record of whose author nothing survives in a line without a number: on made
lists such a line was always the end of an entry whose beginning stands above it."""


def doubts(match: Match, number: int | None, channel: Channel) -> Iterator[Evidence]:
    """Yield what letters too many or too few, and a missing author, say against a match."""
    runs = _odd_runs(match, channel, numbered=number is not None)
    if runs:
        says = f"{sum(runs)} letters are not as this reading would leave them"
        weight = sum(SINGLE if size == 1 else CLUMPED * size for size in runs)
        yield Evidence(match.reading.witness, says, weight)
    head = match.reading.head
    if (
        number is None
        and head
        and not any(
            p.seen >= 0 and p.truth >= 0 and match.truth.at[p.truth] < head
            for p in match.alignment.pairs
        )
    ):
        yield Evidence(match.reading.witness, "nothing of the author survives", TAIL)


def _odd_runs(match: Match, channel: Channel, *, numbered: bool) -> list[int]:
    """Return the lengths of the runs of letters that a reading has too few or leaves over.

    Letters that the channel keeps count as missing in numbered lines only: headings have fonts of
    their own.
    """
    seen, truth, kept = match.seen.text, match.truth.text, channel.survivors()
    odd, place = "", 0
    for pair in match.alignment.pairs:
        if pair.truth >= 0:
            odd += "." * (match.truth.at[pair.truth] > place)  # a blank: another word begins
            place = match.truth.at[pair.truth] + 1
        if pair.seen < 0:
            letter = truth[pair.truth]
            odd += "x" * (numbered and letter.isalnum() and letter in kept)
        elif is_unmapped(seen[pair.seen]):
            odd += "x" if pair.truth < 0 else "."
        elif seen[pair.seen].isalnum():
            odd += "." if _explained(seen, truth, pair, channel) else "x"
    return [len(run) for run in odd.split(".") if run]


def _explained(seen: str, truth: str, pair: Pair, channel: Channel) -> bool:
    """Tell whether a letter stands for itself or for one that the channel turns into it."""
    if pair.truth < 0:
        return False
    one, other = seen[pair.seen], truth[pair.truth]
    return one.casefold() == other.casefold() or channel.changed[other, one] >= 2
