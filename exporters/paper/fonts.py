"""The faces of the paper, and which font draws which character."""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from disclosure.errors import ExportError
from exporters.paper import patches
from resources.locate import resource_path

_FILES: Mapping[str, str] = {
    "fang": "FandolFang-gbk.ttf",
    "kai": "ArplKaiGB-1000.ttf",
    "hei": "NotoSansSC-gbk.ttf",
    "biao": "NotoSerifSC-SemiBold-8105.ttf",
    "song": "NotoSerifSC-Light-8105.ttf",
    "latin": "LatinSerif-Regular.ttf",
}
_PER_EM = 1000.0
_NAMED_AT_MOST = 12


class Face(Enum):
    """A style of type GB/T 9704 asks for, as the fonts that are tried in turn."""

    FANG = ("fang", "latin", "song", "hei")
    KAI = ("kai", "latin", "fang", "song", "hei")
    HEI = ("hei", "song", "fang")
    BIAO = ("biao", "song", "hei")
    SONG = ("song", "latin", "hei")


class Glyph(NamedTuple):
    """The font that draws a character, and how wide it is there, in em."""

    font: str
    em: float


@cache
def registered(name: str) -> Any:
    """Return a reportlab font, read from its file at its first use."""
    patches.apply()
    font = TTFont(name, str(resource_path("fonts", _FILES[name])), shapable=False, asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font


@cache
def glyph(face: Face, letter: str) -> Glyph | None:
    """Return how a face draws a character, None where no font has it. Western letters of 仿宋 and 楷体 are serif."""
    code = ord(letter)
    names = face.value
    if letter.isascii() and "latin" in names:
        names = ("latin", *names)
    for name in names:
        font = registered(name)
        if code in font.face.charToGlyph:
            return Glyph(name, font.face.charWidths[code] / _PER_EM)
    return None


def glyphs(face: Face, text: str) -> list[Glyph]:
    """Return how a face draws a text. Raises ExportError naming what it cannot draw."""
    found = [glyph(face, letter) for letter in text]
    if None in found:
        raise missing({letter for letter, one in zip(text, found, strict=True) if one is None})
    return [one for one in found if one is not None]


def missing(letters: Iterable[str]) -> ExportError:
    """Return the refusal that names characters no font has, by their look and code."""
    ordered = sorted(letters)
    named = "、".join(f"“{_shown(letter)}”（U+{ord(letter):04X}）" for letter in ordered[:_NAMED_AT_MOST])
    more = f"等 {len(ordered)} 个字符" if len(ordered) > _NAMED_AT_MOST else ""
    return ExportError(f"字库里没有{named}{more}，印出来会是空白，请改用别的写法后再导出。")


def _shown(letter: str) -> str:
    return letter if letter.isprintable() else "\ufffd"
