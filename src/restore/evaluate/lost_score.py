"""How much of a decoded line is right: whole lines word by word, and each word that is offered.

A word of a line is what stands between two spaces of the truth, without quotation marks and
punctuation at its edges; it is right if it stands in the first answer the same, case included, in
an order that both share.  Words that an answer has too many are counted beside those of the truth,
so that inventing hidden words costs what it should.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

import regex

from restore.decode.model import Decoded, Observed, WordRead
from restore.evaluate.lost import Worn
from restore.text import Span

EDGES_RE = regex.compile(r"^[^\p{L}\p{M}\p{N}\[]+|[^\p{L}\p{M}\p{N}\]]+$")
GAPPED_RE = regex.compile(r"\[\.+\]")
LETTER_RE = regex.compile(r"\p{L}")
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-"})
"""Marks that print the same word: a curly apostrophe, a dash between years."""


@dataclass
class Score:
    """What came of some lines, counted in words of the truth.

    `invented` are words that an answer has where the truth has none; `intact` words of which
    nothing was lost; `gapped` those for which the answer has a gap, or nothing.
    """

    lines: int = 0
    words: int = 0
    right: int = 0
    invented: int = 0
    intact: int = 0
    intact_right: int = 0
    gapped: int = 0
    seconds: float = 0.0

    def __add__(self, other: Score) -> Score:
        """Return the counts of both together."""
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def share(self) -> float:
        """Return the share of right ones among the words of the truth and those invented."""
        return self.right / max(1, self.words + self.invented)

    @property
    def damaged_share(self) -> float:
        """Return the same of the words that lost letters; every invented word counts there."""
        damaged = self.words - self.intact + self.invented
        return (self.right - self.intact_right) / max(1, damaged)


class Offer(NamedTuple):
    """A word that decoding offers in place of what is seen, judged.

    `posterior` is the decoder's own; `hidden` tells that nothing of the word survives, `measured`
    that its line has widths.  `line` counts the lines of what was measured together.
    """

    line: int
    span: Span
    before: str
    after: str
    true: str
    posterior: float
    right: bool
    hidden: bool
    measured: bool

    @property
    def weight(self) -> float:
        """Return the log-odds of the posterior in nats, as a repair takes it: up to 999 to one."""
        return log_odds(self.posterior)


def log_odds(posterior: float) -> float:
    """Return the log-odds of a posterior, at most 999 to one for and against.

    >>> round(log_odds(0.5), 3), round(log_odds(1.0), 2)
    (0.0, 6.91)
    """
    sure = min(max(posterior, 0.001), 0.999)
    return math.log(sure / (1 - sure))


def words_of(text: str) -> list[str]:
    """Return the words of a line as they are compared.

    >>> words_of("“Who Ordered It?” Moscow, 1958–61 . .")
    ['Who', 'Ordered', 'It', 'Moscow', '1958-61']
    """
    pieces = (EDGES_RE.sub("", piece) for piece in text.translate(STRAIGHT).split())
    return [piece for piece in pieces if piece]


def score_line(line: Worn, decoded: Decoded) -> Score:
    """Return the counts of one line."""
    right = {i for i, _ in shared(words_of(line.truth), words_of(decoded.text))}
    whole = intact(line)
    counts = score_text(line.truth, decoded.text)
    return replace(counts, intact=len(whole), intact_right=len(whole & right))


def score_text(true: str, read: str) -> Score:
    """Return the counts of a line of which only the texts are known.

    >>> counts = score_text("War in Asia", "War at sea in Asia")
    >>> counts.words, counts.right, counts.invented
    (3, 3, 2)
    """
    truth, answer = words_of(true), words_of(read)
    pairs = shared(truth, answer)
    invented, gapped = _between(answer, pairs, len(truth))
    return Score(lines=1, words=len(truth), right=len(pairs), invented=invented, gapped=gapped)


def shared(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence, in order.

    >>> shared("the Cold War".split(), "Cold the War".split())
    [(1, 0), (2, 2)]
    """
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            same = one[i] == other[j]
            best[i][j] = 1 + best[i + 1][j + 1] if same else max(best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _between(answer: Sequence[str], pairs: list[tuple[int, int]], size: int) -> tuple[int, int]:
    """Return how many words an answer has too many, and for how many it has a gap or nothing."""
    invented = gapped = 0
    before = (-1, -1)
    for pair in [*pairs, (size, len(answer))]:
        missed = pair[0] - before[0] - 1
        offered = answer[before[1] + 1 : pair[1]]
        claims = sum(not GAPPED_RE.search(word) for word in offered)
        invented += max(0, claims - missed)
        gapped += max(0, missed - claims)
        before = pair
    return invented, gapped


def intact(line: Worn) -> set[int]:
    """Return the places of the words of which every letter and digit survives as itself."""
    atoms = zip(line.observed.atoms, line.origins, strict=True)
    kept = {at for atom, at in atoms if at >= 0 and line.truth[at] == atom.text}
    found, place = set(), 0
    for match in regex.finditer(r"\S+", line.truth):
        if not words_of(match.group()):
            continue
        letters = {i for i in range(*match.span()) if line.truth[i].isalnum()}
        if letters <= kept:
            found.add(place)
        place += 1
    return found


def offers(line: Worn, decoded: Decoded, number: int = 0) -> Iterator[Offer]:
    """Yield the words with letters that decoding offers where something else is seen, judged.

    A word is right if the truth has it at the very letters it claims to be read from.
    """
    done = 0
    for word in decoded.words:
        if not LETTER_RE.search(word.text):
            continue
        found = _found(line, word, done)
        done = found.end if found else done
        before = _seen(line.observed, word)
        if word.known and before != word.text:
            yield Offer(
                line=number,
                span=found or _stretch(line, word),
                before=before,
                after=word.text,
                true=_stretch(line, word).of(line.truth),
                posterior=word.posterior,
                right=found is not None,
                hidden=word.start == word.end,
                measured=line.observed.measured,
            )


def _seen(observed: Observed, word: WordRead) -> str:
    """Return what is seen of a word."""
    return observed.span(word.start, word.end).of(observed.line) if word.end > word.start else ""


def _found(line: Worn, word: WordRead, done: int) -> Span | None:
    """Return where in the truth a word stands, whole and of the very letters, else nothing."""
    room, inside = _room(line, word, done), _inside(line, word)
    text, truth = word.text.translate(STRAIGHT), line.truth.translate(STRAIGHT)
    at = truth.find(text, room.start, room.end)
    while at >= 0:
        span = Span(at, at + len(text))
        covers = inside is None or (span.start <= inside.start and inside.end <= span.end)
        if covers and not _goes_on(truth, span):
            return span
        at = truth.find(text, at + 1, room.end)
    return None


def _goes_on(truth: str, span: Span) -> bool:
    """Tell whether a word of the truth is longer than a stretch of it."""
    before, behind = truth[span.start - 1 : span.start], truth[span.end : span.end + 1]
    return (before.isalnum() and truth[span.start].isalnum()) or (
        behind.isalnum() and truth[span.end - 1].isalnum()
    )


def _inside(line: Worn, word: WordRead) -> Span | None:
    """Return the stretch of the truth from the first to the last letter a word is read from."""
    known = [at for at in line.origins[word.start : word.end] if at >= 0]
    return Span(known[0], known[-1] + 1) if known else None


def _room(line: Worn, word: WordRead, done: int) -> Span:
    """Return the stretch of the truth between the letters before and behind those of a word."""
    before = [at for at in line.origins[: word.start] if at >= 0]
    behind = [at for at in line.origins[word.end :] if at >= 0]
    start = before[-1] + 1 if before else 0
    return Span(max(done, start), behind[0] if behind else len(line.truth))


def _stretch(line: Worn, word: WordRead) -> Span:
    """Return the word or words of the truth that the letters of a word belong to, for reports."""
    inside = _inside(line, word) or _room(line, word, 0)
    start, end = inside
    while start > 0 and line.truth[start - 1].isalnum():
        start -= 1
    while end < len(line.truth) and line.truth[end].isalnum():
        end += 1
    return Span(start, end)


class Tenth(NamedTuple):
    """A tenth of the scale of confidence: where it begins, words offered, words right."""

    low: float
    offered: int
    right: int


def tenths(offered: Iterable[Offer], sure: Callable[[Offer], float]) -> list[Tenth]:
    """Return the offers by tenths of their confidence, lowest first, without empty tenths."""
    counts = [[0, 0] for _ in range(10)]
    for offer in offered:
        tenth = counts[min(9, int(sure(offer) * 10))]
        tenth[0] += 1
        tenth[1] += offer.right
    return [Tenth(i / 10, *pair) for i, pair in enumerate(counts) if pair[0]]


def all_lines(lines: Sequence[Worn], read: Sequence[Decoded]) -> Score:
    """Return the counts of several lines together."""
    return sum((score_line(w, d) for w, d in zip(lines, read, strict=True)), Score())
