"""Full personal names by their shape: which words of a text make one, from a first word on.

    initials and a family name        N. T. Fedorenko, Ivanov V.I.
    family name and syllables         Pak Chang-ok, Kim Il Sung, Qiao Xiao Guang, Le Duan
    syllables and family name         Sung Chul Yang, Dae-sook Suh
    a given name and what follows     James F. Person, Georges-Henri Soutou, Rákosi Mátyás
    words that no list has            Hasan Alimerko, in the middle of a sentence

Price: a family name that is an English word is found only behind a given name, initials or a title.
"""

from __future__ import annotations

from typing import NamedTuple

from restore.evidence.words import zipf
from restore.names import traditions
from restore.names.forms import PARTICLES, PATRONYMIC_RE
from restore.names.mention_entries import MOST_INITIALS, Entries
from restore.names.mention_lexicon import Lexicon
from restore.names.mention_tokens import ABBREVIATED, Words, is_grammar, is_ordinary
from restore.names.mention_words import COUNTRIES, DEMONYMS, INSTITUTIONS, NEVER
from restore.romanise import korean

SHORT = 3
"""Letters below which one initial makes no name: in damaged text two letters are a torn word."""


USUAL = 3.9
"""Zipf frequency from which an English word ends no unknown family name: Gore (3.75) lies below,
remembers (3.93) and papers (4.6) above."""


class Shape(NamedTuple):
    """A run of words that is written like a personal name, up to word `end`; `sure`: it is one."""

    end: int
    sure: bool = True


