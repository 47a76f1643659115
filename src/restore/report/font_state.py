"""What state each font's text is in: what the file says of its glyphs, and whether that reads.

A verdict rests first on what is counted (glyphs without a letter), and only then on words: names,
other languages, numbers and signs read as few known words, too, and are no damage.  So a font is
called doubtful only where its words are unknown and cannot be spoken, either; where that does not
settle it, no verdict is given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from restore.page import Document, Font
from restore.report.known_words import Reading, reading, words
from restore.report.signs import Signs, signs_of
from restore.report.words import counted, percent

State = Literal["sound", "damaged", "doubtful", "unjudged"]

ENOUGH = 100
"""Letters in words from which on words can tell: the ciphers and languages of the tests have 90 to
160.  Fewer letters would call a line of names a cipher."""

READS = 0.35
"""Share of known words from which on a font reads as text: ciphers of it have at most 0.32 (of a
list of abbreviations; of sentences 0.13), German and French 0.5, Korean and Russian names 0.4."""

HARDLY = 0.15
"""Share below which hardly a word is known; Czech, Hungarian, Polish, Turkish lie there, too."""

UNSPOKEN = 0.25
"""Share of letters in words nobody can say from which on a text is no language: German has 0.20,
Czech 0.12, other languages next to none.  Finds 8 to 10 of 10 ciphers; the rest stay unjudged:
a false alarm sends a person to look for damage that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontState:
    """A font of a PDF: what the file declares, what it shows, and how it reads.

    `guessed` counts glyphs whose letter is the reader's guess; `words` are those set wholly in this
    font, `elsewhere` those of the rest of the paper.  `pages` are the file's page numbers.
    """

    font: Font
    pages: tuple[int, ...]
    signs: Signs
    guessed: int
    words: Reading
    elsewhere: Reading
    state: State
    reason: str

    @property
    def guessed_share(self) -> float:
        """Return the share of glyphs whose letter is guessed, from 0 to 1."""
        return self.guessed / self.signs.total if self.signs.total else 0.0


def font_states(document: Document) -> Iterator[FontState]:
    """Yield the state of each font of a document, in the order in which they are first used."""
    texts: dict[int, Counter[str]] = defaultdict(Counter)
    guessed: Counter[int] = Counter()
    shown = Counter((g.font, g.origin, g.text) for g in document.glyphs)
    for (number, origin, text), times in shown.items():
        texts[number][text] += times
        guessed[number] += times if origin == "guess" and not text.isspace() else 0
    readings, everything = _readings(document)
    pages = _pages(document)
    for index, font in enumerate(document.fonts):
        own, signs = readings.get(index, Reading()), signs_of(texts[index])
        rest = everything.without(own)
        state, reason = judge(font, signs, guessed[index], (own, rest))
        yield FontState(
            font=font,
            pages=pages.get(index, ()),
            signs=signs,
            guessed=guessed[index],
            words=own,
            elsewhere=rest,
            state=state,
            reason=reason,
        )


def _readings(document: Document) -> tuple[dict[int, Reading], Reading]:
    """Return how each font's words read, and all words together; mixed words are nobody's."""
    by_font: dict[int, list[str]] = defaultdict(list)
    everything: list[str] = []
    for span, word in words(document.text):
        everything.append(word)
        places = document.glyph_at[span.start : span.end]
        fonts = {document.glyphs[i].font for i in places if i >= 0}
        if len(fonts) == 1:
            by_font[fonts.pop()].append(word)
    return {font: reading(own) for font, own in by_font.items()}, reading(everything)


def _pages(document: Document) -> dict[int, tuple[int, ...]]:
    """Return the numbers of the pages each font stands on."""
    pages: dict[int, list[int]] = defaultdict(list)
    for page in document.pages:
        places = document.glyph_at[page.span.start : page.span.end]
        for font in {document.glyphs[i].font for i in set(places) if i >= 0}:
            pages[font].append(page.number)
    return {font: tuple(numbers) for font, numbers in pages.items()}


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


def _by_words(own: Reading, rest: Reading, guess: str) -> tuple[State, str]:
    """Return what the words of a font tell about a map that leaves no glyph without a letter."""
    share = own.known_share or 0.0
    if own.letters < ENOUGH:
        return "unjudged", _joined(guess, "too few words to judge")
    if 2 * own.foreign > own.letters:
        return "unjudged", _joined(guess, "not Latin letters, which the list of words lacks")
    if share >= READS:
        return "sound", _joined(guess, "and make words") if guess else ""
    if share < HARDLY and own.unspoken >= UNSPOKEN * own.letters:
        others = rest.known_share if rest.letters >= ENOUGH else None
        aside = f"; {percent(others)} elsewhere" if others is not None else ""
        said = "reads as text, but hardly any word is known"
        return "doubtful", _joined(guess, f"{said} ({percent(share)}{aside}): the map may lie")
    return "unjudged", _joined(guess, "few known words: names or another language")


def _joined(*parts: str) -> str:
    """Return the parts that say something as one clause."""
    return ", ".join(part for part in parts if part)
