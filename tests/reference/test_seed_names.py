"""The names of a real paper on North Korea in 1956: all found, none merged, few found in vain.

The paper may not be passed on; names of historical persons and how often they stand are facts.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from restore.evidence.authorities import Authorities, load
from restore.names.mentions import find_mentions
from restore.names.model import Name, Roster
from restore.names.roster import roster_of

SPELLINGS = (
    "Andrei Lankov|Anastas Mikoyan|B. N. Vereshchagin|Baik Bong|Balazs Szalontai|"
    "Bernd Schäfer|Bradley K. Martin|CHAO KE XIAN|Chang Dong-hok|Chang Yul|Chao Ke Xian|"
    "Charles Armstrong|Cho Man-sik|Choe Chang-ik|Choe Yong-gon|Chong Il-yong|Chong Yul|"
    "Dong Jun Lee|Enkel Daljani|Glenn D. Paige|Han Sol-ya|Han Song-do|Hasan Alimerko|"
    "Ho Ka-i|Ho Ka-I|Hwang Dong-min|I. Kurdyukov|Ivanov V.I.|James F. Person|"
    "James Palais|Jang Dong-hyok|Jeong Il-yong|Joe Chang-ik|KIM IL SUNG|Ki Sek-bok|"
    "Ki Sek-pak|Ki Sok-pok|Kim Chang-il|Kim Chang-kil|Kim Chang-man|Kim Dae-gong|Kim Dae-"
    "wook|Kim Il Sung|Kim Jae-wook|Kim Kang|Kim Kwang-hyeop|Kim Sung-bok|Kim Sung-hwa|"
    "Kim Tae-gong|Kim Tu-bong|Ko Hui-man|Koon Woo Nam|Kurbatskii M.N.|Lee Chong-sik|"
    "Leonid I. Brezhnev|Li Pil-gyu|Mao Zedong|Masao Okonogi|Myftiu Manush|N. FEDORENKO|"
    "N. S. Khrushchev|N. T. FEDORENKO|N.A. Bulganin|N.S. Khrushchev|N.T. Federenko|"
    "N.T. Fedorenko|Nam Il|Nobuo Shimotomai|Pak Chang-ok|Pak Chong-ae|Pak Hon-yong|"
    "Pak Il-u|Pak Kil-ryun|Pak Kum-chul|Pak Kum-ch’ol|Pak Ui-wan|Pak Yong-bin|Pak Yong-"
    "guk|Pan Ho-san|Peng Dehuai|Qiao Xiao Guang|S.P. Lazarev|Samsanov G.E.|Samuel S. Kim|"
    "So Hwi|So-hwi|Suh Dae-sook|Suh Dae-Sook|Sung Chul Yang|Syngman Rhee|Ten Dong-hek|"
    "Ten Il-yen|Ten Yul|V.I. Ivanov|V.M. Molotov|V.V. Kovyshenko|Wang Bao-min|Won Bao-"
    "min|YI SANG-JO|Yang Sung-chul|Yi Chong-ok|Yi Chu-yon|Yi Dong-gon|Yi Dong-ok|Yi Hyo-"
    "sun|Yi Il-gong|Yi Pil-gyu|Yi Sang-jo|Yi Sung-pal|Yi Sung-woon|Yi Tong-ok|Yi Tyu-"
    "yong|Yim Hae|Yun Kong-hum|Yun Kong-hun"
)
FULL = SPELLINGS.split("|")
"""Every full name of the paper whose letters are all there, in every spelling."""

FAMILIES = (
    "Brezhnev Chao Choe Fedorenko Federenko Filatov Grigorov Hegai Ivanov Khrushchev Lankov"
    " Malenkov Manush Mikoyan Molotov Peng Petrov Qiao Scalapino Schäfer Stalin Szalontai"
    " Tsedenbal Yun"
)
ALONE = FAMILIES.split()
"""Family names that stand alone as well, and mean a person wherever they stand."""

COMPOUNDS = {"Khrushchev": 1}
"""Places where a name is part of another: the title of a book on the Khrushchev Era."""

COUNTS = {
    "Kim Il Sung": 158,
    "Pak Chang-ok": 26,
    "Yi Sang-jo": 23,
    "Pak Ui-wan": 22,
    "Choe Yong-gon": 20,
    "Nam Il": 17,
    "Choe Chang-ik": 16,
    "Kim Chang-il": 7,
    "Kim Chang-man": 7,
    "Kim Chang-kil": 1,
}

TWO = [
    ("Kim Chang-il", "Kim Chang-kil"),
    ("Kim Chang-il", "Kim Chang-man"),
    ("Kim Chang-kil", "Kim Chang-man"),
    ("Kim Il", "Kim Il Sung"),
    ("Yi Chong-ok", "Yi Tong-ok"),
    ("Pak Il-u", "Pak Ui-wan"),
    ("Samuel S. Kim", "Kim Il Sung"),
    ("Yi Sung-pal", "Yi Sung-woon"),
    ("Kim Sung-bok", "Kim Sung-hwa"),
    ("Wang Bao-min", "Won Bao-min"),
]

TOGETHER = [
    ("Ki Sok-pok", "Ki Sek-bok"),
    ("Choe Chang-ik", "Joe Chang-ik"),
    ("Yi Pil-gyu", "Li Pil-gyu"),
    ("N.T. Federenko", "N.T. Fedorenko"),
    ("A.M. Petrov", "Petrov"),
    ("Yun Kong-hum", "Yun Kong-hun"),
    ("Chong Yul", "Chang Yul"),
    ("Kim Jae-wook", "Kim Dae-wook"),
    ("Yi Dong-ok", "Yi Dong-gon"),
    ("Pak Kum-chul", "Pak Kum-ch’ol"),
    ("Ho Ka-i", "A.I. Hegai"),
]
"""Spellings that are grouped or reported as alike: either is right, silence is not."""

REST = ("Kim", "Pak", "Yi", "Lee", "Mao", "Kim Il", "Pak Hun-II")
"""Persons too: family names of several, and spellings that are part of another or damaged."""

TORN = 8
"""Names found in the torn lines of the paper's damaged list, or cut off, that nobody could know."""


