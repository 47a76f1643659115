"""Makes PDFs of one page with one embedded font of each kind, from a TrueType font file.

The letters have codes of the maker's own and no names: all that is left of them is their outline.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import reportlab
from fontTools import subset
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import BasePen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pikepdf import Array, Dictionary, Name, Object, Pdf

from restore.page import Font
from restore.read.specimens import FontSpecimens
from restore.specimens import PER_EM, Specimen

FOLDER = Path(reportlab.__file__).parent / "fonts"
VERA = FOLDER / "Vera.ttf"
FIRST = 40  # code of the first letter
KINDS = ("TrueType", "CIDFontType2", "Type1C", "CIDFontType0C", "Type3", "Type3 bitmap")


def open_specimens(pdf: Pdf, font: Object, **known: str) -> FontSpecimens:
    """Return what draws the glyphs of an indirect font of a PDF."""
    pdf.Root.Kept = Array([font])
    buffer = BytesIO()
    pdf.save(buffer, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with Pdf.open(BytesIO(buffer.getvalue())) as saved:
        number = saved.Root.Kept[0].objgen[0]
    return FontSpecimens(buffer.getvalue(), [Font(name="", reference=number, **known)])


def drawn(letters: str, kind: str, path: Path = VERA) -> dict[str, Specimen | None]:
    """Draw letters out of a PDF that has them in a font of one kind, under codes of its own."""
    with pikepdf.new() as pdf:
        specimens = open_specimens(pdf, pdf.make_indirect(made(pdf, letters, kind, path)))
    found = specimens.draw(0, range(FIRST, FIRST + len(letters)))
    return {letters[code - FIRST]: specimen for code, specimen in found.items()}


def made(pdf: Pdf, letters: str, kind: str, path: Path = VERA) -> Dictionary:
    """Return a font dictionary in which the letters have the codes FIRST, FIRST + 1, ..."""
    if kind.startswith("Type3"):
        return type3(pdf, letters, path, bitmap=kind.endswith("bitmap"))
    font = cut(letters, path)
    if kind == "TrueType":
        return simple(pdf, "TrueType", {"/FontFile2": program(pdf, true_type(font, letters))})
    if kind == "CIDFontType2":
        ids = {code: font.getGlyphID(name) for code, name in names(font, letters).items()}
        found = composite(pdf, kind, {"/FontFile2": program(pdf, true_type(font, letters))})
        table = b"".join(ids.get(code, 0).to_bytes(2) for code in range(max(ids) + 1))
        found.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(table)
        return found
    stream = program(pdf, compact(font, letters, keyed=kind == "CIDFontType0C"))
    stream.Subtype = Name("/" + kind)
    if kind == "CIDFontType0C":
        return composite(pdf, "CIDFontType0", {"/FontFile3": stream})
    found = simple(pdf, "Type1", {"/FontFile3": stream})
    listed = Array([FIRST, *(Name(f"/G{i}") for i in range(1, len(letters) + 1))])
    found.Encoding = Dictionary(Type=Name.Encoding, Differences=listed)
    return found


def program(pdf: Pdf, data: bytes) -> pikepdf.Stream:
    """Return a stream of a font program, packed as they are."""
    stream = pdf.make_stream(b"")
    stream.write(data)
    return stream


def simple(pdf: Pdf, subtype: str, files: dict[str, Object]) -> Dictionary:
    """Return a font of one-byte codes."""
    return Dictionary(
        Type=Name.Font,
        Subtype=Name("/" + subtype),
        BaseFont=Name("/AAAAAA+Made"),
        FirstChar=FIRST,
        LastChar=FIRST + 99,
        Widths=Array([600] * 100),
        FontDescriptor=pdf.make_indirect(descriptor(files)),
    )


def composite(pdf: Pdf, subtype: str, files: dict[str, Object]) -> Dictionary:
    """Return a font of two-byte codes."""
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name("/" + subtype),
        BaseFont=Name("/AAAAAA+Made"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        DW=600,
        FontDescriptor=pdf.make_indirect(descriptor(files)),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+Made"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
    )


def descriptor(files: dict[str, Object]) -> Dictionary:
    """Return a font descriptor around a font program."""
    return Dictionary(
        {"/Type": Name.FontDescriptor, "/FontName": Name("/AAAAAA+Made"), "/Flags": 4, **files}
    )


def whole(path: Path = VERA) -> TTFont:
    """Return a font, no file left open."""
    return TTFont(BytesIO(path.read_bytes()))


def cut(letters: str, path: Path) -> TTFont:
    """Return a font cut down to some letters."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern"]
    font = subset.load_font(BytesIO(path.read_bytes()), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in letters])
    cutter.subset(font)
    return font


