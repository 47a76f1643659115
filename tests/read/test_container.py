"""Damaged, encrypted, hostile and empty containers, and pages that fail."""

from __future__ import annotations

import io
import time
import zlib

import pikepdf
import pytest

from restore.errors import EncryptedError, InputError, RestoreError, UsageError
from restore.read import pdf as reader
from restore.read.pdf import read_pdf_bytes
from tests.read.tiny import assembled, shown, stream, tiny_pdf

SOUND = tiny_pdf(*(shown(f"This is page {i}.", 50, 700) for i in (1, 2, 3)))
TEXT = "This is page 1.\fThis is page 2.\fThis is page 3."


def test_a_file_cut_off_on_the_way_gives_the_pages_that_came_through() -> None:
    cut = SOUND[: SOUND.index(b"14 0 obj")]
    document = read_pdf_bytes(cut, "cut.pdf")
    assert document.text.startswith("This is page 1.\fThis is page 2.")
    assert "qpdf rebuilt it" in document.source.notes[0]


def test_pages_without_a_page_tree_are_found() -> None:
    lost = SOUND[SOUND.index(b"3 0 obj") : SOUND.index(b"14 0 obj")]
    document = read_pdf_bytes(b"%PDF-1.7\n" + lost, "cut.pdf")
    assert document.text == "This is page 1.\fThis is page 2."
    assert "page tree was lost" in document.source.notes[0]


def test_a_sound_file_is_left_alone() -> None:
    document = read_pdf_bytes(SOUND, "sound.pdf")
    assert document.text == TEXT
    assert document.source.notes == ()
    assert document.source.name == "sound.pdf"
    assert document.source.reader.startswith("pdfplumber ")


@pytest.mark.parametrize(
    "damaged",
    [
        SOUND.replace(b"startxref\n", b"startxref\n9"),
        SOUND.replace(b"0000000009 00000 n", b"0000000001 00000 n"),
        SOUND[: SOUND.index(b"xref\n0")],
        SOUND[SOUND.index(b"3 0 obj") :].replace(b"xref\n0", b"xrxx\n0"),
        SOUND.replace(b"/Root 1 0 R", b"/Root 2 0 R"),
        SOUND.replace(b"xref\n0", b"xrxx\n0", 1),
        b"junk before the header\n" * 9 + SOUND,
        SOUND + b"\0" * 5000,
    ],
    ids=[
        "startxref",
        "offset",
        "cut off",
        "no catalog",
        "root",
        "table",
        "junk before",
        "junk behind",
    ],
)
def test_a_damaged_table_is_rebuilt(damaged: bytes) -> None:
    assert read_pdf_bytes(damaged, "damaged.pdf").text == TEXT


def test_pages_that_only_qpdf_finds_are_read_and_the_rebuilding_is_noted() -> None:
    lost = SOUND.replace(b"/Type /Page /Parent", b"/Tipe /Page /Parent")
    document = read_pdf_bytes(lost, "damaged.pdf")
    assert document.text == TEXT
    assert "rebuilt" in document.source.notes[0]


def encrypted(password: str) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(SOUND)) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user=password, owner="owner", R=6))
    return buffer.getvalue()


def test_an_empty_user_password_opens() -> None:
    assert read_pdf_bytes(encrypted(""), "locked.pdf").text == TEXT


