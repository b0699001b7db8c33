"""Text set in lines: which font each character has, where it stands, and how it goes on the sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import accumulate, pairwise

from exporters.paper import fonts, grid
from exporters.paper.characters import printable
from exporters.paper.fonts import Face
from exporters.paper.line_breaking import Line, Measure, broken
from exporters.paper.sheet import Run, Sheet

_ABOVE_BASELINE = 0.86
"""How much of a Chinese character stands above the baseline."""


class Align(Enum):
    """Where the lines of a text stand between the margins."""

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


class SetText:
    """A text in lines of one width."""

    def __init__(self, text: str, style: Style, width: float) -> None:
        """Break the text."""
        self.text, self.style = printable(text), style
        self.width = width - style.margin * style.pitch
        self._glyphs = fonts.glyphs(style.face, self.text)
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
        sheet.text(
            Run(run_left, baseline - number * style.leading, glyph_font, style.size, tracking, letters)
            for number, line in enumerate(self.lines[first:end])
            for run_left, glyph_font, tracking, letters in self._runs(line, left)
        )

    def _runs(self, line: Line, left: float) -> Iterator[tuple[float, str, float, str]]:
        """Yield the stretches of a line of one font and one tracking: left edge, font, tracking, text."""
        free = self.width - line.width
        offsets = {Align.CENTRE: free / 2, Align.RIGHT: free}
        edges = [*accumulate(line.advances, initial=left + offsets.get(self.style.align, line.indent))]
        begun, kind = 0, None
        for place, advance in enumerate(line.advances):
            glyph = self._glyphs[line.start + place]
            now = (glyph.font, round(advance - glyph.em * self.style.size, 4))
            if now != kind:
                if kind is not None:
                    yield edges[begun], *kind, self.text[line.start + begun : line.start + place]
                begun, kind = place, now
        if kind is not None:
            yield edges[begun], *kind, self.text[line.start + begun : line.end]
