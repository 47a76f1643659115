"""What the language witness thinks of tokens: first what it must not know, then what it must."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from restore.evidence.glyph_language import Language, letters_of, likeliest
from restore.evidence.glyph_language_letters import Letters, fold, folded
from restore.evidence.words import LANGUAGES, shares
from tests.evidence.solver_sample import ENGLISH, FRENCH, GERMAN, HUNGARIAN, POLISH


@pytest.fixture(scope="module")
def english() -> Language:
    return Language("en", frozenset({"orekhov", "hamhŭng"}))


# --- what it must not know -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1956", "1973"),
        ("(box", "(box"),
        ("12,400", "98,700"),
        ("Gërzqö", "Gerzqo"),  # an accent on a name that no list has
        ("Szâbó", "Szábó"),  # neither is in a list
        ("Review", "Review"),
    ],
)
def test_no_preference(english, one, other):
    assert english.token(one) == pytest.approx(english.token(other))


def test_no_token_is_much_worse_than_the_floor(english):
    assert english.token("xqzt§§%%kkq") > -20.0 - 0.8 * 11 - 0.1 * 100
    assert english.token("") < 0


def test_a_name_in_no_list_is_not_killed(english):
    """It is better than the floor, and far better than a row of letters."""
    for name, row in [
        ("Gorbanyev", "Gqrbzmyxv"),
        ("Halmossy", "Hxlmqssv"),
        ("Trubnikov", "Trvbnlkqv"),
    ]:
        assert english.token(name) > -29.0
        assert english.token(name) > english.token(row) + 2.0


def test_a_language_without_a_list_is_not_taken_for_another():
    words = ["kwamba", "mwaka", "tulikutana", "pamoja", "kuzungumza", "tukaondoka"]
    assert likeliest(words * 5)[1] < 0.3


# --- what it must know ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("the", "tne"),
        ("The", "THe"),
        ("Khrushchev", "Khrvshchev"),
        ("Pyongyang,", "Pyongvang,"),
        ("It", "lt"),
        ("I", "l"),
        ("1956", "l956"),
        ("1900", "19OO"),
        ("1956", "I956"),
        ("1956–57", "1956-57"),
        ("Sino-Soviet", "Sino–Soviet"),
        ("well-known", "weII-known"),
        ("director", "clirector"),
        ("office", "oflice"),
        ("“quick”", "”quick“"),
        ("water.", "water’"),
        ("he,", "he’"),
        ("o’clock", "o,clock"),
        ("Szabó’s", "Szabó,s"),
        ("don’t", "don”t"),
        ("II", "ll"),
        ("XIV", "XlV"),
        ("of", "0f"),
        ("boxes)", "boxes]"),
        ("Union.12", "Union.l2"),
        ("5th", "Sth"),
        ("of", "óf"),
        ("Orekhov", "Orekbov"),
        ("Győr", "Gyôr"),
        ("László", "Lăszló"),
        ("Hamhŭng", "Hamhûng"),
        ("McCune", "MCcune"),
        ("with", "With"),
    ],
)
def test_preference(english, right, wrong):
    assert english.token(right) > english.token(wrong)


@pytest.mark.parametrize(
    ("text", "code"),
    [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (POLISH, "pl"), (HUNGARIAN, "hu")],
)
def test_language_of_a_text(text, code):
    words = [w.strip(".,;:„“”«»()") for w in text.split()]
    found, known = likeliest(w for w in words if w.isalpha() and w.islower())
    assert found == code
    assert known > 0.45


def test_quotation_marks_close_as_the_language_has_it():
    german, english = Language("de"), Language("en")
    assert german.token("„Akten“") > german.token("„Akten”")
    assert english.token("“files”") > english.token("“files“")


def test_a_paper_in_another_language_may_have_english_words():
    german = Language("de")
    assert german.knows("foreign")
    assert german.token("Öffentlichkeit") > german.token("Offentlichkeit")


def test_rejects():
    english = Language("en")
    assert english.rejects("tne")
    assert english.rejects("Sino-Sovlct")
    assert not english.rejects("Sino-Soviet,")
    assert not english.rejects("1956")


# --- the chains of letters -----------------------------------------------------------------------


def test_chains_are_probabilities():
    table = np.exp(letters_of("en").table().astype(np.float64))
    assert table.sum(axis=-1) == pytest.approx(np.ones((27, 27, 27)), abs=1e-4)


def test_chains_learn_what_they_are_shown():
    letters = Letters({"baba": 0.5, "bab": 0.5})
    assert letters.score("baba") > letters.score("abab") > letters.score("zzzz")
    assert letters.score("báb") == letters.score("bab")


@pytest.mark.parametrize(
    ("word", "plain"),
    [("wałęsa", "walesa"), ("gyimóthy", "gyimothy"), ("nguyễn", "nguyen"), ("ж", "ж")],
)
def test_fold(word, plain):
    assert fold(word) == plain


def test_what_is_not_latin_is_foreign():
    assert folded("ж") == folded("1") == folded("β") == ""
    assert letters_of("en").score("жук") < letters_of("en").score("qzx")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_a_list(code):
    assert len(shares(code, small=True)) > 20_000


def test_english_is_ready_in_a_moment():
    """The lists and the chains: 0.2 s were measured, beside the imports."""
    program = (
        "import time; from restore.evidence.glyph_language import Language;"
        "t = time.process_time();"
        "Language().token('Győr'); print(time.process_time() - t)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < 1.5
