"""The menu's entries for what goes out as a whole: 交接包 for the next person, 归档包 for the archive."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from gui.file_dialogs import FileDialog, documents

if TYPE_CHECKING:
    from gui.backups import Backups
    from gui.main_window import MainWindow

Writing = Callable[[Path, Callable[[int, int], None]], Any]
"""Writes a package into a folder, reporting its progress; its result says where it lies in ``sentence``."""


def add_packages(window: "MainWindow", menu: QMenu, before: QAction, backups: "Backups") -> None:
    """Put both entries into the file menu."""
    menu.insertSeparator(before)
    for text, slot in (("交接包…", ask_handover), ("归档包…", ask_archive)):
        action = QAction(text, menu)
        action.triggered.connect(lambda _=False, slot=slot: slot(window, backups))
        menu.insertAction(before, action)


def ask_handover(window: "MainWindow", backups: "Backups") -> QFileDialog:
    """Ask where the 交接包 is to lie, and write it there."""
    from tasks.handover import hand_over  # noqa: PLC0415 - asked for once in years

    registers, proof = window.session.registers, backups.schedule.proof
    last = f"{proof.proven_at:%Y-%m-%d %H:%M} {proof.backup.path}" if proof else ""
    now = datetime.now().astimezone()
    return _ask(window, "交接包", lambda place, progress: hand_over(registers, place, now, last, progress))


def ask_archive(window: "MainWindow", _backups: "Backups") -> QFileDialog:
    """Ask where the 归档包 of the year shown is to lie, and write it there."""
    from tasks.archive_package import write_archive  # noqa: PLC0415 - asked for once a year

    registers, year, today = window.session.registers, window.year, window.session.today
    return _ask(window, f"{year} 年归档包",
                lambda place, progress: write_archive(registers, year, place, today, progress))


def _ask(window: "MainWindow", title: str, write: Writing) -> QFileDialog:
    dialog = FileDialog(window, f"{title}写到哪个文件夹", documents())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: write_package(window, title, Path(name), write))
    dialog.open()
    return dialog


def write_package(window: "MainWindow", title: str, place: Path, write: Writing) -> None:
    """Write a package off the window's thread and tell where it lies."""
    from gui.messages import show_note  # noqa: PLC0415

    window.session.run(
        f"写{title}", lambda progress: write(place, progress),
        lambda done: show_note(title, f"{done.sentence}\n{done.folder}\n{done.archive}", window), window,
    )
