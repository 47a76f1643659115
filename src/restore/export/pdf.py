"""The PDF given back with repaired ToUnicode maps, so that every reader copies the right text.

Nothing else in the file changes: pages, fonts and pictures are those of the original, and what is
shown stays as it is.  A font whose map is shared with another gets one of its own.  The result is
checked before anybody gets it: the content streams byte for byte, and by reading it again.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

import pikepdf

from restore.errors import InputError, OutputError, RestoreError
from restore.export.pdf_cmap import (
    ONE_BYTE,
    TWO_BYTE,
    Space,
    cmap,
    embedded_spaces,
    predefined_spaces,
)
from restore.export.pdf_plan import (
    UNREAD,
    Entry,
    FontPlan,
    Open,
    Plan,
    is_redrawn,
    planned,
)
from restore.export.pdf_readings import Reading
from restore.page import Document, Font, Glyph

_SUBSET_RE = re.compile(r"^/?([A-Z]{6}\+)?")
_DEEPEST = 20  # direct objects inside each other; a page's resources have 3 or 4
_MOST_USED = 4  # embedded encodings that build on one another; real ones have 1 or 2
_REPORT = "Please report it with the paper; nothing was written."


class Reader(NamedTuple):
    """How PDFs are read: bytes to a document, and a map's bytes to code and text.

    `map_of` gives "" for an entry that says no letter.
    """

    read: Callable[[bytes], Document]
    map_of: Callable[[bytes], Mapping[int, str]]


class Mended(NamedTuple):
    """A PDF with repaired maps: its bytes, which codes have a new text, and which stay open.

    `redrawn` names the fonts of new maps for which a viewer may draw what the map says, since the
    file brings no outlines for them.
    """

    data: bytes
    fonts: int
    entries: tuple[Entry, ...]
    left: tuple[Open, ...]
    redrawn: tuple[str, ...] = ()


def mended_pdf(
    data: bytes,
    readings: Iterable[Reading],
    reader: Reader,
    *,
    best_guess: bool = False,
    bare_redactions: bool = False,
) -> Mended:
    """Return a PDF with the readings written into its maps, and with what our reader knows.

    `data` are sound bytes, for which the object numbers of the readings hold.  `best_guess` writes
    undecided readings as well.  Where there is nothing to write, the bytes stay as they are.  A map
    holds for every place of its codes, so what lies under a redaction would become readable, too:
    that is refused unless `bare_redactions`.

    Raises:
        InputError: the file cannot be opened for writing.
        OutputError: the result is not the same PDF with the text expected, or bares a redaction.
    """
    document = reader.read(data)
    with _faults(), pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
        fonts = [_located(pdf, font, document.fonts) for font in document.fonts]
        old = [_old_map(found, reader) for found in fonts]
        plan = planned(document, readings, old, best_guess=best_guess)
        if not plan.fonts:
            return Mended(data, 0, (), plan.left)
        if not bare_redactions:
            _check_redactions(document, plan)
        for each in plan.fonts:
            _put(pdf, fonts[each.index], each)
        made = _saved(pdf)
        _check_pages(pdf, made)
    _check_text(document, _again(made, reader), plan)
    entries = tuple(entry for each in plan.fonts for entry in each.entries)
    redrawn = dict.fromkeys(each.font.name for each in plan.fonts if is_redrawn(each.font))
    return Mended(made, len(plan.fonts), entries, plan.left, tuple(redrawn))


def _check_redactions(document: Document, plan: Plan) -> None:
    """Check that no new letter lies under a redaction."""
    new = {(each.index, entry.code) for each in plan.fonts for entry in each.entries}
    bared = sum(
        any((glyph.font, glyph.code) in new for glyph in document.glyphs_of(redaction.span))
        for redaction in document.redactions
        if redaction.sort != "box"  # under which lies nothing
    )
    if bared:
        raise OutputError(
            f"Text under redactions, {bared} in number, could be read in the new PDF.",
            advice="Nothing was written; --bare-redactions writes it all the same.",
        )


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what qpdf says of a file that it cannot open or write into an error of ours."""
    try:
        yield
    except pikepdf.PdfError as error:
        raise InputError(
            f"The PDF is damaged so that it cannot be written anew ({type(error).__name__}).",
            advice="Print it to a new PDF in a viewer and repair that one.",
            payload=error,
        ) from error


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Return a PDF as bytes, with no stream packed anew, no date changed and no new metadata.

    A file that is encrypted stays so, with its restrictions.  Encrypting draws random bytes, so
    such a file alone differs from run to run; and qpdf packs its unpacked streams.
    """
    buffer = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of form fields that were orphans before
        if pdf.is_encrypted:
            pdf.save(buffer, fix_metadata_version=False, encryption=True)
        else:
            pdf.save(
                buffer,
                fix_metadata_version=False,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                deterministic_id=True,
            )
    return buffer.getvalue()


def _located(pdf: pikepdf.Pdf, font: Font, fonts: Iterable[Font]) -> list[pikepdf.Dictionary]:
    """Return the dictionaries of a font: one by its object number, else those of its name.

    A font written directly into the resources has no number; where two such fonts have one name,
    nobody can tell them apart, and neither is touched.
    """
    if font.reference:
        found = _numbered(pdf, font.reference)
        return [found] if found is not None and "/Subtype" in found else []
    if sum(1 for each in fonts if not each.reference and each.name == font.name) != 1:
        return []
    return [each for each in _direct_fonts(pdf) if _name(each) == font.name]


def _numbered(pdf: pikepdf.Pdf, number: int) -> pikepdf.Dictionary | None:
    """Return the dictionary of an object number, whatever its generation."""
    found: pikepdf.Object | None = pdf.get_object(number, 0)
    if isinstance(found, pikepdf.Dictionary):
        return found
    others = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
    return next((each for each in others if each.objgen[0] == number), None)


def _direct_fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield the font dictionaries that are written directly into resources."""
    for each in pdf.objects:
        inner = each.stream_dict if isinstance(each, pikepdf.Stream) else each
        yield from _fonts_inside(inner, _DEEPEST)


