"""The fit: rising, bounded, sceptical of few cases, and honest about what it was not fitted on."""

from __future__ import annotations

import itertools
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.compose import Proposal
from restore.confidence import ACCEPT, CEILING, FLOOR, look_up, shipped
from restore.evaluate.cases import Case, Draft, Trial, judge
from restore.evaluate.fit import (
    ASKED,
    COMMON,
    Check,
    Forecast,
    Row,
    checked,
    fit,
    held_back,
    table_of,
    written,
)
from restore.evidence.authorities import nothing
from restore.ledger import Evidence
from restore.text import Span
from restore.view import View

PLACES = itertools.count(0, 2)


def trial(score: float, right: bool, kind: str = "ligatures", case: str = "one") -> Trial:
    place = next(PLACES)  # no two trials meet
    return Trial(kind, "rule", score, right, case, kind, Span(place, place + 1), "a", "b", "b")


def many(score: float, right: int, seen: int, kind: str = "ligatures") -> list[Trial]:
    return [trial(score, i < right, kind, f"paper-{i}") for i in range(seen)]


def text_of_table() -> str:
    return (files("restore") / "data" / "confidence.tsv").read_text(encoding="utf-8")


def checks_of_table() -> list[list[str]]:
    lines = text_of_table().splitlines()
    return [line.removeprefix("#= ").split("\t") for line in lines if line.startswith("#= ")]


@given(
    st.lists(
        st.tuples(
            st.floats(-20, 20), st.booleans(), st.sampled_from(["ligatures", "names", "mojibake"])
        ),
        min_size=1,
        max_size=150,
    )
)
def test_every_curve_rises_and_stays_within_bounds(drawn: list[tuple[float, bool, str]]) -> None:
    rows = fit([trial(*values) for values in drawn])
    for kind in {row.kind for row in rows}:
        curve = [row for row in rows if row.kind == kind]
        assert all(FLOOR <= r.probability <= ASKED.get(kind, CEILING) for r in curve)
        assert all(a.score < b.score for a, b in pairwise(curve))
        assert all(a.probability <= b.probability for a, b in pairwise(curve))


def test_a_score_that_is_often_wrong_gets_a_low_probability() -> None:
    planted = many(15.0, 20, 200, "mojibake")
    table = table_of(fit([*many(2.0, 150, 300), *many(9.0, 298, 300), *planted]))
    assert look_up(table, "ligatures", 9.0) > ACCEPT
    assert look_up(table, "mojibake", 15.0) < 0.2


def test_few_right_ones_claim_little() -> None:
    table = table_of(fit([*many(2.0, 150, 300), *many(6.0, 240, 300), *many(9.0, 3, 3, "hyphens")]))
    assert look_up(table, "hyphens", 9.0) < ACCEPT
    assert look_up(table, "hyphens", 9.0) <= 0.9


def test_of_two_that_meet_only_the_surer_counts() -> None:
    pairs = []
    for right in many(9.0, 300, 300):
        wrong = right._replace(kind="mojibake", score=2.0, right=False, after="c")
        pairs += [right, wrong]
    alone = many(2.0, 80, 100, "mojibake")
    table = table_of(fit([*pairs, *alone]))
    assert look_up(table, "mojibake", 2.0) > 0.6


def test_names_are_never_sure_enough_to_be_applied() -> None:
    table = table_of(fit(many(2.0, 400, 400, "names")))
    assert look_up(table, "names", 2.0) < ACCEPT


def test_held_back_cases_are_judged_by_a_table_that_did_not_see_them() -> None:
    lucky = [trial(5.0, True, case="a") for _ in range(200)]
    other = [trial(5.0, False, case="b") for _ in range(200)]
    found = held_back([*lucky, *other])
    assert len(found) == 400
    assert all(f.probability < 0.1 for f in found if f.trial.case == "a")
    assert all(f.probability > 0.9 for f in found if f.trial.case == "b")


