"""The dictionary of persons says of each person one thing in two scripts: they must agree.

Hangul is held against the Latin name by the rules of romanisation, Cyrillic by its systems, Chinese
characters by the number of syllables.  A wrong pair must be told, or the check is worth nothing.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from restore.evidence.dictionary_lines import table_of
from scripts.check_persons import (
    Person,
    agrees,
    disagreeing,
    homonyms,
    house_spellings,
    made_anyway,
    one_letter_apart,
    persons,
)

FILE = Path(__file__).resolve().parent.parent / "dictionaries" / "persons.tsv"

HOUSE = {
    # r that the South spells y within a name (룡, 률, 련, 륜, 렬), usual in books on the North
    *("Chi Chae-yong", "Chong Il-yong", "Han Song-yong", "Kim Kyong-yon", "Kim Pong-yul"),
    *("Kim Sam-yong", "Kim Wal-yong", "O Kuk-yol", "O Paek-yong", "O Song-yun", "Pak Kil-yong"),
    "Pak Pyong-yul",
    # the North's own spelling, Christian names, and what follows another tongue
    *("Thae Yong-ho", "Helen Kim", "Byambyn Rinchen", "Ilya Ehrenburg", "Lee Teng-hui"),
}
"""Names that no system gives.  Each has a variant that a system gives."""

FREE = ("ROK", "Roh Tae-woo")
"""Roles of people of the South, who write their names in Latin letters as they like."""


@cache
def listed() -> tuple[Person, ...]:
    """Return the entries of the bundled dictionary."""
    return persons(FILE.read_text(encoding="utf-8"))


@cache
def cells() -> dict[str, dict[str, str]]:
    """Return the cells of each entry by its name."""
    rows = table_of(FILE.read_text(encoding="utf-8")).rows
    return {row.cells["name"]: row.cells for row in rows}


def test_native_names_and_latin_names_agree():
    """An entry none of whose spellings can be its native name has an error in one of the two."""
    assert [f"line {p.line}: {p.name}, {p.native}" for p in disagreeing(listed())] == []


def test_a_usual_name_that_no_system_gives_is_known():
    """A slip in the name itself does not hide behind a right variant."""
    free = {name for name, each in cells().items() if any(part in each["role"] for part in FREE)}
    odd = [p.name for p in house_spellings(listed()) if p.name not in HOUSE | free]
    assert odd == []
    assert sorted(HOUSE - {p.name for p in listed()}) == []


RIGHT = [
    ("Pak Hon-yong", "박헌영"),
    ("Pak Hŏn-yŏng", "박헌영"),
    ("Ri Sang Jo", "리상조"),
    ("Syngman Rhee", "이승만"),
    ("Khrushchev", "Никита Сергеевич Хрущев"),
    ("Vulko Chervenkov", "Вълко Червенков"),
    ("Yumjaagiin Tsedenbal", "Юмжаагийн Цэдэнбал"),
    ("A. M. Petrov", "А. М. Петров"),
    ("Ch'iao Hsiao-kuang", "乔晓光"),
]
WRONG = [
    ("Pak Hon-yong", "박창옥"),
    ("Kim Chang-man", "김창일"),
    ("Kim Il", "박일"),
    ("N. S. Khrushchev", "Леонид Ильич Брежнев"),
    ("M. S. Khrushchev", "Никита Хрущев"),
    ("A. I. Mikoyan", "Ярослав Микоян"),
    ("Zhou Enlai", "周恩"),
    ("Wang Ming", "王稼祥"),
]
UNTOLD = [
    ("Kishi Nobusuke", "岸信介"),
    ("Yoshida Shigeru", "吉田茂"),
    ("Erich Honecker", ""),
    ("Ho Chi Minh", ""),
]


@pytest.mark.parametrize(("latin", "native"), RIGHT)
def test_right_pairs_pass(latin, native):
    """No system's spelling is called wrong."""
    assert agrees(latin, native) is True


@pytest.mark.parametrize(("latin", "native"), WRONG)
def test_wrong_pairs_are_told(latin, native):
    """Two persons mixed up in one line are told."""
    assert agrees(latin, native) is False


@pytest.mark.parametrize(("latin", "native"), UNTOLD)
def test_where_no_rule_tells_nothing_is_said(latin, native):
    """Japanese names and empty cells are neither right nor wrong."""
    assert agrees(latin, native) is None


def test_a_wrong_line_is_found_by_its_number():
    """The check names the line that an editor has to mend."""
    text = (
        "name\tvariants\tnative\trole\tyears\tsource\n"
        "Kim Chang-man\tKim Ch'ang-man\t김창만\tYan'an group\t\tSuh\n"
        "Pak Chang-ok\t\t박헌영\tSoviet Korean\t\tSuh\n"
    )
    assert [p.line for p in disagreeing(persons(text))] == [3]


def test_every_person_has_a_role():
    """A name without anything known of it vouches for nothing."""
    assert [name for name, each in cells().items() if not each["role"]] == []


