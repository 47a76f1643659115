"""Where a text names somebody or something, and what only looks as if it did."""

from __future__ import annotations

import itertools
import time

import pytest

from restore.evidence.authorities import Authorities, Entry, load, nothing
from restore.names.mentions import find_mentions
from restore.names.model import Mention


def mentions(text: str) -> list[Mention]:
    """Return the mentions of a text, held against the program's own dictionaries."""
    return list(find_mentions(text, load()))


def named(text: str, *kinds: str) -> list[str]:
    """Return the names of some kinds (persons by default) as they stand in a text."""
    return [m.text for m in mentions(text) if m.kind in (kinds or ("person",))]


NOBODY = [
    "However, the plan failed. Although prices rose, nobody complained on Monday in March.",
    "The Korean War, the Soviet Union and the Kim Dynasty are no persons.",
    "Stalin Prize winners met in the Lenin Hills, and the Truman Doctrine was discussed.",
    "So far so good. No one knew. An attempt was made. Ten years passed. Long lines formed.",
    "He read “A Short History of the Northern Provinces” and The Great Harvest of the Valley.",
    "U.S. Ambassador, U.N. Command, Washington, D.C. and the U.S.S.R. Council",
    "I. Background\n\nII. The Document Appendix\n\nV. Conclusion",
    "St. Martin’s Press and George Washington University published it.",
    "The Marxist-Leninist line, the Sino-Soviet split, de-Stalinization and Soviet-Korean ties",
    "It cost 50 million Yuan in Hong Kong, and 20 Won in Seoul.",
    "In Moscow. At Berlin. To Pyongyang. From Hanoi.",
]

PERSONS = {
    "Yesterday Ambassador Ivanov told Pak Ui-wan so.": ["Ivanov", "Pak Ui-wan"],
    "Com. Mikoyan’s and Com. Molotov's speeches": ["Mikoyan", "Molotov"],
    "Kim Il\nSung and Nam Il stayed.": ["Kim Il Sung", "Nam Il"],
    "comrades Pak Yong-bin, Ten Dong-hek and others": ["Pak Yong-bin", "Ten Dong-hek"],
    "the attaché Kurbatskii M.N. and the translator Wang Bao-min": [
        "Kurbatskii M.N.",
        "Wang Bao-min",
    ],
    "as Scalapino and others wrote; see Lankov⁴⁵ and Lankov12": ["Scalapino", "Lankov", "Lankov"],
    "Ho Ka-i fell. Ho’s death shocked all.": ["Ho Ka-i", "Ho"],
    "Kim Il Sung, Pak Il-u and the Kim-Pak rivalry": ["Kim Il Sung", "Pak Il-u", "Kim", "Pak"],
    "Lev Sotnik wrote. In his letter Sotnik asked nothing.": ["Lev Sotnik", "Sotnik"],
    "MEMORANDUM WITH CHAO KE XIAN\n\nI met Chao Ke Xian.": ["CHAO KE XIAN", "Chao Ke Xian"],
    "FROM THE JOURNAL OF N. T. FEDORENKO": ["N. T. FEDORENKO"],
    "signed by /YI SANG-JO/ himself": ["YI SANG-JO"],
    "1 Lankov, Andrei. A book.\n2 Suh, Dae-sook. Another.": ["Lankov, Andrei", "Suh, Dae-sook"],
    "Foreign Minister Nam Il met Minister of Trade Yun Kong-hum.": ["Nam Il", "Yun Kong-hum"],
    "Mr. Brown told Dr. Green. The brown dog and the green door were there.": ["Brown", "Green"],
    "Le Duan and Vo Nguyen Giap agreed. Giap left.": ["Le Duan", "Vo Nguyen Giap", "Giap"],
    "Rákosi Mátyás asked Imre Nagy. Nagy declined.": ["Rákosi Mátyás", "Imre Nagy", "Nagy"],
    "Yumjaagiin Tsedenbal came. Tsedenbal spoke.": ["Yumjaagiin Tsedenbal", "Tsedenbal"],
    "Chou En-lai, Mao Tse-tung and Peng Dehuai": ["Chou En-lai", "Mao Tse-tung", "Peng Dehuai"],
    "Konrad von Altdorf and Hans-Joachim Spanger": ["Konrad von Altdorf", "Hans-Joachim Spanger"],
    "Osvaldo Dorticós Torrado met Fidel Castro.": ["Osvaldo Dorticós Torrado", "Fidel Castro"],
    "Charles de Gaulle wrote. Later De Gaulle spoke.": ["Charles de Gaulle", "De Gaulle"],
    "Haruki Wada thinks so. Wada wrote twice.": ["Haruki Wada", "Wada"],
    "Sung Chul Yang and Dong Jun Lee wrote it.": ["Sung Chul Yang", "Dong Jun Lee"],
    "Albanian Ambassador to the DPRK, Veton Plakolli, replied.": ["Veton Plakolli"],
    "J.-P. Sartre and K. E. Voroshilov": ["J.-P. Sartre", "K. E. Voroshilov"],
    "Stalin said no. Khrushchev's answer came.": ["Stalin", "Khrushchev"],
}


