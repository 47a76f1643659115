"""Words divided at a line end are made whole; hyphens that belong to a word are kept."""

from __future__ import annotations

import pytest

from restore.damage import hyphens
from restore.evidence.authorities import Authorities, Entry


@pytest.fixture
def kind(kind_of):
    return kind_of(hyphens)


KEEP = [
    "from 1949-\n1950 on",
    "Pak Chang-\nok spoke",
    "the Sino-\nSoviet split",
    "the Kim-\nPak quarrel",
    "well-\nknown and long-\nterm",
    "an anti-\nparty group",
    "a docu-\n\nment",
    "a docu-\fment",
    "in Zhong-\nnanhai he",
    "the Vitebsk-\ndvina line",
    "a list - \nitem and -\nitem",
    "pages 12-\nment",
    "a docu-\nmen-\ntation",
    "the word docu- and the word\nment",
    "",
]


@pytest.mark.parametrize("text", KEEP)
def test_a_hyphen_without_a_witness_stays(kind, text):
    assert kind.proposals(text, least="accept") == []


REVIEW = ["a north-\neast wind", "the post-\nwar years"]


@pytest.mark.parametrize("text", REVIEW)
def test_a_word_that_is_written_both_ways_is_left_to_a_person(kind, text):
    assert kind.proposals(text, least="accept") == []


CHANGE = [
    ("the docu-\nment was", "the document\nwas"),
    ("the docu-\n   ment was", "the document\n   was"),
    ("the docu-\nment, was", "the document,\nwas"),
    ("the docu-\nment\nwas", "the document\nwas"),
    ("the docu-\nment", "the document"),
    ("the docu\u00ad\nment was", "the document\nwas"),
    ("the docu¬\nment was", "the document\nwas"),
    ("the docu\u2011\nment was", "the document\nwas"),
    ("the docu- \r\nment was", "the document\r\nwas"),
    ("they under-\nstand it", "they understand\nit"),
    ("Docu-\nments were", "Documents\nwere"),
    ("a Soviet-Kor-\nean group", "a Soviet-Korean\ngroup"),
    (
        "a north-\neast wind, the northeast, northeast",
        "a northeast\nwind, the northeast, northeast",
    ),
    ("co-\noperation and co-operation", "co-operation\nand co-operation"),
    ("the Sino-\nSoviet split; Sino-Soviet ties", "the Sino-Soviet\nsplit; Sino-Soviet ties"),
    ("Pak Chang-\nok and Pak Chang-ok", "Pak Chang-ok\nand Pak Chang-ok"),
    ("Khru-\nshchev and Khrushchev", "Khrushchev\nand Khrushchev"),
]


@pytest.mark.parametrize(("text", "expected"), CHANGE)
def test_a_divided_word_is_made_whole(kind, text, expected):
    assert kind.restored(text) == expected


@pytest.mark.parametrize("whole", [whole for _, whole in CHANGE])
def test_a_second_run_finds_nothing(kind, whole):
    assert kind.proposals(whole) == []


def test_a_name_list_keeps_the_hyphen_of_a_name(kind_of):
    entry = Entry(kind="persons", name="Pak Chang-ok", fields={"name": "Pak Chang-ok"})
    kind = kind_of(hyphens, Authorities((entry,)))
    assert kind.restored("then Pak Chang-\nok spoke") == "then Pak Chang-ok\nspoke"
    assert kind.proposals("then Pak Chang-\nok spoke", without=["names"]) == []


def test_without_language_and_document_nothing_is_joined(kind):
    assert kind.proposals("a docu-\nment", without=["language", "document"]) == []
