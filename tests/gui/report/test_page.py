"""年度报告 on the screen: the same grid as on paper, every figure traceable, the prose bound to the figures."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.records import Draft, Request
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import AnnualReport
from disclosure.report.narrative import DATED_ON, OTHERS, OVERVIEW
from disclosure.report.tables import GridCell
from gui.base.session import Session
from gui.registers.page import RegisterPage
from gui.report.bar import ReportBar
from gui.report.export import ReportExport
from gui.report.page import ReportPage
from gui.report.paper.ground import Fit
from gui.report.paper.look import ZOOMS, Scale
from gui.report.paper.table import StatTableView, break_heading
from gui.shell.main_window import MainWindow
from tasks.report.published import keep_published
from tests.gui.fixtures import find_window, type_text
from tests.gui.report.given_back import given_back, standing_report
from tests.records_factory import make_release, make_request

GRANTED_TO_PERSONS = CellKey("table3", "k1", "natural_person")


@pytest.fixture(scope="module")
def standing(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:  # noqa: ARG001
    """A window with one request, granted, its report of 2024 in front."""
    granted = make_request(number="2024-001", outcome=Outcome.GRANTED, answered_on=date(2024, 3, 4))
    folder = tmp_path_factory.mktemp("standing")
    with standing_report(folder, lambda session: session.save(granted), year=2024) as window:
        yield window


@pytest.fixture
def window(standing: MainWindow) -> MainWindow:
    return standing


@pytest.fixture
def session(standing: MainWindow) -> Session:
    return standing.session


@pytest.fixture
def page(standing: MainWindow) -> Iterator[ReportPage]:
    """The report of 2024, given back by each test."""
    yield from given_back(standing)


def figure(page: ReportPage, key: CellKey) -> str:
    return next(cell.text for cell in page.tables[key.table].grid.table.figures() if cell.key == key)


def test_all_200_figures_are_on_the_screen(page: ReportPage) -> None:
    shown = [cell.key for table in page.tables.values() for cell in table.grid.table.figures()]
    assert set(shown) == set(CELLS)
    assert len(shown) == len(CELLS)


@pytest.mark.parametrize("width", [700, 900, 1400])
def test_no_text_of_a_table_is_cut_and_none_scrolls_sideways(page: ReportPage, width: int) -> None:
    for table in page.tables.values():
        table.resize(width, table.fit(width, Scale()))
        assert sum(table.columnWidth(column) for column in range(table.grid.table.columns)) == table.viewport().width()
        for cell in table.grid.table.cells:
            assert_fits(table, cell)


def test_every_rule_of_a_table_is_as_thick_as_the_next_at_150_per_cent(page: ReportPage) -> None:
    """A pen drew one of them a pixel thin and the next two, and where four cells met they did not."""
    table, ratio, wide = page.tables["table3"], 1.5, 741
    table.resize(wide, table.fit(wide, Scale()))
    image = QImage(round(wide * ratio), round(table.height() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    table.render(image)
    shown = [cell.key for cell in table.grid.table.figures() if cell.key is not None]
    figures = table.cell_rect(shown[0]).united(table.cell_rect(shown[-1]))
    clear_of_words = round((figures.left() + 3) * ratio), round((figures.bottom() - 3) * ratio)
    across = [image.pixelColor(x, clear_of_words[1]).lightness() for x in range(image.width())]
    down = [image.pixelColor(clear_of_words[0], y).lightness() for y in range(image.height())]
    for seen, rules in ((across, table.grid.table.columns), (down, table.grid.table.rows)):
        runs = [len(list(run)) for is_dark, run in groupby(one < 100 for one in seen) if is_dark]
        assert set(runs) == {1}
        assert len(runs) > rules / 2


def assert_fits(table: StatTableView, cell: GridCell) -> None:
    rect, metrics = table.visualRect(table.grid.index(cell.row, cell.column)), QFontMetrics(table.font_of(cell))
    room = QRect(0, 0, rect.width() - 8, 10_000)
    needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), break_heading(cell, metrics, room.width()))
    assert needed.height() <= rect.height(), cell.text
    assert needed.width() <= room.width(), cell.text


def test_a_figure_lists_its_records_and_a_double_click_goes_there(window: MainWindow, page: ReportPage) -> None:
    page.show_part("三、收到和处理政府信息公开申请情况")
    page.tables["table3"].select(GRANTED_TO_PERSONS)
    assert page.records.list.count() == 1
    item = page.records.list.item(0)
    assert "2024-001" in item.text()
    page.records.list.itemActivated.emit(item)
    shown = window.pages["requests"]
    assert isinstance(shown, RegisterPage)
    assert shown.isVisible()
    selected = shown.selected()
    assert selected is not None
    assert selected.caption == "2024-001"


def test_the_report_follows_the_registers(qtbot: QtBot, page: ReportPage, session: Session) -> None:
    (request,) = session.registers.all(Request)
    session.registers.remove(request, "录入错误")
    qtbot.waitUntil(lambda: figure(page, GRANTED_TO_PERSONS) == "0")
    session.undo()
    qtbot.waitUntil(lambda: figure(page, GRANTED_TO_PERSONS) == "1")


def test_another_year_has_its_own_figures(window: MainWindow, page: ReportPage) -> None:
    window.year_box.setCurrentIndex(window.year_box.findData(2023))
    page.finish()
    assert figure(page, GRANTED_TO_PERSONS) == "0"
    assert page.bar.title.text() == "2023 年度报告"


def test_prose_is_kept_by_itself_and_undone_like_everything(qtbot: QtBot, page: ReportPage, session: Session) -> None:
    page.show_part("六、其他需要报告的事项")
    editor = page.editors[OTHERS]
    default = editor.text.toPlainText()
    editor.text.selectAll()
    type_text(editor.text, "本年度无其他事项，新收{新收申请件数}件。")
    qtbot.waitUntil(lambda: OTHERS in session.registers.drafts(2024))
    qtbot.waitUntil(lambda: editor.text.printed() == "本年度无其他事项，新收1件。")
    session.undo()
    qtbot.waitUntil(lambda: editor.text.toPlainText() == default)


def test_leaving_the_year_keeps_what_was_just_typed(window: MainWindow, page: ReportPage) -> None:
    type_text(page.editors[OVERVIEW].text, "新加的一句。")
    window.year_box.setCurrentIndex(window.year_box.findData(2023))
    assert "新加的一句。" in page._session.registers.drafts(2024)[OVERVIEW].text
    assert 2023 not in {draft.year for draft in page._session.registers.all(Draft)}


def test_an_unknown_field_is_told_and_printed_as_typed(qtbot: QtBot, page: ReportPage) -> None:
    editor = page.editors[OTHERS]
    type_text(editor.text, "{没有的数}")
    editor.keep()
    assert "没有的数" in editor.problem
    qtbot.waitUntil(lambda: "{没有的数}" in editor.text.printed())


def test_a_date_of_the_report_that_is_no_date_is_not_kept(page: ReportPage, session: Session) -> None:
    editor = page.editors[DATED_ON]
    editor.text.setPlainText("2025-02-30")
    editor.keep()
    assert "没有“2025-02-30”这一天" in editor.problem
    assert DATED_ON not in session.registers.drafts(2024)
    editor.text.setPlainText("2025-01-20")
    editor.keep()
    assert session.registers.drafts(2024)[DATED_ON].text == "2025-01-20"


def test_export_is_shut_until_papers_and_folder_are_there(page: ReportPage) -> None:
    page.bar.export_button.click()
    dialog = find_window(ReportExport)
    dialog.boxes[".pdf"].setChecked(False)
    assert "至少选择一种" in dialog.gate.text()
    dialog.boxes[".json"].setChecked(True)
    assert dialog.folder.text().startswith("保存到"), "a path stood there"
    assert "/" not in dialog.folder.text()
    dialog.take_folder(Path("/没有这个文件夹"))
    assert "文件夹不存在" in dialog.gate.text()
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_the_report_of_last_year_is_led_to_while_it_is_the_one_to_write(qtbot: QtBot) -> None:
    bar = ReportBar(is_read_only=False)
    qtbot.addWidget(bar)
    bar.show()
    assert not bar.former_button.isVisible()
    bar.offer_former(2023)
    assert bar.former_button.isVisible()
    with qtbot.waitSignal(bar.former_wanted) as led:
        bar.former_button.click()
    assert led.args == [2023]
    bar.offer_former(0)
    assert not bar.former_button.isVisible()


def test_a_year_reported_before_this_program_is_not_led_to_as_not_issued(
    qtbot: QtBot, page: ReportPage, session: Session
) -> None:
    """Her report of 2023 had been public for weeks, the program had it, and said 「2023 年度报告还没有签发，去看」."""
    session.save(make_release(number="2023-001", formed_on=date(2023, 5, 1), published_on=date(2023, 5, 4)))
    qtbot.waitUntil(lambda: not page.bar.former_button.isHidden())
    keep_published(session.registers, AnnualReport(2023, "测试街道2023年政府信息公开工作年度报告"))
    session.save(replace(session.registers.profile(), opening_on=date(2023, 12, 31)))
    qtbot.waitUntil(page.bar.former_button.isHidden)


def test_every_size_of_the_paper_is_offered_once(qtbot: QtBot) -> None:
    bar = ReportBar(is_read_only=False)
    qtbot.addWidget(bar)
    box = bar.zoom_box
    offered = [box.itemData(place) for place in range(box.count())]
    assert len(set(map(box.itemText, range(box.count())))) == box.count()
    assert {each for each in offered if not isinstance(each, Fit)} == set(ZOOMS) - {100}, (
        "100 % stands there as the usual size"
    )
