"""The form of one step: the fields of its kind, its advice and article, and doubts shown while it is typed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.doubts import Doubt
from disclosure.cases.state import CaseState
from disclosure.cases.step_effects import doubts_raised, steps_with, without_effect
from disclosure.cases.steps import REFUND, STEP_FORMS, form_of, new_step
from disclosure.cases.steps import StepForm as DeclaredForm
from disclosure.checks.finding import Severity
from disclosure.checks.records.pairs import doubts_of, more_given_back, step_before
from disclosure.column_kinds import Fen, columns_by_name
from disclosure.personal_data import personal_data
from disclosure.records import Record, Request, Step
from disclosure.terms import AccessKind, StepKind
from gui.base.session import Session
from gui.forms.editors import DateEditor
from gui.forms.part_form import PartForm
from gui.kit.cards import words
from tasks.cases.requests import save_step

_COUNTED = ("until", "posted_on", "signed_on")
"""Dates of a step computed from its 日期."""
_CONTENT = "content"


class StepForm(PartForm):
    """One step of a request, new or changed; doubts are shown at the fields and never prevent saving."""

    def __init__(
        self,
        session: Session,
        request: Request,
        kind: StepKind,
        *,
        original: Step | None = None,
        start: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._declared: DeclaredForm | None = None  # the head exists once the form does
        self.content: QPlainTextEdit | None = None
        self._session, self._request = session, request
        self._others = tuple(step for step in session.registers.steps(request.id) if step != original)
        declared = form_of(CaseState(request, self._others), kind)
        name = declared.button
        if original is not None:
            declared = REFUND if original.is_refund else STEP_FORMS[kind]
            name = f"修改“{original.called}”"
        first = original or new_step(CaseState(request, self._others), kind, session.today, session.calendar)
        if original is not None:
            session.note_access(original, AccessKind.EDITED)
        elif personal_data(first.detail):
            session.note_access(request, AccessKind.SHOWN)  # 「拨打…与申请人确认」 shows the telephone number
        values = {name: getattr(first, name) for name in (*columns_by_name(Step), "request_id")}
        self._gives_back = declared is REFUND
        given = {"amount": first.sum} if self._gives_back else {}  # typed without a sign, as nobody thinks of one
        super().__init__(
            Step,
            self._save_step,
            title=f"{name}　{request.caption}",
            asked=_asked(declared.fields, original),
            article=declared.article,
            advice=declared.advice,
            original=original,
            start=given if original else {**values, **given, **(start or {})},
            sources=session.sources(Step),
            parent=parent,
        )
        self.content = QPlainTextEdit(request.content) if _asks_content(kind, original) else None
        if self.content is not None:
            self._ask_content(self.content)
            self._take_as_it_is()
        self._declared = declared
        self._proposed = None if original else first
        self.fields["on"].changed.connect(self._propose_again)
        self._tell_doubts()

    def _ask_content(self, line: QPlainTextEdit) -> None:
        """Ask below the step's fields for the information now requested, which answers quote from the request."""
        label, row = QLabel("所需信息"), self.grid.rowCount()
        label.setBuddy(line)
        line.setAccessibleName("补正后的所需信息")
        line.setTabChangesFocus(True)
        self.grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(line, row, 1)
        self.grid.addWidget(words("补正后有变动的，照补正的写；答复书照这里引用", "secondary", wrap=True), row + 1, 1)
        self.grid.setRowStretch(row, 0)
        self.grid.setRowStretch(row + 2, 1)

    def typed(self) -> dict[str, str]:
        typed = super().typed()
        return typed | {_CONTENT: self.content.toPlainText()} if self.content is not None else typed

    def take_content(self, typed: dict[str, str]) -> None:
        """Restore what was typed earlier as the information requested."""
        if self.content is not None:
            self.content.setPlainText(typed.get(_CONTENT, self.content.toPlainText()))

    def _wanted(self) -> str:
        """Return the corrected content of the request; an emptied field does not change it."""
        typed = self.content.toPlainText().strip() if self.content is not None else ""
        return typed or self._request.content

    def _propose_again(self) -> None:
        """Compute 期限, 交邮日 and 签收日 again for another 日期, unless they were edited."""
        on = self.fields["on"].editor
        day = on.day() if isinstance(on, DateEditor) else None
        before = self._proposed
        if day is None or before is None or day == before.on:
            return
        case = CaseState(self._request, self._others)
        self._proposed = new_step(case, before.kind, day, self._session.calendar)
        for name in _COUNTED:
            old, new = getattr(before, name), getattr(self._proposed, name)
            editor = self.fields[name].editor
            if old != new and old is not None and editor.raw() == self.fields[name].column.text(old):
                editor.set_value(new)

    def _read(self) -> dict[str, str]:
        """Make a refund negative, however it was typed; otherwise it would be another payment."""
        problems = super()._read()
        if self._gives_back and isinstance(self.record, Step):
            self.record = replace(self.record, amount=Fen(-(self.record.sum or 0)))
            if not self.record.amount:
                self.record, problems = None, {**problems, "amount": "填写退还的金额"}
        return problems

    def _save_step(self, record: Record) -> object:
        assert isinstance(record, Step)
        registers, wanted = self._session.registers, self._wanted()
        with registers.batch(f"{record.called} {self._request.caption}"):
            if wanted != self._request.content:
                registers.save(replace(registers.get(Request, self._request.id), content=wanted))
            return save_step(registers, record)

    def _revalidate(self) -> None:
        super()._revalidate()
        if self._is_ready:
            self._tell_doubts()

    def _tell_doubts(self) -> None:
        """Show at each field the doubts this step causes, without those that existed before."""
        told: dict[str, list[str]] = {}
        for doubt in self._new_doubts():
            name = doubt.field if doubt.field in columns_by_name(Step) else "on"
            told.setdefault(name, []).append(f"{doubt.message}（{doubt.article}）" if doubt.article else doubt.message)
        if isinstance(self.record, Step):  # what a pair of fields lacks, once the other one is filled
            is_begun = self._original is not None or self.is_dirty()  # nothing is missing before anything was typed
            pairs = (
                *(doubts_of(self.record) if is_begun else ()),
                *step_before(self.record, self._others),
                *more_given_back(self.record, self._others),
            )
            for each in (one for one in pairs if one.severity is Severity.WARNING):
                told.setdefault(each.field, []).append(f"{each.says}（{each.article}）")
        for name, field in self.fields.items():
            field.advise("；".join(told.get(name, ())))
        if self._declared is not None:
            self.head.say(f"{self._declared.advice}{self._moved()}", self._declared.article)

    def _moved(self) -> str:
        """Return the answer date that saving would set, if it changes."""
        if not isinstance(self.record, Step):
            return ""
        calendar = self._session.calendar
        added = steps_with(self._others, self.record)
        before, after = (deadline_of(self._request, steps, calendar) for steps in (self._others, added))
        if before.due_on == after.due_on or after.due_on is None:
            return ""
        return f"保存后答复期限为{after.due_day}。"

    def _new_doubts(self) -> Sequence[Doubt]:
        if not isinstance(self.record, Step):
            return ()
        original = self._original
        before = without_effect(self._request, original) if isinstance(original, Step) else self._request
        return doubts_raised(before, self._others, self.record, self._session.calendar)


def _asks_content(kind: StepKind, original: Step | None) -> bool:
    """Whether a step changes the content of the request: 收到补正, when it is recorded."""
    return kind is StepKind.CORRECTION_RECEIVED and original is None


def _asked(fields: Sequence[str], original: Step | None) -> list[str]:
    """Return the fields to ask for, including others that an earlier entry filled in."""
    names = list(columns_by_name(Step))
    filled = [
        name for name in names if name != "kind" and original is not None and getattr(original, name) not in (None, "")
    ]
    return [name for name in names if name in fields or name in filled]
