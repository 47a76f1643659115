"""The PDF given back: every reader reads what was decided, and the page looks the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from restore.errors import InputError, OutputError, RestoreError, UsageError
from restore.export.pdf import Mended, Reader, _check_pages, mended_pdf
from restore.export.pdf_readings import Reading
from restore.ledger import Cause, Correction, Decision, Evidence, Ledger, Part, Probability, Step
from restore.page import Document, Hiding, Redaction
from restore.paper import Paper, repair_text
from restore.read.cmaps import to_unicode
from restore.read.pdf import read_pdf_bytes
from restore.steps import Card, Tier
from restore.text import Span, digest
from tests.export.pdf_readers import (
    looks_the_same,
    pdfium_text,
    plumber_text,
    poppler_text,
    text_of,
)
from tests.export.shown_fonts import KINDS, LINE, Shown, Texts, font_of, saved, shown, with_map

EXPECTED = LINE.replace("ﬁ", "fi").replace(" ", "")
WIDTH = {"Type0": 2}


def card(code: int, reading: str, *, tier: Tier = "accept", reference: int = 0) -> Card:
    return Card(
        font="Odd", reference=reference, code=code, claims="", reading=reading, posterior=0.98,
        rival="?", rival_posterior=0.01, tier=tier, places=1, advance=0.5,
    )  # fmt: skip


def cause(made: Card) -> Cause:
    return Cause(f"g{made.reference}.{made.code}", "unmapped", "a glyph", made)


def paper_of(
    data: bytes,
    readings: Mapping[int, str] | Iterable[Card],
    *,
    decisions: Iterable[Decision] = (),
    corrections: tuple[Correction, ...] = (),
) -> Paper:
    """Return a paper whose ledger reads the first font so."""
    document = read_pdf_bytes(data, "odd.pdf")
    reference = document.fonts[0].reference
    cards = (
        [card(code, text, reference=reference) for code, text in readings.items()]
        if isinstance(readings, Mapping)
        else [c._replace(reference=c.reference or reference) for c in readings]
    )
    ledger = Ledger(
        source_sha256=digest(document.text),
        causes=tuple(cause(each) for each in cards),
        corrections=corrections,
    )
    return Paper(document, ledger, tuple(decisions))


def mended(data: bytes, readings: Mapping[int, str] | Iterable[Card], **more: object) -> Mended:
    best_guess = bool(more.pop("best_guess", False))
    return paper_of(data, readings, **more).mended_pdf(data, best_guess=best_guess)


def every_reader_reads(data: bytes, expected: str) -> None:
    assert text_of(data) == expected
    assert pdfium_text(data) == expected
    assert plumber_text(data) == expected
    assert poppler_text(data) in (None, expected)


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKindOfFont:
    def test_a_missing_map(self, kind: str) -> None:
        data, truth = shown(kind)
        made = mended(data, truth)
        every_reader_reads(made.data, EXPECTED)
        looks_the_same(data, made.data)
        assert made.left == ()
        assert {(e.code, e.text) for e in made.entries} == set(shown(kind).letters().items())

    def test_a_partial_map_is_completed(self, kind: str) -> None:
        whole = shown(kind)
        half = dict(list(whole.letters().items())[::2])
        data = with_map(whole.data, half, width=WIDTH.get(kind, 1))
        rest = {code: c for code, c in whole.truth.items() if code not in half}
        made = mended(data, rest)
        every_reader_reads(made.data, EXPECTED)
        looks_the_same(data, made.data)
        assert {e.code for e in made.entries} == set(rest)

    def test_a_wrong_map_gives_way_to_decisions(self, kind: str) -> None:
        whole = shown(kind)
        codes = list(whole.truth)
        turned = dict(zip(codes, [*list(whole.truth.values())[1:], "K"], strict=True))
        data = with_map(whole.data, turned, width=WIDTH.get(kind, 1))
        assert text_of(data) != EXPECTED
        made = mended(data, whole.truth)
        every_reader_reads(made.data, EXPECTED)
        looks_the_same(data, made.data)

    def test_undecided_codes_stay_unmapped_and_are_listed(self, kind: str) -> None:
        data, truth = shown(kind)
        sure = [card(code, c) for code, c in truth.items() if c not in "Kq"]
        doubtful = [card(code, c, tier="review") for code, c in truth.items() if c in "Kq"]
        made = mended(data, [*sure, *doubtful])
        assert text_of(made.data) == EXPECTED.replace("K", "?").replace("q", "?")
        assert {(e.code, e.reading, e.fault) for e in made.left} == {
            (c.code, c.reading, "undecided") for c in doubtful
        }
        guessed = mended(data, [*sure, *doubtful], best_guess=True)
        every_reader_reads(guessed.data, EXPECTED)
        assert {e.code for e in guessed.entries if e.why == "best guess"} == {
            c.code for c in doubtful
        }
        assert guessed.left == ()


# What must not change.


def test_a_pdf_with_nothing_to_mend_comes_back_byte_for_byte() -> None:
    whole = shown("Type0")
    data = with_map(whole.data, whole.letters(), width=2)
    for readings in ({}, whole.truth):
        made = mended(data, readings)
        assert made == Mended(data, 0, (), ())


def test_the_same_ledger_gives_the_same_bytes() -> None:
    data, truth = shown("Type1C")
    assert mended(data, truth).data == mended(data, dict(reversed(truth.items()))).data


def test_a_sound_entry_is_kept_even_if_no_page_shows_its_code() -> None:
    data = with_map(shown("Type0").data, {0x99: "Ő", 0x9A: "\ue012"}, width=2)
    made = mended(data, shown("Type0").truth)
    old = map_of(made.data)
    assert old["<0099>"] == "<0150>"
    assert old["<009A>"] == "<E012>"  # private use is what the file says


def map_of(data: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        lines = font_of(pdf).ToUnicode.read_bytes().decode().splitlines()
    start, end = lines.index("endcodespacerange"), lines.index("endcmap")
    return dict(line.split() for line in lines[start:end] if line.startswith("<"))


def test_a_junk_entry_never_turns_into_the_guess_below_it() -> None:
    # A code that the map calls U+FFFD or a control has no letter; without any entry, readers
    # would take the font's encoding for one.
    line = "Guess"
    whole = shown("TrueType", line=line)
    codes = {c: code for code, c in whole.truth.items()}
    junk = {codes["G"]: "\ufffd", codes["u"]: "\r", codes["e"]: "\x00", 0x77: "\ufffd"}
    data = with_map(whole.data, junk)
    made = mended(data, {codes["s"]: "s"})
    assert text_of(data) == "?????"
    assert text_of(made.data) == "???ss"
    assert {code: text for code, text in map_of(made.data).items() if code != "<77>"} == {
        **{f"<{codes[c]:02X}>": "<FFFD>" for c in "Gue"},
        f"<{codes['s']:02X}>": "<0073>",
    }
    assert {each.code for each in made.left} == {codes[c] for c in "Gue"}


def two_fonts_sharing_a_map() -> tuple[bytes, Texts]:
    """Return a PDF with two fonts of one map; the codes of the second are those of the first."""
    data, truth = with_map(shown("TrueType").data, {1: "x", 2: "y"}), shown("TrueType").truth
    with pikepdf.open(BytesIO(data)) as pdf:
        other = Dictionary(font_of(pdf))
        other.BaseFont = Name("/ABCDEF+Even")
        pdf.pages[0].Resources.Font.F2 = pdf.make_indirect(other)
        old = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(old + old.replace(b"/F1", b"/F2"))
        return saved(pdf), truth


def test_a_font_that_shares_its_map_is_left_alone() -> None:
    data, truth = two_fonts_sharing_a_map()
    made = mended(data, truth)
    before, after = read_pdf_bytes(data, "a.pdf"), read_pdf_bytes(made.data, "a.pdf")
    for old, new in zip(before.glyphs, after.glyphs, strict=True):
        if after.fonts[new.font].name == "Even":
            assert new.origin == old.origin
            assert new.text == old.text or old.origin == "none"
        else:
            assert new.text == shown("TrueType").letters()[new.code]


def test_a_font_on_many_pages_gets_one_map() -> None:
    data, truth = shown("Type0", pages=3)
    made = mended(data, truth)
    assert made.fonts == 1
    every_reader_reads(made.data, EXPECTED * 3)
    with pikepdf.open(BytesIO(made.data)) as pdf:
        maps = {page.Resources.Font.F1.ToUnicode.objgen for page in pdf.pages}
        assert len(maps) == 1


def test_nothing_but_the_map_is_new() -> None:
    data, truth = shown("Type1C")
    made = mended(data, truth)
    with pikepdf.open(BytesIO(data)) as old, pikepdf.open(BytesIO(made.data)) as new:
        assert len(new.objects) == len(old.objects) + 1
        del font_of(new)["/ToUnicode"]
        assert font_of(new).unparse(resolved=True).count(b"/") == (
            font_of(old).unparse(resolved=True).count(b"/")
        )
        program = font_of(new).FontDescriptor.FontFile3.read_raw_bytes()
        assert program == font_of(old).FontDescriptor.FontFile3.read_raw_bytes()
        assert new.docinfo.items() == old.docinfo.items()


# Persons.


def correction(paper: Paper, code: int, text: str, status: str = "proposed") -> Correction:
    """Return a correction of the first glyph of a code."""
    document = paper.document
    at = next(i for i, g in enumerate(document.glyph_at) if document.glyphs[g].code == code)
    name = cause(card(code, text, reference=document.fonts[0].reference)).id
    before = document.text[at]
    return Correction(
        span=Span(at, at + 1), before=before, after=text, damage="unmapped",
        steps=(Step("unmapped", before, text, parts=(Part(0, 1, text, name),)),),
        evidence=(Evidence("shapes", "like it", 2.0),), confidence=Probability(0.8),
        tier="review", status=status, id="abcdefabcdef",
    )  # fmt: skip


def doubted(verdict: str, *, target: str = "", text: str = "") -> Mended:
    """Return what is made of one doubtful K after a person's decision on it or on its cause."""
    data, truth = shown("Type0")
    code = next(code for code, c in truth.items() if c == "K")
    cards = [card(k, c, tier="review" if k == code else "accept") for k, c in truth.items()]
    place = correction(paper_of(data, cards), code, "K")
    name = cause(card(code, "K", reference=paper_of(data, {}).document.fonts[0].reference)).id
    decision = Decision(target=name if target == "cause" else place.id, verdict=verdict, text=text)
    return mended(data, cards, decisions=[decision], corrections=(place,))


