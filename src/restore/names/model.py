"""What is known of the names of one paper: mentions, spellings, persons and places, and doubts.

    Mention    one place of the text where somebody or something is named
    Spelling   one way of writing a name, with all its places
    Name       one person, place or organisation: its spellings, and the record it is, if any
    Roster     all names of a paper, in the order of their first mention

Two spellings stand in one `Name` only where nothing but a system of romanisation, a short form, a
person's word or a listed variant parts them.  Whatever else looks alike is a `Resemblance`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from restore.evidence.authorities import Entry
from restore.ledger import Evidence
from restore.text import Span

Kind = Literal["person", "place", "organisation", "unknown"]
"""`unknown`: it is written like a name, and nothing tells of what."""

Tradition = Literal[
    "korean", "chinese", "japanese", "vietnamese", "mongolian", "russian", "western", "unknown"
]
"""The naming tradition that a written name follows, as far as its letters tell; `russian` stands
for every name brought over from Cyrillic."""

Order = Literal["family-first", "given-first", "family-alone", "given-alone"]

Likeness = Literal["lead", "form", "romanisation", "listed", "decided"]
"""Why a spelling stands with the leading one of its name: it is it; it is a shorter or fuller form
(initials, patronymic, family name alone, capitals, a title); it is another romanisation; a
dictionary lists both under one record; a person said so."""


class Form(NamedTuple):
    """A personal name taken apart, letters as written.

    `given` holds given names, hyphenated ones whole, initials with their full stop, patronymics:
    ("Chang-ok",), ("N.", "T."), ("Aleksandr", "Mikhailovich").
    """

    family: str
    given: tuple[str, ...] = ()
    order: Order = "given-first"
    tradition: Tradition = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place of the text where somebody or something is named.

    `text` is the name as it stands there, runs of white space and line ends as one space, without
    `title` ("Com.", "Ambassador"), a possessive ending or a footnote sign; `span` covers the same.
    """

    span: Span
    text: str
    kind: Kind
    form: Form | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way a name is written in the paper, and every place where it stands, in text order."""

    text: str
    places: tuple[Span, ...]
    likeness: Likeness = "lead"

    @property
    def count(self) -> int:
        """Return how often the paper writes it so."""
        return len(self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One person, place or organisation of a paper.

    `spellings` opens with the leading one: the commonest full form.  `id` is made of its text, so
    it stays the same over runs.  `record` is the dictionary's entry, None where none is known.
    `vouched` says what speaks for the grouping and the record.  `confirmed` is a person's word.
    """

    id: str
    kind: Kind
    spellings: tuple[Spelling, ...]
    form: Form | None = None
    record: Entry | None = None
    vouched: tuple[Evidence, ...] = ()
    confirmed: bool = False

    @property
    def lead(self) -> str:
        """Return the leading spelling."""
        return self.spellings[0].text

    @property
    def count(self) -> int:
        """Return how often the paper names it, in whatever spelling."""
        return sum(spelling.count for spelling in self.spellings)


class Resemblance(NamedTuple):
    """Two names of a paper that look alike and were kept apart: a slip, damage, or two people."""

    one: str
    other: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All names of a paper, in the order of their first mention, and what looks alike in it."""

    names: tuple[Name, ...]
    resemblances: tuple[Resemblance, ...] = ()
