"""Fonts that are broken or made to hurt: whatever is in them, reading goes on, and soon.

Each is asked what its program says, and shown on a page that is read as a whole.
"""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from restore.export.plain import restored_text
from restore.page import Document, is_unmapped
from restore.pipeline import repair_document
from restore.read.pdf import read_pdf_bytes
from restore.read.program_tables import cmaps_of, dressed, names_of
from restore.read.programs import named
from tests.read.test_programs import compact_file, composite, font_file, simple

SECONDS = 5.0  # for what takes some 0.1 s; the machine may be busy
MEGABYTES = 150
Make = Callable[[pikepdf.Pdf], Dictionary]


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.new() as empty:
        yield empty


def sfnt(tables: dict[bytes, bytes]) -> bytes:
    """Return a font file of tables as they are."""
    at = 12 + 16 * len(tables)
    head, body = struct.pack(">IHHHH", 0x00010000, len(tables), 0, 0, 0), b""
    for tag, data in tables.items():
        head += struct.pack(">4sIII", tag, 0, at + len(body), len(data))
        body += data
    return head + body


def tables(data: bytes) -> dict[bytes, bytes]:
    count = struct.unpack(">H", data[4:6])[0]
    records = [struct.unpack(">4sIII", data[12 + 16 * i : 28 + 16 * i]) for i in range(count)]
    return {tag: data[start : start + size] for tag, _, start, size in records}


def changed(**new: bytes) -> bytes:
    """Return a sound font with tables changed; an empty one is left out."""
    sound = tables(font_file(["a", "b", "c"], {(3, 1): {0x61: "a", 0x62: "b"}}, post=True))
    merged = sound | {key.ljust(4).encode(): data for key, data in new.items()}
    return sfnt({tag: data for tag, data in merged.items() if data})


def glyph_of_itself() -> bytes:
    """Return a glyf table whose second glyph is composed of itself, and of the third and back."""
    part = struct.pack(">hhhhh", -1, 0, 0, 500, 500) + struct.pack(">HHhh", 0x23, 1, 0, 0)
    part += struct.pack(">HHhh", 0x03, 2, 0, 0)
    other = struct.pack(">hhhhh", -1, 0, 0, 500, 500) + struct.pack(">HHhh", 0x03, 1, 0, 0)
    return part + other


def groups(count: int, first: int = 0, last: int = 0xFFFFFFFF) -> bytes:
    """Return a cmap of format 12 whose groups all span everything."""
    body = struct.pack(">III", first, last, 1) * count
    table = struct.pack(">HHIII", 12, 0, 16 + len(body), 0, count) + body
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def segments(count: int) -> bytes:
    """Return a cmap of format 4 whose segments all span everything."""
    body = b"\xff\xff" * count + b"\0\0" + b"\0\0" * count + b"\0\1" * count + b"\0\0" * count
    table = struct.pack(">HHHHHHH", 4, 0xFFFF, 0, 2 * count, 0, 0, 0) + body
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table


def many_maps() -> bytes:
    """Return a cmap with as many subtables as its header can promise, all the same."""
    records = struct.pack(">HHI", 3, 1, 4) * 0xFFFF
    return struct.pack(">HH", 0, 0xFFFF) + records


def substitutions(lookups: int = 0xFFFF) -> bytes:
    """Return a GSUB whose lookups are all one, over all glyphs, each with as many subtables."""
    features = struct.pack(">H4sH", 1, b"smcp", 8) + struct.pack(">HH", 0, 2000)
    features += struct.pack(">2000H", *range(2000))
    start = 10 + len(features)
    table = struct.pack(">IHHH", 0x00010000, 0, 10, start) + features
    lookup_at = 2 + 2 * 2000
    table += struct.pack(">H", min(lookups, 0xFFFF)) + struct.pack(">H", lookup_at) * 2000
    table += struct.pack(">HHH", 1, 0, 0xFFFF) + struct.pack(">H", 6) * 100
    return table + struct.pack(">HHHHHHHH", 1, 2, 1, 2, 1, 0, 0xFFFF, 0)


