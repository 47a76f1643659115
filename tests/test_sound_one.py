"""The sound texts that are no running prose: verse, tables, bibliographies, code, minutes.

Nothing may be changed in them (`fixtures/sound/README.md`); here they are only held to their form.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "sound"

# The least number of words: a kind that lost its files would prove nothing without a word.
MINIMUM = {
    "verse": 4500,
    "tables": 4500,
    "bibliographies": 5500,
    "code": 4500,
    "minutes": 7000,
}
FILES = [path for kind in MINIMUM for path in sorted((FOLDER / kind).glob("*.txt"))]
LONGEST_LINE = 110  # the width of a landscape table; prose and verse stay within 95
UNBROKEN = {"joint_timber_protocol"}  # extracted a paragraph a line


@pytest.mark.parametrize("kind", MINIMUM)
def test_a_kind_has_its_words(kind: str) -> None:
    texts = [path.read_text("utf-8") for path in FILES if path.parent.name == kind]
    assert sum(len(text.split()) for text in texts) >= MINIMUM[kind]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_is_clean_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char not in "\n\f"]
    assert "\ufffd" not in text
    assert text.endswith("\n")
    assert path.stem in UNBROKEN or max(map(len, text.split("\n"))) <= LONGEST_LINE
