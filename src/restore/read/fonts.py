"""What a font says about its codes: text, where that text comes from, and the advance width.

Our own reader over pdfminer's tables: pdfminer does not tell a map from a guess, ignores the
encoding built into a Type1 font, and can be made to count for hours by a hostile /W array.
Sources of a text, best first: ToUnicode, a glyph name, a declared encoding, the guess that a
viewer would make.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdftypes import PDFStream

from restore.page import UNMAPPED, Font, Origin
from restore.read.cmaps import Decode, decoder, to_unicode
from restore.read.composite import cid_widths, texts_by_id
from restore.read.encodings import texts_of
from restore.read.objects import as_dict, as_list, as_name, as_number, as_numbers, bytes_of

Entry = tuple[str, Origin, float]
"""Text, origin and advance width (in text space units, ems for most fonts) of one code."""

Markers = Callable[[int, int], str]
"""Gives the marker character of (font, code)."""

_NUMBER = re.compile(r"(?!u\d{4})(?:[A-Za-z]{1,2}|cid_?|glyph|index)\d{1,5}$")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_MISSING_WIDTH = 0.5  # ems; where a font names no width at all, about that of a digit
_DESCENT = -0.22  # ems from the baseline; Times has -0.217, Helvetica -0.207 (Adobe Core 14 AFM)
_BOX = 0.9, 1.4  # ems from the lowest descender to the highest accent, in fonts of the fixtures
_LETTER_WIDTH = 0.46  # mean advance of letters in ems, over 18 Latin families


def is_junk(text: str) -> bool:
    r"""Tell whether a map's value cannot be the text of a glyph.

    A C1 control beside letters is mojibake, text all the same (`â€` and U+009D for a quote).

    >>> [is_junk(t) for t in ("", "\ufffd", "\r", "\x00", "\x9f", "fi", "\xad", "â€\x9d")]
    [True, True, True, True, True, False, False, False]
    """
    return all("\x7f" <= c <= "\x9f" for c in text) or any(
        c < " " or c == "\ufffd" or "\ud800" <= c <= "\udfff" or ord(c) in UNMAPPED for c in text
    )


class Face(dict[int, Entry]):
    """A font in use: code to (text, origin, width), each worked out when first asked for.

    `scale` is the size of an em in text space units (1 but for Type3), `descent` how far a glyph's
    box reaches below the baseline in ems (negative).
    """

    def __init__(self, index: int, spec: dict[str, Any], reference: int, markers: Markers) -> None:
        super().__init__()
        self.index = index
        self._markers = markers
        spec = as_dict(spec)
        self.composite = as_name(spec.get("Subtype")) == "Type0"
        inner = as_dict((as_list(spec.get("DescendantFonts")) or [{}])[0])
        inner = inner if self.composite else spec
        descriptor = as_dict(inner.get("FontDescriptor"))
        self._map = to_unicode(bytes_of(spec.get("ToUnicode")))
        self._identity = as_name(spec.get("ToUnicode")).startswith("Identity")
        self._ids: dict[int, int] = {}
        self.record = _describe(spec, inner, reference, len(self._map))
        if self.composite:
            self._prepare_composite(spec, inner, descriptor)
        else:
            self._prepare_simple(spec, descriptor)
        self.scale = _em(spec, self._widths, self._unit)
        standard = FONT_METRICS.get(self.record.name, ({}, {}))[0]
        found = as_number(descriptor.get("Descent"), 0) or as_number(standard.get("Descent"), 0)
        self.descent = found / 1000 if -1000 < found < 0 else _DESCENT

    def _prepare_simple(self, spec: dict[str, Any], descriptor: dict[str, Any]) -> None:
        texts = texts_of(spec, descriptor)
        self._named: Callable[[int], tuple[str, Origin]] = lambda code: texts.get(
            code, ("", "none")
        )
        self._unit = 0.001
        if as_name(spec.get("Subtype")) == "Type3":
            matrix = as_numbers(spec.get("FontMatrix"), 6) or [0.001, 0, 0, 0.001, 0, 0]
            self._unit = abs(matrix[0]) or abs(matrix[1]) or 0.001
        first = int(as_number(spec.get("FirstChar"), 0))
        self._widths: dict[int, float] = {
            first + i: as_number(w, 0) for i, w in enumerate(as_list(spec.get("Widths")))
        }
        self._missing = as_number(descriptor.get("MissingWidth"), 0) * 0.001
        if not self._widths:
            metrics = _standard_widths(self.record.name)
            self._widths = {
                code: metrics[text] for code, (text, _) in texts.items() if text in metrics
            }
            self._missing = self._missing or _MISSING_WIDTH
        self.decode: Callable[[bytes], Any] = bytes

    def _prepare_composite(
        self, spec: dict[str, Any], inner: dict[str, Any], descriptor: dict[str, Any]
    ) -> None:
        encoding = spec.get("Encoding")
        stream = bytes_of(encoding) if isinstance(encoding, PDFStream) else None
        split = decoder(as_name(encoding), stream)
        named = texts_by_id(inner, descriptor)
        ids = self._ids
        self._named = lambda code: named(ids.get(code, code))
        self._unit = 0.001
        self._widths = cid_widths(as_list(inner.get("W")))
        self._missing = as_number(inner.get("DW"), 1000) * 0.001
        self.decode = lambda data: self._codes(split, data)

    def _codes(self, split: Decode, data: bytes) -> list[int]:
        """Split a string into codes, and remember their glyph ids."""
        pairs = split(data)
        self._ids.update(pairs)
        return [code for code, _ in pairs]

    def __missing__(self, code: int) -> Entry:
        text, origin = self._read(code)
        if origin == "none":
            text = self._markers(self.index, code)
        width = self._widths.get(self._ids.get(code, code))
        advance = self._missing if width is None else width * self._unit
        entry = self[code] = text, origin, advance
        return entry

    def _read(self, code: int) -> tuple[str, Origin]:
        """Return text and origin of a code from the best source that has something to say."""
        mapped = self._map.get(code)
        if mapped is not None and not is_junk(mapped):
            return mapped, "map"
        text, origin = self._named(code)
        if is_junk(text) or (mapped is not None and origin != "name"):
            return "", "none"  # a map that says junk leaves the encoding under it no credit
        if self._identity and origin == "none":
            return chr(code), "guess"
        return text, origin


def _describe(spec: dict[str, Any], inner: dict[str, Any], reference: int, mappings: int) -> Font:
    """Return what a font declares; `inner` is its descendant if it is composite, else itself."""
    descriptor = as_dict(inner.get("FontDescriptor"))
    name = as_name(spec.get("BaseFont")) or as_name(descriptor.get("FontName"))
    name = name or as_name(spec.get("Name"))
    kind = as_name(inner.get("Subtype"))
    return Font(
        name=_SUBSET.sub("", name),
        kind=kind,
        subset=bool(_SUBSET.match(name)),
        embedded=kind == "Type3" or any(key.startswith("FontFile") for key in descriptor),
        encoding=_encoding_name(spec.get("Encoding")),
        has_map="ToUnicode" in spec,
        mappings=mappings,
        numbered=_numbered(spec.get("Encoding")),
        reference=reference,
    )


def _numbered(encoding: object) -> int:
    """Count the glyph names of an encoding's differences that are numbers."""
    differences = as_list(encoding.get("Differences")) if isinstance(encoding, dict) else []
    return sum(bool(_NUMBER.match(as_name(name))) for name in differences)