@pytest.fixture
def text(reference: Path) -> str:
    """The text of the paper as it was found."""
    found = sorted((reference / "seed").glob("*.txt"))
    if not found:
        pytest.skip("no local reference data of this kind")
    return found[0].read_text(encoding="utf-8")


@cache
def roster(text: str) -> Roster:
    """Return the names of the paper."""
    return roster_of(text, load())


def people(text: str) -> list[Name]:
    """Return the persons and what is not known to be one."""
    return [name for name in roster(text).names if name.kind in ("person", "unknown")]


def covered(text: str) -> list[bool]:
    """Return for each character whether it belongs to a person's name."""
    found = [False] * len(text)
    for name in people(text):
        for spelling in name.spellings:
            for place in spelling.places:
                found[place.start : place.end] = [True] * (place.end - place.start)
    return found


def places(name: str, text: str) -> list[int]:
    """Return where a name stands in the text, over line ends too."""
    pattern = re.escape(name).replace(r"\ ", r"\s+")
    return [m.start() for m in re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", text)]


def test_every_full_name_is_found_wherever_it_stands(text: str) -> None:
    """All full names of the paper, and every place of each."""
    found = covered(text)
    assert [n for n in FULL if not places(n, text)] == []
    assert [n for n in FULL for p in places(n, text) if not found[p]] == []


@pytest.mark.parametrize("name", ALONE)
def test_family_names_alone_are_found(text: str, name: str) -> None:
    """Every place of a family name, in full names and alone, titles of works among them."""
    found = covered(text)
    missed = [p for p in places(name, text) if not found[p]]
    assert len(missed) <= COMPOUNDS.get(name, 0)


@pytest.mark.parametrize("name", COUNTS)
def test_names_are_counted(text: str, name: str) -> None:
    """So often the paper writes it, and so often it was found."""
    spellings = [s for n in people(text) for s in n.spellings if s.text == name]
    assert sum(s.count for s in spellings) == COUNTS[name] == len(places(name, text))


@pytest.mark.parametrize(("one", "other"), TWO)
def test_nobody_is_merged(text: str, one: str, other: str) -> None:
    """Two persons stay two."""
    for name in people(text):
        assert not {one, other} <= {s.text for s in name.spellings}


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_variants_are_grouped_or_reported(text: str, one: str, other: str) -> None:
    """The author's variants come together, or are said to look alike."""
    homes = [{s.text for s in n.spellings} for n in people(text)]
    grouped = any({one, other} <= home for home in homes)
    first, second = (next(h for h in homes if n in h) for n in (one, other))
    reported = any(
        (p.one in first and p.other in second) or (p.other in first and p.one in second)
        for p in roster(text).resemblances
    )
    assert grouped or reported


def test_names_are_found_that_no_list_has(text: str) -> None:
    """With no person listed, 744 of 760 places of names are found by their shape alone."""
    unlisted = Authorities(tuple(e for e in load().entries if e.kind != "persons"))
    found = [False] * len(text)
    for mention in find_mentions(text, unlisted):
        found[mention.span.start : mention.span.end] = [True] * len(mention.span.of(text))
    every = [p for name in (*FULL, *ALONE) for p in places(name, text)]
    assert sum(found[p] for p in every) >= 0.97 * len(every)


def test_few_names_are_found_in_vain(text: str) -> None:
    """Of the persons found, all but the torn ones are persons."""
    known = {*FULL, *ALONE, *REST}
    vain = [n.lead for n in people(text) if not known & {s.text for s in n.spellings}]
    assert len(vain) <= TORN, vain
