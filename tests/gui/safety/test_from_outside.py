"""What comes to the open file from outside, as she meets it: a copy laid over it, a clock far ahead, a long name."""

import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from gui.base.appearance import Appearance, dress
from gui.base.preferences import Preferences
from gui.registers.page import RegisterPage
from gui.shell.application import Program
from gui.shell.main_window import MainWindow
from storage.registers import open_registers
from tasks.safety.backup import backups_in, proven
from tasks.safety.schedule import folder_for
from tasks.safety.whose import tell_whose
from tests.conftest import fixed_now
from tests.empty_files import new_registers
from tests.gui.fixtures import open_windows, type_text
from tests.records_factory import make_request

TYPED = {
    "applicant_kind": "自然人",
    "applicant": "张某某",
    "channel": "当面",
    "arrived_on": "2024-03-01",
    "content": "内容",
}


@pytest.fixture
def program(qapp: QApplication, preferences: Preferences) -> Iterator[Program]:
    """The program without a window yet."""
    hook = sys.excepthook
    made = Program(qapp, preferences, today=lambda: date(2024, 3, 4))
    yield made
    sys.excepthook = hook
    if made.window is not None:
        made.window.close()
    dress(qapp, Appearance.LIGHT)


def opened(program: Program, path: Path) -> MainWindow:
    program.open_file(path)
    assert isinstance(program.window, MainWindow)
    return program.window


def test_a_copy_laid_over_the_open_file_is_said_at_the_form_and_what_was_typed_stays(
    program: Program, path: Path
) -> None:
    with new_registers(path) as registers:
        registers.save(make_request())
    shutil.copyfile(path, over := path.with_name("昨天.sqlite"))
    window = opened(program, path)
    window.session.save(make_request())
    path.write_bytes(over.read_bytes())  # by a file manager, while the program is open
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    form = page.new_record()
    for name, text in TYPED.items():
        keyboard = form.fields[name].editor.keyboards()[-1]
        keyboard.setFocus()
        if isinstance(keyboard, QLineEdit):
            keyboard.selectAll()
        type_text(keyboard, text)
    form.save_button.click()
    assert "被别的程序换掉了" in form.gate.text()
    assert form.fields["content"].editor.raw() == "内容"
    assert form in open_windows()
    assert path.read_bytes() == over.read_bytes(), "nothing was written into the copy"
    form.close()
    form.discard_button.click()


def test_a_clock_that_is_a_year_ahead_is_said_above_every_page(qtbot: QtBot, program: Program, path: Path) -> None:
    """The newest entry of the file is of 2024, whatever the year of who runs this."""
    with new_registers(path, now=fixed_now) as registers:
        registers.save(make_request())
    window = opened(program, path)
    qtbot.waitUntil(window.banner.isVisible)
    assert "比最后一次登记（2024-03-04）晚了" in window.banner.text()
    assert "先校正系统时间" in window.banner.text()


def test_a_file_with_the_longest_name_there_may_be_is_opened_saved_into_and_backed_up(
    qtbot: QtBot, program: Program, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.safety.backups._AFTER_FIRST_PAINT", 0)
    path = tmp_path / f"{'政府信息公开' * 13}台.sqlite"
    with new_registers(path) as registers:
        registers.save(make_request())
    (second := tmp_path / "U盘").mkdir()
    preferences.second_backup_folder = second
    window = opened(program, path)
    qtbot.waitUntil(lambda: window.recovery.text().startswith("可恢复，"))
    assert "第二备份位置" not in window.recovery.text()
    window.session.save(make_request())
    window.close()
    for folder in (folder_for(path, preferences.data_folder), second):
        assert proven(backups_in(folder, path.stem)[0].path).records["requests"] == 2
    assert preferences.recent_files[0] == path
    with open_registers(path) as again:
        assert again.count(Request) == 2


def test_other_content_laid_over_the_open_file_is_said_when_she_comes_back_and_nothing_of_it_is_written(
    qtbot: QtBot, program: Program, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_registers(path) as registers:
        registers.save(make_request())
        registers.backup_to(over := path.with_name("昨天.sqlite"))
        registers.save(make_request())
    window = opened(program, path)
    window.keep_safe(with_backups=False)
    original = path.read_bytes()
    path.write_bytes(over.read_bytes())
    program.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert "被别的程序换掉了" in window.banner.text()
    told: list[str] = []
    monkeypatch.setattr("gui.shell.opened.show_error", lambda failure, _parent: told.append(str(failure)))
    window.session.run("导出", lambda _progress: (tmp_path / "台账.csv").write_text("读到的"), lambda _none: None)
    qtbot.waitUntil(lambda: bool(told))
    assert "没有往下做" in told[0]
    assert not (tmp_path / "台账.csv").exists()
    path.write_bytes(original)  # put right again
    program.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert "被别的程序换掉了" not in window.banner.text()


@pytest.mark.parametrize("is_laid_over", [True, False])
def test_an_earlier_copy_that_took_the_files_place_overnight_is_said_above_every_page(
    program: Program, preferences: Preferences, path: Path, is_laid_over: bool
) -> None:
    """Today's work was missing, nobody said so, and the next letter would have got a number already sent out."""
    folder = folder_for(path, preferences.data_folder)
    folder.mkdir(parents=True)
    with new_registers(path) as registers:
        registers.save(make_request())
        registers.backup_to(yesterday := path.with_name("昨天.sqlite"))
        registers.save(make_request())
        tell_whose(folder, registers)
    if is_laid_over:
        shutil.copyfile(yesterday, path)
    window = opened(program, path)
    window.keep_safe(with_backups=False)
    assert ("被以前的拷贝盖掉" in window.banner.text()) is is_laid_over


def test_a_clock_put_right_while_the_window_is_open_is_not_said_to_be_wrong_any_more(
    program: Program, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [["计算机的时间晚了 400 天"], [], ["计算机的时间早于最后一次登记"]]
    monkeypatch.setattr("gui.shell.guard.place_warnings", lambda *_: told[0])
    with new_registers(path) as registers:
        registers.save(make_request())
    window = opened(program, path)
    window.keep_safe(with_backups=False)
    assert told[0][0] in window.banner.text()
    told.pop(0)
    window.session.day_changed.emit()
    assert window.banner.isHidden()
    told.pop(0)
    window.session.day_changed.emit()
    assert told[0][0] in window.banner.text()
