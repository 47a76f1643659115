"""How wide a glyph is: which letters a code can be by its advance, where metrics are known.

Fonts that stand in for others are drawn with their widths (Liberation Sans for Arial), so the
widths of a font that is not embedded are known all the same.  Widths alone settle little: they
leave about six letters a code, and say which letters a code cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

EXACT = 0.0015
"""Ems within which an advance in thousandths fits: 5.8 candidates a code among 70 characters,
measured over 18 Latin families."""

ROUNDED = 0.006
"""Ems where a producer has rounded the widths to hundredths: 6.5 candidates a code."""

_FITTING = 0.9  # of the advances; the rest are glyphs that the table does not have
_FITTING_UNNAMED = 12  # different advances that must all fit where the name says nothing: one fits
# a face by chance with 0.15 at most (40 widths of 0.003 em between 0.2 and 1 em), 12 with 1e-10
# Characters that a face is known by: the more there are, the more advances fit it by chance.
_PLAIN = (*map(chr, range(0x20, 0x7F)), *"‘’“”–—ﬁﬂ")
_BOLD = re.compile(r"bold|black|heavy|demi")
_ITALIC = re.compile(r"italic|oblique")


class Face(NamedTuple):
    """The widths of a face in ems by character, the names it goes by, and its style."""

    names: tuple[str, ...]
    bold: bool
    italic: bool
    widths: Mapping[str, float]


@cache
def faces() -> tuple[Face, ...]:
    """Return the faces whose widths are known (`data/widths.tsv`), most common family first."""
    text = (files("restore") / "data" / "widths.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    characters = [chr(int(code, 16)) for code in rows[0][3:]]
    return tuple(_face(row, characters) for row in rows[1:])


def _face(row: list[str], characters: list[str]) -> Face:
    units = int(row[2])
    pairs = zip(characters, row[3:], strict=True)
    style = row[1].lower()
    return Face(
        names=tuple(row[0].split()),
        bold="bold" in style,
        italic="italic" in style,
        widths={character: int(width) / units for character, width in pairs if width},
    )


def tolerance_of(advances: Iterable[float]) -> float:
    """Return within how many ems advances can be compared: coarsely if they are all hundredths.

    >>> tolerance_of([0.556, 0.278, 0.5]), tolerance_of([0.56, 0.28, 0.5, 0.33, 0.61, 0.72])
    (0.0015, 0.006)
    """
    seen = set(advances)
    hundredths = all(abs(width * 100 - round(width * 100)) < 1e-6 for width in seen)
    return ROUNDED if hundredths and len(seen) >= 6 else EXACT


def twin(name: str, advances: Iterable[float]) -> Face | None:
    """Return the face that has a font's metrics, None where none is known.

    `name` is the font's name without a subset prefix, `advances` those seen of it in ems.  A name
    alone proves nothing: nine in ten of the advances have to be widths of the face, and all if some
    other face has all.  Without a name a face has to have all of at least twelve different ones,
    and no other may.
    """
    seen = {advance for advance in advances if advance > 0}
    tolerance = tolerance_of(seen)
    shares = [(face, _fitting(face, seen, tolerance)) for face in faces()]
    called = [(face, share) for face, share in shares if _is_called(face, name)]
    whole = [face for face, share in shares if share == 1]
    if called and seen:
        face, share = max(called, key=lambda pair: (pair[1], _has_style(pair[0], name)))
        return face if share >= (1 if whole else _FITTING) else None
    return whole[0] if len(whole) == 1 and len(seen) >= _FITTING_UNNAMED else None


def _fitting(face: Face, seen: set[float], tolerance: float) -> float:
    """Return the share of the advances that are widths of the face."""
    widths = {face.widths[character] for character in _PLAIN if character in face.widths}
    fits = sum(any(abs(width - advance) <= tolerance for width in widths) for advance in seen)
    return fits / len(seen) if seen else 0.0


def _is_called(face: Face, name: str) -> bool:
    """Tell whether a name is of the face's family: Arial-BoldMT is, Arial Black is not."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    rest = r"(ps)?(mt)?(std|pro|lt|ltstd)?(roman|regular|bold|italic|oblique|boldital|medium|book)*"
    return any(re.fullmatch(f"{own}{rest}(ic)?(mt)?", plain) for own in face.names)


def _has_style(face: Face, name: str) -> bool:
    plain = name.lower()
    return (face.bold, face.italic) == (bool(_BOLD.search(plain)), bool(_ITALIC.search(plain)))


def by_widths(
    advances: Mapping[int, float], metrics: Mapping[str, float], *, tolerance: float = EXACT
) -> dict[int, dict[str, float]]:
    """Return which characters each code can be by its advance, with how well each fits.

    `advances` are in ems by code, `metrics` the widths in ems by character.  The fit is 0 nats for
    the very width and -2 at the edge of the tolerance (two standard deviations).  A code whose
    advance no character has is left out: then the metrics are not those of the glyph.

    >>> by_widths({1: 0.556, 2: 0.9}, {"a": 0.556, "b": 0.5565, "i": 0.222})
    {1: {'a': 0.0, 'b': -0.22}}
    """
    found = {code: _candidates(advance, metrics, tolerance) for code, advance in advances.items()}
    return {code: candidates for code, candidates in found.items() if candidates}


def _candidates(advance: float, metrics: Mapping[str, float], tolerance: float) -> dict[str, float]:
    near = {c: abs(width - advance) for c, width in metrics.items()}
    return {
        character: round(-2 * (distance / tolerance) ** 2, 2) + 0.0
        for character, distance in near.items()
        if distance <= tolerance + 1e-9
    }


def agreeing(
    texts: Mapping[int, str], advances: Mapping[int, float], metrics: Mapping[str, float]
) -> float:
    """Return the share of readings whose widths are those of their codes, 0 where none is known.

    For a rule that reads many codes at once (the order of glyphs, a distance): if it is wrong, few
    fit.  `advances` are in ems by code, `metrics` the widths of the twin.

    >>> agreeing({1: "a", 2: "i", 3: "m"}, {1: 0.556, 2: 0.556, 9: 0.5}, {"a": 0.556, "i": 0.222})
    0.5
    """
    tolerance = tolerance_of(advances.values())
    fits = [
        abs(metrics[text] - advances[code]) <= tolerance
        for code, text in texts.items()
        if text in metrics and code in advances
    ]
    return sum(fits) / len(fits) if fits else 0.0
