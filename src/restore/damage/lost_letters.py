"""Lost letters: lines of which a broken font or extraction left a few letters.

    #12 B a M . a . . S a . . e C d Wa , a d e D . . DC a: A M . -A c a
    #12 Brian Murray, “Stalin, the Cold War, and the Division of China: A Multi-Archival …”

Such a line is matched with the records of series lists and with the paper's own sound lines, under
a channel (which letters survive, which turn into others) learned from all such lines together.  A
record is never pasted over a line it does not explain; where the line stops before its record does,
a gap says so; where only the author fits, only the author is restored.

Refused: a line without a fitting record (`x = a + b`, initials, a title in no list) stays as it
is and is reported.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from restore import confidence
from restore.compose import Proposal
from restore.confidence import certain_enough
from restore.evidence.channel import Channel
from restore.evidence.doubts import doubts
from restore.evidence.matching import LEAST_SCORE, SURE, explains
from restore.evidence.records import Match, Matcher
from restore.evidence.sparse import MARKERS, Block, is_in_pieces
from restore.ledger import GAP, Candidate, Cause, Evidence, Finding
from restore.page import is_unmapped
from restore.text import Span
from restore.view import View

DAMAGE = "lost-letters"

MOST_FIT = 20.0
"""Weight a fit can give at most: sums of log-odds over letters overstate what one line can prove,
for its letters are not independent of each other."""

FAR = math.log(1e6)
"""Log-odds from which a rival reading says nothing any more: a million to one."""

BESIDE = 2.5
"""Weight of standing next to a line matched with the same series: standing matter of a series is
found with its list, and an accidental fit stands next to it once in a dozen lines."""

GOES_ON = -18.0
"""Weight against a record that is not used up while the next line goes on: the rest may stand there
(on made lists it always did)."""

ESTABLISHED = 3
"""Matched lines from which on an unmatched sparse line is damage and not a formula."""

LEAST_PIECE = 3
"""Letters of a piece that may be taken for the word it always was: on made lists all pieces of
three were right, nine in ten of those of two, and not half of the single letters."""

TOKEN_RE = regex.compile(rf"[\p{{L}}\p{{M}}{MARKERS}]+")
LETTER_RE = regex.compile(r"[\p{L}\p{N}]")
SPACE_RE = regex.compile(r"\s+")
GOES_ON_RE = regex.compile(r"[ \t]*\n(?!\s|#|No\.)")


def propose(view: View) -> Iterator[Proposal]:
    """Yield a proposal for every sparse line, or part of one, that a record explains."""
    matches = view.matches()
    if matches is None:
        return
    memory = _Memory()
    for readings in matches.found:
        if explains(readings) and readings[0].score > MOST_FIT / 2:
            memory.learn(readings[0])
    for place, (block, readings) in enumerate(zip(matches.blocks, matches.found, strict=True)):
        if explains(readings):
            beside, channel = _beside(matches.found, place), matches.matcher.channel
            yield _whole(view.text, block, readings, channel=channel, beside=beside)
        elif block.number is not None:
            yield from _author(view.text, block, matches.matcher, memory)


def find(view: View) -> Iterator[Finding]:
    """Yield the sparse lines that nothing explains, once others have shown letters are lost."""
    matches = view.matches()
    if matches is None:
        return
    taught = sum(1 for m in matches.found if explains(m) and m[0].score > SURE)
    for block, readings in zip(matches.blocks, matches.found, strict=True):
        listed = block.number is not None and taught >= ESTABLISHED
        if explains(readings) or not (listed or is_in_pieces(block.body.of(view.text))):
            continue
        evidence = Evidence("document", f"{taught} other lines here have lost letters alike", 2.0)
        yield Finding(
            damage=DAMAGE,
            span=block.span,
            says="letters are lost in this line and no record explains it as a whole",
            evidence=(evidence,),
            confidence=certain_enough(0.9 if taught >= ESTABLISHED else 0.6),
        )


def _beside(found: Sequence[Sequence[Match]], place: int) -> bool:
    """Tell whether the line before or after is surely matched with a record of a series."""
    near = (*found[max(0, place - 1) : place], *found[place + 1 : place + 2])
    return any(explains(m) and m[0].reading.witness == "series" and m[0].score > SURE for m in near)


def _whole(
    text: str, block: Block, matches: Sequence[Match], *, channel: Channel, beside: bool
) -> Proposal:
    """Propose a record for a whole line."""
    line = block.body.of(text)
    matches = _dressed(matches, line)
    best = matches[0]
    after = restored(best, line)
    beside = beside and best.reading.witness == "series" and best.reading.number is None
    return Proposal(
        damage=DAMAGE,
        rule=_rule(best),
        span=block.body,
        after=after,
        evidence=(
            *_evidence(matches, block.number, beside=beside),
            *doubts(best, block.number, channel),
            *_going_on(text, block, after),
        ),
        cause=_cause(best),
        alternatives=_alternatives(matches, line, after),
    )


def _dressed(matches: Sequence[Match], line: str) -> list[Match]:
    """Return the readings of a line, and of those with the best one's letters the best dressed.

    D.C. and DC are both right: the line's own stops and quotation marks say which it has.
    """
    signs = _signs(line)
    same = [m for m in matches if _letters(m) == _letters(matches[0])]

    def strangers(match: Match) -> int:
        own = _signs(match.reading.text)
        return (own - signs).total() + (signs - own).total()

    best = min(same, key=strangers)
    return [best, *(m for m in matches if m is not best)]


def _signs(text: str) -> Counter[str]:
    """Return how often a text has each sign that is no letter."""
    return Counter(c for c in text if not c.isalnum() and not c.isspace())


def _rule(match: Match) -> str:
    """Name the rule by what the reading is: scores of each mean something else."""
    if match.reading.witness == "document":
        return "own-line"
    return "standing-line" if match.reading.number is None else "record"


def _alternatives(matches: Sequence[Match], line: str, after: str) -> tuple[Candidate, ...]:
    """Return the other readings that come within reach, and the record as a whole if it was cut."""
    others = [
        Candidate(restored(m, line), (Evidence(m.reading.witness, _fits(m), m.score),))
        for m in matches[1:]
        if m.sound and m.score > LEAST_SCORE
    ]
    whole = matches[0].reading.text
    if GAP in after:
        others.append(Candidate(whole, (Evidence("series", "the record as a whole", 0.0),)))
    return tuple(others)


def _fits(match: Match) -> str:
    """Say how much of a line a reading explains."""
    return (
        f"{match.reading.label}: explains {match.explained} of {match.survivors} surviving letters"
    )


def _evidence(matches: Sequence[Match], number: int | None, *, beside: bool) -> Iterator[Evidence]:
    """Yield what speaks for the best match: fit, number, neighbours and how far off rivals are.

    Fit and rivals sum to the log-odds of the best against every other and against none, or to what
    the fit is allowed to say, if that is less.
    """
    best = matches[0]
    witness = best.reading.witness
    fit = min(MOST_FIT, best.fit) + best.prior
    yield Evidence(witness, _fits(best), fit)
    rivals = [m for m in matches[1:] if _letters(m) != _letters(best)]
    ahead = _ahead(best.score, [m.score for m in rivals])
    against = 0.0 if ahead > FAR else min(0.0, ahead - fit)
    yield Evidence(witness, _distance(ahead), against)
    if number is not None and number == best.reading.number:
        yield Evidence(witness, f"#{number} stands in the line and in the record", 1.0)
    if beside:
        # The neighbours speak for every reading of that series alike.
        same = [m.score + BESIDE * (m.reading.label == best.reading.label) for m in rivals]
        further = _ahead(best.score + BESIDE, same) - ahead
        yield Evidence("series", "stands beside a line of the same series", further)


def _ahead(score: float, rivals: Sequence[float]) -> float:
    """Return the log-odds of a reading against all its rivals and against none."""
    top = max([0.0, *rivals])
    return score - top - math.log(sum(math.exp(r - top) for r in [0.0, *rivals]))


def _letters(match: Match) -> str:
    """Return what makes a reading another one: its letters and digits, whatever their case."""
    return "".join(c for c in match.reading.text.casefold() if c.isalnum())


def _distance(nats: float) -> str:
    """Say how far off the next best explanation is.

    >>> _distance(3.4), _distance(70.0)
    ('the next best reading is 30 times less likely', 'no other reading comes near')
    """
    if nats > FAR:
        return "no other reading comes near"
    return f"the next best reading is {math.exp(nats):.0f} times less likely"


def _going_on(text: str, block: Block, after: str) -> Iterator[Evidence]:
    """Speak against a record that is not used up where the next line may hold the rest."""
    if after.endswith(GAP) and GOES_ON_RE.match(text, block.span.end):
        yield Evidence("document", "the rest of the record may stand on the next line", GOES_ON)


def _cause(match: Match) -> Cause:
    """Return the decision a match rests on: that this list, or the paper itself, is the witness."""
    if match.reading.witness == "document":
        return Cause("own-lines", DAMAGE, "the paper prints the same line elsewhere")
    source = match.reading.label.split(" #")[0]
    return Cause(f"list:{source}", DAMAGE, f"the paper prints what {source} lists")


def restored(match: Match, line: str) -> str:
    """Return the reading laid out like the damaged line: its line ends kept, its end not passed.

    Where the line stops before its record, the word it stops in is completed, since the record
    proves it, and a gap stands for the rest.
    """
    text = match.reading.text
    cut = len(text)
    if match.alignment.end < len(match.truth.text):
        cut = match.truth.at[match.alignment.end - 1] + 1 if match.alignment.end else 0
        while cut < len(text) and not text[cut].isspace() and text[cut] not in "”’":
            cut += 1
    stopped = LETTER_RE.search(text, cut) is not None
    kept = text[:cut] if stopped else text
    for place, end in _line_ends(match, line, kept):
        kept = kept[:place] + end + kept[place + 1 :]
    return f"{kept} {GAP}" if stopped else kept


def _line_ends(match: Match, line: str, kept: str) -> Iterator[tuple[int, str]]:
    """Yield the blanks of the reading that stand where the damaged line has its line ends."""
    truth_of = {p.seen: p.truth for p in match.alignment.pairs if p.seen >= 0 and p.truth >= 0}
    floor = 0
    for space in SPACE_RE.finditer(line):
        if "\n" not in space.group() and "\f" not in space.group():
            continue
        after = [i for i, at in enumerate(match.seen.at) if at >= space.end() and i in truth_of]
        if not after:
            continue
        place = kept.rfind(" ", floor, match.truth.at[truth_of[after[0]]] + 1)
        if place > 0:
            floor = place + 1
            yield place, "\f" if "\f" in space.group() else "\n"


class _Memory:
    """What whole pieces of damaged lines turned out to be, in lines a record explained."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._words: dict[str, Counter[str]] = {}

    def learn(self, match: Match) -> None:
        """Remember every piece that is all that is left of one word."""
        line, text = match.seen, match.reading.text
        groups: dict[tuple[int, int], list[int]] = {}
        words = [m.span() for m in regex.finditer(r"[\p{L}\p{M}]+", text)]
        for pair in match.alignment.pairs:
            if pair.seen >= 0 and pair.truth >= 0 and line.text[pair.seen].isalpha():
                at = match.truth.at[pair.truth]
                word = next(((a, b) for a, b in words if a <= at < b), None)
                if word:
                    groups.setdefault(word, []).append(pair.seen)
        for (start, end), places in groups.items():
            whole = all(line.at[b] - line.at[a] == 1 for a, b in pairwise(places))
            if whole and _stands_alone(match, places):
                piece = "".join(line.text[i] for i in places)
                self._words.setdefault(piece, Counter())[text[start:end].casefold()] += 1

    def word(self, piece: str) -> str | None:
        """Return what a piece has always been, three times at least, or None."""
        words = self._words.get(piece)
        if not words or len(piece) < LEAST_PIECE:
            return None
        word, times = words.most_common(1)[0]
        if times < ESTABLISHED or times < words.total():
            return None
        return word[0].upper() + word[1:] if piece[0].isupper() else word


