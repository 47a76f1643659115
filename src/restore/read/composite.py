"""Composite (Type0) fonts: widths and texts by glyph id, ToUnicode apart.  ISO 32000-1, 9.7."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from pdfminer.cmapdb import CMapDB

from restore.page import Origin
from restore.read import cff
from restore.read.objects import as_dict, as_list, as_name, bytes_of
from restore.read.program_glyphs import mapped_letters

_MOST_IDS = 1 << 16  # a glyph id has two bytes
# The collections of glyphs that Adobe numbered for all fonts (ISO 32000-1, 9.7.5.2).
_COLLECTIONS = frozenset({"Adobe-Japan1", "Adobe-GB1", "Adobe-CNS1", "Adobe-Korea1"})
Lookup = Callable[[int], tuple[str, Origin]]


def cid_widths(items: list[Any]) -> dict[int, float]:
    """Read a /W array: `first [w w w]` or `first last w`, in thousandths of an em.

    >>> cid_widths([1, [500, 600], 10, 12, 250])
    {1: 500, 2: 600, 10: 250, 11: 250, 12: 250}
    """
    widths: dict[int, float] = {}
    held: list[int] = []
    for item in items:
        if isinstance(item, list):
            if held:
                listed = [w if isinstance(w, (int, float)) else 0 for w in as_list(item)]
                widths.update(zip(range(held[-1], held[-1] + len(listed)), listed, strict=True))
            held = []
        elif len(held) == 2:
            first, last = held
            width = item if isinstance(item, (int, float)) else 0
            widths.update(dict.fromkeys(range(first, min(last, first + _MOST_IDS) + 1), width))
            held = []
        elif isinstance(item, (int, float)):
            held.append(int(item))
    return widths


def texts_by_id(font: dict[str, Any], descriptor: dict[str, Any]) -> Lookup:
    """Return what each glyph id stands for by the font's collection or its own tables."""
    system = as_dict(font.get("CIDSystemInfo"))
    collection = "-".join(_latin(system.get(key)) for key in ("Registry", "Ordering"))
    if collection in _COLLECTIONS:
        known = CMapDB.get_unicode_map(collection).cid2unichr
        return lambda cid: (known.get(cid, ""), "encoding")
    try:
        found = _embedded(font, descriptor)
    except Exception:  # noqa: BLE001 - a broken font program says nothing
        return _nothing
    return lambda cid: (found.get(cid, ""), "name")


def _nothing(_cid: int) -> tuple[str, Origin]:
    return "", "none"


def _latin(value: object) -> str:
    return value.decode("latin-1").strip() if isinstance(value, bytes) else "unknown"


def _embedded(font: dict[str, Any], descriptor: dict[str, Any]) -> dict[int, str]:
    """Return glyph id to text by a TrueType font's Unicode cmap or a CFF font's glyph names."""
    if "FontFile3" in descriptor:
        return cff.glyph_texts(bytes_of(descriptor["FontFile3"]))
    if "FontFile2" not in descriptor:
        return {}
    by_glyph = mapped_letters(bytes_of(descriptor["FontFile2"]))
    if as_name(font.get("CIDToGIDMap")) in ("", "Identity") and not bytes_of(
        font.get("CIDToGIDMap")
    ):
        return by_glyph
    data = bytes_of(font["CIDToGIDMap"])
    glyphs = struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2])
    return {cid: by_glyph[gid] for cid, gid in enumerate(glyphs) if gid in by_glyph}
