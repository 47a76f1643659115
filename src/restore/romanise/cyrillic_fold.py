"""The way back from Latin letters to Cyrillic ones, coarse enough for all systems to meet.

    Khrushchev  Chruschtschow  Chruszczow  Hruscsov  Khrouchtchev  Chruščov   ──▶  хрущев

The same letters mean different sounds in different languages (ch is ч in English, х in German and
ш in French), so a word is first asked which of them it is written in: tsch, cz, cs, tch and č tell.
Where nothing tells, it is read as English.

Price: what some system writes alike has one key: з and ц (German z); е, ё and э, with or without
their glide; и, й, ы and the pair ий; a doubled letter or one; a soft sign or none; о and е after
ж, ч, ш, щ.  German s and sch for з and ж are not undone: they are с and ш as often.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from restore.romanise.tables import rows

WORD_RE = re.compile(r"[^\W\d_]+(?:['’ʼ‘`ʹʺ′″”\"][^\W\d_]*)*")
SIGNS_RE = re.compile("['’ʼ‘`ʹʺ′″”\"]")
"""What stands for soft and hard signs."""

LIGATURES_RE = re.compile("[\u0361\ufe20\ufe21]")
"""The marks by which library catalogues tie two letters that stand for one."""

TELLS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hungarian", re.compile(r"^(?!.*w)(?=.*(?:[cz]s|sz.*v|sz.*ij$|[kr]sz|sz(?:[tkplmnvz]|$)))")),
    ("polish", re.compile(r"^(?!.*v)(?=.*(?:cz|sz|[łżśźćń]))")),
    ("german", re.compile(r"sch|^(?=.*w)(?=.*(?:ch|z))")),
    ("marked", re.compile(r"[čšžřěć]")),
    ("french", re.compile(r"tch|ou|ï")),
)

LETTERS: dict[str, str] = {
    # Latin letters, as a pattern, and the Cyrillic ones they stand for.  The longest hold, those
    # with a condition before those without; a language names only what differs from English.
    "english": "shch=щ šč=щ zh=ж ž=ж kh=х tch=ч ch=ч č=ч ć=ч ci(?=[aou])=ч (?<=i)c$=ч sh=ш š=ш "
    "ts=ц tz=ц ck(?=[iya])=цк ck=к c(?=[tk])=к ^c(?=[orl])=к (?<=^ni)c(?=o)=к c=ц "
    "^ch(?=[rlmn])=х (?<=y)ch$=х h=х x=х (?<=^ale)x=кс (?<=^ma)x=кс (?<=^feli)x=кс "
    "(?<=[oe])ff$=в ine$=ин ph=ф th=т gh=г gu(?=[eiï])=г q=к w=в v=в "
    "dzh=дж dž=дж ^dj(?=[iou])=дж dj(?=[io])=дж đ=дж (?<![aeiou])j(?=[bdgklmnprtv])=ж "
    "y=и i=и j=и ě=ие ï=и ł=л ś=с ź=з ż=з ń=н ř=р a=а b=б d=д e=е f=ф g=г k=к l=л m=м n=н o=о p=п "
    "r=р s=с t=т u=у z=з",
    "german": "schtsch=щ tsch=ч sch(?=[dbg])=ж sch=ш ch=х z=ц",
    "polish": "szcz=щ cz=ч sz=ш ż=ж rz=р ch=х ć=ц",
    "hungarian": "scs=щ cs=ч zs=ж sz=с s=ш gy(?=[aeo])=ди ny(?=[aeo])=ни ty(?=[aeo])=ти",
    "marked": "ch=х",
    "french": "chtch=щ ch=ш ou=у j=ж",
}

SAME = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("тч", "ч"),
        ("ц", "з"),
        ("и+", "и"),
        ("ио(?!$)", "е"),
        ("(?<=[жчшщ])о", "е"),
        ("и(?=е)", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""What the systems make one of the other, in the order in which it is undone."""

KEPT = "čšžřěćłżśźńïđ"
"""Letters whose mark tells; of all others the mark is dropped."""


@lru_cache(maxsize=100_000)
def fold(latin: str) -> str:
    """Return a key that all romanisations of one Cyrillic name share, in Cyrillic letters.

    >>> fold("Khrushchev") == fold("Chruschtschow") == fold("Hruscsov") == fold("Krusciov")
    True
    >>> fold("Petrov") == fold("Petrova"), fold("Petrov") == fold("Perov")
    (False, False)
    """
    letters = LIGATURES_RE.sub("", unicodedata.normalize("NFC", latin))
    return " ".join(_fold_word(word) for word in WORD_RE.findall(letters))


@lru_cache(maxsize=100_000)
def _fold_word(word: str) -> str:
    """Return the key of one word."""
    plain = _plain(word)
    plain = _irregular().get(plain, plain)
    system = next((name for name, tells in TELLS if tells.search(plain)), "english")
    pattern, letters = _reader(system)
    read = pattern.sub(lambda found: letters[found.lastgroup or ""], plain)
    for alike, one in SAME:
        read = alike.sub(one, read)
    return read


def _plain(word: str) -> str:
    """Return a word in lower case, without signs and without marks that tell nothing."""
    word = unicodedata.normalize("NFC", SIGNS_RE.sub("", word.lower()).replace("ß", "ss"))
    return "".join(c if c in KEPT else _bare(c) for c in word if not unicodedata.combining(c))


def _bare(letter: str) -> str:
    """Return a letter without its marks."""
    return unicodedata.normalize("NFD", letter)[0]


@cache
def _reader(system: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of all letters of a system, and what each of its groups stands for."""
    items = f"{LETTERS['english']} {LETTERS[system]}".split()
    rules = {latin: cyrillic for latin, _, cyrillic in (item.rpartition("=") for item in items)}
    ordered = sorted(rules, key=_weight)
    pattern = "|".join(f"(?P<g{i}>{rule})" for i, rule in enumerate(ordered))
    return re.compile(pattern), {f"g{i}": rules[rule] for i, rule in enumerate(ordered)}


def _weight(rule: str) -> tuple[int, bool, str]:
    """Return where a rule stands: longest letters first, those with a condition before others."""
    letters = re.sub(r"\(\?[^)]*\)|\$|\[[^]]*\]", "", rule)
    return -len(letters), letters == rule, rule


@cache
def _irregular() -> dict[str, str]:
    """Return spellings that no system gives, with one that a system does."""
    return {spelling: regular for spelling, regular, _ in rows("cyrillic_irregular.tsv")}