def _stands_alone(match: Match, places: Sequence[int]) -> bool:
    """Tell whether the characters at these places have blanks or marks on both sides."""
    at, text = match.seen.at, match.seen.text
    first, last = places[0], places[-1]
    left = first == 0 or at[first] - at[first - 1] > 1 or not text[first - 1].isalnum()
    right = last + 1 == len(at) or at[last + 1] - at[last] > 1 or not text[last + 1].isalnum()
    return left and right


def _author(text: str, block: Block, matcher: Matcher, memory: _Memory) -> Iterator[Proposal]:
    """Propose the author where only a record's author explains the line's beginning.

    The rest keeps every surviving letter; what is lost is marked as a gap, and a piece that was the
    same word in every line a record explained is taken for that word.
    """
    line = block.body.of(text)
    head = matcher.head(line, block.number)
    if head is None or not head.match.sound or head.match.missing > 1:
        return
    match, end = head.match, head.end
    weight = min(MOST_FIT, match.fit) + match.prior
    evidence = [Evidence("series", f"author of {_fits(match)}", weight)]
    if head.rivals < -0.01:
        evidence.append(Evidence("series", "other authors fit nearly as well", head.rivals))
    span = Span(block.body.start, block.body.start + end)
    yield Proposal(
        damage=DAMAGE,
        rule="record-author",
        span=span,
        after=match.reading.text,
        evidence=tuple(evidence),
        cause=_cause(match),
    )
    sure = confidence.probability(DAMAGE, evidence, rule="record-author")
    if confidence.tier(sure) != "accept":
        return  # where not even the author is sure, nothing shows that the rest is damaged
    rest = Span(span.end, block.body.end)
    marked = _marked(rest.of(text), memory)
    worked_on = GAP in rest.of(text)
    if marked != rest.of(text) and not worked_on and not any(map(is_unmapped, rest.of(text))):
        says = "letters are lost here and no known title fits what is left"
        yield Proposal(
            damage=DAMAGE,
            rule="mark-gaps",
            span=rest,
            after=marked,
            evidence=(
                Evidence("series", says, 2.0),
                Evidence("document", "the lines around have lost letters the same way", 2.0),
            ),
        )


def _marked(rest: str, memory: _Memory) -> str:
    """Return the rest of a line with its gaps marked and the pieces that are known filled in."""
    pieces: list[str] = []
    at = 0
    for match in TOKEN_RE.finditer(rest):
        word = memory.word(match.group())
        pieces += [rest[at : match.start()], word or f"{match.group()}{GAP}"]
        at = match.end()
    return "".join([*pieces, rest[at:]])
