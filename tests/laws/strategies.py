"""Texts, ledgers, passes of edits and decisions, drawn by hypothesis; every law draws from here.

Texts are made of few and awkward characters, so that the same piece stands in many places, lines
repeat, and whatever treats a line end, a surrogate or an astral letter wrongly shows it soon.
"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from restore.compose import Edit, Proposal, disjoint
from restore.ledger import (
    Candidate,
    Card,
    Cause,
    Correction,
    Decision,
    Evidence,
    Finding,
    Ledger,
    Part,
    Probability,
    Step,
    standing,
    with_ids,
)
from restore.steps import assembled
from restore.text import Span, digest

CHARACTERS = "aab \n\n\f\r\té☃😀[].\u0301\u2028\u202e\ud800\udc80\x00\x9f\U000f0041"

texts = st.text(st.sampled_from(CHARACTERS), max_size=40)
pieces = st.text(st.sampled_from(CHARACTERS), max_size=4)
words = st.text(st.sampled_from(CHARACTERS + "{}\"'\\,:"), max_size=8)
names = st.sampled_from(["lost letters", "ligatures", "mojibake", "gaps"])
CARD = Card(
    font="Times",
    reference=7,
    code=87,
    claims="",
    reading="ffi",
    posterior=0.75,
    rival="fi",
    rival_posterior=0.125,
    tier="review",
    places=3,
    advance=0.25,
    drawing="M0 0h1z",
    likeness="Gentium “ffi”",
    distance=0.0625,
    words=("office",),
)
CAUSES = (
    *(Cause(f"cause {n}", "lost letters", f"glyph {n} is a letter") for n in range(2)),
    Cause("cause 2", "lost letters", "glyph 2 is a letter", CARD),
)

# Numbers as the wire writes them: six decimals.
weights = st.integers(-20_000_000, 20_000_000).map(lambda n: n / 10**6)
confidences = st.integers(1, 999_999).map(lambda n: Probability(n / 10**6))
evidence = st.lists(st.builds(Evidence, names, words, weights), min_size=1, max_size=2).map(tuple)
candidates = st.lists(st.builds(Candidate, pieces, evidence), max_size=2).map(tuple)
causes = st.none() | st.sampled_from([cause.id for cause in CAUSES])


@st.composite
def spans(draw, text: str, *, apart: bool = False) -> list[Span]:
    """Sorted, disjoint spans of a text; with `apart` none meets the next."""
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=10).map(sorted))
    found = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    if not apart:
        return found
    kept: list[Span] = []
    for span in found:
        if not kept or not kept[-1].meets(span):
            kept.append(span)
    return kept


@st.composite
def parts_of(draw, before: str) -> tuple[Part, ...]:
    """Parts of a step on a text, each resting on one of the causes."""
    return tuple(
        Part(*span, draw(pieces), draw(st.sampled_from(CAUSES)).id) for span in draw(spans(before))
    )


@st.composite
def steps_from(draw, before: str) -> tuple[Step, ...]:
    """A chain of one to three steps from a text."""
    parts = draw(parts_of(before))
    first = (Step("glyphs", before, assembled(before, parts), None, parts),) if parts else ()
    now = first[0].after if first else before
    readings = [now, *draw(st.lists(pieces, min_size=0 if first else 1, max_size=3))]
    rest = tuple(Step("rule", one, other, draw(causes)) for one, other in pairwise(readings))
    return (*first, *rest)


@st.composite
def correction_at(draw, source: str, span: Span) -> Correction:
    """A sound correction of any tier and status for a place."""
    steps = draw(steps_from(span.of(source)))
    tier = draw(st.sampled_from(["accept", "review", "leave"]))
    machine = standing(tier, steps)
    status = draw(st.sampled_from([machine, machine, "accepted", "rejected", "edited"]))
    return Correction(
        span=span,
        before=span.of(source),
        after=draw(pieces) if status == "edited" else steps[-1].after,
        damage=draw(names),
        steps=steps,
        evidence=draw(evidence),
        confidence=draw(confidences),
        tier=tier,
        status=status,
        alternatives=draw(candidates),
    )


@st.composite
def findings_in(draw, source: str) -> tuple[Finding, ...]:
    """Findings anywhere in a source; they may overlap."""
    return tuple(
        Finding(
            damage=draw(names),
            span=span,
            says=draw(words),
            evidence=draw(evidence),
            confidence=draw(confidences),
            status=draw(st.sampled_from(["gap", "noted"])),
            related=draw(st.none() | st.just(span)),
            size=draw(st.none() | st.integers(0, 99)),
        )
        for span in draw(spans(source))
    )


@st.composite
def ledgers(draw, *, apart: bool = False) -> tuple[str, Ledger]:
    """A source and a sound ledger for it."""
    source = draw(texts)
    made = Ledger(
        source_sha256=digest(source),
        causes=CAUSES,
        corrections=tuple(
            draw(correction_at(source, span)) for span in draw(spans(source, apart=apart))
        ),
        findings=draw(findings_in(source)),
    )
    return source, with_ids(source, made)


@st.composite
def edits_in(draw, text: str, *, glyphs: bool = False) -> list[Edit]:
    """The edits of one pass: disjoint, of any tier, each changing something.

    With `glyphs` some rest on causes part by part, as those of the first pass do.
    """
    made = []
    for span in draw(spans(text, apart=True)):
        parts = draw(parts_of(span.of(text))) if glyphs else ()
        after = assembled(span.of(text), parts) if parts else draw(pieces)
        proposal = Proposal(
            damage=draw(names),
            rule="rule",
            span=span,
            after=after,
            evidence=draw(evidence),
            cause=None if parts else draw(st.none() | st.sampled_from(CAUSES)),
            alternatives=draw(candidates),
            parts=parts,
            causes=CAUSES if parts else (),
        )
        tier = draw(st.sampled_from(["accept", "accept", "review", "leave"]))
        if after != span.of(text):
            made.append(Edit(proposal, draw(confidences), tier))
    return disjoint(made)


decisions = st.builds(
    Decision,
    target=words,
    verdict=st.sampled_from(["accept", "reject", "edit"]),
    text=words,
    by=words,
    at=words,
    span=st.none() | st.tuples(st.integers(0, 9), st.integers(10, 20)).map(lambda p: Span(*p)),
    before=words,
)
