"""What is damaged in a paper, per page and font, before anything is changed.

diagnose(document, ledger) ──▶ Diagnosis ──▶ diagnosis_text.render    the terminal
                                         └──▶ render_json             `restore.diagnosis/1`
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from restore.ledger import Ledger
from restore.page import Document
from restore.report.data import Tally, tallies
from restore.report.font_damage import Damage
from restore.report.font_runs import Run
from restore.report.font_state import FontState, font_states
from restore.report.font_verdict import State, verdict_of
from restore.report.known_words import Reading, reading, words
from restore.report.signs import Signs, signs_in
from restore.wire import program_version
from restore.wire.lines import Fields, safe

DIAGNOSIS = "restore.diagnosis/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """A page: its characters, how its words read, and what was found there by kind of damage."""

    number: int
    signs: Signs
    words: Reading
    damage: tuple[tuple[str, int], ...]

    @property
    def touched(self) -> bool:
        """Tell whether there is anything to say of the page."""
        return bool(self.damage or self.signs.unmapped or not self.signs.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """The state of a whole paper.  Nothing in it has been changed.

    `restorable` places could be restored at once, `to_review` need a person, `unsure` ones are only
    noted; `gaps` are lost matter that nothing proves, `doubtful` places are reported and stay.
    `unsettled` counts characters without a letter that no correction reaches.
    """

    name: str
    reader: str
    notes: tuple[str, ...]
    signs: Signs
    words: Reading
    fonts: tuple[FontState, ...]
    pages: tuple[PageState, ...]
    tallies: tuple[Tally, ...]
    gaps: int
    doubtful: int
    unsettled: int

    @property
    def restorable(self) -> int:
        """Count the places that could be restored at once."""
        return sum(t.accept for t in self.tallies)

    @property
    def to_review(self) -> int:
        """Count the places that need a person."""
        return sum(t.review for t in self.tallies)

    @property
    def unsure(self) -> int:
        """Count the proposals that are too unsure to be shown first."""
        return sum(t.leave for t in self.tallies)

    @property
    def sound(self) -> bool:
        """Tell whether nothing at all is damaged or doubtful."""
        bad = any(font.state in ("damaged", "doubtful") for font in self.fonts)
        return not (self.tallies or self.signs.unmapped or bad)


def diagnose(document: Document, ledger: Ledger) -> Diagnosis:
    """Return what is damaged in a document; the ledger is what a repair would do."""
    found = _damage_by_page(document, ledger)
    text = document.text
    return Diagnosis(
        name=document.source.name,
        reader=document.source.reader,
        notes=document.source.notes,
        signs=signs_in(text),
        words=_reading(text),
        fonts=tuple(font_states(document, ledger)),
        pages=tuple(
            PageState(
                number=page.number,
                signs=signs_in(page.span.of(text)),
                words=_reading(page.span.of(text)),
                damage=tuple(sorted(found[index].items(), key=_by_count)),
            )
            for index, page in enumerate(document.pages)
        ),
        tallies=tallies(ledger),
        gaps=sum(f.status == "gap" for f in ledger.findings),
        doubtful=sum(f.status != "gap" for f in ledger.findings),
        unsettled=_unsettled(text, ledger),
    )


def _reading(text: str) -> Reading:
    """Return how the words of a text read."""
    return reading(word for _, word in words(text))


def _damage_by_page(document: Document, ledger: Ledger) -> dict[int, Counter[str]]:
    """Return what was found by page (counted from 0) and kind; what is only noted counts, too."""
    starts = [page.span.start for page in document.pages]
    found: dict[int, Counter[str]] = defaultdict(Counter)
    entries = [(c.span, c.damage) for c in ledger.corrections]
    entries += [(f.span, f.damage) for f in ledger.findings]
    for span, damage in entries:
        found[max(0, bisect_right(starts, span.start) - 1)][damage] += 1
    return found


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    """Order kinds by how often they were found, then by name."""
    return -pair[1], pair[0]


def _unsettled(text: str, ledger: Ledger) -> int:
    """Count characters without a letter that no correction worth a look makes readable."""
    settled = sum(
        _missing(c.before) - _missing(c.after) for c in ledger.corrections if c.tier != "leave"
    )
    return max(0, _missing(text) - settled)


def _missing(text: str) -> int:
    """Count the characters without a letter."""
    return signs_in(text).unmapped


def in_state(fonts: Iterable[FontState], *states: State) -> list[FontState]:
    """Return the fonts that are in one of the states, in order."""
    return [font for font in fonts if font.state in states]


def render_json(diagnosis: Diagnosis) -> str:
    """Return the diagnosis as indented JSON; shares run from 0 to 1, null where nothing counts."""
    fields: Fields = {
        "schema": DIAGNOSIS,
        "version": program_version(),
        "name": diagnosis.name,
        "reader": diagnosis.reader,
        "notes": list(diagnosis.notes),
        **_text(diagnosis.signs, diagnosis.words),
        "restorable": diagnosis.restorable,
        "to_review": diagnosis.to_review,
        "unsure": diagnosis.unsure,
        "gaps": diagnosis.gaps,
        "doubtful": diagnosis.doubtful,
        "unsettled": diagnosis.unsettled,
        "damage": [tally._asdict() for tally in diagnosis.tallies],
        "fonts": [_font(font) for font in diagnosis.fonts],
        "pages": [_page(page) for page in diagnosis.pages],
    }
    return safe(json.dumps(fields, ensure_ascii=False, indent=1)) + "\n"


def _text(signs: Signs, read: Reading) -> Fields:
    """Return the counts that a paper, a page and a font have in common."""
    return {
        "characters": signs.total,
        "unmapped": signs.unmapped,
        "unmapped_share": round(signs.unmapped_share, 6),
        "control": signs.control,
        "control_share": round(signs.share(signs.control), 6),
        "private_use": signs.private,
        "private_use_share": round(signs.share(signs.private), 6),
        "replacement_characters": signs.replacement,
        "replacement_share": round(signs.share(signs.replacement), 6),
        "known_words_share": _share(read),
    }


def _share(read: Reading) -> float | None:
    """Return the share of known words, rounded."""
    return None if read.known_share is None else round(read.known_share, 6)


def _page(page: PageState) -> Fields:
    """Return the fields of one page."""
    return {"number": page.number, **_text(page.signs, page.words), "damage": dict(page.damage)}


def _font(state: FontState) -> Fields:
    """Return the fields of one font; `characters` are the glyphs it shows."""
    font = state.font
    return {
        "name": font.name,
        "object": font.reference,
        "kind": font.kind,
        "subset": font.subset,
        "embedded": font.embedded,
        "encoding": font.encoding,
        "has_to_unicode": font.has_map,
        "mappings": font.mappings,
        "numbered_names": font.numbered,
        "pages": list(state.pages),
        **_text(state.signs, state.words),
        "guessed": state.guessed,
        "guessed_share": round(state.guessed_share, 6),
        "known_words_share_elsewhere": _share(state.elsewhere),
        "state": state.state,
        "verdict": state.verdict,
        "reason": state.reason,
        "codes": state.codes._asdict(),
        **_damage(state.damage),
        "accents_only": state.accents_only,
        "accent_suspects": [suspect._asdict() for suspect in state.suspects],
        "runs": [_run(state, run) for run in state.runs],
    }


def _damage(damage: Damage) -> Fields:
    """Return the counts of damaged glyphs, of a font or a run."""
    return {
        "damaged": damage.glyphs,
        "readable": damage.accepted,
        "readable_after_review": damage.waiting,
        "readable_share": None if damage.share is None else round(damage.share, 6),
    }


def _run(state: FontState, run: Run) -> Fields:
    """Return the fields of one run."""
    return {
        "page": run.page,
        "first_line": run.first,
        "last_line": run.last,
        "characters": run.glyphs,
        **_damage(run.damage),
        "known_words_share": _share(run.words),
        "known_words_share_elsewhere_on_page": _share(run.elsewhere),
        "verdict": verdict_of(state.state, run.damage),
    }
