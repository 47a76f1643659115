"""Spaces, lines, reading order and boxes."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from restore.page import Document
from restore.read.pdf import read_pdf_bytes
from tests.read.tiny import FIRST_EXTRA, shown, stream, tiny_pdf


def read_page(*contents: bytes, **parts: object) -> Document:
    return read_pdf_bytes(tiny_pdf(*contents, **parts), "tiny.pdf")  # type: ignore[arg-type]


def test_a_gap_of_a_word_space_becomes_a_space_that_no_glyph_drew() -> None:
    document = read_page(b"BT /F1 10 Tf 50 700 Td [(Cold) -250 (W) 60 (ar)] TJ ET")
    assert document.text == "Cold War"
    assert document.glyph_at[4] == -1
    assert [document.glyphs[i].text for i in document.glyph_at if i >= 0] == list("ColdWar")


def test_small_type_has_small_gaps() -> None:
    assert read_page(b"BT /F1 4 Tf 50 700 Td [(two) -250 (words)] TJ ET").text == "two words"


def test_shown_spaces_are_kept_and_point_to_their_glyph() -> None:
    document = read_page(shown("two  words ", 50, 700))
    assert document.text == "two words"
    assert document.glyphs[document.glyph_at[3]].text == " "
    assert len(document.glyphs) == 11  # the spaces left out are still there as glyphs


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 10 Tf 3 Tc 50 700 Td (HISTORY) Tj ET",
        b"BT /F1 10 Tf 50 700 Td [(H) -250 (I) -250 (S) -250 (T) -250 (O) -250 (R) -250 (Y)] TJ ET",
    ],
    ids=["tracking", "shifts"],
)
def test_letter_spaced_words_do_not_fall_apart(content: bytes) -> None:
    assert read_page(content).text == "HISTORY"


def test_letter_spaced_words_stay_words() -> None:
    shifts = " -800 ".join(" -250 ".join(f"({c})" for c in word) for word in ("THE", "COLD", "WAR"))
    assert read_page(f"BT /F1 10 Tf 50 700 Td [{shifts}] TJ ET".encode()).text == "THE COLD WAR"


def test_single_letters_between_words_stay_apart() -> None:
    assert read_page(b"BT /F1 10 Tf 50 700 Td [(a) -250 (b) -250 (c)] TJ ET").text == "a b c"


def test_a_bold_made_by_printing_twice_is_read_once() -> None:
    twice = shown("Document", 50, 700) + shown("Document", 50.3, 700) + shown(" 1", 100, 700)
    assert read_page(twice).text == "Document 1"
    letters = b"".join(
        shown(c, 50 + 7 * i, 700) + shown(c, 50.3 + 7 * i, 700) for i, c in enumerate("BOLD")
    )
    assert read_page(letters).text == "BOLD"


def test_double_letters_are_no_bold() -> None:
    letters = b"".join(
        shown(c, x, 700) for c, x in (("l", 50), ("l", 52.3), ("i", 54.6), ("i", 56.9))
    )
    assert read_page(letters).text == "llii"


def test_a_raised_note_number_stays_in_its_line() -> None:
    content = shown("said so", 50, 700) + shown("4", 82.5, 703.5, 6) + shown("and left", 90, 700)
    assert read_page(content + shown("next line", 50, 688)).text == "said so4 and left\nnext line"


def test_lines_are_read_from_top_to_bottom_whatever_their_order_in_the_file() -> None:
    content = shown("third", 50, 660) + shown("first", 50, 684) + shown("second", 50, 672)
    assert read_page(content).text == "first\nsecond\nthird"


def test_a_wide_gap_is_a_blank_line() -> None:
    ys = [700, 688, 676, 650, 638]
    document = read_page(b"".join(shown(f"line {i}", 50, y) for i, y in enumerate(ys)))
    assert document.text == "line 0\nline 1\nline 2\n\nline 3\nline 4"
    assert [line.span.of(document.text) for line in document.pages[0].lines] == [
        f"line {i}" for i in range(5)
    ]


def test_an_empty_line_with_a_space_in_it_is_a_blank_line() -> None:
    ys = (700, 688, 676, 652, 640)
    lines = [shown(f"line {i}", 50, y) for i, y in enumerate(ys)]
    assert read_page(*[b"".join([*lines, shown(" ", 50, 664)])]).text == (
        "line 0\nline 1\nline 2\n\nline 3\nline 4"
    )


def test_runs_that_interleave_are_read_by_place() -> None:
    content = shown("c", 50, 700) + shown("f", 60.5, 700)
    content += b"BT /F1 10 Tf 55 700 Td [(o) 50 (f)] TJ ET " + shown("ee", 63.2, 700)
    assert read_page(content).text == "coffee"


def test_a_title_of_two_lines_is_no_two_paragraphs() -> None:
    title = shown("A title in", 50, 740, 18) + shown("large type", 50, 718, 18)
    body = b"".join(shown(f"line {i}", 50, 690 - 12 * i) for i in range(5))
    assert read_page(title + body).text.startswith("A title in\nlarge type\n\nline 0\nline 1")


def test_pages_are_parted_by_form_feeds() -> None:
    document = read_page(shown("one", 50, 700), b"", shown("three", 50, 700))
    assert document.text == "one\f\fthree"
    assert [page.span.of(document.text) for page in document.pages] == ["one", "", "three"]
    assert [page.number for page in document.pages] == [1, 2, 3]


def test_pages_can_be_chosen_and_keep_their_numbers() -> None:
    data = tiny_pdf(*(shown(f"page {i}", 50, 700) for i in (1, 2, 3)))
    seen: list[tuple[int, int]] = []
    document = read_pdf_bytes(
        data, "tiny.pdf", pages={3, 1}, progress=lambda done, all_: seen.append((done, all_))
    )
    assert document.text == "page 1\fpage 3"
    assert [page.number for page in document.pages] == [1, 3]
    assert seen == [(1, 2), (2, 2)]


COLUMN = "the archive kept what others had thrown away"


def columns(*, shift: float = 0, title: bool = True) -> bytes:
    head = shown("A title that runs over both columns of the page and is long enough", 80, 760)
    rows = b"".join(
        shown(f"L{i} {COLUMN}", 50, 700 - 12 * i)
        + shown(f"R{i} {COLUMN}", 320, 700 - 12 * i - shift)
        for i in range(12)
    )
    foot = shown("17", 300, 60)
    return (head if title else b"") + rows + foot


@pytest.mark.parametrize("shift", [0, 1.5, 5])
def test_two_columns_are_read_one_after_the_other(shift: float) -> None:
    lines = [line for line in read_page(columns(shift=shift)).text.split("\n") if line]
    assert lines[0].startswith("A title")
    assert [line.split()[0] for line in lines[1:25]] == [
        *(f"L{i}" for i in range(12)), *(f"R{i}" for i in range(12)),
    ]  # fmt: skip
    assert lines[25:] == ["17"]


def test_a_table_is_read_row_by_row() -> None:
    rows = b"".join(
        shown(f"{1950 + i}", 50, 700 - 12 * i) + shown(f"{i * 37}", 320, 700 - 12 * i)
        for i in range(12)
    )
    assert read_page(rows).text.split("\n")[1] == "1951 37"


def turned(text: str, x: float, y: float, angle: int) -> bytes:
    a, b = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[angle]
    return f"BT /F1 10 Tf {a} {b} {-b} {a} {x} {y} Tm ({text}) Tj ET\n".encode()


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_text_is_read_in_its_own_direction_after_the_upright(angle: int) -> None:
    margin = turned("reading room copy", 300, 400, angle) + turned("second", 300, 200, angle)
    rows = [shown(f"line {i} of the page", 50, 700 - 12 * i) for i in range(20)]
    text = read_page(margin + b"".join(rows)).text
    upright, _, rest = text.partition("\n\n")
    assert upright.startswith("line 0 of the page\nline 1")
    assert "reading room copy" in rest
    assert "second" in rest


def test_what_lies_outside_the_page_comes_last() -> None:
    assert (
        read_page(shown("outside", -200, 790) + shown("inside", 50, 700)).text
        == "inside\n\noutside"
    )


def test_text_that_leans_a_little_is_upright() -> None:
    assert read_page(b"BT /F1 10 Tf 1 0.01 -0.01 1 50 700 Tm (scan) Tj ET").text == "scan"


@pytest.mark.parametrize(
    "page",
    [
        "/MediaBox [0 0 600 800]",
        "/MediaBox [0 0 600 800] /Rotate 90",
        "/MediaBox [0 0 600 800] /Rotate 180",
        "/MediaBox [0 0 600 800] /Rotate 270",
        "/MediaBox [10 20 610 820]",
        "/MediaBox [10 20 610 820] /Rotate 90",
        "/MediaBox [10 20 610 820] /Rotate 180",
        "/MediaBox [10 20 610 820] /Rotate 270",
        "/MediaBox [0 0 600 800] /CropBox [40 40 500 760]",
    ],
)
def test_boxes_are_where_pdfplumber_has_them(page: str) -> None:
    content = shown("Where", 100, 650) + turned("am I", 200, 500, 90)
    data = tiny_pdf(content, page=page)
    ours = read_pdf_bytes(data, "tiny.pdf")
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        theirs = pdf.pages[0].chars
        assert ours.pages[0].width == pdf.pages[0].width
        assert ours.pages[0].height == pdf.pages[0].height
    for glyph, char in zip(ours.glyphs, theirs, strict=True):
        assert glyph.text == char["text"]
        assert (glyph.x0, glyph.top, glyph.x1, glyph.bottom) == pytest.approx(
            (char["x0"], char["top"], char["x1"], char["bottom"]), abs=0.01
        )


def test_a_media_box_written_from_the_wrong_corner_is_the_same_box() -> None:
    there, back = (
        read_page(shown("Where", 100, 650), page=page).glyphs
        for page in ("/MediaBox [10 20 610 820]", "/MediaBox [610 820 10 20]")
    )
    assert there == back


def test_scaling_rise_and_nested_matrices() -> None:
    content = b"q 2 0 0 2 0 0 cm BT /F1 5 Tf 50 Tz 3 Ts 25 350 Td (MM) Tj ET Q"
    one, two = read_page(content).glyphs
    assert one.size == pytest.approx(10)
    assert two.x0 - one.x0 == pytest.approx(0.833 * 10 / 2)
    assert one.bottom == pytest.approx(800 - 706 + 0.207 * 10)


def test_type3_letters_stay_together() -> None:
    procedure = stream(b"20 0 0 0 20 30 d1")
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [1 0 0 1 0 0] "
        f"/CharProcs << /a {FIRST_EXTRA} 0 R /b {FIRST_EXTRA} 0 R >> /FirstChar 97 /LastChar 98 "
        "/Widths [20 22] /Encoding << /Differences [97 /a /b] >> >>"
    )
    content = b"0.24 0 0 0.24 0 0 cm BT /F1 1 Tf 200 2800 Td [(ab) -15000 (ba)] TJ ET"
    document = read_page(content, font=font, extra=(procedure,))
    assert document.text == "ab ba"
    assert {glyph.origin for glyph in document.glyphs} == {"name"}
    # widths of 21 pixels and 0.24 points a pixel: an em of some 11 points
    assert document.glyphs[0].size == pytest.approx(11, abs=1)
    assert document.glyphs[0].advance == pytest.approx(4.8)
    assert document.fonts[0].kind == "Type3"
