"""What is said for a decoded word: true of what is seen, and as heavy as its posterior."""

from __future__ import annotations

from dataclasses import replace

import pytest

from restore.decode.model import Choice, Decoded, WordRead
from restore.decode.observe import observe
from restore.decode.offered import Offered, offered
from restore.decode.reasons import Witnesses, candidates, extent_of, log_odds, reasons
from restore.evidence.authorities import Authorities, Entry, nothing

NOBODY = Witnesses(nothing(), names=True, places=True, own=frozenset())
COLD = WordRead(
    "Cold",
    0,
    2,
    0.87,
    alternatives=(Choice("Cord", 0.03), Choice("Chord", 0.06), Choice("C", 0.04)),
)


def offer_of(word: WordRead, line: str = "C d") -> tuple[Offered, Decoded]:
    """Return the offer of a word that is all of its line."""
    read = Decoded(observed=observe(line), words=(word,), text=word.text)
    return next(offered(read)), read


def said(word: WordRead, asked: Witnesses = NOBODY, **seen: object) -> list[tuple[str, str]]:
    """Return what is said for a word, by witness."""
    offer, read = offer_of(word)
    observed = replace(read.observed, **seen)
    return [(e.witness, e.says) for e in reasons(offer, observed, asked, 12.0)]


def test_a_word_says_what_survives_and_how_far_it_is_ahead():
    word = COLD._replace(alternatives=(Choice("Cord", 0.03),))
    says = "fits what survives, “C d”; 29 times as likely here as the next word, “Cord”"
    assert said(word) == [("language", says)]


@pytest.mark.parametrize("posterior", [0.03, 0.5, 0.87, 0.9999, 1.0])
@pytest.mark.parametrize("without", [0, 41_000])
def test_the_weights_sum_to_the_log_odds_of_the_posterior(posterior, without):
    word = COLD._replace(posterior=posterior, rivals=2, without=without)
    offer, read = offer_of(word)
    seen = replace(read.observed, widths={"C": 0.7})
    total = sum(e.weight for e in reasons(offer, seen, NOBODY, 12.0))
    assert total == pytest.approx(log_odds(posterior))


def test_widths_are_told_in_points_and_in_columns():
    widths = {"C": 0.667, "o": 0.5, "l": 0.278, "d": 0.5}
    offer, read = offer_of(COLD._replace(rivals=1, without=410))
    gaps = [gap._replace(width=0.779) for gap in read.observed.gaps]
    seen = replace(read.observed, widths=widths, gaps=tuple(gaps))
    found = [e for e in reasons(offer, seen, NOBODY, 12.0) if e.witness == "widths"]
    says = (
        "from “C” to “d” predicted 23.34 pt, measured 23.35 pt; of 410 words that fit the letters"
    )
    assert [e.says for e in found] == [f"{says} only this one is left by the room"]
    assert found[0].weight > 0
    columns = next(
        e
        for e in reasons(offer, observe("C  d", columns=True), NOBODY, 0.0)
        if e.witness == "widths"
    )
    assert columns.says.startswith("from “C” to “d” predicted 4 columns, found 4")


def test_a_word_that_cannot_have_those_letters_has_no_width():
    seen = observe("C  d", columns=True)
    assert extent_of(seen, 0, 2, "Card") is not None
    assert extent_of(seen, 0, 2, "Mice") is None
    assert extent_of(observe("Cd", columns=True), 0, 2, "Cd") is None


def test_lists_and_the_paper_itself_are_named_only_if_they_may_be_asked():
    person = Entry(kind="persons", name="Norman M. Naimark")
    asked = Witnesses(Authorities((person,)), names=True, places=True, own=frozenset({"Naimark"}))
    word = COLD._replace(text="Naimark")
    assert said(word, asked)[1:] == [
        ("names", "“Naimark” is in the list of persons (Norman M. Naimark)"),
        ("document", "the paper prints “Naimark” elsewhere"),
    ]
    assert said(word, asked._replace(names=False, own=frozenset()))[1:] == []


def test_alternatives_are_few_near_and_speak_for_themselves():
    offer, _ = offer_of(COLD)
    near = candidates(offer, "C")
    assert [c.text for c in near] == ["Chord"]  # “Cord” is below a twentieth, “C” stands there
    assert near[0].evidence[0].says == "14 times less likely here"
    assert all(e.weight >= 0 for c in near for e in c.evidence)
    many = COLD._replace(alternatives=tuple(Choice(f"C{n}d", 0.8) for n in range(9)))
    assert len(candidates(offer_of(many)[0], "C d")) == 4


def test_a_hidden_word_says_that_nothing_survives():
    read = Decoded(
        observed=observe("a d"),
        words=(WordRead("a", 0, 1, 1.0), WordRead("of", 1, 1, 0.6), WordRead("d", 1, 2, 1.0)),
        text="a of d",
    )
    hidden = next(o for o in offered(read) if o.hidden)
    first = next(reasons(hidden, read.observed, NOBODY, 0.0))
    assert first.says.startswith("nothing of it survives")
