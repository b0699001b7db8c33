"""Each window of the program is looked at as it is left, in whatever state it is by then; a message when it opens.

The laws of the looks hold for a window that was just opened (`test_everything_fits`); what comes with a paper, an
error or a second line is seen only by the test that is about it, and that test looks at something else.
"""

import sys
from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from gui.kit.gated_form import GatedForm
from tests.gui import by_keyboard, looks

ill: list[str] = []
"""What was wrong with the windows left since the last test."""
_seen: set[tuple[type, str, int]] = set()


def watch() -> None:
    """Stand at the door of every dialog of the program."""
    waiting: list[Any] = [QDialog]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            is_ours = kind.__module__.startswith("gui.") and not issubclass(kind, QMessageBox)
            if is_ours and ("done" in vars(kind) or kind.__bases__[0] is QDialog):
                _stand_at(kind)
    _stand_at_messages(QMessageBox)
    for kind in (QDialog, GatedForm):
        _stand_at_openings(kind)


def _stand_at(kind: Any) -> None:
    leave = kind.done

    def leaving(window: Any, result: int) -> None:
        look(window)
        leave(window, result)

    kind.done = leaving


def _stand_at_messages(kind: Any) -> None:
    opens = kind.open

    def opening(box: Any) -> None:
        opens(box)
        ill.extend(f"{box.windowTitle()}: {fault}" for fault in unsettled(box))

    kind.open = opening


def _stand_at_openings(kind: Any) -> None:
    """What the program opens belongs to the window it was opened from: else it may lie behind it, and outlive it."""
    opens = kind.open

    def opening(window: Any) -> None:
        frame = sys._getframe(1)
        opener, by_itself = str(frame.f_globals["__name__"]), frame.f_locals.get("self") is window
        if opener.startswith("gui.") and not by_itself and window.parentWidget() is None:
            ill.append(f"{type(window).__name__} of {opener} belongs to no window")
        opens(window)

    kind.open = opening


def unsettled(box: QMessageBox) -> Iterator[str]:
    """What of a message is left to Qt, which reads words as HTML, takes Enter for the first yes and Esc for nothing."""
    buttons = box.buttons()
    if box.textFormat() is not Qt.TextFormat.PlainText:
        yield "reads what somebody wrote as HTML"
    if not box.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
        yield "stays when it is closed"
    if len(buttons) > 1 and box.defaultButton() is None:
        yield "nobody said what Enter does"
    ways_out = [each for each in buttons if box.buttonRole(each) is QMessageBox.ButtonRole.RejectRole]
    if len(buttons) > 1 and len(ways_out) != 1 and box.escapeButton() is None:
        yield "Esc does nothing"


def look(window: QWidget) -> None:
    """Look at a window, once for each number of parts it shows."""
    if not window.isVisible():
        return
    parts = [each for each in cast("list[QWidget]", window.findChildren(QWidget)) if each.isVisible()]
    state = (type(window), window.windowTitle()[:4], len(parts))
    if state in _seen:
        return
    _seen.add(state)
    looked_at = [looks.roles, looks.distances, looks.without_place, looks.without_effect, looks.faked]
    looked_at += [by_keyboard.unnamed, by_keyboard.misnamed, by_keyboard.alike]
    ill.extend(f"{type(window).__name__}: {fault}" for law in looked_at for fault in law(window))
