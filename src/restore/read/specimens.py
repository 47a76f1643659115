"""Draws single glyphs of a PDF's fonts, so that what has no letter can still be looked at.

A copy of the font stands alone in an empty PDF, each code in a cell of its own, and pdfium draws
the sheet: whatever the kind of font, the glyph a code gets is the one a viewer shows for it.
Fonts that are not embedded are not drawn, pdfium would put a face of its own in their place.

A file may be hostile, and pdfium runs inside this process: what a font can make it unpack or draw
is counted before, and a font beyond the limits is left alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from statistics import median
from typing import Any, TypeVar

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray
from pikepdf import Dictionary, Name

from restore.page import Font
from restore.read.cmaps import Decode, decoder
from restore.read.programs import named
from restore.specimens import PER_EM, Specimen

_CELL = 2 * PER_EM  # the widest Latin glyphs (an em dash, a "ffi") and stacked accents fit in it
_ORIGIN = PER_EM // 2, 5 * PER_EM // 8  # of a glyph in its cell, from the left and from below
_COLUMNS = 12
_SHEET = 120  # cells of one sheet: 4.4 MB of pixels
_INK = 40  # of 255; less is the fringe of an outline

# The price of a limit is a font that stays unread, that of none a machine that stands still.
_MOST_CODES = 1_500  # of one font; a Latin text uses some 200
_MOST_PROGRAM = 32_000_000  # bytes unpacked; the largest CJK programs have 20 million
_MOST_DRAWING = 4_000_000  # bytes unpacked of all procedures and pictures of a Type3 font
_MOST_OBJECTS = 5_000  # that a Type3 font leads to
_MOST_PIXELS = 16_000_000  # of all pictures of a Type3 font; 256 glyphs at 250 x 250
_MOST_MAP = 64_000  # bytes, packed, of an embedded CMap

_DRAWN_FROM = (
    *("/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/FontDescriptor"),
    *("/FirstChar", "/LastChar", "/Widths", "/FontMatrix", "/FontBBox", "/CharProcs"),
)

_LETTER_WIDTH = 0.46  # mean advance of letters in ems, over 18 Latin families
_UPSIDE_DOWN = -0.1  # ems; the middle of letters lies about 0.3 above the baseline

Found = dict[int, Specimen | None]
Answer = TypeVar("Answer")


class FontSpecimens:
    """Draws the codes of a document's fonts when first asked, and keeps what it has drawn.

    `data` are the bytes that object numbers hold for.  Fulfils `restore.specimens.Specimens`.
    """

    def __init__(self, data: bytes, fonts: Sequence[Font]) -> None:
        self._data = data
        self._fonts = tuple(fonts)
        self._drawn: dict[int, Found] = {}
        self._asked: dict[int, set[int]] = {}

    def draw(self, font: int, codes: Sequence[int]) -> Found:
        """Return a specimen for each code; None for one without ink, nothing for one unseen.

        A font of which nothing drawn has ink gives nothing: it may be there to be invisible.
        """
        asked = self._asked.setdefault(font, set())
        fresh = [code for code in dict.fromkeys(codes) if code >= 0 and code not in asked]
        fresh = fresh[: _MOST_CODES - len(asked)]
        if fresh:
            asked.update(fresh)
            drawn = self._ask(font, lambda pdf, found: _drawn(pdf, found, fresh))
            self._drawn.setdefault(font, {}).update(drawn)
        seen = self._drawn.get(font, {})
        if not any(seen.values()):
            return {}
        return {code: seen[code] for code in codes if code in seen}

    def named(self, font: int, codes: Sequence[int]) -> dict[int, str]:
        """Return the characters that the embedded font program itself has for the codes."""
        return self._ask(font, lambda _, found: named(found, codes))

    def _ask(
        self, font: int, ask: Callable[[pikepdf.Pdf, Dictionary], dict[int, Answer]]
    ) -> dict[int, Answer]:
        """Return what is found out about a font dictionary, nothing where that fails."""
        try:
            with pikepdf.open(BytesIO(self._data), suppress_warnings=True) as pdf:
                found = pdf.get_object((self._fonts[font].reference, 0))
                return ask(pdf, found) if isinstance(found, Dictionary) else {}
        except Exception:  # noqa: BLE001 - whatever a broken font trips over, it is not seen
            return {}


def _drawn(pdf: pikepdf.Pdf, font: Dictionary, codes: list[int]) -> Found:
    if font.get("/Subtype") == Name.Type3:
        return _type3(pdf, font, codes)
    inner = _descendant(font)
    program = _program(inner)
    if not program:
        return {}
    composite = font.get("/Subtype") == Name.Type0
    strings = _strings(font, codes) if composite else {c: bytes([c]) for c in codes if c < 256}
    found = _sheets(_alone(pdf, font), strings)
    if _complete(program):
        return found
    return {code: specimen for code, specimen in found.items() if specimen}


def _descendant(font: Dictionary) -> Dictionary:
    """Return the dictionary that has the font's descriptor."""
    if font.get("/Subtype") != Name.Type0:
        return font
    return font.DescendantFonts[0]  # type: ignore[return-value]  # no Dictionary: fails further on


