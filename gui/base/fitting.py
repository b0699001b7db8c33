"""The one place that decides how large a window may be: never larger than the screen it is on, and wholly inside it.

A window asks for the size it would like with ``resize``; what of it fits is settled here: when it is shown, when it
comes to another screen, and when a screen changes. What is higher than that scrolls.
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QStyle, QWidget

AIR = 8
"""Pixels of the screen left free in each direction."""
_WINDOWS = frozenset({Qt.WindowType.Window, Qt.WindowType.Dialog})
_COMES = frozenset({QEvent.Type.Show, QEvent.Type.ScreenChangeInternal})


class Fitting(QObject):
    """Fits every window of the program for as long as it lives."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app.installEventFilter(self)
        app.screenAdded.connect(self._follow)
        for screen in app.screens():
            self._follow(screen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _COMES and isinstance(watched, QWidget) and watched.isWindow() and watched.windowType() in _WINDOWS:
            if kind is QEvent.Type.Show:
                fit(watched)
            else:  # it is told before it is there; one that is being dragged stays where the mouse has it
                QTimer.singleShot(0, watched, partial(fit, watched, moves=False))
        return False

    def _follow(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._fit_all)

    def _fit_all(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget.windowType() in _WINDOWS:
                fit(widget)


def fit(window: QWidget, *, moves: bool = True) -> None:
    """Make a window no larger than its screen leaves room for, its frame included, and put it wholly inside."""
    if window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        return
    room = window.screen().availableGeometry()
    frame = _frame(window)
    window.resize(window.size().boundedTo(room.size() - frame - QSize(AIR, AIR)))
    if moves and window.testAttribute(Qt.WidgetAttribute.WA_Moved):  # others are placed by Qt or the window manager
        place = QRect(window.pos(), window.size() + frame)
        left = max(room.left(), min(place.left(), room.right() + 1 - place.width()))
        top = max(room.top(), min(place.top(), room.bottom() + 1 - place.height()))
        if QPoint(left, top) != place.topLeft():
            window.move(left, top)


def settle(page: QWidget) -> None:
    """Have a page, and what it stands in, work out anew how small it may be; Qt leaves out one that is not seen."""
    above: QWidget | None = page
    while above is not None and not above.isWindow():
        layout = above.layout()
        if layout is not None:
            layout.activate()
        above = above.parentWidget()


def _frame(window: QWidget) -> QSize:
    """Return what the frame adds to a window; before the window manager has given it one, a title bar is assumed."""
    known = window.frameGeometry().size() - window.size()
    return known if not known.isEmpty() else QSize(0, window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight))
