"""Archive citations: a misread word, archive or number in them is shown to a person, never changed.

    proposed    RGANI, Fond 5, Opus 28, Delo 410   ->  Opis 28 (it stands where the inventory does)
    proposed    RGANI, Delo 5, Opis 28, Delo 412   ->  Fond 5 (the file stands twice, no fond)
    proposed    RGAJo, Fond 5, Opis 28             ->  RGANI (the archive of this fond in the paper)
    proposed    ll. 74–8S                          ->  74–85
    noted       RGANI, Opis 28, Delo 410: no fond is named
    refused     Opus 28 of Beethoven, GARO, op. cit., fond R-5446, l. 57ob, d. 1956

Which words there are, and in which order an archive uses them, is data: see
`evidence/citation_words.py`.  A citation is how a reader finds the document again, so nothing is
supplied and nothing applied: the author may have copied what the file says.

Price: an archive that no list has and that differs by one stroke from a listed one is proposed
where its name has a figure or a small letter in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from restore.compose import Proposal
from restore.confidence import certain_enough
from restore.evidence.citation_archives import AUTHORS, LETTERS, is_odd, near_archives
from restore.evidence.citation_parts import Meant, nearest
from restore.evidence.citation_shapes import confusions, figures
from restore.evidence.citation_usage import Step, Usage, standing, steps, usage_of
from restore.evidence.citation_words import (
    STRICT,
    Lexicon,
    Order,
    cannot_stand,
    is_order,
    is_stretch,
    lacking,
    lexicon_of,
    orders,
    replacements,
)
from restore.evidence.citations import Citation, citations_of, names_place
from restore.evidence.wording import times
from restore.ledger import Candidate, Cause, Evidence, Finding
from restore.text import Span
from restore.view import View

DAMAGE = "citations"

CAP = 2.0
"""Most nats a proposal may reach: less than an applied one needs.  A citation changed wrongly sends
a reader to another file."""

OWN_WORD = -1.5
"""More, where the paper has the same reading `OFTEN` times: a misreading seldom repeats itself."""

OFTEN = 3

LEAST = 3
"""Levels a citation must have before a label of it can be said to stand in another's place."""

SLOT = 1.0
"""Nats for a place in the citation that only this level fits."""

TOKEN_RE = regex.compile(
    r"(?<![\p{L}\d.|-])(?=[\p{L}\d-]{0,10}(?:\d|\p{Lu}\p{Ll}|[li|]))[\p{Lu}\d][\p{L}\d|-]{3,11}(?![\p{L}\d-])"
)
SLOT_RE = regex.compile(r"\b1[5-9]\d\d,\s{1,3}\Z")
STOP_RE = regex.compile(r"\s{0,3}(?:[.;\])]|\n\s{0,8}\n|\Z)")
"""An archive named alone: after a date and a comma, at the end of a note."""

DEFINED_RE = regex.compile(
    r"(?:hereafter|hereinafter|cited as|abbreviated|dalee|im folgenden)\b[^)]{0,12}\Z", regex.I
)


class Paper(NamedTuple):
    """A paper as this kind looks at it."""

    view: View
    lexicon: Lexicon
    citations: tuple[Citation, ...]
    usage: Usage


def propose(view: View) -> Iterator[Proposal]:
    """Yield candidates for what is misread in archive citations; all of them for a person."""
    if not view.uses("names"):
        return
    paper = _paper(view)
    for citation in paper.citations:
        yield from _labels(paper, citation)
        yield from _misplaced(paper, citation)
        yield from _numbers(paper, citation)
        yield from _head(paper, citation)
    yield from _alone(paper)


