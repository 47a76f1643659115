"""Redactions of a page: what is refused, then what is found, on PDFs of a few operators each."""

from __future__ import annotations

import io
import time

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from restore.page import Document
from restore.read.pdf import read_pdf_bytes
from tests.read.tiny import FIRST_EXTRA, shown, stream, tiny_pdf

WORDS = "The secret agent went home."
LINE = shown(WORDS, 50, 700)
OVER = b" 66 697 30 11 re f "  # covers "secret" in LINE
HIDDEN = [("box over text", "secret", 6)]


def read_page(*contents: bytes, **parts: object) -> Document:
    return read_pdf_bytes(tiny_pdf(*contents, **parts), "tiny.pdf")  # type: ignore[arg-type]


def found(*contents: bytes, **parts: object) -> list[tuple[str, str, int]]:
    """Sort, text and hidden glyphs of every redaction of a page."""
    document = read_page(*contents, **parts)
    assert document.source.notes == ()
    return [(r.sort, r.span.of(document.text), r.hidden) for r in document.redactions]


def states(body: str) -> dict[str, str]:
    return {"resources": f"/ExtGState << /G0 << {body} >> >>"}


def annotation(body: str) -> dict[str, str]:
    return {"page": f"/Annots [<< /Type /Annot {body} >>]"}


def form(data: bytes, entries: str = "/BBox [0 0 600 800]") -> dict[str, object]:
    return {
        "extra": (stream(data, f"/Type /XObject /Subtype /Form {entries}"),),
        "resources": f"/XObject << /X0 {FIRST_EXTRA} 0 R >>",
    }


# --- what is no redaction

GREY_BEFORE = b"0.8 g" + OVER + b"0 g "
BARS = b"".join(
    shown(label, 100 - stringWidth(label, "Helvetica", 10), y)
    + b"0 g 104 %d %d 10 re f " % (y - 2, length)
    + shown(str(length), 108 + length, y)
    for label, y, length in (("Seoul", 700, 90), ("Pyongyang", 680, 40), ("Moscow", 660, 120))
)

REFUSED = {
    "no box": LINE,
    "a grey box below the text": GREY_BEFORE + LINE,
    "a white box below the text": b"1 g" + OVER + b"0 g " + LINE,
    "white text on a black box": b"0 g" + OVER + b"1 g " + LINE,
    "a page's background": b"0.95 g 0 0 600 800 re f 0 g " + LINE,
    "a page painted white after its text": LINE + b"1 g 0 0 600 800 re f ",
    "a white box over nothing": LINE + b"1 g 66 600 30 11 re f ",
    "a white box in a line": shown("The", 50, 700)
    + b"1 g 70 697 40 11 re f 0 g "
    + shown("agent went home.", 113, 700),
    "an underline": LINE + b"50 697.5 120 0.6 re f ",
    "a strike-through": LINE + b"50 702.5 120 1 re f ",
    "a stroked strike-through": LINE + b"1.2 w 50 703 m 170 703 l S ",
    "a thick rule below a line": LINE + b"50 692 120 4 re f ",
    "the rules of a table": LINE + b"48 695 m 200 695 l 48 710 m 200 710 l S 48 695 0.5 15 re f ",
    "a box drawn around words": LINE + b"66 697 30 11 re S ",
    "a frame of two rectangles": LINE + b"60 690 50 26 re 62 692 46 22 re f* ",
    "a path that is not painted": LINE + b"66 697 30 11 re n ",
    "a polygon": LINE + b"66 697 m 96 697 l 81 712 l h f ",
    "a box with round corners": LINE + b"66 697 m 96 697 l 96 708 96 708 90 708 c 66 708 l h f ",
    "a box that stands askew": LINE + b"q 0.9 0.4 -0.4 0.9 350 40 cm" + OVER + b"Q ",
    "a box that a clip leaves out": LINE + b"q 300 300 50 50 re W n" + OVER + b"Q ",
    "a box under a round clip": LINE + b"q 60 690 m 99 690 120 700 99 720 c h W n" + OVER + b"Q ",
    "the bars of a chart": BARS,
    "upright bars of a chart": b"".join(
        b"0 g %d 500 20 %d re f " % (100 + 40 * i, height) + shown(str(height), 103 + 40 * i, 490)
        for i, height in enumerate((30, 60, 15, 90))
    ),
    "a patch in a legend": b"0 g 50 700 20 6 re f " + shown("imports from the north", 78, 700),
    "a tombstone": LINE + b"185 700 5 5 re f ",
    "a bar far from any word": LINE + b"300 697 90 11 re f ",
    "the empty dark cell of a table": shown("Seoul", 50, 700)
    + b"0 g 150 690 80 24 re f "
    + shown("12", 300, 700),
    "an empty grey cell": shown("Seoul", 50, 700) + b"0.8 g 79 697 80 11 re f 0 g "
    + shown("12", 200, 700),
    "a shaded cell that cuts off the one before": shown("a long text overflows", 50, 700)
    + b"0.9 g 100 695 80 16 re f 0 g "
    + shown("next cell", 102, 700),
    "a watermark": LINE + b"q 0.8 g BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 500 Tm (DRAFT) Tj ET Q ",
    "a highlight below, the words shown again on it": LINE + b"1 1 0 rg" + OVER + b"0 g " + LINE,
    "words shown again one by one": LINE
    + b"1 1 0 rg" + OVER + b"0 g " + shown("sec", 69.45, 700) + shown("ret", 84.5, 700),
}  # fmt: skip


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_what_hides_nothing_is_no_redaction(content: bytes) -> None:
    assert found(content) == []


