"""What the numbers of a font's codes say: a constant distance from ASCII, or the font's own order.

A program that embeds a font often keeps its glyph numbers, and fonts number the ASCII characters
in a row.  Some codes whose letters are known then settle the others; where none is known, the text
itself can tell at which distance it becomes words.  All weights are nats, ln of right to wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from restore.evidence.words import COMMON, words_of, zipf

Readings = dict[int, tuple[str, float]]
"""Code to the letter it should be, and the weight of that in nats."""

MACINTOSH: tuple[str, ...] = (
    "", "", "",
    *" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`",
    *"abcdefghijklmnopqrstuvwxyz{|}~",
    *"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\xa0ÀÃÕŒœ–—“”‘’÷◊",
    *"ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ", "", *"ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
    *"ŁłŠšŽž¦ÐðÝýÞþ−×¹²³½¼¾₣ĞğİŞşĆćČčđ",
)  # fmt: skip
"""The 258 glyphs of the standard Macintosh order by glyph id (OpenType, `post` format 1)."""

_ASCII = range(32, 127)
_LEAST = 4  # known letters; with 3 already 0.8 % of the readings are wrong, with 4 0.6 %
# ASCII by glyph id in 370 Debian font files, after 4 known letters that agree (101,283 readings):
# wrong are 211 of 60,626 codes between the outermost known ones and 427 of 40,657 beyond them.
_WITHIN, _BEYOND = 5.6, 4.5
# Runs between known neighbours of subsets that keep their font's order: 5,272 of 5,272 right
# (the same files), so fewer than 1 in 1,700 is wrong.
_RUN = 7.4

_KEPT = 29  # distance from ASCII of fonts that begin like the Macintosh order: glyph 3 is the space
_LAST_KEPT = 225  # the caron: behind it no font of the same files goes on in the Macintosh order
# Of 111 font files at distance 29, 15 (Liberation, Old Standard) keep the order up to 209 and 96
# leave it at once; one letter of a place behind ASCII that agrees settles which, two are safe.
_LEAST_BEHIND = 2
# Fonts of Microsoft (and clones made to replace them) keep the order; Calibri and its set do not.
_MICROSOFT = ("arial", "timesnewroman", "couriernew", "liberation")
_BY_NAME = 2.0  # only Liberation, their clone, could be measured; widths can confirm the rest


def by_shift(known: Mapping[int, str], codes: Iterable[int]) -> Readings:
    """Return the ASCII readings of codes if the known ones lie at one constant distance.

    Needs four known ASCII letters, all of which agree; one that contradicts silences the rule.

    >>> by_shift({36: "A", 41: "F", 68: "a", 83: "p"}, [70, 87])
    {70: ('c', 5.6), 87: ('t', 4.5)}
    """
    plain = {code: ord(text) for code, text in known.items() if _is_ascii(text)}
    shifts = {point - code for code, point in plain.items()}
    if len(plain) < _LEAST or len(set(plain.values())) < _LEAST or len(shifts) != 1:
        return {}
    shift, first, last = shifts.pop(), min(plain), max(plain)
    return {
        code: (chr(code + shift), _WITHIN if first < code < last else _BEYOND)
        for code in codes
        if code + shift in _ASCII and code not in known
    }


def by_glyph_order(known: Mapping[int, str], codes: Iterable[int], name: str = "") -> Readings:
    """Return the readings of glyph ids behind ASCII in a font of the Macintosh order.

    The known letters must lie at distance 29 from ASCII.  Two known letters behind ASCII have to
    agree, or none is known and the font's name is of a family that keeps the order.  Letters that
    the order holds behind the caron (Ł, š, ...) stay open: every font has them elsewhere.  What
    rests on the name alone is to be held against the widths (`glyph_widths.agreeing`).

    >>> by_glyph_order({36: "A", 68: "a", 83: "p", 112: "é", 178: "–"}, [129, 230])
    {129: ('ü', 5.6)}
    """
    ahead = [code + _KEPT == ord(text) for code, text in known.items() if _is_ascii(text)]
    behind = [_macintosh(c) == t for c, t in known.items() if 97 < c <= _LAST_KEPT]
    if not all(ahead) or len(ahead) + len(behind) < _LEAST or not all(behind):
        return {}
    if len(behind) >= _LEAST_BEHIND:
        weight = _WITHIN
    elif not behind and name.lower().replace(" ", "").startswith(_MICROSOFT):
        weight = _BY_NAME
    else:
        return {}
    return {c: (_macintosh(c), weight) for c in codes if _macintosh(c) and c not in known}


def by_neighbours(known: Mapping[int, str], codes: Iterable[int]) -> Readings:
    """Return the readings of codes between known neighbours that leave no other choice.

    A compact subset numbers its glyphs anew but keeps the font's order, so that letters rise with
    codes.  Where as many codes as letters lie between two known ones, each has its letter.

    >>> by_neighbours({5: "A", 9: "a", 12: "d", 20: "n"}, range(30))
    {10: ('b', 7.4), 11: ('c', 7.4)}
    """
    plain = sorted((code, ord(text)) for code, text in known.items() if _is_ascii(text))
    if len(plain) < _LEAST or any(b[1] <= a[1] for a, b in pairwise(plain)):
        return {}
    wanted = set(codes) - set(known)
    return {
        code: (chr(low + code - first), _RUN)
        for (first, low), (last, high) in pairwise(plain)
        if high - low == last - first
        for code in range(first + 1, last)
        if code in wanted
    }


def is_first_use(codes: Sequence[int]) -> bool:
    """Tell whether codes in reading order count up as they first appear: then order says nothing.

    One code may be out of its turn for every ten (a ligature of the page before, a ruled-out mark).

    >>> is_first_use([1, 2, 3, 1, 4, 2, 5, 6, 7, 8]), is_first_use([40, 72, 79, 79, 82])
    (True, False)
    """
    order = list(dict.fromkeys(codes))
    inner = [b - a == 1 for a, b in pairwise(order)]
    return len(order) >= 8 and inner.count(False) <= len(order) // 10


def _is_ascii(text: str) -> bool:
    return len(text) == 1 and ord(text) in _ASCII


def _macintosh(glyph: int) -> str:
    """Return the character of a glyph id behind ASCII, as far as the order can be trusted."""
    return MACINTOSH[glyph] if 97 < glyph <= _LAST_KEPT else ""


class Shift(NamedTuple):
    """A distance from codes to characters, and the weight of it against any other."""

    distance: int
    weight: float


# Shares of the letters in running text, in thousandths: mean over 14 languages written in Latin
# letters (cs de en es fi fr hu it nl pl pt ro sv tr; wordfreq 3.1.1, small lists).  The 50 that are
# missing are letters with a mark.
_SHARES = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (
            95.9, 14.0, 26.4, 40.0, 118.6, 9.8, 16.7, 19.4, 74.9, 10.1, 20.9, 46.3, 32.8, 73.1,
            62.8, 21.5, 2.9, 57.0, 57.2, 64.5, 34.4, 16.8, 7.2, 1.1, 12.7, 12.8,
        ),
        strict=True,
    )
)  # fmt: skip
_SPACE, _DIGIT, _COMMON_MARK, _MARK, _OUTSIDE = (
    math.log(share) for share in (0.15, 0.003, 0.01, 0.0005, 0.0005)
)
_CAPITAL, _CAPITALS = math.log(0.1), math.log(0.05)  # of words that begin so; of texts all in them
# Where ASCII lies in 370 Debian font files by glyph id: at 29 in 111 (glyph 3 is the space), at 31
# in 72, at 27 in 40; any other distance in reach is held to be 0.1 % of fonts.  0, codes that are
# ASCII, is the rule in simple fonts.
_PRIOR = {29: math.log(300), 31: math.log(190), 27: math.log(110), 0: math.log(300)}
# Distances that programs are known to leave: ASCII itself or one off, and fonts whose space is
# glyph 0 to 6.  At any other, short ciphers taken for words outnumber such fonts.
_KEPT_DISTANCES = frozenset({-1, 0, 1, *range(26, 33)})
# Small papers with known truth in 9 families and 12 languages: wrong are 4 of 1,091 codes that
# stand in a known word, and 54 of 595 that only follow (in compact subsets at a distance of 32).
_FOLLOWING = 2.0
_FARTHEST = 128
_CASE = 32  # from a capital to its small letter
_LEAST_CASE = 2.0  # nats; one text in eight may have the wrong case, and no wrong letter
_SUREST = 5.0  # nats, as the codes in known words below
_ENOUGH = 400  # letters that vote; more of one text say nothing new
# Nats that a known word of n letters is worth: a chance string is one with probability
# (words of that length at Zipf 3 and above in wordfreq's English list) / 26^n.
_WORD = {3: 3.0, 4: 5.3, 5: 8.2}
_LONG_WORD = 10.0


def find_shift_by_words(
    tokens: Mapping[tuple[int, ...], int], *, least: float = 6.0
) -> Shift | None:
    """Return the distance at which the words of a font become language, None where none does.

    `tokens` are words as their codes, with how often each stands in the text.  Known English words
    count, and in any language written in Latin letters how common each letter is; the weight is
    the lead over the next best distance, and has to be `least`; over the distance that gives the
    same letters in the other case a smaller lead will do, since only the case is at stake.
    """
    reach = range(-_FARTHEST - _CASE, _FARTHEST + _CASE + 1)
    scores = {shift: _score(tokens, shift) for shift in reach}
    top = max(sorted(scores, key=abs), key=scores.__getitem__)
    twins = [shift for shift in (top, top - _CASE, top + _CASE) if shift in scores]
    lead = scores[top] - max(score for shift, score in scores.items() if shift not in twins)
    votes = {shift: scores[shift] + _PRIOR.get(shift, 0.0) for shift in twins}
    best, second = sorted(votes, key=lambda shift: -votes[shift])[:2]
    case = votes[best] - votes[second]
    if lead < least or case < _LEAST_CASE or best not in _KEPT_DISTANCES:
        return None
    if not _is_language(tokens, best):
        return None
    return Shift(best, min(lead, case, _SUREST))


def shifted(codes: Iterable[int], shift: int) -> dict[int, str]:
    """Return the ASCII characters of codes at a distance; nothing for a code that leaves ASCII.

    >>> shifted([36, 3, 200], 29)
    {36: 'A', 3: ' '}
    """
    return {code: chr(code + shift) for code in codes if code + shift in _ASCII}


def _score(tokens: Mapping[tuple[int, ...], int], shift: int) -> float:
    """Return the log likelihood of the tokens at a distance, words and letters together.

    Letters are counted once for each different token: a word that recurs is no new witness.
    """
    plain = capitals = words = 0.0
    left = _ENOUGH
    for token in sorted(tokens, key=lambda t: (-tokens[t], t)):
        text = "".join(_character(code + shift) for code in token[:left])
        left -= len(text)
        plain += _likelihood(text, capitals=False)
        capitals += _likelihood(text, capitals=True)
        words += sum(_worth(match.group()) for match in words_of(text))
        if left <= 0:
            break
    return max(plain, capitals + _CAPITALS) + words


def _character(point: int) -> str:
    return chr(point) if point in _ASCII else "\0"


def _likelihood(text: str, *, capitals: bool) -> float:
    """Return the log likelihood of a token's characters, for a text all in capitals or not."""
    total = 0.0
    for i, character in enumerate(text):
        share = _SHARES.get(character.lower())
        if share is None:
            total += _mark(character)
            continue
        total += math.log(share / 1000)
        wanted = character.isupper() == capitals
        total += 0.0 if wanted else _CAPITAL if i == 0 and not capitals else 2 * _CAPITAL
    return total


