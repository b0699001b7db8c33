"""One page of a paper with the redacted places on it: drawing, moving, resizing and removing them.

With the mouse, a box is drawn on the paper, dragged inside, resized at an edge. With the keyboard, arrows move the
selected one, resize it with Shift, and Delete removes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from disclosure.cases.redaction import Place
from gui.base.appearance import colour

_NEAR = 5.0
"""Pixels from an edge within which it is grabbed."""
_LEAST = 3.0
"""Points in each direction below which a drawn box is taken for an accidental click."""
_STEPS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_BLACK = QColor("black")


@dataclass(frozen=True)
class Box:
    """A place on the page: its owner's number for it, and whether it is accepted or only proposed."""

    number: int
    place: Place
    is_taken: bool


class PageCanvas(QWidget):
    """Shows a page at ``zoom`` pixels per point; reports the user's actions and changes nothing by itself.

    ``drawn`` carries a new place, ``placed`` a number and its new place, ``chosen`` a number or -1, ``dropped`` the
    number of one to remove. Places are in points from the upper left of the page.
    """

    drawn = Signal(object)
    placed = Signal(int, object)
    chosen = Signal(int)
    dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName("页面")
        self.boxes: tuple[Box, ...] = ()
        self.current = -1
        self.is_preview = self.is_fixed = False
        self._picture = QPixmap()
        self._size, self._zoom = (1.0, 1.0), 1.0
        self._begun: QPointF | None = None
        self._at = QPointF()
        self._sides: frozenset[int] | None = None  # the sides of the current box that follow the mouse; None: a new one

    # --- display ---

    def show_page(self, size: tuple[float, float], zoom: float) -> None:
        """Lay out a page of a size in points at so many pixels per point; its image follows."""
        self._size, self._zoom = size, zoom
        self.setFixedSize(self.sizeHint())
        self._let_go()

    def show_picture(self, picture: QPixmap) -> None:
        """Show the image of the page."""
        self._picture = picture
        self.update()

    def show_boxes(self, boxes: tuple[Box, ...], current: int) -> None:
        """Show the places of this page, and which one is selected."""
        self.boxes, self.current = boxes, current
        self._let_go()

    def _let_go(self) -> None:
        """End the mouse action; the held box may have been removed or moved."""
        self._begun = self._sides = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._size[0] * self._zoom), round(self._size[1] * self._zoom))

    def on_screen(self, place: Place) -> QRectF:
        """Return the rectangle of a place, in pixels of the widget."""
        left, top, right, bottom = (side * self._zoom for side in place)
        return QRectF(QPointF(left, top), QPointF(right, bottom)).normalized()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._picture.isNull():
            painter.drawPixmap(self.rect(), self._picture)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(self.rect(), colour("paper"))  # dimmed in the dark theme, never inverted
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for box in self.boxes:
            is_current = box.number == self.current
            where = self.on_screen(self._moved() if is_current and self._sides is not None else box.place)
            if self.is_preview:
                painter.fillRect(where, _BLACK if box.is_taken else Qt.GlobalColor.transparent)
                continue
            veil = QColor(_BLACK)
            veil.setAlpha(150 if box.is_taken else 28)  # accepted places are translucent until the preview
            painter.fillRect(where, veil)
            style = Qt.PenStyle.SolidLine if box.is_taken else Qt.PenStyle.DashLine
            ring = colour("overdue" if is_current else "paper-attention")
            painter.setPen(QPen(ring, 3 if is_current else 1.5, style))
            painter.drawRect(where)
        if self._begun is not None and self._sides is None:
            painter.setPen(QPen(colour("paper-ink"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(self._begun, self._at).normalized())
        painter.end()

    # --- mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self.is_fixed:
            return
        self._begun = self._at = event.position()
        held = self._held(event.position())
        self._sides = None if held is None else held[1]
        self.current = -1 if held is None else held[0]
        self.chosen.emit(self.current)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._begun is not None:
            self._at = event.position()
            self.update()
            return
        held = self._held(event.position())
        shape = Qt.CursorShape.CrossCursor
        if held is not None and not self.is_fixed:
            across, down = bool(held[1] & {0, 2}), bool(held[1] & {1, 3})
            shape = _SHAPES[across, down] if len(held[1]) < 4 else Qt.CursorShape.SizeAllCursor  # noqa: PLR2004
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._begun is None:
            return
        self._at = event.position()
        moved, sides, number = self._moved(), self._sides, self.current
        is_still = (self._at - self._begun).manhattanLength() < 2  # noqa: PLR2004 - pixels
        self._begun = self._sides = None
        if sides is None and moved[2] - moved[0] >= _LEAST and moved[3] - moved[1] >= _LEAST:
            self.drawn.emit(moved)
        elif sides is not None and not is_still:
            self.placed.emit(number, moved)
        self.update()

    def _held(self, at: QPointF) -> tuple[int, frozenset[int]] | None:
        """Return the box under the mouse and its grabbed sides: those near the mouse, or inside it all four."""
        current = sorted(self.boxes, key=lambda box: box.number != self.current)
        for box in current:
            where = self.on_screen(box.place)
            if where.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(at):
                edges = (where.left() - at.x(), where.top() - at.y(), where.right() - at.x(), where.bottom() - at.y())
                near = frozenset(side for side, far in enumerate(edges) if abs(far) <= _NEAR)
                small = {side % 2 for side in near if {side, (side + 2) % 4} <= near}  # so thin that both are near
                near = frozenset(side for side in near if side % 2 not in small)
                return box.number, near or frozenset(range(4))
        return None

    def _moved(self) -> Place:
        """Return the place the mouse is making: a new box, or the current one with the grabbed sides moved."""
        begun = self._begun or self._at
        if self._sides is None:
            drawn = QRectF(begun, self._at).normalized()
            sides = [drawn.left(), drawn.top(), drawn.right(), drawn.bottom()]
            return self._within([side / self._zoom for side in sides])
        place = next(box.place for box in self.boxes if box.number == self.current)
        way = ((self._at.x() - begun.x()) / self._zoom, (self._at.y() - begun.y()) / self._zoom)
        return self._within([at + (way[side % 2] if side in self._sides else 0) for side, at in enumerate(place)])

    def _within(self, sides: list[float]) -> Place:
        left, right = sorted((sides[0], sides[2]))
        top, bottom = sorted((sides[1], sides[3]))
        wide, high = self._size
        if self._sides is not None and len(self._sides) == 4:  # noqa: PLR2004 - moved as a whole, it keeps its size
            across = max(0.0, -left) - max(0.0, right - wide)
            down = max(0.0, -top) - max(0.0, bottom - high)
            return left + across, top + down, right + across, bottom + down
        left, top, right, bottom = max(0.0, left), max(0.0, top), min(wide, right), min(high, bottom)
        if self._sides is not None:  # pushed flat or off the paper, it keeps a minimum size
            left, top = max(0.0, min(left, wide - _LEAST)), max(0.0, min(top, high - _LEAST))
            right, bottom = max(right, left + _LEAST), max(bottom, top + _LEAST)
        return left, top, right, bottom

    # --- keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        box = next((each for each in self.boxes if each.number == self.current), None)
        if box is None or self.is_fixed:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.dropped.emit(box.number)
        elif event.key() in _STEPS:
            across, down = _STEPS[event.key()]
            left, top, right, bottom = box.place
            self._sides = frozenset(range(4))
            stretches = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            first = (left, top) if stretches else (left + across, top + down)
            moved = self._within(
                [*first, max(first[0] + _LEAST, right + across), max(first[1] + _LEAST, bottom + down)]
            )
            self._sides = None
            self.placed.emit(box.number, moved)
        else:
            super().keyPressEvent(event)


_SHAPES: Mapping[tuple[bool, bool], Qt.CursorShape] = {
    (True, False): Qt.CursorShape.SizeHorCursor,
    (False, True): Qt.CursorShape.SizeVerCursor,
    (True, True): Qt.CursorShape.SizeFDiagCursor,
}