def find(view: View) -> Iterator[Finding]:
    """Yield a note for each citation whose archive's order shows that a part of it is missing."""
    if not view.uses("names"):
        return
    paper = _paper(view)
    for citation in paper.citations:
        missing = _missing(paper, citation)
        if missing:
            word = paper.lexicon.word(missing, frozenset(citation.languages))
            says = f"{citation.archive} is cited without its {word or missing}"
            yield Finding(
                damage=DAMAGE,
                span=citation.span,
                says=f"{says}: nothing was supplied",
                evidence=(Evidence("grammar", "every file of this archive has one", 0.0),),
                confidence=certain_enough(0.9),  # one in ten is the short form of a title above
                status="noted",
            )


def _paper(view: View) -> Paper:
    """Return the paper's citations and what they say together."""
    citations = citations_of(view.text, view.authorities)
    usage = usage_of(citations if view.uses("document") else ())
    return Paper(view, lexicon_of(view.authorities), citations, usage)


def _levels(parts: Sequence[Step]) -> Order:
    """Return the levels alone."""
    return tuple(step.level for step in parts)


def _orders(citation: Citation) -> tuple[Order, ...]:
    """Return the orders in which this citation's archive is cited."""
    return orders(citation.archive, frozenset(citation.languages) & STRICT)


def _fits(levels: Order, citation: Citation) -> bool:
    """Tell whether levels are in an order of the archive; without an archive, a stretch of one."""
    known = _orders(citation)
    return is_order(levels, known) or (not citation.archive and is_stretch(levels, known))


# --- labels


def _labels(paper: Paper, citation: Citation) -> Iterator[Proposal]:
    """Yield proposals for labels that are none, in the place of one they resemble."""
    for place, part in enumerate(citation.parts):
        if not part.misread:
            continue
        languages = frozenset(citation.languages)
        run = steps(citation)
        fitting = [
            meant
            for meant in nearest(part.label, paper.lexicon, languages)
            if not languages & STRICT or _stands(run, place, meant.label.level, citation)
        ]
        if fitting:
            yield _relabelled(paper, citation, place, fitting)


def _stands(run: Sequence[Step], place: int, level: str, citation: Citation) -> bool:
    """Tell whether a level can stand at a place of a citation's first run; later all may."""
    if place not in {step.place for step in run}:
        return True
    levels = tuple(level if step.place == place else step.level for step in run)
    upto = sum(step.place <= place for step in run)
    return _fits(levels, citation) or _fits(levels[:upto], citation)


def _relabelled(paper: Paper, citation: Citation, place: int, fitting: Sequence[Meant]) -> Proposal:
    """Make the proposal for one misread label."""
    part, best = citation.parts[place], _cased(citation, place, fitting[0])
    rivals = [m for m in fitting[1:] if m.spelling != best.spelling and m.cost == best.cost]
    says = f"“{part.label}” looks like “{best.spelling}”"
    evidence = [Evidence("letters", says, LETTERS.get(best.cost, 0.4))]
    only = len({m.label.level for m in fitting}) == 1
    says = f"it stands where {citation.archive or 'a citation'} has its {best.label.name}"
    evidence.append(Evidence("grammar", says, SLOT if only else SLOT / 2))
    evidence += _used(paper, best.spelling, best.label.level)
    evidence += _known(paper, citation.archive, best.label.level, part.value)
    evidence += _against(paper, part.label)
    return _proposal(
        "misread-label",
        part.label_at,
        best.spelling,
        evidence,
        alternatives=dict.fromkeys(m.spelling for m in rivals[:2]),
    )


def _cased(citation: Citation, place: int, meant: Meant) -> Meant:
    """Return a label with the capital that the others of the citation have, where none is seen."""
    others = [p.label for i, p in enumerate(citation.parts) if i != place and p.label]
    if citation.parts[place].label[0].isalpha() or not others or not others[0][0].isupper():
        return meant
    capital = meant.spelling.capitalize()
    alike = confusions(citation.parts[place].label, capital) <= meant.cost
    return meant._replace(spelling=capital) if alike else meant


def _used(paper: Paper, label: str, level: str) -> Iterator[Evidence]:
    """Say how often the paper writes a label."""
    count = paper.usage.labels[level, label]
    if count:
        weight = min(1.0, 0.4 * math.log(1 + count))
        yield Evidence("document", f"the paper writes “{label}” {times(count)}", weight)


