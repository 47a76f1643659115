"""Given names in Latin letters: whether two spellings can be one Korean name, and a key for them.

Two given names are the same if some hangul reads both ways, syllable by syllable, with the sounds
that change where syllables meet (Ir-u, Il-u), with the initial l and n that the South drops
(Ryong-guk, Yong-guk), however they are parted (Chang-ok, Chang Ok, Changok).

What comes by way of Russian has fewer sounds (n for ng, e for four vowels).  It is read so only
where a spelling shows that it came that way: a syllable that Korean names do not have (Sek, Ir,
Khen).  Else Chan-ok would be Chang-ok.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from restore.romanise.hangul import IOTISED, join, split
from restore.romanise.korean_readings import LETTERS, is_sino, plain, soviet, spoken

PART_RE = re.compile(r"[\s\-‐‑–—]+|(?<=[a-z])(?=[A-Z])|(?<=[nN])['’ʼ‘`´′](?=[gG])")
SYSTEM_RE = re.compile(r"[ŏŭ']|(?<!y)eo")
"""Letters of who follows a system that tells ㅓ from ㅜ; eu and yeo stand beside u for ㅓ in many
names of the South (Sung-eun for 성은)."""
SYLLABLES = 3
"""Most syllables of a given name: one or two, three in very few."""
PARTS = 24
"""Most letters of a given name that is taken apart: three of the longest syllables."""

Reading = tuple[frozenset[str], ...]


def same_given(one: str, other: str) -> bool:
    """Tell whether two spellings of a given name share a hangul reading, syllable by syllable.

    The price of asking `fold` first: of 120,000 pairs of spellings drawn from the tables for one
    hangul, 36 were lost, with two vowels in a row that hardly a name has (Chvee for Choe-e).

    >>> same_given("Sok-pok", "Sek-bok"), same_given("Il-sŏng", "Il Sung")
    (True, True)
    >>> same_given("Chang-il", "Chang-kil"), same_given("Chang-ok", "Chang-ik")
    (False, False)
    """
    if fold(one) != fold(other):
        return False
    others = _read(other)
    return any(
        len(mine) == len(theirs) and all(a & b for a, b in zip(mine, theirs, strict=True))
        for mine in _read(one)
        for theirs in others
    )


@lru_cache(maxsize=1 << 14)
def _read(given: str) -> tuple[Reading, ...]:
    """Return what a given name can be: hangul of each syllable, for each way of parting it."""
    pieces = [plain(piece) for piece in PART_RE.split(given.strip()) if piece]
    if not 1 <= len(pieces) <= SYLLABLES or sum(map(len, pieces)) > PARTS:
        return ()
    parted = [tuple(pieces)] if len(pieces) > 1 else list(_part(pieces[0], SYLLABLES))
    return tuple(dict.fromkeys(reading for p in parted if all(reading := _meet(p))))


def _part(letters: str, most: int) -> Iterator[tuple[str, ...]]:
    """Yield every way to part letters that stand unbroken into syllables of Korean."""
    if _readings(letters):
        yield (letters,)
    if most > 1:
        for end in range(1, min(LETTERS, len(letters) - 1) + 1):
            if letters[end - 1] != "h" and _readings(letters[:end]):
                yield from ((letters[:end], *rest) for rest in _part(letters[end:], most - 1))


def _readings(syllable: str) -> frozenset[str]:
    """Return the readings of one syllable in any way."""
    return spoken(syllable) | soviet(syllable)


def _meet(parts: tuple[str, ...]) -> Reading:
    """Return the readings of each syllable in its place beside the others."""
    russian = any(_is_soviet(part, parts[n + 1 : n + 2]) for n, part in enumerate(parts))
    popular = not any(SYSTEM_RE.search(part) for part in parts)
    found = [
        spoken(part, popular=popular) | (soviet(part) if russian else frozenset()) for part in parts
    ]
    for place in range(1, len(parts)):
        found[place - 1], found[place] = _beside(
            (parts[place - 1], found[place - 1]), (parts[place], found[place])
        )
    later = [
        _dropped(hangul, loosely=popular) if part[0] == "y" else hangul
        for part, hangul in zip(parts[1:], found[1:], strict=True)
    ]
    return (_opened(found[0]), *later)


def _is_soviet(part: str, after: tuple[str, ...]) -> bool:
    """Tell whether a syllable shows that it came by way of Russian."""
    if part.endswith("r") and not (after and after[0][0] in "aeiouywhŏŭ"):
        return True
    return bool(soviet(part)) and not any(map(is_sino, spoken(part)))


def _beside(
    one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]
) -> tuple[frozenset[str], frozenset[str]]:
    """Add the readings that two syllables have where one assimilated to the other."""
    (left, lefts), (right, rights) = one, other
    if right[0] in "nmrl":
        for ending, coda in (("ng", "ㄱ"), ("m", "ㅂ")):
            if left.endswith(ending):
                lefts |= {_with_coda(h, coda) for h in lefts}
        if left.endswith("l") and right[0] in "ln":
            lefts |= {_with_coda(h, "ㄴ") for h in lefts}
    if right[0] == "n" and left[-1] in "gmkpn":
        rights |= {_with_onset(h, "ㄹ") for h in rights}
    if right[0] == "l" and left[-1] == "l":
        rights |= {_with_onset(h, "ㄴ") for h in rights}
    return lefts, rights


def _opened(readings: frozenset[str]) -> frozenset[str]:
    """Add the northern spellings of a first syllable: its l and n, which the South drops."""
    added = set(readings)
    for hangul in readings:
        onset, vowel, _ = split(hangul)
        if onset == "" and vowel in IOTISED:
            added |= {_with_onset(hangul, "ㄹ"), _with_onset(hangul, "ㄴ")}
        elif onset == "ㄴ" and vowel not in IOTISED:
            added.add(_with_onset(hangul, "ㄹ"))
    return frozenset(added)


def _dropped(readings: frozenset[str], *, loosely: bool) -> frozenset[str]:
    """Add the readings of a later syllable whose l the South drops: 렬 to 열, 률 to 율.

    Its rule ends there; who writes `loosely` drops it elsewhere too (Il-yong for 일룡).
    """
    letters = [split(hangul) for hangul in readings]
    return readings | {
        join("ㄹ", s.vowel, s.coda)
        for s in letters
        if not s.onset
        and s.vowel in IOTISED[:-1]
        and (loosely or (s.coda == "ㄹ" and s.vowel in ("ㅕ", "ㅠ")))
    }


def _with_coda(hangul: str, coda: str) -> str:
    """Return a syllable with another coda."""
    onset, vowel, _ = split(hangul)
    return join(onset, vowel, coda)


def _with_onset(hangul: str, onset: str) -> str:
    """Return a syllable with another onset."""
    _, vowel, coda = split(hangul)
    return join(onset, vowel, coda)


FOLDS = tuple(
    (re.compile(pattern), plain_letters)
    for pattern, plain_letters in (
        (r"uh(?=[\s\-‐‑–—]|$)", "o"),
        (r"(?<=[ao])h(?=[\s\-‐‑–—]|$)", ""),
        (r"[\s\-‐‑–—']", ""),
        (r"ck", "k"),
        (r"ia", "ya"),
        (r"i([ou])", r"y\1"),
        (r"[td]sch|dzs|dzh?|tch|(?<!s)c[szh]?|jj|zh|ts|(?<!s)z|[jd]|th", "t"),
        (r"[gk]+", "k"),
        (r"kh+", "h"),
        (r"b", "p"),
        (r"p+h?", "p"),
        (r"sch|sz|sh|s+", "s"),
        (r"r", "l"),
        (r"tt+", "t"),
        # Every spelling of a vowel that is like i.
        (r"v", "w"),
        (r"oo|ou", "u"),
        (r"ee|yi|e?ui|wi", "i"),
        # Where syllables meet.
        (r"k(?=[nlm])", "n"),
        (r"p(?=[nlm])", "m"),
        (r"t(?=[nm])", "n"),
        (r"nk+|nn+", "n"),
        (r"m[nlm]", "mn"),
        (r"[nl]+(?=[oueyw]|a[eiy])", ""),
        (r"[nl]{2,}", "n"),
        (r"^[nl]", ""),
        (r"a[iy]", "ae"),
        (r"o[iy]", "oe"),
        # What is left of vowels is the last of a run: a, i, or any other.
        (r"[aeiouyw]*a(?![aeiouyw])", "A"),
        (r"[aeiouyw]*[aoe][iy](?![aeiouyw])", "O"),
        (r"[aeiouyw]*i(?![aeiouyw])", "I"),
        (r"[aeiouyw]+", "O"),
    )
)


@lru_cache(maxsize=1 << 14)
def fold(given: str) -> str:
    """Return a coarse key: given names that `same_given` calls the same have the same.

    It is made of letters alone, so it has a value for anything; it is only a sieve.

    >>> fold("Sok-pok") == fold("Sek-bok"), fold("Chang-ok") == fold("Chang-ik")
    (True, False)
    """
    letters = "".join(
        c for c in unicodedata.normalize("NFD", plain(given)) if not unicodedata.combining(c)
    )
    for pattern, replacement in FOLDS:
        letters = pattern.sub(replacement, letters)
    return letters
