"""今日 in the real window: what is due by consequence, one step from its record; it follows every change by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueGroup, DueItem, DueKind
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, Activity, Release
from disclosure.report.cells import CARRIED_OUT, TOTAL, CellKey
from disclosure.report.model import SECTION_HEADINGS, AnnualReport
from disclosure.report.narrative import OVERVIEW
from disclosure.terms import ActivityKind
from gui.base.appearance import colour
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.calendar.dialog import CalendarDialog
from gui.forms.record_form import RecordForm
from gui.registers.page import RegisterPage
from gui.report.page import ReportPage, year_to_write
from gui.shell.main_window import MainWindow
from gui.today.cards import TermLine
from gui.today.due_cards import DueRow, when_words
from gui.today.page import TodayPage
from gui.today.ways import WaysToBegin
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.report.compose import write
from tasks.report.published import keep_published
from tests.gui.fixtures import TODAY, find_window
from tests.records_factory import make_duty, make_request, make_review


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> TodayPage:
    """The 今日 page of an empty file, read."""
    found = window.page("today")
    assert isinstance(found, TodayPage)
    qtbot.waitUntil(lambda: found.shown is not None)
    return found


@contextmanager
def opened_on(
    qtbot: QtBot, registers: Registers, preferences: Preferences, day: date
) -> Iterator[tuple[TodayPage, Session]]:
    """The program as it is started on a day: its first page, read."""
    session = Session(registers, today=lambda: day)
    window = MainWindow(session, preferences)
    window.show()
    qtbot.waitUntil(lambda: "today" in window.pages)
    found = window.page("today")
    assert isinstance(found, TodayPage)
    qtbot.waitUntil(lambda: found.shown is not None)
    yield found, session
    window.close()
    window.deleteLater()


def press(row: DueRow, words: str) -> None:
    """Press the button of a line, which says these words."""
    assert row.act.text() == words
    row.act.click()


def sentences(page: TodayPage, group: DueGroup) -> list[str]:
    return [row.item.sentence for row in page.rows(group)]


def test_an_empty_file_asks_for_the_zero_confirmation_of_last_month_in_one_click(
    qtbot: QtBot, page: TodayPage, session: Session
) -> None:
    (row,) = page.rows(DueGroup.ALONGSIDE)
    assert page.rows(DueGroup.OVERDUE) == [], "nothing is red in a new file"
    assert row.line.title == "1、2月没有登记过申请"
    press(row, "2 个月一并确认")
    kept = list(session.registers.all(Activity))
    assert [(each.kind, each.on) for each in kept] == [
        (ActivityKind.ZERO_CONFIRMATION, date(2024, 1, 31)),
        (ActivityKind.ZERO_CONFIRMATION, date(2024, 2, 29)),
    ]
    qtbot.waitUntil(lambda: page.rows(DueGroup.ALONGSIDE) == [])
    session.undo()
    assert list(session.registers.all(Activity)) == []
    qtbot.waitUntil(lambda: len(page.rows(DueGroup.ALONGSIDE)) == 1)


def test_rows_stand_by_consequence_and_the_tab_counts_what_presses(
    qtbot: QtBot, page: TodayPage, session: Session, window: MainWindow
) -> None:
    for received in ("2024-01-25", "2024-01-26", "2024-02-06", "2024-03-01"):
        on = date.fromisoformat(received)
        session.registers.save(make_request(arrived_on=on, received_on=on))
    qtbot.waitUntil(lambda: len(page.rows(DueGroup.LATER)) == 2)
    assert sentences(page, DueGroup.OVERDUE) == [
        "2024-001 在2024年2月27日前作出答复",
        "2024-002 在2024年2月28日前作出答复",
    ]
    assert sentences(page, DueGroup.SOON) == ["2024-003 在2024年3月11日前作出答复"]
    assert window.tabs.tabText(0) == "今日 2"
    row = page.rows(DueGroup.OVERDUE)[1]
    assert row.accessibleName() == (
        "逾期：2024-002 在2024年2月28日前作出答复 "
        "答复张某某：测试街道2023年老旧小区改造项目清单 2月28日 过了 3 个工作日"
    )


def test_enter_on_a_row_opens_its_record(qtbot: QtBot, page: TodayPage, session: Session, window: MainWindow) -> None:
    change = session.registers.save(make_review(received_on=date(2024, 2, 19)))
    qtbot.waitUntil(lambda: any(row.item.kind is DueKind.REVIEW_REPLY for row in page.rows(DueGroup.TODAY)))
    row = page.rows(DueGroup.TODAY)[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    shown = window.pages["reviews"]
    assert isinstance(shown, RegisterPage)
    assert shown.isVisible()
    record = shown.selected()
    assert record is not None
    assert record.id == change.record_id


def test_a_duty_is_fulfilled_with_one_click_and_a_missed_one_with_a_form(
    qtbot: QtBot, page: TodayPage, session: Session
) -> None:
    session.registers.save(make_duty(starts_on=date(2023, 10, 1)))

    def lines() -> list[DueRow]:
        return [row for group in DueGroup for row in page.rows(group) if row.item.kind is DueKind.DUTY]

    qtbot.waitUntil(lambda: len(lines()) == 2)
    assert page.shown is not None
    _missed, running = lines()
    asked = page.shown.duties[running.item]
    press(running, "今天已公开")
    (release,) = session.registers.all(Release)
    assert (release.fulfils, release.published_on) == ("测试街道运行经费季度公示", TODAY)
    qtbot.waitUntil(lambda: len(lines()) == 1)
    page.duty_wanted.emit(asked)
    form = find_window(RecordForm)
    assert "2024年第1季度" in form.windowTitle()
    form._leave()


def test_it_counts_while_another_page_is_shown(
    qtbot: QtBot, page: TodayPage, session: Session, window: MainWindow
) -> None:
    window.show_page("requests")
    session.registers.save(make_request(arrived_on=date(2024, 1, 25), received_on=date(2024, 1, 25)))
    session.registers.save(
        make_request(
            arrived_on=date(2024, 2, 5),
            received_on=date(2024, 2, 5),
            outcome=Outcome.GRANTED,
            answered_on=date(2024, 2, 6),
        )
    )
    qtbot.waitUntil(lambda: window.tabs.tabText(0) == "今日 2", timeout=8_000)
    assert page.shown is not None
    assert [figure.number for figure in page.shown.figures] == [0, 2, 1, 0, 0]


def test_many_rows_are_shown_on_demand(qtbot: QtBot, page: TodayPage, session: Session) -> None:
    on = date(2024, 1, 25)
    session.registers.save_all([make_request(arrived_on=on, received_on=on) for _ in range(12)])
    qtbot.waitUntil(lambda: len(page.rows(DueGroup.OVERDUE)) == 8)
    page.left.expand(DueGroup.OVERDUE)
    assert len(page.rows(DueGroup.OVERDUE)) == 12


def test_the_calendar_card_leads_to_the_year_that_is_missing(page: TodayPage, window: MainWindow) -> None:
    page.calendar_wanted.emit(2027)
    dialog = find_window(CalendarDialog)
    assert dialog.year == 2027
    dialog.close()
    assert window.calendar.text() == "日历 2024 正式 · 2025 正式"


@pytest.mark.parametrize(
    ("due", "group", "said"),
    [
        ("2024-03-01", DueGroup.OVERDUE, ("3月1日", "过了 1 个工作日")),
        ("2024-03-04", DueGroup.TODAY, ("3月4日", "最后一天")),
        ("2025-01-02", DueGroup.LATER, ("2025年1月2日", "剩 210 个工作日")),
    ],
)
def test_a_date_is_told_with_its_distance(due: str, group: DueGroup, said: tuple[str, str]) -> None:
    item = DueItem(
        kind=DueKind.ANSWER, due_on=date.fromisoformat(due), register="requests", record_id=1, sentence="", article=""
    )
    assert when_words(item, group, shipped_calendar(), TODAY) == said


def test_the_friday_before_a_sunday_on_which_a_report_is_due_is_not_its_last_day() -> None:
    """「1月31日 最后一天」 stood on 今日 from Friday on; in 2026 it is a Saturday, in 2027 a Sunday."""
    item = DueItem(
        kind=DueKind.REPORT_SUBMISSION,
        due_on=date(2027, 1, 31),
        register="report_deliveries",
        record_id=0,
        sentence="",
        article="",
    )
    for day, said in ((29, "剩 0 个工作日"), (30, "剩 0 个工作日"), (31, "最后一天")):
        assert when_words(item, DueGroup.SOON, shipped_calendar(), date(2027, 1, day))[1] == said


@pytest.mark.parametrize(
    ("kind", "group", "said"),
    [
        (DueKind.ZERO_CONFIRMATION, DueGroup.ALONGSIDE, ("", "报送前")),
        (DueKind.OPINION, DueGroup.WAITING, ("1月31日", "这一天已过")),
    ],
)
def test_what_was_due_last_month_is_never_told_to_be_due_today(
    kind: DueKind, group: DueGroup, said: tuple[str, str]
) -> None:
    item = DueItem(kind=kind, due_on=date(2024, 1, 31), register="requests", record_id=1, sentence="", article="")
    assert when_words(item, group, shipped_calendar(), TODAY) == said


def test_the_keyboard_stays_on_its_row_when_something_changes(
    qtbot: QtBot, page: TodayPage, session: Session, window: MainWindow
) -> None:
    session.registers.save(make_request())
    qtbot.waitUntil(lambda: len(page.rows(DueGroup.LATER)) == 2)
    window.activateWindow()
    answer = next(row for row in page.rows(DueGroup.LATER) if row.item.kind is DueKind.ANSWER)
    answer.setFocus()
    qtbot.waitUntil(answer.hasFocus)
    session.registers.save(make_review())
    qtbot.waitUntil(lambda: len(page.rows(DueGroup.LATER)) == 3)
    (focused,) = [row for row in page.rows(DueGroup.LATER) if row.hasFocus()]
    assert (focused.item.register, focused.item.kind) == ("requests", DueKind.ANSWER)


def test_a_file_begun_in_october_has_nine_months_to_confirm_in_one_press_and_nothing_red(
    qtbot: QtBot, registers: Registers, preferences: Preferences
) -> None:
    """Nine months took nine presses, under a red line for a chore no article knows."""
    with opened_on(qtbot, registers, preferences, date(2024, 10, 8)) as (page, session):
        assert page.rows(DueGroup.OVERDUE) == []
        assert page.rows(DueGroup.TODAY) == []
        ways = WaysToBegin()
        page.begin(QWidget(), ways)
        qtbot.waitUntil(ways.isVisible)
        press(page.rows(DueGroup.ALONGSIDE)[0], "9 个月一并确认")
        assert [each.on.month for each in registers.all(Activity)] == [*range(1, 10)]
        qtbot.waitUntil(lambda: page.rows(DueGroup.ALONGSIDE) == [])
        assert page.left.nothing is not None
        assert page.left.nothing.told.isHidden(), "an empty file has no next date"
        assert not ways.isVisible(), "[新建申请] and [登记公开] stand above already"
        session.undo()
        assert list(registers.all(Activity)) == []


def test_a_day_without_anything_to_do_names_the_next_date_and_two_ways_on(
    qtbot: QtBot, registers: Registers, preferences: Preferences
) -> None:
    """One line said that nothing was to be done, over a page of nothing."""
    registers.save(make_request(received_on=date(2024, 1, 8), arrived_on=date(2024, 1, 8), content="低保名单"))
    with opened_on(qtbot, registers, preferences, date(2024, 1, 18)) as (page, _session):
        nothing = page.left.nothing
        assert nothing is not None
        assert nothing.told.text().startswith("下一个日子是 2月4日："), "a Sunday worked before the festival"
        assert "低保名单" in nothing.told.text()
        (row,) = page.rows(DueGroup.LATER)
        assert [made.objectName() for made in (nothing.new_button, row.act)] == ["primary", ""], "one button is blue"
        with qtbot.waitSignal(page.new_wanted) as asked:
            nothing.release_button.click()
        assert asked.args == ["releases"]


def test_in_january_the_calendar_asks_for_no_year_whose_notice_cannot_be_out(
    qtbot: QtBot, registers: Registers, preferences: Preferences
) -> None:
    """The State Council's notices come from October to December; in January the year after next was asked for."""
    with opened_on(qtbot, registers, preferences, date(2026, 1, 5)) as (page, _session):
        assert page.right.calendar.isHidden()


