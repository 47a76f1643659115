"""Text that somebody made unreadable on purpose: reported, and guarded from every other kind.

Found:    an opaque box painted over text that is still in the text layer, an annotation that asks
          for it, a box in the place of words; █████ in a line; stamps such as [REDACTED], [b(1)],
          “[2 lines not declassified]”, (b)(6), 50X1 (exemptions of the Freedom of Information Act,
          5 U.S.C. 552, and of Executive Order 13526).
Refused:  “section 552(b)(1)” and “Rule 12(b)(6)”, which are law; ■ within a word, which is a lost
          letter; a bar of ▁▂▃, which is a figure; “the deleted files”, which is prose.

Nothing is inferred at such a place and no gap there is filled: `guarded` are the places of a
document that no correction may meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from restore.confidence import certain_enough
from restore.ledger import Evidence, Finding
from restore.page import Document, Redaction
from restore.text import Span
from restore.view import View

DAMAGE = "redaction"

_WITHHELD = "redacted|deleted|sanitized|sanitised|excised|withheld|censored|expunged|blacked out"
_WHAT = (
    r"(?:text|name|names|word|words|line|lines|portion|portions|passage|page|pages|source|para\w*)"
)
_CODE = r"(?:\(b\)[ ]?\(?[1-9]\)?|b[ ]?\([1-9]\))(?:[ ]?\([A-F]\))?"

BLOCKS_RE = regex.compile(
    r"([█▉▇▓⬛])(?:[ ]?\1)+|(?<![\p{L}\p{N}■])■(?:[ ]?■){2,}(?![\p{L}\p{N}■])"
)
STAMP_RE = regex.compile(
    rf"""
      \[ [ ]? (?: {_WHAT} [ ] (?:is[ ]|are[ ])? )? (?:{_WITHHELD}) (?: [^\[\]\n]{{0,40}} )? \]
    | \[ [^\[\]\f]{{0,80}}? \b not [ \n] declassified \b [^\[\]\f]{{0,40}} \]
    | \[ [ ]? {_CODE} (?: [ ,;/]+ {_CODE} )* [ ]? \]
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
CODE_RE = regex.compile(r"(?<![\w)§.])\(b\)[ ]?\([1-9]\)(?:[ ]?\([A-F]\))?(?!\w| of )")
ORDER_RE = regex.compile(r"(?<![\w\-.])(?:25|50)X[1-9](?:-HUM)?(?![\w\-])")
_LAWS = (
    "sections?|subsections?|sec|rules?|para(?:graph)?s?|subparagraphs?|clauses?|articles?|art|code|"
    r"act|exemptions?|under|U\.S\.C|C\.F\.R"
)
LAW_RE = regex.compile(
    rf"(?:(?:§+|\b(?:{_LAWS}))\.?,?\s*(?:\d[\w.\-–]*)?|\([ac-z]\)[ ]?\(\d+\)),?"
    r"(?:\s+(?:and|or))?\s*$",
    regex.IGNORECASE,
)
LIST_RE = regex.compile(r"[\s,;]*(?:and|or|to|through)?\s*")
WORD_RE = regex.compile(r"(?<![\p{L}\p{N}])(?:REDACTED|SANITIZED|EXCISED|DELETED)(?![\p{L}\p{N}])")
_LONGEST_WORD = 40
_MARKS = '.,;:()[]“”"'
CAPITALS_RE = regex.compile(r"\p{Lu}[\p{Lu}’'\-]+")

HIDDEN = 0.97
"""A box over text: that the text is hidden is seen; that it was meant to be is all but certain."""

ASKED = 0.99
"""An annotation of the very sort that asks for a redaction."""

TAKEN = 0.8
"""A box in a line with nothing under it: a mark in a form or a figure can look the same."""

STAMPED = 0.9
"""A stamp in brackets, or a run of blocks: authors use neither for anything else, editors do."""

CODED = 0.6
"""A code without brackets, a word in capitals: both occur in prose about redactions, too."""


class _Written(NamedTuple):
    """A redaction that the text itself shows, and how it does."""

    span: Span
    says: str
    confidence: float


def guarded(document: Document) -> tuple[Span, ...]:
    """Return the places of a document that nothing may be inferred at, in order and disjoint.

    A word that goes on at a redaction belongs to it as far as its next letter, so that nobody
    completes it.
    """
    text = document.text
    places = [r.span for r in document.redactions] + [w.span for w in _written(text)]
    merged: list[Span] = []
    for place in sorted(_with_cut_words(text, span) for span in places):
        if merged and place.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, place.end))
        else:
            merged.append(place)
    return tuple(merged)


def find(view: View) -> Iterator[Finding]:
    """Yield every redaction of the page and of the text."""
    seen = view.document.redactions if view.untouched else ()
    for group in _groups(view.text, seen):
        yield _on_page(group)
    for written in _written(view.text):
        if not any(written.span.meets(r.span) for r in seen if r.span.start < r.span.end):
            yield _finding(written.span, written.says, written.confidence, "document")


