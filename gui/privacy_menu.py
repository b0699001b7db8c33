"""The menu's entries about privacy: the password, locking at once, and after how many idle minutes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu

from gui.lock import CHOICES, Lock

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from tasks.password import Places


def add_privacy(
    window: "MainWindow", menu: QMenu, before: QAction, places: "Places", keep: Callable[[], object]
) -> Lock:
    """Put the entries into the file menu and begin to watch for idleness."""
    lock = Lock(window.session, window.preferences, window, keep)
    menu.insertSeparator(before)
    password, now = QAction("口令与加密…", menu), QAction("立即锁定", menu)
    password.triggered.connect(lambda: open_password(window, places, lock))
    password.setEnabled(not window.session.is_read_only)
    now.setShortcut(QKeySequence("Ctrl+L"))
    now.triggered.connect(lock.lock)
    idle = QMenu("自动锁定", menu)
    menu.insertActions(before, [password, idle.menuAction(), now])
    _fill(idle, lock)
    lock.uncovered.connect(partial(_read_again, window))
    idle.aboutToShow.connect(partial(_check, idle, lock))
    return lock


def open_password(window: "MainWindow", places: "Places", lock: Lock) -> QDialog:
    """Set, change or remove the password; the second place of backups follows, too, if it is there now."""
    from gui.password_dialog import PasswordDialog  # noqa: PLC0415

    second = window.preferences.second_backup_folder
    known = replace(places, backups=[*places.backups, *([second] if second else [])])
    dialog = PasswordDialog(window.session, known, window)
    dialog.finished.connect(lock.refresh)
    dialog.open()
    return dialog


def _read_again(window: "MainWindow") -> None:
    """Have the registers read again: what was read while the key was gone is not to stay."""
    from gui.register_page import RegisterPage  # noqa: PLC0415

    pages: Iterable[RegisterPage] = window.findChildren(RegisterPage)
    for page in pages:
        page.reload()


def _fill(menu: QMenu, lock: Lock) -> None:
    group = QActionGroup(menu)
    for minutes, text in CHOICES:
        action = menu.addAction(text, partial(_choose, lock, minutes))
        action.setCheckable(True)
        action.setData(minutes)
        group.addAction(action)


def _choose(lock: Lock, minutes: int, _checked: bool = False) -> None:
    lock.choose(minutes)


def _check(menu: QMenu, lock: Lock) -> None:
    for action in menu.actions():
        action.setChecked(action.data() == lock.minutes)
