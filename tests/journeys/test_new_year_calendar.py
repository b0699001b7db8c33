"""December 2026 at an office: dates rest on a year nobody has arranged, the notice comes, every date follows."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.due_items import DueGroup
from disclosure.records import Request
from gui.calendar_change import NoticeForm
from gui.calendar_dialog import CalendarDialog
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.register_page import RegisterPage
from gui.session import Session
from gui.today_page import TodayPage
from storage.registers import Registers
from tasks.calendar_years import calendar_changes
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
    assert any("2027年1月8日前作出答复（暂定）" in row.item.sentence for row in today.rows(DueGroup.LATER))
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
    deadline = requests.detail.deadline
    assert deadline is not None
    qtbot.waitUntil(lambda: deadline.title.text() == "答复期限 2027年1月9日")
    assert deadline.strip.tile_words(date(2027, 1, 4)).endswith("不计入，测试日。依据：国办发明电〔2026〕99号")
    (change,) = calendar_changes(session.registers)
    assert change.moved == ("2026-012 的答复期限由2027年1月8日（暂定）改为2027年1月9日",)

    window.undo_action.trigger()
    qtbot.waitUntil(lambda: due_in_list(requests) == "2027-01-08 暂定")
    assert window.calendar.text() == "日历 2026 正式 · 2027 缺"
    assert session.registers.count(Request) == 1
