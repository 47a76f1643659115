"""Ligatures: one sign for two or three letters, kept as one character or lost altogether.

    repaired    ﬁrst -> first; e cient, e\ufffdcient, ecient -> efficient
    refused     su ce que, Il Sung, a lone "in ated" in a paper whose other "fl" are all there,
                what resembles a loss within a name, an abbreviation or an archive citation

A character of the block U+FB00-FB06 is a ligature by definition.  A lost one is an inference: the
joined word is common, its halves are not, no other ligature fits, and above all the paper loses
this ligature elsewhere too.  A font that has lost its "fi" has lost it everywhere, so a paper full
of intact ones speaks strongly against a loss.

Price: where only one line of a paper is set in such a font, its words are proposed, not mended.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import regex

from restore.compose import Proposal
from restore.evidence.ligature_words import (
    CLEAR,
    LOST,
    PAIR_RE,
    RARE_HALF,
    WORD_RE,
    Reading,
    Slot,
    best,
    language,
    oddness,
    readings,
    scant,
    surroundings,
)
from restore.evidence.matching import explains
from restore.evidence.words import COMMON, zipf
from restore.ledger import Candidate, Cause, Evidence
from restore.text import Span
from restore.view import View

DAMAGE = "ligatures"

FORMS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}
"""Latin ligatures and their letters (Unicode, UnicodeData.txt); the long s is a letter."""


TEX = {"\x0b": "ff", "\x0e": "ffi", "\x0f": "ffl", "\x1b": "ff", "\x1c": "fi"}
TEX |= {"\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl"}
"""Codes of TeX's OT1 and T1 encodings that readers leave as control characters."""

OTHER_SIGNS = (*"abcdefghijklmnopqrstuvwxyz", "ss", "si", "sl", "sh", "ssi", "ll")
"""What else one marker may stand for: letters, and the long-s ligatures of old type."""

DOUBLE_RE = re.compile(r"(?<=[^\s.!?:])  ([a-z]+)\b")
LETTERS = "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøœšùúûüýž"
"""Single letters that U+FFFD stands for far oftener than for a ligature."""

FORM_RE = re.compile("[ﬀ-ﬆ]")
MARK = "\ufffd\x00-\x08\x0b\x0e-\x1f\x7f\ue000-\uf8ff\U000f0000-\U000ffffd"
MARK_RE = re.compile(f"[{MARK}]")
MARKED_RE = regex.compile(rf"(?<![\p{{L}}{MARK}])(\p{{L}}*+)([{MARK}])(\p{{L}}*+)(?![{MARK}])")


OPENING_RE = re.compile(
    r"(?:(?<=[.!?] )|(?<=[.!?][\"”’)] )|^) ?(e|ere|ese|ose|ey)(?= [a-zA-Z])", re.MULTILINE
)


LEAST = -0.6
"""Nats below which nothing is proposed: it would not reach a reader."""

IN_PIECES = -6.0
"""Weight of standing in a line that lost letters one by one: of made papers' wrong ligatures that
were next to sure all but two stood in one."""

RICH = 0.010
"""Share of words with an intact f-ligature above which losses without a trace are not looked for;
English prose has about 0.03.  Price: one line of such losses in a sound paper is not found."""


SAMPLE = 40
"""Different words asked for one marker; more would not change the answer."""


SETTLED = 0.0
"""Weight of a marker's shared meaning from which it holds for words too short to vouch: three words
in which nothing else fits."""


def propose(view: View) -> Iterator[Proposal]:
    """Yield a proposal for every ligature that is one character, or lost."""
    for match in FORM_RE.finditer(view.text):
        yield _presentation_form(match)
    if not view.uses("language"):
        return  # without a dictionary nothing can be said about lost ones
    yield from _marked(view)
    yield from _unmarked(view)


