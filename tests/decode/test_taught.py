"""Letters that turn into others are found where they turn, and nowhere else."""

from __future__ import annotations

import pytest

from restore.decode.channel_turns import supposing, suspects, turns_of, with_turns
from restore.decode.language import language
from restore.decode.lexicon import Lexicon, lexicon_of
from restore.decode.model import Choice, Decoded, Loss, Observed, WordRead
from restore.decode.observe import observe
from restore.decode.taught import taught
from restore.evidence.authorities import load

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
SEED = Loss(survives={c: 0.98 if c in "abcdekmx" or c.isupper() else 0.02 for c in LETTERS})
SOUND = Loss(survives=dict.fromkeys(LETTERS, 0.98))

LINES = (
    "Soviet leaders discussed a harvest that had failed",
    "Stalin and the Cold War in Europe",
    "No answer came from Moscow for many weeks",
    "Economic reform and public opinion",
    "Behind closed doors, a quarrel over prices grew",
)


def lexicon() -> Lexicon:
    return lexicon_of(load())


def read(*words: tuple[str, str, float]) -> list[Decoded]:
    """Return lines of one word each: what is seen, as what it is read, how surely."""
    lines = []
    for seen, text, chance in words:
        line = observe(seen)
        word = WordRead(text, 0, len(line.atoms), chance, alternatives=(Choice("De", 0.06),))
        lines.append(Decoded(observed=line, words=(word,), text=text))
    return lines


FAMILIES = (("De d", "field", 0.9), ("be D e", "before", 0.9), ("D m", "from", 0.7),
            ("e D c", "effect", 0.5), ("D ce", "force", 0.9))  # fmt: skip


def test_several_words_earn_a_turn() -> None:
    found = turns_of(supposing(SEED, ("D",)), read(*FAMILIES))
    assert set(found) == {("f", "D")}
    assert found["f", "D"] > 0.2


def test_one_word_met_often_earns_none() -> None:
    assert not turns_of(supposing(SEED, ("D",)), read(*[("D m", "from", 0.9)] * 9))


def test_words_that_agree_in_nothing_earn_none() -> None:
    words = [("D a e", "state", 0.9), ("Dab", "lab", 0.9), ("c D", "cow", 0.9), ("D e", "he", 0.9)]
    assert not turns_of(supposing(SEED, ("D",)), read(*words))


def test_a_capital_of_its_own_is_no_turn() -> None:
    words = [("De ce", "Defence", 0.9), ("Dece be ", "December", 0.9), ("D c me ", "Document", 0.9)]
    assert not turns_of(supposing(SEED, ("D",)), read(*words))


def test_what_turns_does_not_survive() -> None:
    loss = with_turns(SEED, {("k", "x"): 0.5, ("f", "D"): 0.9})
    assert loss.of("k") == 0.5
    assert loss.of("f") == SEED.of("f")
    assert loss.turns == {"f": (("D", 0.9),), "k": (("x", 0.5),)}


def test_letters_seen_too_often_or_within_words_are_suspicious() -> None:
    often = [observe("C d Wa a d e S e U xx x x")] * 6
    assert suspects(often, SOUND, lexicon(), language())[0] == "x"
    within = [observe("The leaders agreed on the treaty and the border in the north"),
              observe("beQde and the caQe")] * 2  # fmt: skip
    assert "Q" in suspects(within, SOUND, lexicon(), language())


def test_sound_lines_hold_nothing_suspicious() -> None:
    assert not suspects([observe(line) for line in LINES], SOUND, lexicon(), language())


def test_a_zone_without_suspicion_is_read_once() -> None:
    asked: list[int] = []

    def reads(seen: list[Observed], loss: Loss) -> list[Decoded]:
        assert not loss.turns
        asked.append(len(seen))
        return [Decoded(observed=line, words=(), text=line.line) for line in seen]

    loss = taught([observe(line) for line in LINES], lexicon(), language(), reads)  # type: ignore[arg-type]
    assert asked == [len(LINES)]
    assert not loss.turns


@pytest.mark.parametrize("better", [True, False])
def test_turns_stay_if_other_lines_gain(better: bool) -> None:
    seen = ["amD D m", "De d D m", "be D e", "D ce xD", "D m De d", "D ce be D e"] * 2
    asked: list[bool] = []

    def reads(lines: list[Observed], loss: Loss) -> list[Decoded]:
        asked.append(bool(loss.turns))
        if len(asked) == 1:
            return read(*FAMILIES)
        nats = 9.0 if bool(loss.turns) == better else 1.0
        return [Decoded(observed=line, words=(), text="", nats=nats) for line in lines]

    taught([observe(line) for line in seen], lexicon(), language(), reads)  # type: ignore[arg-type]
    assert asked == [True, True, False, better]
