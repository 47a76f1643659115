"""Every kind of font is drawn alike, and no font can hurt: what is broken gives nothing."""

from __future__ import annotations

import pickle
import time
import zlib
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from restore.page import Font
from restore.read.pdf import read_pdf_bytes
from restore.read.specimens import FontSpecimens
from restore.specimens import PER_EM
from tests.read.fontfile import (
    FIRST,
    FOLDER,
    KINDS,
    composite,
    drawn,
    made,
    open_specimens,
    program,
    simple,
    whole,
)
from tests.read.tiny import HELVETICA, shown, tiny_pdf

LETTERS = "abgoxyIOT19.,"


def looked_at(pdf, font, codes=range(FIRST, FIRST + 3)):
    """Return what is drawn of a font dictionary."""
    return open_specimens(pdf, pdf.make_indirect(font)).draw(0, codes)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_font_shows_the_same_letters(kind):
    seen, like = drawn(LETTERS, kind), drawn(LETTERS, "TrueType")
    assert list(seen) == list(LETTERS)
    # A Type3 font's em is a guess: letters keep their proportions, not their size.
    scale = seen["T"].box[3] / like["T"].box[3]
    assert 0.6 < scale < 1.5
    for letter in LETTERS:
        assert np.allclose(seen[letter].box, np.array(like[letter].box) * scale, atol=0.03), letter


def test_a_specimen_stands_where_the_glyph_does():
    seen = drawn("xyT", "CIDFontType2")
    units = whole()["head"].unitsPerEm
    glyf = whole()["glyf"]
    for letter, specimen in seen.items():
        glyph = glyf[letter]
        box = [v / units for v in (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)]
        assert np.allclose(specimen.box, box, atol=1.5 / PER_EM)
        height, width = specimen.ink.shape
        x0, y0, x1, y1 = specimen.box
        assert (round((x1 - x0) * PER_EM), round((y1 - y0) * PER_EM)) == (width, height)


def test_a_glyph_without_ink_is_blank_and_a_code_without_drawing_absent():
    with pikepdf.new() as pdf:
        found = looked_at(pdf, made(pdf, "a b", "CIDFontType2"))
    assert [specimen is None for specimen in found.values()] == [False, True, False]
    with pikepdf.new() as pdf:
        found = looked_at(pdf, made(pdf, "a b", "TrueType"), [FIRST, FIRST + 300, -1])
    assert list(found) == [FIRST]


def test_a_font_of_blanks_says_nothing():
    with pikepdf.new() as pdf:
        assert looked_at(pdf, made(pdf, " \xa0", "TrueType"), [FIRST, FIRST + 1]) == {}


def test_a_glyph_beyond_its_cell_leaves_the_others_alone():
    with pikepdf.new() as pdf:
        font = made(pdf, "abc", "Type3")
        alone = looked_at(pdf, font)
        font.CharProcs["/a1"].write(b"600 0 d0 -9999 -9999 19999 19999 re f")
        found = looked_at(pdf, font)
    assert found[FIRST + 1].ink.min() == 255
    for code in (FIRST, FIRST + 2):
        assert np.array_equal(found[code].ink, alone[code].ink)


def test_a_font_drawn_upside_down_is_turned():
    with pikepdf.new() as pdf:
        font = made(pdf, "abc", "Type3")
        upright = looked_at(pdf, font)
        font.FontMatrix[3] = -font.FontMatrix[3]
        turned = looked_at(pdf, font)
    for code, specimen in upright.items():
        assert np.abs(np.subtract(specimen.box, turned[code].box)).max() <= 1 / PER_EM


def test_a_type1_program_is_drawn():
    data = (FOLDER / "_er_____.pfb").read_bytes()
    # The three segments of a .pfb, without their headers of six bytes (Adobe TN 5040).
    sizes, parts = [], []
    while data[1] != 3:
        size = int.from_bytes(data[2:6], "little")
        sizes.append(size)
        parts.append(data[6 : 6 + size])
        data = data[6 + size :]
    with pikepdf.new() as pdf:
        stream = program(pdf, b"".join(parts))
        stream.Length1, stream.Length2 = sizes[0], sizes[1]
        font = simple(pdf, "Type1", {"/FontFile": stream})
        font.Encoding = Dictionary(Differences=Array([FIRST, Name.a, Name.b, Name.space]))
        found = looked_at(pdf, font)
    assert [specimen is None for specimen in found.values()] == [False, False, True]


