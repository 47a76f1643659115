"""Character maps embedded in a PDF: ToUnicode (code to text) and Encoding (code to glyph id).

Our own reader: pdfminer's keys a ToUnicode by glyph id instead of code, does not read an embedded
Encoding, and follows a range to its end however far that is.  Format: Adobe TN 5014, TN 5411.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from itertools import islice

from pdfminer.cmapdb import CMapDB, IdentityCMap, IdentityCMapByte
from pdfminer.encodingdb import name2unicode

from restore.read.content import hexadecimal

_MOST = 1 << 16  # entries of one range; two-byte codes have no more
_MOST_ENTRIES = (
    1 << 18
)  # of all ranges of a map, for they may overlap; codes have two bytes as a rule
_MOST_SPACES = 64  # codespace ranges; the largest predefined map has 6

_SECTION = re.compile(
    rb"begin(bfchar|bfrange|cidchar|cidrange|codespacerange)\b(.*?)(?:end(?:bf|cid|codespace)|\Z)",
    re.DOTALL,
)
_TOKEN = re.compile(rb"<([^<>]*+)>|/([^\s<>\[\]/]++)|(\d++)|([\[\]])")

Token = bytes | str | int | list["Token"]
Decode = Callable[[bytes], list[tuple[int, int]]]
"""Splits a shown string into (code, glyph id) pairs."""


def to_unicode(data: bytes) -> dict[int, str]:
    """Read a ToUnicode map: code to the text it stands for, junk included.

    >>> to_unicode(b"1 beginbfrange <41> <43> <0061> endbfrange 1 beginbfchar <0C><00660069>")
    {65: 'a', 66: 'b', 67: 'c', 12: 'fi'}
    """
    found: dict[int, str] = {}
    left = _MOST_ENTRIES
    for section in _SECTION.finditer(data):
        kind, values = section[1], _values(section[2])
        if kind == b"bfchar":
            for code, text in zip(values[::2], values[1::2], strict=False):
                if isinstance(code, bytes):
                    found[int.from_bytes(code)] = _text(text)
        elif kind == b"bfrange":
            for _, first, last, text in _ranges(values):
                found.update(islice(_spread(first, last, text), left))
                left = max(0, left - max(0, last - first + 1))
    return found


def _values(data: bytes) -> list[Token]:
    """Return the tokens of a section, arrays as lists."""
    values: list[Token] = []
    target = values
    for digits, name, integer, mark in _TOKEN.findall(data):
        if mark == b"[":
            target = []
            values.append(target)
        elif mark:
            target = values
        elif name:
            target.append(name.decode("latin-1"))
        else:
            target.append(int(integer[:9]) if integer else hexadecimal(digits))
    return values


def _ranges(values: list[Token]) -> Iterator[tuple[int, int, int, Token]]:
    """Yield (width in bytes, first code, last code, value); no range is longer than sense."""
    for first, last, value in zip(values[::3], values[1::3], values[2::3], strict=False):
        if isinstance(first, bytes) and isinstance(last, bytes):
            start = int.from_bytes(first)
            yield len(first), start, min(int.from_bytes(last), start + _MOST), value


def _spread(first: int, last: int, value: Token) -> Iterator[tuple[int, str]]:
    """Yield code and text over a range whose texts are listed or count up in the last letter."""
    if isinstance(value, list):
        yield from ((first + i, _text(v)) for i, v in enumerate(value[: last - first + 1]))
        return
    text = _text(value)
    if text:
        steps = islice(range(ord(text[-1]), 0x110000), last - first + 1)
        yield from ((first + i, text[:-1] + chr(c)) for i, c in enumerate(steps))


def _text(value: Token) -> str:
    """Return the text of a map's value: UTF-16BE as a rule, at times a glyph name."""
    if isinstance(value, bytes):
        padded = value if len(value) % 2 == 0 else b"\0" + value
        return padded.decode("utf-16-be", "surrogatepass" if len(value) == 2 else "replace")
    if isinstance(value, str):
        return glyph_name(value)
    return ""


def glyph_name(name: object) -> str:
    """Return what a glyph name says by the Adobe Glyph List, nothing if it says nothing.

    `g18`, `a28`, `C15` say nothing: they are numbers of the maker's own.  The list has private
    characters for small capitals and old-style figures; here they are letters and figures, a small
    capital the small letter that it stands for in a text.

    >>> glyph_name("eacute"), glyph_name("f_i"), glyph_name("uni0151"), glyph_name("g18")
    ('é', 'fi', 'ő', '')
    >>> glyph_name("Eacutesmall"), glyph_name("sevenoldstyle"), glyph_name("parenleftBig")
    ('é', '7', '(')
    """
    found = _by_list(name)
    dressed = _DRESSED.fullmatch(name) if isinstance(name, str) else None
    if dressed and (not found or "\ue000" <= found <= "\uf8ff"):
        plain = _by_list(dressed["base"])
        if dressed["dress"] in _SIZES:
            return "" if plain.isalnum() else plain
        return plain.lower() or found
    return found


