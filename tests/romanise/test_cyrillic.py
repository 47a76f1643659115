"""Cyrillic names: published pairs of every system, the languages, the Soviet Koreans."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import iuliia
import pytest

from restore.romanise import cyrillic
from restore.romanise.cyrillic_rules import System, read_rules
from restore.romanise.tables import rows

DATA = Path(__file__).parent / "data"
WORD_RE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def published(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")][1:]


def plain(latin):
    """What library and scholars' marks are without them, in lower case."""
    letters = unicodedata.normalize("NFD", latin.lower().replace("ʹ", "'").replace("ʺ", '"'))
    return "".join(c for c in letters if not unicodedata.combining(c))


# --- what must not change ---------------------------------------------------------------------


@pytest.mark.parametrize("word", ["", "Khrushchev", "허가이", "周恩来", "A. M. Petrov"])
def test_without_cyrillic_letters_there_is_nothing_to_spell(word):
    assert cyrillic.spellings(word) == ()


@pytest.mark.parametrize("language", ["ru", "bg", "uk", "sr", "mk", "mn", "xx"])
def test_no_cyrillic_letter_is_left(language):
    alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    own = {"uk": "ієїґ", "sr": "ђјљњћџ", "mk": "ѓѕјљњќџ", "mn": "өү"}.get(language, "")
    missing = {"uk": "ёъыэ", "sr": "ёйщъыьэюя", "mk": "ёйщъыьэюя", "bg": "ёыэ", "mn": ""}
    letters = set(alphabet) - set(missing.get(language, "")) | set(own)
    for spelled in cyrillic.spellings("".join(sorted(letters)), language=language):
        assert not re.search(r"[\u0400-\u04ff]", spelled)


# --- published pairs --------------------------------------------------------------------------


def test_ala_lc_with_its_marks():
    pairs = [(c, latin) for c, latin, _ in published("cyrillic_ala_lc.tsv")]
    assert len(pairs) >= 400
    found = {c: cyrillic.spellings(c) for c, _ in pairs}
    # The map writes both letters under a tie as capitals, and libraries only the first.
    wrong = [(c, latin) for c, latin in pairs if latin.lower() not in {s.lower() for s in found[c]}]
    assert wrong == []


def test_ala_lc_without_its_marks():
    pairs = [(c, plain(latin)) for c, latin, _ in published("cyrillic_ala_lc.tsv")]
    wrong = [
        (c, latin) for c, latin in pairs if latin not in {plain(s) for s in cyrillic.spellings(c)}
    ]
    assert wrong == []


def test_bgn_pcgn():
    pairs = [(c, latin) for c, latin, remark in published("cyrillic_bgn_pcgn.tsv") if not remark]
    assert len(pairs) >= 400
    assert [(c, latin) for c, latin in pairs if latin not in cyrillic.spellings(c)] == []


def test_what_the_gazetteer_has_from_the_press_is_a_spelling_too():
    pairs = [
        (c, latin) for c, latin, remark in published("cyrillic_bgn_pcgn.tsv") if remark == "press"
    ]
    # Admiralteisky mixes two systems, and so do six others.
    missed = [(c, latin) for c, latin in pairs if latin not in cyrillic.spellings(c)]
    assert len(missed) <= len(pairs) // 3
    assert [
        c for c, latin in missed if cyrillic.fold(latin) != cyrillic.fold(cyrillic.spellings(c)[0])
    ] in (
        [],
        ["Краснотурьинск"],
    )


def test_the_tables_of_our_own():
    spell = {
        (language, system): System(read_rules(rules)).spell
        for language, system, rules, _ in rows("cyrillic_systems.tsv")
    }
    pairs = published("cyrillic_others.tsv")
    assert len(pairs) >= 400
    wrong = []
    for language, system, name, latin in pairs:
        mine = WORD_RE.sub(lambda w, f=spell[language, system]: f(w.group()), name)
        if plain(mine) != plain(latin):
            wrong.append((language, system, name, latin, mine))
    assert wrong == []


def persons():
    path = Path(__file__).parents[2] / "dictionaries" / "persons.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [c[2] for c in cells if len(c) > 2 and re.search(r"[а-я]", c[2])]


@pytest.mark.parametrize(
    "schema",
    ["ALA_LC", "ALA_LC_ALT", "BGN_PCGN_ALT", "BS_2979", "BS_2979_ALT", "SCIENTIFIC", "WIKIPEDIA"],
)
def test_what_was_compiled_is_what_the_library_says(schema):
    """Every native name of the dictionary, and every town."""
    names = [n for n in persons() if cyrillic.language_of(n) == "ru"]
    names += [c for c, _, _ in published("cyrillic_ala_lc.tsv")]
    assert len(names) > 900
    for name in names:
        latin = getattr(iuliia, schema).translate(name).replace("ё", "ë").replace("Ё", "Ë")
        assert unicodedata.normalize("NFC", latin) in cyrillic.spellings(name)


