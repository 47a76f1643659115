"""`source.json`: which file a folder was made from, by which reader, program and options."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version

from restore.errors import LedgerError
from restore.page import Document, Page, Source
from restore.wire.lines import (
    Fields,
    LineError,
    number_of,
    objects_of,
    parse,
    refusal,
    safe,
    span_of,
    text_of,
    texts_of,
    whole_of,
)

SOURCE = "restore.source/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What `source.json` holds.

    `source.sha256` is the digest of the file's bytes, `text_sha256` that of the extracted text.
    `options` are the options of the run that made the folder, as JSON values.
    """

    source: Source
    text_sha256: str
    pages: tuple[Page, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    version: str = ""


def program_version() -> str:
    """Return the version of the installed program, which stands in every file it writes."""
    try:
        return installed_version("restore-papers")
    except PackageNotFoundError:
        return "unknown"


def dump_source(record: SourceRecord) -> str:
    """Return `source.json`, indented; the lines of the pages are not kept."""
    source = record.source
    fields: Fields = {
        "schema": SOURCE,
        "name": source.name,
        "sha256": source.sha256,
        "text_sha256": record.text_sha256,
        "reader": source.reader,
        "encoding": source.encoding,
        "notes": list(source.notes),
        "version": record.version or program_version(),
        "options": dict(record.options),
        "pages": [
            {
                "number": page.number,
                "start": page.span.start,
                "end": page.span.end,
                "width": round(page.width, 2),
                "height": round(page.height, 2),
            }
            for page in record.pages
        ],
    }
    return safe(json.dumps(fields, ensure_ascii=False, indent=2)) + "\n"


def load_source(text: str, *, name: str = "source.json") -> SourceRecord:
    """Return what `dump_source` wrote.

    Raises:
        LedgerError: the file is malformed or of a version that this program does not read.
    """
    refuse = refusal(LedgerError, name, "Make it anew with 'restore repair', or update restore.")
    try:
        return _record(parse(text))
    except LineError as fault:
        refuse([str(fault)])


def _record(fields: Fields) -> SourceRecord:
    """Return the record of one object."""
    if fields.get("schema") != SOURCE:
        raise LineError(
            f"'{fields.get('schema')}' is of a version this program does not read; "
            f"it reads {SOURCE}"
        )
    options = fields.get("options", {})
    if not isinstance(options, dict):
        raise LineError("'options' must be an object")
    return SourceRecord(
        source=Source(
            name=text_of(fields, "name"),
            sha256=text_of(fields, "sha256"),
            reader=text_of(fields, "reader"),
            encoding=text_of(fields, "encoding", ""),
            notes=texts_of(fields, "notes"),
        ),
        text_sha256=text_of(fields, "text_sha256"),
        pages=tuple(_page(each) for each in objects_of(fields, "pages")),
        options=options,
        version=text_of(fields, "version", ""),
    )


def _page(fields: Fields) -> Page:
    """Return the page of one object, without its lines."""
    return Page(
        number=whole_of(fields, "number"),
        span=span_of(fields),
        width=number_of(fields, "width"),
        height=number_of(fields, "height"),
    )


def document_of(record: SourceRecord, text: str) -> Document:
    """Return the document a folder speaks of: its text and pages, without glyphs and fonts."""
    return Document(source=record.source, text=text, pages=record.pages)
