"""Ledger, decisions and source to JSON lines and back, each line with the version of its schema.

    corrections.jsonl   restore.ledger/1 (one header line), then restore.cause/1,
                        restore.correction/1 and restore.finding/1 lines
    decisions.jsonl     restore.decision/1 lines; people write here too
    source.json         restore.source/1

Facts.  `load` and `dump` are inverses (L10).  Fields always stand in the same order and numbers
have at most six decimals, so equal ledgers give equal bytes on every machine.  `page`, `line` and
`bbox` follow from the document: `dump` writes them for readers, `load` passes over them and over
every field it does not know.  A schema it does not know is refused by name.

Rules.  Nothing here touches a file: `str` in, `str` out.  Whoever writes the text to a file uses
`encode("utf-8", "surrogatepass")` and bytes, since text mode changes line ends.
"""

from restore.wire.decisions import dump_decisions, load_decisions
from restore.wire.ledger import dump_ledger, load_ledger, rounded
from restore.wire.source import (
    SourceRecord,
    document_of,
    dump_source,
    load_source,
    program_version,
)

__all__ = [
    "SourceRecord",
    "document_of",
    "dump_decisions",
    "dump_ledger",
    "dump_source",
    "load_decisions",
    "load_ledger",
    "load_source",
    "program_version",
    "rounded",
]
