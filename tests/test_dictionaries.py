"""The dictionaries are data that people edit by hand: these tests say which line breaks which law.

The laws of form stand in `scripts/check_dictionaries.py`; here they are asked for, and each is
shown to fail.  A failure names the file, the line, the column and what to do.
"""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from restore.evidence.gazetteer import fold
from restore.romanise.chinese import to_pinyin
from restore.romanise.korean import mccune_reischauer
from scripts.check_dictionaries import COLUMNS, check, faults

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dictionaries"
SEPARATOR = " | "

# The least number of entries: a dictionary that lost its lines would make every name unknown
# without a word.
MINIMUM = {
    "persons.tsv": 3500,
    "places.tsv": 1200,
    "organisations.tsv": 380,
    "abbreviations.tsv": 280,
    "archives.tsv": 240,
    "titles.tsv": 200,
    "terms.tsv": 50,
    "gazetteer.tsv": 9000,
    "series/cwihp_working_papers.tsv": 37,
    "series/imprints.tsv": 15,
}
SERIES = "series/cwihp_working_papers.tsv"

# Records other files of the project rely on: number, author, opening words of the title.
REQUIRED = [
    (1, "Chen Jian", "The Sino-Soviet Alliance and China’s Entry"),
    (2, "P.J. Simmons", "Archival Research on the Cold War Era"),
    (3, "James Richter", "Re-examining Soviet Policy Towards Germany"),
    (4, "Vladislav M. Zubok", "Soviet Intelligence and the Cold War: The ‘Small’ Committee"),
    (5, "Hope M. Harrison", "Ulbricht and the Concrete ‘Rose’"),
    (6, "Vladislav M. Zubok", "Khrushchev and the Berlin Crisis (1958-62)"),
    (7, "Mark Bradley and Robert K. Brigham", "Vietnamese Archives and Scholarship"),
    (8, "Kathryn Weathersby", "Soviet Aims in Korea"),
    (9, "Scott D. Parrish and Mikhail M. Narinsky", "New Evidence on the Soviet Rejection"),
    (10, "Norman M. Naimark", "‘To Know Everything and To Report Everything Worth Knowing’"),
    (11, "Christian F. Ostermann", "The United States, the East German Uprising of 1953"),
    (12, "Brian Murray", "Stalin, the Cold War, and the Division of China"),
    (13, "Vladimir O. Pechatnov", "The Big Three After World War II"),
    (19, "Matthew Evangelista", "‘Why Keep Such an Army?’"),
    (20, "Patricia K. Grimsted", "The Russian Archives Seven Years After"),
    (21, "Andrzej Paczkowski and Andrzej Werblan", "‘On the Decision to Introduce Martial Law"),
    (37, "Vladimir Tismaneanu", "Gheorghiu-Dej and the Romanian Workers’ Party"),
    (38, "János Rainer", "The New Course in Hungary in 1953"),
    (39, "Kathryn Weathersby", "‘Should We Fear This?’"),
    (40, "Vasiliy Mitrokhin", "The KGB in Afghanistan"),
    (41, "Michael Share", "The Soviet Union, Hong Kong, and the Cold War"),
    (42, "Sergey Radchenko", "The Soviets’ Best Friend in Asia"),
    (43, "Dennis Deletant and Mihail Ionescu", "Romania and the Warsaw Pact"),
    (44, "Bernd Schaefer", "North Korean ‘Adventurism’ and China’s Long Shadow"),
    (45, "Margaret Gnoinska", "Poland and Vietnam, 1963"),
    (46, "Laurent Rucker", "Moscow’s Surprise"),
    (47, "Sergey S. Radchenko", "The Soviet Union and the North Korean Seizure"),
    (48, "Niu Jun", "1962: The Eve of the Left Turn"),
    (49, "Dong Wang", "The Quarrelling Brothers"),
    (50, "Igor Lukes", "Rudolf Slansky: His Trials and Trial"),
    (51, "Alexander Antonovich Lyakhovskiy", "Inside the Soviet Invasion of Afghanistan"),
    (52, "James F. Person", "‘We Need Help from Outside’"),
]


def read_text(path: str) -> str:
    """The file as it stands: bytes that are not UTF-8 raise, line ends are left alone."""
    return (FOLDER / path).read_bytes().decode("utf-8")


def entries(path: str) -> list[dict[str, str]]:
    """Every entry as a mapping from column to cell."""
    lines = [line for line in read_text(path).splitlines() if not line.startswith("#")]
    columns, *rows = [line.split("\t") for line in lines]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def forms(cell: str) -> list[str]:
    """The spellings in one cell; none for an empty cell.

    >>> forms("Yenan | Yanan")
    ['Yenan', 'Yanan']
    """
    return cell.split(SEPARATOR) if cell else []


