"""Where decoded words are put: print’s spaces, hidden words in their gap, marks untouched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from restore.decode.model import Decoded, WordRead
from restore.decode.observe import observe
from restore.decode.offered import Offered, offered


def decoded(line: str, text: str, *words: tuple[str, int, int]) -> Decoded:
    """Return a reading of a line by hand: its words with their atoms."""
    read = tuple(WordRead(word, start, end, 0.9) for word, start, end in words)
    return Decoded(observed=observe(line), words=read, text=text)


def made(reading: Decoded) -> str:
    """Return the line with all offers made in it."""
    line = reading.observed.line
    for offer in sorted(offered(reading), key=place, reverse=True):
        line = line[: offer.span.start] + offer.text + line[offer.span.end :]
    return line


def place(offer: Offered) -> tuple[int, int]:
    """Order offers by where they stand."""
    return offer.span


@pytest.mark.parametrize(
    ("line", "text", "words", "after"),
    [
        ("C d Wa", "Cold War", [("Cold", 0, 2), ("War", 2, 4)], "Cold War"),
        ("C dWa", "Cold War", [("Cold", 0, 2), ("War", 2, 4)], "Cold War"),
        ("S -S e", "Sino-Soviet", [("Sino", 0, 1), ("-", 1, 2), ("Soviet", 2, 4)], "Sino-Soviet"),
        ("S - S e", "Sino-Soviet", [("Sino", 0, 1), ("-", 1, 2), ("Soviet", 2, 4)], "Sino-Soviet"),
        ("Wa , a d", "War, and", [("War", 0, 2), (",", 2, 3), ("and", 3, 5)], "War, and"),
        ("Ma a", "Mao of China", [("Mao", 0, 2), ("of", 2, 2), ("China", 2, 3)], "Mao of China"),
        (
            "Ma a",
            "Mao in the China",
            [("Mao", 0, 2), ("in", 2, 2), ("the", 2, 2), ("China", 2, 3)],
            "Mao in the China",
        ),
        ("e1970", "the 1970", [("the", 0, 1), ("1970", 1, 5)], "the 1970"),
    ],
)
def test_words_are_spaced_as_in_print(line, text, words, after):
    assert made(decoded(line, text, *words)) == after


def test_marks_and_figures_are_never_offered():
    reading = decoded("e1970 . . '?", "the 1970 '?", ("the", 0, 1), ("1970", 1, 5), ("'", 5, 6))
    assert [offer.word.text for offer in offered(reading)] == ["the"]


@pytest.mark.parametrize("line", ["CdWa", "Cd . . Wa"])
def test_a_hidden_word_needs_a_blank_to_stand_in(line):
    """Where nothing shows it cannot be put anywhere; dots may be a lost quotation mark."""
    reading = decoded(line, "Cold in War", ("Cold", 0, 2), ("in", 2, 2), ("War", 2, 4))
    assert "in" not in [offer.word.text for offer in offered(reading)]


def test_words_hidden_in_one_gap_are_as_sure_as_the_least_sure():
    reading = decoded("C a", "C of the a", ("C", 0, 1), ("of", 1, 1), ("the", 1, 1), ("a", 1, 2))
    words = list(reading.words)
    words[2] = words[2]._replace(posterior=0.4)
    hidden = [o for o in offered(replace(reading, words=tuple(words))) if o.hidden]
    assert [(o.text, o.word.posterior) for o in hidden] == [(" of the ", 0.4)]


def test_room_behind_a_mark_is_a_space():
    """A reader of pages may show no blank where a narrow space stands."""
    reading = decoded("a,Me", "Mao,Men", ("Mao", 0, 1), (",", 1, 2), ("Men", 2, 4))
    gaps = list(reading.observed.gaps)
    for width, after in ((0.25, "Mao, Men"), (0.0, "Mao,Men")):
        gaps[2] = gaps[2]._replace(width=width)
        wide = replace(reading.observed, gaps=tuple(gaps))
        assert made(replace(reading, observed=wide)) == after