def test_codes_of_one_byte_in_a_composite_font_are_shown_as_such():
    cmap = b"1 begincodespacerange <00> <FF> endcodespacerange 1 begincidrange <28> <2A> %d"
    with pikepdf.new() as pdf:
        font = made(pdf, "abc", "CIDFontType2")
        two = looked_at(pdf, font)
        font.Encoding = pdf.make_stream(
            b"/CIDInit /ProcSet findresource begin begincmap /CMapName /One def "
            + cmap % FIRST
            + b" endcidrange endcmap"
        )
        font.Encoding.Type, font.Encoding.CMapName = Name.CMap, Name.One
        one = looked_at(pdf, font)
    assert {c: s.box for c, s in one.items()} == {c: s.box for c, s in two.items()}


def test_vertical_writing_does_not_move_the_letters():
    with pikepdf.new() as pdf:
        font = made(pdf, "abc", "CIDFontType2")
        across = looked_at(pdf, font)
        font.Encoding = Name("/Identity-V")
        down = looked_at(pdf, font)
    assert {c: s.box for c, s in down.items()} == {c: s.box for c, s in across.items()}


def test_asking_again_or_in_parts_gives_the_same():
    with pikepdf.new() as pdf:
        specimens = open_specimens(pdf, pdf.make_indirect(made(pdf, LETTERS, "Type3")))
    codes = range(FIRST, FIRST + len(LETTERS))
    once = pickle.loads(pickle.dumps(specimens)).draw(0, codes)  # noqa: S301 - our own bytes
    for code in reversed(codes):
        specimens.draw(0, [code])
    assert specimens.draw(0, codes).keys() == once.keys()
    for code, specimen in specimens.draw(0, codes).items():
        assert specimen.box == once[code].box
        assert np.array_equal(specimen.ink, once[code].ink)


def test_a_document_draws_its_own_fonts():
    with pikepdf.open(BytesIO(tiny_pdf(shown("()*", 50, 700)))) as pdf:
        pdf.pages[0].Resources.Font["/F1"] = pdf.make_indirect(made(pdf, "abc", "TrueType"))
        buffer = BytesIO()
        pdf.save(buffer)
    document = read_pdf_bytes(buffer.getvalue(), "made.pdf")
    found = document.specimens.draw(0, [glyph.code for glyph in document.glyphs])
    assert {code: s.box for code, s in found.items()} == {
        FIRST + i: s.box for i, s in enumerate(drawn("abc", "TrueType").values())
    }


# Nothing is drawn of these: another font's letters, or none, would be taken for theirs.


def not_embedded(pdf):
    return simple(pdf, "TrueType", {})


def no_program_at_all(pdf):
    return simple(pdf, "TrueType", {"/FontFile2": program(pdf, b"")})


def cut_short(pdf):
    font = made(pdf, "abc", "TrueType")
    font.FontDescriptor.FontFile2.write(font.FontDescriptor.FontFile2.read_bytes()[:100])
    return font


def noise(pdf):
    return simple(pdf, "Type1", {"/FontFile3": program(pdf, bytes(range(256)) * 40)})


def without_outlines(pdf):
    font = whole()
    font.getGlyphOrder()
    del font["glyf"], font["loca"]
    buffer = BytesIO()
    font.save(buffer)
    return simple(pdf, "TrueType", {"/FontFile2": program(pdf, buffer.getvalue())})


def bomb(pdf):
    font = made(pdf, "abc", "TrueType")
    packed = zlib.compress(bytes(40_000_000), 9)
    font.FontDescriptor.FontFile2.write(packed, filter=Name.FlateDecode)
    return font


