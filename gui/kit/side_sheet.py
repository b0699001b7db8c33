"""A sheet over the right side of a page: what stands beside a list where there is room, over it where there is not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.base.appearance import mark, scaled
from gui.kit.cards import button

_WIDTH, _MARGIN = 476, 20


class SideSheet(QFrame):
    """Holds one widget at the right of its parent, below ``head``; ``closed`` comes when ✕ is pressed.

    ``right`` is left free beside what is held, unless that has a margin of its own.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, head: QWidget, right: int = _MARGIN) -> None:
        super().__init__(parent)
        mark(self, "sheet")
        self._page, self._head = parent, head
        self.close_button = button("关闭  Esc", self.closed.emit, "link")
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(12, 6, right, 8)
        self.stack.setSpacing(4)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, _MARGIN - right, 0)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.stack.addLayout(top)
        self.hide()

    def hold(self, widget: QWidget) -> None:
        """Take a widget in; who wants it back puts it elsewhere."""
        self.stack.addWidget(widget, 1)

    def place(self) -> None:
        """Lie at the right edge of the page, as wide as what is held needs, below the head."""
        wide = min(self._page.width(), max(scaled(_WIDTH), self.minimumSizeHint().width()))
        top = self._head.geometry().top()
        self.setGeometry(self._page.width() - wide, top, wide, self._page.height() - top)
        self.raise_()
