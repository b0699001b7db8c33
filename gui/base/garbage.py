"""Garbage is collected only in the window's thread.

Python collects it in whichever thread allocates objects. A worker that reads a report would then destroy what a closed
dialog left behind, but Qt's objects may only be destroyed in the thread of the event loop.
"""

import gc
from collections.abc import Collection

from PySide6.QtCore import QObject, Qt, QTimer

_LOOK_EVERY = 300
"""Milliseconds; collecting what a worker allocates meanwhile takes less than one frame."""

_GROWN = 1.25
"""How much the surviving objects must have grown before a full collection, as in Python."""

_PART, _AFTER, _REST = 2_000, 300, 5


def let_go(values: Collection[object]) -> None:
    """Free objects about to lose their last reference in parts: freeing 100,000 records at once takes 200 ms."""
    kept = list(values)

    def part() -> None:
        del kept[-_PART:]
        if kept:
            QTimer.singleShot(_REST, part)

    QTimer.singleShot(_AFTER, part)


class Collector(QObject):
    """Collects garbage from now on, as Python itself would, but in this thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._kept = 0
        self._timer = QTimer(self, interval=_LOOK_EVERY, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations that are due."""
        (young, middle, old), limits = gc.get_count(), gc.get_threshold()
        if young <= limits[0]:
            return
        if old > limits[2] and len(gc.get_objects(generation=2)) > self._kept * _GROWN:
            gc.collect()
            self._kept = len(gc.get_objects(generation=2))
        else:
            gc.collect(1 if middle > limits[1] else 0)
