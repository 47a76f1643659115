"""Gathers all material, trains a model for each source, and fits how they are mixed.

Weights are fitted on text that no model of the fit has seen: files of our own prose kept apart
whole, since paragraphs of one file speak of one subject, and titles of one list where the model of
titles comes from the other lists.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from scripts.models import build, ngrams, texts, trie
from scripts.models.ngrams import Ids, Model, Shares

EVERYTHING = "everything"
"""All texts as one: it knows what each source alone has seen too seldom."""

FOLD = 4
"""Of the files of prose, and of the titles of a list, each fourth is kept apart."""


class Material(NamedTuple):
    """Texts, the vocabulary, and pocketsphinx's model over it."""

    texts: Mapping[str, texts.Texts]
    words: list[str]
    numbers: Mapping[str, int]
    trie: Model

    def numbered(self) -> dict[str, Ids]:
        """Return all texts by source as numbers."""
        return {name: self.read(texts.flat(found)) for name, found in self.texts.items()}

    def read(self, found: list[str]) -> Ids:
        """Return some texts as numbers."""
        return build.numbered(build.stream(found), self.numbers)


class Mixture(NamedTuple):
    """How models are mixed: into the general one, and that with the one of titles."""

    weights: dict[str, list[float]]
    """By source: its weight where it has met none of the words before, the last, both; alone."""
    styles: dict[str, dict[str, list[float]]]
    """By style: weights of the model of titles, likewise."""
    measured: dict[str, float]

    def table(self) -> Shares:
        """Return the weights as `ngrams.mixed` takes them."""
        return np.array(list(self.weights.values()))


def gather(folder: Path) -> Material:
    """Fetch and read all that models are made from."""
    corpora = texts.corpora(folder)
    wheel = texts.fetch(texts.sources()["pocketsphinx"], folder)
    told = trie.read(_inside(wheel, "en-us.lm.bin", folder))
    streams = {name: build.stream(texts.flat(found)) for name, found in corpora.items()}
    words = build.vocabulary(streams, told)
    numbers = {word: number for number, word in enumerate(words)}
    return Material(corpora, words, numbers, build.from_trie(told, numbers))


def train(numbered: Mapping[str, Ids], size: int) -> dict[str, Model]:
    """Train one model for each source, and one on everything."""
    found = {name: ngrams.kneser_ney(words, size) for name, words in numbered.items()}
    found[EVERYTHING] = ngrams.kneser_ney(np.concatenate(list(numbered.values())), size)
    return found


def kept_apart(material: Material) -> tuple[dict[str, Ids], build.Held]:
    """Return all but titles and some files of prose to train on, and the words of those files."""
    out = set(out_of(material))
    numbered = material.numbered()
    del numbered["titles"]
    kept = [text for text in texts.flat(material.texts["prose"]) if text not in out]
    numbered["prose"] = material.read(kept)
    return numbered, build.held(material.read(out_of(material)))


def out_of(material: Material) -> list[str]:
    """Return the paragraphs of our own prose that are kept apart."""
    prose = material.texts["prose"]
    return [text for file in list(prose)[::FOLD] for text in prose[file]]


def fit(material: Material) -> Mixture:
    """Fit all weights, and measure on what they are fitted on."""
    size = len(material.words)
    numbered, prose = kept_apart(material)
    models = train(numbered, size) | {"pocketsphinx": material.trie}
    weights = build.fitted(list(models.values()), prose)
    general = ngrams.mixed(list(models.values()), weights)
    title = ngrams.kneser_ney(material.read(texts.flat(material.texts["titles"])), size)
    styles = {"prose": {"weights": build.levels(general, title, prose)}}
    told = {
        "prose": build.perplexity(build.styled(general, title, prose, styles["prose"]["weights"]))
    }
    rows = []
    for file, found in material.texts["titles"].items():
        others = [
            t for other, rest in material.texts["titles"].items() if other != file for t in rest
        ]
        title = ngrams.kneser_ney(material.read(others), size)
        named = build.held(material.read(found[::FOLD]))
        rows.append(build.levels(general, title, named))
        told[f"titles of {file}"] = build.perplexity(build.styled(general, title, named, rows[-1]))
    styles["title"] = {"weights": np.mean(rows, axis=0).tolist()}
    return Mixture({n: row.tolist() for n, row in zip(models, weights, strict=True)}, styles, told)


def _inside(wheel: Path, name: str, folder: Path) -> Path:
    """Return a file of a wheel, unpacked into a folder."""
    with zipfile.ZipFile(wheel) as archive:
        member = next(entry for entry in archive.namelist() if entry.endswith("/" + name))
        (folder / name).write_bytes(archive.read(member))
    return folder / name
