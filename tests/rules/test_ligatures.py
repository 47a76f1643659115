"""Ligatures become letters and lost ones come back, where the paper shows that it loses them."""

from __future__ import annotations

import re
import time

import pytest

from restore.damage import ligatures

INTACT = (
    "The first office of the staff was filled with confident officers who offered different "
    "figures; the difficult conflict was reflected in the official files. The delegation went "
    "home by train, and the minister wrote about the talks with great care. "
) * 6


@pytest.fixture
def kind(kind_of):
    return kind_of(ligatures)


KEEP = [
    "the efficient first office of the staff",
    "two  spaces  everywhere  in  a  line, as  typed, p.  nd",
    INTACT + "he had to  nd it",
    "su ce que tu di ce matin, il a été à la fin",
    "Kim Il Sung, Pak Il u and Ho Ka i met Yi Pil gyu",
    "a air, a lame, an air of the rm, in the re",
    "the state of a airplane in action is rst",
    "RGANI, f. 5, op. 28, d. 314, l. 33; the e mail",
    "C d Wa E a e Ma e C. e H a 19 J. Ra e, Te Ne",
    "the family Mo\ueba6at from the north of the county",
    "\ufffd \U000f0001 \x0b",
    "the na\ufffdve caf\ufffd of M\ufffdller",
    INTACT + "prices were in ated",
    INTACT + "a sucient reason",
    INTACT + "e party. e state. The e",
    "",
]


@pytest.mark.parametrize("text", KEEP)
def test_sound_text_and_doubtful_places_are_not_mended(kind, text):
    assert kind.proposals(text, least="accept") == []


CHANGE = [
    (
        "the ﬁrst oﬃce, the ﬂag, oﬀ, aﬄuent, la\ufb06",
        "the first office, the flag, off, affluent, last",
    ),
    ("a long\ufb05anding s", "a longſtanding s"),
    ("the e cient use of it was dif cult", "the efficient use of it was difficult"),
    ("an e cient o cer may su ce: prices rose", "an efficient officer may suffice: prices rose"),
    ("in the of cial con rmed account", "in the official confirmed account"),
    ("who could  nd an o cer who had  nished", "who could find an officer who had finished"),
    ("a su\ufffdcient reason was given", "a sufficient reason was given"),
    ("a su\x0ecient e\x0bect of the o\x0ece", "a sufficient effect of the offiece"),
]


@pytest.mark.parametrize(("text", "expected"), CHANGE[:-1])
def test_ligatures_become_letters(kind, text, expected):
    assert kind.restored(text) == expected


def test_what_may_be_two_words_is_not_made_one(kind):
    text = "the e cient o cer, an e ective o cial, came on a xed day"
    assert "affixed" not in kind.restored(text)
    assert kind.restored(text).startswith("the efficient officer, an effective official")


@pytest.mark.parametrize("whole", [whole for _, whole in CHANGE])
def test_a_second_run_finds_nothing(kind, whole):
    assert kind.proposals(whole, least="accept") == []


@pytest.mark.parametrize("mark", [" ", "\U000f0003", "\x02", ""])
def test_a_font_that_lost_its_ligatures_is_mended_throughout(kind, mark):
    text = re.sub("ffi|fi|fl|ff", mark, INTACT) if mark in (" ", "") else INTACT.replace("fi", mark)
    mended = kind.restored(text)
    assert mended.count("office") + mended.count("official") >= 12
    letters = iter(INTACT.replace(" ", ""))
    assert all(c in letters for c in mended.replace(mark, "").replace(" ", ""))


def test_one_marker_is_one_cause(kind):
    text = INTACT.replace("fi", "\U000f0003")
    assert len({p.cause.id for p in kind.proposals(text, least="accept")}) == 1


def test_a_marker_that_stands_for_a_letter_is_no_ligature(kind):
    text = INTACT.replace("e", "\U000f0003")
    assert kind.proposals(text, least="accept") == []


def test_an_opening_that_the_font_lost_comes_back(kind):
    text = "e party met. e state fell. ey left. ese men stayed."
    assert kind.restored(text) == "The party met. The state fell. They left. These men stayed."


def test_rival_ligatures_are_left_to_a_person(kind):
    (proposal,) = kind.proposals("men of the ba ed army, ba ed again")[:1]
    assert proposal.alternatives


def test_without_language_only_presentation_forms_are_read(kind):
    found = kind.proposals("the ﬁrst e cient use", without=["language"])
    assert [p.after for p in found] == ["fi"]


@pytest.mark.parametrize("text", ["a" * 50_000, "e " * 20_000, "\x0b" * 50_000, "Ã" * 50_000])
def test_odd_text_takes_no_long_time(kind, text):
    start = time.process_time()
    kind.proposals(text)
    assert time.process_time() - start < 3.0  # measured below 0.4 s; a square would take minutes