def _presentation_form(match: re.Match[str]) -> Proposal:
    """Make the proposal for a ligature character: its letters, by Unicode's own definition."""
    char = match.group()
    says = f"U+{ord(char):04X} is the ligature {FORMS[char]}"
    return Proposal(
        damage=DAMAGE,
        rule="ligature-letters",
        span=Span(*match.span()),
        after=FORMS[char],
        # A fact, not an inference; the price of being wrong is a search that finds more.
        evidence=(Evidence("unicode", says, 6.0),),
        cause=Cause(f"ligature:U+{ord(char):04X}", DAMAGE, says),
    )


def _marked(view: View) -> Iterator[Proposal]:
    """Yield proposals where a marker, a control character or U+FFFD stands in a word."""
    if not MARK_RE.search(view.text):
        return
    slots: dict[str, list[Slot]] = defaultdict(list)
    for match in MARKED_RE.finditer(view.text):
        if match[1] or match[3]:
            slots[match[2]].append(Slot(Span(*match.span(2)), match[1], match[3], "marker"))
    for mark, places in slots.items():
        shared = None if mark == "\ufffd" else _meaning(mark, places)
        for place in places:
            slot, reading = place, best(place)
            if reading and mark == "\ufffd":
                evidence = [*language(slot, reading), *_single_letter(slot), *scant(slot)]
                yield _proposal(slot, reading, evidence, cause=None)
            elif reading and shared and reading.ligature == shared[0]:
                cause = Cause(f"ligature:mark:{ord(mark):X}", DAMAGE, shared[1].says)
                evidence = [*language(slot, reading), shared[1]]
                if shared[1].weight < SETTLED:
                    evidence += scant(slot)
                    # A rule of its own: its confidence is not that of markers seen in many words.
                    slot = slot._replace(form="lone-marker")
                yield _proposal(slot, reading, evidence, cause=cause)


def _meaning(mark: str, places: list[Slot]) -> tuple[str, Evidence] | None:
    """Return the ligature that one marker stands for in all its words, if one explains them.

    A single letter that explains as many words is as good an answer, and then there is none.
    """
    words = sorted({(s.left, s.right) for s in places})[:SAMPLE]
    made = {
        sign: sum(zipf(left + sign + right) >= COMMON for left, right in words)
        for sign in (*LOST, *OTHER_SIGNS)
    }
    if mark in TEX:
        made[TEX[mark]] += 1
    best, second = sorted(made, key=made.__getitem__, reverse=True)[:2]
    if best not in LOST or made[best] == made[second] or made[best] < 0.7 * len(words):
        return None
    says = f'"{best}" makes words of {made[best]} of the {len(words)} that have this sign'
    # One word leaves room for another sign (a person is asked); two that fit leave little.
    weight = min(3.0, math.log(made[best]) - 1.0 + (2.0 if mark in TEX else 0.0))
    return best, Evidence("document", says, weight)


def _unmarked(view: View) -> Iterator[Proposal]:
    """Yield proposals where a space or nothing stands for a ligature."""
    found = _found(view)
    intact = {ligature: view.text.count(ligature) for ligature in LOST}
    lost = _losses(found)
    strange = _strangers(view, found)
    broken = _explained(view) if found else []
    judged = [
        (slot, reading, [*language(slot, reading), *_around(view.text, slot, broken)])
        for slot, reading in found
    ]
    plain = sum(
        slot.form != "nothing" and sum(e.weight for e in said) >= CLEAR for slot, _, said in judged
    )
    for slot, reading, evidence in judged:
        if view.uses("document"):
            evidence.append(_system(reading.ligature, lost, intact, slot.form))
            if strange and slot.form == "nothing":
                evidence.append(strange)
            if plain > 1 and slot.form != "nothing":
                # A sound paper has next to no such place, so several vouch for each other; capped,
                # since a long paper of foreign names may hold a handful by chance.
                says = f"a ligature is lost at {plain} places like this"
                evidence.append(Evidence("document", says, min(2.5, math.log(plain))))
        cause = Cause(
            f"ligature:lost:{reading.ligature}", DAMAGE, f'the font lost its "{reading.ligature}"'
        )
        if sum(e.weight for e in evidence) >= LEAST:
            yield _proposal(slot, reading, evidence, cause=cause)
    yield from _openings(view)


