"""Names: a spelling close to a known name is shown to a person, never changed by the machine.

    proposed    Pak Hun-II -> Pak Hun-Il (no syllable of Korean ends in II)
    proposed    Khruschev -> Khrushchev ("Khruschev" stands once, "Khrushchev" 12 times)
    noted       Ki Sok-pok and Ki Sek-bok: two romanisations in one paper
    refused     Fedorenko -> Federenko, Petrova -> Petrov, a listed variant, an unknown name alone

An author's romanisation is the author's: spellings that differ only as systems of romanisation do
are reported together and stay.  One line a spelling, so a paper of a hundred names stays readable.

Price: a slip that makes another listed name of a name (Petrov, Perov) is not seen.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from restore.compose import Proposal
from restore.confidence import certain_enough
from restore.evidence.words import Near, zipf
from restore.ledger import Cause, Evidence, Finding
from restore.text import Span
from restore.view import View

DAMAGE = "names"

CAP = 2.0
"""Most nats a proposal may reach: a name is never changed without a person, whatever speaks for it
(3 nats would do it).  The price of a wrong change is a person who cannot be found any more."""

FEW = 2
"""A spelling that stands oftener is the author's, not a slip."""

ORDINARY = 3.5
"""Zipf frequency from which a capitalised word is English: frequent slips (Khruschev) reach 3.1."""

SHORT = 5
"""Letters below which names lie so close together that nearness says nothing (Kim, Kin, Kum)."""

SURNAMES = (
    "Ahn An Bae Baek Cha Chae Chang Chi Chin Cho Choe Choi Ch’oe Ch'oe Chon Chong Chu Chun Chung "
    "Ha Ham Han Ho Hong Huh Hwang Hyon Im Jang Jeong Jo Joo Jung Kang Kil Kim Ki Ko Kong Ku Kwak "
    "Kwon Lee Li Lim Min Mun Myong Na Nam No O Oh Om Paek Pae Pak Pang Park Pyo Pyon Ri Rim Ryu "
    "Shin Sim Sin So Sok Son Song U Won Yang Yi Yim Yo Yom Yong Yu Yun"
)
"""Korean surnames in the romanisations of this literature (family names of the censuses of 1930 and
1985 with their McCune-Reischauer, Revised and traditional spellings)."""

DOUBLED_RE = re.compile(
    rf"\b(?P<surname>{'|'.join(SURNAMES.split())}) "
    r"(?:(?P<given>[A-Z][a-z]{1,5})-(?P<last>II|ll|I1|1l|lI|1I)\b"
    r"|(?P<first>II|ll|I1|1l|lI|1I)(?=-[A-Za-z][a-z]{1,6}\b| [A-Z][a-z]{1,6}\b))"
)
NAME_RE = re.compile(r"\b[A-ZÀ-ÖØ-ÞČŠŽŁĐ][a-zß-öø-ÿčćšžłńśźěřā-ū01]{3,}\b")
CUT_RE = re.compile(r"[\[(]|-?\d")
"""What follows a word that a gap or leaked matter cut off: there is no telling how it ended."""

KOREAN_RE = re.compile(rf"\b(?:{'|'.join(SURNAMES.split())}) [A-Z][a-zŏŭ]{{1,5}}-[a-zŏŭ]{{1,5}}\b")

CONFUSED = (
    # What OCR makes of letters, and the letters (confusions in any table of OCR errors).
    *(("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("ii", "u"), ("vv", "w"), ("1", "l")),
    *(("0", "o"), ("1", "i"), ("tb", "th"), ("bn", "hn"), ("li", "h"), ("iii", "m"), ("hl", "ld")),
)
FOLDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        # McCune-Reischauer, Revised Romanization, Library of Congress and newspaper spellings.
        (r"['’ʼ`]", ""),
        (r"\b(?:l|r|y)?(?:i|ee|ie|yi)\b", "i"),
        (r"kh", "h"),
        (r"ch|j|ts|cz", "c"),
        (r"yo|ye|ya|yu|io|ia|iu|ie", "o"),
        (r"eo|eu|oo|ou|[eou]", "o"),
        (r"ae|ai", "a"),
        (r"(?:iy|ii|yi|ij|y|j)", "i"),
        (r"[wv]", "v"),
        (r"(.)\1", r"\1"),
    )
)
SOUNDS = str.maketrans("gdbrz", "ktpls")


@dataclass(frozen=True, slots=True, order=True)
class Spelling:
    """A capitalised word of the paper: how often it stands there, and where first."""

    text: str
    count: int
    span: Span


def propose(view: View) -> Iterator[Proposal]:
    """Yield candidates for names that are misread or misspelt; all of them for a person."""
    if not view.uses("names"):
        return
    yield from _doubled(view)
    paper = spellings(view.text, NAME_RE)
    listed = _listed(view)
    near: Near | None = None
    for spelling in paper.values():
        if _is_settled(view, spelling, listed):
            continue
        near = near or Near([n for n in listed if len(n) >= SHORT], distance=1)
        candidate = _candidate(spelling, listed, near)
        if candidate is not None:
            yield from _misspelt(view, spelling, paper, candidate)


def find(view: View) -> Iterator[Finding]:
    """Yield one note for each name that the paper spells in several romanisations."""
    if not view.uses("names") or not view.uses("document"):
        return
    korean = spellings(view.text, KOREAN_RE)
    listed = _listed(view)
    other = {
        text: s
        for text, s in spellings(view.text, NAME_RE).items()
        if len(text) >= SHORT and (text.lower() in listed or zipf(text) < ORDINARY)
    }
    for spelled in (korean, other):
        groups: dict[str, list[Spelling]] = defaultdict(list)
        for spelling in spelled.values():
            groups[fold(spelling.text)].append(spelling)
        for group in groups.values():
            if len(group) > 1 and (
                spelled is korean or any(s.text.lower() in listed for s in group)
            ):
                yield _note(sorted(group, key=_commonest))


