"""How a label, an archive's name or a number of a citation is misread: which letters look alike.

Distances are counted in confusions: 1 for one letter or run taken for another that it resembles,
`OTHER` for any other letter that is exchanged, lost or stray.
"""

from __future__ import annotations

from functools import lru_cache

import regex

ALIKE = (
    *("il1|I!j", "oO0Q", "ceo", "sS5", "bB8", "zZ2", "gq9", "rt", "tf", "fF", "EF", "FP", "PR"),
    *(
        "VUY",
        "AR",
        "A4",
        "nu",
        "hb",
        "iu",
        "GC6",
        "HN",
        "MN",
        "KX",
        "dD",
        "TI",
        "ao",
        "ae",
        "DO",
        "vy",
    ),
)
"""Groups of letters of print that are taken for each other: those of any table of OCR errors, and
capitals that part in one stroke (E and F, P and R), which a worn type or a weak copy loses."""

RUNS = (
    *(("rn", "m"), ("cl", "d"), ("c1", "d"), ("li", "h"), ("1i", "h"), ("ii", "u"), ("11", "ll")),
    *(
        ("NI", "Jo"),
        ("NI", "M"),
        ("NI", "Nl"),
        ("RG", "KG"),
        ("I\\", "N"),
        ("VV", "W"),
        ("vv", "w"),
    ),
    *(
        ("II", "ll"),
        ("II", "H"),
        ("Il", "ll"),
        ("lI", "ll"),
        ("1l", "ll"),
        ("l1", "ll"),
        ("Io", "lo"),
    ),
)
"""Runs of letters that are taken for each other, as (one, other)."""

OTHER = 2.5
"""What a letter that resembles nothing costs: as much as two confusions and a half, so that
a word with two strange letters is another word."""

DIGITS = dict(zip("OoQlIi|!ZzSsBbGgq", "00011111225586699", strict=True))
"""What digit a letter in a number is most often misread from."""

OTHERWISE = {"S": "8", "s": "8", "B": "3", "I": "7", "l": "7", "Z": "7"}
"""The next best digit, shown as the alternative."""


@lru_cache(maxsize=1 << 14)
def confusions(seen: str, meant: str, *, limit: float = 4.0) -> float:
    """Return how many confusions part two spellings, or infinity above a limit.

    >>> confusions("De1o", "Delo"), confusions("Opus", "Opis"), confusions("RGAJo", "RGANI")
    (1.0, 1.0, 1.0)
    >>> confusions("File", "Delo")
    inf
    """
    if abs(len(seen) - len(meant)) > 2:
        return float("inf")
    row = [[float("inf")] * (len(meant) + 1) for _ in range(len(seen) + 1)]
    row[0][0] = 0.0
    for i in range(len(seen) + 1):
        for j in range(len(meant) + 1):
            here = row[i][j]
            if here <= limit:
                for di, dj, cost in _steps(seen[i : i + 2], meant[j : j + 2]):
                    row[i + di][j + dj] = min(row[i + di][j + dj], here + cost)
    total = row[-1][-1]
    return total if total <= limit else float("inf")


def _steps(seen: str, meant: str) -> list[tuple[int, int, float]]:
    """Return the ways to go on: letters used of either spelling, and the cost."""
    steps = [(1, 0, OTHER)] if seen else []
    steps += [(0, 1, OTHER)] if meant else []
    if seen and meant:
        one, other = seen[0], meant[0]
        alike = one != other and any(one in group and other in group for group in ALIKE)
        steps.append((1, 1, 0.0 if one == other else 1.0 if alike else OTHER))
        for a, b in RUNS:
            for left, right in ((a, b), (b, a)):
                if seen.startswith(left) and meant.startswith(right):
                    steps.append((len(left), len(right), 1.0))
    return steps


NUMBER_RE = regex.compile(
    r"(?:(?<![\p{L}\d/.])(?:"
    r"[OoQlI|SBZ](?=\d)[\dOolI|SBZ]{1,6}"  # O102, l5: nothing but figures after it
    r"|\d{1,5}[OolI|SsBZz](?=[OolI|]{0,2}\d)[\dOolI|SsBZz]{1,5}"  # 1O2, 8S4
    r"|\d{1,5}[OSZ|])"  # 41O, 8S: no letter that counts files or leaves
    r"|(?<![\p{L}\d/.\-])[SOolI|])"  # a letter alone
    r"(?!\p{L}\p{L}|\p{L}\d|\d|\p{Lu})"
)
"""A number with letters in it that are misread figures.  Not among them: `R-5446` and `1-B`, which
number fonds, `12a`, `5b`, `57ob`, `74s`, which are files and leaves put in later."""


def figures(value: str) -> tuple[str, str]:
    """Return a number with its letters read as figures, and the next best reading or nothing.

    >>> figures("O102"), figures("8S"), figures("R-5446"), figures("57ob")
    (('0102', ''), ('85', '88'), ('R-5446', ''), ('57ob', ''))
    """
    best = NUMBER_RE.sub(_first, value)
    other = NUMBER_RE.sub(_second, value)
    return best, other if other != best else ""


def _first(match: regex.Match[str]) -> str:
    """Return a misread number in figures."""
    return "".join(DIGITS.get(c, c) for c in match.group())


def _second(match: regex.Match[str]) -> str:
    """Return a misread number in the next best figures."""
    return "".join(OTHERWISE.get(c, DIGITS.get(c, c)) for c in match.group())
