"""Glyph names that are catalogue numbers are counted; letters and code points are none."""

from __future__ import annotations

import pytest
from pdfminer.psparser import LIT

from restore.read.fonts import _numbered


@pytest.mark.parametrize(
    "name", ["a", "one", "uni0041", "u0041", "afii10017x", "ffi", "A.sc", "T_h"]
)
def test_letters_are_no_numbers(name: str) -> None:
    assert _numbered({"Differences": [33, LIT(name)]}) == 0


@pytest.mark.parametrize("name", ["g18", "C15", "H11005", "a28", "cid_34", "glyph12", "G01"])
def test_catalogue_numbers_are_counted(name: str) -> None:
    assert _numbered({"Differences": [33, LIT(name), LIT("a")]}) == 1


def test_an_encoding_without_names_has_none() -> None:
    assert _numbered(LIT("WinAnsiEncoding")) == 0
