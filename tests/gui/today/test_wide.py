"""今日 in a wide window: the case of the chosen line stands beside it, and what was done today."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueGroup, DueKind
from disclosure.records import Request
from gui.base.session import Session
from gui.cases.answer_sheet import AnswerSheet
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from tests.gui.fixtures import find_window
from tests.records_factory import make_request


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, session: Session) -> TodayPage:
    """Two requests that are due, in a window of 1900."""
    for number, on in (("2024-001", date(2024, 1, 25)), ("2024-002", date(2024, 2, 6))):
        session.save(make_request(number=number, content=f"第{number}件", arrived_on=on, received_on=on))
    window.resize(1900, 900)
    found = window.show_page("today")
    assert isinstance(found, TodayPage)
    qtbot.waitUntil(lambda: bool(found.rows(DueGroup.SOON)))
    return found


def beside(page: TodayPage) -> str:
    assert page.beside is not None
    detail = page.beside.detail()
    return detail.record.caption if detail is not None and detail.record is not None else ""


def test_the_first_line_is_chosen_and_the_keyboard_chooses_others(qtbot: QtBot, page: TodayPage) -> None:
    qtbot.waitUntil(lambda: beside(page) == "2024-001")
    near = page.rows(DueGroup.SOON)[0]
    near.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: beside(page) == "2024-002")
    assert not near.act.isVisible(), "its case takes over its button"
    assert page.rows(DueGroup.OVERDUE)[0].act.isVisible()


def test_a_click_chooses_and_enter_does_the_act(qtbot: QtBot, page: TodayPage, window: MainWindow) -> None:
    near = page.rows(DueGroup.SOON)[0]
    QTest.mouseClick(near, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: beside(page) == "2024-002")
    assert window.tabs.currentIndex() == 0, "a click stays on the page"
    QTest.keyClick(near, Qt.Key.Key_Return)
    find_window(AnswerSheet).reject()


def test_the_case_follows_what_is_kept_and_the_acts_of_today_are_listed(
    qtbot: QtBot, page: TodayPage, window: MainWindow, session: Session
) -> None:
    qtbot.waitUntil(lambda: beside(page) == "2024-001")
    first = session.registers.named(Request, "2024-001")
    assert first is not None
    session.save(replace(first, address="测试区新路9号"))
    qtbot.waitUntil(lambda: len(page.right.done.acts) == 3)
    assert page.beside is not None
    detail = page.beside.detail()
    assert detail is not None
    assert detail.record == session.registers.named(Request, "2024-001"), "though no line of the list says otherwise"
    assert detail._year == 2024
    window.show_year(2023)
    qtbot.waitUntil(lambda: detail._year == 2023)
    assert page.right.done.acts[0] == ("09:00", "修改 2024-001")
    assert page.right.done.isVisible()


def test_in_a_narrower_window_the_list_has_its_buttons_again(page: TodayPage, window: MainWindow) -> None:
    window.resize(1366, 728)
    assert page.beside is not None
    assert not page.beside.isVisible()
    assert not page.right.done.isVisible()
    rows = [*page.rows(DueGroup.OVERDUE), *page.rows(DueGroup.SOON)]
    assert all(row.act.isVisible() for row in rows)
    assert [row.act.objectName() for row in rows] == ["primary", ""]


def test_the_press_that_says_nothing_came_in_for_months_is_not_the_blue_one(qtbot: QtBot, window: MainWindow) -> None:
    """On a new file of January the only blue button confirmed the whole year before, at once."""
    window.resize(1900, 900)
    found = window.show_page("today")
    assert isinstance(found, TodayPage)
    qtbot.waitUntil(lambda: bool(found.rows(DueGroup.ALONGSIDE)))
    (row,) = found.rows(DueGroup.ALONGSIDE)
    assert row.item.kind is DueKind.ZERO_CONFIRMATION
    assert row.act.objectName() == ""
