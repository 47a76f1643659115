"""The lexer, and operators that are broken or none of ours."""

from __future__ import annotations

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.read.content import operations
from restore.read.pdf import read_pdf_bytes
from tests.read.tiny import FIRST_EXTRA, HELVETICA, shown, stream, tiny_pdf


def text_of(content: bytes, **parts: object) -> str:
    return read_pdf_bytes(tiny_pdf(content, **parts), "tiny.pdf").text  # type: ignore[arg-type]


def test_an_unknown_escape_is_the_character_itself() -> None:
    assert text_of(rb"BT /F1 10 Tf 50 700 Td (see \[12\], p.\ 5) Tj ET") == "see [12], p. 5"


def test_an_octal_above_377_loses_its_overflow_and_nothing_else() -> None:
    # 541 octal is 0x161, without overflow 0x61
    assert text_of(rb"BT /F1 10 Tf 50 700 Td (b\541d \101\1012) Tj ET") == "bad AA2"


@pytest.mark.parametrize(
    ("string", "text"),
    [
        (rb"(a\(b\)c)", "a(b)c"),
        (rb"(a(b(c))d)", "a(b(c))d"),
        (b"(a\\\nb)", "ab"),
        (b"(a\\\r\nb)", "ab"),
        (rb"(back\\slash)", "back\\slash"),
        (b"<48 65 6C 6c 6F>", "Hello"),
        (b"<486>", "H`"),
    ],
)
def test_strings(string: bytes, text: str) -> None:
    assert text_of(b"BT /F1 10 Tf 50 700 Td %s Tj ET" % string) == text


def test_a_string_longer_than_a_buffer_is_whole() -> None:
    long = "word " * 3000
    found = list(operations(f"({long}) Tj".encode()))
    assert found == [(b"Tj", [long.encode()])]


def test_inline_images_are_skipped_even_with_letters_like_operators() -> None:
    image = b"BI /W 2 /H 2 /BPC 8 /CS /G ID \x00(EI\x01\x02 EI Q\n"
    assert text_of(shown("before", 50, 700) + b"q " + image + shown("after", 50, 680)) == (
        "before\nafter"
    )


def test_an_inline_image_without_end_does_not_lose_what_comes_before() -> None:
    assert text_of(shown("before", 50, 700) + b"BI /W 2 ID \x00\x01(((((") == "before"


def test_a_broken_colour_space_costs_no_text() -> None:
    icc = (stream(b"no profile", ""),)  # has no /N
    space = f"/ColorSpace << /C0 [/ICCBased {FIRST_EXTRA} 0 R] >>"
    content = b"/C0 cs 0.5 scn " + shown("still here", 50, 700)
    assert text_of(content, extra=icc, resources=space) == "still here"


def test_a_broken_operator_costs_itself_only_and_is_noted() -> None:
    content = shown("one", 50, 700) + b"BT /F1 10 Tf (x) Td ET\n" + shown("two", 50, 680)
    document = read_pdf_bytes(tiny_pdf(content), "tiny.pdf")
    assert document.text == "one\ntwo"
    assert any("page 1: a broken text operator" in note for note in document.source.notes)


def test_a_rotten_stream_ends_at_the_first_noise_and_keeps_what_comes_before() -> None:
    whole = b"".join(shown(f"line {i} of the page", 50, 780 - 10 * i) for i in range(60))
    packed = bytearray(zlib.compress(whole, 0) if False else zlib.compress(whole))
    packed[len(packed) // 2 :] = bytes((b * 7 + 13) % 256 for b in packed[len(packed) // 2 :])
    data = tiny_pdf(b"")
    body = stream(bytes(packed), "/Filter /FlateDecode")
    data = data.replace(stream(b""), body)
    document = read_pdf_bytes(data, "rotten.pdf")
    assert document.text.startswith("line 0 of the page\nline 1 of the page\n")
    assert any("damaged" in note for note in document.source.notes)


def test_noise_in_a_sound_stream_ends_the_reading() -> None:
    noise = b" ".join(b"Zx%d" % i for i in range(100))
    content = shown("kept", 50, 700) + noise + b"\n" + shown("drawn noise", 50, 600)
    assert text_of(content) == "kept"


def test_a_form_that_shows_itself_ends() -> None:
    form = stream(
        shown("once", 50, 700) + b"/X Do",
        f"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> "
        f"/XObject << /X {FIRST_EXTRA} 0 R >> >>",
    )
    assert (
        text_of(b"/X Do", extra=(form,), resources=f"/XObject << /X {FIRST_EXTRA} 0 R >>") == "once"
    )


def test_a_bomb_of_forms_ends() -> None:
    levels = 10
    forms = []
    for level in range(levels):
        content = b"/X Do " * 12 if level < levels - 1 else b"q Q " * 20
        below = f"/XObject << /X {FIRST_EXTRA + level + 1} 0 R >>" if level < levels - 1 else ""
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /A 1 {below} >>"
        forms.append(stream(content, entries))
    data = tiny_pdf(
        shown("kept", 50, 700) + b"/X Do",
        extra=tuple(forms),
        resources=f"/XObject << /X {FIRST_EXTRA} 0 R >>",
    )
    began = time.process_time()
    document = read_pdf_bytes(data, "bomb.pdf")
    assert document.text == "kept"
    assert any("too much content" in note for note in document.source.notes)
    assert time.process_time() - began < 60


HOSTILE = {
    "parentheses": b"(" * 100_000,
    "arrays": b"[" * 100_000,
    "dictionaries": b"<<" * 50_000,
    "hexadecimal": b"<" * 99_999,
    "images": b"BI ID " * 20_000,
    "blanks": b" " * 10**6,
    "saves": b"q " * 50_000,
    "escapes": b"(\\" * 50_000,
    "noise": b"\xff" * 100_000,
    "digits": b"9" * 100_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_content_takes_linear_time(content: bytes) -> None:
    began = time.process_time()
    list(operations(content))
    assert time.process_time() - began < 3


@given(st.binary(max_size=300))
def test_any_bytes_can_be_a_content_stream(content: bytes) -> None:
    document = read_pdf_bytes(tiny_pdf(shown("x", 50, 700) + content), "any.pdf")
    assert len(document.glyph_at) == len(document.text)
    assert max(document.glyph_at) < len(document.glyphs)


_OPERANDS = st.lists(
    st.one_of(
        st.integers(-(10**12), 10**12).map(str),
        st.sampled_from(
            ["(ab)", "[(a) -9e9 (b)]", "/F1", "<41>", "0", "0.0001", "-1", "/Nope", "]"]
        ),
    ),
    max_size=7,
)
_OPERATORS = st.sampled_from(
    [
        "BT",
        "ET",
        "Tf",
        "Td",
        "TD",
        "Tm",
        "T*",
        "Tj",
        "TJ",
        "'",
        '"',
        "Tc",
        "Tw",
        "Tz",
        "TL",
        "Ts",
        "cm",
        "q",
        "Q",
        "Do",
        "gs",
        "BI",
    ]
)


@given(st.lists(st.tuples(_OPERANDS, _OPERATORS), max_size=30))
def test_any_operators_can_be_a_content_stream(operators: list[tuple[list[str], str]]) -> None:
    content = " ".join(f"{' '.join(operands)} {name}" for operands, name in operators)
    data = tiny_pdf(shown("x", 50, 700) + content.encode(), font=HELVETICA)
    document = read_pdf_bytes(data, "any.pdf")
    assert len(document.glyph_at) == len(document.text)
    for page in document.pages:
        for line in page.lines:
            assert page.span.start <= line.span.start < line.span.end <= page.span.end
