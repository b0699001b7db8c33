"""Starting the program twice on one file shows the first window again; on another machine's file it says by whom."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.base.session import Session
from gui.shell.application import Program
from gui.shell.first_window import FirstWindow, bring_forward
from gui.shell.main_window import MainWindow
from gui.shell.start_page import StartPage
from storage import opening
from tests.gui.safety.test_recovery import program
from tests.records_factory import make_request

__all__ = ["program"]


def test_a_second_start_brings_the_minimised_first_window_forward(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    FirstWindow(session.registers.path, tmp_path / "data", window)
    window.showMinimized()
    heard: list[bool] = []
    second = threading.Thread(target=lambda: heard.append(bring_forward(session.registers.path, tmp_path / "data")))
    second.start()
    qtbot.waitUntil(lambda: bool(heard), timeout=4_000)
    second.join()
    assert heard == [True]
    assert not window.windowState() & Qt.WindowState.WindowMinimized


def test_where_nobody_listens_the_start_page_says_who_has_the_file(program: Program, session: Session) -> None:
    program.begin(session.registers.path, sample=False)
    assert program.window is not None
    page = program.window.centralWidget()
    assert isinstance(page, StartPage)
    assert "已经打开（用户" in page.problem.text()


def test_what_somebody_else_works_with_can_be_looked_at_and_the_window_says_of_when(
    program: Program, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_COARSEST_CLOCK", 0.02)
    session.save(make_request())
    program.begin(session.registers.path, sample=False)
    assert program.window is not None
    page = program.window.centralWidget()
    assert isinstance(page, StartPage)
    page.look_button.click()
    window = program.window
    assert isinstance(window, MainWindow)
    assert not window.banner.isHidden()
    assert "别人正在使用这个文件" in window.banner.text()
    assert window.session.is_read_only
    window.keep_safe(with_backups=False)
    session.save(make_request(number="二"))  # she goes on working meanwhile
    assert window.session.registers.path not in program.preferences.recent_files
