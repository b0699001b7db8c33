"""A window left open over night: 今日, the lists and the shown case tell the new day without anybody saving."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueGroup, DueKind
from disclosure.papers import ReportDelivery
from disclosure.records import Request
from disclosure.terms import ReportDeliveryKind
from gui.base.day_clock import DayClock
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.deadline import DeadlineCard
from gui.forms.part_form import PartForm
from gui.letters.act_sheet import ActSheet
from gui.registers.page import RegisterPage
from gui.report.page import ReportPage
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from storage.registers import Registers
from tests.gui.fixtures import find_window
from tests.records_factory import make_profile, make_request


class Clock:
    """A day that can be moved."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def clock() -> Clock:
    return Clock(date(2024, 3, 29))


@pytest.fixture
def window(qtbot: QtBot, registers: Registers, preferences: Preferences, clock: Clock) -> Iterator[MainWindow]:
    registers.save(make_request())  # received on 1 March 2024: due on the 29th
    shown = MainWindow(Session(registers, today=clock), preferences)
    shown.show()
    qtbot.waitUntil(lambda: "today" in shown.pages)
    yield shown
    shown.close()
    shown.deleteLater()


def today_of(window: MainWindow, qtbot: QtBot) -> TodayPage:
    page = window.page("today")
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.shown is not None)
    return page


def answers(page: TodayPage, group: DueGroup) -> list[str]:
    return [row.item.sentence for row in page.rows(group) if row.item.kind is DueKind.ANSWER]


def test_the_morning_after_the_last_day_the_case_is_overdue_without_a_save(
    qtbot: QtBot, window: MainWindow, clock: Clock
) -> None:
    page = today_of(window, qtbot)
    qtbot.waitUntil(lambda: len(answers(page, DueGroup.TODAY)) == 1)
    requests = window.show_page("requests")
    assert isinstance(requests, RegisterPage)
    requests.show_record(1)
    deadline = requests.detail.card(DeadlineCard)
    qtbot.waitUntil(lambda: deadline.corner.text() == "今天到期")
    window.show_page("today")
    clock.day = date(2024, 4, 1)
    window.clock.look()  # what the timer does shortly after midnight
    qtbot.waitUntil(lambda: len(answers(page, DueGroup.OVERDUE)) == 1)
    window.show_page("requests")
    qtbot.waitUntil(lambda: deadline.corner.text() == "逾期 1 个工作日")


def test_a_letter_left_open_over_midnight_does_not_say_that_today_is_the_last_day(
    qtbot: QtBot, window: MainWindow, clock: Clock
) -> None:
    """「今天是最后一天，今天发出来得及」 stood over it the next morning, and 「今天」 beside the date of yesterday."""
    request = window.session.registers.get(Request, 1)
    sheet = ActSheet(window.session, request, "granted")
    qtbot.addWidget(sheet)
    assert sheet.note.title.text().startswith("今天是最后一天")
    assert sheet.day_note.text() == "今天"
    clock.day = date(2024, 4, 1)
    window.clock.look()
    qtbot.waitUntil(lambda: sheet.note.title.text().startswith("成文日期在期限2024年3月29日（周五）之内"))
    assert sheet.day_note.text() == ""
    sheet.close()


def test_a_report_open_at_new_year_is_no_longer_of_a_year_that_goes_on(
    qtbot: QtBot, window: MainWindow, clock: Clock
) -> None:
    """「2024 年还没有结束」 stood over the report until something was saved."""
    clock.day = date(2024, 12, 31)
    window.clock.look()
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    page.finish()
    qtbot.waitUntil(lambda: page.desk.standing is not None and bool(page.desk.standing.shut))
    clock.day = date(2025, 1, 1)
    window.clock.look()
    qtbot.waitUntil(lambda: page.desk.standing is not None and not page.desk.standing.shut)
    assert "1月" in page.bar.due.text()


def test_a_window_that_slept_looks_at_the_day_when_it_is_looked_at(
    qtbot: QtBot, window: MainWindow, clock: Clock, qapp: QApplication
) -> None:
    with qtbot.waitSignal(window.session.day_changed):
        clock.day = date(2024, 4, 2)
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    with qtbot.assertNotEmitted(window.session.day_changed):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_at_new_year_the_new_year_can_be_chosen_and_the_report_is_asked_for_and_ticked_off(
    qtbot: QtBot, window: MainWindow, clock: Clock
) -> None:
    page = today_of(window, qtbot)
    window.session.registers.save(make_profile())
    clock.day = date(2025, 1, 2)
    window.clock.look()
    qtbot.waitUntil(lambda: any(row.item.kind is DueKind.REPORT_SUBMISSION for row in page.rows(DueGroup.LATER)))
    assert window.year_box.findData(2025) >= 0
    (row,) = [row for row in page.rows(DueGroup.LATER) if row.item.kind is DueKind.REPORT_SUBMISSION]
    assert row.item.sentence.startswith("2024年度报告在2025年1月20日前报送")
    row.click()
    form = find_window(PartForm)
    form.fields["proof"].editor.set_value("区政府办公室签收")
    form.save_button.click()
    qtbot.waitUntil(lambda: not any(row.item.kind is DueKind.REPORT_SUBMISSION for row in page.rows(DueGroup.LATER)))
    (kept,) = window.session.registers.all(ReportDelivery)
    assert (kept.year, kept.kind, kept.on) == (2024, ReportDeliveryKind.SUBMITTED, clock.day)


def test_the_clock_goes_of_itself_until_it_is_stopped(qtbot: QtBot, clock: Clock) -> None:
    parent = QGuiApplication.instance()
    assert parent is not None
    made = DayClock(clock, parent)
    made._timer.setInterval(1)
    for day in (date(2025, 1, 1), date(2025, 1, 2)):
        with qtbot.waitSignal(made.day_changed):
            clock.day = day
    made.stop()
    assert not made._timer.isActive()
    with qtbot.assertNotEmitted(made.day_changed):
        clock.day = date(2025, 1, 3)
        made.look()
    made.deleteLater()
