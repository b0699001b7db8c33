"""The first day: three ways to go on, each a card to press, below what is due; shown until the window closes."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from disclosure.records import Release, Request
from gui.base.appearance import colour, mark, scaled
from gui.base.signs import sign_place
from gui.kit.cards import Button, words
from gui.kit.shapes import draw

_WAYS = (
    (Request.register, "来了申请", "从申请人写起"),
    (Release.register, "发了文件", "登记主动公开，日期默认今天"),
    ("search", "找东西", "打拼音首字母也行"),
)
"""For each way its shape, what the user has at hand, and how to go on."""
_SHAPE, _HIGH = 20, 64


class WaysToBegin(QWidget):
    """``new_wanted`` carries the register for a new entry, ``search_wanted`` asks for the search."""

    new_wanted = Signal(str)
    search_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        acts: dict[str, Callable[[], object]] = {"search": self.search_wanted.emit}
        self.cards: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for shape, title, beneath in _WAYS:
            card = self.cards[shape] = _Way(shape, title, beneath)
            card.clicked.connect(acts.get(shape, lambda *_, register=shape: self.new_wanted.emit(register)))
            row.addWidget(card, 1)


class _Way(Button):
    """A card with its shape, pressed as a whole."""

    def __init__(self, shape: str, title: str, beneath: str) -> None:
        super().__init__()
        mark(self, "way")
        self._shape = shape
        self.setAccessibleName(f"{title}：{beneath}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(scaled(16), 8, 12, 8)
        stack.setSpacing(2)
        self._title = words(title, "section")
        for label in (self._title, words(beneath, "secondary")):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            stack.addWidget(label)
        self._title.setContentsMargins(scaled(_SHAPE) + 8, 0, 0, 0)

    def sizeHint(self) -> QSize:
        return QSize(scaled(3 * _HIGH), scaled(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        title = self._title.geometry()
        side = scaled(_SHAPE)
        painter = QPainter(self)
        metrics = QFontMetricsF(self._title.font())
        draw(painter, self._shape, sign_place(title.left(), QRectF(title), metrics, side), colour("accent"))
        painter.end()
