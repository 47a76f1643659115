"""Confirmed names as a dictionary: it can be read, and nothing of an old file is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.errors import ConfigError
from restore.evidence.authorities import Entry
from restore.evidence.dictionary_lines import table_of
from restore.names.model import Name, Spelling
from restore.names.saving import COLUMNS, dictionary, entry_of
from restore.text import Span

OLD = (
    "name\tvariants\tnative\trole\tyears\tsource\n"
    "Yun Kong-hum\tYun Gong-heum\t\t\t\tours\n"
    "# a remark\n"
    "Zoya Zvonkova\t\t\t\t\tours\n"
)


def name(*texts, kind="person", record=None):
    spellings = tuple(Spelling(text=text, places=(Span(0, 1),)) for text in texts)
    return Name(id="0", kind=kind, spellings=spellings, record=record, confirmed=True)


def saved(*names, old="", kind="person"):
    return dictionary(kind, [entry_of(each, "p.pdf") for each in names], old, file="own.tsv")


def rows(text):
    table = table_of(text, own=True)
    assert table.faults == ()
    return [row.cells for row in table.rows]


# --- what must not be saved


@pytest.mark.parametrize(
    "spelling", ["Kim", "KIM IL SUNG", "Kim\u00adIl Sung", "Kim \uf8ff", "Kim | Il", "Kim|Il"]
)
def test_no_variant_of_a_person(spelling):
    (row,) = rows(saved(name("Kim Il Sung", spelling)))
    assert (row["name"], row["variants"]) == ("Kim Il Sung", "")


@pytest.mark.parametrize(
    "old",
    ["Yun Kong-hum\n", "name\tcountry\nAnju\tDPRK\n", "name\tvariants\nA\tB\n", "# nothing\n"],
)
def test_a_file_without_the_columns_is_refused(old):
    with pytest.raises(ConfigError, match=r"own\.tsv has not the columns"):
        saved(name("Kim Il Sung"), old=old)


# --- what must be


def test_the_record_comes_along_and_the_spellings_of_the_paper_with_it():
    fields = {"native": "\uae40\uc77c\uc131", "role": "premier", "years": "1912\u20131994"}
    record = Entry(
        kind="persons",
        name="Kim Il Sung",
        variants=("Kim Ir Sen",),
        fields={**fields, "source": "S"},
    )
    (row,) = rows(saved(name("Kim Il-song", "Kim", record=record)))
    assert (row["name"], row["variants"]) == ("Kim Il Sung", "Kim Ir Sen | Kim Il-song")
    assert {column: row[column] for column in fields} == fields
    assert row["source"] == "S; confirmed in p.pdf"


def test_a_known_line_is_filled_and_no_other_changes():
    made = saved(name("Yun Kong-hum", "Yun Kong-hun"), name("Anna Axt"), old=OLD).split("\n")
    assert made[1] == "Yun Kong-hum\tYun Gong-heum | Yun Kong-hun\t\t\t\tours"
    assert [made[0], *made[2:4]] == [OLD.split("\n")[n] for n in (0, 2, 3)]
    assert made[4] == "Anna Axt\t\t\t\t\tconfirmed in p.pdf"


@pytest.mark.parametrize("change", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")])
def test_the_marks_of_other_editors_stay(change):
    made = saved(name("Yun Kong-hum", "Yun Kong-hun"), name("Anna Axt"), old=change(OLD))
    assert made == change(saved(name("Yun Kong-hum", "Yun Kong-hun"), name("Anna Axt"), old=OLD))


def test_a_file_without_a_last_line_end_is_added_to():
    assert saved(name("Anna Axt"), old=OLD.rstrip("\n")) == saved(name("Anna Axt"), old=OLD)


texts = st.text("AbK \u00e9e\u0301|\t\n#\u200b\uc131'", min_size=1, max_size=8)
names = st.lists(texts, min_size=1, max_size=4).map(lambda drawn: name("Whole Name", *drawn))


@given(st.lists(names, max_size=4), st.sampled_from(sorted(COLUMNS)))
def test_whatever_is_saved_can_be_read_and_saved_again(drawn, kind):
    once = saved(*drawn, kind=kind)
    rows(once)
    assert saved(*drawn, old=once, kind=kind) == once


@given(st.lists(names, max_size=4))
def test_no_line_of_an_old_file_is_lost(drawn):
    made = saved(*drawn, old=OLD)
    assert len(made) >= len(OLD)
    kept = made.split("\n")
    for old, new in zip(OLD.rstrip("\n").split("\n"), kept, strict=False):
        assert all(cell in new for cell in old.split("\t"))
