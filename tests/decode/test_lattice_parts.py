"""The parts of the lattice: marks, gaps, how readings are set."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from restore.decode.lattice_line import EITHER, SPACE, TIGHT, Line, line_of, wants
from restore.decode.lattice_nodes import log_sum, numbers, spans
from restore.decode.lattice_noise import is_noise, noise
from restore.decode.lattice_text import Piece, printed
from restore.decode.model import Gap, Loss
from restore.decode.observe import observe

LOSS = Loss(survives={}, hidden=0.02, apart=0.05, spaced=0.8)


def line(text: str, loss: Loss = LOSS) -> Line:
    return line_of(observe(text, loss=loss), loss)


@pytest.mark.parametrize(
    ("mark", "wanted"),
    [
        (",", (TIGHT, SPACE)),
        ("”", (TIGHT, SPACE)),
        ("(", (SPACE, TIGHT)),
        ("-", (TIGHT, TIGHT)),
        (".", (TIGHT, EITHER)),
        ("*", (EITHER, EITHER)),
    ],
)
def test_marks_want_room_as_print_has_it(mark: str, wanted: tuple[int, int]) -> None:
    assert wants(mark) == wanted


def test_a_gap_costs_what_its_sign_is_worth() -> None:
    edge = line("a b").edge[1]
    assert math.exp(-edge[0, 0]) == pytest.approx(0.05)
    assert math.exp(-edge[0, 1]) == pytest.approx(0.8)
    assert math.exp(-edge[1, 0]) == pytest.approx(0.98)
    tight = line("ab").edge[1]
    assert np.exp(-tight) + np.exp(-edge) == pytest.approx(np.ones((2, 2)))


def test_a_page_that_says_where_words_end_is_believed() -> None:
    seen = observe("a b", loss=LOSS)
    gaps = (seen.gaps[0], Gap(" ", None, parts=True), seen.gaps[2])
    told = line_of(type(seen)(line=seen.line, atoms=seen.atoms, gaps=gaps), LOSS)
    assert told.edge[1, 0, 0] > line("a b").edge[1, 0, 0] + 5
    assert told.edge[1, 0, 1] == line("a b").edge[1, 0, 1]


def test_ends_of_a_line_cost_nothing() -> None:
    assert not line("a b").edge[[0, 2]].any()


def test_a_room_that_is_off_is_another() -> None:
    seen = observe("a  b", columns=True)
    measured = line_of(seen, LOSS)
    costs = measured.misfit(1, np.array([2.0, 2.01, 3.0, math.nan]))
    assert costs[0] == 0
    assert 0 < costs[1] < 1
    assert costs[2] == math.inf
    assert 0 < costs[3] < math.inf


def test_words_lie_between_marks_and_figures() -> None:
    found = {"".join(line("ab, c 1953").text(i) for i in range(*s)) for s in spans(line("ab, c 1"))}
    assert found == {"a", "ab", "b", "c"}


def test_an_apostrophe_lies_within_a_word_but_begins_none() -> None:
    assert (0, 3) in list(spans(line("a'b")))
    assert (1, 3) not in list(spans(line("a'b")))


def test_figures_that_touch_are_one_number() -> None:
    assert list(numbers(line("1952-53 a 7"))) == [(0, 4), (5, 7), (8, 9)]


def test_noise_of_one_letter_is_likelier_than_of_many() -> None:
    assert noise(line("aaaaaaaa")) > noise(line("abcdefgh"))


def test_sums_of_logarithms() -> None:
    assert log_sum(np.log(np.array([0.25, 0.5]))) == pytest.approx(math.log(0.75))
    assert log_sum(np.zeros(0)) == -math.inf
    assert log_sum(np.array([-math.inf])) == -math.inf


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([Piece("Sino"), Piece("-", mark=True, tight=True), Piece("Soviet")], "Sino-Soviet"),
        ([Piece("War"), Piece(",", mark=True), Piece("1953")], "War, 1953"),
        ([Piece("("), Piece("1953")], "( 1953"),
        ([Piece("(", mark=True), Piece("1953"), Piece(")", mark=True)], "(1953)"),
        (
            [
                Piece("the"),
                Piece("'", mark=True),
                Piece("Small"),
                Piece("'", mark=True),
                Piece("Committee"),
            ],
            "the 'Small' Committee",
        ),
        ([Piece("Workers"), Piece("'", mark=True), Piece("Party")], "Workers' Party"),
        ([Piece("the"), Piece("'", mark=True), Piece("Masses", tight=True)], "the 'Masses"),
        ([Piece("1953"), Piece("th", tight=True)], "1953th"),
        ([Piece("P"), Piece(".", mark=True), Piece("J", tight=True)], "P.J"),
    ],
)
def test_readings_are_set_as_print_has_them(pieces: list[Piece], text: str) -> None:
    assert printed(pieces) == text


def test_letters_at_random_are_noise_and_what_is_left_of_a_text_is_not() -> None:
    rng = random.Random(4)  # noqa: S311  # the same noise every time
    letters = "eeeetttaaoinshrdlcumSTCW    "
    noisy = ["".join(rng.choice(letters) for _ in range(60)) for _ in range(20)]
    assert is_noise([observe(text) for text in noisy])
    assert not is_noise([observe(text) for text in noisy[:5]])  # too few letters to tell
    words = ["Th", "S v t n n", "nd", "th", "C ld W r", "n Pl nd", "Mr. K nn n’s", "v s", "1953"]
    text = [" ".join(rng.choice(words) for _ in range(14)) for _ in range(20)]
    assert not is_noise([observe(line) for line in text])
