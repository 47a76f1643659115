"""What a person decides about names: laws, and the cases that made them.

Every mention stands in exactly one name before and after; the order of decisions that have nothing
to do with each other does not matter; what is merged and split again is as it was; deciding twice
is deciding once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.evidence.authorities import Entry
from restore.ledger import Evidence
from restore.names import decisions as module
from restore.names.decisions import decided, standing, undoing, waiting
from restore.names.kinds import name_id
from restore.names.model import Name, Resemblance, Roster, Spelling
from restore.text import Span
from restore.wire.names import NameDecision, dump_name_decisions, load_name_decisions
from tests.laws.sabotage import assert_caught

RECORD = Entry(kind="persons", name="Yi P'il-gyu", variants=("Yi Pil-gyu",), fields={})
RECORDS = {"Yi P'il-gyu": RECORD, "Yi Pil-gyu": RECORD}


def merge(one, other):
    return NameDecision("merge", one, other)


def split(one, other):
    return NameDecision("split", one, other)


def confirm(one, record="", kind=""):
    return NameDecision("confirm", one, record=record, kind=kind)


def undo(word):
    return NameDecision("undo", word.one, word.other, undoes=word.verdict)


def roster(*groups, kind="person", alike=()):
    """A roster in which the spellings of all groups stand one after the other in the text."""
    names, at = [], 0
    for group in groups:
        spellings = []
        for number, text in enumerate(group.split(" / ")):
            likeness = "romanisation" if number else "lead"
            places = (Span(at, at + len(text)),)
            spellings.append(Spelling(text=text, places=places, likeness=likeness))
            at += 50
        lead = spellings[0].text
        names.append(Name(id=name_id(kind, lead), kind=kind, spellings=tuple(spellings)))
    return Roster(names=tuple(names), resemblances=tuple(Resemblance(*a) for a in alike))


def groups(found):
    """The spellings that stand together, and which leads."""
    return [" / ".join(s.text for s in name.spellings) for name in found.names]


PAPER = ("Yun Kong-hum / Yun Kŏnghŭm", "Yun Kong-hun", "Choe Chang-ik / Joe Chang-ik / Choe", "Kim")


# --- what must not change


@pytest.mark.parametrize(
    "words",
    [
        [],
        [merge("Yun Kong-hum", "Nobody")],
        [split("Yun Kong-hum", "Yun Kong-hun")],
        [merge("Choe Chang-ik", "Joe Chang-ik")],
        [merge("Kim", "Choe"), undo(merge("Kim", "Choe"))],
        [merge("Kim", "Choe"), split("Choe", "Kim")],
        [split("Choe", "Choe Chang-ik"), undo(split("Choe", "Choe Chang-ik"))],
        [undo(merge("Kim", "Choe"))],
        [confirm("Nobody")],
    ],
)
def test_it_stays_as_it_was_found(words):
    found = roster(*PAPER, alike=[("Yun Kong-hum", "Yun Kong-hun", "a letter parts them")])
    assert decided(found, words) == found


# --- what must change


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            [merge("Yun Kong-hun", "Yun Kong-hum")],
            ["Yun Kong-hum / Yun Kŏnghŭm / Yun Kong-hun", *PAPER[2:]],
        ),
        (
            [split("Choe Chang-ik", "Choe")],
            [*PAPER[:2], "Choe Chang-ik / Joe Chang-ik", "Choe", "Kim"],
        ),
        (
            [merge("Joe Chang-ik", "Choe"), split("Choe Chang-ik", "Choe")],
            [*PAPER[:2], "Choe Chang-ik", "Joe Chang-ik / Choe", "Kim"],
        ),
        (
            [split("Choe Chang-ik", "Choe"), merge("Choe", "Kim")],
            [*PAPER[:2], "Choe Chang-ik / Joe Chang-ik", "Kim / Choe"],
        ),
        (
            [merge("Kim", "Choe"), merge("Kim", "Yun Kong-hun")],
            [PAPER[0], "Yun Kong-hun / Choe Chang-ik / Joe Chang-ik / Choe / Kim"],
        ),
    ],
)
def test_a_person_groups_the_spellings(words, expected):
    assert groups(decided(roster(*PAPER), words)) == expected


def test_of_words_that_contradict_each_other_the_later_ones_hold():
    one_is_three = [merge("Choe", "Kim"), merge("Kim", "Yun Kong-hun")]
    assert groups(decided(roster("Choe", "Kim", "Yun Kong-hun"), one_is_three)) == [
        "Yun Kong-hun / Choe / Kim"
    ]
    then_not = [*one_is_three, split("Choe", "Yun Kong-hun")]
    assert groups(decided(roster("Choe", "Kim", "Yun Kong-hun"), then_not)) == [
        "Choe",
        "Yun Kong-hun / Kim",
    ]


def test_a_merged_name_tells_who_merged_it_and_looks_like_itself_no_more():
    found = roster("Kim Il Sung", "Kim Il-song", alike=[("Kim Il Sung", "Kim Il-song", "near")])
    (name,) = decided(found, [merge("Kim Il-song", "Kim Il Sung")]).names
    assert [s.likeness for s in name.spellings] == ["lead", "decided"]
    assert [e.witness for e in name.vouched] == ["person"]
    assert decided(found, [merge("Kim Il-song", "Kim Il Sung")]).resemblances == ()


def test_a_merged_name_tells_of_a_second_record():
    one, two = roster("Kim Il / Kim").names[0], roster("Yi Pil-gyu").names[0]
    kim = Entry(kind="persons", name="Kim Il", fields={})
    place = two.spellings[0].places[0].end + 100
    moved = Spelling(text="Yi Pil-gyu", places=(Span(place, place + 1),))
    found = Roster(
        names=(replace(one, record=kim), replace(two, spellings=(moved,), record=RECORD))
    )
    (name,) = decided(found, [merge("Kim Il", "Yi Pil-gyu")]).names
    assert name.record is kim
    assert "“Yi Pil-gyu” has a record of its own, Yi P'il-gyu" in [e.says for e in name.vouched]


def test_what_a_person_parted_is_told_as_looking_alike():
    found = decided(roster(*PAPER), [split("Choe Chang-ik", "Joe Chang-ik")])
    assert [(r.one, r.other) for r in found.resemblances] == [("Choe Chang-ik", "Joe Chang-ik")]


def test_a_confirmed_name_has_the_record_and_the_kind_a_person_gave():
    found = roster("Yi Pil-gyu / Li Pil-gyu", kind="unknown")
    (name,) = decided(found, [confirm("Li Pil-gyu", "Yi P'il-gyu")], RECORDS).names
    assert (name.confirmed, name.record, name.kind) == (True, RECORD, "person")
    listed = Evidence("names", "name list: Yi P'il-gyu", 0.0)
    known = Roster(names=(replace(found.names[0], record=RECORD, vouched=(listed,)),))
    (name,) = decided(known, [confirm("Li Pil-gyu", "-")], RECORDS).names
    assert (name.record, [e.witness for e in name.vouched]) == (None, ["person"])
    (name,) = decided(found, [confirm("Li Pil-gyu", "-", "place")], RECORDS).names
    assert (name.confirmed, name.record, name.kind) == (True, None, "place")
    assert name.id == name_id("place", "Yi Pil-gyu")


def test_a_decision_whose_spelling_or_record_is_gone_waits():
    words = [merge("Kim", "Nobody"), confirm("Kim"), confirm("Choe", "No One"), confirm("Choe")]
    assert waiting(roster(*PAPER), words, RECORDS) == (words[0],)
    assert waiting(roster(*PAPER), words[:3], RECORDS) == (words[0], words[2])


def test_undoing_takes_the_last_word_back_and_uncovers_the_one_before():
    words = [split("Kim", "Choe"), merge("Choe", "Kim"), confirm("Kim")]
    words.append(undoing(words))
    assert standing(words) == (merge("Choe", "Kim"),)
    words.append(undoing(words))
    assert standing(words) == (split("Kim", "Choe"),)
    words.append(undoing(words))
    assert undoing(words) is None


def test_one_spelling_in_two_names_is_parted_from_the_one_that_is_named():
    found = roster("Kim Il Sung / Kim", "Kim Chang-il / Kim")
    assert groups(decided(found, [split("Kim Chang-il", "Kim")])) == [
        "Kim Il Sung / Kim",
        "Kim Chang-il",
        "Kim",
    ]


def test_of_a_short_form_the_places_that_nobody_claims_are_merged():
    found = roster("A. M. Petrov / Petrov", "I. Petrov / Petrov", "Petrov")
    assert groups(decided(found, [merge("I. Petrov", "Petrov")])) == [
        "A. M. Petrov / Petrov",
        "I. Petrov / Petrov",
    ]
    moved = [split("A. M. Petrov", "Petrov"), merge("I. Petrov", "Petrov")]
    assert groups(decided(found, moved)) == ["A. M. Petrov", "I. Petrov / Petrov"]


def test_a_person_and_a_place_of_one_name_stay_two():
    two = roster("George Washington", "Washington").names, roster("Washington", kind="place").names
    found = Roster(names=(*two[0], *two[1]))
    assert len(decided(found, [merge("George Washington", "Washington")]).names) == 2


# --- laws, on any roster and any decisions

TEXTS = ["Kim", "Kim A-a", "Kim B-b", "Kim C", "Pak", "Pak A-a", "Pak B-b", "Pak C"]


@st.composite
def rosters(draw):
    """Any roster; a text may lead one name of a kind, and stand with several others."""
    names, at = [], 0
    for _ in range(draw(st.integers(1, 5))):
        texts = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3, unique=True))
        spellings = []
        for number, text in enumerate(texts):
            places = []
            for _ in range(draw(st.integers(1, 2))):
                places.append(Span(at, at + 1))
                at += 2
            like = "form" if number else "lead"
            spellings.append(Spelling(text=text, places=tuple(places), likeness=like))
        kind = draw(st.sampled_from(["person", "place", "unknown"]))
        found = Name(id=name_id(kind, texts[0]), kind=kind, spellings=tuple(spellings))
        names += [] if found.id in {name.id for name in names} else [found]
    pairs = draw(st.lists(st.permutations(TEXTS).map(lambda t: t[:2]), max_size=2))
    return Roster(names=tuple(names), resemblances=tuple(Resemblance(*p, "near") for p in pairs))


@st.composite
def words(draw, texts=TEXTS):
    """Any decision; some speak of spellings that the paper may not have."""
    one, other = draw(st.permutations(texts))[:2]
    verdict = draw(st.sampled_from(["merge", "split", "confirm", "undo"]))
    if verdict == "confirm":
        return confirm(one, draw(st.sampled_from(["", "-", "Yi P'il-gyu", "No One"])))
    if verdict == "undo":
        return undo(draw(st.sampled_from([merge, split]))(one, other))
    return NameDecision(verdict, one, other)


ODD = ["Kim", "A\n\u202eB", "\ud800", "\udc00", "\x00 ", "\U000f0041"]


@given(st.lists(words(ODD)))
def test_what_is_written_down_is_read_back(said):
    text = dump_name_decisions(said)
    assert load_name_decisions(text) == tuple(said)
    assert dump_name_decisions(said[:1]) + dump_name_decisions(said[1:]) == text
    assert text.count("\n") == len(said)
    assert "\u202e" not in text


def places(found):
    """Every place with what is written there."""
    return Counter((s.text, p) for name in found.names for s in name.spellings for p in s.places)


def partition(found):
    """Which places are of one name."""
    return {frozenset(p for s in name.spellings for p in s.places) for name in found.names}


def bare(found):
    """The names without what vouches for them, where a word that was said is told."""
    return [replace(name, vouched=()) for name in found.names]


def nothing_is_lost(found, said):
    after = module.decided(found, said, RECORDS)
    assert places(after) == places(found)
    assert all(name.spellings[0].likeness == "lead" for name in after.names)
    firsts = [min(p for s in name.spellings for p in s.places) for name in after.names]
    assert firsts == sorted(firsts)
    assert len({name.id for name in after.names}) == len(after.names)


def twice_is_once(found, said):
    once = module.decided(found, said, RECORDS)
    twice = module.decided(once, said, RECORDS)
    texts = [s.text for name in found.names for s in name.spellings]
    if len(texts) == len(set(texts)):  # else a short form may mean another name than it did
        assert twice == once


def merged_and_split_again_is_as_it_was(found, said, one, other):
    before = module.decided(found, said, RECORDS)
    homes = [{s.text for s in name.spellings} for name in before.names]
    texts = [s.text for name in found.names for s in name.spellings]
    if any({one, other} <= home for home in homes) or len(texts) > len(set(texts)):
        return  # they were one; or a short form of several, of which nobody says which is meant
    last = [*said, merge(one, other), split(one, other)]
    earlier = {frozenset((w.one, w.other)) for w in module.standing(said)}
    if frozenset((one, other)) not in earlier:
        assert bare(module.decided(found, last, RECORDS)) == bare(before)


def the_last_word_holds(found, said, one, other):
    texts = {s.text for name in found.names for s in name.spellings}
    if {one, other} <= texts and one != other:
        apart = module.decided(found, [*said, split(one, other)], RECORDS)
        assert not any({one, other} <= {s.text for s in n.spellings} for n in apart.names)
        joined = module.decided(found, [*said, merge(one, other)], RECORDS)
        assert any({one, other} <= {s.text for s in n.spellings} for n in joined.names)


def order_does_not_matter(found, said, shuffled):
    """For decisions that do not contradict each other: each speaks of spellings of its own."""
    used, own = set(), []
    for word in said:
        if word.verdict != "undo" and not {word.one, word.other} - {""} & used:
            own.append(word)
            used |= {word.one, word.other}
    again = sorted(own, key=lambda word: shuffled.index(word.one))
    one, two = module.decided(found, own, RECORDS), module.decided(found, again, RECORDS)
    assert partition(one) == partition(two)
    assert [n.id for n in one.names] == [n.id for n in two.names]


several = st.lists(words(), max_size=6)
pair = st.permutations(TEXTS)
LAWS = {
    "nothing is lost": (nothing_is_lost, (rosters(), several)),
    "twice is once": (twice_is_once, (rosters(), several)),
    "merged and split again is as it was": (
        lambda found, said, two: merged_and_split_again_is_as_it_was(found, said, *two[:2]),
        (rosters(), several, pair),
    ),
    "the last word holds": (
        lambda found, said, two: the_last_word_holds(found, said, *two[:2]),
        (rosters(), several, pair),
    ),
    "order does not matter": (order_does_not_matter, (rosters(), several, pair)),
}


@pytest.mark.parametrize("law", LAWS)
def test_law(law):
    check, drawn = LAWS[law]

    @given(st.tuples(*drawn))
    def holds(case):
        check(*case)

    holds()


def loses_a_spelling(found, said, records=None):
    after = decided(found, said, records)
    if after == found or len(after.names) < 2:
        return after
    return Roster(names=after.names[:-1], resemblances=after.resemblances)


def keeps_adding_evidence(found, said, records=None):
    after = decided(found, said, records)
    more = Evidence("person", "said so", 7.0)
    names = tuple(replace(name, vouched=(*name.vouched, more)) for name in after.names)
    return Roster(names=names, resemblances=after.resemblances)


def follows_the_order_it_is_given(found, said, records=None):
    return decided(found, list(said)[:1], records)


def hears_the_first_word_only(found, said, records=None):
    return decided(found, list(said)[:1], records)


def hears_merges_only(found, said, records=None):
    return decided(found, [word for word in said if word.verdict == "merge"], records)


SABOTAGE = [
    ("nothing is lost", loses_a_spelling),
    ("twice is once", keeps_adding_evidence),
    ("order does not matter", follows_the_order_it_is_given),
    ("the last word holds", hears_the_first_word_only),
    ("merged and split again is as it was", hears_merges_only),
]


@pytest.mark.parametrize(
    ("law", "broken"), SABOTAGE, ids=lambda each: getattr(each, "__name__", each)
)
def test_sabotage_is_caught(monkeypatch, law, broken):
    monkeypatch.setattr(module, "decided", broken)
    check, drawn = LAWS[law]
    assert_caught(check, st.tuples(*drawn))
