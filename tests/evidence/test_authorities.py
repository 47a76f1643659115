"""The dictionaries in use: what a user's file may look like, whose entries win, what is refused."""

from __future__ import annotations

import os
import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.errors import ConfigError, FileAccessError
from restore.evidence import dictionary_lines
from restore.evidence.authorities import Authorities, Entry, load, nothing, read_file

HEADER = "name\tvariants\tnative\trole\tyears\tsource\n"


@pytest.fixture
def own(tmp_path):
    """A function that reads a user's file of that name and text, and returns its entries."""

    def read(text, name="mine.tsv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tuple(read_file(path, own=True))

    return read


def brief(entries):
    """Return kind, name and variants of entries."""
    return [(entry.kind, entry.name, entry.variants) for entry in entries]


# ---- what must be taken as it is meant


def test_a_plain_list_is_persons_one_a_line(own):
    found = own("# the delegation\nPak Yong-bin\n\nKim Sŭng-hwa\n")
    assert brief(found) == [("persons", "Pak Yong-bin", ()), ("persons", "Kim Sŭng-hwa", ())]


def test_names_and_variants_need_no_header(own):
    found = own("Pak Yong-bin\tPark Yong Bin | Pak Yŏng-bin\nYi Sang-jo\n")
    assert brief(found) == [
        ("persons", "Pak Yong-bin", ("Park Yong Bin", "Pak Yŏng-bin")),
        ("persons", "Yi Sang-jo", ()),
    ]


def test_a_header_of_names_and_variants_lets_variants_out(own):
    assert brief(own("name\tvariants\nYi Sang-jo\n")) == [("persons", "Yi Sang-jo", ())]


def test_the_columns_of_the_bundled_file_are_read_as_that_file(own):
    (found,) = own(HEADER + "Pak Yong-bin\tPark Yong Bin\t박영빈\tsecretary\t1907–\tAtlas\n")
    assert found.kind == "persons"
    assert found.fields["native"] == "박영빈"
    assert found.own


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        ("name\trole", "persons"),
        ("years\tname", "persons"),
        ("name\tcountry", "places"),
        ("name\texpansion", "abbreviations"),
        ("name\tlevel\texpansion", "archives"),
        ("name\tmeaning", "terms"),
        ("name\tkind\tlanguage", "titles"),
        ("name\tkind", "organisations"),
        ("name\tnotes", "persons"),
        ("number\ttitle", "series/mine"),
        ("text\tvariants", "series/mine"),
    ],
)
def test_the_kind_is_told_by_the_columns(own, columns, kind):
    line = "\t".join("1" for _ in columns.split("\t"))
    assert {entry.kind for entry in own(f"{columns}\n{line.replace('1', 'Anju', 1)}\n")} == {kind}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("our-places.txt", "places"), ("Titles.tsv", "titles"), ("names.txt", "persons")],
)
def test_the_kind_of_a_plain_list_is_told_by_the_name_of_the_file(own, name, kind):
    assert [entry.kind for entry in own("Anju\n", name)] == [kind]


def test_what_a_text_editor_does_to_a_file_does_no_harm(own):
    expected = [("persons", "Gyŏr", ("Gyor",))]
    assert brief(own(b"\xef\xbb\xbfName\tVariants\r\n" + "Gyŏr\tGyor\r\n".encode())) == expected
    assert brief(own("name\tvariants\rGyo\u0306r\tGyor\r")) == expected
    assert brief(own("name \tvariants\n Gyŏr \t Gyor")) == expected


def test_a_name_that_is_the_word_for_a_column_is_a_name(own):
    assert [entry.name for entry in own("Kind\nLevel\nYear\n")] == ["Kind", "Level", "Year"]


def test_the_users_entries_come_first_and_win(tmp_path):
    (tmp_path / "one.txt").write_text("Kim Il Sung\tKim Ir Sen\n")
    known = load([tmp_path / "one.txt"])
    assert known.entries[0] is known.own[0]
    assert known.spellings["Kim Il Sung"] is known.own[0]
    assert not any(entry.own for entry in known.entries[1:])
    assert load().own == ()
    assert load().spellings["Kim Il Sung"].fields["native"]


def test_files_come_in_the_order_they_are_given(tmp_path):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(f"Kim {name[0].upper()}\n")
    known = load([tmp_path / "b.txt", tmp_path / "a.txt"])
    assert [entry.name for entry in known.own] == ["Kim B", "Kim A"]


def test_an_empty_file_adds_nothing(own):
    assert own("") == own("# nothing yet\n") == own("name\tvariants\n") == ()


def test_a_pipe_is_read_like_a_file(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=("Yi Sang-jo\n",))
    writer.start()
    assert [entry.name for entry in load([path]).own] == ["Yi Sang-jo"]
    writer.join()


# ---- what must be refused, and where

