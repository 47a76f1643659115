"""The lexicon: which words it holds, in which forms, and how likely each form is."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from restore.decode import lexicon_store
from restore.decode.language import UNKNOWN, language
from restore.decode.language_cache import Cache
from restore.decode.lexicon import Lexicon, lexicon_of, sorted_forms
from restore.decode.lexicon_forms import every_form
from restore.decode.lexicon_words import known_of
from restore.evidence.authorities import Authorities, Entry, load, nothing

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lost_letters"


@cache
def bundled() -> Lexicon:
    return lexicon_of(load())


@cache
def general() -> Lexicon:
    return lexicon_of(nothing())


@cache
def _forms(lexicon: Lexicon) -> dict[str, int]:
    return {text: form for form, text in enumerate(lexicon.all())}


def form(text: str, lexicon: Lexicon | None = None) -> int:
    return _forms(lexicon or bundled())[text]


def prior(text: str, style: str, *, first: bool = False, lexicon: Lexicon | None = None) -> float:
    found = lexicon or bundled()
    at = np.array([form(text, found)], np.int32)
    if style == "title":
        return float(found.prior(at, style="title", first=first)[0])
    return float(found.prior(at, style="prose", first=first)[0])


def printed(column: str, name: str) -> list[str]:
    lines = (FIXTURES / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    at = rows[0].index(column)
    text = " ".join(row[at] for row in rows[1:] if row[0] == "fit")
    return re.findall(r"[^\W\d_]+(?:’[^\W\d_]+)*", text.replace("'", "’"))


def share(words: list[str], lexicon: Lexicon) -> float:
    return sum(word in _forms(lexicon) for word in words) / len(words)


def test_nearly_all_words_of_unseen_titles_and_sentences_are_held() -> None:
    # Measured: 0.995 and 0.999 with the dictionaries, 0.980 and 0.992 without.
    titles, sentences = printed("title", "titles.tsv"), printed("sentence", "sentences.tsv")
    assert share(titles, bundled()) > 0.97
    assert share(sentences, bundled()) > 0.98
    assert share(titles, general()) > 0.93
    assert share(sentences, general()) > 0.97


PRINTED = """
    war War USSR CPSU KGB NKIDP McCarthy MacArthur O’Neill Gomułka Gomulka Stalin’s Khrushchev’s
    workers’ Sino Il Sung Politburo Opis Delo Rossiiskoi Beijing Chuikov Vietnamese détente II XIV
    Tse tung Fonds Ho Chi Minh NATO
