"""Grouping the names of a paper: who stays apart, who comes together, and what is reported."""

from __future__ import annotations

import time
from functools import cache

import pytest

from restore.evidence.authorities import Authorities, Entry, load, nothing
from restore.names.kinds import name_id
from restore.names.model import Name, Roster
from restore.names.roster import roster_of


@cache
def empty() -> Authorities:
    """Return dictionaries that hold nothing, the same ones each time."""
    return nothing()


def groups(text: str, authorities: Authorities | None = None) -> dict[str, list[str]]:
    """Return the names of a text: the leading spelling with all of them."""
    roster = roster_of(text, authorities or load())
    return {name.lead: [s.text for s in name.spellings] for name in roster.names}


def alike(text: str) -> set[frozenset[str]]:
    """Return the pairs that a text's roster reports as looking alike."""
    roster = roster_of(text, load())
    return {frozenset((pair.one, pair.other)) for pair in roster.resemblances}


def name(roster: Roster, lead: str) -> Name:
    """Return the name with a leading spelling."""
    return next(n for n in roster.names if n.lead == lead)


TWO = [
    ("Kim Chang-il", "Kim Chang-kil"),
    ("Kim Chang-il", "Kim Chang-man"),
    ("Kim Il", "Kim Il Sung"),
    ("Pak Chang-ok", "Pak Chang-ik"),
    ("Yun Kong-hum", "Yun Kong-hun"),
    ("Chong Yul", "Chang Yul"),
    ("Kim Jae-wook", "Kim Dae-wook"),
    ("Yi Dong-ok", "Yi Dong-gon"),
    ("N. T. Fedorenko", "N. T. Federenko"),
    ("A. M. Petrov", "A. I. Petrov"),
    ("Ivan Petrov", "Ivana Petrova"),
    ("Andrei Gromyko", "Anatolii Gromyko"),
    ("Samuel S. Kim", "Kim Il Sung"),
    ("Wang Bingnan", "Wang Jiaxiang"),
    ("John Foster Dulles", "Allen Dulles"),
    ("Le Duan", "Le Duc Tho"),
    ("Mátyás Rákosi", "Matthias Rakoczi"),
]

