"""The sound texts: running prose of two centuries and several tongues, and what is no prose.

Nothing may be changed in them (`fixtures/sound/README.md`); here they are only held to their form.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "sound"

# The least number of words: a kind that lost its files would prove nothing without a word.
PROSE = {
    "modern": 9000,
    "nineteenth": 7500,
    "german": 6500,
    "french": 6000,
    "latin": 4000,
    "mixed": 4000,
}
OTHERS = {"verse": 4500, "tables": 4500, "bibliographies": 5500, "code": 4500, "minutes": 7000}
MINIMUM = PROSE | OTHERS
FILES = [path for kind in MINIMUM for path in sorted((FOLDER / kind).glob("*.txt"))]
PRINTED = [path for path in FILES if path.parent.name in PROSE]
LONGEST_LINE = 97  # what the widest file of prose sets; print seldom goes beyond 95
LANDSCAPE = 110  # the width of a landscape table
UNBROKEN = {  # extracted a paragraph a line
    "ardennes_wallon",
    "congo_irish",
    "historia_berolinensis",
    "joint_timber_protocol",
    "souvenirs_auvergne",
    "whaling_yarn",
    "wiener_erinnerungen",
}


def words(text: str) -> int:
    """Count the words that have a letter: French sets blanks before its signs."""
    return sum(any(map(str.isalpha, word)) for word in text.split())


def _runs(text: str) -> int:
    """Count what blanks part: figures and signs of code count, too."""
    return len(text.split())


@pytest.mark.parametrize("kind", MINIMUM)
def test_a_kind_has_its_words(kind: str) -> None:
    texts = [path.read_text("utf-8") for path in FILES if path.parent.name == kind]
    count = words if kind in PROSE else _runs
    assert sum(map(count, texts)) >= MINIMUM[kind]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_is_clean_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not [char for char in text if unicodedata.category(char) == "Cc" and char not in "\n\f"]
    assert not re.search("[\ufffd\u00ad\ufeff]" if path in PRINTED else "\ufffd", text)
    assert text.endswith("\n")
    longest = LONGEST_LINE if path in PRINTED else LANDSCAPE
    assert path.stem in UNBROKEN or max(map(len, text.split("\n"))) <= longest


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_has_printed_typography(path: Path) -> None:
    """No typewriter's quotation marks or dashes, which no clean print of these kinds has."""
    assert not re.search(r"[\"'`]|--", path.read_text("utf-8"))
