"""Opens the container of a PDF, and rebuilds it where its cross-reference table is damaged.

pdfminer opens a damaged file without complaint and finds no pages, or some of them; qpdf (through
pikepdf) rebuilds the table from the objects themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import NamedTuple, NoReturn

import pdfplumber
import pikepdf
from pdfminer.pdfdocument import (
    PDFEncryptionError,
    PDFNoPageLabels,
    PDFPasswordIncorrect,
    PDFXRefFallback,
)
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from restore.errors import EncryptedError, InputError

_REBUILT = "the container was damaged; qpdf rebuilt it"
_REGROWN = "the page tree was lost; pages are in the order in which they lie in the file"

_OBJECT = re.compile(rb"\b(\d{1,7})\s+(\d{1,5})\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_END = b"%%EOF"
_PAGE_SIZE = 20_000  # bytes of a page's dictionary that are looked at


class Sound(NamedTuple):
    """Bytes of a PDF that can be read page by page, and what had to be done to get them.

    Object numbers of a document read from them hold for these bytes, which are those of the file
    unless `notes` says otherwise.
    """

    data: bytes
    notes: tuple[str, ...] = ()


def sound_bytes(data: bytes, name: str) -> Sound:
    """Return a PDF's bytes, rebuilt where the reader would miss pages.

    Raises EncryptedError where a password is needed, InputError where no page can be reached.
    """
    seen, whole = _look(data, name)
    least = seen if not whole else seen + 1  # pages that make a rebuilt file the better one
    for attempt, note in ((data, _REBUILT), (b"", _REGROWN)):
        if attempt or not whole:
            rebuilt = _rewritten(attempt or _with_page_tree(data), name, least)
            found, _ = _look(rebuilt, name)
            if found >= max(1, least):
                return Sound(rebuilt, (note if found == seen else _more(note, found, seen),))
    if not seen:
        raise _beyond(name)
    return Sound(data)


def _more(note: str, found: int, seen: int) -> str:
    return f"{note}: {found} pages instead of {seen}"


def _rewritten(data: bytes, name: str, least: int) -> bytes:
    """Return a PDF as qpdf writes it, nothing where it finds fewer than `least` pages."""
    buffer = BytesIO()
    if _END not in data[-1024:]:
        data += b"\ntrailer\n<< >>\nstartxref\n0\n" + _END  # else qpdf drops the last object
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as document:
            if len(document.pages) >= least:
                document.save(buffer, encryption=False, deterministic_id=True)
    except pikepdf.PasswordError as error:
        raise _locked(name) from error
    except Exception:  # noqa: BLE001 - of whatever kind: qpdf is no help here
        return b""
    return buffer.getvalue()


def _with_page_tree(data: bytes) -> bytes:
    """Return a PDF whose page tree is lost with a new one over the pages that lie open in it."""
    starts = list(_OBJECT.finditer(data))
    ends = [match.start() for match in starts[1:]] + [len(data)]
    kids = [
        b"%s %s R" % match.groups()
        for match, end in zip(starts, ends, strict=True)
        if _PAGE.search(data, match.end(), min(end, match.end() + _PAGE_SIZE))
    ]
    root = max((int(match[1]) for match in starts), default=0) + 1
    return data + (
        b"\n%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n%d 0 obj\n"
        b"<< /Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 612 792] >>\nendobj\n"
        b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n"
        % (root, root + 1, root + 1, len(kids), b" ".join(kids), root, root + 2)
    )


@contextmanager
def open_pdf(data: bytes, name: str) -> Iterator[PDF]:
    """Open sound bytes with pdfplumber; faults of the libraries become ours."""
    try:
        pdf = pdfplumber.open(BytesIO(data))
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise _locked(name) from error
        raise _beyond(name) from error
    except Exception as error:
        raise _beyond(name) from error
    try:
        yield pdf
    finally:
        with suppress(Exception):  # closing walks the pages again, broken ones included
            pdf.close()


def pages_of(pdf: PDF) -> list[PDFPage]:
    """Return the pages of an open document.

    Not `pdf.pages`, where one page without a media box costs all the others.
    """

    def no_labels() -> NoReturn:  # nobody needs them, and broken ones cost the pages, too
        raise PDFNoPageLabels

    setattr(pdf.doc, "get_page_labels", no_labels)  # noqa: B010 - a plain assignment has no type
    return list(PDFPage.create_pages(pdf.doc))


def _look(data: bytes, name: str) -> tuple[int, bool]:
    """Return how many pages the reader sees, 0 where it fails, and whether it trusts the table."""
    try:
        with open_pdf(data, name) as pdf:
            guessed = any(isinstance(table, PDFXRefFallback) for table in pdf.doc.xrefs)
            return len(pages_of(pdf)), not guessed
    except EncryptedError:
        raise
    except Exception:  # noqa: BLE001 - a container that cannot be walked has no pages to offer
        return 0, False


def _locked(name: str) -> EncryptedError:
    return EncryptedError(
        f"{name} is encrypted and asks for a password.",
        advice="Save a copy without it, e.g. qpdf --password=PASSWORD --decrypt in.pdf out.pdf.",
    )


def _beyond(name: str) -> InputError:
    return InputError(
        f"{name} is damaged beyond reading: no page can be found in it.",
        advice="Fetch the file again; it may have been cut off on the way.",
    )
