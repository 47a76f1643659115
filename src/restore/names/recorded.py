"""Spellings of a name that one record vouches for: Rokossowski and Rokossovskii are one name.

    record_of    the record of a group, listed or found
    joined       groups of one record as one, unless their given names differ
    bearer       the record that a family name alone can only mean

Two romanisations may lie far apart, and each near the record's: what the record lists or what is a
romanisation of it is its name.  Given names still part: A. M. and A. I. Petrov are two, though both
may be Andrei.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from restore.evidence.authorities import Entry
from restore.names.grouping import EASTERN, JOINING, Group, Records, Written, has_given_of, refuses
from restore.names.model import Form
from restore.names.relate import relate

LENGTH = 5
"""Letters from which it is worth saying who bears a family name that stands alone: not Kim."""


def lead_of(group: Group) -> Written:
    """Return the leading spelling: not in capitals, whole given names, often, early."""
    return max(group.members, key=_lead_rank)


def record_of(group: Group, records: Records) -> Entry | None:
    """Return the record of a group: listed, or the one that it can be and no spelling refuses."""
    if group.listed is not None:
        return group.listed
    found = records(lead_of(group).form)
    fitting = [e for e in found if not any(refuses(e, m.form) for m in group.members)]
    return fitting[0] if len(fitting) == 1 else None


def joined(groups: Iterable[Group], records: Records) -> list[Group]:
    """Return groups, those of one record as one where nothing in their given names parts them."""
    kept: list[Group] = []
    homes: dict[int, list[Group]] = defaultdict(list)
    for one in groups:
        record = record_of(one, records)
        beside = homes[id(record)] if record is not None else []
        fitting = [home for home in beside if record and _are_one(home, one, record)]
        if len(fitting) == 1:
            fitting[0].members += one.members
            continue
        beside.append(one)
        kept.append(one)
    return kept


def bearer(form: Form, records: Records) -> Entry | None:
    """Return the record that a long family name alone can only mean, None where there is none."""
    found = records(form._replace(given=(), order="family-alone"))
    return found[0] if len(found) == 1 and len(form.family) >= LENGTH else None


def _are_one(one: Group, other: Group, record: Entry) -> bool:
    """Tell whether no given name of two groups of a record speaks against their being one."""
    return all(_agree(a.form, b.form, record) for a in one.members for b in other.members)


def _agree(one: Form, other: Form, record: Entry) -> bool:
    """Tell whether two given names fit each other, or the record has both written out."""
    if relate(one, other._replace(family=one.family)).kind in JOINING:
        return True
    eastern = {one.tradition, other.tradition} & EASTERN
    return not eastern and has_given_of(record, one) and has_given_of(record, other)


def _lead_rank(one: Written) -> tuple[bool, bool, int, int]:
    """Order spellings for the lead."""
    whole = any(len(part.rstrip(".")) > 1 for part in one.form.given)
    return not one.text.isupper(), whole, len(one.places), -one.places[0].start
