"""Which character each glyph of a font program is, by the program's own tables and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from restore.read import cff
from restore.read.program_names import by_numbers, letter_of, texts_of
from restore.read.program_tables import cmaps_of, dressed, names_of, tables_of

_MOST_GSUB = 2_000_000  # bytes; the largest of 370 Debian font files has 600,000
_LYING = 0.2  # of the glyphs that both name; a `post` that contradicts the cmap oftener is stale
_LEAST_COUNT = 4  # keys in a row that look like a count rather than characters
_ALL_OF_ASCII = 90  # keys in a row that are a whole alphabet again

Letters = dict[int, str]
"""Glyph id to the characters it stands for."""


def letters_of(program: bytes, *, alone: bool) -> Letters:
    """Return what each glyph of a TrueType, OpenType or bare CFF font is.

    `alone` tells that glyphs are reached by their ids, so that a Macintosh map is a witness of its
    own; where the codes go through that very map, it would only repeat them.  Raises ValueError,
    IndexError or the like where a CFF font is broken.
    """
    if cff.is_bare(program):
        return _with_names({}, {}, cff.glyph_names(program))
    tables = tables_of(program)
    cmaps = cmaps_of(tables.get("cmap", b""))
    letters = _reversed(cmaps.unicode)
    if alone and not letters:
        roman = {ord(bytes([c]).decode("mac_roman")): g for c, g in cmaps.macintosh.items()}
        letters = {} if _counts(cmaps.macintosh) else _reversed(roman)
    letters = _with_names(letters, *_named(tables))
    return _with_dressed(letters, tables.get("GSUB", b"")[:_MOST_GSUB])


def mapped_letters(program: bytes) -> Letters:
    """Return what each glyph of a TrueType font is by its Unicode map alone, if it has one."""
    return _reversed(cmaps_of(tables_of(program).get("cmap", b"")).unicode)


def _reversed(cmap: Mapping[int, int]) -> Letters:
    """Return glyph id to character, the lowest of several; nothing if the keys merely count."""
    if _counts(cmap):
        return {}
    found: Letters = {}
    for point, glyph in sorted(cmap.items()):
        text = letter_of(f"u{point:04X}") if point <= 0x10FFFF else ""
        if text:
            found.setdefault(glyph, text)
    return found


def _counts(keys: Iterable[int]) -> bool:
    """Tell whether the keys of a map are codes given out in a row, no characters."""
    row = sorted(set(keys) - {0x20, 0xA0})
    counts = len(row) >= _LEAST_COUNT and row[-1] - row[0] == len(row) - 1
    return counts and row[0] <= 0x21 and len(row) < _ALL_OF_ASCII


def _named(tables: Mapping[str, bytes]) -> tuple[Letters, dict[int, str]]:
    """Return letters and other names by `post`, or by the names inside a CFF table."""
    if "CFF " in tables:
        try:
            return {}, cff.glyph_names(tables["CFF "])
        except Exception:  # noqa: BLE001 - broken; the other tables may be sound
            return {}, {}
    post = tables.get("post", b"")
    count, glyphs = int.from_bytes(post[32:34]), int.from_bytes(tables.get("maxp", b"")[4:6])
    if post[:4] == b"\0\2\0\0" and glyphs and count != glyphs:
        return {}, {}  # left over from a font with other glyphs
    return names_of(post)


def _with_names(letters: Letters, standard: Letters, names: Mapping[int, str]) -> Letters:
    """Return what a character map says with what names add: standard ones, others, numbers.

    Names that contradict the map are left over from another font, and say nothing.
    """
    said = {**standard, **texts_of(names)}
    both = [glyph for glyph in said if glyph in letters]
    wrong = sum(letters[glyph].lower() != said[glyph].lower() for glyph in both)
    if wrong > _LYING * len(both):
        return letters
    found = {**said, **letters}
    return {**by_numbers({g: n for g, n in names.items() if g not in said}, found), **found}


def _with_dressed(letters: Letters, table: bytes) -> Letters:
    """Return letters with those of glyphs that are variants or ligatures of others."""
    bases = dressed(table) if table else {}
    found = dict(letters)
    for _ in range(2):  # a variant of a variant is as deep as fonts go
        for glyph, parts in bases.items():
            if glyph not in found and all(part in found for part in parts):
                found[glyph] = "".join(found[part] for part in parts)
    return found