# Endings of glyph names: of the expert sets (ISO 32000-1, D.4), of signs drawn twice in the Symbol
# font, and the sizes of brackets and operators in TeX's cmex10.
_SIZES = ("big", "Big", "bigg", "Bigg", "display", "text")
_DRESSED = re.compile(
    r"(?P<base>[A-Za-z]+?)(?P<dress>small|oldstyle|fitted|superior|inferior|serif|sans|"
    rf"{'|'.join(_SIZES)})"
)


def _by_list(name: object) -> str:
    try:
        return str(name2unicode(name if isinstance(name, str) else ""))
    except (KeyError, ValueError, OverflowError, RecursionError):
        return ""


def decoder(encoding: object, stream: bytes | None) -> Decode:
    """Return how strings of a composite font split into codes, from its /Encoding.

    `encoding` is a name (`Identity-H`, a predefined one) and `stream` an embedded map's bytes.
    What nobody knows is taken for two-byte codes, by far the most common.
    """
    if stream is not None:
        return _embedded(stream)
    name = str(encoding)
    if name.startswith(("Identity", "DLIdent")):
        return two_byte
    try:
        cmap = CMapDB.get_cmap(name)
    except (CMapDB.CMapNotFound, OSError, ValueError):
        return two_byte
    if isinstance(cmap, IdentityCMapByte):
        return lambda data: [(c, c) for c in data]
    if isinstance(cmap, IdentityCMap):
        return two_byte
    return _by_tree(getattr(cmap, "code2cid", {}))


def two_byte(data: bytes) -> list[tuple[int, int]]:
    """Split a string into two-byte codes that are glyph ids; an odd byte at the end is lost.

    >>> two_byte(bytes([0, 65, 1, 0]))
    [(65, 65), (256, 256)]
    """
    half = len(data) // 2
    return [(c, c) for c in struct.unpack(f">{half}H", data[: half * 2])]


def _by_tree(tree: dict[int, object]) -> Decode:
    """Return a splitter along pdfminer's tree of bytes."""

    def decode(data: bytes) -> list[tuple[int, int]]:
        pairs = []
        node, code = tree, 0
        for byte in data:
            code = code << 8 | byte
            step = node.get(byte)
            if isinstance(step, dict):
                node = step
                continue
            pairs.append((code, step if isinstance(step, int) else 0))
            node, code = tree, 0
        return pairs

    return decode


def _embedded(stream: bytes) -> Decode:
    """Return a splitter along an embedded map's codespace and ranges."""
    spaces: list[tuple[int, int, int]] = []
    ids: dict[tuple[int, int], int] = {}
    left = _MOST_ENTRIES
    for section in _SECTION.finditer(stream):
        kind, values = section[1], _values(section[2])
        if kind == b"codespacerange":
            spaces += _spaces(values)
        elif kind == b"cidrange":
            for width, low, high, cid in _ranges(values):
                if isinstance(cid, int):
                    count = min(left, max(0, high - low + 1))
                    ids.update(((width, low + i), cid + i) for i in range(count))
                    left -= count
        elif kind == b"cidchar":
            for code, cid in zip(values[::2], values[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(cid, int):
                    ids[len(code), int.from_bytes(code)] = cid
    return _by_space(sorted(spaces)[:_MOST_SPACES] or [(2, 0, 0xFFFF)], ids)


def _spaces(values: list[Token]) -> Iterator[tuple[int, int, int]]:
    """Yield (width in bytes, first code, last code) of each codespace range."""
    for low, high in zip(values[::2], values[1::2], strict=False):
        if isinstance(low, bytes) and isinstance(high, bytes) and low:
            yield len(low), int.from_bytes(low), int.from_bytes(high)


def _by_space(spaces: list[tuple[int, int, int]], ids: dict[tuple[int, int], int]) -> Decode:
    """Return a splitter that takes the shortest code of the codespace at each place."""

    def decode(data: bytes) -> list[tuple[int, int]]:
        pairs = []
        at = 0
        while at < len(data):
            for width, first, last in spaces:
                code = int.from_bytes(data[at : at + width])
                if first <= code <= last:
                    break
            pairs.append((code, ids.get((width, code), code)))
            at += width
        return pairs

    return decode
