"""Makes the index of reference shapes, src/restore/data/shapes.npz, from open fonts.

    make shapes

Needs the fonts that scripts/install-fonts.sh installs.  How it is made, which fonts it rests on and
under which licences: docs/shapes.md.  The index holds numbers measured on drawn glyphs, no outlines
and no programs.  The same fonts and libraries give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from restore.evidence.shape_features import GEOMETRY, PART, RASTER, WHOLE, Measures, measure
from restore.page import Font
from restore.read.specimens import FontSpecimens
from restore.specimens import Specimen

FOLDERS = ("/usr/share/fonts", "/usr/share/texmf/fonts")

# Design group: its files.  Faces that are one design under several names (copies made to fit the
# metrics of another, revivals of one cut) are one group, so that a measurement can leave all out.
DESIGNS: dict[str, str] = {
    "times": "LiberationSerif-Regular LiberationSerif-Bold LiberationSerif-Italic "
    "LiberationSerif-BoldItalic texgyretermes-regular texgyretermes-bold texgyretermes-italic "
    "texgyretermes-bolditalic STIX-Regular STIX-Italic",
    "helvetica": "LiberationSans-Regular LiberationSans-Bold LiberationSans-Italic "
    "texgyreheros-regular texgyreheros-bold texgyreheros-italic texgyreheroscn-regular "
    "texgyreheroscn-bold",
    "liberation-mono": "LiberationMono-Regular LiberationMono-Bold",
    "courier": "texgyrecursor-regular texgyrecursor-bold texgyrecursor-italic CourierPrime",
    "palatino": "texgyrepagella-regular texgyrepagella-italic texgyrepagella-bold",
    "schoolbook": "texgyreschola-regular texgyreschola-italic texgyreschola-bold",
    "bookman": "texgyrebonum-regular texgyrebonum-italic texgyrebonum-bold",
    "avant-garde": "texgyreadventor-regular texgyreadventor-bold texgyreadventor-italic",
    "chancery": "texgyrechorus-mediumitalic",
    "computer-modern": "cmunrm cmunti cmunbx cmunbi cmunsl cmunss cmunsx cmuntt cmunssdc cmunci",
    "garamond": "EBGaramond12-Regular EBGaramond12-Italic EBGaramond12-Bold EBGaramond08-Regular",
    "libertine": "LinLibertine_R LinLibertine_RI LinLibertine_RB LinLibertine_RBI",
    "biolinum": "LinBiolinum_R LinBiolinum_RI LinBiolinum_RB",
    "gentium": "GentiumPlus-Regular GentiumPlus-Italic GentiumBookPlus-Bold",
    "charis": "CharisSIL-Regular CharisSIL-Italic CharisSIL-Bold",
    "carlito": "Carlito-Regular Carlito-Italic Carlito-Bold Lato-Regular Lato-Light Lato-Black",
    "caladea": "Caladea-Regular Caladea-Italic Caladea-Bold",
    "open-sans": "OpenSans-Regular OpenSans-Italic OpenSans-Bold OpenSans-CondLight "
    "OpenSans-CondBold",
    "old-standard": "OldStandard-Regular OldStandard-Italic OldStandard-Bold",
    "didot": "GFSDidot GFSDidotItalic GFSDidotBold",
    "vollkorn": "Vollkorn-Regular Vollkorn-Italic Vollkorn-Bold",
    "junicode": "JunicodeTwoBeta-Regular JunicodeTwoBeta-Italic JunicodeTwoBeta-Bold "
    "JunicodeTwoBeta-Condensed",
    "inter": "Inter-Regular Inter-Italic Inter-Bold",
    "roboto": "Roboto-Regular Roboto-Italic Roboto-Bold RobotoCondensed-Regular",
    "cabin": "Cabin-Regular Cabin-Italic Cabin-Bold",
    "quattrocento": "Quattrocento-Regular",
    "dejavu-sans": "DejaVuSans DejaVuSans-Oblique DejaVuSans-Bold DejaVuSansCondensed",
    "dejavu-serif": "DejaVuSerif DejaVuSerif-Italic DejaVuSerif-Bold DejaVuSerifCondensed",
    "dejavu-mono": "DejaVuSansMono",
    "fira-mono": "FiraCode-Regular",
}

_PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ"
_KOREAN = "ŏŭŎŬ"
_VIETNAMESE = (
    "ăâêôơưđạảãấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹĂÂÊÔƠƯĐẠẢẤẦẬẮẶẸẺẾỀỂỆỊỌỎỐỒỔỘỚỜỢỤỦỨỪỰỲỶ"
)
_ARABIC = "ḍḥḫṣṭẓḏḡṯẕṇṃṅṛḷśṚṢṬḌḤ"  # and Sanskrit: marks of scholarly romanisation
_POINTS = "–—‘’‚“”„†‡•…‰‹›€™−№′″⁰⁴⁵⁶⁷⁸⁹ȘșȚțıſ"
CHARACTERS = "".join(
    dict.fromkeys(
        [
            *map(chr, range(0x21, 0x7F)),
            *(chr(i) for i in range(0xA1, 0x100) if i != 0xAD),  # the soft hyphen is no shape
            *map(chr, range(0x100, 0x180)),
            *(_PINYIN + _KOREAN + _VIETNAMESE + _ARABIC + _POINTS),
        ]
    )
).translate({ord(c): None for c in "ĸŉĿŀĲĳŦŧŊŋ¨¯´¸ªº¦¤¹²³" if c not in "ªº¹²³"})
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
JOINED = frozenset(
    ["ff", "fi", "fl", "ffi", "ffl", "fj", "ft", "tt", "ti", "tti", "Th", "ct", "st", "fb", "fh"]
)
SMALL = "abcdefghijklmnopqrstuvwxyzæœøéèáóöüäñç"


COMMON = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:?()-[]‘’“”")
PRIORS = (
    ("\"'–—&/!", -1.0),
    ("éèêëàâäáöóòôüúûùíîïçñåæøœ", -2.5),
    ("′″`‚^", -6.0),  # they look like quotes, and those stand in every text
    ("őűčćšśžźżłńęąřěůğışșțăđŏŭāēīōū", -3.5),
    ("".join(map(chr, range(0x21, 0x7F))), -3.5),
    (_VIETNAMESE, -6.0),
)


class Reference(NamedTuple):
    """One glyph of a font: what it reads as, in which form, and its number in the font."""

    reading: str
    form: str
    glyph: int


def references(font: TTFont) -> list[Reference]:
    """Return the glyphs of a font that go into the index, each once."""
    found = [*_characters(font), *_substituted(font)]
    number = {name: font.getGlyphID(name) for *_, name in found}
    first: dict[tuple[str, str], Reference] = {}
    seen = set()
    for reading, form, name in found:
        if (reading, number[name]) not in seen:
            first.setdefault((reading, form), Reference(reading, form, number[name]))
        seen.add((reading, number[name]))
    return list(first.values())


def _characters(font: TTFont) -> Iterator[tuple[str, str, str]]:
    cmap = font.getBestCmap()
    for character in CHARACTERS:
        if ord(character) in cmap:
            yield character, "plain", cmap[ord(character)]
    for point, reading in LIGATURES.items():
        if point in cmap:
            yield reading, "plain", cmap[point]


def _substituted(font: TTFont) -> Iterator[tuple[str, str, str]]:
    """Yield the glyphs that only a feature reaches: small capitals, other digits, ligatures."""
    cmap = font.getBestCmap()
    for form, tags, characters in (
        ("small", {"smcp"}, SMALL),
        ("other", {"onum", "lnum"}, "0123456789"),
    ):
        wanted = {cmap[ord(c)]: c for c in characters if ord(c) in cmap}
        for table in _lookups(font, tags):
            for source, target in getattr(table, "mapping", {}).items():
                if source in wanted and isinstance(target, str):
                    yield wanted[source], form, target
    yield from _ligatures(font)


def _ligatures(font: TTFont) -> Iterator[tuple[str, str, str]]:
    names = {name: chr(i) for i, name in font.getBestCmap().items() if chr(i).isascii()}
    for table in _lookups(font, {"liga", "dlig", "hlig", "clig"}):
        for first, ligatures in sorted(getattr(table, "ligatures", {}).items()):
            for one in ligatures:
                reading = "".join(names.get(n, " ") for n in (first, *one.Component))
                if reading in JOINED:
                    yield reading, "plain", one.LigGlyph


def _lookups(font: TTFont, tags: set[str]) -> Iterator[Any]:
    """Yield the substitution tables of some features."""
    table = font["GSUB"].table if "GSUB" in font else None
    if table is None or not table.FeatureList:
        return
    features = [r.Feature for r in table.FeatureList.FeatureRecord if r.FeatureTag in tags]
    for index in sorted({i for feature in features for i in feature.LookupListIndex}):
        for sub in table.LookupList.Lookup[index].SubTable:
            yield getattr(sub, "ExtSubTable", sub)


def drawn(path: Path, glyphs: list[int]) -> dict[int, Specimen | None]:
    """Draw glyphs of a font file by their numbers, as glyphs of a PDF are drawn."""
    data = path.read_bytes()
    outlines = data[:4] != b"OTTO"
    with pikepdf.new() as pdf:
        program = pdf.make_stream(data)
        if not outlines:
            program.Subtype = Name.OpenType
        descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Reference, Flags=4)
        descriptor["/FontFile2" if outlines else "/FontFile3"] = program
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2 if outlines else Name.CIDFontType0,
            BaseFont=Name.Reference,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
        font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name.Reference,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(inner)]),
            )
        )
        pdf.Root.Font = font
        buffer = BytesIO()
        pdf.save(buffer, static_id=True)
    with pikepdf.open(BytesIO(buffer.getvalue())) as pdf:
        number = pdf.Root.Font.objgen[0]
    return FontSpecimens(buffer.getvalue(), [Font(name="", reference=number)]).draw(0, glyphs)


def files() -> dict[str, Path]:
    """Return the installed font files by name without ending and blanks, the first of each."""
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        for path in sorted(Path(folder).rglob("*.[ot]tf")):
            found.setdefault(path.stem.replace(" ", ""), path)
    return found


class Raw(NamedTuple):
    """All references measured: one row, one reading, one form and one font number each."""

    measures: Measures
    readings: list[str]
    forms: list[str]
    fonts: list[int]
    names: list[str]
    designs: list[str]


def gather() -> Raw:
    """Draw and measure every reference glyph."""
    found = files()
    wanted = [(name, design) for design, names in DESIGNS.items() for name in names.split()]
    missing = [name for name, _ in wanted if name not in found]
    if missing:
        sys.exit(f"not installed: {' '.join(missing)}; run scripts/install-fonts.sh")
    rows: list[tuple[str, str, int]] = []
    parts: list[Measures] = []
    for number, (name, _) in enumerate(wanted):
        listed = references(TTFont(found[name], lazy=True))
        seen = drawn(found[name], [row.glyph for row in listed])
        inked = [(row, specimen) for row in listed if (specimen := seen.get(row.glyph))]
        parts.append(measure([specimen for _, specimen in inked]))
        rows += [(row.reading, row.form, number) for row, _ in inked]
        print(f"{name}: {len(inked)} glyphs")
    measures = Measures(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    names, designs = [n for n, _ in wanted], [d for _, d in wanted]
    readings, forms, fonts = (list(column) for column in zip(*rows, strict=True))
    return Raw(measures, readings, forms, fonts, names, designs)


# How much the groups of measures weigh against each other before the metric is fitted.
GEOMETRY_WEIGHT = np.array([2.0, 2.0, 2.0, 1.2, 1.2, 1.2, 1.2, 0.3, 2.0, 2.0, 2.0])
PARTS_WEIGHT = 0.3, 0.15  # what stands above, and below
KEPT = 150, 40, 20  # principal axes of the three squares
AXES = 40  # of the index: 40 bytes a glyph
SOFTNESS = 0.3  # of the whitening, as a share of the mean variance within a reading


def metric(raw: Raw) -> tuple[np.ndarray, np.ndarray]:
    """Return (mean, axes): the linear map under which readings stand furthest apart.

    Linear discriminant analysis: directions in which glyphs of one reading differ from design to
    design count less (Fisher 1936); softened, since that spread is known from 30 designs only.
    """
    rasters = raw.measures.rasters.astype(np.float64)
    cuts = [0, WHOLE * WHOLE, WHOLE * WHOLE + PART * PART, RASTER]
    first = np.zeros((RASTER + GEOMETRY, sum(KEPT) + GEOMETRY))
    at = 0
    for i, kept in enumerate(KEPT):
        block = slice(cuts[i], cuts[i + 1])
        values, vectors = np.linalg.eigh(np.cov(rasters[:, block].T))
        weight = (1.0, *PARTS_WEIGHT)[i] / np.sqrt(values[-kept:].sum())
        first[block, at : at + kept] = vectors[:, -kept:] * weight
        at += kept
    first[RASTER:, at:] = np.diag(GEOMETRY_WEIGHT)
    measured = np.hstack([rasters, raw.measures.geometry()])
    mean = measured.mean(axis=0)
    placed = (measured - mean) @ first
    keys = np.unique(
        [f"{r}/{f}" for r, f in zip(raw.readings, raw.forms, strict=True)], return_inverse=True
    )[1]
    sums = np.zeros((keys.max() + 1, placed.shape[1]))
    np.add.at(sums, keys, placed)
    within = placed - (sums / np.bincount(keys)[:, None])[keys]
    values, vectors = np.linalg.eigh(within.T @ within / len(within))
    whiten = vectors / np.sqrt(values + SOFTNESS * values.mean())
    _, vectors = np.linalg.eigh(np.cov((placed @ whiten).T))
    axes = first @ whiten @ vectors[:, ::-1][:, :AXES]
    return mean, axes * np.sign(axes[np.abs(axes).argmax(axis=0), range(AXES)])


def unit(vectors: np.ndarray, raw: Raw) -> float:
    """Return the median distance of common letters to their likes in other designs."""
    design = np.array(raw.designs)[raw.fonts]
    letters = np.array(raw.readings)
    found = []
    for letter in "aegnorstRDM38":
        rows = np.flatnonzero(letters == letter)
        apart = ((vectors[rows][:, None] - vectors[rows]) ** 2).sum(axis=2)
        apart[design[rows][:, None] == design[rows]] = np.inf
        found += list(np.sqrt(apart.min(axis=1)))
    return float(np.median(found))


def prior(reading: str) -> float:
    """Return a rough log frequency of a reading among the glyphs of fonts of scholarly texts."""
    if reading in COMMON:
        return 0.0
    if len(reading) > 1:
        return -1.0 if reading in ("fi", "fl") else -3.0 if reading[0] in "ft" else -4.5
    for characters, frequency in PRIORS:
        if reading in characters:
            return frequency
    return -4.5


def index(raw: Raw) -> dict[str, Any]:
    """Return the arrays of the index."""
    mean, axes = metric(raw)
    measured = np.hstack([raw.measures.rasters, raw.measures.geometry()]).astype(np.float64)
    axes /= unit((measured - mean) @ axes, raw)
    vectors = (measured - mean) @ axes
    step = np.abs(vectors).max(axis=0) / 127
    readings, designs = sorted(set(raw.readings)), list(DESIGNS)
    pairs = list(zip(raw.readings, raw.forms, strict=True))
    forms = {pair: i for i, pair in enumerate(sorted(set(pairs)))}
    return {
        "readings": np.array(readings),
        "prior": np.array([prior(r) for r in readings], np.float32),
        "reading_of": np.array([readings.index(r) for r, _ in forms], np.int16),
        "rare": np.array([form != "plain" for _, form in forms]),
        "fonts": np.array(raw.names),
        "designs": np.array(designs),
        "design_of": np.array([designs.index(d) for d in raw.designs], np.int16),
        "mean": mean.astype(np.float32),
        "axes": axes.astype(np.float32),
        "step": step.astype(np.float32),
        "vectors": np.round(vectors / step).astype(np.int8),
        "font_of": np.array(raw.fonts, np.int16),
        "form_of": np.array([forms[pair] for pair in pairs], np.int16),
    }


if __name__ == "__main__":
    path = Path(__file__).parents[1] / "src/restore/data/shapes.npz"
    np.savez_compressed(path, **index(gather()))
    print(f"{path}: {path.stat().st_size} bytes")
