"""Widths of words: sums of advances, whatever the metrics tell."""

from __future__ import annotations

import math

import pytest

from restore.decode.widths import advance, advances, physical
from restore.evidence.glyph_widths import faces

TIMES = next(face for face in faces() if "times" in face.names).widths


def test_a_word_is_as_wide_as_its_letters() -> None:
    # Times Roman: w 722, a 444, r 333 thousandths (Adobe Core 14 AFM).
    assert physical("war", TIMES) == pytest.approx(1.499, abs=0.002)
    assert physical("", TIMES) == 0


def test_letters_with_marks_advance_as_their_letters() -> None:
    plain = {"a": 0.4, "c": 0.35}
    assert physical("áč", plain) == pytest.approx(0.75)
    assert advance("á", {"a": 0.4, "á": 0.41}) == 0.41


def test_a_ligature_has_its_own_width_before_that_of_its_letters() -> None:
    assert advance("fi", {"f": 0.3, "i": 0.3, "ﬁ": 0.55}) == 0.55
    assert advance("ffi", {"f": 0.3, "i": 0.25}) == pytest.approx(0.85)
    assert math.isnan(advance("ffi", {"f": 0.3}))
    assert advance("", {}) == 0


def test_what_the_font_does_not_tell_has_no_width() -> None:
    assert math.isnan(physical("war", {"w": 0.7, "a": 0.4}))
    assert math.isnan(advance("q", {}))
    found = advances(["a", "q", "’"], {"a": 0.4, "'": 0.2})
    assert found[0] == pytest.approx(0.4)
    assert math.isnan(found[1])
    assert found[2] == pytest.approx(0.2)
