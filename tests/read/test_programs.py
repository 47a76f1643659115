"""What an embedded font program says of its glyphs, and what it only seems to say."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pikepdf import Array, Dictionary, Name

from restore.read.cmaps import glyph_name
from restore.read.program_names import by_numbers, letter_of, texts_of
from restore.read.programs import named


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.new() as empty:
        yield empty


def font_file(
    names: list[str],
    maps: dict[tuple[int, int], dict[int, str]] | None = None,
    *,
    post: bool = False,
    features: str = "",
) -> bytes:
    """Return a TrueType font of blank glyphs with the names, and maps by (platform, encoding)."""
    builder = FontBuilder(1000)
    order = [".notdef", *names]
    builder.setupGlyphOrder(order)
    builder.setupGlyf({})
    builder.font["glyf"].glyphs = {name: blank() for name in order}
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost(keepGlyphNames=post)
    if maps is not None:
        builder.setupCharacterMap({})
        builder.font["cmap"].tables = [
            subtable(key, found, 0 if key == (1, 0) else 4) for key, found in maps.items()
        ]
    if features:
        addOpenTypeFeaturesFromString(builder.font, features)
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def blank() -> Any:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    return Glyph()


def subtable(key: tuple[int, int], found: dict[int, str], kind: int) -> CmapSubtable:
    table = CmapSubtable.newSubtable(kind)
    table.platformID, table.platEncID = key
    table.language, table.cmap = 0, found
    return table


def compact_file(names: list[str]) -> bytes:
    """Return a bare CFF program of blank glyphs with the names; its encoding is the standard."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names])
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    pen = T2CharStringPen(500, None)
    pen.endPath()
    builder.setupCFF("Odd", {}, dict.fromkeys([".notdef", *names], pen.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names], (500, 0)))
    out = BytesIO()
    builder.font["CFF "].cff.compile(out, builder.font)
    return out.getvalue()


def composite(
    pdf: pikepdf.Pdf, data: bytes, table: bytes | None = None, key: str = "/FontFile2"
) -> Dictionary:
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2 if key == "/FontFile2" else Name.CIDFontType0,
        FontDescriptor=Dictionary({"/Flags": 4, key: pdf.make_stream(data)}),
    )
    if table is not None:
        inner.CIDToGIDMap = pdf.make_stream(table)
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([inner]),
    )


def simple(
    pdf: pikepdf.Pdf, data: bytes, key: str, differences: list[Any] | None = None, *, flags: int = 4
) -> Dictionary:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType if key == "/FontFile2" else Name.Type1,
        FontDescriptor=Dictionary({"/Flags": flags, key: pdf.make_stream(data)}),
    )
    if differences is not None:
        listed = Array([Name(f"/{d}") if isinstance(d, str) else d for d in differences])
        font.Encoding = Dictionary(Type=Name.Encoding, Differences=listed)
    return font


# Names that say nothing

NUMBERS = [
    "g18",
    "G01",
    "C15",
    "H11005",
    "a28",
    "cid_34",
    "cid00012",
    "glyph12",
    "c65",
    "index7",
    "gid36",
    "g3A",
    "x41",
    "char41",
    "u28",
    "f_12",
    ".notdef",
    ".null",
    "uni0007",
    "uniFFFD",
    "uniE012",
    "u1F",
    "space_1",
    "65",
]


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_for_a_name_is_no_letter(name: str) -> None:
    assert letter_of(name) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("eacute", "é"),
        ("T_h", "Th"),
        ("f_f_i", "ffi"),
        ("a.sc", "a"),
        ("one.oldstyle", "1"),
        ("uni0151", "ő"),
        ("uni00660069", "fi"),
        ("u00E9", "é"),
        ("Asmall", "a"),
        ("Eacutesmall", "é"),
        ("sevenoldstyle", "7"),
        ("onefitted", "1"),
        ("asuperior", "a"),
        ("onesuperior", "¹"),
        ("parenleftBig", "("),
        ("summationdisplay", "∑"),
        ("copyrightserif", "©"),
    ],
)
def test_a_name_of_a_letter_is_one(name: str, text: str) -> None:
    assert letter_of(name) == glyph_name(name) == text


