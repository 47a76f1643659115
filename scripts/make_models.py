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
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from restore.decode import language_tables as tables  # noqa: E402
from scripts.models import build, ngrams, training  # noqa: E402
from scripts.models.ngrams import Model  # noqa: E402

TARGET = ROOT / "src/restore/data/language.npz"
PAIRS, TRIPLES = 2_600_000, 3_700_000
"""N-grams kept of the general model: 14 MB in the wheel, nearly all there are.  With 3.2 million
triples the perplexity on the sound prose of a real paper is 4 % higher, with 2 million 7 %."""

MOST = 0.99
"""Share of a context that its n-grams may have: rounding never takes the last hundredth."""


def main() -> None:
    """Fetch, train, fit, mix, and write the file and what is told of it."""
    arguments = _arguments()
    material = training.gather(arguments.downloads)
    mixture = training.fit(material)
    models = training.train(material.numbered(), len(material.words))
    models["pocketsphinx"] = material.trie
    title = models.pop("titles")
    general = ngrams.mixed([models[name] for name in mixture.weights], mixture.table())
    general = ngrams.pruned(build.with_unknown(general), PAIRS, TRIPLES)
    arrays = _arrays("general", general) | _arrays("title", title)
    for style, source in (("prose", "prose"), ("title", "titles")):
        arrays[f"breaks_{style}"] = build.breaks(material.numbered()[source], len(material.words))
    arrays["words"] = _bytes("\n".join(material.words))
    arrays["settings"] = _bytes(json.dumps(mixture.styles, sort_keys=True))
    np.savez_compressed(arguments.target, **arrays)  # type: ignore[arg-type]  # its stubs know no names
    _tell(arguments.target, material, mixture, {"general": general, "title": title})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--target", type=Path, default=TARGET, help="file to write")
    parser.add_argument("--downloads", type=Path, default=ROOT / "build/models")
    return parser.parse_args()


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
    return np.where(full[before] & (packed > 0) & (packed < 255), packed + 1, packed).astype(
        np.uint8
    )


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("ascii"), np.uint8)


def _tell(
    target: Path,
    material: training.Material,
    mixture: training.Mixture,
    models: Mapping[str, Model],
) -> None:
    """Write what the file was made from beside it, and say it."""
    data = target.read_bytes()
    counts = {name: [len(m.two.keys), len(m.three.keys)] for name, m in models.items()}
    told = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "words": len(material.words),
        "pairs and triples": counts,
        "tokens": {name: len(words) for name, words in material.numbered().items()},
        "weights": {name: [round(w, 4) for w in row] for name, row in mixture.weights.items()},
        "styles": mixture.styles,
        "perplexity held out": mixture.measured,
    }
    text = json.dumps(told, indent=2, sort_keys=True) + "\n"
    target.with_suffix(".json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
