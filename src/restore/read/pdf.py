"""Reads a PDF into a Document, each page in one pass.

pdfplumber opens the file and pdfminer knows its pages; what they show is read by `device` and
`fonts`, put in order by `order` and written out by `compose`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pdfplumber
from pdfminer.pdfpage import PDFPage

from restore.errors import InputError, RestoreError
from restore.page import Document, Glyph, Line, Page, Redaction, Source
from restore.read.compose import Composed, compose
from restore.read.container import open_pdf, pages_of, sound_bytes
from restore.read.device import Device
from restore.read.files import file_bytes
from restore.read.fontbook import FontBook
from restore.read.geometry import geometry_of
from restore.read.objects import as_dict, as_list
from restore.read.pages import chosen
from restore.read.pen import Ink, TooMuchError
from restore.read.redactions import PageView, redactions_of
from restore.read.specimens import FontSpecimens
from restore.text import PAGE_BREAK, Span

Progress = Callable[[int, int], None]
"""Called after each page with the number of pages read and of all pages to read."""


def read_pdf(
    path: str | Path, *, pages: set[int] | None = None, progress: Progress | None = None
) -> Document:
    """Read a PDF file: its text, and for each character the glyph that drew it.

    `pages` are page numbers from 1, all where None.  Raises FileAccessError, EncryptedError,
    UsageError (a page that is not there) or InputError (no PDF, damaged beyond reading, or pictures
    only).  What could not be read of a page is said in `Document.source.notes`.
    """
    return read_pdf_bytes(file_bytes(path), Path(path).name, pages=pages, progress=progress)


def read_pdf_bytes(
    data: bytes,
    name: str,
    *,
    pages: set[int] | None = None,
    progress: Progress | None = None,
) -> Document:
    """Read a PDF from its bytes; `name` is what messages call it.  Otherwise like `read_pdf`."""
    with quiet():
        try:
            return _read(data, name, pages, progress)
        except RestoreError:
            raise
        except Exception as error:
            raise InputError(
                f"{name} cannot be read as a PDF ({type(error).__name__}).",
                advice="Open it in a viewer and print it to a new PDF, then try that one.",
            ) from error


def _read(data: bytes, name: str, pages: set[int] | None, progress: Progress | None) -> Document:
    sound = sound_bytes(data, name)
    book = FontBook()
    builder = _Builder()
    notes = list(sound.notes)
    with open_pdf(sound.data, name) as pdf:
        found = pages_of(pdf)
        wanted = chosen(pages, len(found), name)
        for done, number in enumerate(wanted, 1):
            faults = _add(number, found[number - 1], book, builder)
            notes += [f"page {number}: {fault}" for fault in faults]
            if progress:
                progress(done, len(wanted))
    if not builder.glyphs:
        raise InputError(
            f"{name} holds pictures only, no text.",
            advice="Recognise its text first, e.g. ocrmypdf paper.pdf out.pdf.",
        )
    return Document(
        source=Source(
            name=name,
            sha256=sha256(data).hexdigest(),
            reader=f"pdfplumber {pdfplumber.__version__}",
            notes=(*notes, *book.notes),
        ),
        text="".join(builder.parts),
        pages=tuple(builder.pages),
        glyphs=tuple(builder.glyphs),
        fonts=book.fonts,
        glyph_at=tuple(builder.glyph_at),
        redactions=tuple(builder.redactions),
        specimens=FontSpecimens(sound.data, book.fonts),
    )


class _Builder:
    """Strings pages together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pages: list[Page] = []
        self.glyphs: list[Glyph] = []
        self.glyph_at: list[int] = []
        self.redactions: list[Redaction] = []

    def redact(self, found: list[Redaction]) -> None:
        """Add the redactions of the last page, whose spans are of its own text."""
        at = self.pages[-1].span.start
        for redaction in found:
            start, end = redaction.span
            self.redactions.append(redaction._replace(span=Span(start + at, end + at)))

    def add(self, number: int, ink: Ink, composed: Composed, size: tuple[float, float]) -> None:
        """Add a page behind the others, with a page break between."""
        if self.pages:
            self.parts.append(PAGE_BREAK)
            self.glyph_at.append(-1)
        start, first = len(self.glyph_at), len(self.glyphs)
        self.parts.append(composed.text)
        self.glyph_at += [i if i < 0 else i + first for i in composed.glyph_at]
        self.glyphs += ink.glyphs
        lines = tuple(
            Line(Span(line.span.start + start, line.span.end + start), line.box)
            for line in composed.lines
        )
        span = Span(start, len(self.glyph_at))
        width, height = size
        self.pages.append(Page(number=number, span=span, lines=lines, width=width, height=height))


def _add(number: int, page: PDFPage, book: FontBook, builder: _Builder) -> list[str]:
    """Read one page and add it as far as it can be read; return what went wrong."""
    notes: list[str] = []
    ink = Ink()
    size = 0.0, 0.0
    found: list[Redaction] = []
    try:
        geometry = geometry_of(page)
        size = geometry.width, geometry.height
        device = Device(book, geometry.ctm, geometry.flip)
        ink = device.ink
        notes += _run(device, page)
        composed = compose(ink, geometry.visible)
        found = _redactions(PageView(number, ink, composed, geometry), page, device, notes)
    except Exception as error:  # noqa: BLE001 - one page's fault must not cost the others
        notes.append(f"cannot be read ({type(error).__name__}: {error})")
        ink.cut(0, 0)
        composed = Composed("", [], [])
    builder.add(number, ink, composed, size)
    builder.redact(found)
    return notes


def _redactions(view: PageView, page: PDFPage, device: Device, notes: list[str]) -> list[Redaction]:
    """Return a page's redactions, and note where they could not be looked for."""
    try:
        found, whole = redactions_of(view, page, device.painter)
    except Exception as error:  # noqa: BLE001 - the text is worth more than what is said about it
        notes.append(f"redactions cannot be looked for ({type(error).__name__}: {error})")
        return []
    if not whole:
        notes.append("too many filled boxes; not all were looked at for redactions")
    return found


def _run(device: Device, page: PDFPage) -> list[str]:
    """Interpret a page's content to its end or to the first fault that cannot be passed over."""
    ends = []
    try:
        device.run(as_list(page.contents), as_dict(page.resources))
    except TooMuchError:
        ends.append("too much content for a page of a paper; reading stops there")
    except Exception as error:  # noqa: BLE001 - what was read so far is kept
        ends.append(f"not read to its end ({type(error).__name__}: {error})")
    counted = (f"{what} ({count} times)" for what, count in device.notes.items())
    return [*counted, *ends]


@contextmanager
def quiet() -> Iterator[None]:
    """Keep pdfminer's remarks on single objects off the person's screen."""
    loggers = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber", "pikepdf")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
