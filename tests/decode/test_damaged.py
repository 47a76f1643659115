"""Stretches that lost letters are found; sound text of any sort never is."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path
from unicodedata import category, normalize

import pytest
import regex

from restore.decode.damaged import find_lost
from restore.evidence.words import LANGUAGES, shares

ROOT = Path(__file__).parents[2]
PROSE = (
    "The conference of foreign ministers met in Moscow for six weeks and could not agree on the "
    "future of Germany. The Soviet delegation asked for reparations from current production, the "
    "British and the Americans for economic unity first. Behind the formal speeches both sides had "
    "begun to prepare for the division of the country, and their planning papers show how early."
)
SOUND = "This line is sound English, and so is the one that follows it here.\n" * 2
SORTS = {
    "p-z": "pqrstuvwxyzPQRSTUVWXYZ",
    "vowels": "aeiou",
    "third": "adgjmpsvy",
    "other third": "behknqtwz",
}

KEEP = {  # each is long enough to be judged
    "initials": "J. F. Kennedy, L. B. Johnson, R. M. Nixon, J. E. Carter, H. S. Truman, D. D. E.\n",
    "chess": "1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6 5. O-O Be7 6. Re1 b5 7. Bb3 d6 8. c3 O-O\n",
    "formulas": "x = a + b, y = c - d, f(x) = g(h(k)), e = m c c, p v = n r t, d s > d q / t\n",
    "archives": "AVP RF, f. 0102, op. 11, p. 65, d. 45, l. 12; RGANI, f. 5, op. 28, d. 4, l. 3\n",
    "abbreviations": "CC CPSU, KWP, PRC, DPRK, ROK, GDR, FRG, NATO, SED, PZPR, MSZMP, BCP, RCP\n",
    "code": "for i in range(n): s += a[i] * b[i]; def f(x, y): return x if x > y else y\n",
    "table": "1950  12.5  13.1  14.8   n/a\n1951  11.2   9.9  10.4   8.7\nGDP   3.1   2.2   n/a\n",
    "telegram": "ARRIVED SEOUL STOP MEET AMBASSADOR TOMORROW STOP SEND INSTRUCTIONS SOONEST STOP\n",
    "Russian": "Zapis besedy tovarishcha Stalina s tovarishchem Kim Ir Senom i Pak Khon Enom. "
    "Vypiska iz protokola zasedaniya Politbyuro TsK VKP b o polozhenii v Koree i pomoshchi.\n",
    "Korean": "Choson nodongdang chungang wiwonhoe chon’wonhoeui munhon. Kim Il Song tongji ui "
    "yonsol, Pyongyang, Choson nodongdang ch’ulp’ansa. Puk Choson inmin wiwonhoe kyolchong.\n",
    "Chinese": "Zhonggong zhongyang wenxian yanjiushi bian, Jianguo yilai Mao Zedong wengao, di yi "
    "ce, Beijing: Zhongyang wenxian chubanshe. Zhou Enlai nianpu, Renmin chubanshe.\n",
    "Latin": "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, "
    "tertiam qui ipsorum lingua Celtae, nostra Galli appellantur. Hi omnes lingua differunt.\n",
    "Welsh": "Mae hen wlad fy nhadau yn annwyl i mi, gwlad beirdd a chantorion, enwogion o fri; ei "
    "gwrol ryfelwyr, gwladgarwyr tra mad, dros ryddid collasant eu gwaed.\n",
    "Hawaiian": "Ua mau ke ea o ka aina i ka pono. E hoomaikai kakou i na alii a me na "
    "makaainana o keia pae aina, no ka mea ua pomaikai loa ke aupuni i keia wa e noho nei.\n",
    "verse": "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand\n",
    "scanned": "Tlie eonfercnce of foreigri rninisters rnet iu Moseow for six wceks aud eould "
    "uot agree ou tlie fnture of Gerrnany. Tlie Soviet delegatiou asked for reparatious.\n",
    "without e": "A boy sat among tall plants, looking at birds that sang and flying around his "
    "villa; not far away stood Julius, his pal, who saw nothing but a road that ran south.\n",
}


def worn(text: str, lost: str, gap: str) -> str:
    """Take letters away; each run of them leaves a blank, nothing, or (`.`) a blank for each."""
    if gap == ".":
        return regex.sub(f"[{lost}]", " ", text)
    return regex.sub(f"[{lost}]+", gap, text)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("gap", ["", " ", "."])
def test_finds_a_worn_stretch_and_nothing_more(sort, gap):
    lines = "\n".join(worn(line, SORTS[sort], gap) for line in textwrap.wrap(PROSE, 90))
    [found] = find_lost(f"{SOUND}{lines}\n{SOUND}")
    assert found.span.of(f"{SOUND}{lines}\n{SOUND}") == lines
    assert set(found.letters) <= set(SORTS[sort])
    assert found.letters
    assert found.letters[0] in found.why


@pytest.mark.parametrize("sort", KEEP)
def test_leaves_sound_text_alone(sort):
    assert find_lost(KEEP[sort] * 4) == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bare", [False, True])
def test_leaves_words_of_other_languages_alone(language, bare):
    listed = shares(language, small=True)
    chance = random.Random(language)  # noqa: S311
    text = " ".join(chance.choices(list(listed), list(listed.values()), k=150))
    if bare:
        text = "".join(c for c in normalize("NFD", text) if category(c) != "Mn")
    assert find_lost(textwrap.fill(text, 90)) == ()


def test_leaves_the_project_s_own_sound_texts_alone():
    paths = [*sorted(ROOT.glob("fixtures/sound/*/*.txt")), ROOT / "CONTRIBUTING.md"]
    for path in paths:
        assert find_lost(path.read_text(encoding="utf-8", errors="replace")) == (), path


@pytest.mark.parametrize(
    "text", ["", "\n\f\n", "a", "1956\n1957", "x" * 500, "é" * 500, "？！" * 90]
)
def test_bears_any_text(text):
    assert find_lost(text) == ()


def test_finds_the_same_again():
    text = worn(PROSE, "aeiou", "")
    assert find_lost(text) == find_lost(text) != ()
