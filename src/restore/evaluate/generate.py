"""All made cases: which generators there are, how many papers each makes, and their digest.

A new kind of damage gets its confidence by one line here: a generator of papers that carry it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from restore.evaluate.cases import Case
from restore.evaluate.citations import citation_papers
from restore.evaluate.leaks import leak_papers
from restore.evaluate.lists import list_papers, phrase_papers
from restore.evaluate.slips import (
    hyphen_papers,
    ligature_papers,
    mojibake_papers,
    name_papers,
)
from restore.evaluate.sources import Sources

SEED = 1956
"""Any number does; another one gives another table, and a measure of how far it can be trusted."""


class Generator(NamedTuple):
    """What makes papers with one kind of damage, and how many are made for the shipped table."""

    papers: Callable[[Sources, int, int], Iterator[Case]]
    size: int


GENERATORS: tuple[Generator, ...] = (
    Generator(list_papers, 270),
    Generator(phrase_papers, 110),
    Generator(ligature_papers, 120),
    Generator(mojibake_papers, 80),
    Generator(hyphen_papers, 80),
    Generator(name_papers, 200),
    Generator(leak_papers, 160),
    Generator(citation_papers, 100),
)
"""As many as give each kind some hundred proposals and keep the whole run under four minutes."""


def cases(sources: Sources, *, seed: int = SEED, share: float = 1.0) -> Iterator[Case]:
    """Yield the made cases; `share` makes that part of each generator's papers, at least one."""
    for generator in GENERATORS:
        yield from generator.papers(sources, seed, max(1, round(generator.size * share)))


def digest_of(made: Iterable[Case]) -> str:
    """Return the SHA-256 of the damaged and true texts of all cases, as 64 hex digits."""
    digest = sha256()
    for case in made:
        digest.update(f"{case.kind}\0{case.name}\0{case.text}\0{case.truth}\0".encode())
    return digest.hexdigest()
