"""The listed spellings of Korean persons against what the rules make of their hangul.

The list holds what papers print and no rule makes, slips, pen names and western names included, so
not all of it can be read; but what can shows that the rules know how this literature writes.
"""

from __future__ import annotations

from pathlib import Path

from restore.romanise.hangul import is_hangul
from restore.romanise.korean import families, name_spellings, same_given

PERSONS = Path(__file__).parents[2] / "dictionaries" / "persons.tsv"


def listed() -> list[tuple[str, str]]:
    """Return (hangul, listed spelling) of all persons whose native name is hangul."""
    lines = PERSONS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    name, variants, native = (rows[0].index(c) for c in ("name", "variants", "native"))
    return [
        (row[native], spelling)
        for row in rows[1:]
        if is_hangul(row[native]) and len(row[native]) > 1
        for spelling in (row[name], *row[variants].split(" | "))
        if " " in spelling
    ]


def is_read(hangul: str, spelling: str) -> bool:
    """Tell whether a spelling is read as this name, family name first or last."""
    family, given = name_spellings(hangul)[0].split(" ", 1)
    first, rest = spelling.split(" ", 1)
    most, last = spelling.rsplit(" ", 1)
    return any(
        families(one) & families(family) and same_given(other, given)
        for one, other in ((first, rest), (last, most))
    )


def test_nearly_all_listed_spellings_are_read_as_the_name_they_are_listed_for():
    pairs = listed()
    read = sum(is_read(*pair) for pair in pairs)
    assert len(pairs) > 500
    assert len(pairs) - read <= 52  # pen names, western names, slips


def test_hardly_a_person_is_read_as_another_of_the_same_family_name():
    """The list has a handful of namesakes in Latin letters, and says who is who."""
    leads: dict[str, str] = {}
    for hangul, spelling in listed():
        leads.setdefault(hangul, spelling)
    names = [(families(s.split(" ")[0]), s.split(" ", 1)[1], h) for h, s in leads.items()]
    alike = [
        (one[2], other[2])
        for i, one in enumerate(names)
        for other in names[:i]
        if one[0] & other[0] and same_given(one[1], other[1])
    ]
    assert len(alike) < len(names) / 50, alike
