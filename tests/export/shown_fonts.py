"""Makes PDFs of one line in one font, of every kind of font, whose codes are known and shuffled.

The faces are those that reportlab brings along (Bitstream Vera), stripped of all names.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf
import reportlab
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import BasePen
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
LINE = "Khrushchev’s ﬁle: 1956, “Győr” no. 7 (q.v.)".replace("ő", "ö")
KINDS = ["Type0", "TrueType", "Type1C", "Type3", "Type3 bitmap"]
PIXELS = 40  # an em of a bitmap font

Texts = dict[int, str]


class Shown(NamedTuple):
    """A PDF of one line, and which code stands for which character."""

    data: bytes
    truth: Texts

    def letters(self) -> Texts:
        """Return what each code is to read as: ligatures as letters."""
        return {code: {"ﬁ": "fi"}.get(c, c) for code, c in self.truth.items()}


def codes_of(line: str) -> Texts:
    """Return codes 1, 2, ... for the characters of a line, in an order that says nothing."""
    characters = sorted(set(line), key=lambda c: (ord(c) * 37 % 101, c))
    return dict(enumerate(characters, 1))


@cache
def shown(kind: str, *, line: str = LINE, pages: int = 1) -> Shown:
    """Return a PDF without any map that shows a line in a font of a kind."""
    truth = codes_of(line)
    pdf = pikepdf.new()
    font = pdf.make_indirect(MAKERS[kind](pdf, truth))
    code_of = {c: code for code, c in truth.items()}
    width = 2 if kind == "Type0" else 1
    codes = b"".join(code_of[c].to_bytes(width) for c in line).hex()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(500, 100))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 18 Tf 20 40 Td <{codes}> Tj ET".encode())
    return Shown(saved(pdf), truth)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, static_id=True, **options)
    return buffer.getvalue()


def font_of(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    """Return the font of the first page."""
    return pdf.pages[0].Resources.Font.F1


def with_map(data: bytes, texts: Texts, *, width: int = 1) -> bytes:
    """Return a PDF whose font has a map of these texts."""
    lines = [f"<{c:0{2 * width}X}> <{t.encode('utf-16-be').hex()}>" for c, t in texts.items()]
    space = f"<{'00' * width}> <{'FF' * width}>"
    body = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        f"1 begincodespacerange {space} endcodespacerange\n"
        f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\nendcmap end end"
    )
    with pikepdf.open(BytesIO(data)) as pdf:
        font_of(pdf).ToUnicode = pdf.make_stream(body.encode())
        return saved(pdf)


def _type0(pdf: pikepdf.Pdf, truth: Texts) -> Dictionary:
    program, widths = _truetype_program(truth)
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+Odd"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=_descriptor(pdf, FontFile2=pdf.make_stream(program)),
        CIDToGIDMap=Name.Identity,
        W=Array([1, Array(widths)]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Odd"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
    )


def _truetype(pdf: pikepdf.Pdf, truth: Texts) -> Dictionary:
    program, widths = _truetype_program(truth)
    descriptor = _descriptor(pdf, FontFile2=pdf.make_stream(program))
    return _simple(Name.TrueType, widths, FontDescriptor=descriptor)


def _type1c(pdf: pikepdf.Pdf, truth: Texts) -> Dictionary:
    """Return a font whose glyphs are named G01, G02, ..., which says nothing."""
    names = [f"G{code:02}" for code in truth]
    font = TTFont(VERA)
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    strings = {".notdef": T2CharStringPen(600, glyphs).getCharString()}
    for name, c in zip(names, truth.values(), strict=True):
        pen = T2CharStringPen(glyphs[cmap[ord(c)]].width, glyphs)
        glyphs[cmap[ord(c)]].draw(pen)
        strings[name] = pen.getCharString()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(list(strings))
    scale = 1 / font["head"].unitsPerEm
    builder.setupCFF("Odd", {"FontMatrix": [scale, 0, 0, scale, 0, 0]}, strings, {})
    data = builder.font["CFF "].compile(builder.font)
    stream = pdf.make_stream(data, Subtype=Name.Type1C)
    widths = [round(glyphs[cmap[ord(c)]].width * 1000 * scale) for c in truth.values()]
    encoding = Dictionary(Differences=Array([1, *(Name(f"/{name}") for name in names)]))
    return _simple(
        Name.Type1, widths, FontDescriptor=_descriptor(pdf, FontFile3=stream), Encoding=encoding
    )


def _type3(pdf: pikepdf.Pdf, truth: Texts) -> Dictionary:
    """Return a font that draws outlines, 1000 units an em."""
    font = TTFont(VERA)
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    scale = 1000 / font["head"].unitsPerEm
    drawn = {}
    for code, c in truth.items():
        glyph = glyphs[cmap[ord(c)]]
        pen = _Operators(glyphs, scale)
        glyph.draw(pen)
        width = round(glyph.width * scale)
        drawn[code] = width, f"{width} 0 -200 -300 1200 1100 d1 {' '.join(pen.parts)} f"
    return _of_procedures(pdf, drawn, 0.001)


def _type3_bitmap(pdf: pikepdf.Pdf, truth: Texts) -> Dictionary:
    """Return a font that draws pictures, one unit a pixel."""
    face = ImageFont.truetype(str(VERA), PIXELS)
    drawn = {}
    for code, c in truth.items():
        width = round(face.getlength(c))
        image = Image.new("1", (width + 8, PIXELS * 3 // 2), 0)
        ImageDraw.Draw(image).text((0, 0), c, font=face, fill=1)
        bits = image.tobytes().hex().upper()
        drawn[code] = (
            width,
            (
                f"{width} 0 0 -20 {image.width} {image.height} d1 "
                f"q {image.width} 0 0 {image.height} 0 -20 cm "
                f"BI /W {image.width} /H {image.height} "
                f"/IM true /D [1 0] /BPC 1 /F /AHx ID {bits}> EI Q"
            ),
        )
    return _of_procedures(pdf, drawn, 1 / PIXELS)


def _of_procedures(pdf: pikepdf.Pdf, drawn: dict[int, tuple[int, str]], unit: float) -> Dictionary:
    procedures = {f"/g{code}": pdf.make_stream(text.encode()) for code, (_, text) in drawn.items()}
    return _simple(
        Name.Type3,
        [width for width, _ in drawn.values()],
        FontMatrix=Array([unit, 0, 0, unit, 0, 0]),
        FontBBox=Array([0, 0, 0, 0]),
        Resources=Dictionary(),
        CharProcs=Dictionary(procedures),
        Encoding=Dictionary(Differences=Array([1, *(Name(name) for name in procedures)])),
    )


MAKERS = {
    "Type0": _type0,
    "TrueType": _truetype,
    "Type1C": _type1c,
    "Type3": _type3,
    "Type3 bitmap": _type3_bitmap,
}


class _Operators(BasePen):
    """Writes an outline as operators of a content stream."""

    def __init__(self, glyphs: object, scale: float) -> None:
        super().__init__(glyphs)
        self.parts: list[str] = []
        self._scale = scale

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.parts += [f"{v * self._scale:.2f}" for point in points for v in point]
        self.parts.append(operator)

    def _moveTo(self, pt):  # noqa: N802
        self._add("m", pt)

    def _lineTo(self, pt):  # noqa: N802
        self._add("l", pt)

    def _curveToOne(self, pt1, pt2, pt3):  # noqa: N802
        self._add("c", pt1, pt2, pt3)

    def _closePath(self):  # noqa: N802
        self.parts.append("h")


def _simple(kind: Name, widths: list[int], **entries: object) -> Dictionary:
    return Dictionary(
        Type=Name.Font,
        Subtype=kind,
        BaseFont=Name("/ABCDEF+Odd"),
        FirstChar=1,
        LastChar=len(widths),
        Widths=Array(widths),
        **entries,
    )


def _descriptor(pdf: pikepdf.Pdf, **program: object) -> Dictionary:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/ABCDEF+Odd"),
            Flags=4,
            FontBBox=Array([-200, -300, 1200, 1100]),
            ItalicAngle=0,
            Ascent=900,
            Descent=-250,
            CapHeight=700,
            StemV=80,
            **program,
        )
    )


def _truetype_program(truth: Texts) -> tuple[bytes, list[int]]:
    """Return a program whose glyph ids are the codes, and the widths in thousandths of an em."""
    font = TTFont(VERA)
    source, cmap = font.getGlyphSet(), font.getBestCmap()
    drawn, metrics = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (1000, 0)}
    for code, c in truth.items():
        pen = TTGlyphPen(None)
        source[cmap[ord(c)]].draw(DecomposingFilterPen(pen, source))
        drawn[f"g{code}"] = pen.glyph()
        metrics[f"g{code}"] = source[cmap[ord(c)]].width, 0
    builder = FontBuilder(font["head"].unitsPerEm)
    builder.setupGlyphOrder(list(drawn))
    builder.setupGlyf(drawn)
    glyf = builder.font["glyf"]
    sides = {n: (w, getattr(glyf[n], "xMin", 0)) for n, (w, _) in metrics.items()}
    builder.setupHorizontalMetrics(sides)
    builder.setupHorizontalHeader(ascent=1900, descent=-500)
    table = CmapSubtable.newSubtable(0)
    table.platformID, table.platEncID, table.language = 1, 0, 0
    table.cmap = dict.fromkeys(range(256), ".notdef") | {code: f"g{code}" for code in truth}
    builder.font["cmap"] = newTable("cmap")
    builder.font["cmap"].tableVersion, builder.font["cmap"].tables = 0, [table]
    builder.setupPost(keepGlyphNames=False)
    buffer = BytesIO()
    builder.font.save(buffer)
    return buffer.getvalue(), [
        round(metrics[f"g{code}"][0] * 1000 / font["head"].unitsPerEm) for code in truth
    ]
