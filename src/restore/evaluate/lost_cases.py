"""Decoded words with known truth, judged: what `make calibrate` fits their confidence on.

Lines of the split `fit` lose letters by every channel, set with and without widths; each word that
decoding offers is one trial, whose score is the log-odds of its posterior as in a repair.  The same
line is one case whatever happens to it, so that halves that are held back share no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import cycle

from restore.confidence import Table, group, look_up
from restore.evaluate.cases import Trial
from restore.evaluate.fit import fit, table_of
from restore.evaluate.lost import CHANNELS, FURTHER, worn
from restore.evaluate.lost_score import Offer
from restore.evaluate.lost_zones import WAYS, Cell, Line, Outcome, Read, measure
from restore.text import Span

DAMAGE = "lost-letters"
RULE, MEASURED = "decoded", "decoded-widths"

FITTED = ("text", "ragged", "justified")
"""Ways of which curves are fitted: the others show lost letters in a manner that helps."""

SIZES = (20, 1, 8, 3)
"""Lines of the zones that are fitted on, in turn: a list of papers has twenty and more, a heading
stands alone, and the fewer lines there are the less is known of their channel."""

EACH = 4
"""Every so manieth zone is read under each channel and way: 4,000 words, in some three minutes."""


def rule_of(offer: Offer) -> str:
    """Return the rule under which a repair would offer a word."""
    return MEASURED if offer.measured else RULE


def trials_of(outcome: Outcome, first: int = 0) -> Iterator[Trial]:
    """Yield the offered words of an outcome as trials; `first` is the number of its first line."""
    cell = outcome.cell
    for place, offer in enumerate(outcome.offered):
        yield Trial(
            kind=DAMAGE,
            rule=rule_of(offer),
            score=offer.weight,
            right=offer.right,
            case=f"decoded-{first + offer.line}",
            made=f"{cell.channel} {cell.way}",
            span=_place(cell, place),
            before=offer.before,
            after=offer.after,
            true=offer.true,
        )


def _place(cell: Cell, place: int) -> Span:
    """Return a place of its own: words of one line under two channels do not meet."""
    cells = [(channel, way) for channel in (*CHANNELS, *FURTHER) for way in WAYS]
    start = 2 * (place * len(cells) + cells.index((cell.channel, cell.way)))
    return Span(start, start + 1)


def lost_trials(lines: Sequence[Line], read: Read, *, share: float = 1.0) -> Iterator[Trial]:
    """Yield every word offered on zones of the split `fit`, judged; `share` makes so many zones."""
    cells = [Cell(channel, way, "fit") for way in FITTED for channel in CHANNELS]
    first = 0
    for number, zone in enumerate(zones_of(lines)):
        # One further on from round to round of sizes, so that no size keeps to the same cells.
        chosen = cells[(number + number // len(SIZES)) % EACH :: EACH]
        for cell in chosen[: max(1, round(share * len(chosen)))]:
            yield from trials_of(measure(cell, zone, read), first)
        first += len(zone)


def zones_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of the split `fit` in zones of titles and zones of sentences."""
    found = []
    for sort in ("title", "sentence"):
        chosen = [line for line in lines if line.split == "fit" and line.sort == sort]
        sizes = cycle(SIZES)
        while chosen:
            size = next(sizes)
            found.append(chosen[:size])
            del chosen[:size]
    return found


def digest_of_lost(lines: Iterable[Line]) -> str:
    """Return the SHA-256 of all damaged lines that are fitted on, and of their truth."""
    whole = sha256()
    for line in lines:
        if line.split == "fit":
            for channel in CHANNELS.values():
                seen = worn(line.text, channel).observed.line
                whole.update(f"{channel.name}\0{seen}\0{line.text}\0".encode())
    return whole.hexdigest()


def curve_of(trials: Sequence[Trial]) -> Table:
    """Return the table that these trials alone make."""
    return table_of(fit(trials))


def sure_by(table: Table, offer: Offer) -> float:
    """Return the probability a table gives an offered word."""
    return look_up(table, group(DAMAGE, rule_of(offer)), offer.weight)
