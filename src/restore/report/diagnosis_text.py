"""The diagnosis for a terminal: the whole paper, its fonts, its pages, then what to do."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from restore.page import Font
from restore.report.diagnosis import Diagnosis, PageState, in_state
from restore.report.font_runs import Run
from restore.report.font_state import FontState
from restore.report.font_verdict import ENOUGH, VERDICTS, State
from restore.report.known_words import Reading
from restore.report.screen import Screen
from restore.report.visible import visible
from restore.report.words import counted, percent

NOTHING = "·"
PAGES, LINES = 6, 5
"""Pages of a font and places of a page that are named before the rest is only counted."""
_ORDER: tuple[State, ...] = ("damaged", "doubtful", "unjudged", "sound")
_FONTS = ("font (object)", "pages", " glyphs", " mapped", " no letter", " known", "verdict")
_PAGES = (" page", " characters", " no letter", " known", "found there")
_KINDS = ("damage", " restorable", " to review", " unsure", " reported")


def render(diagnosis: Diagnosis, *, width: int = 80, color: bool = False, paper: str = "") -> str:
    """Return the diagnosis as text, with ANSI colours if asked for.

    `paper` is how the reader named the file, for the command to type next; its name unless given.
    """
    screen = Screen(width, color=color)
    _summary(screen, diagnosis)
    _fonts(screen, diagnosis)
    _pages(screen, diagnosis)
    screen.line(_next(diagnosis, paper or diagnosis.name), style="bold")
    return screen.text()


def _summary(screen: Screen, diagnosis: Diagnosis) -> None:
    """Write what the paper is, what was found and what could be done about it."""
    screen.line(visible(diagnosis.name), style="bold")
    fonts = f", {counted(len(diagnosis.fonts), 'font')}" if diagnosis.fonts else ""
    screen.say(
        f"{counted(len(diagnosis.pages), 'page')}{fonts}, "
        f"{counted(diagnosis.signs.total, 'character')}; "
        f"{_share(diagnosis.words)} of its letters stand in known words. "
        f"Read by {visible(diagnosis.reader)}."
    )
    for note in diagnosis.notes:
        screen.say(f"Note: {visible(note)}.")
    if not diagnosis.tallies:
        return
    screen.table(
        _KINDS,
        (
            [t.damage, *(_count(n) for n in (t.accept, t.review, t.leave, t.findings))]
            for t in diagnosis.tallies
        ),
    )
    screen.say(_outlook(diagnosis))


def _outlook(diagnosis: Diagnosis) -> str:
    """Return how much could be restored, needs a person, or cannot be restored."""
    said = [
        (diagnosis.restorable, "place", "could be restored at once"),
        (diagnosis.to_review, "place", "to be decided by a person"),
        (diagnosis.gaps, "gap", "that nothing fills"),
        (diagnosis.doubtful, "place", "only reported"),
        (diagnosis.unsure, "proposal", "too unsure to count"),
        (diagnosis.unsettled, "character", "without a letter that nothing settles"),
    ]
    return f"{'; '.join(f'{counted(n, noun)} {rest}' for n, noun, rest in said if n)}."


def _fonts(screen: Screen, diagnosis: Diagnosis) -> None:
    """Write the fonts that show anything, the damaged ones first."""
    shown = [font for font in diagnosis.fonts if font.signs.total]
    if not shown:
        return
    screen.heading(f"fonts ({len(shown):,}): {_verdicts(shown)}")
    ordered = [f for state in _ORDER for f in in_state(shown, state)]
    screen.table(_FONTS, map(_font, ordered))
    screen.reasons((_called(f.font), _reason(f)) for f in ordered if f.reason)


def _verdicts(fonts: list[FontState]) -> str:
    """Return in words how many fonts have each verdict, the worst first."""
    number = Counter(font.verdict for font in fonts)
    return ", ".join(f"{number[verdict]:,} {verdict}" for verdict in VERDICTS if number[verdict])


def _font(state: FontState) -> list[str]:
    """Return one font as a row."""
    return [
        _called(state.font),
        ranges(state.pages),
        f"{state.signs.total:,}",
        f"{state.font.mappings:,}" if state.font.has_map else "no map",
        percent(state.signs.unmapped_share) if state.signs.unmapped else NOTHING,
        _share(state.words),
        state.verdict,
    ]


def _called(font: Font) -> str:
    """Return a font's name, and the number that tells it from others of this name."""
    return f"{font.name or 'without a name'} ({font.reference})"


def _reason(state: FontState) -> str:
    """Return why a font has its verdict; for a bad one also what can be read, where, its kind."""
    if state.state not in ("damaged", "doubtful"):
        return state.reason
    said = (state.reason, _readable(state), _where(state.runs), _contrast(state), _kind(state.font))
    return "; ".join(part for part in said if part)


