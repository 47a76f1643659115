"""How likely a line is as noise: letters drawn at random, as often as the line itself shows them.

Each letter is priced by how often it has come so far, each gap by how often one has shown
(Krichevsky and Trofimov 1981), so that nothing has to be known beforehand.  Figures and marks are
left out, here as in readings.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from restore.decode.lattice_line import Line
from restore.decode.model import Observed

ENOUGH = 400
"""Letters from which a zone shows whether they follow each other by any rule."""

WORTHLESS = -0.07
"""Nats by which knowing the letter before makes the next likelier, below which letters come by no
rule.  Measured on pieces of 400 letters: 0.01 and up for titles and sentences that lost letters in
five ways, -0.11 and less for letters at random, evenly or as often as in English, and for signs of
formulas at random."""

FIGURES = 0.2
"""Share of letters among the atoms of a zone below which it is a table or figures: nothing that
words explain.  Titles and sentences that lost letters in five ways keep 0.5 and more."""

TRUST = 4.0
"""Letters seen after another that weigh as much as those seen anywhere."""

KINDS = 52
"""Letters noise draws from: small ones and capitals."""


def noise(line: Line) -> float:
    """Return ln of the probability of a line's letters and gaps as noise."""
    letters: Counter[str] = Counter()
    gaps: Counter[bool] = Counter()
    total = 0.0
    for place in range(line.size):
        if line.sort(place) != "letter":
            continue
        letter = line.text(place)
        total += math.log((letters[letter] + 0.5) / (letters.total() + KINDS / 2))
        letters[letter] += 1
        if place and line.sort(place - 1) == "letter":
            shown = line.shown(place)
            total += math.log((gaps[shown] + 0.5) / (gaps.total() + 1))
            gaps[shown] += 1
            if shown and not math.isnan(line.room[place]):
                total -= line.free
    return total


def is_noise(lines: Sequence[Observed]) -> bool:
    """Tell whether lines are mere figures, or their letters follow by no rule, as in no language.

    What is left of a text repeats itself, whatever letters it lost; that takes no word to see.
    Few letters show nothing: then it is not noise.  Pieces of some 400 letters are looked at, each
    by itself: what is learned at first costs the same however many follow, and would be forgotten.
    """
    sorts = Counter(atom.sort for line in lines for atom in line.atoms)
    if not sorts["letter"] + sorts["unmapped"]:
        return True
    if sorts.total() >= ENOUGH and sorts["letter"] + sorts["unmapped"] < FIGURES * sorts.total():
        return True
    told = [_following(piece) for piece in _pieces(lines)]
    whole = [(worth, letters) for worth, letters in told if letters >= ENOUGH]
    return sum(w for w, _ in whole) < WORTHLESS * sum(n for _, n in whole)


def _pieces(lines: Sequence[Observed]) -> Iterator[list[Observed]]:
    """Yield lines in pieces that have enough letters, but for the last."""
    piece: list[Observed] = []
    size = 0
    for line in lines:
        piece.append(line)
        size += max(0, len(line.atoms) - 1)
        if size >= ENOUGH:
            yield piece
            piece, size = [], 0
    yield piece


def _following(lines: Sequence[Observed]) -> tuple[float, int]:
    """Return what knowing the letter before is worth in nats, over so many letters.

    Each is priced by what came before it in the lines, after that letter and anywhere; marks count
    as letters, and figures as one.
    """
    anywhere: Counter[str] = Counter()
    after: defaultdict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    worth, letters, total = 0.0, 0, 0
    for line in lines:
        before = ""
        for atom, gap in zip(line.atoms, line.gaps, strict=False):
            letter = "0" if atom.sort == "digit" else atom.text
            if before:
                share = (anywhere[letter] + 0.5) / (total + KINDS / 2)
                seen = after[before, bool(gap.seen)]
                told = (seen[letter] + TRUST * share) / (seen.total() + TRUST)
                worth += math.log(told / share)
                seen[letter] += 1
                anywhere[letter] += 1
                letters, total = letters + 1, total + 1
            before = letter
    return worth, letters
