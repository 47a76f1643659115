"""Finds names of a paper by what a person types: a part of a spelling, or any romanisation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from restore.errors import UsageError
from restore.evidence.authorities import Authorities, Entry
from restore.names.confusions import plain, squeezed
from restore.names.forms import parse
from restore.names.model import Name, Roster
from restore.names.relate import relate
from restore.romanise.variants import variants

CLOSE = 0.6
"""Share of equal letters from which a name is offered in place of one that is not there; the
value of `difflib`.  Too low a share costs a line of the screen."""

OFFERED = 4
SURE = ("same", "form", "romanisation")
"""Relations of two spellings that can be one person's."""

SILENT_RE = re.compile("[.\\-\u2010-\u2013\u00b7]")
"""Stops, hyphens and middle dots, which every author sets in another way."""


WITH_E = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""Umlauts as they are written where there is no type for them: Muennich."""


def key(text: str) -> str:
    """Return a name in plain small letters, without hyphens and stops.

    >>> key("Ch’oe Ch’ang-ik"), key("CHOE  Chŏn")
    ('choe changik', 'choe chon')
    """
    return " ".join(SILENT_RE.sub("", plain(text)).split())


def offered(spellings: Iterable[str]) -> str:
    """Return the first of several spellings as they are offered in a message.

    >>> offered(["Yun Kong-hum", "Yun Kong-hun"])
    '"Yun Kong-hum", "Yun Kong-hun"'
    """
    return ", ".join(f'"{each}"' for each in [*dict.fromkeys(spellings)][:OFFERED])


def find_names(roster: Roster, text: str) -> Iterator[Name]:
    """Yield the names of a roster that a text can mean.

    It may be a part of a spelling or of a record's, a romanisation by any system, or the name in
    its own script.
    """
    asked = key(text)
    if not asked:
        return
    wanted = {key(spelling) for spelling in _generated(text)}
    for name in roster.names:
        if any(asked in known or known in wanted for known in _known(name)) or _is(name, text):
            yield name


def _known(name: Name) -> Iterator[str]:
    """Yield the keys of all spellings of a name, its record's with them."""
    texts = [spelling.text for spelling in name.spellings]
    if name.record is not None:
        texts += [*name.record.spellings, name.record.fields.get("native", "")]
    for text in texts:
        yield key(text)
        if (other := unicodedata.normalize("NFC", text).translate(WITH_E)) != text:
            yield key(other)


def _generated(text: str) -> Iterator[str]:
    """Yield the spellings of a name that is given in its own script."""
    if any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in text):
        yield from variants("", native=text)


def _is(name: Name, text: str) -> bool:
    """Tell whether a text is a spelling of a person, whatever the system of romanisation.

    A family name alone is that of all its bearers; a whole name is not a family name alone.
    """
    if name.kind not in ("person", "unknown"):
        return False
    asked = parse(text)
    for form in (parse(spelling.text) for spelling in name.spellings):
        if form.given or not asked.given:
            meant = asked if asked.given else form._replace(family=asked.family)
            if relate(meant, form).kind in SURE:
                return True
    return False


def spelling_of(roster: Roster, text: str) -> str:
    """Return the spelling of the paper that a person means, letter for letter.

    Case, accents, apostrophes, hyphens and blanks may differ as long as one alone is meant.

    Raises:
        UsageError: the paper has no such spelling, or several; with those that come near.
    """
    spellings = list(dict.fromkeys(s.text for name in roster.names for s in name.spellings))
    if text in spellings:
        return text
    letters = squeezed(text)
    alike = [spelling for spelling in spellings if letters and squeezed(spelling) == letters]
    if len(alike) == 1:
        return alike[0]
    near = alike or _near(roster, text, spellings)
    raise UsageError(
        f'This paper has no name "{text}".' if text.strip() else "A name is empty.",
        advice=f"It has: {offered(near)}." if near else "'restore names' lists those it has.",
        payload=text,
    )


def _near(roster: Roster, text: str, spellings: list[str]) -> list[str]:
    """Return spellings that come near a text, the likeliest first."""
    found = [name.lead for name in find_names(roster, text)]
    keys: dict[str, str] = {}
    for spelling in spellings:
        keys.setdefault(key(spelling), spelling)
    close = get_close_matches(key(text), keys, n=OFFERED, cutoff=CLOSE)
    return list(dict.fromkeys([*found, *(keys[each] for each in close)]))


def record_of(authorities: Authorities, text: str) -> Entry:
    """Return the record of a dictionary that a person means.

    Raises:
        UsageError: no dictionary in use lists it, or several records have that spelling; with
            those that come near.
    """
    if text in authorities.spellings:
        return authorities.spellings[text]
    keys: dict[str, Entry] = {}
    for spelling, entry in authorities.spellings.items():
        keys.setdefault(squeezed(spelling), entry)
    letters = squeezed(text)
    if letters and letters in keys:
        return keys[letters]
    near = [keys[close].name for close in get_close_matches(letters, keys, n=OFFERED)]
    raise UsageError(
        f'No list in use has "{text}".',
        advice=f"Near it are: {offered(near)}."
        if near
        else "Add it to a list given by --dictionary.",
        payload=text,
    )
