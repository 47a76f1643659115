r"""Names: mended only where a spelling cannot be right and one name fits; else a person decides.

    may be applied   N. Khrushc\ufffdev -> Khrushchev   no name is written so, and the paper or a
                                                    record has one that fits
                     KimIl Sung -> Kim Il Sung      the paper has the name whole
    proposed         Pak Hun-II -> Pak Hun-Il       no syllable of Korean is II
                     Khruschev -> Khrushchev        "Khruschev" stands once, "Khrushchev" 12 times
    noted            Ki Sok-pok, Ki Sek-bok         one name in two dresses; the author's both
    refused          Fedorenko -> Federenko, Petrova -> Petrov, a listed or generated variant,
                     an unknown name alone

An author's romanisation is the author's: spellings that differ only as systems of romanisation do
are reported together and stay.  One line a spelling, so a paper of a hundred names stays readable.

Price: a slip that makes another listed name of a name (Petrov, Perov) is not seen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from restore.compose import Proposal
from restore.confidence import certain_enough
from restore.evidence.wording import times
from restore.evidence.words import zipf
from restore.ledger import Candidate, Cause, Evidence, Finding
from restore.names.confusions import plain
from restore.names.forms import parse
from restore.names.misspelt import NAME_RE, Slip, slips
from restore.names.misspelt import Spelling as Word
from restore.names.model import Name, Spelling
from restore.names.nearness import is_explained
from restore.names.relate import relate
from restore.names.roster import roster_of
from restore.names.suspects import Suspect, Why, find_suspects, is_sound
from restore.names.vouching import Fit, Reading, Vouchers
from restore.romanise import korean
from restore.text import Span
from restore.view import View

DAMAGE = "names"

CAP = 2.0
"""Most nats that nearness and frequency may reach: 3 nats would do it without a person.  The price
of a wrong change is a person who cannot be found any more."""

FEW = 2
"""A spelling that stands oftener is the author's, not a slip."""

ORDINARY = 3.5
"""Zipf frequency from which a capitalised word is English: frequent slips (Khruschev) reach 3.1."""

MISREAD = "the difference is a usual misreading"

UNHEARD = 2.6
"""Zipf frequency from which a word is too well known to be a slip for a rarer one: once in two and
a half million words (Hayman, Heaney).  Of 200,000 words of sound newspapers 84 were proposed
without this bound, the next and `LONG`, and next to none with them."""

COMMON = 4.0
"""Zipf frequency from which a name (Anderson, Mitchell, Taylor) is so common in English that its
neighbours are common names, too."""

LONG = 7
"""Letters from which a word one letter off a name is likelier a slip than another name."""

ENOUGH = 7
"""Sound letters of a full name from which a record alone may vouch for it: with six left of Kim
Chang-i, a lost letter leaves four people (measured on the names of `drawn.tsv`)."""

RULES: dict[Why, str] = {
    "letter": "impossible-letter",
    "dot": "impossible-letter",
    "joined": "parted-name",
    "split": "parted-name",
}
SAYS: dict[Why, str] = {
    "letter": "a figure, or the sign of a lost letter, stands inside it",
    "dot": "a full stop stands inside it",
    "joined": "a capital stands inside it",
    "split": "what follows is no word",
}

DRESSED = ("lead", "romanisation")
"""Spellings of places and organisations that are reported together; that Choson is Korea is not
worth a line."""

DOUBLED_RE = re.compile(
    r"\b(?P<family>[A-Z][a-z’']{0,5}) "
    r"(?:(?P<given>[A-Z][a-zŏŭ’']{1,5})-(?P<last>II|ll|I1|1l|lI|1I)\b"
    r"|(?P<first>II|ll|I1|1l|lI|1I)(?=-[A-Za-z][a-z]{1,6}\b| [A-Z][a-z]{1,6}\b))"
)


def propose(view: View) -> Iterator[Proposal]:
    """Yield candidates for names that are misread, mangled or misspelt."""
    if not view.uses("names"):
        return
    vouchers = Vouchers(view.text, view.authorities, paper=view.uses("document"))
    taken: set[Span] = set()
    for proposal in (*_doubled(view, vouchers), *_impossible(view, vouchers)):
        taken.add(proposal.span)
        yield proposal
    for proposal in (*_misread_names(view, vouchers), *_misspelt(view)):
        if not any(proposal.span.meets(span) for span in taken):
            yield proposal


