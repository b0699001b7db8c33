"""A finding worded otherwise still leads to its place and its words, and the names of views decide nothing."""

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from disclosure.checks.finding import info, warning
from disclosure.checks.places import place_of
from disclosure.report.narrative import OPENING, OTHERS, OVERVIEW, PROBLEMS
from gui.base.session import Session
from gui.report.page import ReportPage
from gui.report.sides import View
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
    for editor in page.editors.values():
        editor.text.setPlainText(f"开始。{QUOTE}。第一句。结束。")
    for finding, part in FOUND:
        editor = page.editors[part]
        editor.text.moveCursor(QTextCursor.MoveOperation.Start)
        page.go_to(finding)
        assert page.paper.focusWidget() is editor.text
        assert place_of(finding) == editor.part.label
        assert editor.text.textCursor().selectedText() == (QUOTE if finding.quotes else ""), finding.message


def test_a_view_over_the_report_is_known_by_what_it_is_not_by_its_button(window: MainWindow) -> None:
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    for button in page.sides.buttons.values():
        button.setText(f"{button.text()}·")
    page.sides.buttons[View.TRAIL].click()
    assert page.sides.stack.currentWidget() is page.sides.trail
    page.show_side(View.CHARTS)
    assert page.sides.stack.currentWidget() is page.sides.charts


def test_the_names_of_the_views_and_acts_are_whole_on_a_small_screen(qtbot: QtBot, window: MainWindow) -> None:
    """Beside 「6 页」 five buttons had no room at 1366×768: 「数字来源」 and 「去年对照」 lost their last strokes."""
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    for size in ((1366, 728), (1280, 680), (910, 512)):
        window.resize(*size)
        qtbot.waitUntil(lambda: page._is_compact == window.is_compact)
        page.show_side(View.TRAIL)
        acts = (page.bar.check_button, page.bar.issue_button, page.bar.export_button, page.bar.more_button)
        for made in (*page.sides.buttons.values(), *acts):
            if made.isHidden():
                continue
            qtbot.waitUntil(lambda made=made: made.width() >= made.sizeHint().width())  # type: ignore[misc]
            assert window.rect().contains(made.mapTo(window, made.rect().bottomRight())), (size, made.text())