ONE = [
    ("Ki Sok-pok", "Ki Sek-bok"),
    ("Choe Chang-ik", "Joe Chang-ik"),
    ("Yi Pil-gyu", "Li Pil-gyu"),
    ("So Hwi", "So-hwi"),
    ("Suh Dae-sook", "Dae-Sook Suh"),
    ("Yi Sang-jo", "YI SANG-JO"),
    ("N. T. Fedorenko", "N.T. Fedorenko"),
    ("Nikolai Trofimovich Fedorenko", "N. T. Fedorenko"),
    ("V. I. Ivanov", "Ivanov V.I."),
    ("Mao Zedong", "Mao Tse-tung"),
    ("Rákosi Mátyás", "Mátyás Rákosi"),
    ("Andrei Lankov", "Lankov, Andrei"),
    ("Ho Ka-i", "A. I. Hegai"),
    ("Ho Chi Minh", "Ho Chi-minh"),
    ("Andrei Andreyevich Gromyko", "A. A. Gromyko"),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_persons_are_never_merged(one: str, other: str) -> None:
    """Names that differ by more than their dress stay two, in either order."""
    for text in (f"Then {one} met {other} there.", f"Then {other} met {one} there."):
        found = groups(text)
        assert not any({one, other} <= set(spellings) for spellings in found.values()), found


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_person_in_several_spellings(one: str, other: str) -> None:
    """Romanisations, initials, order, capitals and listed variants come together."""
    for text in (f"Then {one} wrote.\n\n{other}. It was so.", f"{other}. More.\n\nOf {one}, more."):
        found = groups(text)
        assert any({one, other} <= set(spellings) for spellings in found.values()), found


def test_an_ambiguous_form_brings_nobody_together() -> None:
    """Initials that two persons share join neither, and it is said whose they may be."""
    text = "Then A. M. Petrov met A. I. Petrov, and A. Petrov signed for V. Petrov."
    found = groups(text, empty())
    assert {len(spellings) for spellings in found.values()} == {1}
    pairs = {frozenset((p.one, p.other)) for p in roster_of(text, empty()).resemblances}
    assert frozenset(("A. Petrov", "A. M. Petrov")) in pairs
    assert frozenset(("A. Petrov", "A. I. Petrov")) in pairs


def test_a_family_name_alone_is_the_only_bearer_s() -> None:
    """Where one person has the name, it is that one's, before and after the full name."""
    found = groups("Sotnik knew. Lev Sotnik wrote, and Sotnik's letter came.", empty())
    assert found == {"Lev Sotnik": ["Lev Sotnik", "Sotnik"]}


def test_a_family_name_of_two_stays_apart() -> None:
    """Where two have it and both are near, it is nobody's, and both are named as possible."""
    text = "First Kim Tu-bong met Kim Chang-man. Then Kim spoke."
    assert groups(text)["Kim"] == ["Kim"]
    assert {frozenset(("Kim", "Kim Tu-bong")), frozenset(("Kim", "Kim Chang-man"))} <= alike(text)


def test_the_full_name_of_the_paragraph_decides() -> None:
    """In a paragraph that names one bearer, the name alone is that one's, and only there."""
    text = (
        "First Pak Ui-wan spoke. Pak left.\n\nThen Pak Chang-ok came. Pak said no.\n\nSo Pak fell."
    )
    roster = roster_of(text, load())
    assert [s.count for s in name(roster, "Pak Ui-wan").spellings] == [1, 1]
    assert [s.count for s in name(roster, "Pak Chang-ok").spellings] == [1, 1]
    assert name(roster, "Pak").count == 1


def test_who_is_meant_by_the_name_alone_is_not_outvoted() -> None:
    """Where one bearer has most of the mentions, another's full name does not claim the name."""
    text = (
        "First Kim Il Sung spoke, then Kim Il Sung left.\n\nSo Kim Chang-man wrote what Kim wanted."
    )
    assert groups(text)["Kim Chang-man"] == ["Kim Chang-man"]


def test_a_paragraph_that_goes_on_about_somebody_decides_nothing() -> None:
    """A name alone before the full name of another is somebody's of before, and so are the next."""
    text = (
        "First Pak Ui-wan spoke, and Pak Chang-ok.\n\n"
        "As Pak said, Pak Yong-guk spoke next. It was bad, Pak thought."
    )
    assert groups(text)["Pak Yong-guk"] == ["Pak Yong-guk"]
    assert groups(text)["Pak"] == ["Pak"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yun Kong-hum", "Yun Kong-hun"),
        ("Chong Yul", "Chang Yul"),
        ("Kim Jae-wook", "Kim Dae-wook"),
        ("Yi Dong-ok", "Yi Dong-gon"),
        ("N. T. Fedorenko", "N. T. Federenko"),
        ("Kim Chang-il", "Kim Chang-kil"),
    ],
)
def test_near_spellings_are_reported(one: str, other: str) -> None:
    """What may be a slip or two people is said once, and nothing is made uniform."""
    assert frozenset((one, other)) in alike(f"Then {one} met {other} there.")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim Il Sung", "Pak Chang-ok"), ("Kim Tu-bong", "Kim Il"), ("Petr Demichev", "Ivan Serov")],
)
def test_names_that_are_simply_two_are_not_reported(one: str, other: str) -> None:
    """A family name in common is no resemblance."""
    assert alike(f"Then {one} met {other} there.") == set()


def test_places_and_organisations_are_grouped_by_record() -> None:
    """Spellings of one record are one name."""
    found = groups("They left Beijing, which was Peking, for Pyongyang and P'yongyang.")
    assert found == {"Beijing": ["Beijing", "Peking"], "Pyongyang": ["Pyongyang", "P'yongyang"]}