def _readable(state: FontState) -> str:
    """Return how much of a font's damage a repair can read."""
    damage, codes = state.damage, state.codes
    if not damage.glyphs:
        return ""
    if not damage.accepted + damage.waiting:
        return f"nothing reads its {counted(damage.glyphs, 'damaged glyph')}"
    later = f", {damage.waiting:,} after review" if damage.waiting else ""
    total = f"{damage.glyphs:,} damaged glyphs ({counted(codes.damaged, 'code')})"
    return f"of {total} {damage.accepted:,} could be read at once{later}"


def _where(runs: Sequence[Run]) -> str:
    """Return where the damage stands, page by page; of many pages the last are only counted."""
    pages = [
        f"page {page}, {_lines([*own])}" for page, own in groupby(runs, key=attrgetter("page"))
    ]
    left = len(pages) - PAGES
    return "; ".join([*pages[:PAGES], *([f"and {counted(left, 'more page')}"] if left > 0 else [])])


def _lines(runs: list[Run]) -> str:
    """Return the lines of the runs of one page.

    >>> from restore.report.font_damage import Damage
    >>> run = Run(3, 4, 17, 0, Damage(), Reading(), Reading())
    >>> _lines([run]), _lines([run._replace(last=4), run._replace(first=9)])
    ('lines 4-17', 'lines 4, 9-17')
    """
    said = [f"{r.first}" if r.first == r.last else f"{r.first}-{r.last}" for r in runs[:LINES]]
    one = len(runs) == 1 and runs[0].first == runs[0].last
    more = f" and {len(runs) - LINES:,} more places" if len(runs) > LINES else ""
    return f"{'line' if one else 'lines'} {', '.join(said)}{more}"


def _contrast(state: FontState) -> str:
    """Return how the font's words read there, beside the other words of those pages."""
    own = sum((run.words for run in state.runs), Reading())
    pages = {run.page: run.elsewhere for run in state.runs}
    rest = sum(pages.values(), Reading())
    if min(own.letters, rest.letters) < ENOUGH:
        return ""
    return f"{_share(own)} of its letters there in known words, {_share(rest)} beside it"


def _kind(font: Font) -> str:
    """Return what a font is, as the file declares it."""
    kind = f"{font.kind or 'font of unknown kind'}{' subset' if font.subset else ''}"
    encoding = f", encoding {visible(font.encoding)}" if font.encoding else ""
    numbers = counted(font.numbered, "glyph name") + " that are numbers" if font.numbered else ""
    where = "embedded" if font.embedded else "not embedded"
    return f"{kind}, {where}{encoding}{', ' if numbers else ''}{numbers}"


def _pages(screen: Screen, diagnosis: Diagnosis) -> None:
    """Write the pages that have something, and name the others."""
    touched = [page for page in diagnosis.pages if page.touched]
    screen.heading(f"pages ({len(diagnosis.pages):,}; {len(touched):,} with damage)")
    if touched:
        screen.table(_PAGES, map(_page, touched))
    others = [page.number for page in diagnosis.pages if not page.touched]
    if others:
        screen.say(f"Nothing found on {'page' if len(others) == 1 else 'pages'} {ranges(others)}.")


def _page(page: PageState) -> list[str]:
    """Return one page as a row."""
    found = ", ".join(f"{kind} {times:,}" for kind, times in page.damage)
    return [
        str(page.number),
        f"{page.signs.total:,}",
        percent(page.signs.unmapped_share) if page.signs.unmapped else NOTHING,
        _share(page.words),
        found or ("no text" if not page.signs.total else NOTHING),
    ]


def _next(diagnosis: Diagnosis, paper: str) -> str:
    """Return what to do next."""
    if diagnosis.sound:
        return "No damage found: nothing to repair."
    return f"Nothing was changed. Next: restore repair {shlex.quote(visible(paper))}"


def _count(number: int) -> str:
    """Return a number, a dot for none."""
    return f"{number:,}" if number else NOTHING


def _share(read: Reading) -> str:
    """Return the share of known words, a dot where there are no words."""
    return NOTHING if read.known_share is None else percent(read.known_share)


def ranges(numbers: tuple[int, ...] | list[int]) -> str:
    """Return page numbers as people write them.

    >>> ranges([1, 3, 4, 5, 9])
    '1, 3-5, 9'
    """
    starts = [n for before, n in pairwise([None, *numbers]) if before is None or n != before + 1]
    ends = [n for n, after in pairwise([*numbers, None]) if after is None or after != n + 1]
    return ", ".join(
        f"{one}" if one == two else f"{one}-{two}" for one, two in zip(starts, ends, strict=True)
    )
