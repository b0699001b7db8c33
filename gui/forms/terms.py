"""Editors for official terms: one of a list, typed or chosen, in official groups; or several, ticked."""

from difflib import get_close_matches
from itertools import groupby
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from disclosure.column_kinds import Column
from disclosure.errors import UnreadableValueError
from disclosure.outcomes import Outcome
from disclosure.term_base import Term
from disclosure.wording import SEPARATOR
from gui.base.sources import Note, Sources
from gui.forms.editors import Editor
from gui.kit.cards import ChoiceBox
from gui.kit.completer import Completer, offered

_QUOTED = 20
_BOXES_PER_ROW = 4
_POPUP_ROWS = 24


_ALIKE = 0.5
"""The least similarity of a term to other typed text for it to be proposed: 机关 for 机关职能 is enough, 天 is not."""
_OPENING = (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up)


class TermBox(ChoiceBox):
    """A combo box with text input: a click anywhere opens it, also Space, and the arrows if nothing is chosen yet.

    Text typed while the list is open goes into the line, as if the list were closed. The wheel scrolls the form and
    never changes the choice.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._mark_shown()
        super().keyPressEvent(event)

    def showPopup(self) -> None:
        self._mark_shown()
        super().showPopup()

    def _mark_shown(self) -> None:
        """Make the term in the line the current one: whoever types or fills in a term changes only the line."""
        place = self.findText(self.currentText())
        if place not in (-1, self.currentIndex()):
            self.setCurrentIndex(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        line = self.lineEdit()
        if line is not None and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_typed = bool(event.text().isprintable() and event.text().strip())
            is_typed = is_typed and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            is_pasted = event.matches(QKeySequence.StandardKey.Paste)
            if watched is self.view() and (is_typed or is_pasted):
                self.hidePopup()
                line.setFocus()
                line.selectAll()
                QApplication.sendEvent(line, event)
                return True
        return super().eventFilter(watched, event)

    def opens(self, event: QEvent) -> bool:
        """Whether an event of the line opens the list; once a term is chosen the arrows move from term to term."""
        if isinstance(event, QMouseEvent):
            line = self.lineEdit()
            return event.type() == QEvent.Type.MouseButtonRelease and line is not None and not line.hasSelectedText()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in _OPENING:
            return False
        return event.key() == Qt.Key.Key_Space or self.findText(self.currentText()) <= 0


class TermEditor(Editor):
    """One term: typed in part or chosen from the list, where groups have headings that cannot be chosen."""

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(column, sources, parent)
        self.terms = list(cast("type[Term]", column.term))
        self.box = TermBox()
        self.line = QLineEdit()  # our own: PySide may mistake a line made by Qt for a deleted object
        self.box.setLineEdit(self.line)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setModel(_grouped_items(self.terms, self.box))
        self.box.setMaxVisibleItems(_POPUP_ROWS)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._labels = [term.label for term in self.terms]
        self._completer = Completer(lambda: self._labels, self.box)
        self.box.setCompleter(self._completer)
        self.box.setCurrentIndex(0)
        self.box.currentTextChanged.connect(self.changed)
        self.left.connect(self._complete)
        self.adopt(self.box)
        self.line.setPlaceholderText("选择，或键入其中几个字" if len(self.terms) > _BOXES_PER_ROW else "选择")

    def value(self) -> Any:
        """Return the term typed so far; the error for an unknown word names the nearest term."""
        try:
            return super().value()
        except UnreadableValueError:
            typed = self.raw().strip()[:_QUOTED]
            near = get_close_matches(typed, [term.plain_label for term in self.terms], 1, _ALIKE)
            told = f"，是“{near[0]}”吗？" if near else "，"
            raise UnreadableValueError(f"没有“{typed}”{told}按空格键从列表里选") from None

    def raw(self) -> str:
        return self.box.currentText()

    def set_value(self, value: Any) -> None:
        self.box.setCurrentText(value.label if value is not None else "")
        self.line.setCursorPosition(0)

    def inputs(self) -> list[QWidget]:
        return [self.box]

    def note(self) -> Note:
        term = cast("type[Term]", self.column.term).named(self.raw())
        return Note(str(getattr(term, "article", "")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self.line, self.box) and isinstance(event, QFocusEvent) and event.lostFocus():
            self._complete()
        if watched in (self.line, self.box) and self.box.opens(event):
            self.box.showPopup()
            return True
        return super().eventFilter(watched, event)

    def keyboards(self) -> list[QWidget]:
        return [self.box, self.line]

    def _complete(self) -> None:
        """Replace an unambiguous part of a label, its pinyin, or the item selected in the list by the label."""
        typed = self.raw().strip()
        known = cast("type[Term]", self.column.term).named(typed)
        fitting = [known.label] if known else offered(typed, self._labels) if typed else []
        if self._completer.popup().isVisible() and (chosen := self._completer.popup().currentIndex()).isValid():
            fitting = [chosen.data()]  # left by Tab
        if len(fitting) == 1 and fitting[0] != self.raw():
            self.box.setCurrentText(fitting[0])
            self.line.setCursorPosition(0)


def _grouped_items(terms: list[Term], parent: QObject) -> QStandardItemModel:
    """Return the empty choice and every term, official groups below a heading that cannot be chosen."""
    model = QStandardItemModel(parent)
    model.appendRow(QStandardItem(""))
    for group, members in groupby(terms, key=_group_label):
        if group:
            heading = QStandardItem(group)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            model.appendRow(heading)
        for term in members:
            item = QStandardItem(term.label)
            item.setToolTip(term.label)
            model.appendRow(item)
    return model


def _group_label(term: Term) -> str:
    return term.group.label if isinstance(term, Outcome) and term.group else ""


class TermsEditor(Editor):
    """Several terms, a box to tick for each."""

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(column, sources, parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self.boxes: dict[Term, QCheckBox] = {}
        for place, term in enumerate(cast("type[Term]", column.term)):
            box = QCheckBox(term.label)
            box.toggled.connect(self.changed)
            grid.addWidget(box, place // _BOXES_PER_ROW, place % _BOXES_PER_ROW)
            self.boxes[term] = box
        self.row.addLayout(grid)
        self.row.addStretch(1)
        self.setFocusProxy(self.inputs()[0])

    def value(self) -> tuple[Term, ...]:
        return tuple(term for term, box in self.boxes.items() if box.isChecked())

    def raw(self) -> str:
        return SEPARATOR.join(self.value())

    def set_value(self, value: Any) -> None:
        for term, box in self.boxes.items():
            box.setChecked(term in (value or ()))

    def inputs(self) -> list[QWidget]:
        return list(self.boxes.values())
