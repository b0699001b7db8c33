"""Completing a line by words and by pinyin, with real key presses."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gui.base.appearance import is_dressed
from gui.kit.completer import Completer, offer, offered

USED = ["党政综合办", "社会事务办", "综合行政执法队", "党建办"]
"""Most used first."""


def test_what_begins_so_comes_first_each_by_use() -> None:
    assert offered("zh", USED) == ["综合行政执法队", "党政综合办"]
    assert offered("dz", USED) == ["党政综合办"]
    assert offered("综合", USED) == ["综合行政执法队", "党政综合办"]
    assert offered("党建办", USED) == []
    assert offered("  ", USED) == []


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[QLineEdit]:
    edit = QLineEdit()
    edit.setCompleter(Completer(lambda: USED, edit))
    qtbot.addWidget(edit)
    edit.show()
    edit.setFocus()
    qtbot.waitExposed(edit)
    yield edit
    edit.completer().popup().hide()


def shown(line: QLineEdit) -> list[str]:
    model = line.completer().completionModel()
    is_visible = line.completer().popup().isVisible()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if is_visible else []


def press(line: QLineEdit, key: Qt.Key) -> None:
    popup = line.completer().popup()
    QTest.keyClick(popup if popup.isVisible() else line, key)


def test_the_rows_under_a_line_have_the_look_of_the_window(line: QLineEdit) -> None:
    """They are a window of Qt's own, which has no parent to have it from."""
    QTest.keyClicks(line, "z")
    offer(plain := QLineEdit(line.window()), USED)
    assert line.completer().popup().isVisible()
    assert all(is_dressed(each.completer().popup()) for each in (line, plain))


def test_initials_and_enter_take_the_first(qtbot: QtBot, line: QLineEdit) -> None:
    QTest.keyClicks(line, "zhx")
    qtbot.waitUntil(lambda: line.completer().popup().currentIndex().isValid())
    assert (shown(line), line.text()) == (["综合行政执法队"], "zhx")
    press(line, Qt.Key.Key_Return)
    assert line.text() == "综合行政执法队"


def test_enter_keeps_a_chinese_word_that_somebody_else_has_longer(line: QLineEdit) -> None:
    commit = QInputMethodEvent()
    commit.setCommitString("党政")
    QApplication.sendEvent(line, commit)
    QApplication.processEvents()
    assert shown(line) == ["党政综合办"]
    press(line, Qt.Key.Key_Return)
    assert line.text() == "党政"


def test_down_and_enter_take_a_row_and_escape_none(line: QLineEdit) -> None:
    QTest.keyClicks(line, "dz")
    assert shown(line) == ["党政综合办"]
    press(line, Qt.Key.Key_Escape)
    assert (shown(line), line.text()) == ([], "dz")
    QTest.keyClicks(line, "z")
    press(line, Qt.Key.Key_Down)
    press(line, Qt.Key.Key_Return)
    assert line.text() == "党政综合办"
