"""The search field at the top of 今日, which searches everything."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from gui.base.appearance import scaled
from gui.base.session import Session
from gui.kit.cards import SearchBox

if TYPE_CHECKING:
    from gui.today.found import Found

_LEAST, _MOST = 140, 280
_THROUGH_LINES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class SearchLine(SearchBox):
    """While it has text, the results replace the day; ``opened`` carries what to show.

    On the page Ctrl+F leads here and Esc clears; ↑ and ↓ move through the results, Enter opens one.
    """

    opened = Signal(str, int, str)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__("在全部登记簿和材料里查找", page, "Ctrl+F")
        self._session = session
        self._found: Found | None = None
        self._views = QStackedWidget()
        self.setAccessibleName("在全部登记簿和材料里查找")
        self.setMinimumWidth(scaled(_LEAST))
        self.setMaximumWidth(scaled(_MOST))
        self.textChanged.connect(self._look_for)
        for keys, action in (("Ctrl+F", self.begin), ("Esc", self.clear)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def over(self, day: QWidget) -> QWidget:
        """Return the widget that shows the day, or the results."""
        self._views.addWidget(day)
        return self._views

    def begin(self, text: str = "") -> None:
        """Search for some words, or wait for them."""
        if text.strip():
            self.setText(text)
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._found is not None and self.text() and event.key() in _THROUGH_LINES:
            QApplication.sendEvent(self._found.list, event)
        else:
            super().keyPressEvent(event)

    def _look_for(self, text: str) -> None:
        if not text.strip():
            self._views.setCurrentIndex(0)
            return
        if self._found is None:
            from gui.today.found import Found  # noqa: PLC0415 - only needed for a search

            self._found = Found(self._session, self.setText)
            self._found.opened.connect(self.opened)
            self.returnPressed.connect(self._found.open_current)
            self._views.addWidget(self._found)
        self._views.setCurrentWidget(self._found)
        self._found.look_for(text)
