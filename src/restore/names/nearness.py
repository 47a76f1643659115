"""How far a spelling lies from a name, in letters, where a usual misreading is a small step.

One alignment (Needleman and Wunsch 1970), with steps over runs of up to three letters.  It is
asked about few pairs: whoever asks has looked candidates up by their keys first.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from restore.align import edit_distance
from restore.names.confusions import ALIKE, RUNS, is_lost, plain

MISREAD = 0.3
"""A usual misreading.  Three of them in one name cost less than one letter that nothing explains:
an OCR that confuses two letters does so again and again."""

JOINT = 0.1
"""A blank, dot or hyphen more or less between the parts of a name, or one for another."""

SWALLOWED = 0.35
"""A lost letter of which a blank or a dot is left."""

MARKED = 0.1
"""A lost letter of which a sign is left; a second one behind the same sign is a whole step less."""

AGAIN = 0.5
"""A second letter lost at the same sign or blank, or a sign behind which no letter was lost."""

FAR = 9.0
"""What is returned for spellings too far apart to be aligned."""

JOINTS = " .-–‐"

Rows = list[list[float]]
Runs = tuple[tuple[str, str], ...]


@cache
def _misreadings() -> frozenset[tuple[str, str]]:
    """Return all pairs (seen, true) of letters and runs that are taken for each other."""
    singles = {(a, b) for group in ALIKE for a in group for b in group if a != b}
    runs = {pair for one, other in RUNS for pair in ((one, other), (other, one))}
    return frozenset(singles | runs)


@lru_cache(maxsize=1 << 15)
def steps(seen: str, true: str) -> float:
    """Return how far a spelling lies from a name; 0 for the same letters.

    >>> steps("Fcdorenko", "Fedorenko"), steps("Pak Hun-II", "Pak Hun-il")
    (0.3, 0.3)
    >>> steps("Petrov", "Perov"), steps("KimIl Sung", "Kim Il-sung")
    (1.0, 0.2)
    """
    one, other = _parted(plain(seen), plain(true))
    if abs(len(one) - len(other)) > 5:
        return FAR
    return round(_aligned(one, other), 3)


def _parted(one: str, other: str) -> tuple[str, str]:
    """Return two spellings without the letters they open and end with alike, but one of each.

    That one stays because a misreading may take it in (`cl` for `d`).
    """
    size = min(len(one), len(other))
    head = next((i for i in range(size) if one[i] != other[i]), size)
    tail = next((i for i in range(size - head) if one[-1 - i] != other[-1 - i]), size - head)
    head, tail = max(0, head - 1), max(0, tail - 1)
    return one[head : len(one) - tail], other[head : len(other) - tail]


def is_explained(seen: str, true: str) -> bool:
    """Tell whether a name accounts for all that is seen: each sound letter stands in it, in order.

    Only at signs, figures, stops and blanks may it have something else.

    >>> is_explained("K0nst\ufffdntin", "Konstantin"), is_explained("K0nstentin", "Konstantin")
    (True, False)
    """
    pattern = "[ -]?".join(_expected(letter) for letter in plain(seen))
    return re.fullmatch(pattern, plain(true)) is not None


def _expected(letter: str) -> str:
    """Return a pattern for what may truly stand where a character is seen."""
    if is_lost(letter):
        return r"\w{0,2}"
    if letter in " .":
        return r"[ .-]?\w{0,2}"
    if letter in "0123456789|!":
        like = {true for one, true in _misreadings() if one == letter and true.isalpha()}
        return f"[{''.join(sorted(like))}]" if like else "(?!)"
    return "[ -]?" if letter in JOINTS else re.escape(letter)


def within(seen: str, true: str, most: int) -> bool:
    """Tell whether two spellings lie within so many plain edits of each other (a quick check)."""
    return abs(len(seen) - len(true)) <= most and edit_distance(plain(seen), plain(true)) <= most


def is_misreading(one: str, other: str) -> bool:
    """Tell whether nothing but usual misreadings parts two different spellings.

    >>> is_misreading("Kirn", "Kim"), is_misreading("Petrov", "Perov")
    (True, False)
    """
    return 0 < steps(one, other) < 1


def _aligned(seen: str, true: str) -> float:
    """Return the cost of the cheapest alignment, row by row of what is seen.

    Arriving at a cell, one letter is kept or changed, lost, or stray, or a run is read as another.
    """
    stray = [_stray(letter) for letter in seen]
    rows: Rows = []
    for i in range(len(seen) + 1):
        before, letter = (rows[-1], seen[i - 1]) if i else ([], "")
        row: list[float] = []
        for j in range(len(true) + 1):
            best = FAR if i or j else 0.0
            if i:
                best = min(best, before[j] + stray[i - 1])
            if j:
                best = min(best, row[-1] + _missing(true[j - 1], letter))
            if i and j:
                best = min(best, before[j - 1] + _change(letter, true[j - 1]))
                runs = _endings().get((letter, true[j - 1]))
                best = min(best, _run(rows, seen[:i], true[:j], runs)) if runs else best
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@lru_cache(maxsize=1 << 12)
def _stray(letter: str) -> float:
    """Return what a character that stands for nothing costs."""
    if letter in JOINTS:
        return JOINT
    return AGAIN if is_lost(letter) else 1.0


@lru_cache(maxsize=1 << 14)
def _missing(letter: str, beside: str) -> float:
    """Return what a letter that is not seen costs; `beside` is what stands where it was."""
    if letter in JOINTS:
        return JOINT
    return AGAIN if beside and (is_lost(beside) or beside in JOINTS) else 1.0


@lru_cache(maxsize=1 << 14)
def _change(seen: str, true: str) -> float:
    """Return what one character seen for another costs."""
    if seen == true:
        return 0.0
    if seen in JOINTS:
        return JOINT if true in JOINTS else SWALLOWED
    if is_lost(seen):
        return 1.0 if true in JOINTS else MARKED
    return MISREAD if (seen, true) in _misreadings() else 1.0


def _run(rows: Rows, seen: str, true: str, runs: Runs) -> float:
    """Return the best cost of arriving here by a run of letters read as another run."""
    best = FAR
    for many, few in runs:
        if seen.endswith(many) and true.endswith(few):
            best = min(best, rows[len(seen) - len(many)][len(true) - len(few)] + MISREAD)
    return best


@cache
def _endings() -> dict[tuple[str, str], Runs]:
    """Return the misread runs (seen, true) by the letters both end with."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for seen, true in sorted(_misreadings()):
        if len(seen) + len(true) > 2:
            found.setdefault((seen[-1], true[-1]), []).append((seen, true))
    return {key: tuple(pairs) for key, pairs in found.items()}
