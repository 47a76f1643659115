"""The generated spellings of a record: none that is wrong, all that print has, quickly."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from restore.romanise.plain import bare, spelled_out, straight
from restore.romanise.variants import variants
from restore.romanise.variants_western import is_western

PERSONS = Path(__file__).parents[2] / "dictionaries" / "persons.tsv"


def made(name, native="", listed=()):
    return list(variants(name, native=native, listed=tuple(listed)))


def records():
    found = []
    for line in PERSONS.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and cells[0] != "name":
            listed = tuple(cells[1].split(" | ")) if cells[1] else ()
            found.append((cells[0], cells[2], listed))
    return found


@cache
def dictionary():
    """Every record of the dictionary with all its spellings, made once."""
    return [(record, made(*record)) for record in records()]


# --- what must not be made --------------------------------------------------------------------

WRONG = [
    # An Asian name has no initials and no comma.
    ("Aung San", "", (), "A. San"),
    ("Souvanna Phouma", "", (), "S. Phouma"),
    ("Ho Chi Minh", "", ("Hồ Chí Minh",), "H. C. Minh"),
    ("Dalai Lama", "", (), "D. Lama"),
    ("Nguyễn Hữu Thọ", "", (), "N. Tho"),
    ("Chow Shu-kai", "", (), "C. Shu-kai"),
    ("Kim Il Sung", "김일성", (), "K. I. Sung"),
    ("Deng Xiaoping", "邓小平", (), "D. Xiaoping"),
    ("Yoshida Shigeru", "吉田茂", (), "Y. Shigeru"),
    # What stands the other way round in the list is no Western name turned again.
    ("András Hegedüs", "", ("Hegedüs András",), "H. András"),
    ("Hajime Izumi", "", ("Izumi Hajime",), "I. Hajime"),
    # Marks of one language are not written out as another's.
    ("András Hegedüs", "", (), "Andras Hegedues"),
    ("Lü Zhengcao", "吕正操", (), "Lue Zhengcao"),
    ("Damdin Sükhbaatar", "Дамдины Сүхбаатар", (), "Damdin Suekhbaatar"),
    ("Alexander Dubček", "", (), "Alexander Dubchek"),
    ("Võ Nguyên Giáp", "", (), "Voo Nguyen Giap"),
    # A lost mark does not make a c of every ch.
    ("Georgi Chankov", "Георги Чанков", (), "Georgi Cankov"),
    # A title or a suffix is no name.
    ("Alexander M. Haig, Jr.", "", (), "A. Jr."),
    ("King Hussein", "", ("Hussein bin Talal",), "bin Talal, H."),
    # Another person's given name is not lent.
    ("Damdin Sükhbaatar", "Дамдины Сүхбаатар", ("Sukhe Bator",), "Sukhe Sukhbaatar"),
    ("Mikhail Pak", "Михаил Николаевич Пак", ("Pak Chun-ho",), "Chun-ho Pak"),
    ("Fourteenth Dalai Lama", "", (), "F. D. Lama"),
    # One Cyrillic letter makes one initial.
    ("Tsendiin Damdinsüren", "Цэндийн Дамдинсүрэн", (), "T. Damdinsüren"),
    ("Jambyn Batmönkh", "Жамбын Батмөнх", ("Zhambyn Batmunkh",), "Z. Batmunkh"),
    ("Daramyn Tömör-Ochir", "Дарамын Төмөр-Очир", (), "Daramyn Tömör-ochir"),
    # Syllables that the characters do not have.
    ("Xian Xinghai", "冼星海", (), "Xi An Xinghai"),
    # A family name alone is anybody's.
    ("Nikita Khrushchev", "Никита Сергеевич Хрущев", (), "Khrushchev"),
    ("Dean Rusk", "", (), "Rusk"),
    ("Zhou Enlai", "周恩来", (), "Zhou"),
]


@pytest.mark.parametrize(("name", "native", "listed", "wrong"), WRONG)
def test_a_wrong_spelling_is_not_made(name, native, listed, wrong):
    assert wrong not in made(name, native, listed)


@pytest.mark.parametrize(
    "name", ["Tito", "Sukarno", "Aung San", "Ho Chi Minh", "An Ziwen", "Yi Tong-hwi"]
)
def test_a_name_without_form_or_native_spelling_stays_alone(name):
    assert made(name) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "Lin Biao",
        "Pol Pot",
        "Norodom Sihanouk",
        "Abd al-Rahman",
        "Sir David Kelly",
        "CIA Director",
        "X",
    ],
)
def test_not_a_western_name(name):
    assert not is_western(name)


# --- what must be made ------------------------------------------------------------------------

RIGHT = [
    ("Tsendiin Damdinsüren", "Цэндийн Дамдинсүрэн", (), "Ts. Damdinsüren|Ts. Damdinsuren"),
    ("Daramyn Tömör-Ochir", "Дарамын Төмөр-Очир", (), "Daramyn Tomor-Ochir|D. Tömör-Ochir"),
    ("Yuri Andropov", "Юрий Владимирович Андропов", (), "Y. Andropov|Yu. Andropov|Iu. Andropov"),
    (
        "N. T. Fedorenko",
        "Николай Трофимович Федоренко",
        (),
        "Nikolai Fedorenko|Nikolai Trofimovich Fedorenko|N. Fedorenko|N.T. Fedorenko",
    ),
    (
        "N. T. Fedorenko",
        "Николай Трофимович Федоренко",
        (),
        "Nikolay T. Fedorenko|Fedorenko, N. T.|Fedorenko N.T.|Fedorenko, Nikolai|Nikolaj Fedorenko",
    ),
    (
        "Nikita Khrushchev",
        "Никита Сергеевич Хрущев",
        (),
        "N. S. Khrushchev|N.S. Khrushchev|N. Khrushchev|Nikita S. Khrushchev|Nikita Chruščev",
    ),
    (
        "Andrei Vyshinsky",
        "Андрей Януарьевич Вышинский",
        (),
        "Andrei Vyshinskii|Andrey Vyshinskiy|A. Ya. Vyshinsky|A. Wyschinski",
    ),
    (
        "Yuri Andropov",
        "Юрий Владимирович Андропов",
        (),
        "Yury Andropov|Iurii Andropov|Yu. V. Andropov",
    ),
    (
        "Aleksei Kosygin",
        "Алексей Николаевич Косыгин",
        (),
        "Alexei Kosygin|Aleksey Kosygin|A. N. Kosygin",
    ),
    (
        "Aleksei Hegai",
        "Алексей Иванович Хегай",
        ("Ho Ka-i",),
        "Aleksei Khegai|A. Hegai|A. I. Khegai",
    ),
    ("Vulko Chervenkov", "Вълко Червенков", (), "Valko Chervenkov|V. Chervenkov|Vŭlko Chervenkov"),
    ("Damdin Sükhbaatar", "Дамдины Сүхбаатар", (), "D. Sükhbaatar|D. Sukhbaatar"),
    (
        "Yumjaagiin Tsedenbal",
        "Юмжаагийн Цэдэнбал",
        (),
        "Yu. Tsedenbal|Yumzhaagiin Tsedenbal",
    ),
    (
        "Deng Xiaoping",
        "邓小平",
        (),
        "Teng Hsiao-p'ing|Teng Hsiao-ping|Deng Xiao-ping|Deng Xiao Ping|Xiaoping Deng",
    ),
    ("Jan Masaryk", "", (), "J. Masaryk|Masaryk, Jan"),
    ("Lu Zhengcao", "吕正操", (), "Lü Cheng-ts'ao|Lu Cheng-ts'ao|Lu Cheng-tsao"),
    ("Lu Dingyi", "陆定一", (), "Lu Ting-i|Lu Ding-yi"),
    ("Mao Zedong", "毛泽东", (), "Mao Tse-tung|Mao Tsetung|Mao Ze-dong"),
    ("Zhou Enlai", "周恩来", (), "Chou En-lai|Chou Enlai"),
    ("Peng Dehuai", "彭德怀", (), "P'eng Te-huai|Peng Te-huai|P'eng Teh-huai|Peng Teh-huai"),
    ("Wu Xiuquan", "伍修权", (), "Wu Hsiu-ch'üan|Wu Hsiu-ch'uan|Wu Hsiu-chuan"),
    ("Chow Shu-kai", "周书楷", ("Zhou Shukai",), "Chou Shu-k'ai|Chou Shu-kai|Zhou Shu-kai"),
    ("Kim Il Sung", "김일성", (), "Kim Il-sŏng|Kim Il-song|Kim Il Song|Il-song Kim"),
    ("Pak Chang-ok", "박창옥", (), "Pak Ch'ang-ok|Park Chang-ok|Pak Chang Ok|Bak Chang-ok"),
    ("Asanuma Inejiro", "浅沼稲次郎", ("Asanuma Inejirō",), "Inejiro Asanuma|Inejirō Asanuma"),
    ("Võ Nguyên Giáp", "", (), "Vo Nguyen Giap"),
    ("Phạm Văn Đồng", "", (), "Pham Van Dong"),
    ("Bernd Schäfer", "", (), "Bernd Schafer|Bernd Schaefer|B. Schaefer|Schäfer, Bernd"),
    ("Władysław Gomułka", "", (), "Wladyslaw Gomulka|W. Gomulka|W. Gomułka"),
    ("Mátyás Rákosi", "", (), "Matyas Rakosi|Rákosi Mátyás|Rakosi Matyas|M. Rákosi"),
    ("Antonín Novotný", "", (), "Antonin Novotny|A. Novotný"),
    ("Nicolae Ceaușescu", "", (), "Nicolae Ceauşescu|Nicolae Ceausescu|N. Ceausescu"),
    ("Enver Hoxha", "", (), "E. Hoxha|Hoxha, Enver"),
    ("Adil Çarçani", "", (), "Adil Carcani"),
    ("Aleksandar Ranković", "", (), "Aleksandar Rankovic|Aleksandar Rankovich|A. Ranković"),
    ("Milovan Đilas", "", (), "Milovan Djilas|M. Djilas"),
    ("Dwight D. Eisenhower", "", (), "Dwight Eisenhower|D. D. Eisenhower|Eisenhower, Dwight D."),
    ("Charles de Gaulle", "", (), "C. de Gaulle|de Gaulle, Charles"),
    ("Alexander M. Haig, Jr.", "", (), "Alexander Haig|A. M. Haig"),
]


@pytest.mark.parametrize(("name", "native", "listed", "right"), RIGHT)
def test_a_right_spelling_is_made(name, native, listed, right):
    assert set(right.split("|")) - set(made(name, native, listed)) == set()


def test_the_name_comes_first_then_the_listed_ones_and_nothing_twice():
    for name, native, listed in records()[::7]:
        found = made(name, native, listed)
        assert found[: 1 + len(listed)] == list(dict.fromkeys(straight(n) for n in (name, *listed)))
        assert len(found) == len(set(found))
        assert found == made(name, native, listed)


def test_curly_apostrophes_are_evened_out():
    assert made("P’eng", "", ("P'eng",)) == ["P'eng", "Peng"]
    assert straight("Kim Ch‘aek") == "Kim Ch'aek"


def test_a_native_spelling_alone_is_enough_where_it_has_a_sound():
    assert "Pak Chang-ok" in made("", "박창옥")
    assert "Khegai" in made("", "Хегай")
    assert made("", "周恩来") == []
    assert made("Kim", "김") == ["Kim"]


# --- marks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Dean Rusk", "Kim Il-sung", "N. T. Fedorenko", ""])
def test_a_name_without_marks_has_nothing_to_spell_out(name):
    assert list(spelled_out(name)) == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Gomułka", "Gomulka"),
        ("Đặng Xuân Khu", "Dang Xuan Khu"),
        ("Kŏn’guk", "Konguk"),
        ("Søren", "Soren"),
        ("Groß", "Gross"),
        ("Șerban", "Serban"),
    ],
)
def test_marks_are_dropped(name, plain):
    assert bare(name) == plain


# --- the whole dictionary -----------------------------------------------------------------------


def test_every_record_is_spelled_in_letters_of_names():
    odd = re.compile(r"[^\w\s.,'’ʹʺ\"”()\-–/͡]|\d|_")
    for (name, _, listed), found in dictionary():
        for spelling in found[1 + len(listed) :]:
            assert not odd.search(spelling), (name, spelling)
            assert spelling == " ".join(spelling.split())


def test_hardly_a_full_spelling_is_claimed_by_two_persons():
    """Initials belong to several people; one in full to one, but for namesakes."""
    owners = defaultdict(set)
    for (name, _, _), found in dictionary():
        for spelling in found:
            if "." not in spelling:
                owners[spelling.lower()].add(name)
    shared = {spelling: names for spelling, names in owners.items() if len(names) > 1}
    assert len({frozenset(names) for names in shared.values()}) <= len(dictionary()) // 100, shared


def test_the_dictionary_makes_so_many_and_no_more():
    """Seventeen a record (measured on 3,509 persons); the index of names holds them all."""
    count = sum(len(found) for _, found in dictionary())
    assert 10 * len(dictionary()) < count < 30 * len(dictionary())
