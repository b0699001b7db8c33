"""The current day, also in a window left open: checked at midnight, after a suspend, and on activation."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_AT_MOST = 10 * 60 * 1000
"""A timer does not run while the machine sleeps, so it is never set to more than ten minutes."""


class DayClock(QObject):
    """Compares the day with the last one; emits ``day_changed`` once for each new one."""

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
        """Emit the signal if the day has changed."""
        day = self._today()
        if day != self._told:
            self._told = day
            self.day_changed.emit()
        self._set()

    def stop(self) -> None:
        """Stop, as the file is being closed."""
        self._timer.stop()
        self.blockSignals(True)

    def _set(self) -> None:
        if not self.signalsBlocked():
            self._timer.start(min(milliseconds_to_midnight(datetime.now().astimezone()), _AT_MOST))


def milliseconds_to_midnight(now: datetime) -> int:
    """Return the time until shortly after the next midnight."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    return int((midnight - now).total_seconds() * 1000) + 1000
