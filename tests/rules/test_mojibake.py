"""Text read in a wrong encoding is read in the right one; sound text in any language stays."""

from __future__ import annotations

import pytest

from restore.damage import mojibake


@pytest.fixture
def kind(kind_of):
    return kind_of(mojibake)


KEEP = [
    "plain English “with quotes” – and dashes… and ‘more’",
    "SÃO TOMÉ, São Paulo, S~ao, NAÇÃO, CORAÇÕES, ÂNIMO, VOTAÇÃO”",
    "l’été, «où ça?», l’Âge d’or, château, Noël, cœur",
    "Đổi Mới, Hồ Chí Minh, Võ Nguyên Giáp, ÂN, Ấp",
    "NGÃ BA ĐÃ XONG, MAÇÃ VERDE, MAÇÃ\u00a0VERDE",
    "“CAFÉ”, the “ROMÂ”, «FRÈRE», the word “É” and “À”",
    "Müller, Gómez, Dvořák, Łódź, Ağca, Ştefan, Škoda",
    "20 °C ± 2 × 3 § 5 ¶ © 1956 ® ™",
    "Михаил Горбачёв и «Правда»",
    "김일성과 毛泽东",
    "ﬁrst ｆｕｌｌ e\u0301 &amp; &lt;",
    "a\u00a0b\u00a0c",
    "Å” É’ Ñ«",
    "\ufffd and \U000f0001",
    "",
]


@pytest.mark.parametrize("text", KEEP)
def test_sound_text_gets_no_proposal(kind, text):
    assert kind.proposals(text) == []


WORDS = [
    "the “cult” of personality",
    "Müller – Gómez",
    "it’s the Party’s",
    "the café",
    "the naïve",
    "à la carte",
    "Михаил",
    "김일성",
]
CHANGE = [
    *((w.encode().decode("latin-1"), w) for w in WORDS),
    ("the â€œcultâ€\u009d", "the “cult”"),
    ("itâ€™s", "it’s"),
    ("pages 1â€“5", "pages 1–5"),
    ("MÃ¼ller", "Müller"),
    ("§ 5 of Â§ 6", "§ 5 of § 6"),
    ("sound “quotes” beside â€¦", "sound “quotes” beside …"),
]


@pytest.mark.parametrize(("text", "expected"), CHANGE)
def test_wrong_encoding_is_mended(kind, text, expected):
    assert kind.restored(text) == expected


@pytest.mark.parametrize("whole", [whole for _, whole in CHANGE])
def test_a_second_run_finds_nothing(kind, whole):
    assert kind.proposals(whole) == []


def test_the_plan_is_on_record_and_one_cause_carries_all_places(kind):
    found = kind.proposals("itâ€™s the Partyâ€™s")
    assert "sloppy-windows-1252" in found[0].evidence[0].says
    assert len({p.cause for p in found}) == 1


def test_quotes_ligatures_and_accents_beside_it_stay(kind):
    text = "“ﬁne” e\u0301 ｆ &amp; MÃ¼ller"
    assert kind.restored(text) == "“ﬁne” e\u0301 ｆ &amp; Müller"
