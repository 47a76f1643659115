"""What the tests of the kinds of damage share: a view of a plain text, and what a kind proposes."""

from __future__ import annotations

import pytest

from restore.confidence import probability, tier
from restore.evidence.authorities import Authorities, nothing
from restore.page import Document, Source
from restore.view import View


class Kind:
    """One kind of damage, asked about plain texts."""

    def __init__(self, module, authorities: Authorities | None = None) -> None:
        self.module = module
        self.authorities = authorities or nothing()

    def view(self, text, *, without=()):
        source = Source(name="paper.txt", sha256="", reader="plain")
        document = Document(source=source, text=text, pages=())
        return View(
            document=document,
            text=text,
            authorities=self.authorities,
            without=frozenset(without),
        )

    def proposals(self, text, *, least="review", without=()):
        """The proposals of at least a tier."""
        wanted = ("accept",) if least == "accept" else ("accept", "review")
        found = self.module.propose(self.view(text, without=without))
        return [p for p in found if tier(probability(p.damage, p.evidence, rule=p.rule)) in wanted]

    def restored(self, text, *, least="accept"):
        """The text with the proposals of at least a tier made in it."""
        found = sorted(self.proposals(text, least=least), key=lambda p: p.span)
        for proposal in reversed(found):
            text = text[: proposal.span.start] + proposal.after + text[proposal.span.end :]
        return text


@pytest.fixture
def kind_of():
    return Kind
