"""Every rule on its page and in the index, the bridge into the next year, and the window that judges another report."""

from datetime import date
from html import unescape
from pathlib import Path
from re import findall
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QFormLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from disclosure.report.cells import CELLS, TABLE3_COLUMNS
from disclosure.report.model import TABLE_SECTIONS
from disclosure.report.tables import figure_text
from gui.base.appearance import dress_window
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Words
from gui.report.published import CheckReportDialog
from gui.report.rollover import RolloverDialog
from gui.report.rule_book import RuleBook, RuleDialog, index, key_of
from tasks.report.rollover import rollover
from tasks.report.rule_pages import rule_pages
from tests.gui.fixtures import find_window
from tests.records_factory import make_profile, make_request

REPORTS = Path(__file__).parents[2] / "data" / "reports"


def sign_of(label: Words) -> Sign | None:
    return label.sign


def spot(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), QPoint(0, 0))


def test_each_rule_is_told_whole_on_its_page_in_the_same_order(qtbot: QtBot) -> None:
    for rule, page in rule_pages().pages.items():
        dialog = RuleDialog(rule)
        qtbot.addWidget(dialog)
        assert dialog.windowTitle() == f"规则 {rule}"
        (form,) = cast("list[QFormLayout]", dialog.findChildren(QFormLayout))
        labels = cast("list[QLabel]", dialog.findChildren(QLabel))
        rows = {each: cast("Any", form.getWidgetPosition(each)) for each in labels}
        told = {
            cast("QLabel", form.labelForField(each)).text(): each.text()
            for each in sorted(labels, key=lambda each: rows[each][0])
            if rows[each][0] >= 0 and form.labelForField(each) not in (None, each)
        }
        wanted = ["要求", *(["算法"] if page.formula else []), "看哪里", "依据", "例子"]
        assert list(told) == [*wanted, *(["争议"] if page.disputes else [])], rule
        assert told["要求"] == page.definition
        assert told["例子"] == page.example
        assert told.get("算法", "") == page.formula
        links = findall(r'<a href="([^"]*)">([^<]*)</a>', told["看哪里"])
        assert links, rule
        assert {unescape(key) for key, _ in links} <= set(index())
        assert [unescape(said) for _, said in findall(r'href="([^"]*)">([^<]*)<', told["依据"])] == list(page.grounds)
        assert f"{rule}  {page.title}" in [each.text() for each in labels]
        dialog.close()


def test_the_index_leads_to_every_rule_and_every_cell() -> None:
    known, book = index(), rule_pages()
    assert known["rules"].rules == tuple(book.pages)
    assert [entry.label for entry in known.values() if not entry.under] == ["按规则", "按单元格", "按依据"]
    of_kinds = [rule for key, entry in known.items() if key.startswith("rules/") for rule in entry.rules]
    assert sorted(of_kinds) == sorted(book.pages), "each rule is of one kind"
    for cell in CELLS:
        entry = known[key_of(cell)]
        assert set(entry.rules) >= set(book.rules_of(cell)), cell.path
    assert {key for key, entry in known.items() if entry.under == "cells"} == set(TABLE_SECTIONS.values())
    assert {key for key, entry in known.items() if entry.under == "grounds"} == set(book.grounds)
    for ground in book.grounds:
        assert known[ground].rules == tuple(book.rules_on(ground))


def test_the_book_narrows_by_what_is_chosen_and_by_what_is_typed(qtbot: QtBot) -> None:
    book = RuleBook()
    qtbot.addWidget(book)
    book.show()
    QApplication.processEvents()
    pages = rule_pages().pages
    assert book.shown() == list(pages)
    assert book.focusWidget() is book.wanted
    first = [book.table.item(0, column) for column in range(book.table.columnCount())]
    page = next(iter(pages.values()))
    texts = [each.text() if each else "" for each in first]
    assert texts == [page.rule, page.title, page.article, page.formula]
    assert {each.toolTip() if each else "" for each in first} == {page.definition}
    for entry in list(index().values())[::23]:
        book.show_entry(entry.key)
        assert set(book.shown()) == set(entry.rules)
        assert book.meaning.isVisible() is bool(entry.meaning)
        assert book.meaning.text() == entry.meaning
    book.show_entry("rules")
    book.wanted.setText("T3-41")
    assert "T3-41" in book.shown()
    assert len(book.shown()) < len(pages)
    book.wanted.setText("没有 这样的规则")
    assert book.shown() == []
    book._open_first()
    book.wanted.setText("T3-41")
    book.table.itemActivated.emit(book.table.item(list(pages).index("T3-41"), 0))
    dialog = find_window(RuleDialog)
    assert dialog.windowTitle() == "规则 T3-41"
    dialog.close()
    assert book.open_rule(-1) is None
    assert spot(book.wanted).y() < spot(book.index).y()
    assert spot(book.index).x() < spot(book.table).x()
    book.table.sortItems(0, Qt.SortOrder.DescendingOrder)
    assert book.shown() == ["T3-41"]
    book.close()


