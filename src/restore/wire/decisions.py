"""`decisions.jsonl`: what people decided, one line a decision, only ever added to.

People write in this file too, so it asks for little: a target and a verdict; a text where the
verdict is `edit`.  Blank lines are allowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from restore.errors import ConfigError
from restore.ledger import Decision, Verdict
from restore.wire.lines import (
    Fields,
    LineError,
    line_of,
    read_lines,
    refusal,
    span_of,
    text_of,
    word_of,
)

DECISION = "restore.decision/1"
VERDICTS: dict[str, Verdict] = {word: word for word in get_args(Verdict)}


def dump_decisions(decisions: Iterable[Decision]) -> str:
    """Return `decisions.jsonl`; the dump of one more decision may be appended to the file."""
    return "".join(line_of(_fields(decision)) + "\n" for decision in decisions)


def _fields(decision: Decision) -> Fields:
    """Return the fields of a decision line."""
    place = {} if decision.span is None else decision.span._asdict()
    return {
        "schema": DECISION,
        "target": decision.target,
        "verdict": decision.verdict,
        "text": decision.text,
        "by": decision.by,
        "at": decision.at,
        **place,
        "before": decision.before,
    }


def load_decisions(text: str, *, name: str = "decisions.jsonl") -> tuple[Decision, ...]:
    """Return the decisions of a file, in order.

    Raises:
        ConfigError: with line number and fault of every line that is wrong.
    """
    refuse = refusal(ConfigError, name, "Mend or remove these lines; nothing has been changed.")
    return tuple(read_lines(text, {DECISION: _decision}, refuse))


def _decision(fields: Fields) -> Decision:
    """Return the decision of one line."""
    verdict = VERDICTS[word_of(fields, "verdict", tuple(VERDICTS))]
    if verdict == "edit" and "text" not in fields:
        raise LineError("an edit needs 'text', the words that are to stand there")
    placed = fields.get("start") is not None or fields.get("end") is not None
    if placed and verdict == "accept" and "text" not in fields:
        raise LineError("with 'start' and 'end' goes 'text', the words that were accepted")
    return Decision(
        target=text_of(fields, "target"),
        verdict=verdict,
        text=text_of(fields, "text", ""),
        by=text_of(fields, "by", ""),
        at=text_of(fields, "at", ""),
        span=span_of(fields) if placed else None,
        before=text_of(fields, "before", ""),
    )
