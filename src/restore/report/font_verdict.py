"""The verdict on a font: whether it is damaged, and if so whether a repair can read it.

A verdict rests first on what is counted (glyphs without a letter, letters that a repair found to be
wrong), and only then on words: names, other languages, numbers and signs read as few known words,
too, and are no damage.  So a font is called doubtful only where its words are unknown and cannot be
spoken, either; where that does not settle it, no verdict is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from restore.ledger import Card
from restore.page import Font
from restore.report.accents import Suspect
from restore.report.font_damage import Damage, is_accent_only
from restore.report.glyphs import named
from restore.report.known_words import Reading
from restore.report.signs import Signs
from restore.report.visible import visible
from restore.report.words import counted, percent

State = Literal["sound", "damaged", "doubtful", "unjudged"]
Verdict = Literal[
    "damaged and not recoverable",
    "damaged and recoverable in part",
    "damaged and recoverable",
    "doubtful",
    "unjudged",
    "sound",
]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""The worst first."""

MOST = 0.9
"""Share of the damaged glyphs that must be read for a font to be recoverable: with fewer, four of
ten words of five letters keep a gap."""

HARDLY_ANY = 0.1
"""Share of them below which it is not recoverable, not even in part."""

ENOUGH = 100
"""Letters in words from which on words can tell: the ciphers and languages of the tests have 90 to
160.  Fewer letters would call a line of names a cipher."""

A_FEW, PLAINLY = 20, 0.7
"""Letters from which on words are enough to call a font sound, where so large a share is known: of
830 ciphers of 20 to 99 letters of the tests' samples none had more than 0.32 known."""

READS = 0.35
"""Share of known words from which on a font reads as text: ciphers of it have at most 0.32 (of a
list of abbreviations; of sentences 0.13), German and French 0.5, Korean and Russian names 0.4."""

HARDLY = 0.15
"""Share below which hardly a word is known; Czech, Hungarian, Polish, Turkish lie there, too."""

UNSPOKEN = 0.25
"""Share of letters in words nobody can say from which on a text is no language: German has 0.20,
Czech 0.12, other languages next to none.  Finds 8 to 10 of 10 ciphers; the rest stay unjudged:
a false alarm sends a person to look for damage that is not there."""

EXAMPLES = 3
"""Wrong letters or words that are named in a reason."""


def verdict_of(state: State, damage: Damage) -> Verdict:
    """Return the verdict on a font or a run of it; what is doubted is not called damaged.

    >>> verdict_of("damaged", Damage(glyphs=50, accepted=40, waiting=8))
    'damaged and recoverable'
    """
    if state != "damaged":
        return state
    share = damage.share or 0.0
    if share >= MOST:
        return "damaged and recoverable"
    return (
        "damaged and not recoverable" if share < HARDLY_ANY else "damaged and recoverable in part"
    )


def judge(
    font: Font, signs: Signs, guessed: int, texts: tuple[Reading, Reading]
) -> tuple[State, str]:
    """Return the state of a font and why, in plain words; `texts` are its words and the others."""
    own, rest = texts
    if not signs.total:
        return "unjudged", "shows nothing"
    if signs.unmapped:
        return "damaged", _unmapped(font, signs)
    if signs.control:
        return "damaged", f"{counted(signs.control, 'control character')} for letters"
    if signs.private and own.letters:
        return "damaged", f"{counted(signs.private, 'private-use character')} among its letters"
    if signs.private:
        return "unjudged", "private-use characters: signs, as a rule"
    return _by_words(own, rest, "its letters are guessed" if guessed else "")


def _unmapped(font: Font, signs: Signs) -> str:
    """Return what is missing where glyphs have no letter."""
    if signs.unmapped < signs.total:
        share, number = percent(signs.unmapped_share), f"{signs.unmapped:,} of {signs.total:,}"
        return f"{share} of its glyphs have no letter ({number})"
    if font.mappings:
        return f"its ToUnicode map has {font.mappings:,} entries, none that serves"
    if font.has_map:
        return "its ToUnicode map is empty, and it has no usable glyph names"
    return "no ToUnicode map and no usable glyph names"


def with_language(judged: tuple[State, str], language: str) -> tuple[State, str]:
    """Return state and reason with what is known of the language; what reads as one is sound."""
    return ("sound", f"reads as {language}") if language else judged


def with_lies(
    judged: tuple[State, str], cards: Sequence[Card], *, mapped: bool = True
) -> tuple[State, str]:
    """Return state and reason with the wrong letters that decisions on glyphs proved.

    `mapped` tells whether the font has a map; without one the letters are what readers make of it.
    """
    if not cards:
        return judged
    state, reason = judged
    sure = any(card.tier == "accept" for card in cards)
    pairs = ", ".join(f"{named(c.claims)} for {named(c.reading)}" for c in cards[:EXAMPLES])
    more = ", …" if len(cards) > EXAMPLES else ""
    accents = " in its accents" if all(map(is_accent_only, cards)) else ""
    letters = f"{counted(len(cards), 'wrong letter')}{accents} ({pairs}{more})"
    if mapped:
        said = f"its map {'gives' if sure else 'may give'} {letters}"
    else:
        said = f"it has no map, and is read with {'' if sure else 'perhaps '}{letters}"
    if state == "damaged":
        return state, joined(reason, said)
    return "damaged" if sure else "doubtful", said


def with_suspects(judged: tuple[State, str], odd: Sequence[Suspect]) -> tuple[State, str]:
    """Return state and reason with the characters that stand where accented letters belong."""
    state, reason = judged
    if not odd or state not in ("sound", "unjudged"):
        return judged
    first = odd[0]
    words = ", ".join(visible(word) for word in first.words[:EXAMPLES])
    said = (
        f"only its accented letters may be wrong: {named(first.shown)} stands within small letters "
        f"{first.times:,} times ({words})"
    )
    return "doubtful", joined(reason if state == "sound" else "", said)


def _by_words(own: Reading, rest: Reading, guess: str) -> tuple[State, str]:
    """Return what the words of a font tell about a map that leaves no glyph without a letter."""
    share = own.known_share or 0.0
    if own.letters >= A_FEW and share >= PLAINLY:
        return "sound", joined(guess, "and make words") if guess else ""
    if own.letters < ENOUGH:
        return "unjudged", joined(guess, "too few words to judge")
    if 2 * own.foreign > own.letters:
        return "unjudged", joined(guess, "not Latin letters, which the list of words lacks")
    if share >= READS:
        return "sound", joined(guess, "and make words") if guess else ""
    if share < HARDLY and own.unspoken >= UNSPOKEN * own.letters:
        others = rest.known_share if rest.letters >= ENOUGH else None
        aside = f"; {percent(others)} elsewhere" if others is not None else ""
        said = "reads as text, but hardly any word is known"
        return "doubtful", joined(guess, f"{said} ({percent(share)}{aside}): the map may lie")
    return "unjudged", joined(guess, "few known words: names or another language")


def joined(*parts: str) -> str:
    """Return the parts that say something as one clause."""
    return ", ".join(part for part in parts if part)
