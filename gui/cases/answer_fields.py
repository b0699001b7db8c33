"""The fields of an answer and of its delivery, as the outcome helper asks for them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from disclosure.cases.state import CaseState
from disclosure.cases.steps import new_step
from disclosure.columns import columns_by_name
from disclosure.errors import UnreadableValueError
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.forms.fields import Field

ANSWER = ("answered_on", "answer_number", "legal_basis", "lateness_reason")
DELIVERY = ("delivery", "tracking_number", "posted_on", "signed_on")


class AnswerFields(QWidget):
    """答复日期, 文号, 依据, 逾期原因; and 送达 where none is recorded yet."""

    changed = Signal()

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        steps = session.registers.steps(request.id)
        self.is_delivered = any(step.kind is StepKind.DELIVERED for step in steps)
        self._opening = new_step(CaseState(request, steps), StepKind.DELIVERED, session.today, session.calendar)
        asked = {name: columns_by_name(Request)[name] for name in ANSWER}
        if not self.is_delivered:
            asked |= {name: columns_by_name(Step)[name] for name in DELIVERY}
        sources = {name: session.sources(Request if name in ANSWER else Step) for name in asked}
        self.fields = {name: Field(column, sources[name], self) for name, column in asked.items()}
        self._arrange()
        for name, value in self._start(request).items():
            if name in self.fields and value is not None:
                self.fields[name].editor.set_value(value)
        for field in self.fields.values():
            field.changed.connect(self.changed)

    def request(self, original: Request) -> Request:
        """Return the request with what is typed; what cannot be read yet counts as blank."""
        return replace(original, **{name: self._value(name) for name in ANSWER})

    def delivery(self, fallback: date) -> Step | None:
        """Return the 送达 typed, None where its way is not chosen or it is recorded already."""
        if self.is_delivered or self._value("delivery") is None:
            return None
        values = {name: self._value(name) for name in DELIVERY}
        on = values["posted_on"] or values["signed_on"] or self._value("answered_on") or fallback
        return Step(kind=StepKind.DELIVERED, on=on, letter_number=self._value("answer_number") or "", **values)

    def problems(self) -> dict[str, str]:
        """Return what cannot be read, by field."""
        found = {}
        for name, field in self.fields.items():
            try:
                field.editor.value()
            except UnreadableValueError as unreadable:
                found[name] = str(unreadable)
            field.tell(found.get(name, ""))
        return found

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {name: field.editor.raw() for name, field in self.fields.items()}

    def put(self, name: str, value: Any) -> None:
        """Put a value into a field."""
        self.fields[name].editor.set_value(value)

    def go_to(self, name: str) -> None:
        """Lead to a field and show its problem from now on."""
        field = self.fields[name]
        field.touch()
        field.editor.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_delivery(self, shown: bool) -> None:
        """Show or hide what asks for the delivery."""
        for name in DELIVERY:
            if name in self.fields:
                self.fields[name].set_visible(shown)

    def show_lateness(self, shown: bool) -> None:
        """Show or hide 逾期原因."""
        self.fields["lateness_reason"].set_visible(shown)

    def _value(self, name: str) -> Any:
        field = self.fields[name]
        try:
            return field.editor.value()
        except UnreadableValueError:
            return field.column.empty

    def _start(self, request: Request) -> Mapping[str, Any]:
        values = {name: getattr(request, name) for name in ANSWER}
        values["answered_on"] = request.answered_on or self._session.today
        return {**values, **{name: getattr(self._opening, name) for name in DELIVERY}}

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        row = place = 0
        for field in self.fields.values():
            if field.is_wide and place:
                row, place = row + 1, 0
            grid.addWidget(field.label, row, place)
            grid.addWidget(field.cell, row, place + 1, 1, 3 if field.is_wide else 1, Qt.AlignmentFlag.AlignTop)
            row, place = (row + 1, 0) if place or field.is_wide else (row, 2)
