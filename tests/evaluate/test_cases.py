"""What counts as right: a made place, what a rule would put there, and the truth."""

from __future__ import annotations

import pytest

from restore.evaluate.cases import Case, Draft, is_right
from restore.text import Span


def lost() -> Case:
    draft = Draft().keep("see C").damage(" ", "ol").keep("d Wa").damage("", "r")
    return draft.keep(", 1956 end").case("lost-letters", "one", run=1)


@pytest.mark.parametrize(
    ("seen", "after", "right"),
    [
        ("C d Wa", "Cold War", True),
        ("C d Wa", "Cold Wa", True),  # the lost "r" lies on the border
        ("C d Wa", "Cold Was", False),
        ("C d Wa", "C[...] d Wa[...]", True),
        ("C d Wa", "C[...] Wa[...]", False),  # drops a letter that survived
        ("C d Wa", "C[...] d War and[...]", False),  # invents a word
        ("1956", "1957", False),
        ("1956 end", "1956\nend", True),
        ("1956 end", "1956end", False),
        ("end", "end[...]", False),  # nothing is missing
    ],
)
def test_right_is_what_the_truth_has(seen: str, after: str, right: bool) -> None:
    case = lost()
    start = case.text.index(seen)
    assert is_right(case, Span(start, start + len(seen)), after) is right


def test_a_case_holds_both_texts() -> None:
    case = lost()
    assert (case.text, case.truth) == ("see C d Wa, 1956 end", "see Cold War, 1956 end")
    assert [p.true.of(case.truth) for p in case.places] == ["ol", "r"]
    for piece in case.pieces:
        assert not piece.kept or piece.seen.of(case.text) == piece.true.of(case.truth)


def test_a_blank_that_stays_beside_a_lost_word_leaves_its_side_open() -> None:
    case = Draft().keep("#3 ").damage("", "Edward").keep(" Mark").case("lost-letters", "one")
    assert is_right(case, Span(4, 8), "Edward Mark")
    assert not is_right(case, Span(4, 8), "Edwin Mark")