def _mark(character: str) -> float:
    if character == " ":
        return _SPACE
    if character.isdigit():
        return _DIGIT
    if character in ".,-":
        return _COMMON_MARK
    return _OUTSIDE if character == "\0" else _MARK


def _worth(word: str) -> float:
    """Return what it says for a distance that a word comes out known."""
    if len(word) < 3 or zipf(word) < COMMON:
        return 0.0
    return _WORD.get(len(word), _LONG_WORD)


# Of the letters of a text, the share in known English words (Zipf 3 and above, three letters and
# more) is at least 0.68 in 24 English passages of 6 to 40 words, and at most 0.27 where the letters
# are permuted, so that no distance is right (252 passages in 7 languages, best distance of 257).
_KNOWN = 0.45
# In other languages the letters have to do: how common each is, and that vowels and consonants
# take turns.  Their mean log likelihood is above -3.2 in 613 of 630 passages of 6 to 40 words in 7
# languages, and in 2 of 630 with the letters permuted.
_LANGUAGE = -3.2
_VOWELS = frozenset("aeiouy")
# How much likelier a vowel or consonant is behind (vowel?, vowel?) than anywhere.
_TURNS = {
    (True, True): math.log(0.15 / 0.4),
    (True, False): math.log(0.85 / 0.6),
    (False, True): math.log(0.57 / 0.4),
    (False, False): math.log(0.43 / 0.6),
}
# Of the characters apart from spaces and digits; 0.75 is the least in Czech passages (letters with
# a mark are none here), and tables with abbreviations have more signs.
_LETTERS = 0.6


