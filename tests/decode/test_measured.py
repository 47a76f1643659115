"""The room of gaps: read off the page, in ems, and left alone where it proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from restore.decode.measured import measure, metrics_of
from restore.decode.model import Observed
from restore.decode.observe import observe
from restore.page import Document
from restore.read import read
from tests.decode.drawn import holed_pdf, times

LINE = "Romania and the Warsaw Pact"
LOST = "aeiou"


def measured(folder: Path, **drawing: float) -> Observed:
    """Draw a line without its vowels and measure what is left of it."""
    path = folder / "paper.pdf"
    path.write_bytes(holed_pdf([LINE], LOST, **drawing))
    document = read(path)
    line = document.text.strip("\n")
    start = document.text.index(line)
    return measure(observe(line), glyphs(document, start, len(line)), metrics_of(document))


def glyphs(document: Document, start: int, length: int) -> list:
    """Return the glyph of each character of a place."""
    places = document.glyph_at[start : start + length]
    return [document.glyphs[i] if i >= 0 else None for i in places]


def rooms(observed: Observed) -> dict[str, float]:
    """Return the room before each letter, by the letters on both sides."""
    atoms = observed.atoms
    return {
        atoms[i - 1].text + atoms[i].text: gap.width
        for i, gap in enumerate(observed.gaps[:-1])
        if i and gap.width is not None
    }


def test_the_room_of_a_gap_is_the_width_of_what_is_lost(tmp_path: Path) -> None:
    width = times()
    found = rooms(measured(tmp_path))
    assert found["mn"] == pytest.approx(width["a"], abs=0.002)
    assert found["nn"] == pytest.approx(
        width["i"] + width["a"] + width[" "] + width["a"], abs=0.002
    )
    assert found["th"] == pytest.approx(0, abs=0.002)


def test_tracking_counts_to_every_advance(tmp_path: Path) -> None:
    width = times()
    observed = measured(tmp_path, tracking=0.05)
    assert observed.widths["o"] == pytest.approx(width["o"] + 0.05, abs=0.003)
    assert rooms(observed)["mn"] == pytest.approx(width["a"] + 0.05, abs=0.004)


def test_text_without_glyphs_is_not_measured() -> None:
    observed = observe("R m n nd th W rs w P ct")
    assert not measure(observed, [None] * len(observed.line), {}).measured