def find_doubles(items: list[str]) -> set[str]:
    """The items that stand more than once."""
    return {item for item in items if items.count(item) > 1}


def test_every_dictionary_keeps_every_law():
    lines, count = check(FOLDER)
    assert lines == []
    assert count == len(list(FOLDER.rglob("*.tsv")))


TOP = "# Source: a test.\n# Licence: CC0-1.0.\n"
HEADER = "name\tvariants\tnative\tkind\tcountry\tsource\n"
SOUND = {
    "nothing at all": "",
    "two entries": "Anju\t\t\tcity\tDPRK\tAtlas\nBaku\tBakı\t\tcapital\tAzerbaijan\tAtlas\n",
    "order without regard to case": "anju\t\t\t\t\tAtlas\nBaku\t\t\t\t\tAtlas\n",
    "a native name": "Anju\t\t안주\tcity\tDPRK\tAtlas\n",
    "words divided otherwise": "Da Nang\tDanang\t\t\t\tAtlas\n",
}
BROKEN = {
    "a cell too few": ("Anju\t\tcity\tDPRK\tAtlas\n", 4, 22, "5 cells"),
    "a cell too many": ("Anju\t\t\t\tcity\tDPRK\tAtlas\n", 4, 18, "7 cells"),
    "no name": ("\tAn-ju\t\tcity\tDPRK\tAtlas\n", 4, 1, "name is empty"),
    "no source": ("Anju\t\t\tcity\tDPRK\t\n", 4, 18, "no source"),
    "a variant that is the name": ("Anju\tAnju\t\t\t\tAtlas\n", 4, 6, "stands twice"),
    "a variant twice": ("Anju\tAnzu | Anzu\t\t\t\tAtlas\n", 4, 13, "stands twice"),
    "a variant in another case": ("Anju\tANJU\t\t\t\tAtlas\n", 4, 6, "by case"),
    "spaced initials": ("A. B. City\tA.B. City\t\t\t\tAtlas\n", 4, 12, "by case or spaces"),
    "a bar without spaces": ("Anju\tAnzu|Ansu\t\t\t\tAtlas\n", 4, 10, "a bar"),
    "a bar at the end": ("Anju\tAnzu | \t\t\t\tAtlas\n", 4, 11, "a bar"),
    "two spaces": ("New  York\t\t\t\t\tAtlas\n", 4, 4, "a stray space"),
    "a space at the end": ("Anju\t\t\tcity \t\tAtlas\n", 4, 12, "a stray space"),
    "an invisible space": ("An\u200bju\t\t\t\t\tAtlas\n", 4, 3, "zero width space"),
    "a no-break space": ("New\xa0York\t\t\t\t\tAtlas\n", 4, 4, "no-break space"),
    "letters not composed": ("Gyo\u0308r\t\t\t\t\tAtlas\n", 4, 3, "not composed"),
    "a foreign line end": ("Anju\t\t\t\t\tAtlas\r\n", 4, 15, "U+000D"),
    "out of order": ("Baku\t\t\t\t\tAtlas\nAnju\t\t\t\t\tAtlas\n", 5, 1, "out of order"),
    "an entry twice": ("Anju\t\t\t\t\tA\nAnju\t\t\t\t\tB\n", 5, 1, "stands in line 4 too"),
    "a Latin native name": ("Anju\t\tAnju\t\t\tAtlas\n", 4, 7, "Latin letter"),
    "a spelling of two entries": (
        "Anju\tAnshu\t\t\t\tA\nBaku\tanshu\t\t\t\tB\n",
        5,
        6,
        "'anshu' stands for places.tsv:4 'Anju'",
    ),
    "no line end": ("Anju\t\t\t\t\tAtlas", 4, 1, "does not end"),
    "an empty line at the end": ("Anju\t\t\t\t\tAtlas\n\n", 5, 1, "an empty line"),
}


@pytest.mark.parametrize("lines", SOUND.values(), ids=SOUND.keys())
def test_sound_lines_pass(lines):
    assert list(faults({"places.tsv": TOP + HEADER + lines})) == []


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_a_planted_fault_is_told_at_its_place(case):
    lines, line, column, says = case
    found = [fault for _, fault in faults({"places.tsv": TOP + HEADER + lines})]
    assert [(f.line, f.column) for f in found if says in f.says] == [(line, column)]


