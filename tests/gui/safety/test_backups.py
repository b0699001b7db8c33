"""The clerk never thinks of backups, sees that there is a proven one, and gets yesterday's file back in a minute."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from disclosure.errors import CancelledError
from disclosure.records import Request
from gui.base.preferences import Preferences
from gui.base.signs import Sign
from gui.report.desk import ReportDesk
from gui.safety.backups import Backups, back_up_first, proof_words
from gui.shell.application import Program
from gui.shell.main_window import MainWindow
from storage.registers import open_registers
from tasks.safety.backup import backups_in, proven
from tasks.safety.schedule import Proof, Trigger, folder_for
from tests.empty_files import new_registers
from tests.gui.fixtures import find_window
from tests.records_factory import make_request


@pytest.fixture
def opened(qtbot: QtBot, preferences: Preferences, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window of the program on a file with one request, its start backup made."""
    monkeypatch.setattr("gui.safety.backups._AFTER_FIRST_PAINT", 0)
    with new_registers(path) as registers:
        registers.save(make_request())
    hook = sys.excepthook
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = Program(app, preferences)
    program.open_file(path)
    sys.excepthook = hook
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: window.recovery.text().startswith("可恢复，") and not backups_of(window)._jobs)
    yield window
    assert program.window is not None
    program.window.close()


def backups_of(window: MainWindow) -> Backups:
    found = window.session.findChild(Backups)
    assert found is not None
    return found


def folder_of(preferences: Preferences, path: Path) -> Path:
    return folder_for(path, preferences.data_folder)


def test_soon_after_opening_the_status_bar_says_since_when_the_file_can_be_restored(opened: MainWindow) -> None:
    now = datetime.now().astimezone()
    assert opened.recovery.text().startswith("可恢复，今天")
    proof = backups_of(opened).schedule.proof
    assert proof is not None
    assert proven(proof.backup.path).records["requests"] == 1
    assert proof_words(proof, now.date()) == f"可恢复，今天 {proof.backup.made_at:%H:%M} 试过"


