"""The words that fit what is seen: held against a slow definition on channels at random."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.decode.model import Atom, Gap, Loss, Observed
from restore.decode.skeletons import LEAST, Candidates, Skeletons
from tests.decode import slow

LETTERS = "abfiké’"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=7), min_size=1, max_size=12, unique=True)
SHARE = st.sampled_from([0.0, 0.005, 0.02, 0.3, 0.5, 0.97, 0.995, 1.0])


@st.composite
def losses(draw: st.DrawFn) -> Loss:
    survives = draw(st.dictionaries(st.sampled_from([*LETTERS, "ff", "fi", "ffi"]), SHARE))
    turns = {}
    for unit in draw(st.sets(st.sampled_from("afk"), max_size=2)):
        rest = 1 - survives.get(unit, 0.5)
        turns[unit] = ((draw(st.sampled_from("bxD")), rest * draw(st.sampled_from([0.5, 0.9]))),)
    hidden, apart = draw(st.sampled_from([(0.02, 0.02), (0.9, 0.01), (0.3, 0.4)]))
    return Loss(survives=survives, turns=turns, hidden=hidden, apart=apart)


def found(candidates: Candidates) -> list[tuple[int, float, int, int]]:
    columns = (candidates.forms, candidates.cost, candidates.before, candidates.behind)
    return sorted(
        (int(form), round(float(cost), 3), int(before), int(behind))
        for form, cost, before, behind in zip(*columns, strict=True)
    )


def alike(fits: Candidates, wanted: Iterable[tuple[int, float, int, int]]) -> bool:
    """Tell whether the same words fit, at the same price to a thousandth of a nat."""
    one, other = (sorted((a, c, d, b) for a, b, c, d in each) for each in (found(fits), wanted))
    same = [x[:3] for x in one] == [x[:3] for x in other]
    return same and np.allclose([x[3] for x in one], [x[3] for x in other], atol=2e-3)


@settings(max_examples=60, deadline=None)
@given(WORDS, losses(), st.data())
def test_all_words_that_fit_are_found_with_what_they_lost(
    words: list[str], loss: Loss, data: st.DataObject
) -> None:
    words = [w for w in words if slow.whole(slow.ways(w, loss))]
    if not words:
        return
    skeletons = Skeletons.of(slow.lexicon_of(words), loss)
    for word in words[:4]:
        for way in slow.ways(word, loss):
            signs = data.draw(st.lists(st.booleans(), min_size=20, max_size=20))
            observed = slow.line(way, signs)
            if not observed.atoms:
                assert word in skeletons.lexicon.texts(skeletons.hidden(most=99).forms)
                continue
            fits = skeletons.spanning(observed, 0, len(observed.atoms), most=999)
            assert alike(fits, slow.fitting(words, loss, observed))


@settings(max_examples=30, deadline=None)
@given(WORDS, losses(), st.data())
def test_with_widths_only_words_whose_lost_letters_fill_the_room_fit(
    words: list[str], loss: Loss, data: st.DataObject
) -> None:
    words = [w for w in words if slow.whole(slow.ways(w, loss))]
    if not words:
        return
    sizes = st.sampled_from([0.2, 0.25, 0.255, 0.31, 0.5])
    widths = {c: data.draw(sizes) for c in LETTERS + "xD"}
    skeletons = Skeletons.of(slow.lexicon_of(words), loss, widths)
    for word in words[:4]:
        for way in slow.ways(word, loss):
            observed = slow.line(way, [True] * 20, widths)
            if observed.atoms:
                fits = skeletons.spanning(observed, 0, len(observed.atoms), most=999)
                assert alike(fits, slow.fitting(words, loss, observed))
                assert len(fits.forms) <= fits.without
                assert np.all(np.abs(fits.inner) <= 3 * observed.tolerance + 1e-6)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text("abik", min_size=5, max_size=9), min_size=1, max_size=5, unique=True))
def test_of_a_word_with_too_many_ways_the_cheapest_are_kept(words: list[str]) -> None:
    loss = Loss(survives={"a": 0.6, "b": 0.55, "i": 0.7, "k": 0.9})
    skeletons = Skeletons.of(slow.lexicon_of(words), loss)
    for form, word in enumerate(words):
        for way in slow.ways(word, loss)[:3]:  # nearly equal ones change places at the eighth
            observed = slow.line(way, [bool(lost) for lost in way.gaps()])
            if observed.atoms:
                fits = skeletons.spanning(observed, 0, len(observed.atoms), most=999)
                assert form in fits.forms


SEED = Loss(survives={**dict.fromkeys("abcdekmxCW", 1.0), **dict.fromkeys("inorstulw", 0.0)})


def seen(text: str, widths: dict[int, float] | None = None) -> Observed:
    """Return a line whose blanks are gaps."""
    atoms, gaps, blank = [], [], ""
    for at, character in enumerate(text):
        if character == " ":
            blank += character
        else:
            gaps.append(Gap(blank, (widths or {}).get(at)))
            atoms.append(Atom(character, at, "letter"))
            blank = ""
    return Observed(line=text, atoms=tuple(atoms), gaps=(*gaps, Gap(blank)))


def spans(skeletons: Skeletons, observed: Observed, start: int, end: int) -> list[str]:
    return skeletons.lexicon.texts(skeletons.spanning(observed, start, end).forms)


def test_gaps_inside_a_word_tell_words_of_the_same_letters_apart() -> None:
    skeletons = Skeletons.of(slow.lexicon_of(["Cod", "Could", "Cd", "Wads"]), SEED)
    assert spans(skeletons, seen("C d"), 0, 2) == ["Cod", "Could", "Cd"]
    assert spans(skeletons, seen("Cd"), 0, 2)[0] == "Cd"


def test_a_channel_that_leaves_no_sign_of_what_is_lost_ranks_by_commonness_alone() -> None:
    silent = Loss(survives=SEED.survives, hidden=1.0, apart=0.0001)
    skeletons = Skeletons.of(slow.lexicon_of(["Cod", "Could", "Cd"]), silent)
    fits = skeletons.spanning(seen("Cd"), 0, 2)
    assert skeletons.lexicon.texts(fits.forms) == ["Cod", "Could", "Cd"]
    assert fits.cost.max() < 0.01


def test_no_word_stands_on_both_sides_of_a_gap_that_surely_parts() -> None:
    observed = seen("C d")
    parted = Observed(
        line="C d", atoms=observed.atoms, gaps=(Gap(""), Gap(" ", parts=True), Gap(""))
    )
    skeletons = Skeletons.of(slow.lexicon_of(["Cod"]), SEED)
    assert not len(skeletons.spanning(parted, 0, 2).forms)
    assert not len(skeletons.spanning(observed, 1, 1).forms)


def test_apostrophes_of_any_shape_are_one_letter() -> None:
    kept = Loss(survives={"’": 1.0, **SEED.survives})
    skeletons = Skeletons.of(slow.lexicon_of(["Cad’s"]), kept)
    for mark in "'’‘":
        assert spans(skeletons, seen(f"Cad{mark} "), 0, 4) == ["Cad’s"]


def test_letters_that_turn_into_others_are_recognised() -> None:
    turning = Loss(survives={**SEED.survives, "k": 0.6}, turns={"k": (("x", 0.35),)})
    skeletons = Skeletons.of(slow.lexicon_of(["Cook", "Cox"]), turning)
    assert sorted(spans(skeletons, seen("C x"), 0, 2)) == ["Cook", "Cox"]
    assert spans(skeletons, seen("C k"), 0, 2) == ["Cook"]


def test_turns_are_kept_where_they_are_rarer_than_losses_that_are_not() -> None:
    turning = Loss(survives={**SEED.survives, "k": 0.96, "x": 0.97}, turns={"k": (("x", 0.03),)})
    skeletons = Skeletons.of(slow.lexicon_of(["Cook", "Cox"]), turning)
    assert sorted(spans(skeletons, seen("C x"), 0, 2)) == ["Cook", "Cox"]
    assert spans(skeletons, seen("C "), 0, 1) == []


def test_a_word_that_may_lose_either_of_two_letters_comes_once_for_each() -> None:
    doubtful = Loss(survives={"a": 0.5, "C": 1.0})
    skeletons = Skeletons.of(slow.lexicon_of(["Caa"]), doubtful)
    fits = skeletons.spanning(seen("C a"), 0, 2)
    assert list(zip(fits.before, fits.behind, strict=True)) == [(0, 0), (0, 1)]


def test_a_ligature_is_lost_whole_while_its_letters_survive_alone() -> None:
    broken = Loss(survives={**dict.fromkeys("ofice", 1.0), "ffi": 0.0, "fi": 0.0, "ff": 0.0})
    skeletons = Skeletons.of(slow.lexicon_of(["office", "of", "if", "fife"]), broken)
    fits = skeletons.spanning(seen("o ce"), 0, 3)
    assert skeletons.lexicon.texts(fits.forms) == ["office"]
    assert spans(skeletons, seen("of"), 0, 2) == ["of"]
    assert spans(skeletons, seen(" fe"), 0, 2) == ["fife"]


def test_words_wholly_lost_have_all_their_letters_before() -> None:
    skeletons = Skeletons.of(slow.lexicon_of(["to", "Wa", "in", "or"]), SEED, {"t": 0.3, "o": 0.5})
    hidden = skeletons.hidden()
    assert skeletons.lexicon.texts(hidden.forms) == ["to", "in", "or"]
    assert hidden.before.tolist() == [2, 2, 2]
    assert hidden.behind.tolist() == [0, 0, 0]
    assert hidden.lead[0] == pytest.approx(0.8)
    assert math.isnan(hidden.lead[1])
    assert hidden.trail.tolist() == [0, 0, 0]


WIDTHS = {"o": 0.5, "u": 0.5, "l": 0.278, "r": 0.333, "i": 0.278, "n": 0.5, "s": 0.389, "t": 0.278}


def test_widths_of_an_edge_leave_out_words_that_lost_more_than_fits() -> None:
    skeletons = Skeletons.of(slow.lexicon_of(["Cads", "Cad", "Caduntil"]), SEED, WIDTHS)
    observed = Observed(
        line="Cad W",
        atoms=tuple(Atom(c, i, "letter") for i, c in enumerate("CadW")),
        gaps=(Gap(""), Gap("", 0.0), Gap("", 0.0), Gap(" ", 0.64), Gap("")),
        widths=WIDTHS,
    )
    assert spans(skeletons, observed, 0, 3) == ["Cads", "Cad"]


def test_letters_without_a_width_speak_neither_for_nor_against_a_word() -> None:
    skeletons = Skeletons.of(slow.lexicon_of(["Cod", "Cwd", "Could"]), SEED, WIDTHS)
    observed = Observed(
        line="C d",
        atoms=(Atom("C", 0, "letter"), Atom("d", 2, "letter")),
        gaps=(Gap(""), Gap(" ", 0.5), Gap("")),
        widths=WIDTHS,
    )
    fits = skeletons.spanning(observed, 0, 2)
    assert skeletons.lexicon.texts(fits.forms) == ["Cod", "Cwd"]
    assert fits.cost[0] < 0.1
    assert fits.cost[1] > 2
    assert fits.without == 3


def test_another_font_asks_the_same_words() -> None:
    skeletons = Skeletons.of(slow.lexicon_of(["Cod", "Cid"]), SEED)
    for widths, word in (({"o": 0.5, "i": 0.3}, "Cod"), ({"o": 0.3, "i": 0.5}, "Cid")):
        observed = Observed(
            line="C d",
            atoms=(Atom("C", 0, "letter"), Atom("d", 2, "letter")),
            gaps=(Gap(""), Gap(" ", 0.5), Gap("")),
            widths=widths,
        )
        assert spans(skeletons.with_widths(widths), observed, 0, 2) == [word]


def test_only_so_many_are_returned_and_the_common_ones_come_first() -> None:
    words = ["Cod", "Cid", "Cld", "Crd"]
    skeletons = Skeletons.of(slow.lexicon_of(words), SEED)
    fits = skeletons.spanning(seen("C d"), 0, 2, most=2)
    assert skeletons.lexicon.texts(fits.forms) == words[:2]
    assert fits.without == 4


CABBAGED = "Cabbaged"


@pytest.mark.parametrize(
    "slip", ["Cabb ed", "Cbba ed", "Cabbamed", "Cabbxa ed", "Cxabba ed", "abba ed"]
)
def test_one_slip_is_forgiven_in_a_long_word_that_nothing_fits(slip: str) -> None:
    skeletons = Skeletons.of(slow.lexicon_of(["Cod", CABBAGED, "Wed"]), SEED)
    observed = seen(slip)
    size = len(observed.atoms)
    assert not len(skeletons.spanning(observed, 0, size).forms)
    fits = skeletons.near(observed, 0, size)
    assert skeletons.lexicon.texts(fits.forms) == [CABBAGED]
    assert fits.cost[0] > 5  # a slip is as rare as the channel says: 3 letters in 1,000


def test_no_slip_is_thought_of_where_a_word_fits_or_little_is_seen() -> None:
    skeletons = Skeletons.of(slow.lexicon_of(["Cabed", "Cabbed", "Cab"]), SEED)
    assert not len(skeletons.near(seen("Cabed"), 0, 5).forms)
    assert not len(skeletons.near(seen("Cax"), 0, LEAST - 1).forms)


def test_the_room_of_a_missing_letter_belongs_to_its_gap() -> None:
    widths = {**WIDTHS, "b": 0.5, "g": 0.5, "a": 0.444}
    skeletons = Skeletons.of(slow.lexicon_of([CABBAGED]), SEED, widths)
    for room, fitting in ((1.0, 1), (0.5, 0)):  # b and g are lost: a full em
        observed = Observed(
            line="Caba ed",
            atoms=tuple(Atom(c, i, "letter") for i, c in enumerate("Cabaed")),
            gaps=(
                *(Gap(""), Gap("", 0.0), Gap("", 0.0), Gap("", 0.5), Gap(" ", room - 0.5)),
                *(Gap("", 0.0), Gap("")),
            ),
            widths=widths,
        )
        assert len(skeletons.near(observed, 0, 6).forms) == fitting


def test_the_same_words_come_in_the_same_order_every_time() -> None:
    words = sorted({a + b + c for a in "Cab" for b in "oiulns" for c in "dexk"})
    first, second = (Skeletons.of(slow.lexicon_of(words), SEED) for _ in range(2))
    for text in ("C d", "a x", "b e"):
        one, other = (s.spanning(seen(text), 0, 2) for s in (first, second))
        assert one.forms.tolist() == other.forms.tolist() == sorted(one.forms.tolist())


def test_rare_words_are_not_looked_for_in_unusual_ways() -> None:
    doubtful = Loss(survives={"C": 1.0, "d": 1.0, "a": 0.9, "i": 0.0})
    lexicon = slow.lexicon_of(["Caid", *(f"C{'i' * n}d" for n in range(2, 40)), "Cadi"])
    skeletons = Skeletons.of(lexicon, doubtful)
    assert "Caid" in spans(skeletons, seen("C d"), 0, 2)
    assert "Cadi" not in spans(skeletons, seen("C d"), 0, 2)
    assert spans(skeletons, seen("Cad"), 0, 3)[-1] == "Cadi"
