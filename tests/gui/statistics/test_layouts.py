"""上级报表 in the window: brought in, a cell told what it holds, filled for the period shown."""

from datetime import date
from pathlib import Path

import openpyxl
from pytestqt.qtbot import QtBot

from disclosure.statistics.layout import Span, Wanted
from disclosure.terms import ActivityKind
from gui.base.session import Session
from gui.shell.main_window import MainWindow
from gui.statistics.layouts import LayoutDialog
from tasks.statistics.layouts import bring_in, tell_cells
from tests.records_factory import make_activity, make_request


def shown_in(dialog: LayoutDialog) -> str:
    item = dialog.grid.item(0, 1)
    return item.text() if item else ""


def test_a_cell_is_told_by_search_and_enter_and_the_quarter_is_filled(
    window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    session.save(make_request(arrived_on=date(2024, 1, 8), received_on=date(2024, 1, 8)))
    session.save(make_activity(on=date(2023, 9, 4)))  # the file knows the year before
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "新收"
    book.worksheets[0]["B1"] = "待填"
    book.save(tmp_path / "区报表.xlsx")
    statistics = window.work.show_statistics()
    qtbot.waitUntil(lambda: statistics.comparison is not None)
    dialog = statistics.open_layouts()
    assert dialog is not None
    assert not dialog.fill_button.isEnabled()
    dialog.read_form(tmp_path / "区报表.xlsx")
    qtbot.waitUntil(dialog.fill_button.isEnabled)
    dialog.grid.setCurrentCell(0, 1)
    dialog.search.setText("依申请公开 新收")
    shown = [dialog.list.item(row) for row in range(dialog.list.count()) if not dialog.list.item(row).isHidden()]
    assert shown[0].text() == "依申请公开/新收政府信息公开申请"
    dialog.list.setCurrentItem(shown[0])
    dialog.span.setCurrentText("上年同期")
    dialog.list.itemActivated.emit(shown[0])
    assert dialog.cell.text() == "B1　依申请公开 · 新收政府信息公开申请（上年同期）"
    assert shown_in(dialog) == "〔依申请公开 · 新收政府信息公开申请（上年同期）〕"
    dialog.fill(tmp_path / "填好.xlsx")
    qtbot.waitUntil(lambda: "已填好并核对" in dialog.told.text())
    assert openpyxl.load_workbook(tmp_path / "填好.xlsx").worksheets[0]["B1"].value == 0
    dialog.clear()
    assert shown_in(dialog) == "待填"
    dialog.close()
    statistics.close()


def test_what_happened_earlier_this_year_is_not_said_to_be_filled_with_zero(
    window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    """「本期没有发生、填 0 的：培训（本年累计）」 stood under a sheet whose cell was filled with 1."""
    session.save(make_activity(kind=ActivityKind.TRAINING, on=date(2024, 1, 8)))
    book = openpyxl.Workbook()
    book.save(tmp_path / "区报表.xlsx")
    cells = {"B1": Wanted("工作记录/培训", Span.SO_FAR), "B2": Wanted("工作记录/会议"), "B3": _BEFORE}
    tell_cells(session.registers, bring_in(session.registers, tmp_path / "区报表.xlsx"), "Sheet", cells)
    statistics = window.work.show_statistics()
    qtbot.waitUntil(lambda: statistics.comparison is not None)
    statistics.period_box.setCurrentText("3月")
    statistics.period_box.activated.emit(statistics.period_box.currentIndex())
    qtbot.waitUntil(lambda: statistics.comparison is not None)
    dialog = statistics.open_layouts()
    assert dialog is not None
    _, _, told = dialog.told.text().partition("填 0 的：")
    zeros, _, left = told.partition("。")
    assert "会议" in zeros
    assert "培训" not in zeros
    assert _BEFORE.words in left  # of a year nobody registered: nothing is filled in
    filled = tmp_path / "三月.xlsx"
    dialog.fill(filled)
    qtbot.waitUntil(filled.exists)
    sheet = openpyxl.load_workbook(filled)["Sheet"]
    assert [sheet[cell].value for cell in cells] == [1, 0, None]
    dialog.close()
    statistics.close()


_BEFORE = Wanted("依申请公开/新收政府信息公开申请", Span.BEFORE)