PERSONS = TOP + "name\tvariants\tnative\trole\tyears\tsource\n"


@pytest.mark.parametrize("years", ["1912–1994", "1889–", ""])
def test_years_that_pass(years):
    assert list(faults({"persons.tsv": f"{PERSONS}Kim\t\t\t\t{years}\tAtlas\n"})) == []


@pytest.mark.parametrize("years", ["1912-1994", "1994–1912", "192–1994", "1812–1994", "1912–2094"])
def test_years_that_no_life_has(years):
    found = list(faults({"persons.tsv": f"{PERSONS}Kim\t\t\t\t{years}\tAtlas\n"}))
    assert [(f.line, f.column) for _, f in found] == [(4, 8)]


def test_what_a_file_says_of_itself():
    found = [f.says for _, f in faults({"places.tsv": "name\tsource\nAnju\tAtlas\n"})]
    assert found == ["no line says '# Licence:'", "the columns are name source"]


HOMONYMS = TOP + "name\tfiles\treason\n"
BOTH = {
    "persons.tsv": PERSONS + "Choibalsan\t\t\t\t\tAtlas\n",
    "places.tsv": TOP + HEADER + "Choibalsan\t\t\t\t\tAtlas\n",
}


def test_a_spelling_in_two_files_needs_a_reason():
    reason = "Choibalsan\tpersons.tsv | places.tsv\ta marshal, and a town named after him\n"
    assert [f.says for _, f in faults(BOTH)] == [
        "'choibalsan' stands for persons.tsv:4 'Choibalsan' too"
    ]
    assert list(faults(BOTH | {"homonyms.tsv": HOMONYMS + reason})) == []


def test_a_place_spelled_as_a_family_name_needs_a_reason():
    files = {
        "persons.tsv": PERSONS + "Vyacheslav Molotov\t\t\t\t\tAtlas\n",
        "places.tsv": TOP + HEADER + "Perm\tMolotov\t\t\t\tAtlas\n",
    }
    assert [(name, f.line, f.column) for name, f in faults(files)] == [("places.tsv", 4, 6)]


def test_a_reason_that_explains_nothing_is_a_fault():
    reason = "Anju\tpersons.tsv | places.tsv\ta person, and a town\n"
    found = [(name, f.line) for name, f in faults({"homonyms.tsv": HOMONYMS + reason})]
    assert found == [("homonyms.tsv", 4), ("homonyms.tsv", 4)]


def test_one_word_of_citations_in_two_languages_is_no_collision():
    top = TOP + "name\tvariants\tkind\texpansion\tlanguage\tlevel\tsource\n"
    line = "{}\td.\tcitation word\t\t{}\tfile\tGuide\n"
    assert (
        list(faults({"archives.tsv": top + line.format("delo", "ru") + line.format("doboz", "hu")}))
        == []
    )
    assert (
        len(
            list(
                faults(
                    {
                        "archives.tsv": top
                        + line.format("delo", "ru")
                        + line.format("doboz", "hu | ru")
                    }
                )
            )
        )
        == 1
    )