def fonts() -> dict[str, Make]:
    """Return how to make each hostile font."""
    compact = compact_file(["a", "eacute", "G01"])
    cff = {f"CFF cut off at {cut}": compact[:cut] for cut in (0, 1, 3, 4, 9, 30, len(compact) // 2)}
    cff["CFF of offsets that lead nowhere"] = compact[:4] + b"\xff" * (len(compact) - 4)
    cff["CFF of zeros"] = compact[:4] + bytes(1000)
    made: dict[str, Make] = {}
    for name, data in cff.items():
        made[name] = lambda pdf, data=data: simple(pdf, data, "/FontFile3")
        made[f"{name}, composite"] = lambda pdf, data=data: composite(pdf, data, key="/FontFile3")
    files = {
        "TrueType without outlines": changed(glyf=b"", loca=b""),
        "TrueType of tables only": changed(glyf=b"", loca=b"", cmap=b"", post=b"", head=b""),
        "TrueType with a glyph of itself": changed(
            glyf=glyph_of_itself(), loca=struct.pack(">5H", 0, 0, 13, 22, 22)
        ),
        "TrueType of 65,535 glyphs": changed(
            maxp=struct.pack(">IH", 0x00010000, 0xFFFF) + bytes(26),
            post=struct.pack(">II", 0x00020000, 0) + bytes(24) + b"\xff\xff" * 0x10000,
        ),
        "TrueType of no units an em": changed(head=bytes(54)),
        "TrueType of groups without end": changed(cmap=groups(50_000)),
        "TrueType of segments without end": changed(cmap=segments(0x7FFF)),
        "TrueType of maps without end": changed(cmap=many_maps()),
        "TrueType of substitutions without end": changed(GSUB=substitutions()),
        "TrueType whose post lies about its length": changed(
            post=struct.pack(">II", 0x00020000, 0) + bytes(24) + b"\xff\xff"
        ),
        "TrueType cut off": font_file(["a"], {(3, 1): {0x61: "a"}})[:100],
        "no font at all": b"%PDF-1.4 not a font" * 100,
        "nothing": b"",
    }
    for name, data in files.items():
        made[name] = lambda pdf, data=data: simple(pdf, data, "/FontFile2")
        made[f"{name}, composite"] = lambda pdf, data=data: composite(pdf, data)
    return made | others()


def others() -> dict[str, Make]:
    """Return fonts whose dictionaries are at fault rather than their programs."""
    sound = font_file(["a", "b"], {(3, 1): {0x61: "a", 0x62: "b"}})

    def with_entries(**entries: Any) -> Make:
        def make(pdf: pikepdf.Pdf) -> Dictionary:
            font = simple(pdf, sound, "/FontFile2")
            for key, value in entries.items():
                font[f"/{key}"] = pdf.make_stream(value) if isinstance(value, bytes) else value
            return font

        return make

    big_map = b"1 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 240_000 + b"endbfrange"
    return {
        "a program that unpacks to 96 megabytes": bomb,
        "a table of ids that is too short": lambda pdf: composite(pdf, sound, b"\0\0\0"),
        "a table of ids that leads nowhere": lambda pdf: composite(pdf, sound, b"\xff\xfe" * 99),
        "widths beyond all measure": with_entries(FirstChar=0, Widths=Array([10**9] * 256)),
        "a first code beyond all measure": with_entries(FirstChar=10**9, Widths=Array([500] * 9)),
        "widths that are no numbers": with_entries(FirstChar=0, Widths=Array([Name.x, None])),
        "a map of 5 megabytes": with_entries(ToUnicode=big_map),
        "differences of the wrong type": with_entries(
            Encoding=Dictionary(Differences=Array([Dictionary(), -5, Name.a, 10**9, Name.b]))
        ),
        "no descendant": lambda _: Dictionary(Type=Name.Font, Subtype=Name.Type0),
        "a descendant of itself": own_descendant,
        "Type3 that shows itself": own_procedure,
        "Type3 of a matrix beyond all measure": lambda pdf: type3(pdf, [1e30, 0, 0, -1e-30, 0, 0]),
        "Type3 of a matrix of nothing": lambda pdf: type3(pdf, [0, 0, 0, 0, 0, 0]),
        "Type3 of half a matrix": lambda pdf: type3(pdf, [0.001]),
    }


def bomb(pdf: pikepdf.Pdf) -> Dictionary:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(96)) + packer.flush()
    font = simple(pdf, b"", "/FontFile2")
    font.FontDescriptor.FontFile2.write(packed, filter=Name.FlateDecode)
    return font


def own_descendant(pdf: pikepdf.Pdf) -> Dictionary:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type0))
    font.DescendantFonts = Array([font])
    return font


