"""Leaked operators: pieces of a PDF's drawing program that got into the sentences.

A page is drawn by a little program: `[(abc)-27(def)]TJ` shows two strings with a kerning number
between them, `-0.0015 Tw` widens the spaces, `12 0 Td` moves on.  Where a reader loses its place,
such operators, numbers and brackets end up in the text, glued to the words and garbled:

    repaired    memb(er)-12(shipof)r3Jx the)]TJ-0.0021Tw -> memb[...]ershipof[...]the[...]
    refused     the Td of 12 (see f. 4(2) and [Tw. 3])

Method: tokens of such residue count for, free words of prose against, and the best-scoring run of
tokens is the place.  What is cut out is proved to be residue by the grammar of content streams
(ISO 32000-1, 9.4.3 and annex A).  What letters survive in the strings is kept; what is missing
stays `[...]`.  Readings that would join the halves are offered, never applied.

Price: fewer than three letters that stand alone between operators go with them, since a broken
stream is full of such crumbs; they are kept in the ledger, and offered as a fuller reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from restore.compose import Proposal
from restore.evidence.streams import NUMBER, STRING, grammar, shown
from restore.evidence.words import COMMON, WORD_RE, is_known, zipf
from restore.ledger import GAP, Candidate, Evidence
from restore.text import Span
from restore.view import View

DAMAGE = "leaked-operators"

WINDOW = 400
"""Characters looked at on either side of an operator; the longest leak seen was below 100."""

DROP = 3.5
"""How far a run may fall below its best before it ends: two free words of prose."""

LEAST = 1.0
"""Nats below which nothing is proposed: a lone `0.95 Tc` is physics as likely as a leak."""

SHORT_WORD = 6.0
"""Zipf frequency at which a word of two letters counts as one (`of`, `to`, not `ac` or `ny`)."""

OPERATOR_RE = regex.compile(r"T[JjwcdDmfLszr*]")
OTHER_ANCHOR_RE = regex.compile(
    r"""
    \b (?: BDC | BMC | EMC ) \b
    | (?<![\d.]) (?: -?\d{1,5} (?:\.\d{1,8})? [ ] ){3,6} (?: cm | re | rg | RG ) \b
    | \)[ ]?-\d{1,4}(?:\.\d{1,4})?[ ]?\((?=[a-z ])      # strings parted by a kerning number
    """,
    regex.X,
)
TOKEN_RE = regex.compile(
    rf"""
    (?P<barrier> \[\.\.\.\] | \[…\] | \(cid:\d+\) )       # a gap, or a glyph: not ours
    | (?P<array> \[ \s*+ (?: {STRING}\s*+ | {NUMBER}\s*+ )++ \] \s?TJ | {STRING} \s?Tj )
    | (?P<strings> {STRING} (?: \s? {NUMBER} \s? {STRING} )+ )
    | (?P<unit> (?: (?: {NUMBER}\s ){{6}} (?:Tm|cm) | (?: {NUMBER}\s ){{4}} re
              | (?: {NUMBER}\s ){{3}} (?:rg|RG) ) \b )
    | (?P<dict> <<[^<>]{{0,80}}>> )
    | (?P<hex> < [0-9A-Fa-f]{{4,}} > )
    | (?P<name> / [A-Z][A-Za-z]{{0,9}} \d* (?:_\d+)?
              (?= \s+ (?:{NUMBER}\s+Tf|gs|Do|cs|B[DM]C|<<) ) )
    | (?P<operator> T\* | (?<=[\])>]\s?) T[Jj] (?=ET\b)
              | (?<=T[Jj]\s?) ET \b (?: \s+ (?: [Qq] | BT ) \b )*+ )
    | (?P<number> {NUMBER} )
    | (?P<word> \p{{L}}[\p{{L}}\p{{M}}]*+ (?: ['’]\p{{L}}++ )*+ )
    | (?P<bracket> [()\[\]] )
    | (?P<space> \s+ )
    | (?P<mark> . )
    """,
    regex.X | regex.S,
)
FIXED = {"barrier": -9.0, "array": 5.0, "unit": 3.0, "operator": 2.0, "strings": 1.0}
FIXED |= {"dict": 1.5, "hex": 1.5, "name": 1.5}
"""Scores of whole constructs: only enough to draw a run's borders, see `_score`."""

SOUND = frozenset(["array", "unit", "dict", "name", "operator", "number", "space"])
MOVING = frozenset(["Tw", "Tc", "Td", "TD", "Tm", "Tf", "TL", "Ts", "Tz"])
"""Operators that set or move: a bracket after one of them begins a string that is shown."""

TEXT_OPERATORS = frozenset(["TJ", "Tj", "Tw", "Tc", "Td", "TD", "Tm", "Tf", "TL", "Ts", "Tz", "Tr"])
OTHER_OPERATORS = frozenset(["BT", "ET", "BDC", "BMC", "EMC", "cm", "re", "gs", "rg", "RG", "Do"])
TAIL_RE = regex.compile(r"(?P<head>\p{L}*?)(?P<tail>[JT]?T[JjwcdDmfLszr]|(?<=\p{Ll})J)")
LEAD_RE = regex.compile(r"(?P<head>T[JjwcdDmfLszr])(?P<tail>\p{Ll}{2,})")
KERNED_RE = regex.compile(rf"\p{{Ll}}{{2}}\)\s?{NUMBER}\s?\(\p{{L}}{{2}}")
DASH_RE = regex.compile(r"[ \t]*[-–]?(?=\s*(?:\n|\Z))")
GAP_RE = regex.compile(regex.escape(GAP))
HALF_RE = regex.compile(r"\p{L}+\Z")
ABOUT_PDF_RE = regex.compile(
    r"(?i:content streams?|text[- ](?:showing|state|positioning|matrix)|graphics state"
    r"|(?:pdf|postscript|text|page) operators?|pdf (?:reference|specification|syntax)|iso 32000)"
    r"|(?i:operators?) [`'“\"]?(?:TJ|Tj|Td|Tw|Tc|Tm|Tf|BT)\b|\b(?:TJ|Tj|Td|Tw|Tm|Tf)\b.? operator"
)


class Token(NamedTuple):
    """A piece of text, what it is, and how much it speaks for residue (negative: for prose)."""

    kind: str
    start: int
    end: int
    score: float


def propose(view: View) -> Iterator[Proposal]:
    """Yield one proposal for every run of leaked operators."""
    spans = [
        span
        for start, end in windows(view.text)
        for span in runs(view.text, list(tokens(view.text, start, end)))
    ]
    about = bool(spans) and view.uses("document") and bool(ABOUT_PDF_RE.search(view.text))
    for run in spans:
        proposal = _proposal(view, run, about=about)
        if sum(e.weight for e in proposal.evidence) >= LEAST:
            yield proposal


def windows(text: str) -> list[tuple[int, int]]:
    """Return the stretches around possible operators, within their paragraph, in order.

    Costs one search of the text; a paper without a leak hardly ever gets further.
    """
    anchors = [m.start() for m in OPERATOR_RE.finditer(text) if _is_anchor(text, m.start())]
    anchors += [m.start() for m in OTHER_ANCHOR_RE.finditer(text)]
    found: list[tuple[int, int]] = []
    for at in sorted(anchors):
        start, end = _around(text, at)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _is_anchor(text: str, at: int) -> bool:
    """Tell whether an operator word has a number or a closing bracket beside it."""
    before = text[max(0, at - 2) : at].rstrip()[-1:]
    after = text[at + 2 : at + 4].lstrip()[:1]
    return before in tuple("])>J.0123456789") or after in tuple("-.0123456789[")


def _around(text: str, at: int) -> tuple[int, int]:
    """Return the stretch around an offset, cut at blank lines, page breaks and spaces."""
    low, high = max(0, at - WINDOW), min(len(text), at + WINDOW)
    start = max(text.rfind("\n\n", low, at), text.rfind("\f", low, at))
    start = start + 1 if start >= 0 else (text.find(" ", low, at) if low else 0)
    ends = [i for i in (text.find("\n\n", at, high), text.find("\f", at, high)) if i >= 0]
    return max(start, low), min(ends, default=high)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield scored tokens that cover `text[start:end]`.

    >>> [t.kind for t in tokens("cityof t]TJ-0.1Tw", 0, 17)]
    ['word', 'space', 'word', 'bracket', 'operator', 'number', 'operator']
    """
    operand = begins = False
    for match in TOKEN_RE.finditer(text, start, end):
        kind, at, to = match.lastgroup or "mark", match.start(), match.end()
        before, after = text[max(0, at - 1) : at], text[to : to + 1]
        if kind == "word":
            for token in _word(text, at, to, operand=operand):
                yield token
                begins = token.kind == "operator" and text[token.start : token.end] in MOVING
            continue
        score = _score(kind, match.group(), before, after)
        if kind == "bracket" and match.group() == "(":
            score = 1.0 if begins else score
            operand = operand or begins or before.isalnum() or before == "["
        elif kind == "bracket":
            score, operand = 1.0 if operand else score, False
        begins = begins and kind == "space"
        yield Token(kind, at, to, score)


def _score(kind: str, token: str, before: str, after: str) -> float:
    """Return how much a token that is no word speaks for residue.

    The scores only draw the borders of a run; whether it is residue the grammar decides.
    """
    if kind == "bracket":
        return _bracket_score(token, before, after)
    if kind == "number":
        glued = before.isalpha() or after.isalpha() or before == ")" or after == "("
        long = len(token.partition(".")[2]) >= 3
        return 1.0 * glued + 1.5 * long + 0.7 * (token[0] == "-" and not before.isdigit()) - 0.3
    return FIXED.get(kind, -0.1)


def _bracket_score(bracket: str, before: str, after: str) -> float:
    """Return how much a bracket speaks for residue: within a word or beside its own kind."""
    if bracket in "([":
        number = before.isdigit() and (after.isalpha() or after == " ")
        return 1.0 if before.isalpha() or before == "[" or after == "(" or number else -0.3
    return 1.0 if after.isalpha() or after in tuple("-[]") or after.isdigit() else -0.3


def _word(text: str, at: int, to: int, *, operand: bool) -> Iterator[Token]:
    """Yield one token for a run of letters, or two where an operator is glued to it.

    A known word is never cut: `Tweed` after a number stays whole.
    """
    word = text[at:to]
    before, after = text[max(0, at - 2) : at].rstrip(" "), text[to : to + 2].lstrip(" ")
    number_before = before[-1:].isdigit() or before[-1:] in ("]", ")", ">")
    number_after = regex.match(r"-?\.?\d|\[", after) is not None
    if word in TEXT_OPERATORS or word in OTHER_OPERATORS:
        beside = number_before or number_after
        yield Token("operator" if beside else "word", at, to, 3.0 if beside else -1.0)
        return
    tail = TAIL_RE.fullmatch(word) if number_after and not is_known(word) else None
    lead = LEAD_RE.fullmatch(word) if number_before and not is_known(word) else None
    cut = tail or lead
    if cut is None:
        yield Token(*_plain(text, at, to, operand=operand))
        return
    middle = at + len(cut["head"])
    if middle > at:
        first = Token("operator", at, middle, 3.0) if cut is lead else None
        yield first or Token(*_plain(text, at, middle, operand=operand))
    yield Token("operator", middle, to, 3.0) if cut is tail else Token("word", middle, to, -0.4)


def _plain(text: str, at: int, to: int, *, operand: bool) -> tuple[str, int, int, float]:
    """Return kind, place and score of letters that hold no operator."""
    before, after = text[at - 1 : at], text[to : to + 1]
    glued = before.isdigit() + after.isdigit()
    if to - at <= 2 and glued and not (glued == 1 and text[at:to].islower()):
        return "garble", at, to, 0.5
    if operand or not is_known(text[at:to]):
        return "word", at, to, -0.15 if operand else -0.4
    beside = glued or before in tuple("()[]") or after in tuple("()[]")
    return "word", at, to, -0.7 if beside and before else -1.5


def runs(text: str, found: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the best-scoring runs of tokens that hold an operator, each widened to a line's end."""
    start, best, total, top = 0, -1, 0.0, 0.0
    for place, token in enumerate([*found, Token("barrier", 0, 0, -1e9)]):
        if total <= 0:
            start, best, total, top = place, -1, 0.0, 0.0
        total += token.score
        if total > top:
            best, top = place, total
        elif total < top - DROP or total <= 0:
            yield from _run(text, found, start, best)
            total = 0.0


def _run(text: str, found: Sequence[Token], start: int, best: int) -> Iterator[list[Token]]:
    """Yield the run if it holds an operator, with a dash that ends its line."""
    run = list(found[start : best + 1])
    strong = any(t.kind in ("operator", "array", "unit") for t in run)
    if run and (strong or KERNED_RE.search(text, run[0].start, run[-1].end)):
        dash = DASH_RE.match(text, run[-1].end)
        if dash and dash.end() > run[-1].end:
            run.append(Token("space", run[-1].end, dash.end(), 0.0))
        yield run


def _proposal(view: View, run: Sequence[Token], *, about: bool) -> Proposal:
    """Make the proposal to cut one run of residue out."""
    text, span = view.text, Span(run[0].start, run[-1].end)
    sound = all(t.kind in SOUND for t in run)
    evidence = tuple(_evidence(text, span, sound=sound))
    if about:
        # Such a paper quotes what we look for, so nothing in it may pass without a person.
        against = min(-4.0, LEAST - sum(e.weight for e in evidence))
        says = "the paper speaks of PDF operators itself"
        evidence += (Evidence("document", says, against),)
    after = _rendered(text, run, sound=sound, least=3)
    if sound and not after:
        span, after = _closed(text, span)
    return Proposal(
        damage=DAMAGE,
        rule="cut-operators",
        span=span,
        after=after,
        evidence=evidence,
        alternatives=tuple(_alternatives(view, run, span, after)) if after else (),
    )


def _closed(text: str, span: Span) -> tuple[Span, str]:
    """Return place and text where only sound operators are cut: one of two spaces goes too."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if before == " " and after in (" ", "\n", ""):
        return Span(span.start - 1, span.end), ""
    if before in ("", "\n") and after == " ":
        return Span(span.start, span.end + 1), ""
    return span, GAP


def _rendered(text: str, run: Sequence[Token], *, sound: bool, least: int) -> str:
    """Return what is left of a run: its strings' letters, with gaps where something is missing."""
    pieces = [p for p in _pieces(text, run) if _is_kept(p, least)]
    if not sound:
        return GAP + "".join(piece.strip() + GAP for piece in pieces)
    left = GAP if text[run[0].start - 1 : run[0].start].isalnum() else ""
    right = GAP if text[run[-1].end : run[-1].end + 1].isalnum() else ""
    joined = " ".join(" ".join(pieces).split())
    return left + joined + right if joined else left or right


def _pieces(text: str, run: Sequence[Token]) -> Iterator[str]:
    """Yield the stretches of text between operators, numbers and brackets."""
    piece = ""
    for token in run:
        sign = not piece and text[token.start] in "-–"  # what a lost number left behind
        if token.kind in ("word", "space", "mark") and not sign:
            piece += text[token.start : token.end]
            continue
        if piece:
            yield piece
        piece = ""
        if token.kind in ("array", "strings"):
            yield shown(text[token.start : token.end])
    if piece:
        yield piece


def _is_kept(piece: str, least: int) -> bool:
    """Tell whether a piece has letters enough to be text: a run of `least`, or a short word."""
    words = [m.group() for m in WORD_RE.finditer(piece)]
    return any(len(w) >= least or (len(w) == 2 and zipf(w) >= SHORT_WORD) for w in words)


def _evidence(text: str, span: Span, *, sound: bool) -> Iterator[Evidence]:
    """Yield what shows that a place is residue, and what speaks against it."""
    held = span.of(text)
    signs = [s for s in grammar() if s.pattern.search(text, max(0, span.start - 1), span.end)]
    yield from (Evidence("grammar", sign.says, sign.weight) for sign in signs)
    start = max(text.rfind("\n", 0, span.start), text.rfind("\f", 0, span.start)) + 1
    end = text.find("\n", span.end)
    around = text[start : span.start] + text[span.end : end if end >= 0 else len(text)]
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if signs and (before.isalpha() or after.isalpha()):  # alone it shows nothing
        yield Evidence("grammar", "it is glued to a word of the sentence", 1.5)
    elif not WORD_RE.search(around):
        # A listing sets operators on lines of their own; a leak stands within sentences.
        yield Evidence("grammar", "it fills its line, as in a listing", -2.0 if sound else -1.0)
    else:
        yield Evidence("grammar", "it stands free in a sentence, glued to no word", -1.0)
    if before in ("`", "‘", "“") and after in ("`", "’", "”") and "\n" not in held:
        yield Evidence("grammar", "it is quoted as a whole", -4.0)


def _alternatives(view: View, run: Sequence[Token], span: Span, after: str) -> Iterator[Candidate]:
    """Yield readings to choose from: the halves joined to a known word, and all letters kept."""
    text = view.text
    for gap in GAP_RE.finditer(after):
        left = HALF_RE.search(text[max(0, span.start - 40) : span.start] + after[: gap.start()])
        right = WORD_RE.match(after[gap.end() :] + text[span.end : span.end + 40])
        says = _vouch(view, left.group() + right.group()) if left and right else None
        if says:
            yield Candidate(after[: gap.start()] + after[gap.end() :], (says,))
    fuller = _rendered(text, run, sound=False, least=1)
    if after.startswith(GAP) and after.endswith(GAP) and len(fuller) > len(after):
        yield Candidate(fuller, (Evidence("grammar", "with every letter between operators", 0.0),))


def _vouch(view: View, word: str) -> Evidence | None:
    """Return the witness that knows a word made of two halves, if there is one."""
    if view.uses("document") and regex.search(rf"\b{regex.escape(word)}\b", view.text):
        return Evidence("document", f'"{word}" stands elsewhere in the paper', 1.0)
    if view.uses("language") and zipf(word) >= COMMON:
        return Evidence("language", f'"{word}" is a common word', 0.5)
    return None