def _program(font: Dictionary) -> bytes:
    """Return an embedded font program unpacked, nothing where there is none or it is too large."""
    descriptor = font.get("/FontDescriptor")
    if not isinstance(descriptor, Dictionary):
        return b""
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        stream = descriptor.get(key)
        if isinstance(stream, pikepdf.Stream):
            return _unpacked(stream, _MOST_PROGRAM)
    return b""


def _unpacked(stream: pikepdf.Stream, most: int) -> bytes:
    """Return a stream's bytes as far as they go; nothing where there are more than `most`."""
    data = stream.read_raw_bytes()
    filters: Any = stream.get("/Filter", [])
    names = [filters] if isinstance(filters, Name) else list(filters)
    if any(name not in (Name.FlateDecode, Name.Fl) for name in names) or "/DecodeParms" in stream:
        # Other filters unpack to 64 times as much at most (run lengths), and are rare here.
        return stream.read_bytes() if len(data) <= most // 64 else b""
    for _ in names:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(data, most + 1)
    return data if len(data) <= most else b""


def _complete(program: bytes) -> bool:
    """Tell whether a program that is an sfnt has all its tables whole, outlines among them.

    Where it has not, a blank glyph is no space: its outline may be what was lost.
    """
    if program[:4] not in (b"\0\1\0\0", b"true", b"OTTO"):
        return True
    count = int.from_bytes(program[4:6])
    records = [program[12 + 16 * i : 28 + 16 * i] for i in range(count)]
    tables = {record[:4] for record in records}
    ends = [int.from_bytes(r[8:12]) + int.from_bytes(r[12:16]) for r in records]
    outlines = bool(tables & {b"glyf", b"CFF ", b"CFF2"})
    return outlines and max(ends, default=0) <= len(program)


def _strings(font: Dictionary, codes: list[int]) -> dict[int, bytes]:
    """Return the bytes that show each code of a composite font, by its /Encoding."""
    encoding = font.get("/Encoding")
    stream = None
    if isinstance(encoding, pikepdf.Stream):
        stream = encoding.read_bytes() if len(encoding.read_raw_bytes()) <= _MOST_MAP else b""
    split = decoder(str(encoding or "").removeprefix("/"), stream)
    found = ((code, _shown(code, split)) for code in codes)
    return {code: string for code, string in found if string}


def _shown(code: int, split: Decode) -> bytes:
    """Return the string that is read as one code, two bytes where that will do."""
    for width in (2, 1, 3, 4):
        if code < 1 << (8 * width):
            string = code.to_bytes(width)
            if [found for found, _ in split(string)] == [code]:
                return string
    return b""


def _alone(pdf: pikepdf.Pdf, font: Dictionary) -> Dictionary:
    """Return the font with nothing but what drawing takes, written from left to right."""
    alone = Dictionary({key: font[key] for key in _DRAWN_FROM if key in font})
    if alone.get("/Encoding") == Name("/Identity-V"):
        alone.Encoding = Name("/Identity-H")
    return pdf.make_indirect(alone)


