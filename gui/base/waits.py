"""How long the program waits before it does something by itself, by the reason for waiting, and what day it is."""

from collections.abc import Callable
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication


class Wait(IntEnum):
    """Milliseconds; the only lengths of timers, so that what she feels as prompt or as late is decided here."""

    TURN = 0
    """Until the event loop has done what it is at."""
    PAINT = 50
    """Until what she looks at is painted; what she only pages past is not."""
    LETTER = 150
    """Until no other letter follows in a word she looks for."""
    TYPING = 300
    """Until she pauses: what follows costs more, or would distract her."""
    SENTENCE = 650
    """Until a sentence of a report is written."""
    LONG = 2_000
    """Until she wonders what goes on; a crash takes no more than what she typed meanwhile."""
    START = 3_000
    """Until the start is over, for what can be done at any time."""
    READ = 8_000
    """Until a message of a line is read."""
    MINUTE = 60_000


def waiting(owner: QObject, action: Callable[[], object], wait: int, *, repeats: bool = False) -> QTimer:
    """Return a timer of ``owner``, which is still to be started."""
    made = QTimer(owner)
    made.setSingleShot(not repeats)
    made.setInterval(wait)
    made.timeout.connect(action)
    return made


class DayClock(QObject):
    """The current day, also in a window left open: looked at each minute, and whenever the program comes to the front.

    ``day_changed`` is emitted once for each new one.
    """

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
