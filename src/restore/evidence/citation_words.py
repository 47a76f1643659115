"""The words of archive citations: archives, labels such as `Fond` or `Bl.`, and their order.

All of it is data: `dictionaries/archives.tsv` (and a user's own lines) says which words there are,
of which language and level, and `data/citation_orders.tsv` in which order an archive cites.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

import regex

from restore.evidence.authorities import SPLIT, Authorities, Entry

RANKS = ("group", "series", "box", "volume", "file", "item", "leaf")
"""Levels of a citation from the widest to the narrowest."""

ASIDE = frozenset({"year", "number", "reel"})
"""Levels that stand anywhere in a citation."""

SHARED = frozenset({"reel", "item"})
"""Levels that an author names in English or German too, within a Russian citation."""

STRICT = frozenset({"ru", "bg", "uk"})
"""Languages whose archives number every level and name each: fond, opis, delo, list.  Elsewhere a
shelf mark may stand without any word, so that little can be said about what is missing."""

BLANK = r"(?:[ \t\u00a0]{0,3}(?:\r?\n[ \t]{0,8})?)"
"""White space within a citation: some blanks, one line end at most; never a blank line."""


class Label(NamedTuple):
    """A word that names a level: its entry's name, the level, the languages that use it."""

    name: str
    level: str
    languages: frozenset[str]


class Archive(NamedTuple):
    """An archive: the name of its entry and the languages of its citations."""

    name: str
    languages: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """What the dictionaries know of citations, ready for reading a text.

    `labels` is keyed by the spelling in lower case, `archives` by the spelling itself; `endings`
    are the last words of all labels, without a full stop.
    """

    labels: dict[str, tuple[Label, ...]]
    archives: dict[str, Archive]
    endings: frozenset[str]
    label_re: regex.Pattern[str]
    archive_re: regex.Pattern[str]
    references: frozenset[str]

    def meanings(self, label: str, languages: frozenset[str]) -> tuple[Label, ...]:
        """Return what a label can mean in a citation of some of these languages.

        No languages means any.  Russian, Bulgarian and Ukrainian archives share their words, so a
        label of one counts where another's is read and has none of its own; reels and documents
        are named in the language of the paper as well.
        """
        spelled = plain(label)
        for wanted in (languages, languages & STRICT and STRICT):
            for spelling in (spelled, spelled.rstrip(".")):
                found = self.labels.get(spelling, ())
                fitting = tuple(m for m in found if not languages or m.languages & wanted)
                if fitting:
                    return fitting
        return tuple(m for m in self.labels.get(spelled, ()) if m.level in SHARED)

    def spellings(self, level: str, languages: frozenset[str]) -> list[str]:
        """Return the labels of a level in some languages, lower case, shortest first."""
        found = (
            spelling
            for spelling, meanings in self.labels.items()
            if any(m.level == level and m.languages & languages for m in meanings)
        )
        return sorted(found, key=_by_length)

    def word(self, level: str, languages: frozenset[str]) -> str:
        """Return the usual word for a level: that with the shortest short form, or nothing."""
        short = next((s for s in self.spellings(level, languages) if s.endswith(".")), "")
        fitting = [m for m in self.labels.get(short, ()) if m.level == level]
        return next((m.name for m in fitting if m.languages & languages), "")


def plain(label: str) -> str:
    r"""Return a label as the lexicon has it: lower case, every white space one blank.

    >>> plain("Osobaia\npapka")
    'osobaia papka'
    """
    return " ".join(label.lower().replace("’", "'").split())


@lru_cache(maxsize=4)
def lexicon_of(authorities: Authorities) -> Lexicon:
    """Return the words of citations that the dictionaries hold."""
    labels: dict[str, list[Label]] = defaultdict(list)
    archives: dict[str, Archive] = {}
    references: set[str] = set()
    for entry in reversed(authorities.of("archives")):  # a user's own come first, and win
        languages = frozenset(entry.fields.get("language", "").split(SPLIT)) - {""}
        level = entry.fields.get("level", "")
        for spelling in entry.spellings:
            if entry.fields.get("kind") == "archive":
                archives[spelling] = Archive(entry.name, languages)
            elif level in RANKS or level in ASIDE:
                labels[plain(spelling)].insert(0, Label(entry.name, level, languages))
            elif level == "reference" and _repeats(entry):
                references.add(plain(spelling))
    return Lexicon(
        labels={spelling: tuple(dict.fromkeys(found)) for spelling, found in labels.items()},
        archives=archives,
        endings=frozenset(spelling.split()[-1].rstrip(".") for spelling in labels),
        label_re=_pattern(labels, "i"),
        archive_re=_pattern(archives, ""),
        references=frozenset(references),
    )


