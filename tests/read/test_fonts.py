"""Where a glyph's text comes from, and what becomes of glyphs without one."""

from __future__ import annotations

import time

import pytest
from pdfminer.pdffont import CFFFont

from restore.page import UNMAPPED, Document, is_unmapped
from restore.read.pdf import read_pdf_bytes
from tests.read.tiny import FIRST_EXTRA, stream, tiny_pdf, to_unicode

CODES = b"BT /F1 10 Tf 50 700 Td <%s> Tj ET"


def read_codes(codes: str, font: str, *extra: bytes | str) -> Document:
    data = tiny_pdf(CODES % codes.encode(), font=font, extra=extra)
    return read_pdf_bytes(data, "tiny.pdf")


def truetype(entries: str = "") -> str:
    return f"<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Odd {entries} >>"


WIDTHS = f"/FirstChar 0 /LastChar 255 /Widths [{'500 ' * 256}]"
MAPPED = truetype(f"{WIDTHS} /ToUnicode {FIRST_EXTRA} 0 R")
IDENTITY = (
    f"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Odd /Encoding /Identity-H "
    f"/ToUnicode {FIRST_EXTRA} 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 "
    "/BaseFont /ABCDEF+Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    "/Supplement 0 >> /DW 500 >>] >>"
)


def origins(document: Document) -> list[str]:
    return [glyph.origin for glyph in document.glyphs]


def test_a_sane_map_entry_is_map() -> None:
    document = read_codes(
        "0102", MAPPED, to_unicode("beginbfchar <01> <0150> <02> <E012> endbfchar")
    )
    assert document.text == "Ő\ue012"  # private use is what the file says: kept as found
    assert origins(document) == ["map", "map"]
    font = document.fonts[0]
    assert (font.name, font.subset, font.has_map, font.mappings) == ("Odd", True, True, 2)
    assert (font.kind, font.embedded, font.reference) == ("TrueType", False, 3)


@pytest.mark.parametrize("junk", ["FFFD", "0000", "0007", "000D", "009F", "", "D835", "DB800000"])
def test_a_junk_map_entry_is_no_letter_but_keeps_its_place(junk: str) -> None:
    cmap = to_unicode(f"beginbfchar <01> <{junk}> <02> <0061> endbfchar")
    document = read_codes("020102", MAPPED, cmap)
    assert document.text[0] == document.text[2] == "a"
    assert is_unmapped(document.text[1])
    assert origins(document) == ["map", "none", "map"]


def test_one_code_has_one_marker_and_other_codes_have_others() -> None:
    document = read_codes("00010002000100030001", IDENTITY, to_unicode("endcodespacerange"))
    one, two, again, three, last = document.text
    assert one == again == last
    assert len({one, two, three}) == 3
    assert document.fonts[0].has_map
    assert document.fonts[0].mappings == 0  # a map that is there and empty
    assert [glyph.code for glyph in document.glyphs] == [1, 2, 1, 3, 1]


def test_the_same_code_of_two_fonts_has_two_markers() -> None:
    content = b"BT /F1 9 Tf 50 700 Td <0001> Tj /G0 gs <0001> Tj ET"
    data = tiny_pdf(
        content,
        font=IDENTITY,
        extra=(to_unicode(""), IDENTITY.replace("Odd", "Even")),
        resources=f"/ExtGState << /G0 << /Font [{FIRST_EXTRA + 1} 0 R 9] >> >>",
    )
    document = read_pdf_bytes(data, "tiny.pdf")
    one, two = document.text
    assert one != two
    assert is_unmapped(one)
    assert is_unmapped(two)
    assert [font.name for font in document.fonts] == ["Odd", "Even"]


def test_markers_in_a_map_are_not_taken_for_letters() -> None:
    # U+F0005 of the file itself, written in UTF-16
    document = read_codes("01", MAPPED, to_unicode("beginbfchar <01> <DB80DC05> endbfchar"))
    assert origins(document) == ["none"]
    assert ord(document.text) == UNMAPPED[0]