@pytest.mark.parametrize("text", NOBODY)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    """Sentence openings, months, nations, headings, places and institutions are no persons."""
    assert named(text, "person", "unknown") == []


@pytest.mark.parametrize("text", PERSONS)
def test_persons_are_found(text: str) -> None:
    """Every tradition, with titles, initials, possessives, footnote signs and line ends."""
    assert named(text) == PERSONS[text]


def test_places_and_organisations_are_told_from_persons() -> None:
    """The longest listed name wins: Hong is a family name, and Hong Kong a place."""
    text = "The Central Committee of the Korean Workers’ Party met in Hong Kong and New York."
    assert named(text, "place") == ["Hong Kong", "New York"]
    assert named(text, "organisation") == ["Central Committee", "Korean Workers’ Party"]
    assert named(text) == []


def test_possessives_inside_organisations() -> None:
    """A possessive ending inside a listed name does not cut it."""
    assert named("the Supreme People’s Assembly", "organisation") == ["Supreme People’s Assembly"]


def test_countries_are_places_without_a_list() -> None:
    """A country that no list has is a place, and no family name."""
    assert [m.kind for m in find_mentions("They left for France.", nothing())] == ["place"]


def test_unknown_words_are_unknown_only_where_capitals_tell() -> None:
    """Neither the opening of a sentence nor a title proves a name."""
    assert named("They were fond of Grelnik and stayed.", "unknown") == ["Grelnik"]
    assert named("Grelnik. A word.", "unknown", "person") == []
    assert named("The Grelnik Papers of the Northern Region", "unknown", "person") == []
    assert named("a grelnik; the Grelnik is a tool", "unknown", "person") == []


def test_an_abbreviation_takes_no_family_name() -> None:
    """NAM is listed as the Non-Aligned Movement, and Nam Il is found all the same."""
    others = Authorities(tuple(e for e in load().entries if e.kind != "persons"))
    found = find_mentions("On Monday Nam Il and So Hwi met Chao Ke Xian.", others)
    assert [m.text for m in found] == ["Nam Il", "So Hwi", "Chao Ke Xian"]


def test_a_word_of_grammar_is_no_family_name() -> None:
    """Where So Hwi is known, `So` that opens a sentence is still the word."""
    text = "They met So Hwi again. So it was. So-hwi, they said, was ill, and so it was."
    assert named(text) == ["So Hwi", "So-hwi"]


def test_inside_a_citation_nobody_is_named() -> None:
    """An archive with its fond reads like a family name with an initial, and is none."""
    text = "See AQSH, F. 14, V. 1956, D. 5; AMPJ, V. 1960, D. 3; and RGANI, Fond 5, Opis 28."
    assert named(text, "person", "unknown") == []


def test_beside_a_citation_somebody_is() -> None:
    """Who stands before or behind a citation is named, and so is one with an initial alone."""
    text = "So N. T. Fedorenko, RGANI, Fond 5, Opis 28, Delo 410, and Enver Hoxha in Tirana."
    assert named(text) == ["N. T. Fedorenko", "Enver Hoxha"]
    assert named("1 Lankov, F. A book.") == ["Lankov, F."]


ENTRIES = {
    "1 Granville, Johanna C. The First Domino.": ["Granville, Johanna C."],
    "See below.\nOstermann, Christian F. Uprising.": ["Ostermann, Christian F."],
    "A book (1990); Kramer, Mark. “The Notes.”": ["Kramer, Mark"],
    "Of this\nFricke, Karl Wilhelm. Opposition.": ["Fricke, Karl Wilhelm"],
    "3. Strong, Anna Louise. In North Korea.": ["Strong, Anna Louise"],
    "Of it, 1990; London, Jack. The Call.": ["London, Jack"],
    "Other works.\nBrown, J. F. Surge to Freedom.": ["Brown, J. F."],
}
"""Bibliographies: family first, in a line of its own or after a semicolon."""