def _sheets(
    font: Dictionary, strings: Mapping[int, bytes], em: float = 1.0, flip: int = 1
) -> Found:
    """Draw codes sheet by sheet; `em` in units of text space, `flip` is -1 for upside down."""
    found: Found = {}
    size = PER_EM / em
    for start in range(0, len(strings), _SHEET):
        cells = list(strings.items())[start : start + _SHEET]
        shown = [_show(i, string, size, flip) for i, (_, string) in enumerate(cells)]
        rows = -(-len(cells) // _COLUMNS)
        pixels = _rendered(font, "\n".join(shown).encode(), rows)
        if pixels is None:
            return {}
        found |= {code: _cut(pixels, i) for i, (code, _) in enumerate(cells)}
    return found


def _show(cell: int, string: bytes, size: float, flip: int) -> str:
    """Return operators that show a string in a cell and clip it there."""
    row, column = divmod(cell, _COLUMNS)
    x, y = column * _CELL, -(row + 1) * _CELL
    return (
        f"q {x} {y} {_CELL} {_CELL} re W n BT /F 1 Tf "
        f"{size:.6f} 0 0 {flip * size:.6f} {x + _ORIGIN[0]} {y + _ORIGIN[1]} Tm "
        f"<{string.hex()}> Tj ET Q"
    )


def _rendered(font: Dictionary, content: bytes, rows: int) -> NDArray[np.uint8] | None:
    """Return a sheet's ink, a pixel a point; None where pdfium put another font in its place."""
    width, height = _COLUMNS * _CELL, rows * _CELL
    with pikepdf.new() as sheet:
        page = sheet.add_blank_page(page_size=(width, height))
        page.obj.Resources = Dictionary(Font=Dictionary({"/F": sheet.copy_foreign(font)}))
        page.obj.Contents = sheet.make_stream(b"1 0 0 1 0 %d cm\n%s" % (height, content))
        buffer = BytesIO()
        sheet.save(buffer)
    document = pdfium.PdfDocument(buffer.getvalue())
    try:
        drawn = document[0]
        if font.get("/Subtype") != Name.Type3 and not _own_program(drawn):
            return None
        pixels: NDArray[Any] = drawn.render(scale=1, grayscale=True).to_numpy()
        return np.ascontiguousarray(255 - pixels.reshape(height, -1)[:, :width]).astype(np.uint8)
    finally:
        document.close()


def _own_program(page: pdfium.PdfPage) -> bool:
    """Tell whether a sheet's glyphs come from the embedded program, not from a substitute."""
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
        font = pdfium_c.FPDFTextObj_GetFont(thing.raw)
        return bool(font) and pdfium_c.FPDFFont_GetIsEmbedded(font) == 1
    return False


def _cut(sheet: NDArray[np.uint8], cell: int) -> Specimen | None:
    """Cut one glyph out of a sheet."""
    row, column = divmod(cell, _COLUMNS)
    ink = sheet[row * _CELL : (row + 1) * _CELL, column * _CELL : (column + 1) * _CELL]
    dark = ink > _INK
    ys, xs = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(ys):
        return None
    top, bottom, left, right = int(ys[0]), int(ys[-1]) + 1, int(xs[0]), int(xs[-1]) + 1
    base = _CELL - _ORIGIN[1]
    box = left - _ORIGIN[0], base - bottom, right - _ORIGIN[0], base - top
    x0, y0, x1, y1 = (length / PER_EM for length in box)
    return Specimen(ink[top:bottom, left:right].copy(), (x0, y0, x1, y1))


def _type3(pdf: pikepdf.Pdf, font: Dictionary, codes: list[int]) -> Found:
    """Draw codes of a Type3 font upright; all its codes tell which way up it is."""
    if not _bearable(font):
        return {}
    alone = _alone(pdf, font)
    alone.Resources = _resources(font.get("/Resources", {}))
    first, widths = int(font.get("/FirstChar", 0)), _numbers(font.get("/Widths", []))
    em = _em(font, widths)
    every = dict.fromkeys([*range(first, first + len(widths)), *codes])
    strings = {code: bytes([code]) for code in every if 0 <= code < 256}
    found = _sheets(alone, strings, em)
    middles = [(one.box[1] + one.box[3]) / 2 for one in found.values() if one]
    if middles and median(middles) < _UPSIDE_DOWN:
        found = _sheets(alone, strings, em, flip=-1)
    return {code: found[code] for code in codes if code in found}


def _em(font: Dictionary, widths: list[float]) -> float:
    """Return an em in units of text space; guessed where a font counts in pixels of its bitmaps."""
    matrix = _numbers(font.get("/FontMatrix", []))
    unit = abs(matrix[0]) or abs(matrix[1]) if len(matrix) == 6 else 0.001
    used = [width for width in widths if 0 < width < 1e6]
    if 0.0005 <= unit <= 0.002 or not used:  # 1000 or 2048 units an em, as outlines have
        return 1.0
    return min(max(sum(used) / len(used) * unit / _LETTER_WIDTH, 1e-6), 1e6)


def _numbers(values: Any) -> list[float]:  # noqa: ANN401 - whatever the file has there
    return [float(value) for value in islice(values, 256)]


def _resources(found: Any) -> Dictionary:  # noqa: ANN401 - whatever the file has there
    """Return what of a Type3 font's resources its procedures may use."""
    return Dictionary({key: found[key] for key in ("/XObject", "/ColorSpace") if key in found})


def _bearable(font: Dictionary) -> bool:
    """Tell whether all that a Type3 font can make a viewer draw stays within the limits.

    No text and no form inside a glyph: these are how a few bytes draw without end.
    """
    size = pixels = 0
    for stream in _streams(font):
        if stream.get("/Subtype") == Name.Form:
            return False
        packed = stream.read_raw_bytes()
        if stream.get("/Subtype") == Name.Image:
            pixels += int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
            size += len(packed)
            continue
        content = _unpacked(stream, _MOST_DRAWING)
        size += len(content)
        if packed and not content:
            return False
    return size <= _MOST_DRAWING and pixels <= _MOST_PIXELS


def _streams(font: Dictionary) -> Iterator[pikepdf.Stream]:
    """Yield the procedures and pictures of a Type3 font."""
    things = [*font.CharProcs.values()]
    resources = font.get("/Resources", Dictionary())
    things += [*resources.get("/XObject", Dictionary()).values()]
    if len(things) > _MOST_OBJECTS:
        raise ValueError("a font of more objects than letters")
    yield from (thing for thing in things if isinstance(thing, pikepdf.Stream))
