"""From texts to the two models that ship: vocabulary, training, weights, mixing, pruning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from restore.decode.language_tokens import BREAK, NUMERAL, tokens
from scripts.models import ngrams
from scripts.models.ngrams import Ids, Model, Shares, interpolated
from scripts.models.trie import Trie

UNKNOWN_WORD = "<unk>"
UNKNOWN_SHARE = 0.02
"""Share of words outside the vocabulary where the context says nothing: contexts leave a third to
such, and of a hundred words of held-out prose and titles 0.5 to 0.8 are outside."""

FIRM = 20
"""Times that a word has to occur for half of its own rate of breaks to count."""

OWN = ("names", "prose", "titles")
"""Sources whose every word is in the vocabulary; of the others, words that come twice."""

Stream = list[str]


def stream(texts: Iterable[str]) -> Stream:
    """Return the tokens of texts, with a break behind each.

    >>> stream(["Peace: a view", "War"])
    ['peace', '<s>', 'a', 'view', '<s>', 'war', '<s>']
    """
    found: Stream = []
    for text in texts:
        found += tokens(text)
        if found and found[-1] != BREAK:
            found.append(BREAK)
    return found


def vocabulary(streams: Mapping[str, Stream], trie: Trie) -> list[str]:
    """Return the words of the models, most frequent first, behind the three that are none."""
    counts: Counter[str] = Counter()
    own: set[str] = set()
    for name, words in streams.items():
        counts.update(words)
        if name in OWN:
            own.update(words)
    told = {word: np.exp(share) for word, share in zip(trie.words, trie.logs, strict=True)}
    known = {word for word in told if tokens(word) == [word]}
    kept = {word for word, count in counts.items() if count > 1} | own | known
    kept = {word for word in kept if word.isascii()} - {BREAK, NUMERAL}
    total = sum(counts.values())
    share = {word: counts[word] / total + float(told.get(word, 0)) for word in kept}
    return [BREAK, UNKNOWN_WORD, NUMERAL, *sorted(kept, key=lambda word: (-share[word], word))]


def numbered(words: Stream, numbers: Mapping[str, int]) -> Ids:
    """Return tokens as numbers, 1 for those outside the vocabulary."""
    return np.fromiter((numbers.get(word, 1) for word in words), np.int64, len(words))


def from_trie(trie: Trie, numbers: Mapping[str, int]) -> Model:
    """Return pocketsphinx's trigram over our vocabulary.

    Its ends of sentences are nothing that we predict, and words that we write otherwise are left
    out (hyphenated ones, possessives of plurals): what is left is scaled to add up to one.
    """
    place = np.array([numbers.get(word, -1) for word in trie.words])
    place[trie.words.index(BREAK)] = ngrams.BOS
    one = np.zeros(len(numbers))
    said = place > ngrams.BOS
    one[place[said]] = np.exp(trie.logs[said])
    one /= one.sum()
    pairs, p2 = _sorted(place[trie.pairs.word], place[trie.pairs.parent], np.exp(trie.pairs.logs))
    last, middle = place[trie.pairs.parent[trie.triples.parent]], trie.triples.parent
    context = ngrams.key(place[trie.triples.word], place[trie.pairs.word[middle]])
    at, known = ngrams.find(pairs, context)
    known &= (place[trie.triples.word] >= 0) & (last > 0)
    triples, p3 = _sorted(np.where(known, at, -1), last, np.exp(trie.triples.logs))
    ends = trie.words.index("</s>")
    closing = trie.pairs.parent == ends
    ended = np.zeros(len(numbers))
    before = place[trie.pairs.word[closing]]
    ended[before[before > 0]] = np.exp(trie.pairs.logs[closing][before > 0])
    p2 /= 1 - np.minimum(ended, 0.9)[ngrams.parts(pairs)[0]]
    return interpolated(one, (pairs, np.minimum(p2, 1)), (triples, p3))


def _sorted(before: Ids, word: Ids, shares: Shares) -> tuple[ngrams.Keys, Shares]:
    """Return n-grams of known words by key; contexts below 0 and words below 1 are unknown."""
    kept = np.flatnonzero((before >= 0) & (word > 0))
    keys = ngrams.key(before[kept], word[kept])
    order = np.argsort(keys, kind="stable")
    return keys[order], shares[kept][order]


def breaks(words: Ids, size: int) -> NDArray[np.uint8]:
    """Return by word how often a sentence or subtitle begins after it, in 255ths."""
    before, after = words[:-1], words[1:]
    broken = np.bincount(before[after == ngrams.BREAK], minlength=size)
    said = np.bincount(before, minlength=size)
    mean = broken.sum() / said[1:].sum()
    shares = (broken + FIRM * mean) / (said + FIRM)
    found: NDArray[np.uint8] = np.rint(255 * shares).astype(np.uint8)
    return found


class Held(NamedTuple):
    """Words of held-out text with the two before each."""

    first: Ids
    second: Ids
    word: Ids


def held(words: Ids) -> Held:
    """Return what is to be predicted in held-out text: words and numbers, not breaks."""
    padded = np.concatenate([[0, 0], words])
    first, second, word = padded[:-2], padded[1:-1], padded[2:]
    said = word != ngrams.BREAK
    return Held(np.where(second == 0, 0, first)[said], second[said], word[said])


def fitted(models: Sequence[Model], text: Held, rounds: int = 60) -> Shares:
    """Return the weights of models, by what they have met, that make a text likeliest.

    A row for each model, as `ngrams.mixed` takes them.  Each round moves a weight by how much more
    a model explained at its level than it had been trusted (expectation-maximisation).
    """
    levels = [ngrams.level(m, text.first, text.second) for m in models]
    told = np.array([m.triple(*text) for m in models]) + 1e-15
    alone = np.array([m.one[text.word] for m in models]) + 1e-15
    weights = np.full((len(models), 4), 1 / len(models))
    for _ in range(rounds):
        trusted = ngrams.shares_of(weights, levels)
        explained = trusted * told
        explained /= explained.sum(axis=0)
        for row, at, won, given in zip(weights, levels, explained, trusted, strict=True):
            row[:3] *= (np.bincount(at, won, 3) + 1) / (np.bincount(at, given, 3) + 1)
        won = weights[:, ngrams.ALONE :] * alone
        weights[:, ngrams.ALONE] = (won / won.sum(axis=0)).mean(axis=1)
    return weights


def perplexity(shares: Shares) -> float:
    """Return the perplexity of words with these probabilities."""
    return float(np.exp(-np.log(np.maximum(shares, 1e-12)).mean()))


def styled(general: Model, title: Model, text: Held, weights: Sequence[float]) -> Shares:
    """Return the probabilities of words where both models are mixed by what titles know."""
    weight = np.array(weights)[ngrams.level(title, text.first, text.second)]
    return np.asarray((1 - weight) * general.triple(*text) + weight * title.triple(*text))


def levels(general: Model, title: Model, text: Held, rounds: int = 40) -> list[float]:
    """Return the weights of the model of titles, by what it has met, that make a text likeliest."""
    at = ngrams.level(title, text.first, text.second)
    own, other = title.triple(*text) + 1e-15, general.triple(*text) + 1e-15
    weights = np.full(3, 0.5)
    for _ in range(rounds):
        weight = weights[at]
        won = weight * own / (weight * own + (1 - weight) * other)
        weights = (np.bincount(at, won, 3) + 0.5) / (np.bincount(at, minlength=3) + 1)
    return [float(weight) for weight in weights]


def with_unknown(model: Model) -> Model:
    """Return a model in which unknown words have their share among words whatever stands before."""
    one = model.one.copy()
    one[1] = 0
    one *= (1 - UNKNOWN_SHARE) / one.sum()
    one[1] = UNKNOWN_SHARE
    return model._replace(one=one)
