"""Plain text: nothing lost, nothing made uniform."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.errors import InputError, UsageError
from restore.read import read_text
from restore.read.pages import parse_pages

PAPER = "Kádár János és a köztársaság – „Győr, 1956”. Việt Nam, naïve, Zoë.\n"


@given(st.text(min_size=1).filter(str.strip))
def test_a_string_is_its_own_text(text: str) -> None:
    document = read_text(text, "paper.txt")
    assert document.text == text
    assert document.glyph_at == ()
    rebuilt = "\f".join(page.span.of(text) for page in document.pages)
    assert rebuilt == text


@given(st.text(st.characters(codec="utf-8", min_codepoint=32), min_size=1).filter(str.strip))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    document = read_text(text.encode(), "paper.txt")
    if text.startswith("\ufeff"):
        assert document.text == text[1:]
        assert document.source.notes
    else:
        assert document.text == text
        assert (document.source.encoding, document.source.notes) == ("utf-8", ())


@given(st.binary(min_size=1).map(lambda b: b.translate(None, bytes(range(32)))).filter(bytes.strip))
def test_no_byte_is_lost_whatever_the_encoding(data: bytes) -> None:
    try:
        document = read_text(data, "paper.txt")
    except InputError:
        return  # blanks of some encoding only
    encoded = document.text.encode(document.source.encoding)
    assert encoded == data


def test_line_ends_stay_as_they_are() -> None:
    text = "one\r\ntwo\rthree\n\n\nfour \f five\r\n"
    document = read_text(text.encode(), "paper.txt")
    assert document.text == text
    assert [line.span.of(text) for page in document.pages for line in page.lines] == [
        "one", "two", "three", "four ", " five",
    ]  # fmt: skip


def test_nothing_is_normalised() -> None:
    text = "e\u0301 \u212b ﬁ \u00a0\u00ad\u200b (cid:87) \ufffd"
    assert read_text(text.encode(), "paper.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told_by_its_mark(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    document = read_text((mark + PAPER).encode(encoding), "paper.txt")
    assert document.text == PAPER
    assert "byte order mark" in document.source.notes[0]


def test_a_utf_8_mark_is_left_out_and_noted() -> None:
    document = read_text(b"\xef\xbb\xbf" + PAPER.encode(), "paper.txt")
    assert document.text == PAPER
    assert "byte order mark" in document.source.notes[0]


def test_another_encoding_is_guessed_and_noted() -> None:
    text = ("Der Außenminister prüfte die Länge der Verträge über Österreich. " * 20) + "\n"
    document = read_text(text.encode("cp1252"), "paper.txt")
    assert document.text == text
    assert "guessed" in document.source.notes[0]


def test_broken_utf_8_loses_nothing() -> None:
    data = ("Khrushchev’s speech " * 30).encode() + b"\xff\xfe\x81"
    document = read_text(data, "paper.txt")
    assert document.text.encode(document.source.encoding) == data


@pytest.mark.parametrize("data", [b"", b" \n\f\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(InputError, match="is empty"):
        read_text(data, "paper.txt")


def test_lost_letters_that_came_out_as_control_characters_are_text() -> None:
    text = "T\x02e \x05\x06rea\x07 c\x02a\x10ge \x11f \x01956\n"
    assert read_text(text.encode(), "paper.txt").text == text


def test_noise_is_no_text() -> None:
    with pytest.raises(InputError, match="no text"):
        read_text(bytes(range(256)) * 20, "noise.bin")


def test_pages_can_be_chosen() -> None:
    document = read_text("one\ftwo\fthree", "paper.txt", pages={1, 3})
    assert document.text == "one\fthree"
    assert [page.number for page in document.pages] == [1, 3]
    assert [page.span.of(document.text) for page in document.pages] == ["one", "three"]
    with pytest.raises(UsageError, match="no page 4"):
        read_text("one\ftwo\fthree", "paper.txt", pages={4})


@pytest.mark.parametrize("spec", ["", "0", "x", "3-1", "1,,2", "-", "1-", "1.5", "²", "9999999"])
def test_what_is_no_list_of_pages(spec: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_pages(spec)
    assert "1,3-5" in caught.value.advice
