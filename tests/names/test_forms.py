"""Taking written names apart: what each order and tradition looks like, and what stays unsplit."""

from __future__ import annotations

import pytest

from restore.names.forms import called_by_given, parse
from restore.names.model import Form

FORMS = {
    # Korean: family name first, whatever the romanisation; emigrants last.
    "Pak Chang-ok": ("Pak", ("Chang-ok",), "family-first", "korean"),
    "Kim Il Sung": ("Kim", ("Il", "Sung"), "family-first", "korean"),
    "Kim Ilsŏng": ("Kim", ("Ilsŏng",), "family-first", "korean"),
    "Ho Ka-i": ("Ho", ("Ka-i",), "family-first", "korean"),
    "Nam Il": ("Nam", ("Il",), "family-first", "korean"),
    "So Hwi": ("So", ("Hwi",), "family-first", "korean"),
    "So-hwi": ("So", ("hwi",), "family-first", "korean"),
    "Yi P'il-gyu": ("Yi", ("P'il-gyu",), "family-first", "korean"),
    "Ch’oe Ch’ang-ik": ("Ch’oe", ("Ch’ang-ik",), "family-first", "korean"),
    "Dae-sook Suh": ("Suh", ("Dae-sook",), "given-first", "korean"),
    "Sung Chul Yang": ("Yang", ("Sung", "Chul"), "given-first", "korean"),
    # Chinese in pinyin and Wade-Giles, syllables apart or not.
    "Mao Zedong": ("Mao", ("Zedong",), "family-first", "chinese"),
    "Chou En-lai": ("Chou", ("En-lai",), "family-first", "chinese"),
    "Qiao Xiao Guang": ("Qiao", ("Xiao", "Guang"), "family-first", "chinese"),
    "Chao Ke Xian": ("Chao", ("Ke", "Xian"), "family-first", "chinese"),
    # Vietnamese.
    "Le Duan": ("Le", ("Duan",), "family-first", "vietnamese"),
    "Ho Chi Minh": ("Ho", ("Chi", "Minh"), "family-first", "vietnamese"),
    "Pham Van Dong": ("Pham", ("Van", "Dong"), "family-first", "vietnamese"),
    "Vo Nguyen Giap": ("Vo", ("Nguyen", "Giap"), "family-first", "vietnamese"),
    # Hungarian, family name first with an initial before the given name; not so in English.
    "Szabó A. Ferenc": ("Szabó", ("Ferenc", "A."), "family-first", "western"),
    "Averell W. Harriman": ("Harriman", ("Averell", "W."), "given-first", "western"),
    # From Cyrillic: initials run together, apart, behind, and written out.
    "N.T. Fedorenko": ("Fedorenko", ("N.", "T."), "given-first", "russian"),
    "N. T. Fedorenko": ("Fedorenko", ("N.", "T."), "given-first", "russian"),
    "N.T.Fedorenko": ("Fedorenko", ("N.", "T."), "given-first", "russian"),
    "Ivanov V.I.": ("Ivanov", ("V.", "I."), "family-first", "russian"),
    "Iu. V. Andropov": ("Andropov", ("Iu.", "V."), "given-first", "russian"),
    "Nikolai Trofimovich Fedorenko": (
        "Fedorenko",
        ("Nikolai", "Trofimovich"),
        "given-first",
        "russian",
    ),
    # The West, with particles, two family names, and the family name first.
    "James F. Person": ("Person", ("James", "F."), "given-first", "western"),
    "Rákosi Mátyás": ("Rákosi", ("Mátyás",), "family-first", "western"),
    "Mátyás Rákosi": ("Rákosi", ("Mátyás",), "given-first", "western"),
    "Gheorghe Gheorghiu-Dej": ("Gheorghiu-Dej", ("Gheorghe",), "given-first", "western"),
    "Konrad von Altdorf": ("von Altdorf", ("Konrad",), "given-first", "western"),
    "Carlos Rafael Rodríguez": ("Rodríguez", ("Carlos", "Rafael"), "given-first", "western"),
    "Osvaldo Dorticós Torrado": (
        "Dorticós Torrado",
        ("Osvaldo",),
        "given-first",
        "western",
    ),
    "Hafez al-Assad": ("al-Assad", ("Hafez",), "given-first", "western"),
    "Robert Taft, Jr.": ("Taft", ("Robert",), "given-first", "western"),
    # Bibliographies and indexes.
    "Lankov, Andrei": ("Lankov", ("Andrei",), "family-first", "russian"),
    "Fedorenko, N. T.": ("Fedorenko", ("N.", "T."), "family-first", "russian"),
    # Capitals.
    "N. T. FEDORENKO": ("FEDORENKO", ("N.", "T."), "given-first", "russian"),
    "KIM IL SUNG": ("KIM", ("IL", "SUNG"), "family-first", "korean"),
}

ALONE = {"Petrov": "russian", "Kim": "korean", "Mikoyan": "russian", "Lee": "unknown"}


@pytest.mark.parametrize("text", FORMS)
def test_a_written_name_is_taken_apart(text: str) -> None:
    """Family name, given names, order and tradition come out of the letters alone."""
    assert parse(text) == Form(*FORMS[text])  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ALONE)
def test_one_word_is_a_family_name(text: str) -> None:
    """A word alone has no given name, and a tradition only where its letters tell."""
    assert parse(text) == Form(text, (), "family-alone", ALONE[text])  # type: ignore[arg-type]


def test_a_korean_given_name_alone_is_no_family_name() -> None:
    """A hyphen between two syllables is that of a given name."""
    assert parse("Chang-ok") == Form("", ("Chang-ok",), "given-alone", "korean")


@pytest.mark.parametrize("text", ["Jean-Pierre Dupont", "Il-fated Peter Novak", "Will Smith-Jones"])
def test_a_hyphen_alone_makes_nobody_korean(text: str) -> None:
    """Names with hyphens are Korean only where the parts are syllables of Korean."""
    assert parse(text).tradition not in ("korean", "chinese", "vietnamese")


def test_letters_are_kept_as_written() -> None:
    """Nothing of a name is lost, and none of its letters changed."""
    for text in FORMS:
        form = parse(text)
        letters = sorted(c for c in f"{form.family}{''.join(form.given)}" if c.isalpha())
        assert letters == sorted(c for c in text.removesuffix(", Jr.") if c.isalpha())


@pytest.mark.parametrize(
    "text", ["", " ", ".", "-", "’", "A.", "A. B. C.", ",", "a,b", "II", "’’’"]
)
def test_what_is_no_name_breaks_nothing(text: str) -> None:
    """Whatever is asked, a form comes back."""
    assert isinstance(parse(text), Form)


def test_who_is_called_by_the_given_name() -> None:
    """Vietnamese are, and who is named family name first; nobody else."""
    assert called_by_given(parse("Vo Nguyen Giap"))
    assert called_by_given(parse("Myftiu Manush"))
    assert not called_by_given(parse("Nikita Khrushchev"))
    assert not called_by_given(parse("Kim Il Sung"))
