"""Made papers with damage within sentences: ligatures, encodings, line ends, operators, names.

Each generator makes papers that carry one kind of damage, and every few papers one that carries
none but much that resembles it; there every proposal is a wrong one.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Iterator

import regex

from restore.evaluate.cases import Case, Draft
from restore.evaluate.sources import Sources, chance
from restore.evidence.authorities import Entry

SOUND_EVERY = 4
"""One paper in four is sound and only resembles damage."""

TWICE = 0.1
"""Share of misread papers that were misread twice: it takes two careless programs in a row."""

LIGATURE_RE = regex.compile(r"ffi|ffl|ff|fi|fl")
WIDE_RE = regex.compile(r"[^\x00-\x7f]+")
WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*")

LOOKS = {
    "ligatures": (
        "An e mail came, and an o f f of the lamp; su ce que, in French, is not at issue here.",
        "He wrote to Il Sung and to O K. Allen; the a and the e of the type were worn.",
        "Le chef de la section e t a u x de la place; un de ses amis, a ni de la rue, y alla.",
        "Mr. E Vans and Mr. A Dams met in room a t of the inn, of which we know no more.",
        "The al ied powers and their dip lomats kept to the o ther road; re pair was slow.",
    ),
    "mojibake": (
        "The province of SÃO TOMÉ, the “CAFÉ”, and l’été of 1956; «Đổi Mới» came later.",
        "He paid £5 and 3 ½ kopecks; A IRMÃ DE CARIDADE and § 4 of the Â-series are meant.",
        "The file says â and €, and the ˜ of the type is worn: ‘É’ and “Å” are letters here.",
        "He reads AMANHÃ “de novo” and LÃ, in capitals; the Ñ of the map is the new sign.",
        "The letters Ã and Â stand in SÃO JOÃO and ROMÂNIA, and the map has a Ã of its own.",
        "“ÎLE” stands on the stamp, “Été” on the cover, and 5 × 7″ on the photograph.",
    ),
    "leaked-operators": (
        "A Td of 12 (see f. 4(2) and [Tw. 3]) was measured; Tc = 0.95 K is the critical value.",
        "The issues 12(3)-15(4) and 16(1)-17(2) are lost; of the paper(s)-3(a) nothing is known.",
        "The (re)writing of the note(s) took 0.25 Tm of thread, 1 2 3 rg in the old measure.",
        "The operator TJ shows strings: [(ab)-20(cd)]TJ is an example of a content stream.",
        "Call number PL939.4 .T7Cn 1954; the T-34(85) and the MiG-15(bis) were counted [J12].",
        "The table gives 0 1.5 Td and 12.0 Tf for the two wells, at (14.2) and (13.8) metres.",
        "We found g(y) = [b(c)], p. 7(3), at 0.92 Tc, and h(x) = [a(1)] at 1.10 Tc in the sample.",
        "The film (12 nm) was grown at 0.912 Tc or 1.104 Tc (see fig. 2(b)), and kept at 300(5) K.",
        "In [12](a) the ratio is 0.5 Tm; in [13](b) it is 0.75 Tm (ref. 4(2)-5(1)), as expected.",
    ),
    "line-end-hyphens": (
        "He was asked to re~form the class, not to reform it; a well~known co~op of the town.",
        "The north~east and the mid~1950s are meant; Ki Sok~pok and Pak Chang~ok came.",
        "A first-, second- and third~rate hotel; the pre-\nand post-war years; twenty~one men.",
        "The Sino~Soviet and the Soviet~Korean side; an all~out effort, a long~dissolved club.",
    ),
    "names": (
        "Petrova and Ivanova met Sokolovsky, Zimin, Lebedeva and Kuznetsova in the hall.",
        "Ki Sok-pok and Ki Sek-bok, Yi and Li, Fedorenko and Federenko stand side by side.",
        "Kimura, Parks, Leeds, Hann, Chenko and Pakula were never in that town, so far as known.",
    ),
}
"""Sound text that resembles damage, written for the purpose; `~` is a hyphen that ends a line."""

CONFUSED = (("m", "rn"), ("d", "cl"), ("w", "vv"), ("h", "li"), ("l", "1"), ("o", "0"),
            ("Il", "II"), ("Il", "ll"), ("i", "l"), ("e", "c"), ("n", "u"),
            ("u", "ii"))  # fmt: skip
"""What OCR makes of letters (the commonest confusions of printed English)."""

NAMESAKES = 0.05
"""Share of damaged names that are another person's, a letter off the one at hand: more than any
paper has, so that the curves see what it costs."""

FIGURES = {"l": "1", "i": "1", "o": "0", "s": "5", "g": "9", "b": "8"}
"""Figures that OCR takes letters for."""


def ligature_papers(sources: Sources, seed: int, count: int) -> Iterator[Case]:
    """Yield papers whose fonts lost some of their ligatures, in all or a part of their lines."""
    for number in range(count):
        rng = chance(seed, "ligatures", number)
        if number % SOUND_EVERY == 0:
            yield sound_paper("ligatures", sources, rng, number)
            continue
        fill = rng.choice((" ", " ", "", "\ufffd", "form", "\x02"))
        lost = frozenset(rng.sample(("ff", "fi", "fl", "ffi", "ffl"), rng.randint(2, 5)))
        share = rng.choice((1.0, 1.0, 0.5))
        draft = Draft()
        for paragraph in rng.sample(sources.paragraphs, rng.randint(5, 30)):
            broken = rng.random() < share
            _each(draft, _printed(paragraph), LIGATURE_RE, _ligature(fill, lost, broken))
            draft.keep("\n\n")
        yield draft.case("ligatures", f"ligatures-{number}-{ord(fill[:1] or '0'):x}")


def _ligature(fill: str, lost: frozenset[str], broken: bool) -> Callable[[str], str]:
    """Return what becomes of a ligature."""
    forms = {"ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ"}

    def seen(letters: str) -> str:
        if letters not in lost or not broken:
            return letters
        return forms[letters] if fill == "form" else fill

    return seen


def _each(
    draft: Draft, text: str, pattern: regex.Pattern[str], change: Callable[[str], str]
) -> None:
    """Add a text with every match of a pattern changed."""
    at = 0
    for match in pattern.finditer(text):
        draft.keep(text[at : match.start()])
        draft.damage(change(match.group()), match.group())
        at = match.end()
    draft.keep(text[at:])


def _printed(paragraph: str, width: int = 92) -> str:
    """Return a paragraph in printed lines."""
    return textwrap.fill(paragraph, width, break_on_hyphens=False)


def sound_paper(kind: str, sources: Sources, rng: random.Random, number: int) -> Case:
    """Return a sound paper that resembles one with this kind of damage."""
    draft = Draft()
    for look in rng.sample(LOOKS[kind], 2):
        draft.keep(_printed(rng.choice(sources.paragraphs)) + "\n\n")
        for place, part in enumerate(look.split("~")):
            draft.damage("-\n" if place else "", "-" if place else "").keep(part)
        draft.keep("\n\n")
    return draft.case(kind, f"{kind}-{number}-sound")


def mojibake_papers(sources: Sources, seed: int, count: int) -> Iterator[Case]:
    """Yield papers in UTF-8 read as Windows-1252 or Latin-1, once or twice, or in part."""
    entries = [e for e in sources.persons if WIDE_RE.search("".join(e.spellings))]
    foreign = [e for e in sources.persons if e.fields.get("native")]
    for number in range(count):
        rng = chance(seed, "mojibake", number)
        if number % SOUND_EVERY == 0:
            yield sound_paper("mojibake", sources, rng, number)
            continue
        encoding, times = rng.choice(("cp1252", "cp1252", "latin-1")), 1 + (rng.random() < TWICE)
        share = rng.choice((1.0, 1.0, 0.5))
        draft = Draft()
        for paragraph in rng.sample(sources.paragraphs, 2):
            names = ", ".join(rng.choice(e.spellings) for e in rng.sample(entries, 3))
            native = rng.choice(foreign).fields["native"]
            text = f"{_printed(paragraph)}\nHe names {names} and {native} as witnesses.\n\n"
            _each(draft, text, WIDE_RE, _misreading(encoding, times, share, rng))
        yield draft.case("mojibake", f"mojibake-{number}-{encoding}-{times}")


def _misreading(
    encoding: str, times: int, share: float, rng: random.Random
) -> Callable[[str], str]:
    """Return what reads UTF-8 bytes in another encoding so many times, in a share of cases."""

    def seen(text: str) -> str:
        for _ in range(times if rng.random() < share else 0):
            text = "".join(_byte(b, encoding) for b in text.encode("utf-8"))
        return text

    return seen


def _byte(byte: int, encoding: str) -> str:
    """Return a byte as an encoding reads it; one it does not have becomes a control character."""
    return bytes([byte]).decode(encoding, "ignore") or chr(byte)


def hyphen_papers(sources: Sources, seed: int, count: int) -> Iterator[Case]:
    """Yield papers in narrow lines, with words divided and compounds broken at their hyphens."""
    for number in range(count):
        rng = chance(seed, "hyphens", number)
        if number % SOUND_EVERY == 0:
            yield sound_paper("line-end-hyphens", sources, rng, number)
            continue
        sign = rng.choice(("-", "-", "-", "\u00ad"))
        draft = Draft()
        for paragraph in rng.sample(sources.paragraphs, rng.randint(2, 8)):
            _set_narrow(draft, paragraph, sources, width=rng.randint(34, 78), sign=sign)
            draft.keep("\n\n")
        yield draft.case("line-end-hyphens", f"hyphens-{number}-{ord(sign):x}")


def _set_narrow(draft: Draft, text: str, sources: Sources, *, width: int, sign: str) -> None:
    """Set a paragraph in lines of a width; a word that does not fit is divided where it may be."""
    column = 0
    for place, word in enumerate(text.split()):
        room = width - column - 1
        if place == 0 or len(word) <= room:
            draft.keep(("" if place == 0 else " ") + word)
            column += len(word) + (place > 0)
            continue
        head, joint, tail = _divide(word, sources, room)
        if head:
            draft.keep(" " + head).damage(f"{joint or sign}\n", joint).keep(tail)
        else:
            draft.damage("\n", " ").keep(tail)
        column = len(tail)


def _divide(word: str, sources: Sources, room: int) -> tuple[str, str, str]:
    """Return head, hyphen of its own and tail of a word that may be divided, else no head."""
    whole = WORD_RE.search(word)
    if "-" in word.strip("-") and word.index("-") < room:
        head, _, tail = word.partition("-")
        return head, "-", tail
    parts = sources.syllables.get(whole.group().lower(), ()) if whole else ()
    for cut in range(len(parts) - 1, 0, -1):
        at = (whole.start() if whole else 0) + sum(map(len, parts[:cut]))
        if at + 1 <= room:
            return word[:at], "", word[at:]
    return "", "", word


def name_papers(sources: Sources, seed: int, count: int) -> Iterator[Case]:
    """Yield papers in which names are misread and mangled, beside right forms and variants.

    Some mangled names are another person's, a letter off one that stands there whole.
    """
    for number in range(count):
        rng = chance(seed, "names", number)
        if number % SOUND_EVERY == 0:
            yield sound_paper("names", sources, rng, number)
            continue
        draft = Draft()
        for person in rng.sample(sources.persons, 6):
            again = rng.choice((0, 0, 1, 2, 3, 4))
            draft.keep(_printed(rng.choice(sources.paragraphs)) + "\n")
            draft.keep("".join(f"{person.name} is named in list {i + 1}. " for i in range(again)))
            draft.keep("The note is signed by ")
            _sign(draft, person, rng)
            draft.keep(" and by nobody else.\n\n")
        yield draft.case("names", f"names-{number}")


def _sign(draft: Draft, person: Entry, rng: random.Random) -> None:
    """Add a person's name: in another spelling, or another's, or misread, or mangled."""
    drawn = rng.random()
    if drawn < 0.15:
        draft.keep(rng.choice(person.spellings))
        return
    name = _namesake(person.name, rng) if rng.random() < NAMESAKES else person.name
    if drawn < 0.25:
        draft.keep(_namesake(person.name, rng))
    elif drawn < 0.5:
        draft.damage(_misspelt(name, rng), name)
    else:
        draft.damage(_mangled(name, rng), name)


def _mangled(name: str, rng: random.Random) -> str:
    """Return a name as no name is written: a sign or figure in it, split, or run together."""
    inner = [i for i in range(1, len(name)) if name[i].isalpha() and name[i - 1].isalpha()]
    at = rng.choice(inner)
    drawn = rng.random()
    if drawn < 0.2 and " " in name:
        parts = name.split(" ")
        keep = rng.randrange(len(parts))
        return "".join(p + " " * (i == keep) for i, p in enumerate(parts)).strip()
    if drawn < 0.4:
        return f"{name[:at]} {name[at:]}"
    if drawn < 0.55 and (figures := [i for i in inner if name[i] in FIGURES]):
        at = rng.choice(figures)
        return name[:at] + FIGURES[name[at]] + name[at + 1 :]
    return name[:at] + rng.choice(("\ufffd", "\ufffd", " ", ".")) + name[at + 1 :]


def _namesake(name: str, rng: random.Random) -> str:
    """Return another person's name that lies near: a vowel, an ending or a doubled letter apart."""
    vowels = [i for i, c in enumerate(name) if c in "aeiou" and i > 1]
    if not vowels or rng.random() < 0.3:
        return name + rng.choice(("a", "s", "ov", "er"))
    at = rng.choice(vowels)
    return name[:at] + rng.choice("aeiou".replace(name[at], "")) + name[at + 1 :]


def _misspelt(name: str, rng: random.Random) -> str:
    """Return a name with one confusion of letters, or one letter dropped or doubled."""
    ways = [(a, b) for a, b in CONFUSED if a in name[1:]]
    if ways and rng.random() < 0.7:
        one, other = rng.choice(ways)
        return name[0] + name[1:].replace(one, other, 1)
    at = rng.randrange(2, len(name) - 1)
    return name[:at] + name[at + 1 :] if rng.random() < 0.5 else name[:at] + name[at - 1 :]
