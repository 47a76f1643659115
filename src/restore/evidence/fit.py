"""Can one word follow another, can a word end a sentence? Closed lists of English function words.

They say little about what fits, and are seldom wrong about what does not.
"""

from __future__ import annotations

import regex

from restore.evidence.rows import bare
from restore.evidence.words import words_of


def _words(*lines: str) -> frozenset[str]:
    """Return the words of some lines as a set."""
    return frozenset(word for line in lines for word in line.split())


DETERMINERS = _words("the a an his her their its our my your this these those every each no")
PREPOSITIONS = _words(
    "of in on at by for with from to into onto upon about against between among through during",
    "before after under toward towards within without regarding concerning than as",
)
LINKS = _words(
    "and or but nor that which who whom whose when while where because since if although though",
    "whether",
)
AUXILIARIES = _words(
    "is are was were be been has have had do does did will would shall should may might must can",
    "could",
)
EXPECTING = DETERMINERS | PREPOSITIONS | LINKS | AUXILIARIES | _words("not also very only")
"""Words that hardly ever end a sentence, and no title ever."""

TWO_LETTERS = _words(
    "am an as at be by do go he if in is it me my no of on or so to up us we ad ex re vs ed pp"
)
"""The words of two letters; lists of frequent words are full of fragments of that length."""

_PLAIN = _words("of to in at by for with from into")
_PARTICIPLES = _words("given taken made seen shown sent known written told held brought")
_FINITE = _words("is are was were has had does did will would")
_PRONOUNS = _words("he she it they we him her them us me i you")
_MODALS = _words("will would shall should may might must can could")
_PAST = _words("said went came knew took gave saw began became wrote were was had did has is are")
_NO_START = {
    **dict.fromkeys(DETERMINERS, _PLAIN | LINKS | AUXILIARIES | DETERMINERS | _PRONOUNS | _PAST),
    **dict.fromkeys(_MODALS, _PLAIN | _PAST | _MODALS | DETERMINERS | {"and", "or"}),
    **dict.fromkeys(
        PREPOSITIONS - {"than", "as", "before", "after"},
        (_PLAIN - {"from"}) | _FINITE | _PAST | {"and", "or", "but", "nor", "because"},
    ),
    **dict.fromkeys(("and", "or", "but", "nor"), _words("and or but nor of")),
    **dict.fromkeys(("is", "are", "was", "were"), _FINITE - {"will", "would"}),
}
"""What cannot follow a word: closed lists for closed classes, no grammar."""

_ABBREVIATED = frozenset(("U.S.", "U.N.", "U.K.", "D.C.", "B.C.", "A.D.", "U.S.S.R."))
_INITIALS_RE = regex.compile(r"(?:(?<!\p{L})\p{Ll}[\p{Ll}’'-]*|,)\s((?:\p{Lu}\.\s?){1,3})$")
_SENTENCE_RE = regex.compile(r"(?:\p{Ll}\p{Ll}|\d\d|[\"”’)\]])[.!?][\"”’)]*\s+[\p{Lu}“\"‘\[]")
_VOWEL_RE = regex.compile(r"[ai]|e(?!u)|o(?!ne)", regex.IGNORECASE)
_CONSONANT_RE = regex.compile(r"[b-df-gj-np-tv-z]\p{Ll}", regex.IGNORECASE)
_VERB_RE = regex.compile(r"\p{Ll}{2,}ed$")


def is_prose(text: str) -> bool:
    """Tell whether a piece of text is made of sentences, not a title, a caption or an address.

    Several sentences are; a single one is if a finite verb stands in it, or if it ends in a word
    that no title ends in.

    >>> is_prose("Memorandum of conversation with the envoy, Hwang, 5 May 1931")
    False
    >>> is_prose("The envoy had been asked to")
    True
    """
    if _SENTENCE_RE.search(text) or len(text) > 250:
        return True
    words = [m.group() for m in words_of(text)]
    if len(words) < 3:
        return False
    verbs = any(w in AUXILIARIES or _VERB_RE.search(w) for w in words[1:])
    return verbs or text.rsplit(None, 1)[-1] in EXPECTING


def is_waiting(text: str) -> bool:
    """Tell whether a text ends in initials that wait for their surname.

    >>> is_waiting("of the embassy, S.N."), is_waiting("translated by Comrade Ivanov V.I.")
    (True, False)
    """
    found = _INITIALS_RE.search(bare(text[-80:]))
    return found is not None and found.group(1).replace(" ", "") not in _ABBREVIATED


def is_clash(last: str, first: str, after: str) -> bool:
    """Tell whether two words cannot stand side by side.

    >>> is_clash("to", "of", " "), is_clash("in", "expelled", ","), is_clash("the", "crisis", " ")
    (True, True, False)
    """
    one, other = last.lower(), first.lower()
    if other in _NO_START.get(one, ()) or (one == other and one in EXPECTING):
        return True
    if (one == "a" and _VOWEL_RE.match(first)) or (one == "an" and _CONSONANT_RE.match(first)):
        return True
    if one in _PARTICIPLES and _VERB_RE.search(other):
        return True
    if one in _PLAIN and _VERB_RE.search(other) and (one == "to" or after == ","):
        return True
    return one.endswith(("'s", "’s")) and other in _PLAIN | LINKS | _FINITE | _PRONOUNS
