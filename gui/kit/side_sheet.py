"""A sheet over the right side of a page, for what is beside the list if there is more room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.base.appearance import mark, scaled
from gui.kit.cards import button

_WIDTH, _MARGIN = 476, 20


class SideSheet(QFrame):
    """Holds one widget at the right of its parent, below ``head``; emits ``closed`` when 关闭 is pressed.

    ``right`` is the margin beside it, unless the widget has a margin of its own.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, head: QWidget, right: int = _MARGIN) -> None:
        super().__init__(parent)
        mark(self, "sheet")
        self._page, self._head = parent, head
        self.close_button = button("关闭  Esc", self.closed.emit, "link")
        self.close_button.setParent(self)
        self.close_button.hide()
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(12, 12, right, 0)
        self.stack.setSpacing(8)
        self.hide()

    def hold(self, widget: QWidget, first: QHBoxLayout) -> None:
        """Take a widget, and put 关闭 into its ``first`` line, as a line of its own would push everything down."""
        self.stack.addWidget(widget, 1)
        if first.indexOf(self.close_button) < 0:
            first.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.close_button.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if isValid(self.close_button):  # when the window closes, the widget is deleted first
            self.close_button.setVisible(self.isVisibleTo(self._page))  # with its tab it is hidden anyway

    def place(self) -> None:
        """Lie at the right edge of the page, below the head, as wide as the widget needs."""
        wide = min(self._page.width(), max(scaled(_WIDTH), self.minimumSizeHint().width()))
        top = self._head.geometry().top()
        self.setGeometry(self._page.width() - wide, top, wide, self._page.height() - top)
        self.raise_()
