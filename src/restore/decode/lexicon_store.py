"""The bundled lexicon as a file: what is made of the models and the dictionaries, made before.

`data/lexicon.npz`, made by `scripts/make_case.py`, only spares time: it tells what it was made
from, and where a dictionary, the models or wordfreq's list have changed it is not used.
"""

from __future__ import annotations

import hashlib
import zipfile
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import numpy as np

from restore.decode.lexicon_forms import STEP
from restore.decode.lexicon_words import Floats, Ints
from restore.evidence.authorities import bundled_folder

MODELS = files("restore") / "data" / "language.npz"
STORED = files("restore") / "data" / "lexicon.npz"


class Stored(NamedTuple):
    """Forms as they are stored: a line of `texts` each; prices as in `Forms`."""

    texts: str
    words: Ints
    priors: Floats


def read() -> Stored | None:
    """Return the stored forms; None where they are not of the data at hand."""
    if not STORED.is_file():
        return None
    with STORED.open("rb") as file, np.load(file) as archive:
        if archive["made_from"].tobytes().decode("ascii") != made_from():
            return None
        texts = archive["texts"].tobytes().decode("utf-8")
        priors = archive["prices"].astype(np.float32) * np.float32(-STEP)
        return Stored(texts, archive["words"], priors)


def write(forms: Stored, target: Path) -> None:
    """Store forms, commonest first; the same forms give the same bytes."""
    with target.open("wb") as file:
        np.savez_compressed(
            file,
            made_from=_bytes(made_from()),
            texts=_bytes(forms.texts),
            words=forms.words,
            prices=np.rint(forms.priors / -STEP).astype(np.uint8),
        )


def made_from() -> str:
    """Return a digest of what a lexicon is made from: models, dictionaries, tables, wordfreq."""
    found = hashlib.sha256(version("wordfreq").encode())
    with as_file(MODELS) as path, zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            found.update(f"{member.filename} {member.CRC}".encode())
    for path in sorted(bundled_folder().glob("*.tsv")):
        found.update(path.read_bytes())
    for name in ("authors.tsv", "case.tsv"):
        found.update((files("restore") / "data" / name).read_bytes())
    return found.hexdigest()


def _bytes(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer(text.encode("utf-8"), np.uint8)