def test_a_ligature_gives_all_its_letters_and_each_points_to_the_glyph() -> None:
    cmap = to_unicode("beginbfchar <01> <006600660069> <02> <0065> endbfchar")
    document = read_codes("0102", MAPPED, cmap)
    assert document.text == "ffie"
    assert document.glyph_at == (0, 0, 0, 1)


def test_ranges_and_lists_of_a_map() -> None:
    cmap = to_unicode("2 beginbfrange <01> <03> <0061> <10><11>[<0078> <0079007A>] endbfrange")
    assert read_codes("0102031011", MAPPED, cmap).text == "abcxyz"


def test_names_declared_encodings_and_guesses_are_told_apart() -> None:
    differences = "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /eacute /g18] >>"
    document = read_codes("010241", truetype(f"{WIDTHS} {differences}"))
    assert document.text[0] == "é"
    assert is_unmapped(document.text[1])  # g18 says nothing
    assert document.text[2] == "A"
    assert origins(document) == ["name", "none", "encoding"]
    assert document.fonts[0].encoding == "WinAnsiEncoding with Differences"
    assert origins(read_codes("41", truetype(WIDTHS))) == ["guess"]
    assert read_codes("41", truetype(WIDTHS)).text == "A"


def test_a_map_that_says_junk_leaves_a_good_name_in_force() -> None:
    entries = f"{WIDTHS} /Encoding << /Differences [1 /c /CR] >> /ToUnicode {FIRST_EXTRA} 0 R"
    cmap = to_unicode("beginbfchar <01> <000D> <02> <000D> endbfchar")
    document = read_codes("0102", truetype(entries), cmap)
    assert document.text[0] == "c"
    assert origins(document) == ["name", "none"]


def test_a_standard_font_without_encoding_is_what_the_standard_says() -> None:
    plain = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"
    assert origins(read_codes("41", plain)) == ["encoding"]
    symbol = "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"
    assert read_codes("6162", symbol).text == "αβ"


TYPE1 = b"""%!PS-AdobeFont-1.0: Odd
/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for
dup 27 /ff put
dup 28 /fi put
dup 65 /B put
dup 66 /g66 put
readonly def
currentfile eexec
"""


def test_the_encoding_inside_a_type1_font_is_read() -> None:
    descriptor = f"<< /Type /FontDescriptor /Flags 4 /FontFile {FIRST_EXTRA} 0 R >>"
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Odd "
        f"{WIDTHS} /FontDescriptor {FIRST_EXTRA + 1} 0 R >>"
    )
    document = read_codes("1B1C4142", font, stream(TYPE1), descriptor)
    assert document.text[:3] == "ﬀﬁB"
    assert is_unmapped(document.text[3])
    assert origins(document) == ["name", "name", "name", "none"]
    assert document.fonts[0].embedded


def cff(names: list[str], codes: list[int]) -> bytes:
    """Return a bare CFF font with these glyph names at these codes; it draws nothing."""

    def index(items: list[bytes]) -> bytes:
        ends = [1]
        for item in items:
            ends.append(ends[-1] + len(item))
        return (
            len(items).to_bytes(2)
            + b"\x02"
            + b"".join(e.to_bytes(2) for e in ends)
            + b"".join(items)
        )

    def integer(value: int) -> bytes:
        return b"\x1c" + value.to_bytes(2)

    standard = list(CFFFont.STANDARD_STRINGS)
    own = [name for name in names if name not in standard]
    sids = [standard.index(n) if n in standard else len(standard) + own.index(n) for n in names]
    head = bytes([1, 0, 4, 2]) + index([b"Odd"])
    tail = index([name.encode() for name in own]) + b"\0\0"
    at = len(head) + len(index([bytes(12)])) + len(tail)
    charset = b"\0" + b"".join(sid.to_bytes(2) for sid in sids)
    encoding = bytes([0, len(codes), *codes])
    places = (at, 15), (at + len(charset), 16), (at + len(charset) + len(encoding), 17)
    top = b"".join(integer(place) + bytes([operator]) for place, operator in places)
    glyphs = index([b"\x0e"] * (len(names) + 1))
    return head + index([top]) + tail + charset + encoding + glyphs


