"""Do two parts of a paper make one sentence? What speaks for it and against it, in nats.

The weights of single signs are by judgement, ordered by how rarely each misleads; only that of the
paper's own usage was measured (see `transitions`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from restore.evidence.fit import EXPECTING, is_clash, is_prose, is_waiting
from restore.evidence.layout import Block
from restore.evidence.rows import bare, is_closed
from restore.evidence.usage import Usage
from restore.evidence.words import COMMON, is_known, zipf
from restore.ledger import Evidence
from restore.text import Span

EDGE = 80
"""Characters of an edge that are looked at: about one printed line."""

SHORT = 110
"""A first part shorter than about a printed line: typesetters do not leave one line of a paragraph
alone at the foot of a page, so there seldom is a cut there without a loss."""

_LAST_RE = regex.compile(r"([\p{L}\p{M}’'-]*\p{L})(-?)[\s\p{P}]*$")
_FIRST_RE = regex.compile(r"[\s\"“‘'(\[*_]*(\p{L}[\p{L}\p{M}’'-]*)")
_RESUMES_RE = regex.compile(r"[*_“‘\"'(]*\p{Ll}")
_PARTICLE_RE = regex.compile(r"(?:de|von|van|al|el|bin|ibn|della|du|d’|d')[\s’'-]")


def resumes(usage: Usage, tail: str) -> bool:
    """Tell whether a paragraph begins in the middle of a sentence: in lower case, with a word."""
    first = _FIRST_RE.match(tail)
    if first is None or not _RESUMES_RE.match(tail) or _PARTICLE_RE.match(tail):
        return False
    return (
        is_known(first.group(1))
        and usage.is_readable(tail[:EDGE])
        and (is_prose(tail) or is_closed(tail))
    )


def weigh(
    usage: Usage,
    first: tuple[Block | None, str],
    second: tuple[Block | None, str],
    between: Sequence[Block],
    *,
    cut: Span | None,
) -> Iterator[Evidence]:
    """Yield what speaks for and against the second block going on with the first's sentence."""
    (before, head), (after, tail) = first, second
    if before is None or after is None:
        return
    yield Evidence("sentence", "the first part has no closing mark", 0.5)
    if cut is None:
        fit = usage.transitions.fit(bare(head), tail)
        how = "well" if fit > 0.3 else "badly" if fit < -0.3 else "neither well nor badly"
        yield Evidence("document", f"by the usage of the paper the parts fit {how}", round(fit, 2))
    yield from _weigh_words(usage, head, tail, cut=cut)
    if "“" in usage.layout.text:
        yield from _weigh_quotes(head, tail)
    yield from _weigh_markers(usage, after)
    if any(b.role == "note" for b in between):
        yield Evidence("page", "notes stand between the parts", 1.5)
    elif between or before.end_page != after.page:
        yield Evidence("page", "a page ends between the parts", 1.5)
    elif len(head) < SHORT and not usage.layout.wrapped:
        yield Evidence("page", "the first part is no longer than one printed line", -2.0)


def _weigh_words(usage: Usage, head: str, tail: str, *, cut: Span | None) -> Iterator[Evidence]:
    """Yield what the words on both sides of the place say."""
    found, begun = _LAST_RE.search(bare(head)), _FIRST_RE.match(tail)
    if found is None or begun is None:
        yield Evidence("sentence", "what follows begins with no word", -2.0)
        return
    last, first, hyphen = found.group(1), begun.group(1), bool(found.group(2))
    if hyphen and first.islower():
        yield Evidence("words", f"“{last}-” is followed by “{first}”", 2.5)
        return
    if cut is not None:
        whole = is_known(last + first, least=COMMON) or usage.vocabulary[(last + first).lower()] > 0
        yield (
            Evidence("words", f"“{last}” and “{first}” make a word", 2.0)
            if whole and first.islower()
            else Evidence("words", f"“{last}” is only half a word", -4.0)
        )
    if resumes(usage, tail):
        yield Evidence("sentence", "the second part begins in lower case", 0.75)
    else:
        yield from _weigh_capital(usage, head, last, first)
    if is_clash(last, first, tail[begun.end() : begun.end() + 1]):
        yield Evidence("words", f"“{first}” cannot follow “{last}”", -4.0)
    elif _stands_elsewhere(usage, head, tail, first):
        light = last.lower() in EXPECTING
        yield Evidence("document", f"“{last} {first}” stands elsewhere", 0.5 if light else 3.0)
    elif _has_other_partner(usage, last.lower(), first.lower()):
        yield Evidence("document", f"“{first}” follows another word elsewhere", -1.0)


def _weigh_capital(usage: Usage, head: str, last: str, first: str) -> Iterator[Evidence]:
    """Yield what a capital at the start of the second part says: only a name may go on."""
    name = usage.capitals[first] > 0 and zipf(first) < 6 and first != "I"
    waiting = last.lower() in EXPECTING or is_waiting(head)
    if not name:
        yield Evidence("sentence", f"the second part begins anew (“{first}”)", -4.0)
    elif bare(head).endswith(","):
        yield Evidence("sentence", f"“{first}” may go on or begin anew", 0.0)
    elif waiting:
        yield Evidence("sentence", f"“{last}” wants a noun, and “{first}” is one", 1.0)
    else:
        yield Evidence("sentence", f"the second part begins with a capital (“{first}”)", -2.5)


def _stands_elsewhere(usage: Usage, head: str, tail: str, first: str) -> bool:
    """Tell whether the two words that would meet stand side by side within another paragraph."""
    if not (resumes(usage, tail) or usage.capitals[first] > 0):
        return False
    if is_waiting(head):  # few places in a paper, so the text itself may be asked
        return f"{bare(head).rsplit(None, 1)[-1]} {first}" in usage.layout.text
    found = _LAST_RE.search(bare(head))
    last = found.group(1).lower() if found else ""
    return any(last == one.lower() for one in usage.transitions.before(first))


def _has_other_partner(usage: Usage, last: str, first: str) -> bool:
    """Tell whether a word stands twice or more in the text, always after one and the same other."""
    if first in EXPECTING or zipf(first) > 5 or not 2 < usage.vocabulary[first] < 9:
        return False
    partners = usage.transitions.before(first)
    return len(partners) == 1 and last not in partners


def _weigh_quotes(head: str, tail: str) -> Iterator[Evidence]:
    """Yield what quotation marks say: what the second part closes must have been opened before."""
    is_open = head.rfind("“") > head.rfind("”") or head.count('"') % 2 == 1
    opened, closed = tail.find("“"), tail.find("”")
    closes = closed >= 0 and (opened < 0 or closed < opened)
    if closes and not is_open:
        yield Evidence("sentence", "the second part closes a quotation nothing opened", -2.5)
    elif closes and is_open:
        yield Evidence("sentence", "the second part closes the first one's quotation", 1.0)
    elif is_open and not closes:
        yield Evidence("sentence", "the first part's quotation is never closed", -1.0)


def _weigh_markers(usage: Usage, after: Block) -> Iterator[Evidence]:
    """Yield what the note markers on both sides say: a number left out was lost with its text."""
    markers = usage.layout.markers
    place = bisect_left(markers, after.span.start, key=lambda m: m.span.start)
    if not 0 < place < len(markers):
        return
    one, other = markers[place - 1].number, markers[place].number
    missing = other - one - 1
    if missing == 0 and markers[place].span.end <= after.span.end:
        yield Evidence("notes", f"note {other} follows note {one}", 0.5)
    elif missing > 0:
        weight = -1.5 - 0.5 * min(missing, 4)
        yield Evidence("notes", f"from note {one} the markers go on with {other}", weight)