def _repeats(entry: Entry) -> bool:
    """Tell whether a reference stands for the archive named before: `ibid.`, `tam zhe`."""
    return "same place" in entry.fields.get("expansion", "")


def _pattern(spellings: Iterable[str], flags: str) -> regex.Pattern[str]:
    """Return what finds any of some spellings as whole words, the longest that fits."""
    parts = sorted(spellings, key=_by_length, reverse=True)
    choices = "|".join(r"\s{1,3}".join(map(regex.escape, s.split())) for s in parts)
    inline = f"(?{flags})" if flags else ""
    return regex.compile(
        rf"{inline}(?<![\p{{L}}\p{{N}}\p{{M}}'’]|[\p{{L}}\p{{N}}]-)"
        rf"(?:{choices or '(?!)'})(?![\p{{L}}\p{{M}}])"
    )


def _by_length(spelling: str) -> tuple[int, str]:
    """Order spellings shortest first, then by letters."""
    return len(spelling), spelling


Order = tuple[str, ...]


@cache
def _orders() -> dict[str, tuple[Order, ...]]:
    """Load the orders of levels, by language or archive."""
    found: dict[str, list[Order]] = defaultdict(list)
    path = files("restore") / "data" / "citation_orders.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "scope\t")):
            scope, order = line.split("\t")
            found[scope] += _expanded(order.split())
    return {
        scope: tuple(sorted(dict.fromkeys(all_), key=_rareness)) for scope, all_ in found.items()
    }


def _rareness(order: Order) -> int:
    """Order orders by how many levels they have that few citations name."""
    return sum(level in ("volume", "item") for level in order)


def _expanded(levels: list[str]) -> list[Order]:
    """Return every order that leaves some of the `?` levels out."""
    choices = [([level[:-1]], []) if level.endswith("?") else ([level],) for level in levels]
    return [tuple(part for chosen in pick for part in chosen) for pick in product(*choices)]


def orders(archive: str, languages: frozenset[str]) -> tuple[Order, ...]:
    """Return the orders of levels in which an archive is cited, or its languages; may be none.

    >>> ("group", "series", "file", "leaf") in orders("RGANI", frozenset({"ru"}))
    True
    """
    own = _orders().get(archive)
    if own is not None:
        return own
    return tuple(o for language in sorted(languages) for o in _orders().get(language, ()))


def is_order(levels: Order, known: tuple[Order, ...]) -> bool:
    """Tell whether levels, asides left out, open one of some orders; it may stop anywhere."""
    return any(order[: len(levels)] == levels for order in known)


def is_stretch(levels: Order, known: tuple[Order, ...]) -> bool:
    """Tell whether levels stand in one of some orders without a break, wherever they begin."""
    size = len(levels)
    return any(
        order[start : start + size] == levels
        for order in known
        for start in range(len(order) - size + 1)
    )


def replacements(levels: Order, known: tuple[Order, ...]) -> dict[int, str]:
    """Return the places of levels that are in no order whose change alone puts them in one.

    >>> replacements(("file", "series", "file"), orders("RGANI", frozenset({"ru"})))
    {0: 'group'}
    """
    return {
        place: order[place]
        for order in reversed(known)
        for place in range(min(len(levels), len(order)))
        if (*levels[:place], order[place], *levels[place + 1 :]) == order[: len(levels)]
    }


def cannot_stand(levels: Order, place: int) -> bool:
    """Tell whether a level stands twice, or is of leaves before the end, or of a fond later on."""
    level, last = levels[place], len(levels) - 1
    twice = levels.count(level) > 1
    return twice or (level == "leaf" and place < last) or (level == "group" and place > 0)


def lacking(levels: Order, known: tuple[Order, ...]) -> str:
    """Return the one level without which levels are in no order, or nothing where it is open.

    >>> lacking(("series", "file", "leaf"), orders("RGANI", frozenset({"ru"})))
    'group'
    """
    found = {
        order[place]
        for order in known
        for place in range(min(len(levels), len(order)))
        if (order[:place] + order[place + 1 :])[: len(levels)] == levels
    }
    return found.pop() if len(found) == 1 else ""
