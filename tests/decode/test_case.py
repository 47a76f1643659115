"""How words are printed: learned shares, the rule elsewhere, and the paper's own usage."""

from __future__ import annotations

import numpy as np
import pytest

from restore.decode.case import CAPITAL, CAPS, SMALL, Words, counted, updated, way, ways


def share(word: str, column: int, *, style: str = "prose", names: tuple[str, ...] = ()) -> float:
    assert style in ("prose", "title")
    words = Words.of([word, word + "'s"], names=names)
    found = ways(words, style="title") if style == "title" else ways(words, style="prose")
    return float(found[0, column])


def test_titles_capitalise_all_but_function_words() -> None:
    for word in ("of", "the", "and", "in", "to"):
        assert share(word, SMALL, style="title") > 0.97
    for word in ("war", "alliance", "revisited", "zqxv", "stalin's"):
        assert share(word, CAPITAL, style="title") > 0.95


def test_longer_prepositions_are_capitalised_by_some_houses() -> None:
    for word in ("between", "from", "with", "during"):
        assert 0.15 < share(word, CAPITAL, style="title") < 0.3


def test_prose_capitalises_names_and_prints_abbreviations_in_capitals() -> None:
    for word in ("moscow", "stalin", "soviet", "stalin's", "korean"):
        assert share(word, CAPITAL) > 0.9, word
    for word in ("war", "battle", "the", "of", "negotiated"):
        assert share(word, SMALL) > 0.5, word
    for word in ("nato", "cia", "ussr", "kgb"):
        assert share(word, CAPS) > 0.8, word
        assert share(word, CAPS, style="title") > 0.8, word


def test_a_word_no_text_has_is_a_name_the_likelier_the_rarer_and_if_a_dictionary_says_so() -> None:
    assert share("zqxv", CAPITAL) > 0.4
    assert share("zubok", CAPITAL, names=("zqxv",)) > share("zqxv", CAPITAL) + 0.2


def test_shares_of_a_word_add_up_to_one() -> None:
    found = ways(Words.of(["of", "war", "nato", "us", "zqxv", "a", "may"]), style="prose")
    assert found.sum(axis=1) == pytest.approx(1)
    assert (found >= 0).all()


def test_only_words_that_need_no_capital_are_counted() -> None:
    text = "The war began. War it was: War, said the “War Office”. THE WAR IN KOREA. The NATO war."
    assert counted([text])["war"] == {SMALL: 2, CAPITAL: 0} or counted([text])["war"] == {SMALL: 2}
    assert counted([text])["office"] == {CAPITAL: 1}
    assert counted([text])["nato"] == {CAPS: 1}
    assert "korea" not in counted([text])


def test_ways_of_print() -> None:
    assert [way(w) for w in ("war", "War", "WAR", "I", "McCarthy", "Łódź")] == [0, 1, 2, 1, 1, 1]


def test_the_papers_own_usage_outweighs_the_rule() -> None:
    words = Words.of(["party", "war"])
    before = ways(words, style="prose")
    after = updated(
        before, words.place, counted(["In the Party, of the Party, by the Party. " * 5])
    )
    assert after[0, CAPITAL] > 0.7 > before[0, CAPITAL]
    assert np.allclose(after[1], before[1])