def _is_language(tokens: Mapping[tuple[int, ...], int], shift: int) -> bool:
    """Tell whether the best distance gives language, for one of them is always the best."""
    texts = ["".join(_character(code + shift) for code in token) for token in tokens]
    size = sum(c != " " and not c.isdigit() for text in texts for c in text)
    letters = [c for text in texts for c in text.lower() if c in _SHARES]
    if len(set(letters)) < _LEAST or len(letters) < _LETTERS * size:
        return False
    found = [match.group() for text in texts for match in words_of(text)]
    known = sum(len(word) for word in found if _worth(word))
    return known >= _KNOWN * size or _mean_likelihood(texts) > _LANGUAGE


def by_words(tokens: Mapping[tuple[int, ...], int], codes: Iterable[int]) -> Readings:
    """Return the ASCII readings of the codes of a font of which no letter is known.

    `tokens` as in `find_shift_by_words`.  A code that stands in a word which comes out known is
    surer than one that only follows from the distance: a subset may leave letters out behind it.
    """
    shift = find_shift_by_words(tokens)
    if shift is None:
        return {}
    proven = {
        code
        for token in tokens
        for word in words_of("".join(_character(code + shift.distance) for code in token))
        if _worth(word.group())
        for code in token[word.start() : word.end()]
    }
    return {
        code: (text, shift.weight if code in proven else min(shift.weight, _FOLLOWING))
        for code, text in shifted(codes, shift.distance).items()
    }


def _mean_likelihood(texts: list[str]) -> float:
    """Return the mean log likelihood of the letters of some words by share and turn."""
    total, count = 0.0, 0
    for text in texts:
        before = ""
        for letter in text.lower():
            if letter in _SHARES:
                count += 1
                total += math.log(_SHARES[letter] / 1000)
                total += _TURNS[before in _VOWELS, letter in _VOWELS] if before else 0.0
            before = letter if letter in _SHARES else ""
    return total / count
