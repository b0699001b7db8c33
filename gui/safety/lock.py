"""锁定: after some idle minutes, or at once by Ctrl+L, one page covers the program, its dialogs and forms.

Everything open is only hidden, so that nothing typed is lost. The key of an encrypted file is removed from memory as
soon as no work needs it any more.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from gui.base.session import Session
from gui.base.waits import Wait
from gui.safety.lock_window import LockWindow

if TYPE_CHECKING:
    import threading

    from gui.base.preferences import Preferences

_USUAL = 10
_FILLS_SCREEN = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
_ACTIVE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Lock(QObject):
    """The lock of one main window. ``keep`` saves half-typed forms to disk before the key is removed."""

    uncovered = Signal()

    def __init__(
        self, session: Session, preferences: "Preferences", window: QWidget, keep: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window, self._keep = session, preferences, window, keep
        self._hidden: list[QWidget] = []
        self._places: dict[QWidget, QPoint] = {}
        self._focus: QWidget | None = None
        self._has_cleared = False
        self.cover: LockWindow | None = None
        self._idle = session.timer(self, self.lock, Wait.MINUTE)
        self._forget = session.timer(self, self._drop_key, Wait.TYPING)
        session.closing.connect(self._end)
        app = _app()
        app.focusWindowChanged.connect(self._listen)
        app.inputMethod().cursorRectangleChanged.connect(self._touched)  # an input method does not pass its keys on
        self._listen(app.focusWindow())
        self.refresh()

    @property
    def minutes(self) -> int:
        """The idle minutes before locking: as chosen, else 10 for a file with a password, else never."""
        chosen = self._preferences.lock_after
        if chosen is not None:
            return chosen
        return _USUAL if self._session.registers.protection.is_sealed else 0

    def choose(self, minutes: int) -> None:
        """Set the idle minutes; 0 for never."""
        self._preferences.lock_after = minutes
        self.refresh()

    def refresh(self) -> None:
        """Restart the timer."""
        self._idle.stop()
        if self.minutes and self.cover is None:
            self._idle.setInterval(self.minutes * Wait.MINUTE)
            self._idle.start()

    def lock(self) -> None:
        """Cover everything at once; the key is removed when no work is running."""
        if self.cover is not None:
            return
        self._focus = QApplication.focusWidget()
        if self._focus is not None:
            self._focus.clearFocus()  # text still being composed is inserted, and saved
        with suppress(OSError):
            self._keep()
        self._idle.stop()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        self._has_cleared = self._clear_copies()
        _app().installEventFilter(self)
        self.cover = LockWindow(self._session.registers, self._window.geometry())
        self.cover.setWindowState(self._window.windowState() & _FILLS_SCREEN)
        self.cover.unlocked.connect(self.unlock)
        self.cover.closed.connect(self._leave)
        self.cover.show()
        for widget in QApplication.topLevelWidgets():
            self._hide(widget)
        self._forget.start()

    def unlock(self) -> None:
        """Show everything as it was."""
        if self.cover is None:
            return
        self._forget.stop()
        cover, self.cover = self.cover, None
        _app().removeEventFilter(self)
        hidden, self._hidden = self._hidden, []
        for widget in sorted(hidden, key=lambda each: each is not self._window):
            handle, place = widget.windowHandle(), self._places.pop(widget, widget.pos())
            assert handle is not None, "it was on the screen"
            if not widget.windowState() & _FILLS_SCREEN:  # moved, that would be a window of its own size again
                widget.move(place)  # does nothing where Qt believes the window to be there: it would be placed anew
                handle.setFramePosition(place)
            widget.show()
        self._places.clear()
        cover.finish()
        if self._focus is not None:
            self._focus.setFocus()
        self.refresh()
        self.uncovered.emit()
        if self._has_cleared:
            self._session.told.emit("锁定时清空了从这里复制的内容。")

    def _leave(self) -> None:
        """End the program without the password; half-typed forms stay on disk, encrypted."""
        self._session.registers.protection.lock()
        self._window.close()

    def _listen(self, window: QWindow | None) -> None:
        """Filter the events of a window that has, or had, the focus.

        No other events are filtered until the lock: those of every widget would be too many.
        """
        if window is not None:
            window.installEventFilter(self)

    def _touched(self) -> None:
        if self.cover is None and self._idle.isActive():
            self._idle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Restart the timer on every input; Ctrl+L works in dialogs, too; new windows stay behind the cover."""
        kind = event.type()
        if kind in _ACTIVE:
            self._touched()
            if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_lock_key(event):
                self.lock()
                return True
        elif kind is QEvent.Type.Show and self.cover is not None and isinstance(watched, QWidget):
            self._hide_soon(watched)
        return False

    def _hide_soon(self, widget: QWidget) -> None:
        if widget.isWindow() and widget is not self.cover:
            QTimer.singleShot(Wait.TURN, widget, partial(self._hide, widget))

    def _hide(self, widget: QWidget) -> None:
        if self.cover is None or widget is self.cover or not widget.isVisible():
            return
        self._places[widget] = widget.pos()
        widget.hide()
        if widget.windowType() not in (Qt.WindowType.ToolTip, Qt.WindowType.Popup):
            self._hidden.append(widget)
            widget.destroyed.connect(partial(self._gone, widget))
            if isinstance(widget, QDialog):
                widget.finished.connect(partial(self._gone, widget))

    def _gone(self, widget: QWidget, *_: object) -> None:
        self._hidden = [each for each in self._hidden if each is not widget]

    def _drop_key(self) -> None:
        """Remove the key once no work needs it."""
        if self.cover is None or self._session.is_busy:
            self._forget.start()
            return
        lock = cast("threading.Lock", self._session.registers.lock)
        if not lock.acquire(blocking=False):
            self._forget.start()
            return
        try:
            self._session.registers.protection.lock()
        finally:
            lock.release()

    def _clear_copies(self) -> bool:
        return self._session.registers.protection.is_sealed and _clear_own_copies()

    def _end(self) -> None:
        self._clear_copies()  # Windows hands out what was copied after the program has ended, too
        self._idle.stop()
        self._forget.stop()
        app = _app()
        app.removeEventFilter(self)
        app.focusWindowChanged.disconnect(self._listen)
        app.inputMethod().cursorRectangleChanged.disconnect(self._touched)
        for window in app.topLevelWindows():
            window.removeEventFilter(self)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _clear_own_copies() -> bool:
    """Clear the clipboard and the X11 selection if their content is from this program; return whether it was.

    Otherwise a telephone number from the locked file could be pasted into any other window. Other programs' content
    stays.
    """
    clipboard, modes = _app().clipboard(), list[QClipboard.Mode]()
    modes += [QClipboard.Mode.Clipboard] if clipboard.ownsClipboard() else []
    modes += [QClipboard.Mode.Selection] if clipboard.ownsSelection() else []
    for mode in modes:
        clipboard.clear(mode)
    return QClipboard.Mode.Clipboard in modes


def _is_lock_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
