"""What the font program inside a PDF says about its glyphs, whatever the PDF says around it.

A code is followed to its glyph as a viewer does it, and the glyph is asked for its name, for the
characters that the program's own maps give it, and for the plain glyph it is a variant of.
ToUnicode has no part in this.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pdfminer.encodingdb import EncodingDB
from pikepdf import Dictionary, Name

from restore.read import cff
from restore.read.cmaps import decoder
from restore.read.encodings import type1_names
from restore.read.program_glyphs import letters_of
from restore.read.program_names import by_numbers, letter_of, texts_of
from restore.read.program_tables import Cmaps, cmaps_of, tables_of

_MOST_BYTES = 32_000_000  # of a program; the largest CJK fonts have 20 million
_MOST_PACKED = 64_000  # of a stream whose filters give no way to stop half way
_MOST_CODES = 1 << 16  # asked for; two-byte fonts have no more
_SYMBOLIC = 4  # flag 3 of a font descriptor
_SYMBOL_PAGES = (0xF000, 0, 0xF100, 0xF200)  # where maps of symbol fonts put their codes
_STANDARD: dict[int, str] = EncodingDB.encodings["StandardEncoding"]

Texts = dict[int, str]


def named(font: Dictionary, codes: Sequence[int]) -> Texts:
    """Return the characters that a font's embedded program has for its codes.

    `font` is a font of any kind as the PDF has it; a ligature gives its letters, a small capital
    the small letter, an old-style figure the figure.  Codes of which the program says nothing are
    left out.  Never raises; a broken program says what can still be read of it.
    """
    try:
        wanted = [code for code in dict.fromkeys(codes) if code >= 0][:_MOST_CODES]
        return {code: text for code, text in _named(font, wanted).items() if text}
    except Exception:  # noqa: BLE001 - a font may be broken in any way; then it says nothing
        return {}


def _named(font: Dictionary, codes: list[int]) -> Texts:
    composite = font.get("/Subtype") == Name.Type0
    inner: Any = font.DescendantFonts[0] if composite else font
    key, program = _program(inner)
    if not program:
        return {}
    if composite:
        glyphs = _glyphs_of(_ids(font, codes), inner, program)
        letters = letters_of(program, alone=True)
        return {code: letters[glyph] for code, glyph in glyphs.items() if glyph in letters}
    codes = [code for code in codes if code < 256]
    if key == "/FontFile":
        return _type1(font, codes, program)
    if cff.is_bare(program) or program[:4] == b"OTTO":
        return _type1c(font, codes, program)
    return _truetype(font, codes, program)


def _program(font: Dictionary) -> tuple[str, bytes]:
    """Return the key and the unpacked bytes of an embedded program, nothing where there is none."""
    descriptor = font.get("/FontDescriptor")
    if isinstance(descriptor, Dictionary):
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            stream = descriptor.get(key)
            if isinstance(stream, pikepdf.Stream):
                return key, _unpacked(stream)
    return "", b""


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """Return a stream's bytes as far as they go; nothing where there are more than is sensible."""
    data = stream.read_raw_bytes()
    filters: Any = stream.get("/Filter", [])
    names = [filters] if isinstance(filters, Name) else list(filters)
    if any(name not in (Name.FlateDecode, Name.Fl) for name in names) or "/DecodeParms" in stream:
        return stream.read_bytes() if len(data) <= _MOST_PACKED else b""
    for _ in names[:4]:  # two at most are met
        data = _inflated(data)
    return data if len(data) <= _MOST_BYTES else b""


def _inflated(data: bytes) -> bytes:
    """Return what a deflated stream holds before its end, its first fault or the limit."""
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        for start in range(0, len(data), 4096):
            parts.append(unpacker.decompress(data[start : start + 4096]))
            size += len(parts[-1])
            if size > _MOST_BYTES:
                break
    except zlib.error:
        return b"".join(parts)
    return b"".join(parts)


# Composite fonts


def _ids(font: Dictionary, codes: list[int]) -> dict[int, int]:
    """Return code to CID by a composite font's /Encoding."""
    encoding = font.get("/Encoding")
    stream = _unpacked(encoding) if isinstance(encoding, pikepdf.Stream) else None
    split = decoder(str(encoding or "").removeprefix("/"), stream)
    ids: dict[int, int] = {}
    for code in codes:
        for width in (2, 1, 3, 4):
            pairs = split(code.to_bytes(width)) if code < 1 << (8 * width) else []
            if len(pairs) == 1 and pairs[0][0] == code:
                ids[code] = pairs[0][1]
                break
    return ids


