"""What is seen of a damaged line: atoms, gaps, and what stands for lost letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.decode.model import Loss, Observed
from restore.decode.observe import fills, in_columns, observe

LINES = st.text(st.characters(codec="utf-8", exclude_characters="\n\f"), max_size=60)
MARKER = chr(0xF0005)


def shown(seen: Observed) -> str:
    """Set atoms and gaps out: `C_d_Wa`."""
    gaps = ["_" if gap.seen else "" for gap in seen.gaps]
    return gaps[0] + "".join(a.text + g for a, g in zip(seen.atoms, gaps[1:], strict=True))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("C d Wa E a", "C_d_Wa_E_a"),
        ("  C d ", "_C_d_"),
        ("", ""),
        (" . . ", "_"),
        ("M. Ha . . . U b c a", "M._Ha_U_b_c_a"),
        ("P.J. S m m . . A c", "P.J._S_m_m_A_c"),
        ("K . ea. Wa , 1945-50", "K_._ea._Wa_,_1945-50"),
        ("Introduction . . . . . . 5", "Introduction_._._._._._._5"),
        ("soft\N{SOFT HYPHEN}en", "soften"),
        ("e\N{LATIN SMALL LIGATURE FFI}ort", "effiort"),
    ],
)
def test_shows_atoms_and_gaps(line, expected):
    assert shown(observe(line)) == expected


def test_sorts_what_it_sees():
    seen = observe(f"a7-{MARKER}\N{REPLACEMENT CHARACTER}Ж")
    sorts = ["letter", "digit", "mark", "unmapped", "unmapped", "letter"]
    assert [atom.sort for atom in seen.atoms] == sorts


@given(LINES)
def test_gaps_and_atoms_cover_the_line(line):
    seen = observe(line)
    assert len(seen.gaps) == len(seen.atoms) + 1
    places = [atom.at for atom in seen.atoms]
    assert places == sorted(places)
    assert all(line[a.at] == a.text or line[a.at] in "ﬀﬁﬂﬃﬄ" for a in seen.atoms)
    kept = "".join(c for c in line if c.isalnum())
    assert len(kept) <= len(seen.atoms)


def test_a_dot_is_a_gap_where_its_zone_says_so():
    loss = Loss(survives={}, fill=".")
    assert shown(observe("K . ea Wa . U.S. b.", loss=loss)) == "K_ea_Wa_U.S._b."
    assert shown(observe("K .ea .T e", loss=loss)) == "K_ea_.T_e"


def test_placeholders_are_gaps_where_words_are_full_of_them():
    assert shown(observe("w?r and p??ce")) == "w_r_and_p_ce"
    assert shown(observe("what?he asked. Why?")) == "what?he_asked._Why?"
    assert shown(observe("w?r", loss=Loss(survives={}, fill="?"))) == "w_r"
    boxes = "w\N{REPLACEMENT CHARACTER}r and p\N{REPLACEMENT CHARACTER}ace"
    assert shown(observe(boxes)) == "w_r_and_p_ace"


def test_fills_of_a_zone_count_all_its_lines():
    assert fills(["w?r", "p?ace"]) == "?"
    assert fills(["w?r", "peace"]) == ""


def test_columns_measure_gaps():
    seen = observe("Th  ovie  nion", columns=True)
    assert [g.width for g in seen.gaps if g.seen] == [2.0, 2.0]
    assert seen.measured
    assert seen.space == 1.0
    assert seen.widths["w"] == seen.widths["’"] == 1.0


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Th  ovie  nion and  h  lan", "fo   h  Mid le Ea  "], True),
        (["w?r ??d p??ce", "th? c?ld w?r"], True),
        (["C d Wa E a: A Re . D m B da e ,", "V ad a M. Z b k . . S e l e e"], False),
        (["Th Cld Wr nd th Kr n Pnsl"], False),
        (["the e ect of the con ict"], False),
        ([], False),
    ],
)
def test_knows_columns(lines, expected):
    assert in_columns(lines) is expected


def test_parts_words_only_where_the_loss_is_sure():
    tight = [g.parts for g in observe("ab c", loss=Loss(survives={})).gaps]
    assert tight == [False, False, None, False]
    silent = Loss(survives={}, hidden=0.98)
    assert [g.parts for g in observe("ab c", loss=silent).gaps] == [False, False, True, False]
    swallowed = Loss(survives={}, hidden=0.98, spaced=0.5)
    assert [g.parts for g in observe("ab", loss=swallowed).gaps] == [None, None, None]
    assert [g.parts for g in observe("ab c").gaps] == [None] * 4


def test_sees_a_line_again_alike():
    assert observe("C d Wa") == observe("C d Wa")
