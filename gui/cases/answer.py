"""答复: choose one of the 21 results with its guidance, see what it counts for, close the case when all is there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.closing import DELIVERY, in_the_way
from disclosure.cases.outcomes.guide import GUIDE, guide_groups
from disclosure.cases.outcomes.preview import cells_added
from disclosure.cases.outcomes.remedies import remedy_of
from disclosure.cases.state import CaseState
from disclosure.cases.steps import new_step
from disclosure.changes import Change
from disclosure.column_kinds import columns_by_name
from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.outcomes import Outcome, Remedy
from disclosure.records import Request, Step
from disclosure.terms import AccessKind, StepKind
from disclosure.wording import listed
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.cases.step_form import StepForm
from gui.forms.fields import Field
from gui.kit.cards import button, clear, quotable, scrolling, words
from gui.kit.check_list import Check, CheckList
from gui.kit.gated_form import GatedForm
from storage.query import Filter, Query
from tasks.cases.disputes import checklist
from tasks.cases.merging import merged_with
from tasks.cases.requests import close_case

_SIZE, _LIST_WIDTH = (1040, 760), 320
_NO_LETTER = (Outcome.CORRECTION_OVERDUE, Outcome.FEE_UNPAID, Outcome.OTHER_HANDLING)
_ANSWER = ("answered_on", "answer_number", "legal_basis", "lateness_reason")
_DELIVERY = ("delivery", "tracking_number", "posted_on", "signed_on")
_CHOOSE = "在左侧选择办理结果，这里说明什么时候用、依据哪一条、用哪份文书。"
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
        for group in guide_groups():
            heading = QListWidgetItem(group.group.label if group.group else _ALONE, self)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for guidance in group.guidance:
                item = QListWidgetItem(f"　{guidance.outcome.label.split('（区分')[0]}", self)
                item.setData(_OUTCOME, guidance.outcome.value)
                item.setToolTip(guidance.outcome.label)
        self.itemSelectionChanged.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While nothing is chosen an arrow chooses the first result; Qt would go on from a row nobody chose."""
        if not self.selectedItems() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.choose(guide_groups()[0].guidance[0].outcome)
            return
        super().keyPressEvent(event)

    def outcome(self) -> Outcome | None:
        """Return the chosen result; a row that merely has the keyboard is not chosen."""
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


