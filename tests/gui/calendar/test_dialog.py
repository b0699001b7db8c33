"""工作日历 in the real window: years known and missing, a notice pasted, a day amended, what moved shown and kept."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from disclosure.calendar.years import CalendarYear, NamedDay
from disclosure.records import CalendarOverride
from gui.base.session import Session
from gui.calendar.change import ChangeForm, DayForm, NoticeForm, arrangement_words
from gui.calendar.dialog import CalendarDialog
from gui.shell.main_window import MainWindow
from tests.gui.fixtures import find_window
from tests.gui.lent import session, standing, window
from tests.records_factory import make_request

__all__ = ["session", "standing", "window"]

NOTICE_2025 = """国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、国庆节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班。
国务院办公厅
2024年11月12日"""


@pytest.fixture
def dialog(window: MainWindow) -> Iterator[CalendarDialog]:
    """The calendar dialog of the open window, on 2024."""
    shown = window.work.show_calendar()
    yield shown
    shown.close()


def ready(qtbot: QtBot, form: ChangeForm) -> None:
    qtbot.waitUntil(form.save_button.isEnabled)


def day_text(dialog: CalendarDialog, on: date) -> str:
    grid = dialog.months[on.month - 1]
    model = grid.model()
    texts: list[str] = [model.index(row, column).data() for row in range(6) for column in range(7)]
    return next(text for text in texts if text and text.rstrip("休班") == str(on.day))


def test_the_years_say_whether_they_are_known_and_the_months_mark_their_days(dialog: CalendarDialog) -> None:
    assert dialog.year == 2024
    assert "国办发明电〔2023〕7号" in dialog.origin.text()
    assert "251 个工作日" in dialog.origin.text()
    assert day_text(dialog, date(2024, 2, 18)) == "18班"
    assert day_text(dialog, date(2024, 2, 12)) == "12休"
    assert day_text(dialog, date(2024, 3, 2)) == "2"
    dialog.refresh(2027)
    assert dialog.head.text() == "2027 年 缺"
    assert "暂定" in dialog.origin.text()
    assert not dialog.drop_button.isEnabled()


def test_every_day_is_read_out_with_its_reason_and_source(dialog: CalendarDialog) -> None:
    february = dialog.months[1]
    day = february.day(date(2024, 2, 18))
    assert (day.works, day.reason) == (True, "调休上班")
    model = february.model()
    days = [model.index(row, column) for row in range(6) for column in range(7)]
    told = [day.data(Qt.ItemDataRole.AccessibleTextRole) for day in days]
    assert "2024年2月18日 周日：调休上班。依据：国办发明电〔2023〕7号" in told
    assert february.accessibleName() == "2024年2月"


def test_a_pasted_notice_shows_its_days_and_is_kept(qtbot: QtBot, dialog: CalendarDialog, session: Session) -> None:
    dialog.notice_button.click()
    form = find_window(NoticeForm)
    assert not form.save_button.isEnabled()
    form.text.setPlainText(NOTICE_2025.replace("共8天", "共9天", 1))
    qtbot.waitUntil(lambda: "写明共9天" in form.gate.text())
    form.text.setPlainText(NOTICE_2025)
    ready(qtbot, form)
    assert form.head.text() == "2025 年 正式 · 国办发明电〔2024〕12号 · 2024年11月12日"
    assert [form.days.item(row).text() for row in range(form.days.count())] == [
        "元旦：1月1日放假",
        "春节：1月28日至2月4日放假；1月26日、2月8日上班",
        "国庆节：10月1日至8日放假；9月28日、10月11日上班",
    ]
    assert form.moved_head.text() == "没有期限因此变动"
    form.save_button.click()
    assert session.registers.count(CalendarOverride) == 1
    assert (dialog.year, dialog.head.text()) == (2025, "2025 年 正式")
    assert dialog.drop_button.isEnabled()


def test_a_day_amended_tells_what_it_moves_and_that_stays_in_the_history(
    qtbot: QtBot, dialog: CalendarDialog, session: Session
) -> None:
    session.registers.save(make_request())
    march = dialog.months[2]
    march.setCurrentIndex(march.model().index(1, 1))
    assert march.current_day() == date(2024, 3, 5)
    march.setFocus()
    dialog.day_button.click()
    form = find_window(DayForm)
    assert form.windowTitle() == "修改 2024年3月5日"
    form.choice.setCurrentText("放假")
    assert "名称" in form.gate.text()
    form.name.setText("台风停工")
    ready(qtbot, form)
    assert [form.moved.item(row).text() for row in range(form.moved.count())] == [
        "2024-001 的答复期限由2024年3月29日改为2024年4月1日",
    ]
    form.name.setText("台风停工一天")
    assert "正在计算" in form.gate.text()
    assert (form.moved_head.text(), form.moved.isVisible()) == ("", False), "counted anew: what was told may not hold"
    ready(qtbot, form)
    assert form.moved.isVisible()
    form.save_button.click()
    assert day_text(dialog, date(2024, 3, 5)) == "5休"
    assert "变动期限1个" in dialog.history.item(0).text()
    dialog.history.setCurrentRow(0)
    dialog.history.itemActivated.emit(dialog.history.item(0))
    box = find_window(QMessageBox)
    assert "2024年3月29日改为2024年4月1日" in box.text()
    box.close()


def test_enter_on_a_day_opens_it_and_the_shipped_arrangement_comes_back(
    qtbot: QtBot, dialog: CalendarDialog, session: Session
) -> None:
    march = dialog.months[2]
    march.setFocus()
    march.setCurrentIndex(march.model().index(1, 1))
    QTest.keyClick(march, Qt.Key.Key_Return)
    form = find_window(DayForm)
    form.choice.setCurrentText("放假")
    form.name.setText("台风停工")
    ready(qtbot, form)
    form.save_button.click()
    dialog.drop_button.click()
    back = find_window(ChangeForm)
    ready(qtbot, back)
    back.save_button.click()
    assert session.registers.count(CalendarOverride) == 0
    assert day_text(dialog, date(2024, 3, 5)) == "5"
    session.undo()
    assert day_text(dialog, date(2024, 3, 5)) == "5休"


def test_a_data_file_is_shown_before_it_is_kept_and_a_wrong_one_refused(
    qtbot: QtBot, dialog: CalendarDialog, tmp_path: Path
) -> None:
    path = tmp_path / "2027.json"
    path.write_text(json.dumps({"year": 2027, "papers": [], "days": []}), encoding="utf-8")
    assert dialog.read_file(path) is None
    box = find_window(QMessageBox)
    assert "尚未发布" in box.text()
    box.close()
    days = [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]
    path.write_text(json.dumps({"year": 2027, "papers": ["x"], "days": days}), encoding="utf-8")
    form = dialog.read_file(path)
    assert form is not None
    ready(qtbot, form)
    assert form.days.item(0).text() == "元旦：1月1日放假"
    form.save_button.click()
    assert dialog.head.text() == "2027 年 正式"


def test_a_read_only_file_shows_its_calendar_and_changes_nothing(session: Session, window: MainWindow) -> None:
    session.registers._connection.is_read_only = True
    dialog = window.work.show_calendar()
    assert not dialog.notice_button.isEnabled()
    assert dialog.edit_day(date(2024, 3, 5)) is None
    dialog.close()
    session.registers._connection.is_read_only = False


def test_days_reaching_into_the_december_before_are_told_with_their_year() -> None:
    off = tuple(NamedDay(day, "元旦") for day in (date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)))
    assert arrangement_words(CalendarYear(year=2023, days_off=off)) == ["元旦：2022年12月31日至1月2日放假"]


def test_a_day_is_worked_by_the_choice_and_not_by_its_word(qtbot: QtBot, session: Session) -> None:
    form = DayForm(session, date(2024, 3, 9))
    qtbot.addWidget(form)
    form.choice.setItemText(form.choice.findData(True), "上 班")
    form.choice.setCurrentIndex(form.choice.findData(True))
    qtbot.waitUntil(form.save_button.isEnabled)
    assert form.days.findItems("调休", Qt.MatchFlag.MatchStartsWith)
    form._is_leaving = True
    form.reject()
