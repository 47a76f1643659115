"""The names of a paper for programs: JSON (`restore.names/1`) and TSV, one line a spelling.

Fields and columns keep their meaning within a version; further ones may be added.
"""

from __future__ import annotations

import json

from restore.evidence.authorities import Entry
from restore.report.names import NameReport, Row
from restore.report.visible import visible
from restore.wire import program_version
from restore.wire.lines import Fields, safe

NAMES = "restore.names/1"
COLUMNS = (
    *("kind", "name", "spelling", "likeness", "count", "places", "confirmed"),
    *("record", "role", "years", "native", "list", "alike", "id", "schema"),
)


def render_json(report: NameReport) -> str:
    """Return the names as JSON, one name a line; places are pairs of page and line."""
    fields: Fields = {
        "schema": NAMES,
        "version": program_version(),
        "paper": report.paper,
        "counts": dict(report.counts),
        "listed": report.listed,
        "confirmed": report.confirmed,
        "alike": report.alike,
        "unclear": report.unclear,
        "waiting": report.waiting,
    }
    head = json.dumps(fields, ensure_ascii=False, indent=1).removesuffix("\n}")
    names = [json.dumps(_name(row), ensure_ascii=False) for row in report.rows]
    listed = ",\n".join(f"  {name}" for name in names)
    return safe(f'{head},\n "names": [\n{listed}\n ]\n}}\n')


def _name(row: Row) -> Fields:
    """Return the fields of one name."""
    name = row.name
    return {
        "id": name.id,
        "kind": name.kind,
        "name": name.lead,
        "count": name.count,
        "confirmed": name.confirmed,
        "form": name.form._asdict() if name.form is not None else None,
        "spellings": [
            {
                "text": spelling.text,
                "likeness": spelling.likeness,
                "count": spelling.count,
                "places": [list(where) for where in places],
                "spans": [list(span) for span in spelling.places],
            }
            for spelling, places in row.lines
        ],
        "record": _record(name.record),
        "vouched": [
            {"witness": e.witness, "says": e.says, "weight": round(float(e.weight), 6)}
            for e in name.vouched
        ],
        "alike": [alike._asdict() for alike in row.alike],
        "proposed": [proposed._asdict() for proposed in row.proposed],
    }


def _record(record: Entry | None) -> Fields | None:
    """Return the fields of a dictionary's entry."""
    if record is None:
        return None
    return {
        "list": record.kind,
        "name": record.name,
        "variants": list(record.variants),
        "fields": {k: v for k, v in record.fields.items() if k not in ("name", "variants")},
    }


def render_tsv(report: NameReport) -> str:
    """Return the names as TSV, one line a spelling; places are `page:line`, parted by blanks."""
    lines = [COLUMNS, *(cells for row in report.rows for cells in _lines(row))]
    return "".join("\t".join(visible(cell) for cell in cells) + "\n" for cells in lines)


def _lines(row: Row) -> list[tuple[str, ...]]:
    """Return the cells of each spelling of a name."""
    name, record = row.name, row.name.record
    fields = record.fields if record is not None else {}
    return [
        (
            *(name.kind, name.lead, spelling.text, spelling.likeness, str(spelling.count)),
            " ".join(f"{page}:{line}" for page, line in places),
            "yes" if name.confirmed else "",
            record.name if record is not None else "",
            *(fields.get(column, "") for column in ("role", "years", "native")),
            record.kind if record is not None else "",
            " | ".join(alike.other for alike in row.alike if alike.spelling == spelling.text),
            *(name.id, NAMES),
        )
        for spelling, places in row.lines
    ]
