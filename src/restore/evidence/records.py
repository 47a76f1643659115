"""Which record explains a sparse line?  Records of series lists, standing lines, the paper's own.

Every candidate is aligned with the line under the channel the zone has taught so far, and weighed
against the alternative that no record explains it.  A match must account for the letters that
survive and for those that are missing; what it does not explain is not its to restore.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from restore.align import Alignment, common_subsequence, prefix_costs
from restore.evidence.authorities import SPLIT, Authorities
from restore.evidence.channel import (
    Channel,
    Counts,
    Squeezed,
    counts_of,
    fresh_cost,
    null_cost,
    squeeze,
)
from restore.evidence.sparse import PAGE_NUMBER, is_sparse
from restore.evidence.words import words_of
from restore.page import is_unmapped

STOP = 4.0
"""Price of a line that stops before its record does: one in 50 entries of a damaged list."""

FRESH = 3.0
"""Price of saying that a line has a channel of its own instead of its zone's: one in 20."""

OTHER_NUMBER = -8.0
"""Weight against a record whose number is not the one that stands in the line."""

SAME_NUMBER = 3.0
"""Weight for a record whose number stands in the line: printed numbers are right 19 times in 20."""

VARIANT = 3.5
"""Price of a variant where the canonical form explains as much: that is what is mostly printed."""

LEAST_SHARE = 0.7
"""Share of the surviving letters a candidate must hold in order to be looked at closely."""

CLOSE = 4
"""How many candidates are looked at closely; the true one was among the first three of 60 records
on every line of the made damage."""


class Reading(NamedTuple):
    """A candidate text for a line: where it comes from and what it was before anyone damaged it.

    `head` is the length of the part that can be proved alone, a record's author.
    """

    text: str
    witness: str
    label: str
    number: int | None = None
    variant: bool = False
    head: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A reading aligned with a line, and the weights that speak for it in nats."""

    reading: Reading
    seen: Squeezed
    truth: Squeezed
    alignment: Alignment
    counts: Counts
    fit: float
    prior: float
    explained: int
    survivors: int
    missing: int

    @property
    def score(self) -> float:
        """Return the log-odds of this reading against no reading at all."""
        return self.fit + self.prior

    @property
    def sound(self) -> bool:
        """Tell whether the record accounts for the line: stray and missing letters are few.

        One in eight letters may be unexplained, and as many missing that the channel keeps: lines a
        person or program 'tidied' reach that, a wrong record never came below one in four.  A digit
        must be explained by itself: numbers are never guessed.
        """
        if any(
            p.seen >= 0
            and self.seen.text[p.seen].isdigit()
            and (p.truth < 0 or self.truth.text[p.truth] != self.seen.text[p.seen])
            for p in self.alignment.pairs
        ):
            return False
        slack = max(1, self.survivors // 8)
        return self.survivors - self.explained <= slack and self.missing <= slack + 1


class Head(NamedTuple):
    """An author matched with a line's beginning, and where it ends in the line.

    `rivals` is what others that fit nearly as well weigh against it, in nats.
    """

    match: Match
    end: int
    rivals: float


def readings_of(authorities: Authorities, *, series: bool = True) -> list[Reading]:
    """Return what the series lists and standing lines offer."""
    if not series:
        return []
    found: list[Reading] = []
    for entry in authorities.records:
        number = int(entry.fields["number"]) if entry.fields["number"].isdigit() else None
        authors = [a.strip() for a in entry.fields.get("author", "").split(SPLIT)] or [""]
        for i, author in enumerate(authors):
            for j, title in enumerate(entry.spellings):
                text = f"{author}, “{title}”" if author else f"“{title}”"
                label = f"{entry.kind} #{entry.fields['number']}"
                head = len(author)
                found.append(Reading(text, "series", label, number, i + j > 0, head))
    for entry in authorities.imprints:
        for i, spelling in enumerate(entry.spellings):
            variant = i > 0 and not (
                spelling.isupper() and spelling.casefold() == entry.name.casefold()
            )
            found.append(Reading(spelling, "series", entry.kind, None, variant))
    return list({r.text: r for r in reversed(found)}.values())[::-1]


LINE_RE = regex.compile(r"[^\n\f\t]+")
PAGE_NUMBER_RE = regex.compile(rf"^\d{{1,4}}\s+|{PAGE_NUMBER}$")
TITLE_LENGTH = range(12, 200)
MOST_TITLES = 600
"""Title-like lines of the paper that are asked: more than the headings of any book at hand, and few
enough that a text of a million characters full of tables is matched in seconds."""


def readings_in(text: str) -> list[Reading]:
    """Return the paper's own sound title-like lines: short, mostly capitalised, not sparse.

    At most `MOST_TITLES`, those that stand most often and earliest: the headings of a book.
    """
    times: Counter[str] = Counter()
    for match in LINE_RE.finditer(text):
        line = PAGE_NUMBER_RE.sub("", match.group().strip())
        if line in times or (len(line) in TITLE_LENGTH and _is_title(line)):
            times[line] += 1
    return [
        Reading(line, "document", "the paper itself") for line, _ in times.most_common(MOST_TITLES)
    ]


def _is_title(line: str) -> bool:
    """Tell whether most of a sound line's longer words begin with a capital."""
    words = [m.group() for m in words_of(line) if len(m.group()) > 3]
    capitals = sum(1 for w in words if w[0].isupper())
    return len(words) >= 2 and capitals >= 0.6 * len(words) and not is_sparse(line)


