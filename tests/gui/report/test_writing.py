"""Writing the report: sub-headings as a tree, bound fields as pieces, sentences from the library, figures as fields."""

from collections.abc import Iterator
from dataclasses import replace

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
from gui.report.contents import Contents
from gui.report.page import ReportPage
from gui.report.paper.editor import NarrativeEditor
from gui.report.sentences import SentenceDialog
from gui.shell.main_window import MainWindow
from tasks.report.sentences import shipped_sentences
from tests.gui.fixtures import find_window, open_windows, type_text
from tests.gui.report.given_back import given_back, standing_report
from tests.records_factory import make_profile, make_request

FIELD, WORDS = "{申请渠道}", "为当面申请件"
"""A bound field, and what it says of the one request of the file."""
OVERVIEW_LABEL = "一、总体情况"


@pytest.fixture(scope="module")
def standing(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:  # noqa: ARG001
    """The window of an office with one request, its report of 2024 in front."""

    def fill(session: Session) -> None:
        session.save(make_profile())
        session.save(make_request())

    with standing_report(tmp_path_factory.mktemp("standing"), fill, year=2024) as window:
        yield window


@pytest.fixture
def session(standing: MainWindow) -> Session:
    return standing.session


@pytest.fixture
def page(standing: MainWindow) -> Iterator[ReportPage]:
    """The report of 2024, given back by each test."""
    yield from given_back(standing)


def editor(page: ReportPage, part: str) -> NarrativeEditor:
    page.show_part(page.editors[part].part.label)
    return page.editors[part]


def choose(page: ReportPage, part: str, place: int) -> Contents:
    """Choose a sub-heading in the list of parts."""
    page.contents.read()
    item = page.contents.items[page.editors[part].part.label].child(place)
    page.contents.tree.setCurrentItem(item)
    return page.contents


def test_what_is_read_is_kept_as_it_was_typed_a_moment_ago(page: ReportPage, session: Session) -> None:
    """核对过 would be written down for words nobody has kept."""
    problems = editor(page, PROBLEMS)
    problems.text.moveCursor(QTextCursor.MoveOperation.End)
    type_text(problems.text, "刚写的一句。")
    problems.mark_read()
    assert session.registers.drafts(2024)[PROBLEMS].text.endswith("刚写的一句。")


# --- the tree ---


def test_section_one_begins_with_the_five_official_sub_headings(page: ReportPage) -> None:
    assert page.contents.headings(OVERVIEW) == list(OVERVIEW_HEADINGS)
    assert page.contents.headings(PROBLEMS) == ["（一）存在的主要问题", "（二）改进情况"]
    assert page.contents.items["开头"].childCount() == 0


def test_choosing_a_sub_heading_goes_to_its_text(page: ReportPage) -> None:
    choose(page, OVERVIEW, 3)
    assert page.editors[OVERVIEW].text.textCursor().block().text() == "（四）政府信息公开平台建设"


def test_a_sub_heading_moves_with_its_text_and_ctrl_z_takes_it_back(page: ReportPage) -> None:
    text = page.editors[OVERVIEW].text
    before = text.toPlainText()
    choose(page, OVERVIEW, 1).acts["上移"].trigger()
    assert page.contents.headings(OVERVIEW)[:2] == ["（一）依申请公开", "（二）主动公开"]
    assert text.toPlainText().split("\n")[1].startswith("{收到申请情况}")
    text.undo()
    assert text.toPlainText() == before


def test_a_sub_heading_is_added_and_named_in_the_list(qtbot: QtBot, page: ReportPage, session: Session) -> None:
    contents = choose(page, OVERVIEW, 4)
    contents.acts["新增"].trigger()
    line = contents.tree.findChild(QLineEdit)
    assert line is not None
    line.clear()
    type_text(line, "政务新媒体")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: contents.headings(OVERVIEW)[-1] == "（六）政务新媒体")
    page.editors[OVERVIEW].keep()
    assert session.registers.drafts(2024)[OVERVIEW].text.endswith("（六）政务新媒体")
    session.registers.undo()
    assert OVERVIEW not in session.registers.drafts(2024)


