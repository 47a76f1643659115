"""Lines that lost letters and stand in no list: what must not change stands above what must."""

from __future__ import annotations

from dataclasses import replace

import pytest
import regex

from restore import confidence, repair_text
from restore.compose import Proposal
from restore.damage import decoded
from restore.evaluate.lost_score import shared, words_of
from restore.ledger import verify
from restore.paper import Paper
from restore.text import Span
from restore.view import View
from tests.rules.lost import lose, view_of

TITLES = (
    "The Warsaw Pact and the Prague Spring: Soviet Decision-Making in the Summer of 1968",
    "Mao, Khrushchev, and the Second Taiwan Strait Crisis of 1958",
    "Economic Aid and the Limits of Soviet Influence in North Vietnam",
    "New Evidence on the Polish October and the Hungarian Revolution",
    "The Berlin Wall and the East German Leadership, 1958-1961",
    "Cuban Missiles and the Turkish Alternative: A Reconsideration",
    "Romanian Diplomacy between Beijing and Moscow",
    "The Collapse of the Soviet Union and the Reform of the Armed Forces",
    "Trade, Credits, and Embargo: East-West Economic Relations in the 1970s",
    "Kim Il Sung and the Reconstruction of North Korea after the War",
    "The Helsinki Conference and Human Rights in Eastern Europe",
    "Nuclear Weapons and the Defense of Western Europe",
    "Intelligence and Deception in the Origins of the Korean War",
    "The Yugoslav Road to Socialism and Its Critics in Moscow",
    "Students, Workers, and the State in Communist Poland",
    "Party Politics and Foreign Policy in Bulgaria after Stalin",
    "The Sino-Soviet Border Conflict of 1969 and the Road to Rapprochement",
    "American Aid, Soviet Advice, and the Making of Modern Afghanistan",
    "Between Two Camps: Yugoslavia and the Non-Aligned Movement",
    "The Origins of the Marshall Plan and the Division of Europe",
    "Cultural Diplomacy and the Cold War in Latin America",
    "The Czechoslovak Army and the Events of August 1968",
    "Oil, Credits, and Politics: The Soviet Union and the Arab States",
    "The Geneva Conference of 1954 and the Partition of Indochina",
    "Espionage and Counterintelligence in Divided Berlin",
    "The Cuban Revolution and the Communist Parties of the Caribbean",
    "Peasants and Power: Collectivization in Eastern Germany",
    "Chinese Volunteers and the Armistice Negotiations in Korea",
    "The Soviet Withdrawal from Austria and the State Treaty of 1955",
    "Radio Free Europe and the Hungarian Uprising",
    "Human Rights and Détente: The Carter Administration and Moscow",
    "Solidarity, Martial Law, and the Crisis of Polish Communism",
    "Ethiopia, Somalia, and Soviet Policy in the Horn of Africa",
    "The Kremlin and the Finnish Communists after the War",
    "Nuclear Tests and Public Opinion in Britain and Japan",
    "Mongolia between the Soviet Union and China",
    "German Scientists and the Soviet Atomic Bomb Project",
    "The Albanian Split and the End of Socialist Unity",
    "Economic Reform and Political Crisis in Yugoslavia",
    "The Last Years of the Warsaw Treaty Organization",
)
"""Titles of this field that no list has and that were made up for this test."""

ZONE = "\n\n".join(f"#{n} {lose(title)}" for n, title in enumerate(TITLES[:8], 101))


def proposed(text: str, **how: object) -> list[Proposal]:
    """Return what is proposed in a text."""
    return list(decoded.propose(view_of(text, **how)))  # type: ignore[arg-type]


def tier_of(proposal: Proposal) -> str:
    """Return what would be done with a proposal."""
    evidence, rule = proposal.evidence, proposal.rule
    return confidence.tier(confidence.probability(proposal.damage, evidence, rule=rule))


# --- what must not change


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = a + b, y = c - d, z = e / k",
        "A. B. C. D. E. F. Mac Adam",
        "N° 134/nf",
        "⁶⁷ *Ibid*, p. 26.\n\n⁹⁸ *Ibid*, p. 549.\n\nN° 134/nf",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "M. N. K., E. M. C., and A. D. B.",
        "I  II  III  IV  V  VI  VII  VIII  IX  X",
        "C G Am F C G Am F Dm Em",
        "t h e   l a n t e r n   o f   t h e   C o l d   W a r",
        "Ra Na Ka Ma Ba Da, e Ce De Ke Me",
        "p. 12, l. 3, d. 5, f. 9, op. 4",
        "№ 5 от 12.3.56 г. А. И. К.",
        "1956  3.4  a  12\n1957  3.9  b  14\n1958  4.1  c  15\n1959  4.4  d  16",
        "Ku ka e kai, he la e la, o ka i a e o ke ao a i ka po, a e mau ana no ia",
        "Il a dit à sa fille : « Va, ne me le dis pas, je ne le sais que de toi et de lui. »",
        "Mam to w tym, co mi dał, a ja mu nie dam ani za to, ni za nic, bo on o tym wie",
    ],
)
def test_sound_lines_stay(text: str) -> None:
    """Short pieces alone are no damage: formulas, initials, chords, tables, foreign verse."""
    assert [p for p in proposed(text) if tier_of(p) == "accept"] == []


def test_sound_titles_stay() -> None:
    """Nothing is proposed in a list that can be read."""
    assert proposed("\n\n".join(TITLES)) == []


def test_without_the_language_nothing_is_read() -> None:
    assert proposed(ZONE, without=frozenset({"language"})) == []


def test_lines_that_somebody_marked_a_gap_in_are_done() -> None:
    """A gap says that the line was looked at."""
    lines = ZONE.split("\n\n")
    marked = "\n\n".join([*lines[:-1], lines[-1].replace(" ", "[...] ", 3)])
    assert all(p.span.end <= marked.index("#108") for p in proposed(marked))