def test_a_place_or_a_cause_that_a_person_accepted_is_written() -> None:
    for made in (doubted("accept"), doubted("accept", target="cause")):
        every_reader_reads(made.data, EXPECTED)
        assert made.left == ()


def test_what_a_person_rejected_or_wrote_at_one_place_is_not_written() -> None:
    unread = EXPECTED.replace("K", "?", 1)
    assert text_of(doubted("reject").data) == unread
    assert text_of(doubted("reject", target="cause").data) == unread
    assert text_of(doubted("edit", text="Х").data) == unread
    assert doubted("reject").left[0].fault == "rejected"


def test_a_rejected_cause_is_not_written_however_sure_the_machine_is() -> None:
    data, truth = shown("Type3")
    paper = paper_of(data, truth)
    code = next(code for code, c in truth.items() if c == "K")
    name = cause(card(code, "K", reference=paper.document.fonts[0].reference)).id
    rejected = Decision(target=name, verdict="reject")
    for best_guess in (False, True):
        made = paper.decided([rejected]).mended_pdf(data, best_guess=best_guess)
        assert text_of(made.data) == EXPECTED.replace("K", "?", 1)
    edited = Decision(target=name, verdict="edit", text="X")
    made = paper.decided([rejected, edited]).mended_pdf(data)
    assert text_of(made.data) == EXPECTED.replace("K", "X", 1)


