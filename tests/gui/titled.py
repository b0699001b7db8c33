"""Long work under a title that is not in words of the manual: it stands in the window while the work goes on."""

import re
import sys
from typing import Any

from gui.base import job, session
from gui.safety import unlock_window
from tests.gui.looks import is_told

unheard: list[str] = []
"""The titles of work nobody has heard of, since the last test."""
_HEAD = re.compile(r"打印|[^\s·：—“（\d]+")
"""The first words of a title; a name or a year follows them, and what is printed has any name."""
_STARTS = "start"


def watch() -> None:
    """Read the title of whatever work the program starts."""
    for room in (job, session, unlock_window):
        _listen(room)


def _listen(room: Any) -> None:
    start = getattr(room, _STARTS)

    def starting(work: job.Job, title: str, *given: Any) -> None:
        head = _HEAD.search(title)
        if _is_ours(sys._getframe(1)) and not (head and is_told(head[0])):
            unheard.append(title)
        start(work, title, *given)

    setattr(room, _STARTS, starting)


def _is_ours(frame: Any) -> bool:
    """Whether the program began it, not a test about work as such."""
    while frame.f_back is not None and frame.f_globals["__name__"] in (job.__name__, session.__name__):
        frame = frame.f_back
    return str(frame.f_globals["__name__"]).startswith("gui.")
