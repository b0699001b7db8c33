"""The fields a letter asks for, each with what is proposed and its hint."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from disclosure.errors import UnreadableValueError
from disclosure.letters.filling import GROUNDS, read_typed
from disclosure.letters.templates import FieldKind, LetterTemplate, TypedField
from gui.base.appearance import mark
from gui.kit.cards import clear, words
from gui.kit.typed_dates import read_date

_LINES = 3
TypedWidget = QLineEdit | QPlainTextEdit


class LetterFields(QWidget):
    """One editor per typed field of a template."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.editors: dict[str, TypedWidget] = {}
        self._notes: dict[str, QLabel] = {}
        self._declared: dict[str, TypedField] = {}
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(4)

    def show_template(self, template: LetterTemplate, proposed: Mapping[str, str]) -> None:
        """Ask for the fields of a template, filled with what is proposed."""
        clear(self.stack)
        self.editors, self._notes, self._declared = {}, {}, {}
        if not template.typed:
            self.stack.addWidget(words("这份文书不需要另外填写，内容都取自台账。", "secondary", wrap=True))
        for entry in template.typed:
            self._add(entry, proposed.get(entry.name, ""), entry.name in template.required)

    def typed(self) -> dict[str, str]:
        """Return what is typed by field, dates in one form; what cannot be read is told at its field and left out."""
        found = {}
        for name, editor in self.editors.items():
            text = _text(editor)
            try:
                found[name] = self._read(self._declared[name], text)
                self._note(name, "")
            except UnreadableValueError as unreadable:
                self._note(name, str(unreadable))
        return found

    @property
    def problems(self) -> list[str]:
        """What cannot be read, one sentence per field."""
        return [note.text() for note in self._notes.values() if note.objectName() == "problem"]

    def go_to(self, name: str) -> None:
        """Lead to a field."""
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, name: str, text: str) -> None:
        """Put a text into a field."""
        editor = self.editors[name]
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        else:
            editor.setPlainText(text)

    def lock(self) -> None:
        """Let nothing be changed any more."""
        for editor in self.editors.values():
            editor.setReadOnly(True)

    def _read(self, entry: TypedField, text: str) -> str:
        if entry.kind is FieldKind.DAY and text:
            day = read_date(text, self._today)
            text = day.isoformat() if day else ""
        if text:
            read_typed(entry, text)
        return text

    def _add(self, entry: TypedField, proposed: str, is_required: bool) -> None:
        label = QLabel(f"{entry.name} *" if is_required else entry.name)
        editor = _editor(entry, proposed)
        label.setBuddy(editor)
        editor.setAccessibleName(f"{entry.name}（必填）" if is_required else entry.name)
        editor.setAccessibleDescription(entry.hint)
        editor.textChanged.connect(self.changed)
        note = words(entry.hint, "secondary", wrap=True)
        note.setVisible(bool(entry.hint))
        self.editors[entry.name], self._notes[entry.name], self._declared[entry.name] = editor, note, entry
        for widget in (label, editor, note):
            self.stack.addWidget(widget)
        self.stack.addSpacing(4)

    def _note(self, name: str, problem: str) -> None:
        note, hint = self._notes[name], self._declared[name].hint
        text = f"× {problem}" if problem else hint
        if note.text() != text:
            note.setText(text)
            note.setVisible(bool(text))
            mark(note, "problem" if problem else "secondary")


def _editor(entry: TypedField, proposed: str) -> TypedWidget:
    if entry.kind is FieldKind.LONG:
        box = QPlainTextEdit(proposed)
        box.setTabChangesFocus(True)
        box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + 16)
        return box
    line = QLineEdit(proposed)
    line.setCursorPosition(0)
    if entry.kind is FieldKind.GROUNDS:
        completer = QCompleter(QStringListModel([ground.plain_label for ground in GROUNDS], line), line)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)
    return line


def _text(editor: TypedWidget) -> str:
    return (editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()).strip()
