"""Expectation for learning a channel: what a chain of letters says was kept, lost and turned.

A line is walked along a chain of letters (`channel_letters`): an atom passes a letter, a gap any
number of lost ones and blanks.  All ways are summed over by the forward-backward algorithm, in
which the sum over all that a gap may hide is the closure (1 - D)^-1 of the matrix of losses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.channel_letters import BLANK, Chain, Floats, symbol
from restore.decode.model import Atom, Gap, Observed

Ints = NDArray[np.int64]

CODES = 53
"""Characters that may be seen: small letters 0 to 25, capitals 26 to 51, an unmapped glyph 52."""

MARKER = 52
OTHER = -1
"""What is no Latin letter: marks and digits, at which words begin and end."""

TIGHT, OPEN, TIGHT_MARK, FREE = range(4)
"""Kinds of gaps: atoms touch, a gap shows, atoms touch and one is a mark, anything may have been
lost (a gap shows beside a mark, or the line begins or ends)."""

WIDEST = 12
"""Columns of a gap that are told apart; wider ones, of whole lost words, count as that wide."""


def code(atom: Atom) -> int:
    """Return the number of a seen character, -1 for marks, digits and letters of other scripts."""
    if atom.sort == "unmapped":
        return MARKER
    place = symbol(atom.text) if atom.sort == "letter" else OTHER
    if place < 1:
        return OTHER
    return place - 1 + 26 * atom.text.isupper()


class Walks(NamedTuple):
    """Lines as arrays, the longest first: seen codes, kinds of gaps, numbers of atoms.

    Kinds from `FREE` + 1 on are widths in columns: 0 is tight.
    """

    seen: Ints
    kinds: Ints
    sizes: Ints


def walks_of(lines: Sequence[Observed]) -> Walks:
    """Return lines as arrays; lines of no atoms are left out."""
    usable = sorted((o for o in lines if o.atoms), key=_by_size)
    size = max((len(o.atoms) for o in usable), default=0)
    seen = np.full((len(usable), size), OTHER, np.int64)
    kinds = np.full((len(usable), size + 1), FREE, np.int64)
    for row, line in enumerate(usable):
        codes = [code(atom) for atom in line.atoms]
        columns = len(set(line.widths.values())) <= 1  # rooms in ems are no columns
        seen[row, : len(codes)] = codes
        for place, gap in enumerate(line.gaps):
            near = codes[max(0, place - 1) : place + 1]
            kinds[row, place] = _kind(
                gap if columns else gap._replace(width=None),
                near,
                ends=place in (0, len(codes)),
                last=place == len(codes),
            )
    return Walks(seen, kinds, np.array([len(o.atoms) for o in usable], np.int64))


def _by_size(line: Observed) -> tuple[int, str]:
    """Order lines by length, the longest first, then by their text."""
    return -len(line.atoms), line.line


def _kind(gap: Gap, near: Sequence[int], *, ends: bool, last: bool) -> int:
    """Return the kind of a gap between seen codes."""
    if gap.width is not None and not last:
        return FREE + 1 + min(round(gap.width), WIDEST)
    if ends:
        return FREE
    if OTHER in near:
        return FREE if gap.seen else TIGHT_MARK
    return OPEN if gap.seen else TIGHT


@dataclass(slots=True)
class Ways:
    """A channel in arrays: what each of 52 letters comes through as, how gaps show, capitals.

    `emits[x, y]` is the probability that letter x is seen as character y; `capitals[first, x]` that
    a letter is a capital, by symbol, within a word and at its beginning.
    """

    emits: Floats
    capitals: Floats
    hidden: float = 0.02
    apart: float = 0.02
    spaced: float = 0.98

    def lost(self) -> Floats:
        """Return the probability that each letter leaves nothing to be seen."""
        rest: Floats = np.maximum(1e-6, 1.0 - self.emits.sum(axis=1))
        return rest


class Expected(NamedTuple):
    """What the lines show under a channel: expected counts, and ln of their probability.

    `seen[x, y]` letters x seen as y, `lost[x]` letters lost, `capital` and `small` letters within
    words and at their beginning; `gaps` by kind (tight, open) and cause (nothing lost, letters
    lost, a blank lost).
    """

    seen: Floats
    lost: Floats
    capital: Floats
    small: Floats
    gaps: Floats
    log: float


class _Tables(NamedTuple):
    """The matrices of one round."""

    weights: Floats  # of small letters and capitals by state: (2, states)
    letters: Floats  # losing a letter: (states, states)
    all: Floats  # losing a letter or a blank
    inner: Floats  # closure over letters
    outer: Floats  # closure over letters and blanks
    gaps: dict[int, Floats]  # by kind


def expect(walks: Walks, chain: Chain, ways: Ways) -> Expected:
    """Return what lines show of their letters under a channel, summed over all ways to walk."""
    tables = _tables(chain, ways, sorted({int(k) for k in np.unique(walks.kinds)}))
    emits = _emissions(chain, ways, tables.weights)
    forward, scales = _forward(walks, chain, (tables, emits))
    return _collect(walks, chain, ways, (tables, emits, forward, scales))


def _tables(chain: Chain, ways: Ways, kinds: Sequence[int]) -> _Tables:
    """Make the matrices of one round."""
    high = ways.capitals[chain.first.astype(np.int64), chain.letter]
    weights = np.stack([1 - high, high])
    lost = ways.lost()
    place = np.maximum(chain.letter - 1, 0)
    share = weights[0] * lost[place] + weights[1] * lost[place + 26]
    letters = chain.follows * np.where(chain.letter == BLANK, 0.0, share)
    everything = chain.follows * np.where(chain.letter == BLANK, 1.0, share)
    one = np.eye(len(share))
    inner = np.asarray(np.linalg.inv(one - letters), np.float64)
    outer = np.asarray(np.linalg.inv(one - everything * (1 - 1e-4)), np.float64)
    tables = _Tables(weights, letters, everything, inner, outer, {})
    for kind in kinds:
        tables.gaps[kind] = _gap_matrix(tables, ways, kind)
    return tables


def _causes(ways: Ways, kind: int) -> tuple[float, float, float]:
    """Return how probable a kind of gap is where nothing, letters alone, or a blank was lost."""
    if kind == TIGHT:
        return 1 - ways.apart, ways.hidden, 1 - ways.spaced
    if kind == OPEN:
        return ways.apart, 1 - ways.hidden, ways.spaced
    if kind == TIGHT_MARK:
        return 1.0, ways.hidden, 1 - ways.spaced
    return 1.0, 1.0, 1.0


def _gap_matrix(tables: _Tables, ways: Ways, kind: int) -> Floats:
    """Return the matrix of a gap: from the state before it to the one behind it."""
    if kind > FREE:
        return np.linalg.matrix_power(tables.all, kind - FREE - 1)
    none, letters, blank = _causes(ways, kind)
    one = np.eye(len(tables.inner))
    return none * one + letters * (tables.inner - one) + blank * (tables.outer - tables.inner)


def _emissions(chain: Chain, ways: Ways, weights: Floats) -> Floats:
    """Return the probability of each code in each state; its letter has just been passed."""
    place = np.maximum(chain.letter - 1, 0)
    shown = weights[0] * ways.emits[place].T + weights[1] * ways.emits[place + 26].T
    return np.where(chain.letter == BLANK, 0.0, shown)


def _forward(walks: Walks, chain: Chain, made: tuple[_Tables, Floats]) -> tuple[Floats, Floats]:
    """Walk the lines from left to right; return states before each gap, and the scales."""
    tables, emits = made
    lines, size = walks.seen.shape
    states = np.zeros((size + 1, lines, len(chain.letter)))
    scales = np.ones((size + 2, lines))
    states[0, :, BLANK] = 1.0
    for place in range(size):
        live = int((walks.sizes > place).sum())
        here = _gapped(states[place, :live], walks.kinds[:live, place], tables.gaps)
        passed = here @ chain.follows
        seen = walks.seen[:live, place]
        step = passed * emits[seen]
        step[seen == OTHER] = 0.0
        step[seen == OTHER, BLANK] = (passed + here)[seen == OTHER, BLANK]
        scales[place + 1, :live] = np.maximum(step.sum(axis=1), 1e-300)
        states[place + 1, :live] = step / scales[place + 1, :live, None]
    return states, scales


def _gapped(states: Floats, kinds: Ints, gaps: dict[int, Floats]) -> Floats:
    """Return states after the gaps of several lines."""
    found = np.empty_like(states)
    for kind in np.unique(kinds):
        rows = kinds == kind
        found[rows] = states[rows] @ gaps[int(kind)]
    return found


def _collect(
    walks: Walks, chain: Chain, ways: Ways, made: tuple[_Tables, Floats, Floats, Floats]
) -> Expected:
    """Walk back and count."""
    tables, emits, states, scales = made
    lines, size = walks.seen.shape
    width = len(chain.letter)
    closing = _closing(chain)
    shown = np.zeros((CODES, width))
    pairs = {kind: np.zeros((width, width)) for kind in tables.gaps}
    behind = np.zeros((lines, width))  # probability of all that is right of a gap
    log = 0.0
    for place in range(size, -1, -1):
        ended = walks.sizes == place
        behind[ended] = closing
        live = int((walks.sizes >= place).sum())
        kinds = walks.kinds[:live, place]
        before = _before(behind[:live], kinds, tables.gaps)
        whole = np.maximum((states[place, :live] * before).sum(axis=1), 1e-300)
        log += float(np.log(whole[ended[:live]]).sum())
        scaled = behind[:live] / whole[:, None]
        for kind in np.unique(kinds):
            rows = kinds == kind
            pairs[int(kind)] += states[place, :live][rows].T @ scaled[rows]
        if place == 0:
            break
        seen = walks.seen[:live, place - 1]
        after = before / scales[place, :live, None]
        gamma = states[place, :live] * before / whole[:, None]
        np.add.at(shown, seen[seen >= 0], gamma[seen >= 0])
        weighed = emits[seen] * after
        weighed[seen == OTHER] = 0.0
        weighed[seen == OTHER, BLANK] = after[seen == OTHER, BLANK]
        back = weighed @ chain.follows.T
        back[seen == OTHER, BLANK] += after[seen == OTHER, BLANK]
        behind[:live] = back
    log += float(np.log(scales).sum())
    return _expected(chain, ways, tables, (shown, pairs, log))


def _before(behind: Floats, kinds: Ints, gaps: dict[int, Floats]) -> Floats:
    """Return the probability of all that is right of the atoms before several gaps."""
    found = np.empty_like(behind)
    for kind in np.unique(kinds):
        rows = kinds == kind
        found[rows] = behind[rows] @ gaps[int(kind)].T
    return found


def _closing(chain: Chain) -> Floats:
    """Return the probability that a line ends in each state: at a blank, or where a word ends."""
    found = chain.follows[:, BLANK].copy()
    found[BLANK] = 1.0
    return found


def _expected(
    chain: Chain, ways: Ways, tables: _Tables, found: tuple[Floats, dict[int, Floats], float]
) -> Expected:
    """Turn sums over walks into counts of letters."""
    shown, pairs, log = found
    losses, gaps = _losses(ways, tables, pairs)
    place = np.maximum(chain.letter - 1, 0)
    letter = chain.letter != BLANK
    seen = np.zeros((52, CODES))
    lost = np.zeros(52)
    capital, small = np.zeros(2), np.zeros(2)
    first = chain.first.astype(np.int64)
    for high in (0, 1):
        row = place + 26 * high
        share = tables.weights[high] * ways.emits[row].T  # (codes, states)
        total = (
            tables.weights[0] * ways.emits[place].T + tables.weights[1] * ways.emits[place + 26].T
        )
        part = np.where(letter, shown * share / np.maximum(total, 1e-300), 0.0)
        np.add.at(seen, row, part.T)
        gone = ways.lost()
        both = tables.weights[0] * gone[place] + tables.weights[1] * gone[place + 26]
        away = np.where(letter, losses * tables.weights[high] * gone[row] / both, 0.0)
        np.add.at(lost, row, away)
        np.add.at(capital if high else small, first, part.sum(axis=0) + away)
    return Expected(seen, lost, capital, small, gaps, log)


def _losses(ways: Ways, tables: _Tables, pairs: dict[int, Floats]) -> tuple[Floats, Floats]:
    """Return how often each state was reached by a loss, and what caused tight and open gaps."""
    width = len(tables.inner)
    one = np.eye(width)
    inner, outer = np.zeros((width, width)), np.zeros((width, width))
    stepped = np.zeros((width, width))
    gaps = np.zeros((2, 3))
    for kind, found in pairs.items():
        if kind > FREE:
            stepped += _steps(tables.all, found, kind - FREE - 1)
            continue
        none, letters, blank = _causes(ways, kind)
        inner += (letters - blank) * found
        outer += blank * found
        if kind in (TIGHT, OPEN):
            gaps[kind] = (
                none * np.trace(found),
                letters * float((found * (tables.inner - one)).sum()),
                blank * float((found * (tables.outer - tables.inner)).sum()),
            )
    used = tables.inner.T @ inner @ tables.inner.T + tables.outer.T @ outer @ tables.outer.T
    return (tables.letters * (used + stepped)).sum(axis=0), gaps


def _steps(loss: Floats, found: Floats, width: int) -> Floats:
    """Return the derivative of `width` losses in a row, weighed by what stands around them."""
    total = np.zeros_like(loss)
    left = found
    for step in range(width):
        right = np.linalg.matrix_power(loss.T, width - 1 - step)
        total += left @ right
        left = loss.T @ left
    return total
