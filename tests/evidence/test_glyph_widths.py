"""Advance widths as a witness: which letters a code can be, and which metrics a font has."""

from __future__ import annotations

import pytest

from restore.evidence.glyph_widths import (
    EXACT,
    ROUNDED,
    agreeing,
    by_widths,
    faces,
    tolerance_of,
    twin,
)

TEXT = "The committee met in Moscow, 14 February 1956."


def advances(
    family: str, style: tuple[bool, bool] = (False, False), text: str = TEXT
) -> list[float]:
    face = next(f for f in faces() if family in f.names and (f.bold, f.italic) == style)
    return [round(face.widths[c], 3) for c in text]


def test_every_face_has_the_whole_alphabet() -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,“”–éö"
    assert len(faces()) == 40
    assert all(0.1 < face.widths[c] < 1.3 for face in faces() for c in alphabet)


def test_widths_are_those_of_the_fonts_they_stand_for() -> None:
    # Adobe Core 14 AFM and Monotype's fonts: a and W of Helvetica and Arial, Times, Courier.
    for family, a, w in (("arial", 0.556, 0.944), ("times", 0.444, 0.944), ("courier", 0.6, 0.6)):
        assert advances(family, text="aW") == pytest.approx([a, w], abs=EXACT)


@pytest.mark.parametrize(
    ("name", "family"),
    [("Arial Black", "arial"), ("ArialNarrow", "arial"), ("TimesTen", "times"), ("Odd", "courier")],
)
def test_another_family_has_no_twin_by_its_name(name: str, family: str) -> None:
    assert twin(name, advances(family)[:6]) is None


def test_a_name_whose_widths_do_not_fit_has_no_twin() -> None:
    assert twin("Arial", advances("palatino")) is None
    assert twin("Arial", []) is None
    assert twin("Arial", [1e9, -3.0, 0.0]) is None


def test_few_widths_without_a_name_have_no_twin() -> None:
    assert twin("Unknown", advances("cambria", text="the tea")) is None


@pytest.mark.parametrize(
    ("name", "family", "style"),
    [
        ("ArialMT", "arial", (False, False)),
        ("Arial-BoldMT", "arial", (True, False)),
        ("TimesNewRomanPS-ItalicMT", "times", (False, True)),
        ("TimesNewRoman,BoldItalic", "times", (True, True)),
        ("Calibri", "calibri", (False, False)),
        ("Cambria-Bold", "cambria", (True, False)),
        ("Unknown", "calibri", (False, False)),
    ],
)
def test_the_twin_is_found_by_name_and_widths(
    name: str, family: str, style: tuple[bool, bool]
) -> None:
    face = twin(name, advances(family, style))
    assert face is not None
    assert family in face.names
    assert (face.bold, face.italic) == style


def test_the_style_is_that_of_the_widths_not_of_the_name() -> None:
    face = twin("TimesNewRoman", advances("times", (False, True), f"{TEXT}+"))  # 0.675, no other
    assert face is not None
    assert face.italic


def test_a_width_that_no_letter_has_gives_nothing() -> None:
    assert by_widths({1: 0.9, 2: 1e9, 3: -1.0}, {"a": 0.5, "b": 0.6}) == {}


def test_candidates_lie_within_the_tolerance_and_the_nearest_is_the_best() -> None:
    metrics = {"a": 0.5, "b": 0.501, "c": 0.502, "m": 0.8}
    assert set(by_widths({1: 0.5}, metrics)[1]) == {"a", "b"}
    assert set(by_widths({1: 0.5}, metrics, tolerance=ROUNDED)[1]) == {"a", "b", "c"}
    found = by_widths({1: 0.5002}, metrics)[1]
    assert found["a"] > found["b"]


def test_rounded_widths_are_seen() -> None:
    assert tolerance_of([0.278, 0.5, 0.556, 0.6, 0.7, 0.8]) == EXACT
    assert tolerance_of([0.28, 0.5, 0.56, 0.6, 0.7, 0.8]) == ROUNDED


def test_readings_that_are_wrong_all_at_once_do_not_agree() -> None:
    face = next(f for f in faces() if "times" in f.names)
    right = dict(enumerate("–“”éö’—…", 130))
    seen = {code: face.widths[text] for code, text in right.items()}
    assert agreeing(right, seen, face.widths) == 1
    assert agreeing(dict(enumerate("°¢£§•¶ß®", 130)), seen, face.widths) < 0.5
    assert agreeing({}, seen, face.widths) == 0