def _glyphs_of(ids: Mapping[int, int], inner: Dictionary, program: bytes) -> dict[int, int]:
    """Return code to glyph id, from code to CID (ISO 32000-1, 9.7.4.2)."""
    if cff.is_bare(program) or program[:4] == b"OTTO":
        charset = cff.glyph_ids(program)
        pairs = (
            (code, cid if charset is None else charset.get(cid, 0)) for code, cid in ids.items()
        )
        return {code: glyph for code, glyph in pairs if glyph}
    table = inner.get("/CIDToGIDMap")
    if not isinstance(table, pikepdf.Stream):
        return dict(ids)
    data = _unpacked(table)
    pairs = ((code, int.from_bytes(data[2 * cid : 2 * cid + 2])) for code, cid in ids.items())
    return {code: glyph for code, glyph in pairs if glyph}  # beyond a short table is no glyph


# Simple fonts


def _differences(font: Dictionary) -> dict[int, str]:
    """Return code to glyph name by the /Differences of a font's encoding."""
    encoding = font.get("/Encoding")
    found: dict[int, str] = {}
    if isinstance(encoding, Dictionary):
        code = 0
        items: Any = encoding.get("/Differences", [])
        for item in items:
            if isinstance(item, Name):
                found[code] = str(item).removeprefix("/")
                code += 1
            else:
                code = int(item)
    return found


def _base(font: Dictionary) -> Mapping[int, str]:
    """Return code to character of the encoding that a font names, under its /Differences."""
    encoding: Any = font.get("/Encoding")
    name = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    table: Mapping[int, str] = EncodingDB.encodings.get(str(name or "").removeprefix("/"), {})
    return table


def _type1(font: Dictionary, codes: list[int], program: bytes) -> Texts:
    """Return the texts of a Type1 font: the names of its encoding, under those of the PDF."""
    own = type1_names(program)
    names = {**(own or {}), **_differences(font)}
    said = texts_of(names)
    said |= by_numbers({code: name for code, name in names.items() if code not in said}, said)
    under = {code: text for code, text in _STANDARD.items() if own is None and code not in names}
    texts = {**under, **said}
    return {code: texts[code] for code in codes if code in texts}


def _type1c(font: Dictionary, codes: list[int], program: bytes) -> Texts:
    """Return the texts of a CFF font: the names of the glyphs that the codes draw."""
    letters = letters_of(program, alone=True)
    there = set(letters.values())
    builtin = cff.builtin_codes(program)
    if builtin is None:
        found = {code: text for code, text in _STANDARD.items() if text in there}
    else:
        found = {code: letters[glyph] for code, glyph in builtin.items() if glyph in letters}
    found |= {code: text for code, text in _base(font).items() if text in there}
    glyphs = {name: glyph for glyph, name in cff.glyph_names(program).items()}
    for code, name in _differences(font).items():
        found[code] = letters.get(glyphs.get(name, -1), "")
    return {code: found[code] for code in codes if code in found}


def _truetype(font: Dictionary, codes: list[int], program: bytes) -> Texts:
    """Return the texts of a simple TrueType font (ISO 32000-1, 9.6.6.4)."""
    cmaps = cmaps_of(tables_of(program).get("cmap", b""))
    letters = letters_of(program, alone=False)
    names = {code: letter_of(name) for code, name in _differences(font).items()}
    declared = {**_base(font), **names}
    flags: Any = font.FontDescriptor.get("/Flags", 0)
    symbolic = int(flags) & _SYMBOLIC and (cmaps.symbol or cmaps.macintosh)
    found: Texts = {}
    for code in codes:
        if symbolic or not declared:
            glyph = _drawn(code, cmaps)
        else:
            glyph = _declared(declared.get(code, ""), cmaps)
        found[code] = letters.get(glyph, "")
    return found


def _drawn(code: int, cmaps: Cmaps) -> int:
    """Return the glyph that a code draws in a font with an encoding of its own, -1 for none."""
    for page in _SYMBOL_PAGES:
        if page + code in cmaps.symbol:
            return cmaps.symbol[page + code]
    return cmaps.macintosh.get(code, cmaps.unicode.get(code, -1))


def _declared(text: str, cmaps: Cmaps) -> int:
    """Return the glyph that is drawn for a character that the PDF declares, -1 for none."""
    if len(text) == 1 and ord(text) in cmaps.unicode:
        return cmaps.unicode[ord(text)]
    roman = text.encode("mac_roman", "ignore")
    return cmaps.macintosh.get(roman[0], -1) if len(roman) == 1 else -1