def test_in_january_last_years_months_can_still_be_confirmed_for_its_report(
    qtbot: QtBot, registers: Registers, preferences: Preferences
) -> None:
    """The report of last year asks for them, and the card knew this year alone."""
    registers.save(make_request(arrived_on=date(2024, 5, 6), received_on=date(2024, 5, 6)))
    with opened_on(qtbot, registers, preferences, date(2025, 1, 6)) as (page, _session):
        (row,) = page.rows(DueGroup.ALONGSIDE)
        assert row.line.title == "2024年1—4、6—12月没有登记过申请", "at 150 % eleven months, one by one, took two lines"
        press(row, "11 个月一并确认")
        assert len(list(registers.all(Activity))) == 11
        qtbot.waitUntil(lambda: page.rows(DueGroup.ALONGSIDE) == [])


def test_the_report_card_tells_how_far_it_is_and_leads_to_the_part_nobody_wrote(
    qtbot: QtBot, registers: Registers, preferences: Preferences
) -> None:
    registers.save(replace(registers.profile(), opening_on=date(2022, 12, 31)))
    write(registers, 2023, OVERVIEW, "（一）主动公开\n全年公开信息二十条。")
    with opened_on(qtbot, registers, preferences, date(2024, 1, 8)) as (page, _):
        card, window = page.right.report, page.window()
        assert isinstance(window, MainWindow)
        qtbot.waitUntil(lambda: card.go_button.text() == "写问题及改进")
        labels = cast("list[QLabel]", card.whole.findChildren(QLabel))
        assert {"三张表", "写过", "未动过"} <= {label.text() for label in labels}
        window.resize(910, 512)
        qtbot.waitUntil(card.folded.isVisible)
        assert not card.whole.isVisible()
        assert card.folded.text() == "12 天后报送 · 23 天后公布"
        assert card.y() < page.left.y(), "its one line stands on top"
        window.resize(1366, 728)
        qtbot.waitUntil(card.whole.isVisible)
        card.go_button.click()
        report = window.pages["report"]
        assert isinstance(report, ReportPage)
        assert window.year == 2023
        assert report.paper.heading_of(report.paper.focusWidget()) == SECTION_HEADINGS[4]


