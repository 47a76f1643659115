"""Decisions on glyphs as HTML: the glyph as the page draws it, and beside it what it is read as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from restore.ledger import Card
from restore.report.glyphs import CALLED, FontGlyphs, Glyph, likely, named, nearest, rival
from restore.report.markup import safe, tier_mark
from restore.report.words import counted

ASCENT, DESCENT, MARGIN = 780, 260, 40
"""What a drawing shows at least, in thousandths of an em above and below the baseline, so that a
comma stays small and low; and the room around it."""

FAR = 4000
"""Thousandths of an em from the origin beyond which nothing is shown: no letter is so large."""

_PATH_RE = re.compile(r"(?:M-?\d+[ -]\d+l[-\d ]*z)*")
_NUMBER_RE = re.compile(r"-?\d+")
_ABSURD_RE = re.compile(r"\d{6}")
Box = tuple[int, int, int, int]


def section(fonts: Iterable[FontGlyphs]) -> Iterator[str]:
    """Yield the section with all decisions, font by font; nothing where there are none."""
    shown = list(fonts)
    if not shown:
        return
    yield "<section>"
    yield "<h2>Glyphs read</h2>"
    yield (
        '<p class="soft">Codes of fonts for which the file gives no letter or a wrong one. Each '
        "is decided once, from its outline, its width and the words it makes, and holds at all its "
        "places.</p>"
    )
    for font in shown:
        yield from _font(font)
    yield "</section>"


def _font(font: FontGlyphs) -> Iterator[str]:
    """Yield the decisions on one font: cards for what wants a look, the others folded."""
    yield f'<h3 class="font">{safe(font.title)}</h3> <span class="soft">{font.counts}</span>'
    if wanted := font.of("leave", "review"):
        yield '<ul class="glyphs">'
        yield from map(_card, wanted)
        yield "</ul>"
    if accepted := font.of("accept"):
        heads = ("glyph", "read as", "file says", "posterior", "rival", "places", "words")
        cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
        yield '<details class="accepted">'
        yield f"<summary>{counted(len(accepted), 'accepted code')}, the least sure first</summary>"
        yield f'<div class="wide"><table class="codes"><thead><tr>{cells}</tr></thead><tbody>'
        yield from map(_row, accepted)
        yield "</tbody></table></div></details>"


def _card(glyph: Glyph) -> str:
    """Return one decision with all its evidence."""
    card = glyph.card
    posterior = f", posterior {likely(card.posterior)}" if card.reading else ""
    said = (
        ("file says", safe(named(card.claims))),
        ("read as", f"{safe(named(card.reading))}{posterior}"),
        ("rival", safe(rival(card))),
        ("nearest", safe(nearest(card))),
        ("width", f"{card.advance:.3f} em"),
        (
            "words",
            f'<span class="votes">{safe(" · ".join(card.words))}</span>' if card.words else "",
        ),
    )
    lines = "".join(f"<dt>{who}</dt><dd>{what}</dd>" for who, what in said if what)
    return (
        f'<li class="glyph" id="{safe(glyph.cause)}"><p class="meta">'
        f'<a href="#{safe(glyph.cause)}">code {card.code}</a>'
        f"{tier_mark(card.tier, CALLED[card.tier])}<span>{counted(card.places, 'place')}</span>"
        f"{_lie(glyph)}</p>"
        f'<p class="shape">{drawing(card)}<b translate="no">{_large(card.reading)}</b></p>'
        f"<dl>{lines}</dl></li>"
    )


def _row(glyph: Glyph) -> str:
    """Return one settled decision as a row."""
    card = glyph.card
    claims = safe(named(card.claims)) if card.claims else "·"
    claims = f'<span class="lie">{claims}, wrong</span>' if glyph.lies else claims
    cells = (
        f'<b translate="no">{_large(card.reading)}</b>',
        claims,
        f'<span class="number">{likely(card.posterior)}</span>',
        safe(rival(card)) or "·",
        f"{card.places:,}",
        f'<span class="votes">{safe(" · ".join(card.words))}</span>',
    )
    return (
        f'<tr id="{safe(glyph.cause)}"><th scope="row">{drawing(card)}'
        f'<a href="#{safe(glyph.cause)}">{card.code}</a></th>'
        f"{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    )


def _lie(glyph: Glyph) -> str:
    """Return a remark where the file says another letter."""
    if not glyph.lies:
        return ""
    word = "is" if glyph.card.tier == "accept" else "may be"
    return f'<span class="lie">the file {word} wrong</span>'


def _large(reading: str) -> str:
    """Return a reading to be set beside the drawing."""
    if not reading:
        return "?"
    return safe(reading) if reading.strip() else '<span class="blank">space</span>'


def drawing(card: Card) -> str:
    """Return a glyph as an inline drawing on its baseline, "" where there is none.

    Whatever is no path of whole units is not drawn.
    """
    path = card.drawing
    if not path or not _PATH_RE.fullmatch(path) or _ABSURD_RE.search(path):
        return ""
    wide = round(min(max(card.advance, 0.0) * 1000, FAR))
    left, top, right, bottom = _frame(path, wide)
    size = f"{left} {top} {right - left} {bottom - top}"
    return (
        f'<svg viewBox="{size}" height="80" role="img" aria-label="glyph {card.code}">'
        f'<path class="base" d="M0 0h{wide}M0-20v40M{wide}-20v40"/>'
        f'<path fill-rule="evenodd" d="{path}"/></svg>'
    )


def _frame(path: str, wide: int) -> Box:
    """Return left, top, right and bottom of what a drawing shows."""
    left, top, right, bottom = 0, -ASCENT, wide, DESCENT
    for contour in path.split("z")[:-1]:
        numbers = [int(n) for n in _NUMBER_RE.findall(contour)]
        xs, ys = list(accumulate(numbers[::2])), list(accumulate(numbers[1::2]))
        left, right = min(left, *xs), max(right, *xs)
        top, bottom = min(top, *ys), max(bottom, *ys)
    return (
        max(left, -FAR) - MARGIN,
        max(top, -FAR) - MARGIN,
        min(right, FAR) + MARGIN,
        min(bottom, FAR) + MARGIN,
    )
