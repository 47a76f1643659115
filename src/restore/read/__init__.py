"""Reads a paper: a PDF or plain text, told apart by what is in the file, not by its name."""

from __future__ import annotations

from pathlib import Path

from restore.errors import InputError
from restore.page import Document
from restore.read.files import STANDARD_INPUT, file_bytes
from restore.read.pages import parse_pages
from restore.read.pdf import Progress, read_pdf, read_pdf_bytes
from restore.read.plain import read_text

__all__ = ["parse_pages", "read", "read_pdf", "read_text"]

_HEAD = 1024  # bytes within which `%PDF-` must begin (ISO 32000-1, Annex H, note 13)
_CONVERT = "Convert it to PDF or plain text first."
_OCR = "Recognise its text first, e.g. ocrmypdf --image-dpi 300 page.png paper.pdf."

# First bytes of other kinds of file, what they are, and what to do.
_KINDS: list[tuple[bytes, str, str]] = [
    (b"\x89PNG", "a PNG picture", _OCR),
    (b"\xff\xd8\xff", "a JPEG picture", _OCR),
    (b"GIF8", "a GIF picture", _OCR),
    (b"II*\0", "a TIFF picture", _OCR),
    (b"MM\0*", "a TIFF picture", _OCR),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture", _OCR),
    (b"AT&TFORM", "a DjVu book", "Convert it with ddjvu -format=pdf, or djvutxt."),
    (b"PK\x03\x04", "a ZIP archive or a Word, OpenDocument or EPUB file", _CONVERT),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file", _CONVERT),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"{\\rtf", "an RTF file", _CONVERT),
    (b"%!PS", "a PostScript file", "Convert it with ps2pdf."),
]


def read(
    path: str | Path, *, pages: set[int] | None = None, progress: Progress | None = None
) -> Document:
    """Read a PDF or plain text file, or standard input for `-`.

    `pages` are page numbers from 1 (form feeds part the pages of plain text), all where None;
    `progress` is told how many pages of how many are read.
    Raises FileAccessError, InputError, EncryptedError or UsageError.
    """
    data = file_bytes(path)
    name = STANDARD_INPUT if str(path) == STANDARD_INPUT else Path(path).name
    if b"%PDF-" in data[:_HEAD]:
        return read_pdf_bytes(data, name, pages=pages, progress=progress)
    for mark, kind, advice in _KINDS:
        if data.startswith(mark):
            raise InputError(f"{name} is {kind}, no text.", advice=advice)
    return read_text(data, name, pages=pages)
