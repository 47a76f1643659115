"""Made papers whose notes cite archives, with words, archives and numbers of the citations misread.

The archives, their orders and what else resembles damage stand here and not in the dictionary, so
that a longer dictionary does not change the made papers.  Some of what looks misread is true: an
author who writes `Opus` throughout, an archive that no list has, letters that count files.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from restore.evaluate.cases import Case, Draft
from restore.evaluate.sources import Sources, chance

KIND = "citations"
SOUND_EVERY = 4
"""One paper in four is sound and only resembles damage."""

DAMAGED = 0.3
"""Share of the notes of a damaged paper that are misread somewhere."""

OWN_WAY = 0.12
"""Share of damaged papers whose author writes a word in a way of his own, which is no damage."""

ARCHIVES = ("RGANI", "TsKhSD", "RGASPI", "GARF", "AVPRF", "AVP RF", "RGAE", "TsAMO")
UNLISTED = ("GARO", "GAKO", "TsDNISO", "GANISO", "TsGAMO", "RGAFD", "GAPK", "NARB", "TsDOO")
WORDS = {
    "long": ("Fond", "Opis", "Papka", "Delo", "List", "Listy"),
    "lower": ("fond", "opis", "papka", "delo", "list", "listy"),
    "short": ("f.", "op.", "p.", "d.", "l.", "ll."),
    "capital": ("F.", "Op.", "P.", "D.", "L.", "Ll."),
}
"""Labels of fond, opis, papka, delo, one leaf and several, in four manners."""

CONFUSED = {"o": "0", "O": "0", "l": "1", "i": "l", "I": "l", "t": "r", "s": "5", "e": "c"}
CONFUSED |= {"n": "u", "d": "cl", "D": "O", "F": "P", "N": "M", "E": "F", "R": "P", "A": "4"}
"""What OCR makes of letters (the commonest confusions of printed English)."""

SLIPS = {"Opis": "Opus", "opis": "opus", "Listy": "Listi", "Delo": "Dela", "Papka": "Papki"}
"""What a typist, or an author, writes for a word."""

FIGURES = {"0": "O", "1": "l", "5": "S", "8": "S", "2": "Z", "3": "B"}
"""What OCR makes of figures; an S is a 5 or an 8."""

SPEAKERS = ("the ambassador", "the deputy premier", "the chargé", "the first secretary", "a clerk")
MONTHS = ("January", "March", "April", "June", "August", "October", "December")

LOOKS = (
    "Opus 28, no. 4, and Opus 12 stand on the programme; op. 5, no. 2 does not. Op. cit., p. 28.",
    "Delo 5 of the weekly, List 3 of the plaintiffs, and Fond du Lac, Wisconsin, 5 May 1956.",
    "The manuscript has, on f. 5, l. 12, and on ff. 12-14v, ll. 57-63 and 1. 72 of the poem.",
    "Journal of Studies, vol. 55, no. 2, doc. 5O3, pp. 3-56; b. 1924, d. 1956; 1. 57 delegates.",
    "RGANI, f. 89, per. 28, d. 5a, l. 1ob; GARF, f. R-9401, op. 2s, d. 97, ll. 1-5; f. A-259.",
    "AVPRF, f. 0102, op. 12, por. 4, p. 68, l. 57; AVPRF, Opis 12, Papka 68, Delo 5, List 6.",
    "TsDA, fond 1-B, opis 5, a.e. 203, l. 4; HDA SBU, f. 16, op. 1, spr. 885, ark. 12.",
    "PA AA, MfAA, A 6927, Bl. 1; SAPMO-BArch, DY 30/IV 2/20/137; AAN, KC PZPR, sygn. XI A/130.",
    "GARO, f. 5, op. 28, d. 410; GAKO, f. 5, op. 28, d. 411, l. 5; TsGAMO, f. 2157, op. 1, d. 5.",
    "RGANI, f. 5, op. 28, d. 410, d. 411; RGASPI, f. 17, op. 3, op. 4; RGANI, dela 5 i 6.",
)
"""Sound text that resembles damage, written for the purpose."""


class Piece(NamedTuple):
    """A word or number of a citation, what follows it, and what is seen where it is misread."""

    true: str
    after: str
    damaged: str = ""


class House(NamedTuple):
    """What an author cites: an archive, with fonds and inventories of it, in one manner."""

    archive: str
    roots: tuple[tuple[str, str], ...]
    manner: str


def citation_papers(sources: Sources, seed: int, count: int) -> Iterator[Case]:
    """Yield papers with notes that cite archives, some of them misread."""
    for number in range(count):
        rng = chance(seed, KIND, number)
        draft = Draft()
        for paragraph in rng.sample(sources.paragraphs, 2):
            draft.keep(_printed(paragraph) + "\n\n")
        sound = number % SOUND_EVERY == 0
        if sound:
            draft.keep("".join(_printed(look) + "\n\n" for look in rng.sample(LOOKS, 3)))
        else:
            _notes(draft, rng)
        yield draft.case(KIND, f"{KIND}-{number}" + ("-sound" if sound else ""))


def _printed(text: str) -> str:
    """Return a text in printed lines, none of which ends within a word."""
    return textwrap.fill(text, 92, break_on_hyphens=False)


def _notes(draft: Draft, rng: random.Random) -> None:
    """Write the notes of one paper."""
    manner = rng.choice(("long", "long", "long", "short", "short", "lower", "capital"))
    houses = [_house(name, manner, rng) for name in rng.sample(ARCHIVES, 2)]
    houses += [_house(rng.choice(UNLISTED), manner, rng)] if rng.random() < 0.3 else []
    own = dict([rng.choice(list(SLIPS.items()))]) if rng.random() < OWN_WAY else {}
    for number in range(1, rng.randint(6, 24)):
        house = rng.choice([houses[0], *houses])
        talk = f"{number} Conversation with {rng.choice(SPEAKERS)}, {rng.randint(1, 28)} "
        draft.keep(f"{talk}{rng.choice(MONTHS)} {rng.randint(1945, 1965)}, ")
        pieces = [p._replace(true=own.get(p.true, p.true)) for p in _cited(house, rng)]
        if rng.random() < DAMAGED:
            pieces = _misread(pieces, rng)
        for piece in pieces:
            draft.damage(piece.damaged or piece.true, piece.true).keep(piece.after)
        draft.keep(rng.choice((".", ".", "")) + "\n\n")


def _house(archive: str, manner: str, rng: random.Random) -> House:
    """Return an archive with one or two of its fonds."""
    roots = tuple(
        (rng.choice(("5", "17", "0102", "89", "R-5446", "558")), str(rng.randint(1, 40)))
        for _ in range(rng.randint(1, 2))
    )
    return House(archive, roots, manner)


def _cited(house: House, rng: random.Random) -> list[Piece]:
    """Return one sound citation."""
    fond, opis, papka, delo, leaf, leaves = WORDS[house.manner]
    root = rng.choice(house.roots)
    parts = [(fond, root[0]), (opis, root[1])]
    if house.archive.startswith("AVP"):
        parts.append((papka, str(rng.randint(5, 90))))
    parts.append((delo, str(rng.randint(3, 980)) + rng.choice(("", "", "", "a"))))
    first = rng.randint(1, 300)
    if rng.random() < 0.7:
        last = f"{first}-{first + rng.randint(1, 40)}"
        parts.append((leaves, last) if rng.random() < 0.7 else (leaf, f"{first}"))
    joints = [rng.choice((", ", ", ", ", ", ",\n")) for _ in parts]
    pieces = [Piece(house.archive, ", ")]
    for place, (label, value) in enumerate(parts):
        joint = joints[place] if place + 1 < len(parts) else ""
        pieces += [Piece(label, " "), Piece(value, joint)]
    return pieces


def _misread(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Return a citation with one thing in it misread, or a label put for another."""
    way = rng.choice(("label", "label", "label", "number", "number", "archive", "place"))
    labels, numbers = range(1, len(pieces), 2), range(2, len(pieces), 2)
    place = 0 if way == "archive" else rng.choice(labels if way in ("label", "place") else numbers)
    true = pieces[place].true
    if way == "place":
        seen = pieces[rng.choice(labels)].true
    elif way == "number":
        seen = _confused(true, FIGURES, rng)
    else:
        seen = SLIPS.get(true, "") if rng.random() < 0.3 else ""
        seen = seen or _confused(true, CONFUSED, rng)
    return [*pieces[:place], pieces[place]._replace(damaged=seen), *pieces[place + 1 :]]


def _confused(true: str, table: dict[str, str], rng: random.Random) -> str:
    """Return a word with one letter or figure misread, where one of it can be."""
    places = [i for i, sign in enumerate(true) if sign in table]
    if not places:
        return true
    at = rng.choice(places)
    return true[:at] + table[true[at]] + true[at + 1 :]
