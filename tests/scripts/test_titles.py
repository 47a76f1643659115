"""The lists of titles that teach the style of titles: form, no work twice, title case."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

TITLES = Path(__file__).parents[2] / "scripts" / "models" / "titles"
FILES = sorted(TITLES.glob("*.tsv"))
COLUMNS = ["title", "author", "year", "sort"]
SORTS = {
    "books": {"book", "memoir", "documents", "thesis"},
    "articles": {"article", "chapter", "paper", "document", "heading"},
}
# What each list was planned to hold: a file lost by accident is more than the slack.
LEAST = {"books": 3000, "articles": 2000}
EARLIEST, LATEST = 1850, 2026
SMALL = 4  # letters of the words that title case may leave small, such as "from" and "with"
SMALL_WORDS = {
    "after",
    "among",
    "before",
    "between",
    "during",
    "since",
    "through",
    "toward",
    "under",
}
FOREIGN = 0.01  # share of titles in languages that know no title case

pytestmark = pytest.mark.skipif(not TITLES.is_dir(), reason="the scripts are not part of a release")
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8").removesuffix("\n").split("\n")


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in lines(path) if not line.startswith("#")][1:]


def titles(path: Path) -> list[str]:
    return [row[0] for row in rows(path)]


def in_title_case(title: str) -> bool:
    """Tell whether a title begins large, and as many long words of it are large as are small."""
    words = ["".join(filter(str.isalnum, word)) for word in title.split()]
    long = [word for word in words if len(word) > SMALL and word not in SMALL_WORDS]
    large = sum(not word[0].islower() for word in long)
    return not words[0][:1].islower() and not title.isupper() and 2 * large >= len(long)


def is_year(text: str) -> bool:
    return text == "" or (text.isdecimal() and EARLIEST <= int(text) <= LATEST)


def test_every_list_is_known():
    assert {path.stem for path in FILES} == set(SORTS)


@every_file
def test_there_is_enough_to_learn_from(path):
    assert len(rows(path)) >= LEAST[path.stem]


@every_file
def test_a_file_says_what_it_is_and_under_which_licence(path):
    comment = " ".join(line for line in lines(path) if line.startswith("#"))
    assert "Licence: CC0-1.0" in comment
    assert "not collated" in comment
    assert next(line for line in lines(path) if not line.startswith("#")).split("\t") == COLUMNS


@every_file
def test_a_line_has_four_fields_and_a_title_without_spaces_about_it(path):
    wrong = [row for row in rows(path) if len(row) != len(COLUMNS) or not row[0]]
    assert wrong == []
    assert [row for row in rows(path) if [cell.strip() for cell in row] != row] == []


@every_file
def test_sorts_and_years(path):
    assert {row[3] for row in rows(path)} <= SORTS[path.stem]
    assert [row for row in rows(path) if not is_year(row[2])] == []


@every_file
def test_no_work_stands_twice(path):
    works = Counter((title.casefold(), author.casefold()) for title, author, *_ in rows(path))
    assert [work for work, times in works.items() if times > 1] == []


@every_file
def test_only_what_a_printer_sets(path):
    text = "".join(lines(path)).replace("\t", "")
    assert {c for c in text if unicodedata.category(c)[0] == "C"} == set()
    assert unicodedata.normalize("NFC", text) == text


@every_file
def test_printed_quotes_and_single_spaces(path):
    cells = [cell for row in rows(path) for cell in row]
    assert [cell for cell in cells if '"' in cell or "'" in cell or "  " in cell] == []
    assert [title for title in titles(path) if title.count("“") != title.count("”")] == []


@every_file
def test_titles_are_in_title_case(path):
    wrong = [title for title in titles(path) if not in_title_case(title)]
    assert len(wrong) <= FOREIGN * len(titles(path)), wrong


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("The Origins of the Cold War", True),
        ("“Lessons” of the Past", True),
        ("the Origins of the Cold War", False),
        ("The origins of the greatest conflict", False),
        ("THE ORIGINS OF THE COLD WAR", False),
    ],
)
def test_what_counts_as_title_case(title, right):
    assert in_title_case(title) is right


@pytest.mark.parametrize(
    ("text", "right"), [("", True), ("1947", True), ("1747", False), ("c. 1947", False)]
)
def test_what_counts_as_a_year(text, right):
    assert is_year(text) is right
