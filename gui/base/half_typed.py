"""Saves text still being composed by an input method, which is not in its field yet, before it could be lost.

Qt lets the input method decide what happens to it when the focus changes, and those of Linux drop it: the letters of a
word vanished on a click into the next field, with Ctrl+S, and on locking.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.base.waits import Wait, waiting

_ALONE = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


class HalfTyped(QObject):
    """Watches the field with the focus."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._letters = ""
        self._dropping = waiting(self, self._drop, Wait.TURN)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Insert the letters before the field is left, the mouse pressed, or a key handled that was passed through.

        Input methods withdraw them right before the focus changes; letters withdrawn by Esc are discarded.
        """
        if isinstance(event, QInputMethodEvent):
            if event.preeditString() or event.commitString():
                self._letters = event.preeditString()
                self._dropping.stop()
            else:
                self._dropping.start()
        elif self._letters and _ends(event):
            left = QInputMethodEvent()
            left.setCommitString(self._letters)
            field = watched if watched.isWidgetType() else QApplication.focusWidget() or watched
            QCoreApplication.sendEvent(field, left)
            QGuiApplication.inputMethod().reset()
        return False

    def _drop(self) -> None:
        self._letters = ""

    def _follow(self, left: QWidget | None, now: QWidget | None) -> None:
        self._letters = ""
        if left is not None and isValid(left):  # deleting a field changes the focus, too
            left.removeEventFilter(self)
        if now is None or not isValid(now):
            return
        now.installEventFilter(self)
        window = now.window()
        handle = window.windowHandle() if isValid(window) else None  # a closing window changes the focus, too
        if handle is not None and isValid(handle):
            handle.installEventFilter(self)


def _ends(event: QEvent) -> bool:
    if isinstance(event, QFocusEvent):
        return event.type() == QEvent.Type.FocusOut and event.reason() != Qt.FocusReason.PopupFocusReason
    if isinstance(event, QKeyEvent):
        return event.type() == QEvent.Type.ShortcutOverride and event.key() not in _ALONE
    return event.type() == QEvent.Type.MouseButtonPress