def test_a_rejected_cause_leaves_the_map_as_it_was() -> None:
    whole = shown("TrueType")
    data = with_map(whole.data, whole.letters() | {1: "x"})
    code, wrong = 1, "y"
    paper = paper_of(data, {code: wrong})
    name = paper.machine.causes[0].id
    assert paper.mended_pdf(data).data != data
    assert paper.decided([Decision(target=name, verdict="reject")]).mended_pdf(data).data == data


# What our reader knows without a map.


def test_glyph_names_that_other_readers_do_not_look_up_are_written() -> None:
    """The Type1C program has the names, the font dictionary has no encoding."""
    data, truth = shown("Type1C", line="name")
    with pikepdf.open(BytesIO(data)) as pdf:
        font_of(pdf).Encoding = Dictionary(
            Differences=Array([1, *(Name(f"/{c}") for c in truth.values())])
        )
        data = saved(pdf)
    assert {g.origin for g in read_pdf_bytes(data, "a.pdf").glyphs} == {"name"}
    made = mended(data, {})
    assert {(e.code, e.text, e.why) for e in made.entries} == {
        (code, c, "name") for code, c in truth.items()
    }
    every_reader_reads(made.data, "name")


def test_a_doubted_name_is_not_written() -> None:
    data, truth = shown("Type1C", line="name")
    with pikepdf.open(BytesIO(data)) as pdf:
        font_of(pdf).Encoding = Dictionary(
            Differences=Array([1, *(Name(f"/{c}") for c in truth.values())])
        )
        data = saved(pdf)
    code = next(code for code, c in truth.items() if c == "n")
    made = mended(data, [card(code, "u", tier="review")])
    assert f"<{code:02X}>" not in map_of(made.data)
    assert [each.code for each in made.left] == [code]