def find(view: View) -> Iterator[Finding]:
    """Yield one note for each name in several romanisations, and for names that look alike."""
    if not view.uses("names") or not view.uses("document"):
        return
    roster = roster_of(view.text, view.authorities)
    firsts: dict[str, Span] = {}
    for name in roster.names:
        firsts.update((s.text, s.places[0]) for s in reversed(name.spellings))
        yield from _dresses(name)
    for one, other, says in roster.resemblances:
        alone = _is_part(one, other) or _is_part(other, one)  # Kim, beside four Kims
        places = [firsts[name] for name in (one, other) if name in firsts]
        asked = any(view.awaits(place) for place in places)  # a person decides on it already
        if len(places) == 2 and not alone and not asked:
            yield _look_alikes((one, other), (places[0], places[1]), says)


def _is_part(short: str, name: str) -> bool:
    """Tell whether a name is a part of another one, whatever its dress."""
    return plain(short) in plain(name).split()


def _dresses(name: Name) -> Iterator[Finding]:
    """Yield the note that reports the romanisations of one name together."""
    dresses = ("lead", "romanisation", "listed") if name.kind == "person" else DRESSED
    full = [s for s in name.spellings if s.likeness in dresses]
    if len({plain(s.text) for s in full}) < 2:
        return
    says = ", ".join(f'"{s.text}" {times(s.count)}' for s in full)
    yield Finding(
        damage=DAMAGE,
        span=full[1].places[0],
        says=f"one name in several spellings: {says}; the author's spellings stay",
        evidence=name.vouched or (Evidence("document", says, 0.0),),
        confidence=certain_enough(0.9),
        status="noted",
        related=full[0].places[0],
    )


def _look_alikes(names: tuple[str, str], places: tuple[Span, Span], says: str) -> Finding:
    """Make the note on two names that look alike and were kept apart."""
    one, other = names
    return Finding(
        damage=DAMAGE,
        span=max(places),
        says=f'"{one}" and "{other}" look alike: the author\'s slip or another person; both stay',
        evidence=(Evidence("document", says, 0.0),),
        confidence=certain_enough(0.5),  # about as many such pairs are two people
        status="noted",
        related=min(places),
    )


def _doubled(view: View, vouchers: Vouchers) -> Iterator[Proposal]:
    """Yield proposals for `Il` read as `II`, `ll` or with a figure one, in Korean names."""
    for match in DOUBLED_RE.finditer(view.text):
        if not korean.families(match["family"]):
            continue
        part = "last" if match["last"] else "first"
        name = match.group()
        says = f'"{name}": {match["family"]} is a family name, and no syllable is {match[part]}'
        start, end = match.span(part)
        right = f"{view.text[match.start() : start]}Il{view.text[end : match.end()]}"
        count = vouchers.counts.get(right, 0)
        yield Proposal(
            damage=DAMAGE,
            rule="impossible-syllable",
            span=Span(start, end),
            after="Il",
            evidence=(Evidence("names", says, 1.5), *_counted(right, count)),
            cause=Cause(f"names:{name}", DAMAGE, f'"{name}" is a misread name'),
        )


def _impossible(view: View, vouchers: Vouchers) -> Iterator[Proposal]:
    """Yield proposals for spellings that no name has, where some known name fits."""
    seen: set[Span] = set()
    for suspect in find_suspects(view.text):
        if suspect.span in seen:
            continue
        fit = vouchers.fit(view.text, suspect)
        if fit is not None and "\n" not in _trimmed(view.text, fit)[0].of(view.text):
            seen.add(suspect.span)
            yield _mended(view, fit, suspect)