def test_the_command_says_file_line_and_column(tmp_path):
    (tmp_path / "places.tsv").write_bytes((TOP + HEADER + "Gy\xf6r\n").encode("latin-1"))
    script = ROOT / "scripts" / "check_dictionaries.py"
    run = subprocess.run(
        [sys.executable, script, tmp_path], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert run.stdout.splitlines()[0].startswith(
        f"{tmp_path}/places.tsv:4:3: byte 0xF6 is not UTF-8"
    )


@pytest.mark.parametrize("path", MINIMUM)
def test_enough_entries(path):
    assert len(entries(path)) >= MINIMUM[path]


def letters(name: str) -> str:
    """A name as a key: small letters without accents, apostrophes and hyphens."""
    return fold(name).replace(" ", "")


# Read otherwise in the literature than the rule has it, or named by another word.
READ_OTHERWISE = {"Chongsan-ri", "No Gun Ri", "Republic of Korea"}
READ_OTHERWISE |= {"Democratic People's Republic of Korea"}
PARTS = re.compile(
    r"\b(Mount|Lake|North|South|River|Islands?|Mountains?|County|Reservoir|City)\b|-(puk|nam)to\b"
)


def test_korean_places_are_spelled_as_their_hangul_reads():
    """A slip in either the hangul or the Latin spelling shows as a disagreement of the two."""
    checked = 0
    for entry in entries("places.tsv"):
        if not re.fullmatch("[가-힣]+", entry["native"]) or entry["name"] in READ_OTHERWISE:
            continue
        read = letters(mccune_reischauer(entry["native"]))
        spelled = [letters(PARTS.sub("", f)) for f in [entry["name"], *forms(entry["variants"])]]
        assert any(each and (read.startswith(each) or each.startswith(read)) for each in spelled), (
            entry["name"],
            read,
        )
        checked += 1
    assert checked > 150


# Wade-Giles of a name whose usual spelling is Mongolian, Tibetan or Cantonese, or an irregular one.
NOT_IN_PINYIN = {"Ch'a-ha-erh", "Ch'ang-tu", "Ch'i-ch'i-ha-erh", "Chu-chiang", "Chung-kuo"}
NOT_IN_PINYIN |= {"Fou-hsin", "Hai-la-erh", "La-sa", "Shen-hsi", "T'ai-hang"}


def test_chinese_places_are_spelled_alike_in_wade_giles_and_pinyin():
    """A slip in either spelling shows as a disagreement of the two."""
    checked = 0
    for entry in entries("places.tsv"):
        spelled = {letters(form) for form in [entry["name"], *forms(entry["variants"])]}
        for form in forms(entry["variants"]):
            if not re.search("[\u4e00-\u9fff]", entry["native"]) or entry["country"] == "Japan":
                continue
            if "-" in form and " " not in form and form not in NOT_IN_PINYIN:
                syllables = [to_pinyin(part.lower()) for part in form.split("-")]
                read = {letters("".join(each)) for each in product(*syllables)}
                assert any(r in s for r in read for s in spelled), (form, read)
                checked += 1
    assert checked > 120


def test_kinds_of_archives() -> None:
    """An entry is an archive or a word of a citation; there is no third kind."""
    assert {entry["kind"] for entry in entries("archives.tsv")} == {"archive", "citation word"}


def test_levels_of_citations():
    """An archive stands for an archive, and every word of a citation for a level of one."""
    hierarchy = {"archive", "group", "series", "box", "volume", "file", "item", "leaf"}
    aside = {"year", "number", "reel", "reference"}
    assert {entry["level"] for entry in entries("archives.tsv")} == hierarchy | aside
    assert all(
        (entry["level"] == "archive") == (entry["kind"] == "archive")
        for entry in entries("archives.tsv")
    )


def test_kinds_of_titles():
    kinds = {"form of address", "academic", "office", "diplomat", "rank", "honorific"}
    assert {entry["kind"] for entry in entries("titles.tsv")} == kinds


def test_the_gazetteer_says_whose_data_it_is():
    opening = read_text("gazetteer.tsv")[:1000]
    assert "GeoNames" in opening
    assert "CC-BY-4.0" in opening


def test_imprints_belong_to_a_known_series() -> None:
    """A standing line names the series list it goes with, and that list is a file here."""
    named = {entry["series"] for entry in entries("series/imprints.tsv")}
    assert [name for name in named if not (FOLDER / "series" / f"{name}.tsv").exists()] == []


def test_imprints_in_capitals() -> None:
    """The title lines of the series are known in capitals too, as they are printed."""
    variants = [form for e in entries("series/imprints.tsv") for form in forms(e["variants"])]
    assert "COLD WAR INTERNATIONAL HISTORY PROJECT WORKING PAPERS SERIES" in variants
    assert "WOODROW WILSON INTERNATIONAL CENTER FOR SCHOLARS" in variants


def test_series_titles_are_printed_titles() -> None:
    """Quotation marks are curly, as printed; numbers and years are numbers."""
    for entry in entries(SERIES):
        assert not re.search("['\"`]", entry["author"] + entry["title"]), entry
        assert re.fullmatch(r"[1-9]\d*", entry["number"]), entry
        assert re.fullmatch(r"((19|20)\d\d)?", entry["year"]), entry
        for column in ("author", "title"):
            assert not find_doubles(forms(entry[column])), entry


@pytest.mark.parametrize(("number", "author", "title"), REQUIRED)
def test_required_working_papers(number: int, author: str, title: str) -> None:
    """The papers that the printed series lists begin and end with are all there."""
    paper = {int(entry["number"]): entry for entry in entries(SERIES)}[number]
    assert forms(paper["author"])[0] == author
    assert paper["title"].startswith(title)


def test_readme_names_every_file() -> None:
    """A reader of the README learns of every dictionary in the folder, and of its columns."""
    readme = read_text("README.md")
    files = {str(p.relative_to(FOLDER).as_posix()) for p in FOLDER.rglob("*.tsv")}
    assert files >= set(MINIMUM) | set(COLUMNS)
    assert [path for path in files if f"`{path}`" not in readme] == []
