"""The shapes of the tabs and of small controls, drawn by the program in any colour and size.

A shape is lines on a grid of 20: ``M x y`` begins one, ``L x y`` draws on, ``Z`` closes it, ``O x y r`` is a circle,
``F`` fills what comes after it.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.base.appearance import colour, scaled
from gui.base.signs import on_grid, painting

_STROKE, _SIDE = 1.5, 20
_TILE, _ROUND = 40, 6
"""Size and corner radius of the tile a shape may be drawn on."""

SHAPES = {
    "today": (
        "M 3.5 5.5 L 16.5 5.5 L 16.5 16.5 L 3.5 16.5 Z M 3.5 8.5 L 16.5 8.5 "
        "M 7 3.5 L 7 6 M 13 3.5 L 13 6 F O 10 12.5 1.3"
    ),
    "releases": (
        "M 3 8.2 L 3 11.8 L 5.5 11.8 L 14 15.5 L 14 4.5 L 5.5 8.2 Z M 6.5 12.5 L 8 16.5 L 10 16 M 16.5 8.5 L 16.5 11.5"
    ),
    "requests": "M 3 5 L 17 5 L 17 15.5 L 3 15.5 Z M 3.5 5.8 L 10 11 L 16.5 5.8",
    "reviews": (
        "M 10 3.5 L 10 16.5 M 6.5 16.5 L 13.5 16.5 M 4 6 L 16 6 M 4 6 L 2 11 L 6 11 Z M 16 6 L 14 11 L 18 11 Z"
    ),
    "litigation": (
        "M 3 7.5 L 10 3.5 L 17 7.5 Z M 5 10 L 5 14 M 8.4 10 L 8.4 14 "
        "M 11.6 10 L 11.6 14 M 15 10 L 15 14 M 3 16.5 L 17 16.5"
    ),
    "tallies": "M 4.5 10 L 4.5 16 M 8.2 6.5 L 8.2 16 M 11.9 4 L 11.9 16 M 15.5 8.5 L 15.5 16",
    "activities": "M 4 3.5 L 16 3.5 L 16 16.5 L 4 16.5 Z M 7 7.5 L 13 7.5 M 7 10.5 L 13 10.5 M 7 13.5 L 10.5 13.5",
    "report": (
        "M 5 3 L 12 3 L 15.5 6.5 L 15.5 17 L 5 17 Z M 12 3 "
        "L 12 6.5 L 15.5 6.5 M 7.5 10.5 L 13 10.5 M 7.5 13.5 L 13 13.5"
    ),
    "fetch": "M 10 3.5 L 10 12 M 6.5 8.8 L 10 12.2 L 13.5 8.8 M 3.5 12.5 L 3.5 16.5 L 16.5 16.5 L 16.5 12.5",
    "sheet": "M 3.5 4 L 16.5 4 L 16.5 16 L 3.5 16 Z M 3.5 8 L 16.5 8 M 3.5 12 L 16.5 12 M 8 8 L 8 16",
    "lock": "M 4.5 9 L 15.5 9 L 15.5 16.5 L 4.5 16.5 Z M 7 9 L 7 6.5 L 8 4.5 L 10 3.5 L 12 4.5 L 13 6.5 L 13 9",
    "chevron": "M 5.5 8 L 10 12.5 L 14.5 8",
    "search": "O 8.8 8.8 5 M 12.5 12.5 L 16.5 16.5",
    "cross": "M 5.5 5.5 L 14.5 14.5 M 14.5 5.5 L 5.5 14.5",
}
"""Every shape by the name of its page, and those for opening and closing."""


class Shape(QWidget):
    """A decorative shape beside text, alone in the secondary colour or in the accent colour on a tile."""

    def __init__(self, name: str, *, is_tiled: bool = False) -> None:
        super().__init__()
        self.name, self.is_tiled = name, is_tiled
        side = scaled(_TILE if is_tiled else _SIDE)
        self.setFixedSize(side, side)

    def show_shape(self, name: str, *, is_tiled: bool) -> None:
        """Change the shape, keeping its size."""
        self.name, self.is_tiled = name, is_tiled
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            if self.is_tiled:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("accent-soft"))
                painter.drawRoundedRect(self.rect(), _ROUND, _ROUND)
            side = scaled(_SIDE)
            place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            draw(painter, self.name, place, colour("accent" if self.is_tiled else "secondary"))


def draw(painter: QPainter, name: str, place: QRectF, ink: QColor) -> None:
    """Draw a shape into a square."""
    lines, filled = _paths(name)
    with on_grid(painter, place, ink, _STROKE):
        painter.drawPath(lines)
        painter.fillPath(filled, ink)


def _paths(name: str) -> tuple[QPainterPath, QPainterPath]:
    """Return the paths to stroke and to fill."""
    lines, filled = QPainterPath(), QPainterPath()
    path, words = lines, iter(SHAPES[name].split())
    for word in words:
        if word == "F":
            path = filled
        elif word == "Z":
            path.closeSubpath()
        elif word == "O":
            x, y, radius = _numbers(words, 3)
            path.addEllipse(QPointF(x, y), radius, radius)
        else:
            x, y = _numbers(words, 2)
            (path.moveTo if word == "M" else path.lineTo)(x, y)
    return lines, filled


def _numbers(words: Iterator[str], count: int) -> list[float]:
    return [float(next(words)) for _ in range(count)]
