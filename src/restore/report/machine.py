"""The report as JSON (`restore.report/1`): the twin of the HTML page, for programs."""

from __future__ import annotations

import json

from restore.ledger import Candidate, Evidence
from restore.report.data import PROVISIONAL, Item, Note, Report
from restore.report.glyphs import CALLED, FontGlyphs
from restore.wire import program_version
from restore.wire.glyphs import card_fields
from restore.wire.lines import Fields, safe

REPORT = "restore.report/1"


def render(report: Report) -> str:
    """Return the report as indented JSON.

    `change` lists the pieces of a correction as pairs of what stood there and what stands there;
    in a kept piece both are the same; `shown` is what stands in the restored text.  Weights are
    nats of log-odds, `confidence` a probability.  `glyphs` holds, font by font, the decisions on
    glyphs with all their evidence; `causes` of a correction name them by their `id`.
    """
    fields: Fields = {
        "schema": REPORT,
        "version": program_version(),
        "name": report.name,
        "source_sha256": report.source_sha256,
        "reader": report.reader,
        "notes": list(report.notes),
        "pages": report.pages,
        "characters": report.characters,
        "untouched": report.untouched,
        "untouched_share": round(report.untouched_share, 6),
        "applied": report.applied,
        "proposed": report.proposed,
        "gaps": report.gaps,
        "noted": report.noted,
        "confidence_note": PROVISIONAL,
        "damage": [tally._asdict() for tally in report.tallies],
        "glyphs": [_font(font) for font in report.glyphs],
        "corrections": [_item(item) for item in report.items],
        "findings": [_note(note) for note in report.findings],
    }
    return safe(json.dumps(fields, ensure_ascii=False, indent=1)) + "\n"


def _font(font: FontGlyphs) -> Fields:
    """Return the decisions on the glyphs of one font."""
    return {
        "font": font.font,
        "object": font.reference,
        "codes": len(font.glyphs),
        **{word.replace(" ", "_"): len(font.of(tier)) for tier, word in CALLED.items()},
        "decisions": [
            {"id": glyph.cause, "damage": glyph.damage, **card_fields(glyph.card)}
            for glyph in font.glyphs
        ],
    }


def _item(item: Item) -> Fields:
    """Return the fields of one correction."""
    return {
        "id": item.id,
        "page": item.where.page,
        "line": item.where.line,
        "damage": item.damage,
        "tier": item.tier,
        "status": item.status,
        "confidence": round(item.confidence, 6),
        "left": item.left,
        "before": item.before,
        "after": item.after,
        "right": item.right,
        "change": [list(part) for part in item.parts],
        "evidence": _evidence(item.evidence),
        "alternatives": [_alternative(each) for each in item.alternatives],
        "steps": [step._asdict() for step in item.steps],
        "shown": item.after if item.stands else item.held,
        "causes": [{"id": c.id, "damage": c.damage, "says": c.says} for c in item.causes],
    }


def _note(note: Note) -> Fields:
    """Return the fields of one finding."""
    return {
        "id": note.id,
        "page": note.where.page,
        "line": note.where.line,
        "damage": note.damage,
        "status": note.status,
        "says": note.says,
        "confidence": round(note.confidence, 6),
        "left": note.left,
        "text": note.text,
        "right": note.right,
        "evidence": _evidence(note.evidence),
        "related": note.related._asdict() if note.related else None,
        "size": note.size,
    }


def _evidence(evidence: tuple[Evidence, ...]) -> list[Fields]:
    """Return evidence as objects."""
    return [
        {"witness": e.witness, "says": e.says, "weight": round(float(e.weight), 6)}
        for e in evidence
    ]


def _alternative(candidate: Candidate) -> Fields:
    """Return another reading as an object."""
    return {"text": candidate.text, "evidence": _evidence(candidate.evidence)}
