"""Which listed archive a misread name may be: `RGAJo` in a paper that cites RGANI.

Russian archives alone have dozens of names that differ by a letter, and no list has all.  So
letters that merely differ prove nothing: they must look alike, and the paper itself must cite the
archive, or the word have a figure or a small letter where no archive's name has one, or be long.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import regex

from restore.evidence.citation_shapes import confusions
from restore.evidence.citation_usage import Usage
from restore.evidence.citation_words import Lexicon
from restore.evidence.citations import Citation
from restore.evidence.wording import times
from restore.ledger import Evidence

MOST = 2.0
"""Confusions at most between what stands there and an archive's name."""

LONG = 5
"""Letters from which one stroke alone does not make another archive's name: of four there are many
(GARF, GARO, GAKO)."""

ODD_RE = regex.compile(
    r"\p{Lu}{2,}[\d|]|[\d|]\p{Lu}{2}|\p{Lu}{3,}\p{Ll}{1,2}$|\p{Lu}{2}[li|]\p{Lu}"
)
"""`RGAN1`, `RGANl`, `RGAJo`, `RGAlNI`; not `TsKhSD`, `MfAA`, `BArch`."""

LETTERS = {1.0: 1.0, 2.0: 0.4}
"""Nats for letters that look alike, by the number of confusions."""

AUTHORS = -0.5
"""Nats against every proposal: the author may have written it so, or copied it from the file."""


def is_odd(word: str) -> bool:
    """Tell whether a word has a figure or a small letter among capitals where no name has one.

    >>> is_odd("RGAJo"), is_odd("RGAN1"), is_odd("RGANI")
    (True, True, False)
    """
    return ODD_RE.search(word) is not None


class Name(NamedTuple):
    """An archive's name that a word may be misread from."""

    score: float
    spelling: str
    archive: str
    evidence: tuple[Evidence, ...]


def near_archives(
    seen: str, lexicon: Lexicon, usage: Usage, citation: Citation | None
) -> list[Name]:
    """Return the archives that a word may be misread from, likeliest first.

    `citation` is the one that the word heads, if its labels tell.
    """
    return sorted(_names(seen, lexicon, usage, citation), reverse=True)


def _names(seen: str, lexicon: Lexicon, usage: Usage, citation: Citation | None) -> Iterator[Name]:
    """Yield the archives that a word may be misread from, with what speaks for each."""
    odd = is_odd(seen)
    for spelling, archive in lexicon.archives.items():
        if len(spelling) < 4 or abs(len(spelling) - len(seen)) > 1:
            continue
        if citation and not archive.languages & frozenset(citation.languages):
            continue
        if citation is None and seen[:2] != spelling[:2] and seen[-2:] != spelling[-2:]:
            continue  # one confusion leaves an end as it is
        cost = confusions(seen, spelling, limit=MOST if citation else 1.0)
        if not 0 < cost <= MOST:
            continue
        own = list(_cited(usage, archive.name, citation))
        if not own and not odd and (cost > 1 or len(seen) < LONG):
            continue  # an archive that no list has, as likely as not
        says = f"“{seen}” looks like “{spelling}”"
        found = (Evidence("letters", says, LETTERS.get(cost, 0.4)), *own)
        if odd:
            found += (Evidence("letters", "archives have no such letters in their names", 0.5),)
        elif not own:
            found += (Evidence("names", "it may be an archive that no list has", AUTHORS),)
        yield Name(sum(e.weight for e in found), spelling, archive.name, found)


def _cited(usage: Usage, archive: str, citation: Citation | None) -> Iterator[Evidence]:
    """Say how often the paper cites an archive, and with the same fond and opis."""
    count = usage.archives[archive]
    if count:
        yield Evidence("document", f"the paper cites {archive} {times(count)}", 0.5)
    fond, opis = (citation.value("group"), citation.value("series")) if citation else ("", "")
    same = usage.roots[archive, fond, opis]
    if same:
        says = f"with fond {fond} and opis {opis} {times(same)}"
        yield Evidence("document", says, min(1.2, 0.8 + 0.2 * math.log(same)))
