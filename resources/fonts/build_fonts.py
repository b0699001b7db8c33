"""Make the fonts of this folder from their published packages; run by hand, never by the program.

    python resources/fonts/build_fonts.py UNPACKED [FONT …]

With names, only those fonts are made and their checksums printed; without, all are made and SHA256SUMS is written.
``UNPACKED`` contains the packages named in README.md, unpacked over one another. Cubic outlines become quadratic
(reportlab embeds no others), hints and layout tables are removed, every font is scaled to 1000 units per em, and only
the characters of the named sets are kept. The same packages give the same bytes.
"""

import bz2
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem

HERE = Path(__file__).parent
UNITS = 1000
TOLERANCE = 1.0
"""The largest deviation of a quadratic outline from the cubic one, in thousandths of the font size."""

_HEADER_FIELDS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
)
_DROPPED = [
    "mort",
    "vhea",
    "vmtx",
    "VORG",
    "BASE",
    "GSUB",
    "GPOS",
    "GDEF",
    "DSIG",
    "kern",
    "morx",
    "FFTM",
    "meta",
    "PfEd",
    "gasp",
    "LTSH",
    "VDMX",
    "hdmx",
]
_SIGNS = (
    (0x20, 0x7F),
    (0xA0, 0x100),
    (0x2000, 0x2070),
    (0x2100, 0x2200),
    (0x2460, 0x2500),
    (0x3000, 0x3040),
    (0x3200, 0x3400),
    (0xFF00, 0xFFF0),
)
_RARE = (
    (0x2E80, 0x3000),
    (0x31C0, 0x31F0),
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0xFE10, 0xFE20),
    (0xFE30, 0xFE50),
    (0x2F800, 0x2FA20),
)
"""Rare Chinese characters, their components and signs: Extension A and the blocks around it."""
_EXTENSIONS_B_TO_F, _EXTENSIONS_G_TO_I = (0x20000, 0x2EBF0), (0x2EBF0, 0x33480)
_HANA = "usr/share/fonts/truetype/hanazono"

_NAMING, _POSTSCRIPT_NAME = (1, 3, 4, 6), 6
_DESCRIPTION, _WINDOWS = 10, 3
_CHANGED = "Modified on {} for Disclosure Desk (build_fonts.py is the whole account): "


