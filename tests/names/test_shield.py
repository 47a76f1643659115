"""No guess of language reaches a name, an abbreviation or a citation; other evidence does."""

from __future__ import annotations

import time

import pytest

from restore.damage import fragments, hyphens, ligatures, mojibake, operators
from restore.evidence.authorities import Authorities, Entry, load, nothing
from restore.names.shield import shield_of
from restore.text import Span
from restore.view import View
from tests.rules.conftest import Kind

KNOWN = load()


def entry(file: str, name: str, **fields: str) -> Entry:
    return Entry(kind=file, name=name, fields={"name": name, **fields})


def why(text: str, piece: str, authorities: Authorities = KNOWN) -> str | None:
    at = text.index(piece)
    return shield_of(text, authorities).why(Span(at, at + len(piece)))


OPEN = [
    ("The committee met in the spring of 1956.", "committee"),
    ("The committee met in the spring of 1956.", "The committee met"),
    ("They spoke with Kim Il Sung about it.", "They spoke"),
    ("They spoke with Kim Il Sung about it.", "Sung about"),
    ("THE COMMITTEE met, and NOBODY came.", "came"),
    ("One ABQZ alone may be a slip.", "ABQZ"),
    ("See RGANI, Fond 5, Opis 28, Delo 410, for the list.", "for the list"),
    ("The of\ufb01cer said so", "said"),
    ("Mr. Thomp-\nson left for home.", "Thomp-\nson"),
]
SHIELDED = [
    ("They spoke with Kim Il Sung about it.", "Il", "name"),
    ("They spoke with Kim Il Sung about it.", "Kim Il Sung", "name"),
    ("and then Pak Chang-ok spoke", "Chang-ok", "name"),
    ("and then Pak Chang-\nok spoke", "Chang-\nok", "name"),
    ("and then Yi Sun-\nday spoke", "Sun-\nday", "name"),
    ("the CPSU and its organs", "CPSU", "abbreviation"),
    ("One ABQZ, and another ABQZ, are no slip.", "ABQZ", "abbreviation"),
    ("One A.B.Q.Z., and another A.B.Q.Z., are no slip.", "A.B.Q.Z.", "abbreviation"),
    ("the B-29s and the B-29s", "B-29s", "abbreviation"),
    ("See RGANI, Fond 5, Opis 28, Delo 410.", "Opis", "citation"),
    ("See RGANI, Fond 5,\nOpis 28, Delo 410.", "5,\nOpis", "citation"),
    ("See PA AA, MfAA, A 6927, Bl. 1.", "MfAA, A", "citation"),
]


@pytest.mark.parametrize(("text", "piece"), OPEN)
def test_a_guess_may_be_made_elsewhere(text, piece):
    assert why(text, piece) is None


@pytest.mark.parametrize(("text", "piece", "reason"), SHIELDED)
def test_what_is_shielded(text, piece, reason):
    assert why(text, piece) == reason


def test_an_empty_place_is_shielded_only_within():
    shield = shield_of("met Kim Il Sung there", KNOWN)
    assert [shield.covers(Span(at, at)) for at in (4, 6, 15)] == [False, True, False]


def test_a_name_in_a_later_paragraph_is_found():
    text = "The harbour was closed for years. " * 400 + "\n\nThey met Kim Il Sung there."
    assert why(text, "Il Sung") == "name"
    assert why(text, "harbour") is None


def test_the_shield_is_made_once_and_falls_with_its_witness():
    assert shield_of("one text", KNOWN) is shield_of("one text", KNOWN)
    text = "They spoke with Kim Il Sung."
    span = Span(text.index("Il"), text.index("Il") + 2)
    assert Kind(hyphens, KNOWN).view(text).shielded(span)
    assert not Kind(hyphens, KNOWN).view(text, without=["names"]).shielded(span)
    assert shield_of("no dictionary, KWP once", nothing()).why(Span(15, 18)) is None


# --- what the kinds would make of it without the shield