def _known(paper: Paper, archive: str, level: str, value: str) -> Iterator[Evidence]:
    """Say how often the paper cites the same number at this level of the same archive."""
    count = paper.usage.values[archive, level, value] if archive else 0
    if count:
        weight = min(1.2, 0.5 + 0.3 * math.log(count))
        yield Evidence("document", f"the paper cites it with {value} {times(count)}", weight)


def _against(paper: Paper, seen: str) -> Iterator[Evidence]:
    """Say that it may be the author's, the more so where the paper has it again and again."""
    yield Evidence("grammar", "it may be the author's own spelling", AUTHORS)
    count = standing(paper.view.text, seen)
    if count >= OFTEN and seen.strip("1.Il|"):
        yield Evidence("document", f"the paper has “{seen}” {times(count)}", OWN_WORD)


# --- labels in a wrong place


def _misplaced(paper: Paper, citation: Citation) -> Iterator[Proposal]:
    """Yield the proposal for a label that cannot stand where it does, if one other would.

    It is a level that stands twice, leaves before the end or a fond after the opening; where it
    resembles the label that belongs there, it is misread.
    """
    run = steps(citation)
    levels, known = _levels(run), _orders(citation)
    once = tuple(b for a, b in zip((None, *levels), levels, strict=False) if a != b)
    if not citation.archive or len(levels) < LEAST or is_order(once, known):
        return
    found = replacements(levels, known)
    alike = {place: _alike(paper, citation, run[place].place, found[place]) for place in found}
    odd = [p for p in found if alike[p] or cannot_stand(levels, p)]
    if len(odd) == 1 and not citation.parts[run[odd[0]].place].misread:
        place = odd[0]
        if alike[place]:
            yield _relabelled(paper, citation, run[place].place, alike[place])
        else:
            yield from _moved(paper, citation, run[place].place, found[place])


def _alike(paper: Paper, citation: Citation, place: int, level: str) -> list[Meant]:
    """Return the labels of a level that a sound label resembles: `P.` for `F.`, `t.` for `f.`."""
    near = nearest(citation.parts[place].label, paper.lexicon, frozenset(citation.languages))
    return [m for m in near if m.label.level == level and m.cost <= 1]


def _moved(paper: Paper, citation: Citation, place: int, level: str) -> Iterator[Proposal]:
    """Yield the proposal to put another label in the place of one that cannot stand there."""
    part, languages = citation.parts[place], frozenset(citation.languages)
    label = paper.usage.label(level, part.label, paper.lexicon, languages)
    if not label or part.misread:
        return
    says = f"“{part.label}” cannot stand here, where {citation.archive} has its {label.lower()}"
    evidence = [Evidence("grammar", says, SLOT)]
    evidence += _known(paper, citation.archive, level, part.value)
    evidence.append(Evidence("grammar", "the author may have copied it so", AUTHORS))
    yield _proposal("misplaced-label", part.label_at, label, evidence)


# --- numbers


def _numbers(paper: Paper, citation: Citation) -> Iterator[Proposal]:
    """Yield proposals for letters in numbers that are misread figures."""
    strict = bool(frozenset(citation.languages) & STRICT)
    for part in citation.parts:
        best, other = figures(part.value)
        loose = not strict and (len(part.value) == 1 or part.level in ("group", "series", "number"))
        if best == part.value or not part.label or loose:
            continue
        known = list(_known(paper, citation.archive, part.level, best))
        if other and not known:
            rival = list(_known(paper, citation.archive, part.level, other))
            best, other, known = (other, best, rival) if rival else (best, other, known)
        if part.value in ("I", "o") and not known:
            continue  # a Roman one, or anything
        says = f"“{part.value}” looks like {best}, and {part.label} has a number"
        evidence = [Evidence("letters", says, 1.0), *known]
        evidence.append(Evidence("grammar", "a number may have a letter", AUTHORS))
        yield _proposal("misread-number", part.value_at, best, evidence, alternatives=(other,))


