"""Reads and draws PDFs with the programs that people use, to compare what each of them sees."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO

import pdfplumber
import pypdfium2

from restore.page import UNMAPPED
from restore.read.pdf import read_pdf_bytes


def without_spaces(text: str) -> str:
    return "".join(text.split())


def text_of(data: bytes) -> str:
    """Return what our reader reads, glyphs without a letter as `?`, without spaces."""
    text = read_pdf_bytes(data, "odd.pdf").text
    return "".join("?" if ord(c) in UNMAPPED else c for c in text if not c.isspace())


def pdfium_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return without_spaces("".join(page.get_textpage().get_text_range() for page in pdf))


def plumber_text(data: bytes) -> str:
    with pdfplumber.open(BytesIO(data)) as pdf:
        return without_spaces("".join(page.extract_text() for page in pdf.pages))


def poppler_text(data: bytes) -> str | None:
    """Return what pdftotext reads, None where it is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    done = subprocess.run([program, "-", "-"], input=data, capture_output=True, check=True)
    return without_spaces(done.stdout.decode())


def pictures(data: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.render(scale=2).to_numpy().tobytes() for page in pdf]


def looks_the_same(data: bytes, other: bytes) -> None:
    """Check that every page has ink, and the same in both."""
    before = pictures(data)
    assert before == pictures(other)
    assert all(min(picture) == 0 for picture in before)
