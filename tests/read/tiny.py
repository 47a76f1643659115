"""Makes PDFs of a few hundred bytes, so that a test shows all there is to a fault."""

from __future__ import annotations

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
FIRST_EXTRA = 50  # number of the first object given as `extra`


def tiny_pdf(
    *contents: bytes,
    font: str = HELVETICA,
    extra: tuple[bytes | str, ...] = (),
    page: str = "",
    resources: str = "",
) -> bytes:
    """Return a PDF with one page for each content stream; its only font is /F1.

    `extra` objects have the numbers 50, 51, ...; `page` and `resources` are added to the
    dictionaries of each page.
    """
    objects: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: font.encode("latin-1")}
    kids = []
    for i, content in enumerate(contents):
        number = 10 + 2 * i
        kids.append(f"{number} 0 R")
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> {page} >>"
        ).encode("latin-1")
        objects[number + 1] = stream(content)
    box = "" if "/MediaBox" in page else "/MediaBox [0 0 600 800]"
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] {box} >>".encode()
    for number, body in enumerate(extra, FIRST_EXTRA):
        objects[number] = body if isinstance(body, bytes) else body.encode("latin-1")
    return assembled(objects)


def stream(data: bytes, entries: str = "") -> bytes:
    """Return a stream object's body."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def assembled(objects: dict[int, bytes]) -> bytes:
    """Return a file of numbered objects with a sound cross-reference table."""
    parts = [b"%PDF-1.7\n"]
    offsets: dict[int, int] = {}
    size = len(parts[0])
    for number, body in sorted(objects.items()):
        offsets[number] = size
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        size += len(parts[-1])
    last = max(objects) + 1
    table = [b"xref\n0 %d\n" % last]
    for number in range(last):
        known = number in offsets
        table.append(
            b"%010d %05d %s \n"
            % (offsets.get(number, 0), 0 if known else 65535, b"n" if known else b"f")
        )
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (last, size)
    return b"".join([*parts, *table, trailer])


def shown(text: str, x: float, y: float, size: float = 10) -> bytes:
    """Return operators that show a text at a place."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET\n".encode("cp1252")


def to_unicode(body: str) -> bytes:
    """Return a ToUnicode stream around the sections given."""
    return stream(f"/CIDInit /ProcSet findresource begin begincmap\n{body}\nendcmap".encode())
