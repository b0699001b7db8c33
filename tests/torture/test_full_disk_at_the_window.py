"""On a full disk every act of the window is one sentence; nothing half-written is there and nothing typed is lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from gui.base.preferences import Preferences
from gui.forms.record_form import RecordForm
from gui.registers.actions import export_file
from gui.registers.page import RegisterPage
from gui.shell.application import Program
from gui.shell.main_window import MainWindow
from gui.shell.packages import write_package
from tasks.packages.handover import hand_over
from tests.conftest import fixed_now
from tests.empty_files import new_registers
from tests.gui.fixtures import dressed, find_window, no_window_left, open_windows, preferences, qtbot, type_text
from tests.records_factory import make_profile, make_request
from tests.torture.small_disk import fill_disk, present, small_disk

__all__ = ["dressed", "no_window_left", "preferences", "qtbot", "small_disk"]

SENTENCE = re.compile(r"[^。]*(磁盘|写不进去|空间)[^。]*。?[^。]*。?")


@pytest.fixture
def full(
    qtbot: QtBot, preferences: Preferences, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window on a file that lies on a disk with 8 KB left."""
    monkeypatch.setattr("gui.safety.backups._AFTER_FIRST_PAINT", 0)
    path = small_disk / "台账.sqlite"
    with new_registers(path) as registers:
        registers.save(make_profile())
        registers.save_all([make_request() for _ in range(100)])
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program = Program(app, preferences)
    program.open_file(path)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: window.recovery.text().startswith("可恢复，"))
    fill_disk(small_disk, 8_000)
    yield window
    window.close()


def told(qtbot: QtBot) -> str:
    """Wait for one window with a sentence, read it and close it."""
    qtbot.waitUntil(lambda: any(isinstance(one, QMessageBox) for one in open_windows()))
    box = find_window(QMessageBox)
    text = box.text()
    box.close()
    return text


@pytest.mark.torture
def test_every_act_on_a_full_disk_is_one_sentence_and_what_was_typed_stays(
    qtbot: QtBot, full: MainWindow, small_disk: Path, tmp_path: Path
) -> None:
    page = full.show_page("requests")
    assert isinstance(page, RegisterPage)
    registers = full.session.registers
    before = present(small_disk)
    said: dict[str, str] = {}

    form = page.new_record()
    typed = {"applicant_kind": "自然人", "applicant": "张某某", "channel": "当面", "content": "长" * 9_000}
    for name, text in {**typed, "arrived_on": "2024-03-01"}.items():
        keyboard = form.fields[name].editor.keyboards()[-1]
        keyboard.setFocus()
        if isinstance(keyboard, QLineEdit):
            keyboard.selectAll()
        type_text(keyboard, text)
    form.save_button.click()
    said["save"] = form.gate.text()
    assert form.isVisible()
    assert form.fields["content"].editor.raw() == typed["content"], "nothing typed is lost"

    source = tmp_path / "来.csv"
    rows = "自然人,张某某,当面,2024-03-01,2024-03-01," + "内容" * 200 + "{}\n"
    source.write_text(
        "申请人类型,申请人,申请渠道,来件日期,收到申请之日,所需信息描述\n" + "".join(rows.format(n) for n in range(60)),
        encoding="utf-8",
    )
    full.work.bring_in("requests", source)
    said["import"] = told(qtbot)

    for suffix in (".csv", ".xlsx"):
        export_file(page.shown(), small_disk / f"导出{suffix}", mask=True)
        said[f"export {suffix}"] = told(qtbot)
    write_package(
        full.session, full, "交接包", small_disk, lambda place, _progress: hand_over(registers, place, fixed_now())
    )
    said["package"] = told(qtbot)
    dialog = full.work.open_password()
    for line in (dialog.password, dialog.repeat):
        type_text(line, "a long password")
    dialog.save_button.click()
    said["password"] = told(qtbot)
    assert (dialog.isVisible(), dialog.password.text()) == (True, "a long password")
    dialog.reject()
    assert not registers.protection.is_sealed
    assert [name for name, text in said.items() if not SENTENCE.fullmatch(text)] == [], said
    assert present(small_disk) == before
    assert registers.count(Request) == 100
    assert registers.verify() == []

    (small_disk / "占满").unlink()
    form.save_button.click()
    qtbot.waitUntil(lambda: not any(isinstance(one, RecordForm) for one in open_windows()))
    assert registers.count(Request) == 101, "there is room again, and she only presses once more"