class GuidancePanel(QWidget):
    """Shows one result and what is known of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(6)
        self.lessons: list[QCheckBox] = []

    def show_outcome(self, outcome: Outcome | None, remedy: Remedy | None, lessons: Sequence[str]) -> None:
        """Show what is known of a result; ``lessons`` are the lines earlier lost cases add to its check list.

        They are boxes to tick, a help to the eye, kept nowhere.
        """
        clear(self.lines)
        self.lessons = []
        if outcome is None:
            self.lines.addWidget(words(_CHOOSE, "secondary", wrap=True))
            return
        guidance = GUIDE[outcome]
        law = (f"依据：{guidance.article}" if guidance.article else "", f"救济途径：{remedy.label}" if remedy else "")
        self.lines.addWidget(quotable(outcome.plain_label, "cardTitle"))
        self.lines.addWidget(quotable(guidance.when))
        self.lines.addWidget(quotable("　".join(part for part in law if part), "secondary"))
        self._add_list("案卷里应当有", guidance.attachments, Sign.UNTOUCHED, "plainWords")
        self._add_list("常见错误", guidance.mistakes, Sign.DOUBT, "")
        if lessons:
            self.lines.addWidget(words("以前同类答复被纠正的原因，请逐项核对", "secondary", wrap=True))
        for lesson in lessons:
            holder = QWidget()
            mark(holder, "plain")
            box = QCheckBox(lesson, holder)
            QVBoxLayout(holder).addWidget(box)
            self.lessons.append(box)
            self.lines.addWidget(holder)

    def _add_list(self, title: str, entries: Sequence[str], sign: Sign, role: str) -> None:
        if entries:
            self.lines.addWidget(words(title, "secondary"))
        for entry in entries:
            self.lines.addWidget(quotable(entry, role, sign=sign))


class AnswerFields(QWidget):
    """答复日期, 文号, 依据, 逾期原因; and 送达 where none is recorded yet."""

    changed = Signal()

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
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
        proposed = {name: getattr(request, name) for name in _ANSWER}
        proposed["answered_on"] = request.answered_on or session.today
        proposed |= {name: getattr(opening, name) for name in _DELIVERY}
        for name, value in proposed.items():
            if name in self.fields and value is not None:
                self.fields[name].editor.set_value(value)
        for field in self.fields.values():
            field.changed.connect(self.changed)

    def request(self, original: Request) -> Request:
        """Return the request with what is typed; what cannot be read yet counts as blank."""
        return replace(original, **{name: self._value(name) for name in _ANSWER})

    def delivery(self, fallback: date) -> Step | None:
        """Return the 送达 typed, None where its way is not chosen or it is recorded already."""
        if self.is_delivered or self._value("delivery") is None:
            return None
        values = {name: self._value(name) for name in _DELIVERY}
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
        for name in _DELIVERY:
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


def counted_words(session: Session, request: Request, outcome: Outcome | None, answered_on: date | None) -> str:
    """Return in which cells of the report an answer counts, and which requests it answers besides."""
    if outcome is None or answered_on is None:
        return "选好办理结果和答复日期后，这里显示计入年度报告的哪几格。"
    parts = Query(filters=(Filter("split_from", "equals", request.number),))
    is_parent = bool(request.number) and session.registers.count(Request, parts) > 0
    counted = cells_added(request, outcome, answered_on, is_split_parent=is_parent)
    together = [one.caption for one in merged_with(session.registers, request) if not one.is_answered]
    return f"{counted}\n一并办结并入的 {listed(together)}，各计一件。" if together else counted


class AnswerDialog(GatedForm):
    """An answer given some other way, or one to be amended: what was recorded of it, without a letter of ours.

    办结 is shut while anything stands in the way; 暂存 keeps what is there so far.
    """

    lies_in_page = True

    def __init__(self, session: Session, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(f"答复　{request.caption}", parent)
        self._session, self._request = session, request
        self._steps = session.registers.steps(request.id)
        if not session.is_read_only:
            session.note_access(request, AccessKind.EDITED, _ANSWER)
        self.outcomes, self.guidance = OutcomeList(), GuidancePanel()
        self.answer = AnswerFields(session, request)
        self.preview = quotable("", "accent")
        self.checks = CheckList("没有什么妨碍办结了。")
        self.save_button.setText("办结  Ctrl+S")
        self.keep_now = button("暂存，先不办结", self.keep)
        self.foot.insertWidget(self.foot.count() - 1, self.keep_now)
        self._furnish()
        self.outcomes.choose(request.outcome)
        self._show_guidance()
        self._at_first = self._typed()
        self.outcomes.chosen.connect(self._choose)
        self.answer.changed.connect(self.refresh_gate)
        self.submitted.connect(self.close_case)
        session.changed.connect(self._follow)
        self.resize(*_SIZE)
        self.refresh_gate()
        self.outcomes.setFocus()

    def is_dirty(self) -> bool:
        return self._typed() != self._at_first

    def values(self) -> Request:
        """Return the request as typed so far."""
        return replace(self.answer.request(self._request), outcome=self.outcomes.outcome())

    def close_case(self) -> None:
        """Save answer and delivery as one step of 撤销; 撤销 takes both back."""
        registers, calendar = self._session.registers, self._session.calendar
        self._finish(lambda: close_case(registers, self.values(), calendar, self._delivery()))

    def keep(self) -> None:
        """Save what is there, complete or not: 暂存 asks for nothing."""
        self._finish(lambda: self._session.save(self.values()))

    def refresh_gate(self) -> None:
        """Tell again what the choice counts for and what stands in the way."""
        values = self.values()
        unreadable = self.answer.problems()
        self.answer.show_delivery(values.outcome not in _NO_LETTER)
        due_on = deadline_of(values, self._steps, self._session.calendar).due_on
        is_late = due_on is not None and values.answered_on is not None and values.answered_on > due_on
        self.answer.show_lateness(is_late or bool(values.lateness_reason))
        self.preview.setText(counted_words(self._session, self._request, values.outcome, values.answered_on))
        delivery = self._delivery()
        steps = (*self._steps, delivery) if delivery else self._steps
        found = {**in_the_way(values, steps, due_on), **unreadable}
        self.checks.show_checks([self._check(name, sentence) for name, sentence in found.items()])
        self.complain(f"还有 {len(found)} 项要办，见上面的清单" if found else "")
        self.keep_now.setEnabled(not unreadable)

    # --- what was typed ---

    def _typed(self) -> tuple[object, dict[str, str]]:
        return self.outcomes.outcome(), self.answer.typed()

    def _delivery(self) -> Step | None:
        if self.outcomes.outcome() in _NO_LETTER:
            return None
        delivery = self.answer.delivery(self._session.today)
        return None if delivery is None else replace(delivery, request_id=self._request.id)

    def _finish(self, save: Callable[[], object]) -> None:
        try:
            save()
        except DisclosureError as failure:
            self.not_kept(failure, partial(self._finish, save))
            return
        self.accept()

    # --- events ---

    def _choose(self, outcome: Outcome | None) -> None:
        typed, known = self.values().legal_basis, {guidance.article for guidance in GUIDE.values()}
        if outcome is not None and (not typed or typed in known):
            self.answer.put("legal_basis", outcome.article)
        self._show_guidance()
        self.refresh_gate()

    def _show_guidance(self) -> None:
        outcome, values = self.outcomes.outcome(), self.values()
        if outcome is None:
            self.guidance.show_outcome(None, None, ())
            return
        remedy = remedy_of(outcome, values.legal_basis, values.answered_on or self._session.today)
        self.guidance.show_outcome(outcome, remedy, checklist(self._session.registers, outcome))

    def _follow(self, changes: Sequence[Change]) -> None:
        """Take over what another dialog did to the request meanwhile: its letter's number, its confirmed receipt."""
        if not any(change.register in ("requests", "steps") for change in changes):
            return
        before, self._request = self._request, self._session.registers.get(Request, self._request.id)
        self._steps = self._session.registers.steps(self._request.id)
        if self._request.answer_number != before.answer_number:
            self.answer.put("answer_number", self._request.answer_number)
        if self._request.outcome is not before.outcome and self._request.outcome is not None:
            self.outcomes.choose(self._request.outcome)
        self.refresh_gate()

    def _confirm(self) -> None:
        StepForm(self._session, self._request, StepKind.PHONE_CONFIRMED, parent=self).open()

    def _check(self, name: str, sentence: str) -> Check:
        if name == "received_on":
            return Check(sentence, go=self._confirm, go_words="电话确认…")
        if name == "outcome":
            return Check(sentence, go=self.outcomes.setFocus, go_words="去选择")
        place = "delivery" if name == DELIVERY else name
        return Check(sentence, go=lambda: self.answer.go_to(place))

    def _furnish(self) -> None:
        row = QHBoxLayout(self.body)
        row.setContentsMargins(20, 16, 20, 8)
        row.setSpacing(16)
        self.outcomes.setFixedWidth(_LIST_WIDTH)
        row.addWidget(self.outcomes)
        inside = QWidget()
        mark(inside, "plain")
        right = QVBoxLayout(inside)
        right.setContentsMargins(0, 0, 8, 0)
        right.setSpacing(10)
        for widget in (self.guidance, words("答复与送达", "section"), self.answer):
            right.addWidget(widget)
        right.addStretch(1)
        row.addWidget(scrolling(inside), 1)
        # always in sight: what the answer counts for, and what stands in the way of 办结
        panel = QWidget()
        below = QVBoxLayout(panel)
        below.setContentsMargins(20, 6, 20, 8)
        below.setSpacing(6)
        below.addWidget(self.preview)
        below.addWidget(self.checks)
        column = self.layout()
        assert isinstance(column, QVBoxLayout), "a GatedForm is a column"
        column.insertWidget(1, panel)