def test_what_vouches_is_said_in_words() -> None:
    """The record, the count and the reason of each grouping stand in sentences."""
    roster = roster_of("Then Pak Chang-ok left. Ki Sok-pok or Ki Sek-bok stayed.", load())
    said = [e.says for e in name(roster, "Pak Chang-ok").vouched]
    assert any(s.startswith("name list: Pak Chang-ok, ") for s in said)
    assert any('"Pak Chang-ok" once' in s for s in said)
    said = [e.says for e in name(roster, "Ki Sok-pok").vouched]
    assert any("romanisation" in s for s in said)


def test_a_family_name_alone_claims_no_record() -> None:
    """That a list has one bearer of a name does not make him the one who is meant."""
    entry = Entry(kind="persons", name="Lev Sotnik", fields={"name": "Lev Sotnik"})
    roster = roster_of("So they asked Sotnik twice.", Authorities((entry,)))
    (found,) = roster.names
    assert found.record is None
    assert any("Lev Sotnik" in e.says for e in found.vouched)


def test_a_user_s_record_is_found() -> None:
    """A full name that a dictionary lists has its record, in any romanisation."""
    entry = Entry(kind="persons", name="Mun Tae-hwa", fields={"name": "Mun Tae-hwa"})
    roster = roster_of("Then Mun Dae-hwa left, and Mun T'ae-hwa.", Authorities((entry,)))
    assert {n.record for n in roster.names} == {entry}


@pytest.mark.parametrize(
    ("text", "lead", "record"),
    [
        ("Then Aleksandr Aleksandrov left.", "Aleksandr Aleksandrov", ""),
        ("Then Valeriy Zorin left.", "Valeriy Zorin", ""),
        ("Then V. A. Zorin left.", "V. A. Zorin", "Valerian Zorin"),
        ("Then A. M. Aleksandrov left.", "A. M. Aleksandrov", "Andrei Aleksandrov-Agentov"),
        ("Then Georgiy Malenkov left.", "Georgiy Malenkov", "Georgy Malenkov"),
        ("Then Josef Stalin left.", "Josef Stalin", "Joseph Stalin"),
    ],
)
def test_initials_lead_to_no_record_of_another_given_name(
    text: str, lead: str, record: str
) -> None:
    """Two given names written out that do not relate are two people, whatever initials fit."""
    found = name(roster_of(text, load()), lead).record
    assert (found.name if found else "") == record


def test_initials_of_a_record_join_no_other_given_name() -> None:
    """Listed initials stay with the record where the paper has a namesake of them."""
    found = groups("Then Valeriy Zorin met V. A. Zorin.")
    assert found == {"Valeriy Zorin": ["Valeriy Zorin"], "V. A. Zorin": ["V. A. Zorin"]}
    found = groups("Then Valerian Zorin met V. A. Zorin.")
    assert found == {"Valerian Zorin": ["Valerian Zorin", "V. A. Zorin"]}


def test_who_is_introduced_by_the_name_alone_is_not_the_later_bearer() -> None:
    """An apposition makes somebody of a name; without it the only bearer is meant."""
    found = groups("So Sotnik, a porter, saw it.\n\nLev Sotnik came. Sotnik left.", empty())
    assert found == {"Sotnik": ["Sotnik"], "Lev Sotnik": ["Lev Sotnik", "Sotnik"]}
    found = groups("So Sotnik, asked again, saw it.\n\nLev Sotnik came.", empty())
    assert found == {"Lev Sotnik": ["Lev Sotnik", "Sotnik"]}
    found = groups("Then Togliatti, a leader, left.\n\nPalmiro Togliatti came.")
    assert found == {
        "Palmiro Togliatti": ["Palmiro Togliatti", "Togliatti"]
    }  # one record, one bearer
    found = groups("Lev Sotnik came.\n\nSotnik, a porter, left.", empty())
    assert found == {"Lev Sotnik": ["Lev Sotnik", "Sotnik"]}


