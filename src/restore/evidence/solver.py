"""Reads all unknown glyphs of a paper at once, from their other witnesses and the words they make.

One code of one font is one unknown, whatever it looks like and however often it stands.  The best
joint reading is sought by changing one symbol, or by exchanging two of a font, as long as that
gains; how much the next best reading would lose is the confidence.

    shape alone     Sza6ó  clirector  l956
    with the words  Szabó  director   1956

The method is coordinate ascent on a posterior, as in the decipherment of substitution ciphers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from restore.evidence import authorities
from restore.evidence.glyph_language import Language, likeliest
from restore.evidence.solver_board import TWICE, UNSEEN, Board, Gain, Moves, Token
from restore.evidence.solver_candidates import (
    LEEWAY,
    TAIL,
    is_open,
    kind,
    may_move,
    prepared,
    with_tails,
)
from restore.evidence.solver_open import started
from restore.evidence.words import WORD_RE

Symbol = tuple[int, int]
"""A code of a font: (number of the font, code)."""

BETA = 0.5
"""What a nat of language counts against one of shape: the words of a text are not independent."""

SWEEPS = 6
"""Rounds through the symbols at most.  Four sample papers were at rest after one where shape had
two of a hundred types wrong, and after two where it had ten."""

VOTERS = 6
"""Words kept for a person to see."""

ALONE, TRUSTED = 0.15, 0.45
"""Shares of words known to the best list below which the paper is in no language that has one, and
from which it is.  Right readings have 0.85 to 0.97 in five languages, words of no language 0.03."""

MANY = 6
"""Open symbols of a font from which they are read as a cipher; fewer are found one by one."""

MARKS = 1.5
"""Nats that language may add to the margin of one mark over another: below what is accepted."""

HOPELESS = -12.0
"""Nats that a symbol's words lose by a reading from which no exchange mends it; trying all of them
took a tenth longer and changed nothing in four sample papers."""

DOUBLED = 1.0
"""Nats that language may give to a second code for one letter where no shape speaks: the seven such
readings of a text of 2,000 words that were sure without this were all letters with accents."""

LONGEST = 40
"""Pieces of a token from which it is no word: a line without spaces says nothing of words."""

HALF = 0.5
"""Trust in the language from which it may bring in a letter that no other witness has."""

FAINT = 0.05
"""What is left of the weight of language in a paper whose language no list knows."""


class Settled(NamedTuple):
    """What a symbol is read as.

    `margin` is what the best rival would lose in nats, made of `language` and `shape` (all other
    witnesses); `words` are those that speak most for the reading.
    """

    reading: str
    margin: float
    posterior: float
    rival: str
    rival_posterior: float
    words: tuple[str, ...]
    language: float
    shape: float


def solve(
    tokens: Iterable[Sequence[Symbol | str]],
    unknowns: Mapping[Symbol, Mapping[str, float]],
    *,
    names: Collection[str] | None = None,
    language: bool = True,
) -> dict[Symbol, Settled]:
    """Return the best joint reading of all unknowns that have candidates.

    `unknowns` have for each symbol its possible readings with what the other witnesses say, as log
    weights in nats.  `tokens` are the words of the paper in order, with their punctuation: symbols,
    and letters that the file itself maps.  A token with a symbol that has no candidates does not
    speak.  `names` are words, lower case, beside those of the lists (by default the program's
    dictionaries).
    """
    symbols = sorted(symbol for symbol, candidates in unknowns.items() if candidates)
    weights = [prepared(unknowns[symbol]) for symbol in symbols]
    spoken, letters = _numbered(tokens, {symbol: n for n, symbol in enumerate(symbols)})
    start = [next(iter(each)) for each in weights]
    board = Board(weights, [font for font, _ in symbols], [*start, *letters])
    board.hold(_mapped(board, spoken))
    _climb(board, board.weights, range(len(symbols)))
    tried: Sequence[Mapping[str, float]] = weights
    if language and spoken:
        known = authorities.load().words if names is None else names
        tried = _with_language(board, spoken, known)
    return {symbol: _settled(board, n, tried[n]) for n, symbol in enumerate(symbols)}


def _numbered(
    tokens: Iterable[Sequence[Symbol | str]], numbers: Mapping[Symbol, int]
) -> tuple[Counter[Token], list[str]]:
    """Return the distinct tokens as numbers with their counts, and the file's own letters."""
    letters: dict[str, int] = {}
    counted: Counter[Token] = Counter()
    for token, count in Counter(map(tuple, tokens)).items():
        pieces = [
            letters.setdefault(piece, len(numbers) + len(letters))
            if isinstance(piece, str)
            else numbers.get(piece, -1)
            for piece in token
        ]
        if (
            len(pieces) <= LONGEST
            and -1 not in pieces
            and any(piece < len(numbers) for piece in pieces)
        ):
            counted[tuple(pieces)] += count
    return counted, list(letters)