@pytest.mark.parametrize(
    "state",
    ["/ca 0.4", "/BM /Multiply", "/BM [/Multiply /Normal]", "/SMask << /S /Luminosity >>"],
)
def test_what_can_be_read_through_a_box_is_not_hidden(state: str) -> None:
    content = LINE + b"/G0 gs 1 1 0 rg" + OVER
    assert found(content, **states(state)) == []
    assert found(content.replace(b"/G0 gs", b""), **states(state)) == HIDDEN


def test_a_form_that_is_veiled_hides_nothing() -> None:
    parts = form(OVER)
    parts["resources"] = f"{parts['resources']} /ExtGState << /G0 << /ca 0.5 >> >>"
    assert found(LINE + b"/G0 gs /X0 Do ", **parts) == []
    assert found(LINE + b"/X0 Do ", **parts) == HIDDEN


def test_a_form_is_cut_to_its_box() -> None:
    assert found(LINE + b"/X0 Do ", **form(b"1 g 0 0 600 400 re f", "/BBox [0 0 600 400]")) == []
    assert found(LINE + b"/X0 Do ", **form(b"1 g" + OVER, "/BBox [0 0 60 400]")) == []


def test_a_pattern_is_no_opaque_box() -> None:
    assert found(LINE + b"/Pattern cs /P0 scn" + OVER) == []


@pytest.mark.parametrize(
    "body",
    [
        "/Subtype /Highlight /QuadPoints [66 708 96 708 66 697 96 697] /Rect [66 697 96 708]",
        "/Subtype /Square /Rect [66 697 96 708]",
        "/Subtype /Square /IC [1 1 0.6] /Rect [66 697 96 708]",
        "/Subtype /Square /IC [0 0 0] /CA 0.3 /Rect [66 697 96 708]",
        "/Subtype /Square /IC [0 0 0] /F 2 /Rect [66 697 96 708]",
        "/Subtype /Link /Rect [66 697 96 708]",
        "/Subtype /Redact /Rect [66 697 96]",
    ],
)
def test_other_annotations_are_no_redactions(body: str) -> None:
    assert found(LINE, **annotation(body)) == []


def reportlab_page(draw) -> Document:
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4, invariant=1)
    draw(page)
    page.showPage()
    page.save()
    return read_pdf_bytes(buffer.getvalue(), "made.pdf")


def test_a_table_with_shaded_rows_has_no_redactions() -> None:
    buffer = io.BytesIO()
    rows = [
        ["Year", "Embassy", "Reports"],
        *[[str(1950 + i), "Pyongyang", str(i * 7)] for i in range(12)],
    ]
    style = TableStyle([
        ("BACKGROUND", (0, 0), (-1, 0), colors.black),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.lightgrey, colors.white]),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ])  # fmt: skip
    sheet = getSampleStyleSheet()
    marked = 'A <font backColor="yellow">marked word</font> and <u>one underlined</u> in a line.'
    story = [Paragraph(marked, sheet["Normal"]), Table(rows, style=style)]
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(story)
    document = read_pdf_bytes(buffer.getvalue(), "table.pdf")
    assert "Pyongyang" in document.text
    assert document.redactions == ()


