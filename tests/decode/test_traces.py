"""Sound words among damaged ones are told from what the damage spared."""

from __future__ import annotations

import pytest

from restore.decode.traces import between, foreign, lacks, lost_letters
from tests.rules.lost import lose

TITLES = (
    "The Warsaw Pact and the Prague Spring: Soviet Decision-Making in the Summer of 1968",
    "Mao, Khrushchev, and the Second Taiwan Strait Crisis of 1958",
    "Economic Aid and the Limits of Soviet Influence in North Vietnam",
    "New Evidence on the Polish October and the Hungarian Revolution",
)


@pytest.mark.parametrize("keeps", ["abcdekmx", "bcdfghjklmnpqrstvwxz", "abcdefghijklmno"])
def test_lost_letters_are_those_that_lines_lack(keeps):
    lines = [lose(title, keeps=keeps) for title in TITLES]
    lost = lost_letters(lines)
    assert lost.isdisjoint(keeps)
    assert lost >= set("eait") - set(keeps)
    assert all(lacks(line, "".join(sorted(lost))) for line in lines)
    assert not any(lacks(title, "".join(sorted(lost))) for title in TITLES)


def test_a_damaged_zone_has_no_foreign_words():
    lines = [lose(title) for title in TITLES]
    assert [foreign(line, lost_letters(lines)) for line in lines] == [[]] * len(lines)


def test_restored_words_are_foreign_and_what_lies_between_is_left():
    lines = [lose(title) for title in TITLES]
    line = lines[2].replace("S e", "Soviet Influence", 1)
    found = foreign(line, lost_letters(lines))
    assert [span.of(line) for span in found] == ["Soviet Influence"]
    rest = [span.of(line) for span in between(len(line), found)]
    assert "".join(rest) == line.replace("Soviet Influence", "")
