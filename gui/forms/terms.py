"""Editors for official terms: one of a list, typed or chosen, in its official groups; or several, ticked."""

from itertools import groupby
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QGridLayout, QLineEdit, QSizePolicy, QWidget

from disclosure.column_kinds import Column
from disclosure.outcomes import Outcome
from disclosure.term_base import Term
from disclosure.wording import SEPARATOR
from gui.base.sources import Note, Sources
from gui.forms.editors import Editor

_BOXES_PER_ROW = 4
_POPUP_ROWS = 24


class TermBox(QComboBox):
    """A combo box one can type into; the wheel scrolls the form, never the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TermEditor(Editor):
    """One term: typed in part or chosen from the list, where groups have headings that cannot be chosen."""

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(column, sources, parent)
        self.terms = list(cast("type[Term]", column.term))
        self.box = TermBox()
        self.line = QLineEdit()  # ours: a line Qt makes by itself may be taken for something deleted where it lies now
        self.box.setLineEdit(self.line)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setModel(_grouped_items(self.terms, self.box))
        self.box.setMaxVisibleItems(_POPUP_ROWS)
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        completer = QCompleter(QStringListModel([term.label for term in self.terms], self.box), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_POPUP_ROWS)
        self.box.setCompleter(completer)
        self.box.setCurrentIndex(0)
        self.box.currentTextChanged.connect(self.changed)
        self.adopt(self.box)
        self.line.setPlaceholderText("请选择，或键入其中几个字" if len(self.terms) > _BOXES_PER_ROW else "请选择")
        self.line.installEventFilter(self)

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
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self._complete()
        return super().eventFilter(watched, event)

    def keyboards(self) -> list[QWidget]:
        return [self.box, self.line]

    def _complete(self) -> None:
        """Turn an unambiguous part of a label into the label."""
        typed = self.raw().strip()
        known = cast("type[Term]", self.column.term).named(typed)
        fitting = [known] if known else [term for term in self.terms if typed and typed in term.label]
        if len(fitting) == 1 and fitting[0] is not None and fitting[0].label != self.raw():
            self.set_value(fitting[0])


def _grouped_items(terms: list[Term], parent: QObject) -> QStandardItemModel:
    """Return the empty choice and every term, official groups under a heading that cannot be chosen."""
    model = QStandardItemModel(parent)
    model.appendRow(QStandardItem(""))
    for group, members in groupby(terms, key=_group_label):
        if group:
            heading = QStandardItem(group)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            model.appendRow(heading)
        for term in members:
            item = QStandardItem(term.label)
            item.setToolTip(term.label)
            model.appendRow(item)
    return model


def _group_label(term: Term) -> str:
    return term.group.label if isinstance(term, Outcome) and term.group else ""


class TermsEditor(Editor):
    """Several terms, each a box to tick."""

    def __init__(self, column: Column, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(column, sources, parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self.boxes: dict[Term, QCheckBox] = {}
        for place, term in enumerate(cast("type[Term]", column.term)):
            box = QCheckBox(term.label)
            box.toggled.connect(self.changed)
            box.installEventFilter(self)
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
