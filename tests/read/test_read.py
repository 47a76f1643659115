"""Dispatch on content, files that cannot be read, and whole papers."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pdfplumber
import pytest
from rapidfuzz.distance import Levenshtein

from restore.errors import FileAccessError, InputError
from restore.page import Document, is_unmapped
from restore.read import read, read_pdf
from tests.read.tiny import shown, tiny_pdf

PAPER = Path(__file__).parents[2] / "fixtures" / "working_paper"


def test_a_pdf_is_a_pdf_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(b"\n" * 100 + tiny_pdf(shown("inside", 50, 700)))
    assert read(path).text == "inside"
    assert read(path).source.name == "paper.txt"


def test_text_is_text_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"plain words\r\n")
    assert read(str(path)).text == "plain words\r\n"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG picture"),
        (b"\xff\xd8\xff\xe0JFIF", "JPEG picture"),
        (b"PK\x03\x04word/document.xml", "ZIP archive or a Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (b"{\\rtf1 text}", "RTF"),
        (bytes(2000), "no text"),
    ],
)
def test_other_kinds_of_file_are_named_and_advised_on(
    tmp_path: Path, data: bytes, what: str
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=what) as caught:
        read(path)
    assert caught.value.advice


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError, match="does not exist"):
        read(tmp_path / "missing.pdf")
    with pytest.raises(FileAccessError, match="is a directory"):
        read_pdf(tmp_path)
    with pytest.raises(FileAccessError):
        read("bad\0name")


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = tiny_pdf(shown("piped", 50, 700))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    document = read("-")
    assert (document.text, document.source.name) == ("piped", "-")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def check(document: Document) -> None:
    """Check what holds for every document read from a PDF."""
    assert len(document.glyph_at) == len(document.text)
    assert "(cid:" not in document.text
    for place, number in enumerate(document.glyph_at):
        character = document.text[place]
        if number < 0:
            assert character in " \n\f"
        else:
            assert character in document.glyphs[number].text
            assert character >= " "
            assert is_unmapped(character) == (document.glyphs[number].origin == "none")
    ends = [page.span.end for page in document.pages]
    starts = [page.span.start for page in document.pages]
    assert starts == [0, *(end + 1 for end in ends[:-1])]
    assert ends[-1] == len(document.text)


def test_the_sound_paper_is_read_as_it_was_written() -> None:
    document = read(PAPER / "paper.pdf")
    check(document)
    truth = (PAPER / "truth.txt").read_bytes().decode()
    assert squeezed(document.text) == squeezed(truth)
    # line by line, too: all that differs is blank lines between paragraphs
    assert Levenshtein.distance(document.text, truth) < 0.005 * len(truth)
    assert document.source.notes == ()


def test_the_damaged_paper_has_a_marker_for_each_lost_letter() -> None:
    document = read(PAPER / "damaged.pdf")
    check(document)
    lost = [glyph for glyph in document.glyphs if glyph.origin == "none"]
    with pdfplumber.open(PAPER / "damaged.pdf") as pdf:
        shown_as_cid = sum(c["text"].startswith("(cid:") for p in pdf.pages for c in p.chars)
    assert len(lost) == shown_as_cid > 1000
    assert sum(map(is_unmapped, document.text)) == len(lost)
    truth = (PAPER / "truth.txt").read_bytes().decode().split("\f")
    clean = [page for page in document.pages if page.number in (1, 3, 13)]
    for page in clean:
        assert squeezed(page.span.of(document.text)) == squeezed(truth[page.number - 1])


def test_reading_takes_at_most_half_the_time_of_extract_text() -> None:
    began = time.process_time()
    read(PAPER / "paper.pdf")
    ours = time.process_time() - began
    began = time.process_time()
    with pdfplumber.open(PAPER / "paper.pdf") as pdf:
        for page in pdf.pages:
            page.extract_text()
    assert ours < (time.process_time() - began) / 2


def test_real_files_with_broken_layers(reference: Path) -> None:
    files = sorted((reference / "real_pdfs").glob("*.pdf"))
    if not files:
        pytest.skip("no real PDFs among the reference data")
    for path in files:
        document = read(path)
        check(document)
        # no letter is taken from a decoder's guess: it has a map, a name or an encoding, or none
        assert document.glyphs
        assert all(g.origin != "guess" for g in document.glyphs), path.name
        assert all(is_unmapped(g.text) == (g.origin == "none") for g in document.glyphs), path.name
