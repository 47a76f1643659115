"""Written personal names taken apart: family name, given names, order and tradition.

    Pak Chang-ok          family Pak, given Chang-ok, family first, Korean
    N.T. Fedorenko        family Fedorenko, given N. and T., given first, from Cyrillic
    Rákosi Mátyás         family Rákosi, given Mátyás, family first: Mátyás is a given name
    Fedorenko, N. T.      the order of indexes

Letters tell the tradition only as far as they go: what can be Korean and Chinese alike is taken for
what its family name usually is, and a name without any sign is Western, given name first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from restore.names import traditions
from restore.names.confusions import plain
from restore.names.model import Form, Order, Tradition
from restore.names.traditions import bag

INITIAL_RE = re.compile(
    r"(?:Yu|Iu|Ya|Ia|Yo|Ye|Ju|Ja|Je|Kh|Zh|Sh|Ch|Ts|Th|Ph|Gy|Sz|Zs|Cs|Dz|YU|IU|YA|IA|KH|ZH|SH|CH|TS|[^\W\d_])"
    r"\.(?:-[^\W\d_]\.)*"
)
"""One initial with its full stop; letters that stand for one letter of Cyrillic or Hungarian, and
double names (J.-P.), are one initial."""

PARTICLES = bag(
    "von vom van der den de del della di da do dos du la le el al bin ibn ben y e zu zur ter ten"
    " af av"
)
"""What stands between given and family name in lower case and belongs to the family name."""

SUFFIXES = frozenset({"jr", "sr", "jnr", "snr", "ii", "iii", "iv"})
"""What stands after a family name and is no part of it."""

PATRONYMIC_RE = re.compile(r".{2,}(?:ovich|evich|ovych|yevich|ovna|evna|ivna|inichna|ich)$")
CYRILLIC_RE = re.compile(
    r".{2,}(?:[oeyi]v|[oe]va|[ei]ff|off|in|yn|ina|enko|chuk|sk(?:y|ii|iy|yi|ij|oi|aia|aya)|"
    r"ts(?:ky|kii)|idze|adze|shvili|iani|ian|yan|eev|aev)$"
)
"""How family names end that come from Cyrillic, with Georgian and Armenian ones."""


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Form:
    """Take a written personal name apart; a title or possessive ending must not be on it.

    >>> parse("N.T. Fedorenko")
    Form(family='Fedorenko', given=('N.', 'T.'), order='given-first', tradition='russian')
    >>> parse("Pak Chang-ok").given, parse("Rákosi Mátyás").family, parse("Lankov, Andrei").family
    (('Chang-ok',), 'Rákosi', 'Lankov')
    """
    head, comma, tail = text.partition(",")
    if comma and (given := _parts(tail)) and given[0].strip(".").lower() not in SUFFIXES:
        family, rest = head.strip(), tuple(p for p in given if p.strip(".").lower() not in SUFFIXES)
        return Form(family, rest, "family-first", tradition_of(family, rest))
    parts = [
        p for p in _parts(head) if p.strip(".").lower() not in SUFFIXES or INITIAL_RE.fullmatch(p)
    ]
    if len(parts) < 2:
        return _alone(parts[0] if parts else text.strip())
    return _eastern(parts) or _initialled(parts) or _western(parts)


def tradition_of(family: str, given: Iterable[str]) -> Tradition:
    """Return the tradition of a family name with given names, both known to be such."""
    names = tuple(given)
    whole = [p for p in names if not INITIAL_RE.fullmatch(p)]
    if whole:
        found = traditions.eastern(family, tuple(whole))
        if found != "unknown":
            return found
    if any(PATRONYMIC_RE.match(plain(p)) for p in whole):
        return "russian"
    if CYRILLIC_RE.match(plain(family)):
        kinds = {k for p in whole for k in traditions.given_of(p)}
        return "russian" if not kinds or "russian" in kinds else "western"
    return "western"


def called_by_given(form: Form) -> bool:
    """Tell whether a given name alone may mean somebody.

    >>> called_by_given(Form("Vo", ("Nguyen", "Giap"), "family-first", "vietnamese"))
    True
    """
    if not form.given or INITIAL_RE.fullmatch(form.given[-1]):
        return False
    inverted = form.order == "family-first" and form.tradition in ("western", "mongolian")
    return form.tradition == "vietnamese" or inverted


def doubled(form: Form) -> str:
    """Return the last two words of a name where they may be a double family name, plain, else "".

    >>> doubled(parse("David Ormsby Gore")), doubled(parse("Anna Louise Strong"))
    ('ormsby gore', '')
    """
    if form.order != "given-first" or form.tradition != "western" or len(form.given) < 2:
        return ""
    last = form.given[-1]
    if INITIAL_RE.fullmatch(last) or PATRONYMIC_RE.match(plain(last)) or traditions.given_of(last):
        return ""
    return plain(f"{last} {form.family}")


def _parts(text: str) -> list[str]:
    """Return the words of a name, initials that are run together apart."""
    parts: list[str] = []
    for word in text.split():
        initials = INITIAL_RE.findall(word)
        parts += initials if initials and "".join(initials) == word else _glued(word)
    return parts


def _glued(word: str) -> list[str]:
    """Return a word with the initials that stand before it unparted: `N.T.Fedorenko`."""
    match = re.match(rf"((?:{INITIAL_RE.pattern})+)(?=[^\W\d_]{{2}})", word)
    return [*INITIAL_RE.findall(match[1]), word[match.end() :]] if match else [word]


def _alone(word: str) -> Form:
    """Return the form of one word: a family name, unless it is a Korean given name."""
    if "-" in word and traditions.is_korean_given(word) and not traditions.is_korean_joined(word):
        return Form("", (word,), "given-alone", "korean")
    if traditions.is_korean_joined(word):
        family, _, given = word.partition("-")
        return Form(family, (given,), "family-first", "korean")
    tradition: Tradition = "russian" if CYRILLIC_RE.match(plain(word)) else "unknown"
    if traditions.is_korean_only(word):
        tradition = "korean"
    return Form(word, (), "family-alone", tradition)


def _eastern(parts: list[str]) -> Form | None:
    """Return a Korean, Chinese or Vietnamese name, whichever end its family name stands at."""
    if any(INITIAL_RE.fullmatch(p) for p in parts) or len(parts) > 4:
        return None
    first = traditions.eastern(parts[0], tuple(parts[1:]))
    last = traditions.eastern(parts[-1], tuple(parts[:-1])) if _may_end(parts) else "unknown"
    if last != "unknown" and (first == "unknown" or traditions.is_rarer(parts[0], parts[-1])):
        return Form(parts[-1], tuple(parts[:-1]), "given-first", last)
    if first == "unknown":
        return None
    return Form(parts[0], tuple(parts[1:]), "family-first", first)


def _may_end(parts: list[str]) -> bool:
    """Tell whether a name in syllables may have its family name last, behind a whole given name."""
    return len(parts) == 3 or "-" in parts[0] or traditions.is_korean_given(parts[0])


def _initialled(parts: list[str]) -> Form | None:
    """Return a name whose initials all stand on one side: `N. T. Fedorenko`, `Ivanov V.I.`."""
    first = 0
    while first < len(parts) and INITIAL_RE.fullmatch(parts[first]):
        first += 1
    if first == len(parts):
        return None
    if first:
        given, rest = _names(parts[first:])
        return _form(rest, (*parts[:first], *given), "given-first")
    last = next(i for i, p in enumerate(parts) if not INITIAL_RE.fullmatch(p))
    while last < len(parts) and not INITIAL_RE.fullmatch(parts[last]):
        last += 1
    if last < len(parts) and all(INITIAL_RE.fullmatch(p) for p in parts[last:]):
        return _form(parts[:last], tuple(parts[last:]), "family-first")
    return None


def _names(parts: list[str]) -> tuple[list[str], list[str]]:
    """Part what follows initials into further given names and the family name."""
    given = traditions.given_of(parts[0]) or PATRONYMIC_RE.match(plain(parts[0]))
    if len(parts) > 1 and given and parts[0].lower() not in PARTICLES:
        return parts[:1], parts[1:]
    return [], parts


def _western(parts: list[str]) -> Form:
    """Return a name of given names and family name in the order its given names show."""
    inverted = traditions.may_invert(parts[-1]) and not traditions.given_of(parts[0])
    if len(parts) == 2 and inverted:
        return _form(parts[:1], (parts[1],), "family-first")
    hungarian = inverted and "hungarian" in traditions.given_of(parts[-1])
    if hungarian and len(parts) == 3 and INITIAL_RE.fullmatch(parts[1]):  # Szabó A. Ferenc
        return _form(parts[:1], (parts[2], parts[1]), "family-first")
    if parts[0].lower() in PARTICLES and not any(map(traditions.given_of, parts)):
        return Form(" ".join(parts), (), "family-alone", "western")
    start = _particled(parts) or _second_surname(parts, len(parts) - 1)
    return _form(parts[start:], tuple(parts[:start]), "given-first")


def _particled(parts: list[str]) -> int:
    """Return where a family name with particles begins, 0 where there is none.

    What stands before a particle and is no given name belongs to it: Mies van der Rohe.
    """
    first = next((i for i, p in enumerate(parts) if i and p.lower() in PARTICLES), 0)
    if first > 1 and not INITIAL_RE.fullmatch(parts[first - 1]):
        return first if traditions.given_of(parts[first - 1]) else first - 1
    return first


def _second_surname(parts: list[str], last: int) -> int:
    """Return where a family name begins that may be double, as in Spain and Latin America."""
    iberian = {"spanish", "portuguese"}
    if last < 2 or not traditions.given_of(parts[0]) & iberian:
        return last
    if INITIAL_RE.fullmatch(parts[last - 1]) or traditions.given_of(parts[last - 1]):
        return last
    return last - 1


def _form(family: list[str], given: tuple[str, ...], order: Order) -> Form:
    """Return a form with its tradition."""
    name = " ".join(family)
    return Form(name, given, order, tradition_of(name, given))