def test_a_window_open_over_midnight_does_not_call_yesterdays_proof_todays(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At one minute past midnight it said 「可恢复，今天 23:58 试过」."""
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    assert opened.recovery.text().startswith("可恢复，今天")
    monkeypatch.setattr(type(opened.session), "today", property(lambda _self: tomorrow))
    opened.session.day_changed.emit()
    assert opened.recovery.text().startswith("可恢复，20")


def test_what_was_saved_today_is_in_the_backup_made_at_closing(
    opened: MainWindow, preferences: Preferences, path: Path
) -> None:
    opened.session.save(make_request())
    opened.close()
    newest = backups_in(folder_of(preferences, path))[0]
    assert proven(newest.path).records["requests"] == 2


def test_closing_without_a_change_makes_no_other_backup(
    opened: MainWindow, preferences: Preferences, path: Path
) -> None:
    opened.close()
    assert len(backups_in(folder_of(preferences, path))) == 1


def test_an_import_goes_on_after_a_backup_that_is_due(qtbot: QtBot, opened: MainWindow) -> None:
    backups, done = backups_of(opened), list[str]()
    back_up_first(opened.session, Trigger.IMPORT, lambda: done.append("fresh enough"), opened)
    assert done == ["fresh enough"]
    backups.schedule.proof = None
    back_up_first(opened.session, Trigger.IMPORT, lambda: done.append("backed up"), opened)
    qtbot.waitUntil(lambda: done == ["fresh enough", "backed up"])
    assert isinstance(backups.schedule.proof, Proof)
    assert not backups.schedule.is_due(Trigger.IMPORT)


def test_where_no_backup_can_be_made_the_clerk_decides(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    backups, done = backups_of(opened), list[str]()
    backups.schedule.proof = None
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    backups.schedule.folder = tmp_path / "文件" / "备份"
    back_up_first(opened.session, Trigger.IMPORT, lambda: done.append("went on"), opened)
    qtbot.waitUntil(
        lambda: any(isinstance(each, QMessageBox) and each.isVisible() for each in QApplication.topLevelWidgets())
    )
    box = find_window(QMessageBox)
    assert "不能建立备份文件夹" in box.text()
    assert (opened.recovery.text(), opened.recovery.sign) == ("备份没有做成", Sign.WRONG)
    assert done == []
    buttons: Iterable[QPushButton] = box.findChildren(QPushButton)
    next(button for button in buttons if button.text() == "不备份，继续导入").click()
    assert done == ["went on"]
    backups.schedule.folder = tmp_path / "备份"


def test_before_a_report_is_issued_the_file_is_backed_up(
    qtbot: QtBot, opened: MainWindow, preferences: Preferences, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []

    def cancelled(*_: object) -> None:
        held.append(len(backups_in(folder_of(preferences, path))))
        raise CancelledError

    monkeypatch.setattr("tasks.report.issuing.issue", cancelled)
    opened.session.save(make_request(number="2024-009"))
    before = len(backups_in(folder_of(preferences, path)))
    ReportDesk(opened.session, 2024, opened).issue_now()
    qtbot.waitUntil(lambda: held == [before + 1])
    qtbot.waitUntil(lambda: not opened.session._jobs)


def test_a_sound_file_never_hides_that_it_can_be_restored(qtbot: QtBot, opened: MainWindow) -> None:
    opened.verify()
    qtbot.waitUntil(lambda: not opened.session._jobs)
    assert opened.recovery.text().startswith("可恢复，")


def test_the_second_place_is_chosen_once_and_its_absence_is_said(
    qtbot: QtBot, opened: MainWindow, preferences: Preferences, tmp_path: Path
) -> None:
    stick, backups = tmp_path / "U盘", backups_of(opened)
    stick.mkdir()
    preferences.second_backup_folder = stick
    backups.use_second_folder()
    qtbot.waitUntil(lambda: len(backups_in(stick)) == 1)
    stick.rename(tmp_path / "拔掉")
    backups.run_if_due(Trigger.ASKED)
    qtbot.waitUntil(lambda: "没有连接" in opened.recovery.text())
    assert str(stick) in opened.recovery.toolTip(), "which place and why is a sentence, and too long for the foot"
    assert str(stick) not in opened.recovery.text()


def test_yesterdays_file_comes_back_as_a_new_file_and_what_is_missing_is_told(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, path: Path
) -> None:
    opened.session.save(make_request(number="2024-008"))
    dialog = opened.work.open_restore()
    assert not dialog.restore_button.isEnabled()
    dialog.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: "核对无误" in dialog.held.text())
    assert "依申请公开 1 条" in dialog.held.text()
    assert "新建 2024-008" in dialog.missing.item(0).text()
    with qtbot.waitSignal(dialog.restored):
        dialog.restore_to(tmp_path / "恢复.sqlite")
    with open_registers(path) as live:
        assert live.count(Request) == 2


def test_a_restore_over_the_open_file_is_refused_and_a_bad_backup_is_told(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, path: Path
) -> None:
    dialog = opened.work.open_restore()
    dialog.list.setCurrentRow(0)
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    assert "没有缺少任何操作" in dialog.held.text()
    dialog.restore_to(path)
    qtbot.waitUntil(lambda: "已存在" in dialog.held.text())
    bad = tmp_path / "坏.sqlite"
    bad.write_bytes(path.read_bytes()[:5000])
    dialog.choose(bad)
    qtbot.waitUntil(lambda: dialog.held.text().startswith("“坏.sqlite”已损坏"))
    assert not dialog.restore_button.isEnabled()
    dialog.reject()


def test_the_menu_asks_for_the_second_place(opened: MainWindow, tmp_path: Path, preferences: Preferences) -> None:
    opened.entries["second_folder"].trigger()
    dialog = find_window(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    assert preferences.second_backup_folder == tmp_path


def test_the_second_place_says_it_is_in_use_and_can_be_given_up(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, preferences: Preferences
) -> None:
    """Chosen in silence, and once the stick was lost 「没有连接」 stood at the foot for ever."""
    stick = tmp_path / "蓝色U盘"
    told: list[str] = []
    stick.mkdir()
    opened.session.told.connect(told.append)
    opened.entries["second_folder"].trigger()
    find_window(QFileDialog).fileSelected.emit(str(stick))
    find_window(QFileDialog).close()
    qtbot.waitUntil(lambda: any("“蓝色U盘”" in words for words in told))
    assert len(backups_in(stick)) == 1
    stick.rename(tmp_path / "丢了")
    opened.entries["second_folder"].trigger()
    asked = find_window(QMessageBox)
    assert str(stick) in asked.text()
    assert "没有连接" in asked.text()
    next(each for each in asked.buttons() if each.text() == "不再使用").click()
    qtbot.waitUntil(lambda: any("不再" in words for words in told))
    assert preferences.second_backup_folder is None
    assert "没有连接" not in opened.recovery.text()
    assert len(backups_in(tmp_path / "丢了")) == 1, "what lies there is hers"
