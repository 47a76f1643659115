"""Makes one name of the spellings that a person brought together, or left together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from restore.ledger import Evidence
from restore.names.forms import parse
from restore.names.kinds import name_id
from restore.names.model import Kind, Likeness, Name, Spelling
from restore.names.units import Unit
from restore.text import Span
from restore.wire.names import NameDecision

HUMAN = 7.0
"""Nats of a person's word: 0.999, the same as of one on a correction."""


def joined_name(units: Sequence[Unit], words: Sequence[NameDecision]) -> Name:
    """Return the name that these spellings are together; `words` are the decisions that made it."""
    named = list({id(unit.name): unit.name for unit in units}.values())
    if len(named) == 1 and len(units) == len(named[0].spellings):
        return named[0]
    heads = [unit for unit in units if unit.spelling is unit.name.spellings[0]]
    lead = min(heads or units, key=_leads)
    whole = [lead.name, *(unit.name for unit in heads)] if heads else []
    kinds = [name.kind for name in whole if name.kind != "unknown"]
    kind: Kind = kinds[0] if kinds else lead.name.kind
    text = lead.spelling.text
    texts = {unit.spelling.text for unit in units}
    vouched = [e for name in whole for e in name.vouched if _still_holds(e, name, texts)]
    records = list({id(name.record): name for name in whole if name.record}.values())
    vouched += [_other_record(name) for name in records[1:]]
    return Name(
        id=name_id(kind, text),
        kind=kind,
        spellings=tuple(_spellings(lead, units)),
        form=lead.name.form if heads else (parse(text) if kind == "person" else None),
        record=records[0].record if records else None,
        vouched=tuple(dict.fromkeys([*vouched, *map(said, words)])),
        confirmed=any(name.confirmed for name in whole),
    )


def _other_record(name: Name) -> Evidence:
    """Say that a dictionary has a record of its own for a name that a person merged."""
    listed = name.record.name if name.record is not None else name.lead
    return Evidence("names", f"“{name.lead}” has a record of its own, {listed}", 0.0)


def _still_holds(evidence: Evidence, name: Name, texts: set[str]) -> bool:
    """Tell whether what vouched for a name can be said of it with other spellings.

    Counts of the document cannot, nor what is said of a spelling that went away.
    """
    gone = (f'"{s.text}": ' for s in name.spellings if s.text not in texts)
    return evidence.witness != "document" and not evidence.says.startswith(tuple(gone))


def _leads(unit: Unit) -> tuple[bool, bool, bool, int, tuple[Span, ...]]:
    """Order spellings for the lead: not in capitals, listed, whole, the commonest, the first."""
    text = unit.spelling.text
    whole = sum(len(part.rstrip(".")) > 1 for part in text.split()) > 1
    listed = unit.name.record is not None
    return text.isupper(), not listed, not whole, -unit.spelling.count, unit.spelling.places[:1]


def _spellings(lead: Unit, units: Sequence[Unit]) -> Iterator[Spelling]:
    """Yield the spellings of a name, each text once, the leading one first."""
    places: dict[str, list[Span]] = defaultdict(list)
    likeness: dict[str, Likeness] = {}
    for unit in (lead, *(unit for unit in units if unit is not lead)):
        places[unit.spelling.text] += unit.spelling.places
        own = unit.spelling.likeness
        near = unit.name is lead.name and own != "lead"
        likeness.setdefault(unit.spelling.text, own if near else "decided")
    for text, found in places.items():
        like = "lead" if text == lead.spelling.text else likeness[text]
        yield Spelling(text=text, places=tuple(sorted(found)), likeness=like)


def said(word: NameDecision) -> Evidence:
    """Say what a person decided."""
    who = word.by or "a person"
    if word.verdict == "confirm":
        return Evidence("person", f"confirmed by {who}", HUMAN)
    is_one = "are one name" if word.verdict == "merge" else "are two names"
    return Evidence("person", f"“{word.one}” and “{word.other}” {is_one}, says {who}", HUMAN)