def test_a_password_is_asked_for() -> None:
    with pytest.raises(EncryptedError, match="password") as caught:
        read_pdf_bytes(encrypted("secret"), "locked.pdf")
    assert caught.value.exit_code == 8
    assert "qpdf" in caught.value.advice


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"\xff" * 5000,
        b"%PDF-1.7\ntrailer << /Root 1 0 R >>",
        SOUND[:200],
        assembled(
            {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
        ),
        assembled({1: b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>"}),
    ],
    ids=["header only", "noise", "trailer only", "cut off", "no pages", "circle"],
)
def test_beyond_reading(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_pdf_bytes(data, "beyond.pdf")
    assert "beyond.pdf" in caught.value.message
    assert caught.value.advice
    assert "\n" not in str(caught.value)


def test_a_scan_says_that_it_needs_ocr() -> None:
    with pytest.raises(InputError, match="pictures only") as caught:
        read_pdf_bytes(tiny_pdf(b"0 0 100 100 re f"), "scan.pdf")
    assert "ocrmypdf" in caught.value.advice


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="3 pages, no page 7"):
        read_pdf_bytes(SOUND, "sound.pdf", pages={2, 7})


def test_a_page_that_fails_does_not_cost_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    compose = reader.compose
    calls = iter(range(9))

    def failing(*args: object) -> object:
        if next(calls) == 1:
            raise RecursionError("too deep")
        return compose(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "compose", failing)
    document = read_pdf_bytes(SOUND, "sound.pdf")
    assert document.text == "This is page 1.\f\fThis is page 3."
    assert document.source.notes == ("page 2: cannot be read (RecursionError: too deep)",)
    assert len(document.glyph_at) == len(document.text)
    assert len(document.glyphs) == 30


def test_a_page_without_a_media_box_is_read() -> None:
    bare = SOUND.replace(b"/MediaBox [0 0 600 800]", b"/MediaBox [0 (x) 600]  ")
    document = read_pdf_bytes(bare, "bare.pdf")
    assert document.text == TEXT
    assert (document.pages[0].width, document.pages[0].height) == (612, 792)


def test_broken_page_labels_cost_nothing() -> None:
    labels = b"/Type /Catalog /PageLabels << /Nums [0 (x) [] ] >>"
    assert read_pdf_bytes(SOUND.replace(b"/Type /Catalog", labels), "labels.pdf").text == TEXT


def test_a_stream_that_unpacks_without_end_ends() -> None:
    bomb = zlib.compress(b"BT /F1 9 Tf (" + b"a" * 150_000_000 + b") Tj ET", 1)
    body = stream(bomb, "/Filter /FlateDecode")
    data = tiny_pdf(shown("kept", 50, 700), b"").replace(stream(b""), body)
    began = time.process_time()
    document = read_pdf_bytes(data, "bomb.pdf")
    assert document.text == "kept\f"
    assert any(note.startswith("page 2: ") for note in document.source.notes)
    assert time.process_time() - began < 20


def nested(depth: int) -> bytes:
    return tiny_pdf(
        shown("kept", 50, 700), resources=f"/ColorSpace << /C0 {'[' * depth}{']' * depth} >>"
    )


def deep_tree(depth: int) -> bytes:
    objects = {i: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (i + 1) for i in range(2, depth)}
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[depth] = b"<< /Type /Page /MediaBox [0 0 9 9] /Contents %d 0 R >>" % (depth + 1)
    objects[depth + 1] = stream(b"BT ET")
    return assembled(objects)


@pytest.mark.parametrize(
    "data",
    [nested(100), nested(50_000), deep_tree(5000), SOUND.replace(b"/Count 3", b"/Count 999999999")],
    ids=["nested", "nested deeply", "deep tree", "false count"],
)
def test_hostile_containers_end_in_text_or_in_one_clear_error(data: bytes) -> None:
    began = time.process_time()
    try:
        read_pdf_bytes(data, "hostile.pdf")
    except RestoreError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either ending is right
    assert time.process_time() - began < 30


@pytest.mark.parametrize("seed", range(40))
def test_random_damage_ends_in_text_or_in_one_clear_error(seed: int) -> None:
    damaged = bytearray(SOUND)
    for step in range(12):
        place = (seed * 7919 + step * 104_729) % len(damaged)
        damaged[place] = (seed * 31 + step * 17) % 256
    try:
        document = read_pdf_bytes(bytes(damaged), "damaged.pdf")
    except RestoreError:
        return
    assert len(document.glyph_at) == len(document.text)