class Matcher:
    """Matches sparse lines with readings and learns the channel from what matches."""

    def __init__(self, readings: Sequence[Reading], lines: Iterable[str]) -> None:
        """Prepare the readings; `lines` are all sparse lines, for how frequent each letter is."""
        self._readings = [(r, squeeze(r.text)) for r in readings]
        self._sorts = Counter(r.witness for r in readings)
        self._frequencies: Counter[str] = Counter()
        for line in lines:
            self._frequencies.update(squeeze(line).text)
        self._shortlists: dict[tuple[str, int | None], list[tuple[Reading, Squeezed]]] = {}
        self.channel = Channel()

    def match_all(
        self, lines: Sequence[tuple[str, int | None]], *, rounds: int = 2
    ) -> list[list[Match]]:
        """Match all sparse lines of a paper, in order, each with its number if it has one.

        The channel is learned on the way: match, count, match again.  Lines without a number are
        headings, set in fonts of their own: each is tried under its neighbours' channel, too.
        """
        found = [self.best(line, number) for line, number in lines]
        for _ in range(rounds):
            self.channel = Channel()
            for matches in found:
                if _teaches(matches):
                    self.channel.learn(matches[0].counts)
            found = [
                self.best(line, number, near=None if number else _near(found, place))
                for place, (line, number) in enumerate(lines)
            ]
        return found

    def best(
        self, line: str, number: int | None = None, *, near: Channel | None = None
    ) -> list[Match]:
        """Return the closest readings of a line as matches, the likeliest first."""
        seen = squeeze(line)
        channels = [self.channel, *([] if near is None else [near])]
        matches = [
            self._match(seen, reading, truth, channels=channels, number=number)
            for reading, truth in self._shortlist(seen, number)
        ]
        return sorted(matches, key=_by_score)

    def _shortlist(self, seen: Squeezed, number: int | None) -> list[tuple[Reading, Squeezed]]:
        """Return the readings that hold most of the surviving letters in order, closest first."""
        key = seen.text, number
        if key not in self._shortlists:
            ranked = sorted(self._ranked(seen, number))[:CLOSE]
            self._shortlists[key] = [self._readings[place] for _, place in ranked]
        return self._shortlists[key]

    def _ranked(self, seen: Squeezed, number: int | None) -> Iterator[tuple[float, int]]:
        """Yield how far off a reading is and which it is, for those worth a closer look."""
        letters = "".join(c for c in seen.text if c.isalnum())
        least = max(1, math.ceil(LEAST_SHARE * len(letters)))
        for place, (reading, truth) in enumerate(self._readings):
            same = number is not None and reading.number == number
            held = common_subsequence(letters, truth.text, least=0 if same else least)
            if same or held:
                length = abs(len(truth.text) - len(seen.text)) / max(1, len(truth.text))
                share = held / max(1, len(letters))
                yield 0.2 * length + 0.01 * reading.variant - share - 2 * same, place

    def _match(
        self,
        seen: Squeezed,
        reading: Reading,
        truth: Squeezed,
        *,
        channels: Sequence[Channel],
        number: int | None,
    ) -> Match:
        """Align a line with a reading, under its zone's channel or one of its own, and weigh it."""
        ways = [self._aligned(seen, truth, c) for c in channels]
        cost, by_zone, alignment, counts = min(ways, key=_by_cost)
        explained, survivors = _explained(seen, truth, alignment, self.channel)
        return Match(
            reading=reading,
            seen=seen,
            truth=truth,
            alignment=alignment,
            counts=counts,
            fit=null_cost(seen.text, self._frequencies) - cost,
            prior=self._prior(reading, number),
            explained=explained,
            survivors=survivors,
            missing=self._missing(counts) if by_zone and number is not None else 0,
        )

    def _aligned(
        self, seen: Squeezed, truth: Squeezed, channel: Channel
    ) -> tuple[float, bool, Alignment, Counts]:
        """Align under one channel; the cost is the zone's or of a channel of its own."""
        alignment = channel.align(seen, truth, stop=STOP)
        counts = counts_of(seen, truth, alignment.pairs)
        stopped = STOP if alignment.end < len(truth.text) else 0.0
        fresh = fresh_cost(counts) + FRESH + stopped
        by_zone = channel is self.channel and alignment.cost <= fresh
        return min(alignment.cost, fresh), by_zone, alignment, counts

    def _prior(self, reading: Reading, number: int | None) -> float:
        """Return the weight a reading has before it is compared: one of so many, and its number."""
        prior = -math.log(self._sorts[reading.witness] + 1) - VARIANT * reading.variant
        if number is not None and reading.number is not None:
            prior += SAME_NUMBER if reading.number == number else OTHER_NUMBER
        return prior

    def _missing(self, counts: Counts) -> int:
        """Count the lost letters that the zone's channel keeps."""
        kept = self.channel.survivors()
        return sum(n for r, n in counts.lost.items() if r in kept and r.isalnum())

    def head(self, line: str, number: int | None) -> Head | None:
        """Match only the heads of records, their authors, with the beginning of a line."""
        seen = squeeze(line)
        null = [0.0]
        for character in seen.text:
            null.append(null[-1] + null_cost(character, self._frequencies))
        found: list[Head] = []
        heads = {r.text[: r.head]: r for r, _ in self._readings if r.head}
        for text, reading in heads.items():
            truth = squeeze(text)
            costs = prefix_costs(self.channel.costs(seen.text, truth.text, stop=math.inf))
            gains = [none - cost for none, cost in zip(null, costs.tolist(), strict=True)]
            end = gains.index(max(gains))
            if end < HEAD_LETTERS:
                continue
            part = Squeezed(seen.text[:end], seen.at[:end])
            match = self._match(
                part, reading._replace(text=text), truth, channels=[self.channel], number=number
            )
            last = _last_explained(match, self.channel)
            if last >= 0:
                found.append(Head(match, seen.at[last] + 1, 0.0))
        found.sort(key=_by_head)
        if not found:
            return None
        rivals = sum(math.exp(min(0.0, h.match.score - found[0].match.score)) for h in found[1:])
        return found[0]._replace(rivals=-math.log1p(rivals))


