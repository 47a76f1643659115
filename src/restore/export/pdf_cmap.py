"""ToUnicode maps as a PDF holds them: code to text, in the code lengths of the font.

Format: Adobe TN 5014 and TN 5411; ISO 32000-1, 9.7.5.2, 9.7.6.2 and 9.10.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_BLOCK = 100  # entries of one block; no more are allowed (Adobe TN 5014, 5.3)
_MOST_SPACES = 64  # codespace ranges of an embedded map that are believed; real ones have 1 to 6

_CODESPACE_RE = re.compile(rb"begincodespacerange\b(.*?)endcodespacerange", re.DOTALL)
_PAIR_RE = re.compile(rb"<\s*([0-9A-Fa-f\s]+)>\s*<\s*([0-9A-Fa-f\s]+)>")

_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
"""
_TAIL = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Space(NamedTuple):
    """A range of codes that are all `width` bytes long, both ends included."""

    width: int
    first: int
    last: int


ONE_BYTE = (Space(1, 0, 0xFF),)
TWO_BYTE = (Space(2, 0, 0xFFFF),)

# The codespaces of predefined maps that mix lengths, by a piece of their name (Adobe's cmap
# resources): lead bytes of two-byte codes begin at 81, of four-byte ones they have a row of their
# own.
_MIXED: list[tuple[str, tuple[Space, ...]]] = [
    ("UTF16", (Space(2, 0, 0xD7FF), Space(4, 0xD800DC00, 0xDBFFDFFF), Space(2, 0xE000, 0xFFFF))),
    ("UCS2", TWO_BYTE),
    ("RKSJ", (Space(1, 0, 0x80), Space(2, 0x8140, 0x9FFC), Space(1, 0xA0, 0xDF),
              Space(2, 0xE040, 0xFCFC))),
    ("CNS-EUC", (Space(1, 0, 0x80), Space(2, 0xA1A1, 0xFEFE), Space(4, 0x8EA1A1A1, 0x8EA7FEFE))),
    ("GBK2K", (Space(1, 0, 0x7F), Space(2, 0x8140, 0xFEFE), Space(4, 0x81308130, 0xFE39FE39))),
    ("EUC", (Space(1, 0, 0x80), Space(2, 0x8EA0, 0x8EDF), Space(2, 0xA1A1, 0xFEFE))),
    *((name, (Space(1, 0, 0x80), Space(2, 0x8140, 0xFEFE)))
      for name in ("GBK", "GBpc", "B5", "UHC", "KSCpc")),
]  # fmt: skip


def predefined_spaces(name: str) -> tuple[Space, ...]:
    """Return the codespace of a predefined encoding; two bytes where nobody knows it.

    >>> predefined_spaces("Identity-H")
    (Space(width=2, first=0, last=65535),)
    >>> [space.width for space in predefined_spaces("KSCms-UHC-H")]
    [1, 2]
    """
    return next((spaces for piece, spaces in _MIXED if piece in name), TWO_BYTE)


def embedded_spaces(data: bytes) -> tuple[Space, ...]:
    """Return the codespace that an embedded map declares, nothing where it declares none.

    >>> embedded_spaces(b"2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange")
    (Space(width=1, first=0, last=127), Space(width=2, first=32768, last=65535))
    """
    found = []
    for section in _CODESPACE_RE.finditer(data):
        for low, high in _PAIR_RE.findall(section[1]):
            first, last = (b"".join(digits.split()) for digits in (low, high))
            found.append(Space((len(first) + 1) // 2, int(first, 16), int(last, 16)))
    return tuple(found[:_MOST_SPACES])


def cmap(texts: Mapping[int, str], spaces: tuple[Space, ...]) -> bytes:
    r"""Return a ToUnicode map: for each code its text, in UTF-16.

    >>> cmap({65: "fi"}, ONE_BYTE).decode().splitlines()[6:12]
    ['1 begincodespacerange', '<00> <FF>', 'endcodespacerange', '1 beginbfchar', '<41> <00660069>',
     'endbfchar']
    """
    lines = [f"{len(spaces)} begincodespacerange"]
    lines += [f"{_hex(s.first, s.width)} {_hex(s.last, s.width)}" for s in spaces]
    lines += ["endcodespacerange", *_blocks(texts, spaces)]
    return (_HEAD + "\n".join(lines) + "\n" + _TAIL).encode("ascii")


def _blocks(texts: Mapping[int, str], spaces: tuple[Space, ...]) -> Iterator[str]:
    """Yield the lines of all blocks, codes in order."""
    codes = sorted(texts)
    for start in range(0, len(codes), _BLOCK):
        block = codes[start : start + _BLOCK]
        yield f"{len(block)} beginbfchar"
        for code in block:
            text = texts[code].encode("utf-16-be").hex().upper()
            yield f"{_hex(code, _width(code, spaces))} <{text}>"
        yield "endbfchar"


def _width(code: int, spaces: tuple[Space, ...]) -> int:
    """Return how many bytes a code has; one outside the codespace has those of the longest."""
    fitting = [s.width for s in spaces if s.first <= code <= s.last]
    return min(fitting, default=max((s.width for s in spaces), default=1))


def _hex(code: int, width: int) -> str:
    return f"<{code:0{2 * width}X}>"
