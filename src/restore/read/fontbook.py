"""The fonts of one document, each read once, and the markers of its unmapped codes."""

from __future__ import annotations

from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1

from restore.page import UNMAPPED, Font
from restore.read.fonts import Face


class FontBook:
    """Hands out faces by reference, numbered as they are first used."""

    def __init__(self) -> None:
        self._by_object: dict[object, Face] = {}
        self._faces: list[Face] = []
        self._markers: dict[tuple[int, int], str] = {}
        self.notes: list[str] = []

    @property
    def fonts(self) -> tuple[Font, ...]:
        """What the fonts declare, in the order of their numbers."""
        return tuple(face.record for face in self._faces)

    def face(self, found: object) -> Face:
        """Return the face of a font dictionary or a reference to one."""
        number = found.objid if isinstance(found, PDFObjRef) else 0
        key: object = number or repr(found)
        if key not in self._by_object:
            self._by_object[key] = self._read(resolve1(found), number)
        return self._by_object[key]

    def _read(self, spec: Any, number: int) -> Face:  # noqa: ANN401 - whatever the file has there
        index = len(self._faces)
        try:
            face = Face(index, spec if isinstance(spec, dict) else {}, number, self.marker)
        except Exception as error:  # noqa: BLE001 - a broken font must not cost the page its text
            self.notes.append(f"font object {number} is broken ({error}); its letters are guessed")
            face = Face(index, {}, number, self.marker)
        self._faces.append(face)
        return face

    def marker(self, font: int, code: int) -> str:
        """Return the marker of an unmapped code: one for each (font, code), in order of use."""
        key = font, code
        if key not in self._markers:
            count = len(self._markers)
            if count == len(UNMAPPED):
                self.notes.append("more unmapped codes than markers: the last marker is shared")
            self._markers[key] = chr(UNMAPPED[min(count, len(UNMAPPED) - 1)])
        return self._markers[key]
