"""What state each font's text is in: what the file says of its glyphs, and whether that reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from restore.ledger import Ledger
from restore.page import Document, Font
from restore.report.accents import Suspect, suspects
from restore.report.font_damage import Damage, Damages, is_accent_only
from restore.report.font_runs import Readings, Run, runs
from restore.report.font_verdict import (
    ENOUGH,
    State,
    Verdict,
    joined,
    judge,
    verdict_of,
    with_language,
    with_lies,
    with_suspects,
)
from restore.report.known_words import Reading, language_of
from restore.report.signs import Signs, signs_of
from restore.report.words import counted


class Codes(NamedTuple):
    """Different codes of a font: shown, damaged, read at once, read after review.

    `lying` of the damaged have a wrong letter in the map.
    """

    shown: int
    damaged: int
    accepted: int
    waiting: int
    lying: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FontState:
    """A font of a PDF: what the file declares, what it shows, and how it reads.

    `guessed` counts glyphs whose letter is the reader's guess; `words` are those set wholly in this
    font, `elsewhere` those of the rest of the paper.  `pages` are the file's page numbers.
    `accents_only` says that the map is wrong in its accents and nowhere else.
    """

    font: Font
    pages: tuple[int, ...]
    signs: Signs
    guessed: int
    words: Reading
    elsewhere: Reading
    state: State
    reason: str
    damage: Damage
    codes: Codes
    accents_only: bool
    suspects: tuple[Suspect, ...]
    runs: tuple[Run, ...]

    @property
    def guessed_share(self) -> float:
        """Return the share of glyphs whose letter is guessed, from 0 to 1."""
        return self.signs.share(self.guessed)

    @property
    def verdict(self) -> Verdict:
        """Return whether the font is sound, and if not whether a repair can read it."""
        return verdict_of(self.state, self.damage)


def font_states(document: Document, ledger: Ledger | None = None) -> Iterator[FontState]:
    """Yield the state of each font of a document, in the order in which they are first used.

    `ledger` is what a repair would do; without it nothing is known to be recoverable.
    """
    states = _States(document, ledger or Ledger(source_sha256=""))
    yield from map(states.of, range(len(document.fonts)))


class _States:
    """What is known of all fonts of a document together."""

    def __init__(self, document: Document, ledger: Ledger) -> None:
        """Count and read everything once."""
        self._fonts = document.fonts
        self._damages = Damages(document, ledger)
        self._readings = Readings(document, self._damages)
        self._suspects = suspects(document)
        self._texts: dict[int, Counter[str]] = defaultdict(Counter)
        self._guessed: Counter[int] = Counter()
        shown = Counter((g.font, g.origin, g.text) for g in document.glyphs)
        for (number, origin, text), times in shown.items():
            self._texts[number][text] += times
            self._guessed[number] += times if origin == "guess" and not text.isspace() else 0

    def of(self, index: int) -> FontState:
        """Return the state of one font."""
        damages, read = self._damages, self._readings
        signs, own = signs_of(self._texts[index]), read.by_font[index]
        rest = read.everything.without(own)
        odd = self._suspects.get(index, ())
        state, reason = self._judged(index, signs, (own, rest))
        codes, rows = self._codes(index), damages.rows_of(index)
        doubted = state == "doubtful" and not codes.damaged
        shows = state in ("damaged", "doubtful")
        return FontState(
            font=self._fonts[index],
            pages=tuple(dict.fromkeys(damages.rows[row].page for row in rows)),
            signs=signs,
            guessed=self._guessed[index],
            words=own,
            elsewhere=rest,
            state=state,
            reason=reason,
            damage=sum((damages.of(index, row) for row in rows), Damage()),
            codes=codes,
            accents_only=0 < codes.lying == codes.damaged
            and all(map(is_accent_only, damages.lies_of(index))),
            suspects=odd,
            runs=tuple(runs(damages, read, index, whole=doubted)) if shows else (),
        )

    def _judged(
        self, index: int, signs: Signs, texts: tuple[Reading, Reading]
    ) -> tuple[State, str]:
        """Return the state of a font and why; signs that stand alone are said and not judged."""
        alone, blanks = self._damages.signs_alone(index), self._damages.blanks(index)
        letters = signs._replace(
            total=signs.total - blanks.total(),
            unmapped=signs.unmapped - alone["unmapped"] - blanks["unmapped"],
            control=signs.control - alone["control"] - blanks["control"],
            private=signs.private - alone["private"] - blanks["private"],
        )
        judged = judge(self._fonts[index], letters, self._guessed[index], texts)
        if judged[0] in ("unjudged", "doubtful") and texts[0].letters >= ENOUGH:
            judged = with_language(judged, language_of(self._readings.words_of(index)))
        judged = with_lies(judged, self._damages.lies_of(index), mapped=self._fonts[index].has_map)
        state, reason = with_suspects(judged, self._suspects.get(index, ()))
        said = f"{counted(alone.total(), 'sign')} without a letter" if alone else ""
        return state, joined(reason, said)

    def _codes(self, index: int) -> Codes:
        """Count the codes of a font."""
        damages = self._damages
        bad = damages.codes[index]
        tiers = Counter(damages.tier((index, code)) for code in bad)
        shown = {c for row in damages.rows_of(index) for c in damages.tallies[index, row].shown}
        lying = len(damages.lies_of(index))
        return Codes(len(shown), len(bad), tiers["accept"], tiers["review"], lying)
