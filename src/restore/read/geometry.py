"""Where a page lies: its size, its rotation undone, and the part of it that is seen.

Boxes are those pdfplumber gives: from the top left corner of the media box as a rule, shifted by
the media box's own corner where that is not 0, 0 (pdfplumber issue 1181).
"""

from __future__ import annotations

from typing import NamedTuple

from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points."""


class Geometry(NamedTuple):
    """A page's size in points and how its content is placed on it: top = `flip` - y."""

    width: float
    height: float
    ctm: Matrix
    flip: float
    visible: Box


def geometry_of(page: PDFPage) -> Geometry:
    """Return the geometry of a page; where a box is missing or broken, US Letter is assumed."""
    x0, x1 = sorted((float(page.mediabox[0]), float(page.mediabox[2])))
    y0, y1 = sorted((float(page.mediabox[1]), float(page.mediabox[3])))
    turned = page.rotate in (90, 270)
    left, low = (y0, x0) if turned else (x0, y0)
    width, height = (y1 - y0, x1 - x0) if turned else (x1 - x0, y1 - y0)
    ctm: Matrix = {
        90: (0, -1, 1, 0, left - y0, x1),
        180: (-1, 0, 0, -1, left + x1, y1),
        270: (0, 1, -1, 0, left + y1, -x0),
    }.get(page.rotate, (1, 0, 0, 1, left - x0, -y0))
    media = left, -low, left + width, height - low
    return Geometry(width, height, ctm, height - low, _cropped(page, media))


def _cropped(page: PDFPage, media: Box) -> Box:
    """Return what a viewer shows of an unturned page: its crop box, where that makes sense."""
    if page.rotate:  # crop boxes of turned pages are rare, and nothing is lost without them
        return media
    height = media[3] - media[1]
    x0, x1 = sorted((page.cropbox[0], page.cropbox[2]))
    y0, y1 = sorted((page.cropbox[1], page.cropbox[3]))
    left, right = max(media[0], x0), min(media[2], x1)
    top, bottom = max(media[1], height - y1), min(media[3], height - y0)
    return (left, top, right, bottom) if left < right and top < bottom else media
