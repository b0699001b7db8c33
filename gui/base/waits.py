"""How long the program waits before it does something by itself, by the reason for waiting."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QObject, QTimer


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