@pytest.mark.parametrize(
    ("text", "lead", "spellings"),
    [
        (
            "So David Ormsby Gore left. Later Ormsby Gore came, and Gore sang.",
            "David Ormsby Gore",
            ["David Ormsby Gore", "Ormsby Gore", "Gore"],
        ),
        (
            "Then Couve de Murville came. So M. Couve de Murville. Maurice Couve de Murville?",
            "Maurice Couve de Murville",
            ["Maurice Couve de Murville", "M. Couve de Murville", "Couve de Murville"],
        ),
        ("Then Couve de Murville came.", "Couve de Murville", ["Couve de Murville"]),
    ],
)
def test_a_double_family_name_is_whole(text: str, lead: str, spellings: list[str]) -> None:
    """Both parts of it are the name, with a given name and without."""
    assert groups(text) == {lead: spellings}


@pytest.mark.parametrize(
    "text",
    [
        "Then Rokossowski met Rokossovskii.",
        "Then Konstantin Rokossowski met Rokossovskii.",
        "Then Konstanty Rokossowski was K. K. Rokossovskii.",
        "Then Konstantin Rokossovskii was Konstanty Rokossowski.",
        "Then Djilas was Đilas.",
        "Then Semyonov was Semenov, and V. S. Semyonov.",
        "Then Choibalsan was Choybalsan.",
        "Then Alekseyev was Alexeev, or Aleksandr Alekseev.",
    ],
)
def test_what_one_record_vouches_for_is_one_name(text: str) -> None:
    """Forms that can only be one record's stand together, in full and alone."""
    assert len(groups(text)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Then Ivan Rokossowski met Konstantin Rokossovskii.", 2),
        ("Then Ivan Rokossowski met K. Rokossovskii, and Rokossovsky left.", 3),
        ("Then Ivan Rokossowski left. So did Rokossovsky.", 2),
        ("Then A. M. Alekseyev met A. I. Alexeev.", 2),
        ("Then Kim Chang-il met Kim Jang-il and Kim Chang-kil.", 2),
    ],
)
def test_given_names_that_differ_part_what_a_record_would_join(text: str, count: int) -> None:
    """One family, two given names: two people, and the family name alone is nobody's."""
    assert len(groups(text)) == count


def test_a_place_that_bears_a_person_s_name_is_a_place_where_it_stands_like_one() -> None:
    """The town Choibalsan is meant behind words of place, and the man elsewhere."""
    roster = roster_of("They met Choibalsan. Others lived in Choibalsan for years.", load())
    assert sorted(n.kind for n in roster.names) == ["person", "place"]


def test_ids_and_order_are_stable() -> None:
    """The id is made of kind and leading spelling; names stand in the order of first mention."""
    text = "Then Pak Chang-ok met Nam Il in Moscow."
    roster = roster_of(text, load())
    assert [n.lead for n in roster.names] == ["Pak Chang-ok", "Nam Il", "Moscow"]
    assert [n.id for n in roster.names] == [name_id(n.kind, n.lead) for n in roster.names]
    again = roster_of("Much later, " + text, load())
    assert [n.id for n in again.names] == [n.id for n in roster.names]
    assert roster_of(text, load()) is roster


def test_every_mention_stands_in_one_name() -> None:
    """No place is lost and none counted twice."""
    text = "\n\n".join(f"First {a} met {b}. Kim and Petrov left Moscow." for a, b in [*TWO, *ONE])
    roster = roster_of(text, load())
    places = [p for n in roster.names for s in n.spellings for p in s.places]
    assert len(places) == len(set(places))
    assert len({n.id for n in roster.names}) == len(roster.names)
    for n in roster.names:
        for spelling in n.spellings:
            assert all(" ".join(p.of(text).split()) == spelling.text for p in spelling.places)


def test_many_namesakes_cost_little() -> None:
    """An index of hundreds of Kims is grouped in a moment."""
    syllables = "chang chol hun il yong sok pok man kil ok ik su gyu ho"
    parts = syllables.split()
    kims = [f"Kim {one.title()}-{other}" for one in parts for other in parts]
    begin = time.perf_counter()
    roster = roster_of(" met ".join(["Then", *kims]), empty())
    assert len(roster.names) > 150
    assert time.perf_counter() - begin < 10  # two seconds on an idle machine
