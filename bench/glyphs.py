"""Prints what reading broken fonts costs, beside bare extraction and beside recognising the pages.

    python bench/glyphs.py [--pages 50] [--rounds 3]

A paper with three fonts that have lost their maps, and the same paper with sound maps, are made as
the fixtures are, long enough to show what a long paper costs.  All is measured in one run, in turn;
nothing here fails because of a number.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run as a file, Python looks for packages beside it only

import pypdfium2  # noqa: E402
from bench.run import read_bare, seconds  # noqa: E402
from fixtures.glyphs.cases import Case, made_of  # noqa: E402
from fixtures.glyphs.prose import story  # noqa: E402
from fixtures.glyphs.typeset import Block  # noqa: E402

import restore  # noqa: E402
from restore.damage import glyphs  # noqa: E402
from restore.evidence.authorities import load  # noqa: E402
from restore.evidence.words import shares  # noqa: E402
from restore.read import read  # noqa: E402
from restore.view import View  # noqa: E402

WORDS_A_PAGE = 585
OCR_PAGES = 3  # enough for a mean: a page of this paper is like the next
DPI = 200
INDEX = """
import resource, time
from restore.evidence import shapes, solver
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start = peak(), time.perf_counter()
shapes.load_shapes()
print(time.perf_counter() - start, peak() - before)
"""


def long_story(pages: int) -> list[Block]:
    """Return a text of about so many pages: the story's, and words at random to go on with."""
    chance = random.Random(7)  # noqa: S311 - the same text every time
    known = [word for word in shares("en", small=True) if word.isascii() and word.isalpha()][:6000]
    blocks = story()
    for number in range(pages * WORDS_A_PAGE // 90):
        words = [chance.choice(known) for _ in range(90)]
        words[::12] = [word.capitalize() for word in words[::12]]
        role = "emphasis" if number % 7 == 0 else "body"
        blocks.append(Block(role, f"{' '.join(words)} {1900 + number % 90}.", indent=12.0))
    return blocks


def made(folder: Path, damage: str, pages: int) -> Path:
    """Write a long paper with one damage to all its fonts and return where it is."""
    data, _ = made_of(Case("garamond", "type0", damage), long_story(pages))
    path = folder / f"{damage}.pdf"
    path.write_bytes(data)
    return path


def glyph_work(path: Path) -> float:
    """Return how long reading a paper's glyphs takes, fonts not yet drawn."""
    document = read(path)
    view = View(document=document, text=document.text, authorities=load())
    return seconds(lambda: list(glyphs.propose(view)))


def recognised(tesseract: str, path: Path, folder: Path) -> float:
    """Return the seconds a page that Tesseract takes on one core, without drawing the page."""
    pdf = pypdfium2.PdfDocument(path)
    took = []
    for number in range(min(OCR_PAGES, len(pdf))):
        picture = folder / f"{number}.png"
        pdf[number].render(scale=DPI / 72, grayscale=True).to_pil().save(picture)
        start = time.perf_counter()
        subprocess.run(
            [tesseract, str(picture), "-"],
            check=True,
            capture_output=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
        took.append(time.perf_counter() - start)
    return median(took)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What reading broken fonts costs.")
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    child = subprocess.run(
        [sys.executable, "-c", INDEX], check=True, capture_output=True, text=True
    )
    took, memory = map(float, child.stdout.split())
    print(f"index of shapes: loads in {took:.2f} s (aim: < 0.2), costs {memory:.0f} MB (aim: < 60)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for damage, aim in (("removed", 0.5), ("right", 0.1)):
            path = made(folder, damage, given.pages)
            pages = read_bare(path)
            glyph_work(path)
            rounds = [
                (seconds(partial(read_bare, path)), glyph_work(path)) for _ in range(given.rounds)
            ]
            bare, work = (median(column) for column in zip(*rounds, strict=True))
            repair = median(seconds(partial(restore.repair, path)) for _ in range(given.rounds))
            print(f"{damage}: {pages} pages, pdfplumber {bare:.2f} s, glyph work {work:.2f} s")
            print(f"  glyph work / pdfplumber {work / bare:.2f} (aim: <= {aim})")
            print(f"  whole repair {repair:.2f} s, {repair / bare:.2f} of pdfplumber")
            tesseract = shutil.which("tesseract")
            if damage == "removed" and tesseract:
                ocr = recognised(tesseract, path, folder)
                print(f"  Tesseract at {DPI} dpi takes {ocr:.2f} s a page on one core,")
                print(f"  {ocr * pages / repair:.1f} times the whole repair (aim: >= 8)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