def _fonts_inside(found: pikepdf.Object, depth: int) -> Iterator[pikepdf.Dictionary]:
    """Yield the direct font dictionaries inside one object, other objects left aside."""
    if isinstance(found, pikepdf.Dictionary):
        kind = str(found.get("/Subtype", ""))
        own = found.get("/Type") == pikepdf.Name.Font and not kind.startswith("/CIDFont")
        if own and not found.is_indirect:
            yield found
        inner = [value for _, value in found.items()]
    elif isinstance(found, pikepdf.Array):
        inner = list(found)
    else:
        return
    for value in inner if depth else ():
        if isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect:
            yield from _fonts_inside(value, depth - 1)


def _name(font: pikepdf.Dictionary) -> str:
    """Return a font's name without the mark of a subset."""
    found = font.get("/BaseFont") or font.get("/Name")
    return _SUBSET_RE.sub("", str(found)) if isinstance(found, pikepdf.Name) else ""


def _old_map(found: list[pikepdf.Dictionary], reader: Reader) -> Mapping[int, str] | None:
    """Return what a font's map says now; None for a font that is out of reach.

    A map that is but a name (`Identity-H`: the codes are the text) proves nothing.
    """
    if not found:
        return None
    old = found[0].get("/ToUnicode")
    return reader.map_of(_bytes(old)) if isinstance(old, pikepdf.Stream) else {}


def _bytes(stream: pikepdf.Stream) -> bytes:
    """Return a stream's bytes, none where they are broken."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""


def _put(pdf: pikepdf.Pdf, found: list[pikepdf.Dictionary], plan: FontPlan) -> None:
    """Write a font's new map into a stream of its own."""
    made = pdf.make_stream(cmap(plan.texts, _spaces(found[0])))
    for font in found:
        font["/ToUnicode"] = made


def _spaces(font: pikepdf.Dictionary) -> tuple[Space, ...]:
    """Return the code lengths of a font."""
    if font.get("/Subtype") != pikepdf.Name.Type0:
        return ONE_BYTE
    encoding = font.get("/Encoding")
    for _ in range(_MOST_USED):
        if isinstance(encoding, pikepdf.Name):
            return predefined_spaces(str(encoding))
        if not isinstance(encoding, pikepdf.Stream):
            break
        declared = embedded_spaces(_bytes(encoding))
        if declared:
            return declared
        encoding = encoding.get("/UseCMap")
    return TWO_BYTE


def _again(data: bytes, reader: Reader) -> Document:
    """Read a PDF that was just made."""
    try:
        return reader.read(data)
    except RestoreError as error:
        raise OutputError(f"The new PDF cannot be read: {error.message}", advice=_REPORT) from error


def _check_pages(old: pikepdf.Pdf, made: bytes) -> None:
    """Check that the pages and their content streams are the same, byte for byte."""
    with pikepdf.open(BytesIO(made), suppress_warnings=True) as new:
        packed = not old.is_encrypted
        same = len(old.pages) == len(new.pages) and all(
            list(_contents(one, packed=packed)) == list(_contents(other, packed=packed))
            for one, other in zip(old.pages, new.pages, strict=True)
        )
    if not same:
        raise OutputError("The pages of the new PDF are not those of the old one.", advice=_REPORT)


def _contents(page: pikepdf.Page, *, packed: bool) -> Iterator[bytes]:
    """Yield the content streams of a page, packed as they lie in the file or unpacked."""
    found = page.obj.get("/Contents")
    for stream in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(stream, pikepdf.Stream):
            yield stream.read_raw_bytes() if packed else _bytes(stream)


def _check_text(before: Document, after: Document, plan: Plan) -> None:
    """Check glyph by glyph that the new PDF reads as planned and is otherwise as it was."""
    texts = {each.index: each.texts for each in plan.fonts}
    if len(before.glyphs) != len(after.glyphs):
        raise OutputError("The new PDF shows another number of glyphs.", advice=_REPORT)
    for old, new in zip(before.glyphs, after.glyphs, strict=True):
        if not _is_same_ink(old, new) or not _reads(old, new, texts.get(old.font, {})):
            raise OutputError(
                f"Code {old.code} of font '{before.fonts[old.font].name}' reads "
                f"{new.text!r} in the new PDF, which is not what was written.",
                advice=_REPORT,
                payload=(old, new),
            )


def _is_same_ink(old: Glyph, new: Glyph) -> bool:
    """Tell whether two glyphs are the same but for their text."""
    return old._replace(text="", origin="none") == new._replace(text="", origin="none")


def _reads(old: Glyph, new: Glyph, texts: Mapping[int, str]) -> bool:
    """Tell whether a glyph reads as its font's new map says, or as it did where that is silent.

    The markers of glyphs without a letter are numbered anew in every reading.
    """
    text = texts.get(old.code)
    if new.origin == "none":
        return text in (None, UNREAD) and old.origin in ("none", "guess")
    return new.text == (old.text if text in (None, UNREAD) else text)
