"""Finding names by what a person types: any romanisation, the own script, a part of it."""

from __future__ import annotations

import pytest

from restore.errors import UsageError
from restore.evidence.authorities import Authorities, Entry
from restore.names.forms import parse
from restore.names.model import Name, Roster, Spelling
from restore.names.search import find_names, key, record_of, spelling_of
from restore.text import Span

MAO = Entry(
    kind="persons",
    name="Mao Zedong",
    variants=("Mao Tse-tung",),
    fields={"name": "Mao Zedong", "native": "\u6bdb\u6cfd\u4e1c"},
)
PAPER = (
    "Choe Chang-ik", "Choe Yong-gon", "Pak Ui-wan", "Kim Chang-il", "Kim Chang-kil", "Kim",
    "N. T. Fedorenko", "Khrushchev", "Mao Zedong", "Rákosi Mátyás", "Ferenc Münnich",
)  # fmt: skip


def roster():
    return Roster(
        names=tuple(
            Name(
                id=str(n),
                kind="person",
                spellings=(Spelling(text=text, places=(Span(n, n + 1),)),),
                form=parse(text),
                record=MAO if text == MAO.name else None,
            )
            for n, text in enumerate(PAPER)
        )
    )


def found(text):
    return [name.lead for name in find_names(roster(), text)]


# --- what must not be found


@pytest.mark.parametrize(
    "text", ["", "  ", "'", "Ho Ka-i", "Choe Chang-il", "Kim Tu-bong", "Bulganin", "-"]
)
def test_nothing_is_found(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["Kim Chang-il", "Kim Chang Il"])
def test_no_other_person_is_found(text):
    assert found(text) == ["Kim Chang-il"]


# --- what must be


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ch'oe Ch'angik", ["Choe Chang-ik"]),
        ("choi chang-ik", ["Choe Chang-ik"]),
        ("Ch\u2019oe", ["Choe Chang-ik", "Choe Yong-gon"]),
        ("Park", ["Pak Ui-wan"]),
        ("Bak Uiwan", ["Pak Ui-wan"]),
        ("Fjodorenko", ["N. T. Fedorenko"]),
        ("Chruschtschow", ["Khrushchev"]),
        ("\u0425\u0440\u0443\u0449\u0435\u0432", ["Khrushchev"]),
        ("Mao Tse-tung", ["Mao Zedong"]),
        ("\u6bdb\u6cfd\u4e1c", ["Mao Zedong"]),
        ("ui-wan", ["Pak Ui-wan"]),
        ("rakosi", ["R\u00e1kosi M\u00e1ty\u00e1s"]),
        ("Muennich", ["Ferenc Münnich"]),
        ("Mu\u0308nnich", ["Ferenc Münnich"]),
    ],
)
def test_a_name_is_found(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text", ["Choe Chang-ik", "choe chang ik", "CHOE CHANG-IK", "Ch'oe Chang-ik", "Choe Changik"]
)
def test_the_spelling_of_the_paper_is_taken(text):
    assert spelling_of(roster(), text) == "Choe Chang-ik"


def test_a_spelling_that_is_not_there_is_refused_with_those_near_it():
    with pytest.raises(UsageError, match='It has: "Kim Chang-il", "Kim Chang-kil"'):
        spelling_of(roster(), "Kim Chang-ii")
    for text in ("-", "Kim Chang", "\ud800"):
        with pytest.raises(UsageError, match="has no name"):
            spelling_of(roster(), text)
    with pytest.raises(UsageError, match="empty"):
        spelling_of(roster(), " ")


def test_a_record_is_taken_by_any_spelling_or_refused_with_those_near_it():
    lists = Authorities((MAO,))
    assert record_of(lists, "Mao Tse-tung") is MAO
    assert record_of(lists, "mao tsetung") is MAO
    with pytest.raises(UsageError, match='Near it are: "Mao Zedong"'):
        record_of(lists, "Mao Zedang")
    with pytest.raises(UsageError, match="--dictionary"):
        record_of(lists, "Qwyzzl")


def test_a_key_has_no_accents_hyphens_and_stops():
    assert key("N.T. Fedorenko") == key("n. t. fedorenko").replace(" t", "t")
