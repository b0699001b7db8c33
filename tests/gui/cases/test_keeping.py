"""档案保管与鉴定 in the window: what is due at the end of its term is listed, appraised, written down and destroyed."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from disclosure.cases.keeping import KeepingState
from disclosure.outcomes import Outcome
from disclosure.records import Appraisal, Request
from disclosure.terms import KeepingDecision
from disclosure.wording import DESTROYED
from gui.base.session import Session
from gui.cases.keeping import KeepingRegister
from gui.forms.part_form import PartForm
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tasks.safety.left_copies import Written, older_copies
from tests.gui.fixtures import wait_for_window
from tests.records_factory import make_profile, make_request


@pytest.fixture
def opened(window: MainWindow, registers: Registers, qtbot: QtBot) -> KeepingRegister:
    """The window on an office that keeps case files ten years, with two of 2010 and an open one."""
    day = date(2010, 3, 3)
    answered = {"outcome": Outcome.GRANTED, "answered_on": date(2010, 3, 20), "arrived_on": day, "received_on": day}
    registers.save(make_profile(retention="申请案卷10年；信访件长期"))
    registers.save_all([make_request(number=f"2010-00{number}", **answered) for number in (1, 2)])
    registers.save(make_request(number="2024-009"))
    dialog = window.work.show_keeping()
    assert isinstance(dialog, KeepingRegister)
    qtbot.waitUntil(lambda: bool(dialog.lines))
    return dialog


def choose_state(dialog: KeepingRegister, state: KeepingState) -> None:
    dialog.state_box.setCurrentIndex(
        next(
            place
            for place in range(dialog.state_box.count())
            if dialog.state_box.itemText(place).startswith(state.label)
        )
    )


def numbers(dialog: KeepingRegister) -> list[str]:
    cells = [dialog.table.item(row, 0) for row in range(dialog.table.rowCount())]
    return [cell.text() for cell in cells if cell is not None]


def save(form: PartForm) -> None:
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_what_has_reached_its_end_is_shown_first_and_what_was_not_understood_is_told(opened: KeepingRegister) -> None:
    assert numbers(opened) == ["2010-001", "2010-002"]
    assert opened.state_box.currentText() == "期满待鉴定　2"
    assert opened.unread.text() == "保管期限里的“信访件长期”没有读懂，写成“申请案卷30年；年度报告永久”，以“；”分隔。"
    assert not opened.appraise_button.isEnabled(), "nothing is chosen yet"
    assert not opened.destroy_button.isVisibleTo(opened), "nothing here was appraised so"
    choose_state(opened, KeepingState.OPEN)
    assert numbers(opened) == ["2024-009"]
    opened.reject()


def test_a_file_is_appraised_listed_and_destroyed_for_good(
    opened: KeepingRegister, window: MainWindow, registers: Registers, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.table.selectRow(0)
    form = opened.ask_to_appraise()
    assert form.windowTitle() == "档案鉴定　2010-001"
    assert form.fields["keep_until"].cell.isVisible()
    form.fields["decision"].editor.set_value(KeepingDecision.DESTROY)
    assert not form.fields["keep_until"].cell.isVisible(), "what is destroyed is kept to no day"
    save(form)
    assert "填写批准人" in form.gate.text()
    form.fields["approver"].editor.set_value("钱某某")
    with qtbot.waitSignal(window.session.told) as told:  # they are gone from the list
        save(form)
    assert told.args == ["已鉴定 1 卷，在状态“待销毁”里；执行后在那里登记"]
    qtbot.waitUntil(lambda: numbers(opened) == ["2010-002"])
    choose_state(opened, KeepingState.TO_DESTROY)
    assert numbers(opened) == ["2010-001"]

    copy = registers.path.with_name(f"{registers.path.stem}.升级前-20260101-080000{registers.path.suffix}")
    copy.write_bytes(b"as it was")
    went_out = tmp_path / "归档包-2010.zip"
    went_out.write_bytes(b"as it was")
    opened._older = lambda: older_copies(registers, (), memory)
    memory = tmp_path / "memory.json"
    Written(memory, tmp_path / "own")(went_out, True)
    with qtbot.waitSignal(window.session.told):
        opened.write(tmp_path / "销毁清册.csv")
    assert "2010-001" in (tmp_path / "销毁清册.csv").read_text(encoding="utf-8-sig")

    opened.table.selectRow(0)
    form = opened.ask_to_destroy()
    assert form.save_button.text() == "销毁 1 卷  Ctrl+S"
    assert "不能撤销" in form.head.advice.text()
    form.fields["witnesses"].editor.set_value("孙某某")
    save(form)
    assert "两名以上监销人" in form.gate.text()
    form.fields["witnesses"].editor.set_value("孙某某、李某某")
    save(form)
    note = wait_for_window(qtbot, QMessageBox)
    assert note.text().splitlines() == [
        "已销毁 1 卷。",
        "下列备份和写出的文件里还有它们，一并处理：",
        f"{copy.name}（{copy.parent}）",
        f"归档包-2010.zip（{tmp_path}）",
    ]
    note.accept()
    qtbot.waitUntil(lambda: numbers(opened) == [])
    assert registers.get(Request, 1).applicant == DESTROYED
    assert registers.undo_label is None
    choose_state(opened, KeepingState.DESTROYED)
    assert numbers(opened) == ["2010-001"]
    opened.reject()


def test_what_was_entered_by_mistake_is_destroyed_from_the_recycle_bin_once_it_is_approved(
    opened: KeepingRegister, registers: Registers, qtbot: QtBot
) -> None:
    wrong = registers.get(Request, registers.save(make_request(number="2024-777", applicant="错录之人")).record_id)
    registers.remove(wrong, "录错了")
    opened.reload()
    qtbot.waitUntil(lambda: any(line.state is KeepingState.REMOVED for line in opened.lines))
    choose_state(opened, KeepingState.REMOVED)
    assert numbers(opened) == ["2024-777"]
    opened.table.selectRow(0)
    assert not opened.go_button.isEnabled(), "it is in no list"
    form = opened.ask_to_destroy()
    form.fields["witnesses"].editor.set_value("孙某某、李某某")
    save(form)
    assert "没有批准，不能销毁" in form.gate.text()
    form.fields["approver"].editor.set_value("钱某某")
    save(form)
    assert "为什么不用留" in form.gate.text()
    form.fields["reason"].editor.set_value("录错了")
    save(form)
    note = wait_for_window(qtbot, QMessageBox)
    assert note.text().startswith("已销毁 1 卷。")
    note.accept()
    qtbot.waitUntil(lambda: numbers(opened) == [])
    choose_state(opened, KeepingState.DESTROYED)
    assert numbers(opened) == ["2024-777"]
    opened.reject()


def test_a_file_handed_to_the_archive_stays_whole(opened: KeepingRegister, registers: Registers, qtbot: QtBot) -> None:
    opened.table.selectAll()
    form = opened.ask_to_appraise()
    assert form.windowTitle() == "档案鉴定　2 卷"
    form.fields["decision"].editor.set_value(KeepingDecision.HAND_OVER)
    form.fields["approver"].editor.set_value("钱某某")
    save(form)
    qtbot.waitUntil(lambda: numbers(opened) == [])
    choose_state(opened, KeepingState.TO_HAND_OVER)
    opened.table.selectAll()
    save(opened.ask_to_hand_over())
    qtbot.waitUntil(lambda: numbers(opened) == [])
    assert [made.done_on is not None for made in registers.all(Appraisal)] == [True, True]
    assert registers.get(Request, 1).applicant == "张某某"
    opened.reject()


def test_the_case_of_a_file_is_one_click_away(opened: KeepingRegister, window: MainWindow, qtbot: QtBot) -> None:
    opened.table.selectRow(1)
    with qtbot.waitSignal(window.session.wanted) as asked:
        opened.go_button.click()
    assert asked.args == ["requests", 2]


def test_before_the_files_are_counted_no_state_is_said_to_have_none(qtbot: QtBot, session: Session) -> None:
    dialog = KeepingRegister(session, list)
    qtbot.addWidget(dialog)
    told = []
    for place in range(dialog.state_box.count()):
        dialog.state_box.setCurrentIndex(place)
        told.append((dialog.gate.text(), dialog.save_button.isEnabled()))
    assert set(told) == {("正在清点案卷…", False)}
    qtbot.waitUntil(lambda: dialog.gate.text() == f"没有{dialog.state.label}的案卷")
