"""A channel from words whose truth is known or read: lines that records explain, sure readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from restore.decode.channel_prior import judge
from restore.decode.channel_turns import turns_of, with_turns
from restore.decode.model import Decoded, Loss, WordRead
from restore.evidence.channel import Channel, counts_of, squeeze

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

SURE = 0.9
"""Posterior from which a word teaches: wrong in one of ten at worst, mostly by an ending."""

KEPT = 4.0
"""Letters that the channel known before counts for: a zone of forty lines has more of all but the
rarest, a single line of hardly any."""

LEAST_TURN = 0.02
"""Share of a letter from which it is said to turn into another: below it is chance."""


class _Signs(NamedTuple):
    """How gaps within words show: letters lost without and with a sign, none lost likewise."""

    silent: int
    shown: int
    tight: int
    apart: int


def from_counts(channel: Channel) -> Loss:
    """Return how letters are lost as lines matched with records have taught it.

    >>> channel = Channel()
    >>> channel.kept["a"], channel.lost["b"] = 20, 20
    >>> loss = from_counts(channel)
    >>> loss.of("a") > 0.9, loss.of("b") < 0.1
    (True, True)
    """
    return _counted(channel, {})


def relearn(loss: Loss, read: Sequence[Decoded]) -> Loss:
    """Return the loss of a zone once its lines have been read: surely read words count.

    Letters move as far as they were met themselves: what others show of them is known already.
    Turns are weighed anew among those known; words alone invent none.
    """
    channel = Channel()
    signs: list[_Signs] = []
    for line in read:
        for word in line.words:
            if word.known and word.posterior >= SURE and word.end > word.start:
                signs += _learned(channel, line, word)
    survives = _moved(loss, channel, _counted(channel, loss.survives))
    sums = [sum(sign[place] for sign in signs) for place in range(4)]
    hidden = (sums[0] + KEPT * loss.hidden) / (sums[0] + sums[1] + KEPT)
    apart = (sums[3] + KEPT * loss.apart) / (sums[2] + sums[3] + KEPT)
    found = replace(loss, survives=survives, hidden=hidden, apart=apart)
    return with_turns(found, turns_of(loss, read)) if loss.turns else found


def _moved(loss: Loss, channel: Channel, found: Loss) -> dict[str, float]:
    """Return what survives: between what was known and what is found, by how much was met."""
    met = Counter(channel.kept) + Counter(channel.lost)
    for (letter, _), times in channel.changed.items():
        met[letter] += times
    return {
        letter: loss.of(letter) + (share - loss.of(letter)) * met[letter] / (met[letter] + KEPT)
        for letter, share in found.survives.items()
    }


def _learned(channel: Channel, line: Decoded, word: WordRead) -> Iterator[_Signs]:
    """Teach a channel one word; yield how its inner gaps show."""
    atoms = line.observed.atoms[word.start : word.end]
    seen, truth = squeeze("".join(a.text for a in atoms)), squeeze(word.text)
    pairs = channel.align(seen, truth).pairs
    channel.learn(counts_of(seen, truth, pairs))
    placed = [pair for pair in pairs if pair.seen >= 0 and pair.truth >= 0]
    for left, right in pairwise(placed):
        if right.seen == left.seen + 1:
            shown = bool(line.observed.gaps[word.start + right.seen].seen)
            lost = right.truth > left.truth + 1
            yield _Signs(
                lost and not shown, lost and shown, not lost and not shown, not lost and shown
            )


def _counted(channel: Channel, before: Mapping[str, float]) -> Loss:
    """Return a loss from counts; what was known before counts for a few letters."""
    kept = np.array([channel.kept[c] + KEPT * before.get(c, 0.0) for c in LETTERS])
    gone = np.array([channel.lost[c] + KEPT * (1 - before.get(c, 1.0)) for c in LETTERS])
    turned: dict[str, list[tuple[str, float]]] = {}
    for (truth, seen), times in sorted(channel.changed.items()):
        met = channel.kept[truth] + channel.lost[truth] + KEPT
        if truth.isalpha() and times >= 2 and times / met >= LEAST_TURN:
            turned.setdefault(truth, []).append((seen, times / met))
    for place, letter in enumerate(LETTERS):
        gone[place] += sum(n for (truth, _), n in channel.changed.items() if truth == letter)
    survives = dict(zip(LETTERS, judge(kept, gone).tolist(), strict=True))
    turns = {letter: tuple(others) for letter, others in turned.items()}
    return Loss(survives=survives, turns=turns)
