"""The only place that limits the size of windows: never larger than the screen they are on, and wholly inside it.

A window requests its size with ``resize``; it is limited here when it is shown, when it moves to another screen, and
when a screen changes. Contents too high for that scroll.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.base.appearance import dress_window
from gui.base.waits import Wait

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen, QWindow

AIR = 8
"""Pixels of the screen left free in each direction."""
_TITLE_BAR = 24
"""The assumed height of a title bar before there is a frame; asking Qt's style would slow down every start."""

_WINDOWS = frozenset({Qt.WindowType.Window, Qt.WindowType.Dialog})


class Fitting(QObject):
    """Fits every window of the program during its lifetime.

    New windows are detected whenever the event loop wakes, before they are painted. An event filter would notice each
    sooner, but would be called for every event of every widget, which takes as long as building the pages themselves.
    """

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: set[QWindow] = set()
        self._known: set[QWindow] = set()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None, "an application has one"
        dispatcher.awake.connect(self._look)
        app.screenAdded.connect(self._follow)
        for screen in app.screens():
            self._follow(screen)

    def _look(self) -> None:
        """Fit the windows that have appeared since the last call."""
        there = QGuiApplication.topLevelWindows()
        shown = {window for window in there if window.isVisible()}
        came, self._shown = shown - self._shown, shown
        if came:
            new, self._known = came - self._known, came | self._known.intersection(there)
            for window in new:  # still hidden; a window being dragged must not be moved
                window.screenChanged.connect(partial(self._moved, window))
            for widget in QApplication.topLevelWidgets():
                if widget.windowHandle() in came and widget.windowType() in _WINDOWS:
                    dress_window(widget)  # in case it has no style sheet yet
                    fit(widget)
                    QTimer.singleShot(Wait.TYPING, widget, partial(fit, widget))  # it has its frame then

    def _moved(self, window: "QWindow", _screen: "QScreen") -> None:
        QTimer.singleShot(Wait.TURN, window, partial(_fit_moved, window))

    def _follow(self, screen: "QScreen") -> None:
        screen.availableGeometryChanged.connect(self._fit_all)

    def _fit_all(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget.windowType() in _WINDOWS:
                fit(widget)


def _fit_moved(window: "QWindow") -> None:
    for widget in QApplication.topLevelWidgets():
        if widget.windowHandle() is window and widget.windowType() in _WINDOWS:
            fit(widget, moves=False)


def fit(window: QWidget, *, moves: bool = True) -> None:
    """Make a window no larger than the available screen, including its frame, and move it wholly inside."""
    if window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        return
    room = window.screen().availableGeometry()
    frame = _frame(window)
    window.resize(window.size().boundedTo(room.size() - frame - QSize(AIR, AIR)))
    is_over_another = isinstance(window, QDialog) and window.parentWidget() is not None  # Qt centres it over its parent
    if moves and (is_over_another or window.testAttribute(Qt.WidgetAttribute.WA_Moved)):  # the system places others
        place = QRect(window.pos(), window.size() + frame)
        left = max(room.left(), min(place.left(), room.right() + 1 - place.width()))
        top = max(room.top(), min(place.top(), room.bottom() + 1 - place.height()))
        if QPoint(left, top) != place.topLeft():
            window.move(left, top)


def settle(page: QWidget) -> None:
    """Recompute the minimum sizes of a page and the widgets around it, which Qt skips for a hidden page."""
    above: QWidget | None = page
    while above is not None and not above.isWindow():
        layout = above.layout()
        if layout is not None:
            layout.activate()
        above = above.parentWidget()


def _frame(window: QWidget) -> QSize:
    """Return the size of a window's frame; a title bar is assumed before the window manager has added one."""
    known = window.frameGeometry().size() - window.size()
    return known if not known.isEmpty() else QSize(0, _TITLE_BAR)
