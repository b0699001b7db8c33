"""The fields of a letter to fill in: one editor per typed field, a note below each, deadlines counted while typing.

If only certain wordings are allowed, each of them is a button below the field.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from disclosure.calendar.workdays import WorkCalendar
from disclosure.errors import UnreadableValueError
from disclosure.letters.filling import GROUNDS, has_ground, read_typed, with_ground
from disclosure.letters.problems import LetterProblem, at_field
from disclosure.letters.standing import counted
from disclosure.letters.template_syntax import FieldKind, LetterTemplate, TypedField
from disclosure.outcomes import Outcome
from gui.base.appearance import mark
from gui.base.signs import Sign
from gui.kit.button_row import FlowLayout
from gui.kit.cards import Button, Words, clear, words
from gui.kit.typed_dates import read_date

_LINES = 3
_DAYS = frozenset({FieldKind.DAY, FieldKind.LAST_DAY})
TypedWidget = QLineEdit | QPlainTextEdit


class LetterFields(QWidget):
    """One editor per typed field of a template. Deadlines are counted from ``dated_on``.

    The first deadline is put into ``term``, beside the day of the letter, and its note into ``term_notes``.
    """

    changed = Signal()

    def __init__(self, today: date, calendar: WorkCalendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._calendar = today, calendar
        self.dated_on = today
        self.editors: dict[str, TypedWidget] = {}
        self._notes: dict[str, Words] = {}
        self._declared: dict[str, TypedField] = {}
        self._unreadable: dict[str, str] = {}
        self.grounds: dict[Outcome, Button] = {}
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(4)
        self.term, self.term_notes = QWidget(), QWidget()
        for holder in (self.term, self.term_notes):
            stack = QVBoxLayout(holder)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(6)

    def show_template(self, template: LetterTemplate, proposed: Mapping[str, str]) -> None:
        """Show the fields of a template, filled with proposed values."""
        self.clear()
        term = next((entry for entry in template.typed if entry.kind is FieldKind.LAST_DAY), None)
        for entry in template.typed:
            is_required = entry.name in template.required
            label = QLabel(entry.name)
            mark(label, "secondary")
            editor = _editor(entry, proposed.get(entry.name, ""))
            label.setBuddy(editor)
            editor.setAccessibleName(f"{entry.name}（必填）" if is_required else entry.name)
            editor.setAccessibleDescription(entry.hint)
            editor.textChanged.connect(self.changed)
            note = words(entry.hint, "secondary", wrap=True)
            self.editors[entry.name], self._notes[entry.name], self._declared[entry.name] = editor, note, entry
            above, below = (self.term, self.term_notes) if entry is term else (self, self)
            for widget, holder in ((label, above), (editor, above), (note, below)):
                column = holder.layout()
                assert column is not None, "each holder is a column"
                column.addWidget(widget)
            if entry.kind is FieldKind.GROUNDS:
                self.stack.addWidget(self._ground_buttons(entry.name))
            note.setVisible(bool(entry.hint))  # only now that it has a parent: before, it would be a window
            if entry is not term:
                self.stack.addSpacing(6)

    def clear(self) -> None:
        """Remove all fields."""
        for holder in (self, self.term, self.term_notes):
            column = holder.layout()
            assert column is not None, "each holder is a column"
            clear(column)
        self.editors, self._notes, self._declared, self._unreadable, self.grounds = {}, {}, {}, {}, {}

    def typed(self) -> dict[str, str]:
        """Return the typed values by field, dates normalized; invalid ones are reported at their field and left out."""
        found: dict[str, str] = {}
        self._unreadable.clear()
        for name in self.editors:
            entry, text, told = self._declared[name], self.raw(name), ""
            try:
                if text and entry.kind in _DAYS and (day := read_date(text, self._today)) is not None:
                    text = day.isoformat()
                    told = counted(self.dated_on, day, self._calendar) if entry.kind is FieldKind.LAST_DAY else ""
                if text:
                    read_typed(entry, text)
                found[name] = text
            except UnreadableValueError as unreadable:
                self._unreadable[name] = str(unreadable)
            self._note(name, self._unreadable.get(name, ""), told)
        return found

    def raw(self, name: str) -> str:
        """Return the text of a field, valid or not."""
        editor = self.editors[name]
        return (editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()).strip()

    def said(self) -> list[str]:
        """Return the values of all fields as printed, a line each; invalid ones are left out."""
        typed = self.typed()
        words_of = [read_typed(self._declared[name], text) for name, text in typed.items() if text]
        return [line.strip() for text in words_of for line in text.splitlines()]

    @property
    def problems(self) -> list[LetterProblem]:
        """The values that were invalid when last read, by field."""
        return [at_field(name, sentence) for name, sentence in self._unreadable.items()]

    def tell(self, problems: Mapping[str, str]) -> None:
        """Show at their fields the problems of the letter, in addition to invalid values."""
        for name in self.editors:
            if name not in self._unreadable and name in problems:
                self._note(name, problems[name])

    def go_to(self, name: str) -> None:
        """Focus a field."""
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, name: str, text: str) -> None:
        """Set the text of a field."""
        editor = self.editors[name]
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        else:
            editor.setPlainText(text)

    def lock(self) -> None:
        """Make all fields read-only."""
        for editor in self.editors.values():
            editor.setReadOnly(True)
        for made in self.grounds.values():
            made.setEnabled(False)

    def _ground_buttons(self, name: str) -> QWidget:
        """Return a button for each ground, which adds it to the field or removes it again."""
        holder = QWidget()
        row, editor = FlowLayout(holder), self.editors[name]
        for ground in GROUNDS:
            made = self.grounds[ground] = Button(ground.plain_label)
            made.setCheckable(True)
            made.setAccessibleName(f"{name}：{ground.plain_label}")
            mark(made, "chip")
            made.clicked.connect(partial(self._choose_ground, name, ground))
            row.addWidget(made)
        editor.textChanged.connect(partial(self._tick_grounds, name))
        self._tick_grounds(name)
        return holder

    def _choose_ground(self, name: str, ground: Outcome) -> None:
        self.put(name, with_ground(self.raw(name), ground, wanted=self.grounds[ground].isChecked()))

    def _tick_grounds(self, name: str, *_: object) -> None:
        for ground, made in self.grounds.items():
            made.setChecked(has_ground(self.raw(name), ground))

    def _note(self, name: str, problem: str, told: str = "") -> None:
        note, hint = self._notes[name], self._declared[name].hint
        text = problem or "；".join(part for part in (told, hint) if part)
        if note.text() != text:
            note.say(text, Sign.WRONG if problem else None, "" if problem else "secondary")
            note.setVisible(bool(text))


def _editor(entry: TypedField, proposed: str) -> TypedWidget:
    if entry.kind is FieldKind.LONG:
        box = QPlainTextEdit(proposed)
        box.setTabChangesFocus(True)
        box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + 16)
        return box
    line = QLineEdit(proposed)
    line.setCursorPosition(0)
    return line
