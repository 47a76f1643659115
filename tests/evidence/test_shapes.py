"""Letters are read off their outlines alone, with their own design unknown to the index."""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from restore.evidence.shape_features import GEOMETRY, LENGTHS, RASTER, measure
from restore.evidence.shapes import load_shapes
from restore.specimens import PER_EM, Specimen
from scripts import make_shapes
from tests.read.fontfile import FOLDER, KINDS, drawn, open_specimens, program, simple

VERA = frozenset(["dejavu-sans", "dejavu-serif", "dejavu-mono"])  # DejaVu is made from Vera
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
POINTS = ".,:;!?()[]-–—‘’“”&/"
ACCENTS = "ÀÁÂÃÄÅÇÉÈÊËÍÎÏÑÓÔÖØÚÜàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ"


@lru_cache
def seen(letters, kind="TrueType", face="Vera.ttf"):
    """Return the specimens of letters of a face of Bitstream Vera, and their likeness."""
    found = drawn(letters, kind, FOLDER / face)
    return load_shapes().match([found[letter] for letter in letters], without=VERA)


def best(likeness):
    """Return the likeliest reading of each glyph."""
    return [likeness.readings[i] for i in likeness.scores.argmax(axis=1)]


def program_of(name):
    """Return a Type 1 font of the drawing library as a font program, and its segments' sizes."""
    data = (FOLDER / name).read_bytes()
    parts = []
    while data[1] != 3:
        size = int.from_bytes(data[2:6], "little")
        parts.append(data[6 : 6 + size])
        data = data[6 + size :]
    return b"".join(parts), [len(part) for part in parts]


def letters_of(name):
    """Draw what stands above ASCII's capitals in a Type 1 font, by its own encoding."""
    data, sizes = program_of(name)
    with pikepdf.new() as pdf:
        stream = program(pdf, data)
        stream.Length1, stream.Length2 = sizes[0], sizes[1]
        font = simple(pdf, "Type1", {"/FontFile": stream})
        specimens = open_specimens(pdf, pdf.make_indirect(font))
    return [
        specimen
        for specimen in specimens.draw(0, [*range(97, 127), *range(161, 255)]).values()
        if specimen
    ]


def shapes_of_nothing(count):
    """Make specimens of random blots, no letters of any script."""
    chance = np.random.default_rng(1956)
    blots = []
    for _ in range(count):
        dots = chance.random((8, 8)) < 0.5
        ink = np.kron(dots, np.full((9, 9), 255)).astype(np.uint8)
        ink[0, :] = ink[-1, :] = ink[:, 0] = ink[:, -1] = 255
        blots.append(Specimen(ink, (0.0, 0.0, 72 / PER_EM, 72 / PER_EM)))
    return blots


# What must not be read: the index abstains.


@pytest.mark.parametrize("name", ["zd______.pfb", "sy______.pfb"])
def test_dingbats_and_symbols_are_no_latin(name):
    found = letters_of(name)
    assert len(found) > 30
    assert not load_shapes().match(found).latin


def test_blots_are_no_latin():
    likeness = load_shapes().match(shapes_of_nothing(30))
    assert not likeness.latin
    assert likeness.distance.min() > 2


def test_one_shape_again_and_again_is_no_alphabet():
    found = drawn("o", "TrueType")["o"]
    assert load_shapes().match([found] * 10).latin
    assert not load_shapes().match([found] * 30).latin


@pytest.mark.parametrize("script", ["Arabic", "Hebrew", "Devanagari", "Georgian", "Thai"])
def test_other_scripts_are_no_latin(script):
    path = make_shapes.files().get(f"NotoSans{script}-Regular")
    if path is None:
        pytest.skip("the font is not installed")
    with TTFont(path, lazy=True) as font:
        points = [point for point in sorted(font.getBestCmap()) if point > 0x500][:80]
        glyphs = [font.getGlyphID(font.getBestCmap()[point]) for point in points]
    found = [specimen for specimen in make_shapes.drawn(path, glyphs).values() if specimen]
    assert not load_shapes().match(found).latin


# What must be read.


@pytest.mark.parametrize("kind", KINDS)
def test_letters_and_digits_of_each_kind_of_font_are_read(kind):
    likeness = seen(LETTERS, kind)
    assert likeness.latin
    assert "".join(best(likeness)) == LETTERS


