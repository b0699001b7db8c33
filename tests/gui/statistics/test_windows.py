"""The windows of counted figures, measured: choices above, the table and what stands beside it, the acts below."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from disclosure.report.counting import Period
from disclosure.statistics.scoring import State
from exporters.scoring import HEADINGS as SCORED
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Words
from gui.shell.main_window import MainWindow
from gui.statistics.counted_window import CountedWindow
from gui.statistics.dialog import StatisticsDialog
from gui.statistics.layouts import LayoutDialog
from gui.statistics.scoring import ScoringDialog
from tasks.statistics.comparing import compared
from tests.gui.fixtures import open_windows
from tests.gui.lent import session, standing, window
from tests.records_factory import make_request

__all__ = ["session", "standing", "window"]


@pytest.fixture
def statistics(window: MainWindow, session: Session, qtbot: QtBot) -> Iterator[StatisticsDialog]:
    session.save(make_request(arrived_on=date(2024, 1, 8), received_on=date(2024, 1, 8)))
    shown = window.work.show_statistics()
    qtbot.waitUntil(lambda: shown.comparison is not None)
    yield shown
    if isValid(shown):
        shown.close()


@pytest.fixture
def scoring(window: MainWindow, session: Session, qtbot: QtBot) -> Iterator[ScoringDialog]:
    session.save(make_request(arrived_on=date(2024, 1, 2), received_on=date(2024, 1, 2)))
    shown = window.work.show_scoring()
    qtbot.waitUntil(lambda: shown.card is not None and shown.print_button.isEnabled())
    yield shown
    if isValid(shown):
        shown.close()


def spot(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), QPoint(0, 0))


def sign_of(label: Words) -> Sign | None:
    return label.sign


def assert_laid_out(shown: CountedWindow, above: list[QWidget], beside: QWidget, below: list[QWidget]) -> None:
    """The choices from the left, below them what is told, table and side, and the acts, printing and export last."""
    QApplication.processEvents()
    assert [spot(each).x() for each in above] == sorted(spot(each).x() for each in above)
    assert [spot(each).x() for each in below] == sorted(spot(each).x() for each in below)
    down = [shown.year_box, shown.told, shown.table, shown.export_button]
    assert [spot(each).y() for each in down] == sorted({spot(each).y() for each in down})
    assert spot(beside).x() > spot(shown.table).x() + shown.table.width()
    assert abs(spot(beside).y() - spot(shown.table).y()) <= 2
    assert shown.table.width() > beside.width()
    assert shown.width() - spot(shown.export_button).x() - shown.export_button.width() == 20
    assert shown.export_button.shortcut().toString() == "Ctrl+S"


def test_the_statistics_stand_in_order_and_the_period_has_the_keyboard(statistics: StatisticsDialog) -> None:
    shown = statistics
    above: list[QWidget] = [shown.year_box, shown.period_box, shown.since, shown.until]
    below: list[QWidget] = [shown.copy_button, shown.layout_button, shown.print_button, shown.export_button]
    assert_laid_out(shown, above, shown.records, below)
    assert [each.accessibleName() for each in above] == ["年度", "时段", "起始日期", "截止日期"]
    assert shown.windowTitle() == "统计"
    assert all(cast("Any", each).isEnabled() for each in below)
    assert shown.focusWidget() is shown.period_box
    for row in range(shown.table.rowCount()):
        cells = [shown.table.item(row, column) for column in range(shown.table.columnCount())]
        if row in shown.lines:
            texts = [cell.text() if cell else "" for cell in cells]
            assert tuple(texts) == shown.lines[row].texts
            assert all(cell.textAlignment() & Qt.AlignmentFlag.AlignRight for cell in cells[1:] if cell)
        else:
            heading = cells[0]
            assert heading is not None
            assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
            assert shown.table.columnSpan(row, 0) == shown.table.columnCount()
            assert heading.font().pointSizeF() > shown.table.font().pointSizeF()
    assert shown.table.currentRow() == min(shown.lines)


def test_a_line_that_was_chosen_stays_chosen_when_it_is_counted_again(
    statistics: StatisticsDialog, session: Session, qtbot: QtBot
) -> None:
    row = max(statistics.lines)
    statistics.table.setCurrentCell(row, 0)
    label = statistics.lines[row].label
    before = statistics.comparison
    session.save(make_request(number="2024-077", arrived_on=date(2024, 2, 8), received_on=date(2024, 2, 8)))
    qtbot.waitUntil(lambda: statistics.comparison is not None and statistics.comparison is not before)
    assert statistics.lines[statistics.table.currentRow()].label == label


def test_where_nothing_can_be_counted_it_says_why_and_nothing_can_be_done(statistics: StatisticsDialog) -> None:
    acts = [statistics.copy_button, statistics.layout_button, statistics.print_button, statistics.export_button]
    statistics.since.clear()
    statistics.count()
    assert (statistics.told.text(), sign_of(statistics.told)) == ("要填写起始日期", Sign.WRONG)
    assert not any(each.isEnabled() for each in acts)
    assert statistics.table.rowCount() == 0
    assert statistics.open_layouts() is None
    statistics.period_box.setCurrentText("任意两日")
    statistics.period_box.activated.emit(statistics.period_box.currentIndex())
    assert statistics.focusWidget() is statistics.since


def test_all_counts_are_copied_and_an_export_asks_for_its_place(statistics: StatisticsDialog) -> None:
    assert statistics.comparison is not None
    statistics.copy_button.click()
    assert QApplication.clipboard().text() == statistics.comparison.text
    assert sign_of(statistics.told) is Sign.DONE
    statistics.export_button.click()
    (asked,) = [each for each in open_windows() if isinstance(each, QFileDialog)]
    asked.reject()
    row = next(row for row, line in statistics.lines.items() if line.label == "新收政府信息公开申请")
    statistics.table.setCurrentCell(row, 0)
    QApplication.processEvents()
    statistics.table.itemActivated.emit(statistics.table.item(statistics.table.currentRow(), 0))
    assert statistics.focusWidget() is statistics.records.list


def test_the_sheets_of_the_district_begin_with_how_they_come_in(session: Session, qtbot: QtBot) -> None:
    dialog = LayoutDialog(session, compared(session.registers, Period.of(2023), session.today))
    qtbot.addWidget(dialog)
    dialog.open()
    QApplication.processEvents()
    assert ".xlsx" in dialog.told.text()
    assert [each.isVisible() for each in (dialog.grid, dialog.search, dialog.list, dialog.span)] == [False] * 4
    shut = (dialog.forget_button, dialog.put_button, dialog.clear_button, dialog.fill_button)
    assert not any(each.isEnabled() for each in shut)
    assert dialog.in_button.isEnabled()
    assert "2023" in dialog.fill_button.text()
    assert dialog.fill_button.objectName() == "primary"
    above: list[QWidget] = [dialog.layout_box, dialog.sheet_box, dialog.forget_button, dialog.in_button]
    assert [spot(each).x() for each in above] == sorted(spot(each).x() for each in above)
    assert [each.accessibleName() for each in above[:2]] == ["报表", "工作表"]
    dialog.put()
    assert not dialog.cells
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert len(names) == len(set(names)) > 100
    dialog.search.setText("依申请公开 自然人")
    for row in range(dialog.list.count()):
        fits = "依申请公开" in names[row] and "自然人" in names[row]
        assert dialog.list.item(row).isHidden() is (not fits)
    dialog.reject()


SIGNS = {State.LOST: Sign.WRONG, State.CLEAR: Sign.DONE, State.TO_VERIFY: Sign.DOUBT, State.EARLY: Sign.UNTOUCHED}


def test_each_line_of_the_score_says_what_it_rests_on_and_how_it_is_mended(scoring: ScoringDialog) -> None:
    shown = scoring
    assert shown.card is not None
    above: list[QWidget] = [shown.year_box, shown.sheet_box, shown.sheet_out, shown.sheet_in]
    assert_laid_out(shown, above, shown.case, [shown.print_button, shown.export_button])
    assert shown.focusWidget() is shown.table
    assert [each.accessibleName() for each in above[:2]] == ["年度", "考核表"]
    assert {one.state for one in shown.card.lines} == set(State), "each state is there to be seen"
    for row, one in enumerate(shown.card.lines):
        shown.table.setCurrentCell(row, 0)
        cell = shown.table.item(row, SCORED.index("结论"))
        assert cell is not None
        assert not cell.icon().isNull()
        assert shown.case.title.text() == one.line.text
        assert (shown.state.text(), sign_of(shown.state)) == (one.state.value, SIGNS[one.state])
        found = [shown.evidence.item(place) for place in range(shown.evidence.count())]
        assert (
            [each.text() for each in found] == [each.toolTip() for each in found] == [each.text for each in one.found]
        )
        assert shown.evidence.isVisible() is bool(one.found)
        assert shown.open_button.isVisible() is any(each.register for each in one.found)
        if one.mending:
            assert shown.mending.text() == f"补救：{one.mending}"
        elif one.line.papers:
            assert shown.mending.text() == f"佐证材料：{one.line.papers}"
        assert shown.note.toPlainText() == one.note
        assert shown.last_note.isVisible() is bool(one.last_note)
    down: list[QWidget] = [shown.case.title, shown.state, shown.mending, shown.note]
    assert [spot(each).y() for each in down] == sorted({spot(each).y() for each in down})
    assert shown.note.height() >= 3 * shown.note.fontMetrics().lineSpacing()
    assert "说明" in shown.note.accessibleName()
    assert shown.note.placeholderText()


def test_a_record_a_loss_rests_on_is_gone_to_by_link_and_by_enter(scoring: ScoringDialog, qtbot: QtBot) -> None:
    for go in (scoring.open_button.click, lambda: QTest.keyClick(scoring.evidence, Qt.Key.Key_Return)):
        with qtbot.waitSignal(scoring._session.wanted) as told:
            go()
        assert told.args is not None
        assert told.args[0] == "requests"
        scoring.window().activateWindow()