# --- what is one

BLACK_OVER = {
    "black": b"0 g" + OVER,
    "white": b"1 g" + OVER,
    "grey": b"0.5 g" + OVER,
    "black in RGB": b"0 0 0 rg" + OVER,
    "black in CMYK": b"0 0 0 1 k" + OVER,
    "black in a colour space": b"/DeviceGray cs 0 sc" + OVER,
    "filled and stroked": b" 66 697 30 11 re B ",
    "even-odd": b" 66 697 30 11 re f* ",
    "drawn with lines": b" 66 697 m 96 697 l 96 708 l 66 708 l h f ",
    "drawn the other way, and closed": b" 66 697 m 66 708 l 96 708 l 96 697 l 66 697 l f ",
    "drawn backwards": b" 96 708 -30 -11 re f ",
    "scaled": b" q 10 0 0 10 0 0 cm 6.6 69.7 3 1.1 re f Q ",
    "one of two in a path": b" 66 697 30 11 re 300 300 30 11 re f ",
    "a thick line": b" 12 w 66 703 m 96 703 l S ",
    "within a clip": b" q 0 0 600 800 re W n" + OVER + b"Q ",
    "with a code on it": b"1 g" + OVER + b"1 0 0 rg ",
}


@pytest.mark.parametrize("box", BLACK_OVER.values(), ids=BLACK_OVER.keys())
def test_an_opaque_box_over_text_is_a_redaction(box: bytes) -> None:
    document = read_page(LINE + box)
    assert document.text == WORDS  # nothing is lost
    assert found(LINE + box) == HIDDEN


def test_a_black_marker_that_multiplies_hides_what_lies_below() -> None:
    assert found(LINE + b"/G0 gs 0 g" + OVER, **states("/BM /Multiply")) == HIDDEN