def _mapped(board: Board, spoken: Iterable[Token]) -> set[tuple[int, str]]:
    """Return the letters and figures that the file maps, with the fonts of the words they stand in.

    A word is seldom in two fonts, so what stands beside a symbol is taken to be of its font.
    """
    count = len(board.weights)
    return {
        (font, board.reading[piece])
        for token in spoken
        for font in {board.fonts[piece] for piece in token if piece < count}
        for piece in token
        if piece >= count and board.reading[piece].isalnum()
    }


class _Alone(NamedTuple):
    """The joint reading without language, and which symbols of a font are read so in it."""

    readings: list[str]
    holders: dict[tuple[int, str], list[int]]

    @classmethod
    def of(cls, board: Board) -> _Alone:
        """Return the reading of now."""
        readings = board.reading[: len(board.weights)]
        holders: dict[tuple[int, str], list[int]] = {}
        for n, reading in enumerate(readings):
            holders.setdefault((board.fonts[n], reading), []).append(n)
        return cls(readings, holders)


def _with_language(
    board: Board, spoken: Mapping[Token, int], names: Collection[str]
) -> Sequence[Mapping[str, float]]:
    """Let language speak; return the candidates that were tried for each symbol.

    Where the best list knows few of the words as shape alone has them, it gets its full say first:
    if it then still knows few, the paper is in another language, and all is taken back.
    """
    alone = _Alone.of(board)
    _open_up(board, spoken)
    before = tuple(enumerate(board.reading[: len(board.weights)]))
    tried = [_allowed(board, n, alone) for n in range(len(board.weights))]
    code, share = _spoken_in(board, spoken)
    judge, trust = Language(code, names), 1.0
    board.hear(spoken, judge.token, BETA)
    _climb(board, tried, range(len(tried)))
    if share < TRUSTED:
        code, share = _spoken_in(board, spoken)
        judge, trust = Language(code, names), min(1.0, (share - ALONE) / (TRUSTED - ALONE))
        board.move(before)
        board.hear(spoken, judge.token, BETA * max(FAINT, trust))
        _climb(board, tried, range(len(tried)))
    if trust >= HALF:
        _try_tails(board, tried, alone, judge)
    return board.weights


def _try_tails(board: Board, tried: list[dict[str, float]], alone: _Alone, judge: Language) -> None:
    """Try what no witness has for the symbols in words that the lists reject."""
    doubted = [n for n in range(len(tried)) if _doubtful(board, n, judge)]
    board.weights = list(board.weights)
    for n in doubted:
        board.weights[n] = with_tails(board.weights[n], leads=board.leads(n))
        tried[n] = _allowed(board, n, alone)
    _climb(board, tried, doubted)


def _spoken_in(board: Board, spoken: Mapping[Token, int]) -> tuple[str, float]:
    """Return the language of the tokens as they read now, and which share of them it knows."""
    return likeliest(_running((board.text(token), count) for token, count in spoken.items()))


