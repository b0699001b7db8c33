"""Importing a ledger of another office in the window: asked once, previewed, remembered, undone whole."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from disclosure.records import Profile, Request
from gui.base.session import Session
from gui.registers.actions import ask_blank
from gui.registers.importing import ImportDialog, import_file
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from tasks.ledgers.preview import Fate
from tests.gui.fixtures import wait_for_window

LEDGERS = Path(__file__).parents[2] / "data" / "incoming" / "ledgers"


@pytest.fixture
def asked(window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path) -> ImportDialog:
    """The old Excel of another office, dropped on 依申请公开."""
    session.save(Profile(name="云溪县白鹭街道办事处"))
    return opened(window, qtbot, tmp_path)


def opened(window: MainWindow, qtbot: QtBot, folder: Path) -> ImportDialog:
    path = folder / "旧登记表.xlsx"
    path.write_bytes((LEDGERS / "h1-requests-old-excel.xlsx").read_bytes())
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    import_file(page.shown(), path)
    return wait_for_window(qtbot, ImportDialog)


def test_every_column_and_word_is_proposed_and_the_rows_are_seen_before_they_come_in(asked: ImportDialog) -> None:
    assert asked.headings["谁申请的"].currentData() == "applicant"
    assert asked.words["outcome", "给了"].currentData() == "granted"
    assert asked.table.rowCount() == 2
    assert asked.save_button.text() == "导入 2 件"
    asked.reject()


def test_a_word_that_is_not_said_sends_its_row_back(asked: ImportDialog, qtbot: QtBot) -> None:
    box = asked.words["outcome", "给了"]
    box.setCurrentIndex(0)
    qtbot.waitUntil(lambda: asked.save_button.text() == "导入 1 件")
    assert asked.preview.rows[0].fate is Fate.REFUSED
    assert "给了" in (reason.text() if (reason := asked.table.item(0, 2)) else "")
    asked.reject()


def test_what_was_said_comes_in_is_remembered_and_undone_in_one_step(
    asked: ImportDialog, window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    box = asked.words["outcome", "没有这个信息"]
    box.setCurrentIndex(box.findData("needs_creation"))
    qtbot.waitUntil(asked.save_button.isEnabled)
    asked.submitted.emit()
    wait_for_window(qtbot, QMessageBox).accept()
    assert {one.outcome for one in session.registers.all(Request)} == {"granted", "needs_creation"}
    assert not [one for one in session.registers.all(Request) if one.proposed]
    session.undo()
    assert session.registers.count(Request) == 0
    again = opened(window, qtbot, tmp_path)
    assert again.words["outcome", "没有这个信息"].currentData() == "needs_creation"
    again.reject()


def test_a_blank_ledger_comes_out_of_the_page(
    window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    said: list[str] = []
    session.told.connect(said.append)
    dialog = ask_blank(page.shown())
    dialog.fileSelected.emit(str(tmp_path / "空白.xlsx"))
    qtbot.waitUntil(lambda: bool(said))
    dialog.reject()
    assert (tmp_path / "空白.xlsx").stat().st_size > 0
