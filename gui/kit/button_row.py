"""A row of buttons that wraps in a narrow panel."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 8


class FlowLayout(QLayout):
    """Places widgets side by side, ``gap`` apart, distributing them evenly if several lines are needed.

    Wrapped like the words of a text, the last button would be alone in its line.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = _GAP) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._across = gap
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # asked many times for every change
            self._heights[width] = self._place(QRect(0, 0, width, 0), moves=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _place(self, rect: QRect, *, moves: bool) -> int:
        whole, rect = rect, rect.marginsRemoved(self.contentsMargins())
        shown = [item for item in self._items if not ((widget := item.widget()) is not None and widget.isHidden())]
        sizes = [item.sizeHint() for item in shown]
        y = rect.y()
        for line in _lines([size.width() for size in sizes], self._across, rect.width()):
            x = rect.x()
            for place in line:
                if moves:
                    shown[place].setGeometry(QRect(QPoint(x, y), sizes[place]))
                x += sizes[place].width() + self._across
            y += max(sizes[place].height() for place in line) + _GAP
        return y - (_GAP if shown else 0) + self.contentsMargins().bottom() - whole.y()


def _lines(widths: Sequence[int], gap: int, room: int) -> list[list[int]]:
    """Return the widgets of each line: as few lines as the room allows, the longest as short as possible."""
    lines = _broken(widths, gap, room)
    low, high = max(widths, default=0), room
    while len(lines) > 1 and low < high:
        middle = (low + high) // 2
        narrower = _broken(widths, gap, middle)
        if len(narrower) == len(lines):
            lines, high = narrower, middle
        else:
            low = middle + 1
    return lines


def _broken(widths: Sequence[int], gap: int, room: int) -> list[list[int]]:
    """Wrap like the words of a text; a widget wider than the room is alone in its line."""
    lines: list[list[int]] = []
    taken = 0
    for place, width in enumerate(widths):
        if lines and taken + gap + width <= room:
            lines[-1].append(place)
            taken += gap + width
        else:
            lines.append([place])
            taken = width
    return lines