def test_the_bridge_shows_each_column_and_is_gone_over_when_both_ends_agree(session: Session, qtbot: QtBot) -> None:
    session.save(make_profile())
    session.save(make_request(number="2023-001", arrived_on=date(2023, 12, 20), received_on=date(2023, 12, 20)))
    dialog = RolloverDialog(session, 2023)
    dress_window(dialog)
    dialog.open()
    QApplication.processEvents()
    found = rollover(session.registers, 2023)
    assert dialog.windowTitle() == "2023 年结转到 2024 年"
    table = dialog.table
    heads = [cast("Any", table.horizontalHeaderItem(at)).text().replace("\n", "") for at in range(table.columnCount())]
    assert heads == list(TABLE3_COLUMNS.values())
    years = [cast("Any", table.verticalHeaderItem(row)).text()[:4] for row in range(3)]
    assert years == ["2023", "2023", "2024"]
    for column, one in enumerate(found.carried):
        cells = [cast("Any", table.item(row, column)) for row in range(3)]
        wanted = [figure_text(each) or "—" for each in (one.goes_on, one.published, one.opens_with)]
        assert [each.text() for each in cells] == wanted
        assert all(each.textAlignment() == Qt.AlignmentFlag.AlignCenter for each in cells)
    said = [each for each in cast("list[Any]", dialog.findChildren(Words)) if each.isVisible() and each.text()]
    texts = [each.text() for each in sorted(said, key=lambda each: spot(each).y())]
    assert texts[0].startswith("2023 年报还没有签发")
    titled = {text.partition("（")[0]: text for text in texts if text.endswith("）")}
    assert any("继续办理" in title and text.endswith("（1）") for title, text in titled.items())
    assert any(text.startswith("2023-001") for text in texts)
    assert texts.count("无") == sum(title.endswith("（0）") for title in texts) >= 1
    assert dialog.problem.isVisible() is bool(found.breaks)
    assert dialog.roll_button.isEnabled() is (not found.breaks)
    assert dialog.roll_button.objectName() == "primary"
    if not found.breaks:
        with qtbot.waitSignal(dialog.year_wanted) as told:
            dialog.roll_button.click()
        assert told.args == [2024]
        assert not dialog.isVisible()
        again = RolloverDialog(session, 2023)
        assert f"已于 {session.today.isoformat()} 结转" in cast("Any", again.findChildren(Words))[0].text()
        again.close()
        again.deleteLater()


@pytest.mark.parametrize("is_previous", [False, True])
def test_another_report_is_asked_for_by_what_it_is(session: Session, is_previous: bool) -> None:
    dialog = CheckReportDialog(session)
    dress_window(dialog)
    dialog.open()
    QApplication.processEvents()
    assert spot(dialog.source_button).x() < spot(dialog.previous_button).x()
    assert spot(dialog.source_button).y() < spot(dialog.told).y() < spot(dialog.panel).y()
    (close,) = [each for each in cast("list[Button]", dialog.findChildren(Button)) if each.text().startswith("关闭")]
    assert dialog.width() - spot(close).x() - close.width() == 20
    assert dialog.source_button.objectName() == "primary"
    (dialog.previous_button if is_previous else dialog.source_button).click()
    asked = find_window(QFileDialog)
    assert asked.windowTitle() == ("上一年的年度报告" if is_previous else "要检查的年度报告")
    asked.reject()
    dialog.read(Path("某年.html"), is_previous=True)
    assert dialog.told.text().startswith("上一年：“某年”")
    close.click()
    assert not isValid(dialog) or not dialog.isVisible()