def test_errors_of_calibration_are_counted() -> None:
    sure = [Forecast(t, 0.9) for t in many(5.0, 45, 50)]
    check = next(c for c in checked(sure, lambda _: "accept") if c.tier == "all")
    assert (check.seen, check.share) == (50, 0.9)
    assert check.ece == pytest.approx(0.0)
    assert check.brier == pytest.approx(0.09)
    wrong = [Forecast(t, 0.9) for t in many(5.0, 20, 50)]
    assert checked(wrong, lambda _: "accept")[0].ece == pytest.approx(0.5)


def test_a_proposal_is_judged_by_what_it_leaves() -> None:
    case: Case = Draft().keep("e").damage(" ", "ffi").keep("cient e mail").case("ligatures", "one")

    def propose(view: View) -> list[Proposal]:
        assert view.text == "e cient e mail"
        sure = (Evidence("language", "so", 2.0), Evidence("document", "too", 1.5))
        places = ((Span(1, 2), "ffi"), (Span(9, 10), "-"), (Span(0, 1), "e"))
        return [
            Proposal(damage="ligatures", rule="r", span=s, after=a, evidence=sure)
            for s, a in places
        ]

    found = list(judge(case, propose, nothing()))
    assert [(t.score, t.right) for t in found] == [(3.5, True), (3.5, False)]


# -- the table that is shipped ---------------------------------------------------------------------


def test_the_shipped_table_has_the_format_a_fit_writes() -> None:
    small = [*many(2.0, 100, 200), *many(6.0, 190, 200), *many(1.0, 30, 60, "names")]
    made = written(fit(small), [Check(COMMON, "all", 1, 1, 0, 0)], seed=1, digest="0" * 64)
    shown = text_of_table()
    assert heading(made) == heading(shown)
    for text in (made, shown):
        for line in text.splitlines():
            if not line.startswith("#"):
                kind, score, value, right, seen = line.split("\t")
                row = Row(kind, float(score), float(value), int(right), int(seen))
                assert f"{row.kind}\t{row.score:g}\t{row.probability:g}\t{right}\t{seen}" == line
                assert FLOOR <= row.probability <= CEILING
                assert row.right <= row.seen


def heading(text: str) -> list[str]:
    """Return the comment lines of a table without seed, digest and figures."""
    lines = [line for line in text.splitlines() if line.startswith("# ")]
    return [line for line in lines if not line.startswith("# Seed ")]


def test_the_shipped_curves_rise() -> None:
    for kind, (scores, values) in shipped().items():
        assert list(scores) == sorted(set(scores)), kind
        assert list(values) == sorted(values), kind
        assert max(values) <= ASKED.get(kind, CEILING), kind


def test_the_shipped_table_has_every_kind_that_proposes() -> None:
    from restore import pipeline

    kinds = {
        pipeline.__dict__[kind.__module__.rsplit(".", 1)[1]].DAMAGE
        for stage in pipeline.PASSES
        for kind in stage.kinds
    }
    assert kinds <= set(shipped())


@pytest.mark.parametrize(
    "kind",
    [
        "leaked-operators",
        "line-end-hyphens",
        "ligatures",
        "lost-letters",
        "mojibake",
        "unmapped-glyphs",
    ],
)
def test_what_was_accepted_on_held_back_cases_was_right_in_19_of_20(kind: str) -> None:
    figures = {row[0]: float(row[3]) for row in checks_of_table() if row[1] == "accept"}
    assert figures[kind] >= ACCEPT


def test_the_names_accepted_on_held_back_cases_were_right_in_99_of_100() -> None:
    figures = {row[0]: float(row[3]) for row in checks_of_table() if row[1] == "accept"}
    assert figures["names"] >= 0.99


@pytest.mark.parametrize("kind", ["citations", "names", "names/known-name"])
def test_what_may_be_the_author_s_own_is_left_to_a_person(kind: str) -> None:
    _, values = shipped()[kind]
    assert max(values) < ACCEPT


def test_no_citation_was_accepted_on_held_back_cases() -> None:
    assert not [row for row in checks_of_table() if row[:2] == ["citations", "accept"]]
