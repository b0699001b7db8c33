"""December 2026 at an office: dates rest on a year nobody has arranged, the notice comes, every date follows."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueGroup
from disclosure.records import Request
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.calendar.change import ChangeForm, DayForm, NoticeForm
from gui.calendar.dialog import CalendarDialog
from gui.cases.deadline import DeadlineCard
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from storage.registers import Registers
from tasks.calendar.years import calendar_changes
from tests.gui.fixtures import find_window
from tests.records_factory import make_request

NOTICE = """国务院办公厅关于2027年
部分节假日安排的通知
国办发明电〔2026〕99号
经国务院批准，现将2027年节假日安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月20日（周六）上班。
三、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）上班。
四、测试日：1月4日（周一）放假，共1天。1月9日（周六）上班。
节假日期间，妥善安排好值班。
国务院办公厅
2026年12月10日"""


@pytest.fixture
def window_of_december(
    qtbot: QtBot, registers: Registers, preferences: Preferences
) -> Iterator[tuple[MainWindow, Session]]:
    """The window on 14 December 2026, with one open request of the 10th."""
    on = date(2026, 12, 10)
    registers.save(make_request(number="2026-012", arrived_on=on, received_on=on))
    session = Session(registers, today=lambda: date(2026, 12, 14))
    shown = MainWindow(session, preferences)
    shown.show()
    qtbot.waitUntil(lambda: "today" in shown.pages)
    yield shown, session
    shown.close()
    shown.deleteLater()


def due_in_list(page: RegisterPage) -> str:
    place = page.model.names.index("due")
    return str(page.model.index(0, place).data())


def test_the_notice_of_the_next_year_makes_every_date_certain(
    qtbot: QtBot, window_of_december: tuple[MainWindow, Session]
) -> None:
    window, session = window_of_december
    today = window.page("today")
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(lambda: len(today.rows(DueGroup.LATER)) > 0)
    due = [row for row in today.rows(DueGroup.LATER) if "2027年1月8日前作出答复" in row.item.sentence]
    assert [row.accessibleName().count("暂定") for row in due] == [1], "said with the day, and only there"
    requests = window.show_page("requests")
    assert isinstance(requests, RegisterPage)
    qtbot.waitUntil(lambda: due_in_list(requests) == "2027-01-08 暂定")
    assert window.calendar.text() == "日历 2026 正式 · 2027 缺"

    today.calendar_wanted.emit(2027)
    dialog = find_window(CalendarDialog)
    dialog.notice_button.click()
    form = find_window(NoticeForm)
    form.text.setPlainText(NOTICE)
    qtbot.waitUntil(form.save_button.isEnabled)
    assert [form.moved.item(row).text() for row in range(form.moved.count())] == [
        "2026-012 的答复期限由2027年1月8日（暂定）改为2027年1月9日",
    ]
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.head.text() == "2027 年 正式")
    dialog.close()

    qtbot.waitUntil(lambda: due_in_list(requests) == "2027-01-09")
    assert window.calendar.text() == "日历 2026 正式 · 2027 正式"
    deadline = requests.detail.card(DeadlineCard)
    qtbot.waitUntil(lambda: deadline.title.text() == "答复期限 2027年1月9日")
    assert deadline.strip.tile_words(date(2027, 1, 4)).endswith("不计入，测试日。依据：国办发明电〔2026〕99号")
    (change,) = calendar_changes(session.registers)
    assert change.moved == ("2026-012 的答复期限由2027年1月8日（暂定）改为2027年1月9日",)

    window.undo_action.trigger()
    qtbot.waitUntil(lambda: due_in_list(requests) == "2027-01-08 暂定")
    assert window.calendar.text() == "日历 2026 正式 · 2027 缺"
    assert session.registers.count(Request) == 1


DATA = {
    "year": 2027,
    "papers": ["https://www.example.gov.cn/2026-12/10/content_0.htm"],
    "days": [
        *({"name": "元旦", "date": f"2027-01-0{day}", "isOffDay": True} for day in (1, 2, 3)),
        {"name": "春节", "date": "2027-02-20", "isOffDay": False},
    ],
}


def test_a_data_file_then_the_notice_then_a_single_day_each_move_the_date_and_are_undone_one_by_one(
    qtbot: QtBot, window_of_december: tuple[MainWindow, Session], tmp_path: Path
) -> None:
    window, session = window_of_december
    requests = window.show_page("requests")
    assert isinstance(requests, RegisterPage)
    qtbot.waitUntil(lambda: due_in_list(requests) == "2027-01-08 暂定")
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(DATA), encoding="utf-8")
    dialog = window.work.show_calendar()
    dialog.refresh(2027)

    QTest.mouseClick(dialog.file_button, Qt.MouseButton.LeftButton)
    chooser = find_window(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.close()
    confirm(qtbot, find_window(ChangeForm))
    qtbot.waitUntil(lambda: due_in_list(requests) == "2027-01-08")
    assert "holiday-cn" in dialog.origin.text()

    QTest.mouseClick(dialog.notice_button, Qt.MouseButton.LeftButton)
    form = find_window(NoticeForm)
    form.text.setPlainText(NOTICE)
    confirm(qtbot, form)
    qtbot.waitUntil(lambda: due_in_list(requests) == "2027-01-09")
    assert "国办发明电〔2026〕99号" in dialog.origin.text()

    january = dialog.months[0]
    january.setFocus()
    january.setCurrentIndex(
        next(
            january.model().index(row, column)
            for row in range(6)
            for column in range(7)
            if january.model().index(row, column).data() == "7"
        )
    )
    QTest.keyClick(january, Qt.Key.Key_Return)
    day = find_window(DayForm)
    day.choice.setCurrentText("放假")
    day.name.setText("雨雪停工")
    confirm(qtbot, day)
    qtbot.waitUntil(lambda: due_in_list(requests) == "2027-01-11")
    dialog.close()

    assert len(calendar_changes(session.registers)) == 3
    for expected in ("2027-01-09", "2027-01-08", "2027-01-08 暂定"):
        window.undo_action.trigger()
        qtbot.waitUntil(lambda expected=expected: due_in_list(requests) == expected)  # type: ignore[misc]


def confirm(qtbot: QtBot, form: ChangeForm) -> None:
    qtbot.waitUntil(form.save_button.isEnabled)
    form.save_button.click()
