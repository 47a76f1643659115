"""Given names: which spellings can be one name, and a key that they have in common."""

from __future__ import annotations

import random

import pytest

from restore.romanise.hangul import join
from restore.romanise.korean import fold, name_spellings, same_given
from restore.romanise.korean_readings import is_sino

DIFFERENT = [
    # three men of one paper
    ("Chang-il", "Chang-kil"),
    ("Chang-il", "Chang-man"),
    ("Chang-kil", "Chang-man"),
    ("Chang-ok", "Chang-ik"),
    ("Yong-guk", "Yong-gon"),
    ("Kong-hum", "Kong-hun"),
    ("Dong-gon", "Dong-ok"),
    ("Sok-pok", "Sek-pak"),
    # nearly
    ("Chang-ok", "Chan-gok"),
    ("Chan-ok", "Chang-ok"),
    ("Dong-hok", "Dong-hyok"),
    ("Tu-bong", "Chu-bong"),
    ("Il-sŏng", "Il-song-u"),
    ("Il", "Il-u"),
    ("Kŭm-ch'ŏl", "Kŭm-ch'un"),
    ("Sŭng-u", "Song-u"),
    ("P'il-gyu", "Bil-gyu"),
    ("Hŏn-yŏng", "Hŏn-yun"),
    ("Nam-il", "Nam-i"),
    ("Man-sik", "Min-sik"),
    # who writes ŏ does not write u for it
    ("Kyŏng-sŏn", "Kyŏng-sun"),
    # ŏ and o, where the one has its marks and l is not dropped
    ("Hŭi-ryong", "Hŭi-yŏng"),
    # no names of Korea
    ("Hun-II", "Hun-Il"),
    ("Hun-II", "Hun-II"),
    ("Vladimir", "Vladimir"),
    ("", ""),
    ("-", "-"),
    ("Il", ""),
]
SAME = [
    ("Sok-pok", "Sek-bok"),
    ("Dong-hok", "Tong-hŏk"),
    ("Dong-hyok", "Dong-hek"),
    ("Dong-hok", "Dong-hek"),
    ("Tae-gong", "Dae-gong"),
    ("Pil-gyu", "P'il-gyu"),
    ("P’il-gyu", "Pilgyu"),
    ("P'ilgyu", "Pil Gyu"),
    ("Hon-yong", "Heon-yeong"),
    ("Heon-yeong", "Hŏn-yŏng"),
    ("Hŏn-yŏng", "Hǒn-yǒng"),
    ("Kum-chol", "Kum-ch'ol"),
    ("Kum-ch'ol", "Geum-cheol"),
    ("Kum-chul", "Kŭm-ch'ŏl"),
    ("Il-u", "Il-woo"),
    ("Il-u", "Ir-u"),
    ("Il-sŏng", "Il Sung"),
    ("Il-seong", "Il-sŏng"),
    ("Ir Sen", "Il-sŏng"),
    ("Ir-szen", "Il-sŏng"),
    ("Changok", "Chang-ok"),
    ("ChangOk", "Chang Ok"),
    ("Chang‐ok", "Chang–ok"),
    ("Chan-ir", "Chang-il"),
    ("Il-yen", "Il-yong"),
    ("Il-yong", "Il-lyong"),
    ("Sam-yong", "Sam-nyong"),
    ("Chung-yul", "Chŏng-nyŏl"),
    ("Hen En", "Hŏn-yŏng"),
    ("Sung-eun", "Sŏng-ŭn"),
    ("Duck-woo", "Tŏg-u"),
    ("Tyu-yon", "Chu-yŏn"),
    ("Sang-jo", "Sang-cho"),
    ("Ka-i", "Ga-I"),
    ("Chong-ae", "Jeong-ae"),
    ("Chae-uk", "Jai-wook"),
    ("Tae-sook", "Dae-suk"),
    ("Hŭi-man", "Hee-man"),
    ("Ui-wan", "Eui-wan"),
    ("Mog-wŏn", "Mok-won"),
    ("Ŭng-nyŏl", "Eung-ryeol"),
    ("An-nyŏl", "Al-lyŏl"),
    ("An-nyŏl", "An-ryol"),
    ("Paeng-nyong", "Paek-ryong"),
    ("Ryong-guk", "Yong-guk"),
    ("Rak-chun", "Nak-chun"),
    ("Song-thaek", "Sŏng-t'aek"),
    ("Man'gyu", "Man-gyu"),
    ("Yong-bin", "Young-Bin"),
    ("IL-SONG", "Il-sŏng"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names(one, other):
    assert not same_given(one, other)
    assert not same_given(other, one)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name(one, other):
    assert same_given(one, other)
    assert same_given(other, one)
    assert fold(one) == fold(other)


def names(count: int) -> list[str]:
    """Return given names of two Sino-Korean syllables, drawn evenly, the same at every run."""
    rng = random.Random(1956)  # noqa: S311 (no secret)
    syllables = [
        hangul
        for onset in ["", *"ㄱㄴㄷㄹㅁㅂㅅㅈㅊㅌㅍㅎ"]
        for vowel in "ㅏㅐㅑㅓㅔㅕㅖㅗㅘㅚㅛㅜㅝㅟㅠㅡㅢㅣ"
        for coda in ["", *"ㄱㄴㄹㅁㅂㅇ"]
        if is_sino(hangul := join(onset, vowel, coda))
    ]
    return [rng.choice(syllables) + rng.choice(syllables) for _ in range(count)]


def spellings(given: str) -> list[str]:
    """Return what the systems write for a given name."""
    return sorted({s.split(" ", 1)[1] for s in name_spellings("김 " + given)})


def test_all_systems_spellings_of_a_name_are_the_same_name_and_fold_alike():
    for given in names(400):
        first, *others = spellings(given)
        for other in others:
            assert same_given(first, other), (given, first, other)
            assert fold(first) == fold(other), (given, first, other)


def test_names_called_the_same_fold_alike_whatever_they_are():
    written = [s for given in names(120) for s in spellings(given)[::3]]
    same = [(a, b) for a in written for b in written if a < b and same_given(a, b)]
    assert len(same) > 400
    assert all(fold(a) == fold(b) for a, b in same)


def test_fold_tells_most_names_apart():
    """A sieve: of pairs of names drawn at random, fewer than one in five hundred share a key."""
    keys = [fold(spellings(given)[0]) for given in names(300)]
    alike = sum(a == b for i, a in enumerate(keys) for b in keys[:i])
    assert alike / (len(keys) * (len(keys) - 1) / 2) < 0.002


@pytest.mark.parametrize("text", ["a" * 100_000, "ch" * 50_000, "-" * 100_000, "Il-" * 30_000])
def test_what_is_too_long_to_be_a_name_is_none_at_once(text):
    assert not same_given(text, text)
