"""Every rule can be looked up without a finding: by id, article, row or column."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import SECTION_HEADINGS
from gui.report.page import ReportPage
from gui.report.rule_book import RuleBook, RuleDialog, index, key_of, places_of
from gui.shell.main_window import MainWindow
from tasks.report.rule_pages import rule_pages
from tests.gui.fixtures import PatientBot, find_window, open_windows


def test_the_rules_are_found_in_the_help_menu_by_article_and_by_cell(qtbot: PatientBot, window: MainWindow) -> None:
    window.entries["rules"].trigger()
    book = find_window(RuleBook)
    assert {"L-1", "T3-41", "X-1", "F-23"} <= set(book.shown())
    book.wanted.setText("第三十三条")
    assert "L-1" in book.shown()
    assert "T2-1" not in book.shown()
    book.wanted.setText("2.重复申请")
    assert book.shown()
    assert all(rule.startswith(("T3-", "L-")) for rule in book.shown())
    book.wanted.setText("T3-41")
    dialog = book.open_rule(next(row for row in range(book.table.rowCount()) if not book.table.isRowHidden(row)))
    assert isinstance(dialog, RuleDialog)
    assert "T3-41" in dialog.windowTitle()
    assert dialog.follow("table3/n2") is book
    assert "T3-16" in book.shown()
    assert "T3-15" not in book.shown()
    book.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


def test_every_link_of_every_rule_page_leads_to_rules_that_include_it() -> None:
    for page in rule_pages().pages.values():
        links = [*places_of(page), *((ground, ground) for ground in page.grounds)]
        assert [key for key, _ in links if key not in index()] == []
        assert [key for key, _ in links if page.rule not in index()[key].rules] == []
        told = {cell for key, _ in places_of(page) for cell in CELLS if page.cells and key in entries_above(cell)}
        assert told >= set(page.cells), page.rule
    assert {rule for entry in index().values() for rule in entry.rules} == set(rule_pages().pages)
    assert [cell.path for cell in CELLS if set(index()[key_of(cell)].rules) < set(rule_pages().rules_of(cell))] == []


def entries_above(cell: CellKey) -> set[str]:
    return {cell.path, f"{cell.table}/{cell.row}", f"{cell.table}//{cell.column}", cell.table}


def test_a_figure_in_the_report_tells_what_it_counts_and_leads_to_its_rules(
    qtbot: PatientBot, window: MainWindow
) -> None:
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    cell = CellKey("table3", "k41", "natural_person")
    page.show_part(SECTION_HEADINGS[2])
    table = page.tables["table3"]
    table.select(cell)
    page.records.forget()
    place = table.visualRect(table.currentIndex()).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.records.isVisible(), "a figure was clicked, and nothing seemed to happen"
    assert "条例第三十六条第（四）项" in page.records.meaning.text()
    assert "公民" in page.records.meaning.text()
    index = page.tables["table3"].currentIndex()
    assert page.records.meaning.text() in page.tables["table3"].grid.data(index, Qt.ItemDataRole.ToolTipRole)
    page.records.rules.click()
    book = find_window(RuleBook)
    assert set(book.shown()) == set(rule_pages().rules_of(cell))
    assert book.meaning.text() == page.records.meaning.text()
    book.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


def test_a_rule_opened_from_a_finding_leads_into_the_book(qtbot: PatientBot, window: MainWindow) -> None:
    dialog = RuleDialog("T3-44", window)
    dialog.open()
    book = dialog.follow("条例第三十条")
    assert "T3-44" in book.shown()
    assert "T2-1" not in book.shown()
    book.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)
