"""Made damage loses what its channel says, nothing else, and knows where every letter came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.align import likeness
from restore.decode.widths import physical
from restore.evaluate.lost import (
    CHANNELS,
    FURTHER,
    JUSTIFIED,
    RAGGED,
    STRETCH,
    damaged,
    times,
    worn,
)
from restore.evaluate.lost_zones import Line, every, read_lines
from restore.evidence.authorities import load

ROOT = Path(__file__).parents[2]
LINES = read_lines(ROOT)
WORDS = "Chinese staff officials in “Flux” and the Sino-Soviet office, 1956"


@pytest.mark.parametrize(
    ("channel", "seen"),
    [
        ("vowels", "Ch n s st ff ff c ls n “Fl x” nd th S n -S v t ff c , 1956"),
        ("late", "Chine e aff official in “Fl ” and he ino- o ie office, 1956"),
        ("ligatures", "Chinese sta o cials in “Flux” and the Sino-Soviet o ce, 1956"),
        ("thirds", "h nese sta a s n “ ” and the S n -S v et e, 1956"),
    ],
)
def test_each_channel_loses_its_letters(channel: str, seen: str) -> None:
    assert damaged(WORDS, CHANNELS[channel]).line == seen


def test_the_sparse_channel_keeps_few_small_letters_and_all_capitals() -> None:
    seen = "".join(damaged(line.text, CHANNELS["few"]).line for line in LINES)
    kept = {c for c in seen if c.islower()}
    assert kept == set("abcdekmx")
    assert not set(seen) & set("“”")
    assert " . . " in damaged("the “Plan” again", CHANNELS["few"]).line
    turned = [c for line in LINES for c in pairs(line.text) if c[0] != c[1]]
    assert {"kx", "fD"} == set(turned)
    for pair in ("kx", "fD"):
        whole = sum(line.text.count(pair[0]) for line in LINES)
        assert 0.4 < turned.count(pair) / whole < 0.6


def pairs(text: str) -> list[str]:
    """Every letter of the truth with what is seen of it."""
    line = worn(text, CHANNELS["few"])
    return [
        text[at] + atom.text for atom, at in zip(line.observed.atoms, line.origins, strict=True)
    ]


def test_now_and_then_a_blank_shows_where_nothing_is_lost() -> None:
    touching = apart = 0
    for text in (line.text for line in LINES):
        line = worn(text, CHANNELS["few"])
        gaps = line.observed.gaps[1:-1]
        for gap, one, other in zip(gaps, line.origins, line.origins[1:], strict=False):
            if other == one + 1 and text[one].isalpha() and text[other].isalpha():
                touching += 1
                apart += bool(gap.seen)
    assert 0.01 < apart / touching < 0.02


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
@pytest.mark.parametrize("way", [None, RAGGED, JUSTIFIED], ids=["text", "ragged", "justified"])
def test_every_atom_knows_its_letter(channel, way) -> None:
    for text in (line.text for line in LINES[::9]):
        line = worn(text, channel, widths=way)
        assert len(line.origins) == len(line.observed.atoms)
        assert len(line.observed.gaps) == len(line.observed.atoms) + 1
        known = [at for at in line.origins if at >= 0]
        assert known == sorted(known)
        for atom, at in zip(line.observed.atoms, line.origins, strict=True):
            assert text[at] == atom.text or channel.turns[text[at]][0] == atom.text


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
@given(number=st.integers(0, len(LINES) - 1))
def test_rooms_are_those_of_what_is_lost(channel, number: int) -> None:
    text = LINES[number].text
    line = worn(text, channel, widths=RAGGED)
    seen = line.observed
    for place, (one, other) in enumerate(zip(line.origins, line.origins[1:], strict=False), 1):
        lost = text[one + 1 : other]
        if "fi" in lost or "fl" in lost:
            continue  # as one glyph in one channel, two in the others
        assert seen.gaps[place].width == pytest.approx(
            physical(lost, times()), abs=seen.tolerance / 2
        )


def test_justified_lines_stretch_their_spaces_alike() -> None:
    text = "a b c d e a b c"
    wide = [g.width for g in damaged(text, CHANNELS["few"], widths=JUSTIFIED).gaps[1:-1]]
    seen = damaged(text, CHANNELS["few"], widths=JUSTIFIED)
    assert seen.space is None
    assert max(wide) - min(wide) <= 0.0021
    assert times()[" "] * STRETCH[0] - 0.001 < wide[0] < times()[" "] * STRETCH[1] + 0.001
    assert abs(wide[0] - times()[" "]) > 0.001
    assert damaged(text, CHANNELS["few"], widths=RAGGED).space == times()[" "]


def test_lost_letters_may_leave_nothing_or_a_blank_each() -> None:
    text = "The first office of war"
    late, ligatures = CHANNELS["late"], CHANNELS["ligatures"]
    assert damaged(text, late, shown="nothing").line == "he fi office of a"
    columns = damaged(text, late, shown="columns")
    assert columns.line == " he fi    office of  a"
    assert columns.measured
    assert damaged(text, ligatures, shown="nothing").line == "The rst oce of war"


def test_damage_is_the_same_every_time() -> None:
    channel = CHANNELS["few"]
    again = [worn(line.text, channel, widths=JUSTIFIED) for line in LINES[:20]]
    assert again == [worn(line.text, channel, widths=JUSTIFIED) for line in LINES[:20]]


# -- the lines -------------------------------------------------------------------------------------


def letters(text: str) -> str:
    """The letters of a title, by which two are compared."""
    return "".join(c for c in text.casefold() if c.isalnum() or c == " ")


def test_there_are_lines_enough_half_to_fit_and_half_to_test() -> None:
    for sort, least in (("title", 100), ("sentence", 60)):
        splits = [line.split for line in LINES if line.sort == sort]
        assert len(splits) >= least
        assert splits == ["fit", "test"] * (len(splits) // 2) + ["fit"] * (len(splits) % 2)
    assert all(8 <= len(x.text.split()) <= 25 for x in LINES if x.sort == "sentence")


def test_no_line_stands_twice_and_no_list_has_it() -> None:
    known = [letters(s) for record in load().records for s in record.spellings]
    titles = [letters(line.text) for line in LINES]
    for place, title in enumerate(titles):
        others = [*known, *titles[:place]]
        assert max((likeness(title, other) for other in others), default=0) < 0.85, title


def test_every_so_manieth_line_keeps_splits_and_sorts() -> None:
    few = every(LINES, 5)
    for split in ("fit", "test"):
        for sort in ("title", "sentence"):
            all_of = [x for x in LINES if (x.split, x.sort) == (split, sort)]
            assert [x for x in few if (x.split, x.sort) == (split, sort)] == all_of[::5]
    assert every([Line("fit", "title", "a")], 5) == [Line("fit", "title", "a")]


def test_the_plain_channel_loses_letters_and_nothing_else() -> None:
    plain = FURTHER["plain"]
    assert damaged("“Kim asks of Cold Wars”", plain).line == "“K m a k C d Wa ”"
