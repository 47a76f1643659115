"""Which text a simple font's codes have by glyph names and declared encodings, ToUnicode apart.

Rules: ISO 32000-1, 9.6.6.  Where the rules leave it open, the guess is the one viewers make.
"""

from __future__ import annotations

import re
from typing import Any

from pdfminer.encodingdb import EncodingDB
from pdfminer.psparser import PSLiteral

from restore.page import Origin
from restore.read import cff
from restore.read.cmaps import glyph_name
from restore.read.objects import as_list, as_name, bytes_of

Texts = dict[int, tuple[str, Origin]]
"""Code to text and where the text comes from."""

_NONSYMBOLIC = 32  # flag 6 of a font descriptor
_STANDARD_14 = re.compile(r"(Courier|Helvetica|Times|Symbol|ZapfDingbats|Arial$|CourierNew)")
_TYPE1_ENTRY = re.compile(rb"dup\s+(\d{1,3})\s*/([^\s/]+)\s+put")
# The letters of Adobe's Symbol font at A-Z and a-z (ISO 32000-1, D.5).
_SYMBOL_LETTERS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL_ASCII = " !#%&()+,./0123456789:;<=>?[]_{|}"


def texts_of(spec: dict[str, Any], descriptor: dict[str, Any]) -> Texts:
    """Return what each code of a simple font stands for by names and encodings.

    A code that is drawn by a glyph whose name says nothing is left out.
    """
    encoding = spec.get("Encoding")
    if isinstance(encoding, dict):
        texts = _base(as_name(encoding.get("BaseEncoding")), spec, descriptor)
        _apply(as_list(encoding.get("Differences")), texts)
        return texts
    return _base(as_name(encoding), spec, descriptor)


def _apply(differences: list[Any], texts: Texts) -> None:
    """Overlay /Differences: numbers set the code, names count up from there."""
    code = 0
    for item in differences:
        if isinstance(item, (int, float)):
            code = int(item)
        elif isinstance(item, PSLiteral):
            text = glyph_name(as_name(item))
            if text:
                texts[code] = text, "name"
            else:
                texts.pop(code, None)
            code += 1


def _base(name: str, spec: dict[str, Any], descriptor: dict[str, Any]) -> Texts:
    """Return the encoding under the differences: the named one, the font's own, or a guess."""
    named = EncodingDB.encodings.get(name)
    if named is not None:
        return _all(named, "encoding")
    builtin = _builtin(descriptor)
    if builtin is not None:
        return builtin
    standard = EncodingDB.encodings["StandardEncoding"]
    if as_name(spec.get("Subtype")) in ("Type1", "MMType1"):
        base = as_name(spec.get("BaseFont")).split("+")[-1]
        if base == "Symbol":
            return _symbol()
        if base == "ZapfDingbats":
            return {}
        declared = int(descriptor.get("Flags") or 0) & _NONSYMBOLIC
        known = not descriptor and _STANDARD_14.match(base)
        return _all(standard, "encoding" if known or declared else "guess")
    if as_name(spec.get("Subtype")) == "TrueType":
        return _all(EncodingDB.encodings["WinAnsiEncoding"], "guess")
    return _all(standard, "guess")


def _all(table: dict[int, str], origin: Origin) -> Texts:
    return {code: (text, origin) for code, text in table.items()}


def _symbol() -> Texts:
    """Return Adobe's Symbol encoding as far as letters and ASCII go."""
    capitals, small = _SYMBOL_LETTERS
    table = {ord(c): c for c in _SYMBOL_ASCII}
    table |= dict(enumerate(capitals, ord("A"))) | dict(enumerate(small, ord("a")))
    return _all(table, "encoding")


def _builtin(descriptor: dict[str, Any]) -> Texts | None:
    """Return the encoding inside an embedded Type1 or CFF font, None where none can be read."""
    if "FontFile" in descriptor:
        names = type1_names(bytes_of(descriptor["FontFile"]))
        if names is None:
            return _all(EncodingDB.encodings["StandardEncoding"], "name")
        named = {code: glyph_name(name) for code, name in names.items()}
        return _all({c: t for c, t in named.items() if t}, "name") if names else None
    if "FontFile3" in descriptor:
        try:
            return _all(cff.builtin_text(bytes_of(descriptor["FontFile3"])), "name")
        except Exception:  # noqa: BLE001 - a broken font program has no say; the guess remains
            return None
    return None


def type1_names(program: bytes) -> dict[int, str] | None:
    """Return code to glyph name of a Type1 font's own encoding, None if it is StandardEncoding.

    >>> type1_names(b"/Encoding 256 array dup 65 /Aogonek put eexec...")
    {65: 'Aogonek'}
    """
    header = program.partition(b"eexec")[0]
    if b"StandardEncoding def" in header:
        return None
    return {int(code): name.decode("latin-1") for code, name in _TYPE1_ENTRY.findall(header)}
