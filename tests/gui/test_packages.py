"""交接包 and 归档包 through the window: asked for in the menu, written behind it, told where they lie."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from gui.backup_menu import keep_backups
from gui.main_window import MainWindow
from gui.session import Session
from tests.gui.fixtures import find_window, open_windows, wait_for_window
from tests.records_factory import make_profile, make_request


def menu_action(window: MainWindow, text: str) -> QAction:
    menus = cast("list[QMenu]", window.menuBar().findChildren(QMenu))
    return next(action for menu in menus for action in menu.actions() if action.text() == text)


@pytest.mark.parametrize("entry", ["交接包…", "归档包…"])
def test_a_package_is_written_where_the_clerk_says(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path, entry: str
) -> None:
    session.save(make_profile())
    session.save(make_request())
    backups = keep_backups(window)
    qtbot.waitUntil(lambda: backups.schedule.proof is not None, timeout=20_000)
    place = tmp_path / "U盘"
    place.mkdir()
    menu_action(window, entry).trigger()
    dialog = find_window(QFileDialog)
    dialog.fileSelected.emit(str(place))
    dialog.close()
    note = wait_for_window(qtbot, QMessageBox, 30_000)
    assert str(place) in note.text() + note.informativeText()
    note.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)
    names = sorted(path.name for path in place.iterdir())
    assert [name.split("-")[0] + "…" for name in names] == [entry, entry], "the folder and the same packed"
    assert names[1] == f"{names[0]}.zip"
