"""年度报告 is made in turns once its tab was pressed: what comes meanwhile is not lost."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QThread, QTimer
from pytestqt.qtbot import QtBot

from disclosure.errors import CancelledError
from disclosure.outcomes import Outcome
from disclosure.report.cells import CellKey
from gui.base.session import Session
from gui.report.page import ReportPage
from gui.report.paper.table import StatTableView
from gui.shell.main_window import MainWindow
from tasks.report.compose import compose_from
from tests.records_factory import make_request

GRANTED_TO_PERSONS = CellKey("table3", "k1", "natural_person")


def figure(page: ReportPage, key: CellKey) -> str:
    return next(cell.text for cell in page.tables[key.table].grid.table.figures() if cell.key == key)


def pressed(window: MainWindow) -> ReportPage:
    """The page right after its tab was pressed: blank, its parts are still to come."""
    window.press_tab("report")
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    assert not page.findChildren(StatTableView)
    return page


def test_the_tab_is_there_before_its_page_is_made(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    """The window stood still for 147 ms; what changes meanwhile is counted, and the keyboard is in the page."""
    page = pressed(window)
    QTimer.singleShot(0, lambda: session.save(make_request(outcome=Outcome.GRANTED, answered_on=date(2024, 3, 4))))
    qtbot.waitUntil(lambda: bool(page.findChildren(StatTableView)) and page.ground.isVisible())
    qtbot.waitUntil(lambda: figure(page, GRANTED_TO_PERSONS) == "1")
    assert page.isAncestorOf(window.focusWidget())
    assert page.contents.tree.hasFocus()


def test_another_year_chosen_while_the_page_is_made_is_the_one_shown(window: MainWindow) -> None:
    page = pressed(window)
    window.show_year(2023)
    page.finish()
    assert page.bar.title.text() == "2023 年度报告"
    assert page.report.year == 2023


def test_the_window_never_counts_itself(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stood still for 500 ms over a district's file: at first, after a save, of another year."""
    where = list[QThread]()

    def counted(*known: Any) -> Any:
        where.append(QThread.currentThread())
        return compose_from(*known)

    monkeypatch.setattr("gui.report.page.compose_from", counted)
    page = pressed(window)
    qtbot.waitUntil(lambda: page.isAncestorOf(window.focusWidget()))
    for act in (lambda: window.show_year(2023), lambda: window.session.save(make_request(number="2023-009"))):
        count = len(where)
        act()
        qtbot.waitUntil(lambda count=count: len(where) > count and not window.session.is_busy)  # type: ignore[misc]
    assert page.report.year == 2023
    assert window.thread() not in where


def test_a_year_chosen_behind_another_tab_is_counted_once_it_is_seen(qtbot: QtBot, window: MainWindow) -> None:
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    window.press_tab("today")
    window.show_year(2023)
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert page.report.year == 2024
    window.press_tab("report")
    qtbot.waitUntil(lambda: page.bar.title.text() == "2023 年度报告")


def test_what_another_reading_interrupts_is_counted_all_the_same(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list that is sorted anew gives up its reading, and with it whatever the file is asked just then."""
    ways = [CancelledError()]

    def counted(*known: Any) -> Any:
        if ways:
            raise ways.pop()
        return compose_from(*known)

    monkeypatch.setattr("gui.report.page.compose_from", counted)
    page = pressed(window)
    qtbot.waitUntil(lambda: bool(page.findChildren(StatTableView)) and page.report.year == 2024)


def test_a_window_made_compact_while_the_page_is_made_has_its_parts_as_a_drop_down(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = pressed(window)
    page.set_compact(True)
    assert window.page("report") is page
    qtbot.waitUntil(page.bar.parts.isVisible)
    assert not page.contents.isVisible()


def test_a_file_closed_while_the_page_is_made_ends_in_peace(qtbot: QtBot, window: MainWindow) -> None:
    page = pressed(window)
    window.close()
    qtbot.wait(50)
    assert not page.findChildren(StatTableView)
