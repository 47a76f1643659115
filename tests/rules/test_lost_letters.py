"""Lost letters: what must not change stands above what must."""

from __future__ import annotations

import pytest

from restore import confidence
from restore.damage import lost_letters
from restore.evidence.authorities import load
from restore.ledger import GAP
from tests.rules.lost import lose, view_of

RECORDS = {r.fields["number"]: r for r in load().records}


def entry(number: int) -> str:
    """Return a record as its list prints it, without the number."""
    record = RECORDS[str(number)]
    return f"{record.fields['author'].split(' | ')[0]}, “{record.name}”"


def damaged_list(*numbers: int, **how: object) -> str:
    """Return a damaged list of these records."""
    return "\n\n".join(f"#{n} {lose(entry(n), **how)}" for n in numbers)  # type: ignore[arg-type]


def accepted(text: str, **how: object) -> list[tuple[str, str]]:
    """Return (before, after) of what would be applied at once."""
    return [
        (p.span.of(text), p.after)
        for p in lost_letters.propose(view_of(text, **how))  # type: ignore[arg-type]
        if confidence.tier(confidence.probability(p.damage, p.evidence, rule=p.rule)) == "accept"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = a + b, y = c - d, z = e / k",
        "A. B. C. D. E. F. Mac Adam",
        "N° 134/nf",
        "/A. B. CADEMA/",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "M. N. K., E. M. C., and A. D. B.",
        "I  II  III  IV  V  VI  VII  VIII  IX  X",
        "C G Am F C G Am F Dm Em",
        "Ra Na Ka Ma Ba Da, e Ce De Ke Me",
        "#12 Zb 3 x 4 = 12 e a d",
        "p. 12, l. 3, d. 5, f. 9, op. 4",
        "№ 5 от 12.3.56 г. А. И. К.",
    ],
)
def test_sound_lines_stay(text: str) -> None:
    """Sparse but sound lines are not taken for titles."""
    assert accepted(text) == []


def test_a_sound_list_stays() -> None:
    """A list that can be read is left alone, whatever its punctuation."""
    text = "\n".join(f"#{n}. {entry(n).replace('“', '').replace('”', '.')}" for n in (1, 2, 3, 12))
    assert accepted(text) == []


def test_a_title_in_no_list_is_not_made_one() -> None:
    """No record is pasted over a line it does not fit, its number notwithstanding."""
    invented = lose("Ottoline Brask, “The Salt Ledger: Rations and Rumor in a Closed District”")
    text = f"{damaged_list(1, 2, 3, 4, 5)}\n\n#12 {invented}"
    changed = accepted(text)
    assert len(changed) == 5
    assert invented not in [before for before, _ in changed]
    says = [f.span.of(text) for f in lost_letters.find(view_of(text))]
    assert says == [f"#12 {invented}"]


def test_nothing_without_witnesses() -> None:
    """With the series lists and the paper itself switched off, nothing is proposed."""
    without = frozenset({"series", "document"})
    assert accepted(damaged_list(1, 2, 3), without=without) == []


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"keeps": "aeiou"},
        {"keeps": "bcdfghjklm"},
        {"keeps": "abcdekmx", "swap": {"f": "D", "k": "x"}},
        {"keeps": "rstlne"},
    ],
)
def test_lists_are_restored(how: dict[str, object]) -> None:
    """Whatever letters survive, each line gets its record."""
    numbers = (1, 2, 5, 9, 12, 13, 19, 20, 39, 41, 44, 49)
    changed = dict(accepted(damaged_list(*numbers, **how)))
    assert list(changed.values()) == [entry(n) for n in numbers]


@pytest.mark.parametrize("shape", ["#{} {}", "No. {} {}", "{}. {}", "{}) {}"])
def test_numbers_may_be_printed_in_any_way(shape: str) -> None:
    """However a list prints its numbers, they stay and its entries are restored."""
    numbers = (2, 5, 9, 12, 13, 20, 41, 44)
    text = "\n".join(shape.format(n, lose(entry(n))) for n in numbers)
    assert [after for _, after in accepted(text)] == [entry(n) for n in numbers]


@pytest.mark.parametrize("line", ["Washington, DC 20004", "Washington, D.C. 20004"])
def test_a_line_keeps_its_own_stops(line: str) -> None:
    """Of two dresses of one standing line, that is restored which the line's own signs show."""
    text = f"{lose('Woodrow Wilson International Center for Scholars')}\n\n{lose(line)}"
    assert line in [p.after for p in lost_letters.propose(view_of(text))]  # type: ignore[attr-defined]


def test_neighbours_do_not_choose_between_lines_of_their_series() -> None:
    """Of a series and its book series, as near to what is left, neither is applied."""
    text = f"{damaged_list(1, 2, 3)}\n\nd W  I  e  H  P ec  Se e\n"
    assert not [after for before, after in accepted(text) if before.startswith("d W")]


def test_a_line_that_stops_gets_a_gap() -> None:
    """The word a line stops in is completed, what follows is a gap."""
    whole = lose(entry(21))
    cut = whole[: whole.index("C mm") + len("C mm")]
    text = f"{damaged_list(1, 2, 3)}\n\n#21 {cut}"
    after = dict(accepted(text))[cut]
    assert after.endswith(f"Two Historians Report to the Commission {GAP}")


def test_only_the_author_is_restored_where_only_the_author_fits() -> None:
    """A known author with an unknown title: the name is restored, the title keeps its letters."""
    text = (
        f"{damaged_list(1, 2, 3, 4, 39)}\n\n#51 {lose('Alexander Antonovich Lyakhovskiy')}, Q X Z"
    )
    after = "".join(after for before, after in accepted(text)[-2:])
    assert after.startswith("Alexander Antonovich Lyakhovskiy")
    for letter in "QXZ":
        assert f"{letter}{GAP}" in after


def test_line_ends_are_kept() -> None:
    """A restored entry has as many lines as the damaged one."""
    one, two = (
        entry(13)[:60].rsplit(" ", 1)[0],
        entry(13)[len(entry(13)[:60].rsplit(" ", 1)[0]) + 1 :],
    )
    text = f"{damaged_list(1, 2)}\n\n#13 {lose(one)}\n{lose(two)}"
    assert accepted(text)[-1][1] == f"{one}\n{two}"


def test_a_heading_is_restored_from_the_paper_itself() -> None:
    """A running head with lost letters is read as the title that stands whole elsewhere."""
    title = "The Harbour Diaries: An Interpreter in the Consulate at Kestrel Bay"
    text = f"{title}\n\nSome sound text of the paper stands here.\n\n{lose(title)}\n\nMore of it."
    assert accepted(text) == [(lose(title), title)]


def test_digits_are_never_changed() -> None:
    """A record with another year does not explain a line, and is not put over it."""
    text = f"{damaged_list(1, 2, 3, 4)}\n\n#49 {lose(entry(49)).replace('1959', '1957')}"
    assert all("1959" not in after for _, after in accepted(text))