HOMONYMS = {
    ("Georgy Zhukov", "Yuri Zhukov"): "the marshal, and a journalist who signed as Yuri",
    ("Vladimir Nikolaevich Pavlov", "Vladimir Pavlov"): "Stalin's interpreter, and an ambassador",
}
"""Persons who can be written with one full name, and what parts them."""


def test_two_persons_of_one_name_are_known_with_a_reason():
    """A full name that two entries can have leads to the wrong person unless a reader is told."""
    assert {names: s for names, s in homonyms(listed()).items() if names not in HOMONYMS} == {}


def test_homonyms_are_found_through_romanisation():
    """Two lines of one person in two romanisations do not pass for two persons."""
    text = (
        "name\tvariants\tnative\trole\tyears\tsource\n"
        "Hwang Tae-song\t\t황태성\tenvoy\t\tSuh\n"
        "Hwang Dae-sung\tHwang Taesŏng\t황태성\tenvoy\t\tSuh\n"
        "Kim Il\t\t김일\tpremier\t\tSuh\n"
    )
    assert list(homonyms(persons(text))) == [("Hwang Tae-song", "Hwang Dae-sung")]


def test_variants_that_no_rule_gives_are_told_from_the_others():
    """Another name of a person has to be typed, another romanisation has not."""
    text = (
        "name\tvariants\tnative\trole\tyears\tsource\n"
        "Ho Ka-i\tHŏ Ka-i | A. I. Hegai\t허가이\tSoviet Korean\t1908–1953\tLankov\n"
    )
    assert [(p.name, made) for p, made in made_anyway(persons(text))] == [("Ho Ka-i", "Hŏ Ka-i")]


def test_no_variant_is_typed_that_is_made_anyway():
    """The file holds what no rule gives: other names, house spellings, other languages."""
    assert [f"line {p.line}: {made}" for p, made in made_anyway(listed())] == []


def test_a_variant_that_two_names_make_is_typed_with_its_owner():
    """Only the file can say whose it is."""
    text = (
        "name\tvariants\tnative\trole\tyears\tsource\n"
        "A. M. Petrov\tA. Petrov\tА. М. Петров\tcounselor\t\tBulletin\n"
        "Apollon Petrov\t\tАполлон Петров\tambassador\t\tLists\n"
    )
    assert list(made_anyway(persons(text))) == []


def test_a_variant_that_bears_out_a_house_spelling_is_typed():
    """Without it nothing in the line would say that name and native name are one."""
    text = (
        "name\tvariants\tnative\trole\tyears\tsource\n"
        "Helen Kim\tKim Hwal-lan\t김활란\tpresident of a university\t\tLists\n"
    )
    assert list(made_anyway(persons(text))) == []


def test_persons_apart_stay_apart():
    """People whom papers and readers mistake for each other are entries of their own."""
    apart = ("Kim Chang-il", "Kim Chang-hup", "Kim Chang-man", "Kim Chang-bong", "Kim Chang-dok")
    assert [name for name in apart if name not in cells()] == []
    assert ("Kim Chae-suk", "Kim Chae-uk") in set(one_letter_apart(listed()))


def test_one_person_is_one_entry():
    """Other names of one person are variants, no second person."""
    assert "Chong Sang-jin" in cells()["Chong Yul"]["variants"]
    assert "A. I. Hegai" in cells()["Ho Ka-i"]["variants"]
    assert "Chen Shaoyu" in cells()["Wang Ming"]["variants"]
    assert not {"Chong Sang-jin", "A. I. Hegai", "Chen Shaoyu"} & set(cells())


def test_countries_of_this_literature_have_their_persons():
    """No country whose archives these papers draw on is left out."""
    roles = Counter(
        country
        for each in cells().values()
        for country in COUNTRIES
        if country in f"{each['role']} {each['source']}"
    )
    assert {country: roles[country] for country in COUNTRIES if roles[country] < 10} == {}


COUNTRIES = (
    *("DPRK", "ROK", "USSR", "PRC", "China", "Mongolia", "Vietnam", "Laos", "Cambodia", "Japan"),
    *("GDR", "FRG", "Poland", "Hungary", "Romania", "Czechoslovakia", "Bulgaria", "Albania"),
    *("Yugoslavia", "Cuba", "United States", "Great Britain", "France", "India"),
)


def test_leaders_are_known_with_their_years():
    """Years that every handbook has; an empty cell is right only where handbooks differ."""
    years = {name: cells()[name]["years"] for name in LEADERS}
    assert years == LEADERS


LEADERS = {
    "Nikita Khrushchev": "1894–1971",
    "Kim Il Sung": "1912–1994",
    "Mao Zedong": "1893–1976",
    "Zhou Enlai": "1898–1976",
    "Ho Chi Minh": "1890–1969",
    "Yumjaagiin Tsedenbal": "1916–1991",
    "Walter Ulbricht": "1893–1973",
    "Władysław Gomułka": "1905–1982",
    "Mátyás Rákosi": "1892–1971",
    "Enver Hoxha": "1908–1985",
    "Gheorghe Gheorghiu-Dej": "1901–1965",
    "Todor Zhivkov": "1911–1998",
    "Josip Broz Tito": "1892–1980",
    "Syngman Rhee": "1875–1965",
    "Kim Jong Il": "",
}
