"""Latin letters back to hangul: what a written syllable can be, and what none can be."""

from __future__ import annotations

import pytest

from restore.romanise.korean import is_syllable, mccune_reischauer, readings, revised

NONE = """
The But Not Yet Put Get It At Us Is Its This With From And By My Can Day Car
II ll lI Il-sŏng I1 1l rn rnn Hun-II Cbang Gbang Hyuk-- bng xi qing zhou Kraft str Ivan Smith
Hŏnn Kimm Changg jj ng n k ch' ' - . aa iiii uy' Ťen Pyongyang Khrushchev 0k K1m Tŏ-k
"""


@pytest.mark.parametrize("latin", ["", " ", "Il ", *NONE.split()])
def test_no_syllable_of_korean_is_written_so(latin):
    assert not is_syllable(latin)


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        # McCune-Reischauer with its marks, and without
        ("Hŏn", "헌"),
        ("Hon", "헌"),
        ("P'il", "필"),
        ("P’il", "필"),
        ("Pil", "필"),
        ("Kŭm", "금"),
        ("Kum", "금"),
        ("Ch'oe", "최"),
        ("gyu", "규"),
        ("Tŭk", "득"),
        ("Hǒn", "헌"),  # a caron for the breve
        # where syllables meet
        ("Ir", "일"),
        ("Mog", "목"),
        ("Ŏb", "업"),
        # Revised
        ("Heon", "헌"),
        ("geum", "금"),
        ("seok", "석"),
        ("Hui", "희"),
        ("bok", "복"),
        # North Korean
        ("Jong", "정"),
        ("Thaek", "택"),
        ("Phil", "필"),
        ("Ryong", "룡"),
        # popular
        ("Woo", "우"),
        ("Young", "영"),
        ("Hyun", "현"),
        ("Jin", "진"),
        ("Soo", "수"),
        ("Shik", "식"),
        ("Chul", "철"),
        ("Suk", "석"),
        ("Sung", "성"),
        ("Kyung", "경"),
        ("Hee", "희"),
        ("Eui", "의"),
        ("Oh", "오"),
        ("Uh", "어"),
        ("Jai", "재"),
        # by way of Russian
        ("Sek", "석"),
        ("Den", "정"),
        ("Hen", "현"),
        ("Khen", "형"),
        ("Tsoi", "최"),
        ("Ten", "정"),
        ("Tyan", "장"),
        ("Tian", "장"),
        ("Tyu", "주"),
        ("Dyo", "조"),
        ("Sen", "성"),
        ("Yu", "유"),
        ("Van", "완"),
        ("szen", "성"),
    ],
)
def test_what_a_syllable_can_stand_for(latin, hangul):
    assert hangul in readings(latin)


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("P'il", "빌"),  # an apostrophe is aspiration
        ("Hŏn", "혼"),  # a breve is a breve
        ("Gil", "킬"),
        ("Ju", "저"),  # u is ㅓ in closed syllables only
        ("Hok", "혁"),  # o is not yo
        ("Chang", "찬"),
        ("Chan", "찰"),
        ("Tan", "잔"),  # Russian t is ㅈ before soft vowels only
        ("Ban", "판"),
        ("Gi", "희"),
        ("Ee", "에"),
    ],
)
def test_what_a_syllable_cannot_stand_for(latin, hangul):
    assert hangul not in readings(latin)


@pytest.mark.parametrize("letters", ["a" * 100_000, "ch" * 50_000, "'" * 100_000])
def test_what_is_too_long_is_refused_at_once(letters):
    assert not is_syllable(letters)


def test_what_both_systems_write_for_a_syllable_is_read_back():
    for code in range(0xAC00, 0xD7A4):
        hangul = chr(code)
        if (code - 0xAC00) % 28 in (0, 1, 4, 8, 16, 17, 21):  # the codas of Sino-Korean, and none
            for latin in (mccune_reischauer(hangul), revised(hangul)):
                assert hangul in readings(latin) or latin.startswith("Shwi"), (hangul, latin)
