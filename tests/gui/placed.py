"""What was made to be seen and went unseen: words and buttons that lie in no window, forms that were not opened."""

import sys
from typing import Any

from PySide6.QtCore import Qt
from shiboken6 import isValid

from gui.kit import cards
from gui.kit.cards import Button, Words
from gui.kit.gated_form import PageSheet

lost: list[str] = []
"""What went so since the last test."""
unopened: dict[int, str] = {}
"""The forms the program made since the last test and has not shown yet, and which function made each."""


def watch() -> None:
    """Look at each part the program made when it goes: whatever lies in a window has somebody above it to its end."""
    for kind in (Words, Button):
        _listen(kind)
    _listen_to_forms(PageSheet)


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


def _listen_to_forms(kind: Any) -> None:
    made = kind.__init__

    def making(form: Any, *given: Any, **named: Any) -> None:
        made(form, *given, **named)
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_code.co_name == "__init__" and frame.f_locals.get("self") is form:
            frame = frame.f_back
        if frame.f_globals["__name__"].startswith("gui."):
            unopened[id(form)] = f"{type(form).__name__} by {frame.f_globals['__name__']}.{frame.f_code.co_name}"

    def shown(how: Any) -> Any:
        def showing(form: Any) -> None:
            unopened.pop(id(form), None)
            how(form)

        return showing

    kind.__init__, kind.open, kind.show = making, shown(kind.open), shown(kind.show)