def test_pi_numbers_count_only_where_the_font_is_a_pi_font() -> None:
    assert texts_of({i: f"H{11000 + i}" for i in range(1, 60)}) == {}
    assert texts_of({1: "H11002", 2: "H11005", 3: "H9251", 4: "H7"}) == {1: "−", 2: "=", 3: "α"}


@pytest.mark.parametrize(
    "known",
    [
        {},
        {1: "a", 2: "b", 3: "c"},  # three
        {1: "a", 2: "b", 3: "c", 4: "x"},  # one contradicts
        {1: "a", 2: "b", 3: "c", 9: "d"},  # the fourth has no number
    ],
)
def test_numbers_without_a_rule_stay_numbers(known: dict[int, str]) -> None:
    names = {i: f"c{96 + i}" for i in range(1, 8)} | {9: "d"}
    assert by_numbers(names, known) == {}


@pytest.mark.parametrize(
    "names",
    [
        {i: f"c{96 + i}" for i in range(1, 8)},  # the code point
        {i: f"uc_{96 + i:02X}" for i in range(1, 8)},  # in hexadecimal
        {i: f"glyph{67 + i}" for i in range(1, 8)},  # 29 less
        {i: f"c{96 + i}" for i in range(1, 6)} | {6: "f102", 7: "c103"},  # another family between
    ],
)
def test_one_rule_for_all_known_settles_the_others(names: dict[int, str]) -> None:
    found = by_numbers(names, {1: "a", 2: "b", 3: "c", 4: "d"})
    assert found[5] == "e"
    assert found[7] == "g"


# Composite fonts


def test_a_font_that_says_nothing_is_heard_as_such(pdf: pikepdf.Pdf) -> None:
    assert named(composite(pdf, font_file(["g1", "g2"])), range(10)) == {}
    assert named(Dictionary(Type=Name.Font, Subtype=Name.Type1), [65]) == {}
    assert named(Dictionary(), [65]) == {}


def test_the_unicode_map_speaks_through_the_table_of_ids(pdf: pikepdf.Pdf) -> None:
    data = font_file(["g1", "g2", "g3"], {(3, 1): {0x61: "g1", 0x151: "g2", 0x2019: "g3"}})
    table = bytes([0, 0, 0, 3, 0, 1, 0, 2])
    assert named(composite(pdf, data, table), range(9)) == {1: "’", 2: "a", 3: "ő"}
    assert named(composite(pdf, data), range(9)) == {1: "a", 2: "ő", 3: "’"}


def test_a_map_whose_keys_only_count_says_nothing(pdf: pikepdf.Pdf) -> None:
    names = [f"g{i}" for i in range(1, 30)]
    counted = {0x21 + i: name for i, name in enumerate(names)}
    assert named(composite(pdf, font_file(names, {(3, 1): counted})), range(40)) == {}
    assert named(composite(pdf, font_file(names, {(1, 0): counted})), range(40)) == {}


def test_private_characters_are_no_letters(pdf: pikepdf.Pdf) -> None:
    data = font_file(["g1", "g2"], {(3, 1): {0xE012: "g1", 0xF041: "g2"}, (3, 0): {0xF061: "g1"}})
    assert named(composite(pdf, data), range(9)) == {}


def test_the_lowest_of_several_characters_counts(pdf: pikepdf.Pdf) -> None:
    data = font_file(["g1", "g2"], {(3, 1): {0xA0: "g1", 0x20: "g1", 0xAD: "g2", 0x2D: "g2"}})
    assert named(composite(pdf, data), range(9)) == {1: " ", 2: "-"}


def test_post_names_speak_unless_they_contradict_the_map(pdf: pikepdf.Pdf) -> None:
    names = ["a", "b", "eacute", "c_t", "g77"]
    assert named(composite(pdf, font_file(names, post=True)), range(9)) == {
        1: "a", 2: "b", 3: "é", 4: "ct",
    }  # fmt: skip
    lying = font_file(names, {(3, 1): {0x78: "a", 0x79: "b"}}, post=True)
    assert named(composite(pdf, lying), range(9)) == {1: "x", 2: "y"}