def names(font: TTFont, letters: str) -> dict[int, str]:
    """Return the glyph names by code."""
    cmap = font.getBestCmap()
    return {FIRST + i: cmap[ord(letter)] for i, letter in enumerate(letters)}


def true_type(font: TTFont, letters: str) -> bytes:
    """Return a TrueType program that knows no letters, only the codes."""
    table = CmapSubtable.getSubtableClass(4)(4)
    table.platformID, table.platEncID, table.language = 3, 0, 0
    table.cmap = {0xF000 + code: name for code, name in names(font, letters).items()}
    font["cmap"].tables = [table]
    for name in ("name", "OS/2"):
        del font[name]
    font["post"].formatType = 3.0
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def compact(font: TTFont, letters: str, *, keyed: bool) -> bytes:
    """Return the same outlines as a bare CFF program; `keyed` puts them at their codes."""
    glyphs, units = font.getGlyphSet(), font["head"].unitsPerEm
    wanted = dict(enumerate(names(font, letters).values(), FIRST if keyed else 1))
    strings = {}
    for i in range(max(wanted) + 1):
        pen = T2CharStringPen(600, glyphs)
        if i in wanted:
            glyphs[wanted[i]].draw(pen)
        strings[".notdef" if i == 0 else f"G{i}"] = pen.getCharString()
    builder = FontBuilder(unitsPerEm=units, isTTF=False)
    builder.setupGlyphOrder(list(strings))
    matrix = [1 / units, 0, 0, 1 / units, 0, 0]
    builder.setupCFF("Made", {"FontMatrix": matrix}, strings, {})
    buffer = BytesIO()
    fonts: CFFFontSet = builder.font["CFF "].cff
    fonts.compile(buffer, builder.font)
    return buffer.getvalue()


class _Operators(BasePen):  # type: ignore[misc]
    """Writes an outline as operators of a content stream."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.lines: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.lines.append("{:g} {:g} m".format(*point))

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.lines.append("{:g} {:g} l".format(*point))

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        numbers = [f"{number:g}" for point in points for number in point]
        self.lines.append(" ".join([*numbers, "c"]))

    def _closePath(self) -> None:  # noqa: N802
        self.lines.append("h")


DOTS = 60  # pixels an em of a bitmap font


def type3(pdf: Pdf, letters: str, path: Path, *, bitmap: bool) -> Dictionary:
    """Return a Type3 font of outlines, or of bitmaps that counts in their pixels."""
    font = whole(path)
    glyphs, cmap, units = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
    if bitmap:
        seen = drawn(letters, "CIDFontType2", path)
    procedures, listed, widths = Dictionary(), Array([FIRST]), []
    for letter in letters:
        name = f"/a{len(widths)}"
        width = glyphs[cmap[ord(letter)]].width
        if bitmap:
            width = round(width / units * DOTS)
            content = b"%d 0 -9 -20 99 99 d1 %s" % (width, _bitmap(seen[letter]))
        else:
            pen = _Operators(glyphs)
            glyphs[cmap[ord(letter)]].draw(pen)
            content = f"{width} 0 -999 -999 9999 9999 d1 {' '.join(pen.lines)} f".encode()
        procedures[name] = pdf.make_stream(content)
        listed.append(Name(name))
        widths.append(width)
    scale = 0.01 if bitmap else 1 / units
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 0, 0]),
        FontMatrix=Array([scale, 0, 0, scale, 0, 0]),
        FirstChar=FIRST,
        LastChar=FIRST + len(letters) - 1,
        Widths=Array(widths),
        Encoding=Dictionary(Type=Name.Encoding, Differences=listed),
        CharProcs=procedures,
        Resources=Dictionary(),
    )


def _bitmap(specimen: Specimen | None) -> bytes:
    """Return operators that paint a specimen as a bitmap of DOTS pixels an em."""
    if specimen is None:
        return b""
    step = PER_EM / DOTS
    height, width = (max(1, round(n / step)) for n in specimen.ink.shape)
    rows = [min(int((i + 0.5) * step), specimen.ink.shape[0] - 1) for i in range(height)]
    columns = [min(int((i + 0.5) * step), specimen.ink.shape[1] - 1) for i in range(width)]
    dark = specimen.ink[rows][:, columns] > 127
    packed = b"".join(_packed(row) for row in dark.tolist())
    left, base = round(specimen.box[0] * DOTS), round(specimen.box[1] * DOTS)
    return b"q %d 0 0 %d %d %d cm BI /W %d /H %d /IM true /BPC 1 /D [1 0] ID %s EI Q" % (
        *(width, height, left, base, width, height),
        packed,
    )


def _packed(row: list[bool]) -> bytes:
    bits = "".join("1" if dark else "0" for dark in row)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8)
