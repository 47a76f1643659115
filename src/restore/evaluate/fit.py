"""Scores to probabilities: one rising curve for each kind of damage and each of its rules.

Isotonic regression by pooling adjacent violators (Ayer et al. 1955; Zadrozny and Elkan 2002): the
trials in the order of their scores are pooled into blocks until the share of right ones rises from
block to block.  A block is then pulled towards the curve of all kinds together, as if `STRENGTH`
more trials had come out as that curve says, so that a block of three right ones claims little.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from restore.compose import Edit, Proposal, disjoint
from restore.confidence import CEILING, FLOOR, Table, logistic, look_up
from restore.evaluate.cases import Trial
from restore.ledger import Evidence, Probability

COMMON = "*"
"""The kind that stands for all kinds together."""

STRENGTH = 20.0
"""Made-up trials that pull a block towards the common curve.  With twenty, a block of a hundred
right ones reaches 0.99 where the common curve says 0.95, and one of ten stays below 0.97."""

ENOUGH = 50
"""Trials a kind needs for blocks of its own; one with fewer keeps the common curve's."""

ENOUGH_FOR_RULE = 25
"""Trials a rule needs for a curve of its own: the scores of two rules of a kind mean different
things (a record's fit, a phrase that stands elsewhere), and with so many the curve says more than
the kind's."""

EVEN = 300.0
"""Trials that a kind may count for in the common curve, so that no kind outshouts the others."""

ASKED = {
    "citations": 0.94,
    "names": 0.94,
    "names/impossible-letter": CEILING,
    "names/parted-name": CEILING,
    "unmapped-glyphs/read-unseen": 0.94,
}
"""Kinds and rules that are never applied without a person, and the most they may claim: a name
changed wrongly is a person who cannot be found any more (`damage/names.py`), a citation changed
wrongly a document (`damage/citations.py`), and of a font that is not in the file nobody can see
what its glyphs look like (`evidence/unseen_fonts.py`).  Two rules of names are let off: no name is
written as what they mend, and only one fits."""

APART = frozenset({"read-glyphs", "read-unseen", "decoded", "decoded-widths"})
"""Rules that the common curve leaves out: their scores are the odds of a joint reading of a whole
paper or line, not summed weights, and say nothing about those of other rules."""

LINEWISE = frozenset({"decoded", "decoded-widths"})
"""Rules of which their kind's curve, too, knows nothing: one decoded line has twenty trials."""

BINS = 10
"""Bins of equal width for the calibration error, the number most reports use."""


class Block(NamedTuple):
    """Trials of neighbouring scores: lowest and highest score, how many were right, how many seen.

    Both counts are weighed.
    """

    low: float
    high: float
    right: float
    seen: float

    @property
    def share(self) -> float:
        """Return the share of right ones."""
        return self.right / self.seen


class Row(NamedTuple):
    """One row of the table; `right` and `seen` are those of the whole block it bounds."""

    kind: str
    score: float
    probability: float
    right: int
    seen: int


def pooled(blocks: Iterable[Block]) -> list[Block]:
    """Pool neighbouring blocks, given in the order of their scores, until their shares rise.

    >>> [b.share for b in pooled([Block(1, 1, 1, 1), Block(2, 2, 0, 1), Block(3, 3, 1, 1)])]
    [0.5, 1.0]
    """
    done: list[Block] = []
    for new in blocks:
        block = new
        while done and done[-1].share >= block.share:
            last = done.pop()
            right, seen = last.right + block.right, last.seen + block.seen
            block = Block(last.low, block.high, right, seen)
        done.append(block)
    return done


def fit(trials: Sequence[Trial]) -> list[Row]:
    """Return the table's rows: first the common curve, then the kinds in order of their names.

    Of trials that meet only the surest counts, as in a repair.  What is surest a first fit says, in
    which all count.
    """
    return _fitted(unbeaten(trials, table_of(_fitted(trials))))


def unbeaten(trials: Iterable[Trial], table: Table) -> list[Trial]:
    """Return the trials that no other of the same case and stage beats under a table."""
    groups: dict[tuple[str, int], list[Trial]] = defaultdict(list)
    for trial in trials:
        groups[trial.case, trial.stage].append(trial)
    return [trial for group in groups.values() for trial in _winners(group, table)]


