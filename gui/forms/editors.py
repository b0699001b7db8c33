"""Editors: the input widget for a column, by its kind. Each shows a value, returns it, and signals changes."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from disclosure.column_kinds import Column
from disclosure.errors import UnreadableValueError
from disclosure.masking import masked_prose
from gui.base.sources import NOTHING, Note, Severity, Sources
from gui.kit.completer import Completer
from gui.kit.typed_dates import read_date

_LONG_TEXT_LINES = 3


class Editor(QWidget):
    """The interface of all editors: ``value``, ``set_value``, ``raw``, and the signals ``changed`` and ``left``."""

    changed = Signal()
    left = Signal()

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column, self.sources, self._is_listening = column, sources, False
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def value(self) -> Any:
        """Return the value typed so far, or raise UnreadableValueError."""
        return self.column.parse(self.raw())

    def raw(self) -> str:
        """Return the editor's text, valid or not: if it is equal to before, nothing was typed."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value of the column."""
        raise NotImplementedError

    def inputs(self) -> list[QWidget]:
        """Return the widgets that take the keyboard, in order."""
        raise NotImplementedError

    def keyboards(self) -> list[QWidget]:
        """Return the widgets that get key presses; those of ``inputs`` unless one of them contains another."""
        return self.inputs()

    def note(self) -> Note:
        """Return the note to show beside the editor about its current value; it may be empty."""
        return NOTHING

    def adopt(self, widget: QWidget) -> None:
        """Add a widget that takes the focus."""
        self.row.addWidget(widget, 1)
        self.setFocusProxy(widget)

    def showEvent(self, _event: QShowEvent) -> None:
        """Listen to the input widgets from now on: while a form is built they would report everything Qt does to them.

        That took a fifth of the time for a form.
        """
        if not self._is_listening:
            self._is_listening = True
            for widget in self.keyboards():
                widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus():  # testing the type takes longer, on every event
            self.left.emit()
        return False


class SuggestingLine(QLineEdit):
    """A line that offers earlier texts, by words or pinyin; they are loaded when something is typed."""

    def __init__(self, suggestions: Callable[[], list[str]]) -> None:
        super().__init__()
        self._suggestions: Callable[[], list[str]] | None = suggestions

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._suggestions is not None:
            self.setCompleter(Completer(self._suggestions, self))
            self._suggestions = None
        super().focusInEvent(event)


class LineEditor(Editor):
    """One line of text, offering earlier entries."""

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(column, sources, parent)
        self.line = SuggestingLine(self.suggestions)
        self.line.textChanged.connect(self.changed)
        self.adopt(self.line)

    def suggestions(self) -> list[str]:
        """Return the office's own list first, then earlier entries, without encrypted values and numbers in texts."""
        column = self.column
        own = list(self.sources.choices(column.choices_from)) if column.choices_from else []
        earlier = [] if column.sealed or column.is_numbering else self.sources.earlier(column.name)
        return [text for text in dict.fromkeys((*own, *earlier)) if masked_prose(text) == text]

    def raw(self) -> str:
        return self.line.text()

    def set_value(self, value: Any) -> None:
        self.line.setText(self.column.text(value))
        self.line.setCursorPosition(0)

    def inputs(self) -> list[QWidget]:
        return [self.line]


class PatternEditor(LineEditor):
    """A numbering pattern, with words for its placeholders: 「【年】-【三位序号】」 for {year}-{serial:03}."""

    def suggestions(self) -> list[str]:
        return []

    def value(self) -> Any:
        return self.column.parse(_SAID_PLACE.sub(_sign_of, self.raw()))

    def set_value(self, value: Any) -> None:
        super().set_value(_SIGN.sub(_said, value or ""))


_PLACES = {"year": "年", "code": "代字", "mark": "字", "serial": "序号"}
_COUNTS = "〇一二三四五六七八九"
_SIGN = re.compile(rf"\{{({'|'.join(_PLACES)})(?::0([2-9])d?)?\}}")
_SAID_PLACE = re.compile(rf"【([{_COUNTS[2:]}]位)?({'|'.join(_PLACES.values())})】")


def _said(sign: re.Match[str]) -> str:
    digits = f"{_COUNTS[int(sign[2])]}位" if sign[2] else ""
    return f"【{digits}{_PLACES[sign[1]]}】"


def _sign_of(said: re.Match[str]) -> str:
    name = next(name for name, word in _PLACES.items() if word == said[2])
    return f"{{{name}:0{_COUNTS.index(said[1][0])}}}" if said[1] else f"{{{name}}}"


class NumberEditor(LineEditor):
    """A whole number, or an amount in 元."""

    def suggestions(self) -> list[str]:
        return []


class ReferenceEditor(LineEditor):
    """The number of another record, with what it refers to; a name of exactly one record becomes its number."""

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(column, sources, parent)
        self.line.setPlaceholderText("编号，或者姓名、内容里的几个字")
        self.left.connect(self._take_number)

    def suggestions(self) -> list[str]:
        return [number for number in self.sources.numbers(self.column.refers_to) if masked_prose(number) == number]

    def note(self) -> Note:
        number = self.raw().strip()
        if not number:
            return NOTHING
        known = self.sources.describe(self.column.refers_to, number)
        if known:
            return Note(known)
        if alike := self._alike():
            named = "；".join(f"{each} {self.sources.describe(self.column.refers_to, each)}" for each in alike)
            return Note(f"找到 {named}")
        return Note("登记簿里还没有这个编号", Severity.DOUBT)

    def _alike(self) -> Sequence[str]:
        """Return the numbers of the records matching words typed in place of a number."""
        typed = self.raw().strip()
        is_name = len(typed) > 1 and not any(sign.isdecimal() for sign in typed)
        return self.sources.found(self.column.refers_to, typed) if is_name else ()

    def _take_number(self) -> None:
        alike = self._alike()
        if len(alike) == 1:
            self.line.setText(alike[0])


class DateEditor(LineEditor):
    """A date typed in any common way: 20240301, 2024.3.1, 3-1, 今天; beside it the kind of day."""

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(column, sources, parent)
        self.line.setPlaceholderText("如 2024-03-01、3-1、今天")
        self.left.connect(self._tidy)

    def suggestions(self) -> list[str]:
        return []

    def value(self) -> date | None:
        return read_date(self.raw(), self.sources.today)

    def note(self) -> Note:
        day = self.day()
        return NOTHING if day is None else self.sources.day_note(day)

    def day(self) -> date | None:
        """Return the date typed so far, or None while it is not valid."""
        try:
            return self.value()
        except UnreadableValueError:
            return None

    def _tidy(self) -> None:
        day = self.day()
        if day is not None and self.raw() != day.isoformat():
            self.line.setText(day.isoformat())


class LongTextEditor(Editor):
    """Several lines; Tab leaves, Enter starts a new line."""

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(column, sources, parent)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(QFontMetrics(self.text.font()).lineSpacing() * _LONG_TEXT_LINES + 22)
        self.text.textChanged.connect(self.changed)
        self.adopt(self.text)

    def raw(self) -> str:
        return self.text.toPlainText()

    def set_value(self, value: Any) -> None:
        self.text.setPlainText(self.column.text(value))

    def inputs(self) -> list[QWidget]:
        return [self.text]


class YesNoEditor(Editor):
    """A box to tick."""

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(column, sources, parent)
        self.box = QCheckBox("是")
        self.box.toggled.connect(self.changed)
        self.adopt(self.box)

    def raw(self) -> str:
        return "是" if self.box.isChecked() else "否"

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def inputs(self) -> list[QWidget]:
        return [self.box]