@pytest.mark.parametrize("face", ["Vera.ttf", "VeraBd.ttf", "VeraIt.ttf", "VeraBI.ttf"])
def test_every_style_is_read(face):
    wanted = LETTERS + POINTS + ACCENTS
    likeness = seen(wanted, face=face)
    wrong = [f"{a}>{b}" for a, b in zip(wanted, best(likeness), strict=True) if a != b]
    assert len(wrong) <= 4, wrong


def test_a_few_glyphs_are_enough_to_begin_with():
    for letters in ("a", "ge", "The", "2037"):
        likeness = seen(letters)
        assert likeness.latin
        assert "".join(best(likeness)) == letters


def test_dashes_are_told_by_their_lengths():
    assert best(seen(LETTERS + "-–—_"))[-4:] == list("-–—_")


def test_accents_are_told_apart():
    wanted = "oòóôõöuùúûüaàáâãäå"
    assert "".join(best(seen(wanted))) == wanted


def test_a_ligature_reads_as_its_letters():
    assert best(seen(LETTERS + "ﬁﬂ"))[-2:] == ["fi", "fl"]


def test_what_a_font_hardly_tells_apart_stays_open():
    index = load_shapes().readings.index
    likeness = seen(LETTERS + "|")
    for letter, other in ("lI", "Il", "O0", "0O", "l|"):
        row = (LETTERS + "|").index(letter)
        lost = likeness.scores[row].max() - likeness.scores[row, index(other)]
        assert lost < 12, (letter, other)


# What a likeness says.


def test_scores_are_posteriors():
    likeness = seen(LETTERS)
    assert likeness.scores.dtype == np.float32
    assert likeness.scores.shape == (len(LETTERS), len(load_shapes().readings))
    assert np.allclose(np.exp(likeness.scores).sum(axis=1), 1, atol=1e-3)


def test_distances_name_their_nearest():
    likeness = seen(LETTERS)
    for row, (font, reading) in enumerate(likeness.nearest):
        assert font in load_shapes().fonts
        assert likeness.to(reading)[row] == pytest.approx(likeness.distance[row], abs=1e-3)
    assert likeness.to("a").argmin() == LETTERS.index("a")
    assert np.isinf(likeness.to("not a reading")).all()


def test_a_design_that_is_left_out_is_nowhere():
    found = list(drawn(LETTERS, "TrueType").values())
    with_it, without = load_shapes().match(found), load_shapes().match(found, without=VERA)
    assert {font[:6] for font, _ in with_it.nearest} == {"DejaVu"}
    assert not any(font.startswith("DejaVu") for font, _ in without.nearest)
    assert with_it.distance.max() < 0.3 < np.median(without.distance)
    assert set(load_shapes().designs) >= VERA


@pytest.mark.parametrize("by", [0.65, 0.8, 1.25, 1.5])
def test_a_font_that_does_not_count_in_ems_is_scaled(by):
    found = drawn(LETTERS, "TrueType").values()
    scaled = [one._replace(box=tuple(v * by for v in one.box)) for one in found]
    likeness = load_shapes().match(scaled, without=VERA)
    assert likeness.scale == pytest.approx(1 / by, rel=0.08)
    assert "".join(best(likeness)) == LETTERS


def test_a_font_in_ems_is_left_as_it_is():
    assert seen(LETTERS).scale == 1


def test_glyphs_do_not_depend_on_their_order_nor_on_being_many():
    found = list(drawn(LETTERS, "TrueType").values())
    once = load_shapes().match(found, without=VERA, scale=1.0)
    back = load_shapes().match(found[::-1], without=VERA, scale=1.0)
    assert np.allclose(once.scores, back.scores[::-1], atol=0.01)
    many = load_shapes().match(found * 5, without=VERA, scale=1.0)
    assert best(many)[: len(found)] == best(once)


def test_nothing_is_like_nothing():
    none = load_shapes().match([])
    assert (none.scores.shape, none.nearest) == ((0, len(load_shapes().readings)), [])
    assert not none.latin
    alone = list(drawn("a", "TrueType").values())
    unknown = load_shapes().match(alone, without=frozenset(load_shapes().designs))
    assert not unknown.latin
    assert np.isinf(unknown.distance).all()
    assert np.isinf(unknown.to("a")).all()


