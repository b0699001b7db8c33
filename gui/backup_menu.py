"""The menu's entries about backups: where the second one goes, and restoring one."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from gui.backups import Backups
from gui.file_dialogs import FileDialog
from gui.first_window import FirstWindow
from gui.form_drafts import FormDrafts
from gui.packages_menu import add_packages
from gui.privacy_menu import add_privacy
from gui.today_page import TodayPage
from tasks.password import Places
from tasks.place import open_folder_note, place_warnings

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.restore_dialog import RestoreDialog

_FILE, _BACK_UP = "文件(&F)", "备份…"


def keep_backups(window: "MainWindow") -> Backups:
    """Have an open file backed up by itself, and offer in the menu what belongs to it."""
    backups = Backups(window.session, window.preferences, window.recovery)
    menus: Iterable[QMenu] = window.menuBar().findChildren(QMenu)
    menu = next(menu for menu in menus if menu.title() == _FILE)
    after = _action_after(menu, _BACK_UP)
    for text, slot in (("第二备份位置…", ask_second_folder), ("从备份恢复…", open_restore)):
        action = QAction(text, menu)
        action.triggered.connect(lambda _=False, slot=slot: slot(window, backups))
        menu.insertAction(after, action)
    for told in (backups.proven, backups.failed):
        told.connect(lambda _outcome: _tell_today(window))
    backups.start()
    drafts = FormDrafts(window.session, window.preferences.data_folder, window)
    QTimer.singleShot(0, drafts.offer)
    add_packages(window, menu, after, backups)
    add_privacy(window, menu, after, Places([backups.schedule.folder], drafts.path), drafts.keep)
    _tell_dangers(window)
    FirstWindow(window.session.registers.path, window.preferences.data_folder, window)
    return backups


def _tell_dangers(window: "MainWindow") -> None:
    """Say above the tabs what is dangerous about the place of the file or the clock."""
    told = place_warnings(window.session.registers, datetime.now().astimezone()) + _open_folder(window)
    if told:
        window.banner.setText("\n".join([window.banner.text()] * window.session.is_read_only + told))
        window.banner.show()


def _open_folder(window: "MainWindow") -> list[str]:
    """Return that others may enter the folder of the file, once for each folder."""
    folder = window.session.registers.path.parent
    note = open_folder_note(folder)
    if not note or not window.preferences.is_first_time(f"open folder {folder}"):
        return []
    return [note]


def _tell_today(window: "MainWindow") -> None:
    """Have the 今日 page say the same as the status bar, with the place of the backup."""
    page = window.pages.get("today")
    if isinstance(page, TodayPage):
        page.tell_backup(window.recovery.text(), window.recovery.toolTip(), window.recovery.objectName())


def _action_after(menu: QMenu, text: str) -> QAction:
    actions = menu.actions()
    place = next(place for place, action in enumerate(actions) if action.text() == text)
    return actions[place + 1]


def ask_second_folder(window: "MainWindow", backups: Backups) -> QFileDialog:
    """Ask for the folder, best on another disk, that gets a second copy of every backup."""
    known = window.preferences.second_backup_folder
    dialog = FileDialog(window, "第二备份位置（另一块磁盘或U盘上的文件夹）", str(known or Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(partial(_use, window, backups))
    dialog.open()
    return dialog


def _use(window: "MainWindow", backups: Backups, name: str) -> None:
    window.preferences.second_backup_folder = Path(name)
    backups.use_second_folder()


def open_restore(window: "MainWindow", backups: Backups) -> "RestoreDialog":
    """Show the backups of the open file, newest first, and restore one into a new file, which is then opened."""
    from gui.restore_dialog import RestoreDialog  # noqa: PLC0415
    from tasks.backup import backups_in  # noqa: PLC0415

    registers, schedule = window.session.registers, backups.schedule
    known = backups_in(schedule.folder, registers.path.stem)
    if schedule.second is not None:
        known += backups_in(schedule.second, registers.path.stem)
    known.sort(key=lambda backup: backup.made_at, reverse=True)
    dialog = RestoreDialog(known, registers.path, registers, window)
    dialog.restored.connect(window.leaving.emit)
    dialog.open()
    return dialog
