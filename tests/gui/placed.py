"""What was made to be seen and went without having been put anywhere: words and buttons that nobody ever saw."""

import sys
from typing import Any

from PySide6.QtCore import Qt
from shiboken6 import isValid

from gui.kit import cards
from gui.kit.cards import Button, Words

lost: list[str] = []
"""What went so since the last test."""


def watch() -> None:
    """Look at each part the program made when it goes: whatever lies in a window has somebody above it to its end."""
    for kind in (Words, Button):
        _listen(kind)


def _listen(kind: Any) -> None:
    made = kind.__init__

    def making(part: Any, *given: Any, **named: Any) -> None:
        made(part, *given, **named)
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_globals["__name__"] == cards.__name__:
            frame = frame.f_back
        part.made_by = frame.f_globals["__name__"]

    kind.__init__, kind.__del__ = making, _gone


def _gone(part: Any) -> None:
    is_ours = isValid(part) and part.made_by.startswith("gui.")
    if is_ours and part.text() and not part.parent() and not part.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
        lost.append(f"{type(part).__name__} “{part.text()}” of {part.made_by}")