def _winners(group: Sequence[Trial], table: Table) -> Iterator[Trial]:
    """Yield those of the trials of one pass that a repair would keep, in the order of the text."""
    trials = {(t.kind, t.rule, t.span, t.after): t for t in group}
    edits = []
    for trial in group:
        proposal = Proposal(
            damage=trial.kind,
            rule=trial.rule,
            span=trial.span,
            after=trial.after,
            evidence=(Evidence("score", "", trial.score),),
        )
        value = Probability(look_up(table, trial.group, trial.score))
        edits.append(Edit(proposal, value, "leave"))
    for edit in disjoint(edits):
        kept = edit.proposal
        yield trials[kept.damage, kept.rule, kept.span, kept.after]


def _fitted(trials: Sequence[Trial]) -> list[Row]:
    """Return the rows fitted on all these trials."""
    kinds: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        kinds[trial.kind].append(trial)
    weights = {kind: min(1.0, EVEN / len(of_kind)) for kind, of_kind in kinds.items()}
    summed = [t for t in trials if t.rule not in APART] or trials
    common = pooled(_singles(summed, weights))
    # Two made-up trials, one of them wrong: Laplace's rule, for want of anything to lean on.
    rows = _rows(COMMON, common, [(b.right + 1) / (b.seen + 2) for b in common])
    shared = table_of(rows)
    for kind in sorted(kinds):
        whole = [t for t in kinds[kind] if t.rule not in LINEWISE] or kinds[kind]
        of_kind = _curve_rows(kind, whole, common, shared)
        rows += [*of_kind, *_rule_rows(kinds[kind], table_of(of_kind))]
    return rows


def _rule_rows(trials: Sequence[Trial], of_kind: Table) -> Iterator[Row]:
    """Yield the rows of a kind's rules that have trials enough, pulled towards the kind's."""
    rules: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        rules[trial.group].append(trial)
    parent = next(iter(of_kind))
    for name in sorted(rules):
        if len(rules) > 1 and len(rules[name]) >= ENOUGH_FOR_RULE:
            yield from _curve_rows(name, rules[name], (), {COMMON: of_kind[parent]})


def _curve_rows(
    kind: str, trials: Sequence[Trial], common: Sequence[Block], shared: Table
) -> list[Row]:
    """Return the rows of one kind or rule, pulled towards the curve it shares with others.

    `common` are the blocks that trials too few for blocks of their own are counted in.
    """
    if len(trials) >= ENOUGH or not common:
        blocks = pooled(_singles(trials, {}))
    else:
        blocks = list(_counted(trials, common))
    values = [
        (b.right + STRENGTH * look_up(shared, COMMON, (b.low + b.high) / 2)) / (b.seen + STRENGTH)
        for b in blocks
    ]
    return _rows(kind, blocks, values)


