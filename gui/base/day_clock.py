"""The current day, also in a window left open: looked at each minute, and whenever the program comes to the front."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from gui.base.waits import Wait, waiting


class DayClock(QObject):
    """Compares the day with the last one; emits ``day_changed`` once for each new one."""

    day_changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._today, self._told = today, today()
        self._timer = waiting(self, self.look, Wait.MINUTE, repeats=True)
        self._timer.start()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication), "a clock belongs to a window"
        application.applicationStateChanged.connect(self.look)  # no timer runs while the machine sleeps

    def look(self, *_: object) -> None:
        """Emit the signal if the day has changed."""
        day = self._today()
        if day != self._told:
            self._told = day
            self.day_changed.emit()

    def stop(self) -> None:
        """Stop, as the file is being closed."""
        self._timer.stop()
        self.blockSignals(True)
