"""Channels are learned from damaged lines alone, as they are."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import regex

from restore.decode.channel import LETTERS, learn
from restore.decode.channel_chain import Ways, expect, walks_of
from restore.decode.channel_letters import chains
from restore.decode.channel_words import from_counts, relearn
from restore.decode.language import language
from restore.decode.lexicon import Lexicon, lexicon_of
from restore.decode.model import Choice, Decoded, Loss, WordRead
from restore.decode.observe import observe
from restore.evidence.authorities import load
from restore.evidence.channel import Channel

SORTS = {
    "a few letters and capitals left": "fghijlnopqrstuvwyz",
    "vowels": "aeiouAEIOU",
    "p-z": "pqrstuvwxyzPQRSTUVWXYZ",
    "third": "adgjmpsvy",
}
OFFICES = (
    "The first official files of the conflict reflect the efforts of different offices to define",
    "The financial difficulties of the fifties had their effect on the staff of the foreign office",
)
RUNS, NOTHING, COLUMNS = " ", "", "."


@cache
def lexicon() -> Lexicon:
    return lexicon_of(load())


def titles(count: int) -> list[str]:
    """Return titles of series lists, first those of a line's length."""
    names = sorted((entry.name for entry in load().records), key=lambda name: abs(len(name) - 70))
    assert len(names) >= count
    return names[:count]


def worn(text: str, lost: str, gap: str) -> str:
    """Take letters away: a run of them and of blanks leaves one, or nothing, or each a blank."""
    if gap == COLUMNS:
        return regex.sub(f"[{lost}]", " ", text).strip()
    text = regex.sub(f"[{lost}]", "\0", text)
    return regex.sub("[\0 ]+", " ", text).strip() if gap == RUNS else text.replace("\0", "")


def learned(lines: list[str], lost: str, gap: str) -> Loss:
    seen = [observe(worn(line, lost, gap), columns=gap == COLUMNS) for line in lines]
    return learn(seen, lexicon(), language())


def brier(loss: Loss, lost: str) -> float:
    """Return the mean squared error of survival, letters weighed by how common they are."""
    shares = chains(lexicon(), language(), "title").letters
    wrong = np.array([loss.of(c) - (c not in lost) for c in LETTERS])
    return float(shares @ wrong**2)


def called(loss: Loss, lost: str) -> float:
    """Return the share of letters, by how common they are, that are called right."""
    shares = chains(lexicon(), language(), "title").letters
    return float(shares @ np.array([(loss.of(c) > 0.5) == (c not in lost) for c in LETTERS]))


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("gap", [RUNS, NOTHING, COLUMNS])
def test_learns_a_zone_of_thirty_lines(sort, gap):
    loss = learned(titles(30), SORTS[sort], gap)
    assert brier(loss, SORTS[sort]) < 0.025
    assert called(loss, SORTS[sort]) > 0.96
    if gap != COLUMNS:
        assert (loss.hidden > 0.8) is (gap == NOTHING)
        assert loss.spaced > 0.9


@pytest.mark.parametrize("sort", SORTS)
def test_learns_something_of_single_lines(sort):
    found = [learned([title], SORTS[sort], RUNS) for title in titles(6)]
    assert np.mean([brier(loss, SORTS[sort]) for loss in found]) < 0.09
    assert np.mean([called(loss, SORTS[sort]) for loss in found]) > 0.88


def test_takes_sound_lines_for_sound():
    loss = learned(titles(10), "#", RUNS)
    assert brier(loss, "") < 0.02
    assert not loss.turns


def test_finds_into_what_a_letter_turns():
    lines = [worn(line.replace("k", "x").replace("n", "D"), SORTS["vowels"], NOTHING)
             for line in titles(30)]  # fmt: skip
    loss = learn([observe(line) for line in lines], lexicon(), language())
    assert loss.turns["n"][0][0] == "D"
    assert loss.turns["n"][0][1] > 0.4
    assert loss.of("n") < 0.3


def test_the_order_of_lines_does_not_matter():
    lines = titles(8)
    one, other = (learned(order, SORTS["p-z"], RUNS) for order in (lines, lines[::-1]))
    assert [one.of(c) for c in LETTERS] == pytest.approx([other.of(c) for c in LETTERS], abs=1e-6)


