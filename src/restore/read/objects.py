"""Reading PDF objects without being hurt by them: what has the wrong type counts as absent."""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral

from restore.read.streams import stream_bytes


def as_dict(value: object) -> dict[str, Any]:
    """Return a dictionary with its values resolved one level, or an empty one."""
    found = resolve1(value)
    if isinstance(found, PDFStream):
        found = found.attrs
    return {str(k): resolve1(v) for k, v in found.items()} if isinstance(found, dict) else {}


def as_list(value: object) -> list[Any]:
    """Return an array with its items resolved, or an empty one."""
    found = resolve1(value)
    return [resolve1(v) for v in found] if isinstance(found, (list, tuple)) else []


def as_name(value: object) -> str:
    """Return a name without its slash, or nothing."""
    found = resolve1(value)
    if not isinstance(found, PSLiteral):
        return ""
    return found.name if isinstance(found.name, str) else found.name.decode("latin-1")


def as_number(value: object, default: float) -> float:
    """Return a number, or `default`."""
    found = resolve1(value)
    return found if isinstance(found, (int, float)) else default


def as_numbers(value: object, count: int) -> list[float] | None:
    """Return an array of exactly `count` numbers, or None.

    >>> as_numbers([1, 2.5], 2), as_numbers([1, "x"], 2), as_numbers([1], 2)
    ([1, 2.5], None, None)
    """
    found = as_list(value)
    fits = len(found) == count and all(isinstance(v, (int, float)) for v in found)
    return found if fits else None


def bytes_of(value: object) -> bytes:
    """Return a stream's bytes as far as they can be read."""
    return stream_bytes(value)[0]