def spellings(text: str, pattern: re.Pattern[str]) -> dict[str, Spelling]:
    """Return the different matches of a pattern with count and first place, in text order.

    >>> spellings("Ivanov met Ivanov", NAME_RE)["Ivanov"].count
    2
    """
    counts = Counter(pattern.findall(text))
    first: dict[str, Spelling] = {}
    for match in pattern.finditer(text):
        word = match.group()
        if word not in first:
            first[word] = Spelling(word, counts[word], Span(*match.span()))
    return first


def fold(name: str) -> str:
    """Return what is left of a name when systems of romanisation no longer tell.

    >>> fold("Ki Sok-pok") == fold("Ki Sek-bok"), fold("Fedorenko") == fold("Federenko")
    (True, True)
    >>> fold("Pak Chang-ok") == fold("Pak Chang-ik")
    False
    """
    plain = unicodedata.normalize("NFD", name.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for pattern, letters in FOLDS:
        plain = pattern.sub(letters, plain)
    return plain.translate(SOUNDS)


def _doubled(view: View) -> Iterator[Proposal]:
    """Yield proposals for `Il` read as `II`, `ll` or with a figure one, in Korean names."""
    for match in DOUBLED_RE.finditer(view.text):
        part = "last" if match["last"] else "first"
        name = match.group()
        says = f'"{name}": {match["surname"]} is a surname, and no syllable is {match[part]}'
        yield Proposal(
            damage=DAMAGE,
            rule="korean-il",
            span=Span(*match.span(part)),
            after="Il",
            evidence=(Evidence("names", says, 1.5),),
            cause=Cause(f"names:{name}", DAMAGE, f'"{name}" is a misread name'),
        )


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


def _is_settled(view: View, spelling: Spelling, listed: dict[str, str]) -> bool:
    """Tell whether a word is none of our business: short, frequent, listed, cut off, or English."""
    word = spelling.text.lower()
    if len(word) < SHORT or spelling.count > FEW or word in listed:
        return True
    if CUT_RE.match(view.text, spelling.span.end):
        return True
    if word in view.authorities.words:
        return True
    return view.uses("language") and zipf(word) >= ORDINARY


def _candidate(spelling: Spelling, listed: dict[str, str], near: Near) -> tuple[str, str] | None:
    """Return the listed name that a spelling may be meant for, and why: "confused" or "near"."""
    word = spelling.text.lower()
    for wrong, right in CONFUSED:
        if wrong in word and word.replace(wrong, right, 1) in listed:
            return listed[word.replace(wrong, right, 1)], "confused"
    for name, edits in near.lookup(word):
        ending = word.startswith(name) or name.startswith(word)  # Petrova, Korean
        if edits == 1 and not ending and fold(name) != fold(word):
            return listed[name], "near"
    return None


def _misspelt(
    view: View, spelling: Spelling, paper: dict[str, Spelling], candidate: tuple[str, str]
) -> Iterator[Proposal]:
    """Yield the proposal for one spelling at its first place, if enough vouches for it."""
    name, why = candidate
    usual = paper[name].count if name in paper and view.uses("document") else 0
    famous = view.uses("language") and _is_famous(name, spelling.text)
    if why == "near" and usual < 2 * spelling.count and not famous:
        return  # two people, as likely as not
    # A name in no list is oftener a name than a slip: most papers name people no list has.
    evidence = [Evidence("names", f"name list: {name}", 0.0)]
    if usual:
        weight = max(0.0, math.log((usual + 0.5) / (spelling.count + 0.5)))
        says = f'"{spelling.text}" occurs {_times(spelling.count)}, "{name}" {_times(usual)}'
        evidence.append(Evidence("document", says, min(1.5, weight)))
    if famous:
        says = f'"{name}" is thirty times as frequent in English'
        evidence.append(Evidence("language", says, 0.5))
    if why == "confused":
        evidence.append(Evidence("letters", "the difference is a usual misreading", 1.0))
    evidence.append(Evidence("names", "a near name may be another person's", -0.5))
    if -0.6 <= sum(e.weight for e in evidence) <= CAP:
        yield Proposal(
            damage=DAMAGE,
            rule="known-name",
            span=spelling.span,
            after=name,
            evidence=tuple(evidence),
        )


def _is_famous(name: str, spelling: str) -> bool:
    """Tell whether a long name is so well known, and the spelling so rare, that it looks a slip.

    Zipf 2.5 is once in three million words; a step of 1.5 is a factor of thirty.
    """
    return len(name) >= 8 and zipf(name) >= 2.5 and zipf(name) - zipf(spelling) >= 1.5


def _times(count: int) -> str:
    """Say a count in words as far as English does."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _commonest(spelling: Spelling) -> tuple[int, Span]:
    """Order spellings commonest first, then by first place."""
    return -spelling.count, spelling.span


def _note(group: list[Spelling]) -> Finding:
    """Make the note that reports the spellings of one name together."""
    says = ", ".join(f'"{s.text}" {_times(s.count)}' for s in group)
    return Finding(
        damage=DAMAGE,
        span=group[1].span,
        says=f"the paper has {says}: perhaps one name; the author's spellings stay",
        evidence=(Evidence("document", says, 0.0),),
        confidence=certain_enough(0.6),  # a guess: about as many such pairs are two people
        status="noted",
        related=group[0].span,
    )
