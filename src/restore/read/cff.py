"""The built-in encoding of a CFF (Type1C) font: which code draws which glyph name.

Our own: pdfminer's reader takes codes for glyph ids and fails on charsets of format 2.
Format: Adobe TN 5176, The Compact Font Format Specification.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from pdfminer.encodingdb import EncodingDB
from pdfminer.pdffont import CFFFont

from restore.read.cmaps import glyph_name
from restore.read.program_tables import tables_of

# Operators of the Top DICT; the escaped ones (12 n) count from 1200.
_CHARSET, _ENCODING, _CHARSTRINGS, _ROS = 15, 16, 17, 1230
_STANDARD = CFFFont.STANDARD_STRINGS


class _Cff(NamedTuple):
    """The tables of a CFF font that tell names."""

    data: bytes
    top: dict[int, list[int]]
    names: dict[int, str]


def builtin_text(data: bytes) -> dict[int, str]:
    """Return code to text of a bare CFF font by its own encoding and glyph names.

    Names that say nothing (`G01`) are left out.  Raises ValueError, IndexError or the like on a
    font that is broken; the caller then goes without.
    """
    font = _open(data)
    codes = _codes(font.data, _offset(font.top, _ENCODING))
    if codes is None:
        return dict(EncodingDB.encodings["StandardEncoding"])
    texts = {code: glyph_name(font.names.get(gid, "")) for code, gid in codes.items()}
    return {code: text for code, text in texts.items() if text}


def glyph_texts(data: bytes) -> dict[int, str]:
    """Return glyph id to text of a bare CFF font by glyph names; nothing if it has none (CID).

    Raises like `builtin_text`.
    """
    texts = {gid: glyph_name(name) for gid, name in _open(data).names.items()}
    return {gid: text for gid, text in texts.items() if text}


def is_bare(data: bytes) -> bool:
    """Tell whether a font program is a CFF font by itself, no table of an OpenType font."""
    return data[:1] == b"\1" and 4 <= data[2:3][0] <= 16 if len(data) > 3 else False


def glyph_names(data: bytes) -> dict[int, str]:
    """Return glyph id to glyph name; nothing for a CID font.  Raises like `builtin_text`."""
    return _open(data).names


def builtin_codes(data: bytes) -> dict[int, int] | None:
    """Return code to glyph id by the font's own encoding, None for StandardEncoding.

    Raises like `builtin_text`.
    """
    font = _open(data)
    return _codes(font.data, _offset(font.top, _ENCODING))


def glyph_ids(data: bytes) -> dict[int, int] | None:
    """Return CID to glyph id of a CID font, None for a font that is none: its ids are the CIDs.

    Raises like `builtin_text`.
    """
    font = _open(data)
    if _ROS not in font.top:
        return None
    source = BytesIO(font.data)
    source.seek(_offset(font.top, _CHARSTRINGS))
    count = int.from_bytes(source.read(2))
    at = _offset(font.top, _CHARSET)
    if at <= 2:
        return {cid: cid for cid in range(count)}
    return {0: 0} | {cid: gid for gid, cid in enumerate(_sids(font.data, at, count), 1)}


def _open(data: bytes) -> _Cff:
    if data[:4] == b"OTTO":
        data = tables_of(data)["CFF "]
    font = BytesIO(data)
    font.seek(data[2])
    _index(font)
    top = _dictionary(next(_index(font)))
    strings = list(_index(font))
    if _ROS in top:  # a CID font: its charset holds glyph ids, not names
        return _Cff(data, top, {})
    font.seek(_offset(top, _CHARSTRINGS))
    count = int.from_bytes(font.read(2))
    return _Cff(data, top, _names(data, _offset(top, _CHARSET), count, strings))


def _offset(top: dict[int, list[int]], key: int) -> int:
    values = top.get(key) or [0]
    return values[-1]


def _dictionary(data: bytes) -> dict[int, list[int]]:
    """Read a DICT: operator to operands; real numbers, of no use here, count as 0."""
    found: dict[int, list[int]] = {}
    operands: list[int] = []
    at = 0
    while at < len(data):
        lead = data[at]
        if lead <= 21:
            escaped = lead == 12 and at + 1 < len(data)
            found[1200 + data[at + 1] if escaped else lead] = operands
            operands = []
            at += 2 if escaped else 1
        else:
            value, at = _operand(data, at)
            operands.append(value)
    return found


def _operand(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of a DICT at `at`; return it and where the next item stands."""
    lead = data[at]
    if lead in (28, 29):
        end = at + (3 if lead == 28 else 5)
        return int.from_bytes(data[at + 1 : end], signed=True), end
    if lead == 30:
        while data[at + 1] & 0x0F != 0x0F:  # the low half byte F ends a real
            at += 1
        return 0, at + 2
    if lead < 247:
        return lead - 139, at + 1
    sign, base = (1, 247) if lead < 251 else (-1, 251)
    return sign * ((lead - base) * 256 + data[at + 1] + 108), at + 2


def _index(font: BytesIO) -> Iterator[bytes]:
    """Read an INDEX at the present position and stand behind it afterwards."""
    count = int.from_bytes(font.read(2))
    if not count:
        return iter(())
    size = font.read(1)[0]
    ends = [int.from_bytes(font.read(size)) for _ in range(count + 1)]
    base = font.tell() - 1
    items = []
    for start, end in pairwise(ends):
        font.seek(base + start)
        items.append(font.read(max(0, end - start)))
    font.seek(base + ends[-1])
    return iter(items)


def _codes(data: bytes, at: int) -> dict[int, int] | None:
    """Return code to glyph id; None where the font says StandardEncoding (offset 0)."""
    if at == 0:
        return None
    if at == 1:  # ExpertEncoding: small capitals and fractions; left to the guess
        return {}
    kind, count = data[at] & 0x7F, data[at + 1]
    body = data[at + 2 :]
    if kind == 0:
        return {code: gid for gid, code in enumerate(body[:count], 1)}
    codes: dict[int, int] = {}
    for first, left in zip(body[: 2 * count : 2], body[1 : 2 * count : 2], strict=False):
        for code in range(first, first + left + 1):
            codes[code] = len(codes) + 1
    return codes


def _names(data: bytes, at: int, count: int, strings: list[bytes]) -> dict[int, str]:
    """Return glyph id to glyph name along the font's charset."""
    if at <= 2:  # predefined: ISOAdobe counts up; the two Expert sets are left to the guess
        return {gid: _STANDARD[gid] for gid in range(1, min(count, 229))} if at == 0 else {}
    return {gid: _string(sid, strings) for gid, sid in enumerate(_sids(data, at, count), 1)}


def _sids(data: bytes, at: int, count: int) -> Iterator[int]:
    """Yield the string id of each glyph after .notdef."""
    kind, at = data[at], at + 1
    if kind == 0:
        yield from (int.from_bytes(data[i : i + 2]) for i in range(at, at + 2 * (count - 1), 2))
        return
    step = 3 if kind == 1 else 4
    seen = 1
    while seen < count and at + step <= len(data):
        first = int.from_bytes(data[at : at + 2])
        left = int.from_bytes(data[at + 2 : at + step])
        yield from range(first, first + left + 1)
        seen += left + 1
        at += step


def _string(sid: int, strings: list[bytes]) -> str:
    if sid < len(_STANDARD):
        return str(_STANDARD[sid])
    own = sid - len(_STANDARD)
    return strings[own].decode("latin-1") if own < len(strings) else ""
