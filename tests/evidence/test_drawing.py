"""The path drawn of a glyph covers its ink, leaves its holes, and stays short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from restore.evidence.drawing import MOST, path_of
from restore.specimens import PER_EM, Specimen

Shape = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.bool_]]
SIZE = 60
FINE = 8


def drawn(shape: Shape, *, x0: float = 0.1, top: float = 0.6) -> Specimen:
    """A shape over a unit square, inked as a renderer does: by how much of a pixel it covers."""
    y, x = (np.indices((SIZE * FINE, SIZE * FINE)) + 0.5) / (SIZE * FINE)
    covered = shape(x, y).reshape(SIZE, FINE, SIZE, FINE).mean(axis=(1, 3))
    ink = np.rint(255 * covered).astype(np.uint8)
    wide = SIZE / PER_EM
    return Specimen(ink, (x0, top - wide, x0 + wide, top))


def disc(x, y, radius=0.45):
    return (x - 0.5) ** 2 + (y - 0.5) ** 2 < radius**2


def ring(x, y):
    return disc(x, y) & ~disc(x, y, 0.3)


def target(x, y):
    return ring(x, y) | disc(x, y, 0.15)


def stem(x, y):
    return (x > 0.2) & (x < 0.5) & (y > 0.1) & (y < 0.9)


def corners_touching(x, y):
    return ((x > 0.1) & (x < 0.5) & (y > 0.1) & (y < 0.5)) | (
        (x >= 0.5) & (x < 0.9) & (y >= 0.5) & (y < 0.9)
    )


def hairline(x, y):
    return np.abs(x - y) < 0.004  # a quarter of a pixel


def accented(x, y):
    return disc(x, y, 0.2) | ((np.abs(x - 0.5) < 0.1) & (y > 0.05) & (y < 0.12))


SHAPES = [disc, ring, target, stem, corners_touching, accented]


def contours(path: str) -> Iterator[list[tuple[int, int]]]:
    """Read a path back; it must be of the form that is promised."""
    assert re.fullmatch(r"(?:M-?\d+[ -]\d+l[-\d ]+z)*", path)
    for piece in path.split("z")[:-1]:
        numbers = [int(n) for n in re.findall(r"-?\d+", piece)]
        steps = np.array(numbers).reshape(-1, 2)
        yield [(int(x), int(y)) for x, y in np.cumsum(steps, axis=0)]


def windings(path: str, x: float, y: float) -> tuple[int, int]:
    """How often the contours go round a point (nonzero), and how many edges lie right of it."""
    round_it = crossed = 0
    for contour in contours(path):
        for (xa, ya), (xb, yb) in zip(contour, [*contour[1:], contour[0]], strict=True):
            if (ya > y) != (yb > y) and x < xa + (y - ya) / (yb - ya) * (xb - xa):
                round_it += 1 if yb > ya else -1
                crossed += 1
    return round_it, crossed


@pytest.mark.parametrize("shape", SHAPES)
def test_the_path_covers_the_ink_under_both_rules(shape: Shape) -> None:
    specimen = drawn(shape)
    path = path_of(specimen)
    x0, _, x1, y1 = specimen.box
    unit = (x1 - x0) / SIZE * 1000
    for row in range(0, SIZE, 3):
        for column in range(0, SIZE, 3):
            near = specimen.ink[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2]
            if near.min() != near.max():
                continue  # an edge: which side the middle of this pixel is on may differ
            winding, crossed = windings(
                path, x0 * 1000 + (column + 0.5) * unit, -y1 * 1000 + (row + 0.5) * unit
            )
            inked = bool(specimen.ink[row, column])
            assert (winding != 0, crossed % 2 == 1) == (inked, inked)


def test_edges_are_finer_than_pixels() -> None:
    path = path_of(drawn(stem))
    (points,) = contours(path)
    xs, ys = zip(*points, strict=True)
    wide = SIZE / PER_EM * 1000
    assert min(xs) == pytest.approx(100 + 0.2 * wide, abs=2)
    assert max(xs) == pytest.approx(100 + 0.5 * wide, abs=2)
    assert min(ys) == pytest.approx(-600 + 0.1 * wide, abs=2)
    assert max(ys) == pytest.approx(-600 + 0.9 * wide, abs=2)


def test_the_baseline_is_at_nought_and_y_runs_downwards() -> None:
    below = path_of(drawn(stem, top=0.0))
    assert all(y > 0 for contour in contours(below) for _, y in contour)
    assert all(y < 0 for contour in contours(path_of(drawn(stem, top=0.9))) for _, y in contour)


def test_a_hole_runs_the_other_way_round() -> None:
    def area(points: list[tuple[int, int]]) -> int:
        pairs = zip(points, [*points[1:], points[0]], strict=True)
        return sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in pairs)

    outer, hole = sorted(map(area, contours(path_of(drawn(ring)))), key=abs, reverse=True)
    assert outer * hole < 0


def test_ink_that_meets_at_corners_only_is_joined() -> None:
    ink = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255]], dtype=np.uint8)
    path = path_of(Specimen(ink.repeat(4, axis=0).repeat(4, axis=1), (0, 0, 0.125, 0.125)))
    assert len(list(contours(path))) == 1


def test_a_hairline_that_darkens_no_pixel_is_still_drawn() -> None:
    specimen = drawn(hairline)
    assert specimen.ink.max() < 128
    assert path_of(specimen)


@pytest.mark.parametrize("size", [1, 5])
def test_without_ink_there_is_no_path(size: int) -> None:
    assert path_of(Specimen(np.zeros((size, size), dtype=np.uint8), (0, 0, 0.1, 0.1))) == ""


def test_ink_up_to_every_edge_is_closed() -> None:
    path = path_of(Specimen(np.full((7, 9), 255, dtype=np.uint8), (0.0, 0.0, 9 / 96, 7 / 96)))
    (points,) = contours(path)
    assert len(points) <= 8
    assert max(x for x, _ in points) == pytest.approx(9 / 96 * 1000, abs=6)


def test_straight_edges_take_few_points_and_round_ones_not_many() -> None:
    assert len(path_of(drawn(stem))) < 80
    assert 100 < len(path_of(drawn(target))) < 600


def test_a_picture_is_no_letter_and_stays_short_all_the_same() -> None:
    noise = np.random.default_rng(7).integers(0, 256, (200, 200), dtype=np.uint8)
    assert len(path_of(Specimen(noise, (0, 0, 200 / 96, 200 / 96)))) < 4 * MOST
    waves = drawn(lambda x, y: np.sin(90 * x) * np.sin(90 * y) > 0)
    assert len(path_of(waves)) <= 4 * MOST


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_glyph_gives_the_same_path(shape: Shape) -> None:
    assert path_of(drawn(shape)) == path_of(drawn(shape))