def descendant_of_itself(pdf):
    font = pdf.make_indirect(composite(pdf, "CIDFontType2", {}))
    font.DescendantFonts = Array([font])
    return font


def no_descendant(pdf):
    font = composite(pdf, "CIDFontType2", {})
    font.DescendantFonts = Array([])
    return font


def absurd_numbers(pdf):
    font = made(pdf, "abc", "Type3")
    font.FontMatrix = pikepdf.Object.parse(b"[1%s.0 0 0 0.%s1 0 0]" % (b"0" * 20, b"0" * 20))
    return font


def shows_itself(pdf):
    font = pdf.make_indirect(made(pdf, "abc", "Type3"))
    font.Resources = Dictionary(Font=Dictionary({"/F": font}))
    for name in ("/a0", "/a1", "/a2"):
        font.CharProcs[name].write(b"600 0 d0 BT /F 1 Tf (()*()*()*) Tj ET")
    return font


def forms_in_forms(pdf):
    font = made(pdf, "abc", "Type3")
    form = pdf.make_stream(b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form)
    for _ in range(40):
        inner = Dictionary(XObject=Dictionary({"/X": form}))
        form = pdf.make_stream(b"/X Do /X Do", Subtype=Name.Form, Resources=inner)
    font.Resources = Dictionary(XObject=Dictionary({"/X": form}))
    font.CharProcs["/a0"].write(b"600 0 d0 /X Do")
    return font


def huge_procedures(pdf):
    font = made(pdf, "abc", "Type3")
    packed = zlib.compress(b"0 0 m 500 500 l S " * 1_000_000)
    font.CharProcs["/a0"].write(packed, filter=Name.FlateDecode)
    return font


def huge_picture(pdf):
    font = made(pdf, "abc", "Type3")
    image = pdf.make_stream(b"x", Subtype=Name.Image, Width=90_000, Height=90_000)
    image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceGray
    font.Resources = Dictionary(XObject=Dictionary({"/X": image}))
    return font


def no_procedures(pdf):
    font = made(pdf, "abc", "Type3")
    del font.CharProcs
    return font


BROKEN = [
    not_embedded,
    no_program_at_all,
    cut_short,
    noise,
    without_outlines,
    bomb,
    descendant_of_itself,
    no_descendant,
    absurd_numbers,
    shows_itself,
    forms_in_forms,
    huge_procedures,
    huge_picture,
    no_procedures,
]


@pytest.mark.parametrize("font", BROKEN, ids=lambda font: font.__name__)
def test_a_broken_or_hostile_font_gives_nothing_and_soon(font):
    with pikepdf.new() as pdf:
        specimens = open_specimens(pdf, pdf.make_indirect(font(pdf)))
    start = time.process_time()
    assert specimens.draw(0, range(FIRST, FIRST + 3)) == {}
    assert time.process_time() - start < 2  # seconds; a sound font takes 0.01


def test_a_glyph_whose_outline_was_cut_off_is_no_space():
    with pikepdf.new() as pdf:
        font = made(pdf, "a b", "CIDFontType2")
        stream = font.DescendantFonts[0].FontDescriptor.FontFile2
        data = stream.read_bytes()
        for length in range(len(data) - 4, 1000, -40):
            stream.write(data[:length])
            assert None not in looked_at(pdf, font).values()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nno more", tiny_pdf(b"", font=HELVETICA)])
def test_whatever_the_file_drawing_does_not_raise(data):
    fonts = [Font(name="", reference=number) for number in (0, 3, 999)]
    specimens = FontSpecimens(data, fonts)
    for number in (*range(len(fonts)), 7, -1):
        assert specimens.draw(number, [65, 66]) == {}
        assert specimens.named(number, [65, 66]) == {}


def test_a_font_of_all_codes_is_drawn_as_far_as_makes_sense():
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(made(pdf, "abc", "CIDFontType2"))
        font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\1" * 0x10000)
        specimens = open_specimens(pdf, font)
    found = specimens.draw(0, range(0x10000))
    assert 1000 < len(found) <= 1500
    assert specimens.draw(0, [0xFFFF]) == {}