def _mended(view: View, fit: Fit, suspect: Suspect) -> Proposal:
    """Return the proposal for a suspect with its reading."""
    span, after = _trimmed(view.text, fit)
    others = ((_trimmed(view.text, fit, rival), rival) for rival in fit.rivals[:3])
    proved = _is_proved(fit, suspect.why)
    return Proposal(
        damage=DAMAGE,
        rule=RULES[suspect.why] if proved else "known-name",
        span=span,
        after=after,
        evidence=tuple(_evidence(fit, suspect.why, proved=proved)),
        alternatives=tuple(
            Candidate(other, _vouched(rival)) for (place, other), rival in others if place == span
        ),
    )


def _is_proved(fit: Fit, why: Why) -> bool:
    """Tell whether one name alone fits, by every letter, and the paper or a record has it in full.

    The paper must have it twice; a name that only lost or gained blanks, once, and a record alone
    will not do.
    """
    best = fit.best
    if fit.rivals or " " not in best.text or not is_explained(fit.seen, best.text):
        return False
    if RULES[why] == "parted-name":
        parted = best.text.replace(" ", "") == fit.seen.replace(" ", "")
        return best.times > 1 or (parted and best.times == 1)
    sound = sum(c.isalpha() for c in fit.seen)
    return best.times > 1 or (best.record is not None and sound >= ENOUGH and best.steps < 1)


def _evidence(fit: Fit, why: Why, *, proved: bool) -> Iterator[Evidence]:
    """Yield what speaks for a reading: the spelling itself, a record, the paper, and its rivals."""
    best = fit.best
    yield Evidence("letters", f'"{fit.seen}" is no name as it stands: {SAYS[why]}', 0.5)
    yield from _vouched(best)
    yield from _counted(best.text, best.times)
    if best.steps >= 1:
        yield Evidence("letters", "a letter more is missing, or is another one", -0.5)
    if not proved:
        yield Evidence("names", "a near name may be another person's", -0.5)
    for rival in fit.rivals[:1]:
        yield Evidence("names", f'"{rival.text}" is hardly farther', -1.0)


def _vouched(reading: Reading) -> tuple[Evidence, ...]:
    """Return what the dictionaries say for a reading."""
    record = reading.record
    if record is None:
        return ()
    role = record.fields.get("role", "")
    full = " " in reading.text
    whose = f"{reading.text}, {role}" if role else reading.text
    return (Evidence("names", f"name list: {whose}", 1.5 if full else 0.3),)


def _counted(name: str, count: int) -> tuple[Evidence, ...]:
    """Return what the paper says for a name by having it elsewhere."""
    if not count:
        return ()
    says = f'the paper has "{name}" {times(count)} elsewhere'
    return (Evidence("document", says, 2.0 if count > 1 else 1.0),)


def _trimmed(text: str, fit: Fit, reading: Reading | None = None) -> tuple[Span, str]:
    """Return the place that a reading changes and its new text, without parts that stay."""
    after = (reading or fit.best).text
    after = after.upper() if fit.seen.isupper() else after
    start, end = fit.span
    while (cut := after.find(" ") + 1) and text[start : start + cut] == after[:cut]:
        start, after = start + cut, after[cut:]
    while (cut := after.rfind(" ")) >= 0 and text[:end].endswith(after[cut:], start):
        end, after = end - len(after) + cut, after[:cut]
    return Span(start, end), after


def _misread_names(view: View, vouchers: Vouchers) -> Iterator[Proposal]:
    """Yield proposals for full names nobody knows that a known one is mistaken for by OCR."""
    for name in roster_of(view.text, view.authorities).names:
        if name.record is not None or name.confirmed or name.kind not in ("person", "unknown"):
            continue
        for spelling in name.spellings:
            if " " in spelling.text and spelling.count <= FEW and is_sound(spelling.text):
                yield from _misread(spelling, vouchers)


def _misread(spelling: Spelling, vouchers: Vouchers) -> Iterator[Proposal]:
    """Yield the proposal for one full name at its first place, if enough vouches for it."""
    for reading in vouchers.misreadings(spelling.text)[:1]:
        near = relate(parse(spelling.text), parse(reading.text)).kind == "near"
        parts = {*spelling.text.split()} - {*reading.text.split()}
        if any(zipf(part) >= UNHEARD for part in parts):
            return  # William Strong is not William Strang
        if not near or not (reading.record or reading.times > spelling.count):
            return
        evidence = (
            *_vouched(reading),
            *_compared(spelling.text, spelling.count, reading.text, reading.times),
            Evidence("letters", MISREAD, 0.5),
            Evidence("names", "a near name may be another person's", -0.5),
        )
        if " " in reading.text and sum(e.weight for e in evidence) <= CAP + 1:
            yield Proposal(
                damage=DAMAGE,
                rule="known-name",
                span=spelling.places[0],
                after=reading.text,
                evidence=evidence,
            )


