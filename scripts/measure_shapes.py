"""Measures how well letters are read off their shapes, by fonts whose design the index lacks.

    python -m scripts.measure_shapes [NAME ...]

Draws the common letters of each reference font (or of those whose names are given), leaves its
whole design out of the index, and prints how many are read right: by shape alone, one by one, with
no other knowledge than that a reading is common or rare.  Needs scripts/install-fonts.sh.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont

from restore.evidence.shapes import Likeness, load_shapes
from scripts.make_shapes import COMMON, DESIGNS, drawn, files

LETTERS = "".join(sorted(COMMON)) + "-–—'\"&/!éöüóáŏŭőíäçčšžłñ"
SURE = 0.95  # posterior from which on a reading counts as accepted


def likeness_of(path: Path, design: str) -> tuple[str, Likeness]:
    """Return the letters that a font file has, and what they look like without its design."""
    with TTFont(path, lazy=True) as font:
        cmap = font.getBestCmap()
        glyphs = {c: font.getGlyphID(cmap[ord(c)]) for c in LETTERS if ord(c) in cmap}
    seen = drawn(path, list(glyphs.values()))
    found = {c: one for c, glyph in glyphs.items() if (one := seen.get(glyph))}
    without = frozenset([design])
    likeness = load_shapes().match(list(found.values()), without=without, scale=1.0)
    return "".join(found), likeness


def main(names: list[str]) -> None:
    """Print a line for each font and the sum of all."""
    wrong: Counter[str] = Counter()
    letters = right = accepted = mistaken = latin = fonts = 0
    designs = {name: design for design, listed in DESIGNS.items() for name in listed.split()}
    found = files()
    for name in names or designs:
        wanted, likeness = likeness_of(found[name], designs[name])
        read = [likeness.readings[i] for i in likeness.scores.argmax(axis=1)]
        same = np.array([a == b for a, b in zip(wanted, read, strict=True)])
        sure = np.exp(likeness.scores.max(axis=1)) >= SURE
        wrong.update(f"{a}>{b}" for a, b in zip(wanted, read, strict=True) if a != b)
        letters, right = letters + len(same), right + int(same.sum())
        accepted, mistaken = accepted + int(sure.sum()), mistaken + int((sure & ~same).sum())
        latin, fonts = latin + likeness.latin, fonts + 1
        print(f"{same.mean():.3f}  {name}")
    print(
        f"{right / letters:.4f} of {letters} letters right, {latin} of {fonts} fonts seen as Latin"
    )
    print(f"{accepted / letters:.3f} accepted, of these {mistaken / accepted:.4f} wrong")
    print("most often:", ", ".join(f"{pair} {count}" for pair, count in wrong.most_common(12)))


if __name__ == "__main__":
    main(sys.argv[1:])
