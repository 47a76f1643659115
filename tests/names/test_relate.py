"""Two spellings of a name: one person in two dresses, look-alikes, or two people."""

from __future__ import annotations

import pytest

from restore.names.forms import parse
from restore.names.model import Form
from restore.names.relate import relate

TWO_PEOPLE = [
    ("Kim Chang-il", "Kim Chang-kil"),
    ("Kim Chang-il", "Kim Chang-man"),
    ("Kim Chang-kil", "Kim Chang-man"),
    ("Pak Chang-ok", "Choe Chang-ok"),
    ("Pak Chang-ok", "Pak Chang-ik"),
    ("S. Kim", "Kim Il Sung"),
    ("A. M. Petrov", "I. Petrov"),
    ("A. M. Petrov", "A. I. Petrov"),
    ("Petrov", "Petrova"),
    ("Dvořák", "Dvořáková"),
    ("Novotný", "Novotná"),
    ("Mao Zedong", "Mao Zetan"),
    ("Liu Shaoqi", "Liu Bocheng"),
    ("Kim Il Sung", "Kim Jong Il"),
    ("Yi", "Li"),  # nothing but a family name, and the paper may have a Li Fuchun
    ("Nikita Khrushchev", "Sergei Khrushchev"),
    ("Allen Dulles", "John Foster Dulles"),
    ("Nam Il", "Nam Sam"),
]

NEAR = [
    ("Fedorenko", "Federenko"),
    ("N. T. Fedorenko", "N. Federenko"),
    ("Petrov", "Perov"),
    ("Nikita Khrushchev", "Nikita Khruschev"),
    ("Khrushchev", "Khrusbchev"),
    ("Wladyslaw Gomulka", "Wladyslaw Gornulka"),
]

FORM = [
    ("A.M. Petrov", "Petrov"),
    ("A. M. Petrov", "A. Petrov"),
    ("N. Khrushchev", "Nikita Khrushchev"),
    ("N. S. Khrushchev", "Nikita Khrushchev"),
    ("Aleksandr Mikhailovich Puzanov", "Aleksandr Puzanov"),
    ("Iu. V. Andropov", "Yurii Andropov"),
    ("Gh. Gheorghiu-Dej", "Gheorghe Gheorghiu-Dej"),
    ("KIM IL SUNG", "Kim Il Sung"),
    ("Kim Il Sung", "Kim Il-sung"),
    ("Kim", "Kim Il Sung"),
]

ROMANISATION = [
    ("Yi Pil-gyu", "Li Pil-gyu"),
    ("Yi Pil-gyu", "Lee Pil-gyu"),
    ("Yi Sang-jo", "Rhee Sang-cho"),
    ("Choe Chang-ik", "Joe Chang-ik"),
    ("Ki Sok-pok", "Ki Sek-bok"),
    ("Kim Il Sung", "Kim Ir Sen"),
    ("Pak Hon-yong", "Pak Heon-yeong"),
    ("Pak Hon-yong", "Pak Hŏn-yŏng"),
    ("Zhou Enlai", "Chou En-lai"),
    ("Mao Zedong", "Mao Tse-tung"),
    ("Liu Shaoqi", "Liu Shao-ch'i"),
    ("Khrushchev", "Chruschtschow"),
    ("Nikita Khrushchev", "Nikita Chruščev"),
    ("Anastas Mikoyan", "A. I. Mikojan"),
    ("Dubček", "Dubcek"),
]


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_two_people_stay_two(one, other):
    assert relate(parse(one), parse(other)).kind == "different"


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_a_letter_apart_is_near_and_no_more(one, other):
    assert relate(parse(one), parse(other)).kind == "near"


@pytest.mark.parametrize(("one", "other"), FORM)
def test_shorter_and_fuller_forms(one, other):
    assert relate(parse(one), parse(other)).kind == "form"


@pytest.mark.parametrize(("one", "other"), ROMANISATION)
def test_systems_of_romanisation(one, other):
    assert relate(parse(one), parse(other)).kind == "romanisation"


@pytest.mark.parametrize(
    ("one", "other"), [*TWO_PEOPLE, *NEAR, *FORM, *ROMANISATION, ("Nam Il", "Nam Il")]
)
def test_the_order_of_asking_does_not_matter(one, other):
    assert relate(parse(one), parse(other)) is not None
    kinds = {relate(parse(one), parse(other)).kind, relate(parse(other), parse(one)).kind}
    assert len(kinds) == 1


def test_a_name_is_the_same_as_itself_in_whatever_order():
    assert relate(parse("Petrov"), parse("Petrov")).kind == "same"
    assert relate(parse("Mátyás Rákosi"), parse("Rákosi Mátyás")).kind == "same"


def test_a_given_name_in_another_language_is_a_form():
    one = Form("Petrov", ("Aleksandr",))
    assert relate(one, Form("Petrov", ("Alexander",))).kind in ("form", "romanisation")
    assert relate(one, Form("Petrov", ("Aleksei",))).kind == "different"


def test_what_parts_two_names_is_said():
    said = relate(parse("Fedorenko"), parse("Federenko")).says
    assert '"Fedorenko" and "Federenko"' in said
