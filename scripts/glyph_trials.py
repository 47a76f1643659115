"""Glyph decisions on made papers with known truth, judged: what `calibrate.py` fits their curve on.

The papers are those of fixtures/glyphs, each read without the reference shapes of its own designs,
as if nobody had ever seen its fonts.  One decision is one trial, however many places rest on it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, Python looks for packages beside it only

from fixtures.glyphs.cases import LYING, Case, build, matrix  # noqa: E402
from fixtures.glyphs.embed import BARE  # noqa: E402
from fixtures.glyphs.score import same  # noqa: E402

from restore.evaluate.cases import Trial  # noqa: E402
from restore.evidence.glyph_readings import Allowed, read_glyphs  # noqa: E402
from restore.read.pdf import read_pdf_bytes  # noqa: E402
from restore.text import Span  # noqa: E402
from scripts.measure_glyphs import without  # noqa: E402

EACH, EACH_LYING = 5, 2
"""Every so manieth cell of the matrix: it has some hundreds, and neighbours differ in the damage
only, so that a fifth of them has every family, kind and damage several times.  Of lying maps only
a few entries are decided, so more of them are read."""


def chosen(share: float = 1.0) -> list[Case]:
    """Return the cells that are read for calibration, or a share of them."""
    cells = [case for case in dict.fromkeys(matrix()) if not case.foreign]
    kept = [
        cell
        for n, cell in enumerate(cells)
        if n % (EACH_LYING if cell.damage in LYING else EACH) == 0 or cell.kind in BARE
    ]
    return kept[: math.ceil(share * len(kept))]


def digest_of_glyphs() -> str:
    """Return the SHA-256 of the chosen cells, by which a table knows what it was fitted on."""
    whole = sha256()
    for case in chosen():
        whole.update(build(case)[0])
    return whole.hexdigest()


def glyph_trials(share: float = 1.0) -> Iterator[Trial]:
    """Yield every decision on a glyph of the chosen cells, judged."""
    for case in chosen(share):
        yield from _of_case(case)


def _of_case(case: Case) -> Iterator[Trial]:
    """Yield the decisions on the glyphs of one paper."""
    data, truth = build(case)
    document = read_pdf_bytes(data, f"{case.name}.pdf")
    with without(case.designs):
        decisions, _ = read_glyphs(document, Allowed())
    for place, (_, decision) in enumerate(sorted(decisions.items(), key=_symbol)):
        card = decision.cause.card
        if card is None or not decision.reading:
            continue
        true = truth.letters[card.reference].get(card.code, "")
        yield Trial(
            kind=decision.cause.damage,
            rule=decision.rule,
            score=decision.score,
            right=same(decision.reading, true),
            case=case.name,
            made=case.damage,
            span=Span(2 * place, 2 * place + 1),
            before=card.claims,
            after=decision.reading,
            true=true,
            stage=0,
        )


def _symbol(item: tuple[tuple[int, int], object]) -> tuple[int, int]:
    """Order decisions by font and code."""
    return item[0]
