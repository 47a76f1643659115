"""Made papers into whose sentences pieces of a PDF's drawing program have leaked.

A few words of a sentence become strings of a text array with kerning numbers between them, as PDF
writers emit them (ISO 32000-1, 9.4.3).  Then, as in a stream whose reader lost its place, brackets
go, letters go, operators and numbers run into the words.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator

from restore.evaluate.cases import Case, Draft
from restore.evaluate.slips import SOUND_EVERY, sound_paper
from restore.evaluate.sources import Sources, chance

WIDTH = 92

CRUMBS = ("rT7Cn", "r", "Jx", "r3Jx", "T5")
"""What is left of operators between a string and the next number."""


def leak_papers(sources: Sources, seed: int, count: int) -> Iterator[Case]:
    """Yield papers with leaked operators: sound arrays, garbled ones, and bare settings."""
    for number in range(count):
        rng = chance(seed, "operators", number)
        if number % SOUND_EVERY == 0:
            yield sound_paper("leaked-operators", sources, rng, number)
            continue
        draft = Draft()
        garble = rng.choice((0.0, 0.1, 0.25, 0.5))
        for paragraph in rng.sample(sources.paragraphs, 4):
            _leak(draft, paragraph, rng, garble)
            draft.keep("\n\n")
        yield draft.case("leaked-operators", f"operators-{number}-{garble}")


def _leak(draft: Draft, paragraph: str, rng: random.Random, garble: float) -> None:
    """Add a paragraph with one leak somewhere in it."""
    words = paragraph.split(" ")
    at = rng.randrange(1, max(2, len(words) - 8))
    size = rng.randint(3, 8)
    draft.keep(textwrap.fill(" ".join(words[:at]), WIDTH, break_on_hyphens=False))
    held = " ".join(words[at : at + size])
    if rng.random() < 0.3:
        draft.damage(f" {_settings(rng)} ", " ")
        draft.keep(held)
    else:
        draft.keep(" ")
        _array(draft, held, rng, garble)
    rest = " ".join(words[at + size :])
    draft.keep(" " + textwrap.fill(rest, WIDTH, break_on_hyphens=False))


def _settings(rng: random.Random) -> str:
    """Return operators that set or move, with their numbers."""
    size, other = rng.uniform(8, 12), rng.uniform(8, 12)
    matrix = f"{size:.2f} 0 0 {other:.2f} 72 {rng.uniform(100, 700):.2f} Tm"
    ways = (
        f"{rng.uniform(-0.01, 0.01):.4f} Tc {rng.uniform(0, 0.3):.4f} Tw",
        f"0 -{rng.uniform(10, 18):.2f} TD 0 Tw",
        f"/TT{rng.randint(0, 9)} 1 Tf {matrix}",
        f"ET Q q {rng.uniform(0, 0.3):.4f} Tw",
        f"{rng.uniform(0, 0.3):.5f} Tw T*",
    )
    return rng.choice(ways)


def _array(draft: Draft, text: str, rng: random.Random, garble: float) -> None:
    """Add a text as an array of strings; `garble` is the share of what gets lost of each thing.

    Of a garbled array at least one string is lost: that is how a reader loses its place.
    """
    draft.damage(_maybe("[(", rng, garble), "")
    at, lost, gone = 0, rng.randrange(len(text)) if garble else -1, False
    while at < len(text):
        end = at + rng.randint(2, 9)
        piece = text[at:end]
        gone = at <= lost < end or rng.random() < garble
        draft.damage("", piece) if gone else draft.keep(piece)
        at = end
        if at < len(text):
            close, begin = _maybe(")", rng, garble), _maybe("(", rng, garble)
            # A string that is lost takes a bracket with it: nothing else would show the loss.
            between = ("" if gone else close) + rng.choice(("", "-")) + str(rng.randint(1, 40))
            if close and not gone and rng.random() < garble:
                between = f"{close}{rng.choice(CRUMBS)}{between[1:]}"
            between += begin
            draft.damage(between, "")
    draft.damage(("" if gone else _maybe(")", rng, garble)) + "]TJ", "")
    if rng.random() < 0.7:
        draft.damage(_maybe(" ", rng, 0.5) + _settings(rng), "")


def _maybe(text: str, rng: random.Random, share: float) -> str:
    """Return a text, or nothing in a share of cases."""
    return "" if rng.random() < share else text