def test_the_encoding_inside_a_cff_font_is_read() -> None:
    program = stream(cff(["eacute", "H", "G01", "uni0151"], [3, 4, 5, 6]), "/Subtype /Type1C")
    descriptor = f"<< /Type /FontDescriptor /Flags 4 /FontFile3 {FIRST_EXTRA} 0 R >>"
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Odd "
        f"{WIDTHS} /FontDescriptor {FIRST_EXTRA + 1} 0 R >>"
    )
    document = read_codes("03040506", font, program, descriptor)
    assert document.text[:2] + document.text[3] == "éHő"
    assert origins(document) == ["name", "name", "none", "name"]


@pytest.mark.parametrize("program", [b"", b"\x01", bytes(40), b"\x01\x00\x04\x02\xff\xff\xff" * 9])
def test_a_broken_font_program_leaves_the_guess(program: bytes) -> None:
    descriptor = f"<< /Type /FontDescriptor /Flags 4 /FontFile3 {FIRST_EXTRA} 0 R >>"
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Odd "
        f"{WIDTHS} /FontDescriptor {FIRST_EXTRA + 1} 0 R >>"
    )
    assert origins(read_codes("41", font, stream(program), descriptor)) == ["guess"]


def test_an_embedded_encoding_map_splits_codes_and_its_codes_find_the_unicode_map() -> None:
    encoding = stream(
        b"begincmap 2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange\n"
        b"1 begincidrange <41> <42> 7 endcidrange 1 begincidchar <8001> 9 endcidchar endcmap"
    )
    unicode_map = to_unicode("beginbfchar <41> <0061> <42> <0062> <8001> <0063> endbfchar")
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Odd "
        f"/Encoding {FIRST_EXTRA + 1} 0 R /ToUnicode {FIRST_EXTRA} 0 R "
        "/DescendantFonts [<< /Subtype /CIDFontType0 /BaseFont /Odd /W [7 [250 500] 9 9 750] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) >> >>] >>"
    )
    document = read_codes("41428001", font, unicode_map, encoding)
    assert document.text == "abc"
    assert [glyph.code for glyph in document.glyphs] == [0x41, 0x42, 0x8001]
    assert [glyph.advance for glyph in document.glyphs] == [2.5, 5.0, 7.5]


def test_a_predefined_encoding_keeps_the_code_of_the_string() -> None:
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /UniJIS-UCS2-H "
        "/DescendantFonts [<< /Subtype /CIDFontType0 /BaseFont /Odd "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>] >>"
    )
    document = read_codes("00413042", font)
    assert document.text == "Aあ"
    assert [glyph.code for glyph in document.glyphs] == [0x41, 0x3042]
    assert origins(document) == ["encoding", "encoding"]


@pytest.mark.parametrize(
    ("font", "extra"),
    [
        (MAPPED, to_unicode("beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")),
        (MAPPED, to_unicode("beginbfrange <01> <FF> [" + "<0041>" * 50_000 + "] endbfrange")),
        (IDENTITY.replace("/DW 500", "/W [0 4000000000 500]"), to_unicode("")),
        (IDENTITY.replace("/DW 500", "/W [(x) 1e99 [[[] 3]"), to_unicode("")),
        (MAPPED.replace("/FirstChar 0", "/FirstChar (a)"), to_unicode("<" * 10_000)),
        ("<< /Type /Font /Subtype /Type0 >>", b"null"),
        ("[1 2 3]", b"null"),
        ("<< /Subtype /Type3 /FontMatrix [0 0 0 0 0 0] /Widths 3 0 R >>", b"null"),
    ],
)
def test_hostile_fonts_neither_hang_nor_fail(font: str, extra: bytes) -> None:
    began = time.process_time()
    document = read_codes("00410042", font, extra)
    assert len(document.glyphs) in (2, 4)
    assert time.process_time() - began < 3