def test_nothing_is_read_beside_a_redaction_or_where_a_reading_waits() -> None:
    view = view_of(ZONE)
    assert isinstance(view, View)
    second = Span(ZONE.index("#102") + 5, ZONE.index("\n\n#103"))
    word = Span(ZONE.index("#104") + 5, ZONE.index("#104") + 7)
    found = list(decoded.propose(replace(view, redactions=(second,), pending=(word,))))
    assert found
    assert not [p for p in found if p.span.meets(second) or p.span.meets(word)]


def test_words_over_a_line_end_are_left_to_those_who_join_them() -> None:
    text = ZONE + "\n\n#109 T e Sec d C e e ce A a a d A -\nca , 1957 a d e S e Re a"
    found = proposed(text)
    assert not [p for p in found if text[p.span.end : p.span.end + 2] == "-\n"]
    assert not [p for p in found if text[: p.span.start].endswith("-\n")]


# --- what must change


@pytest.fixture(scope="module")
def found() -> list[Proposal]:
    """What is proposed for a list of eight titles."""
    return proposed(ZONE)


def test_words_are_read_one_by_one(found: list[Proposal]) -> None:
    """Most words of a small list are offered, and most of those are right."""
    text, at = "", 0
    for proposal in sorted(found, key=lambda p: p.span):
        text += ZONE[at : proposal.span.start] + proposal.after
        at = proposal.span.end
    truth = words_of(" ".join(TITLES[:8]))
    assert len(shared(truth, words_of(text + ZONE[at:]))) >= 0.6 * len(truth)


def test_all_rests_on_one_decision(found: list[Proposal]) -> None:
    assert {p.cause.id for p in found if p.cause} == {"decoded"}
    assert all(p.cause for p in found)


def test_the_line_is_told_once(found: list[Proposal]) -> None:
    """A reviewer is not shown the same line with each of its words."""
    told = [e.says for p in found for e in p.evidence if "the line as a whole" in e.says]
    assert told
    assert len(told) == len(set(told))


def test_marks_and_figures_stay(found: list[Proposal]) -> None:
    def signs(text: str) -> list[str]:
        return [c for c in text if not c.isalpha() and not c.isspace()]

    assert all(signs(p.span.of(ZONE)) == signs(p.after) for p in found if p.rule != decoded.MARK)


def test_gaps_are_marked_where_nothing_is_settled(found: list[Proposal]) -> None:
    """A gap keeps every letter that survives, and stands only between letters."""
    for proposal in found:
        if proposal.rule == decoded.MARK:
            letters = [c for c in proposal.after if c.isalpha()]
            assert letters == [c for c in proposal.span.of(ZONE) if c.isalpha()]
            assert not proposal.after.startswith("[")


def test_the_papers_own_words_are_a_witness() -> None:
    """A name that the paper prints is read where its letters survive, and the paper is named."""
    prose = "The papers of Ottokar Brzezany were opened. Brzezany had kept all of his letters.\n\n"
    line = lose("The Diary of Ottokar Brzezany and the Cold War", keeps="bcdefghklmnstxyz")
    text = f"{prose * 3}\n\n{line}\n\n" + "\n\n".join(
        lose(title, keeps="bcdefghklmnstxyz") for title in TITLES[:8]
    )
    said = [e.says for p in proposed(text) for e in p.evidence if e.witness == "document"]
    assert any("Brzezany" in says for says in said)
    alone = proposed(text, without=frozenset({"document"}))
    assert not any(e.witness == "document" for p in alone for e in p.evidence if "prints" in e.says)


def test_columns_that_were_kept_are_measured() -> None:
    """Where every lost letter left one blank, words are counted out."""
    lines = [
        "".join(c if not c.islower() or c in "abcdekmx" else " " for c in title)
        for title in TITLES[:8]
    ]
    text = "\n\n".join(f"#{n} {line}" for n, line in enumerate(lines, 101))
    rules = {p.rule for p in proposed(text)}
    assert decoded.MEASURED in rules
    assert decoded.DECODED not in rules
    blind = {p.rule for p in proposed(text, without=frozenset({"widths"}))}
    assert decoded.MEASURED not in blind


# --- law L8 on a list like that of a real paper


@pytest.fixture(scope="module")
def restored() -> Paper:
    """A list of forty titles, repaired."""
    text = "COLD WAR STUDIES\n\n" + "\n\n".join(map(lose, TITLES))
    paper = repair_text(text)
    verify(text, paper.text, paper.ledger)
    return paper


def test_much_of_a_list_is_restored_without_lists(restored: Paper) -> None:
    applied = [c for c in restored.ledger.corrections if c.tier == "accept"]
    truth = words_of(" ".join(TITLES))
    assert len(applied) >= 40
    assert len(shared(truth, words_of(restored.text))) >= 0.4 * len(truth)


def test_a_restored_list_is_not_read_again_into_something_else(restored: Paper) -> None:
    """Restored words are kept, and of what is left between them nothing more is applied."""
    again = repair_text(restored.text).ledger.corrections
    assert [c for c in again if c.damage == decoded.DAMAGE and c.tier == "accept"] == []
    kept = regex.finditer(r"\b(?:Soviet|Revolution|Evidence|Communist)\b", restored.text)
    places = [Span(*match.span()) for match in kept]
    assert places
    assert not [c for c in again if c.damage == decoded.DAMAGE for s in places if c.span.meets(s)]


def test_no_ligature_is_put_between_the_pieces_of_a_line(restored: Paper) -> None:
    again = repair_text(restored.text).ledger.corrections
    assert [c.after for c in again if c.damage == "ligatures" and c.tier == "accept"] == []