# Codes of other lengths than usual.

MIXED = b"""begincmap
2 begincodespacerange <00> <7F> <8000> <80FF> endcodespacerange
2 begincidrange <00> <7F> 0 <8000> <80FF> 0 endcidrange
endcmap"""


def in_encoding(encoding: object, code_of: Callable[[int], bytes]) -> tuple[bytes, Texts]:
    """Return the Type0 line with another encoding, in which a glyph has other code bytes."""
    data, truth = shown("Type0")
    number = {c: code for code, c in truth.items()}
    with pikepdf.open(BytesIO(data)) as pdf:
        made = pdf.make_stream(encoding) if isinstance(encoding, bytes) else encoding
        font_of(pdf).Encoding = made
        if isinstance(made, pikepdf.Stream):
            made.Type, made.CMapName = Name.CMap, Name("/Mixed")
        line = b"".join(code_of(number[c]) for c in LINE).hex()
        content = f"BT /F1 18 Tf 20 40 Td <{line}> Tj ET".encode()
        pdf.pages[0].Contents = pdf.make_stream(content)
        data = saved(pdf)
    return data, {int.from_bytes(code_of(code)): c for code, c in truth.items()}


def test_codes_of_mixed_lengths_keep_them() -> None:
    def code_of(glyph: int) -> bytes:
        return bytes([glyph]) if glyph % 2 else (0x8000 + glyph).to_bytes(2)

    data, truth = in_encoding(MIXED, code_of)
    made = mended(data, truth)
    assert text_of(made.data) == pdfium_text(made.data) == EXPECTED
    assert poppler_text(made.data) in (None, EXPECTED)
    looks_the_same(data, made.data)
    assert {len(code) for code in map_of(made.data)} == {4, 6}


def test_codes_of_a_predefined_encoding_keep_their_lengths() -> None:
    data, truth = in_encoding(Name("/KSCms-UHC-H"), lambda glyph: bytes([0x20 + glyph]))
    made = mended(data, truth)
    assert text_of(made.data) == EXPECTED
    assert {len(code) for code in map_of(made.data)} == {4}


def test_a_map_that_is_a_name_gives_way() -> None:
    data, truth = shown("Type0")
    with pikepdf.open(BytesIO(data)) as pdf:
        font_of(pdf).ToUnicode = Name("/Identity-H")
        data = saved(pdf)
    every_reader_reads(mended(data, truth).data, EXPECTED)


# Fonts that are hard to reach.


