"""Learns from damaged lines alone how their zone loses letters: no truth is given.

First by counting: a letter that is common in this literature and is never seen is lost.  Then by
expectation-maximisation: the lines are walked along a chain of letters that knows which follow
which (`channel_chain`), what was lost on the way is counted, patterns are weighed by the counts
(`channel_prior`), and again.  How gaps show is learned with it, from two beginnings: that a lost
run leaves a blank, and that it leaves nothing; the likelier one stays.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from restore.decode.channel_chain import CODES, MARKER, Expected, Walks, Ways, expect, walks_of
from restore.decode.channel_letters import Chains, Floats, chains
from restore.decode.channel_ligatures import ligatures
from restore.decode.channel_prior import CAPITALS, judge_by_counts, judge_by_losses, likelihood
from restore.decode.language import Language, Style
from restore.decode.model import Loss, Observed
from restore.decode.observe import fills

if TYPE_CHECKING:
    from restore.decode.lexicon import Lexicon

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Letters by their place in a channel's arrays."""

TURN = 0.002
"""Share of any letter's losses that is thought to be a turn into each other character, before any
was met: one in ten in all, as in lists whose maps lie."""

SOME = 0.5
"""What a count of turns must exceed: fewer than one half, summed over all lines, is chance."""

STYLES: tuple[Style, ...] = ("title", "prose")

HIDDEN = (0.05, 0.9)
"""Beginnings: lost letters leave a gap, or nothing.  From between, neither is found."""

MORE_CAPITALS = 0.4
"""By how much, as a logarithm, one zone has more capitals than another of its style: names."""

FIRST_ROUNDS, ROUNDS = 5, 8
"""Rounds before the beginnings are compared, and with the likeliest one after that: survival moves
by less than a hundredth after eight on made lines, turns after twelve."""


def learn(lines: Sequence[Observed], lexicon: Lexicon, language: Language) -> Loss:
    """Return how the zone of these lines loses letters.

    The words and their shares are those of the lexicon and the language.  Eighty lines take less
    than a second, one line a sixth; the order of the lines does not matter.
    """
    fill = fills([o.line for o in lines])
    walks = walks_of(lines)
    if not len(walks.sizes):
        return Loss(survives={}, fill=fill)
    begun = [
        _settled(walks, style, _begin(walks, style, hidden), FIRST_ROUNDS)
        for style in (chains(lexicon, language, name) for name in STYLES)
        for hidden in HIDDEN
    ]
    best = max(begun, key=_by_log)
    best = _settled(walks, best.chains, best.ways, ROUNDS)
    survival = float(best.chains.letters @ np.diag(best.ways.emits))
    return _loss(best.ways, ligatures(lines, survival, best.chains.ligatures), fill)


class _Settled(NamedTuple):
    """A channel where counting stood still, and ln of the lines' probability under it."""

    log: float
    ways: Ways
    chains: Chains


def _by_log(settled: _Settled) -> float:
    """Order channels by how probable they make the lines."""
    return settled.log


def _settled(walks: Walks, style: Chains, ways: Ways, rounds: int) -> _Settled:
    """Return the channel that one beginning leads to."""
    log = 0.0
    for _ in range(rounds):
        expected = expect(walks, style.walk, ways)
        log = expected.log
        ways = _improved(expected, style)
    if np.diag(ways.emits)[26:].mean() < SOME:
        log += math.log(CAPITALS["lost"] / CAPITALS["kept"])
    return _Settled(log, ways, style)


def _begin(walks: Walks, style: Chains, hidden: float) -> Ways:
    """Return a channel by counting: each letter seen against what is usual."""
    seen = np.bincount(walks.seen[walks.seen >= 0], minlength=CODES).astype(float)[:52]
    usual = _usual(seen, style)
    return Ways(_emits(judge_by_counts(seen, usual)), style.capitals, hidden=hidden)


def _usual(seen: Floats, style: Chains) -> Floats:
    """Return how often letters would be seen without damage, the likeliest number of them all.

    Capitals are as many to a small letter as the style has them, give or take `MORE_CAPITALS`.
    """
    small, capital = style.letters[:26], style.letters[26:]
    numbers = (seen[:26].sum() + 1) * np.exp(np.linspace(0, 2.5, 40))
    number = _likeliest(seen[:26], small / small.sum(), numbers)
    factors = np.linspace(-2, 2, 17)
    usual = number * capital.sum() / small.sum() * np.exp(MORE_CAPITALS * factors)
    high = _likeliest(seen[26:], capital / capital.sum(), usual, -(factors**2) / 2)
    return np.concatenate([number * small / small.sum(), high * capital / capital.sum()])


def _likeliest(seen: Floats, shares: Floats, numbers: Floats, prior: Floats | float = 0.0) -> float:
    """Return the number of letters under which what is seen of them is likeliest."""
    logs = np.array([likelihood(seen, number * shares) for number in numbers.tolist()])
    return float(numbers[(logs + prior).argmax()])


def _emits(survives: Floats, turns: Floats | None = None) -> Floats:
    """Return what each letter comes through as: itself, or by a turn another character."""
    emits = np.zeros((52, CODES))
    if turns is None:
        emits += TURN * (1 - survives)[:, None]
        emits[:, MARKER] *= 5
    else:
        emits += turns
    emits[np.arange(52), np.arange(52)] = survives
    emits /= np.maximum(1.0, emits.sum(axis=1) / 0.9999)[:, None]
    return emits


def _improved(found: Expected, style: Chains) -> Ways:
    """Return the channel that the expected counts speak for."""
    places = np.arange(52)
    kept = found.seen[places, places]
    turned = found.seen.copy()
    turned[places, places] = 0.0
    total = kept + found.lost + turned.sum(axis=1)
    survives = judge_by_losses(kept, total - kept)
    turns = (
        np.maximum(turned - SOME, 0.0) / (total[:, None] + 1) + TURN / 4 * (1 - survives)[:, None]
    )
    gaps = found.gaps + np.array([[20.0, 0.5, 0.02], [0.4, 0.5, 1.0]])
    return Ways(
        _emits(survives, turns),
        _capitals(found, style),
        hidden=float(gaps[0, 1] / gaps[:, 1].sum()),
        apart=float(gaps[1, 0] / gaps[:, 0].sum()),
        spaced=float(gaps[1, 2] / gaps[:, 2].sum()),
    )


def _capitals(found: Expected, style: Chains) -> Floats:
    """Return the shares of capitals: those of the style, all moved to what the lines show."""
    usual = style.letters.reshape(2, 26).sum(axis=0)
    means = style.capitals[:, 1:] @ usual
    shown = (found.capital + 10 * means) / (found.capital + found.small + 10)
    shift = np.log(shown / (1 - shown)) - np.log(means / (1 - means))
    odds = style.capitals / (1 - style.capitals) * np.exp(shift)[:, None]
    shares: Floats = odds / (1 + odds)
    return shares


def _loss(ways: Ways, units: Mapping[str, float], fill: str) -> Loss:
    """Return a channel as others read it."""
    survives = {c: float(ways.emits[i, i]) for i, c in enumerate(LETTERS)}
    turns = {}
    for i, letter in enumerate(LETTERS):
        others = [(c, float(ways.emits[i, j])) for j, c in enumerate(LETTERS) if j != i]
        likely = sorted((o for o in others if o[1] > 0.02), key=lambda o: (-o[1], o[0]))
        if likely:
            turns[letter] = tuple(likely)
    return Loss(
        survives={**survives, **units},
        turns=turns,
        hidden=ways.hidden,
        apart=ways.apart,
        spaced=ways.spaced,
        fill=fill,
    )
