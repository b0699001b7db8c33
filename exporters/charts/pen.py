"""The pen that draws charts: shapes placed from top to bottom, texts in our own font, boxes for tooltips."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any, NamedTuple

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from exporters.paper import fonts
from exporters.paper.setting import Align, SetText, Style

FONT = "hei"
_HATCH, _DASH = 5.0, 3.5


class Box(NamedTuple):
    """A rectangle in units of the picture, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Look:
    """The font size and the colours by token, ``#rrggbb``, with the names the window uses."""

    colours: Mapping[str, str]
    size: float = 10.5

    @property
    def small(self) -> float:
        """The font size of texts beside the numbers."""
        return self.size - 1


PAPER = Look(
    {
        "ink": "#1f2329",
        "secondary": "#646a73",
        "line": "#c4cad2",
        "card": "#ffffff",
        "accent": "#1f4e8c",
        "accent-soft": "#e6eef9",
        "overdue": "#b3261e",
        "overdue-soft": "#fdecea",
    }
)
"""The look of charts on paper and in other programs: always light."""


@dataclass(frozen=True)
class Picture:
    """A drawing, its texts in drawing order, and the boxes of its charts' points, in their order."""

    drawing: Any
    texts: tuple[str, ...]
    places: tuple[Box, ...]

    @property
    def width(self) -> float:
        """The width in points."""
        return float(self.drawing.width)

    @property
    def height(self) -> float:
        """The height in points."""
        return float(self.drawing.height)


def text_width(text: str, size: float) -> float:
    """Return the width of a text."""
    return float(fonts.registered(FONT).stringWidth(text, size))


class Pen:
    """Collects shapes downward from ``top``; ``picture`` flips them, as drawings count upward."""

    def __init__(self, width: float, look: Look) -> None:
        self.width, self.look, self.top = float(int(width)), look, 0.0
        self._made: list[Callable[[float], Any]] = []
        self._texts: list[str] = []
        self._places: list[Box] = []

    def text(
        self, x: float, baseline: float, text: str, *, colour: str = "ink", size: float = 0.0, anchor: str = "start"
    ) -> None:
        """Write a text at integer positions (for the SVG writer), with the code of a letter the font lacks."""
        known = fonts.registered(FONT).face.charToGlyph
        text = "".join(letter if ord(letter) in known else f"〔U+{ord(letter):04X}〕" for letter in text)
        style = {
            "fontName": FONT,
            "fontSize": size or self.look.size,
            "fillColor": self._colour(colour),
            "textAnchor": anchor,
        }
        self._texts.append(text)
        self._made.append(lambda height: String(round(x), int(height) - round(baseline), text, **style))

    def line(self, x1: float, y1: float, x2: float, y2: float, *, colour: str, width: float = 0.75) -> None:
        """Draw a straight line."""
        style: dict[str, Any] = {"strokeColor": self._colour(colour), "strokeWidth": width}
        self._made.append(lambda height: Line(x1, height - y1, x2, height - y2, **style))

    def dashes(self, x1: float, y1: float, x2: float, y2: float, *, colour: str, width: float) -> None:
        """Draw a dashed line, dash by dash: the SVG writer closes each line, which would fill the gaps."""
        count = max(1, int(hypot(x2 - x1, y2 - y1) / _DASH))
        for first in range(0, count, 2):
            begin, end = first / count, (first + 1) / count
            self.line(
                x1 + (x2 - x1) * begin,
                y1 + (y2 - y1) * begin,
                x1 + (x2 - x1) * end,
                y1 + (y2 - y1) * end,
                colour=colour,
                width=width,
            )

    def bar(self, box: Box, fill: str, stroke: str, *, hatched: bool = False) -> None:
        """Draw a filled rectangle; ``hatched`` adds slanting lines."""
        style: dict[str, Any] = {
            "fillColor": self._colour(fill),
            "strokeColor": self._colour(stroke),
            "strokeWidth": 0.75,
        }
        self._made.append(lambda height: Rect(box.left, height - box.top - box.height, box.width, box.height, **style))
        if hatched:
            reach = box.height
            start = box.left - reach + _HATCH
            while start < box.left + box.width:
                left, right = max(start, box.left), min(start + reach, box.left + box.width)
                low, high = box.top + reach - (left - start), box.top + reach - (right - start)
                self.line(left, low, right, high, colour=stroke)
                start += _HATCH

    def dot(self, x: float, y: float, radius: float, fill: str, stroke: str) -> None:
        """Draw a marker."""
        style = {"fillColor": self._colour(fill), "strokeColor": self._colour(stroke), "strokeWidth": 1.25}
        self._made.append(lambda height: Circle(x, height - y, radius, **style))

    def paragraph(self, text: str, *, colour: str = "secondary") -> None:
        """Write a text below the previous content, in lines of the whole width."""
        size = self.look.small
        style = Style(fonts.Face.HEI, size, size, size, align=Align.LEFT)
        for piece in SetText(text, style, self.width - 2).pieces(1):
            self.top += round(1.5 * size)
            self.text(0, self.top - round(0.4 * size), piece.strip(), colour=colour, size=size)

    def point(self, box: Box) -> None:
        """Record the box of the charts' next point."""
        self._places.append(box)

    def picture(self) -> Picture:
        """Return the finished drawing."""
        height = float(max(1, round(self.top)))
        drawing = Drawing(self.width, height)
        for make in self._made:
            drawing.add(make(height))
        return Picture(drawing, tuple(self._texts), tuple(self._places))

    def _colour(self, token: str) -> Any:
        return HexColor(self.look.colours[token])