NO_ENTRIES = [
    "However, Mark. So he left.\nNonetheless, Mark. He went.",
    "They left\nWarsaw, Jan. and then\nPoland, Adam. Then\nBerlin, May.",
    "They saw it all in the\nPlenum, Ivan. The plenum was over.",
    "It stood in\nTable, Mark. The table was long.",
]


@pytest.mark.parametrize("text", ENTRIES)
def test_an_entry_s_head_is_one_person(text: str) -> None:
    """A family name that is an English word is one before its given name."""
    assert named(text) == ENTRIES[text]
    assert all(m.form and m.form.order == "family-first" for m in mentions(text) if m.form)


@pytest.mark.parametrize("text", NO_ENTRIES)
def test_a_comma_alone_makes_no_entry(text: str) -> None:
    """Words that open sentences, places and words of the text are no family names."""
    assert not [found for found in named(text, "person", "unknown") if "," in found]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("There Walter Ulbricht Moscow was.", "Walter Ulbricht"),
        ("There Boris Ponomarev Togliatti was.", "Boris Ponomarev"),
        ("There David Grelnik Remembers was.", "David Grelnik"),
        ("There David Grelnik Peter was.", "David Grelnik"),
    ],
)
def test_a_capital_behind_a_family_name_is_not_always_one(text: str, person: str) -> None:
    """Places, other people and usual words stand there too where a comma is lost."""
    assert person in named(text)


def test_torn_words_are_no_names() -> None:
    """What leaked matter cuts off, or damage left of a word, names nobody for certain."""
    assert named("Yi disclosed to Petrom-2(ny)JTJ0.0011 Tc -0.000", "unknown", "person") == []
    assert named("J. Ra, Te Ne C. e H a 1953.", "unknown", "person") == []


def test_title_and_form_come_with_a_mention() -> None:
    """The title is not part of the name; the name comes taken apart."""
    (mention,) = mentions("So Deputy Premier Comrade Pak Ui-wan left.")
    assert mention.title == "Deputy Premier Comrade"
    assert mention.form is not None
    assert mention.form.family == "Pak"


def test_a_mention_covers_its_place() -> None:
    """The span is what stands there, without possessive and footnote sign; spans never meet."""
    text = "\n".join([*PERSONS, *NOBODY])
    found = mentions(text)
    for mention in found:
        assert " ".join(mention.span.of(text).split()) == mention.text
    for one, other in itertools.pairwise(found):
        assert one.span.end <= other.span.start


def test_a_user_s_line_is_found_at_once() -> None:
    """One entry of one's own makes a name of words that nothing else would."""
    text = "Later Brown Heron Falling answered."
    assert named(text) == []
    own = Entry(kind="persons", name="Brown Heron Falling", fields={"name": "Brown Heron Falling"})
    found = find_mentions(text, Authorities((own, *load().entries)))
    assert [m.text for m in found] == ["Brown Heron Falling"]


def test_without_dictionaries_names_are_still_found() -> None:
    """Shape alone finds full names."""
    text = "Then Pak Chang-ok and N. T. Fedorenko met James F. Person."
    found = [m.text for m in find_mentions(text, nothing())]
    assert found == ["Pak Chang-ok", "N. T. Fedorenko", "James F. Person"]


HOSTILE = {
    "capitals": "A " * 5000,
    "initials": "A. " * 30000,
    "no blanks": "Kim" * 30000,
    "hyphens": "Kim-Pak-" * 5000,
    "one word": "a" * 90000,
    "lines": "\n" * 50000,
    "pairs": "Abcde Fghij " * 3000,
    "index": "Lankov, Andrei. " * 2000,
    "heads": ("\n" * 5000 + "Lankov, Andrei (") * 20,
    "apostrophes": "Ch’oe’s " * 3000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_cost_no_more_than_their_length(kind: str) -> None:
    """Ten times the text is about ten times the work, whatever it is made of."""
    begin = time.perf_counter()
    list(find_mentions(HOSTILE[kind], nothing()))
    assert time.perf_counter() - begin < 5  # a tenth of that on an idle machine