# --- archives


def _head(paper: Paper, citation: Citation) -> Iterator[Proposal]:
    """Yield the proposal for a word before fond and opis that an archive's name was misread to."""
    if citation.archive or citation.head is None:
        return
    seen = citation.head.of(paper.view.text).rstrip(".,")
    span = Span(citation.head.start, citation.head.start + len(seen))
    evidence = [Evidence("grammar", "fond and opis follow, as after an archive's name", 0.3)]
    yield from _renamed(paper, span, evidence, citation)


def _alone(paper: Paper) -> Iterator[Proposal]:
    """Yield proposals for misread archives that no fond follows, but a shelf mark or nothing."""
    taken = [c.span for c in paper.citations] + [c.head for c in paper.citations if c.head]
    starts = {span.start for span in taken}
    text = paper.view.text
    for match in TOKEN_RE.finditer(text):
        if not is_odd(match.group()) or match.start() in starts:
            continue
        before = text[max(0, match.start() - 8) : match.start()]
        alone = SLOT_RE.search(before) and STOP_RE.match(text, match.end())
        evidence = []
        if alone and sum(paper.usage.archives.values()) >= OFTEN:
            evidence = [
                Evidence("grammar", "it stands after a date, where archives are named", 0.3)
            ]
        yield from _renamed(paper, Span(*match.span()), evidence, None)


def _renamed(
    paper: Paper, span: Span, evidence: Sequence[Evidence], citation: Citation | None
) -> Iterator[Proposal]:
    """Yield the proposal to read a word as a listed archive, if one is near enough."""
    seen = span.of(paper.view.text)
    before = paper.view.text[max(0, span.start - 40) : span.start]
    if seen in paper.view.authorities.spellings or DEFINED_RE.search(before):
        return
    names = near_archives(seen, paper.lexicon, paper.usage, citation)
    if citation is None and not evidence:
        names = [
            n for n in names if names_place(paper.view.text, span.end, paper.lexicon, n.spelling)
        ]
    if not names:
        return
    best = names[0]
    yield _proposal(
        "misread-archive",
        span,
        best.spelling,
        (*best.evidence, *evidence, *_against(paper, seen)),
        alternatives=[n.spelling for n in names[1:3] if n.archive != best.archive],
    )


# --- what is missing


def _missing(paper: Paper, citation: Citation) -> str:
    """Return the one level that a citation lacks by its archive's order, or nothing.

    A short form of a file that is cited in full elsewhere lacks nothing, nor does one with doubts.
    """
    run = steps(citation)
    levels = tuple(dict.fromkeys(_levels(run)))
    if not citation.archive or len(levels) < 2 or any(p.misread for p in citation.parts):
        return ""
    known = _orders(citation)
    if not known or is_order(levels, known) or len(levels) != len(_levels(run)):
        return ""
    if paper.usage.files[citation.archive, citation.value("file")]:
        return ""
    return lacking(levels, known)


# --- all of them


def _proposal(
    rule: str,
    span: Span,
    after: str,
    evidence: Sequence[Evidence],
    *,
    alternatives: Sequence[str] | dict[str, None] = (),
) -> Proposal:
    """Make a proposal that stays below what is applied."""
    total = sum(e.weight for e in evidence)
    held = [Evidence("grammar", "a citation is changed by a person only", CAP - total)]
    return Proposal(
        damage=DAMAGE,
        rule=rule,
        span=span,
        after=after,
        evidence=(*evidence, *(held if total > CAP else ())),
        cause=Cause(f"{DAMAGE}:{rule}:{after}", DAMAGE, f"{rule.replace('-', ' ')}: {after}"),
        alternatives=tuple(
            Candidate(text, (Evidence("letters", "it looks like this as well", 0.0),))
            for text in alternatives
            if text
        ),
    )