class Shapes:
    """Finds full names by shape in the words of one text."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        """Keep the words and what the dictionaries tell."""
        self.words = words
        self.tokens = words.tokens
        self.lexicon = lexicon
        self.entries = Entries(words, lexicon, self.is_name_word)

    def at(self, i: int) -> Shape | None:
        """Return the full name that begins with word `i`."""
        token = self.tokens[i]
        if token.is_initial:
            return self._initials(i)
        if not token.is_capital:
            return None
        found = (
            self._entry(i)
            or self._double(i)
            or self._eastern(i)
            or self._given(i)
            or self._trailing(i)
            or self._unknown(i)
        )
        if found is None or self._is_institution(found.end):
            return None
        return found

    def is_name_word(self, i: int, *, unusual: bool = True) -> bool:
        """Tell whether a word may be part of a name; with `unusual` it must be no English word."""
        token = self.tokens[i]
        if token.is_initial or not token.is_capital or len(token.text) < 2:
            return False
        if token.plain in NEVER or token.plain in DEMONYMS or token.plain in INSTITUTIONS:
            return False
        if "-" in token.text and set(token.plain.split("-")) & DEMONYMS:
            return False
        if is_grammar(token.plain) or token.plain in self.lexicon.other:
            return False
        return not unusual or not self.is_usual(i)

    def is_usual(self, i: int) -> bool:
        """Tell whether a word is English rather than a name, as far as it alone tells."""
        token = self.tokens[i]
        if self.words.lower[token.plain] or self.words.lower[token.plain.removesuffix("s")]:
            return True
        if token.plain in self.lexicon.families:
            return False
        return is_ordinary(token.plain) or all(is_ordinary(p) for p in token.plain.split("-"))

    def _joined(self, i: int) -> bool:
        """Tell whether word `i` exists and follows on the one before it with white space alone."""
        return i < len(self.tokens) and self.tokens[i].joined

    def _entry(self, i: int) -> Shape | None:
        """Return a name as bibliographies and indexes have it: `Lankov, Andrei.`."""
        end = self.entries.end(i)
        return None if end is None else Shape(end)

    def _initials(self, i: int) -> Shape | None:
        """Return initials with a family name: `N. T. Fedorenko`, `L. van der Post`."""
        end = i
        while end - i <= MOST_INITIALS and end < len(self.tokens) and self.tokens[end].is_initial:
            if end > i and not self.tokens[end].joined:
                return None
            end += 1
        count = end - i
        if count > MOST_INITIALS or not self._joined(end) or self._is_abbreviation(i, end):
            return None
        last = self._family_end(end)
        if last is None or self.tokens[last].is_initial:
            return None
        known = self.tokens[last].plain in self.lexicon.families
        if len(self.tokens[last].text) < SHORT and count < 2:
            return None
        if not known and self.is_usual(last) and (count < 2 or self.tokens[i].opens):
            return None
        after = last + 1
        first = self.tokens[last]
        more = traditions.given_of(first.text) or PATRONYMIC_RE.match(first.plain)
        if more and self._joined(after) and self.is_name_word(after):
            after += 1  # T. Nikolai Fedorenko
        return Shape(after)

    def _is_abbreviation(self, i: int, end: int) -> bool:
        """Tell whether capitals with full stops are no initials: U.S., D.C."""
        return "".join(t.text for t in self.tokens[i:end]) in ABBREVIATED

    def _double(self, i: int) -> Shape | None:
        """Return a listed family name with a particle in its midst: `Couve de Murville`."""
        for end in (i + 3, i + 4):
            found = self.tokens[i:end]
            if not self._joined(end - 1) or not all(t.joined for t in found[1:]):
                break
            inner = any(t.plain in PARTICLES for t in found[1:-1])
            if inner and " ".join(t.plain for t in found) in self.lexicon.families:
                return Shape(end)
        return None

    def _family_end(self, i: int) -> int | None:
        """Return the last word of a family name that begins at `i`, particles before it."""
        double = self._double(i)
        if double is not None:
            return double.end - 1
        for _ in range(2):
            if self._joined(i + 1) and self.tokens[i].plain in PARTICLES:
                i += 1
        if not self._joined(i) or not self.is_name_word(i, unusual=False):
            return None
        return i

    def _trailing(self, i: int) -> Shape | None:
        """Return a family name with initials behind it: `Ivanov V.I.`."""
        if not self._joined(i + 1) or not self.tokens[i + 1].is_initial or not self.is_name_word(i):
            return None
        if self._is_title(i) or len(self.tokens[i].text) < SHORT:
            return None
        end = i + 1
        while self._joined(end) and self.tokens[end].is_initial and end - i <= MOST_INITIALS:
            end += 1
        if (self._joined(end) and self.is_name_word(end)) or self._is_abbreviation(i + 1, end):
            return None
        return Shape(end)

    def _eastern(self, i: int) -> Shape | None:
        """Return a Korean, Chinese or Vietnamese name."""
        may_open = self.is_name_word(i, unusual=False) or self._is_free_family(i)
        if not may_open and not self._before_hyphened(i):
            return None
        for count in (4, 3, 2):
            end = i + count
            if end > len(self.tokens) or not all(self._joined(j) for j in range(i + 1, end)):
                continue
            if all(self._is_syllabic(j) for j in range(i, end)) and self._is_eastern(i, end):
                return Shape(end)
        if self._before_hyphened(i):
            return Shape(i + 2)
        free = self.tokens[i].free and not self.tokens[i].in_title
        return Shape(i + 1) if free and traditions.is_korean_joined(self.tokens[i].text) else None

    def _is_free_family(self, i: int) -> bool:
        """Tell whether a word of grammar is a family name here: its capital tells (So Hwi)."""
        token = self.tokens[i]
        free = token.free and not token.in_title and is_grammar(token.plain)
        return free and bool(korean.families(token.text))

    def _is_syllabic(self, i: int) -> bool:
        """Tell whether a word may be a syllable or two of an Eastern name."""
        token = self.tokens[i]
        if not token.is_capital or token.is_initial or token.plain in NEVER:
            return False
        return len(token.text) > 1

    def _is_eastern(self, i: int, end: int) -> bool:
        """Tell whether words are a family name with a given name of syllables."""
        parts = [t.text.title() if t.is_upper else t.text for t in self.tokens[i:end]]
        found = traditions.eastern(parts[0], tuple(parts[1:]))
        inverted = found == "unknown"
        if inverted and (len(parts) == 3 or "-" in parts[0]):
            found = traditions.eastern(parts[-1], tuple(parts[:-1]))
        if found == "unknown" or (found == "vietnamese" and len(parts) == 2 and self._weak(i, end)):
            return False
        if any("-" in part for part in parts):
            return not self._is_english(i, end)
        return not self._weak(i, end)

    def _weak(self, i: int, end: int) -> bool:
        """Tell whether nothing but shape speaks for a name, and English words against it."""
        tokens = self.tokens[i:end]
        lower, free = self.words.lower, self.words.free
        if any(lower[t.plain] > free[t.plain] or t.plain in DEMONYMS for t in tokens[1:]):
            return True
        strong = traditions.is_korean_only(tokens[0].text)
        if not strong and tokens[0].is_upper and len(tokens) < 3:
            return True
        loose = tokens[0].opens or tokens[0].in_title or len(tokens) < 3
        if not strong and loose and all(is_ordinary(t.plain) for t in tokens):
            return True
        return (
            not strong
            and (tokens[0].opens or tokens[0].in_title)
            and self.words.lower[tokens[0].plain] > 0
        )

    def _is_english(self, i: int, end: int) -> bool:
        """Tell whether a hyphenated word among others is English: Il-fated, Pan-Asian."""
        return any(
            self.words.lower[t.plain] or DEMONYMS.intersection(t.plain.split("-"))
            for t in self.tokens[i:end]
            if "-" in t.text
        )

    def _before_hyphened(self, i: int) -> bool:
        """Tell whether a word stands before a Korean given name: `Ten Dong-hek`.

        The family name may be in a spelling that no table has, so the given name must be clear.
        """
        if not self._joined(i + 1) or not self.tokens[i].is_capital or len(self.tokens[i].text) > 7:
            return False
        head, hyphen, tail = self.tokens[i + 1].text.partition("-")
        if not hyphen or not head[:1].isupper() or not 1 < len(head) < 7 or not 0 < len(tail) < 8:
            return False
        family = bool(korean.families(self.tokens[i].text))
        if not family and not (self.tokens[i].free and not self.tokens[i].in_title):
            return False
        if not family and is_ordinary(head.lower()) and is_ordinary(tail.lower()):
            return False
        if self.words.lower[self.tokens[i + 1].plain]:
            return False
        syllables = korean.is_syllable(head) + (
            korean.is_syllable(tail) or tail in ("I", "II", "Il")
        )
        return syllables == 2 or (syllables == 1 and (family or not tail[0].isupper()))

    def _given(self, i: int) -> Shape | None:
        """Return a name that opens with a given name: `James F. Person`, `Juan Carlos Onganía`."""
        if not traditions.given_of(self.tokens[i].text) or self.tokens[i].plain in NEVER:
            return self._inverted(i)
        end = i + 1
        while self._joined(end) and end - i < 5 and self._is_middle(end):
            end += 1
        last = self._family_end(end)
        if last is None:
            if end - i >= 2 and not self.tokens[end - 1].is_initial:
                return Shape(end)  # the last given name is the family name: Henry James
            return None
        initials = any(t.is_initial for t in self.tokens[i:end])
        if self._is_doubtful(last, initials=initials):
            return None
        return Shape(self._second_surname(i, last))

    def _is_middle(self, i: int) -> bool:
        """Tell whether a word may stand between first given name and family name."""
        token = self.tokens[i]
        if token.is_initial or PATRONYMIC_RE.match(token.plain):
            return self._joined(i + 1)
        given = token.is_capital and bool(traditions.given_of(token.text))
        return given and token.plain not in NEVER

    def _is_doubtful(self, last: int, *, initials: bool) -> bool:
        """Tell whether what follows a given name is rather an English word than a family name."""
        token = self.tokens[last]
        if initials or token.plain in self.lexicon.families:
            return False
        return self.words.lower[token.plain] > 0 or (token.in_title and is_ordinary(token.plain))

    def _second_surname(self, i: int, last: int) -> int:
        """Return where a name ends that may have two family names."""
        after = last + 1
        iberian = traditions.given_of(self.tokens[i].text) & {"spanish", "portuguese"}
        if not self._joined(after):
            return after
        if iberian and self.is_name_word(after) and not self.tokens[last].is_upper:
            return after + 1
        return after + self._is_second(last, after)

    def _is_second(self, last: int, after: int) -> bool:
        """Tell whether a capital behind a family name that nobody knows ends it: Ormsby Gore.

        It must stand where capitals tell, be a word that is nowhere small and opens no longer run,
        and name nobody and nothing else.
        """
        one, other = self.tokens[last], self.tokens[after]
        if one.plain in self.lexicon.families or self.is_usual(last):
            return False
        if other.is_initial or other.is_upper or other.in_title or other.plain in COUNTRIES:
            return False
        if not self.is_name_word(after, unusual=False) or self.words.lower[other.plain]:
            return False
        longer = self._joined(after + 1) and self.tokens[after + 1].is_capital
        known = self.lexicon.match(self.tokens, after) is not None
        known = known or other.plain in self.lexicon.families
        known = known or bool(traditions.given_of(other.text))
        return not (longer or known or zipf(other.plain) >= USUAL)

    def _inverted(self, i: int) -> Shape | None:
        """Return a name with its given name last: `Rákosi Mátyás`."""
        if not self._joined(i + 1) or not self.is_name_word(i):
            return None
        if self._joined(i + 2) and self.is_name_word(i + 2):
            return None
        after = self.tokens[i + 1]
        if after.is_capital and traditions.may_invert(after.text):
            return Shape(i + 2)
        return None

    def _unknown(self, i: int) -> Shape | None:
        """Return two or three words that are no English and stand where capitals tell."""
        end = i
        while end < len(self.tokens) and end - i < 4 and (end == i or self._joined(end)):
            token = self.tokens[end]
            if token.is_upper or token.in_title or len(token.text) < SHORT:
                break
            if self._is_title(end) or not self.is_name_word(end):
                break
            end += 1
        if not 2 <= end - i <= 3 or self._is_italic(i):
            return None
        return Shape(end, sure=False)

    def _is_title(self, i: int) -> bool:
        """Tell whether a word is a title, and so no part of an unknown name."""
        return self.tokens[i].plain in self.lexicon.titles.words

    def _is_italic(self, i: int) -> bool:
        """Tell whether a word opens matter in italics or inverted commas: a title of a work."""
        return self.words.text[max(0, self.tokens[i].start - 1) : self.tokens[i].start] in tuple(
            '*_“"„«‘'
        )

    def _is_institution(self, end: int) -> bool:
        """Tell whether a name is part of an institution's: `George Washington University`."""
        for j in (end, end + 1, end + 2):
            if not self._joined(j) or not self.tokens[j].is_capital:
                return False
            if self.tokens[j].plain in INSTITUTIONS:
                return True
        return False
