"""What is taken from a paper by somebody else: whole sentences only, and lines surely known."""

from __future__ import annotations

from pathlib import Path

from restore.evaluate.lost_reference import clean_sentences, listed
from restore.evidence.authorities import load
from restore.evidence.words import is_known

SOUND = (
    "The ministers met again in the autumn of that year and could not agree on a date.",
    "“Nobody had expected such an answer from the embassy in Prague,” he wrote much later.",
    "It was the last meeting at which all of the five governments were represented.",
)
OTHERS = (
    "T e m e me a a e a m a ea a d c d a ee a da e.",
    "Too short to count.",
)
LIST = (
    "#1 C e Ja . . T e S -S e A a ce a d C a ' E . . . e K . ea Wa ,",
    "#6 V ad a M. Z b k . . K . . ce a d e Be C (1958-62),",
    "#38 J. Ra e, Te Ne C. e H a 1953.",
)


def test_only_whole_sentences_are_taken() -> None:
    paragraph = " ".join((*SOUND, *OTHERS, *SOUND[::-1]))
    assert sorted(clean_sentences(paragraph)) == sorted(SOUND)
    assert clean_sentences("\n\n".join(SOUND)) == []


def test_sentences_come_from_all_over_a_text() -> None:
    numbers = [SOUND[0].replace("autumn", f"autumn of {number}") for number in range(1900, 1990)]
    found = clean_sentences(" ".join(numbers), most=10)
    assert found[0] == numbers[0]
    assert found == numbers[::9]


def test_lines_of_a_list_have_their_records_for_truth() -> None:
    found = listed("\n\n".join(LIST), load())
    assert [(x.seen.line[:9], x.truth.partition(",")[0]) for x in found] == [
        ("C e Ja . ", "Chen Jian"),
        ("V ad a M.", "Vladislav M. Zubok"),
        ("J. Ra e, ", "János Rainer"),
    ]
    assert listed("\n\n".join(SOUND), load()) == []


def test_the_reference_paper_gives_both(reference: Path) -> None:
    text = next((reference / "seed").glob("*.txt")).read_text(encoding="utf-8")
    sentences = clean_sentences(text)
    assert len(sentences) == 60
    words = [w.strip(",.;:“”’\"'?!()[]") for s in sentences for w in s.split()]
    assert sum(map(is_known, words)) > 0.75 * len(words)
    assert len(listed(text, load())) >= 20
