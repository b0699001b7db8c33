"""The widgets of an answer: its result, one of 21, its other fields, and the cells it counts in."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QDeadlineTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QWidget

from disclosure.cases.outcomes.preview import cells_added
from disclosure.cases.state import CaseState
from disclosure.cases.steps import new_step
from disclosure.column_kinds import columns_by_name
from disclosure.errors import UnreadableValueError
from disclosure.outcomes import Outcome, outcome_groups
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from disclosure.wording import listed
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.waits import Wait
from gui.forms.fields import Field
from resources.pinyin import place_of
from storage.query import Filter, Query
from tasks.cases.merging import merged_with
from tasks.cases.taken_numbers import taken_number

_ANSWER = ("answered_on", "answer_number", "legal_basis")
_DELIVERY = ("delivery", "tracking_number", "posted_on", "signed_on")
_ALONE = "答复"
_OUTCOME = Qt.ItemDataRole.UserRole


class OutcomeList(QListWidget):
    """Every printed row once; headings cannot be chosen, so the arrow keys go from result to result."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "compact")
        self.setWordWrap(True)
        self.setAccessibleName("办理结果")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for group, outcomes in outcome_groups().items():
            heading = QListWidgetItem(group.label if group else _ALONE, self)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for outcome in outcomes:
                item = QListWidgetItem(f"　{outcome.label.split('（区分')[0]}", self)
                item.setData(_OUTCOME, outcome.value)
                item.setToolTip(outcome.label)
        self._letters, self.letters_over = "", QDeadlineTimer()
        self.itemSelectionChanged.connect(self._tell)

    def keyboardSearch(self, search: str) -> None:
        """Choose the result that contains what is typed, as words or pinyin, as in every other choice."""
        self._letters = ("" if self.letters_over.hasExpired() else self._letters) + search.strip()
        self.letters_over.setRemainingTime(Wait.LONG)
        places = {row: place_of(self._letters, self.item(row).text()) for row in range(self.count()) if self._letters}
        results = [(place[0], row) for row, place in places.items() if place and self.item(row).data(_OUTCOME)]
        if results:
            self.setCurrentRow(min(results)[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """If nothing is chosen, let an arrow choose the first result; Qt would go on from the current row."""
        if not self.selectedItems() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.choose(next(iter(Outcome)))
            return
        super().keyPressEvent(event)

    def outcome(self) -> Outcome | None:
        """Return the chosen result; a row that merely has the focus is not chosen."""
        chosen = [item.data(_OUTCOME) for item in self.selectedItems()]
        return Outcome.named(chosen[0]) if chosen else None

    def choose(self, outcome: Outcome | None) -> None:
        """Choose a result; None leaves nothing chosen."""
        if outcome is None:
            self.clearSelection()
            return
        rows = (row for row in range(self.count()) if self.item(row).data(_OUTCOME) == outcome.value)
        self.setCurrentRow(next(rows))

    def _tell(self) -> None:
        self.chosen.emit(self.outcome())


class AnswerFields(QWidget):
    """答复日期, 文号 and 依据; and 送达 if none is recorded yet."""

    changed = Signal()

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._request = session, request
        steps = session.registers.steps(request.id)
        self.is_delivered = any(step.kind is StepKind.DELIVERED for step in steps)
        opening = new_step(CaseState(request, steps), StepKind.DELIVERED, session.today, session.calendar)
        asked = {name: columns_by_name(Request)[name] for name in _ANSWER}
        if not self.is_delivered:
            asked |= {name: columns_by_name(Step)[name] for name in _DELIVERY}
        sources = {name: session.sources(Request if name in _ANSWER else Step) for name in asked}
        self.fields = {name: Field(column, sources[name], self) for name, column in asked.items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, field in enumerate(self.fields.values()):
            field.stand_below_label()
            grid.addWidget(field.label, 2 * place, 0)
            grid.addWidget(field.cell, 2 * place + 1, 0)
        proposed = {name: getattr(request, name) for name in _ANSWER}
        proposed["answered_on"] = request.answered_on or session.today
        if not request.is_answered:  # a corrected answer may not be sent yet
            proposed |= {name: getattr(opening, name) for name in _DELIVERY}
        for name, value in proposed.items():
            if name in self.fields and value is not None:
                self.fields[name].editor.set_value(value)
        for field in self.fields.values():
            field.changed.connect(self.changed)

    def request(self, original: Request) -> Request:
        """Return the request with the typed values; invalid ones count as blank."""
        return replace(original, **{name: self._value(name) for name in _ANSWER})

    def delivery(self, fallback: date) -> Step | None:
        """Return the typed 送达, or None if its way is not chosen or it is recorded already."""
        if self.is_delivered or self._value("delivery") is None:
            return None
        values = {name: self._value(name) for name in _DELIVERY}
        on = values["posted_on"] or values["signed_on"] or self._value("answered_on") or fallback
        return Step(kind=StepKind.DELIVERED, on=on, letter_number=self._value("answer_number") or "", **values)

    def problems(self) -> dict[str, str]:
        """Return the problems by field, including a number that is taken."""
        taken = taken_number(self._session.registers, self.request(self._request))
        self.fields["answer_number"].advise(taken.get("answer_number", ""))
        found = {}
        for name, field in self.fields.items():
            try:
                field.editor.value()
            except UnreadableValueError as unreadable:
                found[name] = str(unreadable)
            field.tell(found.get(name, ""))
        return found

    def typed(self) -> dict[str, str]:
        """Return the texts of the fields."""
        return {name: field.editor.raw() for name, field in self.fields.items()}

    def put(self, name: str, value: Any) -> None:
        """Set the value of a field."""
        self.fields[name].editor.set_value(value)

    def go_to(self, name: str) -> None:
        """Focus a field and show its problem from now on."""
        field = self.fields[name]
        field.touch()
        field.editor.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_delivery(self, shown: bool) -> None:
        """Show or hide the fields of the delivery."""
        for name in _DELIVERY:
            if name in self.fields:
                self.fields[name].set_visible(shown)

    def _value(self, name: str) -> Any:
        field = self.fields[name]
        try:
            return field.editor.value()
        except UnreadableValueError:
            return field.column.empty


def counted_words(session: Session, request: Request, outcome: Outcome | None, answered_on: date | None) -> str:
    """Return in which cells of the report an answer counts, and which other requests it answers."""
    if outcome is None or answered_on is None:
        return "选好办理结果和答复日期后，这里显示计入年度报告的哪几格。"
    parts = Query(filters=(Filter("split_from", "equals", request.number),))
    is_parent = bool(request.number) and session.registers.count(Request, parts) > 0
    counted = cells_added(request, outcome, answered_on, is_split_parent=is_parent)
    number = session.registers.get(Request, request.id).answer_number
    merged = merged_with(session.registers, request)
    together = [one.caption for one in merged if not one.is_answered or one.answer_number == number]
    return f"{counted}\n一并办结并入的 {listed(together)}，各计一件。" if together else counted
