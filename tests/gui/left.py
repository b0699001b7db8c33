"""Each window of the program is looked at as it is left, in whatever state a test brought it to.

The laws of the looks hold for a window that was just opened (`test_everything_fits`); what comes with a paper, an
error or a second line is seen only by the test that is about it, and that test looks at something else.
"""

from typing import Any, cast

from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

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


def _stand_at(kind: Any) -> None:
    leave = kind.done

    def leaving(window: Any, result: int) -> None:
        look(window)
        leave(window, result)

    kind.done = leaving


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
