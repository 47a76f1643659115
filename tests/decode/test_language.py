"""The models that ship: whole, sound, and right about what everybody in the field knows."""

from __future__ import annotations

import hashlib
import json
import math
from importlib.resources import files

import numpy as np
import pytest

from restore.decode.language import BOS, NUMBER, UNKNOWN, Cache, Language, Style, language

STYLES: tuple[Style, ...] = ("title", "prose")
PAPER = """Bdzgenbal met Kim Il Sung in Ulaanbaatar. The Presidium heard Bdzgenbal twice. Later
Bdzgenbal told the Presidium that the loan was small. Nobody else spoke of the loan."""


@pytest.fixture(scope="module")
def lm() -> Language:
    return language()


def following(lm: Language, first: str, second: str, style: Style) -> np.ndarray:
    """Return P(word | first second) of every word; "" is the beginning."""
    size = words_in(lm)
    everything = np.arange(1, size, dtype=np.int32)
    before = [lm.id(word) if word else BOS for word in (first, second)]
    a, b = (np.full(len(everything), number, np.int32) for number in before)
    return np.exp(lm.score(a, b, everything, style=style).astype(np.float64))


def words_in(lm: Language) -> int:
    """Return how many words a language knows, those of a paper included."""
    own = lm._memory.numbers if lm._memory else {}
    return len(lm._models.numbers) + len(own)


def log(lm: Language, text: str, style: Style = "title") -> float:
    """Return ln P of the last word of a text after the two before it."""
    ids = lm.ids(text.split())
    return float(lm.score(ids[-3:-2], ids[-2:-1], ids[-1:], style=style)[0])


def test_the_file_is_the_one_that_was_told_of():
    data = files("restore").joinpath("data")
    told = json.loads(data.joinpath("language.json").read_text(encoding="utf-8"))
    stored = data.joinpath("language.npz").read_bytes()
    assert hashlib.sha256(stored).hexdigest() == told["sha256"]
    assert len(stored) == told["bytes"] < 20_000_000


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("first", "second"),
    [("", ""), ("", "the"), ("the", "cold"), ("soviet", "union"), ("zqxv", "zqxv"), ("of", "1956"),
     ("sino", "soviet"), ("nobody", "grain"), ("united", "states"), ("kim", "il")],
)  # fmt: skip
def test_probabilities_of_all_words_add_up_to_one(
    lm: Language, first: str, second: str, style: Style
):
    assert following(lm, first, second, style).sum() == pytest.approx(1, abs=2e-3)


def test_probabilities_add_up_after_any_words(lm: Language):
    rng = np.random.default_rng(7)
    everything = np.arange(1, words_in(lm), dtype=np.int32)
    for a, b in rng.integers(1, 20_000, (6, 2)).tolist():
        before = (np.full(len(everything), number, np.int32) for number in (a, b))
        total = np.exp(lm.score(*before, everything, style="prose").astype(np.float64)).sum()
        assert total == pytest.approx(1, abs=2e-3)


@pytest.mark.parametrize("style", STYLES)
def test_words_and_pairs_alone_add_up_to_one(lm: Language, style: Style):
    everything = np.arange(1, words_in(lm), dtype=np.int32)
    alone = np.exp(lm.unigram(everything, style=style).astype(np.float64)).sum()
    cold = np.full(len(everything), lm.id("cold"), np.int32)
    paired = np.exp(lm.bigram(cold, everything, style=style).astype(np.float64)).sum()
    assert (alone, paired) == (pytest.approx(1, abs=2e-3), pytest.approx(1, abs=2e-3))


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("the cold war", "the cold was"),
        ("in the united states", "in the united stages"),
        ("the warsaw pact", "the warsaw fact"),
        ("the korean war", "the korean was"),
        ("central committee of", "central committee if"),
        ("the cuban missile", "the cuban middle"),
        ("nikita khrushchev and", "nikita khrushchev than"),
        ("the people's republic", "the people's public"),
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_what_the_field_says_is_likelier(lm: Language, likely: str, unlikely: str, style: Style):
    assert log(lm, likely, style) > log(lm, unlikely, style) + 2


