"""When a font is called sound, damaged or doubtful, and above all when it is not."""

from __future__ import annotations

import random
from collections import Counter
from string import ascii_lowercase
from typing import Any

import pytest

from restore.page import Font
from restore.read.pdf import read_pdf_bytes
from restore.report.font_state import FontState, font_states
from restore.report.font_verdict import ENOUGH, READS, judge
from restore.report.known_words import Reading, reading, words
from restore.report.signs import Signs, signs_of
from tests.read.tiny import shown, tiny_pdf, to_unicode

# Prose of our own in several languages, and matter that reads badly without being damaged.
SAMPLES = {
    "English": "The committee met in the office above the harbour. Its minutes are difficult to "
    "read, and the catalogue does not name the clerk who kept them for so many years after the "
    "war had ended. The envoy was silent.",
    "German": "Der Ausschuss trat im Büro über dem Hafen zusammen. Seine Protokolle sind schwer "
    "zu lesen, und der Katalog nennt den Schreiber nicht, der sie nach dem Krieg so viele Jahre "
    "lang geführt hat.",
    "French": "Le comité s'est réuni dans le bureau au-dessus du port. Ses procès-verbaux sont "
    "difficiles à lire, et le catalogue ne nomme pas le greffier qui les a tenus pendant tant "
    "d'années après la guerre.",
    "Polish": "Komitet zebrał się w biurze nad portem. Jego protokoły są trudne do odczytania, a "
    "katalog nie wymienia urzędnika, który prowadził je przez tak wiele lat po zakończeniu wojny.",
    "Czech": "Výbor se sešel v kanceláři nad přístavem. Jeho zápisy se těžko čtou a katalog "
    "neuvádí úředníka, který je vedl tolik let po skončení války. Smrt čtvrt krk prst vlk.",
    "Hungarian": "A bizottság a kikötő feletti irodában ülésezett. Jegyzőkönyvei nehezen "
    "olvashatók, és a katalógus nem nevezi meg az írnokot, aki a háború után vezette őket.",
    "Turkish": "Komite limanın üstündeki ofiste toplandı. Tutanaklarını okumak zordur ve katalog, "
    "savaş bittikten sonra uzun yıllar onları tutan katibin adını vermiyor.",
    "Vietnamese": "Ủy ban đã họp tại văn phòng phía trên bến cảng. Biên bản của ủy ban rất khó "
    "đọc và danh mục không nêu tên người thư ký đã giữ chúng trong nhiều năm sau chiến tranh.",
    "Russian in Latin letters": "Zasedanie komiteta sostoialos v kontore nad portom. Ego "
    "protokoly trudno chitat, i katalog ne nazyvaet pisaria, kotoryi vel ikh stolko let posle "
    "voiny. fond opis papka delo list",
    "Chinese in Latin letters": "Zhonggong zhongyang wenxian yanjiushi bian, Jianguo yilai Mao "
    "Zedong wengao, Beijing: Zhongyang wenxian chubanshe. Zhou Enlai nianpu, Shen Zhihua, Sulian "
    "yu Chaoxian zhanzheng",
    "names": "Ki Sok-pok, Pak Hun-il, Chang Tong-sik, Pyongyang, Nam Il, Pak Chong-ae, Ch'oe "
    "Yong-gon, Kim Tu-bong, Yi Pil-gyu, Chernenko, Suzdalev, Puzanov, Shepilov, Fedorenko, "
    "Kurdiukov, Mikoyan, Zimyanin, Vasilkov",
    "species": "Drosophila melanogaster, Arabidopsis thaliana, Caenorhabditis elegans, Xenopus "
    "laevis, Saccharomyces cerevisiae, Chlamydomonas reinhardtii, Physcomitrella patens",
    "Lorem ipsum": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod "
    "tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud "
    "exercitation ullamco laboris",
    "Cyrillic": "Комитет собрался в конторе над портом. Протоколы его трудно читать, а каталог не "
    "называет писаря, который вел их столько лет после войны.",
    "abbreviations": "KWP CPSU DPRK PRC RGANI AVPRF USSR TASS KPA CCP GDR NKVD MGB SED CC FRG ROK "
    "Ltd vols ibid " * 4,
    "numbers": "1951 1952 412 0102 5 28 10-21 68 23-30 4 99 3,412.50 17 % " * 20,
    "references": "RGANI, fond 5, opis 28, delo 412, listy 10-21; AVPRF, fond 0102, opis 12, "
    "papka 68, delo 5, pp. 23-30. Ibid., p. 4; cf. Lankov, op. cit., p. 99, Szalontai, Person, "
    "Weathersby, Ostermann, Bulletin. Cold War International History Project, Documents.",
}
READABLE = ("English", "German", "French", "names", "species", "references")
SOUND = Signs(total=500)
MAPPED = Font(name="Serif", has_map=True, mappings=90)


def read_as(text: str) -> Reading:
    return reading(word for _, word in words(text))


def verdict(text: str, *, elsewhere: str = "") -> tuple[str, str]:
    return judge(MAPPED, SOUND, 0, (read_as(text), read_as(elsewhere)))