LEARN_FROM = 8.0
"""Log-odds a match needs before it teaches the channel: wrong in one of 3,000."""

HEADING_LOSS = 0.9
"""Share of small letters a heading is thought to have lost before it has taught anything; headings
are set in fonts of their own, whose channel is learned apart from the list's."""

LEARN_LETTERS = 8
"""Surviving letters a line needs before it teaches the channel: a few letters fit much."""

HEAD_LETTERS = 5
"""Surviving characters an author alone must explain."""


def _last_explained(match: Match, channel: Channel) -> int:
    """Return the place of the last letter a match explains; what follows is not part of it."""
    places = [-1]
    for pair in match.alignment.pairs:
        if pair.seen >= 0 and pair.truth >= 0:
            one, other = match.seen.text[pair.seen], match.truth.text[pair.truth]
            same = one == other or channel.turns(other, one)
            if is_unmapped(one) or (one.isalnum() and same):
                places.append(pair.seen)
    return max(places)


def _teaches(matches: list[Match]) -> bool:
    """Tell whether a line's best match is sure enough to learn the channel from."""
    return bool(matches and matches[0].score > LEARN_FROM and matches[0].survivors >= LEARN_LETTERS)


def _near(found: list[list[Match]], place: int) -> Channel:
    """Return the channel that the lines directly before and after a heading teach."""
    channel = Channel(lossy=HEADING_LOSS)
    for neighbour in found[max(0, place - 1) : place] + found[place + 1 : place + 2]:
        if _teaches(neighbour) and neighbour[0].reading.number is None:
            channel.learn(neighbour[0].counts)
    return channel


def _by_cost(way: tuple[float, bool, Alignment, Counts]) -> float:
    """Order ways of aligning by what they cost."""
    return way[0]


def _by_head(head: Head) -> tuple[float, str]:
    """Order authors by score, highest first."""
    return _by_score(head.match)


def _by_score(match: Match) -> tuple[float, str]:
    """Order matches by score, highest first."""
    return -match.score, match.reading.text


def _explained(
    seen: Squeezed, truth: Squeezed, alignment: Alignment, channel: Channel
) -> tuple[int, int]:
    """Count the surviving letters and digits a reading explains, and all there are."""
    survivors = sum(1 for c in seen.text if c.isalnum() or is_unmapped(c))
    explained = 0
    for pair in alignment.pairs:
        if pair.seen < 0 or pair.truth < 0:
            continue
        one, other = seen.text[pair.seen], truth.text[pair.truth]
        if not (one.isalnum() or is_unmapped(one)):
            continue
        habit = channel.turns(other, one) or is_unmapped(one)
        explained += one.casefold() == other.casefold() or habit
    return explained, survivors