def _encoding_name(encoding: object) -> str:
    """Return an encoding in a word; nothing for the one built into the font."""
    if isinstance(encoding, PDFStream):
        return as_name(encoding.get("CMapName")) or "embedded CMap"
    if isinstance(encoding, dict):
        base = as_name(encoding.get("BaseEncoding"))
        return f"{base} with Differences" if base else "Differences"
    return as_name(encoding)


def _standard_widths(name: str) -> dict[str, int]:
    """Return the widths of the standard font that stands in for a font without any."""
    if name not in FONT_METRICS:
        name = next((n for n in ("Times-Roman", "Courier") if name.startswith(n[:5])), "Helvetica")
    return dict(FONT_METRICS[name][1])


def _em(spec: dict[str, Any], widths: dict[int, float], unit: float) -> float:
    """Return the size of an em in text space units.

    1 by definition, but a Type3 font may count in pixels of its bitmaps.  Where its box is about an
    em high it does not; else the mean advance is the only measure, good to some 15 %, which sizes a
    box and a word gap well enough.
    """
    if as_name(spec.get("Subtype")) != "Type3" or 0.0005 <= unit <= 0.002:
        return 1.0
    box = as_numbers(spec.get("FontBBox"), 4)
    if box and _BOX[0] <= (box[3] - box[1]) * unit <= _BOX[1]:
        return 1.0
    used = [w for w in widths.values() if w > 0]
    return sum(used) / len(used) * unit / _LETTER_WIDTH if used else 1.0
