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

MISSED = -1.5
"""The same for each of two or more in a row in one word of which none is left over: four such
records on made lists are too few to tell, and where two letters could be lost together decides how
a tie of the alignment falls."""

CLUMPED = -8.0
"""The same for each of two or more in a row in one word: another word stands there.  Not one such
record in six was right on made lists."""

TAIL = -16.0
"""Weight against a reading of whose beginning nothing survives in a line without a number: on made
lists such a line was always the end of an entry whose beginning stands above it."""

BEGINNING = 0.4
"""Share of a reading that counts as its beginning; a record's beginning is its author."""


def doubts(match: Match, number: int | None, channel: Channel) -> Iterator[Evidence]:
    """Yield what letters too many or too few, and a missing author, say against a match."""
    runs = _odd_runs(match, channel, numbered=number is not None)
    if runs:
        says = f"{len(''.join(runs))} letters are not as this reading would leave them"
        weight = sum(_weight(run) for run in runs)
        yield Evidence(match.reading.witness, says, weight)
    first = next((p.truth for p in match.alignment.pairs if p.seen >= 0 and p.truth >= 0), 0)
    head = match.reading.head or BEGINNING * len(match.reading.text)
    if number is None and match.truth.at[first] >= head:
        yield Evidence(match.reading.witness, "nothing of its beginning survives", TAIL)


def _odd_runs(match: Match, channel: Channel, *, numbered: bool) -> list[str]:
    """Return the runs of letters that a reading has too few ("-") or leaves over ("+").

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
            odd += "-" * (numbered and letter.isalnum() and letter in kept)
        elif is_unmapped(seen[pair.seen]):
            odd += "+" if pair.truth < 0 else "."
        elif seen[pair.seen].isalnum():
            odd += "." if _explained(seen, truth, pair, channel) else "+"
    return [run for run in odd.split(".") if run]


def _weight(run: str) -> float:
    """Return what a run of odd letters in one word weighs."""
    if len(run) == 1:
        return SINGLE
    return (CLUMPED if "+" in run else MISSED) * len(run)


def _explained(seen: str, truth: str, pair: Pair, channel: Channel) -> bool:
    """Tell whether a letter stands for itself or for one that the channel turns into it."""
    if pair.truth < 0:
        return False
    one, other = seen[pair.seen], truth[pair.truth]
    return one.casefold() == other.casefold() or channel.turns(other, one)
