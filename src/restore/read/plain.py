"""Reads plain text: bytes to a Document, with nothing lost and nothing made uniform.

Form feeds part pages; line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re
from hashlib import sha256
from typing import NamedTuple

from charset_normalizer import from_bytes

from restore.errors import InputError
from restore.page import Document, Line, Page, Source
from restore.read.pages import chosen
from restore.text import PAGE_BREAK, Span

# Control characters other than blanks; text of any encoding but UTF-16 has next to none.
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 26, 27})
# Shares of them above which bytes are no text: any bytes, and bytes that are not UTF-8.  Random
# bytes have 0.1; a page whose lost letters came out as raw codes had 0.15, in sound UTF-8.
_NOISE, _NOISE_NOT_UTF_8 = 0.4, 0.05
_GUESS_FROM = 200_000  # bytes that an encoding is guessed from; more does not change the guess
_LINE_END = re.compile(r"\r\n|\r|\n")

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class _Decoded(NamedTuple):
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def read_text(data: bytes | str, name: str, *, pages: set[int] | None = None) -> Document:
    """Read plain text from bytes or a string; `name` is what messages and the source call it.

    Encodings: UTF-8, UTF-16 by its byte order mark, else the likeliest that loses no byte; a guess
    is noted.  Raises InputError for an empty file or one that is no text.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    found = _Decoded(data, "") if isinstance(data, str) else _decode(data, name)
    if not found.text.strip():
        raise InputError(f"{name} is empty.", advice="Give a file with text in it.")
    bounds = _pages(found.text)
    if pages is not None:
        bounds = [bounds[number - 1] for number in chosen(pages, len(bounds), name)]
    return _document(found, bounds, Source(
        name=name, sha256=sha256(raw).hexdigest(), reader="plain",
        encoding=found.encoding, notes=found.notes,
    ))  # fmt: skip


def _pages(text: str) -> list[tuple[int, Span]]:
    """Return number and span of each page, page breaks left out."""
    bounds = []
    start = 0
    for number, part in enumerate(text.split(PAGE_BREAK), 1):
        bounds.append((number, Span(start, start + len(part))))
        start += len(part) + 1
    return bounds


def _document(found: _Decoded, bounds: list[tuple[int, Span]], source: Source) -> Document:
    """Return the pages wanted, with a page break between them."""
    parts: list[str] = []
    pages: list[Page] = []
    start = 0
    for number, span in bounds:
        text = span.of(found.text)
        parts.append(text)
        there = Span(start, start + len(text))
        pages.append(Page(number=number, span=there, lines=tuple(_lines(text, start))))
        start = there.end + 1
    return Document(source=source, text=PAGE_BREAK.join(parts), pages=tuple(pages))


def _lines(text: str, start: int) -> list[Line]:
    """Return the lines of a page, empty ones left out."""
    lines = []
    at = 0
    for end, after in [*((m.start(), m.end()) for m in _LINE_END.finditer(text)), (len(text),) * 2]:
        if end > at:
            lines.append(Line(Span(start + at, start + end)))
        at = after
    return lines


def _decode(data: bytes, name: str) -> _Decoded:
    """Return the text that loses nothing, and how it was encoded."""
    for mark, encoding in _UTF_16.items():
        if data.startswith(mark):
            return _utf16(data, mark, encoding)
    share = _share_of_controls(data)
    if share > _NOISE:
        raise _no_text(name)
    marked = data.startswith(codecs.BOM_UTF8)
    try:
        text = data[3 if marked else 0 :].decode("utf-8")
    except UnicodeDecodeError as error:
        if share > _NOISE_NOT_UTF_8:
            raise _no_text(name) from error
        return _guess(data)
    notes = ("a byte order mark at the start was left out",) if marked else ()
    return _Decoded(text, "utf-8-sig" if marked else "utf-8", notes)


def _utf16(data: bytes, mark: bytes, encoding: str) -> _Decoded:
    note = "a byte order mark at the start was left out"
    text = data[len(mark) :].decode(encoding, "surrogatepass" if len(data) % 2 == 0 else "replace")
    odd = ("an odd byte at the end was replaced by U+FFFD",) if len(data) % 2 else ()
    return _Decoded(text, encoding, (note, *odd))


def _share_of_controls(data: bytes) -> float:
    return (len(data) - len(data.translate(None, _CONTROLS))) / max(1, len(data))


def _no_text(name: str) -> InputError:
    return InputError(
        f"{name} is no text: it holds bytes that no text has.",
        advice="Give a PDF, or a text file.",
    )


def _guess(data: bytes) -> _Decoded:
    """Return bytes that are not UTF-8 as the likeliest encoding reads them."""
    best = from_bytes(data[:_GUESS_FROM]).best()
    for encoding in (best.encoding if best else "", "cp1252"):
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        if text.encode(encoding) == data:
            note = f"not UTF-8; {encoding} was guessed: look at letters with accents"
            return _Decoded(text, encoding, (note,))
    note = "no encoding fits; each byte is kept as the Latin-1 character of its number"
    return _Decoded(data.decode("latin-1"), "latin-1", (note,))