# --- spellings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Хрущев", "Khrushchev Chruščev Chruszczew Khrouchtchev"),
        ("Хрущёв", "Khrushchev Khrushchëv Khrushchyov Chruschtschow Chruszczow Chruščov Hruscsov"),
        ("Микоян", "Mikoyan Mikoian Mikojan"),
        ("Вышинский", "Vyshinsky Vyshinskii Vyshinskiy Vyshinskiĭ Vyšinskij Wyschinski"),
        ("Громыко", "Gromyko"),
        ("Игнатьев", "Ignatiev Ignatyev Ignat'ev Ignatev Ignat’yev Ignatjew"),
        ("Ельцин", "Eltsin Yeltsin El'tsin Yel’tsin Jelzin Jelcyn"),
        ("Алексеев", "Alekseev Alekseyev Alexeev Alexejew"),
        ("Брежнев", "Brezhnev Brežnev Breschnew Brieżniew Brezsnyev Brejnev"),
        ("Федоренко", "Fedorenko"),
        ("Фёдоров", "Fedorov Fyodorov Fëdorov Fjodorow Fiodorow"),
        ("Юрий", "Yury Iurii Yuriy Jurij Juri"),
    ],
)
def test_spellings_of_russian_names(name, expected):
    assert set(expected.split()) <= set(cyrillic.spellings(name))


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Вълко Червенков", "bg", "Valko Chervenkov|Vulko Chervenkov|Vŭlko Chervenkov"),
        ("Гърнев Хаджиев", "bg", "Garnev Hadzhiev|Gurnev Khadzhiev"),
        ("Цэдэнбал", "mn", "Tsedenbal"),
        ("Чойбалсан", "mn", "Choibalsan|Choybalsan"),
        ("Сүхбаатар", "mn", "Sükhbaatar|Sukhbaatar|Sühbaatar"),
        ("Батмөнх", "mn", "Batmönkh|Batmonkh|Batmunkh"),
        ("Підгорний", "uk", "Pidhornyi|Pidhorny"),
        ("Ђилас", "sr", "Đilas|Djilas"),
        ("Ранковић", "sr", "Ranković|Rankovic|Rankovich"),
        ("Гошев Ѓорѓи", "mk", "Gošev Ǵorǵi|Goshev Gjorgji"),
    ],
)
def test_spellings_of_other_languages(name, language, expected):
    assert cyrillic.language_of(name) in (language, "ru")
    assert set(expected.split("|")) <= set(cyrillic.spellings(name, language=language))


@pytest.mark.parametrize(
    "name", ["Отто Вильгельмович Куусинен", "Исаак Бабель", "Никита Хрущев", "Подъячев", "Аверкий"]
)
def test_a_russian_name_is_no_other(name):
    assert cyrillic.language_of(name) == "ru"


def test_no_letter_is_changed_that_the_systems_keep():
    assert "Kandalaxha" not in cyrillic.spellings("Кандалакша")
    assert all("x" not in s for s in cyrillic.spellings("Зеленчукская"))


# --- Soviet Koreans ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Хрущев", "Громыко", "Гайдар", "Бугай", ""])
def test_not_a_soviet_korean_name(name):
    assert cyrillic.soviet_korean(name) is None


@pytest.mark.parametrize(
    ("name", "hangul", "latin"),
    [
        ("Хегай", "허", "Hegai"),
        ("Ногай", "노", "Nogai"),
        ("Пегай", "배", "Pegai"),
        ("Угай", "우", "Ugai"),
        ("Югай", "유", "Yugai"),
        ("Цой", "최", "Tsoi"),
        ("Тен", "정", "Ten"),
        ("Цай", "채", "Tsai"),
        ("Тян", "장", "Tyan"),
        ("Чан", "장", "Chan"),
        ("Дё", "조", "Dyo"),
        ("Пак", "박", "Pak"),
        ("Ни", "이", "Ni"),
        ("Ли", "이", "Li"),
        ("Нам", "남", "Nam"),
        ("Кан", "강", "Kan"),
    ],
)
def test_a_soviet_korean_name(name, hangul, latin):
    found = cyrillic.soviet_korean(name)
    assert found is not None
    assert hangul in found.hangul
    assert latin in found.latin


def test_the_table_of_soviet_koreans_is_sound():
    table = rows("cyrillic_korean.tsv")
    assert len({row[0] for row in table}) == len(table)
    for name, hangul, latin in table:
        assert re.fullmatch(r"[А-ЯЁ][а-яё]*", name)
        assert all(re.fullmatch(r"[가-힣]", one) for one in hangul.split())
        assert latin.isascii()
