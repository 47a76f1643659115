"""The bytes of a PDF stream, as many as can be had, and words about what cannot.

Our own, because pdfminer gives back nothing at all from a Flate stream that breaks off in the
middle, and puts no limit on what a small stream may unpack to.
"""

from __future__ import annotations

import zlib
from typing import Any

from pdfminer.pdftypes import LITERALS_FLATE_DECODE, PDFStream, resolve1

# The largest content stream of the papers surveyed unpacks to 40 MB (a map); more than twice that
# is an attack or an accident.
MOST_BYTES = 100_000_000
_CHUNK = 1 << 20


def stream_bytes(stream: object) -> tuple[bytes, bool]:
    """Return a stream's decoded bytes and whether they are all there.

    What is no stream gives no bytes.  A broken Flate stream gives what comes before the break.
    """
    found = resolve1(stream)
    if not isinstance(found, PDFStream):
        return b"", False
    if found.data is None and _plain_flate(found):
        return _inflate(_raw(found))
    try:
        return bytes(found.get_data()), True
    except Exception:  # noqa: BLE001 - whatever a third party's filter trips over, it is lost bytes
        return b"", False


def _plain_flate(stream: PDFStream) -> bool:
    """Tell whether Flate without a predictor is all there is to undo."""
    filters = stream.get_filters()
    if len(filters) != 1 or filters[0][0] not in LITERALS_FLATE_DECODE:
        return False
    parameters: Any = filters[0][1]
    return not (isinstance(parameters, dict) and "Predictor" in parameters)


def _raw(stream: PDFStream) -> bytes:
    raw = stream.rawdata or b""
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        return stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
    return raw


def _inflate(raw: bytes) -> tuple[bytes, bool]:
    """Unpack up to the first error or the limit."""
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    rest = raw
    try:
        while rest and not unpacker.eof and size < MOST_BYTES:
            parts.append(unpacker.decompress(rest, _CHUNK))
            size += len(parts[-1])
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return _inflate_bytewise(raw)
    return b"".join(parts), unpacker.eof


def _inflate_bytewise(raw: bytes) -> tuple[bytes, bool]:
    """Unpack a broken stream so that all before the break is had; a bad checksum is no loss."""
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    try:
        for i in range(len(raw)):  # one at a time: what an error interrupts is lost
            parts += [unpacker.decompress(raw[i : i + 1])]
    except zlib.error as error:
        return b"".join(parts), "data check" in str(error)
    return b"".join(parts), unpacker.eof