def test_two_words_before_say_more_than_one(lm: Language):
    ids = lm.ids(["the", "cold", "war"])
    near = lm.bigram(ids[1:2], ids[2:], style="prose")[0]
    assert lm.score(ids[:1], ids[1:2], ids[2:], style="prose")[0] > near
    assert near > lm.unigram(ids[2:], style="prose")[0] + 3


def test_titles_begin_otherwise_than_prose(lm: Language):
    origins = lm.ids(["origins"])
    start, the = np.array([BOS], np.int32), lm.ids(["the"])
    title = lm.score(start, the, origins, style="title")
    assert title[0] > lm.score(start, the, origins, style="prose")[0] + 1


def test_a_word_has_one_number_however_it_is_written(lm: Language):
    assert lm.id("Ceaușescu") == lm.id("ceausescu") != UNKNOWN
    assert lm.id("Stalin’s") == lm.id("stalin's")
    assert lm.id("zqxvk") == UNKNOWN
    assert lm.id("<num>") == NUMBER
    assert lm.ids(["War", "zqxvk"]).tolist() == [lm.id("war"), UNKNOWN]
    assert lm.ids(["War"]).dtype == np.int32


def test_many_are_scored_as_one_by_one(lm: Language):
    rng = np.random.default_rng(3)
    a, b, c = (rng.integers(0, words_in(lm), 300).astype(np.int32) for _ in range(3))
    a[:150], b[:150] = a[0], b[0]
    together = lm.score(a, b, c, style="title")
    alone = [
        lm.score(a[i : i + 1], b[i : i + 1], c[i : i + 1], style="title")[0] for i in range(300)
    ]
    assert together.dtype == np.float32
    assert np.array_equal(together, np.array(alone, np.float32))
    assert len(lm.score(a[:0], b[:0], c[:0], style="title")) == 0


def test_a_spelling_like_a_name_is_likelier_than_noise(lm: Language):
    assert lm.unknown("Szalontai") > lm.unknown("Sztxvqlkr") + 10
    assert lm.unknown("a") < lm.unigram(lm.ids(["a"]), style="prose")[0]


def test_the_possessive_of_a_known_name_is_no_riddle(lm: Language):
    name = lm.ids(["Fedorenko"])
    assert name[0] != UNKNOWN
    assert lm.unknown("Fedorenko’s") == pytest.approx(
        math.log(0.01) + float(lm.unigram(name, style="prose")[0]), abs=1e-4
    )


@pytest.mark.parametrize("style", STYLES)
def test_with_a_paper_all_still_adds_up_to_one(lm: Language, style: Style):
    own = lm.with_cache(Cache.of(PAPER * 20))
    for first, second in (("kim", "il"), ("the", "presidium"), ("", ""), ("x", "bdzgenbal")):
        assert following(own, first, second, style).sum() == pytest.approx(1, abs=2e-3)
    everything = np.arange(1, words_in(own), dtype=np.int32)
    alone = np.exp(own.unigram(everything, style=style).astype(np.float64)).sum()
    assert alone == pytest.approx(1, abs=2e-3)


def test_a_paper_teaches_its_own_words(lm: Language):
    own = lm.with_cache(Cache.of(PAPER * 20))
    assert lm.id("Bdzgenbal") == UNKNOWN != own.id("Bdzgenbal")
    assert log(own, "told the presidium", "prose") > log(lm, "told the presidium", "prose") + 2
    assert log(own, "cold war era", "prose") < log(lm, "cold war era", "prose")
    assert lm.id("Bdzgenbal") == UNKNOWN, "the language that all share stays as it was"


def test_a_paper_without_words_teaches_nothing(lm: Language):
    own = lm.with_cache(Cache.of(""))
    assert log(own, "the cold war") == pytest.approx(log(lm, "the cold war"), abs=1e-4)


def test_pairs_of_a_paper_do_not_reach_over_sentences():
    assert ("small", "nobody") not in Cache.of(PAPER).pairs
    assert Cache.of(PAPER).pairs["<s>", "nobody"] == 1
