"""Hangul into Latin letters: sound changes, personal names, family names."""

from __future__ import annotations

import pytest

from restore.romanise.hangul import join, sounds, split
from restore.romanise.korean import families, mccune_reischauer, name_spellings, revised

SOUND_CHANGES = [
    ("liaison", "목-원", "Mog-wŏn", "Mok-won"),
    ("liaison of l", "일-우", "Ir-u", "Il-u"),
    ("l before h", "발해", "Parhae", "Balhae"),
    ("nasals", "독립문", "Tongnimmun", "Dongnimmun"),
    ("liquids", "신라", "Silla", "Silla"),
    ("n that stays n", "신문로", "Sinmunno", "Sinmunno"),
    ("a mountain pass", "대관령", "Taegwallyŏng", "Daegwallyeong"),
    ("n and g", "한국", "Han'guk", "Hanguk"),
    ("ng and a vowel", "장음", "Changŭm", "Jangeum"),
    ("n and g across a hyphen", "문-규", "Mun-gyu", "Mun-gyu"),
    ("aspiration", "좋고", "Chok'o", "Joko"),
    ("h of a noun", "묵호", "Mukho", "Mukho"),
    ("palatalisation", "해돋이", "Haedoji", "Haedoji"),
    ("palatalisation with h", "굳히다", "Kuch'ida", "Guchida"),
    ("double coda before a vowel", "값이", "Kapsi", "Gapsi"),
    ("double coda at the end", "닭", "Tak", "Dak"),
    ("double coda with h", "많다", "Mant'a", "Manta"),
    ("after l, d and j are unvoiced", "길동", "Kiltong", "Gildong"),
    ("after l, g and b are voiced", "일본", "Ilbon", "Ilbon"),
    ("a and e apart", "사에", "Saë", "Sae"),
    ("s before wi", "쉬", "Shwi", "Swi"),
    ("t before ch", "낮잠", "Natcham", "Natjam"),
    ("t before s", "못살", "Mossal", "Motsal"),
]


@pytest.mark.parametrize(("hangul", "mr", "rr"), [c[1:] for c in SOUND_CHANGES])
def test_sound_changes(hangul, mr, rr):
    assert mccune_reischauer(hangul) == mr
    assert revised(hangul) == rr


@pytest.mark.parametrize("text", ["", "Kim Il-sŏng", "1956", "朴憲永", "- -"])
def test_what_is_no_hangul_stays(text):
    assert mccune_reischauer(text) == text
    assert revised(text) == text


def test_without_marks_no_mark_is_left():
    assert mccune_reischauer("최창익 을", marks=False) == "Choechangik Ul"


def test_every_syllable_is_put_together_as_it_was_taken_apart():
    assert all(join(*split(chr(code))) == chr(code) for code in range(0xAC00, 0xD7A4))


@pytest.mark.parametrize("wrong", ["", "k", "ㄱ", "가나", "朴"])
def test_only_one_whole_syllable_can_be_taken_apart(wrong):
    with pytest.raises(ValueError, match="not one hangul syllable"):
        split(wrong)


def test_what_is_spoken_has_one_of_seven_codas_in_every_pair_of_syllables():
    codas = [join("ㄱ", "ㅏ", c) for c in "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
    for one in ["가", *codas]:
        for onset in ["", *"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅈㅉㅊㅋㅌㅍㅎ"]:
            word = one + join(onset, "ㅏ")
            assert {s.coda for s in sounds(word)} <= set("ㄱㄴㄷㄹㅁㅂㅇ") | {""}, word
            assert mccune_reischauer(word).isalpha() or "'" in mccune_reischauer(word)


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("박헌영", "Pak Hŏn-yŏng"),
        ("김두봉", "Kim Tu-bong"),
        ("기석복", "Ki Sŏk-pok"),
        ("이필규", "Yi P'il-gyu"),
        ("최창익", "Ch'oe Ch'ang-ik"),
        ("허가이", "Hŏ Ka-i"),
        ("유성훈", "Yu Sŏng-hun"),
        ("류성훈", "Yu Sŏng-hun"),
    ],
)
def test_the_leading_spelling_is_the_scholarly_one(hangul, latin):
    assert name_spellings(hangul)[0] == latin


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("김일성", "Kim Il Sung"),
        ("김일성", "Kim Il Song"),
        ("김정일", "Kim Jong Il"),
        ("이승만", "Lee Seung-man"),
        ("이승만", "Rhee Sung-man"),
        ("이상조", "Ri Sang Jo"),
        ("리상조", "Yi Sang-jo"),
        ("림해", "Rim Hae"),
        ("림해", "Im Hae"),
        ("로철산", "Ro Chol San"),
        ("최용건", "Choe Yong-gon"),
        ("최용건", "Choi Yong-geon"),
        ("박정희", "Park Jeong-hui"),
        ("박일우", "Pak Il-u"),
        ("박일우", "Pak Ir-u"),
        ("변안렬", "Pyŏn An-nyŏl"),
        ("이룡국", "Yi Yong-guk"),
        ("이룡국", "Ri Ryong Guk"),
        ("황보영", "Hwangbo Yŏng"),
        ("황보영", "Hwang Po-yŏng"),
        ("남궁억", "Namgung Ŏk"),
    ],
)
def test_spellings_of_a_name_by_system_and_custom(hangul, latin):
    assert latin in name_spellings(hangul)


def test_spellings_are_few_and_none_stands_twice():
    for hangul in ("김일성", "최창익", "남궁억", "정율성", "채병렬"):
        spellings = name_spellings(hangul)
        assert len(spellings) == len(set(spellings)) <= 60


@pytest.mark.parametrize("wrong", ["", "김", "김 ", "Kim Il-sŏng", "金日成", "김日成"])
def test_a_name_needs_family_and_given_name_in_hangul(wrong):
    with pytest.raises(ValueError, match="not a family name and a given name"):
        name_spellings(wrong)


@pytest.mark.parametrize(
    "latin",
    ["", "Smith", "Il", "II", "Ivanov", "Mao", "Stalin", "Pakistan", "Kimm", "gai", "ogai gai"],
)
def test_not_family_names(latin):
    assert families(latin) == frozenset()


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        *[(latin, "이") for latin in ("Yi", "Lee", "Li", "Ri", "Rhee", "I", "Ligai", "YI")],
        *[(latin, "최") for latin in ("Ch'oe", "Ch’oe", "Choe", "Choi", "Joe", "Tsoi", "Tsoy")],
        *[(latin, "박") for latin in ("Pak", "Park", "Bak")],
        *[(latin, "임") for latin in ("Im", "Lim", "Rim", "Yim")],
        *[(latin, "허") for latin in ("Hŏ", "Ho", "Huh", "Heo", "Hegai", "Khegai", "Hegay")],
        *[(latin, "정") for latin in ("Chŏng", "Chong", "Jeong", "Jong", "Chung", "Jung", "Ten")],
        *[(latin, "유") for latin in ("Yu", "Yoo", "Ryu")],
        *[(latin, "남궁") for latin in ("Namgung", "Namkung")],
    ],
)
def test_family_names(latin, hangul):
    assert hangul in families(latin)


def test_families_are_told_apart():
    assert not families("Pak") & families("Paek")
    assert not families("Chang") & families("Chong")
    assert not families("Kim") & families("Kum")
    assert not families("Yi") & families("Yu")
