"""Setting text in lines: the font and position of each character, and drawing it on a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import CONTINUOUS, Enum, auto, verify
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from exporters.paper import fonts, grid
from exporters.paper.characters import printable
from exporters.paper.fonts import Face, Glyph
from exporters.paper.line_breaking import Line, Measure, broken
from exporters.paper.shaping import Piece, is_from_the_right, pieces, stretches
from exporters.paper.sheet import Inked, Run, ShapedRun, Sheet

_ABOVE_BASELINE = 0.86
"""The part of a Chinese character above the baseline."""


@verify(CONTINUOUS)
class Align(Enum):
    """The alignment of lines between the margins."""

    JUSTIFIED = auto()
    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


@dataclass(frozen=True)
class Style:
    """How a text is set; lengths in points, ``indent`` and ``margin`` in characters."""

    face: Face = Face.FANG
    size: float = grid.SIZE
    leading: float = grid.LEADING
    pitch: float = grid.PITCH
    indent: int = 0
    margin: int = 0
    align: Align = Align.JUSTIFIED


class _Part(NamedTuple):
    """A run of a line in one font and tracking, or of words that are shaped ``together``."""

    start: int
    end: int
    font: str = ""
    tracking: float = 0.0
    together: tuple[Piece, ...] = ()


class SetText:
    """A text in lines of one width."""

    def __init__(self, text: str, style: Style, width: float) -> None:
        """Break the text."""
        self.text, self.style = printable(text), style
        self.width = width - style.margin * style.pitch
        self._glyphs, self._pieces = fonts.glyphs(style.face, self.text), pieces(self.text, self.width / style.size)
        for piece in self._pieces:  # the first letter gets the width of all
            rest = [Glyph(piece.font, 0.0)] * (piece.end - piece.start - 1)
            self._glyphs[piece.start : piece.end] = [Glyph(piece.font, piece.em), *rest]
        is_flush = style.align is Align.JUSTIFIED
        measure = Measure(style.size, style.pitch, self.width, style.indent * style.pitch, is_flush)
        self.lines = broken(self.text, [glyph.em for glyph in self._glyphs], measure)

    @cached_property
    def height(self) -> float:
        """The height of all lines, in points."""
        return len(self.lines) * self.style.leading

    def pieces(self, lines: int) -> list[str]:
        """Return the text cut after every so many lines; an empty text is one piece."""
        cuts = [*(line.start for line in self.lines[::lines]), len(self.text)] if self.lines else [0, 0]
        return [self.text[first:end] for first, end in pairwise(cuts)]

    def draw(self, sheet: Sheet, left: float, top: float, first: int = 0, end: int | None = None) -> None:
        """Draw some of the lines below ``top`` (the caller has opened their element)."""
        style = self.style
        baseline = top - (style.leading - style.size) / 2 - _ABOVE_BASELINE * style.size
        sheet.text(self.runs(left, baseline, first, end))

    def runs(self, left: float, baseline: float, first: int = 0, end: int | None = None) -> Iterator[Run | ShapedRun]:
        """Yield what is drawn of some lines, the first of them on a baseline."""
        size = self.style.size
        for number, (line, offset, parts) in enumerate(self._laid[first:end]):
            edges = [*accumulate(line.advances, initial=left + offset)]
            height = baseline - number * self.style.leading
            for part in parts:
                text = self.text[part.start : part.end]
                if part.together:
                    yield ShapedRun(tuple(self._inked(line, edges, height, part)), size, text)
                else:
                    yield Run(edges[part.start - line.start], height, part.font, size, part.tracking, text)

    @cached_property
    def _laid(self) -> list[tuple[Line, float, list[_Part]]]:
        """The lines, each with its distance from the left edge and its parts; cached for texts drawn more than once."""
        found = []
        for line in self.lines:
            free = self.width - line.width
            offset = {Align.CENTRE: free / 2, Align.RIGHT: free}.get(self.style.align, line.indent)
            found.append((line, offset, [*self._parts(line)]))
        return found

    def _parts(self, line: Line) -> Iterator[_Part]:
        """Yield the runs of a line: of one font and tracking, or shaped together."""
        begun = line.start
        within = [piece for piece in self._pieces if line.start <= piece.start and piece.end <= line.end]
        for first, end, together in stretches(self.text, within):
            yield from self._plain(line, begun, first)
            yield _Part(first, end, together=tuple(together))
            begun = end
        yield from self._plain(line, begun, line.end)

    def _plain(self, line: Line, first: int, end: int) -> Iterator[_Part]:
        size, begun, kind, before = self.style.size, first, None, None
        advances = line.advances[first - line.start : end - line.start]
        for place, after in enumerate(zip(self._glyphs[first:end], advances, strict=True), first):
            if after == before:  # same width and font as the last one, as usual
                continue
            before, (glyph, advance) = after, after
            now = (glyph.font, round(advance - glyph.em * size, 4))
            if now != kind:
                if kind is not None:
                    yield _Part(begun, place, *kind)
                begun, kind = place, now
        if kind is not None:
            yield _Part(begun, end, *kind)

    def _inked(self, line: Line, edges: Sequence[float], baseline: float, part: _Part) -> Iterator[Inked]:
        """Yield the glyphs of shaped words from left to right, and the text between the words."""
        size, together = self.style.size, part.together
        first, end = part.start - line.start, part.end - line.start
        mirrored, known = is_from_the_right(together[0]), {piece.start: piece for piece in together}
        places = [
            place
            for place in range(part.start, part.end)
            if place in known or not any(piece.start <= place < piece.end for piece in together)
        ]
        for place in reversed(places) if mirrored else places:
            at = place - line.start
            after = known[place].end - line.start if place in known else at + 1
            left = edges[first] + edges[end] - edges[after] if mirrored else edges[at]
            if place in known:
                for glyph in known[place].glyphs:
                    yield Inked(known[place].font, glyph.letter, left + glyph.right * size, baseline + glyph.up * size)
            elif self.text[place] != " ":
                yield Inked(self._glyphs[place].font, self.text[place], left, baseline)