REFUSED = {
    "a cell too few": (HEADER + "Pak\tPark\tsecretary\n", 2, 19, "3 cells where the header has 6"),
    "a cell too many": ("Pak\tPark\nYi\tLi\tRi\n", 2, 6, "3 cells where the header has 2"),
    "three cells and no header": ("Pak\tPark\t박\n", 1, 1, "no header line"),
    "a header without a name": ("variants\tnative\nPak\t박\n", 1, 1, "no header line"),
    "a column nobody knows": (
        "name\tvaraints\nPak\tPark\n",
        1,
        6,
        "no column is called 'varaints'",
    ),
    "a column twice": ("name\tyears\tyears\n", 1, 12, "the column 'years' stands twice"),
    "commas for tabs": ("name,variants\nPak,Park\n", 1, 5, "the columns are parted by commas"),
    "an empty name": (HEADER + "\tPark\t\t\t\t\n", 2, 1, "the name is empty"),
    "a name of spaces": ("name\tvariants\n  \tPark\n", 2, 1, "the name is empty"),
    "a variant twice": ("Pak\tPark | Bak | Park\n", 1, 18, "'Park' stands twice"),
    "a variant that is the name": ("Pak\tPak\n", 1, 5, "'Pak' stands twice"),
    "the same in two encodings": ("Gyŏr\tGyo\u0306r\n", 1, 6, "'Gyŏr' stands twice"),
    "a bar without spaces": ("Pak\tPark|Bak\n", 1, 9, "a bar that parts no two spellings"),
    "a bar at the end": ("Pak\tPark |\n", 1, 10, "a bar that parts no two spellings"),
    "a zero width space": ("Pak Yong\u200bbin\n", 1, 9, "U+200B, zero width space"),
    "a no-break space": ("Kim\nPak\xa0Yong-bin\n", 2, 4, "U+00A0, no-break space"),
    "a soft hyphen": ("Pak Yong\xadbin\n", 1, 9, "U+00AD, soft hyphen"),
    "a mark of direction": ("Pak\u202e Yong\n", 1, 4, "U+202E"),
    "a control character": ("Pak\x1b[2J\n", 1, 4, "U+001B, a control character"),
    "a NUL": ("Pak\x00\n", 1, 4, "U+0000, a NUL"),
    "a lost character": ("Pak Y\ufffdng\n", 1, 6, "U+FFFD, replacement character"),
    "a mark inside the file": ("Kim\n\ufeffPak\n", 2, 1, "U+FEFF"),
    "Latin-1": ("Kim\nGyör\n".encode("latin-1"), 2, 3, "byte 0xF6 is not UTF-8"),
    "UTF-16": ("Kim\n".encode("utf-16"), 1, 1, "the file is UTF-16"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_a_malformed_line_is_refused_at_its_place(own, case):
    text, line, column, says = case
    with pytest.raises(ConfigError) as caught:
        own(text)
    assert f"mine.tsv, line {line}, column {column}: {says}" in caught.value.message
    assert caught.value.message.isprintable()
    assert len(caught.value.advice) > 10
    assert caught.value.exit_code == 9


def test_a_folder_is_refused_with_advice(tmp_path):
    with pytest.raises(FileAccessError, match="is a folder") as caught:
        load([tmp_path])
    assert caught.value.exit_code == 5


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(FileAccessError, match="cannot be read: No such file"):
        load([tmp_path / "nobody.tsv"])


def test_a_huge_file_is_refused_without_reading_it_all(tmp_path, monkeypatch):
    monkeypatch.setattr(dictionary_lines, "LARGEST", 1_000_000)
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1_000_001)
    with pytest.raises(FileAccessError, match="more than 1 MB"):
        load([path])


PIECES = [
    *"ab |\t\n\r#,\x00\u200b\xa0é한",
    "name",
    "variants",
    "native",
    "\ufeff",
    " | ",
    "e\u0301",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join).map(str.encode) | st.binary())
def test_any_bytes_are_read_as_names_or_refused_at_a_place(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "mine.tsv"
    path.write_bytes(data)
    refused = ""
    found = ()
    try:
        found = load([path]).own
    except ConfigError as error:
        refused = str(error)
    assert all(all(entry.spellings) for entry in found)
    assert not refused or re.search(r"line \d+, column \d+: ", refused)


# ---- what the dictionaries in use answer


def test_nothing_knows_nothing():
    known = nothing()
    assert (known.entries, known.words, known.spellings) == ((), frozenset(), {})
    assert len(known.gazetteer) == 0
    assert known.gazetteer.lookup("Wonsan") == ()


def test_the_bundled_dictionaries_are_loaded_once():
    assert load() is load()


def test_authorities_are_the_same_only_if_they_are_one():
    entry = Entry(kind="persons", name="Kim", fields={"name": "Kim"})
    one, other = Authorities((entry,)), Authorities((entry,))
    assert one != other
    assert len({one, other}) == 2


def test_titles_and_the_gazetteer_are_no_words_of_names():
    known = load()
    assert known.of("titles")
    assert known.spellings["Pyongyang"].kind == "places"
    assert not known.of("gazetteer")
    assert not known.of("homonyms")
    assert not {"elvt", "płk"} & known.words  # of titles only
    assert "mladá" not in known.words
    assert known.gazetteer.lookup("Mladá Boleslav")


# ---- a user's entry over a bundled one


def entries_of(tmp_path, lines):
    """Return all persons in use beside a user's file of persons."""
    path = tmp_path / "mine.tsv"
    path.write_text(HEADER + lines, encoding="utf-8")
    return load([path]).of("persons")


def test_a_user_s_entry_takes_the_place_of_the_bundled_one_of_that_name(tmp_path):
    [first, *others] = entries_of(tmp_path, "Kim Il Sung\tKim Ilsŏng\t\tpremier\t\tmine\n")
    assert (first.own, first.name, first.fields["role"]) == (True, "Kim Il Sung", "premier")
    assert first.fields["native"] == "김일성"  # its own cell is empty
    assert {"Kim Ilsŏng", "Kim Ir Sen"} <= set(first.variants)
    assert "Kim Il Sung" not in {name for entry in others for name in entry.spellings}


def test_a_namesake_stays_beside_the_bundled_one(tmp_path):
    named = [
        entry
        for entry in entries_of(tmp_path, "Kim Il Sung\t\t\tbaker\t1950–1999\tmine\n")
        if entry.name == "Kim Il Sung"
    ]
    assert [entry.own for entry in named] == [True, False]
    assert named[0].fields["native"] == ""
