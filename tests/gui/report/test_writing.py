"""Writing the report: sub-headings as a tree, bound fields as pieces, sentences from the library, figures as fields."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from disclosure.records import OwnSentence
from disclosure.report.model import OVERVIEW_HEADINGS
from disclosure.report.narrative import OPENING, OTHERS, OVERVIEW, PROBLEMS, unknown_fields
from gui.base.session import Session
from gui.kit.chip_text import ChipText
from gui.report.editor import NarrativeEditor
from gui.report.outline import OutlinePanel
from gui.report.page import ReportPage
from gui.report.sentences import SentenceDialog
from gui.report.sides import View
from gui.shell.main_window import MainWindow
from tasks.report.sentences import shipped_sentences
from tests.gui.fixtures import find_window, open_windows, type_text
from tests.records_factory import make_profile, make_request

FIELD = "{新收申请件数}"


@pytest.fixture
def page(window: MainWindow, session: Session) -> ReportPage:
    """The report of 2024 of an office with one request."""
    session.save(make_profile())
    session.save(make_request())
    shown = window.show_page("report")
    assert isinstance(shown, ReportPage)
    shown.sides.show_view(View.RECORDS)  # drawing its pages and table three takes longer than most tests
    shown.navigation.setCurrentRow(0)
    return shown


def editor(page: ReportPage, part: str) -> NarrativeEditor:
    page.navigation.setCurrentRow([piece for _, _, piece in page.pieces].index(page.editors[part]))
    return page.editors[part]


def tree_of(one: NarrativeEditor) -> OutlinePanel:
    assert one.outline is not None
    one.outline.read()
    return one.outline


def headings(panel: OutlinePanel) -> list[str]:
    items = (panel.tree.topLevelItem(place) for place in range(panel.tree.topLevelItemCount()))
    return [item.text(0) for item in items if item is not None]


def choose(panel: OutlinePanel, place: int) -> None:
    item = panel.tree.topLevelItem(place)
    assert item is not None
    panel.tree.setCurrentItem(item)


# --- the tree ---


def test_section_one_begins_with_the_five_official_sub_headings(page: ReportPage) -> None:
    assert headings(tree_of(editor(page, OVERVIEW))) == list(OVERVIEW_HEADINGS)
    assert headings(tree_of(editor(page, PROBLEMS))) == ["（一）存在的主要问题", "（二）改进情况"]
    assert editor(page, OPENING).outline is None


def test_choosing_a_sub_heading_goes_to_its_text(page: ReportPage) -> None:
    one = editor(page, OVERVIEW)
    choose(tree_of(one), 3)
    assert one.text.textCursor().block().text() == "（四）政府信息公开平台建设"


def test_a_sub_heading_moves_with_its_text_and_ctrl_z_takes_it_back(page: ReportPage) -> None:
    one = editor(page, OVERVIEW)
    panel, before = tree_of(one), one.text.toPlainText()
    choose(panel, 1)
    panel.buttons["上移"].click()
    assert headings(panel)[:2] == ["（一）依申请公开", "（二）主动公开"]
    assert one.text.toPlainText().split("\n")[1].startswith("{收到申请情况}")
    one.text.undo()
    assert one.text.toPlainText() == before


def test_a_sub_heading_is_added_and_named_in_the_tree(qtbot: QtBot, page: ReportPage, session: Session) -> None:
    one = editor(page, OVERVIEW)
    panel = tree_of(one)
    choose(panel, 4)
    panel.buttons["新增"].click()
    line = panel.tree.findChild(QLineEdit)
    assert line is not None
    line.clear()
    type_text(line, "政务新媒体")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: headings(panel)[-1] == "（六）政务新媒体")
    one.keep()
    assert session.registers.drafts(2024)[OVERVIEW].text.endswith("（六）政务新媒体")
    session.registers.undo()
    assert OVERVIEW not in session.registers.drafts(2024)


def test_a_title_the_paper_could_not_set_is_told_and_not_taken(qtbot: QtBot, page: ReportPage) -> None:
    one = editor(page, OVERVIEW)
    panel, before = tree_of(one), one.text.toPlainText()
    item = panel.tree.topLevelItem(0)
    assert item is not None
    item.setText(0, "公开，管理")
    qtbot.waitUntil(lambda: headings(panel)[0] == OVERVIEW_HEADINGS[0])
    assert "不能有逗号" in panel.problem.text()
    assert one.text.toPlainText() == before


def test_removed_official_sub_headings_come_back_in_their_places(page: ReportPage) -> None:
    panel = tree_of(editor(page, OVERVIEW))
    for _ in range(2):
        choose(panel, 0)
        panel.buttons["删除"].click()
    assert headings(panel) == ["（一）政府信息管理", "（二）政府信息公开平台建设", "（三）监督保障"]
    panel.buttons["恢复标题"].click()
    assert headings(panel) == list(OVERVIEW_HEADINGS)


def test_points_stand_under_their_sub_heading(page: ReportPage) -> None:
    one = editor(page, OVERVIEW)
    one.text.setPlainText("（一）政府信息公开基本情况\n1.主动公开\n公开16条。\n2.依申请公开\n（二）政务公开落实情况")
    panel = tree_of(one)
    first = panel.tree.topLevelItem(0)
    assert first is not None
    assert [first.child(place).text(0) for place in range(first.childCount())] == ["1.主动公开", "2.依申请公开"]
    panel.tree.setCurrentItem(first.child(1))
    assert one.text.textCursor().block().text() == "2.依申请公开"
    assert panel.place == 0


def test_only_what_can_be_done_can_be_pressed(page: ReportPage) -> None:
    panel = tree_of(editor(page, OVERVIEW))
    choose(panel, 0)
    assert not panel.buttons["上移"].isEnabled()
    assert panel.buttons["下移"].isEnabled()
    choose(panel, 4)
    assert not panel.buttons["下移"].isEnabled()


# --- the pieces ---


@pytest.fixture
def text(page: ReportPage) -> ChipText:
    """前{新收申请件数}后, the caret at its beginning."""
    chips = editor(page, OTHERS).text
    chips.setPlainText(f"前{FIELD}后")
    chips.moveCursor(QTextCursor.MoveOperation.Start)
    return chips


def place(chips: ChipText) -> int:
    return chips.textCursor().position()


def test_the_caret_steps_over_a_field(text: ChipText) -> None:
    places = [place(text)]
    for _ in range(3):
        QTest.keyClick(text, Qt.Key.Key_Right)
        places.append(place(text))
    assert places == [0, 1, 1 + len(FIELD), 2 + len(FIELD)]
    for _ in range(3):
        QTest.keyClick(text, Qt.Key.Key_Left)
        places.append(place(text))
    assert places[4:] == [1 + len(FIELD), 1, 0]


@pytest.mark.parametrize(("at", "key"), [(1, Qt.Key.Key_Delete), (1 + len(FIELD), Qt.Key.Key_Backspace)])
def test_one_key_removes_a_field_whole(text: ChipText, at: int, key: Qt.Key) -> None:
    cursor = text.textCursor()
    cursor.setPosition(at)
    text.setTextCursor(cursor)
    QTest.keyClick(text, key)
    assert text.toPlainText() == "前后"
    text.undo()
    assert text.toPlainText() == f"前{FIELD}后"


def test_a_key_beside_a_field_removes_what_stands_there(text: ChipText) -> None:
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(text, Qt.Key.Key_Backspace)
    assert text.toPlainText() == f"前{FIELD}"


def test_a_selection_that_breaks_into_a_field_takes_it_whole(text: ChipText) -> None:
    cursor = text.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    assert text.textCursor().selectedText() == f"前{FIELD}"
    QTest.keyClick(text, Qt.Key.Key_Delete)
    assert text.toPlainText() == "后"


def test_what_an_input_method_commits_beside_a_field_does_not_break_it(text: ChipText) -> None:
    cursor = text.textCursor()
    cursor.setPosition(5)
    text.setTextCursor(cursor)
    type_text(text, "共")
    assert text.toPlainText() == f"前{FIELD}共后"


def test_a_brace_that_is_no_field_is_plain_text(text: ChipText) -> None:
    text.setPlainText("{没有这一项}")
    cursor = text.textCursor()
    cursor.setPosition(3)
    text.setTextCursor(cursor)
    assert place(text) == 3


def test_a_field_tells_how_it_reads_now(text: ChipText) -> None:
    rect = text.cursorRect(_at(text, 1))
    inside = rect.topLeft() + QPoint(rect.width() + 14, rect.height() // 2)
    asked = QHelpEvent(
        QEvent.Type.ToolTip,
        text.mapFromGlobal(text.viewport().mapToGlobal(inside)),
        text.viewport().mapToGlobal(inside),
    )
    QApplication.sendEvent(text, asked)
    assert "现在读作：1" in QToolTip.text()
    QToolTip.hideText()


def _at(text: ChipText, position: int) -> QTextCursor:
    cursor = QTextCursor(text.document())
    cursor.setPosition(position)
    return cursor


# --- figures as fields ---


def test_every_one_of_the_200_figures_can_be_put_into_the_text(page: ReportPage) -> None:
    one = editor(page, OTHERS)
    one.text.setPlainText("新收")
    one.text.moveCursor(QTextCursor.MoveOperation.End)
    menu = one.insert_button.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    assert len(one.cell_actions) == 200
    one.cell_actions["表三/一、本年新收政府信息公开申请数量/总计"].trigger()
    assert one.text.toPlainText() == "新收{表三/一、本年新收政府信息公开申请数量/总计}"
    assert unknown_fields(one.text.toPlainText()) == ()
    one.keep()
    page.refresh()
    assert page.report.sections[5].text == "新收1"


# --- the library ---


def library_of(one: NarrativeEditor) -> SentenceDialog:
    one.sentences_button.click()
    return find_window(SentenceDialog)


def test_every_shipped_sentence_uses_known_fields_and_ends_as_a_sentence() -> None:
    for part in (OVERVIEW, PROBLEMS, OTHERS):
        known = shipped_sentences(part)
        assert len({sentence.text for sentence in known}) >= len(known) - 1
        for sentence in known:
            assert unknown_fields(sentence.text) == ()
            assert sentence.text[-1] in "。："
            assert sentence.situation
    assert shipped_sentences(OPENING) == ()


def test_a_sentence_is_found_and_put_where_the_caret_stands(qtbot: QtBot, page: ReportPage) -> None:
    one = editor(page, OTHERS)
    one.text.setPlainText("开头。")
    one.text.moveCursor(QTextCursor.MoveOperation.End)
    dialog = library_of(one)
    type_text(dialog.search, "专区")
    assert dialog.tree.topLevelItemCount() == 1
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert one.text.toPlainText().startswith("开头。便民服务中心政务公开专区")
    dialog.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)


def test_a_sentence_of_the_office_is_kept_used_and_forgotten(qtbot: QtBot, page: ReportPage, session: Session) -> None:
    one = editor(page, OTHERS)
    one.text.setPlainText("本单位自己的一句话。")
    one.text.selectAll()
    dialog = library_of(one)
    dialog.keep_button.click()
    dialog.keep_button.click()
    assert [kept.text for kept in session.registers.all(OwnSentence)] == ["本单位自己的一句话。"]
    chosen = dialog.sentence()
    assert chosen is not None
    assert (chosen.situation, chosen.text) == ("本单位的句子", "本单位自己的一句话。")
    dialog.forget_button.click()
    assert list(session.registers.all(OwnSentence)) == []
    assert not dialog.forget_button.isEnabled()
    dialog.close()
    qtbot.waitUntil(lambda: len(open_windows()) == 1)
    session.registers.undo()
    assert session.registers.count(OwnSentence) == 1
