"""Sees a damaged line as atoms and gaps, from its text alone.

    "M. Ha . . . U b c a d e"  ->  atoms M . H a U b c a d e, a gap " . . . " between a and U

Letters, digits, marks and unmapped glyphs are atoms.  White space is a gap, and so are characters
that stand for lost letters: dots between blanks, boxes, question marks within words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from unicodedata import category

import regex

from restore.decode.model import Atom, Gap, Loss, Observed, Sort
from restore.page import is_unmapped

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
"""Ligatures with a character of their own are the letters they print, at one place."""

PLACEHOLDERS = "?_*#~^□■▯▪▮¤·•\N{REPLACEMENT CHARACTER}"
"""What extractors and typists set where they have no letter; only where a zone is full of them."""

LONE_DOTS_RE = regex.compile(r"(?<![^\s])(?:\.\s+){1,2}\.(?=\s|$)")
DOT_ROW_RE = regex.compile(r"(?:\.\s*){4,}")
FILLED_RE = regex.compile(rf"(?<=\p{{L}})([{regex.escape(PLACEHOLDERS)}])\1*(?=\p{{Ll}})")
LEAST_FILLED = 2
"""Times a placeholder stands inside words before it is taken for lost letters: once may be a slip
of the typist (`what?he`), twice in the few lines of one zone is not."""

SURE = 0.9
"""Probability from which `parts` says surely: a wrong yes or no shuts the true word out, while a
None only costs time, so one in ten is as far as haste may go."""


def fills(lines: Sequence[str]) -> str:
    """Return the characters that stand for lost letters in these lines, in the order of their code.

    A dot does where two or three stand alone among blanks (rows of four are leaders of a table of
    contents); a placeholder where it stands between letters twice.

    >>> fills(["H e M. Ha . . . U b c a"]), fills(["w?r and p??ce"]), fills(["So? Why? J. F. K."])
    ('.', '?', '')
    """
    found = {"."} if any(LONE_DOTS_RE.search(DOT_ROW_RE.sub("", s)) for s in lines) else set[str]()
    inside = Counter(m[1] for s in lines for m in FILLED_RE.finditer(s))
    found.update(c for c, times in inside.items() if times >= LEAST_FILLED)
    return "".join(sorted(found))


def in_columns(lines: Sequence[str]) -> bool:
    """Tell whether every lost letter left one blank or placeholder, so that columns were kept.

    A lost letter beside a space or another lost letter then leaves two blanks; where a whole run
    leaves one, two in a row are rare.

    >>> in_columns(["Th  ovie  nion and  h  lan", "fo   h  Mid le Ea  "])
    True
    >>> in_columns(["C d Wa E a: A Re . D m B da e ,"])
    False
    """
    fill = fills(lines).replace(".", "")
    sizes = [len(m.group()) for s in lines for m in _gap_re(fill).finditer(s.strip())]
    # One gap in eight is wider than one in print that kept its columns and lost a letter in ten
    # (a letter in ten stands at a word's end or beside another lost one five times in eight); in
    # print that closed up its gaps one in fifty is, counted on made damage.
    return sum(size > 1 for size in sizes) > len(sizes) / 8


@cache
def _gap_re(fill: str) -> regex.Pattern[str]:
    """Return a pattern for runs of blanks and placeholders."""
    return regex.compile(rf"[ \u00A0{regex.escape(fill)}]+")


def observe(line: str, *, loss: Loss | None = None, columns: bool = False) -> Observed:
    """Return a line as atoms and gaps; `loss` says what stands for lost letters, if it is known.

    With `columns` every lost letter has left one blank or placeholder, so that gaps and characters
    are measured in columns: one em each.

    >>> seen = observe("C d Wa")
    >>> "".join(a.text for a in seen.atoms), [g.seen for g in seen.gaps]
    ('CdWa', ['', ' ', ' ', '', ''])
    """
    fill = fills([line]) if loss is None else loss.fill
    atoms = tuple(_atoms(line, fill))
    gaps = tuple(_gap(seen, loss, columns=columns) for seen in _between(line, atoms))
    if not columns:
        return Observed(line=line, atoms=atoms, gaps=gaps)
    return Observed(line=line, atoms=atoms, gaps=gaps, widths=_columns(), space=1.0)


def _atoms(line: str, fill: str) -> Iterator[Atom]:
    """Yield the characters that survive."""
    filled = _filled(line, fill)
    for at, character in enumerate(line):
        sort = _sort(character)
        if sort is None or at in filled:
            continue
        for letter in LIGATURES.get(character, character):
            yield Atom(letter, at, sort)


def _sort(character: str) -> Sort | None:
    """Return what a character is, None if it is no atom: white space, what has no shape.

    Combining marks are marks of their own; text that reaches decoding is composed.
    """
    if is_unmapped(character) or character == REPLACEMENT:
        return "unmapped"
    if character.isalpha():
        return "letter"
    if character.isdigit():
        return "digit"
    return None if character.isspace() or category(character) in ("Cf", "Cc") else "mark"


def _filled(line: str, fill: str) -> set[int]:
    """Return the offsets of characters that stand for lost letters.

    A dot does only with a blank or another such dot before it, and a blank, a dot or a small letter
    behind it.
    """
    found: set[int] = set()
    for at, character in enumerate(line):
        if character not in fill:
            continue
        before, behind = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
        free = not before or before.isspace() or at - 1 in found
        goes_on = not behind or behind.isspace() or behind == "." or behind.islower()
        if character != "." or (free and goes_on):
            found.add(at)
    return found


def _between(line: str, atoms: Sequence[Atom]) -> Iterator[str]:
    """Yield what stands before, between and behind the atoms, without what has no shape."""
    ends = [Atom("", -1, "mark"), *atoms, Atom("", len(line), "mark")]
    for left, right in pairwise(ends):
        seen = line[left.at + 1 : right.at]
        yield "".join(c for c in seen if c.isspace() or _sort(c) is not None)


def _gap(seen: str, loss: Loss | None, *, columns: bool) -> Gap:
    """Return a gap with what the loss of its zone says of it."""
    width = float(len(seen)) if columns else None
    return Gap(seen, width, None if loss is None else _parts(seen, loss))


def _parts(seen: str, loss: Loss) -> bool | None:
    """Tell whether a word surely ends in a gap, surely does not, or may.

    Where the atoms touch, none does if spaces always show.  A blank parts words where lost letters
    leave no sign and no gap shows for nothing: only a space can have left it.
    """
    if not seen:
        return False if loss.spaced >= SURE else None
    leaves_nothing = loss.hidden >= SURE and loss.apart <= 1 - SURE
    return True if leaves_nothing and seen.isspace() else None


@cache
def _columns() -> Mapping[str, float]:
    """Return the advances of print in columns: one em for every Latin letter, digit and mark."""
    codes = (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2010, 0x2027))
    return MappingProxyType({chr(code): 1.0 for code in codes})
