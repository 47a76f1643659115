"""What the models take for a word, a number and a break."""

from __future__ import annotations

import pytest

from restore.decode.language_tokens import plain, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Soviet Union, Hong Kong, and the Cold War, 1945-1970",
         "the soviet union hong kong and the cold war <num> <num>"),
        ("“Lost Opportunity” for Peace?", "lost opportunity for peace <s>"),
        ("Stalin’s Unwanted Child: The Party", "stalin's unwanted child <s> the party"),
        ("Party leaders’ meeting—in 1956; more", "party leaders meeting in <num> <s> more"),
        ("the U.S. position", "the u s position"),
        ("See p. 5, vol. 2. Then", "see p <num> vol <num> <s> then"),
        ("the 1950s and the 20th Congress", "the <num> and the <num> congress"),
        ("... : “", ""),
        ("Nicolae Ceauşescu, Wałęsa", "nicolae ceausescu walesa"),
    ],
)  # fmt: skip
def test_tokens(text: str, expected: str):
    assert tokens(text) == expected.split()


def test_accents_may_be_written_in_two_characters():
    assert tokens("Re\u0301publique") == tokens("R\u00e9publique") == ["republique"]


def test_plain_words_stay_as_they_are():
    assert plain("kim's") == "kim's"
