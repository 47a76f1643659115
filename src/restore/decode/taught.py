"""What the lines of a zone teach of the way it loses letters: first by letters, then as they read.

Words that are read surely tell what became of their letters, better than letters alone can.  Where
a letter is suspicious, some lines are read once more as if all others might have turned into it;
turns that several words bear out stay if they make other lines likelier.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from restore.decode.channel import learn
from restore.decode.channel_turns import Turns, supposing, suspects, turns_of, with_turns
from restore.decode.channel_words import relearn
from restore.decode.language import Language
from restore.decode.lexicon import Lexicon
from restore.decode.model import Decoded, Loss, Observed

Reads = Callable[[Sequence[Observed], Loss], Sequence[Decoded]]
"""Reads lines under a channel."""

FEW = 5
"""Lines below which too few words are read surely to teach anything that the letters do not."""

TAUGHT = 30
"""Lines that are read for what they teach; more teach little and take their time."""

COUNTED, TESTED = 16, 8
"""Lines with suspicious letters from which turns are counted, and others on which they are tried:
together less than a third of what reading a zone of eighty lines takes."""

WORTH = 4.0
"""Nats by which turns have to make lines likelier from which they were not counted."""


def taught(lines: Sequence[Observed], lexicon: Lexicon, spoken: Language, reads: Reads) -> Loss:
    """Return the channel of a zone; `reads` reads lines of it under a channel.

    Fewer than five lines are too few to be read for what they teach: their letters have to do.
    """
    loss = learn(lines, lexicon, spoken)
    if len(lines) < FEW:
        return loss
    doubted = suspects(lines, loss, lexicon, spoken)
    loss = with_turns(loss, _turns(lines, replace(loss, turns={}), doubted, reads))
    again = relearn(loss, reads(lines[:: 1 + (len(lines) - 1) // TAUGHT], loss))
    return replace(again, survives={**loss.survives, **again.survives})


def _turns(lines: Sequence[Observed], loss: Loss, doubted: Sequence[str], reads: Reads) -> Turns:
    """Return the turns that lines bear out and other lines gain by."""
    holding = [line for line in lines if any(atom.text in doubted for atom in line.atoms)]
    counted, tested = _spread(holding[::2], COUNTED), _spread(holding[1::2], TESTED)
    if not tested:
        return {}
    supposed = supposing(loss, doubted)
    found = turns_of(supposed, reads(counted, supposed))
    if not found:
        return {}
    gain = _nats(reads(tested, with_turns(loss, found))) - _nats(reads(tested, loss))
    return found if gain >= WORTH else {}


def _spread(lines: Sequence[Observed], most: int) -> Sequence[Observed]:
    """Return so many of the lines, from all over the zone."""
    return lines[:: 1 + (len(lines) - 1) // most] if lines else lines


def _nats(read: Sequence[Decoded]) -> float:
    """Return how much likelier than noise lines are, no line worse than noise."""
    return sum(max(0.0, line.nats) for line in read)
