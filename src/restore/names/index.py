"""The names of the dictionaries, to be looked up by whatever spelling a paper has.

    records   which records a sound name can be: by its letters, its sounds, its initials
    near      which spellings a damaged one may have been, nearest first

Typed spellings and generated ones (`romanise/variants.py`) count alike.  Every table is built when
it is first asked, once for one set of records, and a question costs the same however many records
there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple
from weakref import WeakKeyDictionary

from restore.evidence.authorities import Authorities, Entry, generated
from restore.names.confusions import squeezed
from restore.names.forms import parse
from restore.names.kinds import kind_of
from restore.names.lookup import Lookup, letters
from restore.names.model import Form, Tradition
from restore.names.relate import RANK, relate
from restore.romanise import chinese, cyrillic, korean

LONGEST = 6
"""Letters of the longest first word that may be an Asian or a Hungarian family name (Nguyen)."""

LONG = 5
"""Letters from which a family name alone is looked up when it is damaged: shorter ones are too
like each other, and shared by too many."""


GLUED_RE = re.compile(r"\.[^\s-]")
"""Initials without a blank (N.T. Fedorenko): a blank is no letter, and parts no two names."""


class Nearest(NamedTuple):
    """A spelling that a damaged one may have been.

    `record` is whose it is, None where several persons share it.  `steps` counts the
    letters that part them, a usual misreading as a third of one; `score` falls with them from 1.
    """

    name: str
    record: Entry | None
    why: str
    score: float
    steps: float


class NameIndex:
    """The persons of some dictionaries, by all spellings of their names."""

    def __init__(self, persons: tuple[Entry, ...]) -> None:
        """Take the records; the first of two that share a spelling counts as the better one."""
        self.persons = persons
        self._parsed: dict[int, tuple[Form, ...]] = {}

    def records(self, form: Form) -> tuple[Entry, ...]:
        """Return the records a name can be, the nearest first, then in the dictionaries' order.

        A family name alone returns everybody of that name.
        """
        listed = self._by_letters.get(squeezed(_text(form)), ())
        if not form.given:
            alone = (self._by_family.get(key, ()) for key in _family_keys(form.family))
            return tuple(dict.fromkeys(chain(listed, *alone)))
        found = dict.fromkeys(listed)
        ranked = []
        for place, entry in enumerate(dict.fromkeys(self._candidates(form))):
            rank = min((RANK.index(relate(form, f).kind) for f in self._forms(entry)), default=9)
            if rank <= RANK.index("romanisation") and entry not in found:
                ranked.append((rank, place, entry))
        return (*found, *(entry for _, _, entry in sorted(ranked, key=lambda r: r[:2])))

    def near(self, form: Form) -> tuple[Nearest, ...]:
        """Return the spellings that a damaged name may have been, nearest first."""
        return self.near_text(_text(form))

    def near_text(self, text: str) -> tuple[Nearest, ...]:
        """Return the same for a name as it stands in a text, one for each spelling.

        Of two that lie as near, the typed one comes first.
        """
        found = []
        for hit in sorted(
            self.lookup.find(text), key=lambda h: (h.steps, h.text not in self._typed)
        ):
            record = self.owner(hit.text)
            score = round(1 / (1 + hit.steps), 3)
            found.append(Nearest(hit.text, record, _why(hit.steps), score, hit.steps))
        return tuple(found)

    def knows(self, text: str) -> bool:
        """Tell whether a text is a record's name, in whatever spelling or romanisation."""
        return squeezed(text) in self._by_letters or bool(self.records(parse(text)))

    @property
    def size(self) -> int:
        """Return how many spellings there are, typed and generated."""
        return sum(len(spellings) for spellings in self._spellings.values())

    @cached_property
    def lookup(self) -> Lookup:
        """Return all spellings and long family names, for what is damaged."""
        whole = [s for spellings in self._spellings.values() for s in spellings]
        return Lookup([*whole, *self._long_families])

    @cached_property
    def families(self) -> frozenset[str]:
        """Return all family names, typed and generated."""
        typed = {form.family for entry in self.persons for form in self._forms(entry)}
        return frozenset((*typed, *chain.from_iterable(map(_made_families, self.persons))))

    @cached_property
    def _spellings(self) -> dict[int, tuple[str, ...]]:
        """All spellings of each record, by its place."""
        return {place: _all_spellings(entry) for place, entry in enumerate(self.persons)}

    @cached_property
    def _typed(self) -> frozenset[str]:
        """Typed spellings."""
        return frozenset(chain.from_iterable(entry.spellings for entry in self.persons))

    @cached_property
    def _by_letters(self) -> dict[str, tuple[Entry, ...]]:
        """Records by the plain letters of all their spellings, those who have them typed first."""
        typed = ((s, entry) for entry in self.persons for s in entry.spellings)
        made = ((s, entry) for entry in self.persons for s in generated(entry))
        return _grouped((letters(spelling), entry) for spelling, entry in chain(typed, made))

    @cached_property
    def _by_family(self) -> dict[str, tuple[Entry, ...]]:
        """Records by their family names, as typed and as they sound."""
        return _grouped(
            (key, e)
            for e in self.persons
            for form in self._forms(e)
            for key in _family_keys(form.family)
        )

    @cached_property
    def _by_sound(self) -> dict[str, tuple[Entry, ...]]:
        """Records by family name and given name as they sound, and by family name and initial."""
        return _grouped(
            (key, e) for e in self.persons for form in self._forms(e) for key in _sounds(form)
        )

    @cached_property
    def _long_families(self) -> dict[str, Entry | None]:
        """Long family names, and whose they are where only one record has them."""
        found: dict[str, Entry | None] = {}
        for entry in self.persons:
            for family in dict.fromkeys(form.family for form in self._forms(entry)):
                if len(squeezed(family)) >= LONG:
                    found[family] = None if found.get(family, entry) is not entry else entry
        return found

    @cached_property
    def _owners(self) -> dict[str, Entry]:
        """Records by their spellings, the first record that has one."""
        pairs = [(s, self.persons[p]) for p, all_ in self._spellings.items() for s in all_]
        return dict(reversed(pairs))

    def owner(self, spelling: str) -> Entry | None:
        """Return whose a spelling is."""
        return self._owners.get(spelling) or self._long_families.get(spelling)

    def _candidates(self, form: Form) -> Iterator[Entry]:
        """Yield the records that share a sound with a name."""
        for key in _sounds(form):
            yield from self._by_sound.get(key, ())

    def _forms(self, entry: Entry) -> tuple[Form, ...]:
        """Return the typed spellings of a record taken apart."""
        key = id(entry)
        if key not in self._parsed:
            script = _script(entry.fields.get("native", ""))
            self._parsed[key] = tuple(_form(spelling, script) for spelling in entry.spellings)
        return self._parsed[key]


