"""What is to stand in the ToUnicode map of each font: what is kept, mended, added and left open.

Kept is every entry of the old map that says a letter.  Mended is each code with a decision that
stands.  Added is what our reader reads from glyph names and encodings alone, since other readers
do not look there.  A code nobody can read stays without a letter: what a map called junk (a control
character, U+FFFD) is written as U+FFFD, or readers would fall back on a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from restore.export.pdf_readings import Reading
from restore.page import UNMAPPED, Document, Font, Origin

UNREAD = "\ufffd"
_LIGATURES = dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), 0xFB00))
_PRIVATE = range(0xE000, 0xF900)

Why = Literal["decided", "best guess", "name", "encoding"]
Fault = Literal["undecided", "rejected", "unread", "not reached"]

Used = Mapping[int, tuple[str, Origin]]
"""The codes of a font that the pages show: text and where it comes from."""

OldMap = Mapping[int, str] | None
"""The map a font has, "" where an entry says no letter; None for a font out of reach."""


class Entry(NamedTuple):
    """A code whose text is new in its font's map, and why."""

    font: str
    reference: int
    code: int
    text: str
    why: Why


class Open(NamedTuple):
    """A code that is left as it is: the best reading there is, how sure it is, and why."""

    font: str
    reference: int
    code: int
    reading: str
    posterior: float
    fault: Fault


@dataclass(slots=True)
class FontPlan:
    """The new map of one font: code to text, and which of its entries are new."""

    index: int
    font: Font
    texts: dict[int, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    left: list[Open] = field(default_factory=list)


class Plan(NamedTuple):
    """The fonts whose maps are to be written anew, and every code that stays open."""

    fonts: tuple[FontPlan, ...]
    left: tuple[Open, ...]


def planned(
    document: Document, readings: Iterable[Reading], old: Sequence[OldMap], *, best_guess: bool
) -> Plan:
    """Return what is to be written for a document read in full; `old` are the maps of its fonts."""
    used = used_codes(document)
    by_font = _by_font(document.fonts, readings)
    fonts = []
    for index, font in enumerate(document.fonts):
        plan = FontPlan(index, font)
        own = by_font.get(index, {})
        kept = old[index]
        if kept is None:
            _give_up(plan, own, used[index])
        else:
            guesses = best_guess and not is_redrawn(font)
            _fill(plan, kept, own, used[index], best_guess=guesses)
        fonts.append(plan)
    changed = tuple(plan for plan in fonts if plan.entries)
    return Plan(changed, tuple(each for plan in fonts for each in plan.left))


def is_redrawn(font: Font) -> bool:
    """Tell whether what a viewer draws for a font may follow its map.

    A font without a program is drawn from one of the viewer's own, and pdfium picks its glyphs by
    ToUnicode.  So only what is decided belongs there, no guess: what was nonsense becomes the text.
    """
    return not font.embedded


def used_codes(document: Document) -> list[dict[int, tuple[str, Origin]]]:
    """Return, for each font of a document, the codes that its pages show, in order of code."""
    used: list[dict[int, tuple[str, Origin]]] = [{} for _ in document.fonts]
    for glyph in document.glyphs:
        used[glyph.font].setdefault(glyph.code, (glyph.text, glyph.origin))
    return [dict(sorted(codes.items())) for codes in used]


def _by_font(fonts: tuple[Font, ...], readings: Iterable[Reading]) -> dict[int, dict[int, Reading]]:
    """Sort readings by font and code; a font without an object number goes by its name."""
    numbers = {(f.reference, "" if f.reference else f.name): i for i, f in enumerate(fonts)}
    found: dict[int, dict[int, Reading]] = {}
    for reading in readings:
        card = reading.card
        index = numbers.get((card.reference, "" if card.reference else card.font))
        if index is None:
            continue
        own = found.setdefault(index, {})
        if card.code not in own or own[card.code].standing != "accepted":
            own[card.code] = reading
    return found


def _fill(
    plan: FontPlan,
    old: Mapping[int, str],
    own: Mapping[int, Reading],
    used: Used,
    *,
    best_guess: bool,
) -> None:
    """Plan the map of one font."""
    plan.texts.update((code, text) for code, text in old.items() if text)
    for code in sorted({*used, *own}):
        text, origin = used.get(code, ("", "none"))
        reading = own.get(code)
        if reading and text_of(reading.text) and _is_written(reading, best_guess=best_guess):
            why: Why = "decided" if reading.standing == "accepted" else "best guess"
            _write(plan, code, text_of(reading.text), why)
        elif reading and reading.standing != "rejected":
            _leave(plan, code, reading, old)
        elif origin in ("name", "encoding") and not old.get(code) and plan.font.embedded:
            _write(plan, code, text_of(text), "name" if origin == "name" else "encoding")
        elif origin == "none" and not old.get(code):
            _leave(plan, code, reading, old)


def _is_written(reading: Reading, *, best_guess: bool) -> bool:
    return reading.standing == "accepted" or (best_guess and reading.standing == "undecided")


def _write(plan: FontPlan, code: int, text: str, why: Why) -> None:
    """Put a text into the new map, unless it says what stands there already or nothing."""
    if text and plan.texts.get(code) != text:
        plan.texts[code] = text
        plan.entries.append(Entry(plan.font.name, plan.font.reference, code, text, why))


def _leave(plan: FontPlan, code: int, reading: Reading | None, old: Mapping[int, str]) -> None:
    """List a code as open; where the old map calls it junk, it stays so."""
    if old.get(code) == "":
        plan.texts[code] = UNREAD
    plan.left.append(_open(plan.font, code, reading))


def _open(font: Font, code: int, reading: Reading | None, fault: Fault | None = None) -> Open:
    """Return the entry of an open code."""
    if reading is None:
        return Open(font.name, font.reference, code, "", 0.0, fault or "unread")
    card = reading.card
    why: Fault = "rejected" if reading.standing == "rejected" else "undecided"
    return Open(font.name, font.reference, code, card.reading, card.posterior, fault or why)


def _give_up(plan: FontPlan, own: Mapping[int, Reading], used: Used) -> None:
    """List all that was to be written into a font that cannot be reached."""
    missing = {code for code, (_, origin) in used.items() if origin == "none"}
    plan.left += [
        _open(plan.font, code, own.get(code), "not reached") for code in sorted({*missing, *own})
    ]


def text_of(reading: str) -> str:
    r"""Return a reading as it is written: ligatures as letters, nothing for what is no text.

    >>> text_of("\ufb03"), text_of("\ufffd"), text_of("é")
    ('ffi', '', 'é')
    """
    text = reading.translate(_LIGATURES)
    junk = any(
        c < " " or c == UNREAD or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff"
        or ord(c) in _PRIVATE or ord(c) in UNMAPPED
        for c in text
    )  # fmt: skip
    return "" if junk else text
