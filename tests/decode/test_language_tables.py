"""Storing a trigram and asking it, against the sums done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from restore.decode.language_tables import (
    SHIFT,
    STEP,
    Sorted,
    Table,
    assemble,
    pack,
    planes,
    shares,
    unpack,
)


def key(before: int, word: int) -> int:
    return (before << int(SHIFT)) | word


ONE = np.array([0, 0.1, 0.4, 0.3, 0.2], np.float32)
PAIRS = np.array([key(2, 3), key(2, 4), key(3, 1)], np.uint64)
PAIR_VALUES = pack(np.array([0.5, 0.2, 0.7]))
TRIPLES = np.array([key(0, 1), key(2, 4)], np.uint64)
"""Words 2 3, then 1; words 3 1, then 4."""
TRIPLE_VALUES = pack(np.array([0.6, 0.9]))


@pytest.fixture
def table() -> Table:
    return assemble(ONE, (PAIRS, PAIR_VALUES), (TRIPLES, TRIPLE_VALUES))


def ids(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int32)


def test_a_byte_holds_a_share_to_within_half_a_step():
    values = np.exp(-np.linspace(0, 19, 500))
    back = shares(pack(values))
    assert np.abs(np.log(back) - np.log(values)).max() <= STEP / 2 + 1e-6
    assert shares(pack(np.array([0.0, 1e-30]))).tolist() == [0, 0]


def test_keys_come_back_from_their_planes():
    rng = np.random.default_rng(1)
    keys = np.unique(rng.integers(0, 1 << 44, 5000, dtype=np.uint64))
    model = {"x_one": np.log(ONE[1:]).astype(np.float16), "x_pairs": planes(keys)}
    model |= {"x_pair_values": np.zeros(len(keys), np.uint8), "x_triples": planes(PAIRS[:0])}
    keys &= np.uint64((3 << int(SHIFT)) - 1)
    keys.sort()
    model |= {"x_pairs": planes(keys), "x_triple_values": np.zeros(0, np.uint8)}
    assert np.array_equal(unpack(model, "x").pairs.keys, keys)


def test_a_pair_is_its_own_share_and_its_part_of_the_rest(table: Table):
    above, rest = shares(PAIR_VALUES)[0], 1 - shares(PAIR_VALUES)[:2].sum()
    assert table.two(ids(2), ids(3))[0] == pytest.approx(above + rest * 0.3, rel=1e-5)
    assert table.two(ids(2), ids(1))[0] == pytest.approx(rest * 0.1, rel=1e-5)
    assert table.two(ids(4), ids(2))[0] == pytest.approx(0.4, rel=1e-5)


def test_a_triple_goes_back_to_the_pair(table: Table):
    above = shares(TRIPLE_VALUES)[0]
    pair = table.two(ids(3), ids(1))[0]
    assert table.three(ids(2), ids(3), ids(1))[0] == pytest.approx(
        above + (1 - above) * pair, rel=1e-5
    )
    assert table.three(ids(4), ids(3), ids(1))[0] == pytest.approx(pair, rel=1e-5)


@pytest.mark.parametrize("first", range(5))
@pytest.mark.parametrize("second", range(5))
def test_every_context_adds_up_to_one(table: Table, first: int, second: int):
    before, after = np.full(5, first, np.int32), np.full(5, second, np.int32)
    assert table.three(before, after, ids(0, 1, 2, 3, 4)).sum() == pytest.approx(1, rel=1e-5)


def test_a_table_without_n_grams_knows_words_alone():
    nothing = np.zeros(0, np.uint64), np.zeros(0, np.uint8)
    table = assemble(ONE, nothing, nothing)
    assert table.three(ids(1, 2), ids(2, 3), ids(2, 3)).tolist() == pytest.approx([0.4, 0.3])


@pytest.mark.parametrize("size", [1, 2, 31, 32, 33, 64, 1000])
def test_keys_are_found_wherever_they_stand(size: int):
    keys = np.arange(1, size + 1, dtype=np.uint64) * np.uint64(3)
    asked = np.arange(0, 3 * size + 9, dtype=np.uint64)
    at, found = Sorted.of(keys).find(asked)
    assert np.array_equal(found, np.isin(asked, keys))
    assert np.array_equal(keys[at[found]], asked[found])
    assert (at < size).all()