_MADE: WeakKeyDictionary[Authorities, NameIndex] = WeakKeyDictionary()


def index_of(authorities: Authorities) -> NameIndex:
    """Return the index of some dictionaries' persons, made once for each set of dictionaries."""
    index = _MADE.get(authorities)
    if index is None:
        persons = tuple(e for e in authorities.entries if kind_of(e) == "person" and e.name)
        index = _MADE[authorities] = NameIndex(persons)
    return index


def _script(native: str) -> str:
    """Return the script of a native name in one word, "" for none."""
    name = unicodedata.name(native[0], "") if native else ""
    return name.partition(" ")[0].lower()


def _form(spelling: str, script: str) -> Form:
    """Take a spelling of a record apart, its native name being in some script.

    The script settles the order at once for most; `parse` weighs the letters of the others, which
    takes a hundred times as long.
    """
    first, _, rest = spelling.partition(" ")
    head, _, last = spelling.rpartition(" ")
    if not rest or "," in spelling:
        return parse(spelling)
    if script == "hangul" and korean.families(first):
        return Form(first, tuple(rest.split()), "family-first", "korean")
    if script == "cjk" and chinese.is_family(first):
        return Form(first, tuple(rest.split()), "family-first", "chinese")
    if script == "cyrillic" or (not script and len(first) > LONGEST and not _has_small(head)):
        tradition: Tradition = "russian" if script else "western"
        return Form(last, tuple(head.split()), "given-first", tradition)
    return parse(spelling)


def _made_families(entry: Entry) -> Iterator[str]:
    """Yield the family names in the generated spellings of a name in Cyrillic or characters.

    Korean ones are no more than a table has, and Western ones are typed.
    """
    script = _script(entry.fields.get("native", ""))
    if script == "cyrillic":
        yield from {s.rpartition(" ")[2] for s in generated(entry) if not s.endswith(".")}
    elif script == "cjk":
        firsts = {spelling.partition(" ")[0] for spelling in generated(entry)}
        yield from (first for first in firsts if chinese.is_family(first))


def _has_small(words: str) -> bool:
    """Tell whether a word is written small: a particle that belongs to the family name."""
    return any(word[0].islower() for word in words.split())


def _all_spellings(entry: Entry) -> tuple[str, ...]:
    """Return the typed and the generated spellings of a record, with their marks and without.

    What a damaged name lies nearest to is weighed letter by letter, so each way of writing counts.
    """
    made = [s for s in generated(entry) if not GLUED_RE.search(s)]
    dotted = {s.replace("ü", "u") for s in made if "ü" in s}
    return (*entry.spellings, *(s for s in made if s not in dotted or "'" not in s))


def _family_keys(family: str) -> Iterator[str]:
    """Yield the keys of a family name that stands alone: its letters, and a long one's sound."""
    if family:
        yield squeezed(family)
    if len(family) >= LONG:
        yield f"r {cyrillic.fold(family)}"


def _sounds(form: Form) -> Iterator[str]:
    """Yield keys that all dresses of one name share, in every tradition it may belong to.

    Family name and given name; family name and the first letter of the given name.
    """
    given = " ".join(form.given)
    plain_first = squeezed(given)[:1]
    yield f"w {squeezed(form.family)} {plain_first}"
    if form.tradition in ("russian", "unknown", "western"):
        yield f"r {cyrillic.fold(form.family)} {cyrillic.fold(given)[:1]}"
    if form.tradition in ("korean", "unknown"):
        for family in sorted(korean.families(form.family)):
            yield f"k {family} {korean.fold(given)}"
    if form.tradition in ("chinese", "unknown") and chinese.is_family(form.family):
        yield f"c {chinese.fold(form.family)} {chinese.fold(given)}"


def _text(form: Form) -> str:
    """Return a name in one line, in the order it is written."""
    given = " ".join(form.given)
    if form.order == "given-first":
        return f"{given} {form.family}".strip()
    return f"{form.family} {given}".strip()


def _why(steps: float) -> str:
    """Say how near a spelling lies."""
    if steps == 0:
        return "the same letters"
    return "usual misreadings apart" if steps < 1 else f"{steps:g} letters apart"


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    """Return records by key, each once, in order."""
    found: dict[str, dict[int, Entry]] = defaultdict(dict)
    for key, entry in pairs:
        found[key][id(entry)] = entry
    return {key: tuple(entries.values()) for key, entries in found.items()}
