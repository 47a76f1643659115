"""A PDF with sound fonts is given back as it was: same text in other readers, same picture."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from fixtures.glyphs.sound import Sound, sound_papers

import restore

PAPERS = {paper.name: paper for paper in sound_papers()}


def seen(data: bytes) -> list[tuple[str, bytes]]:
    """Return what pdfium reads and draws of each page."""
    pages = pypdfium2.PdfDocument(data)
    return [(p.get_textpage().get_text_bounded(), p.render().to_numpy().tobytes()) for p in pages]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_sound_pdf_is_given_back_as_it_was(paper: Sound, tmp_path: Path) -> None:
    path = tmp_path / "sound.pdf"
    path.write_bytes(paper.data)
    mended = restore.repair(path).mended_pdf(paper.data)
    assert seen(mended.data) == seen(paper.data)
