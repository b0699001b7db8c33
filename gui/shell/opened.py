"""What a window gets once its file is open: menu entries, a clock for the day, dialogs for failures and questions."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from disclosure.errors import DisclosureError, NotAgreedError
from gui.base.day_clock import DayClock
from gui.base.session import Session
from gui.kit.messages import ask, show_error
from gui.shell.menus import MENUS, Choice, Entry, MenuWindow, Need


class Opened(QObject):
    """Serves one window; ``entries`` are its menu entries by name, ``clock`` tells when the date changes."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.entries: dict[str, QAction] = {}
        self.clock = DayClock(lambda: session.today, self)
        self.clock.day_changed.connect(session.day_changed)
        session.closing.connect(self.clock.stop)
        session.failed.connect(self._tell_failure)
        session.asked.connect(self._ask)

    def fill(self, menus: Mapping[str, QMenu], window: MenuWindow) -> None:
        """Add every entry of ``MENUS`` to its menu."""
        for entry in MENUS:
            menu = menus[entry.menu]
            if isinstance(entry, Choice):
                inner = menu.addMenu(entry.text)
                group = QActionGroup(inner)
                for value, text in entry.options:
                    action = inner.addAction(text, lambda *_, entry=entry, value=value: entry.choose(window, value))
                    action.setCheckable(True)
                    action.setData(value)
                    group.addAction(action)
                inner.aboutToShow.connect(partial(_tick, group, entry, window))
            elif not entry.text:
                menu.addSeparator()
            else:
                action = menu.addAction(entry.text, lambda *_, entry=entry: entry.action(window))
                action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
                self.entries[entry.name] = action

    def grey(self, *, is_read_only: bool, has_no_backups: bool) -> None:
        """Grey the entries that cannot be used with this file, and say why in their tips."""
        lacking = {Need.WRITING: is_read_only, Need.BACKUPS: has_no_backups}
        for entry in MENUS:
            if isinstance(entry, Entry) and entry.needs is not None:
                action, lacks = self.entries[entry.name], lacking[entry.needs]
                action.setEnabled(not lacks)
                action.setToolTip(entry.needs.value if lacks else "")

    def _tell_failure(self, failure: DisclosureError) -> None:
        show_error(failure, self._window)

    def _ask(self, question: NotAgreedError, again: Callable[[], object]) -> None:
        ask(question, again, QApplication.activeModalWidget() or self._window)


def _tick(group: QActionGroup, choice: Choice, window: MenuWindow) -> None:
    for action in group.actions():
        action.setChecked(action.data() == choice.now(window))
