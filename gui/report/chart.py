"""One chart on the screen, drawn as on paper, with keyboard navigation; every point leads to its records."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolTip, QWidget

from disclosure.charts import Panel, Point
from gui.base.appearance import colour

if TYPE_CHECKING:
    from tasks.report.pictures import ChartPicture

_WAYS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ASIDE = 4.0
"""Distance to the side counts this many times as much as distance straight ahead."""

_ROUND = 4


class ChartView(QWidget):
    """Shows one chart. ``point_wanted`` carries panel and point of the records to show, ``moved`` the current ones.

    Enter or a double click asks for records; arrow keys go to the next point in their direction, Home and End to the
    ends.
    """

    point_wanted = Signal(object, object)
    moved = Signal(object)

    def __init__(self, picture: "ChartPicture", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._renderer = QSvgRenderer(QByteArray(picture.svg), self)
        self.points: Sequence[tuple[Panel, Point]] = picture.chart.points
        self._places = [QRectF(*place) for place in picture.places]
        self.current = 0
        self.setFixedHeight(round(picture.height) + 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.points else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(picture.chart.title)
        self.setAccessibleDescription(picture.chart.words)

    def words_of(self, place: int) -> str:
        """Return one point in words: its panel, its label, its value, and the source of the value."""
        panel, point = self.points[place]
        told = f"{panel.name}：{point.words(panel.unit)}"
        return f"{told}（取自已公布年报）" if point.source.is_published else told

    def go_to(self, place: int) -> None:
        """Make a point current and announce it, also to screen readers."""
        self.current = place
        self.setAccessibleName(f"{self._picture.chart.title}，{self.words_of(place)}")
        self.moved.emit(self._places[place])
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(0, 0, self._picture.width, self._picture.height))
        if self.hasFocus() and self._places:
            painter.setPen(QPen(colour("accent"), 2))
            box = self._places[self.current].adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, _ROUND, _ROUND)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.go_to(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.point_wanted.emit(*self.points[self.current])
        elif key in _WAYS:
            self.go_to(self._next(*_WAYS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else len(self.points) - 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.go_to(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            self.point_wanted.emit(*self.points[place])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(QPointF(event.pos()))
            told = "" if place is None else f"{self.words_of(place)}\n按 Enter 或双击查看记录"
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def _place_at(self, spot: QPointF) -> int | None:
        return next((number for number, box in enumerate(self._places) if box.contains(spot)), None)

    def _next(self, x: int, y: int) -> int:
        """Return the nearest point in a direction, or the one before or after if there is none."""
        here = self._places[self.current].center()

        def distance(place: int) -> float:
            way = self._places[place].center() - here
            return way.x() * x + way.y() * y + _ASIDE * abs(way.x() * y + way.y() * x)

        ahead = [
            place
            for place, box in enumerate(self._places)
            if (box.center().x() - here.x()) * x + (box.center().y() - here.y()) * y > 1
        ]
        beside = max(0, min(len(self._places) - 1, self.current + x + y))
        return min(ahead, key=distance, default=beside)
