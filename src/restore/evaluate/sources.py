"""The sound text that damage is made on: the project's own prose and its own dictionaries.

Nothing else is used: no paper that somebody else wrote, and no text the program is measured on.
Persons are drawn from a list of their own that stays as it is while the dictionary grows: else each
new person would make other papers, and move the curves of kinds that have nothing to do with names.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import regex

from restore.evidence.authorities import SPLIT, Authorities, Entry, read_file

NOTE_RE = regex.compile(r"\^\[(?:[^\[\]]|\[[^\[\]]*\])*\]")
PLACE_RE = regex.compile(r"\{\{[^|{}]*\|([^|{}]*)\|?[^{}]*\}\}")
SENTENCE_RE = regex.compile(r"(?<=[.!?][”’)]?)\s+(?=[\p{Lu}“‘])")
HEADING_RE = regex.compile(r"^#+ (.+)$", regex.MULTILINE)


@dataclass(frozen=True)
class Sources:
    """Paragraphs of sound prose, their headings, words by their syllables, and the dictionaries."""

    paragraphs: tuple[str, ...]
    headings: tuple[str, ...]
    syllables: dict[str, tuple[str, ...]]
    authorities: Authorities
    persons: tuple[Entry, ...]
    """Persons in all traditions; `notes` tells those the dictionary had when the list was drawn
    (known) from those nobody is (invented)."""

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Return the sentences of the paragraphs, in order."""
        return tuple(s for p in self.paragraphs for s in SENTENCE_RE.split(p) if len(s) > 30)

    @cached_property
    def records(self) -> tuple[Entry, ...]:
        """Return the records of the series lists."""
        return self.authorities.records

    @cached_property
    def imprints(self) -> tuple[Entry, ...]:
        """Return the standing lines of title pages."""
        return self.authorities.imprints


def read_sources(root: Path, authorities: Authorities) -> Sources:
    """Read the prose below the project's own folder.

    Raises:
        OSError: the fixture's prose is not there, as in an installed program.
        FileAccessError: the list of drawn persons is not there.
    """
    prose = root / "fixtures" / "working_paper" / "prose"
    raw = (prose / "paper.md").read_text(encoding="utf-8")
    hyphens = (prose / "hyphens.txt").read_text(encoding="utf-8").split()
    words = {word.replace("-", ""): tuple(word.split("-")) for word in hyphens}
    plain = PLACE_RE.sub(r"\1", NOTE_RE.sub("", raw)).replace("*", "")
    paragraphs = [p.strip() for p in plain.split("\n\n")]
    return Sources(
        paragraphs=tuple(p for p in paragraphs if len(p) > 120 and p[0] not in "#@{"),
        headings=tuple(HEADING_RE.findall(plain)),
        syllables=words,
        authorities=authorities,
        persons=tuple(read_file(root / "fixtures" / "names" / "drawn.tsv", own=True)),
    )


def chance(*key: object) -> random.Random:
    """Return a generator that gives the same choices for the same key on every machine."""
    return random.Random("\x1f".join(map(str, key)))  # noqa: S311  # not for secrets


def author_of(record: Entry) -> str:
    """Return a record's author in its first spelling."""
    return record.fields.get("author", "").split(SPLIT)[0].strip()
