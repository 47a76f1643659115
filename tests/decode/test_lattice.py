"""One damaged line read as a whole: what must stay as it stands first, what must be read after."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import pytest

from restore.decode.language import Style, language
from restore.decode.lattice import decode
from restore.decode.lexicon import Lexicon, lexicon_of
from restore.decode.model import Decoded, Loss, Observed
from restore.decode.observe import observe
from restore.decode.skeletons import Skeletons
from restore.evaluate.lost import CHANNELS, JUSTIFIED, RAGGED, Setting, times, worn
from restore.evidence.authorities import load

SMALL = "abcdefghijklmnopqrstuvwxyz"
SEED = Loss(
    survives={c: 0.99 if c in "abcdekmx" else 0.004 for c in SMALL}
    | {c.upper(): 0.99 for c in SMALL},
    turns={"k": (("x", 0.4),), "f": (("D", 0.4),)},
    hidden=0.005,
    apart=0.015,
    spaced=0.995,
)
VOWELS = Loss(
    survives={c: 0.004 if c in "aeiouAEIOU" else 0.99 for c in SMALL + SMALL.upper()},
    hidden=0.005,
    apart=0.003,
    spaced=0.995,
)


@cache
def lexicon() -> Lexicon:
    return lexicon_of(load())


@cache
def index(name: str, *, measured: bool) -> Skeletons:
    loss = {"few": SEED, "vowels": VOWELS}[name]
    return Skeletons.of(lexicon(), loss, times() if measured else None)


def read(observed: Observed, name: str = "few", style: Style = "title") -> Decoded:
    return decode(observed, index(name, measured=observed.measured), language(), style=style)


def read_text(line: str, name: str = "few", style: Style = "title") -> Decoded:
    return read(observe(line, loss=SEED if name == "few" else VOWELS), name, style)


def set_line(text: str, setting: Setting) -> Observed:
    return worn(text, CHANNELS["few"], widths=setting).observed


# What must stay as it stands.


@pytest.mark.parametrize(
    "line", ["1945", "1952-53", "(1958-61)", "1,500", "", ",", "12 13 14", "C", "“", ". . ."]
)
def test_figures_and_marks_stay(line: str) -> None:
    kept = [c for c in line if not c.isspace()]
    found = [c for c in read_text(line).text if c in kept]
    assert found == kept


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("C d Wa E a: A Re . D m B da e ,", "few"),
        ("V ad m O. Pec a . . T e B T ee A De W . d Wa ll", "few"),
        ("Th  S v t  n n nd th   m r c n B mb, 1945", "vowels"),
    ],
)
def test_words_cover_all_atoms_once_and_in_order(line: str, name: str) -> None:
    found = read_text(line, name)
    at = 0
    for word in found.words:
        assert word.start == at
        assert word.end >= word.start
        at = word.end
    assert at == len(found.observed.atoms)


def test_a_word_that_no_list_has_keeps_its_letters_and_its_gaps() -> None:
    found = read_text("Th S v t n n nd th Xqbdkxm Q st n", "vowels")
    (word,) = [w for w in found.words if w.text.startswith("X")]
    assert not word.known
    assert word.text == "Xqbdkxm"
    assert [w.text for w in found.words if w.known][:3] == ["The", "Soviet", "Union"]


def test_noise_is_worth_less_than_nothing() -> None:
    assert read_text("xmk adx Ekd BcXm kdx axQ dcmm Wxd ekkd xab cKm dmx Exa").nats < 0
    assert read_text("C d Wa E a: A Re , 1953").nats > 5


# What must be read.


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("T e C d Wa a d e S e U", "few", "The Cold War and the Soviet Union"),
        ("Th S v t n n nd th C ld W r", "vowels", "The Soviet Union and the Cold War"),
    ],
)
def test_what_the_letters_and_the_language_settle_is_read(line: str, name: str, words: str) -> None:
    assert read_text(line, name).text == words


def test_context_reaches_over_commas_and_quotation_marks() -> None:
    assert "United States, the" in read_text("T e U ed S a e , e Ea Ge ma ").text


def test_a_word_wholly_lost_is_read_where_the_language_asks_for_it() -> None:
    found = read_text("T e B da D Ge ma a d e E d e C d Wa ")
    hidden = [w for w in found.words if w.start == w.end]
    assert [w.text for w in hidden] == ["of"]
    assert "the End of the Cold War" in found.text


def test_prose_prints_small_what_titles_capitalise() -> None:
    line = "e c m c a d m a eade"
    assert read_text(line, style="prose").text.islower()


@pytest.mark.parametrize("setting", [RAGGED, JUSTIFIED])
def test_widths_settle_what_letters_leave_open(setting: Setting) -> None:
    truth = "Local Elections and the Polish Workers in Silesia, 1946"
    seen = set_line(truth, setting)
    assert read(seen).text == truth
    assert read_text(seen.line).text != truth


def test_spaces_of_a_justified_line_are_found_from_its_own_gaps() -> None:
    truth = "Soviet Policy toward the Communist Parties of Southeast Asia"
    assert read(set_line(truth, JUSTIFIED)).text == truth


def test_a_measured_word_tells_its_inner_room_as_predicted_and_as_measured() -> None:
    line = set_line("The Soviet Union and the Question of Germany", RAGGED)
    words = {word.text: word for word in read(line).words}
    germany = words["Germany"]  # of which G, e, m, a are left
    lost = line.widths["r"]  # between e and m; n and y are lost behind a
    assert germany.room == pytest.approx(lost, abs=3 * line.tolerance)
    assert germany.predicted == pytest.approx(lost, abs=1e-3)
    assert all(word.predicted is None for word in read(replace(line, widths={})).words)


def test_a_word_outside_all_lists_does_not_harm_its_line_where_widths_are_known() -> None:
    found = read(set_line("The Soviet Union and the Dabxemqac Question in Germany", RAGGED))
    texts = [w.text for w in found.words]
    assert texts[:4] == ["The", "Soviet", "Union", "and"]
    assert texts[-2:] == ["in", "Germany"]


def test_posteriors_are_probabilities_and_alternatives_come_best_first() -> None:
    for word in read_text("#40 Va. M. k, Te KGB AD a a, (E Ed)").words:
        shares = [word.posterior, *(a.posterior for a in word.alternatives)]
        assert all(0 < share <= 1 for share in shares)
        assert sum(shares) <= 1 + 1e-6
        assert shares[1:] == sorted(shares[1:], reverse=True)
        assert word.text not in [a.text for a in word.alternatives]


def test_other_readings_of_the_line_differ_from_the_first() -> None:
    found = read_text("T e E e D e Le DT. C a' F e P c,")
    assert found.others
    assert found.text not in [o.text for o in found.others]
    assert math.fsum(o.posterior for o in found.others) <= 1


def test_the_same_line_is_read_the_same() -> None:
    line = "Ma x B ad e a d R be K. B a m . . V e a m e A c e a d Sc a e"
    assert read_text(line) == read_text(line)
