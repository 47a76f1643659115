"""Lines of one zone read together: style, channel, giving up."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from restore.decode.lattice_noise import is_noise
from restore.decode.lexicon import Lexicon, lexicon_of
from restore.decode.model import Loss
from restore.decode.observe import observe
from restore.decode.zone import Context, read_lines, read_zone, styles_of
from restore.evidence.authorities import Authorities, Entry, load
from tests.decode.test_lattice import SEED, VOWELS

TITLES = ["T e C d Wa a d e S e U ", "K ea a d C a: Ne E de ce m M c ", "T e Ea Ge ma S a e"]
PROSE = ["e amba ad m e a e ce e e ece ed", "d e a a e e mee ", "e eade e a d a e ed"]


def lexicon() -> Lexicon:
    return lexicon_of(load())


def context(loss: Loss | None = SEED) -> Context:
    return Context(authorities=load(), loss=loss)


def test_no_lines_are_no_readings() -> None:
    assert read_zone([], context()) == []
    assert read_lines([], context=context()) == []


def test_every_line_comes_back_in_its_place() -> None:
    lines = [*TITLES, "", "1953", *TITLES[::-1]]
    found = read_lines(lines, context=context())
    assert [d.observed.line for d in found] == lines
    assert found[0].text == found[-1].text == "The Cold War and the Soviet Union"


def test_lines_do_not_depend_on_their_order() -> None:
    one = read_lines(TITLES, context=context())
    other = read_lines(TITLES[::-1], context=context())
    assert [d.text for d in one] == [d.text for d in other][::-1]


def test_capitals_tell_titles_from_prose() -> None:
    for lines, style in ((TITLES, "title"), (PROSE, "prose")):
        seen = [observe(line, loss=SEED) for line in lines]
        assert set(styles_of(seen, SEED, lexicon())) == {style}


def test_a_short_line_follows_its_zone() -> None:
    seen = [observe(line, loss=SEED) for line in [*PROSE, "e S e "]]
    assert styles_of(seen, SEED, lexicon())[-1] == "prose"


def test_a_channel_is_learned_where_none_is_known() -> None:
    lines = ["Th S v t n n nd th C ld W r", "Th st G rm n St t nd th B rl n Q st n"]
    found = read_lines(lines, context=context(None))
    assert found[0].text == "The Soviet Union and the Cold War"
    assert [d.text for d in read_lines(lines, context=context(VOWELS))] == [d.text for d in found]


def test_sound_lines_among_damaged_ones_do_not_hide_what_is_lost() -> None:
    sound = ["The leaders of the party discussed the harvest and the plan for the next year."] * 4
    lost = ["Th S v t n n nd th C ld W r", "Th st G rm n St t nd th B rl n Q st n"] * 3
    found = read_lines([*lost, *sound], context=context(None))
    assert found[0].text == "The Soviet Union and the Cold War"
    assert found[-1].text == sound[-1]


def test_a_zone_of_noise_is_given_up() -> None:
    rng = random.Random(2)  # noqa: S311  # the same noise every time
    lines = ["".join(rng.choice("abcdekmxSTW ") for _ in range(50)) for _ in range(12)]
    found = read_lines(lines, context=context())
    assert all(d.nats <= 0 for d in found)
    assert not any(d.words for d in found[6:])


@pytest.mark.parametrize("letters", ["abcdekmxADRTZ    ", "abcdefghijklmnopqrstuvwxyz    "])
def test_many_pages_of_noise_are_seen_as_noise_as_one_page_is(letters: str) -> None:
    rng = random.Random(1)  # noqa: S311  # the same noise every time
    lines = [observe("".join(rng.choices(letters, k=70)).strip()) for _ in range(200)]
    assert is_noise(lines[:10])
    assert is_noise(lines)


def test_figures_and_tables_are_not_read() -> None:
    rng = random.Random(1)  # noqa: S311  # the same figures every time
    table = [observe("".join(rng.choices("0123456789.,   ab", k=70)).strip()) for _ in range(20)]
    assert is_noise(table)
    assert is_noise([observe("12 345 1953")])
    assert not is_noise([observe("C d Wa 1953")])


def test_text_that_lost_letters_is_no_noise_however_much_there_is() -> None:
    lines = [observe(line) for line in TITLES + PROSE] * 30
    assert not is_noise(lines)


def test_a_person_added_to_a_users_dictionary_is_read_at_once() -> None:
    line = "Wexadbem c a d e C d Wa "  # Wexadbemic and the Cold War
    assert "Wexadbemic" not in read_lines([line], context=context())[0].text
    person = Entry(kind="persons", name="Anna Wexadbemic", fields={"name": "Anna Wexadbemic"})
    known = load()
    more = Authorities((replace(person, own=True), *known.entries), known.towns)
    found = read_lines([line], context=Context(authorities=more, loss=SEED))[0]
    assert found.text == "Wexadbemic and the Cold War"


def test_the_papers_own_words_are_read() -> None:
    own = "The Dexadmech Plan of 1955 was secret. The Dexadmech Plan failed. Dexadmech fell."
    without = read_lines(["T e Dexadmec P a "], context=context())[0]
    known = Context(authorities=load(), loss=SEED, own=own)
    found = read_lines(["T e Dexadmec P a "], context=known)[0]
    assert "Dexadmech" in found.text
    assert "Dexadmech" not in without.text
