"""An invented paper with its ledger, as the tests of the reports see it.

The titles are those of real papers in public lists; every other sentence is made up.
"""

from __future__ import annotations

from dataclasses import replace

from restore.ledger import (
    Candidate,
    Cause,
    Correction,
    Evidence,
    Finding,
    Ledger,
    Probability,
    Status,
    Step,
    Tier,
    with_ids,
)
from restore.page import Document, Page, Source
from restore.text import Span, digest

TEXT = """COLD A IN E NA IONAL HI O OJEC
The Lantern Cabinet: a find in the harbour archive

The committee met in the o ce above the harbour. Its minutes are dif cult to read, and the \
primar(l. ac)rT5Cn-27(ztionshof the)cityof t]TJ-0.00154Tw catalogue does not name the clerk.
It was the o ce of the archi-
vist, who wrote that â€œnothing is lostâ€\x9d in 1957.
\fTHE LANTERN CABINET 2
#1 Chen Jian, “The Sino-Sovi t Alliance and China’s En ry into the Korean War”
#2 P.J. Simmons, “Archival Research on the Cold War Era: A Report from Budap st”
#5 The letter of Ki Sek-bok was never sent because the

The committee met in the o ce above the harbour. Its minutes are dif cult to read.
"""


def at(text: str, nth: int = 0) -> Span:
    """The span of the nth place where `text` stands."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return Span(start, start + len(text))


def correction(
    before: str,
    after: str,
    *,
    nth: int = 0,
    damage: str = "ligatures",
    confidence: float = 0.97,
    says: str = "language: the word with fi is 900 times as frequent",
    cause: str | None = None,
    status: Status | None = None,
    alternatives: tuple[Candidate, ...] = (),
) -> Correction:
    tier: Tier = "accept" if confidence >= 0.95 else "review" if confidence >= 0.35 else "leave"
    witness, _, words = says.partition(": ")
    return Correction(
        span=at(before, nth),
        before=before,
        after=after,
        damage=damage,
        steps=(Step(damage, before, after, cause),),
        evidence=(Evidence(witness, words, 3.5), Evidence("shapes", "not asked", -0.25)),
        confidence=Probability(confidence),
        tier=tier,
        status=status or ("applied" if tier == "accept" else "proposed"),
        alternatives=alternatives,
    )


def finding(
    text: str, damage: str, says: str, *, status: Status = "gap", size: int | None = None
) -> Finding:
    return Finding(
        damage=damage,
        span=at(text),
        says=says,
        evidence=(Evidence("document", says, 2.0),),
        confidence=Probability(0.9),
        status=status,
        size=size,
    )


def document(text: str = TEXT) -> Document:
    """The paper as a reader of plain text gives it."""
    pages = []
    start = 0
    for number, page in enumerate(text.split("\f"), start=1):
        pages.append(Page(number=number, span=Span(start, start + len(page))))
        start += len(page) + 1
    source = Source(name="lantern.txt", sha256="0" * 64, reader="plain text", notes=("a note",))
    return Document(source=source, text=text, pages=tuple(pages))


def ledger() -> Ledger:
    """Corrections of every tier and several kinds, and findings."""
    lost = {"damage": "lost letters", "says": "series: record 1 explains every letter"}
    corrections = [
        correction("COLD A IN E NA IONAL HI O OJEC", "COLD WAR INTERNATIONAL HISTORY PROJECT",
                   cause="heading", **lost),
        correction("o ce", "office"),
        correction("dif cult", "difficult"),
        correction("primar(l. ac)rT5Cn-27(ztionshof the)cityof t]TJ-0.00154Tw",
                   "primar[...]ztionshof the[...]cityof t[...]",
                   damage="leaked operators", says="page: PDF operators stand in running text"),
        correction("o ce", "office", nth=1),
        correction("archi-\nvist", "archivist", damage="broken words", confidence=0.81,
                   says="language: archivist is a word",
                   alternatives=(Candidate("archi-vist", (Evidence("document", "once", -1.0),)),)),
        correction("â€œnothing is lostâ€\x9d", "“nothing is lost”", damage="mojibake",
                   says="language: read as Windows-1252, the bytes are UTF-8"),
        correction("Sovi t", "Soviet", **lost),
        correction("En ry", "Entry", **lost),
        correction("Budap st", "Budapest", **lost, status="rejected"),
        correction("Ki Sek-bok", "Ki Sok-pok", damage="names", confidence=0.2,
                   says="names: another spelling of the same person"),
        correction("o ce", "office", nth=2),
    ]  # fmt: skip
    made = Ledger(
        source_sha256=digest(TEXT),
        causes=(Cause("heading", "lost letters", "the heading's font lost its map"),),
        corrections=tuple(sorted(corrections, key=lambda c: c.span)),
        findings=(
            finding("because the", "gaps", "the sentence stops", size=40),
            finding("#5 The letter", "gaps", "the list goes from 2 to 5"),
            replace(
                finding("The committee met", "doubtful matter", "the paragraph stands twice",
                        status="noted"),
                related=at("The committee met", 1),
            ),
        ),
    )  # fmt: skip
    return with_ids(TEXT, made)