def _losses(found: Sequence[tuple[Slot, Reading]]) -> Counter[str]:
    """Count how often each ligature seems lost.

    Where it left no trace each word counts once: one that recurs is as well the author's own.
    """
    traced = Counter(reading.ligature for slot, reading in found if slot.form != "nothing")
    words = {(r.ligature, r.word) for slot, r in found if slot.form == "nothing"}
    return traced + Counter(ligature for ligature, _ in words)


def _strangers(view: View, found: Sequence[tuple[Slot, Reading]]) -> Evidence | None:
    """Say how many of the paper's unknown words no ligature explains, if they are the more.

    A font that lost its ligatures makes most of them; dialect and foreign words are not its work.
    """
    explained = {slot.left + slot.right for slot, _ in found if slot.form == "nothing"}
    if not explained:
        return None
    words = {m for m in WORD_RE.findall(view.text) if len(m) > 2 and m.islower()}
    others = sum(zipf(word) < RARE_HALF for word in words - explained)
    weight = max(-4.5, math.log((len(explained) + 0.5) / (others + 0.5)))
    says = f"a ligature explains {len(explained)} of {len(explained) + others} unknown words"
    return Evidence("document", says, weight) if weight < 0 else None


def _explained(view: View) -> list[Span]:
    """Return the lines that lost letters one by one, as some record explains them."""
    matches = view.matches()
    if matches is None:
        return []
    pairs = zip(matches.blocks, matches.found, strict=True)
    return [block.span for block, readings in pairs if explains(readings)]


def _around(text: str, slot: Slot, broken: Sequence[Span]) -> Iterator[Evidence]:
    """Say what speaks against a slot: words in pieces beside it, or a line of lost letters.

    `broken` are the lines that lost letters one by one; some of their gaps look like ligatures.
    """
    place = bisect_right(broken, (slot.span.start, len(text))) - 1
    if place >= 0 and slot.span.start < broken[place].end:
        yield Evidence("document", "its line lost letters one by one", IN_PIECES)
    else:
        yield from surroundings(text, slot)


def _found(view: View) -> list[tuple[Slot, Reading]]:
    """Return the places where a space or nothing may stand for a ligature, with their reading."""
    slots = [*_spaced(view.text), *_openings_of_words(view.text)]
    intact = sum(view.text.count(ligature) for ligature in ("ff", "fi", "fl"))
    if intact < RICH * max(1, view.text.count(" ")):
        slots += _traceless(view)
    found = [
        (slot, reading)
        for slot in slots
        if (reading := best(slot)) is not None and not view.shielded(_word(slot))
    ]
    taken = {at for slot, _ in found if slot.form != "nothing" for at in slot.span}
    taken |= {at for mark in MARK_RE.finditer(view.text) for at in mark.span()}
    return [pair for pair in found if pair[0].form != "nothing" or not _touches(pair[0], taken)]


def _word(slot: Slot) -> Span:
    """Return where the word around a slot stands."""
    return Span(slot.span.start - len(slot.left), slot.span.end + len(slot.right))


def _touches(slot: Slot, taken: set[int]) -> bool:
    """Tell whether the word around a slot is a half of another slot."""
    return not taken.isdisjoint(_word(slot))


def _spaced(text: str) -> Iterator[Slot]:
    """Yield spaces between two runs of letters one of which is hardly a word.

    Each different pair is judged once, and only pairs that make a word are looked for again: of the
    pairs of a sound paper that leaves next to none.
    """
    pairs = set(PAIR_RE.findall(text))
    kinds = {half: oddness(half) for half in {h for pair in pairs for h in pair}}
    for left, right in sorted(pairs):
        one, other = kinds[left], kinds[right]
        if one + other < 1 or other < 0 or not right.islower():
            continue
        if not readings(Slot(Span(0, 0), left, right, "space")):
            continue
        for match in regex.finditer(
            rf"(?<![\p{{L}}{MARK}]){left} {right}(?![\p{{L}}{MARK}])", text
        ):
            at = match.start() + len(left)
            yield Slot(Span(at, at + 1), left, right, "space")