def test_what_was_carried_on_is_registered_from_its_line(
    qtbot: QtBot, page: TodayPage, session: Session, window: MainWindow
) -> None:
    figures = {CellKey("table3", CARRIED_OUT.code, TOTAL): 31}
    keep_published(session.registers, AnnualReport(2023, "测试街道办事处", figures=figures))
    session.save(replace(session.registers.profile(), opening_on=date(2023, 12, 31)))
    qtbot.waitUntil(lambda: page.rows(DueGroup.ALONGSIDE)[0].item.kind is DueKind.CARRIED_ON)
    row = page.rows(DueGroup.ALONGSIDE)[0]
    assert row.line.title == "把 2023 年结转来的 31 件申请登记进来"
    press(row, "登记申请…")
    assert find_window(RecordForm).isVisible()
    assert window.tabs.currentIndex() == 2
    find_window(RecordForm).reject()


def test_in_january_the_report_opens_on_last_year_and_the_registers_on_the_new_one(
    qtbot: QtBot, registers: Registers, preferences: Preferences
) -> None:
    """The tab opened on a report of a week, while last year's was due within a fortnight."""
    for day in (date(2023, 5, 8), date(2024, 1, 3)):
        registers.save(make_request(arrived_on=day, received_on=day))
    with opened_on(qtbot, registers, preferences, date(2024, 1, 5)) as (page, _session):
        window = page.window()
        assert isinstance(window, MainWindow)
        report = window.show_page("report")
        assert isinstance(report, ReportPage)
        assert (report.bar.title.text(), window.year) == ("2023 年度报告", 2023)
        requests = window.show_page("requests")
        assert isinstance(requests, RegisterPage)
        assert (window.year, requests.filters.buttons["date"].text()) == (2024, "日期 2024 年")
        window.show_year(2023)
        window.show_page("report")
        window.show_year(2024)
        report.finish()
        assert report.bar.title.text() == "2024 年度报告", "what is chosen there counts"


