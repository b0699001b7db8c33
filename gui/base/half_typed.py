"""What an input method is still composing is no text of the field yet; here it becomes one before it could be lost.

Qt leaves it to the input method what becomes of it when the keyboard goes elsewhere, and those of Linux drop it: the
letters of a word vanished with a click into the next field, with Ctrl+S, and when the lock fell.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_ALONE = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


class HalfTyped(QObject):
    """Watches the one field that has the keyboard."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._letters = ""
        self._dropping = QTimer(self, singleShot=True, interval=0)
        self._dropping.timeout.connect(self._drop)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the letters in before the field is left, the mouse pressed, or a key heard that was let through.

        Plug-ins take them back right before the focus goes; taken back by Esc they are gone for good.
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
        if left is not None and isValid(left):  # deleting a field moves the keyboard, too
            left.removeEventFilter(self)
        if now is None or not isValid(now):
            return
        now.installEventFilter(self)
        window = now.window()
        handle = window.windowHandle() if isValid(window) else None  # one that is closing gives the keyboard on, too
        if handle is not None and isValid(handle):
            handle.installEventFilter(self)


def _ends(event: QEvent) -> bool:
    if isinstance(event, QFocusEvent):
        return event.type() == QEvent.Type.FocusOut and event.reason() != Qt.FocusReason.PopupFocusReason
    if isinstance(event, QKeyEvent):
        return event.type() == QEvent.Type.ShortcutOverride and event.key() not in _ALONE
    return event.type() == QEvent.Type.MouseButtonPress
