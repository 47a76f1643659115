"""One part of an archive citation: `Opis 28`, `5. doboz`, `DY 30/IV 2/20/137`, `Bl. 23-25`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from restore.evidence.citation_shapes import confusions, figures
from restore.evidence.citation_words import BLANK, STRICT, Label, Lexicon
from restore.text import Span

MOST = 2.0
"""Confusions at most between a misread label and the word it was: one letter in a short word, two
in a long one.  With more, half of the labels could be meant."""

NUMBER = r"\d{1,7}(?:(?:\p{Ll}{1,2}|\p{Lu})(?![\p{L}\d]))?"
LEAF = rf"\d{{1,6}}(?:{BLANK}(?:obor|verso|ob)(?![\p{{L}}\d])\.?|\p{{Ll}}{{1,2}}(?![\p{{L}}\d]))?"
FURTHER = r"\d{1,6}(?:ob\b\.?)?"
SPAN = r"[ ]?[-\u2010-\u2015][ \n]?"
LEAVES_RE = regex.compile(
    rf"{LEAF}(?:{SPAN}{LEAF})?"
    rf"(?:,{BLANK}{FURTHER}(?:{SPAN}{FURTHER})?(?![\p{{L}}\d]|\.\d|[ \n]\p{{L}}))*+"
    r"(?![\p{L}\d])"
)
"""Leaves: `74-85`, `57ob.`, `5, 7-9, 12ob.`; the day of a date after a comma is none."""

VALUE_RE = regex.compile(
    rf"(?:(?:[\p{{Lu}}]{{1,4}}[-./ ]?){{0,2}}{NUMBER}"
    r"|[IVXLCDM]{1,7}(?:[ ]\p{Lu}(?=/))?(?![\p{L}]))"
    rf"(?:[-/][\p{{L}}\d]{{1,7}}|\.\d{{1,4}}){{0,6}}+(?:[\u2013\u2014]{NUMBER})?(?![\p{{L}}\d])"
)
"""Numbers of fonds, inventories and files: `0102`, `R-5446`, `1-B`, `IV 2/20/137`, `XI A/130`."""

ODD_RE = regex.compile(
    r"[\dOoQlI|SsBbZzGgq]{1,7}(?:[-\u2010-\u2015][\dOoQlI|SsBbZzGgq]{1,7})?(?![\p{L}\d])"
)
"""What may be a number with letters in it that are misread figures."""

NEAR_RE = regex.compile(
    rf"(?P<label>[\p{{L}}\d|!][\p{{L}}\d|!'’\\]{{0,9}}+\.?){BLANK}(?=[\p{{L}}\d])"
)
AFTER_RE = regex.compile(rf"(?P<value>\d{{1,5}}(?:/\p{{L}})?\.?){BLANK}(?=\p{{L}})")

CODE = (
    r"(?:(?=[^\s,;]{0,24}(?:\d|\p{Lu}\p{Lu}|\p{Ll}\p{Lu}))[\p{Lu}\d][\p{L}\d./()-]{0,40}"
    r"|[\p{Lu}](?![\p{L}.]))"
)
SHELF_RE = regex.compile(
    rf"{CODE}(?:[ \n](?:{CODE}|(?:al|a|de|din|și)\b)){{0,5}}+"
    r"(?P<words>(?:[ ]\p{Lu}\p{Ll}{2,12}){0,2}+(?=[,;)]|$))?"
)
"""A shelf mark without a word: capitals, figures and strokes, perhaps with a country's name after
it (`XIX-J-1-j Korea`)."""

MARKED = frozenset({"group", "series"})
"""Levels whose name can stand without a number: `Relații Externe`, `FO 371`."""


class CitedPart(NamedTuple):
    """One step of the place that a citation names.

    `label` is the word as it stands, empty for a shelf mark without one; `name` and `level` are
    those of its entry.  `joint` is what stands between the part before and this one.  `misread`
    says that the label is none, but looks like one.
    """

    label: str
    level: str
    value: str
    span: Span
    label_at: Span
    value_at: Span
    name: str = ""
    joint: str = ""
    misread: bool = False


class Meant(NamedTuple):
    """A label that a misread one may stand for, and how many confusions part the two."""

    spelling: str
    label: Label
    cost: float


def read_part(
    text: str, at: int, lexicon: Lexicon, languages: frozenset[str]
) -> tuple[CitedPart, frozenset[str]] | None:
    """Return the sound part that begins at an offset, and the languages it leaves open."""
    match = lexicon.label_re.match(text, at)
    if match is not None:
        found = _labelled(text, match, lexicon, languages)
        if found is not None:
            return found
    if "hu" in languages:
        return _numbered(text, at, lexicon, languages)
    return None


def _labelled(
    text: str, match: regex.Match[str], lexicon: Lexicon, languages: frozenset[str]
) -> tuple[CitedPart, frozenset[str]] | None:
    """Return the part that a label opens, or None where it means nothing here or lacks a value."""
    meanings = lexicon.meanings(match.group(), languages)
    if not meanings:
        return None
    blank = _BLANK_RE.match(text, match.end())
    start = blank.end() if blank else match.end()
    if start == match.end() and match.group()[-1].isalpha() and text[start : start + 1].isdigit():
        return None  # `Delo5` is no citation, and `d5` may be anything
    value = _value(text, start, meanings)
    names = tuple(m for m in meanings if m.level in MARKED)
    if names and _is_loose(names, languages):
        named = _name(text, match, start)
        if named is not None and (value is None or named.end > value.end):
            meanings, value = names, named
    if value is None:
        return None
    open_ = frozenset().union(*(m.languages for m in meanings))
    left = (open_ & languages) or languages or open_
    part = CitedPart(
        label=match.group(),
        level=meanings[0].level,
        value=value.of(text).strip(),
        span=Span(match.start(), max(value.end, match.end())),
        label_at=Span(*match.span()),
        value_at=value,
        name=meanings[0].name,
    )
    return part, left


def _is_loose(meanings: tuple[Label, ...], languages: frozenset[str]) -> bool:
    """Tell whether a label may stand without a number in the languages that are left."""
    return not any((m.languages & languages or m.languages) & STRICT for m in meanings)


def _name(text: str, match: regex.Match[str], start: int) -> Span | None:
    """Return the words that stand for a number: `CC al PCR`, the `/127` after `FO 371`."""
    whole = shelf_end(text, match.start())
    if whole is not None and whole > match.end():
        return Span(match.end(), whole)
    end = shelf_end(text, start) if start > match.end() else None
    if end is not None:
        return Span(start, end)
    return Span(match.end(), match.end()) if match.group()[-1].isalnum() else None


_BLANK_RE = regex.compile(rf"['’.]?{BLANK}")


def _value(text: str, at: int, meanings: tuple[Label, ...]) -> Span | None:
    """Return where the value of a part stands."""
    leaves = any(m.level == "leaf" for m in meanings)
    found = [p.match(text, at) for p in ((LEAVES_RE,) * leaves or (VALUE_RE,))]
    odd = ODD_RE.match(text, at)
    if odd is not None and figures(odd.group())[0] != odd.group():
        found.append(odd)
    ends = [match.end() for match in found if match is not None]
    return Span(at, max(ends)) if ends else None


def _numbered(
    text: str, at: int, lexicon: Lexicon, languages: frozenset[str]
) -> tuple[CitedPart, frozenset[str]] | None:
    """Return the part whose label follows its number, as in Hungarian: `5. doboz`."""
    value = AFTER_RE.match(text, at)
    label = value and lexicon.label_re.match(text, value.end())
    meanings = lexicon.meanings(label.group(), languages & {"hu"}) if label else ()
    if not value or not label or not meanings:
        return None
    part = CitedPart(
        label=label.group(),
        level=meanings[0].level,
        value=value["value"].rstrip("."),
        span=Span(at, label.end()),
        label_at=Span(*label.span()),
        value_at=Span(at, at + len(value["value"].rstrip("."))),
        name=meanings[0].name,
    )
    return part, frozenset({"hu"})


def shelf_end(text: str, at: int) -> int | None:
    """Return where the shelf mark that begins at an offset ends, or None where there is none.

    >>> shelf_end("DY 30/IV 2/20/137, Bl. 23", 0), shelf_end("March 1956", 0), shelf_end("1956", 0)
    (17, None, None)
    """
    match = SHELF_RE.match(text, at)
    if match is None:
        return None
    mark = match.group().rstrip(".-(")
    if mark.isdigit() or not mark:
        return None
    return at + len(mark)


UNLISTED_RE = regex.compile(rf"(?P<label>\p{{L}}{{1,5}}\.){BLANK}(?=\d)")
"""A short form with its number, in no list: `z. 10`."""


def read_mark(
    text: str, at: int, lexicon: Lexicon, languages: frozenset[str], *, first: bool
) -> CitedPart | None:
    """Return the part at an offset that no listed label opens: a shelf mark, an archive's archive.

    To be asked only after a listed archive, where such a thing must follow; `first` says that it
    would follow at once, as one archive does on another that holds it.
    """
    if languages and languages <= STRICT:
        return None
    inner = lexicon.archive_re.match(text, at)
    if inner is not None:
        within = lexicon.archives[" ".join(inner.group().split())].languages & languages
        return _mark(text, at, inner.end(), "archive") if within and first else None
    short = UNLISTED_RE.match(text, at)
    value = VALUE_RE.match(text, short.end()) if short else None
    end = value.end() if value else shelf_end(text, at)
    return _mark(text, at, end, "") if end is not None else None


def _mark(text: str, at: int, end: int, level: str) -> CitedPart:
    """Return a part without a label."""
    span = Span(at, end)
    return CitedPart("", level, span.of(text), span, Span(at, at), span)


def read_misread(
    text: str, at: int, lexicon: Lexicon, languages: frozenset[str]
) -> CitedPart | None:
    """Return the part at an offset whose label is none but resembles one."""
    match = NEAR_RE.match(text, at)
    if match is None or (not match["label"].strip("1.") and match["label"][-1] != "."):
        return None
    meant = nearest(match["label"], lexicon, languages)
    value = _value(text, match.end(), (meant[0].label,)) if meant else None
    if not meant or value is None:
        return None
    return CitedPart(
        label=match["label"],
        level=meant[0].label.level,
        value=value.of(text),
        span=Span(at, value.end),
        label_at=Span(*match.span("label")),
        value_at=value,
        name=meant[0].label.name,
        misread=True,
    )


def nearest(label: str, lexicon: Lexicon, languages: frozenset[str]) -> tuple[Meant, ...]:
    """Return the labels that a misread one may stand for, likest first.

    A short form with its full stop must part by one confusion, a word by `MOST` of them.
    """
    found = [
        Meant(spelling, meaning, cost)
        for candidate, meanings in lexicon.labels.items()
        for spelling, cost in (_as_seen(label, candidate),)
        if cost <= MOST
        for meaning in meanings
        if meaning.languages & languages
    ]
    return tuple(sorted(found, key=_likeness))


def _likeness(meant: Meant) -> tuple[float, str, str]:
    """Order what a label may mean, likest first."""
    return meant.cost, meant.spelling, meant.label.name


@lru_cache(maxsize=1 << 14)
def _as_seen(label: str, candidate: str) -> tuple[str, float]:
    """Return a label in the case of a misread one, and its confusions."""
    nothing = ("", float("inf"))
    if (label[-1] == ".") != (candidate[-1] == ".") or abs(len(label) - len(candidate)) > 2:
        return nothing
    short = len(candidate.strip(".")) < 4
    if (short and candidate[-1] != ".") or " " in candidate:
        return nothing
    forms = (candidate, candidate.capitalize())
    costs = sorted((confusions(label, form), place, form) for place, form in enumerate(forms))
    cost, _, form = costs[0]
    return (form, cost) if cost and cost <= (1.0 if short else MOST) else nothing
