"""From grouped mentions to a `Name`: leading spelling, record, and what vouches for it in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from restore.evidence.authorities import Entry
from restore.evidence.wording import times
from restore.ledger import Evidence
from restore.names.antecedents import called
from restore.names.confusions import plain
from restore.names.grouping import Group, Records, Written
from restore.names.kinds import name_id
from restore.names.model import Form, Kind, Likeness, Mention, Name, Spelling
from restore.names.recorded import bearer, lead_of, record_of
from restore.names.relate import relate
from restore.romanise import korean
from restore.text import Span


def named_group(one: Group, short: Mapping[str, Sequence[Span]], records: Records) -> Name:
    """Return the name of a group of full spellings, with the short ones that mean it."""
    lead = lead_of(one)
    kind: Kind = "person" if any(m.is_person for m in one.members) else "unknown"
    record = record_of(one, records)
    if record is not None:
        kind = "person"
    spellings = [
        Spelling(text=m.text, places=tuple(m.places), likeness=_likeness(m, lead))
        for m in sorted(one.members, key=lambda m: (m is not lead, m.places[0]))
    ]
    spellings += [
        Spelling(text=text, places=tuple(places), likeness=_short_likeness(text, one))
        for text, places in sorted(short.items(), key=lambda pair: pair[1][0])
    ]
    return Name(
        id=name_id(kind, lead.text),
        kind=kind,
        spellings=tuple(spellings),
        form=lead.form,
        record=record,
        vouched=tuple(_vouch(spellings, record, lead, one)),
    )


def named_word(mentions: Sequence[Mention], listed: Entry | None, records: Records) -> Name:
    """Return the name of a word that stands alone, its bearer not clear from the paper.

    Only a word that is listed as it stands (Stalin) has a record: that one listed person bears a
    family name is said, and no more.
    """
    form = _word_form(mentions[0])
    kind: Kind = "person" if any(m.kind == "person" for m in mentions) else "unknown"
    spellings = _words(mentions)
    lead = spellings[0].text
    found = bearer(form, records) if listed is None else None
    return Name(
        id=name_id(kind, lead),
        kind=kind,
        spellings=spellings,
        form=form,
        record=listed,
        vouched=(
            *_listing(listed),
            *_listing(found, "the only one of this family name in the name list"),
            _standing(spellings),
        ),
    )


def named_thing(mentions: Sequence[Mention], record: Entry | None) -> Name:
    """Return the name of a place or an organisation."""
    spellings = _spellings(mentions, others="listed")
    return Name(
        id=name_id(mentions[0].kind, spellings[0].text),
        kind=mentions[0].kind,
        spellings=spellings,
        record=record,
        vouched=(*_listing(record), _standing(spellings)),
    )


def _likeness(one: Written, lead: Written) -> Likeness:
    """Return why a spelling stands with the leading one."""
    if one is lead:
        return "lead"
    found = relate(one.form, lead.form).kind
    if found in ("same", "form"):
        return "form"
    return "romanisation" if found == "romanisation" else "listed"


def _word_form(mention: Mention) -> Form:
    """Return the form of a name of one word."""
    return mention.form or Form(mention.text)


def _words(mentions: Sequence[Mention]) -> tuple[Spelling, ...]:
    """Return the spellings of a family name alone, with why they are one name."""
    forms = {m.text: _word_form(m) for m in mentions}
    found = _spellings(mentions)
    lead = forms[found[0].text]
    kinds: dict[str, Likeness] = {"same": "form", "form": "form", "romanisation": "romanisation"}
    return tuple(
        s
        if s.likeness == "lead" or plain(s.text) == plain(found[0].text)
        else replace(s, likeness=kinds.get(relate(forms[s.text], lead).kind, "listed"))
        for s in found
    )


def _short_likeness(text: str, one: Group) -> Likeness:
    """Return why a family name alone stands with a group: it is its own, or the record's."""
    own = any(plain(text) in called(m.form) for m in one.members)
    return "form" if own else "romanisation"


def _spellings(mentions: Sequence[Mention], others: Likeness = "form") -> tuple[Spelling, ...]:
    """Return mentions by their text, the commonest first, then in text order."""
    places: dict[str, list[Span]] = {}
    for mention in mentions:
        places.setdefault(mention.text, []).append(mention.span)
    lead = max(
        places, key=lambda text: (not text.isupper(), len(places[text]), -places[text][0].start)
    )
    return tuple(
        Spelling(text=text, places=tuple(found), likeness="lead" if text == lead else others)
        for text, found in sorted(places.items(), key=lambda pair: (pair[0] != lead, pair[1][0]))
    )


def _vouch(
    spellings: Sequence[Spelling], record: Entry | None, lead: Written, one: Group
) -> Iterator[Evidence]:
    """Yield what speaks for a name and its grouping, in words; nothing is weighed here."""
    yield from _listing(record, "name list" if one.listed else OTHERWISE)
    yield _standing(spellings)
    given = [" ".join(m.form.given) for m in one.members if m.form.tradition == "korean"]
    if len({m.text.lower() for m in one.members}) > 1 and len(given) == len(one.members):
        shared = _shared_hangul(one.members)
        if shared:
            yield Evidence("names", f"romanisations of one name in hangul: {shared}", 0.0)
    for member in one.members:
        if member is not lead:
            yield Evidence("names", f'"{member.text}": {relate(member.form, lead.form).says}', 0.0)


def _shared_hangul(members: Sequence[Written]) -> str:
    """Return the hangul that all spellings can stand for, if it is one only."""
    families = set.intersection(*(set(korean.families(m.form.family)) for m in members))
    parts = [
        m.form.given[0].split("-") if len(m.form.given) == 1 else list(m.form.given)
        for m in members
    ]
    if len({len(p) for p in parts}) != 1 or len(families) != 1:
        return ""
    given = [
        set.intersection(*(set(korean.readings(p[i])) for p in parts)) for i in range(len(parts[0]))
    ]
    if any(len(found) != 1 for found in given):
        return ""
    return "".join([*families, *(next(iter(found)) for found in given)])


OTHERWISE = "name list, where this spelling is not but may be meant"
"""Said of a record that only a romanisation or a shorter form leads to."""


def _listing(record: Entry | None, where: str = "name list") -> Iterator[Evidence]:
    """Say what the dictionary's record says."""
    if record is None:
        return
    fields = record.fields
    said = [fields.get(c, "") for c in ("role", "country", "kind") if fields.get(c, "")][:1]
    years = f" ({fields['years']})" if fields.get("years") else ""
    yield Evidence("names", f"{where}: {', '.join([record.name, *said])}{years}", 0.0)


def _standing(spellings: Sequence[Spelling]) -> Evidence:
    """Say how often the paper has each spelling."""
    said = (f'"{s.text}" {times(s.count)}' for s in spellings)
    return Evidence("document", f"stands in the paper: {', '.join(said)}", 0.0)
