"""Garbage is looked for in the window's thread alone.

Python looks for it in whatever thread makes the most objects. A worker that reads a report would then take apart in
its own thread what a closed dialog left behind, and Qt's objects bear that in the thread of the event loop only.
"""

import gc
from collections.abc import Collection

from PySide6.QtCore import QObject, Qt, QTimer

_LOOK_EVERY = 300
"""Milliseconds: what a worker makes meanwhile is looked through in less than one frame."""

_GROWN = 1.25
"""By how much what was kept must have grown before all of it is looked through, as Python has it."""

_PART, _AFTER, _REST = 2_000, 300, 5


def let_go(values: Collection[object]) -> None:
    """Let go of what nobody else will hold in a moment, in parts: a hundred thousand records go for 200 ms at once."""
    kept = list(values)

    def part() -> None:
        del kept[-_PART:]
        if kept:
            QTimer.singleShot(_REST, part)

    QTimer.singleShot(_AFTER, part)


class Collector(QObject):
    """Collects from now on, as Python would by itself but for the thread."""

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