def test_a_picture_of_one_pixel_is_a_box() -> None:
    pixel = stream(
        b"\0", "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    )
    parts = {"extra": (pixel,), "resources": f"/XObject << /X0 {FIRST_EXTRA} 0 R >>"}
    assert found(LINE + b"q 30 0 0 11 66 697 cm /X0 Do Q ", **parts) == HIDDEN


def test_black_text_on_a_black_box_cannot_be_read() -> None:
    assert found(b"0 g" + OVER + LINE) == HIDDEN
    assert found(b"0 g" + OVER + b"3 Tr " + LINE) == []  # a scan's own layer, never shown


def test_a_box_over_lines_hides_all_of_them() -> None:
    lines = b"".join(shown(f"line number {i}", 50, 700 - 12 * i) for i in range(5))
    document = read_page(lines + b"0 g 45 660 200 34 re f ")
    (redaction,) = document.redactions
    assert redaction.span.of(document.text) == "line number 1\nline number 2\nline number 3"
    assert redaction.hidden == 33
    assert redaction.box == pytest.approx((45, 106, 245, 140))
    assert redaction.page == 1


def test_a_box_over_one_column_hides_no_line_of_the_other() -> None:
    words = "the archive kept what others had thrown"
    rows = b"".join(
        shown(f"L{i} {words}", 50, 700 - 12 * i) + shown(f"R{i} {words}", 320, 700 - 12 * i)
        for i in range(12)
    )
    document = read_page(rows + b"0 g 45 672 220 24 re f ")
    assert [r.span.of(document.text) for r in document.redactions] == [f"L1 {words}\nL2 {words}"]


def test_a_code_stamped_on_a_white_box_does_not_reveal_what_lies_below() -> None:
    document = read_page(LINE + b"1 g" + OVER + b"0 g " + shown("(b)(6)", 67, 700, 8))
    (redaction,) = document.redactions
    assert (redaction.sort, redaction.hidden, redaction.shade) == ("box over text", 6, 1.0)
    assert set("secret") <= set(redaction.span.of(document.text))


def test_a_stamp_at_the_end_of_a_line_is_no_cell() -> None:
    content = LINE + b"0.9 g 98 697 90 11 re f 0 g " + shown("(b)(6)", 110, 700, 8)
    assert [(r.sort, r.hidden) for r in read_page(content).redactions] == [("box over text", 14)]


def test_a_turned_page() -> None:
    assert found(LINE + b"0 g" + OVER, page="/Rotate 90") == HIDDEN


@pytest.mark.parametrize(
    "body",
    [
        "/Subtype /Redact /Rect [66 697 96 708]",
        "/Subtype /Redact /Rect [0 0 600 800] /QuadPoints [66 708 96 708 66 697 96 697]",
        "/Subtype /Square /IC [0 0 0] /Rect [66 697 96 708]",
    ],
)
def test_annotations_that_redact(body: str) -> None:
    assert found(LINE, **annotation(body)) == [("annotation", "secret", 6)]


def test_a_box_and_its_annotation_are_one_redaction() -> None:
    assert (
        found(LINE + b"0 g" + OVER, **annotation("/Subtype /Redact /Rect [66 697 96 708]"))
        == HIDDEN
    )


def test_a_redaction_of_nothing_has_a_place_all_the_same() -> None:
    document = read_page(LINE, **annotation("/Subtype /Redact /Rect [66 500 96 511]"))
    (redaction,) = document.redactions
    assert redaction.span == (len(WORDS), len(WORDS))


def gap(*, left: float = 70, right: float = 110, shade: bytes = b"0 g") -> bytes:
    box = b" %f 697 %f 11 re f 0 g " % (left, right - left)
    return shown("The", 50, 700) + shade + box + shown("agent went home.", 113, 700)


@pytest.mark.parametrize("shade", [b"0 g", b"0.6 g"])
def test_a_box_in_a_line_stands_for_words_taken_out(shade: bytes) -> None:
    assert read_page(gap(shade=shade)).text == "The agent went home."
    assert found(gap(shade=shade)) == [("box", " ", 0)]


def test_a_word_that_a_box_touches_may_go_on_below_it() -> None:
    assert found(gap(left=66.8)) == [("box", "e ", 0)]
    assert found(gap(right=113)) == [("box", " a", 0)]


def test_a_box_at_the_end_of_a_line_takes_the_line_end() -> None:
    content = shown("The agent", 50, 700) + b"0 g 97 697 60 11 re f " + shown("went home.", 50, 688)
    assert found(content) == [("box", "\n", 0)]


def test_boxes_that_fill_lines_count_beside_one_in_a_line() -> None:
    lone = shown("went home.", 50, 664) + b"0 g 50 673 200 11 re f "
    assert found(LINE + lone) == []
    document = read_page(gap() + lone)
    assert [(r.sort, r.span) for r in document.redactions] == [
        ("box", (3, 4)),
        ("box", (document.text.index("went home.", 20),) * 2),
    ]


def test_redactions_of_later_pages_are_places_of_the_whole_text() -> None:
    document = read_page(shown("First page", 50, 700), LINE + b"0 g" + OVER)
    (redaction,) = document.redactions
    assert (redaction.page, redaction.span.of(document.text)) == (2, "secret")


def test_drawn_with_a_library_line_by_line() -> None:
    def draw(page: canvas.Canvas) -> None:
        page.setFont("Times-Roman", 11)
        page.drawString(72, 700, "The minister received the envoy on Tuesday.")
        start, end = (
            72 + page.stringWidth("The minister received "),
            72 + page.stringWidth("The minister received the envoy"),
        )
        page.setFillColor(colors.black)
        page.rect(start, 697, end - start, 11, stroke=0, fill=1)

    document = reportlab_page(draw)
    assert [r.span.of(document.text) for r in document.redactions] == ["the envoy"]


# --- pages that would take too long


def test_a_path_of_many_lines_is_passed_over() -> None:
    drawing = b"0 0 m " + b"".join(b"%d %d l " % (i % 500, i * 7 % 700) for i in range(100_000))
    began = time.process_time()
    assert found(drawing + b"f " + LINE + b"0 g" + OVER) == HIDDEN
    assert time.process_time() - began < 5


def test_a_picture_made_of_boxes_is_looked_at_to_a_limit_and_that_is_said() -> None:
    cells = b"".join(b"%d %d 4 4 re f " % (i % 100 * 5, i // 100 * 5) for i in range(8_000))
    began = time.process_time()
    document = read_page(LINE + b"0 g" + OVER + b"0.5 g " + cells)
    assert time.process_time() - began < 5
    assert [r.span.of(document.text) for r in document.redactions][:1] == ["secret"]
    assert "not all were looked at for redactions" in document.source.notes[0]