"""


@pytest.mark.parametrize("text", re.findall(r"\S+", PRINTED))
def test_forms_of_print_are_held(text: str) -> None:
    assert form(text) >= 0


def test_names_of_authors_and_given_names_are_held_unless_names_are_left_out() -> None:
    without = lexicon_of(load(), names=False)
    for text in ("Alperovitz", "Trasca", "Traşcă", "Immerman"):
        assert form(text) >= 0
        assert text not in _forms(without)
    assert prior("Jörg", "title") > -3


def test_no_form_comes_twice_and_none_is_empty() -> None:
    texts = bundled().all()
    assert len(set(texts)) == len(texts)
    assert all(texts)
    assert "".join(texts[:99]) == "".join(map(chr, bundled().codes[: bundled().starts[99]]))
    assert bundled().text(5) == texts[5]
    assert bundled().texts([0, len(texts) - 1]) == [texts[0], texts[-1]]


def test_common_forms_come_first() -> None:
    assert np.all(np.diff(bundled().ranks) <= 0)
    assert form("the") < form("war") < form("Ulbricht") < form("Zhalanashkol")


def test_titles_and_prose_print_the_same_word_in_different_ways() -> None:
    assert prior("War", "title") > prior("war", "title") + 3
    assert prior("strategy", "prose") > prior("Strategy", "prose") + 2
    assert prior("of", "title") > prior("Of", "title") + 3
    assert prior("Moscow", "prose") > prior("moscow", "prose") + 3


def test_a_line_begins_with_a_capital() -> None:
    for style in ("title", "prose"):
        assert prior("The", style, first=True) > prior("the", style, first=True) + 4
        assert prior("USSR", style, first=True) > prior("Ussr", style, first=True) + 1


def test_forms_have_the_numbers_of_their_words() -> None:
    models = language()
    for text in ("war", "War", "USSR", "Gomułka"):
        assert bundled().words[form(text)] == models.id(text)
    assert bundled().words[form("Khrushchev’s")] in (
        models.id("Khrushchev’s"),
        models.id("Khrushchev"),
    )


def test_marked_letters_do_not_beat_the_common_word_of_the_same_letters() -> None:
    marked = [t for t in _forms(bundled()) if t.lower() == "thế"]
    assert all(prior(text, "title") < -5 for text in marked)
    assert prior("Gomułka", "title") > -2


def test_words_the_models_do_not_know_share_what_is_unknown() -> None:
    lexicon = bundled()
    unknown = np.flatnonzero(lexicon.words == UNKNOWN).astype(np.int32)
    assert len(unknown) > 100
    assert 0.05 < np.exp(lexicon.prior(unknown, style="title")).sum() < 1


def test_dictionaries_can_be_left_out() -> None:
    without = lexicon_of(load(), names=False, places=False)
    assert len(general()) < len(without) < len(bundled())


def test_a_users_entry_becomes_a_word() -> None:
    entry = Entry(kind="persons", name="Zqxv Vrhbosnić", fields={"name": "Zqxv Vrhbosnić"})
    mine = replace(load(), entries=(entry, *load().entries))
    assert isinstance(mine, Authorities)
    lexicon = lexicon_of(mine)
    for text in ("Zqxv", "Vrhbosnić", "Vrhbosnic", "Vrhbosnić’s"):
        assert form(text, lexicon) >= 0
    assert "Zqxv" not in _forms(bundled())


OWN = "At the Plenum, comrade Vrhbosnić spoke of qaxt. So did the Plenum; then Vrhbosnić left. " * 3


def test_the_papers_own_words_are_held_and_printed_as_it_prints_them() -> None:
    lexicon = lexicon_of(load(), own=OWN)
    models = language().with_cache(Cache.of(OWN))
    assert lexicon.words[form("Vrhbosnić", lexicon)] == models.id("vrhbosnic") != UNKNOWN
    assert form("Vrhbosnić’s", lexicon) >= 0
    assert form("qaxt", lexicon) >= 0
    gain = prior("Plenum", "prose", lexicon=lexicon) - prior("Plenum", "prose")
    assert gain > 0.2


def test_only_names_are_given_possessives_that_no_text_has() -> None:
    for text in ("The’s", "Of’s", "And’s"):
        assert text not in _forms(bundled())
    assert form("Zhivkov’s") >= 0


def test_lines_of_capitals_have_all_words_in_capitals_once() -> None:
    loud = bundled().capitals()
    texts = loud.all()
    assert len(set(texts)) == len(texts) < 0.6 * len(bundled())
    assert {"WAR", "GOMUŁKA", "STALIN’S", "MCCARTHY"} <= set(texts)
    assert all(text == text.upper() for text in texts)
    assert np.all(np.diff(loud.ranks) <= 0)


def test_the_same_lexicon_comes_every_time() -> None:
    one, other = lexicon_of(load(), own=OWN), lexicon_of(load(), own=OWN)
    assert one.all() == other.all()
    assert np.array_equal(one.ranks, other.ranks)


def test_the_stored_lexicon_is_what_models_and_dictionaries_make() -> None:
    # Where this fails, the code changed: run scripts/make_case.py.
    stored = lexicon_store.read()
    if stored is None:
        pytest.skip("a dictionary has changed: loading takes its time until `make models` is run")
    made = sorted_forms(
        every_form(known_of(load(), asked=(True, True), models=language())), language()
    )
    assert stored.texts.split("\n") == made.all()
    assert np.array_equal(stored.words, made.words)
    assert np.allclose(stored.priors, made.priors)


def test_a_stored_lexicon_of_other_data_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon_store, "made_from", lambda: "0" * 64)
    assert lexicon_store.read() is None
