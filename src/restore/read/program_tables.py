"""The tables of an embedded TrueType or OpenType font that say which character a glyph is.

Our own reading of `cmap`, `post` and `GSUB`: a general library unfolds every range as it stands,
so that twenty bytes of a hostile table cost gigabytes, and nothing outside it can set a limit.
Format: ISO/IEC 14496-22.  A table that breaks off gives what comes before the break.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from restore.evidence.code_order import MACINTOSH

GLYPHS = 1 << 16
"""A glyph id has two bytes; no font has more glyphs."""

_MOST_TABLES = 64  # the largest font seen has 24
_MOST_STEPS = 300_000  # entries read of one table; a font with all glyphs in four cmaps has fewer

Cmap = dict[int, int]
"""Character (or code) to glyph id."""


class Cmaps(NamedTuple):
    """The character maps of a font by what their keys are; empty where it has none."""

    unicode: Cmap
    symbol: Cmap
    macintosh: Cmap


class _Budget:
    """Counts entries, so that overlapping tables cannot multiply."""

    def __init__(self, left: int = _MOST_STEPS) -> None:
        self.left = left

    def take(self, wanted: int) -> int:
        """Return how many of the entries wanted may still be read, and count them."""
        given = max(0, min(wanted, self.left))
        self.left -= given
        return given


def tables_of(data: bytes) -> dict[str, bytes]:
    """Return the tables of a font file by tag; a collection gives those of its first font."""
    start = _u32(data, 12) if data[:4] == b"ttcf" else 0
    found = {}
    for i in range(min(_u16(data, start + 4), _MOST_TABLES)):
        record = data[start + 12 + 16 * i : start + 28 + 16 * i]
        if len(record) < 16:
            break
        offset, length = struct.unpack(">II", record[8:])
        found[record[:4].decode("latin-1")] = data[offset : offset + length]
    return found


def cmaps_of(table: bytes) -> Cmaps:
    """Return the character maps of a `cmap` table."""
    budget = _Budget()
    maps = Cmaps({}, {}, {})
    for i in range(min(_u16(table, 2), _MOST_TABLES)):
        platform, kind = _u16(table, 4 + 8 * i), _u16(table, 6 + 8 * i)
        target = _target(maps, platform, kind)
        if target is not None:
            for character, glyph in _entries(table[_u32(table, 8 + 8 * i) :], budget):
                target.setdefault(character, glyph)
    return maps


def _target(maps: Cmaps, platform: int, kind: int) -> Cmap | None:
    if platform == 0 or (platform == 3 and kind in (1, 10)):
        return maps.unicode
    if platform == 3 and kind == 0:
        return maps.symbol
    return maps.macintosh if (platform, kind) == (1, 0) else None


def _entries(table: bytes, budget: _Budget) -> Iterator[tuple[int, int]]:
    """Yield (character, glyph) of one subtable in any of the formats in use."""
    kind = _u16(table, 0)
    if kind == 0:
        pairs: Iterator[tuple[int, int]] = iter(enumerate(table[6 : 6 + 256]))
    elif kind == 4:
        pairs = _segments(table, budget)
    elif kind == 6:
        first, count = _u16(table, 6), _u16(table, 8)
        pairs = ((first + i, _u16(table, 10 + 2 * i)) for i in range(budget.take(count)))
    elif kind == 12:
        pairs = _groups(table, budget)
    else:
        return
    yield from ((character, glyph) for character, glyph in pairs if 0 < glyph < GLYPHS)


def _segments(table: bytes, budget: _Budget) -> Iterator[tuple[int, int]]:
    """Yield the entries of format 4: segments with a delta or an array of glyph ids."""
    count = _u16(table, 6) // 2
    for i in range(budget.take(count)):
        at = 14 + 2 * i
        last, first = _u16(table, at), _u16(table, at + 2 + 2 * count)
        delta, here = _u16(table, at + 2 + 4 * count), at + 2 + 6 * count
        offset = _u16(table, here)
        for character in range(first, first + budget.take(last - first + 1)):
            glyph = character
            if offset:
                glyph = _u16(table, here + offset + 2 * (character - first))
            if glyph or not offset:
                yield character, (glyph + delta) % GLYPHS


def _groups(table: bytes, budget: _Budget) -> Iterator[tuple[int, int]]:
    """Yield the entries of format 12: groups of characters and glyphs that count up together."""
    for i in range(budget.take(_u32(table, 12))):
        group = table[16 + 12 * i : 28 + 12 * i]
        if len(group) < 12:
            return
        first, last, glyph = struct.unpack(">III", group)
        for step in range(budget.take(min(last, 0x10FFFF) - first + 1)):
            yield first + step, glyph + step


def names_of(table: bytes) -> tuple[dict[int, str], dict[int, str]]:
    """Return two readings of a `post` table: glyph id to character, and to a name of its own.

    Only formats 1 and 2 have any; the first 258 names are those of the Macintosh order.
    """
    kind = _u32(table, 0)
    if kind == 0x00010000:
        return {glyph: text for glyph, text in enumerate(MACINTOSH) if text}, {}
    if kind != 0x00020000:
        return {}, {}
    count = min(_u16(table, 32), len(table) // 2)
    own = _pascal_strings(table[34 + 2 * count :])
    indices = [_u16(table, 34 + 2 * glyph) for glyph in range(count)]
    standard = len(MACINTOSH)
    letters = {g: MACINTOSH[i] for g, i in enumerate(indices) if i < standard and MACINTOSH[i]}
    names = {g: own[i - standard] for g, i in enumerate(indices) if 0 <= i - standard < len(own)}
    return letters, names


def _pascal_strings(data: bytes) -> list[str]:
    """Return strings that each have their length before them."""
    found: list[str] = []
    at = 0
    while at < len(data) and len(found) < GLYPHS:
        end = at + 1 + data[at]
        found.append(data[at + 1 : end].decode("latin-1"))
        at = end
    return found


def _u16(data: bytes, at: int) -> int:
    """Return two bytes as a number; what is cut off counts as 0."""
    return int.from_bytes(data[at : at + 2]) if 0 <= at <= len(data) - 2 else 0


def _u32(data: bytes, at: int) -> int:
    """Return four bytes as a number; what is cut off counts as 0."""
    return int.from_bytes(data[at : at + 4]) if 0 <= at <= len(data) - 4 else 0


# Features of GSUB whose glyphs stand for the same letters in another dress (OpenType feature
# registry), in the order in which a base is believed: small capitals are small letters first.
_DRESS = (
    *("smcp", "pcap", "c2sc", "c2pc", "onum", "lnum", "pnum", "tnum", "zero", "case", "titl"),
    *("swsh", "cswh", "salt", "calt", "locl", "hist", "init", "medi", "fina", "isol", "liga"),
    *("clig", "dlig", "hlig", "rlig", "sups", "subs", "sinf", "ordn", "numr", "dnom"),
)
_NUMBERED = ("ss", "cv")  # stylistic sets and character variants


def dressed(table: bytes) -> dict[int, tuple[int, ...]]:
    """Return which glyphs each glyph of a `GSUB` table's output stands for.

    A small capital gives its small letter, an old-style figure its figure, a ligature its parts.
    """
    budget = _Budget()
    found: dict[int, tuple[int, ...]] = {}
    lookups = _u16(table, 8)
    for index in _wanted_lookups(table, budget):
        start = lookups + _u16(table, lookups + 2 + 2 * index)
        kind = _u16(table, start)
        for i in range(budget.take(_u16(table, start + 4))):
            at = start + _u16(table, start + 6 + 2 * i)
            real = kind
            if kind == 7:  # the real subtable lies further off
                real, at = _u16(table, at + 2), at + _u32(table, at + 4)
            for glyph, base in _substitutions(table, at, real, budget):
                found.setdefault(glyph, base)
    return found


def _wanted_lookups(table: bytes, budget: _Budget) -> list[int]:
    """Return the lookups of the features that keep letters, each once, those of `smcp` first."""
    start = _u16(table, 6)
    ranked: list[tuple[int, int]] = []
    for i in range(budget.take(_u16(table, start))):
        record = table[start + 2 + 6 * i : start + 8 + 6 * i]
        tag = record[:4].decode("latin-1")
        if len(record) < 6 or not (tag in _DRESS or tag[:2] in _NUMBERED):
            continue
        rank = _DRESS.index(tag) if tag in _DRESS else len(_DRESS)
        at = start + _u16(record, 4)
        count = budget.take(_u16(table, at + 2))
        ranked += [(rank, _u16(table, at + 4 + 2 * k)) for k in range(count)]
    return list(dict.fromkeys(index for _, index in sorted(ranked)))


def _substitutions(
    table: bytes, at: int, kind: int, budget: _Budget
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield (glyph, what it stands for) of one subtable of single, alternate or ligature kind."""
    covered = _coverage(table, at + _u16(table, at + 2), budget)
    if kind == 1 and _u16(table, at) == 1:
        delta = _u16(table, at + 4)
        yield from (((glyph + delta) % GLYPHS, (glyph,)) for glyph in covered)
    elif kind == 1:
        yield from ((_u16(table, at + 6 + 2 * i), (g,)) for i, g in enumerate(covered))
    elif kind == 3:
        for i, glyph in enumerate(covered):
            start = at + _u16(table, at + 6 + 2 * i)
            for k in range(budget.take(_u16(table, start))):
                yield _u16(table, start + 2 + 2 * k), (glyph,)
    elif kind == 4:
        for i, glyph in enumerate(covered):
            yield from _ligatures(table, at + _u16(table, at + 6 + 2 * i), glyph, budget)


def _ligatures(
    table: bytes, start: int, first: int, budget: _Budget
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield (ligature, parts) of the set of ligatures that begin with a glyph."""
    for k in range(budget.take(_u16(table, start))):
        at = start + _u16(table, start + 2 + 2 * k)
        count = _u16(table, at + 2)
        if 2 <= count <= 8:  # the longest Latin ligature in use has 3 parts
            rest = (_u16(table, at + 4 + 2 * i) for i in range(count - 1))
            yield _u16(table, at), (first, *rest)


def _coverage(table: bytes, at: int, budget: _Budget) -> list[int]:
    """Return the glyphs that a subtable is about, in order."""
    kind, count = _u16(table, at), budget.take(_u16(table, at + 2))
    if kind == 1:
        return [_u16(table, at + 4 + 2 * i) for i in range(count)]
    found: list[int] = []
    for i in range(count if kind == 2 else 0):
        first, last = _u16(table, at + 4 + 6 * i), _u16(table, at + 6 + 6 * i)
        found += range(first, first + budget.take(last - first + 1))
    return found
