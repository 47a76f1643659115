"""The measure of decoded lines knows right from wrong, invented and left open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import regex

from restore.confidence import look_up
from restore.decode.model import Decoded, Observed, WordRead
from restore.evaluate.lost import CHANNELS, RAGGED, Worn, worn
from restore.evaluate.lost_cases import (
    DAMAGE,
    MEASURED,
    RULE,
    SIZES,
    curve_of,
    digest_of_lost,
    lost_trials,
    sure_by,
    trials_of,
    zones_of,
)
from restore.evaluate.lost_score import intact, offers, score_line, tenths, words_of
from restore.evaluate.lost_zones import WAYS, Cell, measure, read_lines

LINES = read_lines(Path(__file__).parents[2])
TRUTH = {
    (channel, way, worn(line.text, c, widths=w.setting, shown=w.shown).observed.line): line.text
    for channel, c in CHANNELS.items()
    for way, w in WAYS.items()
    for line in LINES
}


def read_as(line: Worn, text: str, posterior: float = 0.9) -> Decoded:
    """A line decoded as `text`, which is laid over the truth letter by letter."""
    assert len(text) == len(line.truth)
    words = []
    for match in regex.finditer(r"[\w’]+|[^\w\s]", text):
        inside = [i for i, at in enumerate(line.origins) if match.start() <= at < match.end()]
        before = sum(1 for at in line.origins if at < match.start())
        start, end = (inside[0], inside[-1] + 1) if inside else (before, before)
        words.append(WordRead(match.group(), start, end, posterior))
    return Decoded(observed=line.observed, words=tuple(words), text=text)


def reader(channel: str, way: str, posterior: float = 0.9):
    """A decoder that knows the truth."""

    def read(lines: Sequence[Observed]) -> list[Decoded]:
        found = []
        for observed in lines:
            truth = TRUTH[channel, way, observed.line]
            w = WAYS[way]
            line = worn(truth, CHANNELS[channel], widths=w.setting, shown=w.shown)
            assert line.observed == observed
            found.append(read_as(line, truth, posterior))
        return found

    return read


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_the_truth_scores_all(channel: str, way: str) -> None:
    outcome = measure(Cell(channel, way, "test"), LINES, reader(channel, way))
    total = outcome.score
    assert total.lines == sum(line.split == "test" for line in LINES)
    assert total.right == total.words
    assert total.share == 1
    assert total.intact_right == total.intact < total.words
    assert total.invented == total.gapped == 0
    assert all(offer.right for offer in outcome.offered)
    damaged = total.words - total.intact
    assert len(outcome.offered) >= 0.9 * damaged


def test_wrong_words_are_wrong_where_they_stand() -> None:
    line = worn("The Cold War in Asia and the Cold War", CHANNELS["few"])
    decoded = read_as(line, "The Cold War in Asia and the Cord Way")
    score = score_line(line, decoded)
    assert (score.words, score.right, score.invented, score.gapped) == (9, 7, 0, 0)
    wrong = [o for o in offers(line, decoded) if not o.right]
    assert [(o.after, o.true) for o in wrong] == [("Cord", "Cold"), ("Way", "War")]


def test_a_word_that_stands_elsewhere_in_the_line_is_wrong_here() -> None:
    line = worn("Cold aims and Card wars", CHANNELS["few"])
    swapped = read_as(line, "Card aims and Cold wars")
    assert [o.right for o in offers(line, swapped) if o.after in ("Cold", "Card")] == [False, False]


def test_a_part_of_a_word_is_not_the_word() -> None:
    line = worn("warlike", CHANNELS["few"])
    (whole,) = offers(line, read_as(line, "warlike"))
    part = Decoded(observed=line.observed, words=(WordRead("war", 0, 1, 0.9),), text="war")
    assert whole.right
    assert [o.right for o in offers(line, part)] == [False]


def test_hidden_words_are_found_in_their_gap_only() -> None:
    line = worn("Korea in Asia", CHANNELS["few"])
    assert line.observed.line == "K ea A a"
    (hidden,) = (o for o in offers(line, read_as(line, "Korea in Asia")) if o.hidden)
    assert (hidden.after, hidden.right, hidden.before) == ("in", True, "")
    (other,) = (o for o in offers(line, read_as(line, "Korea to Asia")) if o.hidden)
    assert not other.right


def test_invented_words_count_against_and_gaps_are_no_words() -> None:
    line = worn("War in Asia", CHANNELS["few"])

    def counts(text: str) -> tuple[int, int, int]:
        score = score_line(line, Decoded(observed=line.observed, words=(), text=text))
        return score.right, score.invented, score.gapped

    assert counts("War in Asia") == (3, 0, 0)
    assert counts("War to win in Asia") == (3, 2, 0)
    assert counts("War Asia") == (2, 0, 1)
    assert counts("Wa[...] in A[..]a") == (1, 0, 2)
    assert counts("War [...] in Asia") == (3, 0, 0)
    assert counts("") == (0, 0, 3)


def test_case_counts_and_edges_do_not() -> None:
    assert words_of("‘War,’ he said: “No!”") == ["War", "he", "said", "No"]
    assert words_of("a [...] Sino-Soviet A[..]a.") == ["a", "[...]", "Sino-Soviet", "A[..]a"]
    assert words_of("China’s — 1958–61") == ["China's", "1958-61"]
    line = worn("War", CHANNELS["vowels"])
    assert score_line(line, Decoded(observed=line.observed, words=(), text="war")).right == 0


def test_words_that_lost_nothing_are_told_apart() -> None:
    line = worn("The staff left Asia, and Kim came", CHANNELS["ligatures"])
    assert intact(line) == {0, 2, 3, 4, 5, 6}
    kept = worn("black and x-ray", CHANNELS["few"])
    assert not intact(kept) & {0, 1, 2}


def test_tenths_count_offers_and_right_ones() -> None:
    line = worn("The Cold War in Asia", CHANNELS["few"])
    decoded = read_as(line, "The Cord War in Asia", 0.85)
    (tenth,) = tenths(offers(line, decoded), lambda offer: offer.posterior)
    assert tenth == (0.8, 5, 4)


# -- what confidence is fitted on ------------------------------------------------------------------


def test_fitted_words_come_from_the_fit_split_and_share_cases_by_line() -> None:
    seen = set()

    def read(lines: Sequence[Observed]) -> list[Decoded]:
        found = []
        for observed in lines:
            key = next(k for k in TRUTH if k[2] == observed.line)
            seen.add(TRUTH[key])
            found.append(Decoded(observed=observed, words=(WordRead("x", 0, 1, 0.3),), text="x"))
        return found

    trials = list(lost_trials(LINES, read))
    fit = {line.text for line in LINES if line.split == "fit"}
    assert seen == fit
    assert len({t.case for t in trials}) == len(fit)
    assert len({t.made for t in trials}) == 3 * len(CHANNELS)
    assert 0 < len(list(lost_trials(LINES, read, share=0.1))) < 0.5 * len(trials)
    assert {t.rule for t in trials} == {RULE, MEASURED}
    places = [(t.case, t.span) for t in trials]
    assert len(set(places)) == len(places)


def test_zones_have_many_sizes_and_one_sort() -> None:
    zones = zones_of(LINES)
    assert {len(zone) for zone in zones} >= set(SIZES)
    assert all(len({line.sort for line in zone}) == 1 for zone in zones)
    assert [x for zone in zones for x in zone] == [x for x in LINES if x.split == "fit"]


def test_the_curve_follows_what_was_right() -> None:
    channel, way = "vowels", "text"
    good = measure(Cell(channel, way, "fit"), LINES, reader(channel, way, 0.7))
    trials = list(trials_of(good))
    bad = [t._replace(right=False, score=-2.0, case=f"other {t.case}") for t in trials]
    table = curve_of([*trials, *bad])
    assert look_up(table, DAMAGE, good.offered[0].weight) > 0.9
    assert sure_by(table, good.offered[0]) > 0.9
    assert sure_by(table, good.offered[0]._replace(posterior=0.1)) < 0.1


def test_the_digest_tells_of_other_lines() -> None:
    assert digest_of_lost(LINES[:4]) == digest_of_lost(LINES[:4])
    assert digest_of_lost(LINES[:4]) != digest_of_lost(LINES[:2])


def test_measured_lines_are_offered_as_measured() -> None:
    text = worn("The Cold War", CHANNELS["vowels"])
    wide = worn("The Cold War", CHANNELS["vowels"], widths=RAGGED)
    assert not any(o.measured for o in offers(text, read_as(text, text.truth)))
    assert all(o.measured for o in offers(wide, read_as(wide, wide.truth)))
