"""Numbers that are missing: notes, list and series entries, documents, pages.  Reported only.

Found:    a series list goes from #13 to #19; note 9 has no text; notes 16 to 19 are gone, and so
          are their markers in the text; DOCUMENT No. 4 is followed by DOCUMENT No. 6.
Refused:  a list that begins again at 1, years and other numbers within a line, a misread number
          that the numbers around it contradict.

The place of a loss is the end of the finding's span: just before the first number after the jump.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import regex

from restore.confidence import certain_enough
from restore.evidence.layout import Block, Layout, lay_out
from restore.evidence.rows import Numbered, rising
from restore.ledger import Evidence, Finding, Status
from restore.text import Span
from restore.view import View

DAMAGE = "gaps"

FAR = 60
"""Numbers left out at once beyond which a jump is more likely a misread number or a selection."""

_LABEL_RE = regex.compile(
    r"(?P<label>#|N[o°º]\.?\s|\p{L}{4,20}\s(?:N[o°º]s?\.?\s|#)?|\(|\[)?\s?(?P<number>\d{1,3})"
    r"(?P<close>[.)\]:])?(?=\s|$)"
)
_SURE_LABELS = ("#", "no", "n°", "document", "chapter", "section", "appendix", "table", "figure")


def find(view: View) -> Iterator[Finding]:
    """Yield every jump in a series of numbers, and every note without text or without a marker."""
    layout = lay_out(view.text, view.document.pages if view.untouched else ())
    found = [*_notes(layout), *_lists(layout), *_pages(layout)]
    yield from sorted(found, key=_by_place)


def _by_place(finding: Finding) -> Span:
    """Order findings by where they stand."""
    return finding.span


def _notes(layout: Layout) -> Iterator[Finding]:
    """Yield what is missing in the notes and among the markers that point to them."""
    notes = [Numbered(b.number or 0, b.span) for b in layout.notes]
    markers = {m.number: m.span for m in layout.markers}
    runs = rising(notes)
    for block in layout.notes:
        if _is_empty(layout.text, block):
            yield _empty_note(block, markers.get(block.number or 0))
    if len(runs) == 1 and notes:
        yield from _first_note(runs[0][0], markers)
    for run in runs:
        for one, other in pairwise(run):
            if 1 < other.number - one.number <= FAR:
                yield _note_jump(one, other, markers if len(runs) == 1 else None)
    if len(runs) <= 1:
        yield from _unmarked(layout, {n.number for n in notes})


def _is_empty(text: str, block: Block) -> bool:
    """Tell whether a note consists of its number."""
    return not any(c.isalpha() for c in block.span.of(text))


def _empty_note(block: Block, marker: Span | None) -> Finding:
    """Say that a note has no text."""
    where = "; its marker stands in the text" if marker else ""
    return _finding(
        block.span,
        f"note {block.number} has no text{where}",
        Evidence("notes", "the number stands alone on its line", 3.0),
        related=marker,
        sure=0.95,
    )


def _first_note(first: Numbered, markers: dict[int, Span]) -> Iterator[Finding]:
    """Yield the loss of the first notes, where the first that stands has a high number."""
    if 1 < first.number <= FAR:
        before = first.number - 1
        yield _finding(
            Span(first.span.start, first.span.start),
            f"the first note is {first.number}: {_missing(1, before, markers)}",
            Evidence("notes", f"{before} numbers are left out", 1.5),
            sure=0.8,
        )


def _note_jump(one: Numbered, other: Numbered, markers: dict[int, Span] | None) -> Finding:
    """Say which notes are missing between two, and whether their markers are."""
    says = f"between notes {one.number} and {other.number}: "
    return _finding(
        Span(other.span.start, other.span.start),
        says + _missing(one.number + 1, other.number - 1, markers),
        Evidence("notes", f"{other.number - one.number - 1} numbers are left out", 2.5),
        related=one.span,
        sure=0.93,
    )


def _missing(first: int, last: int, markers: dict[int, Span] | None) -> str:
    """Say that a range of notes is missing, and which of them the text points to."""
    what = f"note {first} is" if first == last else f"notes {first} to {last} are"
    if markers is None:
        return f"{what} missing"
    held = [n for n in range(first, last + 1) if n in markers]
    lone = "its marker stands" if first == last else "their markers stand"
    if not held:
        return f"{what} missing, and no marker points to {'it' if first == last else 'them'}"
    if len(held) == last - first + 1:
        return f"{what} missing; {lone} in the text"
    return f"{what} missing; the text has the markers of {_ranges(held)} only"


def _unmarked(layout: Layout, notes: set[int]) -> Iterator[Finding]:
    """Yield jumps among the markers where the notes are there, or where there are no notes."""
    for one, other in pairwise(layout.markers):
        gone = range(one.number + 1, other.number)
        left = [n for n in gone if n in notes or not notes]
        if left and len(gone) <= FAR:
            what = "marker" if len(left) == 1 else "markers"
            yield _finding(
                Span(other.span.start, other.span.start),
                f"between markers {one.number} and {other.number}: {what} {_ranges(left)} missing"
                + ("; the notes stand" if notes else ""),
                Evidence("notes", f"{len(left)} numbers are left out in the text", 2.0),
                related=one.span,
                sure=0.85,
                status="noted",
            )


def _ranges(numbers: Sequence[int]) -> str:
    """Write numbers with the runs drawn together.

    >>> _ranges([5, 16, 17, 18])
    '5, 16 to 18'
    """
    runs = [
        [n for _, n in group] for _, group in groupby(enumerate(numbers), lambda p: p[1] - p[0])
    ]
    return ", ".join(f"{r[0]} to {r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs)


def _lists(layout: Layout) -> Iterator[Finding]:
    """Yield the jumps in lists whose entries begin with a number: `#13`, `DOCUMENT No. 4`, `2.`."""
    groups: dict[str, list[tuple[str, Numbered]]] = {}
    section = 0
    for block in layout.blocks:
        if block.role not in ("heading", "entry", "caption", "lines", "body"):
            continue
        match = _LABEL_RE.match(block.span.of(layout.text)[:60])
        key = _label(match) if match else ""
        section += block.role == "heading" and not key
        if match is not None and key:
            group = key if _is_sure(key) else f"{key}{section}"
            place = Span(block.span.start, block.span.start + match.end())
            groups.setdefault(group, []).append(
                (match.group().strip(), Numbered(int(match.group("number")), place))
            )
    for key, entries in groups.items():
        yield from _list_jumps(key, entries)


def _label(match: regex.Match[str]) -> str:
    """Return what the labels of one list have in common, or nothing for a mere number."""
    label = (match.group("label") or "").strip().lower().rstrip(".")
    close = match.group("close") or ""
    return f"{label}|{close}" if label or close in (".", ")", "]") else ""


def _is_sure(key: str) -> bool:
    """Tell whether a label names a series that runs through the whole paper."""
    return key.startswith(_SURE_LABELS)


def _list_jumps(key: str, entries: Sequence[tuple[str, Numbered]]) -> Iterator[Finding]:
    """Yield the jumps of one list, and a beginning after 1."""
    names = {item.span: name for name, item in entries}
    sure = _is_sure(key)
    for run in rising([item for _, item in entries]):
        if len(run) < 2:
            continue
        if 1 < run[0].number <= FAR and (sure or run[1].number == run[0].number + 1):
            first = names[run[0].span]
            count = _entries(run[0].number - 1)
            yield _list_finding(run[0], f"the list begins with {first}: {count} missing before it")
        for one, other in pairwise(run):
            step = other.number - one.number
            if step > 1 and (sure or (len(run) > 2 and step <= FAR)):
                says = f"between {names[one.span]} and {names[other.span]}: "
                says += f"{_entries(step - 1)} missing"
                likely = sure and step <= FAR
                yield _list_finding(other, says, related=one.span, sure=likely)


def _entries(count: int) -> str:
    """Write a number of entries.

    >>> _entries(1), _entries(5)
    ('1 entry', '5 entries')
    """
    return "1 entry" if count == 1 else f"{count} entries"


def _list_finding(
    place: Numbered, says: str, *, related: Span | None = None, sure: bool = False
) -> Finding:
    """Make the finding for a list; lists may be selective, so it is a loss only if it looks so."""
    return _finding(
        Span(place.span.start, place.span.start),
        says,
        Evidence("document", "the numbers of the other entries follow one another", 1.5),
        related=related,
        sure=0.8 if sure else 0.6,
        status="gap" if sure else "noted",
    )


def _pages(layout: Layout) -> Iterator[Finding]:
    """Yield jumps in the printed page numbers of pages that follow each other."""
    numbers = [(n, b) for b in layout.blocks if b.role == "number" for n in _digits(layout, b)]
    for (one, before), (other, after) in pairwise(numbers):
        passed = max(1, after.page - before.page)
        if 0 < other - one - passed <= FAR:
            missing = other - one - passed
            pages = "1 page" if missing == 1 else f"{missing} pages"
            yield _finding(
                Span(after.span.start, after.span.start),
                f"between page numbers {one} and {other}: {pages} missing",
                Evidence("page", "the numbers of the other pages follow one another", 1.5),
                related=before.span,
                sure=0.7,
                status="noted",
            )


def _digits(layout: Layout, block: Block) -> Iterable[int]:
    """Return the number a page number's line holds, if it is in digits."""
    found = regex.search(r"\d+", block.span.of(layout.text))
    return [int(found.group())] if found else []


def _finding(
    span: Span,
    says: str,
    evidence: Evidence,
    *,
    related: Span | None = None,
    sure: float,
    status: Status = "gap",
) -> Finding:
    """Make a finding of this kind."""
    return Finding(
        damage=DAMAGE,
        span=span,
        says=says,
        evidence=(evidence,),
        confidence=certain_enough(sure),
        status=status,
        related=related,
    )
