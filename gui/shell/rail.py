"""The tab bar at the left of the window: an icon above its word, or in a compact window the icon alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QTabBar

from gui.base.appearance import colour, scaled
from gui.kit.shapes import draw

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDE, _HIGH, _NARROW, _LOW = 80, 56, 52, 42
_SHAPE, _BADGE, _RADIUS = 20, 18, 8


class Rail(QTabBar):
    """An ordinary tab bar to the keyboard and to screen readers. What follows a space in a tab's text is its badge."""

    def __init__(self, shapes: Sequence[str]) -> None:
        super().__init__()
        self._shapes, self._is_compact = tuple(shapes), False
        self.setShape(QTabBar.Shape.RoundedWest)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName("页签")

    def set_compact(self, is_compact: bool) -> None:
        """Show the icons alone, or with their words."""
        self._is_compact = is_compact
        self._lay_out()

    def tabSizeHint(self, _index: int) -> QSize:
        return QSize(scaled(_NARROW), scaled(_LOW)) if self._is_compact else QSize(scaled(_WIDE), scaled(_HIGH))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        """Let a window become so small that only the icons are left."""
        return QSize(scaled(_NARROW), self.count() * scaled(_LOW))

    def paintEvent(self, _event: "QPaintEvent") -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint(painter, index)

    def _paint(self, painter: QPainter, index: int) -> None:
        """Paint one tab; the chosen one has the colour of its page and runs into it."""
        place, is_chosen = self.tabRect(index), index == self.currentIndex()
        word, _, badge = self.tabText(index).partition(" ")
        ink = colour("accent" if is_chosen else "secondary")
        if is_chosen:
            painter.setPen(colour("line"))
            painter.setBrush(colour("ground"))
            joined = QRectF(place).adjusted(scaled(6), 1.5, scaled(2 * _RADIUS), -1.5)
            painter.drawRoundedRect(joined, scaled(_RADIUS), scaled(_RADIUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        size = scaled(_SHAPE)
        air = (place.height() - size) // 2 if self._is_compact else scaled(8)
        shape = QRect(place.center().x() - size // 2 + 1, place.top() + air, size, size)
        draw(painter, self._shapes[index], QRectF(shape), ink)
        if not self._is_compact:
            painter.setPen(ink)
            below = QRect(place.left(), shape.bottom() + 1, place.width(), place.bottom() - shape.bottom() - scaled(3))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, word)
        if is_chosen and self.hasFocus():
            painter.setPen(colour("accent"))
            painter.drawRoundedRect(QRectF(place).adjusted(8, 4, -4, -4), scaled(_RADIUS), scaled(_RADIUS))
        if badge:
            self._paint_badge(painter, shape, badge)

    def _paint_badge(self, painter: QPainter, shape: QRect, badge: str) -> None:
        size = scaled(_BADGE)
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * 0.8)
        width = max(size, painter.fontMetrics().horizontalAdvance(badge) + scaled(4))
        place = QRect(shape.right() - scaled(4), shape.top() - scaled(7), width, size)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("overdue"))
        painter.drawRoundedRect(place, size / 2, size / 2)
        painter.setFont(font)
        painter.setPen(colour("card"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, badge)
        painter.restore()

    def _lay_out(self) -> None:
        """Make Qt, which caches them, ask for the tabs' sizes again."""
        for index in range(self.count()):
            self.setTabText(index, self.tabText(index))
        self.updateGeometry()