def test_variants_and_ligatures_give_their_letters(pdf: pikepdf.Pdf) -> None:
    names = ["f", "i", "one", "g4", "g5", "g6", "g7"]
    features = """
        feature smcp { sub i by g4; } smcp;
        feature onum { sub one by g5; } onum;
        feature liga { sub f f i by g6; } liga;
        feature aalt { sub one by g7; } aalt;
    """
    data = font_file(names, {(3, 1): {0x66: "f", 0x69: "i", 0x31: "one"}}, features=features)
    found = named(composite(pdf, data), range(9))
    assert found == {1: "f", 2: "i", 3: "1", 4: "i", 5: "1", 6: "ffi"}


def test_compact_names_speak_and_ids_of_a_plain_cff_are_its_glyphs(pdf: pikepdf.Pdf) -> None:
    font = composite(pdf, compact_file(["eacute", "C15", "f_i"]), key="/FontFile3")
    assert named(font, range(9)) == {1: "é", 3: "fi"}


def test_an_embedded_encoding_is_followed(pdf: pikepdf.Pdf) -> None:
    data = font_file(["g1", "g2"], {(3, 1): {0x61: "g1", 0x7A: "g2"}})
    font = composite(pdf, data)
    font.Encoding = pdf.make_stream(
        b"1 begincodespacerange <00> <FF> endcodespacerange 1 begincidchar <41> 2 endcidchar"
    )
    assert named(font, [0x41]) == {0x41: "z"}


# Simple fonts


def test_a_symbolic_font_is_read_by_its_glyphs_not_by_its_codes(pdf: pikepdf.Pdf) -> None:
    data = font_file(
        ["a", "b"], {(3, 0): {0xF041: "a", 0xF042: "b"}, (1, 0): {0x41: "a"}}, post=True
    )
    assert named(simple(pdf, data, "/FontFile2"), range(256)) == {0x41: "a", 0x42: "b"}


def test_a_macintosh_map_does_not_vouch_for_the_codes_that_go_through_it(pdf: pikepdf.Pdf) -> None:
    data = font_file(["g1", "g2"], {(1, 0): {0x41: "g1", 0x50: "g2"}})
    assert named(simple(pdf, data, "/FontFile2"), range(256)) == {}


def test_a_declared_encoding_leads_to_the_glyph(pdf: pikepdf.Pdf) -> None:
    data = font_file(["g1", "g2"], {(3, 1): {0xE9: "g1", 0x62: "g2"}})
    font = simple(pdf, data, "/FontFile2", [7, "eacute", "g33"], flags=32)
    assert named(font, range(256)) == {7: "é"}


def test_compact_fonts_are_read_by_the_names_their_codes_draw(pdf: pikepdf.Pdf) -> None:
    data = compact_file(["a", "eacute", "G01"])
    assert named(simple(pdf, data, "/FontFile3"), range(256)) == {0x61: "a"}
    font = simple(pdf, data, "/FontFile3", [1, "eacute", "G01", "b"])
    assert named(font, range(256)) == {1: "é", 0x61: "a"}  # b is not in the font


def test_a_type1_font_is_read_by_its_encoding(pdf: pikepdf.Pdf) -> None:
    data = b"%!PS /Encoding 256 array dup 1 /Aogonek put dup 2 /G33 put readonly def eexec ..."
    assert named(simple(pdf, data, "/FontFile"), range(256)) == {1: "Ą"}
    font = simple(pdf, data, "/FontFile", [1, "ct.alt", "c_t"])
    assert named(font, range(256)) == {2: "ct"}
    standard = simple(pdf, b"%!PS /Encoding StandardEncoding def eexec", "/FontFile")
    assert named(standard, [0x41, 0xAE]) == {0x41: "A", 0xAE: "ﬁ"}
