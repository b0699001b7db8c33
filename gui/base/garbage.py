"""Garbage is collected only in the window's thread.

Python collects it in whichever thread allocates objects. A worker that reads a report would then destroy what a closed
dialog left behind, but Qt's objects may only be destroyed in the thread of the event loop.
"""

import gc
from collections.abc import Collection
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from gui.base.waits import Wait, waiting

_GROWN, _DOUBLED = 1.25, 2.0
"""How much the surviving objects must have grown before a full collection: as in Python, and while she works."""

_MANY = 100_000
"""Fewer surviving objects than twice these never stop her work."""

_AWAY = 5.0
"""Seconds without a key or a movement of the mouse after which nobody notices a full collection: some 100 ms."""

_TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}

_PART = 2_000


def let_go(values: Collection[object]) -> None:
    """Free objects about to lose their last reference in parts: freeing 100,000 records at once takes 200 ms."""
    kept = list(values)

    def part() -> None:
        del kept[-_PART:]
        if kept:
            QTimer.singleShot(Wait.TURN, part)

    QTimer.singleShot(Wait.TYPING, part)


class Collector(QObject):
    """Collects garbage from now on, as Python itself would, but in this thread, and everything only in a pause."""

    def __init__(self, parent: QObject | None = None, away: float = _AWAY) -> None:
        super().__init__(parent)
        gc.disable()
        self._kept, self._away, self._touched = 0, away, monotonic()
        self._looked_through = 0
        self._timer = waiting(self, self.look, Wait.TYPING, repeats=True)
        self._timer.start()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._listen)
        app.inputMethod().cursorRectangleChanged.connect(self.touch)  # an input method does not pass its keys on
        self._listen(app.focusWindow())

    def look(self) -> None:
        """Collect the generations that are due; all of them only while nobody works, unless they have doubled."""
        (young, middle, old), limits = gc.get_count(), gc.get_threshold()
        if old > max(limits[2], self._looked_through) and self._is_due(young > limits[0]):
            gc.collect()
            self._kept, self._looked_through = len(gc.get_objects(generation=2)), 0
        elif young > limits[0]:
            gc.collect(1 if middle > limits[1] else 0)

    def touch(self) -> None:
        """Take note that she works."""
        self._touched = monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each key and each movement in a window that has, or had, the focus."""
        if event.type() in _TOUCHES:
            self.touch()
        return super().eventFilter(watched, event)

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _is_due(self, has_allocated: bool) -> bool:
        """Whether everything has grown enough to be looked through now."""
        grown, from_many = _DOUBLED, _MANY
        if monotonic() - self._touched >= self._away:
            grown, from_many = _GROWN, 0
            self._looked_through = gc.get_count()[2]  # not again in this pause before there is more
        elif not has_allocated:
            return False
        return len(gc.get_objects(generation=2)) > max(self._kept, from_many) * grown