def _singles(trials: Iterable[Trial], weights: dict[str, float]) -> Iterator[Block]:
    """Yield one block for each score, to a tenth of a nat, lowest first."""
    counts: dict[float, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for trial in trials:
        weight = weights.get(trial.kind, 1.0)
        counts[round(trial.score, 1)][0] += weight * trial.right
        counts[round(trial.score, 1)][1] += weight
    for score in sorted(counts):
        yield Block(score, score, *counts[score])


def _counted(trials: Sequence[Trial], blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks with the bounds of others and the counts of these trials."""
    for place, block in enumerate(blocks):
        last = place + 1 == len(blocks)
        inside = [
            t.right
            for t in trials
            if (place == 0 or t.score >= block.low) and (last or t.score < blocks[place + 1].low)
        ]
        yield Block(block.low, block.high, sum(inside), len(inside))


def _rows(kind: str, blocks: Sequence[Block], values: Sequence[float]) -> list[Row]:
    """Return a row for either bound of each block, with probabilities that rise within bounds."""
    top = min(CEILING, ASKED.get(kind, ASKED.get(kind.partition("/")[0], CEILING)))
    weighed = [
        Block(place, place, value * (b.seen + STRENGTH), b.seen + STRENGTH)
        for place, (b, value) in enumerate(zip(blocks, values, strict=True))
    ]
    rows: list[Row] = []
    for level in pooled(weighed):
        value = round(min(top, max(FLOOR, level.share)), 4)
        for block in blocks[int(level.low) : int(level.high) + 1]:
            rows += [
                Row(kind, score, _untested(value, score) if open_ended else value, *counts)
                for score, counts, open_ended in _bounds(block, lowest=not rows)
            ]
    return rows


def _bounds(block: Block, *, lowest: bool) -> Iterator[tuple[float, tuple[int, int], bool]]:
    """Yield the scores a block has rows for, its counts, and whether nothing wrong was seen below.

    A curve whose lowest block has only right ones has never seen where it fails.
    """
    counts = round(block.right), round(block.seen)
    open_ended = lowest and block.right == block.seen
    between = range(math.ceil(block.low), math.floor(block.high) + 1) if open_ended else ()
    for score in sorted({block.low, *map(float, between), block.high}):
        yield score, counts, open_ended


def _untested(value: float, score: float) -> float:
    """Return what a block that saw nothing wrong may claim: no more than its evidence says."""
    return round(max(FLOOR, min(value, logistic(score))), 4)


def table_of(rows: Iterable[Row]) -> Table:
    """Return rows as the table that probabilities are looked up in."""
    pairs: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        pairs[row.kind].append((row.score, row.probability))
    return {
        kind: (tuple(s for s, _ in of_kind), tuple(p for _, p in of_kind))
        for kind, of_kind in pairs.items()
    }


class Forecast(NamedTuple):
    """A trial with the probability that a table gave it that had not seen its case."""

    trial: Trial
    probability: float


def held_back(trials: Sequence[Trial]) -> list[Forecast]:
    """Return every trial with the probability of a table fitted on the other half of the cases."""
    names = {name: place % 2 for place, name in enumerate(sorted({t.case for t in trials}))}
    found = []
    for half in (0, 1):
        table = table_of(fit([t for t in trials if names[t.case] != half]))
        judged = unbeaten((t for t in trials if names[t.case] == half), table)
        found += [Forecast(t, look_up(table, t.group, t.score)) for t in judged]
    return found


class Check(NamedTuple):
    """How a group of forecasts came out: how many, the share of right ones, errors of calibration.

    `ece` is the expected calibration error (Naeini et al. 2015), `brier` the mean squared error.
    """

    kind: str
    tier: str
    seen: int
    share: float
    ece: float
    brier: float


def checked(forecasts: Sequence[Forecast], tier: Callable[[float], str]) -> list[Check]:
    """Return the checks of each kind and of all together, by tier and for all tiers."""
    groups: dict[tuple[str, str], list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        for kind in (forecast.trial.kind, COMMON):
            groups[kind, tier(forecast.probability)].append(forecast)
            groups[kind, "all"].append(forecast)
    return [_check(*key, groups[key]) for key in sorted(groups)]


def _check(kind: str, tier: str, group: Sequence[Forecast]) -> Check:
    """Return the check of one group."""
    bins: dict[int, list[Forecast]] = defaultdict(list)
    for forecast in group:
        bins[min(BINS - 1, int(forecast.probability * BINS))].append(forecast)
    off = sum(abs(sum(f.trial.right - f.probability for f in b)) for b in bins.values())
    squares = sum((f.trial.right - f.probability) ** 2 for f in group)
    right = sum(f.trial.right for f in group)
    size = len(group)
    return Check(kind, tier, size, right / size, off / size, squares / size)


def written(rows: Iterable[Row], checks: Iterable[Check], *, seed: int, digest: str) -> str:
    """Return the table as `confidence.tsv` has it: first how it was made, then its rows."""
    lines = [
        "# What share of corrections with such a score (nats of summed evidence) was right.",
        "# PROVISIONAL: fitted by `make calibrate` on damage made with known truth, not on papers.",
        f"# Seed {seed}; SHA-256 of the made cases {digest}.",
        f"# Isotonic blocks, pulled towards the common curve by {STRENGTH:g} trials; see",
        "# evaluate/fit.py.  Either bound of a block has a row; right and seen are the block's.",
        "# Checked on held-back halves: kind, tier, corrections, share right, ECE, Brier score.",
        *(
            f"#= {c.kind}\t{c.tier}\t{c.seen}\t{c.share:.4f}\t{c.ece:.4f}\t{c.brier:.4f}"
            for c in checks
        ),
        "# Columns: kind, score, probability, right, seen.",
        *(f"{r.kind}\t{r.score:g}\t{r.probability:g}\t{r.right}\t{r.seen}" for r in rows),
    ]
    return "\n".join(lines) + "\n"
