"""Doubles of a glyph lend their letter; what merely resembles it does not."""

from __future__ import annotations

import numpy as np
import pytest

from restore.evidence.donors import differing, donated
from restore.specimens import PER_EM, Specimen


def drawn(*strokes: tuple[int, int, int, int], at: tuple[int, int] = (4, 0)) -> Specimen:
    """Return a specimen of strokes (top, left, bottom, right) in pixels, `at` right and up."""
    ink = np.zeros((70, 50), dtype=np.uint8)
    for top, left, bottom, right in strokes:
        ink[top:bottom, left:right] = 255
    rows, columns = np.nonzero(ink)
    cut = ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    x, y = at[0] / PER_EM, at[1] / PER_EM
    box = (x, y, x + cut.shape[1] / PER_EM, y + cut.shape[0] / PER_EM)
    return Specimen(cut, box)


STEM = (0, 10, 60, 18)
L = drawn(STEM)
N = drawn(STEM, (10, 18, 18, 30), (10, 30, 60, 38))
DOTTED = drawn((15, 10, 60, 18), (0, 10, 8, 18))
DOTLESS = drawn((15, 10, 60, 18))


@pytest.mark.parametrize(
    "other",
    [
        N,
        DOTTED,
        drawn(STEM, at=(9, 0)),  # the same stroke with another bearing
        drawn(STEM, at=(4, -9)),  # or lower
        drawn((0, 10, 60, 20)),  # or bolder
        drawn((0, 10, 66, 18)),  # or longer
    ],
)
def test_what_only_resembles_it_is_no_double(other: Specimen) -> None:
    assert donated({(1, 7): L}, {(2, 9): (other, "x")}) == {}


def test_an_accent_is_seen() -> None:
    assert donated({(1, 1): DOTLESS}, {(2, 2): (DOTTED, "i")}) == {}


def test_doubles_with_different_letters_give_nothing() -> None:
    assert donated({(1, 1): L}, {(2, 1): (L, "l"), (3, 1): (L, "I")}) == {}


def test_nothing_comes_from_nothing() -> None:
    assert donated({}, {(2, 1): (L, "l")}) == {}
    assert donated({(1, 1): L}, {}) == {}


def test_a_double_lends_its_letter() -> None:
    known = {(2, 1): (N, "n"), (2, 2): (L, "l"), (3, 2): (L, "l")}
    found = donated({(1, 1): N, (1, 2): L}, known)
    assert {symbol: text for symbol, (text, _) in found.items()} == {(1, 1): "n", (1, 2): "l"}
    assert all(weight == 6 for _, weight in found.values())


def test_the_fringe_of_a_drawing_may_differ() -> None:
    ink = N.ink.copy()
    ink[0, :] //= 2
    assert 0 < differing(N, Specimen(ink, N.box)) < 0.02
    assert donated({1: Specimen(ink, N.box)}, {2: (N, "n")}) == {1: ("n", 6.0)}


def test_a_drawing_a_pixel_larger_is_compared_in_place() -> None:
    ink = np.pad(N.ink, ((0, 1), (0, 0)), constant_values=30)
    x0, y0, x1, y1 = N.box
    assert differing(N, Specimen(ink, (x0, y0 - 1 / PER_EM, x1, y1))) < 0.02
