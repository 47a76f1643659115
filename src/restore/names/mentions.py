"""Where a text names a person, a place or an organisation.

    full names first        listed ones, and what is written like one (mention_shapes)
    then what rests on them family names alone ("Yi went on"), names in capitals, unknown words

Inside an archive citation nobody is named: `AQSH, F. 14` is an archive and its fond.
A mention is the name as it stands there, without title, possessive ending and footnote sign.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from restore.evidence.authorities import Authorities
from restore.evidence.citations import citations_of
from restore.names.forms import parse
from restore.names.mention_alone import PLACING, Alone, Found, is_personal
from restore.names.mention_lexicon import Lexicon, lexicon_of
from restore.names.mention_shapes import Shape, Shapes
from restore.names.mention_tokens import Words, words_of
from restore.names.model import Form, Kind, Mention
from restore.text import Span


def find_mentions(text: str, authorities: Authorities) -> Iterator[Mention]:
    """Yield every place where somebody or something is named, in text order; they never overlap.

    >>> from restore.evidence.authorities import load
    >>> [m.text for m in find_mentions("As Ambassador Ivanov told Pak Ui-wan in Moscow", load())]
    ['Ivanov', 'Pak Ui-wan', 'Moscow']
    """
    lexicon = lexicon_of(authorities)
    words = words_of(text, lexicon.titles.abbreviations, lexicon.families)
    cited = _Cited(text, authorities)
    full = [found for found in _full(words, lexicon) if not cited.holds(words, found)]
    alone = Alone(words, lexicon, full, authorities.gazetteer)
    for found in sorted([*full, *alone.find()], key=lambda f: f.start):
        if found.kind is not None and not cited.holds(words, found):
            yield _mention(words, lexicon, found, found.kind)


class _Cited:
    """The places of a text's archive citations."""

    def __init__(self, text: str, authorities: Authorities) -> None:
        """Find them."""
        self._spans = [citation.span for citation in citations_of(text, authorities)]
        self._starts = [span.start for span in self._spans]

    def holds(self, words: Words, found: Found) -> bool:
        """Tell whether what may be somebody's name reaches into a citation."""
        if found.kind not in ("person", "unknown"):
            return False
        at = bisect_left(self._starts, words.tokens[found.end - 1].end) - 1
        return at >= 0 and self._spans[at].end > words.tokens[found.start].start


def _full(words: Words, lexicon: Lexicon) -> Iterator[Found]:
    """Yield listed names and what is written like a full name."""
    shapes = Shapes(words, lexicon)
    i = 0
    while i < len(words.tokens):
        token = words.tokens[i]
        found: Found | None = None
        if token.is_capital or token.is_initial:
            found = _longer(words, lexicon, i, shapes.at(i))
        if found is None:
            i += 1
            continue
        i = found.end
        yield found


def _longer(words: Words, lexicon: Lexicon, i: int, shape: Shape | None) -> Found | None:
    """Return the longer of a listed name and one by shape; of two equals the listed one."""
    listed = lexicon.match(words.tokens, i)
    if listed and listed.end == i + 1 and not _may_stand_alone(words, i):
        listed = None
    if listed and listed.kind == "place" and _is_somebody(words, i, lexicon):
        listed = None
    if listed and (shape is None or listed.end >= shape.end):
        return Found(i, listed.end, None if listed.kind == "other" else listed.kind)
    if shape is None:
        return None
    return Found(i, shape.end, "person" if shape.sure else _weigh(words, i, shape.end))


def _is_somebody(words: Words, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that both a place and a person bear (Choibalsan) is the person here."""
    token = words.tokens[i]
    before = words.tokens[i - 1].plain if i and token.joined else ""
    return token.plain in lexicon.single and before not in PLACING


def _may_stand_alone(words: Words, i: int) -> bool:
    """Tell whether a listed single word is meant here: not an English word opening a sentence."""
    token = words.tokens[i]
    return token.free or words.lower[token.plain] < 2


def _weigh(words: Words, i: int, end: int) -> Kind:
    """Return what unknown words name, as far as their neighbours tell."""
    return "person" if is_personal(words, i, end) else "unknown"


def _mention(words: Words, lexicon: Lexicon, found: Found, kind: Kind) -> Mention:
    """Return a mention of what was found."""
    first, last = words.tokens[found.start], words.tokens[found.end - 1]
    name = " ".join(words.text[first.start : last.end].split())
    title = ""
    form: Form | None = None
    if kind in ("person", "unknown"):
        form = parse(name)
        begin = lexicon.titles.before(words, found.start)
        if begin < found.start:
            title = " ".join(words.text[words.tokens[begin].start : first.start].split())
    return Mention(
        span=Span(first.start, last.end),
        text=name,
        kind=kind,
        form=form,
        title=title,
    )
