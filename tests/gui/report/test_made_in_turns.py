"""年度报告 is made in turns once its tab was pressed: what comes meanwhile is not lost."""

from datetime import date

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.report.cells import CellKey
from gui.base.session import Session
from gui.report.page import ReportPage
from gui.report.paper.table import StatTableView
from gui.shell.main_window import MainWindow
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
    assert page.bar.title.text() == "2023 年度报告"
    assert page.report.year == 2023


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
