"""The typefaces of documents, and which font draws which character."""

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from exporters.paper import patches
from exporters.paper.characters import printable, script_of
from resources.locate import resource_path

_FILES: Mapping[str, str] = {
    "fang": "FandolFang-gbk.ttf",
    "kai": "ArplKaiGB-1000.ttf",
    "hei": "NotoSansSC-gbk.ttf",
    "biao": "NotoSerifSC-SemiBold-8105.ttf",
    "song": "NotoSerifSC-Light-8105.ttf",
    "latin": "LatinSerif-Regular.ttf",
    "rare-a": "RareHan-A.ttf",
    "rare-b": "RareHan-B.ttf",
    "rare-c": "RareHan-C.ttf",
    "tibetan": "NotoSerifTibetan-Regular.ttf",
    "uyghur": "NotoNaskhArabic-Regular.ttf",
}
_PER_EM = 1000.0
_NAMED_AT_MOST = 12
_RARE_FROM = 0x2E80
"""Chinese starts here: no character below is looked up in the fonts for rare characters."""
_BEYOND_THE_PLANE = 0x20000
FRAMED = "framed"
"""Stands for the font of a character that no font has: its code point is drawn in a frame."""


class Face(Enum):
    """A typeface required by GB/T 9704, as the list of fonts to try."""

    FANG = ("fang", "latin", "song", "hei")
    KAI = ("kai", "latin", "fang", "song", "hei")
    HEI = ("hei", "song", "fang", "latin")
    BIAO = ("biao", "song", "hei", "fang", "latin")
    SONG = ("song", "latin", "hei", "fang")


class Glyph(NamedTuple):
    """The font that draws a character, and the character's width, in em."""

    font: str
    em: float


_LOADING = RLock()
"""A font loaded twice, by the window and by a worker, would be two fonts of one name, which no file can contain."""
_LOADED: dict[str, Any] = {}


def registered(name: str) -> Any:
    """Return a reportlab font, loaded from its file on first use."""
    font = _LOADED.get(name)
    if font is None:
        with _LOADING:
            font = _LOADED.get(name) or _load(name)
    return font


def path_of(name: str) -> Path:
    """Return the file of a font."""
    return resource_path("fonts", _FILES[name])


def _load(name: str) -> Any:
    patches.apply()
    font = TTFont(name, str(path_of(name)), shapable=False, asciiReadable=False)
    pdfmetrics.registerFont(font)
    _LOADED[name] = font
    return font


class _Glyphs(dict[str, Glyph]):
    """How a typeface draws each character used so far."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> Glyph:
        """Find a character in the fonts of the typeface. Latin letters of 仿宋 and 楷体 are serif.

        The large fonts for rare characters are opened only for a character no other has: one file has those beyond
        U+FFFF, another the rest, and a third those missing from both. A character no font has is ``FRAMED``.
        """
        code, western = ord(letter), ("latin",) if letter.isascii() and "latin" in self._face.value else ()
        shaped = script_of(letter)
        rare = ("rare-b", "rare-a", "rare-c") if code >= _BEYOND_THE_PLANE else ("rare-a", "rare-c")
        for name in (
            *western,
            *self._face.value,
            *((shaped,) if shaped else ()),
            *(rare if code >= _RARE_FROM else ()),
        ):
            font = registered(name)
            if code in font.face.charToGlyph:
                return self.setdefault(letter, Glyph(name, font.face.charWidths[code] / _PER_EM))
        return self.setdefault(letter, Glyph(FRAMED, 1.0))


_GLYPHS = {face: _Glyphs(face) for face in Face}


def glyphs(face: Face, text: str) -> list[Glyph]:
    """Return how a typeface draws a text."""
    return list(map(_GLYPHS[face].__getitem__, text))


def framed_words(text: str) -> str:
    """Return one sentence naming the characters of a text that no font has, or "" if there are none."""
    letters = framed(text)
    if not letters:
        return ""
    named = "、".join(f"U+{ord(letter):04X}" for letter in letters[:_NAMED_AT_MOST])
    more = f"等 {len(letters)} 个字符" if len(letters) > _NAMED_AT_MOST else ""
    return f"字库里没有 {named}{more}，PDF 上画成带框的编码，要核对或者改用 Word 文件。"


def framed(text: str) -> tuple[str, ...]:
    """Return the characters of a text that no font has, each once, in order."""
    return tuple(letter for letter in dict.fromkeys(printable(text)) if _GLYPHS[Face.FANG][letter].font == FRAMED)