def _groups(text: str, redactions: Sequence[Redaction]) -> Iterator[list[Redaction]]:
    """Yield together what was redacted word by word: redactions of one sort, spaces between."""
    group: list[Redaction] = []
    for redaction in redactions:
        last = group[-1] if group else redaction
        same = (last.page, last.sort, last.shade) == (
            redaction.page,
            redaction.sort,
            redaction.shade,
        )
        between = text[last.span.end : redaction.span.start]
        if group and not (same and redaction.hidden and not between.strip()):
            yield group
            group = []
        group.append(redaction)
    if group:
        yield group


def _on_page(group: list[Redaction]) -> Finding:
    """Report what the page shows at one place of the text."""
    redaction = group[0]._replace(span=Span(group[0].span.start, group[-1].span.end))
    count = sum(r.hidden for r in group)
    characters = "1 character" if count == 1 else f"{count:,} characters"
    colour = _colour(redaction.shade)
    if redaction.sort == "annotation":
        what = "a black square" if redaction.shade is not None else "a redaction mark"
        over = f"covers {characters} of the text layer" if count else "lies where no text is"
        return _finding(redaction.span, f"{what} (an annotation) {over}", ASKED, "page")
    if redaction.sort == "box over text":
        says = f"an opaque {colour}box covers {characters} of the text layer"
        return _finding(redaction.span, says, HIDDEN, "page")
    says = f"a {colour}box stands in the line where words were; no text lies under it"
    return _finding(redaction.span, says, TAKEN, "page")


def _colour(shade: float | None) -> str:
    """Return the word for a shade, with a space behind it.

    >>> _colour(0.0), _colour(1.0), _colour(0.6), _colour(None)
    ('black ', 'white ', 'grey ', '')
    """
    if shade is None:
        return ""
    return "black " if shade <= 0.2 else "white " if shade >= 0.95 else "grey "


def _finding(span: Span, says: str, confidence: float, witness: str) -> Finding:
    """Make the finding of one place: noted, and no gap, since nothing is to be looked for there."""
    return Finding(
        damage=DAMAGE,
        span=span,
        says=says,
        evidence=(Evidence(witness, says, 4.0),),
        confidence=certain_enough(confidence),
        status="noted",
    )


def _with_cut_words(text: str, span: Span) -> Span:
    """Return a span with the letters on both sides of it that belong to a word going on in it."""
    start, end = span
    if start == end:
        return span
    if not text[start].isspace() and start and not text[start - 1].isspace():
        start -= 1
    if not text[end - 1].isspace() and end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _written(text: str) -> list[_Written]:
    """Return what a text shows of redactions itself, in order."""
    found = [
        *_matches(BLOCKS_RE.finditer(text), "block characters stand in the place of text", STAMPED),
        *_matches(STAMP_RE.finditer(text), "a stamp says that text was withheld", STAMPED),
        *_matches(_codes(text), "the code of an exemption stands in the place of text", CODED),
        *_matches(_words(text), "a stamp in capitals says that text was withheld", CODED),
    ]
    kept: list[_Written] = []
    for each in sorted(found, key=_first_and_widest):
        if not kept or not kept[-1].span.meets(each.span):
            kept.append(each)
    return kept


def _first_and_widest(written: _Written) -> tuple[int, int]:
    """Order by place, the wider first where two begin together."""
    return written.span.start, -written.span.end


def _matches(
    matches: Iterable[regex.Match[str]], says: str, confidence: float
) -> Iterator[_Written]:
    for match in matches:
        yield _Written(Span(*match.span()), says, confidence)


def _codes(text: str) -> Iterator[regex.Match[str]]:
    """Yield the codes of exemptions that are no citation of a law."""
    law = -1  # where the last citation ends; what it is strung together with is law, too
    for match in CODE_RE.finditer(text):
        strung = law >= 0 and LIST_RE.fullmatch(text, law, match.start())
        if strung or LAW_RE.search(text, max(0, match.start() - 30), match.start()):
            law = match.end()
        else:
            yield match
    yield from ORDER_RE.finditer(text)


def _words(text: str) -> Iterator[regex.Match[str]]:
    """Yield stamped words: in capitals, where no word beside them in the line is."""
    for match in WORD_RE.finditer(text):
        start = max(text.rfind("\n", 0, match.start()), text.rfind("\f", 0, match.start())) + 1
        before, after = text[start : match.start()].split(), text[match.end() :].lstrip(" ")
        beside = [*before[-1:], *after[:_LONGEST_WORD].partition("\n")[0].split()[:1]]
        if not any(CAPITALS_RE.fullmatch(word.strip(_MARKS)) for word in beside):
            yield match