def test_learns_the_same_again():
    one, other = (learned(titles(4), SORTS["vowels"], RUNS) for _ in range(2))
    assert dict(one.survives) == dict(other.survives)
    assert one == other


@pytest.mark.parametrize("lines", [[], [""], ["."], ["1956"], ["Ж"], ["a"], [chr(0xF0001) * 9]])
def test_bears_any_lines(lines):
    loss = learn([observe(line) for line in lines], lexicon(), language())
    assert all(0 < p <= 1 for p in loss.survives.values())


def test_expected_counts_add_up():
    lines = [observe("the war and the"), observe("C d Wa")]
    ways = Ways(np.hstack([np.eye(52) * 0.7 + 0.001, np.zeros((52, 1))]), np.full((2, 27), 0.2))
    found = expect(walks_of(lines), chains(lexicon(), language(), "title").walk, ways)
    seen = sum(atom.sort == "letter" for line in lines for atom in line.atoms)
    assert found.seen.sum() == pytest.approx(seen)
    assert (found.capital + found.small).sum() == pytest.approx(seen + found.lost.sum())
    assert found.gaps.sum() == pytest.approx(sum(len(line.gaps) - 2 for line in lines))


@pytest.mark.parametrize("gap", [RUNS, NOTHING])
def test_finds_lost_ligatures(gap):
    sound = [*titles(40), *OFFICES]
    lines = [regex.sub("ffi|ffl|ff|fi|fl", gap, line) for line in sound]
    loss = learn([observe(line) for line in lines], lexicon(), language())
    assert all(loss.survives[each] < 0.1 for each in ("ff", "fi", "fl", "ffi", "ffl"))
    assert min(loss.of(letter) for letter in "fil") > 0.9
    whole = learn([observe(line) for line in sound], lexicon(), language())
    assert whole.survives["fi"] > 0.9
    assert "fi" not in learned(titles(9), "aeiou", gap).survives


def test_lines_matched_with_records_teach():
    channel = Channel()
    channel.kept.update({"a": 30, "C": 9})
    channel.lost.update({"r": 30, "f": 4})
    channel.changed["f", "D"] = 6
    loss = from_counts(channel)
    assert loss.of("a") > 0.95
    assert loss.of("r") < 0.05
    assert loss.of("f") < 0.2
    assert loss.turns["f"][0][0] == "D"


def test_sure_words_teach_and_others_do_not():
    seen = observe("C d Wa")
    before = Loss(survives=dict.fromkeys(LETTERS, 0.5), hidden=0.5)
    words = (
        WordRead("Cold", 0, 2, 0.95),
        WordRead("Wag", 2, 4, 0.4, alternatives=(Choice("War", 0.4),)),
    )
    loss = before
    for _ in range(4):
        loss = relearn(loss, [Decoded(observed=seen, words=words, text="Cold Wag")] * 9)
    assert loss.of("C") > 0.9
    assert loss.of("l") < 0.1
    assert loss.of("g") == pytest.approx(0.5, abs=0.1)
    assert loss.hidden < 0.2


def test_a_few_words_move_no_letter_to_an_extreme():
    before = Loss(survives=dict.fromkeys(LETTERS, 0.5))
    words = (WordRead("Cold", 0, 2, 0.95),)
    loss = relearn(before, [Decoded(observed=observe("C d"), words=words, text="Cold")])
    assert 0.5 < loss.of("C") < 0.65
    assert 0.35 < loss.of("l") < 0.5
    assert loss.of("q") == pytest.approx(0.5)


def test_words_alone_invent_no_turn():
    words = (WordRead("and", 0, 2, 0.95),)
    read = [Decoded(observed=observe("aD"), words=words, text="and")] * 9
    assert not relearn(Loss(survives=dict.fromkeys(LETTERS, 0.5)), read).turns


def test_rooms_in_ems_are_no_columns():
    lines = [observe(worn(title, SORTS["vowels"], RUNS)) for title in titles(4)]
    measured = [
        replace(
            line,
            gaps=tuple(gap._replace(width=0.3 * bool(gap.seen)) for gap in line.gaps),
            widths={"a": 0.44, "b": 0.5},
        )
        for line in lines
    ]
    one, other = (learn(some, lexicon(), language()) for some in (lines, measured))
    assert dict(one.survives) == dict(other.survives)
    assert one == other
