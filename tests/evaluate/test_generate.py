"""The made papers: the same every time, true to their pieces, and of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from restore.evaluate.cases import Case
from restore.evaluate.generate import GENERATORS, cases, digest_of
from restore.evaluate.sources import Sources, read_sources
from restore.evidence.authorities import load

ROOT = Path(__file__).parents[2]
SHARE = 0.06


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources(ROOT, load())


@pytest.fixture(scope="module")
def made(sources: Sources) -> list[Case]:
    return list(cases(sources, share=SHARE))


def test_the_prose_has_none_of_its_own_markup(sources: Sources) -> None:
    text = "\n".join(sources.paragraphs)
    assert len(sources.paragraphs) > 30
    assert not any(sign in text for sign in ("{{", "}}", "^[", "*", "@"))


def test_the_same_seed_makes_the_same_papers(sources: Sources, made: list[Case]) -> None:
    assert digest_of(made) == digest_of(cases(sources, share=SHARE))
    assert digest_of(made) != digest_of(cases(sources, share=SHARE, seed=1))


def test_more_papers_leave_the_first_ones_as_they_were(sources: Sources) -> None:
    for generator in GENERATORS:
        few, more = (list(generator.papers(sources, 7, size)) for size in (2, 4))
        assert [c.text for c in few] == [c.text for c in more[:2]]


def test_every_piece_is_true_and_the_pieces_cover_both_texts(made: list[Case]) -> None:
    for case in made:
        at = true_at = 0
        for piece in case.pieces:
            assert (piece.seen.start, piece.true.start) == (at, true_at)
            at, true_at = piece.seen.end, piece.true.end
            if piece.kept:
                assert piece.seen.of(case.text) == piece.true.of(case.truth)
        assert (at, true_at) == (len(case.text), len(case.truth))


def test_every_kind_is_made_and_has_sound_text_about_it(made: list[Case]) -> None:
    kinds = {case.kind for case in made}
    assert kinds >= {
        "lost-letters",
        "unmapped-glyphs",
        "leaked-operators",
        "ligatures",
        "mojibake",
        "line-end-hyphens",
        "names",
        "citations",
    }
    for kind in kinds:
        of_kind = [c for c in made if c.kind == kind]
        assert sum(len(c.places) for c in of_kind) > len(of_kind) / 2
        assert all(any(p.kept and len(p.seen.of(c.text)) > 80 for p in c.pieces) for c in of_kind)


def test_lists_lack_records_their_papers_print(made: list[Case]) -> None:
    lists = [c for c in made if c.name.startswith("list-")]
    known = {len(c.authorities.records) for c in lists if c.authorities}
    assert min(known) < len(load().records) - 3
