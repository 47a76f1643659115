"""The key of Cyrillic names: what must meet meets, what must not stays apart, how coarse it is."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from restore.romanise import cyrillic
from restore.romanise.cyrillic import fold

PERSONS = Path(__file__).parents[2] / "dictionaries" / "persons.tsv"
TOWNS = Path(__file__).parent / "data" / "cyrillic_bgn_pcgn.tsv"
CYRILLIC_RE = re.compile(r"[\u0400-\u04ff]{3,}")


def russian_words():
    """Russian words: of the names of persons in the dictionary, and of towns."""
    words = set()
    for path, column in ((PERSONS, 2), (TOWNS, 0)):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if line.startswith("#") or len(cells) <= column:
                continue
            if cyrillic.language_of(cells[column]) == "ru":
                words |= set(CYRILLIC_RE.findall(cells[column]))
    return sorted(words)


# --- what must stay apart ---------------------------------------------------------------------

APART = [
    ("Petrov", "Petrova"),
    ("Petrov", "Perov"),
    ("Petrov", "Petrosyan"),
    ("Ivanov", "Ivanova"),
    ("Ivanov", "Ivanenko"),
    ("Ivanov", "Ivashov"),
    ("Fedorenko", "Fedorchenko"),
    ("Fedorenko", "Federenko"),
    ("Mikoyan", "Mikolajczyk"),
    ("Khrushchev", "Khrulev"),
    ("Zorin", "Zotin"),
    ("Zorin", "Sorin"),
    ("Chernenko", "Chernenkov"),
    ("Kharlamov", "Charlamov"),
    ("Shepilov", "Shipilov"),
    ("Suslov", "Sobolev"),
    ("Malinovsky", "Malenkov"),
    ("Pushkin", "Puzanov"),
    ("Filatov", "Filippov"),
    ("Zhukov", "Zukov"),
    ("Bulganin", "Bulgakov"),
    ("Gromyko", "Gromov"),
    ("Tsedenbal", "Choibalsan"),
    ("Aleksandr", "Aleksandra"),
    ("Nikolai", "Nikita"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_names_have_two_keys(one, other):
    assert fold(one) != fold(other)


# --- what must meet ---------------------------------------------------------------------------

ALIKE = """
Khrushchev Khrushchov Khrushchëv Khrushchyov Chruschtschow Chruszczow Hruscsov Chruščov Xruščev \
Khrouchtchev Krusciov Hruščov KHRUSHCHEV
Fedorenko Fyodorenko Fëdorenko Fjodorenko Fiodorienko
Mikoyan Mikoian Mikojan Mikoi͡an MIKOYAN
Vyshinsky Vyshinskii Vyshinskiy Vyshinskiĭ Vyshinski Wyschinski Vishinsky Vyšinskij Visinszkij
Tsedenbal Cedenbal Zedenbal
Gorbachev Gorbachov Gorbatschow Gorbaczow Gorbacsov Gorbačov Gorbatchev Gorbaciov
Brezhnev Breschnew Breżniew Brezsnyev Brežněv Brejnev
Petrov Petroff Petrow
Trotsky Trotskii Trotzki Trocki Trockij
Choibalsan Choybalsan Tschoibalsan Csojbalszan Čojbalsan
Ignatiev Ignat'ev Ignatyev Ignat’yev Ignatʹev Ignatjew
Molotov Molotow Mołotow Molotoff
Suslov Szuszlov Susłow Souslov
Ranković Rankovic Rankovich
Bulganin Boulganine Bułganin
Yeltsin Eltsin Jelzin Jelcyn El'tsin
Alekseev Alekseyev Alexeev Alexejew
Aleksandr Alexander Alexandre
Mikhail Michail Mihail
Sergei Sergey Sergej Serguei
Hegai Khegai Hegay
""".strip().splitlines()


@pytest.mark.parametrize("names", ALIKE)
def test_spellings_of_one_name_meet(names):
    assert len({fold(name) for name in names.split()}) == 1


def test_a_whole_name_meets_word_by_word():
    assert fold("Nikolai T. Fedorenko") == fold("Nikolay T. Fyodorenko")
    assert fold("Anastas Mikoyan") != fold("Mikoyan")


def met(system):
    """The share of Russian words that a system writes with the key the press has."""
    words = russian_words()
    press = cyrillic.systems("ru")[0]
    return sum(fold(system(w)) == fold(press(w)) for w in words) / len(words)


def test_all_english_and_library_systems_meet():
    """1,268 words; what fails is x for кс inside a word (Aksai), 2 words in a thousand."""
    assert all(met(system) >= 0.995 for system in cyrillic.systems("ru", english=True))
    library, standard, scholarly, later = cyrillic.systems("ru", english=False)[:4]
    assert met(library) == met(standard) == 1
    assert met(scholarly) >= 0.99
    assert met(later) >= 0.99


@pytest.mark.parametrize(("at", "least"), [(0, 0.83), (1, 0.92), (2, 0.92), (3, 0.87), (4, 0.90)])
def test_other_languages_meet_as_often_as_measured(at, least):
    """German, Polish, Czech, Hungarian, French; a word that tells nothing is read as English."""
    assert met(cyrillic.systems("ru", english=False)[4 + at]) >= least


# --- how coarse -------------------------------------------------------------------------------


def families():
    """Family names of persons with a Cyrillic name, as the press writes them."""
    found = set()
    for line in PERSONS.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if (
            len(cells) > 2
            and cyrillic.language_of(cells[2]) == "ru"
            and CYRILLIC_RE.search(cells[2])
        ):
            found.add(cells[2].split()[-1].replace("ё", "е"))
    return sorted(found)


def test_hardly_two_families_of_the_dictionary_share_a_key():
    keys = defaultdict(set)
    for name in families():
        keys[fold(cyrillic.spellings(name)[0])].add(name)
    shared = [names for names in keys.values() if len(names) > 1]
    pairs = sum(len(list(combinations(names, 2))) for names in shared)
    assert len(families()) > 300
    assert pairs <= 4, shared