def cipher(text: str, key: str) -> str:
    """Replace the letters a to z by those of `key`, capitals likewise."""
    return text.translate(str.maketrans(
        ascii_lowercase + ascii_lowercase.upper(), key + key.upper()))  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_what_reads_badly_without_being_damaged_raises_no_alarm(name: str) -> None:
    state, _ = verdict(SAMPLES[name], elsewhere=SAMPLES["English"])
    assert state in ("sound", "unjudged")


@pytest.mark.parametrize("name", READABLE)
def test_prose_and_names_are_sound(name: str) -> None:
    assert verdict(SAMPLES[name]) == ("sound", "")


@pytest.mark.parametrize("name", ["English", "German", "French", "names", "species"])
def test_an_alphabet_shifted_by_one_is_doubtful(name: str) -> None:
    shifted = cipher(SAMPLES[name], ascii_lowercase[-1] + ascii_lowercase[:-1])
    state, reason = verdict(shifted, elsewhere=SAMPLES["English"])
    assert state == "doubtful"
    assert "hardly any word is known (0 %; 100 % elsewhere): the map may lie" in reason


def test_most_ciphers_are_doubtful_and_none_is_sound() -> None:
    keys = random.Random(3)  # noqa: S311  # chance of a test, the same every time
    found: Counter[str] = Counter()
    for name in READABLE:
        for _ in range(15):
            key = "".join(keys.sample(ascii_lowercase, 26))
            state, _ = verdict(cipher(SAMPLES[name], key))
            found[state] += 1
            assert (read_as(cipher(SAMPLES[name], key)).known_share or 0) < READS
    assert found["sound"] == 0
    assert found["doubtful"] >= 0.8 * found.total()


def test_a_short_sample_gets_no_verdict() -> None:
    short = "Qzxw vbnm hgfd lkjh"
    assert read_as(short).letters < ENOUGH
    assert verdict(short) == ("unjudged", "too few words to judge")


def test_a_heading_of_known_words_is_sound_and_one_of_others_is_not() -> None:
    assert verdict("The Lantern Cabinet and the Harbour")[0] == "sound"
    assert verdict("Ki Sok-pok and Puzanov in Hamhung")[0] == "unjudged"
    assert verdict("A Lantern")[0] == "unjudged"


@pytest.mark.parametrize(
    ("font", "signs", "reason"),
    [
        (Font(name="F"), Signs(9, unmapped=9), "no ToUnicode map and no usable glyph names"),
        (
            Font(name="F", has_map=True),
            Signs(9, unmapped=9),
            "its ToUnicode map is empty, and it has no usable glyph names",
        ),
        (
            Font(name="F", has_map=True, mappings=229),
            Signs(9, unmapped=9),
            "its ToUnicode map has 229 entries, none that serves",
        ),
        (MAPPED, Signs(200, unmapped=62), "31 % of its glyphs have no letter (62 of 200)"),
        (MAPPED, Signs(200, control=2), "2 control characters for letters"),
        (MAPPED, Signs(200, private=3), "3 private-use characters among its letters"),
    ],
)
def test_a_damaged_font_says_why(font: Font, signs: Signs, reason: str) -> None:
    english = read_as(SAMPLES["English"])
    assert judge(font, signs, 0, (english, Reading())) == ("damaged", reason)


def test_a_font_of_signs_is_not_damaged() -> None:
    bullets = signs_of(Counter({"\uf0b7": 12}))
    assert judge(MAPPED, bullets, 0, (Reading(), Reading()))[0] == "unjudged"


def test_a_guess_is_said_but_is_no_damage_where_it_makes_words() -> None:
    english = read_as(SAMPLES["English"])
    state, reason = judge(Font(name="F"), SOUND, 500, (english, Reading()))
    assert (state, reason) == ("sound", "its letters are guessed, and make words")


def states(*contents: bytes, **pdf: Any) -> tuple[FontState, ...]:
    return tuple(font_states(read_pdf_bytes(tiny_pdf(*contents, **pdf), "tiny.pdf")))


def test_a_font_is_counted_with_its_pages_and_blanks_apart() -> None:
    (state,) = states(shown("The office", 50, 700), b"", shown("was shut", 50, 700))
    assert state.font.name == "Helvetica"
    assert state.pages == (1, 3)
    assert state.signs == Signs(total=16)
    assert state.words.known_share == 1.0
    assert (state.state, state.reason) == ("unjudged", "too few words to judge")


def test_an_empty_map_over_numbered_names_leaves_no_letter() -> None:
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Odd /ToUnicode 50 0 R "
        "/Encoding << /Type /Encoding /Differences [65 /g18 /g19 /g20] >> >>"
    )
    (state,) = states(shown("ABCA", 50, 700), font=font, extra=(to_unicode(""),))
    assert state.font.subset
    assert not state.font.embedded
    assert state.signs == Signs(total=4, unmapped=4)
    assert state.words.known_share == 0
    assert state.reason == "its ToUnicode map is empty, and it has no usable glyph names"