def _open_up(board: Board, spoken: Mapping[Token, int]) -> None:
    """Give first readings to the symbols that no shape speaks of, where a font has many.

    The font with most of them tells in which language the others are read.
    """
    letters = board.reading[len(board.weights) :]
    wanted: dict[int, list[int]] = {}
    for n, weights in enumerate(board.weights):
        if is_open(weights):
            wanted.setdefault(board.fonts[n], []).append(n)
    language = ""
    for _, symbols in sorted(wanted.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(symbols) >= MANY:
            found = started(spoken, board.weights, letters, symbols, language=language)
            language = language or found.language
            board.move(tuple(sorted(found.readings.items())))


def _allowed(board: Board, symbol: int, alone: _Alone) -> dict[str, float]:
    """Return the candidates that language may choose, `alone` being best without it.

    It may make a figure of what is another code's letter already, for that alone speaks against
    the letter, and exchange two readings where the exchange is no worse: an old-style zero has the
    very shape of "o".
    """
    weights, now = board.weights[symbol], alone.readings[symbol]
    leeway = LEEWAY + (TWICE if _twins(board, symbol, now, alone) else 0.0)
    first = next(iter(weights))  # the best by shape, whatever the other codes of the font are
    found = {
        r: w
        for r, w in weights.items()
        if may_move(weights, now, r, leeway=leeway) or may_move(weights, first, r)
    }
    for reading in [r for r in weights if r not in found]:
        for other in _twins(board, symbol, reading, alone):
            theirs = board.weights[other]
            gain = theirs.get(now, UNSEEN) - theirs[reading]
            if may_move(weights, now, reading, leeway=LEEWAY + max(0.0, gain)):
                found[reading] = weights[reading]
    return found


def _twins(board: Board, symbol: int, reading: str, alone: _Alone) -> list[int]:
    """Return the other symbols of a font that are read so without language."""
    held = alone.holders.get((board.fonts[symbol], reading), ())
    return [other for other in held if other != symbol]


def _running(texts: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Yield the lower-case words of running text, once for each time they stand."""
    for text, count in texts:
        for match in WORD_RE.finditer(text):
            word = match.group()
            if word.islower():
                yield from [word] * count


def _doubtful(board: Board, symbol: int, judge: Language) -> bool:
    """Tell whether the lists reject at least a sixth of the words a symbol stands in.

    Of right readings they reject a thirtieth; of wrong ones often no more than a fifth, for they
    have much noise ("cer", "hed").
    """
    votes = board.votes[symbol]
    rejected = sum(judge.rejects(board.text(board.tokens[n])) for n in votes)
    return 6 * rejected >= len(votes) > 0


def _climb(board: Board, tried: Sequence[Mapping[str, float]], symbols: Iterable[int]) -> None:
    """Change the readings of symbols, those in most words first, as long as that gains."""
    waiting = set(symbols)
    for _ in range(SWEEPS):
        order = sorted(waiting, key=lambda n: (-len(board.votes[n]), n))
        waiting = set()
        for n in order:
            moves = _best(board, n, tried)
            if moves:
                waiting |= board.move(moves)
                waiting.update(board.members[board.fonts[n]])
        if not waiting:
            return


def _best(board: Board, symbol: int, tried: Sequence[Mapping[str, float]]) -> Moves:
    """Return the change of a symbol that gains most, with or without an exchange; () for none."""
    best: Moves = ()
    most = 1e-6
    for reading in tried[symbol]:
        if reading == board.reading[symbol]:
            continue
        for moves, gain in _ways(board, symbol, reading, tried):
            if gain.total > most:
                best, most = moves, gain.total
    return best


def _ways(
    board: Board, symbol: int, reading: str, tried: Sequence[Mapping[str, float]]
) -> Iterator[tuple[Moves, Gain]]:
    """Yield how a symbol may come to a reading: alone, or by exchange with who has it now.

    An exchange is not tried where the symbol's own words are all against the reading.
    """
    alone: Moves = ((symbol, reading),)
    gain = board.gain(alone)
    yield alone, gain
    if gain.language < HOPELESS:
        return
    now = board.reading[symbol]
    for other in board.holders(symbol, reading):
        if now in tried[other]:
            both = (*alone, (other, now))
            yield both, board.gain(both)


def _settled(board: Board, symbol: int, tried: Mapping[str, float]) -> Settled:
    """Return the reading of a symbol with its rivals."""
    now = board.reading[symbol]
    losses = {r: _fair(_least(board, symbol, r), now, r) for r in tried if r != now}
    if not losses:
        return Settled(now, -TAIL, 1.0, "", 0.0, (), 0.0, -TAIL)
    if is_open(board.weights[symbol]):
        places = board.places
        doubled = any(places[n] >= places[symbol] for n in board.holders(symbol, now))
        losses = {r: _unproved(loss, doubled=doubled) for r, loss in losses.items()}
    rival = min(losses, key=lambda r: (-losses[r].total, r))
    odds = {r: math.exp(min(0.0, gain.total)) for r, gain in losses.items()}
    whole = 1.0 + sum(odds.values())
    loss = losses[rival]
    spoken = board.speaking(symbol, rival)
    return Settled(
        reading=now,
        margin=max(0.0, -loss.total),
        posterior=1.0 / whole,
        rival=rival,
        rival_posterior=odds[rival] / whole,
        words=tuple(dict.fromkeys(text for lost, text in spoken if lost > 0))[:VOTERS],
        language=-loss.language,
        shape=-loss.shape - loss.single,
    )


def _least(board: Board, symbol: int, reading: str) -> Gain:
    """Return the change that reads a symbol so and loses least."""
    ways = _ways(board, symbol, reading, board.weights)
    return max((gain for _, gain in ways), key=lambda gain: gain.total)


def _fair(loss: Gain, now: str, rival: str) -> Gain:
    """Return a loss with what language may say to it: it knows no figure or sign from another."""
    if kind(now) != kind(rival) or kind(now) == "letter":
        return loss
    most = MARKS if kind(now) == "mark" else 0.0
    return loss._replace(language=max(loss.language, -most))


def _unproved(loss: Gain, *, doubled: bool) -> Gain:
    """Return a loss where no shape speaks: that a letter has no second code proves nothing there.

    A reading that a more frequent code of the font has, too, is most likely that letter with an
    accent, which nobody proposed.
    """
    language = max(loss.language, -DOUBLED) if doubled else loss.language
    return loss._replace(language=language, single=0.0)
