"""Archive citations of every country are read part by part; what resembles one is not."""

from __future__ import annotations

import time

import pytest

from restore.evidence.authorities import Authorities, Entry, load, nothing
from restore.evidence.citation_shapes import figures
from restore.evidence.citation_words import is_order, lexicon_of, orders
from restore.evidence.citations import citations_of

KNOWN = load()

NONE = [
    "Fond du Lac, Wisconsin, and the Delo weekly of Ljubljana, no. 5",
    "Opus 28 of Chopin; Beethoven, opus 28, no. 2",
    "Deutsch, op. cit., p. 28",
    "Schindler, List 3 of the plaintiffs; list 5, item 3",
    "Journal of Cold War Studies 5, no. 2 (1999), pp. 3-56",
    "vol. 55, no. 2, doc. 14, pp. 12-14",
    "John Offley (b. 1566, d. 1624), l. 57 of the poem",
    "Beowulf, ll. 57-63 and l. 72",
    "a manuscript of the abbey, f. 5, and another, ff. 12-14v",
    "Cambridge, MS 34, f. 23r, l. 4",
    "42 U.S.C. § 1983, art. 7, sec. 3, no. 5",
    "Box 5 was empty; folder 3, file 7 and document 4 were not",
    "p. 5, l. 7, d. 9 in the old measure",
    "He was 5 ft. 6 in., d. 1956, m. 1923",
    "National Archives and Records Administration, Washington, 1956",
    "TNA, London; AAN, Warsaw, March 1956",
    "RGANI, 1956",
    "RGANI, p. 5",
    "Ibid., p. 5, and ibid., pp. 12-14",
    "f. 5, l. 3",
    "d. 410, f. 5",
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_archive_citation_is_none(text):
    assert citations_of(text, KNOWN) == ()


READ = [
    # Russian
    ("RGANI, Fond 5, Opis 28, Delo 410, Listy 74-85", "RGANI",
     "group=5 series=28 file=410 leaf=74-85"),
    ("RGANI, f. 5, op. 28, d. 410, ll. 74–85ob.", "RGANI",
     "group=5 series=28 file=410 leaf=74–85ob."),
    ("RGANI, f.5, op.28, d.410, l.57 ob.", "RGANI", "group=5 series=28 file=410 leaf=57 ob."),
    ("RGANI, f. 5, op. 28, d. 410, ll. 5, 7ob.-9, 12", "RGANI",
     "group=5 series=28 file=410 leaf=5, 7ob.-9, 12"),
    ("RGANI, f. 5, op. 28, d. 410, l. 5; d. 411, l. 7", "RGANI",
     "group=5 series=28 file=410 leaf=5 file=411 leaf=7"),
    ("AVPRF, Fond 0102, Opis 12, Papka 68, Delo 5, Listy 64-65", "AVPRF",
     "group=0102 series=12 box=68 file=5 leaf=64-65"),
    ("AVPRF, Opis 12, Papka 68, Delo 5", "AVPRF", "series=12 box=68 file=5"),
    ("AVPRF, f. 0102, op. 12, por. 4, p. 68, l. 57", "AVPRF",
     "group=0102 series=12 file=4 box=68 leaf=57"),
    ("AVP RF, Fond 0102, Opis 12, Delo 4, Papka 68", "AVPRF",
     "group=0102 series=12 file=4 box=68"),
    ("TsKhSD, Rolik 5103, Fond 5, Opis 28, Delo 314", "TsKhSD",
     "reel=5103 group=5 series=28 file=314"),
    ("GARF. F. R-9401. Op. 2. D. 97. L. 1-5.", "GARF",
     "group=R-9401 series=2 file=97 leaf=1-5"),
    ("Russian State Archive of Contemporary History (RGANI), fond 5,\nopis 28,\ndelo 410", "RGANI",
     "group=5 series=28 file=410"),
    ("RGANI, fond 5, opis 28, reel 5103, delo 410", "RGANI",
     "group=5 series=28 reel=5103 file=410"),
    ("RGASPI, f. 82 (Molotov), op. 2, d. 1263", "RGASPI", "group=82 series=2 file=1263"),
    ("RGANI, f. 89, perechen 45, dok. 21, list' 3", "RGANI", "group=89 series=45 item=21 leaf=3"),
    ("TsAMO, f. 148a, op. 3763, d. 20", "TsAMO", "group=148a series=3763 file=20"),
    ("f. 5, op. 28, d. 410, l. 5", "", "group=5 series=28 file=410 leaf=5"),
    ("Fond 5, Opis 28, Delo 410", "", "group=5 series=28 file=410"),
    ("Ibid., Delo 411, l. 156", "", "file=411 leaf=156"),
    ("Ibid., l. 156", "", "leaf=156"),
    ("HDA SBU, f. 16, spr. 885, ark. 12", "HDA SBU", "group=16 file=885 leaf=12"),
    # German
    ("SAPMO-BArch, DY 30/IV 2/20/137, Bl. 23-25", "SAPMO-BArch", "group=/IV 2/20/137 leaf=23-25"),
    ("PA AA, MfAA, A 6927, Bl. 1", "PA AA", "archive=MfAA =A 6927 leaf=1"),
    ("BStU, MfS, HA II Nr. 38920, S. 4", "BStU", "=MfS =HA II number=38920 leaf=4"),
    ("BArch, DE 1/52133", "BArch", "=DE 1/52133"),
    # Polish, Hungarian, Czech, Romanian, Bulgarian, Albanian
    ("AAN, KC PZPR, sygn. XI A/130, k. 5", "AAN", "=KC PZPR number=XI A/130 leaf=5"),
    ("AMSZ, zesp. 10, w. 37, t. 560", "AMSZ", "group=10 box=37 file=560"),
    ("MOL, XIX-J-1-j Korea, 5. doboz, 5/f, 002941/1953", "MOL",
     "group=Korea box=5 =5/f =002941/1953"),
    ("MNL OL, M-KS 288, f. 5, 38. ő.e.", "MOL", "group= group=5 file=38"),
    ("AMZV, fond TO-T 1955-59, karton 1, obal 5", "AMZV", "group=TO-T 1955-59 box=1 file=5"),
    ("SÚA, fond 02/1, sv. 95, a.j. 105", "SÚA", "group=02/1 volume=95 file=105"),
    ("ANIC, fond CC al PCR, Secția Relații Externe, dosar 23/1956, f. 5-12", "ANIC",
     "group=CC al PCR series= file=23/1956 leaf=5-12"),
    ("TsDA, fond 1-B, opis 5, a.e. 203, l. 4", "TsDA", "group=1-B series=5 file=203 leaf=4"),
    ("TsDA, f. 1B, op. 91, a.e. 1146", "TsDA", "group=1B series=91 file=1146"),
    ("AQPPSH, MPP Korese, V. 1961, D. 4", "AQPPSH", "=MPP Korese year=1961 file=4"),
    ("AQSH, F. 14/AP, V. 1956, D. 17, Fl. 2", "AQSH", "group=14/AP year=1956 file=17 leaf=2"),
    # American, British, Chinese
    ("NARA, RG 59, Box 5", "NARA", "group=59 box=5"),
    ("NARA, RG 84, Entry 2846, Box 12, Folder 5", "NARA", "group=84 series=2846 box=12 file=5"),
    ("TNA, FO 371/127291", "TNA", "group=/127291"),
    ("PRO, CAB 128/26", "TNA", "group=/26"),
    ("PRCFMA 117-00544-01, 1-5", "PRC FMA", "=117-00544-01 =1-5"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "archive", "parts"), READ, ids=[text for text, *_ in READ])
@pytest.mark.parametrize("frame", ["{}", "See {}, as above.", "12 {}.\n\n13 Ibid.", "[Source: {}]"])
def test_a_citation_is_read(text, archive, parts, frame):
    framed = frame.format(text)
    (citation,) = citations_of(framed, KNOWN)
    assert citation.archive == archive
    assert " ".join(f"{p.level}={p.value}" for p in citation.parts) == parts
    for part in citation.parts:
        assert part.value_at.of(framed).strip() == part.value or not part.label
        assert part.label_at.of(framed) == part.label
        assert citation.span.start <= part.span.start <= part.span.end <= citation.span.end


def test_a_citation_is_read_over_line_ends_and_not_over_a_blank_line():
    (one,) = citations_of("RGANI, Fond 5,\nOpis 28, Delo\n410, Listy 74-\n85", KNOWN)
    assert [p.value for p in one.parts] == ["5", "28", "410", "74-\n85"]
    (two,) = citations_of("RGANI, Fond 5, Opis 28,\n\nDelo 410", KNOWN)
    assert [p.value for p in two.parts] == ["5", "28"]


def test_a_date_after_a_citation_is_no_part_of_it():
    (one,) = citations_of("RGANI, f. 5, op. 28, d. 410, ll. 5-7, 12 March 1956", KNOWN)
    assert one.parts[-1].value == "5-7"
    (two,) = citations_of("RGANI, Fond 5, Opis 28, Delo 410. List of names.", KNOWN)
    assert two.parts[-1].value == "410"


def test_the_language_is_the_one_that_fits_all_labels():
    (one,) = citations_of("TsDA, fond 1-B, opis 5, a.e. 203", KNOWN)
    assert one.language == "bg"
    (two,) = citations_of("f. 5, op. 28, spr. 4, ark. 5", KNOWN)
    assert two.languages == ("bg", "ru")
    assert [p.level for p in two.parts] == ["group", "series", "file", "leaf"]


def test_a_misread_label_stays_in_the_citation_and_is_marked():
    (one,) = citations_of("RGANI, Fond 5, Opus 28, Delo 410", KNOWN)
    assert [(p.label, p.level, p.misread) for p in one.parts] == [
        ("Fond", "group", False), ("Opus", "series", True), ("Delo", "file", False)
    ]  # fmt: skip
    (two,) = citations_of("RGAJo, F0nd 5, Opis 28, Delo 4", KNOWN)
    assert two.archive == ""
    assert two.head.of("RGAJo, F0nd 5, Opis 28, Delo 4") == "RGAJo"
    assert [p.misread for p in two.parts] == [True, False, False]


def test_the_words_come_from_the_dictionary():
    fields = {"kind": "archive", "language": "ru", "level": "archive"}
    own = Entry(kind="archives", name="GAXO", fields=fields)
    text = "GAXO, f. 5"
    assert citations_of(text, KNOWN) == ()
    assert citations_of(text, Authorities((own, *KNOWN.entries)))[0].archive == "GAXO"
    assert citations_of("RGANI, f. 5, op. 28, d. 4", nothing()) == ()


def test_a_known_order_may_stop_anywhere():
    known = orders("AVPRF", frozenset({"ru"}))
    for levels in (
        "group series box file leaf",
        "group series file box",
        "series box file",
        "group",
    ):
        assert is_order(tuple(levels.split()), known)
    for levels in ("file series", "group leaf", "group group", "box"):
        assert not is_order(tuple(levels.split()), known)
    assert not is_order(("series",), orders("RGANI", frozenset({"ru"})))


def test_figures_in_numbers():
    for sound in ("5", "0102", "R-5446", "1-B", "148a", "57ob", "74s", "5-12ob", "XI A/130", "5/f"):
        assert figures(sound) == (sound, "")
    assert figures("O102") == ("0102", "")
    assert figures("74–8S")[0] == "74–85"
    assert figures("1l5")[0] == "115"
    assert figures("S") == ("5", "8")
    assert figures("4I0-4l2")[0] == "410-412"


HOSTILE = [
    "Fond 5, " * 12_000, "RGANI, " + "f. 1, op. 2, " * 8_000, "1" * 100_000, "A" * 100_000,
    "f. " * 30_000, "DY " * 30_000, "RGANI " * 10_000, "l. 5, 6, 7, " * 8_000,
    "RGANI, f. " + "5, " * 30_000, "." * 100_000, "\n" * 100_000, "Fond 5" + " " * 100_000,
    "RGANI, f. 5" + "/1" * 50_000, "ANIC, fond CC" + " al" * 30_000, "f.\n" * 30_000,
    "RGANI, F0nd 5, " * 4_000, "Ibid. " * 20_000, "SAPMO, " + "DY30/" * 20_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:14]))
def test_a_hostile_text_takes_no_longer_than_its_length(text):
    lexicon_of(KNOWN)
    start = time.process_time()
    citations_of(text, KNOWN)
    assert time.process_time() - start < 8.0  # measured: 1.0 s for the slowest


def test_a_long_paper_is_read_in_a_second():
    prose = "The delegation met Kim in 1956 and spoke of 28 points. " * 20
    note = "12 Diary of Ivanov, 12 May 1956, RGANI, Fond 5, Opis 28, Delo 410, Listy 7-9.\n\n"
    text = (prose + note) * 500
    start = time.process_time()
    assert len(citations_of(text, KNOWN)) == 500
    assert time.process_time() - start < 4.0  # 115,000 words; measured 0.4 s
