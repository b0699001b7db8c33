"""The signs before words: one shape for each meaning, drawn and never taken from a font.

A state is shown three times, by shape, word and colour, so that nobody depends on colours.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintDevice, QPainter, QPainterPath, QPen, QPolygonF

from gui.base.appearance import colour

SIGN_SIZE = 14
"""Size of a sign beside body text, in logical pixels."""

ON_PAPER: Mapping[str, str] = {
    "accent": "chip-ink",
    "good": "paper-good",
    "attention": "paper-attention",
    "hint": "paper-zero",
}
"""The colours on paper for the roles of signs that occur there."""

_GRID = 20.0
_LINE = 2.0


class Sign(Enum):
    """A state, with a shape and a colour."""

    WRONG = auto()
    """逾期, 不符, 退回, 不能做."""
    TODAY = auto()
    """今天到期."""
    SOON = auto()
    """明天, 剩 1—5 日."""
    RUNNING = auto()
    """剩 6 日以上, 应公开."""
    UNCONFIRMED = auto()
    """待确认."""
    CAN_WAIT = auto()
    """零申请."""
    WAITING = auto()
    """等第三方, 待补正, 待缴费."""
    DONE = auto()
    """予以公开, 核对过, 已发出."""
    REFUSED = auto()
    """不予公开, 无法提供, 不予处理, 跳过."""
    DOUBT = auto()
    """提醒, 有疑问."""
    WRITTEN = auto()
    """写过."""
    UNTOUCHED = auto()
    """未动过, 还没有."""

    @property
    def role(self) -> str:
        """The role of the style sheet, and colour, of a sign and its words."""
        return _LOOKS[self].role

    @property
    def spoken(self) -> str:
        """What a screen reader says before words that do not say it themselves, or an empty string."""
        return _LOOKS[self].spoken


def paper_ink(sign: Sign) -> QColor:
    """Return the colour of a sign on paper, which is light even in the dark theme."""
    return colour(ON_PAPER[sign.role])


def paint_sign(painter: QPainter, sign: Sign, area: QRectF, ink: QColor | None = None) -> None:
    """Draw a sign into a square area, in its own colour or another."""
    with on_grid(painter, area, ink or colour(sign.role), _LINE):
        _LOOKS[sign].draw(painter)


def sign_place(left: float, line: QRectF, metrics: QFontMetricsF, size: float = SIGN_SIZE) -> QRectF:
    """Return the square of a sign at ``left`` beside a line of text, centred on the characters.

    The middle of the line is a pixel higher, as fonts leave more space above than below.
    """
    return QRectF(left, line.center().y() + lower(metrics) - size / 2, size, size)


def lower(metrics: QFontMetricsF) -> float:
    """Return how far the middle of the characters is below the middle of their line."""
    return metrics.ascent() + metrics.tightBoundingRect("国").center().y() - metrics.height() / 2


@contextmanager
def smoothly(painter: QPainter) -> Iterator[None]:
    """Draw with smooth edges; what is set meanwhile is taken back."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    yield
    painter.restore()


@contextmanager
def painting(on: QPaintDevice) -> Iterator[QPainter]:
    """Draw on a widget or an image, with smooth edges."""
    painter = QPainter(on)
    with smoothly(painter):
        yield painter
    painter.end()


@contextmanager
def on_grid(painter: QPainter, area: QRectF, ink: QColor, width: float) -> Iterator[None]:
    """Draw on a grid of 20 by 20 over an area, with a round pen of a width; restores the painter afterwards."""
    with smoothly(painter):
        painter.translate(area.topLeft())
        painter.scale(area.width() / _GRID, area.height() / _GRID)
        painter.setPen(QPen(ink, width, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        yield


# --- the shapes, on a grid of 20 by 20 ---


def _square(painter: QPainter) -> None:
    """A filled square with an exclamation mark cut out of it."""
    body = QPainterPath()
    body.addRoundedRect(QRectF(2, 2, 16, 16), 3, 3)
    cut = QPainterPath()
    cut.addRoundedRect(QRectF(9, 5, 2, 6.4), 1, 1)
    cut.addEllipse(QPointF(10, 14.2), 1.2, 1.2)
    painter.fillPath(body.subtracted(cut), painter.pen().color())


def _diamond(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(QPolygonF([QPointF(10, 3), QPointF(17, 10), QPointF(10, 17), QPointF(3, 10)]))


def _half(painter: QPainter) -> None:
    """A ring whose right half is filled."""
    _ring(painter)
    half = QPainterPath(QPointF(10, 3))
    half.arcTo(QRectF(3, 3, 14, 14), 90, -180)
    half.closeSubpath()
    painter.fillPath(half, painter.pen().color())


def _ring(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(3, 3, 14, 14))


def _dashed(painter: QPainter) -> None:
    pen = painter.pen()
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.8, 1.86])  # six dashes go round
    painter.setPen(pen)
    _ring(painter)


def _rounded(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3.5, 3.5, 13, 13), 3, 3)


def _bars(painter: QPainter) -> None:
    for left in (5.0, 12.0):
        bar = QPainterPath()
        bar.addRoundedRect(QRectF(left, 3, 3, 14), 1, 1)
        painter.fillPath(bar, painter.pen().color())


def _tick(painter: QPainter) -> None:
    painter.drawPolyline(QPolygonF([QPointF(4.4, 10.6), QPointF(8.1, 14.3), QPointF(15.6, 5.9)]))


def _dash(painter: QPainter) -> None:
    painter.drawLine(QPointF(4.5, 10), QPointF(15.5, 10))


def _triangle(painter: QPainter) -> None:
    """An open triangle with an exclamation mark in it."""
    painter.drawPolygon(QPolygonF([QPointF(10, 3), QPointF(17.6, 16.4), QPointF(2.4, 16.4)]))
    painter.drawLine(QPointF(10, 8), QPointF(10, 11.2))
    painter.drawPoint(QPointF(10, 13.8))


def _writing(painter: QPainter) -> None:
    """A pen, its point at the lower left."""
    nib = [QPointF(4, 16), QPointF(5, 12), QPointF(13, 4), QPointF(16, 7), QPointF(8, 15)]
    painter.drawPolygon(QPolygonF(nib))


def _dot(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(10, 10), 2, 2)


class _Look(NamedTuple):
    draw: Callable[[QPainter], None]
    role: str
    spoken: str = ""


_LOOKS: Mapping[Sign, _Look] = {
    Sign.WRONG: _Look(_square, "overdue", "有问题"),
    Sign.TODAY: _Look(_diamond, "attention"),
    Sign.SOON: _Look(_half, "attention"),
    Sign.RUNNING: _Look(_ring, "accent"),
    Sign.UNCONFIRMED: _Look(_dashed, "attention"),
    Sign.CAN_WAIT: _Look(_rounded, "secondary"),
    Sign.WAITING: _Look(_bars, "wait"),
    Sign.DONE: _Look(_tick, "good"),
    Sign.REFUSED: _Look(_dash, "secondary"),
    Sign.DOUBT: _Look(_triangle, "attention", "提醒"),
    Sign.WRITTEN: _Look(_writing, "accent"),
    Sign.UNTOUCHED: _Look(_dot, "hint"),
}
