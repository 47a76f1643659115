"""Chinese names: every syllable both ways, published tables, readings, families, the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from restore.romanise import chinese
from restore.romanise.tables import rows

PUBLISHED = Path(__file__).parent / "data" / "chinese_wade_giles.tsv"

SYLLABLES = [tuple(row) for row in rows("chinese_syllables.tsv")]

# The tables of the university library that differ from the printed guide, and from usage: slips.
SLIPS = {
    ("luan", "lüan"),
    ("lue", "lüeh"),
    ("nue", "nüeh"),
    ("tie", "t'oeh"),
    ("chua", "ch`ua"),
    ("lvan", "lüan"),
    ("lüan", "lüan"),
    ("lün", "lün"),
}
# Syllables of dialects and of a dictionary's margin that no name is made of.
NO_NAMES = {"cei", "ê", "diang", "nia", "sei", "shong", "lüan", "lün", "lvan", "lvn"}


def published():
    lines = PUBLISHED.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")][1:]


def bare(spelling):
    return spelling.replace("ê", "e").replace("ŭ", "u")


def test_there_are_as_many_syllables_as_the_language_has():
    assert 400 <= len({pinyin for pinyin, _, _ in SYLLABLES}) <= 420


@pytest.mark.parametrize(("pinyin", "wade"), [(p, w) for p, w, _ in SYLLABLES])
def test_every_syllable_goes_both_ways(pinyin, wade):
    assert chinese.to_wade_giles(pinyin, accents=True) == wade
    assert pinyin in chinese.to_pinyin(wade)
    assert pinyin in chinese.to_pinyin(bare(wade))
    assert pinyin in chinese.to_pinyin(wade.replace("'", "").replace("ü", "u"), marks_dropped=True)
    assert (pinyin,) in chinese.readings(wade)


def test_the_guide_of_1968_agrees_in_every_syllable():
    pairs = [(p, w) for p, w, source in published() if source == "legeza" and p not in NO_NAMES]
    assert len(pairs) >= 400
    # The guide lists kê beside ko, hê beside ho, k'ê beside k'o and yi beside i.
    other = {("ge", "kê"), ("he", "hê"), ("ke", "k'ê"), ("yi", "yi")}
    wrong = [
        (p, w)
        for p, w in pairs
        if chinese.to_wade_giles(p, accents=True) != w and (p, w) not in other
    ]
    assert wrong == []
    assert [(p, w) for p, w in pairs if p not in chinese.to_pinyin(w)] == []


def test_its_old_forms_are_read():
    old = [(p, w) for p, w, source in published() if source == "legeza, old"]
    assert len(old) >= 8
    assert [(p, w) for p, w in old if p not in chinese.to_pinyin(w)] == []


def test_the_library_table_agrees_but_for_its_slips():
    pairs = [(p, w) for p, w, source in published() if source == "chicago" and p not in NO_NAMES]
    pairs = [pair for pair in pairs if pair not in SLIPS and pair[0] not in ("lve", "nve")]
    assert len(pairs) >= 400
    assert [(p, w) for p, w in pairs if bare(chinese.to_wade_giles(p)) != w] == []


# --- words ------------------------------------------------------------------------------------

NOT_CHINESE = ["Khrushchev", "Brown", "Gromyko", "Ulbricht", "Pak", "Kim", "Gheorghiu-Dej", "", "X"]


@pytest.mark.parametrize("word", NOT_CHINESE)
def test_what_is_not_chinese_is_not_read(word):
    assert chinese.readings(word) == frozenset()
    assert chinese.to_wade_giles(word) == ""
    assert chinese.to_pinyin(word) == frozenset()


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("Zedong", "ze dong"),
        ("Tse-tung", "ze dong"),
        ("Tsetung", "ze dong"),
        ("En-lai", "en lai"),
        ("Enlai", "en lai"),
        ("Xiaoping", "xiao ping"),
        ("Hsiao-p'ing", "xiao ping"),
        ("Hsiao-p’ing", "xiao ping"),
        ("Hsiao-ping", "xiao ping"),
        ("Xi'an", "xi an"),
        ("Hsi-an", "xi an"),
        ("Sian", "xi an"),
        ("Peking", "bei jing"),
        ("Chungking", "chong qing"),
        ("Tientsin", "tian jin"),
        ("Nanking", "nan jing"),
        ("Teh-huai", "de huai"),
        ("Hwang Hwa", "huang hua"),
        ("Lü Zhengcao", "lü zheng cao"),
        ("Lu Zhengcao", "lü zheng cao"),
        ("Wu Hsiu-ch'üan", "wu xiu quan"),
        ("Wu Hsiu-chuan", "wu xiu quan"),
        ("Chao Ke Xian", "chao ke xian"),
        ("Ssu-ma", "si ma"),
        ("Szu-ma", "si ma"),
    ],
)
def test_a_word_is_read(word, reading):
    assert tuple(reading.split()) in chinese.readings(word)


def test_a_lost_apostrophe_leaves_both_readings_and_a_kept_one_none_but_its_own():
    assert chinese.to_pinyin("chou") == {"zhou"}
    assert chinese.to_pinyin("chou", marks_dropped=True) == {"zhou", "chou"}
    assert chinese.readings("Hsiao-p'ing") == {("xiao", "ping")}
    assert chinese.readings("Hsiao-ping") == {("xiao", "ping"), ("xiao", "bing")}
    assert chinese.readings("P'eng Te-huai") == {("peng", "de", "huai")}


def test_an_inner_vowel_does_not_part_a_syllable():
    assert chinese.readings("Xian") == {("xian",)}
    assert chinese.readings("Tian") == {("tian",)}
    assert chinese.readings("Rongzhen") == {("rong", "zhen")}


@pytest.mark.parametrize(
    ("pinyin", "wade"),
    [
        ("Deng Xiaoping", "Teng Hsiao-p'ing"),
        ("Zhou Enlai", "Chou En-lai"),
        ("Peng Dehuai", "P'eng Te-huai"),
        ("Lü Zhengcao", "Lü Cheng-ts'ao"),
        ("Xu Xiangqian", "Hsü Hsiang-ch'ien"),
        ("Zhu De", "Chu Te"),
        ("Ye Jianying", "Yeh Chien-ying"),
        ("Xi'an", "Hsi-an"),
        ("Ouyang Qin", "Ou-yang Ch'in"),
    ],
)
def test_a_name_is_written_in_wade_giles(pinyin, wade):
    assert chinese.to_wade_giles(pinyin) == wade


# --- families -----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["Khrushchev", "Gromyko", "Nguyen", "Stalin", "Smith", "Rusk", ""])
def test_not_a_chinese_family_name(word):
    assert not chinese.is_family(word)


FAMILIES = (
    "Mao Zhou Chou Deng Teng Liu Zhu Chu Peng P'eng Lin Ye Yeh Qiao Ch'iao Hsü Xu Ouyang Ou-yang "
    "Ssu-ma Zhuge Chu-ko Chiang Soong Kung Xi Hsi Nie Nieh Su Bo Po"
)


@pytest.mark.parametrize("word", FAMILIES.split())
def test_a_chinese_family_name(word):
    assert chinese.is_family(word)


def test_the_families_are_syllables_of_the_table():
    known = {pinyin for pinyin, _, _ in SYLLABLES}
    for pinyin, characters in rows("chinese_families.tsv"):
        if all(len(c) == 1 for c in characters.split()):
            assert pinyin in known


# --- the key ----------------------------------------------------------------------------------

APART = [
    ("Mao Zedong", "Mao Zemin"),
    ("Liu Shaoqi", "Li Shaoqi"),
    ("Zhou Enlai", "Zhou Yang"),
    ("Deng Xiaoping", "Deng Zihui"),
    ("Qiao Xiaoguang", "Qiao Guanhua"),
    ("Chen Yi", "Chen Yun"),
    ("Xi'an", "Xian"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_have_other_keys(one, other):
    assert chinese.fold(one) != chinese.fold(other)


@pytest.mark.parametrize(
    "names",
    [
        ("Mao Zedong", "Mao Tse-tung", "Mao Tsetung", "MAO ZEDONG", "Mao Ze-dong"),
        ("Zhou Enlai", "Chou En-lai", "Chou Enlai"),
        ("Deng Xiaoping", "Teng Hsiao-p'ing", "Teng Hsiao-p’ing", "Teng Hsiao-ping"),
        ("Qiao Xiaoguang", "Qiao Xiao Guang", "Ch'iao Hsiao-kuang"),
        ("Peng Dehuai", "P'eng Te-huai", "P'eng Teh-huai"),
        ("Lü Zhengcao", "Lu Zhengcao", "Lü Cheng-ts'ao", "Lu Cheng-tsao"),
    ],
)
def test_spellings_of_one_name_share_a_key(names):
    assert len({chinese.fold(name) for name in names}) == 1


@pytest.mark.parametrize(("pinyin", "wade"), [(p, w) for p, w, _ in SYLLABLES])
def test_pinyin_and_wade_giles_share_a_key_with_and_without_marks(pinyin, wade):
    keys = {chinese.fold(s) for s in (pinyin, wade, bare(wade), bare(wade).replace("'", ""))}
    keys.add(chinese.fold(bare(wade).replace("'", "").replace("ü", "u")))
    assert len(keys) == 1


def test_the_key_is_not_coarser_than_it_must_be():
    # 294 keys for 413 syllables: what the two systems confuse, and nothing else.
    assert len({chinese.fold(pinyin) for pinyin, _, _ in SYLLABLES}) >= 290
