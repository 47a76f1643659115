"""What a record of a dictionary is of, and the id under which a name of a paper is known."""

from __future__ import annotations

from hashlib import sha256

from restore.evidence.authorities import Entry
from restore.names.model import Kind

FILES: dict[str, Kind] = {"persons": "person", "places": "place", "organisations": "organisation"}


def kind_of(entry: Entry) -> Kind | None:
    """Return of what a record is, None where it is neither person, place nor organisation.

    >>> kind_of(Entry(kind="places", name="Anju"))
    'place'
    """
    return FILES.get(entry.kind)


def name_id(kind: Kind, text: str) -> str:
    """Return the id of a name: twelve hex digits made of its kind and leading spelling."""
    return sha256(f"{kind}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
