"""A finding worded otherwise still leads to its place and its words, and the names of views decide nothing."""

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from disclosure.checks.finding import info, warning
from disclosure.report.narrative import OPENING, OTHERS, OVERVIEW, PROBLEMS
from gui.base.session import Session
from gui.report.findings import place_of
from gui.report.page import ReportPage
from gui.report.sides import ReportSides, View
from gui.shell.main_window import MainWindow
from tests.records_factory import make_profile

QUOTE = "接待群众约百人"
FOUND = [
    (warning("F-16", "第五部分与上年报告相似度95%。", (), ("95%",), part=PROBLEMS), PROBLEMS),
    (warning("F-16", "第5部分同上年报告相似度95%。", (), ("95%",), part=PROBLEMS), PROBLEMS),
    (warning("F-21", "开头里有电话。", part=OPENING), OPENING),
    (warning("F-21", "「六、其他」里有电话。", part=OTHERS), OTHERS),
    (info("F-11", f"量词：“{QUOTE}”。", quotes=(QUOTE,)), OVERVIEW),
    (info("F-11", f"量词：「{QUOTE}」。", quotes=(QUOTE,)), OVERVIEW),
    (info("F-11", "第六部分的“第一句”。", quotes=(QUOTE,)), OVERVIEW),
]


def test_a_finding_leads_to_its_part_and_its_words_however_it_is_worded(window: MainWindow, session: Session) -> None:
    session.save(make_profile())
    window.year_box.setCurrentIndex(window.year_box.findData(2023))
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    page.sides.show_view(View.RECORDS)
    for editor in page.editors.values():
        editor.text.setPlainText(f"开始。{QUOTE}。第一句。结束。")
    for finding, part in FOUND:
        editor = page.editors[part]
        editor.text.moveCursor(QTextCursor.MoveOperation.Start)
        page.go_to(finding)
        assert page.stack.currentWidget() is editor
        assert place_of(finding) == editor.part.label
        assert editor.text.textCursor().selectedText() == (QUOTE if finding.quotes else ""), finding.message


def test_a_view_beside_the_report_is_known_by_what_it_is_not_by_its_button(qtbot: QtBot, session: Session) -> None:
    sides = ReportSides(session)
    qtbot.addWidget(sides)
    for button in sides.buttons.values():
        button.setText(f"{button.text()}·")
    sides.buttons[View.RECORDS].click()
    assert sides.stack.currentWidget() is sides.records
    assert sides.pages.isHidden()
    sides.show_view(View.PREVIEW)
    assert sides.stack.currentWidget() is sides.preview
    assert not sides.pages.isHidden()


def test_the_names_of_the_views_are_whole_on_a_small_screen(qtbot: QtBot, window: MainWindow) -> None:
    """Beside 「6 页」 five buttons had no room at 1366×768: 「数字来源」 and 「去年对照」 lost their last strokes."""
    window.resize(1366, 768)
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    qtbot.waitUntil(lambda: page.sides.pages.text() != "")
    for made in page.sides.buttons.values():
        assert made.width() >= made.sizeHint().width(), made.text()
