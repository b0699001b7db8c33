"""The same step of several requests: common values are typed once, the others beside each request."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from disclosure.cases.state import CaseState
from disclosure.cases.step_effects import doubts_raised
from disclosure.cases.steps import STEP_FORMS, new_step
from disclosure.column_kinds import columns_by_name
from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.masking import masked_prose
from disclosure.records import Request, Step
from disclosure.terms import DeliveryMethod, StepKind
from gui.base.session import Session
from gui.base.sign_icons import sign_icon
from gui.base.signs import Sign
from gui.forms.editors import DateEditor
from gui.forms.fields import Field
from gui.kit.cards import words
from gui.kit.gated_form import ShortForm, Unfinished
from gui.kit.row_table import WrappedCell, dress_list
from tasks.cases.together import Told, step_together, why_not
from tasks.letters.sending import usual_way

_OWN = ("tracking_number",)
"""The fields that differ between the requests."""
_COUNTED = ("until", "posted_on", "signed_on")
_NUMBER, _APPLICANT, _CONTENT, _TOLD = 0, 1, 2, 3
_TOLD_WIDTH, _DOUBT_WIDTH, _BESIDE_TICK = 190, 340, 20


class _Rows(QTableWidget):
    """A table in which Enter and Tab go on to the same column of the next ticked row.

    Qt would stay in the row after Enter, and when copying a list of numbers each would replace the one before.
    """

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        step = _STEPS.get(hint, 0)
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if step else hint)
        row, column = self.currentRow() + step, self.currentColumn()
        while step and 0 <= row < self.rowCount():
            number = self.item(row, _NUMBER)
            if number is not None and number.checkState() is Qt.CheckState.Checked:
                self.setCurrentCell(row, column)
                self.edit(self.currentIndex())
                return
            row += step


_STEPS = {
    QAbstractItemDelegate.EndEditHint.SubmitModelCache: +1,
    QAbstractItemDelegate.EndEditHint.EditNextItem: +1,
    QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
}
"""The direction after editing a cell: down for Enter and Tab, up for Shift+Tab."""


def together_again(session: Session, typed: Mapping[str, str], window: QWidget) -> None:
    """Open the form that a crash interrupted; requests that were deleted since are left out."""
    known = json.loads(typed["rows"])
    requests = [one for one in session.registers.all(Request) if str(one.id) in known]
    kind = next(each for each in StepKind if each.value == typed["kind"])
    form = StepsTogether(session, requests, kind, window)
    form.open()
    form.take_up(typed)


class StepsTogether(ShortForm):
    """Adds a step to several requests. Those it fits are ticked; for the others the table says why they are not."""

    reads_well = 1040
    work = "together"

    def __init__(
        self, session: Session, requests: Sequence[Request], kind: StepKind, parent: QWidget | None = None
    ) -> None:
        form = STEP_FORMS[kind]
        super().__init__(f"{form.button}：{len(requests)} 件", parent)
        self._session, self._kind = session, kind
        steps = session.registers.steps_by_request(request.id for request in requests)
        cases = (CaseState(request, steps.get(request.id, ())) for request in requests)
        self._cases = sorted(cases, key=lambda case: bool(why_not(case, kind)))
        declared, sources = columns_by_name(Step), session.sources(Step)
        shared = [name for name in form.fields if name not in (*_OWN, "letter_number")]
        self._own = [name for name in form.fields if name in _OWN]
        self.fields = {name: Field(declared[name], sources, self.body) for name in shared}
        self.table = _Rows(len(requests), _TOLD + 1 + len(self._own))
        self._numbers: list[QTableWidgetItem] = []
        self._told: list[QTableWidgetItem] = []
        self.is_done = False
        self._entered: str | None = None
        self._usual: dict[int, DeliveryMethod | None] = {}
        if kind is StepKind.DELIVERED:
            today, calendar = session.today, session.calendar
            ways = (usual_way(session.registers, case.request, today, calendar) for case in self._cases)
            self._usual = dict(zip((case.request.id for case in self._cases), ways, strict=True))
        grid = QGridLayout(self.body)
        grid.setContentsMargins(20, 16, 20, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        advice = f"{form.advice}（{form.article}）" if form.article else form.advice
        grid.addWidget(words(advice, "secondary", wrap=True), 0, 0, 1, 4)
        for place, field in enumerate(self.fields.values()):
            row, column = 1 + place // 2, 2 * (place % 2)
            grid.addWidget(field.label, row, column)
            grid.addWidget(field.cell, row, column + 1, Qt.AlignmentFlag.AlignTop)
            field.changed.connect(self.refresh_gate)
        grid.addWidget(self.table, 2 + len(self.fields) // 2, 0, 1, 4)
        grid.setRowStretch(2 + len(self.fields) // 2, 1)
        self._fill_table([declared[name].label for name in self._own])
        self._start()
        self.fields["on"].changed.connect(self._count_again)
        self.table.itemChanged.connect(self.refresh_gate)
        self.submitted.connect(self._save)
        self.refresh_gate()
        self._at_first = self._typed()
        self.fields["on"].editor.inputs()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def is_dirty(self) -> bool:
        return not self.is_done and self._typed() != self._at_first

    def unfinished(self) -> Unfinished | None:
        return Unfinished(self.work, self._typed(), Request.register) if self.is_dirty() else None

    def take_up(self, typed: Mapping[str, str]) -> None:
        """Fill the form as it was before a crash, for the requests that are still there; no date half typed."""
        rows: Mapping[str, Sequence[Any]] = json.loads(typed["rows"])
        for name, field in self.fields.items():
            with suppress(UnreadableValueError, KeyError):
                if typed[name] != field.editor.raw():
                    field.editor.set_value(field.column.parse(typed[name]))
        for row, case in enumerate(self._cases):
            is_ticked, *texts = rows.get(str(case.request.id), ())
            if self._numbers[row].flags() & Qt.ItemFlag.ItemIsUserCheckable:
                self._numbers[row].setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
                for place, text in enumerate(texts):
                    self.table.setItem(row, _TOLD + place, QTableWidgetItem(text))

    def _typed(self) -> dict[str, str]:
        """Return the kind, the texts of the common fields, and by request whether it is ticked and its own texts."""
        ticked = set(self._rows())
        rows = {
            case.request.id: [row in ticked, *(self._text(row, _TOLD + at) for at in range(len(self._own)))]
            for row, case in enumerate(self._cases)
        }
        shared = {name: field.editor.raw() for name, field in self.fields.items()}
        return {"kind": self._kind.value, "rows": json.dumps(rows), **shared}

    def chosen(self) -> list[Request]:
        """Return the requests that are ticked."""
        return [self._cases[row].request for row in self._rows()]

    def refresh_gate(self) -> None:
        if self.is_done:
            return
        try:
            values = {name: field.editor.value() for name, field in self.fields.items()}
        except UnreadableValueError as unreadable:
            self.complain(str(unreadable))
            return
        count = len(self.chosen())
        self.save_button.setText(f"登记 {count} 件  Ctrl+S")
        doubted = self._say_of_each(values)
        if not values["on"]:
            self.complain("填写日期")
        else:
            self.complain("" if count else "勾选至少一件")
        if self.save_button.isEnabled() and doubted:
            self.gate.say(f"{doubted} 件有疑问，写在“情况”里；照样可以登记。", Sign.DOUBT)
        if self.save_button.isEnabled() and values.get("delivery") is DeliveryMethod.POST:
            lacking = sum(not self._text(row, _TOLD) for row in self._rows())
            self.gate.say(f"{lacking} 件没有单号，可以以后补。" if lacking else "", Sign.DOUBT if lacking else None)

    def _say_of_each(self, values: Mapping[str, Any]) -> int:
        """Say of each that is ticked what its own form would say; return how many are doubtful."""
        doubted, calendar, high = 0, self._session.calendar, self.table.verticalHeader().defaultSectionSize()
        self.table.blockSignals(True)
        for row in self._rows():
            case, on = self._cases[row], values["on"]
            usual = self._usual.get(case.request.id)  # a letter that would rather go another way
            told = [f"原定{usual.label}"] if usual is not None and usual is not values.get("delivery") else []
            step = replace(new_step(case, self._kind, on, calendar), **values) if on else None
            found = doubts_raised(case.request, case.steps, step, calendar) if step else ()
            raised = [each for each in found if each.field not in self._own]  # those are counted below
            told += [f"{each.message}（{each.article}）" if each.article else each.message for each in raised]
            doubted += bool(raised)
            self._told[row].setText("；".join(told))
            self._told[row].setIcon(sign_icon(Sign.DOUBT) if raised else QIcon())
            self.table.setRowHeight(row, high)
        self.table.blockSignals(False)
        last = self.table.columnCount() - 1
        self.table.setColumnWidth(last, _DOUBT_WIDTH if doubted else _TOLD_WIDTH)
        for row in self._rows() if doubted else ():
            told_high = self.table.sizeHintForIndex(self.table.model().index(row, last)).height()
            self.table.setRowHeight(row, max(high, told_high))
        return doubted

    def _rows(self) -> list[int]:
        return [row for row, item in enumerate(self._numbers) if item.checkState() is Qt.CheckState.Checked]

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _fill_table(self, own: Sequence[str]) -> None:
        table = self.table
        dress_list(table, "要登记的申请")
        table.setShowGrid(True)  # it is typed into
        table.setItemDelegateForColumn(table.columnCount() - 1, WrappedCell(table))
        table.setHorizontalHeaderLabels(["登记编号", "申请人", "所需信息", *own, "情况"])
        table.horizontalHeader().setSectionResizeMode(_CONTENT, QHeaderView.ResizeMode.Stretch)
        table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)  # a single click edits a cell
        for row, case in enumerate(self._cases):
            reason = why_not(case, self._kind)
            number = QTableWidgetItem(case.request.caption)
            number.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            number.setCheckState(Qt.CheckState.Unchecked if reason else Qt.CheckState.Checked)
            applicant = QTableWidgetItem(masked_prose(case.request.applicant))
            content = QTableWidgetItem(masked_prose(case.request.content).replace("\n", " "))
            told = QTableWidgetItem(reason)
            for item in (applicant, content, told):
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if reason:
                number.setFlags(Qt.ItemFlag.ItemIsSelectable)
            self._numbers.append(number)
            self._told.append(told)
            shown = ((_NUMBER, number), (_APPLICANT, applicant), (_CONTENT, content), (_TOLD + len(own), told))
            for column, item in shown:
                table.setItem(row, column, item)
            for place in range(len(own)):
                table.setItem(row, _TOLD + place, QTableWidgetItem(""))
        for column in (_NUMBER, _APPLICANT):
            table.resizeColumnToContents(column)
            table.setColumnWidth(column, table.columnWidth(column) + _BESIDE_TICK)  # Qt forgets the checkbox's margin
        for column in range(_TOLD, _TOLD + 1 + len(own)):
            table.setColumnWidth(column, _TOLD_WIDTH)

    def _start(self) -> None:
        """Take the initial values that the form of the first fitting request would have."""
        fitting = next((case for case in self._cases if not why_not(case, self._kind)), None)
        if fitting is None:
            return
        first = new_step(fitting, self._kind, self._session.today, self._session.calendar)
        for name, field in self.fields.items():
            field.editor.set_value(getattr(first, name))

    def _count_again(self) -> None:
        """Calculate 期限, 交邮日 and 签收日 again after 日期 changed."""
        editor, fitting = self.fields["on"].editor, next(iter(self._rows()), None)
        day = editor.day() if isinstance(editor, DateEditor) else None
        if day is None or fitting is None:
            return
        step = new_step(self._cases[fitting], self._kind, day, self._session.calendar)
        for name in _COUNTED:
            if name in self.fields and getattr(step, name) is not None:
                self.fields[name].editor.set_value(getattr(step, name))

    def _save(self) -> None:
        if self.is_done:
            self.accept()
            return
        session = self._session
        shared = {name: field.editor.value() for name, field in self.fields.items()}
        on: date = shared["on"]
        given: dict[int, Mapping[str, Any]] = {
            self._cases[row].request.id: {
                **shared,
                **{name: self._text(row, _TOLD + place) for place, name in enumerate(self._own)},
            }
            for row in self._rows()
        }
        try:
            told = step_together(session.registers, self.chosen(), self._kind, on, session.calendar, given=given)
        except DisclosureError as failure:
            self.not_kept(failure, self._save)
            return
        self._tell(told)

    def _tell(self, told: Sequence[Told]) -> None:
        """Show the result of each request; the sheet stays open."""
        self.is_done, self._entered = True, self._session.registers.undo_label
        self._session.stepped.connect(self._follow)
        by_id = {one.request.id: one for one in told}
        self.table.blockSignals(True)
        for case, number, item in zip(self._cases, self._numbers, self._told, strict=True):
            one = by_id.get(case.request.id)
            if one is not None:
                item.setText(one.words)
                item.setIcon(sign_icon(Sign.DONE if one.is_done else Sign.DOUBT))
            # a box that was left blank looks shut, as it is
            was_chosen = Qt.ItemFlag.ItemIsEnabled if one is not None else Qt.ItemFlag.NoItemFlags
            number.setFlags(was_chosen | Qt.ItemFlag.ItemIsSelectable)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.blockSignals(False)
        last = self.table.columnCount() - 1  # wide enough for all results
        self.table.setColumnWidth(last, max(_TOLD_WIDTH, self.table.sizeHintForColumn(last)))
        done = sum(one.is_done for one in told)
        left = len(told) - done
        self.gate.say(f"登记了 {done} 件{f'，{left} 件没有登记' if left else ''}，按 Ctrl+Z 一次撤销。", Sign.DONE)
        self.cancel_button.hide()
        self.save_button.setText("关闭  Ctrl+S")
        self.save_button.setFocus()

    def _follow(self) -> None:
        """Close once the steps were undone: the sheet would go on saying that they were entered."""
        if self._session.registers.undo_label != self._entered:
            self.accept()
