"""The gazetteer: found whatever the accents, taken in only when asked, and none of it a name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from restore.evidence.authorities import load
from restore.evidence.gazetteer import Gazetteer, fold

LINES = [
    "Wŏnsan\tGensan | Wensan\tDPRK\t1866923",
    "Łódź\tLodsch\tPoland\t3093133",
    "Halle\t\tGermany\t2911522",
    "Hälle\t\tAustria\t1",
]


@pytest.mark.parametrize("name", ["Wŏnsan", "Wonsan", "WONSAN", "Gensan", "Won'san"])
def test_a_town_is_found_in_all_its_spellings(name):
    (town,) = Gazetteer(LINES).lookup(name)
    assert (town.name, town.country, town.geonames) == ("Wŏnsan", "DPRK", 1866923)


@pytest.mark.parametrize("name", ["", "Won", "Wonsan-si", "Wŏnsan DPRK", "1866923", "원산"])
def test_what_is_no_town_is_not_found(name):
    assert Gazetteer(LINES).lookup(name) == ()


def test_towns_of_one_name_come_in_the_order_of_the_file():
    assert [town.country for town in Gazetteer(LINES).lookup("Halle")] == ["Germany", "Austria"]


def test_it_is_a_mapping_of_folded_names():
    found = Gazetteer(LINES)
    assert len(found) == len(list(found)) == 6
    assert "lodz" in found
    assert "Łódź" not in found
    assert found["lodsch"][0].variants == ("Lodsch",)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Łódź", "Lodz"), ("P'yŏngyang", "P’yongyang"), ("Ústí nad Labem", "Usti-nad-Labem")],
)
def test_spellings_that_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Wonsan", "Wensan"), ("Halle", "Hallein")])
def test_spellings_that_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Wonsan", "DPRK"),
        ("Antung", "China"),
        ("Mukden", "China"),
        ("Breslau", "Poland"),
        ("Moscow", "Russia"),
        ("Haiphong", "Vietnam"),
        ("Szolnok", "Hungary"),
        ("Erdenet", "Mongolia"),
        ("Ploieşti", "Romania"),
    ],
)
def test_the_bundled_one_knows_the_towns_of_the_literature(name, country):
    assert country in {town.country for town in load().gazetteer.lookup(name)}


@pytest.mark.parametrize("name", ["Most", "Reading", "Nice", "Split", "Kim", "Pak", "Molotov"])
def test_the_bundled_one_leaves_out_words_and_persons(name):
    assert load().gazetteer.lookup(name) == ()


def test_every_line_of_the_bundled_one_can_be_taken_apart():
    found = load().gazetteer
    assert all(town.geonames > 0 for name in found for town in found[name])
    assert min(map(len, found)) > 2


def test_it_is_not_read_before_somebody_asks():
    asked = (
        "from restore.evidence.authorities import load; known = load(); known.words;"
        "known.spellings; print('gazetteer' in vars(known))"
    )
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
