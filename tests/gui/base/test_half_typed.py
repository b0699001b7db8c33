"""What an input method is still composing is never lost: not by leaving the field, by a shortcut or by the lock."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from disclosure.records import Request
from gui.base.half_typed import HalfTyped
from gui.base.session import Session
from gui.forms.choice import form_for
from gui.forms.terms import TermEditor
from gui.kit.chip_text import ChipText
from gui.registers.page import RegisterPage
from gui.shell.fcitx4 import Fcitx4
from gui.shell.main_window import MainWindow
from tests.records_factory import make_request


@pytest.fixture(autouse=True)
def half_typed(qapp: QApplication) -> Iterator[HalfTyped]:
    watching = HalfTyped(qapp, qapp)
    yield watching
    watching.deleteLater()


def compose(field: QWidget, letters: str) -> None:
    """Show letters in a field as an input method does while it waits for a choice; empty: take them back."""
    QApplication.sendEvent(field, QInputMethodEvent(letters, []))


def editable_box() -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    return box


FIELDS: dict[str, tuple[Callable[[], QWidget], Callable[[QWidget], str]]] = {
    "line": (QLineEdit, lambda field: field.text()),  # type: ignore[attr-defined]
    "text": (QPlainTextEdit, lambda field: field.toPlainText()),  # type: ignore[attr-defined]
    "paper": (QTextEdit, lambda field: field.toPlainText()),  # type: ignore[attr-defined]
    "report": (lambda: ChipText(str), lambda field: field.toPlainText()),  # type: ignore[attr-defined]
    "choice": (editable_box, lambda field: field.currentText()),  # type: ignore[attr-defined]
}


@pytest.fixture
def beside(qtbot: QtBot) -> Iterator[Callable[[QWidget], QLineEdit]]:
    window = QWidget()

    def shown(field: QWidget) -> QLineEdit:
        other = QLineEdit()
        stack = QVBoxLayout(window)
        stack.addWidget(field)
        stack.addWidget(other)
        window.show()
        window.activateWindow()
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        return other

    yield shown
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("taken_back", [False, True], ids=["left", "taken back right before"])
def test_what_is_half_typed_stays_when_the_keyboard_goes_elsewhere(
    beside: Callable[[QWidget], QLineEdit], kind: str, *, taken_back: bool
) -> None:
    """The plug-in for ibus and fcitx 5 takes the letters back at setFocus, before the field hears of it."""
    made, text = FIELDS[kind]
    field = made()
    other = beside(field)
    compose(field, "nihao")
    assert text(field) == ""
    if taken_back:
        compose(field, "")
    other.setFocus()
    assert text(field) == "nihao"
    assert other.text() == ""
    field.setFocus()
    other.setFocus()
    assert text(field) == "nihao"


@pytest.mark.parametrize("kind", FIELDS)
def test_what_esc_took_back_is_gone(beside: Callable[[QWidget], QLineEdit], qapp: QApplication, kind: str) -> None:
    made, text = FIELDS[kind]
    field = made()
    other = beside(field)
    compose(field, "nihao")
    compose(field, "")
    qapp.processEvents()
    other.setFocus()
    assert text(field) == ""


def test_a_click_into_the_same_field_keeps_the_letters(beside: Callable[[QWidget], QLineEdit]) -> None:
    field = QLineEdit()
    beside(field)
    compose(field, "nihao")
    handle = field.window().windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=field.mapTo(field.window(), field.rect().center()))
    assert field.text() == "nihao"


def test_a_menu_that_opens_leaves_the_letters_to_the_input_method(beside: Callable[[QWidget], QLineEdit]) -> None:
    field = QLineEdit()
    beside(field)
    compose(field, "nihao")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert field.text() == ""


def test_ctrl_s_saves_what_was_half_typed(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    """Saved without its last word, which then stood nowhere."""
    original = make_request(number="2024-001", content="拆迁补偿")
    kept = session.registers.get(Request, session.registers.save(original).record_id)
    form = form_for(session, Request, session.save, original=kept, parent=window)
    form.open()
    content = form.fields["content"].editor.inputs()[0]
    content.setFocus()
    qtbot.waitUntil(content.hasFocus)
    assert isinstance(content, QPlainTextEdit)
    content.moveCursor(content.textCursor().MoveOperation.End)
    compose(content, "标准")
    assert form.record is None or form.record.content == "拆迁补偿"  # type: ignore[attr-defined]
    QTest.keyClick(content, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert session.registers.get(Request, kept.id).content == "拆迁补偿标准"


def test_the_lock_keeps_what_was_half_typed(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    form = form_for(session, Request, session.save, parent=window)
    form.open()
    content = form.fields["content"].editor.inputs()[0]
    content.setFocus()
    qtbot.waitUntil(content.hasFocus)
    compose(content, "拆迁补偿")
    window.guard.lock.lock()
    assert form.fields["content"].editor.raw() == "拆迁补偿"
    window.guard.lock.unlock()
    qtbot.waitUntil(content.hasFocus)
    form.hide()
    form.deleteLater()


def test_drafts_are_kept_without_touching_what_is_half_typed(window: MainWindow, session: Session) -> None:
    """Every two seconds a form is written down: the letters stay with the input method, which goes on."""
    form = form_for(session, Request, session.save, parent=window)
    form.open()
    content = form.fields["content"].editor.inputs()[0]
    content.setFocus()
    assert isinstance(content, QPlainTextEdit)
    content.setPlainText("申请公开")
    content.moveCursor(content.textCursor().MoveOperation.End)
    compose(content, "chaiqian")
    window.guard.drafts.keep()
    assert content.textCursor().block().layout().preeditAreaText() == "chaiqian"
    committed = QInputMethodEvent()
    committed.setCommitString("拆迁")
    QApplication.sendEvent(content, committed)
    assert content.toPlainText() == "申请公开拆迁"
    form.hide()
    form.deleteLater()


def test_a_search_waits_for_the_word(window: MainWindow, session: Session) -> None:
    """While letters are composed the list stays as it is; the word that is chosen filters it."""
    session.registers.save(make_request(number="2024-001", content="拆迁补偿"))
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    page.search.setFocus()
    compose(page.search, "chaiqian")
    assert page.search.text() == ""


def test_a_choice_neither_opens_nor_completes_while_letters_are_composed(window: MainWindow, session: Session) -> None:
    form = form_for(session, Request, session.save, parent=window)
    form.open()
    editor = form.fields["channel"].editor
    assert isinstance(editor, TermEditor)
    editor.box.setFocus()
    compose(editor.box, "youji")
    view = editor.box.view()
    assert editor.raw() == ""
    assert not view.isVisible()
    form.hide()
    form.deleteLater()


def test_without_a_bus_or_fcitx_4_typing_is_left_alone(
    qapp: QApplication, beside: Callable[[QWidget], QLineEdit]
) -> None:
    silent = Fcitx4(qapp, ":4711")
    field = QLineEdit()
    beside(field)
    QTest.keyClicks(field, "abc")
    assert field.text() == "abc"
    qapp.removeEventFilter(silent)
    silent.deleteLater()


def test_letters_of_fcitx_4_are_underlined_from_the_first_with_the_caret_behind_the_typed_ones(
    qapp: QApplication,
) -> None:
    told: list[tuple[object, int, int]] = []

    class Field(QLineEdit):
        def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's
            looks: Any = event.attributes()
            told.extend((each.type, each.start, each.length) for each in looks)

    silent = Fcitx4(qapp, ":4711")
    silent._field = field = Field()
    silent.show_preedit("中hao", 4)  # three bytes and one
    kind = QInputMethodEvent.AttributeType
    assert told == [(kind.TextFormat, 0, 4), (kind.Cursor, 2, 1)]
    silent.deleteLater()
    delete(field)


def test_a_field_that_is_deleted_with_letters_in_it_takes_them_along(
    qapp: QApplication, beside: Callable[[QWidget], QLineEdit]
) -> None:
    field = QLineEdit()
    other = beside(field)
    compose(field, "nihao")
    delete(field)
    qapp.processEvents()
    assert other.text() == ""


def test_the_keyboard_given_to_what_is_closing_already_is_no_fault(half_typed: HalfTyped) -> None:
    """A form that was brought back, a choice typed into: the report of an error came up over it."""
    gone = QWidget()
    delete(gone)
    half_typed._follow(None, gone)
    assert half_typed._letters == ""