MANY = "The e cient, di cult and o cial notes; "
KEPT = [
    (hyphens, "The envoy Yi Sun-\nday came.", "Sun-\nday", ()),
    (hyphens, "The envoy Pak Pu-\nsan came.", "Pu-\nsan", ()),
    (hyphens, "an inter-\nnet note", "inter-\nnet", (entry("abbreviations", "inter-\nnet"),)),
    (hyphens, "AMZV, fond 5, inter-\nnet 1, obal 5", "inter-\nnet",
     (entry("archives", "inter-\nnet", kind="citation word", language="cs", level="box"),)),
    (ligatures, MANY + "E ort al Hakim came", "E ort", (entry("persons", "E ort al Hakim"),)),
    (ligatures, MANY + "e ort stands for it", "e ort", (entry("abbreviations", "e ort"),)),
    (ligatures, MANY + "see AQSH, F. 14, o ce 5", "o ce",
     (entry("archives", "o ce", kind="citation word", language="sq", level="file"),)),
    (fragments, "Lopez y Gasse Person met. Here your Gasset Person told.", "y Gasse Person",
     (entry("persons", "Lopez y Gasse Person"),)),
    (mojibake, "the LÄ‡a of the ships", "Ä‡", (entry("abbreviations", "LÄ‡a"),)),
]  # fmt: skip


@pytest.mark.parametrize("case", KEPT, ids=[row[1] for row in KEPT])
def test_a_kind_keeps_what_it_would_change_without_the_shield(monkeypatch, case):
    kind, text, piece, entries = case
    at = text.index(piece)
    place = Span(at, at + len(piece))
    asked = Kind(kind, Authorities((*entries, *KNOWN.entries)))
    assert not [p for p in asked.proposals(text) if p.span.meets(place)]
    monkeypatch.setattr(View, "shielded", lambda *_: False)
    assert [p for p in asked.proposals(text) if p.span.meets(place)]


MENDED = [
    (hyphens, "and Pak Chang-ok came; Yi Sun-\nday, Yi Sunday, Yi Sunday", "Sun-\nday"),
    (hyphens, "the envoy Yi Sun\u00ad\nday came", "Sun\u00ad\nday"),
    (hyphens, "Premier Khrush-\nchev spoke", "Khrush-\nchev"),
    (hyphens, "Ambassador Thomp-\nson spoke", "Thomp-\nson"),
    (ligatures, "They met Kim \ufb01l Sung", "\ufb01"),
    (ligatures, MANY + "the chief o cer Kim Il Sung", "o cer"),
    (mojibake, "They met Josip BroziÄ‡ and MilutinoviÄ‡ there", "Ä‡"),
    (mojibake, "They met Konrad MÃ¼ller there", "Ã¼"),
    (operators, "BArch, DC 20(ab)-12.0015(cd)TJ, Bl. 5", "(ab)-12.0015(cd)TJ"),
    (fragments, "b James F. Pe wrote this. By hand, by James F. Person", "b James F. Pe"),
]


@pytest.mark.parametrize(("kind", "text", "piece"), MENDED, ids=[row[1] for row in MENDED])
def test_damage_with_evidence_of_its_own_is_mended_in_names_too(kind, text, piece):
    at = text.index(piece)
    place = Span(at, at + len(piece))
    assert [p for p in Kind(kind, KNOWN).proposals(text) if p.span.meets(place)]


def test_a_long_paper_is_shielded_in_less_than_a_second():
    prose = "The delegation met Pak Chang-ok and the KWP at noon and said little of it. " * 15
    text = (prose + "\n\n12 RGANI, Fond 5, Opis 28, Delo 410, Listy 7-9.\n\n") * 400
    shield_of("warm up", KNOWN).covers(Span(0, 1))
    start = time.process_time()
    shield = shield_of(text, KNOWN)
    for at in range(0, len(text), 20_000):
        shield.covers(Span(at, at + 5))
    assert time.process_time() - start < 3.0  # 90,000 words; measured 0.4 s
