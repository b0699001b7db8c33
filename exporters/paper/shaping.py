"""Scripts whose letters depend on their neighbours, Tibetan and Uyghur: measured and placed by HarfBuzz.

A word is one piece: its glyphs are drawn as placed, its letters are what search and screen readers find. Chinese is
never shaped here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import uharfbuzz

from exporters.paper import fonts
from exporters.paper.characters import SHAPED, script_of

_PIECES = {
    # a syllable with its closing marks: a line may end after it
    "tibetan": re.compile(r"[\u0f00-\u0f0a\u0f15-\u0fff]+[\u0f0b-\u0f14]*|[\u0f0b-\u0f14]+"),
    "uyghur": re.compile(rf"[{SHAPED['uyghur']}]+"),
}
_FROM_THE_RIGHT = frozenset({"uyghur"})
_BETWEEN = frozenset(" ·-.")
"""Characters that may be between right-to-left words and are drawn with them."""
_LONGEST = 24
_PRIVATE = 0xF0000
"""Glyphs are addressed by this code plus their number, as they have no character of their own."""


class Placed(NamedTuple):
    """A glyph, by its private character, and its position from the left end of its piece, in em."""

    letter: str
    right: float
    up: float


@dataclass(frozen=True)
class Piece:
    """The characters ``start`` to ``end`` of a text, drawn together: their font, width in em, and glyphs."""

    start: int
    end: int
    font: str
    em: float
    glyphs: tuple[Placed, ...]


def pieces(text: str, most: float) -> list[Piece]:
    """Return the shaped pieces of a text in order; a word wider than ``most`` em is split, its letters still joined."""
    if not any(map(script_of, dict.fromkeys(text))):
        return []
    found: list[Piece] = []
    for script, pattern in _PIECES.items():
        known = fonts.registered(script).face.charToGlyph
        drawn = "".join(letter if ord(letter) in known else " " for letter in text)  # missing characters are framed
        for match in pattern.finditer(drawn):
            found += _cut(script, text, match.start(), match.end(), most)
    return sorted(found, key=lambda piece: piece.start)


def _cut(script: str, text: str, start: int, end: int, most: float) -> Iterator[Piece]:
    whole = _shaped(script, text, start, end)
    if end - start == 1 or (whole.em <= most and end - start <= _LONGEST):
        yield whole
        return
    middle = (start + end) // 2
    yield from _cut(script, text, start, middle, most)
    yield from _cut(script, text, middle, end, most)


def _shaped(script: str, text: str, start: int, end: int) -> Piece:
    font, buffer = _font(script), uharfbuzz.Buffer()
    buffer.add_str(text, start, end - start)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {})
    per_em, left, glyphs = font.face.upem, 0.0, []
    known = fonts.registered(script).face
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        letter = _PRIVATE + info.codepoint
        if letter not in known.charToGlyph:
            known.charToGlyph[letter] = info.codepoint
            known.charWidths[letter] = font.get_glyph_h_advance(info.codepoint) * 1000 / per_em
        glyphs.append(Placed(chr(letter), (left + position.x_offset) / per_em, position.y_offset / per_em))
        left += position.x_advance
    return Piece(start, end, script, left / per_em, tuple(glyphs))


@cache
def _font(script: str) -> Any:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(fonts.path_of(script)))))


def stretches(text: str, within: list[Piece]) -> Iterator[tuple[int, int, list[Piece]]]:
    """Yield the pieces drawn together, with start and end: right-to-left words including what is between them."""
    together: list[Piece] = []
    for piece in within:
        if together and not _goes_along(text, together[-1], piece):
            yield together[0].start, together[-1].end, together
            together = []
        together.append(piece)
    if together:
        yield together[0].start, together[-1].end, together


def _goes_along(text: str, piece: Piece, following: Piece) -> bool:
    between = text[piece.end : following.start]
    return piece.font == following.font and (not between or (is_from_the_right(piece) and set(between) <= _BETWEEN))


def is_from_the_right(piece: Piece) -> bool:
    """Whether the text after a piece is placed at its left."""
    return piece.font in _FROM_THE_RIGHT
