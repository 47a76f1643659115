"""`names.jsonl`: what a person decided about the names of a paper, only ever added to.

A decision speaks of spellings, never of places, so it holds for every later reading of the paper.
People write in this file too: blank lines are allowed, and `by` and `at` may be left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from restore.errors import ConfigError
from restore.wire.lines import Fields, LineError, line_of, read_lines, refusal, text_of, word_of

NAME_DECISION = "restore.name-decision/1"

NameVerdict = Literal["merge", "split", "confirm", "undo"]
VERDICTS: dict[str, NameVerdict] = {word: word for word in get_args(NameVerdict)}
KINDS = ("person", "place", "organisation")
"""What a confirmed name can be."""

NO_RECORD = "-"
"""As the record of a confirmed name: it is none of those that the dictionaries list."""


class NameDecision(NamedTuple):
    """A person's word on spellings of a paper.

    merge      `one` and `other` name the same
    split      `one` and `other` do not
    confirm    `one` is a name, of this `kind` and with this `record` where they are given
    undo       the last decision `undoes` on the same spellings does not count
    """

    verdict: NameVerdict
    one: str
    other: str = ""
    record: str = ""
    kind: str = ""
    undoes: str = ""
    by: str = ""
    at: str = ""


def dump_name_decisions(decisions: Iterable[NameDecision]) -> str:
    """Return lines of `names.jsonl`; they may be appended to the file."""
    return "".join(line_of(_fields(decision)) + "\n" for decision in decisions)


def _fields(decision: NameDecision) -> Fields:
    """Return the fields of a line, without the optional ones that say nothing."""
    verdict, one, other, *more = decision
    optional = dict(zip(NameDecision._fields[3:6], more, strict=False))
    return {
        "schema": NAME_DECISION,
        "verdict": verdict,
        "one": one,
        **({"other": other} if other else {}),
        **{name: value for name, value in optional.items() if value},
        "by": decision.by,
        "at": decision.at,
    }


def load_name_decisions(text: str, *, name: str = "names.jsonl") -> tuple[NameDecision, ...]:
    """Return the decisions of a file, in order.

    Raises:
        ConfigError: with line number and fault of every line that is wrong.
    """
    refuse = refusal(ConfigError, name, "Mend or remove these lines; nothing has been changed.")
    return tuple(read_lines(text, {NAME_DECISION: _decision}, refuse))


def _decision(fields: Fields) -> NameDecision:
    """Return the decision of one line."""
    verdict = VERDICTS[word_of(fields, "verdict", tuple(VERDICTS))]
    undoes = word_of(fields, "undoes", tuple(VERDICTS)[:3]) if verdict == "undo" else ""
    pair = "confirm" not in (verdict, undoes)
    found = NameDecision(
        verdict=verdict,
        one=_spelling(fields, "one"),
        other=_spelling(fields, "other") if pair else "",
        record=text_of(fields, "record", ""),
        kind=word_of(fields, "kind", KINDS) if fields.get("kind") else "",
        undoes=undoes,
        by=text_of(fields, "by", ""),
        at=text_of(fields, "at", ""),
    )
    if found.one == found.other:
        raise LineError("'one' and 'other' are the same spelling")
    return found


def _spelling(fields: Fields, name: str) -> str:
    """Return a field that holds a spelling."""
    text = text_of(fields, name)
    if not text.strip():
        raise LineError(f"'{name}' must be a spelling of the paper, not empty")
    return text
