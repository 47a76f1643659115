"""Archive citations: `RGANI, Fond 5, Opis 28, Delo 410, Listy 74-85` and its kin in every country.

    Citation    one archive named with the place in it, and the span of both
    CitedPart   one step of the place: its label, level, value, and where they stand

A citation opens with a listed archive, with `ibid.`, or with labels that only an archive's citation
has in that order.  From there its parts are read one by one, each at the end of the one before, so
the cost grows with the text alone.  Line ends within a citation are normal; a blank line ends it.
A label or a number that is misread stays in the citation, marked as doubtful: `damage/citations.py`
judges it.

Price: a shelf mark without any word (`A 6927`) is read only after a listed archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge
from typing import Literal, NamedTuple

import regex

from restore.evidence.authorities import Authorities
from restore.evidence.citation_parts import CitedPart, read_mark, read_misread, read_part
from restore.evidence.citation_words import (
    ASIDE,
    BLANK,
    RANKS,
    STRICT,
    Archive,
    Lexicon,
    is_order,
    is_stretch,
    lexicon_of,
    orders,
)
from restore.text import Span

MOST = 16
"""Parts at most of one citation; the longest seen have eleven, over two files."""

JOINT_RE = regex.compile(
    rf"(?:[ ]\([^()\n]{{1,40}}+\))?(?P<sign>[)\]]?[ ]?[,;:./]?)(?P<blank>{BLANK})"
)
HEAD_RE = regex.compile(
    rf"(?<![\p{{L}}\d-])(?P<head>[\p{{Lu}}\d][\p{{L}}\d.|\\-]{{2,14}}"
    rf"(?:[ ]\p{{Lu}}[\p{{L}}\d]{{0,6}})?)[,.:]?{BLANK}\Z"
)
"""What stands right before labels that no archive opens: perhaps a misread one."""

BEFORE_RE = regex.compile(
    rf"(?<![\p{{L}}\d])[\p{{L}}\d|!\\]{{2,9}}\.?{BLANK}[\p{{L}}\d|]{{1,7}},{BLANK}\Z"
)
OVERLAP = 3
"""Parts at the end of what proved to be no citation that may begin one."""

REACH = 34
"""Characters looked at before such labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One place in an archive as the text cites it.

    `archive` is the dictionary's name of it, empty where none is named or the name is not listed;
    `head` is where it is named, or where a word stands that could be it.  `languages` are those
    that fit all labels, in order.
    """

    archive: str
    parts: tuple[CitedPart, ...]
    span: Span
    languages: tuple[str, ...]
    head: Span | None = None

    @property
    def language(self) -> str:
        """Return the one language of the citation, or nothing where several fit."""
        return self.languages[0] if len(self.languages) == 1 else ""

    def value(self, level: str) -> str:
        """Return the first value of a level, or nothing."""
        return next((p.value for p in self.parts if p.level == level and not p.misread), "")


class Anchor(NamedTuple):
    """A place where a citation may begin."""

    start: int
    end: int
    kind: Literal["archive", "label"]


@lru_cache(maxsize=4)
def citations_of(text: str, authorities: Authorities) -> tuple[Citation, ...]:
    """Return the archive citations of a text, in order and disjoint."""
    return tuple(_found(text, lexicon_of(authorities)))


def _found(text: str, lexicon: Lexicon) -> Iterator[Citation]:
    """Yield the citations of a text in order."""
    done = 0
    for anchor in _anchors(text, lexicon):
        if anchor.start < done:
            continue
        read = _named if anchor.kind == "archive" else _unnamed
        parts, citation = read(text, anchor, lexicon, done)
        if citation is not None:
            yield citation
            done = citation.span.end
        elif len(parts) > OVERLAP:
            done = parts[-OVERLAP].span.start  # whatever begins within would hold them all


def _anchors(text: str, lexicon: Lexicon) -> Iterator[Anchor]:
    """Yield the places where an archive or a label stands, in order."""
    archives = (Anchor(*m.span(), "archive") for m in lexicon.archive_re.finditer(text))
    labels = (
        Anchor(start, m.end("word"), "label")
        for m in NUMBERED_RE.finditer(text)
        if m["word"].lower() in lexicon.endings
        for start in (_start(text, m, lexicon),)
    )
    return merge(archives, labels)


NUMBERED_RE = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}'’])(?P<word>\p{{L}}[\p{{L}}\p{{M}}'’]{{0,15}}+)\.?{BLANK}(?:\p{{Lu}}-?)?\d"
)
"""A word with a number after it.  Looking for these first, and asking then which of the words are
labels, is ten times as fast as looking for each label everywhere."""


def _start(text: str, match: regex.Match[str], lexicon: Lexicon) -> int:
    """Return where the label begins whose last word a match has found."""
    reach = max(0, match.start() - 20)
    for found in lexicon.label_re.finditer(text, reach, match.end()):
        if found.start() < match.start() < found.end():
            return found.start()
    return match.start()


Read = tuple[tuple[CitedPart, ...], Citation | None]
"""The parts that follow a place, and the citation they make, if any."""


def _named(text: str, anchor: Anchor, lexicon: Lexicon, _: int) -> Read:
    """Return the citation that a listed archive opens, or None where no place in it follows."""
    archive = lexicon.archives[" ".join(text[anchor.start : anchor.end].split())]
    parts, languages = _parts(text, anchor.end, lexicon, archive.languages, named=True)
    if not parts or not any(c.isdigit() for c in text[anchor.end : parts[-1].span.end]):
        return parts, None
    if all(p.misread or p.level == "leaf" for p in parts) or _is_page(parts, archive):
        return parts, None
    return parts, Citation(
        archive=archive.name,
        parts=parts,
        span=Span(anchor.start, parts[-1].span.end),
        languages=tuple(sorted(languages)),
        head=Span(anchor.start, anchor.end),
    )


def _is_page(parts: tuple[CitedPart, ...], archive: Archive) -> bool:
    """Tell whether a lone short form after an archive is a page of a book on it: `RGANI, p. 5`."""
    known = orders(archive.name, archive.languages)
    short = len(parts) == 1 and len(parts[0].label) == 2
    return short and bool(known) and not is_order((parts[0].level,), known)


def _unnamed(text: str, anchor: Anchor, lexicon: Lexicon, floor: int) -> Read:
    """Return the citation that labels alone open, or None where they may be anything."""
    parts, languages = _parts(text, anchor.start, lexicon, frozenset(), named=False)
    repeats = _repeats(text, anchor.start, lexicon)
    if not parts or not (_speaks(parts, languages) or (repeats and _is_place(parts, lexicon))):
        return parts, None
    before = _before(text, anchor.start, lexicon, languages, floor=floor)
    parts = (*before, *parts)
    start = parts[0].span.start
    reach = max(floor, start - REACH)
    head = HEAD_RE.search(text, reach, start) if not repeats else None
    named = lexicon.archives.get(head["head"]) if head else None
    return parts, Citation(
        archive=named.name if named else "",
        parts=parts,
        span=Span(head.start("head") if head and named else start, parts[-1].span.end),
        languages=tuple(sorted(languages)),
        head=Span(*head.span("head")) if head else None,
    )


def _repeats(text: str, at: int, lexicon: Lexicon) -> bool:
    """Tell whether `ibid.` or the like stands right before an offset."""
    before = " ".join(text[max(0, at - 14) : at].lower().rstrip(" \n,;:*").split())
    return any(before.endswith(word) for word in lexicon.references)


def names_place(text: str, at: int, lexicon: Lexicon, archive: str) -> bool:
    """Tell whether a place in an archive follows at an offset, were the archive named before it."""
    parts, _ = _parts(text, at, lexicon, lexicon.archives[archive].languages, named=True)
    held = text[at : parts[-1].span.end] if parts else ""
    return any(c.isdigit() for c in held) and parts[0].level != "leaf"


def _parts(
    text: str, at: int, lexicon: Lexicon, languages: frozenset[str], *, named: bool
) -> tuple[tuple[CitedPart, ...], frozenset[str]]:
    """Return the parts that follow one another from an offset on, and the languages that fit."""
    parts: list[CitedPart] = []
    while len(parts) < MOST:
        joint = JOINT_RE.match(text, at) if parts or named else None
        start = joint.end() if joint else at
        if joint and not joint.group():
            break
        found = read_part(text, start, lexicon, languages)
        if found is None and joint and languages and ("," in joint["sign"] or not parts):
            misread = read_misread(text, start, lexicon, languages)
            found = (misread, languages) if misread else None
        if found is None and named:
            mark = read_mark(text, start, lexicon, languages, first=not parts)
            found = (mark, languages) if mark else None
        if found is None:
            break
        part, languages = found
        parts.append(part._replace(joint=joint.group() if joint else ""))
        at = part.span.end
    while parts and parts[-1].misread and len(parts) == 1:
        parts.pop()
    narrowed = languages if named else languages & STRICT or languages
    return _settled(parts, lexicon, narrowed), narrowed


def _settled(
    parts: list[CitedPart], lexicon: Lexicon, languages: frozenset[str]
) -> tuple[CitedPart, ...]:
    """Return parts with what their labels mean in the languages that fit all of them.

    Where a label means two things (Romanian `f.` is fond and leaf), the one that goes on inwards.
    """
    done: list[CitedPart] = []
    reached = -1
    for part in parts:
        meanings = (
            lexicon.meanings(part.label, languages) if part.label and not part.misread else ()
        )
        ranks = [RANKS.index(m.level) if m.level in RANKS else reached for m in meanings]
        if meanings:
            place = next((i for i, rank in enumerate(ranks) if rank >= reached), 0)
            part = part._replace(name=meanings[place].name, level=meanings[place].level)  # noqa: PLW2901
            reached = ranks[place]
        done.append(part)
    return tuple(done)


def _before(
    text: str, start: int, lexicon: Lexicon, languages: frozenset[str], *, floor: int
) -> tuple[CitedPart, ...]:
    """Return the misread parts right before labels that no archive opens, in their order."""
    found: list[CitedPart] = []
    while len(found) < 2:
        match = BEFORE_RE.search(text, max(floor, start - REACH), start)
        part = read_misread(text, match.start(), lexicon, languages) if match else None
        if part is None or match is None:
            break
        found.insert(0, part)
        start = match.start()
    return tuple(found)


def _speaks(parts: tuple[CitedPart, ...], languages: frozenset[str]) -> bool:
    """Tell whether labels that no archive opens can only be an archive's citation.

    Two words, or the short forms of fond and opis, or three short forms, in an order of Russian,
    Bulgarian or Ukrainian archives; or four labels of another language.
    """
    sound = [p for p in parts if not p.misread and p.level not in ASIDE]
    levels = tuple(p.level for p in parts if p.level not in ASIDE)
    if len(sound) < 2:
        return False
    if not languages & STRICT:
        rest = {p.name for p in sound}
        return "en" not in languages and len(rest) >= 3 and parts[0].level in ("group", "series")
    words = sum(len(p.label.strip(".")) > 3 for p in sound)
    known = orders("", languages)
    opening = [levels[:size] for size in range(len(levels), 1, -1)]
    longest = next((len(o) for o in opening if is_stretch(o, known)), 0)
    if longest >= 2 and (words >= 2 or longest >= 3 or levels[:2] == ("group", "series")):
        return True
    return words >= 3 and len(set(levels)) >= 2


def _is_place(parts: tuple[CitedPart, ...], lexicon: Lexicon) -> bool:
    """Tell whether parts after `ibid.` name a place in an archive, not a page of a book."""
    meanings = lexicon.meanings(parts[0].label, frozenset())
    english = any("en" in meaning.languages for meaning in meanings)
    return not english and any(meaning.languages & STRICT for meaning in meanings)
