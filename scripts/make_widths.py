"""Makes src/restore/data/widths.tsv: the advance widths of fonts that others are measured by.

    python scripts/make_widths.py

Widths are facts taken from the font files of these Debian packages, in units of the font:
fonts-liberation2, fonts-crosextra-carlito, fonts-crosextra-caladea, fonts-urw-base35.  Each was
drawn to have the metrics of the families named beside it, so that its widths are theirs.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "src/restore/data/widths.tsv"
FONTS = Path("/usr/share/fonts")

# ASCII, Latin-1, Latin Extended-A, and the quotes, dashes and ligatures of print.
CHARACTERS = [
    *map(chr, range(0x20, 0x7F)),
    *map(chr, range(0xA1, 0x180)),
    *"ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™−ﬁﬂȘșȚț",
]
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
# Path of a family's files and the names its metrics go by, in small letters without spaces.
FAMILIES = {
    "truetype/liberation2/LiberationSans-{}.ttf": "arial helvetica arimo liberationsans nimbussans",
    "truetype/liberation2/LiberationSerif-{}.ttf": "times timesnewroman tinos liberationserif",
    "truetype/liberation2/LiberationMono-{}.ttf": "courier couriernew cousine liberationmono",
    "truetype/crosextra/Carlito-{}.ttf": "calibri carlito",
    "truetype/crosextra/Caladea-{}.ttf": "cambria caladea",
}
URW = {
    "C059-{}": ("newcenturyschlbk centuryschoolbook c059", ("Roman", "Bold", "Italic", "BdIta")),
    "P052-{}": ("palatino bookantiqua p052", ("Roman", "Bold", "Italic", "BoldItalic")),
    "URWBookman-{}": ("bookman urwbookman", ("Light", "Demi", "LightItalic", "DemiItalic")),
    "URWGothic-{}": (
        "avantgarde itcavantgarde urwgothic",
        ("Book", "Demi", "BookOblique", "DemiOblique"),
    ),
    "NimbusSansNarrow-{}": (
        "arialnarrow helveticanarrow",
        ("Regular", "Bold", "Oblique", "BoldOblique"),
    ),
}


def main() -> None:
    """Write the table: one line for each face."""
    characters = list(dict.fromkeys(CHARACTERS))
    lines = [
        "# Advance widths in units of the face; made by scripts/make_widths.py, see there.",
        "\t".join(["names", "style", "units", *(f"{ord(c):04X}" for c in characters)]),
    ]
    lines += [
        line(FONTS / path.format(s), names, s, characters)
        for path, names in FAMILIES.items()
        for s in STYLES
    ]
    for path, (names, files) in URW.items():
        for style, file in zip(STYLES, files, strict=True):
            font = FONTS / "opentype/urw-base35" / f"{path.format(file)}.otf"
            lines.append(line(font, names, style, characters))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(lines) - 2} faces, {len(characters)} characters")


def line(path: Path, names: str, style: str, characters: list[str]) -> str:
    """Return the line of a face: names, style, units an em, and widths in the characters' order."""
    font = TTFont(path)
    cmap, widths = font.getBestCmap(), font["hmtx"].metrics
    cells = [str(widths[cmap[ord(c)]][0]) if ord(c) in cmap else "" for c in characters]
    return "\t".join([names, style, str(font["head"].unitsPerEm), *cells])


if __name__ == "__main__":
    main()
