"""Opens the container of a PDF, and rebuilds it where its cross-reference table is damaged.

pdfminer opens a damaged file without complaint and finds no pages, or some of them; qpdf (through
pikepdf) rebuilds the table from the objects themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import NamedTuple

import pdfplumber
import pikepdf
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from restore.errors import EncryptedError, InputError

_REBUILT = "the container was damaged; qpdf rebuilt it"


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
    seen = _count_pages(data, name)
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as document:
            there = len(document.pages)
            if seen >= there > 0:
                return Sound(data)
            buffer = BytesIO()
            document.save(buffer, encryption=False, deterministic_id=True)
    except pikepdf.PasswordError as error:
        raise _locked(name) from error
    except Exception as error:  # of whatever kind: qpdf is no help here
        if seen:
            return Sound(data)
        raise _beyond(name) from error
    rebuilt = buffer.getvalue()
    found = _count_pages(rebuilt, name)
    if found <= seen:
        if seen:
            return Sound(data)
        raise _beyond(name)
    return Sound(rebuilt, (f"{_REBUILT}: {found} pages instead of {seen}",))


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


def _count_pages(data: bytes, name: str) -> int:
    """Return how many pages the reader sees, 0 where it fails."""
    try:
        with open_pdf(data, name) as pdf:
            return len(pdf.pages)
    except EncryptedError:
        raise
    except Exception:  # noqa: BLE001 - a container that cannot be walked has no pages to offer
        return 0


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