def test_a_title_the_paper_could_not_set_is_told_and_not_taken(qtbot: QtBot, page: ReportPage) -> None:
    contents, before = choose(page, OVERVIEW, 0), page.editors[OVERVIEW].text.toPlainText()
    contents.items[OVERVIEW_LABEL].child(0).setText(0, "公开，管理")
    qtbot.waitUntil(lambda: contents.items[OVERVIEW_LABEL].child(0).text(0) == "主动公开")
    assert "不能有逗号" in contents.problem.text()
    assert page.editors[OVERVIEW].text.toPlainText() == before


def test_removed_official_sub_headings_come_back_in_their_places(page: ReportPage) -> None:
    for _ in range(2):
        choose(page, OVERVIEW, 0).acts["删除"].trigger()
    assert page.contents.headings(OVERVIEW) == ["（一）政府信息管理", "（二）政府信息公开平台建设", "（三）监督保障"]
    page.contents.acts["恢复标题"].trigger()
    assert page.contents.headings(OVERVIEW) == list(OVERVIEW_HEADINGS)


def test_only_what_can_be_done_can_be_pressed(page: ReportPage) -> None:
    acts = choose(page, OVERVIEW, 0).acts
    assert not acts["上移"].isEnabled()
    assert acts["下移"].isEnabled()
    assert not choose(page, OVERVIEW, 4).acts["下移"].isEnabled()


# --- the pieces ---


@pytest.fixture
def text(page: ReportPage) -> ChipText:
    """前{新收申请件数}后, the caret at its beginning."""
    chips = editor(page, OTHERS).text
    chips.setPlainText(f"前{FIELD}后")
    chips.moveCursor(QTextCursor.MoveOperation.Start)
    return chips


def test_a_field_is_seen_in_its_present_words_and_kept_by_name(text: ChipText) -> None:
    """Raw names in braces stood in the text she was to read."""
    assert text.printed() == f"前{WORDS}后"
    assert text.toPlainText() == f"前{FIELD}后"