def double_byte(encoding: str) -> set[int]:
    """Return every character encoded in two bytes in a Chinese encoding."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode(encoding, errors="ignore")
            if len(text) == 1 and ord(text) > 0x7F:  # noqa: PLR2004 - a lone ASCII trail byte
                found.add(ord(text))
    return found


def standard_characters(unpacked: Path) -> set[int]:
    """Return the 8105 characters of 通用规范汉字表, as Unihan lists them (kTGH)."""
    path = unpacked / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        return {int(match[1], 16) for line in lines if (match := re.match(r"U\+([0-9A-F]+)\tkTGH\t", line))}


def character_sets(unpacked: Path) -> dict[str, set[int]]:
    """Return the sets by name: 8105 (with GB 2312 and signs), gbk (the same plus all of GBK), and rarer ones.

    ``rare`` is Extension A with the blocks around it, ``extensions`` are B to F, ``rest`` has the characters of both
    that are missing from the two fonts made for them, and the extensions G to I.
    """
    signs = {code for first, end in _SIGNS for code in range(first, end)}
    usual = signs | double_byte("gb2312") | standard_characters(unpacked)
    gbk = usual | double_byte("gbk")
    rare = {code for first, end in _RARE for code in range(first, end)} - gbk
    extensions = set(range(*_EXTENSIONS_B_TO_F))
    drawn = {code for name in "AB" for code in TTFont(unpacked / _HANA / f"HanaMin{name}.ttf", lazy=True).getBestCmap()}
    rest = (rare | extensions | set(range(*_EXTENSIONS_G_TO_I))) - drawn
    return {"8105": usual, "gbk": gbk, "rare": rare, "extensions": extensions, "rest": rest}


def reduced(font: TTFont, characters: set[int]) -> TTFont:
    """Return the font with these characters only, without hints and layout."""
    options = subset.Options()
    options.hinting, options.glyph_names, options.legacy_kern = False, False, False
    options.layout_features, options.name_IDs = [], [0, 1, 2, 3, 4, 5, 6, 11, 13, 14]
    options.notdef_outline, options.recalc_timestamp = True, False
    options.drop_tables += _DROPPED
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def quadratic(font: TTFont) -> TTFont:
    """Return a font with cubic outlines (CFF) converted to quadratic ones (glyf)."""
    order, drawn, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    del font["CFF "]
    font["glyf"].compile(font)
    _true_type_header(font, glyphs)
    return font


def _true_type_header(font: TTFont, glyphs: dict[str, object]) -> None:
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones, limits.maxComponentElements = 0x00010000, 1, 0
    for field in _HEADER_FIELDS:
        setattr(limits, field, 0)
    limits.compile(font)
    for name, (advance, _) in list(font["hmtx"].metrics.items()):
        font["hmtx"].metrics[name] = (advance, getattr(glyphs[name], "xMin", 0))
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def on_a_thousand(font: TTFont) -> TTFont:
    """Return the font scaled to 1000 units per em, as used in PDF."""
    if font["head"].unitsPerEm != UNITS:
        scale_upem(font, UNITS)
    return font


def renamed(name: str) -> Callable[[TTFont], TTFont]:
    """Return the step that renames a font, as some licences reserve the name for the unchanged font."""

    def with_name(font: TTFont) -> TTFont:
        for record in font["name"].names:
            if record.nameID in _NAMING:
                font["name"].setName(
                    name.replace(" ", "") if record.nameID == _POSTSCRIPT_NAME else name,
                    record.nameID,
                    record.platformID,
                    record.platEncID,
                    record.langID,
                )
        return font

    return with_name


def telling(change: str, on: str = "2026-11-23") -> Callable[[TTFont], TTFont]:
    """Return the step that writes into the font itself what was changed and when.

    The GPL (section 5a) requires that notice in the work, the Arphic licence (section 2a) in each modified file; a
    README beside the file would be lost with the first copy.
    """

    def told(font: TTFont) -> TTFont:
        for platform, encoding, language in {(r.platformID, r.platEncID, r.langID) for r in font["name"].names}:
            if platform == _WINDOWS:
                font["name"].setName(_CHANGED.format(on) + change, _DESCRIPTION, platform, encoding, language)
        return font

    return told


@dataclass(frozen=True)
class Recipe:
    """The source of a font, the characters to keep, and the steps to apply."""

    source: str
    characters: str
    steps: tuple[Callable[[TTFont], TTFont], ...] = ()


RECIPES = {
    "FandolFang-gbk.ttf": Recipe(
        "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        "gbk",
        (quadratic, telling("hints, layout tables and rarer characters left out, cubic outlines made quadratic.")),
    ),
    "ArplKaiGB-1000.ttf": Recipe(
        "usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf",
        "gbk",
        (on_a_thousand, telling("hints and layout tables left out, drawn on 1000 units instead of 1024.")),
    ),
    "NotoSansSC-gbk.ttf": Recipe("noto-sans-sc/package/400Regular/NotoSansSC_400Regular.ttf", "gbk"),
    "NotoSerifSC-SemiBold-8105.ttf": Recipe("noto-serif-sc/package/600SemiBold/NotoSerifSC_600SemiBold.ttf", "8105"),
    "NotoSerifSC-Light-8105.ttf": Recipe("noto-serif-sc/package/300Light/NotoSerifSC_300Light.ttf", "8105"),
    "LatinSerif-Regular.ttf": Recipe(
        "usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
        "8105",
        (on_a_thousand, renamed("Latin Serif")),
    ),
    "RareHan-A.ttf": Recipe(f"{_HANA}/HanaMinA.ttf", "rare", (on_a_thousand, renamed("Rare Han A"))),
    "RareHan-B.ttf": Recipe(f"{_HANA}/HanaMinB.ttf", "extensions", (on_a_thousand, renamed("Rare Han B"))),
    "RareHan-C.ttf": Recipe(
        "usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf",
        "rest",
        (
            on_a_thousand,
            renamed("Rare Han C"),
            telling("cut to rare characters, hints and layout tables left out, on 1000 units.", "2026-11-29"),
        ),
    ),
}


def build(unpacked: Path, wanted: Sequence[str] = ()) -> Iterator[str]:
    """Write every font, or the wanted ones, and yield a line of SHA256SUMS for each."""
    sets = character_sets(unpacked)
    for name, recipe in RECIPES.items():
        if wanted and name not in wanted:
            continue
        font = reduced(TTFont(unpacked / recipe.source, recalcTimestamp=False), sets[recipe.characters])
        for step in recipe.steps:
            font = step(font)
        font.save(HERE / name)
        yield f"{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}  {name}\n"


if __name__ == "__main__":
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    if sys.argv[2:]:
        sys.stdout.writelines(build(Path(sys.argv[1]), sys.argv[2:]))
    else:
        (HERE / "SHA256SUMS").write_text("".join(build(Path(sys.argv[1]))), encoding="ascii")
