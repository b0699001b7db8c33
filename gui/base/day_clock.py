"""Which day it is, also for a window left open: told at midnight, after a suspend, and when it is looked at again."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_AT_MOST = 10 * 60 * 1000
"""A timer does not run while the machine sleeps: it is never set further than ten minutes."""


class DayClock(QObject):
    """Compares the day with the one last told; ``day_changed`` comes once for every new one."""

    day_changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._today, self._told = today, today()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication), "a clock belongs to a window"
        application.applicationStateChanged.connect(self.look)
        self._set()

    def look(self, _state: object = None) -> None:
        """Tell it if the day is another than last time."""
        day = self._today()
        if day != self._told:
            self._told = day
            self.day_changed.emit()
        self._set()

    def stop(self) -> None:
        """Look no more: the file is being closed."""
        self._timer.stop()
        self.blockSignals(True)

    def _set(self) -> None:
        if not self.signalsBlocked():
            self._timer.start(min(milliseconds_to_midnight(datetime.now().astimezone()), _AT_MOST))


def milliseconds_to_midnight(now: datetime) -> int:
    """Return how long it is until shortly after the next midnight."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    return int((midnight - now).total_seconds() * 1000) + 1000
