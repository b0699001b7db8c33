"""The one place that decides how large a window may be: never larger than the screen it is on, and wholly inside it.

A window asks for the size it would like with ``resize``; what of it fits is settled here: when it is shown, when it
comes to another screen, and when a screen changes. What is higher than that scrolls.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.base.appearance import dress_window

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen, QWindow

AIR = 8
"""Pixels of the screen left free in each direction."""
_FRAMED_AFTER = 200
"""Milliseconds after which a window has its frame: only then it is known how far its title reaches."""
_TITLE_BAR = 24
"""What a frame is taken to add before there is one; asking Qt's style loads all of its names, at each start."""

_WINDOWS = frozenset({Qt.WindowType.Window, Qt.WindowType.Dialog})


class Fitting(QObject):
    """Fits every window of the program for as long as it lives.

    Which windows there are is looked at when the program wakes, before the next is painted. An event filter would hear
    of each sooner, and of every other event of every widget, too: that took as long as building the pages themselves.
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
        """Fit the windows that have come since the last look."""
        there = QGuiApplication.topLevelWindows()
        shown = {window for window in there if window.isVisible()}
        came, self._shown = shown - self._shown, shown
        if came:
            new, self._known = came - self._known, came | self._known.intersection(there)
            for window in new:  # it is told before it is there; one that is being dragged stays where the mouse has it
                window.screenChanged.connect(partial(self._moved, window))
            for widget in QApplication.topLevelWidgets():
                if widget.windowHandle() in came and widget.windowType() in _WINDOWS:
                    dress_window(widget)  # one that nobody made in our look has it before it is seen
                    fit(widget)
                    QTimer.singleShot(_FRAMED_AFTER, widget, partial(fit, widget))

    def _moved(self, window: "QWindow", _screen: "QScreen") -> None:
        QTimer.singleShot(0, window, partial(_fit_moved, window))

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
    """Make a window no larger than its screen leaves room for, its frame included, and put it wholly inside."""
    if window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        return
    room = window.screen().availableGeometry()
    frame = _frame(window)
    window.resize(window.size().boundedTo(room.size() - frame - QSize(AIR, AIR)))
    is_over_another = isinstance(window, QDialog) and window.parentWidget() is not None  # Qt lays it over its middle
    if moves and (is_over_another or window.testAttribute(Qt.WidgetAttribute.WA_Moved)):  # others the system places
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
    return known if not known.isEmpty() else QSize(0, _TITLE_BAR)