def without_program(kind: str) -> tuple[bytes, Texts]:
    """Return the line in a font that is not embedded."""
    data, truth = shown(kind)
    with pikepdf.open(BytesIO(data)) as pdf:
        font = font_of(pdf)
        inner = font.DescendantFonts[0] if kind == "Type0" else font
        del inner.FontDescriptor["/FontFile2"]
        data = saved(pdf)
    return data, truth


@pytest.mark.parametrize("kind", ["Type0", "TrueType"])
def test_what_viewers_draw_from_a_map_is_said_and_never_guessed(kind: str) -> None:
    data, truth = without_program(kind)
    sure = [card(code, c) for code, c in truth.items() if c != "K"]
    doubtful = [card(code, c, tier="review") for code, c in truth.items() if c == "K"]
    made = mended(data, [*sure, *doubtful], best_guess=True)
    assert made.redrawn == ("Odd",)
    assert [each.reading for each in made.left] == ["K"]
    assert text_of(made.data) == EXPECTED.replace("K", "?", 1)


def test_a_sound_font_without_a_program_is_left_alone() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 100))
    helvetica = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
    page.Resources = pikepdf.Object.parse(f"<< /Font << /F1 << {helvetica} >> >> >>".encode())
    page.Resources.Font.F1 = pdf.make_indirect(page.Resources.Font.F1)
    page.Contents = pdf.make_stream(b"BT /F1 18 Tf 20 40 Td (Sound) Tj ET")
    data = saved(pdf)
    assert {g.origin for g in read_pdf_bytes(data, "a.pdf").glyphs} == {"encoding"}
    assert mended(data, {}) == Mended(data, 0, (), ())


def test_form_fields_that_are_orphans_raise_no_warning() -> None:
    data, truth = shown("Type0")
    with pikepdf.open(BytesIO(data)) as pdf:
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=[0, 0, 9, 9])
        pdf.pages[0].Annots = Array([pdf.make_indirect(field)])
        with pytest.warns(pikepdf.PageCopyWarning):
            data = saved(pdf)
    every_reader_reads(mended(data, truth).data, EXPECTED)


def test_a_font_written_into_the_resources_is_found_by_its_name() -> None:
    data, truth = shown("Type0")
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].Resources.Font.F1 = Dictionary(font_of(pdf))
        data = saved(pdf)
    assert read_pdf_bytes(data, "a.pdf").fonts[0].reference == 0
    made = mended(data, truth)
    every_reader_reads(made.data, EXPECTED)
    looks_the_same(data, made.data)


def test_fonts_without_numbers_that_share_a_name_are_listed_as_not_reached() -> None:
    data, truth = shown("Type0")
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        fonts.F1, fonts.F2 = Dictionary(font_of(pdf)), Dictionary(font_of(pdf))
        fonts.F2.LastChar = 9
        old = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(old + old.replace(b"/F1", b"/F2"))
        data = saved(pdf)
    made = mended(data, truth)
    assert made.data == data
    assert {each.fault for each in made.left} == {"not reached"}


def test_a_damaged_container_is_mended_by_the_numbers_of_its_sound_bytes() -> None:
    data, truth = shown("Type0")
    broken = data[: data.rindex(b"xref")]
    made = mended(broken, truth)
    every_reader_reads(made.data, EXPECTED)


def test_a_file_with_an_owner_password_keeps_its_restrictions() -> None:
    data, truth = shown("Type0")
    with pikepdf.open(BytesIO(data)) as pdf:
        locked = pikepdf.Encryption(
            owner="secret", user="", allow=pikepdf.Permissions(extract=False)
        )
        buffer = BytesIO()
        pdf.save(buffer, encryption=locked)
    made = mended(buffer.getvalue(), truth)
    assert text_of(made.data) == pdfium_text(made.data) == EXPECTED
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert pdf.is_encrypted
        assert not pdf.allow.extract


# Redactions: what lies under them is not for us to make readable.


