"""Dialogs for messages that no form can show; they never block the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMessageBox, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError, NotAgreedError
from gui.kit.cards import button, quotable, scrolling

_LINES_SHOWN = 12
_CHARACTERS_A_LINE = 40
_LONG = (560, 420)


def show_error(failure: DisclosureError, parent: QWidget | None) -> QMessageBox:
    """Show the message of an expected failure."""
    return _show(QMessageBox.Icon.Warning, "未能完成", str(failure), parent)


def show_note(title: str, text: str, parent: QWidget | None, folder: Path | None = None) -> QDialog:
    """Show a result; a long one scrolls. If it was written to a folder, that can be opened."""
    if sum(1 + len(line) // _CHARACTERS_A_LINE for line in text.splitlines()) > _LINES_SHOWN:
        note = LongNote(title, text, parent)
        note.open()
        return note
    box = _show(QMessageBox.Icon.Information, title, text, parent)
    if folder is not None:
        opens = box.addButton("打开文件夹", QMessageBox.ButtonRole.AcceptRole)
        opens.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    return box


def undo_from(dialog: QDialog, undo: Callable[[], object]) -> None:
    """Have Ctrl+Z, promised in a dialog, close it and undo: the window's own keys do not act behind an open dialog."""

    def act() -> None:
        dialog.accept()
        undo()

    QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), dialog).activated.connect(act)


def ask(question: NotAgreedError, again: Callable[[], object], parent: QWidget | None) -> "Question":
    """Show the effects of an act, and do it ``again`` after a yes."""
    box = Question(question, again, parent)
    box.open()
    return box


class LongNote(QDialog):
    """A result of many lines, scrolling above a single button."""

    def __init__(self, title: str, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        told = quotable(text)
        told.setAlignment(Qt.AlignmentFlag.AlignTop)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        stack.addWidget(scrolling(told), 1)
        close = button("知道了", self.accept, "primary")
        stack.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(*_LONG)
        close.setFocus()


class Message(QMessageBox):
    """A few words as they are, whoever wrote them, with a title; gone when it is closed."""

    def __init__(self, icon: QMessageBox.Icon, title: str, text: str, parent: QWidget | None) -> None:
        super().__init__(icon, title, text, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)


class Question(Message):
    """Lists the changes of an act; the button that changes nothing has the focus."""

    def __init__(self, question: NotAgreedError, again: Callable[[], object], parent: QWidget | None) -> None:
        rest = len(question.lines) - _LINES_SHOWN
        lines = [*question.lines[:_LINES_SHOWN], *([f"……还有 {rest} 处"] if rest > 0 else [])]
        text = "\n".join([str(question), "", *lines])
        super().__init__(QMessageBox.Icon.Warning, "已签发的年度报告", text, parent)
        self._question, self._again = question, again
        self.go_on_button = self.addButton("仍然继续", QMessageBox.ButtonRole.AcceptRole)
        self.leave_button = self.addButton("返回，不改动", QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.leave_button)
        self.setEscapeButton(self.leave_button)
        self.go_on_button.clicked.connect(self._go_on)

    def _go_on(self) -> None:
        self._question.agree()
        self._again()


def _show(icon: QMessageBox.Icon, title: str, text: str, parent: QWidget | None) -> QMessageBox:
    box = Message(icon, title, text, parent)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    known = box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(known)
    box.setEscapeButton(known)
    box.open()
    return box
