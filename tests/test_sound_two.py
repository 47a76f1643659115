"""The sound texts in running prose: English of two centuries, German, French, Latin and mixtures.

Nothing may be changed in them (`fixtures/sound/README.md`); here they are only held to their form.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "sound"

# The least number of words: a kind that lost its files would prove nothing without a word.
MINIMUM = {
    "modern": 9000,
    "nineteenth": 7500,
    "german": 6500,
    "french": 6000,
    "latin": 4000,
    "mixed": 4000,
}
FILES = [path for kind in MINIMUM for path in sorted((FOLDER / kind).glob("*.txt"))]
LONGEST_LINE = 97  # what the widest file sets; print seldom goes beyond 95
UNBROKEN = {  # extracted a paragraph a line
    "ardennes_wallon",
    "congo_irish",
    "historia_berolinensis",
    "souvenirs_auvergne",
    "whaling_yarn",
    "wiener_erinnerungen",
}


def words(text: str) -> int:
    """Count the words that have a letter: French sets blanks before its signs."""
    return sum(any(map(str.isalpha, word)) for word in text.split())


@pytest.mark.parametrize("kind", MINIMUM)
def test_a_kind_has_its_words(kind: str) -> None:
    texts = [path.read_text("utf-8") for path in FILES if path.parent.name == kind]
    assert sum(map(words, texts)) >= MINIMUM[kind]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_is_clean_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char not in "\n\f"]
    assert not re.search("[\ufffd\u00ad\ufeff]", text)
    assert text.endswith("\n")
    assert path.stem in UNBROKEN or max(map(len, text.split("\n"))) <= LONGEST_LINE


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_has_printed_typography(path: Path) -> None:
    """No typewriter's quotation marks or dashes, which no clean print of these kinds has."""
    assert not re.search(r"[\"'`]|--", path.read_text("utf-8"))
