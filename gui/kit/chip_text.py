"""A text in which every bound field is one piece: the caret never stops inside it, one key removes it whole.

What is stored is plain text with {names}; nothing but the way it is edited is special here.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from disclosure.report.narrative import field_at

_AHEAD, _BEHIND = Qt.Key.Key_Delete, Qt.Key.Key_Backspace
_KEEP, _MOVE = QTextCursor.MoveMode.KeepAnchor, QTextCursor.MoveMode.MoveAnchor


class ChipText(QPlainTextEdit):
    """``told(name)`` says how a field reads now; it is shown while the mouse rests on it."""

    def __init__(self, told: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told, self._was, self._is_moving = told, 0, False
        self.cursorPositionChanged.connect(self._leave_field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (_AHEAD, _BEHIND) and not self.isReadOnly():
            self._take_fields_whole(event.key())
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() or event.preeditString():
            self._take_fields_whole(None)
        super().inputMethodEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose a field whole."""
        place = self.cursorForPosition(event.position().toPoint()).position()
        found = field_at(self.toPlainText(), place)
        if found is None:
            super().mouseDoubleClickEvent(event)
            return
        self._choose(*found)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            inside = self.viewport().mapFromGlobal(event.globalPos())
            found = field_at(self.toPlainText(), self.cursorForPosition(inside).position())
            if found is not None:
                QToolTip.showText(event.globalPos(), self._told(self.toPlainText()[found[0] + 1 : found[1] - 1]), self)
                return True
        return super().event(event)

    def _leave_field(self) -> None:
        """Carry a caret that came to stand inside a field over to the side it was going to."""
        cursor = self.textCursor()
        found = None if self._is_moving else field_at(self.toPlainText(), cursor.position())
        if found is not None:
            goes_on = cursor.position() >= self._was
            mode = _KEEP if cursor.hasSelection() else _MOVE
            self._is_moving = True
            cursor.setPosition(found[1] if goes_on else found[0], mode)
            self.setTextCursor(cursor)
            self._is_moving = False
        self._was = self.textCursor().position()

    def _take_fields_whole(self, key: int | None) -> None:
        """Have a removal take whole fields: of what is chosen, or of what the key would break into."""
        cursor, text = self.textCursor(), self.toPlainText()
        if cursor.hasSelection():
            first, last = field_at(text, cursor.selectionStart()), field_at(text, cursor.selectionEnd())
            if first or last:
                self._choose(first[0] if first else cursor.selectionStart(), last[1] if last else cursor.selectionEnd())
            return
        if key is None:
            return
        beside = cursor.position() + (1 if key == _AHEAD else -1)
        found = field_at(text, beside)
        if found is not None and cursor.position() in found:
            self._choose(*found)

    def _choose(self, first: int, last: int) -> None:
        cursor = self.textCursor()
        self._is_moving = True
        cursor.setPosition(first)
        cursor.setPosition(last, _KEEP)
        self.setTextCursor(cursor)
        self._is_moving = False