def with_redaction(sort: Hiding, covered: str) -> tuple[Reader, Shown]:
    """Return a reader that sees one redaction over the first place of some letters."""
    whole = shown("Type0", line="open or hidden")
    at = "open or hidden".index(covered)

    def read(data: bytes) -> Document:
        found = read_pdf_bytes(data, "a.pdf")
        mark = Redaction(1, (0, 0, 9, 9), Span(at, at + len(covered)), sort)
        return replace(found, redactions=(mark,))

    return Reader(read, to_unicode), whole


def readings_of(whole: Shown, letters: str) -> list[Reading]:
    reference = read_pdf_bytes(whole.data, "a.pdf").fonts[0].reference
    cards = [card(k, c, reference=reference) for k, c in whole.truth.items() if c in letters]
    return [Reading(each, each.reading, "accepted") for each in cards]


def test_text_under_a_redaction_is_not_made_readable_unasked() -> None:
    for sort in ("box over text", "annotation"):
        reader, whole = with_redaction(sort, "hidden")
        found = readings_of(whole, "open orhid")
        with pytest.raises(OutputError, match="under redactions, 1 in number"):
            mended_pdf(whole.data, found, reader)
        made = mended_pdf(whole.data, found, reader, bare_redactions=True)
        assert text_of(made.data) == "openorhidden"


def test_a_black_box_over_the_line_is_seen() -> None:
    data, truth = shown("Type0")
    with pikepdf.open(BytesIO(data)) as pdf:
        line = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(line + b" 0 g 15 34 90 22 re f")
        data = saved(pdf)
    with pytest.raises(OutputError, match="under redactions"):
        mended(data, truth)
    assert paper_of(data, truth).mended_pdf(data, bare_redactions=True).entries


def test_a_redaction_that_hides_none_of_the_new_letters_is_no_matter() -> None:
    for sort, covered, letters in [
        (
            "box",
            "hidden",
            "open orhid",
        ),  # nothing lies under it; its span are the letters beside it
        ("box over text", "hidden", "opr"),
        ("annotation", " ", "openrhid"),
    ]:
        reader, whole = with_redaction(sort, covered)
        assert mended_pdf(whole.data, readings_of(whole, letters), reader).entries


# Refusals.


def test_another_file_or_a_text_is_refused() -> None:
    data, truth = shown("Type0")
    with pytest.raises(InputError, match="digest"):
        paper_of(data, truth).mended_pdf(shown("Type3").data)
    with pytest.raises(UsageError, match="plain text"):
        repair_text("It was so.").mended_pdf(b"It was so.")


def test_a_result_that_reads_otherwise_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    data, truth = shown("Type0")
    monkeypatch.setattr("restore.export.pdf.cmap", lambda *_: b"")
    with pytest.raises(OutputError, match="not what was written"):
        mended(data, truth)


def test_a_result_with_other_pages_is_never_handed_out() -> None:
    one, many = shown("Type0").data, shown("Type0", pages=2).data
    with pikepdf.open(BytesIO(one)) as pdf:
        _check_pages(pdf, one)
        for other in (many, shown("Type0", line="other").data):
            with pytest.raises(OutputError, match="pages"):
                _check_pages(pdf, other)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_mended_or_refused_in_words(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same bytes every time
    data, truth = bytearray(shown("Type1C").data), shown("Type1C").truth
    for _ in range(chance.choice((1, 10, 40))):
        at = chance.randrange(len(data))
        data[at : at + chance.choice((0, 1, 20))] = chance.randbytes(chance.choice((0, 1, 3)))
    try:
        paper = paper_of(bytes(data), truth)
    except RestoreError:
        return  # there was nothing to read, so no folder either
    with suppress(RestoreError):
        paper.mended_pdf(bytes(data))


def test_an_object_of_another_generation_is_found() -> None:
    data, truth = shown("Type0")
    number = read_pdf_bytes(data, "a.pdf").fonts[0].reference
    newer = data.replace(b"%d 0 obj" % number, b"%d 1 obj" % number)
    newer = newer.replace(b" %d 0 R" % number, b" %d 1 R" % number)
    place = b"%010d " % data.index(b"%d 0 obj" % number)
    newer = newer.replace(place + b"00000", place + b"00001")
    every_reader_reads(mended(newer, truth).data, EXPECTED)