def _misspelt(view: View) -> Iterator[Proposal]:
    """Yield proposals for single words that lie near a listed name, each at its first place."""
    settled = _settled(view)

    def passes(spelling: Word) -> bool:
        word = spelling.text.lower()
        ordinary = view.uses("language") and zipf(word) >= ORDINARY
        unknown = word not in view.authorities.words and spelling.text not in settled
        return spelling.count <= FEW and not ordinary and unknown

    for slip in slips(view.text, _listed(view), passes):
        # A name in no list is oftener a name than a slip: most papers name people no list has.
        evidence = _slip_evidence(view, slip)
        if evidence and -0.6 <= sum(e.weight for e in evidence) <= CAP:
            yield Proposal(
                damage=DAMAGE,
                rule="known-name",
                span=slip.spelling.span,
                after=slip.name[0].upper() + slip.name[1:],
                evidence=evidence,
            )


def _settled(view: View) -> frozenset[str]:
    """Return the words of all names whose record is known."""
    known = (n for n in roster_of(view.text, view.authorities).names if n.record is not None)
    return frozenset(w for name in known for s in name.spellings for w in NAME_RE.findall(s.text))


def _slip_evidence(view: View, slip: Slip) -> tuple[Evidence, ...]:
    """Return what speaks for a slip; nothing where it may as well be two people."""
    word, name, why, usual = slip
    usual = usual if view.uses("document") else 0
    famous = view.uses("language") and _is_famous(name, word.text)
    if view.uses("language") and not famous and not _stands_apart(word.text, name, why):
        return ()
    if why == "near" and usual < 2 * word.count and not famous:
        return ()
    return (
        Evidence("names", f"name list: {name}", 0.0),
        *_compared(word.text, word.count, name, usual),
        *([Evidence("language", f'"{name}" is thirty times as frequent in English', 0.5)] * famous),
        *([Evidence("letters", MISREAD, 1.0)] * (why == "confused")),
        Evidence("names", "a near name may be another person's", -0.5),
    )


def _stands_apart(word: str, name: str, why: str) -> bool:
    """Tell whether a name has no neighbours in English that a near word may as well be.

    Collings lies beside Collins, Naylor beside Taylor, Horne beside Home, and all are families:
    half of the names that a newspaper has once lie so.
    """
    near = len(word) >= LONG and zipf(name) < COMMON
    return zipf(word) < UNHEARD and (near or why == "confused")


def _compared(one: str, few: int, other: str, many: int) -> tuple[Evidence, ...]:
    """Return what the paper says by having one spelling oftener than another."""
    if not many:
        return ()
    weight = max(0.0, math.log((many + 0.5) / (few + 0.5)))
    says = f'"{one}" occurs {times(few)}, "{other}" {times(many)}'
    return (Evidence("document", says, min(1.5, weight)),)


def _listed(view: View) -> dict[str, str]:
    """Return the single words of all listed persons and places: lower case to spelling."""
    kinds = ["persons", *(["places"] if view.uses("places") else [])]
    entries = [e for kind in kinds for e in view.authorities.of(kind)]
    parts = (
        part.strip(".,()“”‘’")
        for entry in entries
        for spelling in entry.spellings
        for part in spelling.replace("-", " ").split()
    )
    return {part.lower(): part for part in parts if len(part) > 1}


def _is_famous(name: str, spelling: str) -> bool:
    """Tell whether a long name is so well known, and the spelling so rare, that it looks a slip.

    Zipf 2.5 is once in three million words; a step of 1.5 is a factor of thirty.
    """
    return len(name) >= 8 and 2.5 <= zipf(name) < COMMON and zipf(name) - zipf(spelling) >= 1.5
