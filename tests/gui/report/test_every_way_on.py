"""From the report every way on leads where its words say, in every state exactly when it can be gone."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from disclosure.checks.finding import Finding, Severity
from disclosure.checks.notes import Judged
from disclosure.checks.places import place_of
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS
from disclosure.report.narrative import OTHERS, OVERVIEW
from exporters.report.formats import FORMATS
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Words
from gui.kit.file_dialogs import documents
from gui.report.charts import ChartsSide
from gui.report.desk import IssueDialog
from gui.report.export import ReportExport
from gui.report.findings import FindingsPanel, summary, title_of
from gui.report.page import ReportPage
from gui.report.paper.editor import STATE_WORDS
from gui.report.paper.margin import Note
from gui.report.published import CheckReportDialog
from gui.report.retyping import RetypeWindow
from gui.report.rollover import RolloverDialog
from gui.report.rule_book import RuleBook, RuleDialog
from gui.report.sentences import SentenceDialog
from gui.report.sides import View
from gui.report.trail import ReportTrail
from gui.report.versions import VersionsDialog
from gui.shell.main_window import MainWindow
from tasks.report.rule_pages import rule_pages
from tests.gui.fixtures import STANDING, open_windows
from tests.gui.report.given_back import given_back, standing_report
from tests.issued_year import issue_unprinted
from tests.records_factory import make_profile, make_request


def fill(session: Session) -> None:
    """An office with one request of 2023 nobody has answered yet, so that something is found."""
    session.save(make_profile(phone="0500-0000000", address="测试路1号"))
    session.save(make_request(number="2023-001", arrived_on=date(2023, 12, 20), received_on=date(2023, 12, 20)))


@pytest.fixture(scope="module")
def standing(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:  # noqa: ARG001
    """The report of that office."""
    with standing_report(tmp_path_factory.mktemp("standing"), fill, year=2023, size=(1440, 860)) as window:
        yield window


@pytest.fixture
def page(standing: MainWindow) -> Iterator[ReportPage]:
    """That report, given back by each test."""
    yield from given_back(standing)


def opened(act: Callable[[], object]) -> QWidget:
    """What comes up."""
    known = [*open_windows()]
    act()
    (new,) = [each for each in open_windows() if each not in known]
    return new


def closed(window: QWidget) -> None:
    window.done(0) if isinstance(window, QDialog) else window.close()


def sign_of(label: Words) -> Sign | None:
    return label.sign


def top(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).y()


OPENS: dict[str, type[QWidget]] = {
    "导出到别处…": ReportExport,
    "版本…": VersionsDialog,
    "填报对照…": RetypeWindow,
    "导入上年报告…": QFileDialog,
    "年度结转…": RolloverDialog,
    "检查别的年报…": CheckReportDialog,
}
SHOWS = {"报送、公布、送档案馆": View.TRAIL, "去年对照": View.LAST_YEAR, "图表": View.CHARTS}


def test_every_entry_of_more_leads_where_its_words_say(page: ReportPage) -> None:
    known = {each.text() for each in page.bar.more_button.menu().actions() if each.text()}
    assert known == {*OPENS, *SHOWS, "打印…  Ctrl+P", "看已处理的提醒"}
    assert not page.bar.acts["版本…"].isEnabled(), "none was issued"
    for text, kind in OPENS.items():
        page.bar.acts[text].setEnabled(True)
        window = opened(page.bar.acts[text].trigger)
        assert isinstance(window, kind), text
        closed(window)
    for text, view in SHOWS.items():
        page.close_side()
        page.bar.acts[text].trigger()
        assert page.sheet.isVisible()
        assert [each for each, made in page.sides.buttons.items() if made.isChecked()] == [view]
    QTest.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()
    page.bar.acts["看已处理的提醒"].trigger()
    assert page.notes.shows_settled
    page.bar.acts["看已处理的提醒"].trigger()
    assert not page.notes.shows_settled
    assert page.bar.acts["导入上年报告…"].toolTip().startswith("导入上年公布的年度报告")


def test_what_lay_over_the_paper_gives_the_keyboard_back_to_it(qtbot: QtBot, page: ReportPage) -> None:
    """Esc from what was shown beside the report, and the arrows went through the outline at the left."""
    text = page.editors[OTHERS].text
    places = (text, page.contents.tree, text)
    for before in places:
        before.setFocus()
        qtbot.waitUntil(before.hasFocus)
        page.show_side(View.TRAIL)
        page.sides.buttons[View.TRAIL].setFocus()
        QTest.keyClick(page.sheet, Qt.Key.Key_Escape)
        assert not page.sheet.isVisible()
        assert before.hasFocus()


def test_each_button_of_the_sheet_shows_its_view_and_is_pressed_while_it_is_shown(page: ReportPage) -> None:
    page.show_side(View.TRAIL)
    shown = {}
    for view, made in page.sides.buttons.items():
        if made.isVisible():
            made.click()
            shown[view] = page.sides.stack.currentWidget()
            assert [each for each, one in page.sides.buttons.items() if one.isChecked()] == [view]
    assert set(shown) == set(View) - {View.NOTES}, "the notes stand beside the paper"
    assert isinstance(shown[View.CHARTS], ChartsSide)
    assert isinstance(shown[View.TRAIL], ReportTrail)
    lefts = [made.mapTo(page, QPoint(0, 0)).x() for made in page.sides.buttons.values() if made.isVisible()]
    assert lefts == sorted(lefts)
    page.close_side()


def test_f8_before_the_report_was_checked_goes_on_once_it_is(qtbot: QtBot, page: ReportPage) -> None:
    page.notes.at = None
    page.desk._later.stop()
    page.desk._later.setInterval(60_000)
    page.desk.check_later()
    assert not page.desk.is_current
    page.setFocus()
    QTest.keySequence(page, QKeySequence("F8"))
    qtbot.waitUntil(lambda: page.notes.at is not None)
    page.desk._later.setInterval(0)


def test_the_keys_of_the_page_do_what_stands_on_its_buttons(page: ReportPage) -> None:
    page.setFocus()
    dialog = opened(lambda: QTest.keySequence(page, QKeySequence("Ctrl+E")))
    assert isinstance(dialog, ReportExport)
    closed(dialog)
    page.written.show_written([Path(documents()) / "报告.pdf"], "")
    QTest.keySequence(page, QKeySequence("Esc"))
    assert not page.written.isVisible()


def test_a_correction_does_not_go_on_offering_the_files_of_the_version_before(page: ReportPage) -> None:
    """Over the second version stood 「写好了……是签发的第 1 版」, with the button that opens them."""
    page.written.show_written([Path(documents()) / "报告.pdf"], "", 1)
    page.bar.issue_wanted.emit()
    assert not page.written.isVisible()


def test_of_five_notes_at_one_line_three_are_shown_and_all_of_them_at_a_press(page: ReportPage) -> None:
    """Nobody had pressed 都列出来, nor read what stands above it."""
    path = CELLS[0].path
    five = [Judged(Finding("T3-1", Severity.ERROR, f"第{number}处不相等。", cells=(path,))) for number in range(5)]
    page.notes.show(five, {}, {})
    assert [row.isVisible() for row in page.notes.rows] == [True] * 3 + [False] * 2
    (more,) = (each for each in cast("list[Note]", page.ground.findChildren(Note)) if "都列出来" in each.links)
    assert more.isVisible()
    assert more.title.text() == "这里还有别的提醒"
    more.links["都列出来"].click()
    assert all(row.isVisible() for row in page.notes.rows)
    assert not more.isVisible()


def test_f8_shows_in_the_list_of_parts_where_it_came_to(page: ReportPage) -> None:
    """From 三 it came to a record in 一, and the list still had 三 chosen."""
    came_to = set[str]()
    for _ in page.notes.rows:
        page.contents.follow(SECTION_HEADINGS[2], 0)
        page.go_on()
        focused = page.focusWidget()
        row = next((row for row in page.notes.rows if focused in row.links.values()), None)
        if row is not None and row.judged.finding.record is not None:
            chosen = page.contents.tree.currentItem()
            top = chosen.parent() or chosen
            came_to.add(place_of(row.judged.finding))
            assert top is page.contents.items[place_of(row.judged.finding)]
    assert came_to


def test_the_list_of_parts_and_the_drop_down_say_the_same_of_each_part(page: ReportPage) -> None:
    named = [page.bar.parts.itemText(place) for place in range(page.bar.parts.count())]
    assert len(named) == len(page.contents.items) >= len(SECTION_HEADINGS)
    for heading, name in zip(page.contents.items, named, strict=True):
        shown, _, told = name.partition("  ")
        assert shown == page.contents.items[heading].text(0)
        counted = page._found.at.get(heading, (0, None))[0] if page._found else 0
        states = {word for word, _ in STATE_WORDS.values()}
        assert told == f"{counted} 处" if counted else (told in states or heading in TABLE_SECTIONS), name
    for place, heading in enumerate(page.contents.items):
        page.bar.parts.activated.emit(place)
        assert page._heading == heading
        assert page.bar.parts.currentIndex() == place


@pytest.mark.parametrize(("wide", "outline"), [(1300, 196), (1700, 216)])
def test_the_outline_is_as_wide_as_the_design_has_it(page: ReportPage, wide: int, outline: int) -> None:
    page.window().resize(wide, 860)
    QApplication.processEvents()
    assert page.contents.width() == outline


def test_what_is_written_is_of_the_year_that_was_chosen(
    qtbot: QtBot, standing: MainWindow, page: ReportPage, tmp_path: Path
) -> None:
    """The figures of the year before stood there still when she pressed 导出."""
    path = tmp_path / "报告.txt"
    page.set_year(2024)
    page.write([path])
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(page.written.isVisible)
    assert "2024年" in path.read_text("utf-8").split("\n")[0]
    page.close_side()
    assert standing.session is page._session


def test_behind_another_tab_the_page_waits_until_it_is_seen(standing: MainWindow, page: ReportPage) -> None:
    assert not page._is_behind
    standing.show_page("today")
    assert page._is_behind
    standing.show_page("report")
    assert not page._is_behind


def test_a_card_leads_to_its_rule_and_a_figure_to_the_rules_of_its_cell(page: ReportPage) -> None:
    dialog = opened(page.notes.rows[0].links["规则"].click)
    assert isinstance(dialog, RuleDialog)
    book = opened(lambda: dialog_book(dialog))
    assert isinstance(book, RuleBook)
    closed(book)
    closed(dialog) if dialog in open_windows() else None
    page._go_to_cell(CellKey("table3", "n1", "natural_person"))
    assert page.records.isVisible()
    book = opened(page.records.rules.click)
    assert isinstance(book, RuleBook)
    assert book.table.rowCount()
    closed(book)


def dialog_book(dialog: QWidget) -> None:
    """Press what leads from a rule into the book."""
    made = [each for each in cast("list[Button]", dialog.findChildren(Button)) if "规则" in each.text()]
    made[0].click()


def test_what_is_kept_by_issuing_is_told_before_it_is_done(qtbot: QtBot) -> None:
    explained = Judged(
        Finding("T3-1", Severity.WARNING, "表三变化很大。"),
        None,
    )
    dialog = IssueDialog(2023, [explained])
    qtbot.addWidget(dialog)
    dialog.open()
    labels = [each for each in cast("list[QLabel]", dialog.findChildren(QLabel)) if each.isVisible()]
    said = "\n".join(each.text() for each in sorted(labels, key=lambda each: top(each, dialog)))
    assert f"{len(CELLS)} 个数字" in said
    assert all(offered.short in said for offered in FORMATS.values())
    assert "检查结果共 1 条" in said
    assert "第 1 版" in said
    assert "更正" in said
    assert dialog.save_button.text().startswith("签发")
    assert dialog.save_button.hasFocus() or dialog.focusWidget() is dialog.save_button
    dialog.reject()


def test_the_copying_window_shows_the_figure_large_between_what_it_is_and_its_sums(
    session: Session, qtbot: QtBot
) -> None:
    window = RetypeWindow(session, 2023)
    window.show()
    QApplication.processEvents()
    down = [window.place, window.bar, window.row, window.column, window.figure, window.sums, window.next_button]
    tops = [top(each, window) for each in down]
    assert tops == sorted(set(tops))
    assert window.figure.fontMetrics().height() > 2 * window.sums.fontMetrics().height()
    assert window.figure.alignment() & Qt.AlignmentFlag.AlignHCenter
    assert window.windowTitle() == "填报对照 2023 年"
    assert (window.bar.maximum(), window.bar.value()) == (len(CELLS), 0)
    assert not window.bar.isTextVisible()
    assert f"0 / {len(CELLS)}" in window.place.text()
    assert window.figure.accessibleName().endswith(f"：{window.figure.text()}")
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert window.bar.value() == 1
    assert f"1 / {len(CELLS)}" in window.place.text()
    QTest.keyClick(window, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.bar.value() == 0
    window.close()
    qtbot.waitUntil(lambda: not [each for each in open_windows() if each not in STANDING])


def test_of_the_sentences_each_button_is_open_exactly_when_it_can_do_something(session: Session, qtbot: QtBot) -> None:
    for selected in ("", "本机关自己的一句。"):
        dialog = SentenceDialog(session, OVERVIEW, "一、总体情况", selected)
        dialog.open()
        dialog.activateWindow()
        assert "一、总体情况" in dialog.windowTitle()
        assert dialog.keep_button.isEnabled() is bool(selected)
        assert dialog.keep_button.toolTip()
        assert dialog.insert_button.isEnabled()
        assert not dialog.forget_button.isEnabled(), "those that are shipped stay"
        assert dialog.insert_button.objectName() == "primary"
        assert dialog.focusWidget() is dialog.search
        for place in range(dialog.tree.topLevelItemCount()):
            group = dialog.tree.topLevelItem(place)
            assert group.isExpanded()
            assert not group.flags() & Qt.ItemFlag.ItemIsSelectable
            assert all(group.child(at).toolTip(0) == group.child(at).text(0) for at in range(group.childCount()))
        dialog.search.setText("没有这样的句子")
        assert not dialog.insert_button.isEnabled()
        if selected:
            dialog.keep_button.click()
            assert dialog.search.text() == ""
            dialog.search.setText(selected)
            assert dialog.forget_button.isEnabled()
            with qtbot.waitSignal(dialog.chosen) as told:
                QTest.keyClick(dialog.search, Qt.Key.Key_Return)
            assert told.args == [selected]
            dialog.forget_button.click()
            assert not dialog.insert_button.isEnabled()
        dialog.reject()


def test_every_version_is_a_line_and_the_last_is_chosen(session: Session) -> None:
    empty = VersionsDialog(session, 2022)
    empty.open()
    assert empty.told.toPlainText() == "还没有签发过。"
    assert not any(made.isEnabled() for made in empty.buttons.values())
    empty.reject()
    version = issue_unprinted(session.registers, 2023, date(2024, 1, 12))
    dialog = VersionsDialog(session, 2023)
    dialog.open()
    cells = [cast("Any", dialog.table.item(0, column)).text() for column in range(dialog.table.columnCount())]
    assert cells[:3] == ["第 1 版", "2024-01-12", version.state.label]
    assert dialog.table.selectionModel().isRowSelected(0, dialog.table.rootIndex())
    assert all(made.isEnabled() for made in dialog.buttons.values())
    lefts = [made.x() for made in dialog.buttons.values()]
    assert lefts == sorted(lefts)
    assert top(dialog.table, dialog) < top(dialog.told, dialog) < top(next(iter(dialog.buttons.values())), dialog)
    assert dialog.told.toPlainText().startswith("签发时的文件")
    dialog.compare()
    assert "完全相同" in dialog.told.toPlainText()
    dialog.reject()


def test_an_export_says_what_stands_against_it_and_what_it_would_replace(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ReportExport(2023, "报告", told=("有手机号码。",))
    dialog.open()
    assert "2023" in dialog.windowTitle()
    assert dialog.told.isVisible()
    assert sign_of(dialog.told) is Sign.DOUBT
    assert [box.text() for box in dialog.boxes.values()] == [offered.words for offered in FORMATS.values()]
    assert [suffix for suffix, box in dialog.boxes.items() if box.isChecked()] == [
        suffix for suffix, offered in FORMATS.items() if offered.is_usual
    ]
    assert dialog.focusWidget() is dialog.boxes[".pdf"]
    dialog.take_folder(tmp_path)
    assert (dialog.save_button.isEnabled(), dialog.gate.text()) == (True, "")
    (tmp_path / "报告.pdf").touch()
    dialog.boxes[".docx"].setChecked(True)
    assert dialog.save_button.isEnabled()
    assert "1 个" in dialog.gate.text()
    assert sign_of(dialog.gate) is Sign.DOUBT
    with qtbot.waitSignal(dialog.wanted) as told:
        dialog.save_button.click()
    assert told.args == [[tmp_path / "报告.pdf", tmp_path / "报告.docx"]]
    assert not dialog.isVisible()


FOUND = [
    ("an error", Finding("T3-1", Severity.ERROR, "不相等。", cells=("table3/x",)), "不符", Sign.WRONG),
    ("a warning", Finding("F-14", Severity.WARNING, "与去年相似。"), "提醒", Sign.DOUBT),
]


def test_of_what_was_found_each_heading_counts_its_own_and_the_gravest_is_shown() -> None:
    found = [Judged(finding) for _, finding, _, _ in FOUND] + [Judged(Finding("R-1", Severity.WARNING, "没有登记。"))]
    told = summary(found)
    assert told.counts == "1 处不符，2 处提醒"
    assert summary(found[1:]).counts == "2 处提醒"
    assert summary(found[:1]).counts == "1 处不符"
    assert summary(()).counts == "没有待处理的问题"
    assert sum(count for count, _ in told.at.values()) == 3
    assert told.at[SECTION_HEADINGS[2]][0] >= 1, "R-1 is about table three"
    assert {sign for _, sign in told.at.values()} <= {Sign.WRONG, Sign.DOUBT}
    wrong = [heading for heading, (_, sign) in told.at.items() if sign is Sign.WRONG]
    assert wrong == [place_of(found[0].finding)]


def test_what_was_found_of_another_report_is_listed_with_its_rule(qtbot: QtBot) -> None:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_findings([Judged(finding) for _, finding, _, _ in FOUND])
    assert [row.judged.finding for row in panel.rows] == [finding for _, finding, _, _ in FOUND]
    for row, (_, finding, _, sign) in zip(panel.rows, FOUND, strict=True):
        words = [each for each in cast("list[Any]", row.findChildren(Words)) if each.text()]
        assert [each.text() for each in words] == [finding.rule, finding.message]
        assert sign_of(words[0]) is sign
        assert row.accessibleName() == f"{finding.rule} {finding.message}"
        with qtbot.waitSignal(panel.rule_wanted) as told:
            row.buttons["规则"].click()
        assert told.args == [finding.rule]
    assert panel.corner.text() == "1 处不符，1 处提醒"
    panel.show_findings([])
    assert not panel.rows
    QApplication.processEvents()
    said = [each.text() for each in cast("list[Any]", panel.findChildren(Words)) if each.isVisible() and each.text()]
    assert "没有发现问题。" in said


def test_a_card_says_first_what_is_to_be_done() -> None:
    to_read = Finding("F-3", Severity.WARNING, "没有核对。", quotes=("甲。", "乙。"), to_read=True)
    to_write = Finding("F-3", Severity.WARNING, "没有写。", to_write=True)
    assert title_of(to_read, None) == "2 段是程序拟的，没有核对"
    assert title_of(to_write, None) == "这里还要自己写"
    assert title_of(FOUND[1][1], None) == rule_pages().pages["F-14"].title