def type3(pdf: pikepdf.Pdf, matrix: list[float]) -> Dictionary:
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 0, 0]),
        FontMatrix=Array([_real(v) for v in matrix]),
        FirstChar=65,
        LastChar=66,
        Widths=Array([500, 500]),
        Encoding=Dictionary(Differences=Array([65, Name.a65, Name.a66])),
        CharProcs=Dictionary(a65=pdf.make_stream(b"500 0 d0 0 0 m"), a66=pdf.make_stream(b"")),
        Resources=Dictionary(),
    )


def own_procedure(pdf: pikepdf.Pdf) -> Dictionary:
    font = pdf.make_indirect(type3(pdf, [0.001, 0, 0, 0.001, 0, 0]))
    font.CharProcs.a65 = pdf.make_stream(b"500 0 d0 BT /F1 1 Tf (AAAA) Tj ET")
    font.Resources = Dictionary(Font=Dictionary(F1=font))
    return font


def _real(value: float) -> pikepdf.Object:
    return pikepdf.Object.parse(f"{value:.40f}".encode())


def shown(pdf: pikepdf.Pdf, font: Dictionary) -> bytes:
    """Return a PDF with one page that shows some codes of a font, and some of a sound one."""
    page = pdf.add_blank_page(page_size=(600, 800))
    plain = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    fonts_used = Dictionary(F1=pdf.make_indirect(font), F2=plain)
    page.obj.Resources = Dictionary(Font=fonts_used)
    page.obj.Contents = pdf.make_stream(
        b"BT /F1 10 Tf 50 700 Td <00410042414200010002> Tj ET BT /F2 10 Tf 50 600 Td (Sound) Tj ET"
    )
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", fonts())
def test_a_hostile_font_is_asked_and_read_soon(pdf: pikepdf.Pdf, name: str) -> None:
    font = fonts()[name](pdf)
    started = time.process_time()
    found = named(font, range(1 << 16))
    assert all(isinstance(text, str) and text for text in found.values())
    document = read_pdf_bytes(shown(pdf, font), "hostile.pdf")
    assert time.process_time() - started < SECONDS
    assert isinstance(document, Document)
    assert "Sound" in document.text
    assert len(document.glyphs) > len("Sound")  # what the font shows keeps its place


@pytest.mark.parametrize("name", fonts())
def test_a_paper_with_a_hostile_font_is_repaired_all_the_same(pdf: pikepdf.Pdf, name: str) -> None:
    document = read_pdf_bytes(shown(pdf, fonts()[name](pdf)), "hostile.pdf")
    started = time.process_time()
    ledger = repair_document(document)
    assert time.process_time() - started < SECONDS
    text = restored_text(document.text, ledger)
    assert "Sound" in text
    assert not any(map(is_unmapped, text))


@pytest.mark.parametrize(
    "table", [groups(50_000), segments(0x7FFF), many_maps(), groups(1), b"", b"\0\0\xff\xff"]
)
def test_a_map_is_never_unfolded_beyond_measure(table: bytes) -> None:
    assert memory(lambda: cmaps_of(table)) < MEGABYTES


def test_no_other_table_is_unfolded_beyond_measure() -> None:
    assert len(dressed(substitutions())) <= 1 << 16
    post = struct.pack(">II", 0x00020000, 0) + bytes(24) + b"\xff\xff" * 0x10000
    assert memory(lambda: names_of(post)) < MEGABYTES


def memory(ask: Callable[[], object]) -> float:
    """Return how many megabytes a call takes at most."""
    tracemalloc.start()
    try:
        ask()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def test_a_bomb_is_not_unpacked(pdf: pikepdf.Pdf) -> None:
    font = bomb(pdf)
    assert memory(lambda: named(font, range(256))) < 90  # the limit twice: in parts, and joined


@pytest.mark.parametrize("codes", [[], [-1], [1 << 40], [0, 0, 0]])
def test_codes_that_are_none_do_not_hurt(pdf: pikepdf.Pdf, codes: list[int]) -> None:
    data = font_file(["a", "b"], {(3, 1): {0x61: "a", 0x62: "b"}})
    assert named(composite(pdf, data), codes) == {}
    assert named(simple(pdf, data, "/FontFile2"), codes) == {}


def test_sound_fonts_still_speak(pdf: pikepdf.Pdf) -> None:
    assert named(composite(pdf, changed()), range(9)) == {1: "a", 2: "b", 3: "c"}
