"""Leaked PDF operators are cut out of sentences; whatever only looks like one stays."""

from __future__ import annotations

import pytest

from restore.confidence import probability, tier
from restore.damage import operators
from restore.evidence.authorities import nothing
from restore.page import Document, Source
from restore.view import View


def view_of(text, *, without=()):
    source = Source(name="paper.txt", sha256="", reader="plain")
    document = Document(source=source, text=text, pages=())
    return View(document=document, text=text, authorities=nothing(), without=frozenset(without))


def proposals(text, least="review"):
    found = list(operators.propose(view_of(text)))
    wanted = ("accept",) if least == "accept" else ("accept", "review")
    return [p for p in found if tier(probability(p.damage, p.evidence, rule=p.rule)) in wanted]


def restored(text):
    for proposal in reversed(proposals(text, "accept")):
        text = text[: proposal.span.start] + proposal.after + text[proposal.span.end :]
    return text


KEEP = [
    "the treaty (l. 156) and the note [Tw. 3] of the file",
    "see pp. 23(4) and 12(3)-15(4) of the journal",
    "the salts Fe(CO)4(PPh3), (NH4)2(SO4) and Ca10(PO4)6(OH)2 were weighed",
    "it rose by 12 Td, then to 0.95 Tc, and 1.003 Tc a day later",
    "(cid:12) and (cid:87)(cid:3) remain",
    "AMA/XIX-J-1-j 5/f, p. 12; RGANI, f. 5, op. 28, d. 314, ll. 33-59",
    "f(x)2(y+1)3(z)-1(w) = (a)-2(b), and f(n) = a[(n)]",
    "T-34 tanks, the TJ Hooker show, Tc-99m, the TJ-1000, 5 TJ of energy or 12.345 TJ",
    "primar[...]ztionshof the[...]cityof t[...] and so on",
    "a plate of 3 5 8 cm (3 cm thick)",
    "EMC, BT and ET: at 5 ET, on 10 BT lines",
    "In 1956 Twelve delegates came, in 1957 Two; 12 Tdap shots were given",
    "the word(s) [see (x)] of the paper(s)-3(a) and (re)write",
    'He wrote: "[...] of the party (1956)-the party".',
    "for i in k[(i)]: a[0](b)-27(c)",
    "the colour 0 0 1, then 2 3 re",
    "",
]


@pytest.mark.parametrize("text", KEEP)
def test_sound_text_gets_no_proposal(text):
    assert proposals(text) == []


REVIEW = [
    "between 0.952 Tc and 0.5 Tm the phase is stable",
    "In a content stream the operator TJ takes an array: `[(A)-20(bc)]TJ` shows `Abc`.",
    "Text state: 0.0012 Tc -0.0031 Tw 1 0 0 1 72 720 Tm [(Our)-250(first)]TJ is how a page begins.",
    "the memb(er)-12(shipof)r3Jx the)]TJ-0.0021Tw, as the pdf specification has it",
]


@pytest.mark.parametrize("text", REVIEW)
def test_doubtful_text_is_left_to_a_person(text):
    assert proposals(text, "accept") == []


CHANGE = [
    (
        "the memb(er)-12(shipof)r3Jx the)]TJ-0.0021Tw",
        "the memb[...]ershipof[...]the[...]",
    ),
    (
        "to all [(prim)12(ary)-250(organizations)]TJ of the city",
        "to all primary organizations of the city",
    ),
    ("the party 0.0012 Tc -0.0031 Tw apparatus", "the party apparatus"),
    ("the ambassad0.0013 Tc 12 0 0 12 72 640 Tm(or)Tj spoke", "the ambassad[...]or spoke"),
    ("sent to the <0036004C>Tj embassy in time", "sent to the [...] embassy in time"),
    ("commun1.2 0 Td[(ist)]TJgK0.2 Tc party", "commun[...]ist[...] party"),
    ("the minister ShtyJ0.2kol31 0 Tdemerged B,.51 TTJ0.4out", None),
    ("their hos Tw 9.03417kR2s[(tile4(u)-ness)]TJ044", "their hos [...]tile[...]ness[...]"),
    ("He was ill)Tj 0 -14.4 Td (and left)Tj the city", "He was ill[...]and left[...] the city"),
    (
        "hun(d)-3(r)rT7Cn-22(ed an)d six w]TJ 0.21 Tw 13.3 0 Td (eeks the int) how",
        "hun[...]ed an[...]d six w[...]eeks the int[...] how",
    ),
    ("/P <</MCID 3>> BDC /F1 9 Tf0.01 Tw the report said", None),
]


@pytest.mark.parametrize(("text", "expected"), CHANGE)
def test_residue_is_cut_and_letters_survive(text, expected):
    result = restored(text)
    assert result != text
    assert expected is None or result == expected
    assert not any(mark in result for mark in ("TJ", "Tj", "Tw", "Tc", "Td", "0.0"))


@pytest.mark.parametrize("text", [text for text, _ in CHANGE])
def test_a_second_run_finds_nothing(text):
    assert proposals(restored(text)) == []


def test_nothing_is_invented():
    for text, _ in CHANGE:
        letters = "".join(c for c in restored(text).replace("[...]", "") if c.isalpha())
        source = iter(text)
        assert all(letter in source for letter in letters)


def test_halves_that_make_a_word_are_offered_not_applied():
    (proposal,) = proposals("the memb(er)-3(ship)]TJ of a club; membership is open")
    assert proposal.after == "[...]ership[...]"
    assert "ership[...]" in [a.text for a in proposal.alternatives]


def test_the_document_witness_can_be_switched_off():
    text = "the memb(er)-3(ship)]TJ, as the pdf specification has it"
    (with_it,) = operators.propose(view_of(text))
    (without,) = operators.propose(view_of(text, without=["document"]))
    assert "document" in {e.witness for e in with_it.evidence}
    assert "document" not in {e.witness for e in without.evidence}


def test_cost_grows_with_the_text_not_with_its_square():
    text = "(a)-2" * 20_000 + "]TJ " + "1 " * 20_000 + "[" * 20_000
    list(operators.propose(view_of(text)))