def _openings_of_words(text: str) -> Iterator[Slot]:
    """Yield the second of two spaces before letters that are hardly a word: `to  nd`."""
    for match in DOUBLE_RE.finditer(text):
        if oddness(match[1]) > 0:
            yield Slot(Span(match.start(1) - 1, match.start(1)), "", match[1], "opening")


def _traceless(view: View) -> Iterator[Slot]:
    """Yield every inner place of unknown lower-case words, once for each place of the text."""
    listed = view.authorities.words if view.uses("names") else frozenset()
    odd: dict[str, list[int]] = defaultdict(list)
    for match in WORD_RE.finditer(view.text):
        word = match.group()
        if 2 < len(word) < 30 and word.islower():
            odd[word].append(match.start())
    for word, starts in odd.items():
        if zipf(word) < RARE_HALF and word not in listed:
            slots = [Slot(Span(0, 0), word[:i], word[i:], "nothing") for i in range(len(word))]
            best = max(slots, key=_promise)
            for start in starts:
                at = start + len(best.left)
                yield best._replace(span=Span(at, at))


def _promise(slot: Slot) -> float:
    """Return how common the best word of a slot is."""
    return max(zipf(slot.left + ligature + slot.right) for ligature in LOST)


def _single_letter(slot: Slot) -> Iterator[Evidence]:
    """Speak against a ligature where U+FFFD may be a single letter, as in naïve."""
    for letter in LETTERS:
        word = slot.left + letter + slot.right
        if zipf(word) >= COMMON - 0.5:
            yield Evidence("language", f'"{word}" is a word as well', -4.0)
            return


def _system(ligature: str, lost: Counter[str], intact: dict[str, int], form: str) -> Evidence:
    """Weigh how often the paper loses a ligature against how often it has it whole."""
    gone, whole = lost[ligature], intact[ligature]
    says = f'the paper lost "{ligature}" at {gone} places, has it whole at {whole}'
    # A clean paper has one chance pair in some thousand words; hence the deep floor.
    weight = max(-4.5, min(2.0, math.log((gone + 0.5) / (whole + 0.5))))
    if form == "nothing" and gone < 3:
        weight -= 5.5  # a word with letters missing is a slip of the pen, or the author's own
    return Evidence("document", says, weight)


def _proposal(
    slot: Slot, reading: Reading, evidence: list[Evidence], *, cause: Cause | None
) -> Proposal:
    """Make the proposal to put a ligature's letters into a slot."""
    rivals = [r for r in readings(slot) if r.ligature != reading.ligature][:3]
    return Proposal(
        damage=DAMAGE,
        rule=f"lost-ligature-{slot.form}",
        span=slot.span,
        after=reading.ligature,
        evidence=tuple(evidence),
        cause=cause,
        alternatives=tuple(
            Candidate(r.ligature, (Evidence("language", f'"{r.word}" is a word', r.weight),))
            for r in rivals
        ),
    )


def _openings(view: View) -> Iterator[Proposal]:
    """Yield proposals for sentences whose opening "Th" is lost: `e delegation left`.

    Only the paper can vouch for it: it must happen three times, and oftener than "Th" is whole.
    """
    intact = {"Th": view.text.count("Th")}
    if not view.uses("document") or intact["Th"] > RICH / 2 * view.text.count(" "):
        return
    places = list(OPENING_RE.finditer(view.text))
    lost = Counter({"Th": len(places)})
    if len(places) < 3:
        return
    for match in places:
        at = match.start(1)
        says = f'"Th{match[1]}" opens sentences'
        yield Proposal(
            damage=DAMAGE,
            rule="lost-ligature-opening",
            span=Span(at, at),
            after="Th",
            evidence=(Evidence("language", says, 2.0), _system("Th", lost, intact, "space")),
            cause=Cause("ligature:lost:Th", DAMAGE, 'the font lost its "Th"'),
        )
