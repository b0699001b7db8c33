"""Whatever can be pressed does something a person sees, hears of or holds afterwards: nothing is pressed in vain."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from gui.base.session import Session
from tests.gui.by_keyboard import controls, spoken
from tests.gui.fixtures import open_windows
from tests.gui.looks import is_ours
from tests.gui.seen import seen

AS_IT_IS = {"恢复默认", "适合宽度", "查找下一处", "已复制", "上一页"}
"""What would bring about how it is already."""
LEAVING = ("Esc", "Ctrl+S", "Ctrl+Enter", "放弃", "返回")
"""What closes a window or keeps what was typed is pressed by the tests of its act."""


class Presser:
    """Presses the buttons of windows; hears what the program tells, and ``rest`` waits until it has done its work."""

    def __init__(self, session: Session, rest: Callable[[], None]) -> None:
        self._rest, self._told = rest, 0
        for signal in (session.told, session.failed, session.wanted):
            signal.connect(self._hear)

    def _hear(self, *_told: object) -> None:
        self._told += 1

    def open(self, _place: object) -> bool:
        """Stand for the system, which opens a page or a file."""
        self._told += 1
        return True

    def vain(self, window: QWidget) -> Iterator[str]:
        """Press one button of a window after the other, and yield those nothing came of; what opens is closed again."""
        pressed: set[str] = set(AS_IT_IS)
        while isValid(window) and window.isVisible():
            button = next((one for one in _buttons(window) if spoken(one) not in pressed), None)
            if button is None:
                return
            name, there, before = spoken(button), open_windows(), (*_held(window), self._told)
            pressed.add(name)
            button.click()
            self._rest()
            opened = [each for each in open_windows() if each not in there]
            stays = isValid(window) and window.isVisible()
            if stays and not opened and before == (*_held(window), self._told):
                yield f"nothing comes of [{name}]"
            for each in reversed(opened):
                if isValid(each):
                    each.done(0) if isinstance(each, QDialog) else each.close()


def _buttons(window: QWidget) -> Iterator[QPushButton | QToolButton]:
    for each in controls(window):
        if not isinstance(each, QPushButton | QToolButton) or not is_ours(each) or each.isChecked():
            continue
        if each.menu() is None and not any(keys in each.text() for keys in LEAVING):
            yield each


def _held(window: QWidget) -> tuple[object, ...]:
    return seen(window), QApplication.focusWidget(), QApplication.clipboard().text()