def test_measures_have_one_row_a_glyph():
    found = [one for one in drawn("aéi;", "TrueType").values() if one]
    rasters, lengths = measures = measure(found)
    assert measures.geometry(2.0).shape == (4, GEOMETRY)
    assert rasters.shape == (4, RASTER)
    assert lengths.shape == (4, LENGTHS)
    assert 0 <= rasters.min() <= rasters.max() <= 1.001
    assert [above > 0 for above in lengths[:, 3]] == [False, True, True, True]
    dot = Specimen(np.full((1, 1), 255, np.uint8), (0, 0, 1 / PER_EM, 1 / PER_EM))
    assert np.isfinite(load_shapes().match([dot]).scores).all()


# The index itself.


def test_the_index_is_small_and_loads_at_once():
    path = Path(make_shapes.__file__).parents[1] / "src/restore/data/shapes.npz"
    assert 1_000_000 < path.stat().st_size < 2_500_000
    ask = (
        "import time; import restore.evidence.shapes as s; t = time.process_time(); "
        "s.load_shapes(); print(time.process_time() - t)"
    )
    run = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert float(run.stdout) < 0.5  # seconds; 0.05 on a quiet machine


def test_the_index_has_the_letters_it_should():
    readings = set(load_shapes().readings)
    assert readings >= set(LETTERS + POINTS + ACCENTS + "őűŏŭǒǔǖāēīōūăâêôơưđșțłńśźżčřšžěůğışḥṣṭ")
    assert readings >= {"ff", "fi", "fl", "ffi", "ffl", "ft", "tt", "ti", "Th", "ct", "st"}
    assert len(load_shapes().designs) >= 25
    assert len(load_shapes().fonts) >= 60


def test_the_index_is_what_its_script_measures():
    path = make_shapes.files().get("LiberationSerif-Regular")
    if path is None:
        pytest.skip("the font is not installed")
    with TTFont(path, lazy=True) as font:
        rows = make_shapes.references(font)
    glyphs = make_shapes.drawn(path, [row.glyph for row in rows])
    likeness = load_shapes().match([glyphs[row.glyph] for row in rows], scale=1.0)
    same = [
        distance < 0.25  # half a step of a byte in 40 axes; the nearest of another font are at 0.5
        and font == "LiberationSerif-Regular"
        for distance, (font, _) in zip(likeness.distance, likeness.nearest, strict=True)
    ]
    assert sum(same) > 0.95 * len(same)  # the rest: rare forms, and outlines that fonts share


def test_small_capitals_read_as_the_letters_they_stand_for():
    path = make_shapes.files().get("LinLibertine_R")
    if path is None:
        pytest.skip("the font is not installed")
    with TTFont(path, lazy=True) as font:
        rows = [row for row in make_shapes.references(font) if row.form == "small"]
    assert {"a", "g", "r", "é"} <= {row.reading for row in rows}
    glyphs = make_shapes.drawn(path, [row.glyph for row in rows])
    likeness = load_shapes().match(
        [glyphs[row.glyph] for row in rows], without=frozenset(["libertine"]), scale=1.0
    )
    right = [row.reading == found for row, found in zip(rows, best(likeness), strict=True)]
    assert sum(right) > 0.8 * len(right)


def test_a_type1_font_of_the_same_look_is_read():
    data, sizes = program_of("_er_____.pfb")
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    with pikepdf.new() as pdf:
        stream = program(pdf, data)
        stream.Length1, stream.Length2 = sizes[0], sizes[1]
        font = simple(pdf, "Type1", {"/FontFile": stream})
        font.Encoding = Dictionary(Differences=Array([33, *(Name(f"/{c}") for c in letters)]))
        specimens = open_specimens(pdf, pdf.make_indirect(font))
    found = specimens.draw(0, range(33, 33 + len(letters)))
    likeness = load_shapes().match(list(found.values()))
    right = [a == b for a, b in zip(letters, best(likeness), strict=True)]
    assert sum(right) >= len(letters) - 2
