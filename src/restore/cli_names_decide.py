"""What a person decides about names on the command line, in the paper's own spellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from restore.errors import UsageError
from restore.evidence.authorities import Authorities
from restore.names.decisions import decided, standing, undoing, waiting
from restore.names.model import Roster
from restore.names.search import offered, record_of, spelling_of
from restore.paper import Paper
from restore.wire.names import KINDS, NO_RECORD, NameDecision, NameVerdict

Choices = Mapping[str, Any]
"""What click hands over as the values of the options."""


class Names(NamedTuple):
    """The names of one paper: as found, what is decided of them, and the dictionaries in use."""

    paper: Paper
    found: Roster
    authorities: Authorities
    decisions: tuple[NameDecision, ...]

    @property
    def roster(self) -> Roster:
        """Return the names as the decisions leave them."""
        return decided(self.found, self.decisions, self.authorities.spellings)

    @property
    def waiting(self) -> tuple[NameDecision, ...]:
        """Return the decisions that cannot be followed now."""
        return waiting(self.found, self.decisions, self.authorities.spellings)


def check(choices: Choices) -> None:
    """Refuse options that contradict each other, before anything is read."""
    deciding = [option for option in ("merges", "splits", "confirms") if choices[option]]
    if choices["undo"] and deciding:
        raise UsageError("--undo goes with no other decision.", advice="Undo first.")
    if choices["by"] and not (choices["undo"] or deciding):
        raise UsageError("--by goes with a decision.", advice="Leave it out.")
    if choices["lead"] is not None and len(choices["splits"]) != 1:
        raise UsageError("--from goes with one --split.", advice='E.g. --split "Kim" --from ONE.')
    if choices["record"] is not None and len(choices["confirms"]) != 1:
        raise UsageError("--as goes with one --confirm.", advice="Confirm one name at a time.")
    if choices["confirms"] and choices["kind"] == "unknown":
        raise UsageError(
            "A name cannot be confirmed as unknown.", advice=f"Choose from: {', '.join(KINDS)}."
        )


def decide(names: Names, choices: Choices) -> tuple[list[NameDecision], Names]:
    """Return the decisions that the options ask for, and the names as they leave them.

    Each sees the names as the one before left them.
    """
    made: list[NameDecision] = []
    for asked in _asked(choices):
        for word in _words(names, asked, choices):
            made.append(word)
            names = names._replace(decisions=(*names.decisions, word))
    return made, names


Asked = tuple[NameVerdict, tuple[str, ...]]
"""A decision that is asked for, with the spellings as typed."""


def _asked(choices: Choices) -> Iterator[Asked]:
    """Yield what the options ask for, in the order in which it is done."""
    yield from (("split", (text,)) for text in choices["splits"])
    yield from (("merge", pair) for pair in choices["merges"])
    yield from (("confirm", (text,)) for text in choices["confirms"])
    if choices["undo"]:
        yield "undo", ()


def _words(names: Names, asked: Asked, choices: Choices) -> Iterator[NameDecision]:
    """Yield the decisions that one option asks for, in the paper's own spelling."""
    verdict, texts = asked
    roster = names.roster
    by = choices["by"]
    spellings = [spelling_of(roster, text) for text in texts]
    if verdict == "undo":
        word = undoing(names.decisions, by=by)
        if word is None:
            raise UsageError("No decision is left to take back.", advice="Nothing was changed.")
        yield word
    elif verdict == "confirm":
        record = choices["record"] or ""
        if choices["record"] is not None and record != NO_RECORD:
            record = record_of(names.authorities, record).name
        yield NameDecision(
            "confirm", spellings[0], record=record, kind=choices["kind"] or "", by=by
        )
    elif verdict == "merge":
        one, other = spellings
        if one == other:
            raise UsageError(f'"{one}" is one spelling already.', advice="Name two.")
        yield NameDecision("merge", one, other, by=by)
    else:
        lead = spelling_of(roster, choices["lead"]) if choices["lead"] is not None else None
        for other in _partners(names, roster, spellings[0], lead):
            yield NameDecision("split", other, spellings[0], by=by)


def _partners(names: Names, roster: Roster, text: str, lead: str | None) -> list[str]:
    """Return the spellings from which one is to be parted.

    These are the ones a person joined it with, or else the leading one of its name.
    """
    if lead == text:
        raise UsageError(f'"{text}" cannot be parted from itself.', advice="Name two spellings.")
    if lead is not None:
        return [lead]
    holders = [name for name in roster.names if text in (s.text for s in name.spellings)]
    holders = [name for name in holders if len(name.spellings) > 1]
    if not holders:
        raise UsageError(f'"{text}" stands alone already.', advice="There is nothing to split.")
    if len(holders) > 1:
        raise UsageError(
            f'"{text}" stands with several names.',
            advice=f"Say --from which: {offered(name.lead for name in holders)}.",
        )
    mates = [s.text for s in holders[0].spellings if s.text != text]
    joined = [
        word.one if word.other == text else word.other
        for word in standing(names.decisions)
        if word.verdict == "merge" and text in (word.one, word.other)
    ]
    joined = [mate for mate in joined if mate in mates]
    if not joined and text == holders[0].lead and len(mates) > 1:
        raise UsageError(
            f'"{text}" leads its name.',
            advice=f"Split off one that is not of it ({offered(mates)}), or say --from which.",
        )
    return joined or [mates[0]]


def said(word: NameDecision) -> str:
    """Say in a line what was decided and kept."""
    pair = f"“{word.one}” and “{word.other}”"
    if word.verdict == "merge":
        return f"Kept: {pair} are one name."
    if word.verdict == "split":
        return f"Kept: {pair} are two names."
    if word.verdict == "undo":
        back = pair if word.other else f"“{word.one}”"
        return f"Taken back: the decision ({word.undoes}) on {back}."
    kind = f" as a {word.kind}" if word.kind else ""
    if word.record in ("", NO_RECORD):
        none = ", as none that a list has" if word.record else ""
        return f"Kept: “{word.one}” is confirmed{kind}{none}."
    return f"Kept: “{word.one}” is confirmed{kind}; it is {word.record} of the lists."
