"""Says what each source of the models is worth, on text that no model has seen.

    python scripts/models/measure.py

Two figures for each mixture: perplexity, and how often the right word is first (and among the first
five) where one word of a sound sentence has lost letters: of the small ones a b c d e k m x remain,
and a first capital.  Rivals are the 400 likeliest words of the vocabulary that have left the same;
the words on both sides are sound.

Held out are files of our own prose and each fourth title of a list (the other lists are known),
and the sound prose of a real paper where local reference data is at hand (RESTORE_REFERENCE).
"""

from __future__ import annotations

import os
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import regex

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from restore.decode.language_tokens import plain, tokens  # noqa: E402
from scripts.models import build, ngrams, training  # noqa: E402
from scripts.models.build import Held  # noqa: E402
from scripts.models.ngrams import Ids, Model, Shares  # noqa: E402

SURVIVE = frozenset("abcdekmx")
RIVALS, WORDS = 400, 600
SOUND = 120
"""Line of the real paper from which its prose is sound."""

_WORD = regex.compile(r"\p{L}+(?:['’]\p{L}+)*")

Ask = Callable[[Held], Shares]


class Lost(NamedTuple):
    """A damaged word: the two before it, its rivals, the two behind it, and the right one."""

    before: tuple[int, int]
    rivals: Ids
    behind: tuple[int, int]
    right: int


def left_of(word: str, *, capital: bool) -> str:
    """Return what is left of a plain word.

    >>> left_of("pact", capital=True), left_of("pact", capital=False)
    ('P|ac', '|ac')
    """
    rest = word[1:] if capital else word
    return (word[0].upper() if capital else "") + "|" + "".join(c for c in rest if c in SURVIVE)


def damaged(sample: list[str], material: training.Material, one: Shares) -> list[Lost]:
    """Return some damaged words of texts, the same every time."""
    rivals: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number in np.argsort(-one, kind="stable").tolist():
        for capital in (False, True):
            word = material.words[number]
            if word[0] != "<":
                rivals[left_of(word, capital=capital), capital].append(number)
    places = [(text, match) for text in sample for match in _WORD.finditer(text)]
    places = [place for place in places if len(place[1].group()) >= 3]
    chosen = random.Random(1).sample(places, min(WORDS, len(places)))  # noqa: S311  # no secret
    return [_lost(text, match, rivals, material.numbers) for text, match in chosen]


def _lost(
    text: str,
    match: regex.Match[str],
    rivals: Mapping[tuple[str, bool], list[int]],
    numbers: Mapping[str, int],
) -> Lost:
    """Return one damaged word with its surroundings."""
    word, capital = plain(match.group()), match.group()[0].isupper()
    before = ["<s>", "<s>", *tokens(text[: match.start()])][-2:]
    behind = [*tokens(text[match.end() :]), "<s>", "<s>"][:2]
    a, b, c, d = (numbers.get(one, 1) for one in (*before, *behind))
    found = rivals.get((left_of(word, capital=capital), capital), [])[:RIVALS]
    return Lost(
        (a if b else 0, b), np.array(found, np.int64), (c, d if c else 0), numbers.get(word, 1)
    )


def right(lost: list[Lost], ask: Ask) -> tuple[float, float]:
    """Return the shares of words that are first, and among the first five, of their rivals."""
    first = five = 0
    for one in lost:
        if not len(one.rivals):
            continue
        a, b, c, d = (np.full(len(one.rivals), n) for n in (*one.before, *one.behind))
        total = np.log(ask(Held(a, b, one.rivals)))
        if one.behind[0]:
            total += np.log(ask(Held(b, one.rivals, c)))
        if one.behind[1]:
            total += np.log(ask(Held(one.rivals, c, d)))
        order = one.rivals[np.argsort(-total, kind="stable")[:5]].tolist()
        first += order[0] == one.right
        five += one.right in order
    return first / len(lost), five / len(lost)


def mixture(models: Mapping[str, Model], prose: Held) -> Ask:
    """Return how likely words are where some models are mixed, with weights fitted on prose."""
    weights = build.fitted(list(models.values()), prose)

    def ask(text: Held) -> Shares:
        levels = [ngrams.level(m, text.first, text.second) for m in models.values()]
        trusted = ngrams.shares_of(weights, levels)
        told = sum(s * m.triple(*text) for s, m in zip(trusted, models.values(), strict=True))
        return np.asarray(told) + 1e-12

    return ask


def styled(general: Ask, title: Model, weights: list[float]) -> Ask:
    """Return how likely words are where the model of titles is mixed in."""

    def ask(text: Held) -> Shares:
        weight = np.array(weights)[ngrams.level(title, text.first, text.second)]
        return np.asarray((1 - weight) * general(text) + weight * title.triple(*text)) + 1e-12

    return ask


def main() -> None:
    """Measure every source: all but it, and in the end all with the model of titles."""
    material = training.gather(ROOT / "build/models")
    numbered, prose = training.kept_apart(material)
    size = len(material.words)
    models = training.train(numbered, size) | {"pocketsphinx": material.trie}
    samples = {"prose": training.out_of(material), "real paper": _real()}
    named = material.texts["titles"]
    title = ngrams.kneser_ney(material.read(named["articles"]), size)
    samples["books"] = named["books"][:: training.FOLD]
    samples = {name: found for name, found in samples.items() if found}
    one = models[training.EVERYTHING].one
    lost = {name: damaged(found, material, one) for name, found in samples.items()}
    held = {name: build.held(material.read(found)) for name, found in samples.items()}

    def say(label: str, ask: Ask) -> None:
        cells = [
            f"{build.perplexity(ask(held[name])):7.0f} {first:.3f} {five:.3f}"
            for name, (first, five) in ((name, right(lost[name], ask)) for name in samples)
        ]
        print(f"{label:24}", " | ".join(cells), flush=True)

    print(f"{'':24}", " | ".join(f"{name:19}" for name in samples))
    say("words alone", lambda text: np.asarray(one[text.word]) + 1e-12)
    everything = mixture(models, prose)
    say("all", everything)
    for source in models:
        if source != training.EVERYTHING:
            say(f"without {source}", mixture(_without(source, models, numbered), prose))
    mixing = training.fit(material).styles
    for style, found in mixing.items():
        say(f"all, as {style}", styled(everything, title, found["weights"]))


def _without(
    source: str, models: Mapping[str, Model], numbered: Mapping[str, Ids]
) -> dict[str, Model]:
    """Return the models without one source."""
    kept = {name: model for name, model in models.items() if name != source}
    rest = [words for name, words in numbered.items() if name != source]
    size = len(models[source].one)
    return kept | {training.EVERYTHING: ngrams.kneser_ney(np.concatenate(rest), size)}


def _real() -> list[str]:
    """Return the sound prose of a real paper, in one piece; nothing without reference data."""
    folder = Path(os.environ.get("RESTORE_REFERENCE", "nowhere")) / "seed"
    papers = sorted(folder.glob("*.txt"))
    if not papers:
        return []
    return [" ".join(papers[0].read_text(encoding="utf-8").splitlines()[SOUND:])]


if __name__ == "__main__":
    main()