def test_a_year_whose_published_report_was_brought_in_is_not_written_once_more(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report page opened on 2023, whose published report she had dropped on her first day in January."""
    monkeypatch.setattr(session, "_today", lambda: date(2024, 1, 8))
    session.save(make_request(received_on=date(2023, 12, 19), arrived_on=date(2023, 12, 19)))
    assert (year_to_write(session, 2024), session.usual_year()) == (2023, 2024)
    keep_published(session.registers, AnnualReport(2023, "测试街道2023年政府信息公开工作年度报告"))
    session.save(replace(session.registers.profile(), opening_on=date(2023, 12, 31)))
    assert year_to_write(session, 2024) == 2024


def test_the_line_to_the_report_is_filled_up_to_today(qtbot: QtBot) -> None:
    """From 1 January to 31 March: on 20 January a fifth of it is gone."""
    line = TermLine()
    qtbot.addWidget(line)
    line.resize(400, 40)
    line.show_days(date(2024, 1, 20), [date(2024, 1, 31), date(2024, 3, 31)])
    picture = line.grab().toImage()
    dense = picture.devicePixelRatio()
    seen = [picture.pixelColor(round(place * dense), round(7 * dense)).name() for place in (40, 70, 115, 300)]
    assert seen == [colour(role).name() for role in ("accent", "accent", "line", "line")]
    assert not line.isHidden()
    line.show_days(date(2024, 4, 1), [date(2024, 3, 31)])
    assert line.isHidden(), "the last day is over"


@pytest.mark.parametrize(("keys", "register"), [("Ctrl+N", "requests"), ("Ctrl+Shift+N", "releases")])
def test_the_two_keys_that_enter_something_work_on_the_first_page(
    qtbot: QtBot, window: MainWindow, page: TodayPage, keys: str, register: str
) -> None:
    """Ctrl+N did nothing there, and Ctrl+Shift+N closed her file for the three questions of the first run."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.setFocus()
    QTest.keySequence(window.focusWidget() or page, QKeySequence(keys))
    form = find_window(RecordForm)
    assert form.windowTitle().startswith(f"新建{LEDGERS[register].title[:2]}" if register == "releases" else "新建申请")
    form._is_leaving = True
    form.reject()


def test_the_line_the_keyboard_is_in_has_one_flat_ground(
    qtbot: QtBot, registers: Registers, window: MainWindow, page: TodayPage
) -> None:
    """Reached by a key, it got a focus frame of Qt's own over ours, a blue that became darker upwards."""
    registers.save(make_request(received_on=date(2024, 1, 2), arrived_on=date(2024, 1, 2)))
    qtbot.waitUntil(lambda: bool(page.rows(DueGroup.OVERDUE)))
    (row,) = page.rows(DueGroup.OVERDUE)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    row.setFocus(Qt.FocusReason.TabFocusReason)
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    seen = row.grab().toImage()
    middle = seen.width() * 2 // 3
    grounds = {seen.pixelColor(middle, at).name() for at in (4, seen.height() // 4, seen.height() - 5)}
    assert grounds == {colour("accent-soft").name()}