def test_what_is_typed_over_a_field_is_no_field(text: ChipText) -> None:
    cursor = text.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(1 + len(WORDS), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    type_text(text, "当面")
    assert text.toPlainText() == "前当面后"
    text.undo()
    assert text.toPlainText() == f"前{FIELD}后"


def test_a_field_without_words_takes_its_sign_along_and_is_not_lost(text: ChipText) -> None:
    text.setPlainText("甲，{培训情况}。")
    assert text.printed() == "甲。"
    text.moveCursor(QTextCursor.MoveOperation.End)
    type_text(text, "乙。")
    assert text.toPlainText() == "甲，{培训情况}。乙。"


def test_copied_words_are_words_elsewhere_and_fields_in_the_report(page: ReportPage, text: ChipText) -> None:
    text.selectAll()
    text.copy()
    assert QApplication.clipboard().text() == f"前{WORDS}后"
    other = editor(page, OPENING).text
    other.setPlainText("")
    other.paste()
    assert other.toPlainText() == f"前{FIELD}后"
    QApplication.clipboard().clear()  # made in Python, it must not outlive it


def place(chips: ChipText) -> int:
    return chips.textCursor().position()


def test_the_caret_steps_over_a_field(text: ChipText) -> None:
    places = [place(text)]
    for _ in range(3):
        QTest.keyClick(text, Qt.Key.Key_Right)
        places.append(place(text))
    assert places == [0, 1, 1 + len(WORDS), 2 + len(WORDS)]
    for _ in range(3):
        QTest.keyClick(text, Qt.Key.Key_Left)
        places.append(place(text))
    assert places[4:] == [1 + len(WORDS), 1, 0]


LONGER = "三十件"


@pytest.mark.parametrize(
    ("before", "at", "then"),
    [
        *[("前", at, at) for at in (0, 1)],
        *[("前", at + len(WORDS), at + len(LONGER)) for at in (1, 2, 4)],
        ("", 0, 0),
        ("", len(WORDS), len(LONGER)),
    ],
)
def test_the_caret_stays_between_the_same_words_when_a_field_says_something_else(
    text: ChipText, before: str, at: int, then: int
) -> None:
    """In the middle of what was typed it would go to the end of that as soon as the figures are counted anew."""
    text.setPlainText(f"{before}{FIELD}后面的话")
    cursor = text.textCursor()
    cursor.setPosition(at)
    text.setTextCursor(cursor)
    read, dress = text._read, text._dress
    text.show_as(lambda line: [replace(one, printed=LONGER) if one.name else one for one in read(line)], dress)
    assert text.printed() == f"{before}{LONGER}后面的话"
    assert place(text) == then


@pytest.mark.parametrize(("at", "key"), [(1, Qt.Key.Key_Delete), (1 + len(WORDS), Qt.Key.Key_Backspace)])
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
    assert text.selected() == f"前{FIELD}"
    QTest.keyClick(text, Qt.Key.Key_Delete)
    assert text.toPlainText() == "后"


def test_what_an_input_method_commits_beside_a_field_does_not_break_it(text: ChipText) -> None:
    cursor = text.textCursor()
    cursor.setPosition(5)
    text.setTextCursor(cursor)
    type_text(text, "共")
    assert text.toPlainText() == f"前{FIELD}共后"


def test_only_the_text_with_the_caret_shows_something_chosen(page: ReportPage, text: ChipText) -> None:
    """去修改 chose a sentence in section six; it stayed dark while she typed in section five."""
    text.setFocus()
    text.selectAll()
    editor(page, PROBLEMS).text.setFocus()
    assert not text.textCursor().hasSelection()


@pytest.mark.parametrize(
    ("kept", "chosen"), [("{主动公开情况}。", ""), ("{表三/一、本年新收政府信息公开申请数量/总计}件。", "1")]
)
def test_a_double_click_chooses_a_number_and_wipes_no_sentence(text: ChipText, kept: str, chosen: str) -> None:
    """Pressed twice on the number in 「全年主动公开政府信息8条……」, the next digit replaced the whole sentence."""
    text.setPlainText(kept)
    first = text.cursorRect(_at(text, 0))
    spot = first.center() + QPoint(6, 0)
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert text.textCursor().selectedText() == chosen
    QTest.keyClicks(text, "9")
    assert text.toPlainText() == (f"9{kept}" if not chosen else "9件。")


def test_a_number_is_sought_as_a_count_and_not_among_the_digits_of_a_date(page: ReportPage) -> None:
    """F8 on 「行政许可0件，比上年的12件减少」 marked half a date: 0 stood in 2024, and 12 in 12月31日."""
    section = page.editors[OTHERS]
    section.text.setPlainText("截至2024年12月31日，收到12件。")
    section.seek(("0", "12"))
    marked = section.text.textCursor()
    assert (marked.selectedText(), marked.selectionStart()) == ("12", len("截至2024年12月31日，收到"))
    section.seek(("0", "7"))
    assert not section.text.textCursor().hasSelection(), "what was looked at before is not what is meant"


def test_a_brace_that_is_no_field_is_plain_text(text: ChipText) -> None:
    text.setPlainText("{没有这一项}")
    cursor = text.textCursor()
    cursor.setPosition(3)
    text.setTextCursor(cursor)
    assert place(text) == 3


def test_a_field_tells_how_it_reads_now(qtbot: QtBot, text: ChipText) -> None:
    rect = text.cursorRect(_at(text, 1))
    inside = rect.topLeft() + QPoint(rect.width() + 14, rect.height() // 2)
    asked = QHelpEvent(
        QEvent.Type.ToolTip,
        text.mapFromGlobal(text.viewport().mapToGlobal(inside)),
        text.viewport().mapToGlobal(inside),
    )
    QApplication.sendEvent(text, asked)
    assert f"现在读作：{WORDS}" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


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
    one.insert_button.setFocus()
    one.cell_actions["表三/一、本年新收政府信息公开申请数量/总计"].trigger()
    assert one.text.hasFocus(), "she writes on behind it"
    assert one.text.toPlainText() == "新收{表三/一、本年新收政府信息公开申请数量/总计}"
    assert unknown_fields(one.text.toPlainText()) == ()
    one.keep()
    page.refresh()
    page.finish()
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
