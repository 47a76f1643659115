"""What the numbers of codes say, and above all when they say nothing."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from restore.evidence.code_order import (
    MACINTOSH,
    by_glyph_order,
    by_neighbours,
    by_shift,
    by_words,
    find_shift_by_words,
    is_first_use,
    shifted,
)

WEEK = "poniedziałek wtorek środa czwartek piątek sobota niedziela"
ENGLISH = "The committee of the Party met in the spring and its minutes were sent to the archive"


def codes_of(text: str, distance: int) -> Counter[tuple[int, ...]]:
    """Return the words of a text as codes; letters with a mark have codes far behind ASCII."""
    return Counter(
        tuple(ord(c) - distance if ord(c) < 127 else 230 + ord(c) % 90 for c in word)
        for word in text.split()
    )


def ciphered(text: str, seed: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    mixed = "".join(random.Random(seed).sample(letters, 26))  # noqa: S311 - the same every time
    return text.lower().translate(str.maketrans(letters, mixed))


# by_shift


@pytest.mark.parametrize(
    "known",
    [
        {},
        {68: "a", 69: "b", 70: "c"},  # three are too few
        {68: "a", 69: "b", 70: "c", 71: "e"},  # one contradicts
        {68: "é", 69: "è", 70: "ê", 71: "ë"},  # not ASCII
        {68: "fi", 69: "b", 70: "c", 71: "d"},  # three letters and a ligature
    ],
)
def test_no_distance_without_four_letters_that_agree(known: dict[int, str]) -> None:
    assert by_shift(known, range(256)) == {}


@pytest.mark.parametrize("distance", [29, 28, 0, -1, -3])
def test_a_distance_settles_the_ascii_codes(distance: int) -> None:
    known = {ord(c) - distance: c for c in "AHes"}
    found = by_shift(known, range(300))
    assert set(found) == {c - distance for c in range(32, 127)} - set(known)
    assert all(text == chr(code + distance) for code, (text, _) in found.items())


def test_a_code_beyond_the_known_ones_is_less_sure() -> None:
    found = by_shift({36: "A", 41: "F", 68: "a", 83: "p"}, [70, 87])
    assert found[70][1] > found[87][1] > 4


# by_glyph_order


@pytest.mark.parametrize(
    "known",
    [
        {36: "A", 68: "a", 83: "p", 87: "t"},  # nothing known behind ASCII
        {36: "A", 68: "a", 83: "p", 87: "t", 112: "é"},  # one is too few
        {36: "A", 68: "a", 83: "p", 112: "é", 178: "—"},  # one contradicts
        {36: "B", 68: "a", 83: "p", 112: "é", 178: "–"},  # ASCII contradicts
    ],
)
def test_the_macintosh_order_has_to_be_proved(known: dict[int, str]) -> None:
    assert by_glyph_order(known, range(300)) == {}


def test_the_macintosh_order_leaves_latin_extended_open() -> None:
    known = {36: "A", 68: "a", 83: "p", 112: "é", 178: "–"}
    found = by_glyph_order(known, range(300))
    assert found[180][0] == "“"
    assert found[129][0] == "ü"
    assert max(found) <= 225


def test_a_name_is_weaker_than_two_letters() -> None:
    known = {36: "A", 68: "a", 83: "p", 87: "t"}
    assert by_glyph_order(known, [112], "Calibri") == {}
    assert by_glyph_order(known, [112], "Times New Roman,Bold")[112] == ("é", 2.0)


def test_the_table_has_the_macintosh_glyphs_where_they_belong() -> None:
    assert len(MACINTOSH) == 258
    there = {3: " ", 36: "A", 68: "a", 97: "~", 98: "Ä", 178: "–", 192: "ﬁ", 225: "ˇ", 257: "đ"}
    assert {glyph: MACINTOSH[glyph] for glyph in there} == there


# by_neighbours


@pytest.mark.parametrize(
    "known",
    [
        {5: "A", 9: "a", 20: "n"},  # three are too few
        {5: "A", 9: "a", 12: "e", 20: "n"},  # a gap too many: b, c or d is left out
        {5: "A", 9: "d", 12: "a", 20: "n"},  # the order is not the font's
    ],
)
def test_no_run_where_a_choice_is_left(known: dict[int, str]) -> None:
    assert not set(by_neighbours(known, range(30))) & {10, 11}


def test_a_run_without_choice_is_filled() -> None:
    found = by_neighbours({5: "A", 9: "a", 12: "d", 20: "n"}, range(30))
    assert {code: text for code, (text, _) in found.items()} == {10: "b", 11: "c"}


# find_shift_by_words


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("text", [WEEK, ENGLISH])
def test_a_cipher_that_is_no_distance_is_left(text: str, seed: int) -> None:
    assert find_shift_by_words(codes_of(ciphered(text, seed), 29)) is None


@pytest.mark.parametrize("text", ["", "1953", "A B C D", "-- ...", "zxq vbnm kjhg"])
def test_what_is_no_language_has_no_distance(text: str) -> None:
    assert find_shift_by_words(codes_of(text, 29)) is None


@pytest.mark.parametrize("text", ["В комитете партии весной", "委員會"])
def test_letters_of_another_script_have_no_distance(text: str) -> None:
    tokens = Counter(tuple(ord(c) % 256 for c in word) for word in text.split())
    assert find_shift_by_words(tokens) is None


@pytest.mark.parametrize(
    "text", [WEEK, ENGLISH, "LINE UP", "OUR 158TH YEAR", "Factuurdatum van de"]
)
@pytest.mark.parametrize("distance", [29, 31])
def test_words_tell_the_distance(text: str, distance: int) -> None:
    found = find_shift_by_words(codes_of(text, distance))
    assert found is not None
    assert found.distance == distance
    assert 0 < found.weight <= 5


def test_a_code_in_a_known_word_is_surer_than_one_that_follows() -> None:
    found = by_words(codes_of(ENGLISH, 29), range(256))
    assert found[ord("t") - 29] == ("t", 5.0)
    assert found[ord("#") - 29] == ("#", 2.0)
    assert max(found) == 126 - 29


def test_codes_that_leave_ascii_stay_open() -> None:
    assert shifted([2, 3, 97, 98], 29) == {3: " ", 97: "~"}


def test_first_use() -> None:
    assert is_first_use([1, 2, 3, 3, 4, 1, 5, 6, 7, 8, 9])
    assert not is_first_use([1, 2, 3])
    assert not is_first_use([36, 68, 87, 72, 3, 86, 81, 70, 85])
